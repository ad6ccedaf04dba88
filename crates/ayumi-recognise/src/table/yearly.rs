//! Tables of one indicator with a year a row: 年度｜単位｜計画｜実績 (practice §1a V19).

use ayumi_document::Why;

use super::header::Header;
use super::role::{Column, Role, When};
use crate::draft::Node;
use crate::text::view::{Grid, GridCell};
use crate::values::{RowState, apply_slice, close_row};
use crate::work::Work;
use crate::years::span_at;

/// Is it such a table? Its first column holds years and nothing else.
pub(super) fn fits(head: &Header, grid: &Grid) -> bool {
    let role = |col: usize| {
        head.columns
            .get(col)
            .and_then(Option::as_ref)
            .map(|c| &c.role)
    };
    let counted = head
        .columns
        .iter()
        .flatten()
        .any(|c| matches!(c.role, Role::Target | Role::Actual | Role::Baseline));
    let body = grid.rows.get(head.body..).unwrap_or_default();
    let years = body
        .iter()
        .all(|row| row.first().is_some_and(|cell| year(cell).is_some()));
    matches!(role(0), Some(Role::Schedule | Role::Year)) && counted && years && !body.is_empty()
}

fn year(cell: &GridCell) -> Option<i32> {
    let t = cell.folded();
    let span = span_at(&t, 0).filter(|span| span.end == t.len() && span.to.is_none())?;
    Some(span.from)
}

/// Reads the rows into one indicator of the item.
pub(super) fn read(work: &mut Work, mut grid: Grid, head: &Header, node: Node) {
    let mut state = RowState::default();
    for (at, row) in grid.rows.iter_mut().enumerate() {
        let own = row.first().and_then(year).filter(|_| at >= head.body);
        for cell in row.iter_mut() {
            let column = head.columns.get(cell.col).and_then(Option::as_ref);
            let text = cell.take();
            let Some(column) = column.filter(|_| own.is_some() && cell.col > 0) else {
                work.leave(text, Why::TableHead);
                continue;
            };
            let again = state.indicator.unit.is_some() && column.role == Role::Unit;
            if again {
                work.leave(text, Why::Duplicate);
                continue;
            }
            let when = When {
                year: column.when.year.or(own),
                ..column.when
            };
            let column = Column {
                role: column.role.clone(),
                when,
            };
            apply_slice(work, node, &column, text, &mut state);
        }
    }
    close_row(work, node, &mut state);
}
