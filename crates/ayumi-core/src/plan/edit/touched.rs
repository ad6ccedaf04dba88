//! Which items an edit touches, where that can be told beforehand: of a big plan only those are
//! written.

use std::collections::BTreeSet;

use super::Edit;
use super::apply::stepped;
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
            _ => None,
        }
    }
}

/// The items from a place on.
fn behind(plan: &Plan, place: Place) -> Option<&[Item]> {
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
