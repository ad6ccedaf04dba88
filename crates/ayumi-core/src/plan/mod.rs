//! The plan: its tree, levels, labels, period and terms.

pub mod calendar;
pub mod check;
pub mod comment;
pub mod compare;
pub mod edit;
pub mod edition;
pub mod label;
pub mod lint;
mod numbering;
pub mod prose;
mod standing;
mod term;
mod tree;

pub use calendar::{Era, EraYear, FiscalYear, find_years, parse_day, parse_period, parse_term};
pub use numbering::{Numbering, numbered_lines, renumbered};
pub use standing::{Group, Grouping, Link, Retired, Standing};
pub use term::{Half, Part, Period, Term};
pub(crate) use tree::id;
pub use tree::{
    FindingId, Item, ItemId, Legend, LineageEdge, MAX_ITEMS, MAX_LEVELS, NamedText, Plan, PlanId,
    Problem, RatingId, ScheduleCell, printed,
};

pub use crate::review::{
    Definition, Direction, Finding, FindingKind, Indicator, IndicatorKind, Rating, Reference,
    Reported, TargetChange,
};
