//! The words and signs the recogniser knows, from `words/*.toml`.
//!
//! A group is a table of the files: its keys are the words, its values say where each word was
//! read. In the tables of pairs (`fold`, `radical`, `numeral`…) the value is the meaning.

use std::collections::HashMap;
use std::sync::OnceLock;

/// The files, by name.
const FILES: [(&str, &str); 6] = [
    ("glyphs", include_str!("../words/glyphs.toml")),
    ("levels", include_str!("../words/levels.toml")),
    ("fields", include_str!("../words/fields.toml")),
    ("headings", include_str!("../words/headings.toml")),
    ("kinds", include_str!("../words/kinds.toml")),
    ("findings", include_str!("../words/findings.toml")),
];

/// A word with what stands beside it.
#[derive(Debug)]
pub(crate) struct Word {
    /// The word as its characters, folded.
    pub chars: Vec<char>,
    /// The word as written.
    pub text: String,
    /// Its source, or its meaning in a table of pairs.
    pub value: String,
}

/// All groups.
struct Words {
    groups: HashMap<String, Vec<Word>>,
    fold: HashMap<char, char>,
    classes: HashMap<char, u32>,
}

/// Classes of single signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Class {
    /// Stands before a line.
    Bullet = 1,
    /// Used as a grade.
    Grade = 2,
    /// Ends a sentence.
    Stop = 4,
    /// Parts a sentence.
    Comma = 8,
    /// Parts a name from its value.
    Colon = 16,
    /// Fills the way to a page number or grade.
    Leader = 32,
    /// Opens a quotation.
    QuoteOpen = 64,
    /// Closes a quotation.
    QuoteClose = 128,
    /// Opens a bracket.
    Open = 256,
    /// Closes a bracket.
    Close = 512,
    /// An arrow.
    Arrow = 1024,
    /// Begins a note.
    Note = 2048,
    /// The dot between words.
    Dot = 4096,
}

const CLASS_GROUPS: [(&str, Class); 13] = [
    ("bullet", Class::Bullet),
    ("grade", Class::Grade),
    ("stop", Class::Stop),
    ("comma", Class::Comma),
    ("colon", Class::Colon),
    ("leader", Class::Leader),
    ("quote.open", Class::QuoteOpen),
    ("quote.close", Class::QuoteClose),
    ("bracket.open", Class::Open),
    ("bracket.close", Class::Close),
    ("arrow", Class::Arrow),
    ("note", Class::Note),
    ("dot", Class::Dot),
];

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(load)
}

fn load() -> Words {
    let mut raw: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for (_, text) in FILES {
        let table: toml::Table = text.parse().expect("the tests parse every file of words");
        collect("", &table, &mut raw);
    }
    let fold: HashMap<char, char> = raw
        .iter()
        .filter(|(name, _)| name == "fold")
        .flat_map(|(_, pairs)| pairs)
        .filter_map(|(from, to)| Some((from.chars().next()?, to.chars().next()?)))
        .collect();
    let mut groups: HashMap<String, Vec<Word>> = HashMap::new();
    for (name, pairs) in raw {
        let group = groups.entry(name).or_default();
        for (text, value) in pairs {
            let chars = text
                .chars()
                .filter(|c| !c.is_whitespace())
                .map(|c| fold_with(&fold, c))
                .collect();
            group.push(Word { chars, text, value });
        }
    }
    for group in groups.values_mut() {
        group.sort_by(|a, b| {
            b.chars
                .len()
                .cmp(&a.chars.len())
                .then_with(|| a.chars.cmp(&b.chars))
        });
    }
    let mut classes = HashMap::new();
    for (name, class) in CLASS_GROUPS {
        for word in groups.get(name).into_iter().flatten() {
            if let Some(c) = word.chars.first() {
                *classes.entry(*c).or_insert(0) |= class as u32;
            }
        }
    }
    Words {
        groups,
        fold,
        classes,
    }
}

