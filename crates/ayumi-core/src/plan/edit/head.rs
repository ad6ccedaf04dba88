//! Writing a plan's head anew.

use std::collections::BTreeSet;

use super::apply::too_long;
use super::{Applied, Edit, EditFault as F, Head};
use crate::plan::{Grouping, Item, MAX_LEVELS, Plan};
use crate::text::{MAX_TEXT, MAX_TITLE, is_blank};

pub(super) fn write_head(plan: &mut Plan, head: Head) -> Result<Applied, F> {
    if is_blank(&head.title) {
        return Err(F::NoTitle);
    }
    let texts = [&head.philosophy, &head.vision];
    let long = texts
        .into_iter()
        .flatten()
        .any(|text| too_long(text, MAX_TEXT));
    let mut firsts = head.numbering.iter().flatten().map(|one| &one.first);
    let long = long || firsts.any(|first| too_long(first, MAX_TITLE));
    if long || too_long(&head.title, MAX_TITLE) {
        return Err(F::TooLong);
    }
    let levels: BTreeSet<&str> = head.levels.iter().map(String::as_str).collect();
    if levels.len() < head.levels.len() || levels.iter().any(|name| is_blank(name)) {
        return Err(F::Levels);
    }
    if head.levels.len().max(head.numbering.len()) > MAX_LEVELS {
        return Err(F::TooDeep);
    }
    if !are_groupings(&head.groupings) {
        return Err(F::Levels);
    }
    let undo = Edit::Head {
        head: Head::of(plan),
    };
    // A level that got another name has it at every item; one that is gone stays a word there.
    for (old, new) in plan.levels.iter().zip(&head.levels) {
        if old != new && !head.levels.contains(old) {
            rename_level(&mut plan.items, old, new);
        }
    }
    plan.title = head.title;
    plan.generation = head.generation;
    plan.period = head.period;
    plan.philosophy = head.philosophy;
    plan.vision = head.vision;
    plan.levels = head.levels;
    regroup(&mut plan.items, &plan.groupings, &head.groupings);
    plan.groupings = head.groupings;
    plan.numbering = head.numbering;
    Ok(Applied { undo, item: None })
}

/// Every grouping and every group of it has a name that stands once.
fn are_groupings(all: &[Grouping]) -> bool {
    fn once<'a>(names: impl Iterator<Item = &'a str>) -> bool {
        let mut seen = BTreeSet::new();
        let mut names = names;
        names.all(|name| !is_blank(name) && !too_long(name, MAX_TITLE) && seen.insert(name))
    }
    let groups = |one: &Grouping| once(one.groups.iter().map(String::as_str));
    once(all.iter().map(|one| one.name.as_str())) && all.iter().all(groups)
}

/// A grouping or group that got another name in its place has it at every item.
fn regroup(items: &mut [Item], old: &[Grouping], new: &[Grouping]) {
    for (old, new) in old.iter().zip(new) {
        let groups = old.groups.iter().zip(&new.groups);
        let renamed: Vec<(&String, &String)> = groups
            .filter(|(was, is)| was != is && !new.groups.contains(was) && !old.groups.contains(is))
            .collect();
        if old.name != new.name || !renamed.is_empty() {
            rename_groups(items, (&old.name, &new.name), &renamed);
        }
    }
}

fn rename_groups(items: &mut [Item], (of, to): (&str, &str), groups: &[(&String, &String)]) {
    for item in items {
        for group in item.standing.groups.iter_mut().filter(|one| one.of == of) {
            to.clone_into(&mut group.of);
            if let Some((_, name)) = groups.iter().find(|(was, _)| **was == group.name) {
                group.name.clone_from(name);
            }
        }
        rename_groups(&mut item.items, (of, to), groups);
    }
}

fn rename_level(items: &mut [Item], old: &str, new: &str) {
    for item in items {
        if item.level.as_deref() == Some(old) {
            item.level = Some(new.to_owned());
        }
        rename_level(&mut item.items, old, new);
    }
}
