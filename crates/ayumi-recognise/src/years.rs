//! Fiscal years as printed (domain/practice.md §6): what `ayumi_core::plan::calendar` reads, and
//! what a document's year is good for.
//!
//! Works on folded signs without blanks. Years are western fiscal years.

use std::collections::HashSet;

use ayumi_core::plan::calendar::{self, Certainty, FoundSpan, SpanEnd};
use ayumi_core::plan::label::leading_number;
use ayumi_core::plan::{Era, FiscalYear, Half, Part};
use ayumi_document::{Ask, At, Notice, RepairRule, Rule, Severity};

use crate::text::slice::Slice;
use crate::text::view::{Line, Piece};
use crate::words::{Class, group, is, prefix};
use crate::work::Work;

/// A year or a span of years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct YearSpan {
    /// First year.
    pub from: i32,
    /// Last year; `None` = a single year or no end.
    pub to: Option<i32>,
    /// `以降`: no end.
    pub open: bool,
    /// Where the words of the span begin.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// What was assumed or is odd.
    pub notices: Vec<Notice>,
}

/// The span of years at `i`, with までの5年間 behind it.
pub(crate) fn span_at(t: &[char], i: usize) -> Option<YearSpan> {
    usable(t, calendar::span_at(t, i, None)?)
}

impl YearSpan {
    /// Was the era of one of its years not printed?
    pub(crate) fn assumed(&self) -> bool {
        let mut rules = self.notices.iter().map(|one| one.rule);
        rules.any(|rule| rule == Rule::EraAssumed)
    }
}

/// All spans of a text, from left to right.
pub(crate) fn spans(t: &[char]) -> Vec<YearSpan> {
    spans_near(t, None)
}

/// The same; `context` is a year the document speaks of, which gives years without era theirs.
pub(crate) fn spans_near(t: &[char], context: Option<i32>) -> Vec<YearSpan> {
    calendar::find_spans(t, context.map(FiscalYear))
        .into_iter()
        .filter_map(|found| usable(t, found))
        .collect()
}

/// A year that exists. Four digits alone are one only where nothing but a sign follows.
fn usable(t: &[char], found: FoundSpan) -> Option<YearSpan> {
    if found.certainty == Certainty::Number && !stands_alone(t, &found) {
        return None;
    }
    let (to, open) = match found.end {
        SpanEnd::Single => (None, false),
        SpanEnd::Year(year) => (Some(year.0), false),
        SpanEnd::Open => (None, true),
    };
    Some(YearSpan {
        from: found.from?.0,
        to,
        open,
        start: found.range.start,
        end: found.range.end,
        notices: found.notices,
    })
}

fn stands_alone(t: &[char], found: &FoundSpan) -> bool {
    let next = t.get(found.range.end..).unwrap_or_default();
    let sign = |c: &char| matches!(c, ')' | '/' | ':' | '-' | '~') || is(*c, Class::Comma);
    found.range.len() == 4 && (next.first().is_none_or(sign) || prefix("year_word", next).is_some())
}

/// The half a word names, 1 or 2, and where it stands.
pub(crate) fn half(t: &[char]) -> Option<(usize, usize, u8)> {
    let (range, part) = calendar::find_part(t)?;
    let half = match part {
        Part::Half(Half::First) => 1,
        Part::Half(Half::Second) => 2,
        _ => return None,
    };
    Some((range.start, range.end, half))
}

/// The number of a generation in 第2次, 第3期.
pub(crate) fn generation(t: &[char], i: usize) -> Option<(usize, u32)> {
    let head = prefix("chapter_head", t.get(i..)?)?;
    let at = i + head.chars.len();
    let (number, length) = leading_number(t.get(at..)?)?;
    let tail = prefix("generation", t.get(at + length..)?)?;
    Some((at + length + tail.chars.len(), number))
}

/// 27年度 as a whole heading: a year whose era is left out. Where the calendar leaves it open it is
/// taken for one of 令和; [`look_over`] says so.
pub(crate) fn without_era(t: &[char]) -> Option<i32> {
    assumed(t).map(|(year, _)| year.0)
}

fn assumed(t: &[char]) -> Option<(FiscalYear, Era)> {
    let (number, length) = leading_number(t)?;
    let tail = crate::words::exact("year_tail", t.get(length..)?)?;
    if tail.chars.len() < 2 || length > 2 || !t.first().is_some_and(char::is_ascii_digit) {
        return None;
    }
    calendar::year_in_context(number, None)
        .or_else(|| Some((FiscalYear(Era::Reiwa.western(number)?), Era::Reiwa)))
}

