//! Writing a plan's head anew.

use std::collections::BTreeSet;

use super::apply::too_long;
use super::{Applied, Edit, EditFault as F, Head};
use crate::plan::{Item, MAX_LEVELS, Plan};
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
    if long || too_long(&head.title, MAX_TITLE) {
        return Err(F::TooLong);
    }
    let levels: BTreeSet<&str> = head.levels.iter().map(String::as_str).collect();
    if levels.len() < head.levels.len() || levels.iter().any(|name| is_blank(name)) {
        return Err(F::Levels);
    }
    if head.levels.len() > MAX_LEVELS {
        return Err(F::TooDeep);
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
    Ok(Applied { undo, item: None })
}

fn rename_level(items: &mut [Item], old: &str, new: &str) {
    for item in items {
        if item.level.as_deref() == Some(old) {
            item.level = Some(new.to_owned());
        }
        rename_level(&mut item.items, old, new);
    }
}
