//! All years of a text.

use std::ops::Range;

use ayumi_document::Notice;

use super::FiscalYear;
use super::scan::{Scan, letters};
use super::year::{Counted, Unit, counts_something, in_context, year_at};

/// How sure a year is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Printed as a year (`令和6年度`, `2023年`, `R6`).
    Printed,
    /// Printed without its era, which was taken from the years around it or from the context.
    Context,
    /// Four digits that may be a year (`2023`).
    Number,
    /// Printed, with a sign lost (`令和2度`): to be listed as a repair.
    Damaged,
}

/// A year found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundYear {
    /// The characters it takes, its twin in brackets included.
    pub range: Range<usize>,
    /// The year; `None` for one that does not exist (`令和0年`): the notice says so.
    pub year: Option<FiscalYear>,
    /// Printed with 年度; else it may be a calendar year.
    pub fiscal: bool,
    /// How sure it is.
    pub certainty: Certainty,
    /// What was assumed or is odd. Without a place.
    pub notices: Vec<Notice>,
}

/// Finds all years of a text, in order (`H28 H29H30`, `平成31年度（令和元年度）` as one).
///
/// A year without era takes it from the year found before it.
#[must_use]
pub fn find_years(text: &str) -> Vec<FoundYear> {
    let letters = letters(text);
    let scan = Scan::new(&letters);
    let mut found: Vec<FoundYear> = Vec::new();
    let mut position = 0;
    while position < scan.letters.len() {
        let context = found.iter().rev().find_map(|one| one.year);
        match found_at(&scan, position, context) {
            Some(one) => {
                position = one.range.end;
                found.push(one);
            }
            None => position += 1,
        }
    }
    found
}

fn found_at(scan: &Scan, from: usize, context: Option<FiscalYear>) -> Option<FoundYear> {
    let year = year_at(scan, from)?;
    let mut notices = year.notices;
    let (western, certainty) = match year.counted {
        Counted::Open => {
            if year.unit != Unit::Fiscal {
                return None;
            }
            let printed = scan.printed(from..year.end);
            let (western, notice) = in_context(year.number, context, &printed)?;
            notices.push(notice);
            (Some(western), Certainty::Context)
        }
        Counted::Western if year.unit == Unit::Bare && !year.twice => {
            if counts_something(scan, year.end) {
                return None;
            }
            (year.western, Certainty::Number)
        }
        _ => (year.western, Certainty::Printed),
    };
    let certainty = if year.damaged {
        Certainty::Damaged
    } else {
        certainty
    };
    Some(FoundYear {
        range: from..year.end,
        year: western.map(FiscalYear),
        fiscal: year.unit == Unit::Fiscal,
        certainty,
        notices,
    })
}
