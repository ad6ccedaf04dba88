//! Tables without rules: lines whose pieces stand under one another.

use kurbo::Rect;

use super::line::{Line, opens, unwrap};
use super::sheet::{Grid, GridCell, Part};

/// A table has at least this many lines with two pieces or more.
const LEAST: usize = 3;

/// Lines further apart than this, in sizes of type, belong to different tables.
const APART: f64 = 3.5;

/// Turns runs of lines that stand in columns into tables.
pub(super) fn tables(parts: Vec<Part>) -> Vec<Part> {
    let mut out = Vec::new();
    let mut run: Vec<Vec<Line>> = Vec::new();
    for part in parts {
        match part {
            Part::Line(pieces) => {
                if run.last().is_some_and(|last| !follows(last, &pieces)) {
                    flush(&mut run, &mut out);
                }
                run.push(pieces);
            }
            grid => {
                flush(&mut run, &mut out);
                out.push(grid);
            }
        }
    }
    flush(&mut run, &mut out);
    out
}

fn follows(last: &[Line], next: &[Line]) -> bool {
    let (Some(a), Some(b)) = (last.first(), next.first()) else {
        return false;
    };
    let gap = b.area.y0 - a.area.y1;
    gap > -a.size.max(b.size) && gap < APART * a.size.max(b.size)
}

fn flush(run: &mut Vec<Vec<Line>>, out: &mut Vec<Part>) {
    let mut rows = std::mem::take(run);
    while !rows.is_empty() {
        let Some(begin) = rows.iter().position(|row| row.len() >= 2) else {
            break;
        };
        let (end, columns) = reach(&rows, begin);
        let rest = rows.split_off(end);
        let table = rows.split_off(begin);
        out.extend(rows.drain(..).map(Part::Line));
        match grid(&table, &columns) {
            Some(grid) => out.push(Part::Grid(grid)),
            None => out.extend(table.into_iter().map(Part::Line)),
        }
        rows = rest;
    }
    out.extend(rows.into_iter().map(Part::Line));
}

/// How far a table reaches that begins with this row, and its columns.
fn reach(rows: &[Vec<Line>], begin: usize) -> (usize, Vec<(f64, f64)>) {
    let mut columns: Vec<(f64, f64)> = Vec::new();
    let mut end = begin;
    for (n, row) in rows.iter().enumerate().skip(begin) {
        let Some(wider) = with(&columns, row) else {
            break;
        };
        // A single piece at the left goes along only when the columns go on below it.
        let single = row.len() == 1 && home(&wider, row.first()) == Some(0);
        let goes_on = || {
            rows.iter()
                .skip(n + 1)
                .take(4)
                .any(|row| row.len() >= 2 && with(&wider, row).is_some())
        };
        if single && !goes_on() {
            break;
        }
        columns = wider;
        end = n + 1;
    }
    (end.max(begin + 1), columns)
}

/// The columns with those of one more row; `None` where a piece would cross two.
fn with(columns: &[(f64, f64)], row: &[Line]) -> Option<Vec<(f64, f64)>> {
    let mut columns = columns.to_vec();
    for piece in row {
        let (x0, x1) = (piece.area.x0, piece.area.x1);
        let touched: Vec<usize> = (0..columns.len())
            .filter(|n| columns.get(*n).is_some_and(|c| c.0 < x1 && c.1 > x0))
            .collect();
        match touched.as_slice() {
            [] => columns.push((x0, x1)),
            [one] => {
                let column = columns.get_mut(*one)?;
                *column = (column.0.min(x0), column.1.max(x1));
            }
            _ => return None,
        }
    }
    columns.sort_by(|a, b| a.0.total_cmp(&b.0));
    let apart = |pair: &[(f64, f64)]| matches!(pair, [a, b] if b.0 - a.1 >= 4.0);
    columns.windows(2).all(apart).then_some(columns)
}

fn home(columns: &[(f64, f64)], piece: Option<&Line>) -> Option<usize> {
    let middle = piece?.area.center().x;
    columns.iter().position(|c| c.0 <= middle && middle <= c.1)
}

