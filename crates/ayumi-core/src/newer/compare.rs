//! Lists what differs between the plan and the newer document.

use serde_json::Value;

use super::fields::{Field, OF_ITEM, OF_PLAN, Part, judged, said_in};
use super::nodes::{Node, Nodes};
use super::{Difference, Sort, Thing, Versions};
use crate::plan::{Finding, Item, ItemId};

/// The differences, in the order of the newer document; what is gone from it follows in the order
/// of the plan. A place both changed to the same words is no difference, nor is one changed here
/// only.
#[must_use]
pub fn compare(versions: Versions<'_>) -> Vec<Difference> {
    let Versions { base, ours, theirs } = versions;
    let mut comparison = Comparison {
        base: Nodes::of(base),
        ours: Nodes::of(ours),
        theirs: Nodes::of(theirs),
        found: Vec::new(),
    };
    for part in &OF_PLAN {
        let sort = field(part, Some(base), ours, theirs);
        comparison.push(sort, Thing::Head(part.field), String::new());
    }
    comparison.order(None);
    comparison.findings(None, [&base.overall, &ours.overall, &theirs.overall]);
    for id in comparison.theirs.order.clone() {
        comparison.newer_item(id);
    }
    for id in comparison.ours.order.clone() {
        comparison.older_item(id);
    }
    comparison.found
}

struct Comparison<'a> {
    base: Nodes<'a>,
    ours: Nodes<'a>,
    theirs: Nodes<'a>,
    found: Vec<Difference>,
}

/// Three values of one place: is there a difference, and what sort? Without a base (the place is
/// new on both sides) two different values are a conflict.
fn three_way<V: PartialEq>(base: Option<&V>, ours: &V, theirs: &V) -> Option<Sort> {
    if ours == theirs {
        return None;
    }
    match base {
        Some(base) if theirs == base => None,
        Some(base) if ours == base => Some(Sort::Changed),
        _ => Some(Sort::Conflict),
    }
}

