//! The sheets: 進行管理表 to print, the tidy sheet with one datum in each cell, the structure.

use ayumi_core::plan::{
    Finding, FiscalYear, Indicator, Item, Plan, Rating, Reported, ScheduleCell,
};
use ayumi_document::{Block, Cell, Document, Row, Run, Scope, Table};
use ayumi_locale::{Key, Lang, key, print};

use crate::facts::head_row;
use crate::review::{paragraph, status_of};
use crate::structure::{Columns, structure_rows, structure_table};
use crate::tidy::tidy;
use crate::walk::{self, printed, top};
use crate::{document, heading, term};

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

/// The tidy sheet of a plan by itself: one datum in each cell.
#[must_use]
pub fn data_sheet(plan: &Plan, lang: Lang) -> Table {
    tidy(plan, lang)
}

/// What a column says of an item, line by line.
type Says = Box<dyn Fn(&Item) -> Vec<String>>;

/// A column of the sheet to print behind the structure: what it says of an item.
struct Column {
    head: String,
    width: u16,
    /// Printed even when nothing stands in it: an empty column invites to fill it in.
    always: bool,
    /// What it says of a whole area stands in a row of its own below the area.
    closes: bool,
    says: Says,
}

/// The sheet to print: structure, sections, indicators, one column for each fiscal year, ratings,
/// findings. The state of each area closes its rows, as in the chapter, that of the whole the sheet.
/// Columns of indicators and ratings are left out
/// where there are none.
fn progress(plan: &Plan, lang: Lang) -> Table {
    let structure = Columns::of(plan, lang);
    let mut columns = columns(plan, lang);
    columns.retain(|column| column.always || says_anything(&plan.items, column));
    let mut head = structure.head(lang);
    let names: Vec<String> = columns.iter().map(|column| column.head.clone()).collect();
    head.extend(head_row(&names).cells);
    let width = head.len();
    let mut rows = vec![Row { cells: head }];
    for item in &plan.items {
        let mut own = structure_rows(std::slice::from_ref(item), &structure, false);
        for column in &columns {
            let closes = column.closes && !item.items.is_empty();
            let cells = if closes {
                column.below(item)
            } else {
                column.cells(item)
            };
            for (row, cell) in own.iter_mut().zip(cells) {
                row.extend(cell);
            }
        }
        rows.extend(own.into_iter().map(|cells| Row { cells }));
        if !item.items.is_empty() {
            let name = status_of(item, lang);
            rows.extend(closing_row(name, &item.findings, width));
        }
    }
    let whole = lang.text(key::BOOK_OVERALL);
    rows.extend(closing_row(whole, &plan.overall, width));
    let mut widths = structure.widths();
    widths.extend(columns.iter().map(|column| column.width));
    Table {
        id: None,
        caption: None,
        head_rows: 1,
        widths,
        rows,
    }
}

fn columns(plan: &Plan, lang: Lang) -> Vec<Column> {
    let mut columns = vec![
        Column::new(lang.text(key::BOOK_SECTION), 4, |item| {
            let sections = item.sections.join("、");
            (!sections.is_empty())
                .then_some(sections)
                .into_iter()
                .collect()
        })
        .always(),
        Column::new(lang.text(key::BOOK_INDICATORS), 6, move |item| {
            let lines = item.indicators.iter().flat_map(|one| indicator(one, lang));
            lines.collect()
        }),
    ];
    columns.extend(years(plan).into_iter().map(|year| {
        let head = print::fiscal_year(year, lang);
        let due = Column::new(head, 4, move |item| {
            let due = item.schedule.iter().filter(|cell| covers(cell, year));
            due.map(|cell| cell.text.clone()).collect()
        });
        due.always()
    }));
    columns.push(Column::new(lang.text(key::BOOK_RATINGS), 4, move |item| {
        let lines = item.ratings.iter().map(|one| rating_line(one, lang));
        lines.collect()
    }));
    let findings = Column::new(lang.text(key::BOOK_FINDINGS), 10, |item| {
        item.findings.iter().map(printed_finding).collect()
    });
    columns.push(Column {
        closes: true,
        ..findings.always()
    });
    columns
}

