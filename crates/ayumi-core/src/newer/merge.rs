//! The plan with what a person chose of a newer document.

use std::collections::{HashMap, HashSet};

use super::compare::compare;
use super::fields::{Field, OF_ITEM, OF_PLAN};
use super::nodes::Nodes;
use super::{Difference, Thing, Versions};
use crate::plan::{Finding, Item, ItemId, Plan};

/// Why a choice is not carried out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// There is no such difference: the plan or the document is another one.
    #[error("there is no difference {0:?}")]
    Unknown(String),
    /// It cannot be taken over: ratings are kept for ever.
    #[error("{0:?} cannot be taken over: there are ratings")]
    Locked(String),
    /// What was chosen would put an item below itself.
    #[error("the item {0} would stand below itself")]
    Circle(ItemId),
}

/// Takes the differences of these keys over into the plan; everything else stays as it is. What is
/// left of an item that goes (moved in the document, or added here) stands in its place.
///
/// # Errors
/// [`MergeError`]; nothing is half done.
pub fn merge(versions: Versions<'_>, chosen: &HashSet<String>) -> Result<Plan, MergeError> {
    let differences = compare(versions);
    let known: HashSet<&str> = differences.iter().map(|one| one.key.as_str()).collect();
    if let Some(unknown) = chosen.iter().find(|key| !known.contains(key.as_str())) {
        return Err(MergeError::Unknown(unknown.clone()));
    }
    let mut taken: Vec<&Difference> = differences.iter().collect();
    taken.retain(|one| chosen.contains(&one.key));
    if let Some(locked) = taken.iter().find(|one| one.locked) {
        return Err(MergeError::Locked(locked.key.clone()));
    }
    let mut work = Work::of(versions);
    for one in &taken {
        work.take_field(one);
    }
    work.delete(&taken);
    work.add(&taken);
    work.move_items(&taken)?;
    for one in &taken {
        work.reorder(one);
    }
    for one in &taken {
        work.take_findings(one);
    }
    Ok(work.plan())
}

struct Work<'a> {
    versions: Versions<'a>,
    theirs: Nodes<'a>,
    base: Nodes<'a>,
    /// The plan's head.
    head: Plan,
    /// Every item of the result, without those below it.
    items: HashMap<ItemId, Item>,
    /// Which items stand below which.
    below: HashMap<Option<ItemId>, Vec<ItemId>>,
    above: HashMap<ItemId, Option<ItemId>>,
}

impl<'a> Work<'a> {
    fn of(versions: Versions<'a>) -> Self {
        let head = Plan {
            items: Vec::new(),
            ..versions.ours.clone()
        };
        let mut work = Self {
            versions,
            theirs: Nodes::of(versions.theirs),
            base: Nodes::of(versions.base),
            head,
            items: HashMap::new(),
            below: HashMap::new(),
            above: HashMap::new(),
        };
        work.put(&versions.ours.items, None);
        work
    }

    fn put(&mut self, items: &[Item], parent: Option<ItemId>) {
        for item in items {
            self.put_one(item, parent);
            self.below.entry(parent).or_default().push(item.id);
            self.put(&item.items, Some(item.id));
        }
    }

    fn put_one(&mut self, item: &Item, parent: Option<ItemId>) {
        let alone = Item {
            items: Vec::new(),
            ..item.clone()
        };
        self.items.insert(item.id, alone);
        self.above.insert(item.id, parent);
    }

    fn take_field(&mut self, one: &Difference) {
        match one.thing {
            Thing::Head(field) => {
                for part in OF_PLAN.iter().filter(|part| part.field == field) {
                    (part.take)(&mut self.head, self.versions.theirs);
                }
            }
            Thing::Of(id, field) => {
                let theirs = self.theirs.get(id);
                if let (Some(item), Some(theirs)) = (self.items.get_mut(&id), theirs) {
                    for part in OF_ITEM.iter().filter(|part| part.field == field) {
                        (part.take)(item, theirs.item);
                    }
                }
            }
            Thing::Item(_) | Thing::Finding(..) | Thing::Rating(..) => {}
        }
    }

