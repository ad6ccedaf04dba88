//! The words of `ayumi-locale`: the same keys in both languages, none that nobody names.

use std::collections::{BTreeMap, BTreeSet};

use super::lex::{Kind, tokens};
use super::tree::{Fault, File, Tree};

const FOLDER: &str = "crates/ayumi-locale/words/";

/// Keys of one language only, and keys nobody names.
pub fn keys(tree: &Tree) -> Vec<Fault> {
    let japanese = keys_of(tree, "ja/");
    let english = keys_of(tree, "en/");
    let mut faults = one_sided(&japanese, &english, "en");
    faults.extend(one_sided(&english, &japanese, "ja"));
    let named = Named::of(tree);
    for (key, (file, line)) in &japanese {
        if !named.knows(key) {
            faults.push(Fault::at(
                file,
                *line,
                format!("nobody names the key {key}"),
            ));
        }
    }
    faults
}

type Keys<'a> = BTreeMap<&'a str, (&'a File, usize)>;

fn keys_of<'a>(tree: &'a Tree, language: &str) -> Keys<'a> {
    let folder = format!("{FOLDER}{language}");
    let mut keys = BTreeMap::new();
    for file in tree
        .files
        .iter()
        .filter(|file| file.path.starts_with(&folder))
    {
        for (index, line) in file.text.lines().enumerate() {
            let Some((key, _)) = line.split_once(" =") else {
                continue;
            };
            if key.starts_with(|sign: char| sign.is_ascii_lowercase()) {
                keys.insert(key.trim(), (file, index + 1));
            }
        }
    }
    keys
}

fn one_sided(these: &Keys<'_>, those: &Keys<'_>, missing: &str) -> Vec<Fault> {
    let alone = these.iter().filter(|(key, _)| !those.contains_key(*key));
    alone
        .map(|(key, (file, line))| Fault::at(file, *line, format!("{key} is not in {missing}")))
        .collect()
}

/// What sources and templates name: constants (`HOME_TITLE`), whole keys, and beginnings of keys
/// that are put together (`"notice-{rule}"`).
struct Named<'a> {
    words: BTreeSet<&'a str>,
    beginnings: Vec<&'a str>,
}

impl<'a> Named<'a> {
    fn of(tree: &'a Tree) -> Self {
        let mut named = Self {
            words: BTreeSet::new(),
            beginnings: Vec::new(),
        };
        for file in tree
            .files
            .iter()
            .filter(|file| file.path.starts_with("crates/"))
        {
            if file.is_rust() {
                named.take_rust(file);
            } else if file.path.ends_with(".html") || file.path.ends_with(".typ") {
                let words = file.text.split(|sign: char| !is_key_sign(sign));
                named.words.extend(words.filter(|word| word.len() > 2));
            }
        }
        named
    }

    fn take_rust(&mut self, file: &'a File) {
        for token in tokens(&file.text) {
            match token.kind {
                Kind::Word => {
                    self.words.insert(token.text);
                }
                Kind::Text => {
                    let inner = token.text.trim_matches('"');
                    self.words.insert(inner);
                    let beginning = inner.split('{').next().unwrap_or_default();
                    if beginning.len() > 3 && beginning.ends_with('-') {
                        self.beginnings.push(beginning);
                    }
                }
                _ => {}
            }
        }
    }

    fn knows(&self, key: &str) -> bool {
        let constant = key.to_ascii_uppercase().replace('-', "_");
        self.words.contains(constant.as_str())
            || self.words.contains(key)
            || self
                .beginnings
                .iter()
                .any(|beginning| key.starts_with(beginning))
    }
}

fn is_key_sign(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '_' || sign == '-'
}
