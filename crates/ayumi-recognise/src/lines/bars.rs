//! Tables typed with bars between the cells: `No.｜事業名｜評価`, in two or more lines with as many
//! bars.

use ayumi_document::Why;

use crate::text::slice::Slice;
use crate::text::view::{Grid, GridCell, Line, Piece};
use crate::work::Work;

/// Most bars of a line.
const MOST: usize = 40;

/// Turns such runs of lines into grids.
pub(crate) fn find(work: &mut Work, pieces: &mut Vec<Piece>) {
    let counts: Vec<usize> = pieces.iter().map(bars).collect();
    work.step(pieces.len());
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for (at, piece) in std::mem::take(pieces).into_iter().enumerate() {
        let count = counts[at];
        let near = |other: Option<usize>| other.and_then(|at| counts.get(at)) == Some(&count);
        let run = count > 0 && (near(at.checked_sub(1)) || near(Some(at + 1)));
        let Piece::Line(line) = piece else {
            out.push(piece);
            continue;
        };
        if !run {
            out.push(Piece::Line(line));
            continue;
        }
        let goes_on = near(at.checked_sub(1)) && !line.gap;
        let row = cells(work, line);
        match out.last_mut() {
            Some(Piece::Grid(grid)) if goes_on => grid.rows.push(row),
            _ => out.push(Piece::Grid(Grid {
                rows: vec![row],
                width: count + 1,
            })),
        }
    }
    *pieces = out;
}

fn bars(piece: &Piece) -> usize {
    match piece {
        Piece::Line(line) if line.text.len() <= 400 => {
            let count = (1..line.text.len())
                .filter(|i| line.text.at(*i) == '|')
                .count();
            if count <= MOST { count } else { 0 }
        }
        _ => 0,
    }
}

fn cells(work: &mut Work, line: Line) -> Vec<GridCell> {
    let at = line.at;
    let mut text = line.text;
    let mut out = Vec::new();
    loop {
        let end = (0..text.len()).find(|i| text.at(*i) == '|' && (*i > 0 || !out.is_empty()));
        let mut part = match end {
            Some(end) => text.take_front(end + 1),
            None => text.take(),
        };
        if end.is_some() {
            let bar = part.split_off(part.len() - 1);
            work.leave(bar, Why::Wording);
        }
        out.push(cell(out.len(), part.trimmed(), at.clone()));
        if end.is_none() {
            return out;
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
