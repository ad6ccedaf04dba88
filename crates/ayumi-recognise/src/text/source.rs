//! The visible text by position, with the way back to offsets and places.

use ayumi_document::{At, Span};

/// The visible text of a document by position, with the way back to offsets and places.
#[derive(Debug, Default)]
pub(crate) struct SourceText {
    /// Every character of every run, blanks included.
    pub chars: Vec<char>,
    /// Where runs begin: position, offset, place.
    pub(super) runs: Vec<(usize, usize, Option<At>)>,
}

impl SourceText {
    /// The run that holds a position.
    fn run_of(&self, position: usize) -> usize {
        self.runs
            .partition_point(|(start, _, _)| *start <= position)
            .saturating_sub(1)
    }

    /// The offset of a position.
    pub(crate) fn offset(&self, position: usize) -> usize {
        self.runs
            .get(self.run_of(position))
            .map_or(position, |(start, offset, _)| offset + (position - start))
    }

    /// The place of a position.
    pub(crate) fn place(&self, position: usize) -> Option<At> {
        let (start, _, at) = self.runs.get(self.run_of(position))?;
        let broken = self.chars.get(*start..position).unwrap_or_default();
        let lines = broken.iter().filter(|c| **c == '\n').count() as u32;
        match at {
            Some(At::Line { line }) => Some(At::line(line + lines)),
            other => other.clone(),
        }
    }

    /// Does a new run begin here?
    pub(crate) fn run_begins(&self, position: usize) -> bool {
        self.runs
            .binary_search_by(|(start, _, _)| start.cmp(&position))
            .is_ok()
    }

    /// Offsets of positions that rise, as spans.
    pub(crate) fn spans(&self, positions: impl Iterator<Item = usize>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for position in positions {
            let offset = self.offset(position);
            match spans.last_mut() {
                Some(last) if last.end == offset => last.end += 1,
                _ => spans.push(offset..offset + 1),
            }
        }
        spans
    }
}