    /// Deletes what is gone, with everything below it that is gone as well. What is not stands in
    /// the place of the item above it.
    fn delete(&mut self, taken: &[&Difference]) {
        for one in taken {
            if let Thing::Item(id) = one.thing
                && self.items.contains_key(&id)
            {
                self.delete_one(id);
            }
        }
    }

    fn delete_one(&mut self, id: ItemId) {
        for child in self.below.get(&Some(id)).cloned().unwrap_or_default() {
            if self.base.has(child) && !self.theirs.has(child) {
                self.delete_one(child);
            }
        }
        let left = self.below.remove(&Some(id)).unwrap_or_default();
        let parent = self.above.remove(&id).flatten();
        for child in &left {
            self.above.insert(*child, parent);
        }
        self.items.remove(&id);
        let siblings = self.below.entry(parent).or_default();
        if let Some(place) = siblings.iter().position(|one| *one == id) {
            siblings.splice(place..=place, left);
        }
    }

    /// Adds what is new, in the order of the document, each with what is new below it.
    fn add(&mut self, taken: &[&Difference]) {
        for one in taken {
            if let Thing::Item(id) = one.thing
                && one.key.starts_with("new/")
                && let Some(node) = self.theirs.get(id)
            {
                self.add_one(node.item);
            }
        }
    }

    fn add_one(&mut self, item: &Item) {
        if self.items.contains_key(&item.id) {
            return;
        }
        let parent = self.place_for(item.id);
        self.put_one(item, parent);
        self.insert(item.id, parent);
        for child in &item.items {
            if !self.base.has(child.id) {
                self.add_one(child);
            }
        }
    }

    /// Under which item of the result a thing of the document belongs: the nearest one above it
    /// that is there.
    fn place_for(&self, id: ItemId) -> Option<ItemId> {
        let mut parent = self.theirs.get(id)?.parent;
        while let Some(above) = parent.filter(|above| !self.items.contains_key(above)) {
            parent = self.theirs.get(above)?.parent;
        }
        parent
    }

    /// Puts an item among the ones below `parent`: behind the nearest one before it in the document
    /// that is there.
    fn insert(&mut self, id: ItemId, parent: Option<ItemId>) {
        let of = self.theirs.get(id).and_then(|node| node.parent);
        let before: Vec<ItemId> = self.theirs.below(of).iter().map(|item| item.id).collect();
        let mut before = before
            .into_iter()
            .take_while(|one| *one != id)
            .collect::<Vec<_>>();
        before.reverse();
        let siblings = self.below.entry(parent).or_default();
        let behind = before
            .iter()
            .find_map(|one| siblings.iter().position(|id| id == one));
        siblings.insert(behind.map_or(0, |place| place + 1), id);
    }

    fn move_items(&mut self, taken: &[&Difference]) -> Result<(), MergeError> {
        let mut waiting: Vec<ItemId> = taken.iter().filter_map(|one| moved(one)).collect();
        // One move may make room for another; what is left then goes in a circle.
        while !waiting.is_empty() {
            let count = waiting.len();
            waiting.retain(|id| !self.move_one(*id));
            if waiting.len() == count {
                return Err(MergeError::Circle(waiting[0]));
            }
        }
        Ok(())
    }

    fn move_one(&mut self, id: ItemId) -> bool {
        let Some(from) = self.above.get(&id).copied() else {
            return true;
        };
        let to = self.place_for(id);
        let mut above = to;
        while let Some(one) = above {
            if one == id {
                return false;
            }
            above = self.above.get(&one).copied().flatten();
        }
        self.below.entry(from).or_default().retain(|one| *one != id);
        self.above.insert(id, to);
        self.insert(id, to);
        true
    }

    /// Puts what stands below an item into the document's order; what the document has not keeps
    /// its place.
    fn reorder(&mut self, one: &Difference) {
        let parent = match one.thing {
            Thing::Head(Field::Order) => None,
            Thing::Of(id, Field::Order) => Some(id),
            _ => return,
        };
        let Some(siblings) = self.below.get_mut(&parent) else {
            return;
        };
        let wanted: Vec<ItemId> = self
            .theirs
            .below(parent)
            .iter()
            .map(|item| item.id)
            .collect();
        let there: HashSet<ItemId> = siblings.iter().copied().collect();
        let shared: HashSet<ItemId> = wanted
            .iter()
            .copied()
            .filter(|id| there.contains(id))
            .collect();
        let mut in_order = wanted.iter().filter(|id| shared.contains(id));
        for place in siblings.iter_mut().filter(|id| shared.contains(id)) {
            if let Some(next) = in_order.next() {
                *place = *next;
            }
        }
    }

