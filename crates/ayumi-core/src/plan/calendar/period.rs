//! Periods: `平成29年度から平成31年度（令和元年度）までの3カ年`, `R3〜R5年度`, `H27~H30`.

use std::ops::Range;

use ayumi_document::{Notice, Rule, Severity};

use super::day::day_at;
use super::find::Certainty;
use super::scan::{Scan, letters};
use super::year::{Counted, Unit, in_context, unit_at, year_at};
use super::{Era, FiscalYear};
use crate::matching::is_hyphen;
use crate::plan::Period;

/// A period found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPeriod {
    /// The characters of its own words, the length behind it included (`までの3カ年`, `(5年間)`).
    pub range: Range<usize>,
    /// The period; its `text` is what was printed, line breaks taken out.
    pub period: Period,
    /// A sign of it was lost in the source (`令和2度`).
    pub damaged: bool,
    /// What was assumed or is odd. Without a place.
    pub notices: Vec<Notice>,
}

/// Finds the first period of a text: two years, or a year and a length or an open end. `context` is
/// a year the document speaks of; it gives the era to years printed without one (`24年~28年計画`).
#[must_use]
pub fn parse_period(text: &str, context: Option<FiscalYear>) -> Option<FoundPeriod> {
    let letters = letters(text);
    let scan = Scan::new(&letters);
    (0..scan.letters.len()).find_map(|from| period_at(&scan, from, context))
}

/// Years further apart than this are no period of a plan.
const LONGEST: i32 = 40;

/// One end of a period.
pub(super) struct Point {
    pub end: usize,
    pub year: i32,
    pub counted: Counted,
    pub unit: Unit,
    pub damaged: bool,
    pub notices: Vec<Notice>,
}

pub(super) fn period_at(
    scan: &Scan,
    from: usize,
    context: Option<FiscalYear>,
) -> Option<FoundPeriod> {
    let head = scan.at(from).filter(|_| scan.may_begin(from))?;
    let before = from.checked_sub(1).and_then(|at| scan.at(at));
    if head.is_ascii_digit() && before.is_some_and(is_hyphen) {
        return None;
    }
    let start = scan.word(from, "自").map_or(from, |end| scan.skip(end));
    let first = first_point(scan, start, context)?;
    let until = scan.until(first.end);
    if let Some(second) = until.and_then(|at| second_point(scan, scan.skip(at), &first)) {
        let plan_named = scan.word(second.end, "計画").is_some();
        let only_counted = first.counted == Counted::Open && first.unit == Unit::Year;
        let goes_on = second.unit == Unit::Bare
            && scan
                .at(second.end)
                .is_some_and(|c| is_hyphen(c) || c == '.')
            && scan.at(second.end + 1).is_some_and(|c| c.is_ascii_digit());
        let apart = (second.year - first.year).abs() > LONGEST;
        if goes_on || apart || (only_counted && second.unit != Unit::Fiscal && !plan_named) {
            return None;
        }
        let (end, years) = tail(scan, second.end);
        let found = Ends {
            from: first.year,
            to: Some(second.year),
            years,
            end,
        };
        return Some(found.period(scan, from, [first, second]));
    }
    let (end, years) = match scan.one_of(first.end, &["を初年度とする", "を初年度とした"])
    {
        Some(at) => duration(scan, at)?,
        None => match until.and_then(|at| duration(scan, scan.word(at, "の").unwrap_or(at))) {
            Some(found) => found,
            None => return open_end(scan, from, first),
        },
    };
    let to = first.year + i32::try_from(years).ok()? - 1;
    let found = Ends {
        from: first.year,
        to: Some(to),
        years: None,
        end,
    };
    Some(found.period(scan, from, [first]))
}

/// `令和2年度以降`, and `33年度から` where nothing else follows.
fn open_end(scan: &Scan, from: usize, first: Point) -> Option<FoundPeriod> {
    let after = scan.one_of(first.end, &["以降", "以後", "年以降", "年以後"]);
    let until = || scan.until(first.end).filter(|_| first.unit == Unit::Fiscal);
    let end = after.or_else(until)?;
    let next = scan.skip(end);
    let ends = after.is_some()
        || scan
            .at(next)
            .is_none_or(|c| matches!(c, ')' | '）' | '。' | '、' | '」' | '|'));
    let found = Ends {
        from: first.year,
        to: None,
        years: None,
        end,
    };
    ends.then(|| found.period(scan, from, [first]))
}

