//! The law that ties a reader to its writer: `read(write(document)) == document`.
//!
//! Equal up to offsets and places; runs of one look side by side are one run. Before reading back,
//! comments, data attributes, metadata and hidden parts are taken out, so that nothing is carried
//! past the reader's eyes.

mod generate;

use ayumi_document::{
    Block, Cell, Document, Figure, Inline, ListItem, Reader, Refusal, Row, Run, Scope, Source,
    Table, Writer,
};
use proptest::prelude::*;

use crate::html::{HtmlReader, HtmlWriter, clean_drawing, is_blank, merged};
use crate::markdown::{MarkdownReader, MarkdownWriter};
use crate::show::show;

/// What both sides of the law are brought to before they are compared.
fn normal(blocks: &[Block], drawings: bool) -> Vec<Block> {
    let seen = blocks.iter().filter(|block| match block {
        Block::Heading { content, .. } | Block::Paragraph { content, .. } => !is_blank(content),
        _ => true,
    });
    let normal = seen.map(|block| match block {
        Block::Heading { level, id, content } => Block::Heading {
            level: *level,
            id: id.clone(),
            content: bare(content),
        },
        Block::Paragraph { content, .. } => Block::Paragraph {
            content: bare(content),
            gap: false,
            indent: 0,
        },
        Block::List { ordered, items } => {
            let item = |item: &ListItem| ListItem {
                marker: item.marker.clone(),
                blocks: normal(&item.blocks, drawings),
            };
            Block::List {
                ordered: *ordered,
                items: items.iter().map(item).collect(),
            }
        }
        Block::Table(table) => Block::Table(normal_table(table, drawings)),
        Block::Figure(figure) => Block::Figure(Figure {
            svg: if drawings {
                clean_drawing(&figure.svg)
            } else {
                String::new()
            },
            caption: figure
                .caption
                .as_ref()
                .filter(|caption| !is_blank(caption))
                .map(bare),
            ..figure.clone()
        }),
        Block::Rule => Block::Rule,
    });
    normal.collect()
}

fn bare(content: &Inline) -> Inline {
    merged(content)
        .into_iter()
        .map(|run| Run {
            at: None,
            start: 0,
            ..run
        })
        .collect()
}

fn normal_table(table: &Table, drawings: bool) -> Table {
    let head = table.head_rows.min(table.rows.len());
    let rows = table.rows.iter().enumerate().map(|(y, row)| {
        let cell = |cell: &Cell| Cell {
            scope: cell.scope.or((y < head).then_some(Scope::Column)),
            blocks: normal(&cell.blocks, drawings),
            at: None,
            ..cell.clone()
        };
        Row {
            cells: row.cells.iter().map(cell).collect(),
        }
    });
    Table {
        head_rows: head,
        caption: table
            .caption
            .as_ref()
            .filter(|caption| !is_blank(caption))
            .map(bare),
        rows: rows.collect(),
        ..table.clone()
    }
}

/// Takes out of a page what only machines see: comments, data attributes, metadata.
fn strip_hidden(page: &str) -> String {
    let (before, after) = page.split_once("<head>").unwrap_or(("", page));
    let body = after.split_once("</head>").map_or(after, |(_, body)| body);
    let mut out = format!("{before}<head></head>");
    let mut rest = body;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let kept: Vec<&str> = tag
            .split(' ')
            .filter(|part| !part.starts_with("data-"))
            .collect();
        out.push('<');
        out.push_str(&kept.join(" "));
        out.push('>');
        rest = after;
    }
    out + rest
}

/// How `text` differs from `document` when it is read back.
fn difference(document: &Document, reader: &dyn Reader, name: &str, text: &str) -> Option<String> {
    let html = name.ends_with("html");
    let text = if html {
        strip_hidden(text)
    } else {
        text.to_owned()
    };
    let source = Source {
        name,
        bytes: text.as_bytes(),
        encoding: Some("utf-8"),
        ..Source::default()
    };
    let back = match reader.read(source) {
        // A document without words is no file to read.
        Err(Refusal::Empty) => Document::default(),
        other => other.expect("what was written is read"),
    };
    let (expected, found) = (normal(&document.blocks, html), normal(&back.blocks, html));
    let shown = |blocks: &[Block]| {
        show(&Document {
            blocks: blocks.to_vec(),
            ..Document::default()
        })
    };
    (expected != found).then(|| {
        let (before, after) = (shown(&expected), shown(&found));
        format!("{text}\n--- expected\n{before}--- found\n{after}\n{expected:?}\n{found:?}")
    })
}

fn written(document: &Document, writer: &dyn Writer) -> (String, String) {
    let first = writer.write(document, "x").expect("a document is written");
    let again = writer.write(document, "x").expect("a document is written");
    assert_eq!(first, again, "the same document gives the same bytes");
    let (name, bytes) = first.files.into_iter().next().expect("a file");
    (name, String::from_utf8(bytes).expect("UTF-8"))
}

#[track_caller]
fn check(document: &Document, reader: &dyn Reader, writer: &dyn Writer) {
    let (name, text) = written(document, writer);
    if let Some(difference) = difference(document, reader, &name, &text) {
        panic!("{difference}");
    }
}

/// Faults a writer could have, each as what it does to the text.
const FAULTS: [(&str, &str, &str); 9] = [
    ("html", "<strong>", "<b hidden>"),
    ("html", "<br>", " "),
    ("html", "<td>", "<td colspan=\"2\">"),
    ("html", " id=\"a\"", ""),
    ("html", "<li>", "</ul><ul><li>"),
    ("md", "**", ""),
    ("md", "\\|", "|"),
    ("md", "\\\n", "\n\n"),
    ("md", "<a id=\"a\"></a>", "<!-- a -->"),
];

#[test]
fn the_law_finds_a_fault_in_a_writer() {
    let cell = |text: &str| Cell::text(text);
    let row = |cells: [&str; 2]| Row {
        cells: cells.map(cell).to_vec(),
    };
    let item = |text: &str| ListItem {
        marker: Some("-".to_owned()),
        blocks: vec![Block::text(text)],
    };
    let document = Document {
        title: "x".to_owned(),
        blocks: vec![
            Block::Heading {
                level: 1,
                id: Some("a".to_owned()),
                content: vec![Run::new("x")],
            },
            Block::Paragraph {
                content: vec![Run::new("a"), Run::strong("b"), Run::new("c\nd")],
                gap: true,
                indent: 0,
            },
            Block::Table(Table {
                head_rows: 1,
                rows: vec![row(["a", "b"]), row(["c|d", "e"])],
                ..Table::default()
            }),
            Block::List {
                ordered: false,
                items: vec![item("a"), item("b")],
            },
        ],
        ..Document::default()
    };
    for (format, whole, broken) in FAULTS {
        let (reader, writer): (&dyn Reader, &dyn Writer) = if format == "html" {
            (&HtmlReader, &HtmlWriter)
        } else {
            (&MarkdownReader, &MarkdownWriter)
        };
        check(&document, reader, writer);
        let (name, text) = written(&document, writer);
        assert!(text.contains(whole), "{whole} is in {text}");
        let text = text.replacen(whole, broken, 1);
        assert!(
            difference(&document, reader, &name, &text).is_some(),
            "{whole} -> {broken} is not found"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn html_reads_back_what_it_wrote(document in generate::document()) {
        check(&document, &HtmlReader, &HtmlWriter);
    }

    #[test]
    fn markdown_reads_back_what_it_wrote(document in generate::document()) {
        check(&document, &MarkdownReader, &MarkdownWriter);
    }
}