fn printed_finding(finding: &Finding) -> String {
    format!(
        "{}{}",
        finding.marker.as_deref().unwrap_or_default(),
        finding.text
    )
}

/// `相談件数（件）`, then a line for each of its values.
fn indicator(indicator: &Indicator, lang: Lang) -> Vec<String> {
    let mut name = indicator.name.clone().unwrap_or_default();
    if let Some(unit) = &indicator.unit {
        name.push_str(&format!("（{unit}）"));
    }
    let mut lines: Vec<String> = (!name.is_empty()).then_some(name).into_iter().collect();
    let mut value = |words: Key, reported: &Reported| {
        let when = term::term(reported.term, lang);
        lines.push(joined(&[&lang.text(words), &when, &reported.text]));
    };
    if let Some(one) = &indicator.baseline {
        value(key::BOOK_BASELINE, one);
    }
    for one in &indicator.targets {
        value(key::BOOK_TARGET, one);
    }
    for one in &indicator.actuals {
        value(key::BOOK_ACTUAL, one);
    }
    lines
}

/// `2025年度 担当課 達成度 B`
fn rating_line(rating: &Rating, lang: Lang) -> String {
    let when = term::term(rating.term, lang);
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let (stage, axis) = (optional(&rating.stage), optional(&rating.axis));
    joined(&[&when, &stage, &axis, &rating.grade, &optional(&rating.text)])
}

fn joined(words: &[&str]) -> String {
    let said: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !word.is_empty())
        .collect();
    said.join(" ")
}

impl Column {
    fn new(head: String, width: u16, says: impl Fn(&Item) -> Vec<String> + 'static) -> Self {
        Self {
            head,
            width,
            always: false,
            closes: false,
            says: Box::new(says),
        }
    }

    fn always(mut self) -> Self {
        self.always = true;
        self
    }

    /// The cells of all that stands below `item`.
    fn below(&self, item: &Item) -> Vec<Option<Cell>> {
        item.items
            .iter()
            .flat_map(|child| self.cells(child))
            .collect()
    }

    /// The cells of the rows that `item` covers; `None` where the cell above reaches down. What is
    /// said of an item with others below it covers their rows, unless they say something too: then
    /// it stands before the first of them, under its own name.
    fn cells(&self, item: &Item) -> Vec<Option<Cell>> {
        let mut cells = self.below(item);
        let own: Vec<Block> = (self.says)(item).iter().map(Block::text).collect();
        if cells.is_empty() {
            cells.push(Some(Cell {
                blocks: own,
                ..Cell::default()
            }));
            return cells;
        }
        if own.is_empty() {
            return cells;
        }
        let count = cells.len();
        let silent = cells
            .iter()
            .all(|cell| cell.as_ref().is_some_and(|cell| cell.blocks.is_empty()));
        let Some(Some(first)) = cells.first_mut() else {
            return cells;
        };
        if silent {
            first.blocks = own;
            first.row_span = u16::try_from(count).unwrap_or(u16::MAX);
            cells[1..].fill(None);
        } else {
            let mut blocks = vec![paragraph(vec![Run::strong(printed(item))])];
            blocks.extend(own);
            blocks.append(&mut first.blocks);
            first.blocks = blocks;
        }
        cells
    }
}

fn says_anything(items: &[Item], column: &Column) -> bool {
    let mut anything = false;
    walk::for_each(items, &top(), &mut |_, item| {
        anything |= !(column.says)(item).is_empty();
    });
    anything
}

/// Findings in a row of their own, over the width of the structure and all other columns.
fn closing_row(name: String, findings: &[Finding], width: usize) -> Option<Row> {
    if findings.is_empty() {
        return None;
    }
    let reach = u16::try_from(width - 1).unwrap_or(u16::MAX);
    let left = Cell {
        scope: Some(Scope::Row),
        col_span: reach,
        blocks: vec![paragraph(vec![Run::strong(name)])],
        ..Cell::default()
    };
    let right = Cell {
        blocks: findings
            .iter()
            .map(printed_finding)
            .map(Block::text)
            .collect(),
        ..Cell::default()
    };
    Some(Row {
        cells: vec![left, right],
    })
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
