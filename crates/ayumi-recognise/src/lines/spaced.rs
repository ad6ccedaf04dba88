//! Tables whose columns are parted by blanks: a heading line of known names over lines with as
//! many values, or with values that stand below the names.

use super::columns::{self, Columns};
use crate::label::label;
use crate::lines::abbreviations::is_short;
use crate::table::role::{Role, column};
use crate::text::slice::Slice;
use crate::text::view::{Grid, GridCell, Line, Piece};
use crate::values::{is_section, tokens};
use crate::words::{Class, exact, is};
use crate::work::Work;

/// A table being read.
struct Open {
    grid: Grid,
    /// Where the columns stand, where wide gaps part their names.
    columns: Option<Columns>,
}

/// Turns such runs of lines into grids.
pub(crate) fn find(work: &Work, pieces: &mut Vec<Piece>) {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut open: Option<Open> = None;
    for piece in std::mem::take(pieces) {
        let Piece::Line(line) = piece else {
            close(&mut out, &mut open);
            out.push(piece);
            continue;
        };
        let line = match &mut open {
            Some(table) => match table.row(work, line) {
                Ok(()) => continue,
                Err(line) => {
                    close(&mut out, &mut open);
                    line
                }
            },
            None => line,
        };
        match heading(&line) {
            Some(width) => open = Some(begin(line, width)),
            None => out.push(Piece::Line(line)),
        }
    }
    close(&mut out, &mut open);
    *pieces = out;
}

fn begin(line: Line, width: usize) -> Open {
    let at = line.at.clone();
    let columns = columns::of(&line);
    let cells = tokens(line.text)
        .into_iter()
        .enumerate()
        .map(|(col, text)| cell(col, text, at.clone()))
        .collect();
    Open {
        grid: Grid {
            rows: vec![cells],
            width,
        },
        columns,
    }
}

impl Open {
    /// Adds a line as a row, or to the row above it. `Err` = it is none.
    fn row(&mut self, work: &Work, line: Line) -> Result<(), Line> {
        let gap = line.gap;
        let runs = self.columns.as_ref().and_then(|own| own.places(&line));
        let line = match row(line, self.grid.width) {
            Ok(cells) => {
                if let (Some(columns), Some(runs)) = (&mut self.columns, &runs) {
                    columns.keep(runs);
                }
                self.grid.rows.push(cells);
                return Ok(());
            }
            Err(line) => line,
        };
        let Some(columns) = &mut self.columns else {
            return self.short_row(work, line);
        };
        let Some(places) = runs.filter(|_| !gap || line.indent > 0) else {
            return Err(line);
        };
        let at = line.at.clone();
        let parts = columns::cut(line.text, &places);
        let again = columns.continues(&places) && self.grid.rows.len() > 1;
        if !again {
            columns.keep(&places);
        }
        let above = self.grid.rows.last_mut().filter(|_| again);
        match above {
            Some(row) => {
                for (col, text) in parts {
                    add(row, cell(col, text, at.clone()));
                }
            }
            None => {
                let cells = parts.into_iter();
                let row = cells.map(|(col, text)| cell(col, text, at.clone()));
                self.grid.rows.push(row.collect());
            }
        }
        Ok(())
    }
}

impl Open {
    /// A line with one value less than there are columns: a row, where only one column can be the
    /// empty one.
    fn short_row(&mut self, work: &Work, line: Line) -> Result<(), Line> {
        let words: Vec<Vec<char>> = tokens(line.text.echo()).iter().map(Slice::folded).collect();
        if words.len() + 1 != self.grid.width || line.gap {
            return Err(line);
        }
        let heads = self.grid.rows[0].iter().map(|cell| column(&cell.folded()));
        let roles: Vec<Option<Role>> = heads.map(|c| c.map(|c| c.role)).collect();
        let fits = |empty: &usize| {
            let filled = roles.iter().enumerate().filter(|(col, _)| col != empty);
            let mut pairs = filled.zip(&words);
            pairs.all(|((_, role), word)| role.as_ref().is_some_and(|r| may_hold(work, r, word)))
        };
        let mut empty = (0..self.grid.width).filter(fits);
        let (Some(empty), None) = (empty.next(), empty.next()) else {
            return Err(line);
        };
        let at = line.at;
        let cells = tokens(line.text).into_iter().enumerate();
        let row = cells.map(|(i, text)| cell(i + usize::from(i >= empty), text, at.clone()));
        self.grid.rows.push(row.collect());
        Ok(())
    }
}

