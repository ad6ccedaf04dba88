//! Blocks to Markdown.

use ayumi_document::{
    Block, Document, Figure, Inline, ListItem, Publication, Row, Scope, Table, Writer,
};

use super::escape::{Place, inline};
use crate::html::{clean_drawing, is_blank, number, write_figure, write_table};

/// Writes Markdown: one file, and one more for each drawing.
#[derive(Clone, Copy, Debug, Default)]
pub struct MarkdownWriter;

impl Writer for MarkdownWriter {
    fn format(&self) -> &'static str {
        "md"
    }

    fn write(&self, document: &Document, stem: &str) -> Result<Publication, String> {
        let mut print = Print {
            stem,
            drawings: Vec::new(),
        };
        let mut text = print.blocks(&document.blocks, None);
        text.push('\n');
        let mut files = vec![(format!("{stem}.md"), text.into_bytes())];
        files.extend(print.drawings);
        Ok(Publication {
            files,
            notices: Vec::new(),
        })
    }
}

struct Print<'a> {
    stem: &'a str,
    drawings: Vec<(String, Vec<u8>)>,
}

impl Print<'_> {
    /// Blocks with a blank line between them. Two lists side by side are told apart by their marks,
    /// and so are a list and one that begins its entry (`- - -` would be a rule): `last_list` is
    /// whether the list before is ordered and has the second kind of mark.
    fn blocks(&mut self, blocks: &[Block], mut last_list: Option<(bool, bool)>) -> String {
        let mut parts: Vec<String> = Vec::new();
        for block in blocks {
            let list = match block {
                Block::List { ordered, .. } => {
                    let other = last_list.is_some_and(|(was, other)| was == *ordered && !other);
                    Some((*ordered, other))
                }
                _ => None,
            };
            let text = self.block(block, list.is_some_and(|(_, other)| other));
            if !text.is_empty() {
                parts.push(text);
                last_list = list;
            }
        }
        parts.join("\n\n")
    }

    fn block(&mut self, block: &Block, other_mark: bool) -> String {
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content, .. }
                if is_blank(content) =>
            {
                String::new()
            }
            Block::Heading { level, id, content } => heading(*level, id.as_deref(), content),
            Block::Paragraph { content, .. } => inline(content, Place::Paragraph),
            Block::List { ordered, items } => self.list(*ordered, items, other_mark),
            Block::Table(table) if is_plain(table) => pipes(table),
            Block::Table(table) => {
                let mut out = String::new();
                write_table(table, &mut out);
                out.trim_end().to_owned()
            }
            Block::Figure(figure) => self.figure(figure),
            // Neither `-` nor `*`, which after a mark of an entry would be a rule with it.
            Block::Rule => "___".to_owned(),
        }
    }

    fn list(&mut self, ordered: bool, items: &[ListItem], other_mark: bool) -> String {
        let mut out = String::new();
        let mut next = 1;
        for item in items {
            let number = number(item)
                .filter(|number| (0..=999_999_999).contains(number))
                .unwrap_or(next);
            next = number.saturating_add(1);
            let mark = match (ordered, other_mark) {
                (true, false) => format!("{number}. "),
                (true, true) => format!("{number}) "),
                (false, false) => "- ".to_owned(),
                (false, true) => "* ".to_owned(),
            };
            let content = self.blocks(&item.blocks, Some((ordered, other_mark)));
            if !out.is_empty() {
                // Entries of more than one line stand apart.
                out.push_str(if content.contains('\n') || out.contains("\n\n") {
                    "\n\n"
                } else {
                    "\n"
                });
            }
            out.push_str(&indented(&mark, &content));
        }
        out
    }

    fn figure(&mut self, figure: &Figure) -> String {
        let drawing = clean_drawing(&figure.svg);
        let name = if drawing.is_empty() {
            String::new()
        } else {
            let name = format!("{}-{}.svg", self.stem, self.drawings.len() + 1);
            self.drawings.push((name.clone(), drawing.into_bytes()));
            name
        };
        let mut picture = String::from("<img");
        crate::html::attribute(
            "src",
            if name.is_empty() { "data:," } else { &name },
            &mut picture,
        );
        crate::html::attribute("alt", &figure.alt, &mut picture);
        picture.push('>');
        let mut out = String::new();
        write_figure(figure, &picture, &mut out);
        out.trim_end().to_owned()
    }
}

fn heading(level: u8, id: Option<&str>, content: &Inline) -> String {
    let mut out = "#".repeat(usize::from(level.clamp(1, 6)));
    out.push(' ');
    if let Some(id) = id {
        out.push_str("<a");
        crate::html::attribute("id", id, &mut out);
        out.push_str("></a>");
    }
    out.push_str(&inline(content, Place::Line));
    out
}

/// `content` after `mark`, its further lines indented below it.
fn indented(mark: &str, content: &str) -> String {
    let pad = " ".repeat(mark.len());
    let mut out = mark.to_owned();
    for (number, line) in content.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
            if !line.is_empty() {
                out.push_str(&pad);
            }
        }
        out.push_str(line);
    }
    out.trim_end_matches(' ').to_owned()
}

/// Whether pipes can carry a table: one line of head, one paragraph a cell, nothing merged, no
/// addresses, no caption.
fn is_plain(table: &Table) -> bool {
    let width = table.rows.first().map_or(0, |row| row.cells.len());
    let simple = |row: &Row| {
        row.cells.len() == width
            && row.cells.iter().all(|cell| {
                cell.col_span == 1
                    && cell.row_span == 1
                    && cell.id.is_none()
                    && matches!(cell.blocks.as_slice(), [] | [Block::Paragraph { .. }])
            })
    };
    let (head, body) = table.rows.split_at(table.head_rows.min(table.rows.len()));
    width > 0
        && table.head_rows == 1
        && table.id.is_none()
        && table.caption.as_ref().is_none_or(is_blank)
        && table.widths.is_empty()
        && table.rows.iter().all(simple)
        && head
            .iter()
            .flat_map(|row| &row.cells)
            .all(|cell| cell.scope != Some(Scope::Row))
        && body
            .iter()
            .flat_map(|row| &row.cells)
            .all(|cell| cell.scope.is_none())
}

fn pipes(table: &Table) -> String {
    let mut lines = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let mut line = String::from("|");
        for cell in &row.cells {
            line.push(' ');
            if let Some(Block::Paragraph { content, .. }) = cell.blocks.first() {
                line.push_str(&inline(content, Place::Line));
            }
            line.push_str(" |");
        }
        lines.push(line);
        if at == 0 {
            lines.push(format!("|{}", " --- |".repeat(row.cells.len())));
        }
    }
    lines.join("\n")
}
