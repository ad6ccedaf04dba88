//! One sheet: its tables one below the other, ready to print.

use std::collections::BTreeSet;

use ayumi_document::{Block, Cell, Grid, Run, Spot, Table, Value};
use ayumi_locale::{Lang, key};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::look::Looks;
use crate::words::{self, Cleaner};

/// Excel's limit for the name of a sheet.
const NAME: usize = 31;

/// Excel's limit for a cell.
const CELL: usize = 32_767;

/// Columns of text that fit on A4 across, in Excel's widths.
const PAGE: f64 = 132.0;

/// A4.
const A4: u8 = 9;

/// The names of the sheets of one workbook: clean, short, each one once.
pub(super) struct Names {
    lang: Lang,
    taken: BTreeSet<String>,
}

impl Names {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            lang,
            taken: BTreeSet::new(),
        }
    }

    /// A name as close to `wanted` as Excel allows.
    pub(super) fn next(&mut self, wanted: &str) -> String {
        let forbidden = |c: char| "[]:*?/\\\t\n".contains(c);
        let clean: String = wanted
            .chars()
            .map(|c| if forbidden(c) { ' ' } else { c })
            .collect();
        let clean = clean
            .trim_matches(|c: char| c.is_whitespace() || c == '\'')
            .to_owned();
        // Excel keeps "History" for itself.
        let usable = !clean.is_empty() && !clean.eq_ignore_ascii_case("history");
        let number = (self.taken.len() + 1).to_string();
        let own = || self.lang.format(key::BOOK_SHEET, &[("number", &number)]);
        let base = if usable { clean } else { own() };
        let mut name = cut(&base, NAME);
        for n in 2.. {
            // Excel takes names that differ only in case for one.
            if self.taken.insert(name.to_lowercase()) {
                break;
            }
            let suffix = format!(" ({n})");
            name = cut(&base, NAME - suffix.chars().count()) + &suffix;
        }
        name
    }
}

/// The first `most` UTF-16 units, which is what Excel counts.
fn cut(text: &str, most: usize) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= most
    };
    text.chars()
        .take_while(fits)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// A sheet being written.
pub(super) struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    looks: &'a Looks,
    cleaner: &'a mut Cleaner,
    row: u32,
    /// Widths of the columns so far.
    widths: Vec<f64>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(
        sheet: &'a mut Worksheet,
        looks: &'a Looks,
        cleaner: &'a mut Cleaner,
    ) -> Self {
        Self {
            sheet,
            looks,
            cleaner,
            row: 0,
            widths: Vec::new(),
        }
    }

    /// Writes the whole sheet.
    pub(super) fn fill(
        &mut self,
        name: &str,
        title: &str,
        blocks: &[Block],
    ) -> Result<(), XlsxError> {
        self.sheet.set_name(name)?;
        self.sheet
            .set_landscape()
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0);
        self.sheet.set_margins(0.5, 0.5, 0.7, 0.7, 0.3, 0.3);
        self.sheet
            .set_header(format!("&L{}&R{}", escaped(title), escaped(name)));
        self.sheet.set_footer("&C&P / &N");
        // A sheet of one table begins with it: the head stands in the first row, as programs that
        // read the sheet expect, stays in sight and is printed on every page.
        let tables: Vec<_> = blocks.iter().filter_map(table_of).collect();
        for table in &tables {
            self.measure(&table.grid());
        }
        if self.widths.is_empty() {
            self.widths.push(PAGE);
        }
        for block in blocks {
            if let (Block::Table(table), 1, 0) = (block, tables.len(), self.row) {
                self.keep_head(table)?;
            }
            self.block(block)?;
        }
        for (n, width) in self.widths.iter().enumerate() {
            self.sheet.set_column_width(column(n), *width)?;
        }
        Ok(())
    }

    fn keep_head(&mut self, table: &Table) -> Result<(), XlsxError> {
        let caption = u32::from(table.caption.is_some());
        let head = number(table.grid().head_rows);
        if head > 0 {
            self.sheet.set_freeze_panes(caption + head, 0)?;
            self.sheet.set_repeat_rows(caption, caption + head - 1)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), XlsxError> {
        let looks = self.looks;
        match block {
            Block::Table(table) => self.table(table),
            Block::Heading { content, .. } => self.line(&words::plain(content), &looks.title),
            Block::Paragraph { content, .. } => self.line(&text(content), &looks.text),
            Block::List { items, .. } => items
                .iter()
                .flat_map(|item| &item.blocks)
                .try_for_each(|inner| self.block(inner)),
            Block::Figure(figure) => self.line(&figure.alt, &looks.text),
            Block::Rule => Ok(()),
        }
    }

    /// Words that stand in a row of their own, over the width of the tables.
    fn line(&mut self, words: &str, look: &Format) -> Result<(), XlsxError> {
        let words = cut(&self.cleaner.clean(words, None), CELL);
        let last = column(self.widths.len() - 1);
        if last > 0 {
            self.sheet
                .merge_range(self.row, 0, self.row, last, "", look)?;
        }
        self.sheet
            .write_string_with_format(self.row, 0, &words, look)?;
        let lines = lines(&words, self.widths.iter().sum());
        self.sheet.set_row_height(self.row, points(lines))?;
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), XlsxError> {
        if let Some(caption) = &table.caption {
            self.line(&words::plain(caption), &self.looks.title.clone())?;
        }
        let grid = table.grid();
        let closing = grid.closing_rows();
        let row_heads = grid.shows_row_heads();
        for spot in &grid.spots {
            let looks = self.looks;
            let look = if spot.y < grid.head_rows {
                &looks.head
            } else if spot.heads_row() && row_heads {
                &looks.row_head
            } else if closing.contains(&spot.y) {
                &looks.shaded
            } else {
                &looks.cell
            };
            self.spot(spot, look)?;
        }
        for y in 0..grid.rows {
            let height = self.height(&grid, y);
            self.sheet.set_row_height(self.row + number(y), height)?;
        }
        // An empty row parts a table from what follows.
        self.row += number(grid.rows) + 1;
        Ok(())
    }

    fn spot(&mut self, spot: &Spot<'_>, look: &Format) -> Result<(), XlsxError> {
        let (row, x) = (self.row + number(spot.y), column(spot.x));
        let (last_row, last_x) = (
            row + number(spot.height) - 1,
            column(spot.x + spot.width - 1),
        );
        if spot.width > 1 || spot.height > 1 {
            // The words follow: a merged range wants its first cell written over.
            self.sheet.merge_range(row, x, last_row, last_x, "", look)?;
        }
        let Some(cell) = spot.cell else {
            self.sheet.write_blank(row, x, look)?;
            return Ok(());
        };
        if let Some(number) = decimal(cell) {
            let look = if *look == self.looks.cell {
                &self.looks.number
            } else {
                look
            };
            self.sheet.write_number_with_format(row, x, number, look)?;
            return Ok(());
        }
        let words = cut(
            &self.cleaner.clean(&cell_text(cell), cell.at.as_ref()),
            CELL,
        );
        if words.is_empty() {
            self.sheet.write_blank(row, x, look)?;
        } else {
            // Always a text, never a formula, whatever it begins with.
            self.sheet.write_string_with_format(row, x, words, look)?;
        }
        Ok(())
    }

    /// Shares the page's width among the columns; a later table may only widen them.
    fn measure(&mut self, grid: &Grid<'_>) {
        let widths = grid.widths();
        let all: f64 = widths.iter().map(|width| f64::from(*width)).sum();
        // Many columns get room enough to be read; printing fits them to the page.
        let room = PAGE.max(all * 2.2).min(PAGE * 2.5);
        for (n, width) in widths.iter().enumerate() {
            let width = (room * f64::from(*width) / all).clamp(5.0, 90.0);
            match self.widths.get_mut(n) {
                Some(known) => *known = known.max(width),
                None => self.widths.push(width),
            }
        }
    }

    /// Points a row needs for its longest cell: programs other than Excel, and merged cells in
    /// Excel too, do not find out by themselves.
    fn height(&self, grid: &Grid<'_>, y: usize) -> f64 {
        let share = |spot: &Spot<'_>| {
            let width = self.widths[spot.x..spot.x + spot.width].iter().sum();
            let words = spot.cell.map_or_else(String::new, cell_text);
            lines(&words, width) / spot.height as f64
        };
        let spots = (0..grid.columns).filter_map(|x| grid.covering(x, y));
        points(spots.map(|spot| share(&spot)).fold(1.0, f64::max))
    }
}

