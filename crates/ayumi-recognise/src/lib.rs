//! From a document to a reading: which lines, cells and signs of it are a plan.
//!
//! The recogniser works in passes over one view of the document: repairs, the kind of the
//! document, legends, then one walk in which tables and lines become items, fields and findings.
//! It never fails and never guesses in silence; what it cannot place it names with the reason.

mod draft;
mod findings;
mod finish;
mod grade;
mod head;
mod items;
mod label;
mod lines;
mod survey;
mod table;
mod text;
mod values;
mod words;
mod work;
mod years;

mod kinds;

use std::collections::BTreeMap;

use ayumi_core::interchange::{Reading, SourceInfo};
use ayumi_document::{Document, Question, Why};

use crate::work::Work;

/// A person's answers to the questions of an earlier reading of the same document, by
/// [`question_key`].
pub type Answers = BTreeMap<String, String>;

/// Under which key the answer to a question is kept: what is asked, and where.
#[must_use]
pub fn question_key(question: &Question) -> String {
    let ask = serde_json_key(question);
    match &question.at {
        Some(at) => format!("{ask}@{}", place_key(at)),
        None => ask,
    }
}

/// The code of what is asked, as in the JSON form.
fn serde_json_key(question: &Question) -> String {
    format!("{:?}", question.ask)
}

fn place_key(at: &ayumi_document::At) -> String {
    use ayumi_document::At;
    match at {
        At::Line { line } => format!("line-{line}"),
        At::Page { page } => format!("page-{page}"),
        At::Cell { sheet, cell } => format!("{sheet}!{cell}"),
        At::Paragraph { paragraph } => format!("paragraph-{paragraph}"),
    }
}

/// Recognises the plan in a document. Never fails: what cannot be placed is listed.
#[must_use]
pub fn recognise(document: &Document, source: SourceInfo, answers: &Answers) -> Reading {
    recognise_counted(document, source, answers).0
}

/// The same, with the number of steps it took, for the test that work grows with the text.
#[must_use]
pub fn recognise_counted(
    document: &Document,
    source: SourceInfo,
    answers: &Answers,
) -> (Reading, u64) {
    let view = text::view::view(document);
    let mut pieces = view.pieces;
    let mut work = Work::new(view.source, view.repairs);
    text::repair::line::repair(&mut work, &mut pieces);
    lines::running::cut(&mut pieces);
    match kinds::judge(&mut work, &pieces) {
        Some(why) => {
            work.default_reason = Some(why);
            if why == Why::OrderUnknown {
                drop(pieces);
            }
        }
        None => {
            lines::legends::take(&mut work, &mut pieces);
            lines::spaced::find(&mut pieces);
            let survey = survey::survey(&pieces);
            lines::outline::walk(&mut work, pieces, &survey);
        }
    }
    let _ = answers;
    let steps = work.steps.get();
    (finish::finish(work, document, source), steps)
}
