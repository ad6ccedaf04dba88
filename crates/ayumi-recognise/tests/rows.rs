//! Rows of the list of bad input that are the recogniser's.

mod common;

use ayumi_core::interchange::Reading;
use ayumi_core::text::{MAX_TEXT, MAX_TITLE, length};
use ayumi_document::{At, Rule, Why};

fn labels(text: &str) -> Vec<String> {
    common::read(text)
        .plan
        .items
        .into_iter()
        .filter_map(|item| item.label)
        .collect()
}

fn has(reading: &Reading, rule: Rule) -> bool {
    reading.notices.iter().any(|notice| notice.rule == rule)
}

fn count(items: &[ayumi_core::interchange::ReadItem]) -> usize {
    items.iter().map(|item| 1 + count(&item.items)).sum()
}

#[test]
fn row_59_a_family_stays_together() {
    let family = "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}";
    let reading = common::read(&format!("重点目標\n①{family}の集い\n②見守り\n"));
    let mut titles = Vec::new();
    let mut stack: Vec<_> = reading.plan.items.iter().collect();
    while let Some(item) = stack.pop() {
        titles.push(item.title.clone());
        stack.extend(&item.items);
    }
    assert!(titles.contains(&format!("{family}の集い")), "{titles:?}");
}

#[test]
fn row_61_circled_numbers_of_every_kind_are_labels() {
    let text = "重点目標\n①あいさつ\n⑳見守り\n㉑相談\n㊿交流\n❶健康\n⑴学び\n⒈遊び\n㈠防災\nⒶ広報\n";
    let all: Vec<String> = flat(&common::read(text).plan.items);
    for label in ["①", "⑳", "㉑", "㊿", "❶", "⑴", "⒈", "㈠", "Ⓐ"] {
        assert!(all.iter().any(|l| l == label), "{label} in {all:?}");
    }
}

fn flat(items: &[ayumi_core::interchange::ReadItem]) -> Vec<String> {
    items
        .iter()
        .flat_map(|item| item.label.clone().into_iter().chain(flat(&item.items)))
        .collect()
}

#[test]
fn row_62_styles_of_numbers_make_the_tree() {
    let reading = common::read(
        "重点目標\n1．相談\n（１）窓口\nア　総合窓口\n（ア）受付\nⅰ 記録\n２．見守り\n",
    );
    let first = &reading.plan.items[0];
    assert_eq!(first.label.as_deref(), Some("1．"));
    assert_eq!(first.items[0].label.as_deref(), Some("（１）"));
    assert_eq!(first.items[0].items[0].label.as_deref(), Some("ア"));
    assert_eq!(
        first.items[0].items[0].items[0].label.as_deref(),
        Some("（ア）")
    );
    assert_eq!(reading.plan.items.len(), 2);
}

#[test]
fn row_63_chinese_numerals_count_where_numbering_is_expected() {
    assert_eq!(
        labels("重点目標\n一、相談\n二、見守り\n二十一、広報\n"),
        ["一、", "二、", "二十一、"]
    );
    let title = &common::read("重点目標\n一、三者の会議\n二、見守り\n")
        .plan
        .items[0]
        .title;
    assert_eq!(title, "三者の会議");
}

/// Nothing is lost, what is over the limit is left over with its reason, and the place is told.
fn is_cut(text: &str, line: u32) -> Reading {
    let document = common::document(text);
    let reading = ayumi_recognise::recognise(&document, common::info(&document));
    assert_eq!(ayumi_testkit::coverage(&document, &reading), Ok(()));
    let notice = reading.notices.iter().find(|n| n.rule == Rule::FieldLimit);
    assert_eq!(notice.expect("it is said").at, Some(At::line(line)));
    let left = reading
        .unplaced
        .iter()
        .find(|one| one.why == Why::FieldLimit);
    assert_eq!(left.expect("it is listed").at, Some(At::line(line)));
    reading
}

#[test]
fn row_64_a_line_longer_than_a_field_is_cut_and_listed() {
    let words = "窓口を増やした、".repeat(12_500);
    let reading = is_cut(&format!("基本目標1 支えあい\n成果\n○{words}\n"), 3);
    let kept = &reading.plan.items[0].findings[0].text;
    assert_eq!(kept.chars().count(), MAX_TEXT);
    assert!(words.starts_with(kept));
}

