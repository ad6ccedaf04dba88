//! Excel: sheets, merged cells, numbers as numbers, and never a formula.

use ayumi_document::{Block, Cell, Row, Run, Table, Value};
use ayumi_office::XlsxWriter;

use crate::package::{part, parts, write};
use crate::{document, sample};

/// The names of the sheets, in order.
fn names(package: &[u8]) -> Vec<String> {
    let workbook = part(package, "xl/workbook.xml");
    let pieces = workbook.split("<sheet name=\"").skip(1);
    pieces
        .map(|piece| piece.split('"').next().unwrap().to_owned())
        .collect()
}

fn sheet(name: &str) -> Block {
    sample::heading(2, name, name)
}

fn table(cells: Vec<Cell>) -> Block {
    Block::Table(Table {
        rows: vec![Row { cells }],
        ..Table::default()
    })
}

#[test]
fn every_section_is_a_sheet() {
    let names = names(&write(&XlsxWriter, &sample::chapter()));
    assert_eq!(
        names,
        [
            "第2章 第2次みどり野市地域福祉活動計画の総括",
            "1 計画の概要",
            "2 達成状況",
            "3 予定と評価の記録"
        ]
    );
}

/// Sections of these names become sheets of those.
fn check_names(sections: &[&str], expected: &[&str]) {
    let blocks = sections
        .iter()
        .flat_map(|name| [sheet(name), Block::text("文")])
        .collect();
    assert_eq!(names(&write(&XlsxWriter, &document(blocks))), expected);
}

#[test]
fn names_of_sheets_are_clean_short_and_single() {
    check_names(&["データ", "データ"], &["データ", "データ (2)"]);
    check_names(&["a/b[c]:*?\\d"], &["a b c     d"]);
    check_names(&["", "'", "History"], &["シート1", "シート2", "シート3"]);
    check_names(&["List", "LIST"], &["List", "LIST (2)"]);
    let long = "長".repeat(40);
    check_names(
        &[&long, &long],
        &[&"長".repeat(31), &format!("{} (2)", "長".repeat(27))],
    );
    // Excel counts halves of surrogate pairs.
    check_names(&[&"𠮷".repeat(20)], &[&"𠮷".repeat(15)]);
}

#[test]
fn a_document_without_sections_is_one_sheet() {
    check_names(&[], &["みどり野市の計画"]);
}

/// The cell `A1` of a sheet whose first cell holds `words`.
fn first_cell(cell: Cell) -> (String, String) {
    let package = write(&XlsxWriter, &document(vec![sheet("表"), table(vec![cell])]));
    let xml = part(&package, "xl/worksheets/sheet1.xml");
    let cell = xml
        .split_once("<c r=\"A1\"")
        .unwrap()
        .1
        .split_once("</c>")
        .unwrap()
        .0
        .to_owned();
    let strings = parts(&package)
        .remove("xl/sharedStrings.xml")
        .unwrap_or_default();
    (cell, String::from_utf8(strings).unwrap())
}

/// Row 53 of the catalogue of bad input: what looks like a formula is written as text.
#[test]
fn bad_input_53_a_formula_is_a_text() {
    for words in [
        "=1+1",
        "+5",
        "-2+3",
        "@SUM(1,1)",
        "\t=1+1",
        "＝1+1",
        "=HYPERLINK(\"http://example.jp\",\"x\")",
        "=cmd|'/C calc'!A0",
        "{=1+1}",
        "http://example.jp/",
    ] {
        let (cell, strings) = first_cell(Cell::text(words));
        assert!(
            cell.contains(r#"t="s""#) && !cell.contains("<f>"),
            "{words}: {cell}"
        );
        let escaped = quick_xml::escape::partial_escape(words);
        assert!(strings.contains(&*escaped), "{words}: {strings}");
    }
}

#[test]
fn a_number_is_a_number() {
    let number = |decimal: &str| Cell {
        value: Some(Value::Number {
            decimal: decimal.into(),
            unit: Some("人".into()),
        }),
        ..Cell::text("１，２３４人")
    };
    assert!(first_cell(number("1234.5")).0.ends_with("><v>1234.5</v>"));
    assert!(first_cell(number("-3")).0.ends_with("><v>-3</v>"));
    // What no computer holds as a number keeps its printed words, and so does a code.
    assert!(first_cell(number("NaN")).0.contains(r#"t="s""#));
    assert!(first_cell(Cell::text("007")).0.contains(r#"t="s""#));
}

#[test]
fn merged_cells_are_merged() {
    let wide = Cell {
        col_span: 2,
        row_span: 2,
        ..Cell::text("広")
    };
    let rows = vec![
        Row {
            cells: vec![wide, Cell::text("右")],
        },
        Row {
            cells: vec![Cell::text("下")],
        },
    ];
    let blocks = vec![
        sheet("表"),
        Block::Table(Table {
            rows,
            ..Table::default()
        }),
    ];
    let xml = part(
        &write(&XlsxWriter, &document(blocks)),
        "xl/worksheets/sheet1.xml",
    );
    assert!(xml.contains(r#"<mergeCell ref="A1:B2"/>"#), "{xml}");
}

#[test]
fn a_sheet_of_one_table_is_ready_to_print() {
    let package = write(&XlsxWriter, &sample::chapter());
    let xml = part(&package, "xl/worksheets/sheet4.xml");
    for words in [
        r#"<pane ySplit="2" topLeftCell="A3""#,
        r#"orientation="landscape""#,
        r#"paperSize="9""#,
        r#"<pageSetUpPr fitToPage="1"/>"#,
        "<cols>",
    ] {
        assert!(xml.contains(words), "{words} is missing");
    }
    assert!(part(&package, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
}

#[test]
fn odd_documents_are_written() {
    write(&XlsxWriter, &ayumi_document::Document::default());
    let long = Block::text("長い文".repeat(20_000));
    let control = Block::Paragraph {
        content: vec![Run::new("a\u{1}\u{fffe}")],
        gap: false,
        indent: 0,
    };
    let holes = Table {
        head_rows: 9,
        rows: vec![
            Row::default(),
            Row {
                cells: vec![Cell::default()],
            },
        ],
        ..Table::default()
    };
    let blocks = vec![
        long.clone(),
        control,
        Block::Table(Table::default()),
        Block::Table(holes),
        table(vec![Cell {
            blocks: vec![long],
            ..Cell::default()
        }]),
        Block::Rule,
    ];
    write(&XlsxWriter, &document(blocks));
}
