//! Documents out of order are put in order: publishing goes on, nothing is lost.

use ayumi_document::{Block, Cell, Document, Figure, ListItem, Row, Rule, Run, Table, Target};

use crate::{document, sample, tools, typeset};

fn pointing(words: &str, target: Target) -> Block {
    let run = Run {
        target: Some(target),
        ..Run::new(words)
    };
    Block::Paragraph {
        content: vec![run],
        gap: false,
        indent: 0,
    }
}

#[test]
fn a_page_reference_prints_the_page_of_its_target() {
    let filler = (0..60).map(|n| Block::text(format!("{n}番目の段落。")));
    let mut blocks = vec![
        Block::text("前"),
        pointing("99", Target::PageOf("far".into())),
    ];
    blocks.extend(filler);
    blocks.push(sample::heading(2, "far", "遠い節"));
    let (pdf, notices) = typeset(&document(blocks));
    let pages = tools::pages(&pdf);
    let page = pages
        .iter()
        .position(|page| page.contains("遠い節"))
        .unwrap()
        + 1;
    assert!(
        page > 1 && pages[0].contains(&format!("前{page}0番目")),
        "{page} in {pages:?}"
    );
    assert_eq!(notices, []);
}

#[test]
fn a_page_reference_that_leads_out_keeps_its_words_and_is_listed() {
    let (pdf, notices) = typeset(&document(vec![pointing(
        "13",
        Target::PageOf("gone".into()),
    )]));
    assert!(tools::pages(&pdf)[0].contains("13"));
    assert_eq!(notices.len(), 1);
    assert_eq!(
        (notices[0].rule, &*notices[0].values["value"]),
        (Rule::ReferenceUnresolved, "13")
    );
}

#[test]
fn only_web_and_mail_addresses_become_links() {
    let said = |url: &str| {
        let (pdf, _) = typeset(&document(vec![pointing("ここ", Target::Url(url.into()))]));
        tools::objects(&pdf).to_string().contains("/URI")
    };
    assert!(said("https://example.jp/計画"));
    assert!(!said("javascript:alert(1)"));
    assert!(!said(""));
}

/// Headings as `(level, words)` become the levels `expected`.
fn check_levels(levels: &[u8], expected: &[&str]) {
    let heading = |(n, level): (usize, &u8)| sample::heading(*level, &format!("h{n}"), "節");
    let blocks = levels.iter().enumerate().map(heading).collect();
    let document = Document {
        title: "題".into(),
        blocks,
        ..Document::default()
    };
    let structure = tools::structure(&typeset(&document).0);
    let tags = structure
        .lines()
        .map(str::trim)
        .filter_map(|line| line.split(' ').next());
    let tags: Vec<&str> = tags.filter(|tag| tag.starts_with('H')).collect();
    assert_eq!(tags, expected, "for {levels:?}");
}

#[test]
fn no_heading_level_is_skipped() {
    check_levels(&[1, 3, 3, 2], &["H1", "H2", "H2", "H2"]);
    check_levels(&[1, 2, 6, 2], &["H1", "H2", "H3", "H2"]);
    check_levels(&[1, 2, 3, 4], &["H1", "H2", "H3", "H4"]);
}

#[test]
fn a_title_is_printed_when_the_document_does_not_open_with_one() {
    let blocks = vec![
        Block::text("はじめの段落"),
        sample::heading(1, "a", "第1章"),
    ];
    let document = Document {
        title: "計画書".into(),
        blocks,
        ..Document::default()
    };
    let (pdf, _) = typeset(&document);
    assert!(
        tools::pages(&pdf)[0].starts_with("計画書はじめの段落"),
        "{:?}",
        tools::pages(&pdf)
    );
}

#[test]
fn an_empty_document_has_its_file_name_for_a_title() {
    let (pdf, _) = typeset(&Document::default());
    assert!(tools::info(&pdf).contains("book"));
}

#[test]
fn odd_tables_are_filled_and_cut() {
    let cell = |words: &str, cols, rows| Cell {
        col_span: cols,
        row_span: rows,
        ..Cell::text(words)
    };
    let table = Table {
        id: Some("twice".into()),
        head_rows: 1,
        widths: vec![1, 0],
        rows: vec![
            Row {
                cells: vec![cell("頭", 1, 9)],
            },
            Row {
                cells: vec![cell("長", 1, 9), cell("広", 5, 0), cell("右", 0, 1)],
            },
            Row { cells: vec![] },
            Row {
                cells: vec![cell("下", 2, 2), Cell::default()],
            },
        ],
        ..Table::default()
    };
    let only_head = Table {
        head_rows: 7,
        rows: vec![Row {
            cells: vec![Cell::text("孤")],
        }],
        ..Table::default()
    };
    let blocks = [table.clone(), Table::default(), only_head, table].map(Block::Table);
    let (pdf, _) = typeset(&document(blocks.to_vec()));
    let text = tools::pages(&pdf).concat();
    for words in ["頭", "長", "広", "右", "下", "孤"] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
}

#[test]
fn odd_blocks_do_not_stop_publishing() {
    let blank = Block::Paragraph {
        content: vec![],
        gap: true,
        indent: 40,
    };
    let nested = ListItem {
        marker: Some("ア".into()),
        blocks: vec![
            sample::heading(1, "in", "中の見出し"),
            Block::List {
                ordered: true,
                items: vec![ListItem::default()],
            },
        ],
    };
    let figure = Figure {
        svg: sample::SVG.into(),
        ..Figure::default()
    };
    let blocks = vec![
        sample::heading(2, "x", ""),
        sample::heading(2, "x", "  "),
        sample::heading(2, "x \"#*", "節"),
        pointing("節へ", Target::Id("x \"#*".into())),
        pointing("無へ", Target::Id("nowhere".into())),
        blank,
        Block::List {
            ordered: false,
            items: vec![],
        },
        Block::List {
            ordered: false,
            items: vec![nested],
        },
        Block::Figure(figure),
        Block::Rule,
        Block::text("一行目\n二行目\n"),
    ];
    let mut document = document(blocks);
    document.date = Some("令和8年".into());
    document.language = "日本語".into();
    let text = tools::pages(&typeset(&document).0).concat();
    for words in ["節へ", "無へ", "ア中の見出し", "1.", "一行目二行目"] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
}

#[test]
fn a_broken_picture_is_reported() {
    let figure = Figure {
        svg: "<svg".into(),
        alt: "図".into(),
        ..Figure::default()
    };
    let error = crate::WRITER
        .typeset(&document(vec![Block::Figure(figure)]), "book")
        .unwrap_err();
    assert!(error.to_string().starts_with("typeset: "), "{error}");
}

/// A4 less its margin.
const RIGHT: f64 = 595.3 - 40.0;

#[test]
fn a_long_word_stays_in_its_cell() {
    let long = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".repeat(2);
    let cells = (0..4).map(|_| Cell::text(&long)).collect();
    let table = Table {
        rows: vec![Row { cells }],
        ..Table::default()
    };
    let (pdf, _) = typeset(&document(vec![Block::Table(table)]));
    let edges = tools::right_edges(&pdf);
    assert!(edges.iter().all(|edge| *edge < RIGHT), "{edges:?}");
    // A word that fits a line is not torn: the words are whole for those who copy.
    let (pdf, _) = typeset(&document(vec![Block::text("https://example.jp/plan/2026")]));
    let text = tools::pages(&pdf).concat();
    assert!(text.contains("https://example.jp/plan/2026"), "{text}");
}
