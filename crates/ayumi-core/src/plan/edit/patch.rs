//! What a merging or a splitting changed, as it was: enough to undo it beside whatever others did
//! elsewhere in the plan since.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::spot::{Place, item_of, spots};
use super::{Applied, Edit, EditFault as F};
use crate::plan::{Item, ItemId, LineageEdge, MAX_ITEMS, MAX_LEVELS, Plan};
use crate::review::Finding;

/// Parts of a plan as they are to be; everything else stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Patch {
    /// The item that stays: what was said of those that go goes to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stays: Option<ItemId>,
    /// Items as they are to be, in reading order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Planted>,
    /// Items that are to be gone; what stands below them is gone or planted elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<ItemId>,
    /// Findings about the whole, where they are to be others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<Vec<Finding>>,
    /// The lineage, where it is to be another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lineage: Option<Vec<LineageEdge>>,
    /// Items confirmed as not mentioned, where they are to be others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unmentioned: Option<Vec<ItemId>>,
}

/// An item without those below it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Planted {
    /// What it says.
    pub item: Item,
    /// Where it is to stand; `None` = where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// Parts of a plan as they stood: the items named, and what is beside all items.
pub(super) struct Stood {
    items: Vec<(Place, Item)>,
    overall: Vec<Finding>,
    lineage: Vec<LineageEdge>,
    unmentioned: Vec<ItemId>,
}

impl Stood {
    /// Those of some items, as they stand now.
    pub(super) fn of(plan: &Plan, items: impl Fn(ItemId) -> bool) -> Self {
        let named = spots(&plan.items).into_iter();
        let named = named.filter(|(_, item)| items(item.id));
        Self {
            items: named.map(|(place, item)| (place, item.alone())).collect(),
            overall: plan.overall.clone(),
            lineage: plan.lineage.clone(),
            unmentioned: plan.unmentioned.clone(),
        }
    }
}

/// The ids below each item, and of the first level.
type Lists = HashMap<Option<ItemId>, Vec<ItemId>>;

impl Patch {
    /// What makes the second state of the first one, where both hold every item that differs.
    pub(super) fn between(from: &Stood, to: &Stood, stays: Option<ItemId>) -> Self {
        fn changed<T: PartialEq + Clone>(from: &[T], to: &[T]) -> Option<Vec<T>> {
            (from != to).then(|| to.to_vec())
        }
        let (was, is) = (&from.items, &to.items);
        let before: HashMap<ItemId, &(Place, Item)> =
            was.iter().map(|one| (one.1.id, one)).collect();
        let after: HashSet<ItemId> = is.iter().map(|(_, item)| item.id).collect();
        let mut items = Vec::new();
        // The last place among its siblings at which one that stays stood before.
        let mut last: HashMap<Option<ItemId>, usize> = HashMap::new();
        for (place, item) in is {
            let old = before.get(&item.id);
            let same = old.filter(|(at, _)| at.parent == place.parent);
            let stays =
                same.filter(|(at, _)| last.get(&at.parent).is_none_or(|last| *last < at.at));
            if let Some((at, _)) = stays {
                last.insert(at.parent, at.at);
            }
            if stays.is_none_or(|(_, old)| !old.says_as(item)) {
                items.push(Planted {
                    item: item.clone(),
                    place: stays.is_none().then_some(*place),
                });
            }
        }
        let gone = was.iter().map(|(_, item)| item.id);
        Self {
            stays,
            items,
            gone: gone.filter(|id| !after.contains(id)).collect(),
            overall: changed(&from.overall, &to.overall),
            lineage: changed(&from.lineage, &to.lineage),
            unmentioned: changed(&from.unmentioned, &to.unmentioned),
        }
    }

