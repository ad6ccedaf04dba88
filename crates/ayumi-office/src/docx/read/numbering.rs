//! Automatic numbering: which label Word prints before a paragraph.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_document::Refusal;

use super::numerals::numeral;
use super::styles::Styles;
use super::symbols;
use crate::package::{Element, Step, Walk};

/// Levels of a list.
const LEVELS: usize = 9;
/// A label of Word's is short; longer ones are cut.
const LONGEST: usize = 60;

/// One level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    /// The label with `%1` … `%9` for the counters.
    text: String,
    font: String,
    /// All counters in plain digits.
    legal: bool,
    /// Begins anew after this level (counted from 1; 0 = never).
    restart: Option<usize>,
    /// The style whose paragraphs stand at this level.
    style: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Definition {
    levels: [Option<Level>; LEVELS],
    /// The style that holds the definition in place of this one.
    style: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct List {
    definition: u32,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// All lists of a document with their counters.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<u32, Definition>,
    lists: BTreeMap<u32, List>,
    /// By definition: lists of one definition go on counting together.
    counters: BTreeMap<u32, [Option<u32>; LEVELS]>,
    /// Levels of lists whose own start was used.
    started: BTreeSet<(u32, usize)>,
}

/// What Word prints before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The words; empty where the level prints nothing.
    pub(super) text: String,
    /// Depth in the list, from 0.
    pub(super) level: usize,
    /// A number, no bullet.
    pub(super) ordered: bool,
}

