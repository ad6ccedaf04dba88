//! A plan beside a newer version of its document: what is new, changed, in conflict, gone, and what
//! of it is taken in.

use std::collections::BTreeSet;

use askama::Template;
use ayumi_app::intake::Comparison;
use ayumi_app::plan::PlanRow;
use ayumi_core::newer::{Difference, Field, Sort, Thing};
use ayumi_locale::{Key, key};

use super::sides::{item_of, side};
use crate::address;
use crate::review::finding::name_of;
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// The sorts in the order of the page.
const SORTS: [Sort; 4] = [Sort::Added, Sort::Changed, Sort::Conflict, Sort::Gone];

/// The page.
#[derive(Template)]
#[template(path = "intake/newer.html")]
pub struct NewerPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// Where the form is sent to.
    pub action: String,
    /// Version of the intake, and key.
    pub hidden: Hidden,
    /// The version of the plan.
    pub plan_version: u64,
    /// The plan's short name.
    pub plan: String,
    /// Which plan of the file, counted from 0.
    pub part: usize,
    /// The reading.
    pub back: String,
    /// What is compared with what, in words.
    pub lead: String,
    /// Is it known what the document said before?
    pub base_known: bool,
    /// That the document is of another organisation, to be confirmed.
    pub other: Option<String>,
    /// The differences by sort.
    pub groups: Vec<Group>,
    /// What was sent last.
    pub sent: Sent,
}

/// What was sent with a form that was refused: it stays on the page.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// Why it was refused.
    pub refused: Option<String>,
    /// What was ticked; `None` before anything was sent.
    pub keys: Option<BTreeSet<String>>,
    /// The tick that another organisation's document belongs here.
    pub although_other: bool,
}

/// The differences of one sort.
pub struct Group {
    /// Names the group in the page.
    pub code: &'static str,
    /// What it is called.
    pub title: String,
    /// What a tick does.
    pub lead: String,
    /// The differences.
    pub rows: Vec<RowView>,
}

/// A difference.
pub struct RowView {
    /// Its key in the form.
    pub key: String,
    /// The item or plan it is about.
    pub subject: String,
    /// The field.
    pub field: String,
    /// What the plan says.
    pub here: Vec<Line>,
    /// What the newer document says.
    pub document: Vec<Line>,
    /// Is it taken?
    pub ticked: bool,
    /// It cannot be taken.
    pub locked: bool,
}

/// A line of one side.
pub struct Line {
    /// Its words.
    pub text: String,
    /// The other side has it not, but others.
    pub marked: bool,
}

impl NewerPage {
    /// The page of a comparison; `part` = which plan of the file.
    pub fn new(
        w: Words,
        council: &CouncilLink,
        comparison: &Comparison,
        part: usize,
        sent: Sent,
    ) -> Self {
        let intake = &comparison.intake;
        let own = address::intake(&council.slug, &intake.id.0.to_string());
        let plan = &comparison.ours;
        let action = format!("{own}/newer");
        let address = format!("{action}?plan={}&part={part}", plan.slug);
        let shell = Shell::new(w.v(key::WEB_NEWER_TITLE, "plan", &plan.title), address)
            .in_council(council, Here::Intake)
            .via(w.t(key::WEB_NAV_INTAKE), address::new_intake(&council.slug))
            .via(
                w.v(key::WEB_INTAKE_TITLE, "name", &intake.name),
                own.clone(),
            )
            .end();
        let values = [
            ("file", intake.name.as_str()),
            ("plan", plan.title.as_str()),
        ];
        let groups = SORTS.map(|sort| Group::of(w, comparison, sort, &sent));
        let other = comparison.other.as_ref();
        Self {
            w,
            shell,
            action,
            hidden: Hidden::fresh(intake.version),
            plan_version: comparison.version,
            plan: plan.slug.clone(),
            part,
            back: own,
            lead: w.vs(key::WEB_NEWER_LEAD, &values),
            base_known: comparison.base_known,
            other: other.map(|other| super::show::other_words(w, other)),
            groups: groups
                .into_iter()
                .filter(|one| !one.rows.is_empty())
                .collect(),
            sent,
        }
    }
}

impl Group {
    fn of(w: Words, comparison: &Comparison, sort: Sort, sent: &Sent) -> Self {
        let (code, title, lead) = match sort {
            Sort::Added => ("added", key::WEB_NEWER_ADDED, key::WEB_NEWER_ADDED_LEAD),
            Sort::Changed => (
                "changed",
                key::WEB_NEWER_CHANGED,
                key::WEB_NEWER_CHANGED_LEAD,
            ),
            Sort::Conflict => (
                "conflict",
                key::WEB_NEWER_CONFLICT,
                key::WEB_NEWER_CONFLICT_LEAD,
            ),
            Sort::Gone => ("gone", key::WEB_NEWER_GONE, key::WEB_NEWER_GONE_LEAD),
        };
        let of_sort = comparison.differences.iter().filter(|one| one.sort == sort);
        let rows: Vec<_> = of_sort.map(|one| row(w, comparison, one, sent)).collect();
        Self {
            code,
            title: w.v(title, "count", rows.len()),
            lead: w.t(lead),
            rows,
        }
    }
}

