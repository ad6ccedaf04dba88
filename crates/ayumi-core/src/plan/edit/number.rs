//! Printing the labels of a plan anew. Only by choice: labels are what people call items by.

use serde::{Deserialize, Serialize};

use crate::plan::label::{next_label, parse_label};
use crate::plan::{Item, ItemId, Plan};

/// How the items of a level are numbered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbering {
    /// The first label of the level as it is to be printed: `①`, `(1)`, `第1章`, `1-1` (behind the
    /// number of the item above), `◇`. Empty = no labels.
    pub first: String,
    /// The numbers run on from one parent to the next; otherwise they begin anew.
    pub runs_on: bool,
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
