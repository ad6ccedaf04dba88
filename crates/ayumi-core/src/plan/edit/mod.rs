//! Editing a plan: one [`Edit`] at a time, each with the edit that undoes it. Whatever an item
//! carries (findings, ratings, indicators, schedule) goes where the item goes; ratings are never
//! thrown away.

mod apply;
mod head;
mod join;
mod patch;
mod spot;
mod template;
mod touched;

use serde::{Deserialize, Serialize};

use super::{
    FindingId, Grouping, Item, ItemId, LineageEdge, NamedText, Numbering, Period, Plan, Standing,
};
use crate::interchange::{canonical_bytes, digest};
use crate::review::Indicator;

pub use patch::{Patch, Planted};
pub(in crate::plan) use spot::depth_of;
pub use spot::{Place, count_of, item_of, place_of, spots};
pub use template::{Template, copied};

/// What a person writes of an item itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fields {
    /// The name of its level.
    pub level: Option<String>,
    /// What is printed before the title.
    pub label: Option<String>,
    /// The title, as typed.
    pub title: String,
    /// 新規, 拡充, 重点, 再掲…
    pub marks: Vec<String>,
    /// Texts under their names.
    pub texts: Vec<NamedText>,
    /// Sections in charge: the leading ones.
    pub sections: Vec<String>,
    /// Indicators with what is aimed at.
    pub indicators: Vec<Indicator>,
    /// How it stands beside the tree.
    #[serde(default, skip_serializing_if = "Standing::is_plain")]
    pub standing: Standing,
}

/// What a person writes of the plan as a whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Its name.
    pub title: String,
    /// 第n次.
    pub generation: Option<u32>,
    /// Its years.
    pub period: Option<Period>,
    /// 基本理念.
    pub philosophy: Option<String>,
    /// 経営ビジョン.
    pub vision: Option<String>,
    /// Names of the levels, from the top.
    pub levels: Vec<String>,
    /// Groupings that cut across the tree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groupings: Vec<Grouping>,
    /// How each level is numbered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbering: Vec<Option<Numbering>>,
}

/// A direction in which an item moves by one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Before the one before it.
    Up,
    /// Behind the one behind it.
    Down,
    /// Below the one before it.
    In,
    /// Behind the one it is below.
    Out,
}

/// A part that an item is split into.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// The new item.
    pub id: ItemId,
    /// Its title.
    pub title: String,
    /// The items below the old one that go over.
    pub items: Vec<ItemId>,
    /// The findings of the old one that go over.
    pub findings: Vec<FindingId>,
}

/// An item taken out of the tree with everything that pointed at it or at what is below it, so
/// that it can come back as it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cut {
    /// The item with all below it.
    pub item: Item,
    /// Where it stood.
    pub place: Place,
    /// Findings elsewhere that spoke of it: which, of which item.
    pub about: Vec<(FindingId, ItemId)>,
    /// References of findings elsewhere that led to it: which finding, which of its references.
    pub targets: Vec<(FindingId, usize, ItemId)>,
    /// Edges of the lineage that led to it.
    pub lineage: Vec<LineageEdge>,
    /// Of which items a person confirmed that no finding speaks of them.
    pub unmentioned: Vec<ItemId>,
}

/// One change of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Edit {
    /// Writes the plan's head anew.
    Head {
        /// What it says then.
        head: Head,
    },
    /// Adds an item.
    Add {
        /// Its identity.
        id: ItemId,
        /// Where.
        place: Place,
        /// What it says.
        fields: Fields,
    },
    /// Writes an item anew.
    Change {
        /// Which.
        item: ItemId,
        /// What it says then.
        fields: Fields,
    },
    /// Moves an item with all below it.
    Move {
        /// Which.
        item: ItemId,
        /// Where to, counted without the item itself.
        place: Place,
        /// The levels it and those below have then, where they are known (undoing); otherwise they
        /// follow the depth.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        levels: Vec<(ItemId, Option<String>)>,
    },
    /// Moves an item by one step.
    Step {
        /// Which.
        item: ItemId,
        /// In which direction.
        step: Step,
    },
    /// Takes an item out, with all below it.
    Remove {
        /// Which.
        item: ItemId,
    },
    /// Puts an item back.
    Restore {
        /// What was taken out.
        cut: Box<Cut>,
    },
    /// Makes one item of several: what the others carry goes to the first.
    Merge {
        /// The one that stays.
        into: ItemId,
        /// The others.
        from: Vec<ItemId>,
    },
    /// Makes several items of one: the new ones stand behind it.
    Split {
        /// The one that stays.
        item: ItemId,
        /// The new ones.
        shares: Vec<Share>,
    },
    /// Prints other labels.
    Relabel {
        /// The label of each item.
        labels: Vec<(ItemId, Option<String>)>,
    },
    /// Several edits, one after the other: all or none.
    Several {
        /// Which.
        edits: Vec<Edit>,
    },
    /// Makes parts of the plan what they were: undoes a merging or a splitting, or does it again.
    Patch {
        /// As they were.
        patch: Box<Patch>,
    },
}

