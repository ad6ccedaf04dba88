//! Carrying an edit out.

use std::collections::BTreeSet;

use super::spot::{all_of, count_of, depth_of, height_of, item_mut, list_mut, put, take};
use super::{Applied, Cut, Edit, EditFault as F, Fields, Place, Step, item_of, place_of};
use crate::plan::{FindingId, Item, ItemId, MAX_ITEMS, MAX_LEVELS, Plan};
use crate::review::Finding;
use crate::text::{MAX_TEXT, MAX_TITLE, is_blank, length};

impl Edit {
    /// Carries the edit out on a plan, whole or not at all.
    ///
    /// # Errors
    /// [`F`]; the plan is as it was then.
    pub fn apply(self, plan: &mut Plan) -> Result<Applied, F> {
        match self {
            Self::Head { head } => super::head::write_head(plan, head),
            Self::Add { id, place, fields } => add(plan, (id, place), fields),
            Self::Change { item, fields } => change(plan, item, fields),
            Self::Move {
                item,
                place,
                levels,
            } => move_to(plan, item, place, levels),
            Self::Step { item, step } => {
                let place = stepped(plan, item, step)?;
                move_to(plan, item, place, Vec::new())
            }
            Self::Remove { item } => remove(plan, item),
            Self::Restore { cut } => restore(plan, *cut),
            Self::Merge { into, from } => super::join::merge(plan, into, &from),
            Self::Split { item, shares } => super::join::split(plan, item, shares),
            Self::Relabel { labels } => relabel(plan, &labels),
            Self::Several { edits } => several(plan, edits),
            Self::Patch { patch } => patch.apply(plan),
        }
    }
}

pub(super) fn too_long(text: &str, most: usize) -> bool {
    text.len() > most && length(text) > most
}

fn checked(fields: &Fields) -> Result<(), F> {
    let label = fields.label.as_deref().unwrap_or_default();
    if is_blank(&fields.title) && is_blank(label) {
        return Err(F::NoTitle);
    }
    let names = fields.texts.iter().map(|text| text.name.as_str());
    let short = [fields.title.as_str(), label].into_iter().chain(names);
    let standing = &fields.standing;
    let words = fields.marks.iter().chain(&fields.sections);
    let links = standing.links.iter().map(|link| &link.text);
    let words = words.chain(&standing.supporting).chain(links);
    let mut short = short.chain(words.map(String::as_str));
    let long = short.any(|text| too_long(text, MAX_TITLE))
        || fields
            .texts
            .iter()
            .map(|text| &text.text)
            .chain(standing.retired.iter().map(|one| &one.reason))
            .any(|text| too_long(text, MAX_TEXT));
    match long {
        true => Err(F::TooLong),
        false => Ok(()),
    }
}

fn write(item: &mut Item, fields: Fields) {
    item.level = fields.level;
    item.label = fields.label;
    item.title = fields.title;
    item.marks = fields.marks;
    item.texts = fields.texts;
    item.sections = fields.sections;
    item.indicators = fields.indicators;
    item.standing = fields.standing;
}

fn add(plan: &mut Plan, (id, place): (ItemId, Place), fields: Fields) -> Result<Applied, F> {
    checked(&fields)?;
    if item_of(&plan.items, id).is_some() {
        return Err(F::Here);
    }
    room_for(plan, place.parent, (1, 1))?;
    let mut item = Item::bare(id);
    let level = plan.levels.get(depth_of(&plan.items, place.parent));
    let level = level.cloned();
    write(&mut item, fields);
    item.level = item.level.or(level);
    put(&mut plan.items, place, item)?;
    let undo = Edit::Remove { item: id };
    let item = Some(id);
    Ok(Applied { undo, item })
}

/// Is there room for so many levels and items below an item?
fn room_for(plan: &Plan, parent: Option<ItemId>, (levels, items): (usize, usize)) -> Result<(), F> {
    if let Some(parent) = parent
        && item_of(&plan.items, parent).is_none()
    {
        return Err(F::Gone);
    }
    if depth_of(&plan.items, parent) + levels > MAX_LEVELS {
        return Err(F::TooDeep);
    }
    match count_of(&plan.items) + items > MAX_ITEMS {
        true => Err(F::TooMany),
        false => Ok(()),
    }
}

