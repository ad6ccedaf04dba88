//! Several items become one, one becomes several.

use std::collections::BTreeSet;

use super::apply::{each_finding, list_of, too_long};
use super::patch::Stood;
use super::spot::{depth_of, height_of, item_mut, take};
use super::touched::behind;
use super::{Applied, Edit, EditFault as F, Patch, Place, Share, item_of, place_of};
use crate::plan::{Finding, Item, ItemId, MAX_LEVELS, Plan, Standing};
use crate::text::{MAX_TITLE, is_blank};

/// What the others carry goes to `into`: marks and sections once each, everything else behind what
/// is there. Whatever pointed at one of them points at it.
pub(super) fn merge(plan: &mut Plan, into: ItemId, from: &[ItemId]) -> Result<Applied, F> {
    let from: BTreeSet<ItemId> = from.iter().copied().filter(|id| *id != into).collect();
    if from.is_empty() {
        return Err(F::Nothing);
    }
    let stays = item_of(&plan.items, into).ok_or(F::Gone)?;
    let depth = depth_of(
        &plan.items,
        place_of(&plan.items, into).and_then(|one| one.parent),
    );
    for id in &from {
        let other = item_of(&plan.items, *id).ok_or(F::Gone)?;
        let above = item_of(std::slice::from_ref(other), into).is_some();
        let below = item_of(std::slice::from_ref(stays), *id).is_some();
        let nested = from
            .iter()
            .any(|one| one != id && item_of(&other.items, *one).is_some());
        if above || below || nested {
            return Err(F::BelowItself);
        }
        if depth + height_of(other) > MAX_LEVELS {
            return Err(F::TooDeep);
        }
    }
    let touched = merged(plan, into, &from);
    let before = Stood::of(plan, |id| touched.contains(&id));
    for id in &from {
        let place = place_of(&plan.items, *id).ok_or(F::Gone)?;
        let other = take(&mut plan.items, place)?;
        let stays = item_mut(&mut plan.items, into).ok_or(F::Gone)?;
        pour(stays, other);
    }
    let follow = |id: ItemId| if from.contains(&id) { into } else { id };
    each_finding(plan, &mut |finding| {
        if !speaks(finding, &from) {
            return;
        }
        let mut seen = BTreeSet::new();
        finding
            .about
            .iter_mut()
            .for_each(|item| *item = follow(*item));
        finding.about.retain(|item| seen.insert(*item));
        for one in &mut finding.refs {
            one.target = one.target.map(follow);
        }
    });
    if plan.lineage.iter().any(|edge| from.contains(&edge.to)) {
        let mut seen = Vec::new();
        plan.lineage.retain_mut(|edge| {
            edge.to = follow(edge.to);
            let new = !seen.contains(edge);
            seen.push(edge.clone());
            new
        });
    }
    plan.unmentioned.retain(|item| !from.contains(item));
    Ok(joined(plan, (&before, &touched), into))
}

fn pour(stays: &mut Item, other: Item) {
    let once = |list: &mut Vec<String>, more: Vec<String>| {
        for one in more {
            if !list.contains(&one) {
                list.push(one);
            }
        }
    };
    once(&mut stays.marks, other.marks);
    once(&mut stays.sections, other.sections);
    gather(&mut stays.standing, other.standing);
    stays.texts.extend(other.texts);
    stays.schedule.extend(other.schedule);
    stays.indicators.extend(other.indicators);
    stays.ratings.extend(other.ratings);
    stays.findings.extend(other.findings);
    stays.items.extend(other.items);
}

/// What stands beside the tree goes along, once each. Only what ended as a whole has ended.
fn gather(stays: &mut Standing, other: Standing) {
    fn once<T: PartialEq>(list: &mut Vec<T>, more: Vec<T>) {
        for one in more {
            if !list.contains(&one) {
                list.push(one);
            }
        }
    }
    once(&mut stays.supporting, other.supporting);
    once(&mut stays.groups, other.groups);
    once(&mut stays.links, other.links);
    if other.retired.is_none() {
        stays.retired = None;
    }
}

