//! Answers that move items: to another parent, to another level, into another tree.

use std::collections::HashMap;

use ayumi_core::interchange::{ReadFinding, ReadItem, ReadPlan, Reading};
use ayumi_document::Question;

use super::spot::{is_named, item_at, item_of, list_of, named, plan_of};

/// Between parent and item in the choices of a question about two printings of a tree.
const BELOW: &str = " > ";

/// Moves the item below the one of that name, at its end; an empty name is the top. Never below
/// itself: it is taken out before its new place is looked for.
pub(super) fn parent(reading: &mut Reading, asked: &Question, name: &str) -> bool {
    let taken = asked.choices.first().cloned().unwrap_or_default();
    let fits = |_: &ReadItem, above: Option<&ReadItem>| match above {
        Some(above) => is_named(above, &taken),
        None => taken.is_empty(),
    };
    let Some(spot) = item_at(reading, asked.at.as_ref(), fits) else {
        return false;
    };
    moved(reading, spot.part, |plan| below(plan, &spot.path, name))
}

fn below(plan: &mut ReadPlan, path: &[usize], name: &str) -> bool {
    let Some((list, position)) = list_of(plan, path) else {
        return false;
    };
    let moved = list.remove(position);
    if name.is_empty() {
        plan.items.push(moved);
        return true;
    }
    let Some(path) = named(plan, name) else {
        return false;
    };
    item_of(plan, &path)
        .map(|parent| parent.items.push(moved))
        .is_some()
}

/// Puts the item on the level of that name: one that is too deep comes out behind the item it was
/// below, one that is too high goes below the item before it.
pub(super) fn level(reading: &mut Reading, asked: &Question, name: &str) -> bool {
    let taken = asked.choices.first().cloned();
    let fits = |item: &ReadItem, _: Option<&ReadItem>| item.level == taken;
    let Some(spot) = item_at(reading, asked.at.as_ref(), fits) else {
        return false;
    };
    moved(reading, spot.part, |plan| on_level(plan, spot.path, name))
}

fn on_level(plan: &mut ReadPlan, mut path: Vec<usize>, name: &str) -> bool {
    if let Some(wanted) = plan.levels.iter().position(|level| level == name) {
        if wanted + 1 < path.len() {
            path = come_out(plan, &path, wanted);
        }
        while wanted + 1 > path.len() {
            match go_below(plan, &path) {
                Some(way) => path = way,
                None => break,
            }
        }
    }
    item_of(plan, &path)
        .map(|item| item.level = Some(name.to_owned()))
        .is_some()
}

/// The item stands behind its ancestor of depth `depth`; the way to it.
fn come_out(plan: &mut ReadPlan, path: &[usize], depth: usize) -> Vec<usize> {
    let Some((list, position)) = list_of(plan, path) else {
        return path.to_vec();
    };
    let moved = list.remove(position);
    let ancestor = &path[..=depth];
    if let Some((list, position)) = list_of(plan, ancestor) {
        list.insert(position + 1, moved);
    }
    let mut path = ancestor.to_vec();
    if let Some(last) = path.last_mut() {
        *last += 1;
    }
    path
}

/// The item stands at the end below the one before it; the way to it. `None` where nothing stands
/// before it.
fn go_below(plan: &mut ReadPlan, path: &[usize]) -> Option<Vec<usize>> {
    let (list, position) = list_of(plan, path)?;
    let before = position.checked_sub(1)?;
    let moved = list.remove(position);
    let below = &mut list.get_mut(before)?.items;
    below.push(moved);
    let last = below.len() - 1;
    let mut path = path.to_vec();
    *path.last_mut()? = before;
    path.push(last);
    Some(path)
}

/// The further plan in which the other tree of a question waits (`values`: `plan`).
pub(super) fn other_tree(asked: &Question) -> Option<usize> {
    asked
        .values
        .get("plan")?
        .parse()
        .ok()
        .filter(|part| *part > 0)
}

/// Takes the other tree. Where it waits as a further plan, the two change places, so that nothing
/// is lost and the positions stay; where a choice says `parent > item`, the item moves.
pub(super) fn tree(reading: &mut Reading, asked: &Question, words: &str) -> bool {
    if let Some(part) = other_tree(asked) {
        let Some(other) = reading.more_plans.get_mut(part - 1) else {
            return false;
        };
        std::mem::swap(&mut reading.plan.items, &mut other.items);
        std::mem::swap(&mut reading.plan.levels, &mut other.levels);
        return true;
    }
    let taken = asked
        .choices
        .first()
        .and_then(|words| words.rsplit_once(BELOW));
    let (Some((above, title)), Some((parent, _))) = (taken, words.rsplit_once(BELOW)) else {
        return false;
    };
    let fits = |item: &ReadItem, at: Option<&ReadItem>| {
        is_named(item, title) && at.is_some_and(|at| is_named(at, above))
    };
    let Some(spot) = item_at(reading, asked.at.as_ref(), fits) else {
        return false;
    };
    moved(reading, spot.part, |plan| below(plan, &spot.path, parent))
}

/// Moves items of a plan. Findings name the items they speak of by position (`1-2`): each item
/// carries its old position along as its last mark, and the findings follow.
pub(super) fn moved(
    reading: &mut Reading,
    part: usize,
    change: impl FnOnce(&mut ReadPlan) -> bool,
) -> bool {
    let Some(plan) = plan_of(reading, part) else {
        return false;
    };
    each(&mut plan.items, "", &mut |item, position| {
        item.marks.push(position.to_owned());
    });
    if !change(plan) {
        return false;
    }
    let mut now = HashMap::new();
    each(&mut plan.items, "", &mut |item, position| {
        let before = item.marks.pop().unwrap_or_default();
        now.insert(before, position.to_owned());
    });
    let follow = |finding: &mut ReadFinding| {
        let spoken = finding.about.iter();
        finding.about = spoken.filter_map(|old| now.get(old).cloned()).collect();
    };
    plan.overall.iter_mut().for_each(follow);
    each(&mut plan.items, "", &mut |item, _| {
        item.findings.iter_mut().for_each(follow);
    });
    true
}

/// Every item with its position, counted from 1 on every level.
pub(super) fn each(items: &mut [ReadItem], above: &str, see: &mut dyn FnMut(&mut ReadItem, &str)) {
    for (number, item) in (1_usize..).zip(items) {
        let position = match above {
            "" => number.to_string(),
            above => format!("{above}-{number}"),
        };
        see(item, &position);
        each(&mut item.items, &position, see);
    }
}

/// The level of an item that goes deeper (or higher, below 0) by so many, and of all below it.
/// Where the plan names no such level, it keeps the one it had.
pub(super) fn follow_levels(levels: &[String], item: &mut ReadItem, deeper: isize) {
    let known = levels
        .iter()
        .position(|level| Some(level) == item.level.as_ref());
    let other = known.and_then(|known| known.checked_add_signed(deeper));
    if let Some(level) = other.and_then(|other| levels.get(other)) {
        item.level = Some(level.clone());
    }
    for below in &mut item.items {
        follow_levels(levels, below, deeper);
    }
}
