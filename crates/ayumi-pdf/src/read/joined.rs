//! Tables that run over pages become one; heads that are printed again are named.

use ayumi_document::{At, Unplaced, Why};

use super::furniture::Leaf;
use super::line::{glue, opens};
use super::sheet::{Grid, GridCell, Part};

/// A part of the document with the page it begins on.
#[derive(Debug)]
pub(super) struct Piece {
    /// Page, from 1.
    pub page: u32,
    /// The part.
    pub part: Part,
    /// For tables: the page of every row.
    pub pages: Vec<u32>,
    /// For tables: rows at its head that were printed again.
    pub head_rows: usize,
}

/// All parts of all pages.
pub(super) fn join(leaves: Vec<Leaf>, hidden: &mut Vec<Unplaced>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for leaf in leaves {
        let Leaf { page, parts, .. } = leaf;
        for (n, part) in parts.into_iter().enumerate() {
            let part = match (part, out.last_mut()) {
                (Part::Grid(grid), Some(before)) if n == 0 && before.page_end() + 1 == page => {
                    match before.take(grid, page, hidden) {
                        None => continue,
                        Some(grid) => Part::Grid(grid),
                    }
                }
                (part, _) => part,
            };
            let rows = if let Part::Grid(grid) = &part {
                grid.rows.len()
            } else {
                0
            };
            let pages = vec![page; rows];
            out.push(Piece {
                page,
                part,
                pages,
                head_rows: 0,
            });
        }
    }
    out
}

impl Piece {
    fn page_end(&self) -> u32 {
        self.pages.last().copied().unwrap_or(self.page)
    }

    /// Takes the rows of a table that goes on; gives it back where it is another.
    fn take(&mut self, next: Grid, page: u32, hidden: &mut Vec<Unplaced>) -> Option<Grid> {
        let Part::Grid(own) = &mut self.part else {
            return Some(next);
        };
        if !alike(own, &next) {
            return Some(next);
        }
        let again = own
            .rows
            .iter()
            .zip(&next.rows)
            .take_while(|(a, b)| words(a) == words(b) && !words(a).is_empty())
            .count();
        let again = again.min(next.rows.len().saturating_sub(1)).min(4);
        for line in next
            .rows
            .iter()
            .take(again)
            .flatten()
            .flat_map(|cell| &cell.lines)
        {
            hidden.push(Unplaced {
                text: line.text.clone(),
                why: Why::PageFurniture,
                at: Some(At::Page { page }),
            });
        }
        self.head_rows = self.head_rows.max(again);
        let mut rows: Vec<Vec<GridCell>> = next.rows.into_iter().skip(again).collect();
        finish_row(own, &mut rows);
        reach_over(own, &mut rows);
        self.pages.extend(rows.iter().map(|_| page));
        own.rows.append(&mut rows);
        None
    }
}

fn words(row: &[GridCell]) -> Vec<String> {
    let mut words: Vec<String> = row.iter().map(GridCell::squeezed).collect();
    words.retain(|word| !word.is_empty());
    words
}

/// Do two tables have the same columns?
fn alike(a: &Grid, b: &Grid) -> bool {
    let widths = |g: &Grid| -> Vec<f64> {
        let first = g.xs.first().copied().unwrap_or(0.0);
        g.xs.iter().map(|x| x - first).collect()
    };
    let near = if a.ruled { 4.0 } else { 14.0 };
    a.ruled == b.ruled
        && a.xs.len() == b.xs.len()
        && widths(a)
            .iter()
            .zip(widths(b))
            .all(|(x, y)| (x - y).abs() <= near)
}

/// The cell that ends at the foot of a table, over the same columns.
fn above<'g>(own: &'g mut Grid, cell: &GridCell) -> Option<&'g mut GridCell> {
    let height = own.rows.len();
    let rows = own.rows.iter_mut().enumerate();
    let cells = rows.flat_map(|(y, row)| row.iter_mut().map(move |above| (y, above)));
    let mut ends = cells.filter(|(y, above)| {
        above.col == cell.col && above.cols == cell.cols && y + above.rows == height
    });
    ends.next().map(|(_, above)| above)
}

/// Takes the rest of a row that the foot of the page cut: some of its cells are empty there, and
/// what stands in the others goes on in the middle of a sentence.
fn finish_row(own: &mut Grid, rows: &mut Vec<Vec<GridCell>>) {
    let Some((first, after)) = rows.split_first() else {
        return;
    };
    let begun = own.rows.last().map(Vec::as_slice).unwrap_or_default();
    let begun: Vec<usize> = begun.iter().map(|cell| cell.col).collect();
    let (mut empty, mut goes_on) = (false, false);
    for cell in first.iter() {
        let Some(next) = cell.lines.first() else {
            empty |= begun.contains(&cell.col);
            continue;
        };
        let last = above(own, cell).and_then(|above| above.lines.last());
        let stops = |text: &str| text.ends_with(|c: char| STOPS.contains(c));
        if cell.rows > 1 || opens(&next.text) || last.is_none_or(|last| stops(&last.text)) {
            return;
        }
        goes_on = true;
    }
    // What reaches down from above has to begin in the row below instead.
    if !empty || !goes_on || (after.is_empty() && first.iter().any(|cell| cell.rows > 1)) {
        return;
    }
    let first = rows.remove(0);
    for mut cell in first {
        if cell.rows > 1 {
            cell.rows -= 1;
            if let Some(row) = rows.first_mut() {
                row.push(cell);
                row.sort_by_key(|cell| cell.col);
            }
            continue;
        }
        let Some(above) = above(own, &cell).filter(|_| !cell.lines.is_empty()) else {
            continue;
        };
        let next = cell.lines.remove(0);
        if let Some(last) = above.lines.last_mut() {
            last.text.push_str(glue(&last.text, &next.text));
            last.text.push_str(&next.text);
        }
        above.lines.append(&mut cell.lines);
    }
}

/// Signs a sentence ends with.
const STOPS: &str = "。．.」』）)";

/// A cell whose words stand on the page before goes on in an empty one at the top of this.
fn reach_over(own: &mut Grid, rows: &mut [Vec<GridCell>]) {
    let Some(first) = rows.first_mut() else {
        return;
    };
    // A row of which nothing but empty cells came over would lose its own cells.
    if first.iter().all(|cell| cell.lines.is_empty()) {
        return;
    }
    let mut col = 0;
    while let Some(at) = first
        .iter()
        .position(|cell| cell.col == col && cell.lines.is_empty())
    {
        let (cols, tall) = first.get(at).map_or((1, 1), |cell| (cell.cols, cell.rows));
        let Some(cell) = first.get(at).and_then(|cell| above(own, cell)) else {
            return;
        };
        cell.rows += tall;
        first.remove(at);
        col += cols;
    }
}
