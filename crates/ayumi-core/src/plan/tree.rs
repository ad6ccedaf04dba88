//! The tree of a plan. This is also the body of `ayumi/plan@1`.

use ayumi_document::At;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{FiscalYear, Grouping, Numbering, Period, Standing, Term};
use crate::review::{Finding, Indicator, Rating};

/// Most levels a plan may have (`bad-input` 82).
pub const MAX_LEVELS: usize = 8;
/// Most items a plan may have.
pub const MAX_ITEMS: usize = 20_000;

/// Declares an id type: a UUIDv7 brought by the caller.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        #[serde(transparent)]
        #[schemars(transparent)]
        pub struct $name(#[schemars(with = "String")] pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                uuid::Uuid::parse_str(text).map(Self)
            }
        }
    };
}
pub(crate) use id;

id!(
    /// Identity of a plan.
    PlanId
);
id!(
    /// Identity of an item. Never derived from its label or title.
    ItemId
);
id!(
    /// Identity of a finding.
    FindingId
);
id!(
    /// Identity of a rating.
    RatingId
);

/// A plan, whole: head, tree, findings, ratings, lineage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    /// Identity.
    pub id: PlanId,
    /// Short name in addresses: ASCII letters, digits and hyphens, unique in the council.
    pub slug: String,
    /// Who promised it (`みどり野市社会福祉協議会`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// Its name (`第2次強化計画`). Never empty once accepted.
    pub title: String,
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
    /// Names of the levels, from the top.
    #[serde(default)]
    pub levels: Vec<String>,
    /// How the items of each level are numbered, from the top; `None` = as they stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbering: Vec<Option<Numbering>>,
    /// Groupings that cut across the tree (共通重点項目, 部門, SDGs).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groupings: Vec<Grouping>,
    /// The items of the first level.
    #[serde(default)]
    pub items: Vec<Item>,
    /// Findings about the plan as a whole (総合的な達成状況).
    #[serde(default)]
    pub overall: Vec<Finding>,
    /// What the signs used in it mean.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legends: Vec<Legend>,
    /// Edges between items of this plan and items of earlier plans.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lineage: Vec<LineageEdge>,
    /// Items of which a person confirmed that no finding speaks of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmentioned: Vec<ItemId>,
}

/// A node of the plan at any level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    /// Identity.
    pub id: ItemId,
    /// Name of its level (one of the plan's `levels`), if the plan names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// What is printed before the title (`①`, `◇`); never an identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The title, as typed. Empty only where the source prints a label and nothing else.
    pub title: String,
    /// 新規, 拡充, 重点, 再掲…
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<String>,
    /// Texts under a printed field name (目的, 実施内容…).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<NamedText>,
    /// Sections in charge, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
    /// How it stands beside the tree.
    #[serde(default, skip_serializing_if = "Standing::is_plain")]
    pub standing: Standing,
    /// What is to happen when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedule: Vec<ScheduleCell>,
    /// Indicators with targets and actuals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Indicator>,
    /// Ratings; none overwrites another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<Rating>,
    /// 成果と反省点.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// The items below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// Its place in the source it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
}

impl Plan {
    /// A plan that has nothing but a name.
    #[must_use]
    pub fn bare(id: PlanId, slug: String, title: String) -> Self {
        Self {
            id,
            slug,
            organization: None,
            title,
            generation: None,
            period: None,
            philosophy: None,
            vision: None,
            levels: Vec::new(),
            numbering: Vec::new(),
            groupings: Vec::new(),
            items: Vec::new(),
            overall: Vec::new(),
            legends: Vec::new(),
            lineage: Vec::new(),
            unmentioned: Vec::new(),
        }
    }
}

impl Item {
    /// An item that says nothing yet.
    #[must_use]
    pub fn bare(id: ItemId) -> Self {
        Self {
            id,
            level: None,
            label: None,
            title: String::new(),
            marks: Vec::new(),
            texts: Vec::new(),
            sections: Vec::new(),
            standing: Standing::default(),
            schedule: Vec::new(),
            indicators: Vec::new(),
            ratings: Vec::new(),
            findings: Vec::new(),
            items: Vec::new(),
            at: None,
        }
    }

