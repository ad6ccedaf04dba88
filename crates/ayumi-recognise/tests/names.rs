//! The law that no sample's words are known: with the names of places, sections and items exchanged
//! a document reads the same but for these names, and no list of words holds one of them.

mod common;

use std::path::Path;

/// Names of the cases, and others of the same kind.
const NAMES: [(&str, &str); 5] = [
    ("みどり野", "あかね台"),
    ("地域福祉課", "生活支援課"),
    ("サロン", "カフェー"),
    ("見守り", "声かけ"),
    ("相談窓口", "案内拠点"),
];

fn exchanged(text: &str) -> String {
    NAMES.iter().fold(text.to_owned(), |text, (one, other)| {
        text.replace(one, other)
    })
}

fn files(folder: &str, ending: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
        .iter()
        .filter(|path| path.extension().is_some_and(|own| own == ending))
        .map(|path| std::fs::read_to_string(path).expect("a text"))
        .collect()
}

fn read(text: &str) -> String {
    common::show(&common::read(text))
}

/// The first text that reads otherwise under other names, and how many hold such names.
fn compare(reader: impl Fn(&str) -> String) -> (Option<String>, usize) {
    let mut seen = 0;
    for text in files("tests/cases", "txt") {
        let other = exchanged(&text);
        if other == text {
            continue;
        }
        seen += 1;
        if exchanged(&reader(&text)) != reader(&other) {
            return (Some(text), seen);
        }
    }
    (None, seen)
}

#[test]
fn other_names_give_the_same_reading() {
    let (differs, seen) = compare(read);
    assert_eq!(differs, None);
    assert!(seen > 10, "{seen}");
}

/// A planted fault: a reader that knows one of the names is found.
#[test]
fn a_reader_that_knows_a_name_is_found() {
    let knows = |text: &str| {
        let lines = text.lines().filter(|line| !line.contains("見守り"));
        read(&lines.collect::<Vec<_>>().join("\n"))
    };
    assert!(compare(knows).0.is_some());
}

/// The first of the names that a list of words holds as a word.
fn known(lists: &[String]) -> Option<&'static str> {
    let names = NAMES.iter().flat_map(|(one, other)| [*one, *other]);
    let mut words = names.filter(|name| {
        let whole = format!("\"{name}\" =");
        lists
            .iter()
            .flat_map(|list| list.lines())
            .any(|line| line.trim_start().starts_with(&whole))
    });
    words.next()
}

#[test]
fn no_list_of_words_holds_a_name_and_a_planted_one_is_found() {
    let mut lists = files("words", "toml");
    assert!(lists.len() >= 6);
    assert_eq!(known(&lists), None);
    lists.push("[level]\n\"サロン\" = \"a sample\"\n".to_owned());
    assert_eq!(known(&lists), Some("サロン"));
}
