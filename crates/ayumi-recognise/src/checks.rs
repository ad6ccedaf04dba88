//! The last look over the draft: limits of fields, labels that repeat or skip, titles that repeat.

use std::collections::HashSet;

use ayumi_document::{Notice, Rule, Severity, Why};

use crate::draft::{DraftFinding, Node};
use crate::label::label;
use crate::text::slice::Slice;
use crate::work::Work;

/// Longest label, title and text (bad-input row 64).
const LABEL: usize = 60;
const TITLE: usize = 1_000;
const TEXT: usize = 20_000;

/// Makes all checks.
pub(crate) fn check(work: &mut Work) {
    crate::doubts::ask(work);
    limits(work);
    for node in 0..work.draft.items.len() {
        let children = work.draft.items[node].children.clone();
        siblings(work, &children);
    }
    let roots = work.draft.roots.clone();
    siblings(work, &roots);
}

/// Cuts what is longer than a field may be.
fn limits(work: &mut Work) {
    let mut cut: Vec<Slice> = Vec::new();
    let mut shorten = |slice: &mut Slice, limit: usize| {
        if slice.len() > limit {
            cut.push(slice.split_off(limit));
        }
    };
    for item in &mut work.draft.items {
        shorten(&mut item.title, TITLE);
        item.label.iter_mut().for_each(|s| shorten(s, LABEL));
        item.marks.iter_mut().for_each(|s| shorten(s, LABEL));
        item.sections.iter_mut().for_each(|s| shorten(s, TITLE));
        item.texts
            .iter_mut()
            .for_each(|t| shorten(&mut t.text, TEXT));
        item.schedule
            .iter_mut()
            .for_each(|c| shorten(&mut c.text, TITLE));
        item.findings
            .iter_mut()
            .for_each(|f: &mut DraftFinding| shorten(&mut f.text, TEXT));
        item.ratings
            .iter_mut()
            .filter_map(|r| r.text.as_mut())
            .for_each(|t| shorten(t, TEXT));
    }
    work.draft
        .overall
        .iter_mut()
        .for_each(|f| shorten(&mut f.text, TEXT));
    for slice in [
        &mut work.draft.philosophy,
        &mut work.draft.vision,
        &mut work.draft.title,
    ] {
        slice.iter_mut().for_each(|s| shorten(s, TITLE));
    }
    for slice in cut {
        let at = work.place(&slice);
        work.notices
            .push(Notice::new(Rule::FieldLimit, Severity::Warning, at));
        work.leave(slice, Why::FieldLimit);
    }
}

/// Numbered labels of one level below one parent: each once, none left out. Never refused.
fn siblings(work: &mut Work, nodes: &[Node]) {
    work.step(nodes.len());
    let mut notices = Vec::new();
    let mut seen: HashSet<(Option<&str>, String)> = HashSet::new();
    let mut titles: HashSet<(Option<&str>, &str)> = HashSet::new();
    let mut last: Option<(Option<&str>, u32)> = None;
    for node in nodes {
        let item = &work.draft.items[*node];
        let level = item.level.as_deref();
        let notice = |rule| Notice::new(rule, Severity::Info, item.at.clone());
        if !item.key.is_empty() && !titles.insert((level, item.key.as_str())) {
            notices.push(notice(Rule::TitleRepeated).with("title", item.title.value()));
        }
        let Some(slice) = &item.label else { continue };
        let Some(ordinal) = ordinal(slice) else {
            continue;
        };
        if !seen.insert((level, slice.key())) {
            notices.push(notice(Rule::LabelRepeated).with("label", slice.value()));
        } else if let Some((same, before)) = last
            && same == level
        {
            let value = slice.value();
            if ordinal > before + 1 {
                notices.push(notice(Rule::LabelGap).with("label", value));
            } else if ordinal < before {
                notices.push(notice(Rule::LabelOrder).with("label", value));
            }
        }
        last = Some((level, ordinal));
    }
    work.notices.extend(notices);
}

/// The number of a printed label that counts; codes do not.
fn ordinal(slice: &Slice) -> Option<u32> {
    let found = label(slice).filter(|l| l.end == slice.len());
    let digits: String = slice.folded().iter().collect();
    // A bare number is a label only before words, which do not stand here.
    let bare = (digits.len() <= 3).then(|| digits.parse().ok()).flatten();
    found.and_then(|l| l.ordinal).or(bare)
}
