//! Rows 52, 75 and 77 of the list of bad input: damaged numbers, sums, shares and units in tables.

mod common;

use ayumi_document::{At, Block, Cell, Document, Row, Rule, Table};
use rstest::rstest;

/// A table from lines of cells parted by `|`, every cell with its place (`B2`).
fn table(lines: &[&str]) -> Document {
    let row = |(y, line): (usize, &&str)| Row {
        cells: line
            .split('|')
            .enumerate()
            .map(|(x, text)| Cell {
                at: Some(At::Cell {
                    sheet: "表".to_owned(),
                    cell: format!("{}{}", char::from(b'A' + x as u8), y + 1),
                }),
                ..Cell::text(text.trim())
            })
            .collect(),
    };
    let mut document = Document {
        blocks: vec![Block::Table(Table {
            rows: lines.iter().enumerate().map(row).collect(),
            ..Table::default()
        })],
        ..Document::default()
    };
    document.number_runs();
    document
}

const RULES: [Rule; 8] = [
    Rule::NumberAsDay,
    Rule::SumDiffers,
    Rule::SumParts,
    Rule::SumCell,
    Rule::PartAboveWhole,
    Rule::RateDiffers,
    Rule::RateUndefined,
    Rule::UnitsMixed,
];

/// What is said of the table: the rule, the cell, and the values.
fn said(document: &Document) -> Vec<String> {
    let reading = ayumi_recognise::recognise(document, common::info(document));
    let own = reading.notices.iter().filter(|n| RULES.contains(&n.rule));
    own.map(|notice| {
        let cell = match &notice.at {
            Some(At::Cell { cell, .. }) => cell.clone(),
            other => format!("{other:?}"),
        };
        let values: Vec<&str> = notice.values.values().map(String::as_str).collect();
        format!("{:?} {cell} {}", notice.rule, values.join(" "))
    })
    .collect()
}

fn check(lines: &[&str], expected: &[&str]) {
    assert_eq!(said(&table(lines)), expected);
}

#[test]
fn row_77_a_total_that_does_not_add_up_is_named_at_both_places() {
    check(
        &["区分|事業数|うち重点", "相談|4|2", "見守り|3|1", "合計|8|3"],
        &["SumDiffers B4 合計 7 8", "SumParts B2 合計 7 8"],
    );
    check(
        &["区分|事業数", "相談|4", "見守り|３", "計|１０"],
        &["SumDiffers B4 計 7 １０", "SumParts B2 計 7 １０"],
    );
}

#[test]
fn row_77_the_one_wrong_cell_is_pointed_at() {
    // 見守り in 令和5年度 was 3: row and column are wrong by the same 10.
    check(
        &[
            "区分|令和4年度|令和5年度|計",
            "相談|4|5|9",
            "見守り|2|13|5",
            "交流|1|1|2",
            "合計|7|9|16",
        ],
        &["SumCell C3 3 13"],
    );
    // A total below that the row of totals does not bear out.
    check(
        &[
            "区分|令和4年度|令和5年度|計",
            "相談|4|5|9",
            "見守り|2|3|5",
            "合計|6|9|14",
        ],
        &["SumCell C4 8 9"],
    );
    // The total of totals.
    check(
        &[
            "区分|令和4年度|令和5年度|計",
            "相談|4|5|9",
            "見守り|2|3|5",
            "合計|6|8|15",
        ],
        &["SumCell D4 14 15"],
    );
}

#[rstest]
#[case::subtotals(&["a|2", "b|3", "小計|5", "c|1", "d|1", "小計|2", "合計|7"])]
#[case::subtotals_between(&["a|2", "b|3", "小計|5", "c|1", "合計|6"])]
#[case::two_totals(&["a|2", "b|3", "合計|5", "c|1", "d|1", "合計|2", "総計|7"])]
#[case::parts_are_not_added(&["a|5", "うち重点|2", "b|3", "合計|8"])]
#[case::averages_are_not_added(&["a|5", "b|3", "平均|4", "合計|8"])]
#[case::total_first(&["合計|8", "a|5", "b|3"])]
#[case::opening_lines(&["大|中|額", "会費||5", "|普通|3", "|賛助|2", "寄附||4", "|指定|4", "合計||9"])]
#[case::years_above(&["区分|2024|2025", "相談|4|5", "見守り|2|1", "合計|6|6"])]
#[case::running_numbers(&["No.|事業|R6|R7|計", "1|相談|4|5|9", "2|見守り|2|1|3"])]
#[case::signs_for_none(&["a|5", "b|－", "c|―", "合計|5"])]
#[case::minus(&["a|１，０００", "b|▲200", "合計|800"])]
#[case::hidden_part(&["a|5", "b|X", "合計|9"])]
#[case::about(&["a|約5", "b|3", "合計|9"])]
#[case::other_units(&["a|5人", "b|3回", "合計|9"])]
#[case::no_sum_at_all(&["区分|A|B|C", "x|1|2|3", "y|1|2|3", "計画|9|9|9"])]
#[case::most_of_it_differs(&["区分|A|B|C", "x|1|2|3", "y|1|2|3", "計|9|9|6"])]
#[case::exact_decimals(&["a|0.1", "b|0.2", "合計|0.3"])]
#[case::rounded_shares(&["区分|構成比", "a|33.3%", "b|33.3%", "c|33.3%", "合計|100.0%"])]
#[case::spanned_totals(&["|事業数|うち重点", "a|4|1", "b|2|1", "合計|6|2"])]
#[case::text_among(&["a|5", "b|未定", "合計|9"])]
fn row_77_what_adds_up_some_way_is_left_alone(#[case] lines: &[&str]) {
    check(lines, &[]);
}

