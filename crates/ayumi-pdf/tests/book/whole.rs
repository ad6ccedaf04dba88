//! The chapter as a whole: standards, tags, bookmarks, text, pictures, the same bytes again.

use std::process::Command;

use ayumi_document::{Document, block};

use crate::{sample, tools, typeset};

#[test]
fn the_file_is_sound_and_says_what_it_is() {
    let (pdf, notices) = typeset(&sample::chapter());
    assert_eq!(notices, []);
    assert!(tools::qpdf_check(&pdf).contains("No syntax or stream encoding errors"));
    let info = tools::info(&pdf);
    for line in [
        "第2次みどり野市地域福祉活動計画の総括",
        "みどり野市社会福祉協議会",
        "Nov 22 00:00:00 2026",
        "Tagged:          yes",
        "(A4)",
    ] {
        assert!(info.contains(line), "{line} is missing in {info}");
    }
    let metadata = tools::metadata(&pdf);
    for mark in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ] {
        assert!(metadata.contains(mark), "{mark} is missing in {metadata}");
    }
    for font in tools::fonts(&pdf).lines().skip(2) {
        assert!(
            font.contains("yes yes yes"),
            "not embedded, subset and mapped: {font}"
        );
    }
}

#[test]
fn the_catalogue_names_language_and_title() {
    let (pdf, _) = typeset(&sample::chapter());
    let objects = tools::objects(&pdf).to_string();
    for entry in [
        r#""/Lang":"u:ja-JP""#,
        r#""/DisplayDocTitle":true"#,
        r#""/Marked":true"#,
        r#""/Tabs":"/S""#,
    ] {
        assert!(objects.contains(entry), "{entry} is missing");
    }
    // Running heads and page numbers are no content.
    assert!(!objects.contains(r#""/Suspects":true"#));
}

#[test]
fn headings_tables_and_figures_are_tagged() {
    let (pdf, _) = typeset(&sample::chapter());
    let structure = tools::structure(&pdf);
    let count = |tag: &str| {
        structure
            .lines()
            .filter(|line| line.trim().starts_with(tag))
            .count()
    };
    assert_eq!([count("H1"), count("H3"), count("Table")], [1, 8, 6]);
    // One of them stands above the list of contents.
    assert_eq!(count("H2"), 4);
    assert_eq!(count("Caption"), 3);
    assert_eq!(count("/Scope /Row"), 3 + 3 + 3 * 3);
    assert_eq!(count("/Scope /Column"), 4 + 3 * 2 + 6);
    assert_eq!(count("L "), 1);
    assert!(count("Figure") == 1 && count("Link") > 12, "{structure}");
}

#[test]
fn bookmarks_are_the_headings() {
    let document = sample::chapter();
    let (pdf, _) = typeset(&document);
    let objects = tools::objects(&pdf);
    let mut titles = Vec::new();
    collect_titles(&objects["outlines"], &mut titles);
    let headings: Vec<String> = document.blocks.iter().filter_map(heading_words).collect();
    assert_eq!(titles, headings);
}

fn collect_titles(outlines: &serde_json::Value, titles: &mut Vec<String>) {
    for entry in outlines.as_array().into_iter().flatten() {
        titles.push(entry["title"].as_str().unwrap().to_owned());
        collect_titles(&entry["kids"], titles);
    }
}

fn heading_words(block: &ayumi_document::Block) -> Option<String> {
    match block {
        ayumi_document::Block::Heading { content, .. } => {
            Some(content.iter().map(|run| run.text.as_str()).collect())
        }
        _ => None,
    }
}

/// The texts of `document` that the PDF does not show.
fn lost(document: &Document, pdf: &[u8]) -> Vec<String> {
    let text = tools::pages(pdf).concat();
    let mut lost = Vec::new();
    block::for_each_run(&document.blocks, &mut |run| {
        let words: String = run.text.chars().filter(|c| !c.is_whitespace()).collect();
        if run.target.is_none() && !text.contains(&words) {
            lost.push(words);
        }
    });
    lost
}

#[test]
fn every_text_is_printed() {
    let document = sample::chapter();
    let (pdf, _) = typeset(&document);
    assert_eq!(lost(&document, &pdf), Vec::<String>::new());
    // The check sees a missing paragraph.
    let mut shorter = document.clone();
    shorter.blocks.remove(4);
    assert_eq!(lost(&document, &typeset(&shorter).0).len(), 1);
}

#[test]
fn heads_of_long_tables_are_repeated() {
    let pages = tools::pages(&typeset(&sample::chapter()).0);
    let with_head = pages
        .iter()
        .filter(|page| page.contains("参加者（人）"))
        .count();
    assert!(with_head > 1, "{pages:?}");
}

#[test]
fn every_page_shows_something_and_no_page_is_black() {
    for ink in tools::ink(&typeset(&sample::chapter()).0) {
        assert!((0.001..0.3).contains(&ink), "{ink}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample::chapter();
    let (first, _) = typeset(&document);
    assert!(first == typeset(&document).0, "twice in one process");
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let document = document.clone();
            std::thread::spawn(move || typeset(&document).0)
        })
        .collect();
    for thread in threads {
        assert!(first == thread.join().unwrap(), "in parallel");
    }
    let mut other = document.clone();
    other.date = Some("2026-11-23".into());
    assert!(first != typeset(&other).0, "the check can fail");
}

#[test]
fn nothing_is_called_typst_code() {
    let said = [
        "#import \"secrets.typ\": *",
        "*強調* _斜体_ $x^2$ @ref `code` <label> ~ \\ // コメント",
        "#read(\"/etc/passwd\")",
        "= 見出し",
        "\"] #panic() [",
    ];
    let blocks = said
        .iter()
        .map(|text| ayumi_document::Block::text(*text))
        .collect();
    let document = crate::document(blocks);
    let (pdf, notices) = typeset(&document);
    assert_eq!(notices, []);
    assert_eq!(lost(&document, &pdf), Vec::<String>::new());
}

#[test]
fn the_outside_programs_can_say_no() {
    let missing = Command::new("qpdf")
        .arg("--check")
        .arg("/nonexistent.pdf")
        .output();
    assert!(
        !missing
            .expect("install the Debian package qpdf")
            .status
            .success()
    );
}