    /// What it would change, as it is now: while this is the same, undoing takes nothing away that
    /// somebody wrote since.
    pub(super) fn left(&self, plan: &Plan) -> impl Serialize {
        let spots = spots(&plan.items);
        let now: HashMap<ItemId, (Place, &Item)> =
            spots.into_iter().map(|one| (one.1.id, one)).collect();
        let one = |id: &ItemId| {
            let (place, item) = now.get(id)?;
            Some((place.parent, item.alone()))
        };
        let items: Vec<_> = self
            .items
            .iter()
            .map(|planted| one(&planted.item.id))
            .collect();
        let below = |id: &ItemId| {
            let list = now.get(id).map(|(_, item)| &item.items);
            list.into_iter().flatten().map(|item| item.id).collect()
        };
        let below: Vec<Vec<ItemId>> = self.gone.iter().map(below).collect();
        let gone: Vec<_> = self.gone.iter().map(one).collect();
        let whole = (
            self.overall.as_ref().map(|_| plan.overall.clone()),
            self.lineage.as_ref().map(|_| plan.lineage.clone()),
            self.unmentioned.as_ref().map(|_| plan.unmentioned.clone()),
        );
        (items, gone, below, whole)
    }

    /// Makes the plan so.
    pub(super) fn apply(self, plan: &mut Plan) -> Result<Applied, F> {
        let lists = self.lists(plan)?;
        let (before, stays) = (Stood::of(plan, |_| true), self.stays);
        let mut loose = HashMap::new();
        loosen(std::mem::take(&mut plan.items), &mut loose);
        let planted = self.items.into_iter();
        loose.extend(planted.map(|one| (one.item.id, one.item)));
        plan.items = planted_again(&lists, &mut loose, None);
        if let Some(overall) = self.overall {
            plan.overall = overall;
        }
        if let Some(lineage) = self.lineage {
            plan.lineage = lineage;
        }
        if let Some(unmentioned) = self.unmentioned {
            plan.unmentioned = unmentioned;
        }
        let undo = Edit::Patch {
            patch: Box::new(Self::between(&Stood::of(plan, |_| true), &before, stays)),
        };
        Ok(Applied { undo, item: stays })
    }

    /// The tree as it would be, as ids; an error where it would not be one.
    fn lists(&self, plan: &Plan) -> Result<Lists, F> {
        let mut lists = Lists::new();
        for (place, item) in spots(&plan.items) {
            lists.entry(place.parent).or_default().push(item.id);
        }
        let there = |id: &ItemId| item_of(&plan.items, *id).is_some();
        let stay = |one: &&Planted| one.place.is_none();
        let gone: HashSet<ItemId> = self.gone.iter().copied().collect();
        let mut named = self.items.iter().filter(stay).map(|one| &one.item.id);
        if !named.all(there) || !self.gone.iter().all(there) {
            return Err(F::Gone);
        }
        let placed = |one: &Planted| one.place.map(|place| (one.item.id, place));
        let placed: Vec<(ItemId, Place)> = self.items.iter().filter_map(placed).collect();
        let taken: HashSet<ItemId> = placed.iter().map(|(id, _)| *id).chain(gone).collect();
        for list in lists.values_mut() {
            list.retain(|id| !taken.contains(id));
        }
        for (id, place) in placed {
            let list = lists.entry(place.parent).or_default();
            list.insert(place.at.min(list.len()), id);
        }
        // Whatever hangs nowhere would be lost.
        let all: usize = lists.values().map(Vec::len).sum();
        match (reached(&lists, None, 0)?, all) {
            (reached, all) if reached != all => Err(F::Gone),
            (_, all) if all > MAX_ITEMS => Err(F::TooMany),
            _ => Ok(lists),
        }
    }
}

/// How many items hang below one, at all levels.
fn reached(lists: &Lists, parent: Option<ItemId>, depth: usize) -> Result<usize, F> {
    let Some(list) = lists.get(&parent).filter(|list| !list.is_empty()) else {
        return Ok(0);
    };
    if depth >= MAX_LEVELS {
        return Err(F::TooDeep);
    }
    list.iter().try_fold(0, |sum, id| {
        Ok(sum + 1 + reached(lists, Some(*id), depth + 1)?)
    })
}

/// Every item without those below it.
fn loosen(items: Vec<Item>, loose: &mut HashMap<ItemId, Item>) {
    for mut item in items {
        loosen(std::mem::take(&mut item.items), loose);
        loose.insert(item.id, item);
    }
}

fn planted_again(
    lists: &Lists,
    loose: &mut HashMap<ItemId, Item>,
    parent: Option<ItemId>,
) -> Vec<Item> {
    let list = lists.get(&parent).into_iter().flatten();
    list.filter_map(|id| {
        let mut item = loose.remove(id)?;
        item.items = planted_again(lists, loose, Some(*id));
        Some(item)
    })
    .collect()
}
