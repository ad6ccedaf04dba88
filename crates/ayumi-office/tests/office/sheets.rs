//! The Excel reader: cells as shown, places, what is hidden, what is out of order.

use ayumi_document::{
    At, Block, Document, Notice, Reader, Refusal, Rule, Selection, Source, Value, Why,
};
use ayumi_office::{XlsxReader, XlsxWriter, pack};
use rstest::rstest;

use crate::package::write;
use crate::sample;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/spreadsheetml/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A book of these sheets (name, state, XML inside `worksheet`), with further parts of the book by
/// their kind.
struct Book<'a> {
    sheets: Vec<(&'a str, &'a str, String)>,
    properties: &'a str,
    parts: Vec<(&'a str, String)>,
    main: &'a str,
}

impl<'a> Book<'a> {
    fn one(sheet: impl Into<String>) -> Self {
        Self {
            sheets: vec![("表", "visible", sheet.into())],
            properties: "",
            parts: Vec::new(),
            main: MAIN,
        }
    }

    fn with(mut self, kind: &'a str, xml: impl Into<String>) -> Self {
        self.parts.push((kind, xml.into()));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let main = self.main;
        let mut names = String::new();
        let mut relations = String::new();
        let mut parts = Vec::new();
        for (n, (name, state, xml)) in self.sheets.iter().enumerate() {
            names.push_str(&format!(
                r#"<sheet name="{name}" sheetId="{n}" state="{state}" r:id="s{n}"/>"#
            ));
            relations.push_str(&relation(
                &format!("s{n}"),
                "worksheet",
                &format!("s{n}.xml"),
            ));
            let xml = format!(r#"<worksheet xmlns="{main}">{xml}</worksheet>"#);
            parts.push((format!("xl/s{n}.xml"), xml.into_bytes()));
        }
        for (kind, xml) in &self.parts {
            relations.push_str(&relation(kind, kind, &format!("{kind}.xml")));
            parts.push((format!("xl/{kind}.xml"), xml.clone().into_bytes()));
        }
        let book = format!(
            r#"<workbook xmlns="{main}" xmlns:r="{RELATIONS}"><workbookPr {}/><sheets>{names}</sheets></workbook>"#,
            self.properties
        );
        let list = |inner: &str| {
            let xmlns = "http://schemas.openxmlformats.org/package/2006/relationships";
            format!(r#"<Relationships xmlns="{xmlns}">{inner}</Relationships>"#).into_bytes()
        };
        let own = relation("w", "officeDocument", "xl/workbook.xml");
        parts.push(("_rels/.rels".to_owned(), list(&own)));
        parts.push(("xl/_rels/workbook.xml.rels".to_owned(), list(&relations)));
        parts.push(("xl/workbook.xml".to_owned(), book.into_bytes()));
        pack(&parts).unwrap()
    }

    fn read(&self) -> Document {
        read(&self.bytes()).unwrap()
    }
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!(r#"<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
}

fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    XlsxReader.read(Source {
        name: "a.xlsx",
        bytes,
        encoding: None,
        ..Source::default()
    })
}

/// Rows of words parted by `|` from `A1` on; an empty one is no cell, `_` a cell with lines only.
fn rows(rows: &[&str]) -> String {
    let mut xml = String::from("<sheetData>");
    for (y, row) in rows.iter().enumerate() {
        xml.push_str(&format!(r#"<row r="{}">"#, y + 1));
        for (x, words) in row
            .split('|')
            .enumerate()
            .filter(|(_, words)| !words.is_empty())
        {
            let place = format!("{}{}", char::from(b'A' + x as u8), y + 1);
            xml.push_str(&match words {
                "_" => format!(r#"<c r="{place}" s="1"/>"#),
                words => format!(r#"<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>"#),
            });
        }
        xml.push_str("</row>");
    }
    xml + "</sheetData>"
}

fn words(blocks: &[Block]) -> String {
    let mut out = String::new();
    ayumi_document::block::for_each_run(blocks, &mut |run| out.push_str(&run.text));
    out.replace('\n', "⏎")
}

/// One line a paragraph or row; cells with their spans (columns×rows).
fn show(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for block in &document.blocks {
        let Block::Table(table) = block else {
            out.push(words(std::slice::from_ref(block)));
            continue;
        };
        for row in &table.rows {
            let cells = row.cells.iter().map(|cell| {
                let span = match (cell.col_span, cell.row_span) {
                    (1, 1) => String::new(),
                    (columns, rows) => format!("[{columns}×{rows}]"),
                };
                format!("| {}{span}", words(&cell.blocks))
            });
            out.push(cells.collect::<Vec<_>>().join(" "));
        }
    }
    out
}

/// Notices as `rule place value`.
fn notices(document: &Document) -> Vec<String> {
    let line = |notice: &Notice| {
        let place = match &notice.at {
            Some(At::Cell { cell, .. }) => cell.as_str(),
            _ => "-",
        };
        let value = notice.values.get("value").map_or("", String::as_str);
        format!("{:?} {place} {value}", notice.rule)
    };
    document.notices.iter().map(line).collect()
}

fn hidden(document: &Document) -> Vec<(&str, String)> {
    let own = document.hidden.iter().filter(|one| one.why == Why::Hidden);
    let place = |at: &Option<At>| match at {
        Some(At::Cell { sheet, cell }) => format!("{sheet}!{cell}"),
        _ => String::new(),
    };
    own.map(|one| (one.text.as_str(), place(&one.at))).collect()
}

#[test]
fn row_09_10_far_apart_cells_are_two() {
    let cell = |place: &str, words: &str| {
        format!(r#"<row><c r="{place}" t="inlineStr"><is><t>{words}</t></is></c></row>"#)
    };
    let sheet = format!(
        "<dimension ref=\"A1:XFD1048576\"/><sheetData>{}{}</sheetData>",
        cell("A1", "始"),
        cell("XFD1048576", "終")
    );
    let document = Book::one(sheet).read();
    assert_eq!(show(&document), ["始", "終"]);
    let Block::Paragraph { content, .. } = &document.blocks[1] else {
        panic!("a line");
    };
    let At::Cell { sheet, cell } = content[0].at.clone().unwrap() else {
        panic!("a cell");
    };
    assert_eq!((sheet.as_str(), cell.as_str()), ("表", "XFD1048576"));
}

#[test]
fn row_11_cells_longer_than_a_cell_are_cut() {
    let long = "字".repeat(32_767);
    let sheet = rows(&[&long, &format!("{long}余り")]);
    let document = Book::one(sheet).read();
    assert_eq!(document.visible_characters(), 2 * 32_767);
    assert_eq!(notices(&document), ["CellCut A2 32769"]);
}

#[test]
fn row_12_strings_that_are_not_there_are_named_and_no_number_of_the_file_is_believed() {
    let sheet = r#"<sheetData><row><c t="s"><v>1</v></c><c t="s"><v>7</v></c></row></sheetData>"#;
    let strings = format!(
        r#"<sst xmlns="{MAIN}" count="4000000000" uniqueCount="4000000000"><si><t>零</t></si><si><r><t>社</t></r><rPh><t>しゃ</t></rPh><r><t>協_x000D_
部_x005F_x0041_</t></r></si></sst>"#
    );
    let document = Book::one(sheet).with("sharedStrings", strings).read();
    assert_eq!(show(&document), ["社協⏎部_x0041_"]);
    assert_eq!(notices(&document), ["StringMissing B1 7"]);
}

#[test]
fn row_13_merged_cells_become_spans() {
    let sheet = rows(&[
        "題",
        "目標|取組|上半期||課題",
        "||状況|評価",
        "一|甲|した|○|なし",
        "|乙|した|△",
        "※注",
    ]) + r#"<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="C2:D2"/><mergeCell ref="E2:E3"/><mergeCell ref="A4:A5"/><mergeCell ref="A1:E1"/></mergeCells>"#;
    assert_eq!(
        show(&Book::one(sheet).read()),
        [
            "題",
            "| 目標[1×2] | 取組[1×2] | 上半期[2×1] | 課題[1×2]",
            "| 状況 | 評価",
            "| 一[1×2] | 甲 | した | ○ | なし",
            "| 乙 | した | △ | ",
            "※注",
        ]
    );
}

#[test]
fn row_14_what_is_hidden_is_counted_and_named_and_not_read() {
    let styles = format!(
        r#"<styleSheet xmlns="{MAIN}"><fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts><fills><fill/><fill><patternFill patternType="solid"><fgColor rgb="FF000080"/></patternFill></fill></fills><cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="0"/><xf fontId="1" fillId="1"/></cellXfs></styleSheet>"#
    );
    let cell = |place: &str, style: u8, words: &str| {
        format!(r#"<c r="{place}" s="{style}" t="inlineStr"><is><t>{words}</t></is></c>"#)
    };
    let sheet = format!(
        r#"<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1">{}{}{}</row><row r="2" hidden="1">{}</row></sheetData>"#,
        cell("A1", 2, "白抜き見出し"),
        cell("B1", 0, "列"),
        cell("C1", 1, "白い字"),
        cell("A2", 0, "行"),
    );
    let mut book = Book::one(sheet).with("styles", styles);
    book.sheets
        .push(("名簿", "veryHidden", rows(&["みどり花子"])));
    let document = book.read();
    assert_eq!(show(&document), ["白抜き見出し"]);
    assert_eq!(notices(&document), ["HiddenNotRead - 4"]);
    let places = ["表!B1", "表!C1", "表!A2", "名簿!A1"];
    let words = ["列", "白い字", "行", "みどり花子"];
    let expected: Vec<(&str, String)> = words.into_iter().zip(places.map(str::to_owned)).collect();
    assert_eq!(hidden(&document), expected);

    let file = book.bytes();
    let document = XlsxReader.read(Source {
        name: "a.xlsx",
        bytes: &file,
        selection: Selection {
            hidden: true,
            ..Selection::default()
        },
        ..Source::default()
    });
    let document = document.unwrap();
    let shown = show(&document).join(" ");
    for word in words.into_iter().chain(["白抜き見出し"]) {
        assert!(shown.contains(word), "{word} is asked for: {shown}");
    }
    assert_eq!(notices(&document), ["HiddenRead - 4"]);
}

#[test]
fn row_15_16_formulas_show_what_they_showed() {
    let cells = [
        r#"<c r="A1"><f>1+1</f><v>2</v></c>"#,
        r#"<c r="A2"><f>SUM(A1)</f></c>"#,
        r#"<c r="A3" t="e"><f>A9</f><v>#REF!</v></c>"#,
        r#"<c r="A4" t="str"><f>[1]予算!A1</f><v>千円</v></c>"#,
        r#"<c r="A5" t="str"><f>cmd|'/C calc'!A0</f><v>値</v></c>"#,
        r#"<c r="A6"><f>SUM(表1[金額])</f><v>5</v></c>"#,
    ];
    let rows: Vec<String> = cells
        .iter()
        .map(|cell| format!("<row>{cell}</row>"))
        .collect();
    let document = Book::one(format!("<sheetData>{}</sheetData>", rows.concat())).read();
    assert_eq!(show(&document), ["2", "#REF!", "千円", "値", "5"]);
    assert_eq!(
        notices(&document),
        [
            "FormulaWithoutValue A2 =SUM(A1)",
            "CellError A3 #REF!",
            "OutsideNotFollowed A4 [1]予算!A1",
            "OutsideNotFollowed A5 cmd|'/C calc'!A0",
        ]
    );
    let formulas = document.hidden.iter().filter(|one| one.why == Why::Formula);
    assert_eq!(formulas.count(), 2);
}

#[test]
fn row_28_strict_files_and_missing_parts() {
    let mut book = Book::one(rows(&["計画|担当", "見守り|地域課"]));
    book.main = STRICT;
    assert_eq!(show(&book.read()), ["| 計画 | 担当", "| 見守り | 地域課"]);
    let mut parts = crate::package::parts(&book.bytes());
    parts.remove("xl/s0.xml");
    let document = read(&pack(&parts.into_iter().collect::<Vec<_>>()).unwrap()).unwrap();
    assert_eq!(notices(&document), ["PartMissing - xl/s0.xml"]);
}

/// What a number shows under a format, and the value behind.
#[rstest]
#[case("", "0.30000000000000004", "0.3", "0.3")]
#[case("", "1234567", "1234567", "1234567")]
#[case("", "1E+2", "100", "100")]
#[case("", "-0.5", "-0.5", "-0.5")]
#[case("#,##0", "1234567.5", "1,234,568", "1234567.5")]
#[case("0.0", "9.96", "10.0", "9.96")]
#[case("0%", "0.3", "30%", "30%")]
#[case("0.0%", "0.1234", "12.3%", "12.34%")]
#[case("0&quot;人&quot;", "12", "12人", "12")]
#[case("#,##0,&quot;千円&quot;", "1234567", "1,235千円", "1234567")]
#[case("00000", "123", "00123", "123")]
#[case("#,##0;&quot;▲&quot;#,##0", "-1500", "▲1,500", "-1500")]
#[case("0;-0;&quot;－&quot;", "0", "－", "0")]
#[case("[Red]0", "7", "7", "7")]
#[case("# ?/?", "0.5", "0.5", "0.5")]
#[case("yyyy/m/d", "46113", "2026/4/1", "2026-04-01")]
#[case(
    "[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;",
    "46113",
    "令和8年4月1日",
    "2026-04-01"
)]
#[case("[$-411]ge.m.d", "43585.75", "H31.4.30", "2019-04-30")]
#[case(
    "m&quot;月&quot;d&quot;日&quot;(aaa)",
    "46113",
    "4月1日(水)",
    "2026-04-01"
)]
#[case("yyyy/m/d", "60", "1900/2/29", "")]
#[case("yyyy/m/d", "59", "1900/2/28", "1900-02-28")]
#[case("h:mm", "0.5", "12:00", "")]
fn numbers_are_shown_by_their_format(
    #[case] code: &str,
    #[case] raw: &str,
    #[case] shown: &str,
    #[case] value: &str,
) {
    check_number((code, ""), raw, (shown, value));
}

#[test]
fn row_71_days_count_from_1904_where_the_book_says_so() {
    check_number(
        ("yyyy/m/d", r#"date1904="1""#),
        "44651",
        ("2026/4/1", "2026-04-01"),
    );
}

fn check_number((code, properties): (&str, &str), raw: &str, expected: (&str, &str)) {
    let styles = format!(
        r#"<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>"#
    );
    let row =
        format!(r#"<row><c s="0"><v>{raw}</v></c><c t="inlineStr"><is><t>b</t></is></c></row>"#);
    let sheet = format!("<sheetData>{row}{row}</sheetData>");
    let mut book = Book::one(sheet).with("styles", styles);
    book.properties = properties;
    let document = book.read();
    let Some(Block::Table(table)) = document.blocks.first() else {
        panic!("a table");
    };
    let cell = &table.rows[0].cells[0];
    let value = match &cell.value {
        Some(Value::Number { decimal, unit }) => decimal.clone() + unit.as_deref().unwrap_or(""),
        Some(Value::Date(day)) => day.clone(),
        None => String::new(),
    };
    assert_eq!(
        (words(&cell.blocks).as_str(), value.as_str()),
        expected,
        "{code}"
    );
}

const LINED: &str = r#"<borders><border/><border><left style="thin"/></border></borders><cellXfs><xf borderId="0"/><xf borderId="1"/></cellXfs>"#;

/// What is a title, a table, a note, a legend beside the table.
#[rstest]
#[case::title_and_notes(&["計画の表", "令和6年度||||記入日", "a|b|c|d|e", "1|2|3|4|5", "※注"],
    &["計画の表", "令和6年度", "記入日", "| a | b | c | d | e", "| 1 | 2 | 3 | 4 | 5", "※注"])]
#[case::parts(&["a|b", "1|2", "", "題", "c|d", "3|4"],
    &["| a | b", "| 1 | 2", "題", "| c | d", "| 3 | 4"])]
#[case::rows_with_lines_do_not_part(&["a|b", "1|2", "_|_", "3|4"],
    &["| a | b", "| 1 | 2", "| 3 | 4"])]
