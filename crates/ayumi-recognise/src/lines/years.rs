//! Years in lines: `R5:検討 R6:実施`, a line of years over a line of values, `3か所(R5)`.

use ayumi_core::plan::FiscalYear;
use ayumi_document::Why;

use crate::draft::{DraftCell, Node};
use crate::table::role::When;
use crate::text::slice::Slice;
use crate::values::tokens;
use crate::words::prefix;
use crate::work::{Work, term};
use crate::years::span_at;

/// The years of a line that holds nothing but two or more of them.
pub(crate) fn row(text: &Slice) -> Option<Vec<i32>> {
    let mut years = Vec::new();
    for word in tokens(text.echo()) {
        let t = word.folded();
        // H29H30: years that touch are years each.
        let mut at = 0;
        while at < t.len() {
            let span = span_at(&t, at).filter(|s| s.to.is_none() && !s.open)?;
            years.push(span.from);
            at = span.end;
        }
    }
    Some(years).filter(|years| years.len() >= 2)
}

/// Has the line as many short values as there are years?
pub(crate) fn fits(text: &Slice, years: &[i32]) -> bool {
    let words = tokens(text.echo());
    words.len() == years.len() && words.iter().all(|w| w.len() <= 12)
}

/// Gives the values of a line to the years above them.
pub(crate) fn give_row(work: &mut Work, node: Node, text: Slice, years: &[i32]) {
    for (value, year) in tokens(text).into_iter().zip(years) {
        cell(work, node, value, (Some(*year), None));
    }
}

/// `R5:検討`: the year and where what is planned begins.
fn planned(t: &[char]) -> Option<(i32, Option<Option<i32>>, usize)> {
    let span = span_at(t, 0)?;
    let joint = prefix("year_joint", t.get(span.end..)?)?;
    let at = span.end + joint.chars.len();
    let to = if span.open {
        Some(None)
    } else {
        span.to.map(Some)
    };
    (at < t.len()).then_some((span.from, to, at))
}

/// Where two or more such words begin that fill the line's end; 0 = the whole line.
pub(crate) fn tail(text: &Slice) -> Option<usize> {
    let mut at = text.len();
    let mut begin = None;
    let mut count = 0;
    loop {
        let mut start = at;
        while start > 0 && !text.at(start - 1).is_whitespace() {
            start -= 1;
        }
        let t: Vec<char> = (start..at).map(|i| text.at(i)).collect();
        if planned(&t).is_none() {
            break;
        }
        count += 1;
        begin = Some(start);
        at = start;
        while at > 0 && text.at(at - 1).is_whitespace() {
            at -= 1;
        }
        if at == 0 {
            break;
        }
    }
    begin.filter(|_| count >= 2)
}

/// Gives such words to an item as its schedule.
pub(crate) fn give(work: &mut Work, node: Node, text: Slice) {
    for mut token in tokens(text) {
        let t = token.folded();
        let Some((year, to, at)) = planned(&t) else {
            work.leave(token, Why::NotUnderstood);
            continue;
        };
        let front = token.take_front(at);
        work.leave(front, Why::TableHead);
        cell(work, node, token, (Some(year), to));
    }
}

fn cell(work: &mut Work, node: Node, text: Slice, (year, to): (Option<i32>, Option<Option<i32>>)) {
    if text.folded().iter().all(|c| *c == '-') {
        work.leave(text, Why::NoField);
        return;
    }
    let term = term(year, None);
    let to = to.map(|to| to.map(FiscalYear));
    work.draft.items[node].schedule.push(DraftCell {
        term,
        to,
        section: None,
        text,
    });
}

/// Takes a year off a value: `R5:3か所`, `3か所(R5)`.
pub(crate) fn cut_year(work: &mut Work, token: &mut Slice) -> Option<When> {
    let t = token.folded();
    if let Some((year, to, at)) = planned(&t) {
        let front = token.take_front(at);
        work.leave(front, Why::TableHead);
        return Some(When {
            year: Some(year),
            to,
            half: None,
        });
    }
    let open = t
        .iter()
        .rposition(|c| *c == '(')
        .filter(|at| *at > 0 && t.ends_with(&[')']))?;
    let inner = &t[open + 1..t.len() - 1];
    let span = span_at(inner, 0).filter(|s| s.end == inner.len() && s.to.is_none())?;
    let tail = token.split_off(open);
    work.leave(tail, Why::TableHead);
    Some(When {
        year: Some(span.from),
        ..When::default()
    })
}