    /// Does it say the same as another one? What is below them aside.
    #[must_use]
    pub fn says_as(&self, other: &Self) -> bool {
        let Self {
            id,
            level,
            label,
            title,
            marks,
            texts,
            sections,
            standing,
            schedule,
            indicators,
            ratings,
            findings,
            items: _,
            at,
        } = self;
        id == &other.id
            && (level, label, title) == (&other.level, &other.label, &other.title)
            && (marks, texts, sections) == (&other.marks, &other.texts, &other.sections)
            && (standing, schedule) == (&other.standing, &other.schedule)
            && (indicators, ratings) == (&other.indicators, &other.ratings)
            && (findings, at) == (&other.findings, &other.at)
    }

    /// The item without those below it.
    #[must_use]
    pub fn alone(&self) -> Self {
        Self {
            id: self.id,
            level: self.level.clone(),
            label: self.label.clone(),
            title: self.title.clone(),
            marks: self.marks.clone(),
            texts: self.texts.clone(),
            sections: self.sections.clone(),
            standing: self.standing.clone(),
            schedule: self.schedule.clone(),
            indicators: self.indicators.clone(),
            ratings: self.ratings.clone(),
            findings: self.findings.clone(),
            items: Vec::new(),
            at: self.at.clone(),
        }
    }
}

/// Label and title as they are printed in one: `①相談の強化`, `基本目標1　支え合う地域`. Only a label
/// that ends in a letter or a plain digit is kept apart from the title by a blank.
#[must_use]
pub fn printed(label: Option<&str>, title: &str) -> String {
    let label = label.unwrap_or_default();
    let runs_on = |c: char| c.is_alphabetic() || matches!(c, '0'..='9' | '０'..='９');
    let gap = !title.is_empty() && label.ends_with(runs_on);
    format!("{label}{}{title}", if gap { "\u{3000}" } else { "" })
}

/// A text under the field name it was printed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NamedText {
    /// `目的`, `実施内容`…
    pub name: String,
    /// The words.
    pub text: String,
    /// For the office alone: left out of everything that is published or sent outside.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub internal: bool,
}

/// What is to happen in a term: a word, a sign, an arrow, a number (never only a number: values
/// stay text).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScheduleCell {
    /// The term, or the first one of a span.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// Last year of a span. `Some(None)` (JSON `null`) = open end (以降).
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    pub to: Option<Option<FiscalYear>>,
    /// Whose cell it is, where several sections carry the row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// As printed.
    pub text: String,
}

/// Tells `null` (given, open) from a key that is not there.
fn present<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<FiscalYear>>, D::Error> {
    Option::<FiscalYear>::deserialize(deserializer).map(Some)
}

/// What a sign means in this document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Legend {
    /// `○`, `A`, `終`…
    pub symbol: String,
    /// `計画どおり`.
    pub meaning: String,
    /// The axis or column it belongs to (`達成度`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Rank, 1 = best, where the legend says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<u32>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
}

/// An edge of the lineage: `to` (of this plan) carries on `from` (of an earlier plan).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LineageEdge {
    /// The earlier item.
    pub from: ItemId,
    /// The item of this plan.
    pub to: ItemId,
    /// What was decided (継続, 統合…), in the council's own word; empty when not stated.
    #[serde(default)]
    pub verdict: String,
}

/// Why a tree is no plan Ayumi keeps.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// More than [`MAX_LEVELS`].
    #[error("{0} levels, at most {MAX_LEVELS}")]
    TooDeep(usize),
    /// More than [`MAX_ITEMS`].
    #[error("{0} items, at most {MAX_ITEMS}")]
    TooMany(usize),
    /// No title.
    #[error("a plan needs a title")]
    NoTitle,
    /// The same id twice.
    #[error("the id {0} stands twice")]
    RepeatedId(Uuid),
    /// A finding speaks of an item that is not in the plan.
    #[error("a finding speaks of the item {0}, which is not in the plan")]
    UnknownItem(ItemId),
}