#[case::a_row_of_one_item_with_lines_is_no_note(&["a|b|c", "1|2|3", "4|_|_"],
    &["| a | b | c", "| 1 | 2 | 3", "| 4 |  | "])]
#[case::beside(&["a|b||記号|意味", "1|2||○|順調", "3|4", "5|6"],
    &["| a | b", "| 1 | 2", "| 3 | 4", "| 5 | 6", "| 記号 | 意味", "| ○ | 順調"])]
#[case::lines_only(&["一", "|二", "||三"], &["一", "二", "三"])]
fn sheets_are_laid_out(#[case] sheet: &[&str], #[case] expected: &[&str]) {
    let styles = format!(r#"<styleSheet xmlns="{MAIN}">{LINED}</styleSheet>"#);
    let document = Book::one(rows(sheet)).with("styles", styles).read();
    assert_eq!(show(&document), expected);
}

#[test]
fn names_of_tabs_head_their_sheets_where_there_are_several() {
    let mut book = Book::one(rows(&["a|b", "1|2"]));
    let alone = book.read();
    assert_eq!(show(&alone), ["| a | b", "| 1 | 2"]);
    assert_eq!(
        (alone.hidden[0].text.as_str(), alone.hidden[0].why),
        ("表", Why::Heading)
    );
    book.sheets.push(("次", "visible", rows(&["c|d", "3|4"])));
    let expected = ["表", "| a | b", "| 1 | 2", "次", "| c | d", "| 3 | 4"];
    assert_eq!(show(&book.read()), expected);
}

#[test]
fn more_cells_than_are_kept_are_counted() {
    let row = "<row>".to_owned() + &"<c><v>1</v></c>".repeat(5) + "</row>";
    let document = Book::one(format!("<sheetData>{}</sheetData>", row.repeat(20_001))).read();
    assert_eq!(document.visible_characters(), 100_000);
    assert_eq!(notices(&document), ["CellLimit - 5"]);
}

#[test]
fn our_own_books_come_back() {
    let bytes = write(&XlsxWriter, &sample::chapter());
    let document = read(&bytes).unwrap();
    assert!(document.notices.is_empty(), "{:?}", document.notices);
    let tables = document
        .blocks
        .iter()
        .filter(|block| matches!(block, Block::Table(_)));
    assert!(tables.count() >= 2);
}

#[test]
fn damage_is_a_refusal_and_never_a_panic() {
    let bytes = Book::one(rows(&["a|b", "1|2"])).bytes();
    for end in (0..bytes.len()).step_by(7) {
        assert!(read(&bytes[..end]).is_err(), "{end}");
    }
    let broken = Book::one("<sheetData><row><c>").bytes();
    assert!(matches!(read(&broken), Err(Refusal::Broken { .. })));
    let rule = |document: &Document| {
        document
            .notices
            .iter()
            .any(|one| one.rule == Rule::CellError)
    };
    assert!(!rule(&Book::one("<sheetData/>").read()));
}
