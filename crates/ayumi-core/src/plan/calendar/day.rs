//! Days: `令和2年4月1日`, `R2.3.31`, `2026/4/1`, `H27.3月末`, `4月1日`.

use std::ops::Range;

use ayumi_document::{Notice, Rule, Severity};
use jiff::civil::Date;

use super::scan::{Scan, letters};
use super::year::{Counted, Unit, YEARS, in_context, year_at};
use super::{Certainty, Era, EraYear, FiscalYear};
use crate::matching::is_hyphen;

/// A day found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDay {
    /// The characters it takes.
    pub range: Range<usize>,
    /// The day; `None` for one that does not exist (`令和8年13月`, `2026/2/29`): the notice says so.
    pub day: Option<Date>,
    /// How sure it is.
    pub certainty: Certainty,
    /// What was assumed or is odd. Without a place.
    pub notices: Vec<Notice>,
}

/// Finds the first day of a text. A day without year (`4月1日`, `4/1`) or without era (`8.4.1`) is
/// read only where `context` gives the fiscal year it lies in or near to.
#[must_use]
pub fn parse_day(text: &str, context: Option<FiscalYear>) -> Option<FoundDay> {
    let letters = letters(text);
    let scan = Scan::new(&letters);
    (0..scan.letters.len()).find_map(|from| day_at(&scan, from, context))
}

/// The parts of a day as printed.
struct Parts {
    end: usize,
    western: Option<i32>,
    counted: Counted,
    number: u32,
    month: u32,
    /// `None`: the end of the month (月末).
    day: Option<u32>,
    certainty: Certainty,
    notices: Vec<Notice>,
}

/// Reads a day at `from`.
pub(super) fn day_at(scan: &Scan, from: usize, context: Option<FiscalYear>) -> Option<FoundDay> {
    let first = scan.at(from).filter(|_| scan.may_begin(from))?;
    let in_number = from
        .checked_sub(1)
        .and_then(|at| scan.at(at))
        .is_some_and(|before| {
            (crate::plan::label::digit(before).is_some() || matches!(before, '.' | '/' | ','))
                && crate::plan::label::digit(first).is_some()
        });
    if in_number {
        return None;
    }
    let parts = spelled(scan, from, context)
        .or_else(|| dotted(scan, from, context))
        .or_else(|| eight_digits(scan, from))
        .or_else(|| without_year(scan, from, context?))?;
    Some(checked(scan, from, parts))
}

/// `令和2年4月1日`, and the same with lost signs (`平成285月13`).
fn spelled(scan: &Scan, from: usize, context: Option<FiscalYear>) -> Option<Parts> {
    let year = year_at(scan, from)?;
    let lost = year.unit == Unit::Bare && matches!(year.counted, Counted::Era(_));
    if year.unit == Unit::Fiscal || (year.unit == Unit::Bare && !lost) {
        return None;
    }
    let month = scan.number(year.end, true)?;
    let month_end = scan.word(month.end, "月")?;
    let mut damaged = lost;
    let (day, end) = if let Some(end) = scan.one_of(month_end, &["末日", "末"]) {
        (None, end)
    } else {
        match scan.number(month_end, true) {
            Some(day) => match scan.word(day.end, "日") {
                Some(end) => (Some(day.value), end),
                None => {
                    damaged = true;
                    (Some(day.value), day.end)
                }
            },
            // 令和8年13月: no day, and yet it has to be refused.
            None if !(1..=12).contains(&month.value) => (Some(1), month_end),
            None => return None,
        }
    };
    let mut parts = Parts {
        end,
        western: year.western,
        counted: year.counted,
        number: year.number,
        month: month.value,
        day,
        certainty: if damaged {
            Certainty::Damaged
        } else {
            Certainty::Printed
        },
        notices: year.notices,
    };
    parts
        .notices
        .retain(|notice| notice.rule != Rule::EraContinued);
    if year.counted == Counted::Open {
        parts.settle(scan, from, context)?;
    }
    Some(parts)
}

/// `R2.3.31`, `2026/4/1`, `2026-04-01`, `8.4.1`, `H27.3月末`.
fn dotted(scan: &Scan, from: usize, context: Option<FiscalYear>) -> Option<Parts> {
    let (counted, start) = match scan.era(from) {
        Some((era, end, _)) => (Some(Counted::Era(era)), end),
        None => (None, from),
    };
    let first = scan
        .number(start, false)
        .filter(|count| count.end > start)?;
    let sign = scan
        .at(first.end)
        .filter(|c| matches!(c, '.' | '．' | '/' | '／') || is_hyphen(*c))?;
    let second = scan
        .arabic(first.end + 1, false)
        .filter(|count| count.digits <= 2)?;
    let (day, end) = if let Some(end) = scan.one_of(second.end, &["月末日", "月末"]) {
        (None, end)
    } else {
        let same_sign = scan.at(second.end) == Some(sign);
        let third = scan
            .arabic(second.end + 1, false)
            .filter(|count| count.digits <= 2)?;
        if !same_sign {
            return None;
        }
        (Some(third.value), third.end)
    };
    let goes_on = scan
        .at(end)
        .is_some_and(|c| crate::plan::label::digit(c).is_some() || c == sign && counted.is_none());
    if goes_on {
        return None;
    }
    let counted = match counted {
        Some(counted) => counted,
        None if first.digits == 4 && YEARS.contains(&first.value) => Counted::Western,
        // Three small numbers are a day only where the years around are known, and `1-1-1` is a
        // label everywhere.
        None if first.digits <= 2 && (!is_hyphen(sign) || first.digits == 2) => Counted::Open,
        None => return None,
    };
    let western = match counted {
        Counted::Era(era) => era.western(first.value),
        Counted::Western => i32::try_from(first.value).ok(),
        Counted::Open => None,
    };
    let mut parts = Parts {
        end,
        western,
        counted,
        number: first.value,
        month: second.value,
        day,
        certainty: Certainty::Printed,
        notices: Vec::new(),
    };
    if counted == Counted::Open {
        let sound = (1..=12).contains(&second.value) && day.is_none_or(|d| (1..=31).contains(&d));
        if !sound {
            return None;
        }
        parts.settle(scan, from, Some(context?))?;
    }
    Some(parts)
}

