//! From what was read of a chapter to a whole reading: every character is accounted for.

use std::collections::BTreeMap;

use ayumi_core::interchange::{Coverage, READING_FORMAT, Reading, SourceInfo};
use ayumi_document::{At, Document, Offset, Span, Unplaced, Why, block::for_each_run};

use super::Published;

/// The non-blank characters of a document by offset, with their places.
struct Visible {
    characters: BTreeMap<Offset, (char, Option<At>)>,
}

impl Visible {
    fn of(document: &Document) -> Self {
        let mut characters = BTreeMap::new();
        for_each_run(&document.blocks, &mut |run| {
            for (offset, character) in (run.start..).zip(run.text.chars()) {
                if !character.is_whitespace() {
                    characters.insert(offset, (character, run.at.clone()));
                }
            }
        });
        Self { characters }
    }

    /// Takes the characters of `spans` out, those that are still there.
    fn take(&mut self, spans: &[Span]) -> (String, Option<At>) {
        let mut text = String::new();
        let mut at = None;
        for offset in spans.iter().cloned().flatten() {
            if let Some((character, place)) = self.characters.remove(&offset) {
                text.push(character);
                at = at.or(place);
            }
        }
        (text, at)
    }
}

impl Published {
    /// The reading of `document`, with what has no place in the plan listed.
    pub(crate) fn into_reading(self, document: &Document, source: SourceInfo) -> Reading {
        let mut visible = Visible::of(document);
        let all = visible.characters.len();
        for placed in &self.placed {
            visible.take(&placed.spans);
        }
        let left = visible.characters.len();
        let mut unplaced = Vec::new();
        let mut unplaced_spans = Vec::new();
        for (why, spans) in self.unplaced {
            let (text, at) = visible.take(&spans);
            if !text.is_empty() {
                unplaced.push(Unplaced { text, why, at });
                unplaced_spans.push(spans);
            }
        }
        let rest: Vec<Span> = visible.characters.keys().map(|&at| at..at + 1).collect();
        if !rest.is_empty() {
            let (text, at) = visible.take(&rest);
            unplaced.push(Unplaced {
                text,
                why: Why::NotUnderstood,
                at,
            });
            unplaced_spans.push(rest);
        }
        unplaced.extend(document.hidden.iter().cloned());
        let mut notices = document.notices.clone();
        notices.extend(self.notices);
        Reading {
            format: READING_FORMAT.to_owned(),
            source: SourceInfo {
                characters: all,
                ..source
            },
            plan: self.plan,
            legends: self.legends,
            repairs: Vec::new(),
            notices,
            questions: document.questions.clone(),
            more_plans: Vec::new(),
            tables: Vec::new(),
            unplaced,
            coverage: Coverage {
                characters: all,
                placed: all - left,
                unplaced: left,
            },
            placed: self.placed,
            unplaced_spans,
        }
    }
}
