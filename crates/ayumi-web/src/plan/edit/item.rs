//! The page on which one item is edited.

use askama::Template;
use ayumi_core::plan::edit::{Fields, branch_version, count_of, item_of, place_of};
use ayumi_core::plan::{FiscalYear, Item, ItemId, Part, Plan, Reported, Term};
use ayumi_locale::key;

use super::tree::version_of;
use super::{Choice, Done, StepView, parents, printed, siblings, steps};
use crate::address;
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// Most years of a plan that have a field for a target.
const MOST_YEARS: i32 = 12;

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

/// A field of the form.
#[derive(Clone, Debug)]
pub struct FieldView {
    /// Its name.
    pub name: String,
    /// Its words.
    pub words: String,
    /// What to write there.
    pub support: Option<String>,
    /// How many rows; 1 = a line.
    pub rows: usize,
    /// What it says.
    pub value: String,
    /// What somebody else wrote there meanwhile, where that differs.
    pub theirs: Option<String>,
    /// What describes it.
    pub described: String,
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
            fields: fields_of(w, plan, &Fields::of(item)),
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

    /// The same with what a person typed, beside what stands there now.
    pub fn typed(mut self, plan: &Plan, typed: &Fields) -> Self {
        let mine = fields_of(self.w, plan, typed);
        for field in &mut self.fields {
            let Some(mine) = mine.iter().find(|one| one.name == field.name) else {
                continue;
            };
            let theirs = std::mem::replace(&mut field.value, mine.value.clone());
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

fn view(name: &str, words: String, rows: usize, value: String) -> FieldView {
    FieldView {
        name: name.to_owned(),
        words,
        support: None,
        rows,
        value,
        theirs: None,
        described: String::new(),
    }
}

impl FieldView {
    /// The same with a word on what to write there.
    fn told(mut self, support: String) -> Self {
        self.described = format!("{}-support", self.name);
        self.support = Some(support);
        self
    }
}

/// The fields of an item's form.
pub fn fields_of(w: Words, plan: &Plan, fields: &Fields) -> Vec<FieldView> {
    let label = fields.label.clone().unwrap_or_default();
    let level = fields.level.clone().unwrap_or_default();
    let (marks, sections) = (fields.marks.join("、"), fields.sections.join("\n"));
    let mut all = vec![
        view("label", w.t(key::WEB_CORRECT_LABEL), 1, label),
        view(
            "title",
            w.t(key::WEB_CORRECT_TITLE),
            2,
            fields.title.clone(),
        ),
        view("level", w.t(key::WEB_EDIT_LEVEL), 1, level),
        view("marks", w.t(key::WEB_ITEM_MARKS), 1, marks).told(w.t(key::WEB_EDIT_MARKS_SUPPORT)),
        view("sections", w.t(key::WEB_ITEM_SECTIONS), 3, sections)
            .told(w.t(key::WEB_EDIT_SECTIONS_SUPPORT)),
    ];
    texts(w, fields, &mut all);
    indicators(w, plan, fields, &mut all);
    all
}

/// The texts, and an empty one behind them.
fn texts(w: Words, fields: &Fields, all: &mut Vec<FieldView>) {
    let head = |number: usize, value: String| {
        let words = w.v(key::WEB_EDIT_TEXT_NAME, "number", number);
        view(&format!("text-{number}-name"), words, 1, value)
    };
    for (number, text) in (1_usize..).zip(&fields.texts) {
        let words = w.v(key::WEB_EDIT_TEXT_OF, "name", &text.name);
        all.push(head(number, text.name.clone()));
        all.push(view(&format!("text-{number}"), words, 5, text.text.clone()));
    }
    let next = fields.texts.len() + 1;
    let words = w.v(key::WEB_EDIT_TEXT_WORDS, "number", next);
    all.push(head(next, String::new()).told(w.t(key::WEB_EDIT_TEXT_SUPPORT)));
    all.push(view(&format!("text-{next}"), words, 5, String::new()));
}

/// The years of a plan for which something may be aimed at.
pub fn years(plan: &Plan) -> Vec<FiscalYear> {
    let Some(period) = &plan.period else {
        return Vec::new();
    };
    let last = period.to.map_or(period.from.0 + 4, |year| year.0);
    let last = last.min(period.from.0 + MOST_YEARS - 1);
    (period.from.0..=last).map(FiscalYear).collect()
}

/// A value that has a field: of a whole year, of no section.
pub fn is_plain(value: &Reported, year: FiscalYear) -> bool {
    let whole = Term {
        year,
        part: Part::Whole,
    };
    value.section.is_none() && value.term == Some(whole)
}

fn indicators(w: Words, plan: &Plan, fields: &Fields, all: &mut Vec<FieldView>) {
    let empty = ayumi_core::review::Indicator::default();
    let with_blank = fields.indicators.iter().chain([&empty]);
    for (number, one) in (1_usize..).zip(with_blank) {
        let mut push = |name: String, words: String, value: String| {
            all.push(view(&format!("indicator-{number}-{name}"), words, 1, value));
        };
        let words = |key| w.v(key, "number", number);
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        push(
            "name".into(),
            words(key::WEB_EDIT_INDICATOR_NAME),
            text(&one.name),
        );
        push(
            "unit".into(),
            words(key::WEB_EDIT_INDICATOR_UNIT),
            text(&one.unit),
        );
        let baseline = one.baseline.as_ref().map(|value| value.text.clone());
        push(
            "baseline".into(),
            words(key::WEB_EDIT_INDICATOR_BASELINE),
            baseline.unwrap_or_default(),
        );
        for year in years(plan) {
            let target = one.targets.iter().find(|value| is_plain(value, year));
            let values = [("number", &*number.to_string()), ("year", &w.year(year))];
            push(
                format!("target-{}", year.0),
                w.vs(key::WEB_EDIT_INDICATOR_TARGET, &values),
                target.map(|value| value.text.clone()).unwrap_or_default(),
            );
        }
    }
}
