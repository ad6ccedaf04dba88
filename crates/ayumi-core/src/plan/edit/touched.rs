//! Which items an edit touches, where that can be told beforehand: of a big plan only those are
//! written.

use std::collections::BTreeSet;

use super::Edit;
use super::apply::stepped;
use super::join::{merged, parted, speaks};
use super::spot::{Place, all_of, item_of, place_of};
use crate::plan::{Item, ItemId, Plan};

impl Edit {
    /// The items that may say something else, or stand at another place among their siblings, behind
    /// this edit of a plan: new ones too. `None` = any may, and what is beside the items too.
    #[must_use]
    pub fn touched(&self, plan: &Plan) -> Option<BTreeSet<ItemId>> {
        match self {
            Self::Change { item, .. } => Some(BTreeSet::from([*item])),
            Self::Relabel { labels } => Some(labels.iter().map(|(id, _)| *id).collect()),
            Self::Add { id, place, .. } => {
                let behind = behind(plan, *place)?.iter().map(|item| item.id);
                Some(behind.chain([*id]).collect())
            }
            Self::Move { item, place, .. } => moved(plan, *item, *place),
            Self::Step { item, step } => moved(plan, *item, stepped(plan, *item, *step).ok()?),
            Self::Merge { into, from } => merges(plan, *into, from),
            Self::Split { item, shares } => parted(plan, *item, shares),
            _ => None,
        }
    }
}

/// Where only items are touched: nothing beside them points at one that goes.
fn merges(plan: &Plan, into: ItemId, from: &[ItemId]) -> Option<BTreeSet<ItemId>> {
    let from: BTreeSet<ItemId> = from.iter().copied().filter(|id| *id != into).collect();
    let spoken = plan.overall.iter().any(|finding| speaks(finding, &from));
    let edges = plan.lineage.iter().any(|edge| from.contains(&edge.to));
    let silent = plan.unmentioned.iter().any(|item| from.contains(item));
    (!spoken && !edges && !silent).then(|| merged(plan, into, &from))
}

/// The items from a place on.
pub(super) fn behind(plan: &Plan, place: Place) -> Option<&[Item]> {
    let list = match place.parent {
        None => &plan.items,
        Some(parent) => &item_of(&plan.items, parent)?.items,
    };
    list.get(place.at.min(list.len())..)
}

/// An item with all below it, whose levels may be others then, and whoever stands behind it before
/// or afterwards.
fn moved(plan: &Plan, id: ItemId, to: Place) -> Option<BTreeSet<ItemId>> {
    let (item, from) = (item_of(&plan.items, id)?, place_of(&plan.items, id)?);
    let mut all = BTreeSet::new();
    all_of(item, &mut |one| {
        all.insert(one.id);
    });
    // The places of a list are counted without the item that moves.
    for place in [from, to] {
        all.extend(behind(plan, place)?.iter().map(|one| one.id));
    }
    Some(all)
}
