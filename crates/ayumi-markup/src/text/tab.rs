//! Tables of tab-separated lines, as pasted from Word and Excel.

use ayumi_document::Block;

use super::Tables;
use super::grid::{self, Field};
use super::line::Line;
use super::mark;

/// How many lines one quoted cell may span.
const LONGEST_CELL: usize = 200;

/// The table that begins at line `at`, and the line after it.
pub(super) fn table(
    tables: &mut Tables,
    lines: &[Line<'_>],
    at: usize,
) -> Option<(Vec<Block>, usize)> {
    if at < tables.tab_from || !lines[at].text.trim().contains('\t') {
        return None;
    }
    let mut rows: Vec<Vec<Field>> = Vec::new();
    // A `<p>` of the last cell is not closed yet.
    let mut open = false;
    let mut next = at;
    while next < lines.len() && (next == at || !lines[next].gap) {
        crate::steps::count(1);
        let line = &lines[next];
        if continues(&rows, line, open) {
            extend(&mut rows, line);
        } else if line.text.contains('\t') || begins_row(&rows, line) {
            let (row, used) = row(tables, lines, next);
            rows.push(row);
            next += used - 1;
        } else {
            break;
        }
        open = still_open(open, lines[next].text);
        next += 1;
    }
    if !is_table(&rows) {
        tables.tab_from = next;
        return None;
    }
    Some((grid::blocks(rows, 0), next))
}

/// One row, which takes further lines when a quoted cell spans them.
fn row(tables: &mut Tables, lines: &[Line<'_>], at: usize) -> (Vec<Field>, usize) {
    let line = &lines[at];
    if line.text.contains('"') && at >= tables.quote_from {
        if let Some(found) = quoted_row(lines, at) {
            return found;
        }
        tables.quote_from = at + LONGEST_CELL;
    }
    (
        line.text
            .split('\t')
            .map(|text| field(text, line.number))
            .collect(),
        1,
    )
}

fn quoted_row(lines: &[Line<'_>], at: usize) -> Option<(Vec<Field>, usize)> {
    let mut cells: Vec<Field> = Vec::new();
    let mut open = false;
    for (used, line) in lines[at..].iter().take(LONGEST_CELL).enumerate() {
        for (number, part) in line.text.split('\t').enumerate() {
            crate::steps::count(part.len() + 1);
            let closes = quotes(part) % 2 == 1;
            match cells.last_mut() {
                Some(last) if open => {
                    last.text.push(if number == 0 { '\n' } else { '\t' });
                    last.text.push_str(part);
                    open = !closes;
                }
                _ => {
                    cells.push(field(part, line.number));
                    open = part.starts_with('"') && closes;
                }
            }
        }
        if !open {
            return Some((cells.into_iter().map(unquoted).collect(), used + 1));
        }
    }
    None
}

fn quotes(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'"').count()
}

fn field(text: &str, line: u32) -> Field {
    Field {
        text: text.to_owned(),
        line,
    }
}

/// Excel quotes a cell that holds line breaks, and doubles the quotes in it.
fn unquoted(field: Field) -> Field {
    let inner = field
        .text
        .trim()
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    match inner {
        Some(inner) => Field {
            text: inner.replace("\"\"", "\""),
            line: field.line,
        },
        None => field,
    }
}

/// Whether a line is the rest of the row above: its paragraphs are marked up over several lines.
fn continues(rows: &[Vec<Field>], line: &Line<'_>, open: bool) -> bool {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return false;
    };
    if !open && !mark::begins_with_tag(line.text.trim_start()) {
        return false;
    }
    let parts = line.text.split('\t').count();
    // After a head without tags the first row of the body begins.
    let after_head =
        rows.len() == 1 && first.len() > 1 && !first.iter().any(|cell| cell.text.contains('<'));
    (parts == 1 && !after_head)
        || (last.len() < first.len() && last.len() - 1 + parts <= first.len())
}

/// The first cell of the body may span lines before the first tab comes.
fn begins_row(rows: &[Vec<Field>], line: &Line<'_>) -> bool {
    rows.len() == 1 && mark::begins_with_tag(line.text.trim_start())
}

fn still_open(open: bool, line: &str) -> bool {
    match (line.rfind("<p>"), line.rfind("</p>")) {
        (Some(opened), closed) => closed.is_none_or(|closed| closed < opened),
        (None, Some(_)) => false,
        (None, None) => open,
    }
}

fn extend(rows: &mut [Vec<Field>], line: &Line<'_>) {
    let Some(row) = rows.last_mut() else { return };
    for (number, part) in line.text.split('\t').enumerate() {
        match row.last_mut() {
            Some(cell) if number == 0 => {
                cell.text.push('\n');
                cell.text.push_str(part);
            }
            _ => row.push(field(part, line.number)),
        }
    }
}

/// Sure enough to be a table, and no list of labels or contents set with tabs.
fn is_table(rows: &[Vec<Field>]) -> bool {
    let tagged = rows
        .iter()
        .flatten()
        .any(|cell| mark::begins_with_tag(cell.text.trim_start()));
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if tagged && width > 1 {
        return true;
    }
    if width < 2 || (rows.len() < 2 && width < 3) {
        return false;
    }
    let pairs = rows.iter().all(|row| row.len() <= 2);
    let labels = pairs && rows.iter().all(|row| is_label(&row[0].text));
    let pages = pairs
        && rows
            .iter()
            .all(|row| row.get(1).is_none_or(|cell| is_page(&cell.text)));
    !labels && !pages
}

/// A number or bullet that stands before a line.
fn is_label(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 5
        && !text
            .chars()
            .any(|c| matches!(c, '\u{3041}'..='\u{3096}' | '\u{4E00}'..='\u{9FFF}'))
}

fn is_page(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['P', 'p', '.']);
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c.is_numeric())
}
