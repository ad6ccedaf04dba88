//! The view of a document the recogniser works on: lines and grids of slices, with the repairs of
//! single characters already made.

use ayumi_document::{At, Block, Cell, Document, Inline, Repair, RepairRule, Run, Table};

use super::chars::{is_hiragana, is_invisible, is_japanese};
use super::repair::character;
use super::slice::{Glyph, Slice};
pub(crate) use super::source::SourceText;
use crate::label::label;
use crate::words::{Class, fold, is};

/// One line as a person sees it.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// The words.
    pub text: Slice,
    /// Where it stands.
    pub at: Option<At>,
    /// A visible gap stands before it.
    pub gap: bool,
    /// Indent in half-width columns.
    pub indent: u16,
    /// Level of a heading of the format, 0 = none.
    pub heading: u8,
    /// Depth of a list of the format, 0 = none.
    pub list: u8,
    /// What the format prints before a list entry.
    pub marker: Option<String>,
    /// A thematic break stands before it.
    pub ruled: bool,
}

/// A cell of a grid.
#[derive(Debug, Default)]
pub(crate) struct GridCell {
    /// Column, from 0.
    pub col: usize,
    /// Columns covered.
    pub cols: usize,
    /// Rows covered.
    pub rows: usize,
    /// Content.
    pub lines: Vec<Line>,
    /// Where it stands.
    pub at: Option<At>,
}

impl GridCell {
    /// All its characters, folded, blanks left out.
    pub(crate) fn folded(&self) -> Vec<char> {
        self.lines
            .iter()
            .flat_map(|line| line.text.folded())
            .collect()
    }

    /// Nothing to see?
    pub(crate) fn is_blank(&self) -> bool {
        self.lines.iter().all(|line| line.text.is_blank())
    }

    /// All lines as one slice; the cell is empty afterwards.
    pub(crate) fn take(&mut self) -> Slice {
        let mut whole = Slice::new();
        for line in &mut self.lines {
            whole.join(line.text.take());
        }
        self.lines.clear();
        whole.trimmed()
    }
}

/// A table with the columns its cells stand in.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    /// Rows from the top.
    pub rows: Vec<Vec<GridCell>>,
    /// Number of columns.
    pub width: usize,
}

impl Grid {
    /// The cell that begins in this column of this row.
    pub(crate) fn cell(&self, row: usize, col: usize) -> Option<&GridCell> {
        self.rows.get(row)?.iter().find(|cell| cell.col == col)
    }

    /// The same, to be emptied.
    pub(crate) fn cell_mut(&mut self, row: usize, col: usize) -> Option<&mut GridCell> {
        self.rows
            .get_mut(row)?
            .iter_mut()
            .find(|cell| cell.col == col)
    }
}

/// A part of the document.
#[derive(Debug)]
pub(crate) enum Piece {
    /// A line.
    Line(Line),
    /// A table.
    Grid(Grid),
}

/// A document as lines and grids.
#[derive(Debug, Default)]
pub(crate) struct View {
    /// The text behind.
    pub source: SourceText,
    /// The parts in reading order.
    pub pieces: Vec<Piece>,
    /// Repairs of single characters.
    pub repairs: Vec<Repair>,
}

/// Makes the view.
pub(crate) fn view(document: &Document) -> View {
    let mut view = View::default();
    let mut pieces = Vec::new();
    let mut state = Before::default();
    blocks(&mut view, &document.blocks, &mut pieces, &mut state);
    view.pieces = pieces;
    view
}

/// What stands before the next line.
#[derive(Debug, Default)]
struct Before {
    ruled: bool,
    list: u8,
    marker: Option<String>,
}

