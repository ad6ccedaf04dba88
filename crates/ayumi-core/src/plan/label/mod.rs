//! Printed labels (`①`, `(1)`, `1-1`, `第1章`, `◇`): their style, their ordinals, what follows.
//!
//! [`split_label`] cuts a line into label and rest, [`follows`] tells whether a label continues
//! another, [`next_label`] prints the one after. Level names before a number (`基本方針1`) are data
//! of the document: [`split_named`] takes them as an argument. Labels are never an identity.

mod bullet;
mod figures;
mod kanji;
mod roman;
mod sequence;
mod split;

pub use bullet::leading_bullet;
pub(crate) use figures::digit;
pub use figures::{Figures, leading_number};
pub use kanji::{is_kanji_numeral, kanji_number, kanji_text};
pub use roman::roman_text;
pub use sequence::{Sequence, follows, next_label, sequence};
pub use split::{NamedSplit, split_label, split_named};

use std::ops::Range;

/// How a label is printed, its numbers left out: labels of one style count together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// A sign that does not count (`◇`, `・`, `-`). Signs typed for one another are one
    /// (`○〇◯`, `・･•`, `-－―`).
    Bullet(char),
    /// A number, or several (`2-1-1`).
    Numbered {
        /// What stands around the numbers, `#` for each of them: `(#)`, `第#章`, `#-#`, `#.`.
        /// Width and blanks are folded.
        frame: String,
        /// What each number is written with.
        figures: Vec<Figures>,
    },
}

impl Style {
    /// Is it a sign that does not count? Such labels may repeat and are never checked.
    #[must_use]
    pub fn is_bullet(&self) -> bool {
        matches!(self, Self::Bullet(_))
    }

    /// How deep labels of this style usually stand, 0 = outermost. Only a hint for choosing among
    /// styles that were never seen together (`bad-input` row 62): 第1章, 第1節, Ⅰ, 一, A, 1, 1-1, (1),
    /// ①, ア, (ア), a, ◇.
    #[must_use]
    pub fn usual_depth(&self) -> u8 {
        let Self::Numbered { frame, figures } = self else {
            return 14;
        };
        let bracketed = frame.contains(['(', '[', '【', '〔', '<']) || frame.ends_with(')');
        match (
            frame.as_str(),
            figures.first().copied().unwrap_or(Figures::Arabic),
        ) {
            ("第#部" | "第#編", _) => 0,
            ("第#章", _) => 1,
            ("第#節", _) => 2,
            (other, _) if other.starts_with('第') => 3,
            (_, Figures::RomanUpper) if !bracketed => 3,
            (_, Figures::Kanji) if !bracketed => 4,
            (_, Figures::LatinUpper) if !bracketed => 5,
            (_, Figures::Arabic) if !bracketed => {
                5 + u8::try_from(figures.len().min(3)).unwrap_or(3)
            }
            (_, Figures::Arabic | Figures::Kanji | Figures::RomanUpper | Figures::LatinUpper)
            | (_, Figures::Bracketed | Figures::BracketedKanji) => 9,
            (_, Figures::Katakana | Figures::Iroha | Figures::Hiragana) => {
                if bracketed {
                    12
                } else {
                    11
                }
            }
            (_, Figures::LatinLower | Figures::RomanLower | Figures::BracketedLower) => 13,
            _ => 10,
        }
    }
}

/// A label taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// How it is printed.
    pub style: Style,
    /// Its numbers; empty for a bullet.
    pub ordinals: Vec<u32>,
    /// The other way to read it, where there is one (`I`: one, or the letter; `イ`: second in
    /// アイウ, first in イロハ).
    pub also: Option<(Style, Vec<u32>)>,
}

/// A line cut into its label and the rest. Ranges count characters of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The label as printed, without blanks around it, with its closing sign (`1.`, `A:`, `3)`).
    pub range: Range<usize>,
    /// The label taken apart.
    pub label: Label,
    /// Where the rest begins (its first non-blank character, or the end of the line).
    pub rest_start: usize,
    /// The label is a bare number that touches the rest (`1相談の充実`): it may be part of it.
    pub tight: bool,
}

/// Longer texts are no labels.
const LONGEST: usize = 64;

/// Takes a whole label apart, as stored with an item; `None` when it is none of ours
/// (`重点`). A level's name before a number becomes part of the style's frame (`基本方針#`).
#[must_use]
pub fn parse_label(label: &str) -> Option<Label> {
    let label = label.trim();
    let count = label.chars().count();
    if count > LONGEST {
        return None;
    }
    if let Some(split) = split_label(label)
        && split.range.end == count
    {
        return Some(split.label);
    }
    if let Some(label) = split::lone(label) {
        return Some(label);
    }
    let letters: Vec<char> = label.chars().collect();
    (1..letters.len()).find_map(|at| {
        let name: String = letters[..at].iter().collect();
        let named = split_named(label, &[name.as_str()])?;
        let whole = named.split.range.end == count && !named.split.label.style.is_bullet();
        whole.then(|| split::with_frame_before(&name, named.split.label))
    })
}

#[cfg(test)]
mod tests;
