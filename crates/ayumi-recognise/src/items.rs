//! From an entry to an item: label, title, marks.

use crate::draft::NewItem;
use crate::label::Label;
use crate::table::entries::Entry;
use crate::text::slice::Slice;
use crate::words::{Class, exact, is};

/// The level a label names; `No.` names none.
pub(crate) fn level_of(label: &Label) -> Option<String> {
    let word = label.word.as_ref()?;
    let number = exact("number_word", &word.chars().collect::<Vec<_>>()).is_some();
    (!number).then(|| word.clone())
}

/// An item from an entry. The level named in the label wins over the column's.
pub(crate) fn new_item(one: Entry, level: Option<&str>) -> NewItem {
    let own = one.style.as_ref().and_then(level_of);
    NewItem {
        level: own.or_else(|| level.map(ToOwned::to_owned)),
        label: one.label,
        made_label: one.made,
        title: one.text,
        at: one.at,
    }
}

/// Parts marks such as 【新規】 (拡充) ★ from the title.
pub(crate) fn with_marks(mut new: NewItem) -> (NewItem, Vec<Slice>) {
    let mut marks = Vec::new();
    new.title.trim();
    while let Some((start, end)) = mark_at_end(&new.title).or_else(|| mark_at_start(&new.title)) {
        let mut tail = new.title.split_off(start);
        let rest = tail.split_off(end - start);
        new.title.join(rest);
        new.title.trim();
        let bare = tail.len() > 2 && is(tail.at(0), Class::Open);
        if bare {
            tail.split_off(tail.len() - 1);
            tail.take_front(1);
        }
        if start == 0 {
            marks.push(tail.trimmed())
        } else {
            marks.insert(0, tail.trimmed())
        }
        if new.title.is_blank() {
            break;
        }
    }
    (new, marks)
}

/// A mark in brackets at the end: start and end.
fn mark_at_end(title: &Slice) -> Option<(usize, usize)> {
    let len = title.len();
    let last = title.at(len.checked_sub(1)?);
    if !is(last, Class::Close) {
        // A sign with a blank before it: ○ = paid from the Community Chest (practice §1a V21).
        let sign = is(last, Class::Grade) && len > 2 && title.at(len - 2).is_whitespace();
        if sign && last != '-' && !last.is_ascii() {
            return Some((len - 1, len));
        }
        return exact("mark", &[last])
            .filter(|_| is(last, Class::Bullet) && len > 1)
            .map(|_| (len - 1, len));
    }
    let open = (0..len - 1)
        .rev()
        .take(10)
        .find(|i| is(title.at(*i), Class::Open))?;
    marked(title, open, len)
        .then_some((open, len))
        .filter(|_| open > 0)
}

/// A mark at the head.
fn mark_at_start(title: &Slice) -> Option<(usize, usize)> {
    let first = title.at(0);
    if is(first, Class::Open) {
        let close = (1..title.len().min(10)).find(|i| is(title.at(*i), Class::Close))?;
        return (marked(title, 0, close + 1) && close + 1 < title.len()).then_some((0, close + 1));
    }
    let word = (1..title.len().min(8)).find(|i| title.at(*i).is_whitespace());
    if let Some(end) = word {
        let t: Vec<char> = (0..end).map(|i| title.at(i)).collect();
        if t.len() >= 2 && exact("mark", &t).is_some() {
            return Some((0, end));
        }
    }
    let star = is(first, Class::Bullet) && exact("mark", &[first]).is_some();
    (star && title.len() > 1).then_some((0, 1))
}

fn marked(title: &Slice, open: usize, end: usize) -> bool {
    let inner: Vec<char> = (open + 1..end - 1)
        .map(|i| title.at(i))
        .filter(|c| !c.is_whitespace())
        .collect();
    exact("mark", &inner).is_some()
}
