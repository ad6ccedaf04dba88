//! Where the cells of a table stand, and how a table wants to be drawn.
//!
//! A [`Table`] leaves the positions that merged cells cover out of its rows. Writers that need
//! every position (Word, Excel, PDF) get them here, holes filled and spans cut at the edges, so
//! that a table out of order is printed all the same.

use std::collections::BTreeSet;

use crate::block::{self, Block, Cell, Scope, Table};

/// A cell covers no more columns than HTML allows it, so that a table out of order stays a table.
const WIDEST: u16 = 1000;

/// A table laid out.
#[derive(Clone, Debug)]
pub struct Grid<'a> {
    table: &'a Table,
    /// How many columns it has; 0 when it has no cell.
    pub columns: usize,
    /// How many rows it has.
    pub rows: usize,
    /// How many of them are headings.
    pub head_rows: usize,
    /// Every cell by row, then column, the holes too.
    pub spots: Vec<Spot<'a>>,
    /// For every position, row by row, which of the spots covers it.
    covered: Vec<usize>,
}

/// A cell with its place, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot<'a> {
    /// Column.
    pub x: usize,
    /// Row.
    pub y: usize,
    /// Columns covered (≥ 1).
    pub width: usize,
    /// Rows covered (≥ 1).
    pub height: usize,
    /// The cell; `None` where the table has a hole.
    pub cell: Option<&'a Cell>,
}

impl Table {
    /// The table laid out as a browser would.
    #[must_use]
    pub fn grid(&self) -> Grid<'_> {
        let rows = self.rows.len();
        let head_rows = self.head_rows.min(rows);
        let mut taken = BTreeSet::new();
        let mut spots = Vec::new();
        for (y, row) in self.rows.iter().enumerate() {
            // Heading rows repeat on every page: they cannot reach into the rows that do not.
            let end = if y < head_rows { head_rows } else { rows };
            let mut x = 0;
            for cell in &row.cells {
                while taken.contains(&(x, y)) {
                    x += 1;
                }
                let free = |width: &usize| !taken.contains(&(x + width, y));
                let width = (1..usize::from(cell.col_span.min(WIDEST)))
                    .take_while(free)
                    .count()
                    + 1;
                let height = usize::from(cell.row_span.max(1)).min(end - y);
                taken.extend((0..width).flat_map(|dx| (0..height).map(move |dy| (x + dx, y + dy))));
                spots.push(Spot {
                    x,
                    y,
                    width,
                    height,
                    cell: Some(cell),
                });
                x += width;
            }
        }
        let columns = taken.iter().map(|(x, _)| x + 1).max().unwrap_or(0);
        let all = (0..rows).flat_map(|y| (0..columns).map(move |x| (x, y)));
        let holes = all.filter(|place| !taken.contains(place));
        spots.extend(holes.map(|(x, y)| Spot {
            x,
            y,
            width: 1,
            height: 1,
            cell: None,
        }));
        spots.sort_by_key(|spot| (spot.y, spot.x));
        let covered = covered(&spots, columns, rows);
        Grid {
            table: self,
            columns,
            rows,
            head_rows,
            spots,
            covered,
        }
    }
}

fn covered(spots: &[Spot<'_>], columns: usize, rows: usize) -> Vec<usize> {
    let mut covered = vec![0; columns * rows];
    for (n, spot) in spots.iter().enumerate() {
        for y in spot.y..spot.y + spot.height {
            covered[y * columns + spot.x..][..spot.width].fill(n);
        }
    }
    covered
}

impl<'a> Grid<'a> {
    /// Relative widths of the columns, one for each.
    #[must_use]
    pub fn widths(&self) -> Vec<u16> {
        let given = &self.table.widths;
        if given.len() == self.columns && !given.contains(&0) {
            given.clone()
        } else {
            vec![1; self.columns]
        }
    }

    /// What stands at column `x` of row `y`; cells that reach there from elsewhere included.
    #[must_use]
    pub fn covering(&self, x: usize, y: usize) -> Option<Spot<'a>> {
        if x >= self.columns {
            return None;
        }
        let spot = self.covered.get(y * self.columns + x)?;
        self.spots.get(*spot).copied()
    }

    /// The cells that begin in row `y`.
    #[must_use]
    pub fn row(&self, y: usize) -> &[Spot<'a>] {
        let start = self.spots.partition_point(|spot| spot.y < y);
        let end = self.spots.partition_point(|spot| spot.y <= y);
        &self.spots[start..end]
    }

    /// Whether row headings are to look like headings: in a table without heading rows, and where
    /// they are the exception. Where nearly every row has one, its place at the left says enough.
    #[must_use]
    pub fn shows_row_heads(&self) -> bool {
        let opened = self
            .spots
            .iter()
            .filter(|spot| spot.y >= self.head_rows && spot.heads_row());
        let body = self.rows - self.head_rows;
        self.head_rows == 0 || opened.count() * 2 < body
    }

    /// Rows that close a table (達成状況) and are shaded over their whole width: their heading is
    /// an exception among the rows, or it is all in bold and no address of an item.
    #[must_use]
    pub fn closing_rows(&self) -> Vec<usize> {
        if self.head_rows == 0 {
            return Vec::new();
        }
        let exception = self.shows_row_heads();
        let first = self
            .spots
            .iter()
            .filter(|spot| spot.x == 0 && spot.y >= self.head_rows);
        let heads = first.filter(|spot| spot.heads_row());
        let closing = heads.filter(|spot| exception || spot.cell.is_some_and(sums_up));
        closing.map(|spot| spot.y).collect()
    }

    /// A row without a long cell is not broken over two pages.
    #[must_use]
    pub fn is_short(&self, y: usize) -> bool {
        const LONG: usize = 400;
        self.row(y)
            .iter()
            .all(|spot| spot.cell.is_none_or(|cell| characters(cell) < LONG))
    }
}