fn change(plan: &mut Plan, id: ItemId, fields: Fields) -> Result<Applied, F> {
    checked(&fields)?;
    let item = item_mut(&mut plan.items, id).ok_or(F::Gone)?;
    let undo = Edit::Change {
        item: id,
        fields: Fields::of(item),
    };
    write(item, fields);
    let item = Some(id);
    Ok(Applied { undo, item })
}

fn move_to(
    plan: &mut Plan,
    id: ItemId,
    to: Place,
    levels: Vec<(ItemId, Option<String>)>,
) -> Result<Applied, F> {
    let item = item_of(&plan.items, id).ok_or(F::Gone)?;
    let from = place_of(&plan.items, id).ok_or(F::Gone)?;
    if let Some(parent) = to.parent {
        if item_of(std::slice::from_ref(item), parent).is_some() {
            return Err(F::BelowItself);
        }
        room_for(plan, Some(parent), (height_of(item), 0))?;
    }
    let depth = depth_of(&plan.items, to.parent);
    let deeper = signed(depth) - signed(depth_of(&plan.items, from.parent));
    let mut item = take(&mut plan.items, from)?;
    let mut before = Vec::new();
    all_of(&item, &mut |one| before.push((one.id, one.level.clone())));
    match levels.is_empty() {
        true => follow_levels(&plan.levels, &mut item, deeper),
        false => set_levels(&mut item, &levels),
    }
    put(&mut plan.items, to, item)?;
    let undo = Edit::Move {
        item: id,
        place: from,
        levels: before,
    };
    let item = Some(id);
    Ok(Applied { undo, item })
}

fn signed(count: usize) -> isize {
    isize::try_from(count).unwrap_or(isize::MAX)
}

