//! All years and spans of years of a text, in the order they stand.

use std::ops::Range;

use ayumi_document::Notice;

use super::day::day_at;
use super::find::Certainty;
use super::period::{Point, first_point, period_at};
use super::scan::Scan;
use super::year::{Counted, Unit, counts_something, year_at};
use super::{Era, FiscalYear};

/// A year or a span of years found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundSpan {
    /// The characters it takes, its twin in brackets and its length (`までの3カ年`) included.
    pub range: Range<usize>,
    /// The first or only year; `None` for one that does not exist (`令和0年度`): the notice says so.
    pub from: Option<FiscalYear>,
    /// Where it ends.
    pub end: SpanEnd,
    /// How sure the first year is.
    pub certainty: Certainty,
    /// What was assumed or is odd. Without a place.
    pub notices: Vec<Notice>,
}

/// How a span of years ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanEnd {
    /// It is one year.
    Single,
    /// With this year. Before the first one where the source prints it so: a notice tells.
    Year(FiscalYear),
    /// It does not (`令和6年度以降`).
    Open,
}

/// Reads the year or span of years that begins at `from`. `context` is a year the document speaks
/// of: it gives the era to years printed without one.
#[must_use]
pub fn span_at(letters: &[char], from: usize, context: Option<FiscalYear>) -> Option<FoundSpan> {
    let scan = Scan::new(letters);
    if !scan.may_begin(from) {
        return None;
    }
    if let Some(found) = period_at(&scan, from, context) {
        return Some(FoundSpan {
            range: found.range,
            from: Some(found.period.from),
            end: found.period.to.map_or(SpanEnd::Open, SpanEnd::Year),
            certainty: if found.damaged {
                Certainty::Damaged
            } else {
                Certainty::Printed
            },
            notices: found.notices,
        });
    }
    single(&scan, from, context)
}

/// Finds all years and spans of years, from left to right.
#[must_use]
pub fn find_spans(letters: &[char], context: Option<FiscalYear>) -> Vec<FoundSpan> {
    let mut found = Vec::new();
    let mut from = 0;
    while from < letters.len() {
        match span_at(letters, from, context) {
            Some(span) => {
                from = span.range.end;
                found.push(span);
            }
            None => from += 1,
        }
    }
    found
}

fn single(scan: &Scan, from: usize, context: Option<FiscalYear>) -> Option<FoundSpan> {
    if let Some(impossible) = impossible(scan, from, context) {
        return Some(impossible);
    }
    let point = first_point(scan, from, context)?;
    if point.counted == Counted::Open && point.unit != Unit::Fiscal {
        return None;
    }
    let certainty = certainty(scan, from, &point)?;
    Some(FoundSpan {
        range: from..point.end,
        from: Some(FiscalYear(point.year)),
        end: SpanEnd::Single,
        certainty,
        notices: point.notices,
    })
}

/// How sure a single year is; `None` where four digits count something (`2020人`).
fn certainty(scan: &Scan, from: usize, point: &Point) -> Option<Certainty> {
    if point.damaged {
        return Some(Certainty::Damaged);
    }
    let plain = point.end == from + 4 || point.end == from + 8;
    match point.counted {
        Counted::Open => Some(Certainty::Context),
        Counted::Western if plain && point.unit == Unit::Bare => {
            (!counts_something(scan, point.end)).then_some(Certainty::Number)
        }
        Counted::Western if plain && scan.arabic(from, false)?.digits == 8 => {
            Some(Certainty::Number)
        }
        _ => Some(Certainty::Printed),
    }
}

/// A day the calendar does not have, or a year that no era has.
fn impossible(scan: &Scan, from: usize, context: Option<FiscalYear>) -> Option<FoundSpan> {
    let (end, notices) = match day_at(scan, from, context) {
        Some(found) if found.day.is_none() => (found.range.end, found.notices),
        Some(_) => return None,
        None => {
            let year = year_at(scan, from)?;
            if year.western.is_some() || year.counted == Counted::Open {
                return None;
            }
            (year.end, year.notices)
        }
    };
    Some(FoundSpan {
        range: from..end,
        from: None,
        end: SpanEnd::Single,
        certainty: Certainty::Printed,
        notices,
    })
}

/// The fiscal year of a number whose era is not printed, with the era it was counted in: the one
/// nearest to `context`, and without one only a number that no other era can mean (13–40 = 平成).
#[must_use]
pub fn year_in_context(number: u32, context: Option<FiscalYear>) -> Option<(FiscalYear, Era)> {
    super::year::nearest(number, context).map(|(era, western)| (FiscalYear(western), era))
}
