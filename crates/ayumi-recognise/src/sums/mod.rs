//! Sums, shares, units and numbers in the tables of a document: what cannot be right is named, at both
//! places.
//!
//! The check reads nothing and changes nothing. A table says many things that are no sum, so it
//! speaks only where every way of adding fails, and where most of the table agrees with it.

mod days;
mod notes;
mod rates;
mod sheet;
mod totals;
mod units;

use ayumi_document::block::{self, Block};
use ayumi_document::{Document, Notice, Table};

use crate::sums::sheet::Sheet;
use crate::words;

/// Positions of a table that are still looked at; a larger one is a list of records.
const LARGEST: usize = 100_000;

/// Which of a sheet's two directions is looked along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    /// Every row is a line; a total stands below what it adds up.
    Rows,
    /// Every column is a line; a total stands beside what it adds up.
    Columns,
}

/// The notices about the tables of a document, table by table.
pub(crate) fn check(document: &Document) -> Vec<Notice> {
    let mut tables = Vec::new();
    collect(&document.blocks, &mut tables);
    let sheets: Vec<Sheet> = tables.into_iter().filter_map(sheet_of).collect();
    if sheets.is_empty() {
        return Vec::new();
    }
    let rounded = speaks_of_rounding(document);
    sheets
        .iter()
        .flat_map(|sheet| check_sheet(sheet, rounded))
        .collect()
}

fn check_sheet(sheet: &Sheet, rounded: bool) -> Vec<Notice> {
    let mut notices = notes::about_totals(
        sheet,
        totals::differing(sheet, Lines::Rows, rounded),
        totals::differing(sheet, Lines::Columns, rounded),
    );
    notices.extend(days::among_numbers(sheet));
    for lines in [Lines::Rows, Lines::Columns] {
        notices.extend(rates::parts_above_whole(sheet, lines));
        notices.extend(rates::of_targets(sheet, lines));
        notices.extend(rates::shares(sheet, lines));
        notices.extend(units::mixed(sheet, lines));
    }
    notices
}

fn collect<'a>(blocks: &'a [Block], into: &mut Vec<&'a Table>) {
    for block in blocks {
        match block {
            Block::Table(table) => {
                into.push(table);
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    collect(&cell.blocks, into);
                }
            }
            Block::List { items, .. } => {
                for item in items {
                    collect(&item.blocks, into);
                }
            }
            _ => {}
        }
    }
}

/// Laid out only if it is no larger than a table a person looks through, and holds something that is
/// checked.
fn sheet_of(table: &Table) -> Option<Sheet> {
    let mut cells = table.rows.iter().flat_map(|row| &row.cells);
    (is_small(table) && cells.any(is_checked)).then(|| Sheet::of(table))
}

/// Can it be laid out without harm?
fn is_small(table: &Table) -> bool {
    let rows = table.rows.len();
    let cells = || table.rows.iter().flat_map(|row| &row.cells);
    let area = |cell: &block::Cell| {
        usize::from(cell.col_span) * usize::from(cell.row_span.max(1)).min(rows)
    };
    let widest = table.rows.iter().map(|row| {
        let own = row.cells.iter().map(|cell| usize::from(cell.col_span));
        own.sum::<usize>()
    });
    // Cells that reach down from other rows can push a row's own aside by no more than all of them.
    let reaching = cells()
        .filter(|cell| cell.row_span > 1)
        .map(|cell| usize::from(cell.col_span))
        .sum::<usize>();
    let columns = widest.max().unwrap_or(0).saturating_add(reaching);
    let covered = cells().map(area).fold(0, usize::saturating_add);
    rows > 1 && covered.max(columns.saturating_mul(rows)) <= LARGEST
}

/// Does the cell hold a word that speaks of sums, parts, rates or money, or a day?
fn is_checked(cell: &block::Cell) -> bool {
    const GROUPS: [&str; 6] = [
        "sum.total",
        "sum.sub",
        "sum.part",
        "sum.share",
        "sum.rate",
        "sum.money",
    ];
    let mut found = false;
    block::for_each_run(&cell.blocks, &mut |run| {
        if found || run.text.chars().nth(sheet::LONGEST).is_some() {
            return;
        }
        let folded = sheet::folded(&run.text);
        found = folded.contains(&'%')
            || days::is_day(&folded)
            || GROUPS.iter().any(|group| words::within(group, &folded));
    });
    found
}

fn speaks_of_rounding(document: &Document) -> bool {
    let mut found = false;
    block::for_each_run(&document.blocks, &mut |run| {
        found = found || words::within("sum.rounded", &sheet::folded(&run.text));
    });
    found
}
