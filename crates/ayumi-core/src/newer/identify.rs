//! Which item of a newer document continues which item of the plan.

use std::collections::{HashMap, HashSet};

use super::fields::{judged, said_in};
use super::nodes::Nodes;
use super::pairing::Pairing;
use crate::matching::matching_key;
use crate::plan::{Finding, Item, ItemId, Plan, Rating};

/// How alike two texts in one place, or two titles under one label, must be to be the same said
/// anew (Dice's measure over pairs of letters).
const ALIKE: f64 = 0.5;
/// The same where no label helps.
const ALIKE_ALONE: f64 = 0.7;

/// Gives the items, findings and ratings of a newer document the identities of those they
/// continue: first of what the document said before, then of what was added here. What continues
/// nothing keeps the identity it has.
#[must_use]
pub fn identify(theirs: &Plan, base: &Plan, ours: &Plan) -> Plan {
    let mut plan = theirs.clone();
    plan.id = ours.id;
    plan.slug.clone_from(&ours.slug);
    let mut found = Found::default();
    for known in [base, ours] {
        found.children(&theirs.items, &known.items);
        found.moved(theirs, known);
    }
    let known = [Nodes::of(base), Nodes::of(ours)];
    found.rename(&mut plan.items, &known);
    name_findings(&mut plan.overall, [&base.overall, &ours.overall]);
    found.point(&mut plan);
    plan
}

#[derive(Default)]
struct Found {
    /// Newer item → the one it continues.
    items: HashMap<ItemId, ItemId>,
    taken: HashSet<ItemId>,
}

impl Found {
    /// Finds pairs among the items below two items that belong together, and below those.
    fn children(&mut self, newer: &[Item], older: &[Item]) {
        let free = newer.iter().map(|one| !self.items.contains_key(&one.id));
        let waiting = older.iter().map(|one| !self.taken.contains(&one.id));
        let mut pairing = Pairing::of(free.collect(), waiting.collect());
        let title = |item: &Item| Some(matching_key(&item.title)).filter(|key| !key.is_empty());
        pairing.equal(newer, older, |item| {
            Some((label(item), matching_key(&item.title)))
        });
        pairing.equal(newer, older, title);
        pairing.alike(
            newer,
            older,
            |item| &item.title,
            |one, other| match one.label.is_some() && label(one) == label(other) {
                true => ALIKE,
                false => ALIKE_ALONE,
            },
        );
        for (n, o) in pairing.found {
            self.pair(&newer[n], &older[o]);
        }
        let older: HashMap<ItemId, &Item> = older.iter().map(|one| (one.id, one)).collect();
        for item in newer {
            let old = self.items.get(&item.id).and_then(|id| older.get(id));
            if let Some(old) = old {
                self.children(&item.items, &old.items);
            }
        }
    }

    fn pair(&mut self, newer: &Item, older: &Item) {
        self.items.insert(newer.id, older.id);
        self.taken.insert(older.id);
    }

    /// Pairs items of one title that moved to another place, where the title stands once among
    /// what is left on both sides; then looks below them.
    fn moved(&mut self, theirs: &Plan, known: &Plan) {
        loop {
            let newer = once(&theirs.items, &|item| !self.items.contains_key(&item.id));
            let older = once(&known.items, &|item| !self.taken.contains(&item.id));
            let pairs: Vec<_> = newer
                .into_iter()
                .filter_map(|(title, item)| Some((item?, (*older.get(&title)?)?)))
                .collect();
            if pairs.is_empty() {
                return;
            }
            for (newer, older) in &pairs {
                self.pair(newer, older);
            }
            for (newer, older) in pairs {
                self.children(&newer.items, &older.items);
            }
        }
    }

    /// Puts the found identities into the newer items, and those of their findings and ratings.
    fn rename(&self, items: &mut [Item], known: &[Nodes<'_>; 2]) {
        for item in items {
            if let Some(old) = self.items.get(&item.id) {
                item.id = *old;
                let before = known.each_ref().map(|nodes| nodes.get(*old));
                let findings = before.map(|node| match node {
                    Some(node) => &node.item.findings,
                    None => &[][..],
                });
                name_findings(&mut item.findings, findings);
                for node in before.into_iter().flatten() {
                    name_ratings(&mut item.ratings, &node.item.ratings);
                }
            }
            self.rename(&mut item.items, known);
        }
    }

    /// References and mentions of the newer plan lead to the identities found.
    fn point(&self, plan: &mut Plan) {
        fn walk(found: &Found, items: &mut [Item]) {
            for item in items {
                found.point_findings(&mut item.findings);
                walk(found, &mut item.items);
            }
        }
        self.point_findings(&mut plan.overall);
        walk(self, &mut plan.items);
        for item in &mut plan.unmentioned {
            *item = self.now(*item);
        }
    }

    fn point_findings(&self, findings: &mut [Finding]) {
        for finding in findings {
            for item in &mut finding.about {
                *item = self.now(*item);
            }
            let targets = finding
                .refs
                .iter_mut()
                .filter_map(|one| one.target.as_mut());
            for target in targets {
                *target = self.now(*target);
            }
        }
    }

    fn now(&self, item: ItemId) -> ItemId {
        self.items.get(&item).copied().unwrap_or(item)
    }
}

/// The items of a tree that pass, by title; `None` where a title stands twice.
fn once<'a>(items: &'a [Item], pass: &impl Fn(&Item) -> bool) -> HashMap<String, Option<&'a Item>> {
    fn walk<'a>(
        items: &'a [Item],
        pass: &impl Fn(&Item) -> bool,
        found: &mut HashMap<String, Option<&'a Item>>,
    ) {
        for item in items {
            let title = matching_key(&item.title);
            if pass(item) && !title.is_empty() {
                let place = found.entry(title);
                place.and_modify(|one| *one = None).or_insert(Some(item));
            }
            walk(&item.items, pass, found);
        }
    }
    let mut found = HashMap::new();
    walk(items, pass, &mut found);
    found
}

fn label(item: &Item) -> String {
    item.label.as_deref().map(matching_key).unwrap_or_default()
}

/// Findings that say the same, or nearly, have the identity of the earlier ones.
fn name_findings(newer: &mut [Finding], before: [&[Finding]; 2]) {
    let mut taken = HashSet::new();
    let mut named = vec![false; newer.len()];
    for older in before {
        let free = named.iter().map(|named| !named).collect();
        let waiting = older.iter().map(|old| !taken.contains(&old.id)).collect();
        let mut pairing = Pairing::of(free, waiting);
        pairing.equal(newer, older, |one| Some(said_in(one).to_string()));
        pairing.equal(newer, older, |one| Some(matching_key(&one.text)));
        pairing.alike(newer, older, |one| &one.text, |_, _| ALIKE);
        for (n, o) in pairing.found {
            newer[n].id = older[o].id;
            named[n] = taken.insert(older[o].id);
        }
    }
}

/// Ratings that judge the same are the same; a rating is never changed.
fn name_ratings(newer: &mut [Rating], older: &[Rating]) {
    let known: HashSet<_> = older.iter().map(|one| one.id).collect();
    let named: HashSet<_> = newer.iter().map(|one| one.id).collect();
    let free = newer.iter().map(|one| !known.contains(&one.id));
    let waiting = older.iter().map(|one| !named.contains(&one.id));
    let mut pairing = Pairing::of(free.collect(), waiting.collect());
    pairing.equal(newer, older, |one| Some(judged(one).to_string()));
    for (n, o) in pairing.found {
        newer[n].id = older[o].id;
    }
}
