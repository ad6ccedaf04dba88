//! `ayumi/reading@1`: what was recognised in a document, with everything that was not placed,
//! repaired or unsure. Nothing of it is stored before a person accepts it.

use std::collections::BTreeMap;

use ayumi_document::{At, Notice, Question, Repair, SourceKind, Span, Unplaced};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::TableForm;
use crate::plan::{Grouping, Legend, NamedText, Period, ScheduleCell, Standing, Term};
use crate::review::{FindingKind, Indicator, Reference};

/// The name of the form.
pub const READING_FORMAT: &str = "ayumi/reading@1";

/// A reading, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// Always [`READING_FORMAT`].
    pub format: String,
    /// The file it was read from.
    pub source: SourceInfo,
    /// The plan recognised; without items where the document is no plan.
    pub plan: ReadPlan,
    /// What the signs mean.
    #[serde(default)]
    pub legends: Vec<Legend>,
    /// Every repair, once for each word or cell it changes.
    #[serde(default)]
    pub repairs: Vec<Repair>,
    /// What the reader reports.
    #[serde(default)]
    pub notices: Vec<Notice>,
    /// What a person could decide.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// Further plans of the same file.
    #[serde(default)]
    pub more_plans: Vec<ReadPlan>,
    /// The columns of its tables, each form once: what a person can say otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<TableForm>,
    /// What has no place, with the reason.
    #[serde(default)]
    pub unplaced: Vec<Unplaced>,
    /// The sums: `placed + unplaced = characters`.
    pub coverage: Coverage,
    /// Which offsets of the visible text each field used. Not part of the JSON form: it is what
    /// the coverage law is checked with, and what the page shows beside the source.
    #[serde(skip)]
    pub placed: Vec<Placed>,
    /// The offsets of each entry of `unplaced`, in the same order. Not part of the JSON form.
    #[serde(skip)]
    pub unplaced_spans: Vec<Vec<Span>>,
}

/// The source of a reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceInfo {
    /// The file's name as given.
    pub name: String,
    /// Its kind, told from the content.
    pub kind: SourceKind,
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// The visible, non-blank characters.
    pub characters: usize,
}

/// Sums of non-blank visible characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// All.
    pub characters: usize,
    /// In a field of the plan or in a legend.
    pub placed: usize,
    /// In `unplaced`.
    pub unplaced: usize,
}

/// A plan as read, without ids.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReadPlan {
    /// Who promised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// 第n次.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generation: Option<u32>,
    /// Its years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// 基本理念.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub philosophy: Option<String>,
    /// 経営ビジョン.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vision: Option<String>,
    /// Names of the levels from the top.
    #[serde(default)]
    pub levels: Vec<String>,
    /// Groupings across the tree, where the document says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groupings: Vec<Grouping>,
    /// The tree.
    #[serde(default)]
    pub items: Vec<ReadItem>,
    /// Findings about the whole.
    #[serde(default)]
    pub overall: Vec<ReadFinding>,
    /// The items a person confirmed that no finding mentions, where the document says so:
    /// positions counted from 1 on every level (`1-2-3`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmentioned: Vec<String>,
}

/// An item as read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReadItem {
    /// Name of its level.
    #[serde(default)]
    pub level: Option<String>,
    /// Printed label.
    #[serde(default)]
    pub label: Option<String>,
    /// Title.
    pub title: String,
    /// 新規, 拡充…
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<String>,
    /// Texts under field names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<NamedText>,
    /// Sections in charge.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
    /// How it stands beside the tree, where the document says so.
    #[serde(default, skip_serializing_if = "Standing::is_plain")]
    pub standing: Standing,
    /// Schedule.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedule: Vec<ScheduleCell>,
    /// Indicators.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Indicator>,
    /// Ratings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<ReadRating>,
    /// Findings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<ReadFinding>,
    /// Items below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ReadItem>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
}

/// A finding as read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadFinding {
    /// Printed sign.
    #[serde(default)]
    pub marker: Option<String>,
    /// Words.
    pub text: String,
    /// What it says.
    #[serde(default)]
    pub kind: FindingKind,
    /// References.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<Reference>,
    /// The items it speaks of, where the document says so: positions counted from 1 on every
    /// level (`1-2-3`), for a reading has no ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<String>,
    /// Where its references lead, where the document says so: the number of the reference (from
    /// 1) and the position of the item.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub leads_to: BTreeMap<usize, String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
}

/// A rating as read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadRating {
    /// Who judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// What was judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub axis: Option<String>,
    /// For which term.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// Whose part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Grade as printed.
    pub grade: String,
    /// Words with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The day it was given, as printed or ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Who gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
}

/// A field of the reading, and the offsets of the visible text it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Which field.
    pub field: Field,
    /// The value as it stands in the reading.
    pub value: String,
    /// The offsets, in the order of the value.
    pub spans: Vec<Span>,
}

/// Names a field. An item is named by the path of positions from the top (`[0, 2]` = third item
/// below the first).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// A field of the head: `title`, `organization`, `period`, `philosophy`, `vision`, `levels`.
    Head(&'static str),
    /// A field of an item: `label`, `title`, `mark`, `section`, `schedule`…
    Item(Vec<usize>, &'static str),
    /// A field of a finding (`marker`, `text`) of an item; an empty path is the whole plan.
    Finding(Vec<usize>, usize, &'static str),
    /// A legend's `symbol` or `meaning`.
    Legend(usize, &'static str),
    /// A part of a further plan of the same file.
    MorePlans(usize),
}

/// The JSON Schema of `ayumi/reading@1`.
#[must_use]
pub fn reading_schema() -> serde_json::Value {
    schemars::schema_for!(Reading).to_value()
}