/// What an edit did.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// The edit that undoes it.
    pub undo: Edit,
    /// The item it was about, where there is one: a new one, or the one that stays.
    pub item: Option<ItemId>,
}

/// Why an edit is not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditFault {
    /// The item is not in the plan (any more).
    #[error("there is no such item")]
    Gone,
    /// A title of blanks only.
    #[error("an item or a plan needs a title")]
    NoTitle,
    /// A text is longer than it may be ([`crate::text`]).
    #[error("a text is too long")]
    TooLong,
    /// An item cannot stand below itself, nor merge with one above or below it.
    #[error("an item cannot go below itself")]
    BelowItself,
    /// There is nothing in that direction.
    #[error("there is nothing in that direction")]
    NoWay,
    /// More levels than a plan may have.
    #[error("the tree would be too deep")]
    TooDeep,
    /// More items than a plan may have.
    #[error("the plan would have too many items")]
    TooMany,
    /// It, or an item below it, was rated; ratings are never thrown away.
    #[error("ratings are never thrown away")]
    Rated,
    /// An id is there already.
    #[error("the id is there already")]
    Here,
    /// A level or a group is named twice, or not at all.
    #[error("a level is named twice or has no name")]
    Levels,
    /// Words that name no years.
    #[error("the years cannot be read")]
    Years,
    /// Nothing to merge or to split into.
    #[error("there is nothing to merge or to split into")]
    Nothing,
}

impl Fields {
    /// What an item says itself.
    #[must_use]
    pub fn of(item: &Item) -> Self {
        Self {
            level: item.level.clone(),
            label: item.label.clone(),
            title: item.title.clone(),
            marks: item.marks.clone(),
            texts: item.texts.clone(),
            sections: item.sections.clone(),
            indicators: item.indicators.clone(),
            standing: item.standing.clone(),
        }
    }
}

impl Head {
    /// What a plan says of itself.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        Self {
            title: plan.title.clone(),
            generation: plan.generation,
            period: plan.period.clone(),
            philosophy: plan.philosophy.clone(),
            vision: plan.vision.clone(),
            levels: plan.levels.clone(),
            groupings: plan.groupings.clone(),
            numbering: plan.numbering.clone(),
        }
    }
}

/// The version of an item: a number that differs whenever the item says something else or stands
/// below another one. What a form was shown with is compared with it, so that two people in one
/// item see each other, and two in different items do not.
#[must_use]
pub fn item_version(plan: &Plan, item: ItemId) -> Option<u64> {
    let (found, place) = (item_of(&plan.items, item)?, place_of(&plan.items, item)?);
    Some(number_of(&(Fields::of(found), place.parent)))
}

/// The version of an item with everything below it: for what takes it all along.
#[must_use]
pub fn branch_version(plan: &Plan, item: ItemId) -> Option<u64> {
    let (found, place) = (item_of(&plan.items, item)?, place_of(&plan.items, item)?);
    Some(number_of(&(found, place.parent)))
}

/// What an edit that undoes another one would change, as it is now: a number that differs whenever
/// somebody changed that since. `None` where the item is gone, or nothing can have been changed: what
/// was taken out lies as it was.
#[must_use]
pub fn left_version(plan: &Plan, undo: &Edit) -> Option<u64> {
    match undo {
        Edit::Add { .. } | Edit::Restore { .. } => None,
        Edit::Head { .. } => Some(head_version(plan)),
        Edit::Change { item, .. } | Edit::Move { item, .. } | Edit::Step { item, .. } => {
            item_version(plan, *item)
        }
        Edit::Remove { item } | Edit::Split { item, .. } => branch_version(plan, *item),
        Edit::Merge { into, .. } => branch_version(plan, *into),
        Edit::Relabel { labels } => {
            let label = |(id, _): &(ItemId, _)| item_of(&plan.items, *id).map(|one| &one.label);
            Some(number_of(&labels.iter().map(label).collect::<Vec<_>>()))
        }
        Edit::Several { edits } => {
            let all = edits.iter().map(|edit| left_version(plan, edit));
            Some(number_of(&all.collect::<Vec<_>>()))
        }
        Edit::Patch { patch } => Some(number_of(&patch.left(plan))),
    }
}

/// The version of a plan's head.
#[must_use]
pub fn head_version(plan: &Plan) -> u64 {
    number_of(&Head::of(plan))
}

/// The first 48 bits of the digest: as a number it passes through every form and program whole.
fn number_of(said: &impl Serialize) -> u64 {
    let digest = digest(&canonical_bytes(said));
    u64::from_str_radix(&digest[..12], 16).unwrap_or_default()
}