fn row(w: Words, comparison: &Comparison, one: &Difference, sent: &Sent) -> RowView {
    let ticked = match &sent.keys {
        Some(keys) => keys.contains(&one.key),
        None => one.sort.is_taken_by_default(),
    };
    let here = side(w, &comparison.ours, one.thing);
    let document = side(w, &comparison.theirs, one.thing);
    let (here, document) = marked(here, document);
    let (subject, field) = named(w, comparison, one.thing);
    RowView {
        key: one.key.clone(),
        subject,
        field: w.t(field),
        here,
        document,
        ticked: ticked && !one.locked,
        locked: one.locked,
    }
}

/// Marks the lines the other side has not, where the sides share any: otherwise all differs.
fn marked(here: Vec<String>, document: Vec<String>) -> (Vec<Line>, Vec<Line>) {
    let share = here.iter().any(|line| document.contains(line));
    let lines = |side: &[String], other: &[String]| {
        let line = |text: &String| Line {
            text: text.clone(),
            marked: share && !other.contains(text),
        };
        side.iter().map(line).collect::<Vec<_>>()
    };
    (lines(&here, &document), lines(&document, &here))
}

/// What a difference is about: the item, or the plan as a whole, and the field.
fn named(w: Words, comparison: &Comparison, thing: Thing) -> (String, Key) {
    let (id, field) = match thing {
        Thing::Head(field) => (None, field_word(field, true)),
        Thing::Of(id, field) => (Some(id), field_word(field, false)),
        Thing::Item(id) => (Some(id), key::WEB_NEWER_ITEM),
        Thing::Finding(of, _) => (of, key::WEB_PLAN_FINDINGS),
        Thing::Rating(of, _) => (Some(of), key::WEB_ITEM_RATINGS),
    };
    let item = id.and_then(|id| {
        let ours = item_of(&comparison.ours, id);
        ours.or_else(|| item_of(&comparison.theirs, id))
    });
    let subject = item.map_or_else(|| w.t(key::WEB_NEWER_WHOLE), name_of);
    (subject, field)
}

fn field_word(field: Field, of_plan: bool) -> Key {
    match field {
        Field::Title if of_plan => key::WEB_PLAN_TITLE,
        Field::Title => key::WEB_CORRECT_TITLE,
        Field::Organization => key::WEB_PLAN_ORGANIZATION,
        Field::Generation => key::WEB_PLAN_GENERATION,
        Field::Period => key::WEB_PLAN_PERIOD,
        Field::Philosophy => key::WEB_PLAN_PHILOSOPHY,
        Field::Vision => key::WEB_PLAN_VISION,
        Field::Levels | Field::Level => key::WEB_PLAN_LEVELS,
        Field::Legends => key::WEB_LEGENDS,
        Field::Label => key::WEB_CORRECT_LABEL,
        Field::Marks => key::WEB_ITEM_MARKS,
        Field::Texts => key::WEB_NEWER_TEXTS,
        Field::Sections => key::WEB_ITEM_SECTIONS,
        Field::Schedule => key::WEB_ITEM_SCHEDULE,
        Field::Indicators => key::WEB_ITEM_INDICATORS,
        Field::Parent => key::WEB_ITEM_ABOVE,
        Field::Order => key::WEB_NEWER_ORDER,
    }
}

/// The way from a reading to the plans it may be a newer version of.
pub struct Offer {
    /// Where a plan is chosen.
    pub action: String,
    /// The plans of the same title: name and address of the comparison.
    pub same: Vec<(String, String)>,
    /// All plans of the council: short name and title.
    pub plans: Vec<(String, String)>,
}

impl Offer {
    /// The way from the reading at `own`; `None` where the council has no plan.
    pub fn new(own: &str, plans: &[PlanRow], same: &[(usize, PlanRow)]) -> Option<Self> {
        let action = format!("{own}/newer");
        let compared = |(part, row): &(usize, PlanRow)| {
            let address = format!("{action}?plan={}&part={part}", row.slug);
            (row.title.clone(), address)
        };
        let named = |row: &PlanRow| (row.slug.clone(), row.title.clone());
        (!plans.is_empty()).then(|| Self {
            same: same.iter().map(compared).collect(),
            plans: plans.iter().map(named).collect(),
            action: action.clone(),
        })
    }
}
