//! Blocks to HTML elements.

use ayumi_document::{
    Block, Cell, Document, Figure, Inline, ListItem, Row, Run, Scope, Table, Target,
};

use super::svg;
use crate::link::{is_beside, is_safe};

/// The blocks of `document` as a fragment: what stands inside `<main>`.
#[must_use]
pub fn body(document: &Document) -> String {
    let mut out = String::new();
    let mut label = None;
    for (at, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Heading { level, id, content } if !is_blank(content) => {
                label = Some(id.clone().unwrap_or_else(|| format!("ayumi-h{at}")));
                let own = id.is_none() && names_table(&document.blocks[at + 1..]);
                heading(*level, id.as_deref(), content, own.then_some(at), &mut out);
            }
            Block::Table(one) => region(one, at, label.as_deref(), &mut out),
            other => self::block(other, &mut out),
        }
    }
    out
}

/// Whether a table without a caption follows before the next heading.
fn names_table(after: &[Block]) -> bool {
    after
        .iter()
        .take_while(|block| !matches!(block, Block::Heading { .. }))
        .any(|block| matches!(block, Block::Table(table) if caption_of(table).is_none()))
}

/// So many columns do not fit on a telephone.
const WIDE: usize = 4;

/// A wide table scrolls in a region of its own, which the keyboard reaches and a screen reader
/// names.
fn region(one: &Table, at: usize, heading: Option<&str>, out: &mut String) {
    let own = format!("ayumi-t{at}");
    let label = if caption_of(one).is_some() {
        Some(own.as_str())
    } else {
        heading
    };
    let first = one.rows.first().map_or(0, |row| {
        row.cells
            .iter()
            .map(|cell| usize::from(cell.col_span))
            .sum()
    });
    let class = if first >= WIDE { "table wide" } else { "table" };
    out.push_str("<div");
    attribute("class", class, out);
    out.push_str(" tabindex=\"0\" role=\"region\"");
    if let Some(label) = label {
        attribute("aria-labelledby", label, out);
    }
    out.push_str(">\n");
    table_named(one, Some(&own), out);
    out.push_str("</div>\n");
}

fn block(block: &Block, out: &mut String) {
    match block {
        Block::Heading { level, id, content } => {
            if !is_blank(content) {
                heading(*level, id.as_deref(), content, None, out);
            }
        }
        Block::Paragraph { content, .. } => {
            if !is_blank(content) {
                out.push_str("<p>");
                inline(content, out);
                out.push_str("</p>\n");
            }
        }
        Block::List { ordered, items } => list(*ordered, items, out),
        Block::Table(one) => table(one, out),
        Block::Figure(one) => figure(one, &svg::cleaned(&one.svg), out),
        Block::Rule => out.push_str("<hr>\n"),
    }
}

fn heading(level: u8, id: Option<&str>, content: &Inline, own: Option<usize>, out: &mut String) {
    let level = level.clamp(1, 6);
    out.push_str(&format!("<h{level}"));
    if let Some(id) = id {
        attribute("id", id, out);
    }
    out.push('>');
    if let Some(own) = own {
        out.push_str(&format!("<span id=\"ayumi-h{own}\">"));
    }
    inline(content, out);
    if own.is_some() {
        out.push_str("</span>");
    }
    out.push_str(&format!("</h{level}>\n"));
}

fn list(ordered: bool, items: &[ListItem], out: &mut String) {
    let name = if ordered { "ol" } else { "ul" };
    out.push_str(&format!("<{name}>\n"));
    let mut next = 1;
    for item in items {
        let number = if ordered { number(item) } else { None };
        match number {
            Some(number) if number != next => out.push_str(&format!("<li value=\"{number}\">")),
            _ => out.push_str("<li>"),
        }
        next = number.unwrap_or(next).saturating_add(1);
        inner(&item.blocks, out);
        out.push_str("</li>\n");
    }
    out.push_str(&format!("</{name}>\n"));
}

