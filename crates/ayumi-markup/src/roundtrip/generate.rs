//! Documents at random, of everything that Ayumi's books use, with words that look like mark-up.

use ayumi_document::{
    Block, Cell, Document, Figure, Inline, ListItem, Row, Run, Scope, Table, Target,
};
use proptest::prelude::*;

/// Characters and scraps that mean something to a format, or look as if they did.
const ODD: [&str; 62] = [
    "|",
    "*",
    "**",
    "_",
    "__",
    "<",
    ">",
    "&",
    "&amp;",
    "&#32;",
    "\\",
    "\\n",
    "#",
    "## ",
    "-",
    "- ",
    "+ ",
    "1. ",
    "12) ",
    "1.",
    "=",
    "===",
    "---",
    "***",
    "`",
    "```",
    "~",
    "~~",
    "[",
    "]",
    "](",
    "[x](y)",
    "![",
    "!",
    "http://example.jp/?a=b&c",
    "www.example.jp",
    "a@example.jp",
    "<br>",
    "<p>",
    "</td>",
    "</script>",
    "<!--",
    "-->",
    "{{7*7}}",
    "${x}",
    ":--",
    "[^1]",
    "[ ] ",
    "\n",
    "\t",
    " ",
    "  ",
    "\u{3000}",
    "\u{A0}",
    "\u{304B}\u{3099}",
    "\u{845B}\u{E0100}",
    "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}",
    "\u{20BB7}",
    "{#id}",
    ";",
    "\"",
    "'",
];

/// Words: the odd scraps among letters of several scripts and arbitrary characters.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(ODD.to_vec()).prop_map(str::to_owned),
        3 => "[a-zA-Z0-9\u{3041}-\u{3096}\u{4E00}-\u{4E20}]{1,4}",
        1 => any::<char>().prop_map(String::from),
        1 => "[\u{3001}\u{3002}\u{300C}\u{300D}\u{FF08}\u{FF09}\u{2460}-\u{2469}\u{25CB}\u{203B}.,!?()]{1,2}",
    ];
    prop::collection::vec(piece, 1..7).prop_map(|pieces| keepable(&pieces.concat()))
}

/// The text without what no format keeps.
fn keepable(text: &str) -> String {
    let chars: Vec<char> = text
        .chars()
        .filter(|c| !matches!(c, '\r' | '\u{B}' | '\u{C}' | '\u{85}'))
        .collect();
    let mut out = String::new();
    for (at, c) in chars.iter().enumerate() {
        if crate::decode::unseen(out.chars().next_back(), *c, chars.get(at + 1).copied()).is_none()
        {
            out.push(*c);
        }
    }
    // A joiner kept for a neighbour that went away itself would be invisible now.
    if crate::decode::unseen(None, out.chars().next_back().unwrap_or('x'), None).is_some() {
        out.pop();
    }
    out
}

fn run() -> impl Strategy<Value = Run> {
    let target = prop_oneof![
        8 => Just(None),
        1 => "[a-z\u{3042}-\u{3050} |&\"<>()\\[\\]\\\\*_-]{1,6}".prop_map(|id| Some(Target::Id(id))),
        1 => "[a-z0-9-]{1,6}".prop_map(|id| Some(Target::PageOf(id))),
        1 => "[a-z0-9/?&=%#._~*()|\\[\\]<>\\\\!-]{0,8}".prop_map(|rest| Some(Target::Url(format!("https://example.jp/{rest}")))),
    ];
    (words(), prop::bool::weighted(0.3), target).prop_map(|(text, strong, target)| Run {
        text,
        strong,
        target,
        ..Run::default()
    })
}

fn inline() -> impl Strategy<Value = Inline> {
    prop::collection::vec(run(), 1..4)
}

fn paragraph() -> impl Strategy<Value = Block> {
    inline().prop_map(|content| Block::Paragraph {
        content,
        gap: true,
        indent: 0,
    })
}

fn id() -> impl Strategy<Value = Option<String>> {
    prop::option::weighted(0.3, "[a-z\u{3042}-\u{3050}\"&<' -]{1,5}")
}

