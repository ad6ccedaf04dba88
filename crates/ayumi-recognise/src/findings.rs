//! What a finding says: its kind by its words, and its references.

use ayumi_core::review::{FindingKind, Reference};

use crate::draft::DraftFinding;
use crate::label::number_at;
use crate::words::{Class, find, fold, group, is, prefix, suffix, within};
use crate::work::marker_kind;

/// The kind: by the marker, by the column, else by the words.
pub(crate) fn kind_of(finding: &DraftFinding, text: &str) -> FindingKind {
    if let Some(kind) = marker_kind(finding.marker.as_ref()) {
        return kind;
    }
    match finding.kind {
        Some(kind) => kind,
        None => by_words(text),
    }
}

/// The kind the words tell.
pub(crate) fn by_words(text: &str) -> FindingKind {
    let t: Vec<char> = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(fold)
        .take(2_000)
        .collect();
    let end = t
        .iter()
        .rposition(|c| !is(*c, Class::Stop))
        .map_or(0, |at| at + 1);
    let past =
        suffix("reached_end", &t[..end]).is_some() && suffix("neutral_end", &t[..end]).is_none();
    let missed = within("missed", &t);
    match (within("reached", &t) || (past && !missed), missed) {
        (true, false) => FindingKind::Result,
        (false, true) => FindingKind::Reflection,
        (true, true) => FindingKind::Mixed,
        (false, false) => FindingKind::Unclassified,
    }
}

/// References: pages, and labels of items in a note.
pub(crate) fn references(text: &str, kind: FindingKind) -> Vec<Reference> {
    let t: Vec<char> = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(fold)
        .take(2_000)
        .collect();
    if !within("refer", &t) {
        return Vec::new();
    }
    let mut refs = Vec::new();
    for i in 0..t.len() {
        if let Some(page) = page_at(&t, i) {
            refs.push(Reference {
                page: Some(page),
                ..Reference::default()
            });
        }
    }
    if refs.is_empty()
        && kind == FindingKind::Note
        && let Some((at, _)) = find("refer", &t)
        && let Some(label) = (0..t.len()).find_map(|i| number_at(&t, i, at))
    {
        refs.push(Reference {
            label: Some(label),
            ..Reference::default()
        });
    }
    refs
}

/// 13ページ, P13
fn page_at(t: &[char], i: usize) -> Option<u32> {
    let digits = |from: usize| {
        let end = (from..t.len())
            .find(|at| !t[*at].is_ascii_digit())
            .unwrap_or(t.len());
        let n: Option<u32> = t[from..end].iter().collect::<String>().parse().ok();
        n.map(|n| (end, n))
    };
    if t[i].is_ascii_digit() && (i == 0 || !t[i - 1].is_ascii_digit()) {
        let (end, n) = digits(i)?;
        return prefix("page_ref", &t[end..]).map(|_| n);
    }
    let word = group("page_ref")
        .iter()
        .find(|w| w.chars.len() == 1 && t[i..].starts_with(&w.chars))?;
    if i > 0 && t[i - 1].is_ascii_alphanumeric() {
        return None;
    }
    let mut at = i + word.chars.len();
    if t.get(at) == Some(&'.') {
        at += 1;
    }
    if at < t.len() && t[at].is_ascii_digit() {
        digits(at).map(|(_, n)| n)
    } else {
        None
    }
}