/// The number printed before an entry (`3.`).
pub(crate) fn number(item: &ListItem) -> Option<i64> {
    item.marker
        .as_deref()?
        .trim_end_matches(['.', ')'])
        .parse()
        .ok()
}

/// The content of a cell or entry: one paragraph stands without `<p>`.
fn inner(blocks: &[Block], out: &mut String) {
    let seen =
        |block: &&Block| !matches!(block, Block::Paragraph { content, .. } if is_blank(content));
    let mut blocks = blocks.iter().filter(seen).peekable();
    let mut first = true;
    while let Some(one) = blocks.next() {
        match one {
            Block::Paragraph { content, .. }
                if first && !matches!(blocks.peek(), Some(Block::Paragraph { .. })) =>
            {
                inline(content, out);
            }
            other => block(other, out),
        }
        first = false;
    }
    if out.ends_with('\n') {
        out.pop();
    }
}

/// A table without a region of its own.
pub(crate) fn table(one: &Table, out: &mut String) {
    table_named(one, None, out);
}

fn caption_of(table: &Table) -> Option<&Inline> {
    table.caption.as_ref().filter(|caption| !is_blank(caption))
}

/// `caption_id` is the address of the caption on a page of ours; None inside Markdown or a cell.
fn table_named(one: &Table, caption_id: Option<&str>, out: &mut String) {
    out.push_str("<table");
    if let Some(id) = &one.id {
        attribute("id", id, out);
    }
    out.push_str(">\n");
    if let Some(caption) = caption_of(one) {
        out.push_str("<caption");
        if let Some(id) = caption_id {
            attribute("id", id, out);
        }
        out.push('>');
        inline(caption, out);
        out.push_str("</caption>\n");
    }
    columns(&one.widths, caption_id.is_some(), out);
    let head = one.head_rows.min(one.rows.len());
    // An empty head says that rows of heading cells below are no head.
    if head > 0 || one.rows.first().is_some_and(all_heads) {
        rows("thead", &one.rows[..head], true, out);
    }
    rows("tbody", &one.rows[head..], false, out);
    out.push_str("</table>\n");
}

fn all_heads(row: &Row) -> bool {
    row.cells.iter().all(|cell| cell.scope.is_some())
}

/// Relative widths as classes, which the reader takes; on a page also as the style to see.
fn columns(widths: &[u16], page: bool, out: &mut String) {
    let all: f64 = widths.iter().map(|width| f64::from(*width)).sum();
    if all <= 0.0 {
        return;
    }
    out.push_str("<colgroup>");
    for width in widths {
        out.push_str("<col");
        attribute("class", &format!("w{width}"), out);
        if page {
            let percent = f64::from(*width) * 100.0 / all;
            attribute("style", &format!("width:{percent:.1}%"), out);
        }
        out.push('>');
    }
    out.push_str("</colgroup>\n");
}

fn rows(part: &str, rows: &[Row], head: bool, out: &mut String) {
    out.push_str(&format!("<{part}>\n"));
    for row in rows {
        out.push_str("<tr>");
        for one in &row.cells {
            cell(one, head, out);
        }
        out.push_str("</tr>\n");
    }
    out.push_str(&format!("</{part}>\n"));
}

fn cell(one: &Cell, head: bool, out: &mut String) {
    let scope = one.scope.or(head.then_some(Scope::Column));
    let name = if scope.is_some() { "th" } else { "td" };
    out.push_str(&format!("<{name}"));
    match scope {
        Some(Scope::Column) => attribute("scope", "col", out),
        Some(Scope::Row) => attribute("scope", "row", out),
        None => {}
    }
    if one.col_span > 1 {
        attribute("colspan", &one.col_span.to_string(), out);
    }
    if one.row_span > 1 {
        attribute("rowspan", &one.row_span.to_string(), out);
    }
    if let Some(id) = &one.id {
        attribute("id", id, out);
    }
    out.push('>');
    inner(&one.blocks, out);
    out.push_str(&format!("</{name}>"));
}