fn grid(rows: &[Vec<Line>], columns: &[(f64, f64)]) -> Option<Grid> {
    let several = rows.iter().filter(|row| row.len() >= 2).count();
    if several < LEAST || columns.len() < 2 || several * 3 < rows.len() || leaders(rows, columns) {
        return None;
    }
    let mut area: Option<Rect> = None;
    for piece in rows.iter().flatten() {
        area = Some(area.map_or(piece.area, |area| area.union(piece.area)));
    }
    let records = records(rows, columns);
    let rows = records
        .into_iter()
        .map(|lines| record(&lines, columns))
        .collect();
    let mut xs: Vec<f64> = columns.iter().map(|c| c.0).collect();
    xs.push(columns.last()?.1);
    Some(Grid {
        area: area?,
        xs,
        rows,
        ruled: false,
    })
}

/// A table of contents is none: words, perhaps dots, and a page number.
fn leaders(rows: &[Vec<Line>], columns: &[(f64, f64)]) -> bool {
    let dots = |line: &Line| line.text.chars().all(|c| "….‥・･·⋯-－―─ ".contains(c));
    let dotted = rows
        .iter()
        .filter(|row| row.len() == 3 && row.get(1).is_some_and(dots));
    if dotted.count() * 2 > rows.len() {
        return true;
    }
    let number = |line: &Line| {
        line.text
            .chars()
            .all(|c| c.is_numeric() || "-－ 　".contains(c))
    };
    let pages = rows
        .iter()
        .filter(|row| row.len() == 2 && row.last().is_some_and(number))
        .count();
    columns.len() == 2 && pages * 2 > rows.len()
}

/// The lines of each row of the table: wider gaps part rows, or else what does not go on.
fn records<'a>(rows: &'a [Vec<Line>], columns: &[(f64, f64)]) -> Vec<Vec<&'a Vec<Line>>> {
    let edge = |row: &[Line], low: bool| {
        let ys = row.iter().map(|p| if low { p.area.y1 } else { p.area.y0 });
        if low {
            ys.fold(f64::MIN, f64::max)
        } else {
            ys.fold(f64::MAX, f64::min)
        }
    };
    let gaps: Vec<f64> = rows
        .windows(2)
        .map(|pair| match pair {
            [a, b] => edge(b, false) - edge(a, true),
            _ => 0.0,
        })
        .collect();
    let size = rows.iter().flatten().map(|p| p.size).fold(1.0, f64::max);
    let least = gaps.iter().copied().fold(f64::MAX, f64::min);
    let wide = |gap: f64| gap > least + 0.35 * size;
    let wides = gaps.iter().filter(|gap| wide(**gap)).count();
    let by_gap = wides > 0 && wides < gaps.len();
    let mut out: Vec<Vec<&Vec<Line>>> = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let gap = n.checked_sub(1).and_then(|n| gaps.get(n)).copied();
        let goes_on = match (gap, out.last()) {
            (Some(gap), Some(_)) if by_gap && wide(gap) => false,
            (Some(_), Some(record)) => goes_on(record, row, columns, by_gap),
            _ => false,
        };
        match out.last_mut() {
            Some(record) if goes_on => record.push(row),
            _ => out.push(vec![row]),
        }
    }
    out
}

/// Does a line go on with what the record holds in the same columns?
fn goes_on(record: &[&Vec<Line>], row: &[Line], columns: &[(f64, f64)], by_gap: bool) -> bool {
    let Some(last) = record.last() else {
        return false;
    };
    row.iter().all(|piece| {
        let column = home(columns, Some(piece));
        let above = last.iter().find(|p| home(columns, Some(p)) == column);
        let right = column
            .and_then(|n| columns.get(n))
            .map_or(f64::MAX, |c| c.1);
        above.is_some_and(|p| (by_gap || right - p.area.x1 < 1.6 * p.size) && !opens(&piece.text))
    })
}

fn record(lines: &[&Vec<Line>], columns: &[(f64, f64)]) -> Vec<GridCell> {
    let cell = |(col, (_, right)): (usize, &(f64, f64))| {
        let pieces = lines.iter().flat_map(|line| line.iter());
        let own: Vec<Line> = pieces
            .filter(|p| home(columns, Some(p)) == Some(col))
            .cloned()
            .collect();
        GridCell {
            col,
            cols: 1,
            rows: 1,
            lines: unwrap(&own, *right),
        }
    };
    columns.iter().enumerate().map(cell).collect()
}
