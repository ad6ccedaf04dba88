//! One page as parts in reading order: tables and lines.

use kurbo::{Point, Rect};

use super::line::{Line, lines, unwrap};
use super::page::{Glyph, Sheet};
use super::ruled::{self, Ruled};
use super::{aligned, arrows, columns};

/// A part of a page.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// A line; pieces parted by wide gaps.
    Line(Vec<Line>),
    /// A table.
    Grid(Grid),
}

/// A table as it was found on one page.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    /// Its place.
    pub area: Rect,
    /// Where its columns part.
    pub xs: Vec<f64>,
    /// Its rows.
    pub rows: Vec<Vec<GridCell>>,
    /// Rules show it.
    pub ruled: bool,
}

/// A cell with its lines.
#[derive(Clone, Debug, Default)]
pub(super) struct GridCell {
    /// First column.
    pub col: usize,
    /// Columns covered.
    pub cols: usize,
    /// Rows covered.
    pub rows: usize,
    /// What stands in it, wrapped lines joined.
    pub lines: Vec<Line>,
}

impl Part {
    /// Its box.
    pub(super) fn area(&self) -> Rect {
        match self {
            Self::Line(pieces) => pieces
                .iter()
                .map(|piece| piece.area)
                .reduce(|a, b| a.union(b))
                .unwrap_or_default(),
            Self::Grid(grid) => grid.area,
        }
    }
}

impl GridCell {
    /// Its words without blanks.
    pub(super) fn squeezed(&self) -> String {
        let all = self.lines.iter().flat_map(|line| line.text.chars());
        all.filter(|c| !c.is_whitespace()).collect()
    }
}

/// The parts of a page. Type that stands in another direction than most comes last.
pub(super) fn parts(sheet: &Sheet) -> Vec<Part> {
    let mut turns = [0usize; 4];
    for glyph in &sheet.glyphs {
        turns[usize::from(glyph.turn % 4)] += 1;
    }
    let mut order: Vec<u8> = (0..4).collect();
    order.sort_by_key(|turn| std::cmp::Reverse(turns[usize::from(*turn)]));
    let mut out = Vec::new();
    for (n, turn) in order.into_iter().enumerate() {
        let glyphs: Vec<Glyph> = sheet
            .glyphs
            .iter()
            .filter(|glyph| glyph.turn == turn)
            .map(|glyph| Glyph {
                area: upright(glyph.area, turn, sheet.size),
                ..*glyph
            })
            .collect();
        if glyphs.is_empty() {
            continue;
        }
        let boxes = |all: &[Rect]| -> Vec<Rect> {
            // Rules belong to the type that most of the page is set in.
            let all = if n == 0 { all } else { &[] };
            all.iter()
                .map(|area| upright(*area, turn, sheet.size))
                .collect()
        };
        let mut found = one_way(
            &glyphs,
            ruled::grids(&boxes(&sheet.rules), &boxes(&sheet.arrows)),
        );
        back(&mut found, turn, sheet.size);
        out.append(&mut found);
    }
    out
}

/// A box as it is seen when the page is turned so that its type stands upright.
pub(super) fn upright(area: Rect, turn: u8, size: (f64, f64)) -> Rect {
    let seen = |p: Point| match turn {
        1 => Point::new(p.y, size.0 - p.x),
        2 => Point::new(size.0 - p.x, size.1 - p.y),
        3 => Point::new(size.1 - p.y, p.x),
        _ => p,
    };
    Rect::from_points(seen(area.origin()), seen(Point::new(area.x1, area.y1)))
}

/// Puts the boxes of lines back to where they stand on the page.
fn back(parts: &mut [Part], turn: u8, size: (f64, f64)) {
    if turn == 0 {
        return;
    }
    let (turn, size) = match turn {
        1 => (3, (size.1, size.0)),
        2 => (2, size),
        _ => (1, (size.1, size.0)),
    };
    let put = |line: &mut Line| line.area = upright(line.area, turn, size);
    for part in parts {
        match part {
            Part::Line(pieces) => pieces.iter_mut().for_each(put),
            Part::Grid(grid) => {
                let cells = grid.rows.iter_mut().flatten();
                cells.flat_map(|cell| &mut cell.lines).for_each(put);
            }
        }
    }
}

