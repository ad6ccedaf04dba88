//! Which characters the fonts can print. A character no font has becomes 〓 (下駄, the printer's
//! sign for a missing sort) with a notice, so that publishing never fails on a character.
//!
//! The standards we publish in (PDF/A-2a) refuse a missing glyph and private-use characters
//! altogether; this is why all is checked before typesetting.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_document::{At, Block, Document, Notice, Rule, Severity, block};
use typst::text::is_default_ignorable;
use unicode_normalization::char::compose;

use super::fonts::{Family, Fonts};

/// What stands for a missing character: 〓, or what a poorer font has.
const STAND_INS: [char; 3] = ['〓', '□', '?'];

/// How far to look for a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// In the family of the text, then in the other families of the system.
    AllFamilies,
    /// In the family of the text alone: nothing a shaper could stumble over.
    MainFamily,
}

/// The fonts for one document, and what they lack.
pub(crate) struct Glyphs {
    families: Vec<Family>,
    missing: BTreeSet<char>,
    stand_in: char,
    reported: BTreeMap<char, Notice>,
}

impl Glyphs {
    /// Looks every character of `document` up.
    pub(crate) fn new(fonts: &Fonts, document: &Document, reach: Reach) -> Self {
        let mut missing = characters(document);
        missing.retain(|&c| !printable(c) || !fonts.main().has(c));
        let mut families = vec![fonts.main().clone()];
        if reach == Reach::AllFamilies {
            let wanted = missing.iter().copied().filter(|&c| printable(c)).collect();
            families.extend(fonts.reserve_for(&wanted));
        }
        missing.retain(|&c| !printable(c) || !families.iter().any(|family| family.has(c)));
        let has = |c: &char| fonts.main().has(*c);
        let stand_in = STAND_INS.into_iter().find(has).unwrap_or('?');
        Self {
            families,
            missing,
            stand_in,
            reported: BTreeMap::new(),
        }
    }

    /// The families to typeset with, the text's own first.
    pub(crate) fn families(&self) -> &[Family] {
        &self.families
    }

    /// `text` as it can be printed; remembers what had to be replaced.
    pub(crate) fn clean(&mut self, text: &str, at: Option<&At>) -> String {
        let mut clean = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\n' => clean.push('\n'),
                '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => clean.push('\n'),
                '\t' | '\u{a0}' if !self.families[0].has(c) => clean.push(' '),
                '\r' | '\u{feff}' => {}
                c if is_default_ignorable(c) => {
                    // Joiners and the like are invisible; selectors may choose a form (葛󠄀).
                    if self.families[0].has(c) || is_selector(c) {
                        clean.push(c);
                    }
                }
                '\u{3099}' | '\u{309a}' if self.join(c, &mut clean) => {}
                c if !self.missing.contains(&c) => clean.push(c),
                c if self.join(c, &mut clean) => {}
                c => self.replace(c, &mut clean, at),
            }
        }
        clean
    }

    /// Joins a mark to the character before it, if the two have a common form (か and a loose
    /// voicing mark): nobody looks for が in two parts.
    fn join(&self, c: char, clean: &mut String) -> bool {
        let joined = clean
            .chars()
            .next_back()
            .and_then(|before| compose(before, c));
        let joined = joined.filter(|&j| self.families.iter().any(|family| family.has(j)));
        if let Some(joined) = joined {
            clean.pop();
            clean.push(joined);
        }
        joined.is_some()
    }

    /// A character no font has; reported once.
    fn replace(&mut self, c: char, clean: &mut String, at: Option<&At>) {
        clean.push(self.stand_in);
        self.reported.entry(c).or_insert_with(|| {
            Notice::new(Rule::GlyphMissing, Severity::Warning, at.cloned())
                .with("value", c)
                .with("code", format!("U+{:04X}", u32::from(c)))
        });
    }

    /// What was replaced, by character.
    pub(crate) fn into_notices(self) -> Vec<Notice> {
        self.reported.into_values().collect()
    }
}

/// Every character that will be printed.
fn characters(document: &Document) -> BTreeSet<char> {
    let mut all: BTreeSet<char> = document.title.chars().collect();
    block::for_each_run(&document.blocks, &mut |run| all.extend(run.text.chars()));
    for_each_inner(&document.blocks, &mut |block| match block {
        Block::Figure(figure) => all.extend(figure.svg.chars()),
        Block::List { items, .. } => {
            all.extend(
                items
                    .iter()
                    .flat_map(|item| item.marker.iter())
                    .flat_map(|m| m.chars()),
            );
        }
        _ => {}
    });
    all
}

/// Calls `visit` for every block, also those in lists and cells.
pub(crate) fn for_each_inner<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::List { items, .. } => {
                items
                    .iter()
                    .for_each(|item| for_each_inner(&item.blocks, visit));
            }
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| for_each_inner(&cell.blocks, visit));
            }
            _ => {}
        }
    }
}

/// Not a control, not for private use, not a noncharacter.
fn printable(c: char) -> bool {
    let private = matches!(u32::from(c), 0xE000..=0xF8FF | 0xF_0000..);
    let nothing = u32::from(c) & 0xFFFE == 0xFFFE || matches!(u32::from(c), 0xFDD0..=0xFDEF);
    !c.is_control() && !private && !nothing
}

fn is_selector(c: char) -> bool {
    matches!(u32::from(c), 0xFE00..=0xFE0F | 0xE0100..=0xE01EF)
}
