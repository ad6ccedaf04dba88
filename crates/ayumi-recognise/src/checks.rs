//! The last look over the draft: labels that repeat or skip, titles that repeat.

use std::collections::HashSet;

use ayumi_document::{Notice, Rule, Severity};

use crate::draft::Node;
use crate::label::label;
use crate::text::slice::Slice;
use crate::work::Work;

/// Makes all checks.
pub(crate) fn check(work: &mut Work) {
    crate::doubts::ask(work);
    crate::limits::keep(work);
    for node in 0..work.draft.items.len() {
        let children = work.draft.items[node].children.clone();
        siblings(work, &children);
    }
    let roots = work.draft.roots.clone();
    siblings(work, &roots);
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
            if ordinal > before.saturating_add(1) {
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
