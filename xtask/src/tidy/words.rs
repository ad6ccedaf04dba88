//! Where Japanese words may stand: screen words in `ayumi-locale/words`, the recogniser's in
//! `ayumi-recognise/words`, each of these with its source.

use std::path::Path;

use super::lex::{Kind, before_tests, tokens};
use super::tree::{Fault, File, Tree};

/// Crates that show something to people or write what people read.
const SCREENS: [&str; 7] = [
    "crates/ayumi/",
    "crates/ayumi-app/",
    "crates/ayumi-book/",
    "crates/ayumi-office/",
    "crates/ayumi-pdf/",
    "crates/ayumi-store/",
    "crates/ayumi-web/",
];

/// Literals that are no words for people: names and signs. File and what it is.
const EXCUSED: [(&str, &str); 5] = [
    (
        "crates/ayumi-office/src/docx/read/numerals.rs",
        "the signs Word counts with",
    ),
    (
        "crates/ayumi-office/src/docx/read/styles.rs",
        "names of the styles of the Japanese Word",
    ),
    (
        "crates/ayumi-office/src/xlsx/read/names.rs",
        "names of eras, days and formats as the Japanese Excel shows them",
    ),
    (
        "crates/ayumi-pdf/src/set/fonts.rs",
        "families of typefaces have Japanese names",
    ),
    (
        "crates/ayumi-web/src/plan/picture.rs",
        "signs that may not begin a line",
    ),
];

/// Kana and kanji. Signs such as 「、○ or full-width digits are no words.
fn is_word_sign(sign: char) -> bool {
    matches!(sign,
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

fn japanese(text: &str) -> bool {
    text.chars().any(is_word_sign)
}

/// Japanese literals in the recogniser's source: "no sample's words" stands on this.
pub fn recogniser(tree: &Tree) -> Vec<Fault> {
    let sources = |file: &&File| file.path.starts_with("crates/ayumi-recognise/src/");
    tree.rust().filter(sources).flat_map(literals).collect()
}

/// Japanese literals in screens (their invented samples apart), and Japanese words in templates, scripts and style sheets.
pub fn screen(tree: &Tree) -> Vec<Fault> {
    let excused = |file: &File| {
        file.path.contains("/src/samples/") || EXCUSED.iter().any(|(path, _)| file.path == *path)
    };
    let in_screen =
        |file: &&File| SCREENS.iter().any(|start| file.path.starts_with(start)) && !excused(file);
    let mut faults: Vec<Fault> = tree
        .rust()
        .filter(in_screen)
        .filter(|file| !file.is_test())
        .flat_map(literals)
        .collect();
    for file in tree
        .files
        .iter()
        .filter(in_screen)
        .filter(|file| is_page_part(&file.path))
    {
        let bare = without_comments(&file.text);
        for (index, line) in bare.lines().enumerate() {
            if japanese(line) {
                faults.push(Fault::at(
                    file,
                    index + 1,
                    "Japanese words outside ayumi-locale",
                ));
            }
        }
    }
    faults
}

fn literals(file: &File) -> Vec<Fault> {
    let all = tokens(&file.text);
    before_tests(&all)
        .iter()
        .filter(|token| matches!(token.kind, Kind::Text | Kind::Char) && japanese(token.text))
        .map(|token| Fault::at(file, token.line, format!("Japanese literal {}", token.text)))
        .collect()
}

fn is_page_part(path: &str) -> bool {
    let ending = Path::new(path)
        .extension()
        .and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ["html", "css", "js", "mjs", "typ", "svg"].contains(&ending))
        && !path.contains("/tests/")
}

/// Takes comments of templates, style sheets, scripts and Typst out, keeps the lines.
fn without_comments(text: &str) -> String {
    let mut out = text.to_owned();
    for (open, close) in [("{#", "#}"), ("<!--", "-->"), ("/*", "*/"), ("// ", "\n")] {
        let mut from = 0;
        while let Some(begin) = out[from..].find(open).map(|at| at + from) {
            let end = out[begin..].find(close).map_or(out.len(), |at| begin + at);
            let lines = out[begin..end].matches('\n').count();
            out.replace_range(begin..end, &"\n".repeat(lines));
            from = begin + lines;
        }
    }
    out
}

/// Every table of words says where its words were met.
pub fn sources(tree: &Tree) -> Vec<Fault> {
    let lists = tree.files.iter().filter(|file| {
        file.path.starts_with("crates/ayumi-recognise/words/") && file.path.ends_with(".toml")
    });
    lists.flat_map(lines_without_source).collect()
}

/// A line with Japanese words is in order when it, the table it stands in, or the head of the
/// file (`# Source of every line: …`) names a source.
///
/// `"基本理念" = "practice §2"` is a word and its source.
fn lines_without_source(file: &File) -> Vec<Fault> {
    let mut faults = Vec::new();
    if file
        .text
        .lines()
        .any(|line| line.starts_with("# Source of every line: "))
    {
        return faults;
    }
    let mut table: Vec<(usize, &str)> = Vec::new();
    let lines: Vec<(usize, &str)> = file.text.lines().enumerate().collect();
    let check = |table: &[(usize, &str)], faults: &mut Vec<Fault>| {
        let named = |line: &str| line.contains("source") || word_with_source(line);
        let whole = table
            .iter()
            .any(|(_, line)| line.trim_start().starts_with("source"));
        for (index, line) in table {
            let comment = line.trim_start().starts_with('#');
            if japanese(line) && !comment && !whole && !named(line) {
                faults.push(Fault::at(file, index + 1, "words without a source"));
            }
        }
    };
    for (index, line) in lines {
        if line.trim_start().starts_with('[') && line.trim_end().ends_with(']') {
            check(&table, &mut faults);
            table.clear();
        }
        table.push((index, line));
    }
    check(&table, &mut faults);
    faults
}

/// `"WORD" = "SOURCE"` with words where the source stands.
fn word_with_source(line: &str) -> bool {
    let mut parts = line.trim().split('"');
    let (before, word, middle, source) = (parts.next(), parts.next(), parts.next(), parts.next());
    before == Some("")
        && word.is_some_and(japanese)
        && middle.is_some_and(|sign| sign.trim() == "=")
        && source.is_some_and(|source| source.len() > 3)
}
