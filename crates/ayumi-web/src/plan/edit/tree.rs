//! The page on which a plan's tree is edited, and the bin.

use askama::Template;
use ayumi_app::plan::PlanView;
use ayumi_app::plan::edit::{BIN_DAYS, Binned, seen_version, usual_numbering};
use ayumi_core::plan::edit::{
    Edit, Fields, Place, Step, count_of, head_version, item_of, item_version,
};
use ayumi_core::plan::{Grouping, Item, ItemId, MAX_LEVELS, Plan};
use ayumi_locale::key;
use uuid::Uuid;

use super::hints::HintRow;
use super::{Choice, Done, StepView, parents, steps};
use crate::address;
use crate::plan::tabs::{Tab, Tabs};
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// With more items than this the buttons stand on the items' own pages only.
const MOST_BUTTONS: usize = 400;

/// The tree with its buttons.
#[derive(Template)]
#[template(path = "plan/edit.html")]
pub struct EditPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The pages of this plan.
    pub tabs: Tabs,
    /// The plan's head.
    pub plan: Plan,
    /// Its years as they are typed.
    pub period: String,
    /// Its level names, one a line.
    pub levels: String,
    /// Its groupings, one a line.
    pub groupings: String,
    /// The items in reading order.
    pub rows: Vec<EditRow>,
    /// The form that adds an item.
    pub adding: Option<AddForm>,
    /// It stands below one of the rows.
    pub adds_below: bool,
    /// Where forms are sent.
    pub action: String,
    /// Where the bin is.
    pub bin: String,
    /// How many items lie there.
    pub binned: usize,
    /// The name of drafts in the browser.
    pub draft: String,
    /// Version and key of the lines.
    pub hidden: Hidden,
    /// Version and key of what touches the whole plan.
    pub whole: Hidden,
    /// Version and key of the head.
    pub head: Hidden,
    /// Below which item lines may go.
    pub parents: Vec<Choice>,
    /// Lines that were refused.
    pub lines: String,
    /// The form of lines is open.
    pub lines_open: bool,
    /// How each level is numbered.
    pub numbers: Vec<NumberForm>,
    /// What the plan may lack: the first hints, and how many more.
    pub hints: (Vec<HintRow>, usize),
    /// Why something was not done.
    pub refused: Option<String>,
    /// What was just done.
    pub done: Option<Done>,
    /// Who else is here.
    pub present: Vec<String>,
}

/// An item as a row.
pub struct EditRow {
    /// Its id.
    pub id: String,
    /// The item above; empty = the first level.
    pub parent: String,
    /// Its place among its siblings, from 0.
    pub at: usize,
    /// How deep it stands, from 1.
    pub depth: usize,
    /// The name of its level, where it differs from the row before.
    pub level: Option<String>,
    /// Its label.
    pub label: Option<String>,
    /// Its title.
    pub title: String,
    /// Its marks.
    pub marks: Vec<String>,
    /// The page on which it is edited.
    pub href: String,
    /// Where an item is added below it.
    pub add: String,
    /// Version and key; `None` = without buttons.
    pub hidden: Option<Hidden>,
    /// Its steps.
    pub steps: Vec<StepView>,
    /// May an item stand below it?
    pub may_have_below: bool,
    /// The form that adds an item stands below it.
    pub adds: bool,
}

/// The form that adds an item.
pub struct AddForm {
    /// Version and key.
    pub hidden: Hidden,
    /// Below which item; empty = the first level.
    pub parent: String,
    /// The label that follows.
    pub label: String,
    /// What the title is called.
    pub words: String,
    /// The cursor goes here.
    pub focus: bool,
}

/// How a level is numbered.
pub struct NumberForm {
    /// How deep, from 0.
    pub depth: usize,
    /// The level's name.
    pub name: String,
    /// The first label.
    pub first: String,
    /// The numbers run on from one parent to the next.
    pub runs_on: bool,
}

impl EditPage {
    /// The page of a plan; `adding` = below which item an item is added.
    pub fn new(w: Words, council: &CouncilLink, view: &PlanView, adding: Option<ItemId>) -> Self {
        let plan = &view.plan;
        let tabs = Tabs::new(w, council, plan, Tab::Edit);
        let own = address::below_plan(&council.slug, &plan.slug, "edit");
        let title = w.v(key::WEB_EDIT_TITLE, "plan", &plan.title);
        let shell = Shell::new(title, own.clone())
            .in_council(council, Here::Plans)
            .via(plan.title.clone(), tabs.plan.clone())
            .end();
        let parent = adding.filter(|id| item_of(&plan.items, *id).is_some());
        let mut rows = Vec::new();
        let mut frame = Frame {
            w,
            plan,
            own: &own,
            items: &tabs.plan,
            adding: parent,
            buttons: false,
        };
        frame.buttons = count_of(&plan.items) <= MOST_BUTTONS;
        frame.rows(&plan.items, (1, None), &mut rows);
        Self {
            w,
            shell,
            plan: Plan {
                items: Vec::new(),
                ..plan.clone()
            },
            period: plan
                .period
                .as_ref()
                .map(|one| one.text.clone())
                .unwrap_or_default(),
            levels: plan.levels.join("\n"),
            groupings: grouping_lines(plan),
            adding: Some(add_form(w, plan, parent)),
            adds_below: parent.is_some(),
            action: own,
            bin: format!("{}/bin", tabs.plan),
            binned: 0,
            draft: plan.id.to_string(),
            hidden: Hidden::fresh(head_version(plan)),
            whole: Hidden::fresh(view.version),
            head: Hidden::fresh(head_version(plan)),
            parents: parents(w, plan, None, parent),
            lines: String::new(),
            lines_open: false,
            numbers: numbers(w, plan),
            rows,
            tabs,
            hints: (Vec::new(), 0),
            refused: None,
            done: None,
            present: Vec::new(),
        }
    }
}

