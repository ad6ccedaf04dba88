//! Columns that a person matched: the next file of the form is read so.

mod common;

use ayumi_core::interchange::{ColumnMatching, Meaning, Reading};
use ayumi_core::review::FindingKind;
use ayumi_document::{Document, Reader as _, Rule, Source};

fn table(text: &str) -> Document {
    let source = Source {
        name: "case.csv",
        bytes: text.as_bytes(),
        encoding: Some("utf-8"),
        ..Source::default()
    };
    ayumi_markup::TextReader.read(source).unwrap_or_default()
}

fn read(text: &str, matchings: &[ColumnMatching]) -> Reading {
    let document = table(text);
    ayumi_recognise::recognise_with(&document, common::info(&document), matchings)
}

fn matching(columns: &[(&str, Option<Meaning>)]) -> ColumnMatching {
    ColumnMatching {
        name: "様式3".to_owned(),
        columns: columns
            .iter()
            .map(|(key, meaning)| ((*key).to_owned(), *meaning))
            .collect(),
    }
}

/// Headings that no word of the field tells: 「やること」「だれが」「よかった」「こまった」.
const UNKNOWN: &str = "やること,だれが,R6のようす,よかった,こまった
ふれあいサロン,地域福祉課,毎月ひらいた,参加が増えた,担い手が足りない
配食,在宅福祉課,週2回くばった,声をかけられた,燃料が高い
";

#[test]
fn a_table_nobody_knew_is_named_with_its_columns() {
    let reading = read(UNKNOWN, &[]);
    assert!(reading.plan.items.is_empty(), "{:?}", reading.plan.items);
    let [form] = reading.tables.as_slice() else {
        panic!("{:?}", reading.tables)
    };
    let keys: Vec<&str> = form.keys().collect();
    assert_eq!(
        keys,
        ["やること", "だれが", "ようす@", "よかった", "こまった"]
    );
    assert_eq!(form.columns[2].heading, "R6のようす");
    assert_eq!(form.columns[0].examples, ["ふれあいサロン", "配食"]);
    assert_eq!((form.tables, form.matching.as_deref()), (1, None));
    assert!(form.columns.iter().all(|one| one.taken.is_none()));
}

fn titles(reading: &Reading) -> Vec<&str> {
    let items = reading.plan.items.iter();
    items.map(|one| one.title.as_str()).collect()
}

fn said() -> ColumnMatching {
    matching(&[
        ("やること", Some(Meaning::Level)),
        ("だれが", Some(Meaning::Section)),
        ("ようす@", Some(Meaning::Finding)),
        ("よかった", Some(Meaning::Result)),
        ("こまった", Some(Meaning::Reflection)),
    ])
}

#[test]
fn it_is_read_as_a_person_said() {
    let reading = read(UNKNOWN, &[said()]);
    assert_eq!(titles(&reading), ["ふれあいサロン", "配食"]);
    assert_eq!(reading.plan.levels, ["やること"]);
    let first = &reading.plan.items[0];
    assert_eq!(first.sections, ["地域福祉課"]);
    let kind = |text: &str| {
        first
            .findings
            .iter()
            .find(|one| one.text == text)
            .unwrap()
            .kind
    };
    assert_eq!(kind("参加が増えた"), FindingKind::Result);
    assert_eq!(kind("担い手が足りない"), FindingKind::Reflection);
    assert!(first.findings.iter().any(|one| one.text == "毎月ひらいた"));
    assert_eq!(reading.tables[0].matching.as_deref(), Some("様式3"));
    assert_eq!(reading.tables[0].columns[3].said, Some(Meaning::Result));
    let told: Vec<_> = reading
        .notices
        .iter()
        .filter(|one| one.rule == Rule::ColumnsMatched)
        .collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].values["name"], "様式3");
    let sum = reading.coverage.placed + reading.coverage.unplaced;
    assert_eq!(sum, reading.coverage.characters);
}

#[test]
fn the_next_years_file_of_the_form_is_read_so_too() {
    let next = UNKNOWN
        .replace("R6", "Ｒ７")
        .replace("やること,", "№,やること,");
    let next = next
        .replace("\nふれ", "\n1,ふれ")
        .replace("\n配食", "\n2,配食");
    let reading = read(&next, &[said()]);
    assert_eq!(titles(&reading), ["ふれあいサロン", "配食"]);
    assert_eq!(reading.tables[0].matching.as_deref(), Some("様式3"));
}

#[test]
fn another_form_is_left_alone() {
    let other = UNKNOWN.replace("こまった", "その後");
    let reading = read(&other, &[said()]);
    assert!(reading.plan.items.is_empty());
    assert_eq!(reading.tables[0].matching, None);
}

#[test]
fn what_a_person_says_stands_above_the_heading() {
    let text = "施策,成果,担当課\n見守り,住民の話し合い,総務課\n";
    let plain = read(text, &[]);
    assert_eq!(plain.plan.items[0].findings[0].kind, FindingKind::Result);
    assert_eq!(plain.tables[0].columns[1].taken, Some(Meaning::Result));
    let said = matching(&[
        ("施策", None),
        ("成果", Some(Meaning::Reflection)),
        ("担当課", Some(Meaning::Nothing)),
    ]);
    let reading = read(text, &[said]);
    let item = &reading.plan.items[0];
    assert_eq!(item.title, "見守り");
    assert_eq!(item.findings[0].kind, FindingKind::Reflection);
    assert!(item.sections.is_empty());
    assert!(
        reading
            .unplaced
            .iter()
            .any(|one| one.text.contains("総務課"))
    );
}

#[test]
fn a_column_of_items_can_be_said_to_be_no_items() {
    let text = "事業名,具体的施策,所管課\n地域づくり,サロン,総務課\n地域づくり,配食,総務課\n";
    let said = matching(&[
        ("事業名", Some(Meaning::Level)),
        ("具体的施策", Some(Meaning::Text)),
        ("所管課", None),
    ]);
    let reading = read(text, &[said]);
    assert_eq!(reading.plan.levels, ["事業名"]);
    assert!(reading.plan.items.iter().all(|one| one.items.is_empty()));
    let texts: Vec<&str> = reading.plan.items[0]
        .texts
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert!(texts.contains(&"具体的施策"), "{reading:?}");
}

#[test]
fn years_called_alike_are_one_column() {
    let text = "指標名,単位,令和6年度,令和7年度,令和8年度\n参加者,人,10,20,30\n拠点,か所,1,2,3\n";
    let reading = read(text, &[]);
    let form = &reading.tables[0];
    let keys: Vec<(&str, usize)> = form
        .columns
        .iter()
        .map(|c| (c.key.as_str(), c.count))
        .collect();
    assert_eq!(keys, [("指標名", 1), ("単位", 1), ("@", 3)]);
}
