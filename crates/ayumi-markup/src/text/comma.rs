//! Comma separated values inside a text file.

use ayumi_document::Block;

use super::Tables;
use super::grid::{self, Field};
use super::line::Line;

/// Fewer commas in a line are punctuation.
const COMMAS: usize = 3;
/// Fewer lines are no table.
const ROWS: usize = 3;
/// The longest quoted cell, in bytes; a quote that is not closed by then is a character.
const LONGEST_CELL: usize = 1 << 16;

/// The table that begins at line `at`, and the line after it.
pub(super) fn table(
    tables: &mut Tables,
    text: &str,
    lines: &[Line<'_>],
    at: usize,
) -> Option<(Vec<Block>, usize)> {
    if separators(lines[at].text) < COMMAS {
        return None;
    }
    let mut rows: Vec<Vec<Field>> = Vec::new();
    let mut next = at;
    while next < lines.len() && (next == at || !lines[next].gap) {
        let Some((row, end)) = record(tables, text, &lines[next]) else {
            break;
        };
        crate::steps::count(end - lines[next].start);
        if rows.first().is_some_and(|first| first.len() != row.len()) {
            break;
        }
        rows.push(row);
        next += lines[next..]
            .iter()
            .take_while(|line| line.start < end)
            .count();
    }
    if rows.len() < ROWS {
        None
    } else {
        Some((grid::blocks(rows, 0), next))
    }
}

/// Commas that do not group digits (`1,234`).
fn separators(line: &str) -> usize {
    let bytes = line.as_bytes();
    let groups = |at: usize| {
        at > 0
            && bytes[at - 1].is_ascii_digit()
            && bytes.len() > at + 3
            && bytes[at + 1..at + 4].iter().all(u8::is_ascii_digit)
            && bytes.get(at + 4).is_none_or(|b| !b.is_ascii_digit())
    };
    bytes
        .iter()
        .enumerate()
        .filter(|(at, byte)| **byte == b',' && !groups(*at))
        .count()
}

/// The record that begins with `line`, and the byte after it. None when a quote never closes.
fn record(tables: &mut Tables, text: &str, line: &Line<'_>) -> Option<(Vec<Field>, usize)> {
    let line_end = line.start + line.text.len();
    let mut fields = Vec::new();
    let (mut at, mut number, mut end) = (line.start, line.number, line_end);
    loop {
        let rest = &text[at..];
        let (value, used, breaks) = match rest.strip_prefix('"') {
            Some(inside) => {
                if at < tables.comma_from {
                    return None;
                }
                let Some((value, used, breaks)) = quoted(inside) else {
                    tables.comma_from = at + LONGEST_CELL;
                    return None;
                };
                (value, used + 1, breaks)
            }
            None => {
                let used = rest
                    .find([',', '\n'])
                    .unwrap_or(rest.len())
                    .min(end.saturating_sub(at));
                (rest[..used].to_owned(), used, 0)
            }
        };
        fields.push(Field {
            text: value,
            line: number,
        });
        number += breaks;
        at += used;
        if breaks > 0 || at > end {
            end = text[at..].find('\n').map_or(text.len(), |to| at + to);
        }
        if text[at..].starts_with(',') && at < end {
            at += 1;
        } else {
            return Some((fields, end.max(at)));
        }
    }
}

/// A quoted value (without its first quote), the bytes up to after its last quote, its line breaks.
fn quoted(inside: &str) -> Option<(String, usize, u32)> {
    let mut value = String::new();
    let mut breaks = 0;
    let mut chars = inside.char_indices().take(LONGEST_CELL).peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' if chars.peek().is_some_and(|(_, next)| *next == '"') => {
                chars.next();
                value.push('"');
            }
            '"' => {
                let rest = &inside[at + 1..];
                let closes = rest.is_empty() || rest.starts_with([',', '\n']);
                return closes.then_some((value, at + 1, breaks));
            }
            _ => {
                breaks += u32::from(c == '\n');
                value.push(c);
            }
        }
    }
    None
}