fn blocks(view: &mut View, blocks_in: &[Block], into: &mut Vec<Piece>, state: &mut Before) {
    for block in blocks_in {
        match block {
            Block::Heading { level, content, .. } => {
                let shape = Line {
                    heading: (*level).max(1),
                    gap: true,
                    ..Line::default()
                };
                lines(view, content, shape, into, state);
            }
            Block::Paragraph {
                content,
                gap,
                indent,
            } => {
                let shape = Line {
                    gap: *gap,
                    indent: *indent,
                    ..Line::default()
                };
                lines(view, content, shape, into, state);
            }
            Block::List { ordered, items } => {
                // Word prints "o" before entries that have no number.
                let bullet = |m: &String| !ordered && m.chars().all(|c| c.is_ascii_alphabetic());
                for item in items {
                    let outer = state.list;
                    state.list = outer.saturating_add(1);
                    state.marker = item.marker.clone().filter(|marker| !bullet(marker));
                    blocks(view, &item.blocks, into, state);
                    state.list = outer;
                    state.marker = None;
                }
            }
            Block::Table(table) => {
                if let Some(caption) = &table.caption {
                    caption_lines(view, caption, into, state);
                }
                let grid = grid(view, table);
                into.push(Piece::Grid(grid));
            }
            Block::Figure(figure) => {
                if let Some(caption) = &figure.caption {
                    caption_lines(view, caption, into, state);
                }
            }
            Block::Rule => state.ruled = true,
        }
    }
}

fn caption_lines(view: &mut View, caption: &Inline, into: &mut Vec<Piece>, state: &mut Before) {
    let shape = Line {
        gap: true,
        ..Line::default()
    };
    lines(view, caption, shape, into, state);
}

fn lines(
    view: &mut View,
    content: &Inline,
    shape: Line,
    into: &mut Vec<Piece>,
    state: &mut Before,
) {
    let mut first = true;
    let mut current = Slice::new();
    let mut parts = Vec::new();
    for run in content {
        take_run(view, run, &mut current, &mut parts);
    }
    parts.push(current);
    for mut text in parts {
        let lead = text.glyphs.iter().take_while(|g| g.ch.is_whitespace());
        let inner: u16 = lead.map(|g| if g.ch.is_ascii() { 1 } else { 2 }).sum();
        text.trim();
        if text.is_blank() {
            continue;
        }
        list_repairs(view, &text);
        let start = text.glyphs.first();
        let at = start.and_then(|g| view.source.place(g.from as usize));
        let mut marker = if first { state.marker.take() } else { None };
        let mut list = state.list;
        if matches!(at, Some(At::Paragraph { .. })) {
            marker = marker.and_then(|marker| numbered(&mut text, marker));
            // A heading that Word numbers is no entry of a list.
            list = if shape.heading > 0 { 0 } else { list };
        }
        into.push(Piece::Line(Line {
            at,
            text,
            gap: shape.gap && first,
            indent: shape.indent.saturating_add(inner),
            heading: shape.heading,
            list,
            marker,
            ruled: std::mem::take(&mut state.ruled),
        }));
        first = false;
    }
}

/// Puts the number Word makes by itself before a line, as if it were typed, but without a place in
/// the source: `interchange.md`, "labels too, though not characters of the source". One that reads
/// as no label is given back.
fn numbered(text: &mut Slice, marker: String) -> Option<String> {
    let Some(from) = text.glyphs.first().map(|glyph| glyph.from) else {
        return Some(marker);
    };
    let signs = marker.chars().chain([' ']);
    let made = signs.map(|ch| Glyph { ch, from, len: 0 });
    let mut glyphs: Vec<Glyph> = made.collect();
    let behind = glyphs.len();
    glyphs.append(&mut text.glyphs);
    text.glyphs = glyphs;
    if label(text).is_some_and(|found| found.rest == behind) {
        return None;
    }
    text.take_front(behind);
    Some(marker)
}

/// Adds a run's characters to the current line; line breaks end it.
fn take_run(view: &mut View, run: &Run, current: &mut Slice, parts: &mut Vec<Slice>) {
    let start = view.source.chars.len();
    view.source.runs.push((start, run.start, run.at.clone()));
    view.source.chars.extend(run.text.chars());
    let mut pending = 0u8;
    for position in start..view.source.chars.len() {
        let c = view.source.chars[position];
        if c == '\n' || c == '\r' {
            parts.push(current.take());
            pending = 0;
            continue;
        }
        if is_invisible(c) {
            match current.glyphs.last_mut() {
                Some(last)
                    if last.len > 0
                        && last.len < u8::MAX
                        && last.from as usize + usize::from(last.len) == position =>
                {
                    last.len += 1;
                }
                _ => pending = pending.saturating_add(1),
            }
            continue;
        }
        if let Some(joined) = current.glyphs.last().and_then(|last| {
            let touching = last.from as usize + usize::from(last.len) == position;
            touching.then(|| character::voiced(last.ch, c)).flatten()
        }) {
            if let Some(last) = current.glyphs.last_mut() {
                last.ch = joined;
                last.len = last.len.saturating_add(1);
            }
            continue;
        }
        let back = usize::from(pending);
        let contiguous = position >= start + back;
        let (from, len) = if contiguous {
            (position - back, pending + 1)
        } else {
            (position, 1)
        };
        pending = 0;
        current.glyphs.push(Glyph {
            ch: character::radical(c).unwrap_or(c),
            from: from as u32,
            len,
        });
    }
}