/// The level of an item that goes deeper (or higher, below 0) by so many, and of all below it.
/// Where the plan names no such level, it keeps the one it had.
fn follow_levels(levels: &[String], item: &mut Item, deeper: isize) {
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

fn set_levels(item: &mut Item, levels: &[(ItemId, Option<String>)]) {
    if let Some((_, level)) = levels.iter().find(|(id, _)| *id == item.id) {
        item.level.clone_from(level);
    }
    for below in &mut item.items {
        set_levels(below, levels);
    }
}

/// Where one step leads to.
pub(super) fn stepped(plan: &Plan, id: ItemId, step: Step) -> Result<Place, F> {
    let place = place_of(&plan.items, id).ok_or(F::Gone)?;
    let siblings = match place.parent {
        None => &plan.items,
        Some(parent) => &item_of(&plan.items, parent).ok_or(F::Gone)?.items,
    };
    match step {
        Step::Up => {
            let at = place.at.checked_sub(1).ok_or(F::NoWay)?;
            Ok(Place { at, ..place })
        }
        Step::Down if place.at + 1 < siblings.len() => Ok(Place {
            at: place.at + 1,
            ..place
        }),
        Step::Down => Err(F::NoWay),
        Step::In => {
            let before = place.at.checked_sub(1).ok_or(F::NoWay)?;
            Ok(Place::end(Some(siblings[before].id)))
        }
        Step::Out => {
            let parent = place.parent.ok_or(F::NoWay)?;
            let above = place_of(&plan.items, parent).ok_or(F::Gone)?;
            Ok(Place {
                at: above.at + 1,
                ..above
            })
        }
    }
}

/// Every finding of a plan.
pub(super) fn each_finding(plan: &mut Plan, see: &mut dyn FnMut(&mut Finding)) {
    fn walk(items: &mut [Item], see: &mut dyn FnMut(&mut Finding)) {
        for item in items {
            item.findings.iter_mut().for_each(&mut *see);
            walk(&mut item.items, see);
        }
    }
    plan.overall.iter_mut().for_each(&mut *see);
    walk(&mut plan.items, see);
}

fn remove(plan: &mut Plan, id: ItemId) -> Result<Applied, F> {
    let found = item_of(&plan.items, id).ok_or(F::Gone)?;
    let place = place_of(&plan.items, id).ok_or(F::Gone)?;
    let (mut gone, mut rated) = (BTreeSet::new(), false);
    all_of(found, &mut |item| {
        gone.insert(item.id);
        rated |= !item.ratings.is_empty();
    });
    if rated {
        return Err(F::Rated);
    }
    let item = take(&mut plan.items, place)?;
    let (mut about, mut targets) = (Vec::new(), Vec::new());
    each_finding(plan, &mut |finding| {
        let own = finding.id;
        let spoken = finding.about.iter().filter(|item| gone.contains(*item));
        about.extend(spoken.map(|item| (own, *item)));
        finding.about.retain(|item| !gone.contains(item));
        for (index, one) in finding.refs.iter_mut().enumerate() {
            if let Some(target) = one.target.filter(|target| gone.contains(target)) {
                targets.push((own, index, target));
                one.target = None;
            }
        }
    });
    let lineage = plan.lineage.extract_if(.., |edge| gone.contains(&edge.to));
    let lineage = lineage.collect();
    let unmentioned = plan.unmentioned.extract_if(.., |item| gone.contains(item));
    let cut = Cut {
        item,
        place,
        about,
        targets,
        lineage,
        unmentioned: unmentioned.collect(),
    };
    let undo = Edit::Restore { cut: Box::new(cut) };
    Ok(Applied { undo, item: None })
}

fn restore(plan: &mut Plan, cut: Cut) -> Result<Applied, F> {
    let (mut back, mut here) = (BTreeSet::new(), false);
    all_of(&cut.item, &mut |item| {
        back.insert(item.id);
        here |= item_of(&plan.items, item.id).is_some();
    });
    if here {
        return Err(F::Here);
    }
    // Where the item it stood below is gone itself, it comes back at the end of the first level.
    let there = |parent: &ItemId| item_of(&plan.items, *parent).is_some();
    let place = match cut.place.parent {
        Some(parent) if !there(&parent) => Place::end(None),
        _ => cut.place,
    };
    room_for(plan, place.parent, (height_of(&cut.item), back.len()))?;
    let id = cut.item.id;
    put(&mut plan.items, place, cut.item)?;
    each_finding(plan, &mut |finding| {
        point(finding, &cut.about, &cut.targets)
    });
    plan.lineage.extend(cut.lineage);
    plan.unmentioned.extend(cut.unmentioned);
    let undo = Edit::Remove { item: id };
    let item = Some(id);
    Ok(Applied { undo, item })
}

/// A finding points again at what came back.
fn point(
    finding: &mut Finding,
    about: &[(FindingId, ItemId)],
    targets: &[(FindingId, usize, ItemId)],
) {
    for (own, item) in about.iter().filter(|(own, _)| *own == finding.id) {
        debug_assert_eq!(*own, finding.id);
        if !finding.about.contains(item) {
            finding.about.push(*item);
        }
    }
    for (_, index, item) in targets.iter().filter(|(own, ..)| *own == finding.id) {
        if let Some(one) = finding.refs.get_mut(*index)
            && one.target.is_none()
        {
            one.target = Some(*item);
        }
    }
}

fn relabel(plan: &mut Plan, labels: &[(ItemId, Option<String>)]) -> Result<Applied, F> {
    if labels
        .iter()
        .any(|(id, _)| item_of(&plan.items, *id).is_none())
    {
        return Err(F::Gone);
    }
    let mut before = Vec::with_capacity(labels.len());
    for (id, label) in labels {
        let item = item_mut(&mut plan.items, *id).ok_or(F::Gone)?;
        before.push((*id, std::mem::replace(&mut item.label, label.clone())));
    }
    // Undone from behind: of an item named twice the first label is the one it had.
    before.reverse();
    let undo = Edit::Relabel { labels: before };
    Ok(Applied { undo, item: None })
}

fn several(plan: &mut Plan, edits: Vec<Edit>) -> Result<Applied, F> {
    if edits.is_empty() {
        return Err(F::Nothing);
    }
    let mut after = plan.clone();
    let (mut undos, mut item) = (Vec::with_capacity(edits.len()), None);
    for edit in edits {
        let applied = edit.apply(&mut after)?;
        item = item.or(applied.item);
        undos.push(applied.undo);
    }
    *plan = after;
    undos.reverse();
    let undo = Edit::Several { edits: undos };
    Ok(Applied { undo, item })
}

/// Puts a list in the place of the one below an item; for what is made of it elsewhere.
pub(super) fn list_of(plan: &mut Plan, parent: Option<ItemId>) -> Result<&mut Vec<Item>, F> {
    list_mut(&mut plan.items, parent)
}
