//! What is planned year by year in one word: `R6検討→R7準備→R8～R10実施` (practice §1c).

use ayumi_core::plan::FiscalYear;
use ayumi_document::Why;

use crate::draft::{DraftCell, Node};
use crate::text::slice::Slice;
use crate::words::{Class, is};
use crate::work::{Work, term};
use crate::years::span_at;

/// The ends of the parts of such a word; `None` = it is none.
fn parts(text: &Slice) -> Option<Vec<(usize, usize)>> {
    let mut out = Vec::new();
    let mut start = 0;
    for end in 0..=text.len() {
        if end < text.len() && !is(text.at(end), Class::Arrow) {
            continue;
        }
        let t: Vec<char> = (start..end).map(|i| text.at(i)).collect();
        let span = span_at(&t, 0).filter(|span| span.end < t.len())?;
        if !t[span.end..]
            .iter()
            .all(|c| crate::text::chars::is_japanese(*c))
        {
            return None;
        }
        out.push((start, end));
        start = end + 1;
    }
    Some(out)
}

/// Gives the word to an item as its schedule; `Err` = it is none.
pub(crate) fn give(work: &mut Work, node: Node, mut text: Slice) -> Result<(), Slice> {
    let Some(parts) = parts(&text) else {
        return Err(text);
    };
    let mut cells = Vec::new();
    for (start, end) in parts.into_iter().rev() {
        let arrow = text.split_off(end);
        work.leave(arrow, Why::Wording);
        let mut part = text.split_off(start);
        let t: Vec<char> = (0..part.len()).map(|i| part.at(i)).collect();
        let Some(span) = span_at(&t, 0) else {
            work.leave(part, Why::NotUnderstood);
            continue;
        };
        let words = part.split_off(span.end);
        work.leave(part, Why::TableHead);
        let to = if span.open {
            Some(None)
        } else {
            span.to.map(|to| Some(FiscalYear(to)))
        };
        cells.push(DraftCell {
            term: term(Some(span.from), None),
            to,
            section: None,
            text: words,
        });
    }
    cells.reverse();
    work.draft.items[node].schedule.extend(cells);
    Ok(())
}

/// A line of years and words in turns, `H27 検討 H28 準備`: given to the item; `false` = it is none.
pub(crate) fn give_pairs(work: &mut Work, node: Node, text: &mut Slice) -> bool {
    let words = crate::values::tokens(text.echo());
    let year = |slice: &Slice| {
        let t = slice.folded();
        let span = span_at(&t, 0).filter(|span| span.end == t.len() && span.to.is_none())?;
        Some(span.from)
    };
    let spoken = |slice: &Slice| {
        let t = slice.folded();
        t.len() <= 10 && !t.iter().any(char::is_ascii_digit)
    };
    let turns = words.len() >= 4
        && words.len().is_multiple_of(2)
        && words
            .chunks(2)
            .all(|pair| year(&pair[0]).is_some() && spoken(&pair[1]));
    if !turns {
        return false;
    }
    let mut own = None;
    for word in crate::values::tokens(text.take()) {
        match (own.take(), year(&word)) {
            (None, found) => {
                own = found;
                work.leave(word, Why::TableHead);
            }
            (found, _) => work.draft.items[node].schedule.push(DraftCell {
                term: term(found, None),
                to: None,
                section: None,
                text: word,
            }),
        }
    }
    true
}

/// Takes a year in brackets off the front of a value: `(R5)120か所`.
pub(crate) fn cut_front(work: &mut Work, token: &mut Slice) -> Option<i32> {
    if token.at(0) != '(' {
        return None;
    }
    let close = (1..token.len().min(14)).find(|i| token.at(*i) == ')')?;
    let t: Vec<char> = (1..close).map(|i| token.at(i)).collect();
    let span = span_at(&t, 0).filter(|span| span.end == t.len() && span.to.is_none())?;
    if close + 1 >= token.len() {
        return None;
    }
    let front = token.take_front(close + 1);
    work.leave(front, Why::TableHead);
    Some(span.from)
}

/// Where two or more such words begin that fill the end of a line: `職員の育成 R3検討 R4実施`.
pub(crate) fn tail(text: &Slice) -> Option<usize> {
    let mut begin = None;
    let mut count = 0;
    let mut end = text.len();
    while end > 0 {
        let start = (0..end)
            .rev()
            .find(|i| text.at(*i).is_whitespace())
            .map_or(0, |i| i + 1);
        let word = Slice {
            glyphs: text.glyphs[start..end].to_vec(),
        }
        .echo();
        if start == 0 || word.len() < 3 || parts(&word).is_none() {
            break;
        }
        count += 1;
        begin = Some(start);
        end = (0..start)
            .rev()
            .find(|i| !text.at(*i).is_whitespace())
            .map_or(0, |i| i + 1);
    }
    begin.filter(|_| count >= 2)
}

/// Gives such words to an item.
pub(crate) fn give_all(work: &mut Work, node: Node, text: Slice) {
    for word in crate::values::tokens(text) {
        if let Err(word) = give(work, node, word) {
            work.leave(word, Why::NotUnderstood);
        }
    }
}