/// `部門：地域福祉、在宅福祉`, a line for each.
fn grouping_lines(plan: &Plan) -> String {
    let lines: Vec<String> = plan.groupings.iter().map(Grouping::to_string).collect();
    lines.join("\n")
}

struct Frame<'a> {
    w: Words,
    plan: &'a Plan,
    own: &'a str,
    items: &'a str,
    adding: Option<ItemId>,
    buttons: bool,
}

impl Frame<'_> {
    fn rows(
        &self,
        items: &[Item],
        (depth, parent): (usize, Option<ItemId>),
        rows: &mut Vec<EditRow>,
    ) {
        let mut level = None;
        for (at, item) in items.iter().enumerate() {
            let step = Edit::Step {
                item: item.id,
                step: Step::Up,
            };
            let version = || seen_version(self.plan, 0, &step).unwrap_or_default();
            let new = item.level != level;
            level.clone_from(&item.level);
            rows.push(EditRow {
                id: item.id.to_string(),
                parent: parent.map(|id| id.to_string()).unwrap_or_default(),
                at,
                depth: depth.min(8),
                level: item.level.clone().filter(|_| new),
                label: item.label.clone(),
                title: item.title.clone(),
                marks: super::marked(self.w, item),
                href: format!("{}/items/{}/edit", self.items, item.id),
                // Without a fragment: a browser that has one gives the cursor to nothing by itself.
                add: format!("{}?add={}", self.own, item.id),
                hidden: self.buttons.then(|| Hidden::fresh(version())),
                steps: steps(self.w, (at, items.len()), parent.is_some()),
                may_have_below: depth < MAX_LEVELS,
                adds: self.adding == Some(item.id),
            });
            self.rows(&item.items, (depth + 1, Some(item.id)), rows);
        }
    }
}

fn add_form(w: Words, plan: &Plan, parent: Option<ItemId>) -> AddForm {
    let add = Edit::Add {
        id: ItemId(Uuid::nil()),
        place: Place::end(parent),
        fields: Fields::default(),
    };
    let below = parent.and_then(|id| item_of(&plan.items, id));
    let words = match below {
        Some(item) => w.v(key::WEB_EDIT_ADD_TO, "item", super::printed(w, item)),
        None => w.t(key::WEB_EDIT_ADD_TOP),
    };
    AddForm {
        hidden: Hidden::fresh(seen_version(plan, 0, &add).unwrap_or_default()),
        parent: parent.map(|id| id.to_string()).unwrap_or_default(),
        label: plan.label_below(parent).unwrap_or_default(),
        words,
        focus: parent.is_some(),
    }
}

/// How each level is numbered: as the plan says or its labels stand, else as is usual.
fn numbers(w: Words, plan: &Plan) -> Vec<NumberForm> {
    fn depth(items: &[Item]) -> usize {
        items
            .iter()
            .map(|item| 1 + depth(&item.items))
            .max()
            .unwrap_or(0)
    }
    let levels = depth(&plan.items).max(plan.levels.len());
    let usual = usual_numbering(levels, w.0);
    let form = |depth: usize| {
        let numbering = plan.numbering_at(depth);
        let numbering = numbering.or_else(|| usual.get(depth).cloned());
        let numbering = numbering.unwrap_or_default();
        NumberForm {
            depth,
            name: plan
                .levels
                .get(depth)
                .cloned()
                .unwrap_or_else(|| w.v(key::WEB_EDIT_LEVEL_NUMBER, "number", depth + 1)),
            first: numbering.first,
            runs_on: numbering.runs_on,
        }
    };
    (0..levels).map(form).collect()
}

/// What was taken out of a plan.
#[derive(Template)]
#[template(path = "plan/bin.html")]
pub struct BinPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The way back.
    pub back: String,
    /// Where forms are sent.
    pub action: String,
    /// Version and key.
    pub hidden: Hidden,
    /// How long it lies here.
    pub days: i64,
    /// What lies here.
    pub rows: Vec<BinRow>,
    /// Whoever looks may put it back.
    pub may_change: bool,
}

/// An item in the bin.
pub struct BinRow {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: Option<String>,
    /// Its title.
    pub title: String,
    /// How many items these are.
    pub items: u64,
    /// When it was taken out, by whom.
    pub told: String,
}

impl BinPage {
    /// The bin of a plan.
    pub fn new(w: Words, council: &CouncilLink, plan: &Plan, bin: &[Binned]) -> Self {
        let below = |page: &str| address::below_plan(&council.slug, &plan.slug, page);
        let shell = Shell::new(w.t(key::WEB_BIN_TITLE), below("bin"))
            .in_council(council, Here::Plans)
            .via(plan.title.clone(), address::plan(&council.slug, &plan.slug))
            .end();
        let row = |one: &Binned| BinRow {
            id: one.cut.item.id.to_string(),
            label: one.cut.item.label.clone(),
            title: one.cut.item.title.clone(),
            items: one.items,
            told: format!("{} {}", w.instant(&one.removed_at), one.removed_by),
        };
        Self {
            w,
            shell,
            back: below("edit"),
            action: below("edit"),
            hidden: Hidden::fresh(head_version(plan)),
            days: BIN_DAYS,
            rows: bin.iter().map(row).collect(),
            may_change: council.may.edit,
        }
    }
}

/// The version of an item, for a form about it.
pub fn version_of(plan: &Plan, id: ItemId) -> u64 {
    item_version(plan, id).unwrap_or_default()
}