fn list(inner: impl Strategy<Value = Block> + Clone) -> impl Strategy<Value = Block> {
    let items = prop::collection::vec(prop::collection::vec(inner, 0..3), 1..4);
    (any::<bool>(), 0_u32..99, items).prop_map(|(ordered, first, items)| {
        let items = items.into_iter().zip(first..).map(|(blocks, number)| {
            let marker = if ordered {
                format!("{number}.")
            } else {
                "-".to_owned()
            };
            ListItem {
                marker: Some(marker),
                blocks,
            }
        });
        Block::List {
            ordered,
            items: items.collect(),
        }
    })
}

fn cell(inner: impl Strategy<Value = Block>) -> impl Strategy<Value = Cell> {
    let scope = prop::option::weighted(0.2, prop::sample::select(vec![Scope::Column, Scope::Row]));
    let span = || prop_oneof![6 => Just(1_u16), 1 => 2_u16..4];
    (
        prop::collection::vec(inner, 0..3),
        scope,
        span(),
        span(),
        id(),
    )
        .prop_map(|(blocks, scope, col_span, row_span, id)| Cell {
            blocks,
            scope,
            col_span,
            row_span,
            id,
            ..Cell::default()
        })
}

fn table(inner: impl Strategy<Value = Block> + Clone) -> impl Strategy<Value = Block> {
    let rows = prop::collection::vec(prop::collection::vec(cell(inner), 1..4), 1..4);
    let caption = prop::option::weighted(0.4, inline());
    let widths = prop::collection::vec(1_u16..9, 0..3);
    (rows, caption, id(), 0_usize..3, widths).prop_map(|(rows, caption, id, head_rows, widths)| {
        let rows = rows.into_iter().map(|cells| Row { cells }).collect();
        Block::Table(Table {
            id,
            caption,
            head_rows,
            widths,
            rows,
        })
    })
}

/// A table that pipes can carry.
fn plain_table() -> impl Strategy<Value = Block> {
    (1_usize..4).prop_flat_map(|width| {
        let cell = prop::option::weighted(0.8, inline());
        prop::collection::vec(prop::collection::vec(cell, width), 1..4).prop_map(|rows| {
            let cell = |content: Option<Inline>| Cell {
                blocks: content
                    .into_iter()
                    .map(|content| Block::Paragraph {
                        content,
                        gap: true,
                        indent: 0,
                    })
                    .collect(),
                ..Cell::default()
            };
            let rows = rows.into_iter().map(|row| Row {
                cells: row.into_iter().map(cell).collect(),
            });
            Block::Table(Table {
                head_rows: 1,
                rows: rows.collect(),
                ..Table::default()
            })
        })
    })
}

fn figure() -> impl Strategy<Value = Block> {
    (id(), words(), prop::option::of(inline())).prop_map(|(id, alt, caption)| {
        let svg = "<svg viewBox=\"0 0 9 9\"><a href=\"#x\"><rect width=\"4\" height=\"4\"></rect></a><text>a&amp;b</text></svg>";
        Block::Figure(Figure { id, svg: svg.to_owned(), alt: format!("x{alt}x"), caption })
    })
}

fn block() -> impl Strategy<Value = Block> {
    let heading = (1_u8..7, id(), inline()).prop_map(|(level, id, content)| Block::Heading {
        level,
        id,
        content,
    });
    let leaf = prop_oneof![4 => paragraph(), 1 => Just(Block::Rule)];
    let nested = leaf.clone().prop_recursive(
        3,
        12,
        3,
        |inner| prop_oneof![3 => paragraph(), 2 => list(inner.clone()), 1 => table(inner)],
    );
    prop_oneof![
        4 => paragraph(), 3 => heading, 3 => list(nested.clone()), 3 => table(nested),
        2 => plain_table(), 1 => figure(), 1 => Just(Block::Rule)
    ]
}

pub(super) fn document() -> impl Strategy<Value = Document> {
    prop::collection::vec(block(), 1..6).prop_map(|blocks| Document {
        title: "x".to_owned(),
        language: "ja".to_owned(),
        blocks,
        ..Document::default()
    })
}
