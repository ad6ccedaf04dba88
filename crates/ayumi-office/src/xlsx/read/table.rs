//! Cells with their merged areas as a table: columns and rows where nothing begins are dropped.

use std::collections::BTreeSet;

use ayumi_document::{Cell, Row, Table};

use super::layout::{Spot, paragraph};

/// The table of rows of spots.
pub(super) fn table(rows: Vec<Vec<Spot>>) -> Table {
    let columns: BTreeSet<u32> = rows.iter().flatten().map(|spot| spot.area.left).collect();
    let columns: Vec<u32> = columns.into_iter().collect();
    let lines: Vec<u32> = rows
        .iter()
        .filter_map(|row| row.first().map(|spot| spot.area.top))
        .collect();
    // By column: the row from which it is free again.
    let mut taken = vec![0_usize; columns.len()];
    let mut table = Table::default();
    for (y, row) in rows.into_iter().enumerate() {
        let mut cells = Vec::new();
        let mut x = 0;
        for spot in row {
            let from = columns.partition_point(|column| *column < spot.area.left);
            fill(&mut cells, &mut x, (from, y), &taken);
            let to = columns.partition_point(|column| *column <= spot.area.right);
            let free = (from + 1..to).take_while(|at| taken[*at] <= y).count();
            let to = from + 1 + free;
            let bottom = lines.partition_point(|line| *line <= spot.area.bottom);
            taken[from..to].fill(bottom);
            x = to;
            cells.push(cell(spot, to - from, bottom - y));
        }
        fill(&mut cells, &mut x, (columns.len(), y), &taken);
        table.rows.push(Row { cells });
    }
    table
}

/// Empty cells up to a column, covered ones left out.
fn fill(cells: &mut Vec<Cell>, x: &mut usize, (to, y): (usize, usize), taken: &[usize]) {
    while *x < to {
        if taken[*x] <= y {
            cells.push(Cell::default());
        }
        *x += 1;
    }
}

fn cell(mut spot: Spot, columns: usize, rows: usize) -> Cell {
    let (at, value) = (spot.at.clone(), spot.value.take());
    Cell {
        col_span: u16::try_from(columns).unwrap_or(u16::MAX),
        row_span: u16::try_from(rows).unwrap_or(u16::MAX),
        blocks: vec![paragraph(spot)],
        value,
        at: Some(at),
        ..Cell::default()
    }
}
