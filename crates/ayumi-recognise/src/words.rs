//! The words and signs the recogniser knows, from `words/*.toml`.
//!
//! A group is a table of the files: its keys are the words, its values say where each word was
//! read. In the tables of pairs (`fold`, `radical`, `numeral`…) the value is the meaning.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// The files, by name.
const FILES: [(&str, &str); 7] = [
    ("glyphs", include_str!("../words/glyphs.toml")),
    ("levels", include_str!("../words/levels.toml")),
    ("fields", include_str!("../words/fields.toml")),
    ("headings", include_str!("../words/headings.toml")),
    ("kinds", include_str!("../words/kinds.toml")),
    ("findings", include_str!("../words/findings.toml")),
    ("sums", include_str!("../words/sums.toml")),
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

/// A group of words, the longest first, with the way to those that begin or end with a sign.
#[derive(Debug, Default)]
struct Group {
    words: Vec<Word>,
    /// First signs with the places of their words, in order.
    heads: Vec<(char, usize)>,
    /// Last signs.
    tails: Vec<(char, usize)>,
}

impl Group {
    fn new(mut words: Vec<Word>) -> Self {
        words.sort_by(|a, b| {
            let longest = b.chars.len().cmp(&a.chars.len());
            longest.then_with(|| a.chars.cmp(&b.chars))
        });
        let places = |sign: fn(&[char]) -> Option<&char>| {
            let signs = words.iter().enumerate();
            let mut all: Vec<(char, usize)> = signs
                .filter_map(|(at, word)| Some((*sign(&word.chars)?, at)))
                .collect();
            all.sort_unstable();
            all
        };
        let (heads, tails) = (places(<[char]>::first), places(<[char]>::last));
        Self {
            words,
            heads,
            tails,
        }
    }

    /// The words at the places listed for a sign.
    fn at<'a>(&'a self, list: &'a [(char, usize)], sign: char) -> impl Iterator<Item = &'a Word> {
        let from = list.partition_point(|(c, _)| *c < sign);
        let own = list[from..].iter().take_while(move |(c, _)| *c == sign);
        own.map(|(_, at)| &self.words[*at])
    }
}

/// All groups, and what is known of each sign by its code (all of them stand in the first plane).
struct Words {
    groups: HashMap<String, Group>,
    /// Every word of the groups `field.…`.
    fields: HashSet<Vec<char>>,
    fold: Vec<char>,
    classes: Vec<u32>,
}

/// Codes of the first plane.
const PLANE: usize = 0x1_0000;

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
    let mut words: HashMap<String, Vec<Word>> = HashMap::new();
    for (name, pairs) in raw {
        let group = words.entry(name).or_default();
        for (text, value) in pairs {
            let chars = text
                .chars()
                .filter(|c| !c.is_whitespace())
                .map(|c| fold_with(&fold, c))
                .collect();
            group.push(Word { chars, text, value });
        }
    }
    let mut classes = vec![0; PLANE];
    for (name, class) in CLASS_GROUPS {
        for word in words.get(name).into_iter().flatten() {
            let sign = word.chars.first().map_or(0, |c| *c as usize);
            if let Some(mask) = classes.get_mut(sign) {
                *mask |= class as u32;
            }
        }
    }
    let plain = (0..PLANE as u32).map(|code| char::from_u32(code).unwrap_or_default());
    let mut folded: Vec<char> = plain.collect();
    let wide = '\u{FF01}'..='\u{FF5E}';
    let others = wide
        .chain(ERA_MARK..=ERA_MARK_LAST)
        .chain(fold.keys().copied());
    for c in others {
        if let Some(slot) = folded.get_mut(c as usize) {
            *slot = fold_with(&fold, c);
        }
    }
    let fields = words.iter().filter(|(name, _)| name.starts_with("field."));
    Words {
        fields: fields
            .flat_map(|(_, words)| words.iter().map(|word| word.chars.clone()))
            .collect(),
        groups: words
            .into_iter()
            .map(|(name, words)| (name, Group::new(words)))
            .collect(),
        fold: folded,
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
        return c;
    }
    words().fold.get(c as usize).copied().unwrap_or(c)
}

/// Is this (folded) sign of the class?
pub(crate) fn is(c: char, class: Class) -> bool {
    let mask = words().classes.get(c as usize);
    mask.is_some_and(|mask| mask & class as u32 != 0)
}

/// The words of a group, the longest first. A group that is not there has no words.
pub(crate) fn group(name: &str) -> &'static [Word] {
    words().groups.get(name).map_or(&[], |group| &group.words)
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
    let group = words().groups.get(name)?;
    group
        .at(&group.heads, *folded.first()?)
        .find(|word| folded.starts_with(&word.chars))
}

/// Is the folded text the name of any field? Most texts are none, and this tells it at once.
pub(crate) fn is_field(folded: &[char]) -> bool {
    words().fields.contains(folded)
}

/// The words of a group that begin with a (folded) sign, the longest first.
pub(crate) fn beginning(name: &str, sign: char) -> impl Iterator<Item = &'static Word> {
    let group = words().groups.get(name);
    group
        .into_iter()
        .flat_map(move |group| group.at(&group.heads, sign))
}

/// Does the folded text end with a word of the group?
pub(crate) fn suffix(name: &str, folded: &[char]) -> Option<&'static Word> {
    let group = words().groups.get(name)?;
    group
        .at(&group.tails, *folded.last()?)
        .find(|word| folded.ends_with(&word.chars))
}

/// Is the folded text a word of the group?
pub(crate) fn exact(name: &str, folded: &[char]) -> Option<&'static Word> {
    let group = words().groups.get(name)?;
    group
        .at(&group.heads, *folded.first()?)
        .find(|word| word.chars == folded)
}

/// Where a word of the group stands in the folded text: its first place, the longest word there.
pub(crate) fn find(name: &str, folded: &[char]) -> Option<(usize, &'static Word)> {
    (0..folded.len()).find_map(|at| prefix(name, &folded[at..]).map(|word| (at, word)))
}

/// Does a word of the group stand anywhere in the folded text?
pub(crate) fn within(name: &str, folded: &[char]) -> bool {
    find(name, folded).is_some()
}
