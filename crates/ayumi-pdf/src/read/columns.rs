//! Reading order: columns of prose and two pages on one sheet are read one after the other.

use super::sheet::Part;

/// A column has at least this many lines.
const LEAST: usize = 4;

/// Puts the parts of a page in reading order.
pub(super) fn order(parts: Vec<Part>) -> Vec<Part> {
    let mut parts: Vec<Part> = parts;
    parts.sort_by(|a, b| {
        let (a, b) = (a.area(), b.area());
        a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0))
    });
    split(parts, 0)
}

/// A part by its pieces: those of one line that stand in different columns come apart.
fn split(parts: Vec<Part>, depth: u8) -> Vec<Part> {
    if depth >= 4 {
        return parts;
    }
    let Some(gutter) = gutter(&parts) else {
        return parts;
    };
    let mut out = Vec::new();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for part in parts {
        match sides(part, gutter) {
            Ok((l, r)) => {
                left.extend(l);
                right.extend(r);
            }
            Err(part) => {
                out.append(&mut split(std::mem::take(&mut left), depth + 1));
                out.append(&mut split(std::mem::take(&mut right), depth + 1));
                out.push(part);
            }
        }
    }
    out.append(&mut split(left, depth + 1));
    out.append(&mut split(right, depth + 1));
    out
}

/// What of a part stands left and right of `x`; the part itself where it crosses.
fn sides(part: Part, x: f64) -> Result<(Option<Part>, Option<Part>), Part> {
    let area = part.area();
    if area.x1 <= x {
        return Ok((Some(part), None));
    }
    if area.x0 >= x {
        return Ok((None, Some(part)));
    }
    match part {
        Part::Line(pieces) if pieces.iter().all(|p| p.area.x1 <= x || p.area.x0 >= x) => {
            let (left, right) = pieces.into_iter().partition(|piece| piece.area.x1 <= x);
            Ok((Some(Part::Line(left)), Some(Part::Line(right))))
        }
        other => Err(other),
    }
}

/// The gap between two columns, if the parts stand in columns.
fn gutter(parts: &[Part]) -> Option<f64> {
    let areas: Vec<kurbo::Rect> = parts.iter().flat_map(boxes).collect();
    let left = areas.iter().map(|a| a.x0).fold(f64::MAX, f64::min);
    let right = areas.iter().map(|a| a.x1).fold(f64::MIN, f64::max);
    let lines = areas.len();
    if lines < 2 * LEAST || right - left < 150.0 {
        return None;
    }
    let width = right - left;
    // The widest strip that hardly any part crosses, in the middle of the page.
    let steps = 120usize;
    let place = |n: usize| left + width * n as f64 / steps as f64;
    let crossing = |x: f64| areas.iter().filter(|a| a.x0 < x && a.x1 > x).count();
    let most = (lines / 8).min(12);
    let free: Vec<usize> = (steps / 4..=steps * 3 / 4)
        .filter(|n| crossing(place(*n)) <= most)
        .collect();
    let strips = free.chunk_by(|a, b| a + 1 == *b);
    let best = strips
        .filter(|strip| strip.len() as f64 * width / steps as f64 >= 8.0)
        .filter_map(|strip| {
            let x = place(*strip.get(strip.len() / 2)?);
            prose(parts, x).then_some((strip.len(), x))
        })
        .max_by_key(|(wide, _)| *wide)?;
    Some(best.1)
}

fn boxes(part: &Part) -> Vec<kurbo::Rect> {
    match part {
        Part::Line(pieces) => pieces.iter().map(|piece| piece.area).collect(),
        Part::Grid(grid) => vec![grid.area],
    }
}

/// Are both sides of `x` columns of prose (or tables), and no columns of one table?
fn prose(parts: &[Part], x: f64) -> bool {
    let (mut sides, mut both, mut tables) = ([Vec::new(), Vec::new()], 0usize, [0usize; 2]);
    for part in parts {
        let Ok((left, right)) = self::sides(part.clone(), x) else {
            continue;
        };
        both += usize::from(left.is_some() && right.is_some());
        for (n, side) in [left, right].into_iter().enumerate() {
            match side {
                Some(Part::Line(pieces)) => sides[n].push(pieces),
                Some(Part::Grid(grid)) => tables[n] += grid.rows.len(),
                None => {}
            }
        }
    }
    if (0..2).any(|n| sides[n].len() + tables[n] < LEAST) {
        return false;
    }
    let full = |n: usize| {
        let side = &sides[n];
        let ends = side
            .iter()
            .filter_map(|pieces| Some(pieces.last()?.area.x1));
        let begins = side
            .iter()
            .filter_map(|pieces| Some(pieces.first()?.area.x0));
        let (end, begin) = (
            ends.fold(f64::MIN, f64::max),
            begins.fold(f64::MAX, f64::min),
        );
        let long = side.iter().filter(|pieces| {
            pieces.len() == 1 && pieces.iter().all(|p| p.area.width() > 0.72 * (end - begin))
        });
        (long.count(), side.len())
    };
    let (left, right) = (full(0), full(1));
    let prosy = |(long, all): (usize, usize)| long * 5 >= all * 2;
    let apart = both * 2 <= left.1.min(right.1);
    (prosy(left) && prosy(right))
        || (apart && (prosy(left) || prosy(right) || tables[0] + tables[1] > 0))
}
