//! Tables with rules: the rules make a grid, missing pieces of them make merged cells.

use kurbo::Rect;

/// Rules that lie closer than this, in points, are one.
const SAME: f64 = 2.5;

/// A table may have this many lines each way; more is squared paper or a drawing.
const MOST_LINES: usize = 400;

/// A cell as the rules show it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Box {
    /// First column.
    pub col: usize,
    /// First row.
    pub row: usize,
    /// Columns covered.
    pub cols: usize,
    /// Rows covered.
    pub rows: usize,
    /// Its place on the page.
    pub area: Rect,
}

/// A grid of rules.
#[derive(Clone, Debug)]
pub(super) struct Ruled {
    /// Its place.
    pub area: Rect,
    /// Where its columns part.
    pub xs: Vec<f64>,
    /// Where its rows part.
    pub ys: Vec<f64>,
    /// Its cells by row, then column.
    pub boxes: Vec<Box>,
    /// Arrows that lie across its cells.
    pub arrows: Vec<Rect>,
}

/// A rule along one axis: where it lies, from, to.
#[derive(Clone, Copy, Debug)]
struct Stroke {
    at: f64,
    from: f64,
    to: f64,
}

/// The grids among the rules of a page; frames around one text are none. `shapes` are arrows.
pub(super) fn grids(rules: &[Rect], shapes: &[Rect]) -> Vec<Ruled> {
    let (level, upright): (Vec<&Rect>, Vec<&Rect>) =
        rules.iter().partition(|r| r.width() >= r.height());
    let level = level.into_iter().map(|r| Stroke {
        at: r.center().y,
        from: r.x0,
        to: r.x1,
    });
    let upright = upright.into_iter().map(|r| Stroke {
        at: r.center().x,
        from: r.y0,
        to: r.y1,
    });
    let (level, upright) = (merge(level.collect()), merge(upright.collect()));
    let (loose, level): (Vec<Stroke>, Vec<Stroke>) =
        level.into_iter().partition(|s| is_loose(s, &upright));
    let drawn = loose.iter().map(|s| Rect::new(s.from, s.at, s.to, s.at));
    let arrows: Vec<Rect> = drawn.chain(shapes.iter().copied()).collect();
    let groups = groups(&level, &upright).into_iter();
    let mut grids: Vec<Ruled> = groups
        .filter_map(|(level, upright)| grid(&level, &upright))
        .collect();
    for grid in &mut grids {
        let inside = arrows
            .iter()
            .filter(|arrow| grid.area.contains(arrow.center()));
        grid.arrows = inside.copied().collect();
    }
    grids
}

/// Does a level rule end inside a cell? Then it parts no rows: an arrow, or a line under words.
fn is_loose(stroke: &Stroke, upright: &[Stroke]) -> bool {
    let here = |v: &&Stroke| v.from - SAME <= stroke.at && stroke.at <= v.to + SAME;
    let here: Vec<f64> = upright.iter().filter(here).map(|v| v.at).collect();
    let meets = |end: f64| here.iter().any(|x| (x - end).abs() <= 2.0 * SAME);
    let enclosed =
        here.iter().any(|x| *x < stroke.from + SAME) && here.iter().any(|x| *x > stroke.to - SAME);
    enclosed && !(meets(stroke.from) && meets(stroke.to))
}

/// Pieces of one rule become one; short ones are decoration.
fn merge(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    strokes.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out: Vec<Stroke> = Vec::new();
    let mut rest = strokes.as_slice();
    while let Some(first) = rest.first() {
        let mut end = first.at;
        let count = rest
            .iter()
            .take_while(|s| {
                let same = s.at - end <= 1.0 && s.at - first.at <= SAME;
                end = s.at;
                same
            })
            .count()
            .max(1);
        let (same, after) = rest.split_at(count);
        let middle = same.iter().map(|s| s.at).sum::<f64>() / count as f64;
        let mut same = same.to_vec();
        same.sort_by(|a, b| a.from.total_cmp(&b.from));
        let begin = out.len();
        for s in same {
            match out.get_mut(begin..).and_then(<[Stroke]>::last_mut) {
                Some(last) if s.from - last.to <= SAME => last.to = last.to.max(s.to),
                _ => out.push(Stroke { at: middle, ..s }),
            }
        }
        rest = after;
    }
    out.retain(|s| s.to - s.from >= 4.0);
    out
}

/// Rules that touch, together.
fn groups(level: &[Stroke], upright: &[Stroke]) -> Vec<(Vec<Stroke>, Vec<Stroke>)> {
    let mut home: Vec<usize> = (0..level.len() + upright.len()).collect();
    for (i, h) in level.iter().enumerate() {
        for (j, v) in upright.iter().enumerate() {
            let meet = v.at >= h.from - SAME
                && v.at <= h.to + SAME
                && h.at >= v.from - SAME
                && h.at <= v.to + SAME;
            if meet {
                join(&mut home, i, level.len() + j);
            }
        }
    }
    let mut found: std::collections::BTreeMap<usize, (Vec<Stroke>, Vec<Stroke>)> =
        std::collections::BTreeMap::new();
    for (i, h) in level.iter().enumerate() {
        let root = root(&home, i);
        found.entry(root).or_default().0.push(*h);
    }
    for (j, v) in upright.iter().enumerate() {
        let root = root(&home, level.len() + j);
        found.entry(root).or_default().1.push(*v);
    }
    found.into_values().collect()
}