/// The table a block is.
fn table_of(block: &Block) -> Option<&Table> {
    match block {
        Block::Table(table) => Some(table),
        _ => None,
    }
}

/// Lines that `words` take in a cell of `width`.
fn lines(words: &str, width: f64) -> f64 {
    let lines = |line| (columns_of(line) / (width - 1.0)).ceil().max(1.0);
    words.split('\n').map(lines).sum()
}

/// The height of a row of so many lines; Excel allows no more than 409 points.
fn points(lines: f64) -> f64 {
    (lines.ceil() * 15.0 + 4.0).min(409.0)
}

/// Half-width columns a line takes.
fn columns_of(line: &str) -> f64 {
    line.chars()
        .map(|c| {
            if c.is_ascii() || ('｡'..='ﾟ').contains(&c) {
                1.0
            } else {
                2.0
            }
        })
        .sum()
}

/// The number a cell knows, if it knows one a computer can hold.
fn decimal(cell: &Cell) -> Option<f64> {
    match cell.value.as_ref()? {
        Value::Number { decimal, .. } => decimal.parse().ok().filter(|n: &f64| n.is_finite()),
        Value::Date(_) => None,
    }
}

/// The words of a cell, a line for each paragraph.
fn cell_text(cell: &Cell) -> String {
    let mut lines = Vec::new();
    collect(&cell.blocks, &mut lines);
    lines.join("\n")
}

fn collect(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content, .. } => {
                lines.push(text(content));
            }
            Block::List { items, .. } => {
                for item in items {
                    let first = lines.len();
                    collect(&item.blocks, lines);
                    if let (Some(marker), Some(line)) = (&item.marker, lines.get_mut(first)) {
                        *line = format!("{marker} {line}");
                    }
                }
            }
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| collect(&cell.blocks, lines));
            }
            Block::Figure(figure) => lines.push(figure.alt.clone()),
            Block::Rule => {}
        }
    }
}

fn text(content: &[Run]) -> String {
    content.iter().map(|run| run.text.as_str()).collect()
}

/// `&` begins a code in headers; two stand for one.
fn escaped(text: &str) -> String {
    cut(text, 100).replace('&', "&&")
}

/// Rows and columns beyond Excel's limits are refused by its writer.
fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn column(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}
