//! Fiscal years, eras and days: read here in every form met, printed by `ayumi-locale`.
//!
//! Rules: 年度 = 1 April – 31 March; 昭和n年度 = 1925+n, 平成n年度 = 1988+n, 令和n年度 = 2018+n;
//! 平成31年度 = 令和元年度 = 2019 (the State calls the whole year 令和元年度 since 2019-05-01).
//! Nothing is assumed in silence: what a reader took for granted stands in the notices of its
//! result. Notices have no place yet; the caller knows the line.

mod day;
mod era;
mod find;
mod period;
mod scan;
mod spans;
mod term;
mod year;

use jiff::civil::{Date, date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use day::{FoundDay, parse_day};
pub use era::{Era, EraYear};
pub use find::{Certainty, FoundYear, find_years};
pub use period::{FoundPeriod, parse_period};
pub use spans::{FoundSpan, SpanEnd, find_spans, span_at, year_in_context};
pub use term::{FoundTerm, find_part, parse_term, year_of_plan};

/// A fiscal year (年度), named by the western year in which it begins: 2019 is 1 April 2019 to
/// 31 March 2020 = 令和元年度 = 平成31年度.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct FiscalYear(pub i32);

impl FiscalYear {
    /// The fiscal year a day lies in: January to March belong to the year before.
    #[must_use]
    pub fn of_day(day: Date) -> Self {
        Self::of_month(i32::from(day.year()), day.month())
    }

    /// The fiscal year a month lies in.
    #[must_use]
    pub fn of_month(year: i32, month: i8) -> Self {
        Self(if month < 4 { year - 1 } else { year })
    }

    /// 1 April.
    #[must_use]
    pub fn first_day(self) -> Date {
        date(self.western(), 4, 1)
    }

    /// 31 March of the western year after.
    #[must_use]
    pub fn last_day(self) -> Date {
        date(self.western() + 1, 3, 31)
    }

    /// The year as a calendar takes it; a year no plan can have ends at the calendar's borders.
    fn western(self) -> i16 {
        i16::try_from(self.0.clamp(1, 9998)).unwrap_or(1)
    }

    /// The year in the era the State uses for it; for 2019 令和元年度.
    #[must_use]
    pub fn era_year(self) -> Option<EraYear> {
        Era::ALL
            .into_iter()
            .rev()
            .find_map(|era| era.count(self.0).map(|number| EraYear { era, number }))
    }

    /// The year in the era that ended in it, where one did: 平成31年度 for 2019.
    #[must_use]
    pub fn former_era_year(self) -> Option<EraYear> {
        let EraYear { era, number: 1 } = self.era_year()? else {
            return None;
        };
        let former = Era::ALL.into_iter().take_while(|one| *one != era).last()?;
        // 昭和64 lasted seven days, all of them in 昭和63年度; 平成31 began its last 年度.
        let lasted_into_april = former.last_day().is_some_and(|day| day >= self.first_day());
        lasted_into_april
            .then(|| {
                former.count(self.0).map(|number| EraYear {
                    era: former,
                    number,
                })
            })
            .flatten()
    }
}

#[cfg(test)]
mod tests;
