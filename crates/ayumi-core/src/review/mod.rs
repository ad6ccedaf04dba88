//! Looking back: findings (成果と反省点), ratings (評定), indicators, and what no finding mentions.

mod definition;
pub mod mention;
mod quantity;

pub use definition::{Definition, Direction, Ground, IndicatorKind, TargetChange, keep_changes};
pub use quantity::{Amount, Quantity, amount, plain_number};
pub use rust_decimal::Decimal;

use ayumi_document::At;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::plan::{FindingId, ItemId, RatingId, Term};

/// What a finding says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FindingKind {
    /// 成果: something was reached.
    Result,
    /// 反省点・課題: something was not.
    Reflection,
    /// Both in one sentence.
    Mixed,
    /// ※: a note or a reference.
    Note,
    /// Not told.
    #[default]
    Unclassified,
}

/// A reference in a finding (`13ページを参照`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reference {
    /// The page as printed in the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The label of an item as printed (`4-2`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The item it leads to, once known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<ItemId>,
}

/// A statement of 成果と反省点, at an item of any level or at the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Identity.
    pub id: FindingId,
    /// What it says.
    #[serde(default)]
    pub kind: FindingKind,
    /// The sign printed before it (`○`, `※`, `-`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// The words.
    pub text: String,
    /// Its references.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<Reference>,
    /// The items below its owner that it speaks of, as confirmed by a person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<ItemId>,
    /// Its place in the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
}

/// A grade given by one stage on one axis for one term. A later stage never overwrites an
/// earlier one: ratings are only added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rating {
    /// Identity.
    pub id: RatingId,
    /// Who judged (`担当課`, `評価委員会`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// What was judged (`達成度`, `必要性`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub axis: Option<String>,
    /// For which term.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// Whose part of a shared item, by section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The grade as printed.
    pub grade: String,
    /// The words with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The day it was given, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Who gave it, by name or post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
}

/// What is counted to see whether an item moves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Indicator {
    /// Its name; `None` where the source names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `人`, `か所`, `%`…
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The value before the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Reported>,
    /// What is aimed at, by term.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Reported>,
    /// What was reached, by term.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actuals: Vec<Reported>,
    /// How it is meant.
    #[serde(default, skip_serializing_if = "Definition::is_plain")]
    pub definition: Definition,
}

/// A value of an indicator. Values stay text (`随時`, `年1回以上`, `3`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reported {
    /// When.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// Whose value, where several sections share the row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// As printed.
    pub text: String,
    /// The number, only where the text is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<f64>,
}
