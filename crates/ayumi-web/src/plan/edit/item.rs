//! The page on which one item is edited.

use askama::Template;
use ayumi_core::plan::edit::{Fields, branch_version, count_of, item_of, place_of};
use ayumi_core::plan::prose::Prose;
use ayumi_core::plan::{Item, ItemId, NamedText, Plan};
use ayumi_locale::key;

use super::fields::{FieldView, fields_of};
use super::tree::version_of;
use super::{Choice, Done, StepView, parents, printed, siblings, steps};
use crate::address;
use crate::plan::item::parted;
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// An item with its forms.
#[derive(Template)]
#[template(path = "plan/edit_item.html")]
pub struct EditItemPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The tree.
    pub back: String,
    /// The item's own page.
    pub page: String,
    /// The item.
    pub id: String,
    /// The name of its level.
    pub level: String,
    /// Where forms are sent.
    pub action: String,
    /// The name of the draft in the browser.
    pub draft: String,
    /// Version and key of the item.
    pub hidden: Hidden,
    /// Version and key of the item with all below it.
    pub branch: Hidden,
    /// What it says.
    pub fields: Vec<FieldView>,
    /// The reason and the decision that were typed.
    pub because: (String, String),
    /// What was typed, as it will look: nothing is saved yet.
    pub look: Option<Vec<(NamedText, Vec<Prose>)>>,
    /// Somebody else changed it: what that is stands beside.
    pub conflict: bool,
    /// May all of the plan be changed, and not only this item?
    pub may_all: bool,
    /// It with its siblings.
    pub siblings: Vec<(String, bool)>,
    /// Its steps.
    pub steps: Vec<StepView>,
    /// Where it may go.
    pub parents: Vec<Choice>,
    /// With which items it may be merged.
    pub others: Vec<Choice>,
    /// What may go over to a part of it: items (chosen) and findings.
    pub shares: Vec<Choice>,
    /// How many items are below it.
    pub below: usize,
    /// Why something was not done.
    pub refused: Option<String>,
    /// What was just done.
    pub done: Option<Done>,
    /// Who else has it open.
    pub present: Vec<String>,
}

impl EditItemPage {
    /// The page of an item; `None` when the plan has no such item.
    pub fn new(w: Words, council: &CouncilLink, plan: &Plan, id: ItemId) -> Option<Self> {
        let item = item_of(&plan.items, id)?;
        let place = place_of(&plan.items, id)?;
        let page = address::item(&council.slug, &plan.slug, id);
        let own = format!("{page}/edit");
        let edit = address::below_plan(&council.slug, &plan.slug, "edit");
        let title = w.v(key::WEB_EDIT_ITEM_TITLE, "item", printed(w, item));
        let shell = Shell::new(title, own)
            .in_council(council, Here::Plans)
            .via(plan.title.clone(), address::plan(&council.slug, &plan.slug))
            .via(w.t(key::WEB_TAB_EDIT), edit.clone())
            .end();
        let beside = siblings(plan, id);
        let others = beside.iter().filter(|one| one.id != id).map(|one| Choice {
            value: one.id.to_string(),
            words: printed(w, one),
            chosen: false,
        });
        let named = beside.iter().map(|one| (printed(w, one), one.id == id));
        Some(Self {
            w,
            shell,
            back: format!("{edit}#item-{id}"),
            action: edit,
            page,
            id: id.to_string(),
            level: item.level.clone().unwrap_or_default(),
            draft: format!("{}/{id}", plan.id),
            hidden: Hidden::fresh(version_of(plan, id)),
            branch: Hidden::fresh(branch_version(plan, id).unwrap_or_default()),
            fields: fields_of(w, (&council.slug, plan), &Fields::of(item)),
            because: Default::default(),
            look: None,
            conflict: false,
            may_all: council.may.edit,
            siblings: named.collect(),
            steps: steps(w, (place.at, beside.len()), place.parent.is_some()),
            parents: parents(w, plan, Some(id), place.parent),
            others: others.collect(),
            shares: shares(w, item),
            below: count_of(&item.items),
            refused: None,
            done: None,
            present: Vec::new(),
        })
    }

    /// The same with what a person typed, and how its texts will look. `seen` is the version of the
    /// item the person began with.
    pub fn looked(
        mut self,
        (council, plan): (&str, &Plan),
        typed: &Fields,
        seen: Option<u64>,
    ) -> Self {
        self.fields = fields_of(self.w, (council, plan), typed);
        self.look = Some(parted(&typed.texts));
        if let Some(seen) = seen {
            self.hidden = Hidden::fresh(seen);
        }
        self
    }

    /// The same with what a person typed, beside what stands there now.
    pub fn typed(mut self, (council, plan): (&str, &Plan), typed: &Fields) -> Self {
        let mine = fields_of(self.w, (council, plan), typed);
        for field in &mut self.fields {
            let Some(mine) = mine.iter().find(|one| one.name == field.name) else {
                continue;
            };
            let theirs = std::mem::replace(&mut field.value, mine.value.clone());
            field.choices.clone_from(&mine.choices);
            if theirs.trim() != mine.value.trim() {
                field.described = format!("{} {}-theirs", field.described, field.name);
                field.described = field.described.trim().to_owned();
                field.theirs = Some(theirs);
            }
        }
        // A text only the other person has, or only this one.
        for one in mine {
            if !self.fields.iter().any(|field| field.name == one.name) {
                self.fields.push(one);
            }
        }
        self
    }
}

fn shares(w: Words, item: &Item) -> Vec<Choice> {
    let below = item.items.iter().map(|one| Choice {
        value: one.id.to_string(),
        words: printed(w, one),
        chosen: true,
    });
    let findings = item.findings.iter().map(|one| Choice {
        value: one.id.to_string(),
        words: one.text.clone(),
        chosen: false,
    });
    below.chain(findings).collect()
}
