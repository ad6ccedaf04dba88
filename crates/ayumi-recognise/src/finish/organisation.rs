//! The council, where the document names it only in passing.

use std::collections::BTreeMap;

use ayumi_core::interchange::Field;

use super::Ledger;
use crate::head::council;
use crate::text::slice::{Glyph, Slice};
use crate::words::fold;

/// The council a document names in passing, where no line of its own names it: the name met most
/// often, at its first mention that no field holds.
pub(super) fn named_in_passing(ledger: &mut Ledger<'_>) -> Option<String> {
    let mentions = mentions(&ledger.work.source.chars, &|position| {
        ledger.work.source.run_begins(position)
    });
    ledger.work.step(ledger.work.source.chars.len());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for positions in &mentions {
        *counts.entry(words_at(ledger, positions)).or_default() += 1;
    }
    let free = |positions: &&Vec<usize>| positions.iter().all(|&at| !ledger.used[at]);
    let best = mentions.iter().filter(free).rev().max_by_key(|positions| {
        let words = words_at(ledger, positions);
        (
            counts.get(&words).copied().unwrap_or_default(),
            words.chars().count(),
        )
    })?;
    let glyphs = best
        .iter()
        .map(|&at| Glyph {
            ch: ledger.work.source.chars[at],
            from: u32::try_from(at).unwrap_or(u32::MAX),
            len: 1,
        })
        .collect();
    Some(ledger.place(Field::Head("organization"), &Slice { glyphs }))
}

fn words_at(ledger: &Ledger<'_>, positions: &[usize]) -> String {
    positions
        .iter()
        .map(|&at| ledger.work.source.chars[at])
        .collect()
}

/// The positions of every council named in one line.
fn mentions(chars: &[char], begins: &dyn Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut line: Vec<usize> = Vec::new();
    for at in 0..=chars.len() {
        let ends = at == chars.len() || chars[at] == '\n' || begins(at);
        if ends {
            in_line(chars, &line, &mut found);
            line.clear();
        }
        if at < chars.len() && !chars[at].is_whitespace() {
            line.push(at);
        }
    }
    found
}

fn in_line(chars: &[char], line: &[usize], found: &mut Vec<Vec<usize>>) {
    // A longer line is prose; what names the council in it does so in its beginning.
    let folded: Vec<char> = line.iter().take(400).map(|&at| fold(chars[at])).collect();
    let mut from = 0;
    while let Some((start, end)) = council(&folded[from..]) {
        found.push(line[from + start..from + end].to_vec());
        from += end;
    }
}