fn root(home: &[usize], mut i: usize) -> usize {
    while home.get(i).is_some_and(|up| *up != i) {
        i = home.get(i).copied().unwrap_or(i);
    }
    i
}

fn join(home: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(home, a), root(home, b));
    if let Some(up) = home.get_mut(a.max(b)) {
        *up = a.min(b);
    }
}

/// Positions without those that are almost the same.
fn distinct(mut at: Vec<f64>) -> Vec<f64> {
    at.sort_by(f64::total_cmp);
    at.dedup_by(|b, a| *b - *a <= SAME);
    at
}

fn grid(level: &[Stroke], upright: &[Stroke]) -> Option<Ruled> {
    if level.len() < 2 || upright.is_empty() {
        return None;
    }
    // Tables open at the sides end where their level rules end.
    let ends = level.iter().flat_map(|s| [s.from, s.to]);
    let (left, right) = ends.fold((f64::MAX, f64::MIN), |(l, r), x| (l.min(x), r.max(x)));
    let mut xs: Vec<f64> = upright.iter().map(|s| s.at).collect();
    for side in [left, right] {
        if xs.iter().all(|x| (x - side).abs() > 2.0 * SAME) {
            xs.push(side);
        }
    }
    let (xs, ys) = (distinct(xs), distinct(level.iter().map(|s| s.at).collect()));
    if xs.len() < 2 || ys.len() < 2 || xs.len() > MOST_LINES || ys.len() > MOST_LINES {
        return None;
    }
    let boxes = boxes(&xs, &ys, level, upright);
    let area = Rect::new(*xs.first()?, *ys.first()?, *xs.last()?, *ys.last()?);
    (boxes.len() > 1).then_some(Ruled {
        area,
        xs,
        ys,
        boxes,
        arrows: Vec::new(),
    })
}

/// Does a rule close this side of a cell?
fn closed(strokes: &[Stroke], at: f64, from: f64, to: f64) -> bool {
    let covered: f64 = strokes
        .iter()
        .filter(|s| (s.at - at).abs() <= SAME)
        .map(|s| (s.to.min(to) - s.from.max(from)).max(0.0))
        .sum();
    covered >= 0.6 * (to - from)
}

/// Cells without a rule between them are one; what is no rectangle is cut into rows.
fn boxes(xs: &[f64], ys: &[f64], level: &[Stroke], upright: &[Stroke]) -> Vec<Box> {
    let (cols, rows) = (xs.len() - 1, ys.len() - 1);
    let mut home: Vec<usize> = (0..cols * rows).collect();
    for (row, y) in ys.windows(2).enumerate() {
        for (col, x) in xs.windows(2).enumerate() {
            let (&[x0, x1], &[y0, y1]) = (x, y) else {
                continue;
            };
            let here = row * cols + col;
            if col + 1 < cols && !closed(upright, x1, y0, y1) {
                join(&mut home, here, here + 1);
            }
            if row + 1 < rows && !closed(level, y1, x0, x1) {
                join(&mut home, here, here + cols);
            }
        }
    }
    let mut regions: std::collections::BTreeMap<usize, Vec<(usize, usize)>> =
        std::collections::BTreeMap::new();
    for here in 0..cols * rows {
        let root = root(&home, here);
        regions
            .entry(root)
            .or_default()
            .push((here % cols, here / cols));
    }
    let mut out: Vec<Box> = Vec::new();
    for region in regions.into_values() {
        out.extend(
            rectangles(&region)
                .into_iter()
                .map(|(col, row, cols, rows)| Box {
                    col,
                    row,
                    cols,
                    rows,
                    area: Rect::new(xs[col], ys[row], xs[col + cols], ys[row + rows]),
                }),
        );
    }
    out.sort_by_key(|b| (b.row, b.col));
    out
}

/// A region as one rectangle, or row by row.
fn rectangles(region: &[(usize, usize)]) -> Vec<(usize, usize, usize, usize)> {
    let bounds = |cells: &[(usize, usize)]| {
        let col = cells.iter().map(|c| c.0).min().unwrap_or(0);
        let row = cells.iter().map(|c| c.1).min().unwrap_or(0);
        let cols = cells.iter().map(|c| c.0).max().unwrap_or(0) + 1 - col;
        let rows = cells.iter().map(|c| c.1).max().unwrap_or(0) + 1 - row;
        (col, row, cols, rows)
    };
    let whole = bounds(region);
    if whole.2 * whole.3 == region.len() {
        return vec![whole];
    }
    let mut out = Vec::new();
    for row in whole.1..whole.1 + whole.3 {
        let mut cols: Vec<usize> = region.iter().filter(|c| c.1 == row).map(|c| c.0).collect();
        cols.sort_unstable();
        for part in cols.chunk_by(|a, b| a + 1 == *b) {
            out.push((part.first().copied().unwrap_or(0), row, part.len(), 1));
        }
    }
    out
}
