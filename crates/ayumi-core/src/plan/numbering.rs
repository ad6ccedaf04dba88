//! How the levels of a plan are numbered: the label of an item that is added, and printing all of
//! them anew. Only by choice: labels are what people call items by.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::edit::{Edit, depth_of, item_of};
use super::label::{next_label, parse_label};
use super::{Item, ItemId, Plan};

/// How the items of a level are numbered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Numbering {
    /// The first label of the level as it is to be printed: `①`, `(1)`, `第1章`, `1-1` (behind the
    /// number of the item above), `◇`. Empty = no labels.
    pub first: String,
    /// The numbers run on from one parent to the next; otherwise they begin anew.
    pub runs_on: bool,
}

impl Plan {
    /// How a level is numbered, counted from 0 at the top: as the plan says, or else as its labels
    /// stand. `None` where neither tells.
    #[must_use]
    pub fn numbering_at(&self, depth: usize) -> Option<Numbering> {
        let said = self.numbering.get(depth).cloned().flatten();
        said.or_else(|| standing(&lists(&self.items, depth)))
    }

    /// The label of an item that is added at the end below another one, or of the first level: what
    /// follows the last one there, else the first one of its level. `None` where its siblings have
    /// none, or their style has ended.
    #[must_use]
    pub fn label_below(&self, parent: Option<ItemId>) -> Option<String> {
        let above = parent.and_then(|id| item_of(&self.items, id));
        let siblings = above.map_or(&self.items, |item| &item.items);
        if let Some(last) = siblings.last() {
            return next_label(last.label.as_deref()?);
        }
        let depth = depth_of(&self.items, parent);
        let numbering = self.numbering_at(depth)?;
        let first = numbering.first.trim();
        if first.is_empty() {
            return None;
        }
        let before = parent.filter(|_| numbering.runs_on);
        let last = before.and_then(|id| last_before(&self.items, id, depth));
        match last {
            Some(last) => next_label(last),
            None => Some(first_below(
                first,
                above.and_then(|one| one.label.as_deref()),
            )),
        }
    }
}

/// The lists of siblings of a level that are not empty, in reading order.
fn lists(items: &[Item], depth: usize) -> Vec<&[Item]> {
    match depth {
        0 if items.is_empty() => Vec::new(),
        0 => vec![items],
        _ => items
            .iter()
            .flat_map(|item| lists(&item.items, depth - 1))
            .collect(),
    }
}

/// How labels stand now: what the first list begins with, and whether the second one goes on where
/// it ends.
fn standing(lists: &[&[Item]]) -> Option<Numbering> {
    let first = lists.first()?.first()?.label.clone()?;
    let last = lists[0].last().and_then(|item| item.label.as_deref());
    let follows = last.and_then(next_label).filter(|next| *next != first);
    let second = lists.get(1).and_then(|list| list.first()?.label.as_ref());
    let runs_on = follows.is_some() && follows.as_ref() == second;
    Some(Numbering { first, runs_on })
}

/// The last label of a level that stands before what is below an item.
fn last_before(items: &[Item], parent: ItemId, depth: usize) -> Option<&str> {
    /// `true` = the item was met.
    fn walk<'a>(
        items: &'a [Item],
        (parent, depth): (ItemId, usize),
        last: &mut Option<&'a str>,
    ) -> bool {
        items.iter().any(|item| {
            if depth == 0 {
                *last = item.label.as_deref().or(*last);
                return false;
            }
            item.id == parent || walk(&item.items, (parent, depth - 1), last)
        })
    }
    let mut last = None;
    walk(items, (parent, depth), &mut last);
    last
}

/// Gives the items that these edits add the labels of their places, one after another, as
/// [`Plan::label_below`] says; none where one of them brings a label of its own.
#[must_use]
pub fn numbered_lines(plan: &Plan, mut edits: Vec<Edit>) -> Vec<Edit> {
    let brings = |edit: &Edit| matches!(edit, Edit::Add { fields, .. } if fields.label.is_some());
    if edits.iter().any(brings) {
        return edits;
    }
    let mut stood = plan.clone();
    for edit in &mut edits {
        if let Edit::Add { place, fields, .. } = edit {
            fields.label = stood.label_below(place.parent);
        }
        if edit.clone().apply(&mut stood).is_err() {
            // What does not fit is said when the edits are made.
            break;
        }
    }
    edits
}

/// The labels that change when every level of a plan is numbered so; levels without a numbering
/// keep theirs. A style that ends (`ん`, `Z`) leaves the items behind it without a label.
#[must_use]
pub fn renumbered(plan: &Plan, levels: &[Option<Numbering>]) -> Vec<(ItemId, Option<String>)> {
    let mut work = Renumber {
        levels,
        last: vec![None; levels.len()],
        changed: Vec::new(),
    };
    work.walk(&plan.items, 0, None);
    work.changed
}

struct Renumber<'a> {
    levels: &'a [Option<Numbering>],
    /// The last label of each level, for those that run on.
    last: Vec<Option<String>>,
    changed: Vec<(ItemId, Option<String>)>,
}

impl Renumber<'_> {
    fn walk(&mut self, items: &[Item], depth: usize, above: Option<&str>) {
        let numbering = self.levels.get(depth).cloned().flatten();
        let mut before: Option<String> = None;
        for (index, item) in items.iter().enumerate() {
            let label = match &numbering {
                None => item.label.clone(),
                Some(one) if one.first.trim().is_empty() => None,
                Some(one) => {
                    let went_on = one.runs_on.then(|| self.last[depth].clone()).flatten();
                    let last = if index == 0 { went_on } else { before.clone() };
                    match last {
                        Some(last) => next_label(&last),
                        None if index == 0 => Some(first_below(one.first.trim(), above)),
                        None => None,
                    }
                }
            };
            if let (Some(_), Some(last)) = (&numbering, self.last.get_mut(depth)) {
                last.clone_from(&label);
            }
            if label != item.label {
                self.changed.push((item.id, label.clone()));
            }
            self.walk(&item.items, depth + 1, label.as_deref());
            before = label;
        }
    }
}

/// The first label below an item: where the model names the number above (`1-1`), that number
/// stands in it.
fn first_below(model: &str, above: Option<&str>) -> String {
    let whole = || model.to_owned();
    let Some(parsed) = parse_label(model).filter(|label| label.ordinals.len() > 1) else {
        return whole();
    };
    let Some(above) = above.and_then(parse_label) else {
        return whole();
    };
    if above.ordinals.is_empty() {
        return whole();
    }
    // What stands between the last two numbers, and what the last one begins with.
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let letters: Vec<char> = model.chars().collect();
    let Some(last) = letters.iter().rposition(|c| is_digit(*c)) else {
        return whole();
    };
    let start = letters[..=last].iter().rposition(|c| !is_digit(*c));
    let Some(between) = start.map(|at| letters[at]) else {
        return whole();
    };
    let wide = ('０'..='９').contains(&letters[last]);
    let written = |number: u32| match wide {
        true => number.to_string().chars().map(widened).collect(),
        false => number.to_string(),
    };
    let mut numbers: Vec<String> = above.ordinals.iter().map(|one| written(*one)).collect();
    numbers.push(written(parsed.ordinals.last().copied().unwrap_or(1)));
    let end: String = letters[last + 1..].iter().collect();
    format!("{}{end}", numbers.join(&between.to_string()))
}

fn widened(digit: char) -> char {
    let wide = u32::from(digit).checked_sub(u32::from('0'));
    wide.and_then(|one| char::from_u32(u32::from('０') + one))
        .unwrap_or(digit)
}
