//! Editing a plan: the tree with its buttons, an item with its forms, the bin, a new plan.

pub mod fields;
pub mod form;
pub mod handlers;
pub mod hints;
pub mod item;
pub mod new;
pub mod tree;

use ayumi_core::plan::edit::{Step, item_of, place_of};
use ayumi_core::plan::{Item, ItemId, Plan};
use ayumi_locale::key;

use crate::shell::Hidden;
use crate::words::Words;

/// A step an item may take.
pub struct StepView {
    /// Its value.
    pub value: &'static str,
    /// The arrow drawn on the button.
    pub sign: &'static str,
    /// Its words.
    pub words: String,
    /// Is there anything that way?
    pub possible: bool,
}

/// One of several to choose.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its value.
    pub value: String,
    /// Its words.
    pub words: String,
    /// Is it chosen?
    pub chosen: bool,
}

/// What was just done, with the button that undoes it.
pub struct Done {
    /// What was done.
    pub words: String,
    /// Where the button leads.
    pub action: String,
    /// The entry of the record.
    pub entry: u64,
    /// Version and key.
    pub hidden: Hidden,
}

/// The names of the steps in forms.
pub const STEPS: [(&str, Step); 4] = [
    ("up", Step::Up),
    ("down", Step::Down),
    ("out", Step::Out),
    ("in", Step::In),
];

/// The steps of an item: its position among so many, and whether it stands below another one.
fn steps(w: Words, (at, of): (usize, usize), below: bool) -> Vec<StepView> {
    let view = |value, sign, words, possible| StepView {
        value,
        sign,
        words: w.t(words),
        possible,
    };
    vec![
        view("up", "↑", key::WEB_CORRECT_UP, at > 0),
        view("down", "↓", key::WEB_CORRECT_DOWN, at + 1 < of),
        view("out", "←", key::WEB_CORRECT_OUT, below),
        view("in", "→", key::WEB_CORRECT_IN, at > 0),
    ]
}

/// The siblings of an item, itself among them.
fn siblings(plan: &Plan, id: ItemId) -> &[Item] {
    match place_of(&plan.items, id).and_then(|place| place.parent) {
        Some(parent) => item_of(&plan.items, parent).map_or(&[], |item| &item.items),
        None => &plan.items,
    }
}

/// Every item of a plan as a place to go below, the first level first; `without` and what is below
/// it are left out.
fn parents(w: Words, plan: &Plan, without: Option<ItemId>, chosen: Option<ItemId>) -> Vec<Choice> {
    fn walk(
        items: &[Item],
        depth: usize,
        without: Option<ItemId>,
        see: &mut dyn FnMut(&Item, usize),
    ) {
        for item in items.iter().filter(|item| Some(item.id) != without) {
            see(item, depth);
            walk(&item.items, depth + 1, without, see);
        }
    }
    let mut all = vec![Choice {
        value: String::new(),
        words: w.t(key::WEB_EDIT_TOP),
        chosen: chosen.is_none(),
    }];
    walk(&plan.items, 0, without, &mut |item, depth| {
        all.push(Choice {
            value: item.id.to_string(),
            words: format!("{}{}", "\u{3000}".repeat(depth), printed(w, item)),
            chosen: Some(item.id) == chosen,
        });
    });
    all
}

/// Label and title, or words for neither.
fn printed(w: Words, item: &Item) -> String {
    let name = ayumi_core::plan::printed(item.label.as_deref(), &item.title);
    match name.trim().is_empty() {
        true => w.t(key::WEB_NO_TITLE),
        false => name,
    }
}

/// The marks of an item, and that it has ended.
pub fn marked(w: Words, item: &Item) -> Vec<String> {
    let ended = item.standing.retired.as_ref();
    let ended = ended.map(|_| w.t(key::WEB_ITEM_RETIRED));
    item.marks.iter().cloned().chain(ended).collect()
}