/// The new items stand behind the old one, on its level, with its marks, sections and groups; what is named
/// goes over to them, everything else stays.
pub(super) fn split(plan: &mut Plan, id: ItemId, shares: Vec<Share>) -> Result<Applied, F> {
    if shares.is_empty() {
        return Err(F::Nothing);
    }
    let place = place_of(&plan.items, id).ok_or(F::Gone)?;
    let old = item_of(&plan.items, id).ok_or(F::Gone)?;
    let mut new_ids = BTreeSet::new();
    for share in &shares {
        if is_blank(&share.title) {
            return Err(F::NoTitle);
        }
        if too_long(&share.title, MAX_TITLE) {
            return Err(F::TooLong);
        }
        if item_of(&plan.items, share.id).is_some() || !new_ids.insert(share.id) {
            return Err(F::Here);
        }
        let below = |id: &ItemId| old.items.iter().any(|item| item.id == *id);
        let own = |id: &_| old.findings.iter().any(|finding| finding.id == *id);
        if !share.items.iter().all(below) || !share.findings.iter().all(own) {
            return Err(F::Gone);
        }
    }
    let touched = parted(plan, id, &shares).ok_or(F::Gone)?;
    let before = Stood::of(plan, |id| touched.contains(&id));
    let list = list_of(plan, place.parent)?;
    let old = list.get_mut(place.at).ok_or(F::Gone)?;
    let mut made = Vec::with_capacity(shares.len());
    for share in shares {
        let items = old
            .items
            .extract_if(.., |item| share.items.contains(&item.id));
        let items = items.collect();
        let findings = old
            .findings
            .extract_if(.., |one| share.findings.contains(&one.id));
        made.push(Item {
            level: old.level.clone(),
            title: share.title,
            marks: old.marks.clone(),
            sections: old.sections.clone(),
            standing: old.standing.clone(),
            findings: findings.collect(),
            items,
            ..Item::bare(share.id)
        });
    }
    let behind = Place {
        at: place.at + 1,
        ..place
    };
    for (index, item) in made.into_iter().enumerate() {
        let at = behind.at + index;
        list.insert(at.min(list.len()), item);
    }
    Ok(joined(plan, (&before, &touched), id))
}

/// The items that a merging touches: those that become one and what is below them, whoever stands
/// behind them, and every item with a finding that speaks of one of them.
pub(super) fn merged(plan: &Plan, into: ItemId, from: &BTreeSet<ItemId>) -> BTreeSet<ItemId> {
    let mut all = BTreeSet::from([into]);
    for id in from {
        let below = item_of(&plan.items, *id).into_iter();
        all.extend(below.flat_map(|item| item.items.iter().map(|one| one.id)));
        let place = place_of(&plan.items, *id);
        let behind = place.and_then(|place| behind(plan, place));
        all.extend(behind.unwrap_or_default().iter().map(|one| one.id));
    }
    speaking(&plan.items, from, &mut all);
    all
}

/// Items with a finding that speaks of one of these, or refers to it.
fn speaking(items: &[Item], of: &BTreeSet<ItemId>, all: &mut BTreeSet<ItemId>) {
    for item in items {
        if item.findings.iter().any(|finding| speaks(finding, of)) {
            all.insert(item.id);
        }
        speaking(&item.items, of, all);
    }
}

/// Does a finding speak of one of these items, or refer to it?
pub(super) fn speaks(finding: &Finding, of: &BTreeSet<ItemId>) -> bool {
    let about = finding.about.iter();
    let targets = finding.refs.iter().filter_map(|one| one.target.as_ref());
    about.chain(targets).any(|item| of.contains(item))
}

/// The items that a splitting touches: it, its parts, what is below it, and whoever stands behind it.
pub(super) fn parted(plan: &Plan, id: ItemId, shares: &[Share]) -> Option<BTreeSet<ItemId>> {
    let item = item_of(&plan.items, id)?;
    let behind = behind(plan, place_of(&plan.items, id)?)?;
    let there = behind.iter().chain(&item.items).map(|one| one.id);
    Some(there.chain(shares.iter().map(|one| one.id)).collect())
}

/// What was done to a plan, with what undoes it: the parts that were touched, as they were.
fn joined(plan: &Plan, (before, touched): (&Stood, &BTreeSet<ItemId>), stays: ItemId) -> Applied {
    let after = Stood::of(plan, |id| touched.contains(&id));
    let patch = Box::new(Patch::between(&after, before, Some(stays)));
    Applied {
        undo: Edit::Patch { patch },
        item: Some(stays),
    }
}
