//! Fiscal years as printed: single years, spans of years, halves (domain/practice.md §6).
//!
//! Works on folded signs without blanks. Years are western fiscal years.

use crate::label::numeral;
use crate::words::{Class, group, is, prefix, value};

/// A year found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Year {
    /// Western fiscal year.
    pub year: i32,
    /// Where it begins.
    pub start: usize,
    /// Where it ends, its 年度 and bracket included.
    pub end: usize,
    /// What its era adds, for a second year that leaves the era out.
    era: i32,
    /// The printed era had ended by then (平成32年度).
    pub continued: bool,
    /// A second year printed in brackets disagrees.
    pub mismatch: bool,
}

/// A span of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct YearSpan {
    /// First year.
    pub from: Year,
    /// Last year; `None` = a single year.
    pub to: Option<Year>,
    /// `以降`: no end.
    pub open: bool,
    /// Where the words of the span begin.
    pub start: usize,
    /// Where they end.
    pub end: usize,
}

fn sign(t: &[char], i: usize) -> char {
    t.get(i).copied().unwrap_or(' ')
}

fn digits(t: &[char], i: usize) -> Option<(usize, i32)> {
    let mut end = i;
    while sign(t, end).is_ascii_digit() && end - i < 6 {
        end += 1;
    }
    t[i.min(t.len())..end]
        .iter()
        .collect::<String>()
        .parse()
        .ok()
        .map(|n| (end, n))
}

/// The year at `i`; `era` is what a bare number means.
pub(crate) fn year_at(t: &[char], i: usize, era: Option<i32>) -> Option<Year> {
    let first = bare_year(t, i, era)?;
    let (mut year, mut end) = first;
    let mut mismatch = false;
    let mut tail = false;
    for _ in 0..3 {
        if let Some(word) = prefix("year_tail", t.get(end..)?) {
            if tail {
                break;
            }
            end += word.chars.len();
            tail = true;
            if let Some((month, after)) = month(t, end) {
                if month < 4 {
                    year.0 -= 1;
                }
                end = after;
            }
        } else if let Some((other, after)) = bracket_year(t, end) {
            mismatch |= other != year.0;
            end = after;
        } else {
            break;
        }
    }
    let continued = year.1 == 1988 && year.0 > 2019 || year.1 == 1925 && year.0 > 1989;
    Some(Year {
        year: year.0,
        start: i,
        end,
        era: year.1,
        continued,
        mismatch,
    })
}

/// Number and era, without what follows.
fn bare_year(t: &[char], i: usize, era: Option<i32>) -> Option<((i32, i32), usize)> {
    let before = if i == 0 { ' ' } else { sign(t, i - 1) };
    if let Some(word) = prefix("era", t.get(i..)?) {
        let base: i32 = word.value.parse().ok()?;
        let at = i + word.chars.len();
        if word.chars.len() == 1 && before.is_ascii_alphanumeric() {
            return None;
        }
        if let Some(first) = prefix("era_first", t.get(at..)?) {
            return Some(((base + 1, base), at + first.chars.len()));
        }
        let (end, n) = digits(t, at).or_else(|| numeral(t, at).map(|(e, n)| (e, n as i32)))?;
        return (1..100).contains(&n).then_some(((base + n, base), end));
    }
    if before.is_ascii_digit() || !sign(t, i).is_ascii_digit() {
        return None;
    }
    let (end, n) = digits(t, i)?;
    if (1950..2100).contains(&n) && end - i == 4 {
        let next = t.get(end..)?;
        let dated = prefix("year_tail", next).is_some()
            || prefix("span", next).is_some()
            || next.is_empty()
            || bracket_year(t, end).is_some()
            || matches!(sign(t, end), ')' | '/' | ':')
            || is(sign(t, end), Class::Comma)
            || era == Some(0)
            || prefix("year_word", next).is_some();
        return dated.then_some(((n, 0), end));
    }
    let base = era.filter(|base| *base > 0)?;
    let tail = prefix("year_tail", t.get(end..)?).is_some();
    (tail && (1..100).contains(&n)).then_some(((base + n, base), end))
}

