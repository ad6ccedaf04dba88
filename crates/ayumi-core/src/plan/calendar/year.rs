//! One year at one place of a text.

use std::ops::Range;

use ayumi_document::{Notice, Rule, Severity};

use super::scan::{Count, Scan};
use super::{Era, EraYear, FiscalYear};

/// The western years a plan may speak of.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1868..=2199;

/// What stands behind the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Nothing.
    Bare,
    /// 年.
    Year,
    /// 年度.
    Fiscal,
}

/// How the number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// In an era.
    Era(Era),
    /// In western years.
    Western,
    /// In an era that is not printed.
    Open,
}

/// A year read at a place.
#[derive(Clone, Debug)]
pub(super) struct Year {
    pub end: usize,
    /// `None`: no such year; the notices say why.
    pub western: Option<i32>,
    pub counted: Counted,
    pub number: u32,
    pub unit: Unit,
    /// 年 was lost (令和2度).
    pub damaged: bool,
    /// Printed in two ways that agree.
    pub twice: bool,
    pub notices: Vec<Notice>,
}

/// Reads a year at `from`: `平成31年度（令和元年度）`, `2016(平成 28)`, `R3`, `24年度`.
pub(super) fn year_at(scan: &Scan, from: usize) -> Option<Year> {
    if !scan.may_begin(from) {
        return None;
    }
    let mut year = plain_year(scan, from)?;
    // Mostly one pair of brackets; 平成31年度（令和元年度）（2019年度） has two.
    while let Some((inner, end)) = bracketed(scan, &year) {
        join(scan, from..end, &mut year, &inner);
    }
    Some(year)
}

/// The year in brackets behind `year`, and where the brackets end.
fn bracketed(scan: &Scan, year: &Year) -> Option<(Year, usize)> {
    let open = scan.opens(year.end)?;
    let inner = twin(scan, scan.skip(open), year)?;
    let end = scan.closes(inner.end)?;
    Some((inner, end))
}

/// Takes a year's twin into it.
fn join(scan: &Scan, whole: Range<usize>, year: &mut Year, inner: &Year) {
    let end = whole.end;
    if inner.western.is_some() && inner.western == year.western {
        // Printed in both ways: nothing was assumed.
        year.notices
            .retain(|notice| notice.rule == Rule::YearMismatch);
        year.twice = true;
    } else {
        let told = |western: Option<i32>| western.map_or_else(String::new, |w| w.to_string());
        year.notices.push(
            Notice::new(Rule::YearMismatch, Severity::Warning, None)
                .with("value", scan.printed(whole))
                .with("first", told(year.western))
                .with("second", told(inner.western)),
        );
    }
    year.end = end;
    if year.unit == Unit::Bare {
        (year.unit, year.end, _) = unit_at(scan, end);
    }
}

/// The year in brackets behind another one: in the other way of counting, or in another era.
fn twin(scan: &Scan, from: usize, outer: &Year) -> Option<Year> {
    let inner = plain_year(scan, from);
    if let Some(inner) = inner {
        return (inner.counted != Counted::Open).then_some(inner);
    }
    // (20204年度): a western year with a digit too many.
    let count = scan.arabic(from, false)?;
    let (unit, end, _) = unit_at(scan, count.end);
    let odd = count.digits >= 5 && unit != Unit::Bare && outer.counted != Counted::Western;
    odd.then_some(Year {
        end,
        western: None,
        counted: Counted::Western,
        number: count.value,
        unit,
        damaged: false,
        twice: false,
        notices: Vec::new(),
    })
}

/// A year without its twin in brackets.
fn plain_year(scan: &Scan, from: usize) -> Option<Year> {
    match scan.era(from) {
        Some((era, end, spaced)) => era_year(scan, from, era, (end, spaced)),
        None => western_year(scan, from).or_else(|| open_year(scan, from)),
    }
}

