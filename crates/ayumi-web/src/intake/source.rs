//! The lines of a source as they are shown beside what was read from them.

use std::collections::BTreeMap;

use ayumi_document::{Document, Run, block};

use crate::review::finding::line_of;

/// Lines shown before and after the line an item stands on.
const AROUND: u32 = 4;

/// A line of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceLine {
    /// Its number, from 1.
    pub line: u32,
    /// Its words, mark-up left out.
    pub words: String,
    /// How it was read.
    pub look: Look,
    /// The items read from it: their anchors on the page and their names.
    pub items: Vec<(String, String)>,
    /// A line or more between the one before and this one is not shown.
    pub gap: bool,
}

/// How a line was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// Nothing is known of it.
    #[default]
    Plain,
    /// Some of it has no place in the plan.
    Unplaced,
    /// It is part of the plan.
    Placed,
    /// An item begins on it.
    Item,
    /// A question is asked about it.
    Asked,
    /// It is the line looked at.
    Here,
}

impl Look {
    /// Its class on the page.
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "is-plain",
            Self::Unplaced => "is-unplaced",
            Self::Placed => "is-placed",
            Self::Item => "is-item",
            Self::Asked => "is-asked",
            Self::Here => "is-here",
        }
    }
}

/// The lines of a document, in the order of their numbers. Empty for kinds without lines.
pub fn lines(document: &Document) -> Vec<SourceLine> {
    let mut words: BTreeMap<u32, String> = BTreeMap::new();
    block::for_each_run(&document.blocks, &mut |run: &Run| {
        let Some(first) = run.at.as_ref().and_then(line_of) else {
            return;
        };
        for (number, text) in (first..).zip(run.text.split('\n')) {
            let line = words.entry(number).or_default();
            if !line.is_empty() && !text.is_empty() {
                line.push('\u{2003}');
            }
            line.push_str(text);
        }
    });
    let mut last = 0;
    words
        .into_iter()
        .map(|(line, words)| {
            let gap = line > last + 1;
            last = line;
            SourceLine {
                line,
                words,
                gap,
                ..SourceLine::default()
            }
        })
        .collect()
}

/// The lines around `places`; `own` is marked. Between lines that do not follow one another a gap
/// is shown.
pub fn around(lines: &[SourceLine], own: Option<u32>, places: &[u32]) -> Vec<SourceLine> {
    let near = |line: u32| places.iter().any(|place| line.abs_diff(*place) <= AROUND);
    let mut shown: Vec<SourceLine> = Vec::new();
    let mut left_out = false;
    for one in lines {
        if !near(one.line) {
            left_out = true;
            continue;
        }
        let look = if Some(one.line) == own {
            Look::Here
        } else {
            Look::Plain
        };
        let gap = left_out && !shown.is_empty();
        shown.push(SourceLine {
            look,
            items: Vec::new(),
            gap,
            ..one.clone()
        });
        left_out = false;
    }
    shown
}

#[cfg(test)]
mod tests {
    use ayumi_document::{At, Block, Document, Run};

    use super::*;

    fn run(text: &str, line: u32) -> Block {
        let content = vec![Run {
            at: Some(At::line(line)),
            ..Run::new(text)
        }];
        Block::Paragraph {
            content,
            gap: false,
            indent: 0,
        }
    }

    #[test]
    fn lines_keep_their_numbers_and_gaps() {
        let blocks = vec![run("a", 1), run("b\nc", 4), run("d", 5)];
        let told = lines(&Document {
            blocks,
            ..Document::default()
        });
        let told: Vec<_> = told
            .iter()
            .map(|one| (one.line, one.words.as_str(), one.gap))
            .collect();
        assert_eq!(
            told,
            [(1, "a", false), (4, "b", true), (5, "c\u{2003}d", false)]
        );
    }

    #[test]
    fn the_lines_around_mark_the_one() {
        let blocks = (1..60).map(|line| run("x", line)).collect();
        let all = lines(&Document {
            blocks,
            ..Document::default()
        });
        let near = around(&all, Some(10), &[10, 40]);
        assert_eq!(near.first().map(|one| one.line), Some(6));
        let here: Vec<_> = near.iter().filter(|one| one.look == Look::Here).collect();
        assert_eq!(here.iter().map(|one| one.line).collect::<Vec<_>>(), [10]);
        let gaps: Vec<_> = near
            .iter()
            .filter(|one| one.gap)
            .map(|one| one.line)
            .collect();
        assert_eq!(gaps, [36]);
    }
}