fn grid(view: &mut View, table: &Table) -> Grid {
    let mut grid = Grid::default();
    let mut open: Vec<usize> = Vec::new();
    for row in &table.rows {
        let mut cells = Vec::new();
        let mut col = 0;
        for cell in &row.cells {
            while open.get(col).is_some_and(|left| *left > 0) {
                col += 1;
            }
            let cols = usize::from(cell.col_span.max(1)).min(2_000);
            let rows = usize::from(cell.row_span.max(1));
            if open.len() < col + cols {
                open.resize(col + cols, 0);
            }
            for left in &mut open[col..col + cols] {
                *left = rows;
            }
            cells.push(grid_cell(view, cell, (col, cols, rows)));
            col += cols;
        }
        grid.width = grid.width.max(open.len());
        for left in &mut open {
            *left = left.saturating_sub(1);
        }
        grid.rows.push(cells);
    }
    grid
}

fn grid_cell(view: &mut View, cell: &Cell, (col, cols, rows): (usize, usize, usize)) -> GridCell {
    let mut inner = Vec::new();
    blocks(view, &cell.blocks, &mut inner, &mut Before::default());
    let mut lines = Vec::new();
    for piece in inner {
        match piece {
            Piece::Line(line) => lines.push(line),
            Piece::Grid(nested) => {
                for row in nested.rows {
                    lines.extend(row.into_iter().flat_map(|cell| cell.lines));
                }
            }
        }
    }
    let at = cell
        .at
        .clone()
        .or_else(|| lines.first().and_then(|line| line.at.clone()));
    if cell.at.is_some() {
        for line in &mut lines {
            line.at.clone_from(&cell.at);
        }
    }
    GridCell {
        col,
        cols,
        rows,
        lines,
        at,
    }
}

/// Lists the repairs of single characters, once for each word.
fn list_repairs(view: &mut View, text: &Slice) {
    let source = &view.source.chars;
    let changed = |g: &Glyph| g.len > 1 || (g.len == 1 && source[g.from as usize] != g.ch);
    let mut done = 0;
    let mut found = Vec::new();
    for (i, glyph) in text.glyphs.iter().enumerate() {
        if i < done || !changed(glyph) {
            continue;
        }
        let word =
            |g: &Glyph| is_japanese(g.ch) && !is_hiragana(g.ch) && !is(fold(g.ch), Class::Stop);
        let mut first = i;
        while first > done && word(&text.glyphs[first - 1]) {
            first -= 1;
        }
        let mut last = i + 1;
        while last < text.len() && (word(&text.glyphs[last]) || changed(&text.glyphs[last])) {
            last += 1;
        }
        let part = &text.glyphs[first..last];
        let before: String = part
            .iter()
            .flat_map(|g| &source[g.from as usize..g.from as usize + usize::from(g.len)])
            .collect();
        let after: String = part.iter().map(|g| g.ch).collect();
        let rule = rule_of(source, glyph);
        let at = source_place(view, glyph);
        found.push(Repair {
            rule,
            before,
            after,
            at,
        });
        done = last;
    }
    view.repairs.extend(found);
}

fn source_place(view: &View, glyph: &Glyph) -> Option<At> {
    view.source.place(glyph.from as usize)
}

fn rule_of(source: &[char], glyph: &Glyph) -> RepairRule {
    let used = &source[glyph.from as usize..glyph.from as usize + usize::from(glyph.len)];
    if used.iter().any(|c| is_invisible(*c)) {
        RepairRule::InvisibleCharacter
    } else if used.len() > 1 {
        RepairRule::VoicingMark
    } else {
        RepairRule::CjkRadical
    }
}
