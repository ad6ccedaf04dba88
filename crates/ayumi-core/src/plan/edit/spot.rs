//! Where an item stands in the tree.

use serde::{Deserialize, Serialize};

use super::EditFault;
use crate::plan::{Item, ItemId};

/// A place in the tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Below which item; `None` = the first level.
    pub parent: Option<ItemId>,
    /// Before how many siblings, from 0; more than there are = the end.
    pub at: usize,
}

impl Place {
    /// The end of the list below an item.
    #[must_use]
    pub fn end(parent: Option<ItemId>) -> Self {
        Self {
            parent,
            at: usize::MAX,
        }
    }
}

/// The item of that id, at any level.
#[must_use]
pub fn item_of(items: &[Item], id: ItemId) -> Option<&Item> {
    items.iter().find_map(|item| match item.id == id {
        true => Some(item),
        false => item_of(&item.items, id),
    })
}

pub(super) fn item_mut(items: &mut [Item], id: ItemId) -> Option<&mut Item> {
    items.iter_mut().find_map(|item| match item.id == id {
        true => Some(item),
        false => item_mut(&mut item.items, id),
    })
}

/// Where the item of that id stands.
#[must_use]
pub fn place_of(items: &[Item], id: ItemId) -> Option<Place> {
    fn walk(items: &[Item], parent: Option<ItemId>, id: ItemId) -> Option<Place> {
        if let Some(at) = items.iter().position(|item| item.id == id) {
            return Some(Place { parent, at });
        }
        let below = |item: &Item| walk(&item.items, Some(item.id), id);
        items.iter().find_map(below)
    }
    walk(items, None, id)
}

/// The list below an item, or the first level.
pub(super) fn list_mut(
    items: &mut Vec<Item>,
    parent: Option<ItemId>,
) -> Result<&mut Vec<Item>, EditFault> {
    match parent {
        None => Ok(items),
        Some(id) => item_mut(items, id)
            .map(|item| &mut item.items)
            .ok_or(EditFault::Gone),
    }
}

/// Takes the item at a place out.
pub(super) fn take(items: &mut Vec<Item>, place: Place) -> Result<Item, EditFault> {
    let list = list_mut(items, place.parent)?;
    match place.at < list.len() {
        true => Ok(list.remove(place.at)),
        false => Err(EditFault::Gone),
    }
}

/// Puts an item at a place; where it stands then.
pub(super) fn put(items: &mut Vec<Item>, place: Place, item: Item) -> Result<Place, EditFault> {
    let list = list_mut(items, place.parent)?;
    let at = place.at.min(list.len());
    list.insert(at, item);
    Ok(Place { at, ..place })
}

/// How many levels stand above a place.
pub(in crate::plan) fn depth_of(items: &[Item], parent: Option<ItemId>) -> usize {
    match parent {
        None => 0,
        Some(id) => 1 + place_of(items, id).map_or(0, |place| depth_of(items, place.parent)),
    }
}

/// How many levels an item has, itself counted.
pub(super) fn height_of(item: &Item) -> usize {
    1 + item.items.iter().map(height_of).max().unwrap_or_default()
}

/// How many items there are, at all levels.
#[must_use]
pub fn count_of(items: &[Item]) -> usize {
    items.iter().map(|item| 1 + count_of(&item.items)).sum()
}

/// The item and all below it.
pub(super) fn all_of<'a>(item: &'a Item, see: &mut dyn FnMut(&'a Item)) {
    see(item);
    for below in &item.items {
        all_of(below, see);
    }
}

/// Every item with where it stands, in reading order: parents before what is below them.
#[must_use]
pub fn spots(items: &[Item]) -> Vec<(Place, &Item)> {
    fn walk<'a>(items: &'a [Item], parent: Option<ItemId>, all: &mut Vec<(Place, &'a Item)>) {
        for (at, item) in items.iter().enumerate() {
            all.push((Place { parent, at }, item));
            walk(&item.items, Some(item.id), all);
        }
    }
    let mut all = Vec::new();
    walk(items, None, &mut all);
    all
}