#[test]
fn row_77_numbers_said_to_be_rounded_may_differ_by_their_rounding() {
    let lines = ["区分|千円", "a|3.3", "b|3.3", "c|3.3", "合計|10.0"];
    assert_eq!(said(&table(&lines)).len(), 2);
    let mut document = table(&lines);
    document.blocks.push(Block::text(
        "※端数処理（四捨五入）のため、合計と一致しないことがあります。",
    ));
    document.number_runs();
    assert_eq!(said(&document), Vec::<String>::new());
    // But not by more.
    let mut document = table(&["区分|千円", "a|3.3", "b|3.3", "c|3.3", "合計|11.0"]);
    document.blocks.push(Block::text("※四捨五入"));
    document.number_runs();
    assert_eq!(said(&document).len(), 2);
}

#[test]
fn row_77_a_part_above_its_whole_is_named_at_both_places() {
    check(
        &["区分|事業数|うち重点", "相談|4|5", "見守り|3|1", "交流|2|2"],
        &["PartAboveWhole C2 5 4", "PartAboveWhole B2 5 4"],
    );
}

#[test]
fn row_77_a_rate_of_nothing_is_undefined_and_a_wrong_one_is_named() {
    check(
        &[
            "指標|目標|実績|達成率",
            "相談件数|0|5|100%",
            "訪問|10|9|90.0%",
            "講座|30|20|66.7%",
            "交流|8|6|57%",
        ],
        &[
            "RateUndefined D2 100%",
            "RateUndefined B2 100%",
            "RateDiffers D5 75 57%",
        ],
    );
    // A rate that is reckoned another way throughout (fewer is better) is left alone.
    check(
        &["指標|目標|実績|達成率", "a|74|154|48%", "b|10|20|50%"],
        &[],
    );
    check(
        &["指標|目標|実績|達成率", "a|0|5|－", "b|0|0|算出不可"],
        &[],
    );
}

#[test]
fn row_77_a_share_that_differs_from_its_count_is_named() {
    check(
        &[
            "回答|人数|割合(%)",
            "ある|30|30.0",
            "ない|50|50.0",
            "不明|20|25.0",
            "合計|100|100.0",
        ],
        &[
            "SumDiffers C5 合計 105 100.0",
            "SumParts C2 合計 105 100.0",
            "RateDiffers C4 20 25.0",
        ],
    );
}

#[rstest]
#[case::money(&["事業|予算", "相談|1,200千円", "見守り|500円"], &["UnitsMixed B3 1,200千円 500円"])]
#[case::shares(&["区分|割合", "a|30%", "b|３割"], &["UnitsMixed B3 30% ３割"])]
#[case::fractions(&["区分|達成率", "a|0.3", "b|30"], &["UnitsMixed B3 0.3 30"])]
#[case::fraction_and_percent(&["区分|達成率", "a|30%", "b|0.3"], &["UnitsMixed B3 30% 0.3"])]
#[case::one_place_behind_the_point(&["区分|割合", "a|0.5", "b|30", "c|12.3"], &[])]
#[case::units_of_their_own(&["指標|単位|値", "a|円|500円", "b|千円|20千円"], &[])]
#[case::one_unit(&["事業|予算", "相談|1,200千円", "見守り|500千円"], &[])]
fn row_75_units_that_change_in_a_column_are_named(
    #[case] lines: &[&str],
    #[case] expected: &[&str],
) {
    check(lines, expected);
}

#[rstest]
#[case::month_and_day(&["番号|事業", "1-1|相談", "1月2日|見守り", "1-3|交流", "2-1|講座"], &["NumberAsDay A3 1月2日"])]
#[case::with_a_year(&["番地|名", "1-2-3|a", "2001/2/3|b", "1-2-4|c", "10－2|d"], &["NumberAsDay A3 2001/2/3"])]
#[case::a_column_of_days(&["日|行事", "4月1日|a", "5月2日|b", "1-3|c"], &[])]
#[case::few_numbers(&["番号|行事", "1-1|a", "5月2日|b", "1-3|c"], &[])]
#[case::days_elsewhere(&["番号|日", "1-1|4月1日", "1-2|4月2日", "1-3|4月3日"], &[])]
fn row_52_numbers_turned_into_days_are_named(#[case] lines: &[&str], #[case] expected: &[&str]) {
    check(lines, expected);
}

/// Every line a total of all others, and wrong: looked at, it would take a minute.
#[test]
fn a_table_of_nothing_but_totals_is_left_alone() {
    let lines: Vec<String> = (0..20_000).map(|n| format!("計|{n}")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    check(&lines, &[]);
}

#[test]
fn a_table_too_large_or_too_strange_is_left_alone() {
    let wide = Cell {
        col_span: u16::MAX,
        row_span: u16::MAX,
        ..Cell::text("合計")
    };
    let mut document = Document {
        blocks: vec![Block::Table(Table {
            rows: (0..2000)
                .map(|_| Row {
                    cells: vec![wide.clone(), Cell::text("99999999999999999999")],
                })
                .collect(),
            ..Table::default()
        })],
        ..Document::default()
    };
    document.number_runs();
    assert_eq!(said(&document), Vec::<String>::new());
}