/// A figure; `picture` is an `<svg>` or `<img>` element.
pub(crate) fn figure(one: &Figure, picture: &str, out: &mut String) {
    out.push_str("<figure");
    if let Some(id) = &one.id {
        attribute("id", id, out);
    }
    out.push('>');
    match picture.strip_prefix("<svg") {
        Some(rest) => {
            out.push_str("<svg role=\"img\"");
            attribute("aria-label", &one.alt, out);
            // The title stands first inside the drawing.
            let (tag, inside) = rest.split_once('>').unwrap_or((rest, ""));
            out.push_str(tag);
            out.push_str("><title>");
            text(&one.alt, out);
            out.push_str("</title>");
            out.push_str(inside);
        }
        None if picture.is_empty() => {
            out.push_str("<img src=\"data:,\"");
            attribute("alt", &one.alt, out);
            out.push('>');
        }
        None => out.push_str(picture),
    }
    if let Some(caption) = one.caption.as_ref().filter(|caption| !is_blank(caption)) {
        out.push_str("<figcaption>");
        inline(caption, out);
        out.push_str("</figcaption>");
    }
    out.push_str("</figure>\n");
}

/// Words of blanks only are not written.
pub(crate) fn is_blank(content: &Inline) -> bool {
    content.iter().all(|run| run.text.trim().is_empty())
}

/// Runs of one look made one, runs without words left out.
pub(crate) fn merged(content: &Inline) -> Inline {
    let mut merged: Inline = Vec::with_capacity(content.len());
    for run in content.iter().filter(|run| !run.text.is_empty()) {
        let target = run.target.clone().filter(writable);
        match merged.last_mut() {
            Some(last) if last.strong == run.strong && last.target == target => {
                last.text.push_str(&run.text)
            }
            _ => merged.push(Run {
                target,
                ..run.clone()
            }),
        }
    }
    merged
}

fn writable(target: &Target) -> bool {
    match target {
        Target::Id(id) | Target::PageOf(id) => !id.is_empty(),
        Target::Url(url) => is_safe(url),
        Target::Beside(path) => is_beside(path),
    }
}

fn inline(content: &Inline, out: &mut String) {
    let runs = merged(content);
    let mut before = '\n';
    for (at, run) in runs.iter().enumerate() {
        let after = runs.get(at + 1).and_then(|next| next.text.chars().next());
        match &run.target {
            Some(Target::Id(id)) => link(&format!("#{id}"), "", out),
            Some(Target::PageOf(id)) => link(&format!("#{id}"), " class=\"page\"", out),
            Some(Target::Url(address) | Target::Beside(address)) => link(address, "", out),
            None => {}
        }
        if run.strong {
            out.push_str("<strong>");
        }
        before = words(&run.text, before, after, out);
        if run.strong {
            out.push_str("</strong>");
        }
        if run.target.is_some() {
            out.push_str("</a>");
        }
    }
}

fn link(address: &str, class: &str, out: &mut String) {
    out.push_str("<a");
    out.push_str(class);
    attribute("href", address, out);
    out.push('>');
}

/// Words with their blanks: those that a browser would collapse are marked as typed.
fn words(words: &str, mut before: char, after: Option<char>, out: &mut String) -> char {
    let blank = |c: char| matches!(c, ' ' | '\t' | '\n');
    let mut chars = words.chars().peekable();
    let mut typed = false;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().or(after).unwrap_or('\n');
        let keep = c == '\t' || (c == ' ' && (blank(before) || blank(next)));
        if keep != typed {
            out.push_str(if keep {
                "<span class=\"as-typed\">"
            } else {
                "</span>"
            });
            typed = keep;
        }
        if c == '\n' {
            out.push_str("<br>");
        } else {
            escape(c, out);
        }
        before = c;
    }
    if typed {
        out.push_str("</span>");
    }
    before
}

/// Text between tags.
pub(super) fn text(words: &str, out: &mut String) {
    words.chars().for_each(|c| escape(c, out));
}

/// ` name="value"`
pub(crate) fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for c in value.chars() {
        match c {
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            c => escape(c, out),
        }
    }
    out.push('"');
}

fn escape(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        c => out.push(c),
    }
}
