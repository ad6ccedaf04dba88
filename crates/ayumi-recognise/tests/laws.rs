//! The laws of a reading: nothing is lost, nothing panics, most of a plan is placed. Each check is
//! shown a planted breach that it must find.

mod common;

use std::path::Path;

use ayumi_core::interchange::Reading;
use ayumi_document::Why;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use rstest::rstest;

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
    ayumi_testkit::coverage(&document, &reading).map_err(TestCaseError::fail)
}

/// Documents of our own.
fn own() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    texts(&folder)
}

fn texts(folder: &Path) -> Vec<String> {
    let all = named_texts(folder).into_iter();
    all.map(|(_, text)| text).collect()
}

fn named_texts(folder: &Path) -> Vec<(String, String)> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    names.sort();
    names
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .filter_map(|path| {
            let name = path.file_stem()?.to_string_lossy().into_owned();
            Some((name, std::fs::read_to_string(path).ok()?))
        })
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
    let mut runner = TestRunner::new(ProptestConfig {
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

/// A reading that keeps the law, to be broken.
fn sound() -> (ayumi_document::Document, Reading) {
    let document =
        common::document("基本目標1 支えあうまち\n①相談の充実\n○窓口をひらいた。\n余りの行\n");
    let reading = ayumi_recognise::recognise(&document, common::info(&document));
    assert_eq!(ayumi_testkit::coverage(&document, &reading), Ok(()));
    assert!(reading.placed.len() > 3);
    (document, reading)
}

/// Planted breaches: the check must find each of them.
#[rstest]
#[case::dropped_field(|r: &mut Reading| drop(r.placed.pop()))]
#[case::dropped_leftover(|r: &mut Reading| drop(r.unplaced_spans.pop()))]
#[case::offset_used_twice(|r: &mut Reading| {
    let again = r.placed[0].clone();
    r.placed.push(again);
})]
#[case::offset_used_by_two_fields(|r: &mut Reading| {
    let spans = r.placed[0].spans.clone();
    r.placed[1].spans.extend(spans);
})]
#[case::other_text(|r: &mut Reading| r.placed[1].value = "別の言葉".to_owned())]
#[case::one_sign_more(|r: &mut Reading| r.placed[1].value.push('。'))]
#[case::one_sign_less(|r: &mut Reading| {
    r.placed[1].value.pop();
})]
#[case::order_turned(|r: &mut Reading| {
    r.placed[1].value = r.placed[1].value.chars().rev().collect();
})]
#[case::wrong_sum(|r: &mut Reading| r.coverage.placed += 1)]
#[case::sums_that_agree_but_lie(|r: &mut Reading| {
    r.coverage.placed += 1;
    r.coverage.characters += 1;
})]
#[case::silent_repair(|r: &mut Reading| {
    r.placed[1].value = r.placed[1].value.replace('支', "⽀");
})]
fn the_check_finds_a_breach(#[case] plant: fn(&mut Reading)) {
    let (document, mut reading) = sound();
    plant(&mut reading);
    assert!(ayumi_testkit::coverage(&document, &reading).is_err());
}

/// Own cases that only touch plans: a newsletter, and a form that nobody filled in.
const NO_PLANS: [&str; 2] = ["newsletter", "self_diagnosis_blank"];

/// Is the reading one of a plan: a tree with more than one level?
fn is_plan(reading: &Reading) -> bool {
    reading.plan.items.iter().any(|item| !item.items.is_empty())
}

/// At least 60 % of a plan is placed. Words that only say what stands where (headings, the heads
/// of tables, legends, a second printing, running heads) are named with their reason; they count
/// on neither side.
fn most_is_placed(reading: &Reading) -> bool {
    let (placed, counted) = share(reading);
    placed * 10 >= counted * 6
}

/// Characters placed, and characters that count.
fn share(reading: &Reading) -> (usize, usize) {
    let names = |why| {
        matches!(
            why,
            Why::TableHead | Why::Heading | Why::Legend | Why::Duplicate | Why::PageFurniture
        )
    };
    let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let named: usize = reading
        .unplaced
        .iter()
        .filter(|one| names(one.why))
        .map(|one| visible(&one.text))
        .sum();
    let counted = reading.coverage.characters.saturating_sub(named);
    (reading.coverage.placed, counted)
}