/// `20260401`.
fn eight_digits(scan: &Scan, from: usize) -> Option<Parts> {
    let count = scan
        .arabic(from, false)
        .filter(|count| count.digits == 8 && count.end == from + 8)?;
    let (year, month, day) = (
        count.value / 10_000,
        count.value / 100 % 100,
        count.value % 100,
    );
    let sound = YEARS.contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    sound.then(|| Parts {
        end: count.end,
        western: i32::try_from(year).ok(),
        counted: Counted::Western,
        number: year,
        month,
        day: Some(day),
        certainty: Certainty::Number,
        notices: Vec::new(),
    })
}

/// `4月1日`, `4/1`: in the fiscal year of the context.
fn without_year(scan: &Scan, from: usize, context: FiscalYear) -> Option<Parts> {
    let month = scan
        .number(from, false)
        .filter(|count| count.end > from && count.digits <= 2)?;
    let (day, end, certainty) = match scan.word(month.end, "月") {
        Some(at) => match scan.one_of(at, &["末日", "末"]) {
            Some(end) => (None, end, Certainty::Context),
            None => {
                let day = scan.number(at, false)?;
                (
                    Some(day.value),
                    scan.word(day.end, "日")?,
                    Certainty::Context,
                )
            }
        },
        None => {
            let slash = scan.at(month.end).is_some_and(|c| matches!(c, '/' | '／'));
            let day = scan
                .arabic(month.end + 1, false)
                .filter(|day| slash && day.digits <= 2)?;
            let goes_on = scan
                .at(day.end)
                .is_some_and(|c| c.is_ascii_alphanumeric() || c == '/');
            if goes_on || !(1..=31).contains(&day.value) || !(1..=12).contains(&month.value) {
                return None;
            }
            (Some(day.value), day.end, Certainty::Number)
        }
    };
    let western = if month.value < 4 {
        context.0 + 1
    } else {
        context.0
    };
    Some(Parts {
        end,
        western: Some(western),
        counted: Counted::Western,
        number: 0,
        month: month.value,
        day,
        certainty,
        notices: Vec::new(),
    })
}

impl Parts {
    /// Gives a year printed without era the one nearest to the context.
    fn settle(&mut self, scan: &Scan, from: usize, context: Option<FiscalYear>) -> Option<()> {
        let printed = scan.printed(from..self.end);
        let (western, notice) = in_context(self.number, context, &printed)?;
        self.western = Some(western);
        self.certainty = Certainty::Context;
        self.notices.push(notice);
        Some(())
    }

    /// The day, if the calendar has it.
    fn date(&self) -> Option<Date> {
        let (year, month) = (
            i16::try_from(self.western?).ok()?,
            i8::try_from(self.month).ok()?,
        );
        let first = Date::new(year, month, 1).ok()?;
        match self.day {
            None => Some(first.last_of_month()),
            Some(day) => Date::new(year, month, i8::try_from(day).ok()?).ok(),
        }
    }
}

/// Looks whether the day exists and lies in its era.
fn checked(scan: &Scan, from: usize, parts: Parts) -> FoundDay {
    let printed = scan.printed(from..parts.end);
    // Before 1873 the months followed the moon: no such day can be converted by counting.
    let day = parts.date().filter(|day| day.year() >= 1873);
    let mut notices = parts.notices;
    match (day, parts.counted) {
        (None, _) => {
            notices.retain(|notice| notice.rule != Rule::DateImpossible);
            notices.push(
                Notice::new(Rule::DateImpossible, Severity::Error, None).with("value", printed),
            );
        }
        (Some(day), Counted::Era(era)) => notices.extend(outside(era, day, &printed)),
        _ => {}
    }
    FoundDay {
        range: from..parts.end,
        day,
        certainty: parts.certainty,
        notices,
    }
}

/// The notice for a day that lies before or after its era, with the era it lies in.
fn outside(era: Era, day: Date, printed: &str) -> Option<Notice> {
    let after = era.last_day().is_some_and(|last| day > last);
    if day >= era.first_day() && !after {
        return None;
    }
    let (right, number) = Era::ALL
        .into_iter()
        .rev()
        .find(|one| day >= one.first_day())
        .and_then(|one| one.count(i32::from(day.year())).map(|number| (one, number)))?;
    let last_year = era.last_day().map(|last| last.year());
    let rule = if after && last_year.is_some_and(|year| day.year() > year) {
        Rule::EraContinued
    } else {
        Rule::EraOutside
    };
    let severity = if rule == Rule::EraContinued {
        Severity::Info
    } else {
        Severity::Warning
    };
    let EraYear { era, number } = EraYear { era: right, number };
    Some(
        Notice::new(rule, severity, None)
            .with("value", printed)
            .with("era", era.name())
            .with("number", number.to_string())
            .with("year", day.year().to_string())
            .with("day", day.to_string()),
    )
}
