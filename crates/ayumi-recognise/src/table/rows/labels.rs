//! Columns of labels: the items of which column they number.

use crate::table::header::Header;
use crate::table::role::{Column, Role};
use crate::text::view::{Grid, GridCell};

/// By column: for a column of labels that of its titles. It is the next column of items, unless
/// that one is merged or empty where labels go on and a later one has a title for each of them
/// (No｜重点目標｜取組).
pub(super) fn labelled(head: &Header, grid: &Grid) -> Vec<usize> {
    let body = grid.rows.get(head.body..).unwrap_or_default();
    let mut filled = vec![0_usize; head.columns.len()];
    for cell in body.iter().flatten() {
        let slot = filled
            .get_mut(cell.col)
            .filter(|_| !GridCell::is_blank(cell));
        if let Some(slot) = slot {
            *slot += 1;
        }
    }
    let is_label = |column: &Option<Column>| column.as_ref().is_some_and(|c| c.role == Role::Label);
    let mut out = vec![0; head.columns.len()];
    for (col, column) in head.columns.iter().enumerate() {
        if !is_label(column) {
            continue;
        }
        let after = head.columns.iter().enumerate().skip(col + 1);
        let own = after.take_while(|(_, c)| !is_label(c));
        let titles: Vec<usize> = own
            .filter(|(_, c)| c.as_ref().is_some_and(Column::is_level))
            .map(|(at, _)| at)
            .collect();
        let each = titles.iter().find(|at| filled[**at] >= filled[col]);
        let next = || {
            let mut levels = head.columns.iter().enumerate().skip(col + 1);
            levels.find(|(_, c)| c.as_ref().is_some_and(Column::is_level))
        };
        out[col] = each
            .or(titles.first())
            .copied()
            .or_else(|| next().map(|(at, _)| at))
            .unwrap_or_default();
    }
    out
}
