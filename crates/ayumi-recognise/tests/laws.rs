//! The laws of a reading: nothing is lost, nothing panics, work grows with the text.

mod common;

use std::path::Path;

use proptest::prelude::*;

/// Pieces of which texts are made: labels, names of fields and levels, signs, damage, mark-up.
const PIECES: [&str; 64] = [
    "\n",
    "\n",
    "\n",
    "\n\n",
    " ",
    " ",
    "\u{3000}",
    "\t",
    "\t",
    " | ",
    "基本目標1 ",
    "重点項目",
    "強化項目",
    "具体的な取り組み",
    "強化項目と具体的な取り組み",
    "成果と反省点",
    "①",
    "②",
    "(1)",
    "(2) ",
    "1. ",
    "2 ",
    "1-1 ",
    "第1章 ",
    "Ⅰ ",
    "ア ",
    "◇",
    "○",
    "※",
    "・",
    "- ",
    "【",
    "】",
    "「",
    "」",
    "相談の充実",
    "見守り",
    "研修を行った。",
    "課題である",
    "令和6年度",
    "平成29年度から平成31年度",
    "までの3\nカ年",
    "担当課 ",
    "地域課",
    "目標 ",
    "実績",
    "30人",
    "A",
    "B",
    "◎",
    "上半期 ",
    "下半期 ",
    "〃",
    "T ",
    "U ",
    "@「",
    "区⺠",
    "⻑期",
    "か\u{3099}",
    "重 点 課 題",
    "進行管理進行管理",
    "\u{200B}",
    "<p>",
    "</p>",
];

fn law(text: &str) -> Result<(), TestCaseError> {
    let document = common::document(text);
    let reading = ayumi_recognise::recognise(&document, common::info(&document));
    common::coverage(&document, &reading).map_err(TestCaseError::fail)
}

/// Documents of our own.
fn own() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    texts(&folder)
}

fn texts(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    names.sort();
    names
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .collect()
}

/// A change to a text: what, where, how much.
fn mutate(text: &str, changes: &[(u8, usize, usize)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for (what, at, much) in changes {
        if chars.is_empty() {
            break;
        }
        let at = at % chars.len();
        let end = (at + much % 40).min(chars.len());
        match what % 5 {
            0 => drop(chars.drain(at..end)),
            1 => {
                let again: Vec<char> = chars[at..end].to_vec();
                chars.splice(end..end, again);
            }
            2 => {
                let piece: Vec<char> = PIECES[much % PIECES.len()].chars().collect();
                chars.splice(at..at, piece);
            }
            3 => chars[at..end].reverse(),
            _ => {
                let moved: Vec<char> = chars.drain(at..end).collect();
                let to = (at * 7) % (chars.len() + 1);
                chars.splice(to..to, moved);
            }
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_in_texts_made_of_pieces(
        picks in proptest::collection::vec(0..PIECES.len(), 0..120)
    ) {
        let text: String = picks.into_iter().map(|i| PIECES[i]).collect();
        law(&text)?;
    }

    #[test]
    fn nothing_is_lost_in_any_text(text in "\\PC{0,200}") {
        law(&text)?;
    }

    #[test]
    fn nothing_is_lost_in_changed_documents(
        which in any::<usize>(),
        changes in proptest::collection::vec((any::<u8>(), any::<usize>(), any::<usize>()), 1..8)
    ) {
        let all = own();
        prop_assume!(!all.is_empty());
        law(&mutate(&all[which % all.len()], &changes))?;
    }
}

/// The same over the documents of a folder outside the repository, where one is named.
#[test]
fn nothing_is_lost_in_the_corpus_changed_or_not() {
    let Some(folder) = std::env::var_os("AYUMI_CORPUS") else {
        return;
    };
    let all = texts(Path::new(&folder));
    assert!(!all.is_empty(), "the folder holds texts");
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 1_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    for text in &all {
        law(text).unwrap();
    }
    let changes = proptest::collection::vec((any::<u8>(), any::<usize>(), any::<usize>()), 1..8);
    runner
        .run(&(any::<usize>(), changes), |(which, changes)| {
            law(&mutate(&all[which % all.len()], &changes))
        })
        .unwrap();
}

/// A planted breach: the check must find a character that no field and no list holds.
#[test]
fn the_check_finds_a_lost_character() {
    let document = common::document("基本目標1 支えあうまち\n・相談の充実\n");
    let mut reading = ayumi_recognise::recognise(&document, common::info(&document));
    assert_eq!(common::coverage(&document, &reading), Ok(()));
    reading.placed.pop();
    assert!(common::coverage(&document, &reading).is_err());
}

/// Steps at one, two and four times the text grow at most 2.2 times per doubling.
#[test]
fn work_grows_with_the_text() {
    let part = "基本目標1 支えあうまち\n①相談の充実\n・窓口をひらく\n○窓口を三つひらいた。\n\
                重点項目\t強化項目\t取組\n事業\t①相談\tくらしの窓口\n";
    let steps = |times: usize| {
        let text = part.repeat(times);
        let document = common::document(&text);
        ayumi_recognise::recognise_counted(&document, common::info(&document)).1
    };
    let base = 1_000_000 / part.len() / 16;
    let (one, two, four) = (steps(base), steps(base * 2), steps(base * 4));
    assert!(one > 0);
    assert!(two * 10 <= one * 22, "{one} -> {two}");
    assert!(four * 10 <= two * 22, "{two} -> {four}");
}
