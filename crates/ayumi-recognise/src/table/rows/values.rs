//! The values of a row: whose they are, and what stands for the one above or to the left.

use ayumi_document::Why;

use super::Rows;
use crate::draft::Node;
use crate::table::entries::entries;
use crate::table::role::Role;
use crate::text::slice::Slice;
use crate::text::view::{Grid, GridCell};
use crate::values::{RowState, apply, close_row, findings};
use crate::words::exact;
use crate::work::Work;

impl Rows<'_> {
    /// Gives the values of a row to their items.
    pub(super) fn values(&mut self, work: &mut Work, grid: &mut Grid, at: usize, counts: bool) {
        let row = at - self.head.body;
        let mut state = RowState {
            counts,
            ..RowState::default()
        };
        let home = self
            .homes
            .as_ref()
            .map(|homes| homes.get(row).copied().flatten());
        state.section = self.carried(grid, at);
        let own = home.unwrap_or_else(|| self.owner(work, row, 1));
        let cols: Vec<(usize, usize)> = grid.rows[at]
            .iter()
            .map(|cell| (cell.col, cell.rows))
            .collect();
        for (col, span) in cols {
            let Some(column) = self.column(col).cloned() else {
                continue;
            };
            if column.is_level() {
                continue;
            }
            let owner = if span > 1 && home.is_none() {
                self.owner(work, row, span)
            } else {
                own
            };
            let Some(cell) = grid.cell_mut(at, col) else {
                continue;
            };
            if cell.is_blank() {
                continue;
            }
            let Some(node) = owner else { continue };
            if let Some(echo) = self.again(work, cell, col) {
                crate::values::apply_slice(work, node, &column, echo, &mut state);
                continue;
            }
            self.above[col] = Some(echo_all(cell));
            if column.role == Role::Section {
                let node = self.shared_section(work, (row, span), node, cell);
                apply(work, node, &column, cell, &mut state);
                continue;
            }
            self.left = Some(echo_all(cell));
            if let (Role::Finding(kind), true) = (&column.role, span > 1) {
                findings(work, node, entries(cell), *kind);
            } else {
                apply(work, node, &column, cell, &mut state);
            }
        }
        if let Some(node) = own {
            close_row(work, node, &mut state);
        }
    }

    /// The section of a row, where several rows with a section each carry one item.
    fn carried(&self, grid: &Grid, at: usize) -> Option<String> {
        let section = |at: usize| {
            let cells = grid.rows.get(at)?.iter();
            let mut own = cells.filter(|cell| {
                let role = self.column(cell.col).map(|column| &column.role);
                role == Some(&Role::Section) && cell.rows == 1 && !cell.is_blank()
            });
            own.next()
        };
        let goes_on = |at: usize| {
            let made = self.made.get(at - self.head.body);
            made.is_some_and(|made| made.leaves.is_empty()) && section(at).is_some()
        };
        let shared = goes_on(at) || goes_on(at + 1);
        let cell = section(at).filter(|_| shared)?;
        let name: String = cell.lines.iter().map(|line| line.text.value()).collect();
        exact("same", &cell.folded()).is_none().then_some(name)
    }

    /// The value a mark such as 〃 or 同左 stands for; the mark is let go.
    fn again(&self, work: &mut Work, cell: &mut GridCell, col: usize) -> Option<Slice> {
        let t = cell.folded();
        let left = exact("same_left", &t).and(self.left.as_ref());
        let above = exact("same", &t).map(|_| self.above[col].as_ref());
        let value = match (left, above) {
            (Some(left), _) => left.echo(),
            (None, Some(above)) => above.map(Slice::echo).unwrap_or_default(),
            (None, None) => return None,
        };
        let text = cell.take();
        work.leave(text, Why::SameAsAbove);
        Some(value)
    }

    /// A section that covers several rows is the section of each item in them. Gives the item at
    /// which it is placed.
    fn shared_section(
        &self,
        work: &mut Work,
        (row, span): (usize, usize),
        node: Node,
        cell: &GridCell,
    ) -> Node {
        let leaves = self.leaves_of(row, span);
        let Some((first, rest)) = leaves.split_first().filter(|(_, rest)| !rest.is_empty()) else {
            return node;
        };
        for other in rest {
            crate::values::sections(work, *other, echo_all(cell));
        }
        *first
    }

    /// The item that a value over `span` rows belongs to.
    fn owner(&self, work: &Work, row: usize, span: usize) -> Option<Node> {
        let rows = &self.made[row..(row + span).min(self.made.len())];
        if let Some(top) = rows.iter().find_map(|made| made.top) {
            return Some(top);
        }
        let leaves: Vec<Node> = rows.iter().flat_map(|made| made.leaves.clone()).collect();
        match leaves.as_slice() {
            [] => self.made[..=row]
                .iter()
                .rev()
                .find_map(|m| m.leaves.last().copied())
                .or(self.context.parent),
            [one] => Some(*one),
            [first, rest @ ..] => {
                let parent = work.draft.items[*first].parent;
                let common = rest
                    .iter()
                    .all(|node| work.draft.items[*node].parent == parent);
                if common && parent.is_some() {
                    parent
                } else {
                    Some(*first)
                }
            }
        }
    }

    fn leaves_of(&self, row: usize, span: usize) -> Vec<Node> {
        self.made[row..(row + span).min(self.made.len())]
            .iter()
            .flat_map(|made| made.leaves.clone())
            .collect()
    }
}

/// A cell's words without their places.
pub(super) fn echo_all(cell: &GridCell) -> Slice {
    let mut all = Slice::new();
    for line in &cell.lines {
        all.join(line.text.echo());
    }
    all
}