/// What was read of a period.
struct Ends {
    from: i32,
    to: Option<i32>,
    years: Option<u32>,
    end: usize,
}

impl Ends {
    fn period<const N: usize>(self, scan: &Scan, from: usize, points: [Point; N]) -> FoundPeriod {
        let text = scan.printed(from..self.end);
        let damaged = points.iter().any(|point| point.damaged);
        let mut notices: Vec<Notice> = points.into_iter().flat_map(|point| point.notices).collect();
        if let Some(to) = self.to {
            let count = to - self.from + 1;
            if count < 1 {
                notices.push(
                    Notice::new(Rule::PeriodReversed, Severity::Warning, None)
                        .with("value", text.clone())
                        .with("first", self.from.to_string())
                        .with("last", to.to_string()),
                );
            } else if let Some(years) = self
                .years
                .filter(|years| i32::try_from(*years) != Ok(count))
            {
                notices.push(
                    Notice::new(Rule::YearMismatch, Severity::Warning, None)
                        .with("value", text.clone())
                        .with("first", years.to_string())
                        .with("second", count.to_string()),
                );
            }
        }
        let (first, to) = (FiscalYear(self.from), self.to.map(FiscalYear));
        let period = Period {
            from: first,
            to,
            text,
        };
        FoundPeriod {
            range: from..self.end,
            period,
            damaged,
            notices,
        }
    }
}

pub(super) fn first_point(scan: &Scan, from: usize, context: Option<FiscalYear>) -> Option<Point> {
    if let Some(point) = dated(scan, from, context) {
        return Some(point);
    }
    let mut year = year_at(scan, from)?;
    let western = match year.counted {
        Counted::Open => {
            let printed = scan.printed(from..year.end);
            let (western, notice) = in_context(year.number, context, &printed)?;
            year.notices.push(notice);
            western
        }
        _ => year.western?,
    };
    let (western, end) = with_month(scan, year.end, year.unit, western);
    Some(Point {
        end,
        year: western,
        counted: year.counted,
        unit: year.unit,
        damaged: year.damaged,
        notices: year.notices,
    })
}

/// A day: what counts is the fiscal year it lies in.
fn dated(scan: &Scan, from: usize, context: Option<FiscalYear>) -> Option<Point> {
    let found = day_at(scan, from, context)?;
    let sure = !matches!(found.certainty, Certainty::Number) || scan.at(from + 4).is_some();
    let year = FiscalYear::of_day(found.day.filter(|_| sure)?).0;
    let counted = scan
        .era(from)
        .map_or(Counted::Western, |(era, _, _)| Counted::Era(era));
    Some(Point {
        end: found.range.end,
        year,
        counted,
        unit: Unit::Fiscal,
        damaged: found.certainty == Certainty::Damaged,
        notices: found.notices,
    })
}

/// `平成27年4月`: the fiscal year of that month.
fn with_month(scan: &Scan, end: usize, unit: Unit, western: i32) -> (i32, usize) {
    let month = scan.number(end, true).filter(|_| unit == Unit::Year);
    let read = month.and_then(|month| {
        let end = scan.word(month.end, "月")?;
        let month = i8::try_from(month.value)
            .ok()
            .filter(|month| (1..=12).contains(month))?;
        Some((FiscalYear::of_month(western, month).0, end))
    });
    read.unwrap_or((western, end))
}