fn field<T>(part: &Part<T>, base: Option<&T>, ours: &T, theirs: &T) -> Option<Sort> {
    let base = base.map(part.says);
    let theirs = (part.says)(theirs);
    let sort = three_way(base.as_ref(), &(part.says)(ours), &theirs)?;
    // What the document has no longer is never taken away unless a person says so.
    match sort == Sort::Changed && says_nothing(&theirs) {
        true => Some(Sort::Gone),
        false => Some(sort),
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

impl<'a> Comparison<'a> {
    fn push(&mut self, sort: Option<Sort>, thing: Thing, place: String) {
        if let Some(sort) = sort {
            self.found.push(Difference {
                key: key(thing, &place),
                sort,
                thing,
                locked: false,
            });
        }
    }

    /// An item of the newer document: new, or compared field by field.
    fn newer_item(&mut self, id: ItemId) {
        let Some(theirs) = self.theirs.get(id) else {
            return;
        };
        let base = self.base.get(id);
        let place = self.theirs.position(id).to_owned();
        let Some(ours) = self.ours.get(id) else {
            let sort = match base {
                // Deleted here; only a document that changed it since brings it up again.
                Some(base) => differs(base.item, theirs.item).then_some(Sort::Conflict),
                None => Some(Sort::Added),
            };
            // What stands below a new item comes with it.
            let with_its_parent = theirs.parent.is_some_and(|parent| {
                sort == Some(Sort::Added) && !self.ours.has(parent) && !self.base.has(parent)
            });
            self.push(sort.filter(|_| !with_its_parent), Thing::Item(id), place);
            return;
        };
        for part in &OF_ITEM {
            let before = base.map(|base| base.item);
            let sort = field(part, before, ours.item, theirs.item);
            self.push(sort, Thing::Of(id, part.field), String::new());
        }
        let before = base.map(|base| base.parent);
        let parent = three_way(before.as_ref(), &ours.parent, &theirs.parent);
        // Where the item above it was deleted here, both sides have changed the place.
        let deleted = |id: ItemId| self.base.has(id) && !self.ours.has(id);
        let parent = parent.map(|sort| match theirs.parent.is_some_and(deleted) {
            true => Sort::Conflict,
            false => sort,
        });
        self.push(parent, Thing::Of(id, Field::Parent), String::new());
        self.order(Some(id));
        self.ratings(ours, theirs, base);
        let before = base.map_or(&[][..], |base| &base.item.findings);
        self.findings(
            Some(id),
            [before, &ours.item.findings, &theirs.item.findings],
        );
    }

    /// An item of the plan that the newer document has no longer. Only the uppermost is named.
    fn older_item(&mut self, id: ItemId) {
        let (Some(ours), Some(base)) = (self.ours.get(id), self.base.get(id)) else {
            return;
        };
        if self.theirs.has(id) || ours.parent.is_some_and(|parent| self.is_gone(parent)) {
            return;
        }
        let sort = match self.changed_here(ours.item, base.item) {
            true => Sort::Conflict,
            false => Sort::Gone,
        };
        let thing = Thing::Item(id);
        self.found.push(Difference {
            key: format!("gone/{}", key(thing, "")),
            sort,
            thing,
            locked: self.has_ratings(ours.item),
        });
    }

    fn is_gone(&self, id: ItemId) -> bool {
        self.base.has(id) && !self.theirs.has(id)
    }

    /// Was an item that is gone from the document, or what would go with it, changed here?
    fn changed_here(&self, ours: &Item, base: &Item) -> bool {
        let below = |item: &Item| match self.base.get(item.id) {
            Some(base) => self.is_gone(item.id) && self.changed_here(item, base.item),
            // Added here: the item above it is in use.
            None => true,
        };
        differs(base, ours) || ours.items.iter().any(below)
    }

    fn has_ratings(&self, item: &Item) -> bool {
        let below = |item: &Item| self.is_gone(item.id) && self.has_ratings(item);
        !item.ratings.is_empty() || item.items.iter().any(below)
    }

    /// The order of what stands below an item in all three.
    fn order(&mut self, parent: Option<ItemId>) {
        let nodes = [&self.base, &self.ours, &self.theirs];
        let in_all = |id: &ItemId| {
            let mut places = nodes.iter().map(|nodes| nodes.get(*id));
            places.all(|node| node.is_some_and(|node| node.parent == parent))
        };
        let [base, ours, theirs] = nodes.map(|nodes| {
            let below = nodes.below(parent).iter().map(|item| item.id);
            below.filter(in_all).collect::<Vec<_>>()
        });
        let sort = three_way(Some(&base), &ours, &theirs);
        let thing = match parent {
            None => Thing::Head(Field::Order),
            Some(id) => Thing::Of(id, Field::Order),
        };
        self.push(sort, thing, String::new());
    }

    /// Ratings are only added: what a document no longer has stays.
    fn ratings(&mut self, ours: Node<'a>, theirs: Node<'a>, base: Option<Node<'a>>) {
        for (number, rating) in (1_usize..).zip(&theirs.item.ratings) {
            let same = |node: Node<'_>| {
                let mut all = node.item.ratings.iter();
                all.any(|one| one.id == rating.id || judged(one) == judged(rating))
            };
            // One the document had before and the plan has not was never taken over.
            if !same(ours) && !base.is_some_and(same) {
                let place = format!("{}/{number}", self.theirs.position(theirs.item.id));
                let thing = Thing::Rating(theirs.item.id, rating.id);
                self.push(Some(Sort::Added), thing, place);
            }
        }
    }

    fn findings(&mut self, of: Option<ItemId>, [base, ours, theirs]: [&[Finding]; 3]) {
        for (number, finding) in (1_usize..).zip(theirs) {
            let before = said_of(base, finding);
            let place = || {
                let above = of.map_or("", |id| self.theirs.position(id));
                format!("{above}/{number}")
            };
            let thing = Thing::Finding(of, finding.id);
            match (said_of(ours, finding), before) {
                (Some(ours), before) => {
                    let sort = three_way(before.as_ref(), &ours, &said_in(finding));
                    self.push(sort, thing, String::new());
                }
                (None, None) => {
                    let place = place();
                    self.push(Some(Sort::Added), thing, place);
                }
                (None, Some(before)) => {
                    let changed = (before != said_in(finding)).then_some(Sort::Conflict);
                    self.push(changed, thing, String::new());
                }
            }
        }
        for finding in ours {
            let Some(before) = said_of(base, finding) else {
                continue;
            };
            if said_of(theirs, finding).is_none() {
                let sort = match before == said_in(finding) {
                    true => Sort::Gone,
                    false => Sort::Conflict,
                };
                let thing = Thing::Finding(of, finding.id);
                self.push(Some(sort), thing, "gone".to_owned());
            }
        }
    }
}

fn said_of(findings: &[Finding], one: &Finding) -> Option<Value> {
    let same = findings.iter().find(|other| other.id == one.id);
    same.map(said_in)
}

/// Does an item itself say something else? Not what stands below it.
fn differs(one: &Item, other: &Item) -> bool {
    let fields = OF_ITEM
        .iter()
        .any(|part| (part.says)(one) != (part.says)(other));
    let said = |item: &Item| item.findings.iter().map(said_in).collect::<Vec<_>>();
    fields || said(one) != said(other)
}

fn key(thing: Thing, place: &str) -> String {
    match thing {
        Thing::Head(field) => format!("plan/{}", field.name()),
        Thing::Of(item, field) => format!("item/{item}/{}", field.name()),
        // What is new has no identity that lasts: its position in the document names it.
        Thing::Item(_) if !place.is_empty() => format!("new/{place}"),
        Thing::Item(item) => format!("item/{item}"),
        Thing::Finding(_, finding) if place == "gone" => format!("gone/finding/{finding}"),
        Thing::Finding(..) if !place.is_empty() => format!("new/finding/{place}"),
        Thing::Finding(_, finding) => format!("finding/{finding}"),
        Thing::Rating(..) => format!("new/rating/{place}"),
    }
}
