//! A table as a grid: which cell covers which position.

use ayumi_document::{Cell, Table};

/// A position of the grid.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'t> {
    /// The cell that covers it.
    pub cell: &'t Cell,
    /// Does the cell begin here?
    pub origin: bool,
}

/// The grid of a table: one entry for each row and column; `None` where no cell reaches.
pub(crate) fn grid(table: &Table) -> Vec<Vec<Option<Place<'_>>>> {
    let mut rows: Vec<Vec<Option<Place<'_>>>> = vec![Vec::new(); table.rows.len()];
    for (index, row) in table.rows.iter().enumerate() {
        let mut column = 0;
        for cell in &row.cells {
            while rows[index].get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            let bottom = (index + usize::from(cell.row_span.max(1))).min(rows.len());
            for (down, covered) in rows[index..bottom].iter_mut().enumerate() {
                let right = column + usize::from(cell.col_span.max(1));
                if covered.len() < right {
                    covered.resize(right, None);
                }
                for (across, place) in covered[column..right].iter_mut().enumerate() {
                    *place = Some(Place {
                        cell,
                        origin: down == 0 && across == 0,
                    });
                }
            }
            column += usize::from(cell.col_span.max(1));
        }
    }
    rows
}
