//! A sheet walked once: its cells, merged areas, what of it is hidden.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_document::{Refusal, Rule, Severity, Why};

use super::book::SheetName;
use super::cells::{self, SheetCell};
use super::place::{Area, COLUMNS, ROWS, parse};
use super::report::{Report, at};
use super::{MOST_COUNTED, MOST_KEPT, Shared};
use crate::package::{Element, Ns, Step, Walk};

/// Merged areas that are looked at; no sheet for people has more.
const MOST_MERGED: usize = 100_000;

/// What a sheet holds.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// In their order: rows, then columns.
    pub(super) cells: Vec<SheetCell>,
    pub(super) merged: Vec<Area>,
    /// Rows without words in which lines are drawn: they belong to a table.
    pub(super) lined: BTreeSet<u32>,
    /// Rows that are not shown and hold something or stand in a merged area.
    pub(super) hidden_rows: BTreeSet<u32>,
    /// Columns that are not shown: the first of a range, and its last.
    hidden_columns: BTreeMap<u32, u32>,
}

/// How many cells all sheets had so far.
#[derive(Debug, Default)]
pub(super) struct Limits {
    kept: usize,
    counted: usize,
}

impl Limits {
    /// Cells that were counted and not kept.
    pub(super) fn beyond(&self) -> usize {
        self.counted - self.kept
    }

    /// No further cell is kept: those that come are only counted, by what holds their value.
    fn is_full(&self) -> bool {
        self.kept >= MOST_KEPT
    }

    fn is_over(&self) -> bool {
        self.counted >= MOST_COUNTED
    }
}

/// Where the walk stands.
#[derive(Debug, Default)]
struct Cursor {
    /// The row that is open.
    row: u32,
    /// The next row, where a row does not tell its number.
    next_row: u32,
    next_column: u32,
    row_hidden: bool,
    /// Cells with lines and no words in this row.
    lined: usize,
}

/// Reads a sheet from its XML.
pub(super) fn read(
    (name, xml): (&SheetName, &str),
    shared: &Shared,
    limits: &mut Limits,
    report: &mut Report,
) -> Result<Sheet, Refusal> {
    let mut sheet = Sheet::default();
    let mut cursor = Cursor::default();
    let mut walk = Walk::new(&name.part, xml);
    while let Some(step) = walk.step()? {
        let Step::Open(open) = step else { continue };
        if open.ns != Ns::Sheet {
            continue;
        }
        match &*open.name {
            "col" => sheet.column(&open),
            "row" => cursor.open(&open, &mut sheet),
            "c" | "v" | "is" if limits.is_full() => {
                limits.counted += usize::from(&*open.name != "c");
                if limits.is_over() {
                    break;
                }
            }
            "c" => {
                let cell = walk.tree(open)?;
                cursor.cell(&cell, (name, shared), &mut sheet, (limits, report));
                if limits.is_over() {
                    break;
                }
            }
            "mergeCell" if sheet.merged.len() < MOST_MERGED => {
                sheet.merged.extend(open.own("ref").and_then(Area::parse));
            }
            _ => {}
        }
    }
    cursor.close(&mut sheet);
    sheet.cells.sort_by_key(|cell| (cell.row, cell.column));
    sheet.cells.dedup_by_key(|cell| (cell.row, cell.column));
    Ok(sheet)
}

impl Cursor {
    fn open(&mut self, row: &Element, sheet: &mut Sheet) {
        self.close(sheet);
        let own = row.own("r").and_then(|r| r.parse::<u32>().ok());
        let own = own.and_then(|r| r.checked_sub(1)).filter(|r| *r < ROWS);
        self.row = own.unwrap_or(self.next_row);
        self.next_row = self.row.saturating_add(1);
        self.next_column = 0;
        self.lined = 0;
        self.row_hidden = is_hidden(row);
        if self.row_hidden {
            sheet.hidden_rows.insert(self.row);
        }
    }

    /// Ends the row: two cells with lines make it a row of a table.
    fn close(&mut self, sheet: &mut Sheet) {
        if self.lined >= 2 {
            sheet.lined.insert(self.row);
        }
    }

    fn cell(
        &mut self,
        cell: &Element,
        (name, shared): (&SheetName, &Shared),
        sheet: &mut Sheet,
        (limits, report): (&mut Limits, &mut Report),
    ) {
        let own = cell.own("r").and_then(parse);
        let place = own.unwrap_or((self.row, self.next_column));
        self.next_column = place.1.saturating_add(1);
        if place.1 >= COLUMNS {
            return;
        }
        if cell.children.is_empty() {
            let look = cell.own("s").and_then(|s| s.parse().ok());
            let lined = look
                .and_then(|s| shared.styles.get(s))
                .is_some_and(|look| look.lined);
            self.lined += usize::from(lined);
            return;
        }
        let Some(found) = cells::read(&name.name, place, cell, shared, report) else {
            return;
        };
        limits.counted += 1;
        limits.kept += 1;
        let hidden = self.row_hidden || sheet.is_hidden_column(place.1) || found.white;
        let hidden = hidden && !name.hidden;
        if hidden && !shared.reads_hidden {
            return report.hidden(found.text, Why::Hidden, at(&name.name, place));
        }
        report.count(Rule::HiddenRead, Severity::Warning, usize::from(hidden));
        sheet.cells.push(found);
    }
}

impl Sheet {
    fn column(&mut self, column: &Element) {
        let end = |name| column.own(name).and_then(|n| n.parse::<u32>().ok());
        if is_hidden(column)
            && let (Some(from), Some(to)) = (end("min"), end("max"))
            && from > 0
        {
            self.hidden_columns.insert(from - 1, to - 1);
        }
    }

    /// Whether a column is not shown.
    pub(super) fn is_hidden_column(&self, column: u32) -> bool {
        let before = self.hidden_columns.range(..=column).next_back();
        before.is_some_and(|(_, last)| column <= *last)
    }
}

fn is_hidden(element: &Element) -> bool {
    matches!(element.own("hidden"), Some("1" | "true"))
}
