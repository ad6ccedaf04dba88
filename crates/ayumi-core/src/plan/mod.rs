//! The plan: its tree, levels, labels, period and terms.

pub mod calendar;
pub mod label;
mod term;
mod tree;

pub(crate) use tree::id;
pub use term::{Half, Part, Period, Term};
pub use tree::{
    FindingId, Item, ItemId, Legend, LineageEdge, NamedText, Plan, PlanId, Problem, RatingId,
    ScheduleCell, MAX_ITEMS, MAX_LEVELS,
};
pub use calendar::FiscalYear;

pub use crate::review::{Finding, FindingKind, Indicator, Rating, Reference, Reported};
