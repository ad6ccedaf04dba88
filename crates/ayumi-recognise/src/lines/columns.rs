//! Columns that only wide blanks part: where each begins and ends on the line, and below which
//! name a value stands.

use crate::label::label;
use crate::table::role::{Column, Role, column};
use crate::text::chars::is_wide;
use crate::text::slice::Slice;
use crate::text::view::Line;
use crate::words::{Class, is};

/// Narrowest gap between two columns, in half-width signs.
const GAP: usize = 2;

/// A run of signs between wide gaps: its indexes, and where it stands on the line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    start: usize,
    end: usize,
    from: usize,
    to: usize,
}

/// The columns of a heading line.
#[derive(Debug)]
pub(crate) struct Columns {
    runs: Vec<Run>,
    roles: Vec<Option<Column>>,
    /// By column: where the words of the row above end.
    ends: Vec<usize>,
}

/// The columns of a line, where wide gaps part all its words.
pub(crate) fn of(line: &Line) -> Option<Columns> {
    let runs = runs(line);
    let words = crate::values::tokens(line.text.echo());
    if runs.len() != words.len() {
        return None;
    }
    let roles = words.iter().map(|word| column(&word.folded())).collect();
    let ends = vec![0; runs.len()];
    Some(Columns { runs, roles, ends })
}

fn width(c: char) -> usize {
    match c {
        '\t' => 8,
        c if is_wide(c) || c == '\u{3000}' => 2,
        _ => 1,
    }
}

/// The runs of a line.
fn runs(line: &Line) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut place = usize::from(line.indent);
    let mut gap = GAP;
    for (i, glyph) in line.text.glyphs.iter().enumerate() {
        let wide = width(glyph.ch);
        if glyph.ch.is_whitespace() {
            gap += wide;
        } else {
            match out.last_mut().filter(|_| gap < GAP) {
                Some(run) => (run.end, run.to) = (i + 1, place + wide),
                None => out.push(Run {
                    start: i,
                    end: i + 1,
                    from: place,
                    to: place + wide,
                }),
            }
            gap = 0;
        }
        place += wide;
    }
    out
}

impl Columns {
    /// The column of each run of a line; `None` where the line is no row.
    pub(crate) fn places(&self, line: &Line) -> Option<Vec<(usize, Run)>> {
        let runs = runs(line);
        let first = line.text.at(0);
        let sentence = line
            .text
            .folded()
            .last()
            .is_some_and(|c| is(*c, Class::Stop));
        let alone = runs.len() == 1;
        if is(first, Class::Note) || line.heading > 0 || runs.len() > 2 * self.runs.len() {
            return None;
        }
        let places: Vec<(usize, Run)> = runs
            .into_iter()
            .map(|run| (self.column(run), run))
            .collect();
        let apart = places.iter().any(|(col, _)| *col > 0);
        let titled = label(&line.text).is_none() && line.text.len() <= 20 && !sentence;
        (apart || alone && titled).then_some(places)
    }

    /// The column that a run stands below: the one it shares most of its width with, else the last
    /// that begins before it.
    fn column(&self, run: Run) -> usize {
        let shared = |own: &Run| own.to.min(run.to).saturating_sub(own.from.max(run.from));
        let best = self
            .runs
            .iter()
            .enumerate()
            .max_by_key(|(i, own)| (shared(own), usize::MAX - i));
        if let Some((at, own)) = best
            && shared(own) > 0
        {
            return at;
        }
        let before = self.runs.iter().rposition(|own| own.from <= run.from + 1);
        before.unwrap_or(0)
    }

    /// Keeps where the words of a row end.
    pub(crate) fn keep(&mut self, places: &[(usize, Run)]) {
        self.ends.iter_mut().for_each(|end| *end = 0);
        for (col, run) in places {
            if let Some(end) = self.ends.get_mut(*col) {
                *end = run.to;
            }
        }
    }

    /// Was the column filled to its border in the row above? Then its words may go on.
    fn full(&self, col: usize) -> bool {
        let next = self.runs.get(col + 1).map_or(0, |run| run.from);
        self.ends
            .get(col)
            .is_some_and(|end| *end > 0 && end + 3 >= next)
    }

    /// Does a line with these runs go on with the row above it? It has no label where rows have
    /// one, or its title goes on, and it holds nothing but words.
    pub(crate) fn continues(&self, places: &[(usize, Run)]) -> bool {
        let role = |col: usize| {
            self.roles
                .get(col)
                .and_then(Option::as_ref)
                .map(|c| &c.role)
        };
        let words = |col: usize| {
            matches!(
                role(col),
                Some(Role::Finding(_) | Role::Text(_) | Role::RatingText)
            )
        };
        let labelled = matches!(role(0), Some(Role::Label));
        let level = |col: usize| {
            let column = self.roles.get(col).and_then(Option::as_ref);
            column.is_some_and(Column::is_level)
        };
        let title = |col: usize| level(col) && (labelled && col > 0 || self.full(col));
        places.iter().all(|(col, _)| words(*col) || title(*col))
    }
}

/// Cuts a line into the values of its columns; runs of one column stay together.
pub(crate) fn cut(mut text: Slice, places: &[(usize, Run)]) -> Vec<(usize, Slice)> {
    let mut out: Vec<(usize, Slice)> = Vec::new();
    for (at, (col, run)) in places.iter().enumerate().rev() {
        if at > 0 && places[at - 1].0 == *col {
            continue;
        }
        out.push((*col, text.split_off(run.start).trimmed()));
    }
    out.reverse();
    out
}
