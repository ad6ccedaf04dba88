//! Rows of words to a table: empty cells at the left take the value above.

use ayumi_document::{At, Block, Cell, Row, Table};

use super::mark::{self, Place};

/// A cell as the source has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Field {
    /// Its words with mark-up.
    pub(super) text: String,
    /// The line it begins on.
    pub(super) line: u32,
}

impl Field {
    fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The blocks of `rows`: lines of one single cell above and below become paragraphs (a table's
/// title, its unit, its notes), the rest a table.
pub(super) fn blocks(mut rows: Vec<Vec<Field>>, head_rows: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let alone = |row: &Vec<Field>| row.iter().filter(|field| !field.is_empty()).count() <= 1;
    let titles = rows.iter().take_while(|row| alone(row)).count();
    let titles = if titles == rows.len() || head_rows > 0 {
        0
    } else {
        titles
    };
    for field in rows.drain(..titles).flatten() {
        blocks.extend(mark::blocks(&field.text, field.line, Place::Cell));
    }
    let note = |row: &&Vec<Field>| alone(row) && row.first().is_some_and(|field| !field.is_empty());
    let notes = rows.iter().rev().take_while(note).count();
    let notes = if notes == rows.len() || head_rows > 0 {
        Vec::new()
    } else {
        rows.split_off(rows.len() - notes)
    };
    blocks.push(Block::Table(table(rows, head_rows)));
    for field in notes.into_iter().flatten() {
        blocks.extend(mark::blocks(&field.text, field.line, Place::Cell));
    }
    blocks
}

/// All cells as lines of their own.
pub(super) fn paragraphs(rows: Vec<Vec<Field>>) -> Vec<Block> {
    let fields = rows.into_iter().flatten();
    fields
        .flat_map(|field| mark::blocks(&field.text, field.line, Place::Cell))
        .collect()
}

fn table(rows: Vec<Vec<Field>>, head_rows: usize) -> Table {
    let width = rows.iter().map(|row| used(row)).max().unwrap_or(0);
    let mut table = Table {
        head_rows,
        ..Table::default()
    };
    // For each column the cell that an empty one below it would repeat.
    let mut above: Vec<Option<(usize, usize)>> = vec![None; width];
    for (y, mut row) in rows.into_iter().enumerate() {
        let line = row.first().map_or(0, |field| field.line);
        row.resize_with(width, || Field {
            text: String::new(),
            line,
        });
        let several = row.iter().filter(|field| !field.is_empty()).count() > 1;
        let same = if y == 0 { 0 } else { leading(&row, &above) };
        for owner in above.iter().take(same).flatten() {
            let cell: &mut Cell = &mut table.rows[owner.0].cells[owner.1];
            cell.row_span = cell.row_span.saturating_add(1);
        }
        let mut cells = Vec::with_capacity(width - same);
        for (x, field) in row.into_iter().enumerate().skip(same) {
            crate::steps::count(1);
            above[x] = (several && !field.is_empty()).then_some((y, cells.len()));
            cells.push(Cell {
                blocks: mark::blocks(&field.text, field.line, Place::Cell),
                at: Some(At::line(field.line)),
                ..Cell::default()
            });
        }
        table.rows.push(Row { cells });
    }
    table
}

/// How many empty cells at the left repeat the ones above.
fn leading(row: &[Field], above: &[Option<(usize, usize)>]) -> usize {
    if row.iter().all(Field::is_empty) {
        return 0;
    }
    row.iter()
        .zip(above)
        .take_while(|(field, above)| field.is_empty() && above.is_some())
        .count()
}

/// The columns of a row without empty cells at its end.
fn used(row: &[Field]) -> usize {
    row.iter()
        .rposition(|field| !field.is_empty())
        .map_or(0, |last| last + 1)
}