/// The last year: in its own words, or a number that counts like the first.
fn second_point(scan: &Scan, from: usize, first: &Point) -> Option<Point> {
    let known = Some(FiscalYear(first.year));
    if let Some(point) = dated(scan, from, known) {
        return Some(point);
    }
    if let Some(year) = year_at(scan, from).filter(|year| year.counted != Counted::Open) {
        let (western, end) = with_month(scan, year.end, year.unit, year.western?);
        return Some(Point {
            end,
            year: western,
            counted: year.counted,
            unit: year.unit,
            damaged: year.damaged,
            notices: year.notices,
        });
    }
    let count = scan
        .number(from, false)
        .filter(|count| count.digits <= 2 && count.value > 0)?;
    let (unit, end, damaged) = unit_at(scan, count.end);
    let counts = scan.at(end).is_some_and(|c| {
        unit == Unit::Bare
            && (c.is_ascii_alphanumeric() || "年月日人回件時かカヵヶケｶｹ箇個".contains(c))
    });
    if counts {
        return None;
    }
    let printed = scan.printed(from..end);
    let (year, notices) = like_first(count.value, first, &printed)?;
    let (year, end) = with_month(scan, end, unit, year);
    Some(Point {
        end,
        year,
        counted: first.counted,
        unit,
        damaged,
        notices,
    })
}

/// The year of a number that counts as the first point does (`令和3~6年度`, `2017～19`). Where that
/// would end before it begins, the next era is taken (`平成30～2年度`) and the notice says so.
fn like_first(number: u32, first: &Point, printed: &str) -> Option<(i32, Vec<Notice>)> {
    match first.counted {
        Counted::Western => {
            let two_digits = i32::try_from(number).ok()?;
            Some((first.year / 100 * 100 + two_digits, Vec::new()))
        }
        Counted::Era(era) => {
            let year = era.western(number)?;
            if year >= first.year {
                return Some((year, continued(era, number, printed)));
            }
            let (later, notice) = in_context(number, Some(FiscalYear(first.year)), printed)?;
            Some(if later >= first.year {
                (later, vec![notice])
            } else {
                (year, Vec::new())
            })
        }
        Counted::Open => in_context(number, Some(FiscalYear(first.year)), printed)
            .map(|(year, notice)| (year, vec![notice])),
    }
}

/// `平成29～33年度` ends in an era that is over.
fn continued(era: Era, number: u32, printed: &str) -> Vec<Notice> {
    let right = era
        .western(number)
        .and_then(|year| FiscalYear(year).era_year());
    match right.filter(|_| era.is_over(number)) {
        Some(right) => vec![
            Notice::new(Rule::EraContinued, Severity::Info, None)
                .with("value", format!("{}{printed}", era.name()))
                .with("era", right.era.name())
                .with("number", right.number.to_string())
                .with("year", era.western(number).unwrap_or_default().to_string()),
        ],
        None => Vec::new(),
    }
}

/// `まで`, `までの3カ年`, `(5年間)` behind the last year: where it ends, and the length told.
fn tail(scan: &Scan, from: usize) -> (usize, Option<u32>) {
    let end = scan.word(from, "まで").unwrap_or(from);
    let at = scan.word(end, "の").unwrap_or(end);
    if let Some((end, years)) = duration(scan, at) {
        return (end, Some(years));
    }
    let bracketed = scan.opens(end).and_then(|open| {
        let (inner, years) = duration(scan, open)?;
        let inner = scan.one_of(inner, &["計画"]).unwrap_or(inner);
        Some((scan.closes(inner)?, Some(years)))
    });
    bracketed.unwrap_or((end, None))
}

/// `3か年`, `5年間`, `３ヵ年`, `五カ年`, `5年`: where it ends, and the years.
fn duration(scan: &Scan, from: usize) -> Option<(usize, u32)> {
    let count = scan
        .number(from, false)
        .filter(|count| (1..=50).contains(&count.value))?;
    let marks = [
        "か年", "カ年", "ヵ年", "ヶ年", "ケ年", "ｶ年", "ｹ年", "箇年", "個年", "年",
    ];
    let end = scan.one_of(count.end, &marks)?;
    if let Some(end) = scan.word(end, "間") {
        return Some((end, count.value));
    }
    let other = scan
        .at(scan.skip(end))
        .is_some_and(|c| "度次目生月以".contains(c));
    let year_of_era = scan.at(scan.skip(from)) == Some('元');
    (!other && !year_of_era).then_some((end, count.value))
}
