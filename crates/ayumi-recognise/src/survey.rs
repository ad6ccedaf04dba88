//! A first look over all lines: what kind of outline the document may have.

use crate::label::{Style, label};
use crate::lines::fields;
use crate::table::role::Role;
use crate::text::slice::Slice;
use crate::text::view::Piece;
use crate::values::is_section;
use crate::words::{Class, exact, group, is, prefix, suffix, within};

/// What the first look found.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// Numbered lines are items even without a level's name.
    pub outline: bool,
    /// The document is a sheet of fields.
    pub sheet: bool,
    /// The code stands before the name of the item.
    pub code_first: bool,
    /// Sections and grades stand on lines of their own.
    pub bare_values: bool,
    /// 第1章 is a level of the plan.
    pub chapters_are_items: bool,
    /// Several levels stand one below the other, each with its name before the title.
    pub ladder: bool,
    /// Titles stand in 《》 with sentences below them.
    pub quoted: bool,
    /// The document looks back: years are measured, not planned.
    pub reached: bool,
    /// Items have codes.
    pub codes: bool,
    /// Boxes to tick.
    pub ticks: bool,
    /// The line that is the title of a sheet which names none.
    pub title_at: Option<usize>,
    /// Names of levels that stand before titles without a number, more than once.
    pub named: Vec<String>,
}

/// Looks over the lines.
pub(crate) fn survey(pieces: &[Piece]) -> Survey {
    let mut survey = Survey::default();
    let (mut numbered, mut levels, mut prose, mut lines) = (0, 0, 0, 0);
    let (mut codes, mut grades, mut sections, mut boxes) = (0, 0, 0, 0);
    let (mut quoted, mut dashes, mut before) = (0, 0, false);
    let mut named: Vec<(String, usize)> = Vec::new();
    let mut code_line = None;
    let mut title_line = None;
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Line(line) = piece else { continue };
        lines += 1;
        let t: Vec<char> = line.text.folded().into_iter().take(400).collect();
        let stop = t.last().is_some_and(|c| is(*c, Class::Stop));
        prose += usize::from(stop);
        quoted += usize::from(stop && before);
        before = enclosed(&line.text);
        grades += usize::from(crate::lines::grades::alone(&t));
        sections += usize::from(is_section(&t));
        if let Some((_, column)) = fields::begins(&line.text) {
            match column.role {
                Role::SheetTitle => title_line = title_line.or(Some(at)),
                Role::Label if t.len() > 4 => code_line = code_line.or(Some(at)),
                _ => {}
            }
        }
        boxes += usize::from(prefix("tick", &t).is_some());
        let Some(l) = label(&line.text) else { continue };
        if let Some(word) = inner_word(&line.text, l.rest) {
            match named.iter_mut().find(|(w, _)| *w == word) {
                Some((_, n)) => *n += 1,
                None => named.push((word, 1)),
            }
        }
        let rest: Vec<char> = (l.rest..line.text.len())
            .map(|i| line.text.at(i))
            .filter(|c| !c.is_whitespace())
            .collect();
        match (&l.word, l.ordinal) {
            (Some(_), Some(_)) => levels += 1,
            (Some(word), None) => match named.iter_mut().find(|(w, _)| w == word) {
                Some((_, n)) => *n += 1,
                None => named.push((word.clone(), 1)),
            },
            (None, _) if matches!(l.style, Style::Code(_)) => codes += 1,
            (None, _) if matches!(l.style, Style::Dash(_)) && !stop && rest.len() <= 40 => {
                dashes += 1;
            }
            (None, Some(_)) if !matches!(l.style, Style::Chapter(_)) => {
                let plain =
                    !stop && rest.len() >= 2 && rest.len() <= 40 && !is_structural(&rest, false);
                numbered += usize::from(plain);
            }
            _ => {}
        }
    }
    survey.sheet = title_line.is_some() || code_line.is_some();
    survey.code_first = match (code_line, title_line) {
        (Some(code), Some(title)) => code < title,
        _ => false,
    };
    survey.codes = codes > 0;
    survey.ladder = named.iter().filter(|(w, _)| w.chars().count() >= 4).count() >= 2;
    survey.quoted = quoted >= 2;
    survey.reached = looks_back(pieces);
    survey.ticks = survey.sheet && boxes >= 2;
    if let (Some(code), None) = (code_line, title_line) {
        survey.title_at = title_above(pieces, code);
    }
    survey.bare_values = (codes > 0 || levels > 0) && grades > 0 && sections > 0;
    survey.outline =
        !survey.sheet && (numbered >= 3 || codes >= 2 || dashes >= 2) && prose * 2 <= lines;
    survey.named = named
        .into_iter()
        .filter(|(_, n)| *n > 1)
        .map(|(w, _)| w)
        .collect();
    survey
}

/// A level's name behind a number: (1) 重点項目 事業.
fn inner_word(text: &Slice, rest: usize) -> Option<String> {
    if rest == 0 || rest >= text.len() {
        return None;
    }
    let tail = Slice {
        glyphs: text.glyphs[rest..].to_vec(),
    }
    .echo();
    let inner = label(&tail)?;
    inner.word.filter(|_| inner.ordinal.is_none())
}

/// Is it a heading that orders a document? It ends with one of the words, or joins two of them;
/// among items of the same style only the word alone counts.
pub(crate) fn is_structural(rest: &[char], sibling: bool) -> bool {
    if sibling {
        return exact("structural", rest).is_some();
    }
    let bare = crate::table::role::unbracket(rest);
    let tail = suffix("structural", bare).is_some();
    let joined = prefix("structural", bare)
        .is_some_and(|word| prefix("level_joint", &bare[word.chars.len()..]).is_some());
    tail || joined || within("structural_within", bare)
}

/// Is the line nothing but words in 《》 or 【】?
pub(crate) fn enclosed(text: &Slice) -> bool {
    let len = text.len();
    if !(4..=42).contains(&len) {
        return false;
    }
    let pair = (text.at(0), text.at(len - 1));
    let inner: Vec<char> = (1..len - 1)
        .map(|i| text.at(i))
        .filter(|c| !c.is_whitespace())
        .collect();
    let nested = inner.iter().any(|c| is(*c, Class::Open) && *c != '(');
    let marks =
        is(pair.0, Class::Open) && is(pair.1, Class::Close) && pair.0 != '(' && pair.0 != '<';
    marks
        && !nested
        && crate::table::role::column(&inner).is_none()
        && !is_structural(&inner, false)
        && !within("minutes", &inner)
}

/// Does one of the first lines say that the document looks back?
fn looks_back(pieces: &[Piece]) -> bool {
    pieces.iter().take(6).any(|piece| match piece {
        Piece::Line(line) => {
            let t = line.text.folded();
            t.len() <= 60 && within("looks_back", &t)
        }
        Piece::Grid(_) => false,
    })
}

/// The nearest line above a code that can be the name of what the sheet is about.
fn title_above(pieces: &[Piece], code: usize) -> Option<usize> {
    (0..code).rev().take(3).find(|at| {
        let Piece::Line(line) = &pieces[*at] else {
            return false;
        };
        let t = line.text.folded();
        (3..=40).contains(&t.len())
            && !is_structural(&t, false)
            && !t.iter().any(|c| is(*c, Class::Stop))
            && label(&line.text).is_none()
            && fields::begins(&line.text).is_none()
    })
}

/// Does the text say something, instead of naming it? It ends like a verb.
pub(crate) fn is_sentence(t: &[char]) -> bool {
    group("verb_end")
        .iter()
        .any(|word| t.ends_with(&word.chars))
        && exact("mark", t).is_none()
}
