//! What the Word reader sees: styles, headings without styles, numbers Word makes, merged and nested
//! tables, text boxes, notes, ruby, fields, tracked changes, hidden words, lost parts.

use ayumi_document::{Block, Document, Inline, Reader, Refusal, Selection, Source, Suspicion};
use ayumi_office::{DocxReader, pack};
use rstest::rstest;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Parts beside the body: kind and content.
type Parts<'a> = &'a [(&'a str, &'a str)];

fn xml(root: &str, inner: &str, ns: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><w:{root} xmlns:w=\"{ns}\" \
         xmlns:r=\"{RELATIONS}\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:v=\"urn:schemas-microsoft-com:vml\" \
         xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">{inner}</w:{root}>"
    )
    .into_bytes()
}

fn docx_in(body: &str, parts: Parts<'_>, ns: &str) -> Vec<u8> {
    let relation = |(n, (kind, _)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"r{n}\" Type=\"{RELATIONS}/{kind}\" Target=\"{kind}{n}.xml\"/>")
    };
    let relations: String = parts.iter().enumerate().map(relation).collect();
    let list = |inner: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             {inner}</Relationships>"
        )
        .into_bytes()
    };
    let main = format!(
        "<Relationship Id=\"r1\" Type=\"{RELATIONS}/officeDocument\" Target=\"word/document.xml\"/>"
    );
    let mut files = vec![
        ("_rels/.rels".to_owned(), list(&main)),
        (
            "word/document.xml".to_owned(),
            xml("document", &format!("<w:body>{body}</w:body>"), ns),
        ),
        ("word/_rels/document.xml.rels".to_owned(), list(&relations)),
    ];
    for (n, (kind, inner)) in parts.iter().enumerate() {
        let root = match *kind {
            "header" => "hdr",
            "footer" => "ftr",
            kind => kind,
        };
        // A part that is named but not there.
        if *inner != "-" {
            files.push((format!("word/{kind}{n}.xml"), xml(root, inner, ns)));
        }
    }
    pack(&files).unwrap()
}

fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    DocxReader.read(Source {
        name: "a.docx",
        bytes,
        encoding: None,
        ..Source::default()
    })
}

/// Read with what is hidden.
fn read_hidden(bytes: &[u8]) -> Result<Document, Refusal> {
    DocxReader.read(Source {
        name: "a.docx",
        bytes,
        selection: Selection {
            hidden: true,
            ..Selection::default()
        },
        ..Source::default()
    })
}

fn words(content: &Inline) -> String {
    let word = |run: &ayumi_document::Run| {
        if run.strong {
            format!("*{}*", run.text)
        } else {
            run.text.clone()
        }
    };
    content.iter().map(word).collect()
}

/// The blocks in one line each: `# heading`, `[①] entry`, `{a|b ‖ c}` for a table.
fn told(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { level, content, .. } => {
                out.push(format!(
                    "{} {}",
                    "#".repeat((*level).into()),
                    words(content)
                ));
            }
            Block::Paragraph { content, .. } => out.push(words(content)),
            Block::List { items, .. } => {
                for item in items {
                    let marker = item.marker.as_deref().unwrap_or("-");
                    out.push(format!("[{marker}] {}", told(&item.blocks).join(" / ")));
                }
            }
            Block::Table(table) => {
                let cell = |cell: &ayumi_document::Cell| {
                    let span = match (cell.col_span, cell.row_span) {
                        (1, 1) => String::new(),
                        (columns, rows) => format!("<{columns}x{rows}>"),
                    };
                    format!("{span}{}", told(&cell.blocks).join(" / "))
                };
                let row = |row: &ayumi_document::Row| {
                    row.cells.iter().map(cell).collect::<Vec<_>>().join("|")
                };
                let rows: Vec<_> = table.rows.iter().map(row).collect();
                out.push(format!("{{{}}}", rows.join(" ‖ ")));
            }
            Block::Figure(_) | Block::Rule => out.push("?".to_owned()),
        }
    }
    out
}

/// Everything the reader tells: blocks, what it left out, what it noticed.
fn all(document: &Document) -> String {
    let mut lines = told(&document.blocks);
    for one in &document.hidden {
        lines.push(format!("{:?}: {}", one.why, one.text.replace('\n', " / ")));
    }
    for one in &document.notices {
        let value = one.values.get("value").map_or("", String::as_str);
        lines.push(format!("! {:?} {value}", one.rule));
    }
    lines.join("\n")
}

fn p(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

fn t(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn styled(style: &str, text: &str) -> String {
    p(&format!(
        "<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}",
        t(text)
    ))
}

fn listed(list: u32, level: u32, text: &str) -> String {
    p(&format!(
        "<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}",
        t(text)
    ))
}

fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(&t(text)))
}

fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn field(code: &str, result: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "{}<w:r><w:instrText>{code}</w:instrText></w:r>{}{}{}",
        mark("begin"),
        mark("separate"),
        t(result),
        mark("end")
    )
}

fn text_box(text: &str) -> String {
    let inner = format!("<w:txbxContent>{}</w:txbxContent>", p(&t(text)));
    format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:wsp><wps:txbx>{inner}\
         </wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}\
         </v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
}

const STYLES: &str = "\
<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"x2\"><w:name w:val=\"見出し 2\"/></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"own\"><w:name w:val=\"計画の大見出し\"/>\
<w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"child\"><w:name w:val=\"下\"/><w:basedOn w:val=\"own\"/></w:style>\
<w:style w:type=\"paragraph\" w:styleId=\"toc\"><w:name w:val=\"toc 1\"/></w:style>";

fn numbering(levels: &[(&str, &str)]) -> String {
    let level = |(n, (format, text)): (usize, &(&str, &str))| {
        format!(
            "<w:lvl w:ilvl=\"{n}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
             <w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let levels: String = levels.iter().enumerate().map(level).collect();
    format!(
        "<w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">\
         <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
    )
}

#[track_caller]
fn check(body: &str, parts: Parts<'_>, expected: &str) {
    let document = read(&docx_in(body, parts, W)).unwrap();
    assert_eq!(all(&document), expected);
}

#[test]
fn what_is_hidden_is_read_when_it_is_asked_for() {
    let vanish = "<w:rPr><w:vanish/></w:rPr>";
    let hidden_row =
        "<w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>行</w:t></w:r></w:p></w:tc></w:tr>";
    let row = "<w:tr><w:tc><w:p><w:r><w:t>見える行</w:t></w:r></w:p></w:tc></w:tr>";
    let body = [
        p(&format!("{}<w:r>{vanish}<w:t>隠す</w:t></w:r>", t("本文"))),
        format!("<w:tbl>{hidden_row}{row}</w:tbl>"),
    ]
    .concat();
    let file = docx_in(&body, &[], W);
    let shown = all(&read(&file).unwrap());
    assert!(
        shown.contains("HiddenNotRead 2") && shown.contains("Hidden: 隠す"),
        "{shown}"
    );
    let whole = all(&read_hidden(&file).unwrap());
    assert!(
        whole.contains("本文隠す") && whole.contains("HiddenRead 2"),
        "{whole}"
    );
    assert!(
        whole.contains("行") && !whole.contains("Hidden: "),
        "{whole}"
    );
}

#[test]
fn row_24_headings_by_built_in_localised_own_and_inherited_styles() {
    let outline = p(&format!(
        "<w:pPr><w:outlineLvl w:val=\"3\"/></w:pPr>{}",
        t("四")
    ));
    let body = [
        styled("1", "一"),
        styled("x2", "二"),
        styled("own", "三"),
        styled("child", "三の子"),
        outline,
        styled("a", "文"),
    ]
    .concat();
    check(
        &body,
        &[("styles", STYLES)],
        "# 一\n## 二\n### 三\n### 三の子\n#### 四\n文",
    );
}

#[test]
fn row_24_without_styles_word_s_own_names_tell_and_larger_letters_do() {
    check(&styled("Heading2", "二"), &[], "## 二");
    let large = |size: u32, text: &str| {
        p(&format!(
            "<w:r><w:rPr><w:b/><w:sz w:val=\"{size}\"/></w:rPr><w:t>{text}</w:t></w:r>"
        ))
    };
    let text = p(&t("ふだんの大きさの文がここに続きます。"));
    let body = [
        large(36, "表題"),
        large(26, "見出し"),
        text.clone(),
        large(26, "次"),
        text,
    ]
    .concat();
    let prose = "ふだんの大きさの文がここに続きます。";
    check(
        &body,
        &[],
        &format!("# *表題*\n## *見出し*\n{prose}\n## *次*\n{prose}"),
    );
}

#[rstest]
#[case("decimalEnclosedCircle", "%1", "[①] 甲|[②] 乙")]
#[case("aiueoFullWidth", "%1", "[ア] 甲|[イ] 乙")]
#[case("irohaFullWidth", "（%1）", "[（イ）] 甲|[（ロ）] 乙")]
#[case("decimalFullWidth", "第%1章", "[第１章] 甲|[第２章] 乙")]
#[case("japaneseCounting", "%1、", "[一、] 甲|[二、] 乙")]
#[case("upperRoman", "%1.", "[I.] 甲|[II.] 乙")]
#[case("lowerLetter", "(%1)", "[(a)] 甲|[(b)] 乙")]
#[case("bullet", "◇", "[◇] 甲|[◇] 乙")]
fn row_25_labels_word_makes(#[case] format: &str, #[case] text: &str, #[case] expected: &str) {
    let lists = numbering(&[(format, text)]);
    let body = [listed(1, 0, "甲"), listed(1, 0, "乙")].concat();
    check(
        &body,
        &[("numbering", &lists)],
        &expected.replace('|', "\n"),
    );
}

#[test]
fn lower_levels_count_anew_and_a_list_of_its_own_start_does() {
    let lists = numbering(&[("decimal", "%1"), ("decimal", "%1-%2")]);
    let body = [
        listed(1, 0, "甲"),
        listed(1, 1, "子"),
        listed(1, 1, "子の次"),
        listed(1, 0, "乙"),
        listed(1, 1, "新しい子"),
        listed(2, 0, "初めから"),
    ]
    .concat();
    check(
        &body,
        &[("numbering", &lists)],
        "[1] 甲 / [1-1] 子 / [1-2] 子の次\n[2] 乙 / [2-1] 新しい子\n[1] 初めから",
    );
}

#[test]
fn merged_and_nested_tables() {
    let inner = format!(
        "<w:tc><w:tcPr/><w:tbl>{}{}</w:tbl><w:p/></w:tc>",
        row(&[cell("", "内"), cell("", "側")]),
        row(&[cell("", "二"), cell("", "段")])
    );
    let table = [
        row(&[
            cell("<w:vMerge w:val=\"restart\"/>", "親"),
            cell("<w:gridSpan w:val=\"2\"/>", "横"),
        ]),
        row(&[cell("<w:vMerge/>", ""), cell("", "左"), inner]),
    ]
    .concat();
    check(
        &format!("<w:tbl>{table}</w:tbl>"),
        &[],
        "{<1x2>親|<2x1>横 ‖ 左|{内|側 ‖ 二|段}}",
    );
}

#[test]
fn a_text_box_is_read_once() {
    check(
        &p(&[t("本文"), text_box("枠の中")].concat()),
        &[],
        "本文\n枠の中\nFallbackCopy: 枠の中",
    );
}

#[test]
fn row_27_notes_follow_their_paragraph() {
    let note = "<w:footnote w:id=\"2\"><w:p><w:r><w:t>注のことば</w:t></w:r></w:p></w:footnote>";
    let body = [
        p(&[
            t("本文"),
            "<w:r><w:footnoteReference w:id=\"2\"/></w:r>".into(),
        ]
        .concat()),
        p(&t("次")),
    ]
    .concat();
    check(&body, &[("footnotes", note)], "本文\n注のことば\n次");
}

#[test]
fn notes_nobody_calls_and_notes_of_hidden_words_are_named() {
    let note = |id: u32, inner: &str| {
        format!("<w:footnote w:id=\"{id}\"><w:p><w:r><w:t>{inner}</w:t></w:r></w:p></w:footnote>")
    };
    let inner = "注の注</w:t></w:r><w:r><w:footnoteReference w:id=\"4\"/></w:r><w:r><w:t>";
    let notes = [
        note(2, "呼ばれない"),
        note(3, inner),
        note(4, "奥の注"),
        note(5, "隠れた"),
    ]
    .concat();
    let call = |id: u32| format!("<w:footnoteReference w:id=\"{id}\"/>");
    let body = p(&format!(
        "{}<w:r>{}</w:r><w:r><w:rPr><w:vanish/></w:rPr>{}</w:r>",
        t("本文"),
        call(3),
        call(5)
    ));
    check(
        &body,
        &[("footnotes", &notes)],
        "本文\n注の注\n奥の注\nHidden: 呼ばれない\nHidden: 隠れた\n! HiddenNotRead 2",
    );
}

#[test]
fn words_before_a_deleted_mark_do_not_slide_into_a_table() {
    let deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>";
    let table = format!("<w:tbl>{}</w:tbl>", row(&[cell("", "左"), cell("", "右")]));
    let body = [p(&format!("{deleted}{}", t("前の文"))), table].concat();
    check(&body, &[], "前の文\n{左|右}");
}

#[test]
fn row_27_ruby_keeps_its_base() {
    let ruby = "<w:r><w:ruby><w:rt><w:r><w:t>きずな</w:t></w:r></w:rt>\
        <w:rubyBase><w:r><w:t>絆</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    check(
        &p(&[t("地域の"), ruby.into(), t("づくり")].concat()),
        &[],
        "地域の絆づくり\nNoField: きずな",
    );
}

#[test]
fn row_27_contents_and_page_numbers_are_no_text_other_fields_are() {
    let body = [
        styled("toc", "第1章 はじめに 3"),
        p(&[t("作成日 "), field("DATE", "令和8年4月1日")].concat()),
        p(&[t("頁 "), field("PAGE", "7")].concat()),
    ]
    .concat();
    check(
        &body,
        &[("styles", STYLES)],
        "作成日 令和8年4月1日\n頁 \nTableOfContents: 第1章 はじめに 3\nPageFurniture: 7",
    );
}

#[test]
fn row_23_deletions_comments_and_hidden_words_are_counted_not_read() {
    let body = p(&[
        t("残る"),
        "<w:ins><w:r><w:t>足す</w:t></w:r></w:ins>".into(),
        "<w:del><w:r><w:delText>消す</w:delText></w:r></w:del>".into(),
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隠す</w:t></w:r>".into(),
        "<w:r><w:commentReference w:id=\"1\"/></w:r>".into(),
    ]
    .concat());
    let document = read(&docx_in(&body, &[], W)).unwrap();
    let told = all(&document);
    assert_eq!(
        told,
        "残る足す\nHidden: 隠す\n! DeletionsNotRead 1\n! CommentsNotRead 1\n! HiddenNotRead 1"
    );
    assert!(!told.contains("消す"), "what was deleted is not spread");
}

#[test]
fn heads_and_feet_of_pages_stand_apart() {
    let head = p(&t("みどり野計画"));
    check(
        &p(&t("本文")),
        &[("header", &head), ("footer", &head)],
        "本文\nPageFurniture: みどり野計画",
    );
}

#[test]
fn content_controls_are_read_and_a_list_of_contents_in_one_is_not() {
    let control = |properties: &str, text: &str| {
        format!(
            "<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            p(&t(text))
        )
    };
    let contents = "<w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj>";
    let body = [control("", "入力欄"), control(contents, "目次の行")].concat();
    check(&body, &[], "入力欄\nTableOfContents: 目次の行");
}

#[test]
fn row_26_pictures_and_charts_are_counted() {
    let body = p("<w:r><w:drawing><pic:pic/></w:drawing></w:r>\
        <w:r><w:drawing><c:chart r:id=\"r9\"/></w:drawing></w:r><w:r><w:object/></w:r>");
    let document = read(&docx_in(&body, &[], W)).unwrap();
    assert_eq!(all(&document), "! PicturesNotRead 1\n! ObjectsNotRead 2");
    // An arrow of a schedule; hidden drawings; letters drawn as pictures.
    let arrow = "<w:r><w:drawing><wps:wsp><wps:cNvPr/></wps:wsp></w:drawing></w:r>";
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:pict><v:shape/></w:pict></w:r>";
    let drawn = "<w:r><w:pict><v:shape><v:textpath string=\"x\"/></v:shape></w:pict></w:r>";
    check(
        &p(&[t("文"), arrow.into(), drawn.into()].concat()),
        &[],
        "文\n! ObjectsNotRead 2",
    );
    check(
        &p(&[t("文"), hidden.into()].concat()),
        &[],
        "文\n! HiddenNotRead 1",
    );
}

#[test]
fn row_28_strict_files_are_read_and_lost_parts_are_named() {
    let document = read(&docx_in(&styled("1", "一"), &[("styles", STYLES)], STRICT)).unwrap();
    assert_eq!(all(&document), "# 一");
    check(
        &p(&t("本文")),
        &[("footnotes", "-")],
        "本文\n! PartMissing word/footnotes0.xml",
    );
    let damaged = "<w:p><w:r><w:t>x</w:t></w:p>";
    check(
        &p(&t("本文")),
        &[("header", damaged)],
        "本文\n! PartMissing word/header0.xml",
    );
}

#[rstest]
#[case("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", Suspicion::Doctype)]
#[case(&"<a>".repeat(100_000), Suspicion::Nesting)]
fn rows_21_and_22_hostile_xml_is_refused(#[case] xml: &str, #[case] expected: Suspicion) {
    let files = [("word/document.xml".to_owned(), xml.as_bytes().to_vec())];
    let refused = read(&pack(&files).unwrap());
    let Err(Refusal::Suspicious { sign, .. }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(sign, expected);
}

#[test]
fn a_damaged_body_is_no_panic_and_no_silence() {
    let whole = docx_in(&p(&t("本文")), &[], W);
    for cut in (0..whole.len()).step_by(7) {
        assert!(read(&whole[..cut]).is_err(), "cut at {cut}");
    }
}

#[test]
fn row_16_fields_that_fetch_from_outside_are_named_and_not_followed() {
    let field = |code: &str, result: &str| {
        p(&format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            t(result)
        ))
    };
    let body = [
        field(" DDEAUTO cmd &quot;/C calc&quot; ", "値"),
        field("PAGEREF _a", "3"),
        p(&format!(
            "<w:fldSimple w:instr=\"INCLUDETEXT &quot;\\\\server\\x.docx&quot;\">{}</w:fldSimple>",
            t("写し")
        )),
    ];
    check(
        &body.concat(),
        &[],
        "値\n3\n写し\n! OutsideNotFollowed DDEAUTO cmd \"/C calc\"\n\
         ! OutsideNotFollowed INCLUDETEXT \"\\\\server\\x.docx\"",
    );
}