fn placed_law(text: &str) -> Result<(), TestCaseError> {
    let reading = common::read(text);
    let share = &reading.coverage;
    prop_assert!(
        !is_plan(&reading) || most_is_placed(&reading),
        "{share:?} of {text}"
    );
    Ok(())
}

/// Plans of our own: cases, and the sample books, of which 60 % of all characters are placed.
fn own_plans() -> Vec<String> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut all: Vec<String> = named_texts(&cases)
        .into_iter()
        .filter(|(name, _)| !NO_PLANS.contains(&name.as_str()))
        .map(|(_, text)| text)
        .filter(|text| is_plan(&common::read(text)))
        .collect();
    let books = texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples"));
    for book in &books {
        let share = common::read(book).coverage;
        assert!(share.placed * 10 >= share.characters * 6, "{share:?}");
    }
    assert!(books.len() >= 2);
    all.extend(books);
    all
}

/// Changes that leave a plan a plan: a blank line more or less, a short line twice, wide digits, a
/// page number between two lines.
fn mutate_gently(text: &str, changes: &[(u8, usize)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (what, at) in changes {
        if lines.is_empty() {
            break;
        }
        let at = at % lines.len();
        let what = if in_table(&lines, at) { 3 } else { what % 5 };
        match what {
            0 => lines.insert(at, String::new()),
            1 if lines[at].chars().count() <= 20 => lines.insert(at, lines[at].clone()),
            2 if lines[at].is_empty() => drop(lines.remove(at)),
            3 => {
                let wide = |c: char| {
                    let digit = c.to_digit(10).and_then(|n| char::from_u32(0xFF10 + n));
                    digit.unwrap_or(c)
                };
                lines[at] = lines[at].chars().map(wide).collect();
            }
            _ => lines.insert(at, format!("- {at} -")),
        }
    }
    lines.join("\n")
}

/// Does the line, or one beside it, belong to a table? Its rows have to stay together.
fn in_table(lines: &[String], at: usize) -> bool {
    let mut near = lines.iter().skip(at.saturating_sub(1)).take(3);
    near.any(|line| {
        let line = line.as_str();
        line.contains(['\t', '|']) || line.trim().contains("\u{3000}\u{3000}")
    })
}

#[test]
fn most_of_a_plan_is_placed() {
    let all = own_plans();
    assert!(all.len() >= 30, "{}", all.len());
    for text in &all {
        placed_law(text).unwrap();
    }
    // In a shorter one a single line is more than a tenth.
    let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let long: Vec<&String> = all.iter().filter(|text| visible(text) >= 100).collect();
    let config = ProptestConfig {
        cases: 512,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    // The same changes in every run: a share is no law of every text, as coverage is.
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let changes = proptest::collection::vec((any::<u8>(), any::<usize>()), 1..3);
    runner
        .run(&(any::<usize>(), changes), |(which, changes)| {
            placed_law(&mutate_gently(long[which % long.len()], &changes))
        })
        .unwrap();
}

/// The same over the documents of a folder outside the repository, where one is named: over all of
/// them together, since they are extracts.
#[test]
fn most_of_the_plans_of_the_corpus_is_placed() {
    let Some(folder) = std::env::var_os("AYUMI_CORPUS") else {
        return;
    };
    let readings = texts(Path::new(&folder))
        .into_iter()
        .map(|text| common::read(&text));
    let plans = readings.filter(is_plan).map(|reading| share(&reading));
    let (placed, counted) = plans.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    assert!(
        counted > 0 && placed * 10 >= counted * 6,
        "{placed} of {counted}"
    );
}

/// A planted breach: a reading that lets go of a field of each item is found.
#[test]
fn a_plan_of_which_too_little_is_placed_is_found() {
    let text = own_plans().pop().expect("plans of our own");
    let mut reading = common::read(&text);
    assert!(is_plan(&reading) && most_is_placed(&reading));
    let lost = reading.coverage.placed / 2;
    reading.coverage.placed -= lost;
    reading.coverage.unplaced += lost;
    assert!(!most_is_placed(&reading));
}
