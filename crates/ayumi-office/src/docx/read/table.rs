//! Tables: merged cells, rows that begin or end beside the others, heads.

use ayumi_document::{Cell, Row, Scope, Table, Why};

use super::flow::Body;
use super::out::Out;
use super::parts::said;
use crate::package::Element;

/// Word's own limit of columns is 63; broken files name millions.
const MOST_COLUMNS: usize = 1000;

/// A table while its rows are read.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    /// By column: row, place in it and width of the cell that reaches down from there.
    open: Vec<Option<(usize, usize, usize)>>,
    head_rows: usize,
}

impl Body {
    pub(super) fn table(&mut self, element: &Element, out: &mut Out) {
        let mut lines = Vec::new();
        gather(element, "tr", &mut lines);
        if let [line] = &lines[..] {
            let mut cells = Vec::new();
            gather(line, "tc", &mut cells);
            let head = line.child("trPr").and_then(|p| p.switch("tblHeader")) == Some(true);
            // A frame drawn around paragraphs; one whose row is a heading is a table without rows.
            if let ([cell], false, false) = (&cells[..], out.in_cell, head) {
                return self.each(cell, out);
            }
        }
        let mut rows = Rows::default();
        for line in lines {
            self.row(line, &mut rows);
        }
        if rows.rows.iter().any(|row| !row.cells.is_empty()) {
            out.table(Table {
                head_rows: rows.head_rows,
                rows: rows.rows,
                ..Table::default()
            });
        }
    }

    fn row(&mut self, line: &Element, rows: &mut Rows) {
        let properties = line.child("trPr");
        let switched = |name| properties.and_then(|p| p.switch(name)) == Some(true);
        let number = |name| {
            let value = properties.and_then(|p| p.value(name)?.parse().ok());
            value.unwrap_or(0).min(MOST_COLUMNS)
        };
        if properties.is_some_and(|p| p.child("del").is_some()) {
            return self.deleted(line);
        }
        if switched("hidden") && self.reads_hidden {
            self.tally.hidden_read(&self.at());
        } else if switched("hidden") {
            self.tally.hidden(&self.at());
            return self.leave_out(Why::Hidden, &said(line));
        }
        let head = switched("tblHeader") && rows.head_rows == rows.rows.len();
        rows.head_rows += usize::from(head);
        rows.rows.push(Row::default());
        let mut column = rows.empty(0, number("gridBefore"));
        let mut cells = Vec::new();
        gather(line, "tc", &mut cells);
        for cell in cells {
            column = self.cell(cell, column, head, rows);
        }
        rows.empty(column, number("gridAfter"));
    }

    /// One cell, which begins at `column`; where the next one begins.
    fn cell(&mut self, cell: &Element, column: usize, head: bool, rows: &mut Rows) -> usize {
        let properties = cell.child("tcPr");
        let span = properties.and_then(|p| p.value("gridSpan")?.parse::<usize>().ok());
        let width = span.unwrap_or(1).clamp(1, MOST_COLUMNS);
        if column + width > MOST_COLUMNS {
            return column;
        }
        let merge = |name| {
            let merge = properties?.child(name)?;
            Some(merge.own("val").unwrap_or("continue"))
        };
        if merge("hMerge") == Some("continue") && rows.widen(column, width) {
            self.covered(cell);
            return column + width;
        }
        if merge("vMerge") == Some("continue") && rows.lengthen(column, width) {
            self.covered(cell);
            return column + width;
        }
        let mut inner = Out::cell();
        self.each(cell, &mut inner);
        rows.add(
            column,
            Cell {
                col_span: u16::try_from(width).unwrap_or(1),
                scope: head.then_some(Scope::Column),
                blocks: inner.blocks,
                ..Cell::default()
            },
            merge("vMerge").is_some(),
        );
        column + width
    }

    /// A cell that a merged one covers: Word does not show what is in it.
    fn covered(&mut self, cell: &Element) {
        let words = said(cell);
        if !words.trim().is_empty() {
            self.tally.hidden(&self.at());
            self.leave_out(Why::Hidden, &words);
        }
    }
}

impl Rows {
    /// Columns without a cell, before or behind a row; the column behind them.
    fn empty(&mut self, column: usize, width: usize) -> usize {
        let width = width.min(MOST_COLUMNS - column.min(MOST_COLUMNS));
        if width > 0 {
            let col_span = u16::try_from(width).unwrap_or(1);
            let cell = Cell {
                col_span,
                ..Cell::default()
            };
            self.add(column, cell, false);
        }
        column + width
    }

    fn add(&mut self, column: usize, cell: Cell, reaches_down: bool) {
        let width = usize::from(cell.col_span);
        if self.open.len() < column + width {
            self.open.resize(column + width, None);
        }
        self.open[column..column + width].fill(None);
        let Some(row) = self.rows.len().checked_sub(1) else {
            return;
        };
        if reaches_down {
            self.open[column] = Some((row, self.rows[row].cells.len(), width));
        }
        self.rows[row].cells.push(cell);
    }

    /// The cell above reaches one row further down; `false` where there is none of this width.
    fn lengthen(&mut self, column: usize, width: usize) -> bool {
        let Some(Some((row, place, own))) = self.open.get(column).copied() else {
            return false;
        };
        // A row that was left out in between, or a cell that changed its width, ends it.
        let reached = self.rows.len() - 1;
        let cell = &mut self.rows[row].cells[place];
        if own != width || row + usize::from(cell.row_span) != reached {
            return false;
        }
        cell.row_span = cell.row_span.saturating_add(1);
        true
    }

    /// The cell on the left reaches further to the right.
    fn widen(&mut self, column: usize, width: usize) -> bool {
        let Some(cell) = self.rows.last_mut().and_then(|row| row.cells.last_mut()) else {
            return false;
        };
        let wider = usize::from(cell.col_span) + width;
        cell.col_span = u16::try_from(wider).unwrap_or(cell.col_span);
        if self.open.len() < column + width {
            self.open.resize(column + width, None);
        }
        self.open[column..column + width].fill(None);
        if let Some(open) = self.open[..column].iter_mut().rev().flatten().next() {
            open.2 += width;
        }
        true
    }
}

/// Elements of this name, through what only stands around them.
fn gather<'e>(element: &'e Element, name: &str, into: &mut Vec<&'e Element>) {
    for one in element.elements() {
        match &*one.name {
            found if found == name => into.push(one),
            "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" => {
                gather(one, name, into);
            }
            _ => {}
        }
    }
}