/// Tells of years that do not exist (令和0年度), were read as something else than they are printed
/// (平成32年度), are printed in two ways that disagree, or had their era assumed: each printing once.
pub(crate) fn look_over(work: &mut Work, pieces: &[Piece]) {
    let mut told = HashSet::new();
    for piece in pieces {
        match piece {
            Piece::Line(line) => look_at(work, line, &mut told),
            Piece::Grid(grid) => {
                let cells = grid.rows.iter().flatten();
                for line in cells.flat_map(|cell| &cell.lines) {
                    look_at(work, line, &mut told);
                }
            }
        }
    }
}

fn look_at(work: &mut Work, line: &Line, told: &mut HashSet<(Rule, String)>) {
    let t = line.text.folded();
    work.step(t.len());
    let heading = assumed(&t).map(|(year, era)| era_assumed(&line.text, year, era));
    let printed = calendar::find_spans(&t, None);
    for found in &printed {
        if found.certainty == Certainty::Damaged {
            repair(work, &t, found, line.at.as_ref());
        }
    }
    let odd: Vec<FoundSpan> = printed
        .into_iter()
        .filter(|found| !found.notices.is_empty())
        .collect();
    let notices = as_printed(&line.text, odd)
        .into_iter()
        .filter(|one| one.rule != Rule::EraAssumed);
    for mut notice in notices.chain(heading) {
        let value = notice.values.get("value").cloned().unwrap_or_default();
        if told.insert((notice.rule, value)) {
            notice.at.clone_from(&line.at);
            work.notices.push(notice);
        }
    }
}

/// The notices of years; those of single ones with the words the source prints.
fn as_printed(text: &Slice, found: Vec<FoundSpan>) -> Vec<Notice> {
    if found.is_empty() {
        return Vec::new();
    }
    let visible: Vec<usize> = (0..text.len())
        .filter(|i| !text.at(*i).is_whitespace())
        .collect();
    let mut notices = Vec::new();
    for mut one in found {
        let ends = (
            visible.get(one.range.start),
            visible.get(one.range.end.saturating_sub(1)),
        );
        if let (SpanEnd::Single, (Some(from), Some(to))) = (one.end, ends) {
            let printed = text.part(*from, to + 1).value();
            for notice in &mut one.notices {
                notice.values.insert("value".to_owned(), printed.clone());
            }
        }
        notices.append(&mut one.notices);
    }
    notices
}

/// Lists years of which a sign was lost (令和2度).
fn repair(work: &mut Work, t: &[char], found: &FoundSpan, at: Option<&At>) {
    let words: String = t[found.range.clone()].iter().collect();
    let letters: Vec<char> = words.chars().collect();
    for year in calendar::find_years(&words) {
        let named = year.year.and_then(FiscalYear::era_year);
        if let Some(named) = named.filter(|_| year.certainty == Certainty::Damaged) {
            let before = letters[year.range].iter().collect();
            let length = if year.fiscal { 2 } else { 1 };
            let unit = group("year_tail").iter().find(|w| w.chars.len() == length);
            let unit = unit.map_or("", |word| &word.text);
            let after = format!("{}{}{unit}", named.era.name(), named.number);
            work.repair(RepairRule::DamagedYear, before, after, at.cloned());
        }
    }
}

fn era_assumed(text: &Slice, year: FiscalYear, era: Era) -> Notice {
    Notice::new(Rule::EraAssumed, Severity::Info, None)
        .with("value", text.value())
        .with("era", era.name())
        .with("number", era.count(year.0).unwrap_or_default().to_string())
        .with("year", year.0.to_string())
}

/// Tells what was assumed for the period of the plan, and asks where it is printed in two ways.
pub(crate) fn tell(work: &mut Work, period: &YearSpan) {
    let at = period_place(work);
    for notice in &period.notices {
        if matches!(notice.rule, Rule::EraAssumed) {
            work.notices.push(Notice {
                at: at.clone(),
                ..notice.clone()
            });
        }
    }
    let unsure = |rule| matches!(rule, Rule::YearMismatch | Rule::PeriodReversed);
    if period.notices.iter().any(|one| unsure(one.rule)) {
        let printed = work.draft.period.as_ref().map(|one| one.text.value());
        work.ask(Ask::WhichPeriod, at, printed.into_iter().collect());
    }
}

fn period_place(work: &Work) -> Option<At> {
    work.place(&work.draft.period.as_ref()?.text)
}