fn collect(prefix: &str, table: &toml::Table, into: &mut Vec<(String, Vec<(String, String)>)>) {
    let mut own = Vec::new();
    for (key, value) in table {
        match value {
            toml::Value::Table(inner) => {
                let name = if prefix.is_empty() {
                    key.clone()
                } else {
                    format!("{prefix}.{key}")
                };
                collect(&name, inner, into);
            }
            toml::Value::String(text) => own.push((key.clone(), text.clone())),
            _ => {}
        }
    }
    if !own.is_empty() {
        into.push((prefix.to_owned(), own));
    }
}

/// Signs that print nothing and fold to the letter of an era: set before a year whose era was
/// settled. Noncharacters of Unicode, which no text holds for itself.
const ERA_MARK: char = '\u{FDD0}';
const ERA_MARK_LAST: char = '\u{FDD2}';
const ERA_LETTERS: [char; 3] = ['R', 'H', 'S'];

fn era_of(c: char) -> char {
    ERA_LETTERS[(c as usize - ERA_MARK as usize).min(2)]
}

/// The mark that folds to the letter of an era.
pub(crate) fn era_mark(letter: char) -> Option<char> {
    let at = ERA_LETTERS.iter().position(|own| *own == letter)?;
    char::from_u32(ERA_MARK as u32 + at as u32)
}

/// Is it such a mark?
pub(crate) fn is_era_mark(c: char) -> bool {
    (ERA_MARK..=ERA_MARK_LAST).contains(&c)
}

fn fold_with(pairs: &HashMap<char, char>, c: char) -> char {
    match c {
        '\u{21}'..='\u{7E}' => c,
        ERA_MARK..=ERA_MARK_LAST => era_of(c),
        _ => match pairs.get(&c) {
            Some(to) => *to,
            None if ('\u{FF01}'..='\u{FF5E}').contains(&c) => {
                char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
            }
            None => c,
        },
    }
}

/// One sign for all its ways of typing: full width, dashes, circles. Letters keep their case.
pub(crate) fn fold(c: char) -> char {
    if c.is_ascii() {
        c
    } else {
        fold_with(&words().fold, c)
    }
}

/// Is this (folded) sign of the class?
pub(crate) fn is(c: char, class: Class) -> bool {
    words()
        .classes
        .get(&c)
        .is_some_and(|mask| mask & class as u32 != 0)
}

/// The words of a group, the longest first. A group that is not there has no words.
pub(crate) fn group(name: &str) -> &'static [Word] {
    words().groups.get(name).map_or(&[], Vec::as_slice)
}

/// The value beside `key` in a table of pairs.
pub(crate) fn value(name: &str, key: &str) -> Option<&'static str> {
    group(name)
        .iter()
        .find(|word| word.text == key)
        .map(|word| word.value.as_str())
}

/// The words of a group joined to one test: does the folded text begin with one of them?
pub(crate) fn prefix(name: &str, folded: &[char]) -> Option<&'static Word> {
    group(name)
        .iter()
        .find(|word| folded.starts_with(&word.chars))
}

/// Does the folded text end with a word of the group?
pub(crate) fn suffix(name: &str, folded: &[char]) -> Option<&'static Word> {
    group(name)
        .iter()
        .find(|word| folded.ends_with(&word.chars))
}

/// Is the folded text a word of the group?
pub(crate) fn exact(name: &str, folded: &[char]) -> Option<&'static Word> {
    group(name).iter().find(|word| word.chars == folded)
}

/// Where a word of the group stands in the folded text: its first place, the longest word there.
pub(crate) fn find(name: &str, folded: &[char]) -> Option<(usize, &'static Word)> {
    (0..folded.len()).find_map(|at| prefix(name, &folded[at..]).map(|word| (at, word)))
}

/// Does a word of the group stand anywhere in the folded text?
pub(crate) fn within(name: &str, folded: &[char]) -> bool {
    find(name, folded).is_some()
}