impl Spot<'_> {
    /// It is the heading of its row.
    #[must_use]
    pub fn heads_row(&self) -> bool {
        self.cell.is_some_and(|cell| cell.scope == Some(Scope::Row))
    }
}

fn sums_up(cell: &Cell) -> bool {
    let mut all_strong = !cell.blocks.is_empty();
    block::for_each_run(&cell.blocks, &mut |run| all_strong &= run.strong);
    all_strong
        && cell.id.is_none()
        && cell
            .blocks
            .iter()
            .all(|b| matches!(b, Block::Paragraph { .. }))
}

fn characters(cell: &Cell) -> usize {
    let mut count = 0;
    block::for_each_run(&cell.blocks, &mut |run| count += run.text.chars().count());
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::{Row, Run};

    /// A table of rows like `a1×2 b` (cell, columns×rows); `expected` shows each position's cell.
    fn check(rows: &[&str], head_rows: usize, expected: &[&str]) {
        let rows = rows.iter().map(|row| Row {
            cells: row.split_whitespace().map(cell).collect(),
        });
        let table = Table {
            head_rows,
            rows: rows.collect(),
            ..Table::default()
        };
        let grid = table.grid();
        let name = |x, y| match grid.covering(x, y).map(|spot| spot.cell) {
            Some(Some(Cell { blocks, .. })) => match &blocks[0] {
                Block::Paragraph { content, .. } => content[0].text.clone(),
                _ => unreachable!("cells hold one paragraph"),
            },
            Some(None) => "-".to_owned(),
            None => "?".to_owned(),
        };
        let drawn: Vec<String> = (0..grid.rows)
            .map(|y| (0..grid.columns).map(|x| name(x, y)).collect())
            .collect();
        assert_eq!(drawn, expected);
    }

    fn cell(words: &str) -> Cell {
        let (name, spans) = words.split_at(1);
        let (columns, rows) = spans.split_once('×').unwrap_or(("1", "1"));
        let (col_span, row_span) = (columns.parse().unwrap(), rows.parse().unwrap());
        Cell {
            col_span,
            row_span,
            ..Cell::text(name)
        }
    }

    #[test]
    fn merged_cells_push_the_others_aside() {
        check(&["a1×2 b c", "d e"], 0, &["abc", "ade"]);
        check(&["a2×1 b", "c d e"], 1, &["aab", "cde"]);
    }

    #[test]
    fn holes_are_filled_and_spans_cut() {
        check(&["a b", "c"], 0, &["ab", "c-"]);
        check(&["a1×9 b", "c"], 0, &["ab", "ac"]);
        check(&["a1×9", "b"], 1, &["a", "b"]);
        check(&["a b1×2 c", "d3×1 e"], 0, &["abc", "dbe"]);
        check(&["a0×0"], 0, &["a"]);
        check(&[], 3, &[]);
    }

    /// A table of two columns; `heads` are the first cells, `*` makes one bold, `#` gives an id.
    fn two_columns(heads: &[&str], head_rows: usize) -> Table {
        let row = |head: &&str| {
            let words = head.trim_matches(['*', '#']);
            let content = vec![Run {
                strong: head.contains('*'),
                ..Run::new(words)
            }];
            let first = Cell {
                scope: (!words.is_empty()).then_some(Scope::Row),
                id: head.contains('#').then(|| words.to_owned()),
                blocks: vec![Block::Paragraph {
                    content,
                    gap: false,
                    indent: 0,
                }],
                ..Cell::default()
            };
            Row {
                cells: vec![first, Cell::text("文")],
            }
        };
        Table {
            head_rows,
            rows: heads.iter().map(row).collect(),
            ..Table::default()
        }
    }

    #[test]
    fn closing_rows_are_told_from_items() {
        let closing =
            |heads: &[&str], head_rows| two_columns(heads, head_rows).grid().closing_rows();
        assert_eq!(closing(&["", "*項目#", "項目", "*まとめ*"], 1), [3]);
        assert_eq!(closing(&["", "", "", "まとめ"], 1), [3]);
        assert_eq!(closing(&["*計画期間*", "*次数*"], 0), Vec::<usize>::new());
    }

    #[test]
    fn row_headings_show_where_they_are_needed() {
        let shows =
            |heads: &[&str], head_rows| two_columns(heads, head_rows).grid().shows_row_heads();
        assert!(shows(&["計画期間", "次数"], 0));
        assert!(!shows(&["", "一", "二", "三"], 1));
    }
}
