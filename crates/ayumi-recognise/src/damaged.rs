//! Numbers that a spreadsheet turned into days: `1-2` in a column of numbers becomes `1月2日` there.

use ayumi_document::block::{self, Cell};
use ayumi_document::{At, Document, Notice, Rule, Severity, Table};

use crate::sums::{is_small, tables};
use crate::words::{self, fold};

/// A column is one of numbers when it has so many of them.
const NUMBERS: usize = 3;
/// What is longer is neither a number nor a day.
const LONGEST: usize = 12;
/// So many are named in a document.
const NAMED: usize = 50;

/// Days in columns of numbers, each a warning at its cell.
pub(crate) fn check(document: &Document) -> Vec<Notice> {
    let tables = tables(document).into_iter().filter(|table| is_small(table));
    tables.flat_map(in_table).take(NAMED).collect()
}

fn in_table(table: &Table) -> Vec<Notice> {
    let short = |cell: &Cell| text(cell).filter(|text| is_day(&folded(text)));
    let mut cells = table.rows.iter().flat_map(|row| &row.cells);
    if !cells.any(|cell| short(cell).is_some()) {
        return Vec::new();
    }
    let grid = table.grid();
    let mut notices = Vec::new();
    for x in 0..grid.columns {
        let spots = (0..grid.rows).filter_map(|y| {
            let spot = grid.covering(x, y)?;
            ((spot.x, spot.y) == (x, y)).then_some(spot.cell?)
        });
        let texts: Vec<(&Cell, String)> =
            spots.filter_map(|cell| Some((cell, text(cell)?))).collect();
        let numbers = texts.iter().filter(|(_, text)| is_number(&folded(text)));
        let days: Vec<_> = texts
            .iter()
            .filter(|(_, text)| is_day(&folded(text)))
            .collect();
        let numbers = numbers.count();
        if numbers >= NUMBERS && days.len() < numbers {
            notices.extend(days.into_iter().map(|(cell, text)| {
                Notice::new(Rule::NumberAsDay, Severity::Warning, place(cell)).with("value", text)
            }));
        }
    }
    notices
}

/// The words of a cell of few signs.
fn text(cell: &Cell) -> Option<String> {
    let mut text = String::new();
    block::for_each_run(&cell.blocks, &mut |run| text.push_str(&run.text));
    let text = text.trim();
    (!text.is_empty() && text.chars().nth(LONGEST).is_none()).then(|| text.to_owned())
}

fn place(cell: &Cell) -> Option<At> {
    let mut at = cell.at.clone();
    block::for_each_run(&cell.blocks, &mut |run| {
        at = at.take().or_else(|| run.at.clone())
    });
    at
}

fn folded(text: &str) -> Vec<char> {
    text.chars().map(fold).collect()
}

/// The digits between the signs that part them; `None` where anything else stands.
fn parts(text: &[char], parting: impl Fn(char) -> bool) -> Option<Vec<usize>> {
    let mut parts = vec![0];
    for c in text {
        if c.is_ascii_digit() {
            *parts.last_mut()? += 1;
        } else if parting(*c) {
            parts.push(0);
        } else {
            return None;
        }
    }
    Some(parts)
}

/// `1-2`, `1-2-3`: short numbers parted by dashes.
fn is_number(text: &[char]) -> bool {
    let found = parts(text, |c| c == '-');
    found.is_some_and(|parts| {
        (2..=3).contains(&parts.len()) && parts.iter().all(|n| (1..=2).contains(n))
    })
}

/// `1月2日`, `2001/2/3`, `2001-2-3`.
fn is_day(text: &[char]) -> bool {
    let sign = |name: &str| {
        words::group(name)
            .first()
            .and_then(|word| word.chars.first().copied())
    };
    let (month, day) = (sign("day.month"), sign("day.day"));
    if let Some((last, rest)) = text.split_last()
        && Some(*last) == day
    {
        let found = parts(rest, |c| Some(c) == month);
        return found
            .is_some_and(|parts| parts.len() == 2 && parts.iter().all(|n| (1..=2).contains(n)));
    }
    let found = parts(text, |c| matches!(c, '/' | '-'));
    found.is_some_and(|parts| {
        parts.len() == 3 && parts[0] == 4 && parts[1..].iter().all(|n| (1..=2).contains(n))
    })
}
