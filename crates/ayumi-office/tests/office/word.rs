//! Word: headings, tables, links, contents as Word knows them.

use ayumi_document::{Block, Cell, ListItem, Row, Rule, Run, Table, Target, Writer};
use ayumi_office::DocxWriter;

use crate::package::{part, parts, write};
use crate::{document, sample};

/// `word/document.xml` of a document with these blocks.
fn body(blocks: Vec<Block>) -> String {
    part(&write(&DocxWriter, &document(blocks)), "word/document.xml")
}

fn count(xml: &str, words: &str) -> usize {
    xml.matches(words).count()
}

#[test]
fn headings_have_words_own_styles() {
    let xml = part(&write(&DocxWriter, &sample::chapter()), "word/document.xml");
    assert_eq!(count(&xml, r#"<w:pStyle w:val="Heading1"/>"#), 1);
    assert_eq!(count(&xml, r#"<w:pStyle w:val="Heading2"/>"#), 3);
    assert_eq!(count(&xml, r#"<w:pStyle w:val="Heading3"/>"#), 8);
    let styles = part(&write(&DocxWriter, &sample::chapter()), "word/styles.xml");
    // Under this name every language's Word shows its own: 見出し 1 in Japanese.
    assert!(styles.contains(r#"<w:name w:val="heading 1"/>"#));
    assert!(styles.contains(r#"w:eastAsia="BIZ UDPGothic""#));
}

#[test]
fn the_contents_list_every_section() {
    let xml = part(&write(&DocxWriter, &sample::chapter()), "word/document.xml");
    assert_eq!(count(&xml, " TOC \\o"), 1);
    assert_eq!(count(&xml, r#"<w:pStyle w:val="TOC2"/>"#), 3);
    assert_eq!(count(&xml, r#"<w:pStyle w:val="TOC3"/>"#), 8);
    assert!(xml.contains("目次"));
    let short = body(vec![sample::heading(2, "a", "節")]);
    assert_eq!(count(&short, "TOC2"), 0);
}

#[test]
fn every_link_inside_has_its_bookmark() {
    let xml = part(&write(&DocxWriter, &sample::chapter()), "word/document.xml");
    let names = |before: &str| -> Vec<String> {
        let pieces = xml.split(before).skip(1);
        pieces
            .map(|piece| piece.split(['"', ' ']).next().unwrap().to_owned())
            .collect()
    };
    let bookmarks = names(r#"w:name=""#);
    let mut pointed = names(r#"w:anchor=""#);
    pointed.extend(names("PAGEREF "));
    assert!(pointed.len() > 20);
    for name in pointed {
        assert!(bookmarks.contains(&name), "{name} leads nowhere");
    }
    let mut once = bookmarks.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), bookmarks.len());
    assert_eq!(count(&xml, "w:bookmarkStart"), count(&xml, "w:bookmarkEnd"));
}

#[test]
fn merged_cells_and_repeated_heads_are_real() {
    let xml = part(&write(&DocxWriter, &sample::chapter()), "word/document.xml");
    assert_eq!(count(&xml, "<w:tblHeader/>"), 5);
    assert_eq!(count(&xml, r#"<w:vMerge w:val="restart"/>"#), 1 + 3);
    assert_eq!(count(&xml, r#"<w:vMerge w:val="continue"/>"#), 5 + 3);
    let wide = Cell {
        col_span: 2,
        ..Cell::text("広")
    };
    let rows = vec![
        Row { cells: vec![wide] },
        Row {
            cells: vec![Cell::text("左"), Cell::text("右")],
        },
    ];
    let xml = body(vec![Block::Table(Table {
        rows,
        ..Table::default()
    })]);
    assert_eq!(count(&xml, r#"<w:gridSpan w:val="2"/>"#), 1);
    assert_eq!(count(&xml, "<w:gridCol "), 2);
}

#[test]
fn lists_are_numbered_by_word() {
    let item = |marker: Option<&str>| ListItem {
        marker: marker.map(Into::into),
        blocks: vec![Block::text("項")],
    };
    let list = |ordered, marker| Block::List {
        ordered,
        items: vec![item(marker), item(marker)],
    };
    let package = write(
        &DocxWriter,
        &document(vec![
            list(true, None),
            list(false, Some("◇")),
            list(false, Some("-")),
        ]),
    );
    let numbering = part(&package, "word/numbering.xml");
    assert!(numbering.contains(r#"<w:lvlText w:val="%1."/>"#));
    assert!(numbering.contains(r#"<w:lvlText w:val="◇"/>"#));
    assert!(numbering.contains(r#"<w:lvlText w:val="・"/>"#));
    let xml = part(&package, "word/document.xml");
    assert_eq!(
        [1, 2, 3].map(|n| count(&xml, &format!(r#"<w:numId w:val="{n}"/>"#))),
        [2, 2, 2]
    );
}

#[test]
fn outside_links_are_kept_only_if_they_open_a_page() {
    let link = |url: &str| Block::Paragraph {
        content: vec![Run {
            target: Some(Target::Url(url.into())),
            ..Run::new("ここ")
        }],
        gap: false,
        indent: 0,
    };
    let package = write(
        &DocxWriter,
        &document(vec![
            link("https://example.jp/?a=1&b=\"2\""),
            link("javascript:alert(1)"),
        ]),
    );
    let relations = part(&package, "word/_rels/document.xml.rels");
    assert_eq!(count(&relations, "TargetMode=\"External\""), 1);
    assert!(relations.contains("https://example.jp/?a=1&amp;b=&quot;2&quot;"));
    assert_eq!(
        count(&part(&package, "word/document.xml"), "<w:hyperlink "),
        1
    );
}

#[test]
fn a_page_reference_is_a_field_or_keeps_its_words() {
    let reference = |id: &str| Block::Paragraph {
        content: vec![Run {
            target: Some(Target::PageOf(id.into())),
            ..Run::new("13")
        }],
        gap: false,
        indent: 0,
    };
    let document = document(vec![reference("top"), reference("gone")]);
    let publication = DocxWriter.write(&document, "book").unwrap();
    let xml = part(&publication.files[0].1, "word/document.xml");
    assert_eq!((count(&xml, "PAGEREF"), count(&xml, ">13<")), (1, 2));
    let rules: Vec<Rule> = publication
        .notices
        .iter()
        .map(|notice| notice.rule)
        .collect();
    assert_eq!(rules, [Rule::ReferenceUnresolved]);
}

#[test]
fn words_stay_words() {
    let said = "<w:p> & \"x\" '\u{1}\u{fffe}\tタブ\n改行";
    let publication = DocxWriter
        .write(&document(vec![Block::text(said)]), "book")
        .unwrap();
    let xml = part(&publication.files[0].1, "word/document.xml");
    assert!(xml.contains("&lt;w:p&gt; &amp; "), "{xml}");
    assert!(xml.contains("〓〓") && xml.contains("<w:tab/>") && xml.contains("<w:br/>"));
    let codes: Vec<&str> = publication
        .notices
        .iter()
        .map(|n| &*n.values["code"])
        .collect();
    assert_eq!(codes, ["U+0001", "U+FFFE"]);
}

#[test]
fn a_picture_is_a_drawing_with_words() {
    let package = write(&DocxWriter, &sample::chapter());
    let parts = parts(&package);
    assert_eq!(parts["word/media/picture1.svg"], sample::SVG.as_bytes());
    let xml = part(&package, "word/document.xml");
    assert!(xml.contains(r#"descr="基本理念から"#) && xml.contains(r#"cx="4000500" cy="1143000""#));
}
