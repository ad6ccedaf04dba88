//! Documents as text, for tests.

use ayumi_document::{Block, Cell, Document, Run, Scope, Target};

/// The blocks of `document`, one a line.
pub(crate) fn show(document: &Document) -> String {
    let mut out = String::new();
    blocks(&document.blocks, 0, &mut out);
    out
}

fn blocks(list: &[Block], depth: usize, out: &mut String) {
    for block in list {
        let pad = "  ".repeat(depth);
        match block {
            Block::Heading { level, id, content } => {
                let id = id.as_ref().map(|id| format!(" #{id}")).unwrap_or_default();
                out.push_str(&format!("{pad}h{level}{id}: {}\n", inline(content)));
            }
            Block::Paragraph {
                content,
                gap,
                indent,
            } => {
                let gap = if *gap { "^" } else { "" };
                let indent = if *indent > 0 {
                    format!("{indent}>")
                } else {
                    String::new()
                };
                out.push_str(&format!("{pad}p{gap}{indent}: {}\n", inline(content)));
            }
            Block::List { ordered, items } => {
                out.push_str(&format!("{pad}{}\n", if *ordered { "ol" } else { "ul" }));
                for item in items {
                    out.push_str(&format!(
                        "{pad}- {}\n",
                        item.marker.as_deref().unwrap_or("")
                    ));
                    blocks(&item.blocks, depth + 1, out);
                }
            }
            Block::Table(table) => {
                let caption = table.caption.as_ref().map(|c| format!(" {}", inline(c)));
                out.push_str(&format!(
                    "{pad}table head={}{}\n",
                    table.head_rows,
                    caption.unwrap_or_default()
                ));
                for row in &table.rows {
                    let cells: Vec<String> = row.cells.iter().map(|c| cell(c, depth)).collect();
                    out.push_str(&format!("{pad}| {}\n", cells.join(" | ")));
                }
            }
            Block::Figure(figure) => out.push_str(&format!("{pad}figure {}\n", figure.alt)),
            Block::Rule => out.push_str(&format!("{pad}rule\n")),
        }
    }
}

fn cell(cell: &Cell, depth: usize) -> String {
    let mut text = String::new();
    blocks(&cell.blocks, 0, &mut text);
    let _ = depth;
    let mut spans = String::new();
    if (cell.col_span, cell.row_span) != (1, 1) {
        spans = format!("[{}x{}]", cell.col_span, cell.row_span);
    }
    match cell.scope {
        Some(Scope::Column) => spans.push_str("[col]"),
        Some(Scope::Row) => spans.push_str("[row]"),
        None => {}
    }
    format!(
        "{spans}{}",
        text.trim_end()
            .replace('\n', " / ")
            .trim_start_matches("p: ")
    )
}

fn inline(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| {
            let mut text = run.text.replace('\n', "⏎");
            if run.strong {
                text = format!("*{text}*");
            }
            match &run.target {
                Some(Target::Id(id)) => format!("[{text}](#{id})"),
                Some(Target::PageOf(id)) => format!("[{text}](page #{id})"),
                Some(Target::Url(url)) => format!("[{text}]({url})"),
                None => text,
            }
        })
        .collect::<Vec<_>>()
        .join("‖")
}
