//! Parts → blocks.

use std::collections::BTreeMap;

use ayumi_document::{At, Block, Cell, Inline, Row, Run, Table};
use kurbo::Rect;

use super::joined::Piece;
use super::line::{Line, glue, opens};
use super::sheet::{Grid, Part, one};

/// Headings are larger than prose by this factor.
pub(super) const LARGER: f64 = 1.18;

/// Where a run stands.
pub(super) type Spot = (u32, Rect);

/// Blocks with the places of their runs.
#[derive(Debug, Default)]
pub(super) struct Built {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The place of every run, in their order.
    pub spots: Vec<Spot>,
}

/// Blocks under way.
#[derive(Debug, Default)]
struct Build {
    /// Finished ones.
    done: Built,
    /// Size of most of the type, in points.
    body: f64,
    /// Sizes of headings, the largest first.
    heads: Vec<i64>,
    last: Option<Before>,
}

/// The line before.
#[derive(Clone, Copy, Debug)]
struct Before {
    page: u32,
    area: Rect,
    size: f64,
    heading: bool,
    /// It reached the right edge of its column.
    full: bool,
}

/// Makes the blocks of all pieces.
pub(super) fn build(pieces: &[Piece]) -> Built {
    let (body, heads) = sizes(pieces);
    let mut build = Build {
        body,
        heads,
        ..Build::default()
    };
    let edges = edges(pieces);
    for piece in pieces {
        match &piece.part {
            Part::Line(line) => {
                let line = one(line.clone());
                let edge = edge_of(&edges, piece.page, &line);
                build.line(&line, piece, edge);
            }
            Part::Grid(grid) => {
                build.last = None;
                let table = build.table(grid, piece);
                build.done.blocks.push(Block::Table(table));
            }
        }
    }
    build.done
}

/// Sizes of type in half points, with how many characters have them.
type Counts = BTreeMap<i64, usize>;

/// From this many characters on, the lines outside of tables tell what size prose has.
const PROSE: usize = 200;

/// The size of prose, and the larger ones that lines have.
fn sizes(pieces: &[Piece]) -> (f64, Vec<i64>) {
    let (mut prose, mut all, mut lines) = (Counts::new(), Counts::new(), Counts::new());
    let mut count = |line: &Line, counts: &mut Counts| {
        *counts.entry(half_points(line.size)).or_default() += line.text.chars().count();
        *all.entry(half_points(line.size)).or_default() += line.text.chars().count();
    };
    for piece in pieces {
        match &piece.part {
            Part::Line(own) => {
                own.iter().for_each(|line| count(line, &mut prose));
                let size = own.iter().map(|line| half_points(line.size)).max();
                *lines.entry(size.unwrap_or(0)).or_default() += 1;
            }
            Part::Grid(grid) => {
                let cells = grid.rows.iter().flatten();
                for line in cells.flat_map(|cell| &cell.lines) {
                    count(line, &mut Counts::new());
                }
            }
        }
    }
    let telling = prose.values().sum::<usize>() >= PROSE;
    let body = median(if telling { &prose } else { &all });
    let larger = |size: &i64| *size as f64 >= body as f64 * LARGER;
    let heads = lines.into_keys().filter(larger).rev().collect();
    (body as f64 / 2.0, heads)
}

/// The size of the character in the middle.
fn median(counts: &Counts) -> i64 {
    let half = counts.values().sum::<usize>() / 2;
    let mut before = 0;
    for (size, count) in counts {
        before += count;
        if before > half {
            return *size;
        }
    }
    21
}

fn half_points(size: f64) -> i64 {
    (size * 2.0).round() as i64
}

/// Left and right edges of the columns of lines, page by page.
type Edges = BTreeMap<u32, Vec<(f64, f64)>>;

fn edges(pieces: &[Piece]) -> Edges {
    let mut edges: Edges = BTreeMap::new();
    for piece in pieces {
        if let Part::Line(_) = &piece.part {
            let area = piece.part.area();
            edges
                .entry(piece.page)
                .or_default()
                .push((area.x0, area.x1));
        }
    }
    edges
}

/// The column a line stands in: from the leftmost to the rightmost line that shares its place.
fn edge_of(edges: &Edges, page: u32, line: &Line) -> (f64, f64) {
    let own = (line.area.x0, line.area.x1);
    let all = edges.get(&page).map(Vec::as_slice).unwrap_or_default();
    let near = |(x0, x1): &&(f64, f64)| *x0 < own.1 && *x1 > own.0 && (x0 - own.0).abs() < 60.0;
    all.iter()
        .filter(near)
        .fold(own, |(l, r), (x0, x1)| (l.min(*x0), r.max(*x1)))
}