    fn take_findings(&mut self, one: &Difference) {
        match one.thing {
            Thing::Finding(of, id) => {
                let list = match of {
                    None => Some(&self.versions.theirs.overall),
                    Some(of) => self.theirs.get(of).map(|node| &node.item.findings),
                };
                let findings = match of {
                    None => Some(&mut self.head.overall),
                    Some(of) => self.items.get_mut(&of).map(|item| &mut item.findings),
                };
                let (Some(list), Some(findings)) = (list, findings) else {
                    return;
                };
                match list.iter().position(|finding| finding.id == id) {
                    Some(place) => say(findings, list, place),
                    None => findings.retain(|finding| finding.id != id),
                }
            }
            Thing::Rating(of, id) => {
                let ratings = self.theirs.get(of).map(|node| &node.item.ratings);
                let rating = ratings.into_iter().flatten().find(|one| one.id == id);
                if let (Some(item), Some(rating)) = (self.items.get_mut(&of), rating) {
                    item.ratings.push(rating.clone());
                }
            }
            Thing::Head(_) | Thing::Of(..) | Thing::Item(_) => {}
        }
    }

    /// Grows the tree again; nothing leads to what is gone, and places are those of the newer
    /// document.
    fn plan(mut self) -> Plan {
        let there: HashSet<ItemId> = self.items.keys().copied().collect();
        let items = self.grow(None, &there);
        let mut plan = self.head;
        plan.items = items;
        settle(&mut plan.overall, &self.versions.theirs.overall, &there);
        plan.lineage.retain(|edge| there.contains(&edge.to));
        plan.unmentioned.retain(|item| there.contains(item));
        plan
    }

    fn grow(&mut self, parent: Option<ItemId>, there: &HashSet<ItemId>) -> Vec<Item> {
        let ids = self.below.remove(&parent).unwrap_or_default();
        let mut grown = Vec::with_capacity(ids.len());
        for id in ids {
            let below = self.grow(Some(id), there);
            let Some(mut item) = self.items.remove(&id) else {
                continue;
            };
            let theirs = self.theirs.get(id).map(|node| node.item);
            item.at = theirs.and_then(|theirs| theirs.at.clone());
            let findings = theirs.map_or(&[][..], |theirs| &theirs.findings);
            settle(&mut item.findings, findings, there);
            item.items = below;
            grown.push(item);
        }
        grown
    }
}

fn moved(one: &Difference) -> Option<ItemId> {
    match one.thing {
        Thing::Of(id, Field::Parent) => Some(id),
        _ => None,
    }
}

/// A finding says what the document says in this place of its list; what people here linked it to
/// stays. A new one stands behind the nearest one before it that is there.
fn say(findings: &mut Vec<Finding>, list: &[Finding], place: usize) {
    let said = &list[place];
    if let Some(finding) = findings.iter_mut().find(|finding| finding.id == said.id) {
        let about = std::mem::take(&mut finding.about);
        *finding = said.clone();
        finding.about = about;
        return;
    }
    let mut before = list[..place].iter().rev();
    let behind = before.find_map(|one| findings.iter().position(|there| there.id == one.id));
    findings.insert(behind.map_or(0, |at| at + 1), said.clone());
}

/// Gives findings their places in the newer document, and lets none lead to what is not there.
fn settle(findings: &mut [Finding], theirs: &[Finding], there: &HashSet<ItemId>) {
    for finding in findings {
        let same = theirs.iter().find(|other| other.id == finding.id);
        finding.at = same.and_then(|same| same.at.clone());
        finding.about.retain(|item| there.contains(item));
        for reference in &mut finding.refs {
            reference.target = reference.target.filter(|item| there.contains(item));
        }
    }
}