impl Numbering {
    /// Reads `word/numbering.xml`.
    pub(super) fn read(part: &str, text: &str) -> Result<Self, Refusal> {
        let mut walk = Walk::new(part, text);
        let mut numbering = Self::default();
        while let Some(step) = walk.step()? {
            let Step::Open(open) = step else { continue };
            match &*open.name {
                "abstractNum" => {
                    let one = walk.tree(open)?;
                    let Some(id) = number(&one, "abstractNumId") else {
                        continue;
                    };
                    let definition = Definition {
                        levels: levels(&one),
                        style: one.value("numStyleLink").map(str::to_owned),
                    };
                    numbering.definitions.insert(id, definition);
                }
                "num" => {
                    let one = walk.tree(open)?;
                    if let (Some(id), Some(list)) = (number(&one, "numId"), list(&one)) {
                        numbering.lists.insert(id, list);
                    }
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    /// Whether there is such a list.
    pub(super) fn has(&self, list: u32) -> bool {
        self.lists.contains_key(&list)
    }

    /// The level of `list` that a style's paragraphs stand at.
    pub(super) fn level_of_style(&self, list: u32, style: &str, styles: &Styles) -> Option<usize> {
        let list = self.lists.get(&list)?;
        let (_, definition) = self.definition(list, styles)?;
        definition.levels.iter().position(|level| {
            level
                .as_ref()
                .is_some_and(|level| level.style.as_deref() == Some(style))
        })
    }

    /// Counts one paragraph more, and tells its label.
    pub(super) fn next(&mut self, id: u32, level: usize, styles: &Styles) -> Option<Label> {
        let level = level.min(LEVELS - 1);
        let list = self.lists.get(&id)?.clone();
        let (key, definition) = self.definition(&list, styles)?;
        let definition = definition.clone();
        let at = |n: usize| list.levels[n].as_ref().or(definition.levels[n].as_ref());
        let own = at(level)?;
        let counters = self.counters.entry(key).or_default();
        let restarts = list.starts[level].filter(|_| self.started.insert((id, level)));
        let start = list.starts[level].unwrap_or(own.start);
        let value = match (restarts, counters[level]) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => start,
        };
        counters[level] = Some(value);
        for (below, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let restart = at(below).and_then(|one| one.restart).unwrap_or(below);
            // Begins anew after any level above it, or only after those up to the one it names.
            if level < restart {
                *counter = None;
            }
        }
        let values: Vec<(u32, &str)> = (0..LEVELS)
            .map(|n| {
                let one = at(n);
                let format = one.map_or("decimal", |one| one.format.as_str());
                let format = if own.legal { "decimal" } else { format };
                let first = one.map_or(1, |one| list.starts[n].unwrap_or(one.start));
                (counters[n].unwrap_or(first), format)
            })
            .collect();
        Some(Label {
            text: printed(own, &values),
            level,
            ordered: own.format != "bullet" && own.format != "none",
        })
    }

    /// A list's definition with its number, through the style that may hold it.
    fn definition(&self, list: &List, styles: &Styles) -> Option<(u32, &Definition)> {
        let own = self.definitions.get(&list.definition)?;
        let held = own.style.as_deref().and_then(|style| {
            let (number, _, _) = styles.numbering(Some(style))?;
            let key = self.lists.get(&number?)?.definition;
            Some((key, self.definitions.get(&key)?))
        });
        Some(held.unwrap_or((list.definition, own)))
    }
}

fn printed(level: &Level, values: &[(u32, &str)]) -> String {
    let mut out = String::new();
    let mut signs = level.text.chars().peekable();
    while let Some(c) = signs.next() {
        let digit = signs.peek().and_then(|next| next.to_digit(10));
        match digit.and_then(|digit| values.get((digit as usize).checked_sub(1)?)) {
            Some((value, format)) if c == '%' => {
                signs.next();
                out.push_str(&numeral(format, *value));
            }
            _ => out.push(c),
        }
    }
    symbols::signs(&level.font, &out)
        .trim()
        .chars()
        .take(LONGEST)
        .collect()
}

fn number(element: &Element, name: &str) -> Option<u32> {
    element.own(name)?.parse().ok()
}

fn list(one: &Element) -> Option<List> {
    let mut list = List {
        definition: one.value("abstractNumId")?.parse().ok()?,
        levels: levels(one),
        ..List::default()
    };
    for change in one.elements().filter(|e| &*e.name == "lvlOverride") {
        let Some(level) = number(change, "ilvl").map(|n| n as usize) else {
            continue;
        };
        if level >= LEVELS {
            continue;
        }
        list.starts[level] = change.value("startOverride").and_then(|v| v.parse().ok());
        if let Some(own) = levels(change)[level].take() {
            list.levels[level] = Some(own);
        }
    }
    Some(list)
}

fn levels(of: &Element) -> [Option<Level>; LEVELS] {
    let mut levels: [Option<Level>; LEVELS] = std::array::from_fn(|_| None);
    for one in of.elements().filter(|e| &*e.name == "lvl") {
        let Some(place) = number(one, "ilvl").and_then(|n| levels.get_mut(n as usize)) else {
            continue;
        };
        let fonts = one.child("rPr").and_then(|run| run.child("rFonts"));
        let font = fonts.and_then(|fonts| fonts.own("ascii").or_else(|| fonts.own("hAnsi")));
        *place = Some(Level {
            start: one.value("start").and_then(|v| v.parse().ok()).unwrap_or(1),
            format: format(one),
            text: one.value("lvlText").unwrap_or_default().to_owned(),
            font: font.unwrap_or_default().to_owned(),
            legal: one.switch("isLgl").unwrap_or(false),
            restart: one.value("lvlRestart").and_then(|v| v.parse().ok()),
            style: one.value("pStyle").map(str::to_owned),
        });
    }
    levels
}

/// Newer formats stand in a choice beside an older one.
fn format(level: &Element) -> String {
    let chosen = level.elements().find(|e| &*e.name == "AlternateContent");
    let inner = chosen.and_then(|choice| {
        let choices = choice.elements().flat_map(Element::elements);
        choices.filter(|e| &*e.name == "numFmt").last()
    });
    let own = level.child("numFmt").or(inner);
    own.and_then(|format| format.own("val"))
        .unwrap_or("decimal")
        .to_owned()
}