/// May a column of this role hold the word?
fn may_hold(work: &Work, role: &Role, t: &[char]) -> bool {
    let number = t.iter().any(char::is_ascii_digit);
    match role {
        Role::Label => t
            .iter()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '(' | ')')),
        Role::Mark => exact("mark", t).is_some() || t.len() == 1 && !number,
        Role::Section => {
            let parts = t.split(|c| is(*c, Class::Dot) || is(*c, Class::Comma));
            parts
                .into_iter()
                .all(|part| is_section(part) || is_short(work, part))
        }
        Role::Rating { .. } => crate::grade::is_grade(t),
        Role::Target | Role::Actual | Role::Baseline => number || t == ['-'],
        Role::Level(_) | Role::Indicator => t.len() >= 2 && !t.iter().all(char::is_ascii_digit),
        Role::Unit => t.len() <= 4 && !number,
        _ => false,
    }
}

/// Puts a cell into a row, below what stands in its column already.
fn add(row: &mut Vec<GridCell>, mut cell: GridCell) {
    match row.iter_mut().find(|known| known.col == cell.col) {
        Some(known) => known.lines.append(&mut cell.lines),
        None => {
            row.push(cell);
            row.sort_by_key(|one| one.col);
        }
    }
}

fn cell(col: usize, text: Slice, at: Option<ayumi_document::At>) -> GridCell {
    let line = Line {
        text,
        at: at.clone(),
        ..Line::default()
    };
    GridCell {
        col,
        cols: 1,
        rows: 1,
        lines: vec![line],
        at,
    }
}

/// How many columns a heading line has: three or more names, all known, and they hold values.
fn heading(line: &Line) -> Option<usize> {
    if line.text.len() > 120 {
        return None;
    }
    let words = tokens(line.text.echo());
    if words.len() < 3 || words.len() > 24 {
        return None;
    }
    let columns: Vec<_> = words.iter().map(|w| column(&w.folded())).collect();
    let all = columns.iter().all(Option::is_some);
    let items = columns
        .iter()
        .flatten()
        .filter(|c| c.is_level() || matches!(c.role, Role::Label | Role::Indicator | Role::Unit))
        .count();
    let values = columns
        .iter()
        .flatten()
        .filter(|c| {
            matches!(
                c.role,
                Role::Section
                    | Role::Year
                    | Role::Target
                    | Role::Actual
                    | Role::Baseline
                    | Role::Rating { .. }
                    | Role::Schedule
                    | Role::Unit
                    | Role::NoField
            )
        })
        .count();
    let counted = columns
        .iter()
        .flatten()
        .filter(|c| matches!(c.role, Role::Target | Role::Actual | Role::Baseline))
        .count();
    if all && counted >= 2 {
        return Some(words.len());
    }
    let begins = columns.first().is_some_and(|c| {
        c.as_ref().is_some_and(|c| {
            c.is_level() || matches!(c.role, Role::Label | Role::Indicator | Role::Schedule)
        })
    });
    (all && begins && items >= 1 && values >= 1).then_some(words.len())
}

/// A line as a row: as many parts as columns, a label of its own not counted apart.
fn row(line: Line, width: usize) -> Result<Vec<GridCell>, Line> {
    let count = tokens(line.text.echo()).len();
    let labelled = label(&line.text)
        .is_some_and(|l| l.rest > l.end && l.end > 0 && line.text.at(l.end).is_whitespace());
    let extra = usize::from(labelled);
    if count != width && count != width + extra {
        return Err(line);
    }
    let at = line.at;
    let mut parts = tokens(line.text);
    if count == width + extra && extra == 1 {
        let second = parts.remove(1);
        parts[0].join_blank(second);
    }
    Ok(parts
        .into_iter()
        .enumerate()
        .map(|(col, text)| cell(col, text, at.clone()))
        .collect())
}

/// Ends a table; a heading without rows stays a line.
fn close(out: &mut Vec<Piece>, open: &mut Option<Open>) {
    let Some(Open { grid, .. }) = open.take() else {
        return;
    };
    if grid.rows.len() > 1 {
        out.push(Piece::Grid(grid));
        return;
    }
    for row in grid.rows {
        let at = row.first().and_then(|c| c.at.clone());
        let mut text = Slice::new();
        for cell in row {
            for line in cell.lines {
                if text.len() == 0 {
                    text = line.text;
                } else {
                    text.join_blank(line.text);
                }
            }
        }
        out.push(Piece::Line(Line {
            text,
            at,
            ..Line::default()
        }));
    }
}