fn bracket_year(t: &[char], i: usize) -> Option<(i32, usize)> {
    if sign(t, i) != '(' {
        return None;
    }
    let long = t[i + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
    if (5..=6).contains(&long) {
        // 20204年度: mistyped, and believed by nobody.
        let mut end = i + 1 + long;
        if let Some(word) = prefix("year_tail", t.get(end..)?) {
            end += word.chars.len();
        }
        return (sign(t, end) == ')').then_some((0, end + 1));
    }
    let (inner, mut end) = bare_year(t, i + 1, Some(0))?;
    if let Some(word) = prefix("year_tail", t.get(end..)?) {
        end += word.chars.len();
    }
    (sign(t, end) == ')').then_some((inner.0, end + 1))
}

/// 4月1日, 3月末: the month and the end of the date.
fn month(t: &[char], i: usize) -> Option<(i32, usize)> {
    let (end, n) = digits(t, i)?;
    let word = prefix("month", t.get(end..)?)?;
    let mut after = end + word.chars.len();
    if let Some((day_end, _)) = digits(t, after)
        && let Some(day) = prefix("day", t.get(day_end..).unwrap_or_default())
    {
        after = day_end + day.chars.len();
    } else if let Some(word) = prefix("month_end", t.get(after..).unwrap_or_default()) {
        after += word.chars.len();
    }
    (1..=12).contains(&n).then_some((n, after))
}

/// The span of years at `i`, with までの5年間 behind it.
pub(crate) fn span_at(t: &[char], i: usize) -> Option<YearSpan> {
    let from = year_at(t, i, None).or_else(|| led_year(t, i))?;
    let mut span = YearSpan {
        from,
        to: None,
        open: false,
        start: i,
        end: from.end,
    };
    if let Some(word) = prefix("open_end", t.get(from.end..)?) {
        span.open = true;
        span.end = from.end + word.chars.len();
        return Some(span);
    }
    let Some(word) = prefix("span", t.get(from.end..)?) else {
        return Some(span);
    };
    let mut at = from.end + word.chars.len();
    if let Some(lead) = prefix("span_to", t.get(at..)?) {
        at += lead.chars.len();
    }
    let Some(to) = year_at(t, at, None).or_else(|| short_year(t, at, from.era)) else {
        return Some(span);
    };
    if to.year < from.year || to.year - from.year > 40 {
        return Some(span);
    }
    span.to = Some(to);
    span.end = span_tail(t, to.end);
    Some(span)
}

/// 自 平成27年…
fn led_year(t: &[char], i: usize) -> Option<Year> {
    let lead = prefix("span_from", t.get(i..)?)?;
    year_at(t, i + lead.chars.len(), None)
}

/// The second year without its era: 令和6年度~8年度, R6~8年度, 2016~20.
fn short_year(t: &[char], i: usize, era: i32) -> Option<Year> {
    if let Some(year) = year_at(t, i, Some(era)) {
        return Some(year);
    }
    let (end, n) = digits(t, i)?;
    let next = sign(t, end);
    let plain = end - i <= 2
        && era > 0
        && (end == t.len() || matches!(next, ')' | ' ') || is(next, Class::Comma));
    plain.then_some(Year {
        year: era + n,
        start: i,
        end,
        era,
        continued: era == 1988 && era + n > 2019,
        mismatch: false,
    })
}

/// までの5年間, (5年間), の3カ年
fn span_tail(t: &[char], i: usize) -> usize {
    let mut end = i;
    if let Some(word) = prefix("span_until", t.get(end..).unwrap_or_default()) {
        end += word.chars.len();
    }
    let bracket = sign(t, end) == '(';
    let mut at = if bracket { end + 1 } else { end };
    if let Some(word) = prefix("span_of", t.get(at..).unwrap_or_default()) {
        at += word.chars.len();
    }
    let Some((after, _)) = digits(t, at).or_else(|| numeral(t, at).map(|(e, n)| (e, n as i32)))
    else {
        return end;
    };
    let Some(word) = prefix("span_length", t.get(after..).unwrap_or_default()) else {
        return end;
    };
    at = after + word.chars.len();
    match (bracket, sign(t, at)) {
        (true, ')') => at + 1,
        (true, _) => end,
        (false, _) => at,
    }
}

/// All spans of a text, from left to right.
pub(crate) fn spans(t: &[char]) -> Vec<YearSpan> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < t.len() {
        match span_at(t, i) {
            Some(span) => {
                i = span.end.max(i + 1);
                found.push(span);
            }
            None => i += 1,
        }
    }
    found
}

/// The half a word names: 1 or 2.
pub(crate) fn half(t: &[char]) -> Option<(usize, usize, u8)> {
    (0..t.len()).find_map(|i| {
        let word = group("half")
            .iter()
            .find(|word| t[i..].starts_with(&word.chars))?;
        Some((
            i,
            i + word.chars.len(),
            if word.value.starts_with('1') { 1 } else { 2 },
        ))
    })
}

/// The number of a generation in 第2次, 第3期.
pub(crate) fn generation(t: &[char], i: usize) -> Option<(usize, u32)> {
    let head = prefix("chapter_head", t.get(i..)?)?;
    let at = i + head.chars.len();
    let (end, n) = digits(t, at)
        .map(|(e, n)| (e, n as u32))
        .or_else(|| numeral(t, at))?;
    let tail = prefix("generation", t.get(end..)?)?;
    let _ = value("generation", &tail.text);
    Some((end + tail.chars.len(), n))
}
