//! Tables: what kind a grid is, and which reader takes it.

mod choices;
mod columns;
pub(crate) mod entries;
mod header;
mod homes;
mod keyvalue;
mod legend_table;
pub(crate) mod role;
mod rows;
mod yearly;

use std::sync::Arc;

use ayumi_core::interchange::ColumnMatching;
use ayumi_document::Why;

use crate::draft::Node;
use crate::text::view::Grid;
use crate::words::within;
use crate::work::Work;
use header::{Header, header};
use role::{Column, Role};

/// Where a table stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context {
    /// The item whose part the table is.
    pub parent: Option<Node>,
    /// A heading above announced indicators.
    pub indicators: bool,
    /// The document looks back: bare years are measured.
    pub reached: bool,
    /// A line stands between the item and the table.
    pub apart: bool,
    /// That line says that the table is about the whole plan.
    pub general: bool,
}

/// Reads a table into the draft.
pub(crate) fn read(work: &mut Work, grid: Grid, context: Context) {
    work.printing += 1;
    work.step(grid.rows.iter().map(Vec::len).sum());
    let matchings = Arc::clone(&work.matchings);
    let matched = columns::matched(&matchings, &grid);
    if let Some((head, matching)) = matched {
        return read_matched(work, grid, (head, matching), context);
    }
    let Some(mut head) = header(&grid) else {
        if let Some(head) = legend_table::plain(&grid) {
            return legend_table::read(work, grid, &head);
        }
        if keyvalue::fits(&grid) {
            return keyvalue::read(work, grid, context);
        }
        columns::note_unknown(work, &grid);
        let why = if counts(&grid) {
            Why::Statistics
        } else {
            Why::NotUnderstood
        };
        return leave(work, grid, why);
    };
    settle(work, &mut head, &grid, context);
    if let Some(node) = context.parent.filter(|_| yearly::fits(&head, &grid)) {
        return yearly::read(work, grid, &head, node);
    }
    match sort(&head, &grid, context) {
        Sort::Rows => {
            columns::note(work, &grid, &head, None);
            read_rows(work, grid, &head, (context, false));
        }
        Sort::KeyValue => keyvalue::read(work, grid, context),
        Sort::Legend => legend_table::read(work, grid, &head),
        Sort::Left(why) => {
            columns::note(work, &grid, &head, None);
            leave(work, grid, why);
        }
    }
}

/// What the headings alone cannot tell.
fn settle(work: &mut Work, head: &mut Header, grid: &Grid, context: Context) {
    header::settle(head, context);
    header::numbers(head, grid);
    header::described(head, grid);
    choices::halves(work, head, grid, context.reached);
}

fn read_rows(work: &mut Work, mut grid: Grid, head: &Header, (context, matched): (Context, bool)) {
    let homes = homes::homes(work, head, &grid, context);
    header::leave_head(work, &mut grid, head, matched);
    rows::read(work, grid, (head, homes), context);
}

/// Reads a table whose columns a person matched. What the person said stands above what the values
/// suggest.
fn read_matched(
    work: &mut Work,
    grid: Grid,
    (mut head, matching): (Header, &ColumnMatching),
    context: Context,
) {
    columns::say(&mut head, &grid, matching);
    settle(work, &mut head, &grid, context);
    columns::say(&mut head, &grid, matching);
    columns::tell(work, &grid, &head, matching);
    columns::note(work, &grid, &head, Some(matching));
    if columns::names_rows(&head) || context.parent.is_some() {
        return read_rows(work, grid, &head, (context, true));
    }
    leave(work, grid, Why::Unassigned);
}

/// What is to be done with a table.
enum Sort {
    /// One item or value a row.
    Rows,
    /// Names of fields beside their values.
    KeyValue,
    /// Signs and meanings.
    Legend,
    /// Nothing for the plan.
    Left(Why),
}

fn sort(head: &Header, grid: &Grid, context: Context) -> Sort {
    let has = |test: &dyn Fn(&Role) -> bool| {
        head.columns
            .iter()
            .flatten()
            .filter(|c| test(&c.role))
            .count()
    };
    if has(&|r| *r == Role::Opinion) > 0 && has(&|r| *r == Role::Reply) > 0 {
        return Sort::Left(Why::Opinions);
    }
    if legend_table::fits(head, grid) {
        return Sort::Legend;
    }
    let levels = head
        .columns
        .iter()
        .flatten()
        .filter(|c| c.is_level())
        .count();
    let sheet = has(&|r| *r == Role::SheetTitle) > 0;
    if sheet && keyvalue::fits(grid) {
        return Sort::KeyValue;
    }
    let money = has(&|r| *r == Role::Money);
    let values = has(&|r| {
        matches!(
            r,
            Role::Finding(_)
                | Role::Rating { .. }
                | Role::Section
                | Role::Year
                | Role::Schedule
                | Role::Target
                | Role::Actual
                | Role::Baseline
                | Role::Choice(_)
                | Role::Text(_)
        )
    });
    if levels == 0 && (money >= 2 || within("finance", &head.words)) {
        return Sort::Left(Why::Finance);
    }
    if has(&|r| *r == Role::Count) > 0 && (levels == 0 || values == 0) {
        return Sort::Left(Why::Statistics);
    }
    let indicators = has(&|r| *r == Role::Indicator);
    if levels > 0 || indicators > 0 && values > 0 {
        return Sort::Rows;
    }
    if keyvalue::fits(grid) {
        return Sort::KeyValue;
    }
    if context.parent.is_some() && values >= 2 {
        return Sort::Rows;
    }
    Sort::Left(if counts(grid) {
        Why::Statistics
    } else {
        Why::NotUnderstood
    })
}

/// Is the table about counts and sums?
fn counts(grid: &Grid) -> bool {
    grid.rows
        .iter()
        .take(4)
        .flatten()
        .any(|cell| within("statistics", &cell.folded()))
}

/// Leaves a whole table with one reason.
pub(crate) fn leave(work: &mut Work, grid: Grid, why: Why) {
    for cell in grid.rows.into_iter().flatten() {
        for line in cell.lines {
            work.leave(line.text, why);
        }
    }
}

/// Is the column about a value that is counted?
fn is_count_column(column: &Column) -> bool {
    matches!(
        column.role,
        Role::Indicator | Role::Target | Role::Actual | Role::Baseline
    )
}