fn era_year(scan: &Scan, from: usize, era: Era, (end, spaced): (usize, bool)) -> Option<Year> {
    if let Some(minus) = scan.at(end).filter(|c| crate::matching::is_hyphen(*c))
        && let Some(count) = scan.arabic(end + 1, false)
        && scan.word(count.end, "年").is_some()
    {
        let _ = minus;
        let (unit, end, damaged) = unit_at(scan, count.end);
        return Some(impossible(
            scan,
            from,
            Year {
                end,
                western: None,
                counted: Counted::Era(era),
                number: 0,
                unit,
                damaged,
                twice: false,
                notices: Vec::new(),
            },
        ));
    }
    let count = lost_year_sign(scan, scan.number(end, spaced)?);
    let (unit, end, damaged) = unit_at(scan, count.end);
    let written_as_letter =
        scan.letters[from].is_alphanumeric() && !era.name().contains(scan.letters[from]);
    let year = Year {
        end,
        western: era.western(count.value),
        counted: Counted::Era(era),
        number: count.value,
        unit,
        damaged: damaged || count.digits == usize::MAX,
        twice: false,
        notices: Vec::new(),
    };
    if year.western.is_none() {
        // `R100` is some code; 令和100年 is a year that does not exist.
        return (!written_as_letter).then(|| impossible(scan, from, year));
    }
    if written_as_letter && matches!(era, Era::Meiji | Era::Taisho | Era::Showa) {
        let dated = unit != Unit::Bare
            || scan.at(end).is_some_and(|c| matches!(c, '.' | '．' | '/'))
            || scan.until(end).is_some();
        if !dated {
            return None;
        }
    }
    Some(with_era_checked(scan, from, year))
}

/// `平成293月`: the sign between year and month was lost. The count of such a year ends before the
/// month; it is marked by an impossible number of digits.
fn lost_year_sign(scan: &Scan, count: Count) -> Count {
    let month_follows = scan.at(count.end) == Some('月');
    if !month_follows || count.digits < 2 {
        return count;
    }
    for year_digits in [2, 1] {
        let Some(rest) = count
            .digits
            .checked_sub(year_digits)
            .filter(|rest| *rest > 0)
        else {
            continue;
        };
        let power = 10u32.pow(u32::try_from(rest).unwrap_or(1));
        let (year, month) = (count.value / power, count.value % power);
        if (1..=12).contains(&month) && month >= power / 10 && (1..=64).contains(&year) {
            return Count {
                value: year,
                digits: usize::MAX,
                end: count.end - rest,
            };
        }
    }
    count
}

fn impossible(scan: &Scan, from: usize, mut year: Year) -> Year {
    year.western = None;
    year.notices.push(
        Notice::new(Rule::DateImpossible, Severity::Error, None)
            .with("value", scan.printed(from..year.end)),
    );
    year
}

/// Adds the notice for a year of a past era (平成32年度 = 令和2年度).
fn with_era_checked(scan: &Scan, from: usize, mut year: Year) -> Year {
    let (Counted::Era(era), Some(western)) = (year.counted, year.western) else {
        return year;
    };
    if era.is_over(year.number) {
        let EraYear { era, number } = FiscalYear(western).era_year().unwrap_or(EraYear {
            era,
            number: year.number,
        });
        year.notices.push(
            Notice::new(Rule::EraContinued, Severity::Info, None)
                .with("value", scan.printed(from..year.end))
                .with("era", era.name())
                .with("number", number.to_string())
                .with("year", western.to_string()),
        );
    }
    year
}

/// `2017`, `2017年度`, `二〇二六年`.
fn western_year(scan: &Scan, from: usize) -> Option<Year> {
    let before = from.checked_sub(1).and_then(|at| scan.at(at));
    let in_number = before.is_some_and(|c| {
        c.is_ascii_alphanumeric() || crate::plan::label::digit(c).is_some() || ",.，．-".contains(c)
    });
    let kanji = || {
        scan.kanji(from)
            .filter(|count| scan.word(count.end, "年").is_some())
    };
    let count = scan.arabic(from, false).or_else(kanji)?;
    let shaped = matches!(count.digits, 0 | 4) && YEARS.contains(&count.value);
    let in_number = in_number && count.digits > 0 && !ends_a_range(scan, from);
    if !shaped || in_number || scan.skip(from) != from {
        return None;
    }
    let (unit, end, damaged) = unit_at(scan, count.end);
    let western = i32::try_from(count.value).ok();
    Some(Year {
        end,
        western,
        counted: Counted::Western,
        number: count.value,
        unit,
        damaged: damaged && unit == Unit::Fiscal,
        twice: false,
        notices: Vec::new(),
    })
}

