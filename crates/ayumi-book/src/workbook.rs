//! The sheets: 進行管理表 to print, the tidy sheet with one datum in each cell, the structure.
//!
//! The tidy sheet follows the State's rule for machine-readable tables (統一ルール 2020): one cell
//! one datum, no merged cells, no layout blanks, the western year beside the era.

use ayumi_core::plan::{FiscalYear, Item, Plan, ScheduleCell};
use ayumi_document::{Block, Cell, Document, Row, Scope, Table};
use ayumi_locale::{Key, Lang, key};

use crate::facts::{head_row, optional};
use crate::records::{Datum, data_of};
use crate::structure::{Columns, structure_rows, structure_table};
use crate::walk::{self, Position, top};
use crate::{document, heading};

/// The workbook of a plan: every second-level heading begins a sheet.
#[must_use]
pub fn workbook(plan: &Plan, lang: Lang, date: &str) -> Document {
    let mut blocks = vec![heading(1, None, &plan.title)];
    let mut sheet = |name: Key, table: Table| {
        blocks.push(heading(2, None, &lang.text(name)));
        blocks.push(Block::Table(table));
    };
    sheet(key::BOOK_SHEET_PROGRESS, progress(plan, lang));
    sheet(key::BOOK_SHEET_DATA, tidy(plan, lang));
    if let Some(table) = structure_table(plan, lang) {
        sheet(key::BOOK_SHEET_STRUCTURE, table);
    }
    document(plan, date, blocks)
}

/// The sheet to print: structure, sections, one column for each fiscal year, findings.
fn progress(plan: &Plan, lang: Lang) -> Table {
    let columns = Columns::of(plan, lang);
    let years = years(plan);
    let mut head = columns.head(lang);
    let mut more = vec![lang.text(key::BOOK_SECTION)];
    more.extend(
        years
            .iter()
            .map(|year| lang.format(key::BOOK_YEAR, &[("year", &year.0.to_string())])),
    );
    more.push(lang.text(key::BOOK_FINDINGS));
    head.extend(head_row(&more).cells);
    let leaves = leaves(&plan.items);
    let mut rows = vec![Row { cells: head }];
    for (cells, leaf) in structure_rows(&plan.items, &columns, false)
        .into_iter()
        .zip(leaves)
    {
        rows.push(Row {
            cells: with_progress(cells, leaf, &years),
        });
    }
    let mut widths = columns.widths();
    widths.push(4);
    widths.extend(years.iter().map(|_| 3));
    widths.push(10);
    Table {
        id: None,
        caption: None,
        head_rows: 1,
        widths,
        rows,
    }
}

/// A row of the structure with the leaf's own cells behind it.
fn with_progress(mut cells: Vec<Cell>, leaf: &Item, years: &[FiscalYear]) -> Vec<Cell> {
    cells.push(optional(non_empty(leaf.sections.join("、")).as_deref()));
    for year in years {
        let due: Vec<_> = leaf
            .schedule
            .iter()
            .filter(|cell| covers(cell, *year))
            .map(|cell| cell.text.as_str())
            .collect();
        cells.push(optional(non_empty(due.join("、")).as_deref()));
    }
    let findings: Vec<_> = leaf
        .findings
        .iter()
        .map(|one| format!("{}{}", one.marker.as_deref().unwrap_or_default(), one.text))
        .collect();
    let blocks = findings.iter().map(Block::text).collect();
    cells.push(Cell {
        blocks,
        ..Cell::default()
    });
    cells
}

fn non_empty(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

fn covers(cell: &ScheduleCell, year: FiscalYear) -> bool {
    let Some(term) = cell.term else { return false };
    match cell.to {
        None => term.year == year,
        Some(to) => term.year <= year && to.is_none_or(|to| year <= to),
    }
}

/// The years of the plan's period; without one, those its schedule names.
fn years(plan: &Plan) -> Vec<FiscalYear> {
    let span = plan
        .period
        .as_ref()
        .and_then(|period| Some((period.from, period.to?)));
    if let Some((from, to)) = span.filter(|(from, to)| from <= to && to.0 - from.0 < 30) {
        return (from.0..=to.0).map(FiscalYear).collect();
    }
    let mut years = std::collections::BTreeSet::new();
    walk::for_each(&plan.items, &top(), &mut |_, item| {
        years.extend(
            item.schedule
                .iter()
                .filter_map(|cell| cell.term)
                .map(|term| term.year),
        );
    });
    years.into_iter().take(30).collect()
}

fn leaves(items: &[Item]) -> Vec<&Item> {
    let mut leaves = Vec::new();
    walk::for_each(items, &top(), &mut |_, item| {
        if item.items.is_empty() {
            leaves.push(item);
        }
    });
    leaves
}

/// The columns of the tidy sheet.
const TIDY_COLUMNS: [Key; 13] = [
    key::BOOK_POSITION,
    key::BOOK_PARENT,
    key::BOOK_LEVEL,
    key::BOOK_LABEL,
    key::BOOK_TITLE,
    key::BOOK_DATUM,
    key::BOOK_NAME,
    key::BOOK_STAGE,
    key::BOOK_TERM,
    key::BOOK_SECTION,
    key::BOOK_MARKER,
    key::BOOK_KIND,
    key::BOOK_CONTENT,
];

/// One datum in each cell: a row for each item, then a row for each thing known of it.
fn tidy(plan: &Plan, lang: Lang) -> Table {
    let mut rows = vec![head_row(&TIDY_COLUMNS.map(|name| lang.text(name)))];
    walk::for_each(&plan.items, &top(), &mut |position, item| {
        let own = Datum {
            kind: lang.text(key::BOOK_ITEM),
            ..Datum::default()
        };
        rows.push(tidy_row(position, item, own, [None, None]));
        for datum in data_of(plan, item, position, lang) {
            rows.push(tidy_row(position, item, datum, [None, None]));
        }
        for finding in &item.findings {
            let datum = Datum {
                kind: lang.text(key::BOOK_DATUM_FINDING),
                content: Some(finding.text.clone()),
                ..Datum::default()
            };
            let class = lang.text(crate::review::class_of(finding.kind));
            rows.push(tidy_row(
                position,
                item,
                datum,
                [finding.marker.clone(), Some(class)],
            ));
        }
    });
    let widths = vec![4, 4, 5, 4, 10, 5, 5, 5, 5, 5, 3, 5, 20];
    for row in rows.iter_mut().skip(1) {
        if let Some(first) = row.cells.first_mut() {
            first.scope = Some(Scope::Row);
        }
    }
    Table {
        id: None,
        caption: None,
        head_rows: 1,
        widths,
        rows,
    }
}

fn tidy_row(
    position: &Position,
    item: &Item,
    datum: Datum,
    [marker, class]: [Option<String>; 2],
) -> Row {
    let parent = Position(position.0[..position.0.len() - 1].to_vec());
    let cells = [
        Some(position.to_string()),
        non_empty(parent.to_string()),
        item.level.clone(),
        item.label.clone(),
        non_empty(item.title.clone()),
        Some(datum.kind),
        datum.name,
        datum.stage,
        non_empty(datum.term),
        datum.section,
        marker,
        class,
        datum.content,
    ];
    Row {
        cells: cells.map(|text| optional(text.as_deref())).into(),
    }
}
