//! Limits of fields (bad-input row 64): what is longer is cut between two characters a person sees,
//! and what is cut off stays in the reading, unplaced.

use ayumi_core::text::{MAX_TEXT, MAX_TITLE, cut};
use ayumi_document::{Notice, Rule, Severity, Why};

use crate::draft::{Draft, DraftIndicator, DraftItem};
use crate::text::slice::Slice;
use crate::work::Work;

/// Longest label, mark, sign or unit.
const MAX_LABEL: usize = 60;

/// Cuts what is longer than its field may be.
pub(crate) fn keep(work: &mut Work) {
    let mut over: Vec<(Slice, usize)> = Vec::new();
    let mut draft = std::mem::take(&mut work.draft);
    each_field(&mut draft, &mut |slice, most| {
        // Most fields are shorter than that by far; only the long ones are counted.
        if slice.len() <= most {
            return;
        }
        let text = slice.text();
        let (kept, left) = cut(&text, most);
        if !left.is_empty() {
            over.push((slice.split_off(kept.chars().count()), most));
        }
    });
    work.draft = draft;
    for (slice, most) in over {
        work.step(slice.len());
        let notice = Notice::new(Rule::FieldLimit, Severity::Warning, work.place(&slice));
        work.notices.push(notice.with("limit", most.to_string()));
        work.leave(slice, Why::FieldLimit);
    }
}

/// Every field of a plan with the most characters it may have.
fn each_field(draft: &mut Draft, visit: &mut dyn FnMut(&mut Slice, usize)) {
    let head = [
        &mut draft.title,
        &mut draft.organization,
        &mut draft.philosophy,
        &mut draft.vision,
    ];
    for slice in head.into_iter().flatten() {
        visit(slice, MAX_TITLE);
    }
    if let Some(period) = &mut draft.period {
        visit(&mut period.text, MAX_TITLE);
    }
    for finding in &mut draft.overall {
        visit(&mut finding.text, MAX_TEXT);
    }
    for legend in &mut draft.legends {
        visit(&mut legend.symbol, MAX_LABEL);
        visit(&mut legend.meaning, MAX_TITLE);
    }
    for item in &mut draft.items {
        each_of_item(item, visit);
    }
}

fn each_of_item(item: &mut DraftItem, visit: &mut dyn FnMut(&mut Slice, usize)) {
    visit(&mut item.title, MAX_TITLE);
    for slice in item.label.iter_mut().chain(&mut item.marks) {
        visit(slice, MAX_LABEL);
    }
    for slice in &mut item.sections {
        visit(slice, MAX_TITLE);
    }
    for text in &mut item.texts {
        visit(&mut text.text, MAX_TEXT);
    }
    for cell in &mut item.schedule {
        visit(&mut cell.text, MAX_TITLE);
    }
    for finding in &mut item.findings {
        finding.marker.iter_mut().for_each(|s| visit(s, MAX_LABEL));
        visit(&mut finding.text, MAX_TEXT);
    }
    for rating in &mut item.ratings {
        visit(&mut rating.grade, MAX_LABEL);
        rating.text.iter_mut().for_each(|s| visit(s, MAX_TEXT));
    }
    for indicator in &mut item.indicators {
        each_of_indicator(indicator, visit);
    }
}

fn each_of_indicator(indicator: &mut DraftIndicator, visit: &mut dyn FnMut(&mut Slice, usize)) {
    indicator.name.iter_mut().for_each(|s| visit(s, MAX_TITLE));
    indicator.unit.iter_mut().for_each(|s| visit(s, MAX_LABEL));
    let values = indicator
        .baseline
        .iter_mut()
        .chain(&mut indicator.targets)
        .chain(&mut indicator.actuals);
    values.for_each(|value| visit(&mut value.text, MAX_TITLE));
}