#[test]
fn row_64_a_paragraph_of_ten_megabytes_is_cut() {
    let words = "窓口を増やした、".repeat(420_000);
    assert!(words.len() > 10_000_000);
    let reading = is_cut(&format!("基本目標1 支えあい\n成果\n○{words}\n"), 3);
    assert_eq!(length(&reading.plan.items[0].findings[0].text), MAX_TEXT);
    assert!(reading.coverage.unplaced > 3_000_000);
}

#[test]
fn row_64_titles_and_cells_have_limits_of_their_own() {
    let long: String = (0..400).map(|i| format!("相談{i}と")).collect();
    let table = format!("取組\t担当課\t令和6年度\n{long}\t地域課\t実施\n");
    let reading = is_cut(&table, 2);
    assert_eq!(length(&reading.plan.items[0].title), MAX_TITLE);
    let table = format!("取組\t担当課\t令和6年度\n見守り\t地域課\t{long}\n");
    let reading = is_cut(&table, 2);
    assert_eq!(length(&reading.plan.items[0].schedule[0].text), MAX_TITLE);
}

#[test]
fn row_64_a_cut_goes_between_two_characters_a_person_sees() {
    let variant = "葛\u{E0100}";
    let words = format!("輪{variant}").repeat(10_001);
    let reading = is_cut(&format!("基本目標1 支えあい\n成果\n○{words}\n"), 3);
    let kept = &reading.plan.items[0].findings[0].text;
    assert_eq!(length(kept), MAX_TEXT);
    assert!(kept.ends_with(variant));
}

#[test]
fn row_66_a_year_of_a_past_era_is_read_on_and_said() {
    let reading = common::read("計画期間\n平成29年度から平成34年度まで\n");
    let period = reading.plan.period.clone().unwrap();
    assert_eq!(
        (period.from.0, period.to.map(|to| to.0)),
        (2017, Some(2022))
    );
    assert!(has(&reading, Rule::EraContinued));
    for (text, year) in [
        ("令和元年度", 2019),
        ("平成31年度", 2019),
        ("令和1年度", 2019),
        ("R1年度", 2019),
    ] {
        let reading = common::read(&format!("計画期間\n{text}から令和5年度まで\n"));
        assert_eq!(reading.plan.period.map(|p| p.from.0), Some(year), "{text}");
    }
}

#[test]
fn row_80_repeated_and_missing_numbers_are_notices() {
    let repeated = common::read("基本目標1 支えあい\n(1) 相談\n(1) 見守り\n");
    assert!(has(&repeated, Rule::LabelRepeated));
    let gap = common::read("基本目標1 支えあい\n(1) 相談\n(3) 見守り\n");
    assert!(has(&gap, Rule::LabelGap));
    let bullets = common::read("基本目標1 支えあい\n◇相談\n◇見守り\n");
    assert!(bullets.notices.is_empty());
}

#[test]
fn row_81_the_same_title_twice_is_said() {
    let reading = common::read("基本目標1 支えあい\n(1) 見守りネット\n(2) 見守り ネット\n");
    assert!(has(&reading, Rule::TitleRepeated));
    assert_eq!(reading.plan.items[0].items.len(), 2);
}

#[test]
fn row_82_children_depth_and_number_are_limited() {
    let mut wide = String::from("基本目標1 支えあい\n");
    for i in 0..6_000 {
        wide.push_str(&format!("◇取組その{i}\n"));
    }
    let document = common::document(&wide);
    let reading = ayumi_recognise::recognise(&document, common::info(&document));
    assert!(reading.plan.items[0].items.len() < 5_000);
    assert!(has(&reading, Rule::PlanLimit));
    assert_eq!(ayumi_testkit::coverage(&document, &reading), Ok(()));
    let deep =
        "基本目標1 ア\n1 い\n1. う\n1) え\n(1) お\n① か\nア き\n(ア) く\nA: け\n(a) こ\nⅠ さ\n";
    let reading = common::read(deep);
    fn depth(items: &[ayumi_core::interchange::ReadItem]) -> usize {
        items
            .iter()
            .map(|item| 1 + depth(&item.items))
            .max()
            .unwrap_or(0)
    }
    assert!(depth(&reading.plan.items) <= 8);
    assert!(count(&reading.plan.items) >= 8);
}

#[test]
fn a_number_as_large_as_can_be_is_a_label_like_others() {
    let text = "施策\t取組\n1-4294967295 集う\tサロン\n1-2 学ぶ\t講座\n(4294967295) 甲\n(1) 乙\n";
    let reading = common::read(text);
    assert!(has(&reading, Rule::LabelOrder), "{:?}", reading.notices);
}
