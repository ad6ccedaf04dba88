//! `Term` (a fiscal year or a part of it) and `Period` (the years a plan covers).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::FiscalYear;

/// A half of a fiscal year.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Half {
    /// 上半期: April to September.
    First,
    /// 下半期: October to March.
    Second,
}

/// Which part of a fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The whole year.
    Whole,
    /// A half.
    Half(Half),
    /// A quarter, 1–4 (1 = April to June).
    Quarter(u8),
}

/// When something is due, measured or judged: a fiscal year, whole or in part. One type for
/// schedule, rating, measurement and reporting round.
///
/// In JSON: `"year": 2017, "half": "first"` or `"quarter": 2`, flat in the object it belongs to.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(into = "TermFields", try_from = "TermFields")]
#[schemars(with = "TermFields")]
pub struct Term {
    /// The fiscal year.
    pub year: FiscalYear,
    /// The part of it.
    pub part: Part,
}

/// The flat JSON form of a [`Term`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
struct TermFields {
    /// Fiscal year, western.
    year: FiscalYear,
    /// `first` (上半期) or `second` (下半期).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    half: Option<Half>,
    /// 1–4, 1 = April to June.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 4))]
    quarter: Option<u8>,
}

impl From<Term> for TermFields {
    fn from(term: Term) -> Self {
        let (half, quarter) = match term.part {
            Part::Whole => (None, None),
            Part::Half(half) => (Some(half), None),
            Part::Quarter(quarter) => (None, Some(quarter)),
        };
        Self {
            year: term.year,
            half,
            quarter,
        }
    }
}

impl TryFrom<TermFields> for Term {
    type Error = &'static str;

    fn try_from(fields: TermFields) -> Result<Self, Self::Error> {
        let part = match (fields.half, fields.quarter) {
            (None, None) => Part::Whole,
            (Some(half), None) => Part::Half(half),
            (None, Some(quarter @ 1..=4)) => Part::Quarter(quarter),
            (None, Some(_)) => return Err("a quarter is 1 to 4"),
            (Some(_), Some(_)) => return Err("a term is a half or a quarter, not both"),
        };
        Ok(Self {
            year: fields.year,
            part,
        })
    }
}

impl Term {
    /// The whole of a fiscal year.
    #[must_use]
    pub fn whole(year: FiscalYear) -> Self {
        Self {
            year,
            part: Part::Whole,
        }
    }
}

/// The fiscal years a plan covers, with the words it was printed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// First fiscal year.
    pub from: FiscalYear,
    /// Last fiscal year; `None` = open end.
    pub to: Option<FiscalYear>,
    /// As printed (`平成29年度から平成31年度（令和元年度）までの3カ年`).
    pub text: String,
}

impl Period {
    /// Does the plan cover this year?
    #[must_use]
    pub fn covers(&self, year: FiscalYear) -> bool {
        self.from <= year && self.to.is_none_or(|to| year <= to)
    }
}
