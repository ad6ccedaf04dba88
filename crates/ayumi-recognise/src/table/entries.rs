//! The entries of a cell: one item, finding or value each.

use ayumi_document::At;

use crate::label::{Label, label};
use crate::text::slice::Slice;
use crate::text::view::GridCell;
use crate::words::{Class, fold, is};

/// An entry of a cell, its label parted from its words.
#[derive(Debug)]
pub(crate) struct Entry {
    /// What stands before the words.
    pub label: Option<Slice>,
    /// How the label was read.
    pub style: Option<Label>,
    /// The level's name printed before the label.
    pub word: Option<Slice>,
    /// The words.
    pub text: Slice,
    /// A thematic break stands before it.
    pub ruled: bool,
    /// Where.
    pub at: Option<At>,
    /// Label made by the format.
    pub made: Option<String>,
}

/// Parts a slice into label and words.
pub(crate) fn entry(mut text: Slice, at: Option<At>) -> Entry {
    text.trim();
    let style = label(&text);
    let mut cut = None;
    let mut word = None;
    if let Some(style) = &style {
        let mut front = text.take_front(style.rest);
        let mut kept = front.split_off(style.start);
        kept.split_off(style.end.saturating_sub(style.start));
        kept.trim();
        if style.word.is_some() && style.start > 0 {
            front.trim_start_if(|c| is(c, Class::Open));
            front.trim_end_if(|c| is(c, Class::Close) || is(c, Class::Colon));
            word = (front.len() > 0).then_some(front);
        }
        cut = (kept.len() > 0).then_some(kept);
    }
    text.trim();
    Entry {
        label: cut,
        style,
        word,
        text,
        ruled: false,
        at,
        made: None,
    }
}

/// The entries of a cell: one for each line that begins a new one, and for each bullet inside a
/// line (`◇… ◇…`).
pub(crate) fn entries(cell: &mut GridCell) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    for line in std::mem::take(&mut cell.lines) {
        let (at, ruled, made) = (line.at, line.ruled, line.marker);
        for (i, part) in at_bullets(line.text).into_iter().enumerate() {
            let mut one = entry(part, at.clone());
            one.ruled = ruled && i == 0;
            if i == 0 && one.style.is_none() {
                one.made.clone_from(&made);
            }
            let continues = one.style.is_none() && !one.ruled && one.made.is_none();
            match out.last_mut() {
                Some(last) if continues && (last.style.is_some() || !ends(&last.text)) => {
                    last.text.join(one.text);
                }
                _ => out.push(one),
            }
        }
    }
    out.retain(|one| one.label.is_some() || !one.text.is_blank());
    out
}

/// Does the text end a sentence?
pub(crate) fn ends(text: &Slice) -> bool {
    let last = text
        .glyphs
        .iter()
        .rev()
        .find(|g| !g.ch.is_whitespace())
        .map(|g| fold(g.ch));
    last.is_some_and(|c| is(c, Class::Stop))
}

/// Cuts a line before each further bullet that has a blank before it and is of the kind the line
/// began with.
pub(crate) fn at_bullets(mut text: Slice) -> Vec<Slice> {
    text.trim();
    let first = text.at(0);
    let listing =
        is(first, Class::Bullet) && !matches!(first, '-' | '*') && !is(first, Class::Arrow);
    if !listing {
        return vec![text];
    }
    let mut cuts: Vec<usize> = Vec::new();
    for i in 1..text.len() {
        let before = text.at(i - 1);
        let parted = before.is_whitespace() || is(before, Class::Stop);
        if text.at(i) == first && parted && !text.at(i + 1).is_whitespace() {
            cuts.push(i);
        }
    }
    let mut parts = Vec::new();
    for cut in cuts.into_iter().rev() {
        parts.push(text.split_off(cut).trimmed());
    }
    parts.push(text.trimmed());
    parts.reverse();
    parts
}
