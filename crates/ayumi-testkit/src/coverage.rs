//! The law of coverage: nothing of a source is lost, nothing is taken twice, nothing is changed in
//! silence.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_core::interchange::Reading;
use ayumi_document::Document;
use ayumi_document::block::for_each_run;

/// Every non-blank offset is used once, the sums agree, and the text at the spans of a field is
/// the field once the repairs are undone.
///
/// # Errors
/// Names the first breach.
pub fn coverage(document: &Document, reading: &Reading) -> Result<(), String> {
    let mut text: BTreeMap<usize, char> = BTreeMap::new();
    for_each_run(&document.blocks, &mut |run| {
        for (i, c) in run.text.chars().enumerate() {
            if !c.is_whitespace() {
                text.insert(run.start + i, c);
            }
        }
    });
    let mut used: BTreeMap<usize, usize> = text.keys().map(|at| (*at, 0)).collect();
    let placed = reading.placed.iter().flat_map(|p| &p.spans);
    for span in placed.chain(reading.unplaced_spans.iter().flatten()) {
        for at in span.clone() {
            if let Some(count) = used.get_mut(&at) {
                *count += 1;
            }
        }
    }
    if let Some((at, count)) = used.iter().find(|(_, count)| **count != 1) {
        return Err(format!(
            "offset {at} ({:?}) is used {count} times",
            text[at]
        ));
    }
    let sums = reading.coverage;
    if sums.placed + sums.unplaced != sums.characters || sums.characters != text.len() {
        return Err(format!(
            "the sums do not agree: {sums:?}, {} characters",
            text.len()
        ));
    }
    for placed in &reading.placed {
        let found: String = placed
            .spans
            .iter()
            .cloned()
            .flatten()
            .filter_map(|at| text.get(&at))
            .collect();
        if !undone(reading, &found, &placed.value) {
            return Err(format!(
                "{:?}: {found:?} is not {:?}",
                placed.field, placed.value
            ));
        }
    }
    Ok(())
}

/// Is the text the value, once each listed repair of a character is made?
fn undone(reading: &Reading, text: &str, value: &str) -> bool {
    let mut pairs: BTreeSet<(char, char)> = BTreeSet::new();
    for repair in &reading.repairs {
        let (before, after) = (squeeze(&repair.before), squeeze(&repair.after));
        if before.chars().count() == after.chars().count() {
            pairs.extend(before.chars().zip(after.chars()).filter(|(a, b)| a != b));
        } else {
            let joined: String = before.chars().filter(|c| mark(*c).is_none()).collect();
            pairs.extend(joined.chars().zip(after.chars()).filter(|(a, b)| a != b));
        }
    }
    let source: Vec<char> = squeeze(text).chars().collect();
    let mut at = 0;
    for v in squeeze(value).chars() {
        let Some(s) = source.get(at) else {
            return false;
        };
        at += 1;
        if *s == v || pairs.contains(&(*s, v)) {
            if *s != v
                && source
                    .get(at)
                    .copied()
                    .and_then(mark)
                    .is_some_and(|m| compose(*s, m) == Some(v))
            {
                at += 1;
            }
            continue;
        }
        let joined = source
            .get(at)
            .copied()
            .and_then(mark)
            .and_then(|m| compose(*s, m));
        if joined != Some(v) {
            return false;
        }
        at += 1;
    }
    at == source.len()
}

/// The combining form of a loose voicing mark.
fn mark(c: char) -> Option<char> {
    match c {
        '\u{3099}' | '\u{309B}' => Some('\u{3099}'),
        '\u{309A}' | '\u{309C}' => Some('\u{309A}'),
        _ => None,
    }
}

fn compose(kana: char, mark: char) -> Option<char> {
    unicode_normalization::char::compose(kana, mark)
}

fn invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}' | '\u{E0000}'..='\u{E007F}')
        || c.is_control()
}

/// Without blanks and controls.
fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !invisible(*c))
        .collect()
}