fn one_way(glyphs: &[Glyph], mut grids: Vec<Ruled>) -> Vec<Part> {
    // A table inside a cell of another is read by itself; the outer one has the rest.
    grids.sort_by(|a, b| a.area.area().total_cmp(&b.area.area()));
    let mut inside: Vec<Vec<Glyph>> = vec![Vec::new(); grids.len()];
    let mut outside = Vec::new();
    for glyph in glyphs {
        let middle = glyph.area.center();
        let home = grids.iter().position(|grid| grid.area.contains(middle));
        match home.and_then(|n| inside.get_mut(n)) {
            Some(list) => list.push(*glyph),
            None => outside.push(*glyph),
        }
    }
    let mut parts: Vec<Part> = grids
        .into_iter()
        .zip(inside)
        .filter(|(_, glyphs)| glyphs.iter().any(|glyph| !glyph.text.is_whitespace()))
        .map(|(grid, glyphs)| Part::Grid(filled(grid, &glyphs)))
        .collect();
    parts.extend(lines(&outside).into_iter().map(Part::Line));
    let ordered = columns::order(parts);
    aligned::tables(ordered)
}

/// A grid of rules with what stands in its cells.
fn filled(ruled: Ruled, glyphs: &[Glyph]) -> Grid {
    let mut inside: Vec<Vec<Glyph>> = vec![Vec::new(); ruled.boxes.len()];
    for glyph in glyphs {
        let middle = glyph.area.center();
        let home = ruled
            .boxes
            .iter()
            .position(|cell| cell.area.contains(middle));
        // What stands on the outermost rule itself belongs to the nearest cell.
        let home = home.or_else(|| {
            let far = |n: &usize| {
                ruled
                    .boxes
                    .get(*n)
                    .map_or(0, |b| (b.area.center() - middle).hypot2() as i64)
            };
            (0..ruled.boxes.len()).min_by_key(far)
        });
        if let Some(list) = home.and_then(|n| inside.get_mut(n)) {
            list.push(*glyph);
        }
    }
    let mut rows: Vec<Vec<GridCell>> = vec![Vec::new(); ruled.ys.len() - 1];
    for (cell, glyphs) in ruled.boxes.iter().zip(inside) {
        if let Some(row) = rows.get_mut(cell.row) {
            row.push(GridCell {
                col: cell.col,
                cols: cell.cols,
                rows: cell.rows,
                lines: cell_lines(&glyphs, cell.area),
            });
        }
    }
    for arrow in &ruled.arrows {
        arrows::cross(*arrow, &ruled.boxes, &mut rows);
    }
    let mut grid = Grid {
        area: ruled.area,
        xs: ruled.xs,
        rows,
        ruled: true,
    };
    slim(&mut grid);
    grid
}

/// The lines of a cell, wrapped ones joined.
pub(super) fn cell_lines(glyphs: &[Glyph], area: Rect) -> Vec<Line> {
    let lines: Vec<Line> = lines(glyphs).into_iter().map(one).collect();
    let left = lines
        .iter()
        .map(|line| line.area.x0)
        .fold(f64::MAX, f64::min);
    let size = lines.iter().map(|line| line.size).fold(0.0, f64::max);
    // As far from the right border as from the left, where that is no centring.
    unwrap(&lines, area.x1 - (left - area.x0).clamp(0.0, 0.9 * size))
}

/// The pieces of a line as one line, gaps as blanks.
pub(super) fn one(pieces: Vec<Line>) -> Line {
    let mut pieces = pieces.into_iter();
    let Some(mut whole) = pieces.next() else {
        return Line {
            text: String::new(),
            area: Rect::ZERO,
            size: 0.0,
            strong: false,
        };
    };
    for piece in pieces {
        let gap = (piece.area.x0 - whole.area.x1) / (piece.size.max(1.0) / 2.0);
        let blanks = (gap.round() as usize).clamp(2, 80);
        whole.text.push_str(&" ".repeat(blanks));
        whole.text.push_str(&piece.text);
        whole.area = whole.area.union(piece.area);
        whole.size = whole.size.max(piece.size);
        whole.strong &= piece.strong;
    }
    whole
}

/// Takes out rows and columns between double rules: nothing begins in them.
fn slim(grid: &mut Grid) {
    let thin = |grid: &Grid, y: usize| {
        grid.rows.get(y).is_some_and(|row| {
            !row.is_empty()
                && row
                    .iter()
                    .all(|cell| cell.rows == 1 && cell.lines.is_empty())
        })
    };
    // An empty row that no cell above or below shares is kept: forms have them. Only rows in
    // which nothing at all begins go.
    for y in (0..grid.rows.len()).rev() {
        let nothing = grid.rows.get(y).is_some_and(Vec::is_empty);
        if !nothing || thin(grid, y) {
            continue;
        }
        grid.rows.remove(y);
        for (above, row) in grid.rows.iter_mut().enumerate().take(y) {
            for cell in row.iter_mut().filter(|cell| above + cell.rows > y) {
                cell.rows -= 1;
            }
        }
    }
}