impl Build {
    fn run(&mut self, line: &Line, page: u32) -> Run {
        self.done.spots.push((page, line.area));
        Run {
            text: line.text.clone(),
            at: Some(At::Page { page }),
            strong: line.strong,
            ..Run::default()
        }
    }

    fn line(&mut self, line: &Line, piece: &Piece, (left, right): (f64, f64)) {
        let (page, size) = (piece.page, line.size);
        let before = self.last.take();
        let heading = self.level(line);
        let full = right - line.area.x1 < 1.2 * size && line.area.width() > 12.0 * size;
        let here = Before {
            page,
            area: line.area,
            size,
            heading: heading.is_some(),
            full,
        };
        let gap = before.is_none_or(|b| here.gap(&b));
        if before.is_some_and(|b| here.goes_on(&b, &line.text)) && self.append(line, page) {
            self.last = Some(here);
            return;
        }
        let content = vec![self.run(line, page)];
        let indent = ((line.area.x0 - left) / (size / 2.0))
            .round()
            .clamp(0.0, 80.0) as u16;
        self.done.blocks.push(block(heading, content, gap, indent));
        self.last = Some(here);
    }

    /// Goes on with the paragraph before: the same run, so that words stay whole.
    fn append(&mut self, line: &Line, page: u32) -> bool {
        let content = match self.done.blocks.last_mut() {
            Some(Block::Paragraph { content, .. } | Block::Heading { content, .. }) => content,
            _ => return false,
        };
        let Some(run) = content.last_mut() else {
            return false;
        };
        run.text.push_str(glue(&run.text, &line.text));
        run.text.push_str(&line.text);
        if let Some(spot) = self.done.spots.last_mut().filter(|spot| spot.0 == page) {
            spot.1 = spot.1.union(line.area);
        }
        true
    }

    fn level(&self, line: &Line) -> Option<u8> {
        let short = line.text.chars().count() <= 60;
        let rank = self
            .heads
            .iter()
            .position(|size| *size == half_points(line.size))?;
        (short && line.size >= self.body * LARGER).then_some((rank as u8 + 1).min(6))
    }

    fn table(&mut self, grid: &Grid, piece: &Piece) -> Table {
        let mut rows = Vec::new();
        for (y, row) in grid.rows.iter().enumerate() {
            let page = piece.pages.get(y).copied().unwrap_or(piece.page);
            let mut cells = Vec::new();
            for cell in row {
                let paragraphs = cell.lines.iter().map(|line| Block::Paragraph {
                    content: vec![self.run(line, page)],
                    gap: false,
                    indent: 0,
                });
                cells.push(Cell {
                    col_span: cell.cols as u16,
                    row_span: cell.rows as u16,
                    blocks: paragraphs.collect(),
                    at: Some(At::Page { page }),
                    ..Cell::default()
                });
            }
            rows.push(Row { cells });
        }
        let widths = grid.xs.windows(2).map(|pair| match pair {
            [a, b] => ((b - a) * 10.0).clamp(1.0, 60_000.0) as u16,
            _ => 1,
        });
        Table {
            head_rows: piece.head_rows,
            widths: widths.collect(),
            rows,
            ..Table::default()
        }
    }
}

impl Before {
    /// Is there a visible gap between the line before and this?
    fn gap(&self, before: &Self) -> bool {
        before.page != self.page || self.area.y0 - before.area.y1 > 0.9 * self.size.min(before.size)
    }

    /// Is this the rest of a wrapped line?
    fn goes_on(&self, before: &Self, text: &str) -> bool {
        let same = (self.size - before.size).abs() < 0.6 && self.heading == before.heading;
        let column =
            (self.area.x0 - before.area.x0).abs() < 3.2 * self.size || before.page != self.page;
        before.full && same && column && !self.gap(before) && !opens(text)
    }
}

/// Words as the heading they are, else as a paragraph.
pub(super) fn block(heading: Option<u8>, content: Inline, gap: bool, indent: u16) -> Block {
    match heading {
        Some(level) => Block::Heading {
            level,
            id: None,
            content,
        },
        None => Block::Paragraph {
            content,
            gap,
            indent,
        },
    }
}
