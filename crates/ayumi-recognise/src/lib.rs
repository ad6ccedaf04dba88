//! From a document to a reading: which lines, cells and signs of it are a plan.
//!
//! The recogniser works in passes over one view of the document: repairs, the kind of the
//! document, legends, then one walk in which tables and lines become items, fields and findings.
//! It never fails and never guesses in silence; what it cannot place it names with the reason.

mod checks;
mod dated;
mod doubts;
mod draft;
mod eras;
mod findings;
mod finish;
mod grade;
mod head;
mod items;
mod kinds;
mod label;
mod limits;
mod lines;
mod plans;
pub mod published;
mod sums;
mod survey;
mod table;
mod text;
mod values;
mod words;
mod work;
mod years;

use std::sync::Arc;

use ayumi_core::interchange::{ColumnMatching, Reading, SourceInfo};
use ayumi_document::Document;

use crate::work::Work;

/// Recognises the plan in a document. Never fails: what cannot be placed is listed.
#[must_use]
pub fn recognise(document: &Document, source: SourceInfo) -> Reading {
    recognise_with(document, source, &[])
}

/// The same, with what a person said of the columns of tables: a table of such a form is read so.
#[must_use]
pub fn recognise_with(
    document: &Document,
    source: SourceInfo,
    matchings: &[ColumnMatching],
) -> Reading {
    let mut reading = match published::read(document) {
        Some(chapter) => chapter.into_reading(document, source),
        None => recognised(document, source, matchings).0,
    };
    reading.notices.extend(sums::check(document));
    reading
}

/// The general recogniser, with the number of steps it took: for the test that work grows with
/// the text.
#[must_use]
pub fn recognise_counted(document: &Document, source: SourceInfo) -> (Reading, u64) {
    recognised(document, source, &[])
}

fn recognised(
    document: &Document,
    source: SourceInfo,
    matchings: &[ColumnMatching],
) -> (Reading, u64) {
    let matchings: Arc<[ColumnMatching]> = matchings.into();
    let several = (Binding::Several, Arc::clone(&matchings));
    let (reading, steps) = read(document, source.clone(), several);
    let mut plans = std::iter::once(&reading.plan).chain(&reading.more_plans);
    if reading.more_plans.is_empty() || plans.all(|plan| !plan.items.is_empty()) {
        return (reading, steps);
    }
    // A part too small to be read by itself: the tree of the whole, and a question about it.
    let (whole, more) = read(document, source, (Binding::Whole, matchings));
    if whole.plan.items.is_empty() {
        (reading, steps + more)
    } else {
        (whole, steps + more)
    }
}

/// May the file bind several plans?
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Binding {
    /// Each is read by itself.
    Several,
    /// It is read as one, and asked about where it names several.
    Whole,
}

fn read(
    document: &Document,
    source: SourceInfo,
    (binding, matchings): (Binding, Arc<[ColumnMatching]>),
) -> (Reading, u64) {
    let view = text::view::view(document);
    let mut pieces = view.pieces;
    let mut work = Work::new(view.source, view.repairs);
    work.matchings = matchings;
    text::repair::line::repair(&mut work, &mut pieces);
    lines::running::cut(&mut pieces);
    match kinds::judge(&mut work, &pieces) {
        Some(why) => {
            work.default_reason = Some(why);
        }
        None => {
            lines::contents::take(&mut work, &mut pieces);
            lines::abbreviations::take(&mut work, &mut pieces);
            lines::legends::take(&mut work, &mut pieces);
            lines::spaced::find(&work, &mut pieces);
            lines::bars::find(&mut work, &mut pieces);
            eras::settle(&mut work, &mut pieces);
            years::look_over(&mut work, &pieces);
            let parts = plans::part(&mut work, pieces, binding);
            for (i, mut part) in parts.into_iter().enumerate() {
                if i > 0 {
                    work.next_plan();
                }
                plans::open(&mut work, &mut part);
                let survey = survey::survey(&part.pieces);
                lines::outline::walk(&mut work, part.pieces, &survey);
                checks::check(&mut work);
            }
        }
    }
    let steps = work.steps.get();
    (finish::finish(work, document, source), steps)
}