/// `2012-2016`: a hyphen before a number joins it to a year, where just a year stands before.
fn ends_a_range(scan: &Scan, from: usize) -> bool {
    let before = |count: usize| from.checked_sub(count).and_then(|at| scan.at(at));
    let digits = |count: usize| before(count).is_some_and(|c| c.is_ascii_digit());
    let hyphen = before(1).is_some_and(crate::matching::is_hyphen);
    let starts = before(6).is_none_or(|c| !c.is_ascii_alphanumeric() && !",.-".contains(c));
    let year = scan
        .arabic(from.saturating_sub(5), false)
        .is_some_and(|c| YEARS.contains(&c.value));
    hyphen && (2..=5).all(digits) && starts && year
}

/// `33年度`, `24年`: the era has to come from elsewhere.
fn open_year(scan: &Scan, from: usize) -> Option<Year> {
    let before = from.checked_sub(1).and_then(|at| scan.at(at));
    let in_number = before.is_some_and(|c| {
        c.is_ascii_alphanumeric()
            || crate::plan::label::digit(c).is_some()
            || ",.，．第".contains(c)
    });
    if in_number || scan.skip(from) != from {
        return None;
    }
    let count = scan.number(from, false).filter(|count| count.digits <= 2)?;
    let (unit, end, _) = unit_at(scan, count.end);
    let year_printed = scan.word(count.end, "年").is_some() && unit != Unit::Bare;
    (year_printed && (1..=64).contains(&count.value)).then_some(Year {
        end,
        western: None,
        counted: Counted::Open,
        number: count.value,
        unit,
        damaged: false,
        twice: false,
        notices: Vec::new(),
    })
}

/// 年, 年度 or nothing behind a number; the last tells that 年 was lost before 度. Words of
/// duration (`5年間`, `3年次`) are no years.
pub(super) fn unit_at(scan: &Scan, from: usize) -> (Unit, usize, bool) {
    if let Some(end) = scan.word(from, "年度") {
        return (Unit::Fiscal, end, false);
    }
    if let Some(end) = scan.word(from, "年") {
        let next = scan.at(end);
        let lasts = next.is_some_and(|c| "間次生目以前後余半代".contains(c));
        return if lasts {
            (Unit::Bare, from, false)
        } else {
            (Unit::Year, end, false)
        };
    }
    match scan.word(from, "度") {
        Some(end) if scan.at(end).is_none_or(|c| !"目数".contains(c)) => {
            (Unit::Fiscal, end, true)
        }
        _ => (Unit::Bare, from, false),
    }
}

/// The western year of a number whose era is not printed, nearest to the context; without one,
/// only numbers that no other era can mean. The notice says what was assumed.
pub(super) fn in_context(
    number: u32,
    context: Option<FiscalYear>,
    printed: &str,
) -> Option<(i32, Notice)> {
    let (era, western) = nearest(number, context)?;
    let notice = Notice::new(Rule::EraAssumed, Severity::Info, None)
        .with("value", printed)
        .with("era", era.name())
        .with("number", number.to_string())
        .with("year", western.to_string());
    Some((western, notice))
}

/// The era a bare number most likely counts in, and the western year it then is.
pub(super) fn nearest(number: u32, context: Option<FiscalYear>) -> Option<(Era, i32)> {
    let candidates = [Era::Showa, Era::Heisei, Era::Reiwa];
    match context {
        Some(context) => candidates
            .into_iter()
            .filter_map(|era| era.western(number).map(|western| (era, western)))
            .min_by_key(|(_, western)| (western - context.0).abs())
            .filter(|(_, western)| (western - context.0).abs() <= 15),
        None if (13..=40).contains(&number) => Some((Era::Heisei, Era::Heisei.western(number)?)),
        None => None,
    }
}

/// Does what stands at `from` tell that the four digits before it count something (`2020人`)?
pub(super) fn counts_something(scan: &Scan, from: usize) -> bool {
    scan.at(from).is_some_and(|c| {
        c.is_ascii_alphanumeric() || "人名回件円千百万％%個か所,，.．歳時".contains(c)
    })
}
