//! Samples of editing: the tree, an item, two people in one item, the bin, a new plan.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ayumi_app::plan::edit::Binned;
use ayumi_app::plan::edition::{Compared, Editions, Side};
use ayumi_app::plan::{Origin, PlanRow, PlanView};
use ayumi_core::plan::edit::{Cut, Fields, Place};
use ayumi_core::plan::edition::{Body, Decision, Edition, EditionId};
use ayumi_core::plan::{Plan, PlanId};
use ayumi_locale::key;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use uuid::Uuid;

use super::people::of_council;
use super::{council, page};
use crate::plan::edit::item::EditItemPage;
use crate::plan::edit::new::{Chosen, NewPlanPage};
use crate::plan::edit::tree::{BinPage, EditPage};
use crate::plan::edit::{Done, hints};
use crate::plan::edition::pages::{ComparePage, EditionsPage};
use crate::shell::Hidden;
use crate::words::Words;

fn done(w: Words) -> Done {
    Done {
        words: w.t(key::WEB_EDIT_SAVED),
        action: "/c/midorino/plans/plan/undo".to_owned(),
        entry: 12,
        hidden: Hidden::fresh(3),
    }
}

fn binned(plan: &Plan) -> Vec<Binned> {
    let item = plan.items.first().cloned();
    let one = |item| Binned {
        cut: Cut {
            item,
            place: Place::default(),
            about: Vec::new(),
            targets: Vec::new(),
            lineage: Vec::new(),
            unmentioned: Vec::new(),
        },
        items: 4,
        owners: BTreeMap::new(),
        removed_at: Timestamp::UNIX_EPOCH,
        removed_by: "地域福祉課長 山本 花子".to_owned(),
    };
    item.map(one).into_iter().collect()
}

/// The pages of editing a plan.
pub fn of_plan(w: Words, name: &str, plan: &Plan) -> Vec<(String, String)> {
    let (council, named) = (council(), |kind: &str| format!("{kind}-{name}"));
    let view = PlanView {
        plan: plan.clone(),
        version: 3,
        origin: Origin::default(),
        changed: "2026-11-22".to_owned(),
        attachments: Vec::new(),
    };
    let first = plan.items.first();
    let mut tree = EditPage::new(w, &council, &view, first.map(|item| item.id));
    let hints = ayumi_core::plan::lint::hints(plan, &BTreeSet::new());
    tree.hints = hints::rows(w, plan, &hints, "/c/midorino/plans/plan");
    tree.binned = 1;
    tree.done = Some(done(w));
    tree.present = vec!["佐藤 太郎".to_owned(), "鈴木 一郎".to_owned()];
    let mut refused = EditPage::new(w, &council, &view, None);
    refused.refused = Some(w.t(key::ERROR_EDIT_TOO_MANY));
    (refused.lines, refused.lines_open) = ("(1) 相談\n\t①窓口".to_owned(), true);
    let mut pages = vec![
        page(&named("plan-edit"), &tree),
        page(&named("plan-edit-refused"), &refused),
        page(
            &named("plan-bin"),
            &BinPage::new(w, &council, plan, &binned(plan)),
        ),
    ];
    pages.extend(editions(w, name, plan));
    let Some(item) = first else { return pages };
    let below = item.items.first().unwrap_or(item);
    pages.extend(
        EditItemPage::new(w, &council, plan, below.id).map(|mut shown| {
            shown.done = Some(done(w));
            page(&named("plan-edit-item"), &shown)
        }),
    );
    let typed = Fields {
        title: format!("{}（わたしの案）", below.title),
        marks: vec!["重点".to_owned()],
        ..Fields::of(below)
    };
    pages.extend(EditItemPage::new(w, &council, plan, below.id).map(|shown| {
        let mut shown = shown.typed(plan, &typed);
        shown.conflict = true;
        shown.present = vec!["佐藤 太郎".to_owned()];
        page(&named("plan-edit-conflict"), &shown)
    }));
    pages
}

fn edition(plan: &Plan, number: u32, adopted: Option<Date>) -> Edition {
    let decision = |decided| Decision {
        body: Body::Board,
        number: Some("み社協発第120号".to_owned()),
        drafted: Some(date(2027, 3, 10)),
        decided,
        effective: Some(date(2027, 4, 1)),
        kept: Some("永年".to_owned()),
        note: Some("原案どおり可決".to_owned()),
    };
    let name = match number {
        1 => "策定委員会案",
        _ => "第1回改定案",
    };
    Edition {
        id: EditionId(Uuid::from_u128(number.into())),
        plan: plan.id,
        number,
        name: name.to_owned(),
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        made_at: "2027-03-10T09:00:00+09:00".to_owned(),
        decisions: adopted.map(decision).into_iter().collect(),
        adopted,
        version: 2,
    }
}

/// The editions of a plan, and how two of them differ.
fn editions(w: Words, name: &str, plan: &Plan) -> Vec<(String, String)> {
    let named = |kind: &str| format!("{kind}-{name}");
    let edition = |number, adopted| edition(plan, number, adopted);
    let all = vec![edition(2, None), edition(1, Some(date(2027, 3, 25)))];
    let view = Arc::new(PlanView {
        plan: plan.clone(),
        version: 3,
        origin: Origin::default(),
        changed: "2026-11-22".to_owned(),
        attachments: Vec::new(),
    });
    let shown = |all: Vec<Edition>| Editions {
        council: of_council(),
        view: Arc::clone(&view),
        all,
    };
    let council = council();
    let mut refused = EditionsPage::new(w, &council, &shown(all.clone()));
    refused.refused = Some(w.t(key::ERROR_EDITION_UNDECIDED));
    let mut old = plan.clone();
    old.title.push_str("（旧）");
    if let Some(item) = old.items.first_mut() {
        item.title.push_str("の推進");
        item.items.truncate(1);
    }
    let compared = Compared {
        council: of_council(),
        slug: plan.slug.clone(),
        old: Side {
            edition: Some(edition(1, Some(date(2027, 3, 25)))),
            plan: old,
        },
        new: Side {
            edition: None,
            plan: plan.clone(),
        },
        all,
    };
    let same = Compared {
        old: compared.new.clone(),
        ..compared.clone()
    };
    vec![
        page(&named("editions"), &refused),
        page(
            &named("editions-none"),
            &EditionsPage::new(w, &council, &shown(Vec::new())),
        ),
        page(
            &named("compare"),
            &ComparePage::new(w, &council, &compared, "?old=1"),
        ),
        page(
            &named("compare-same"),
            &ComparePage::new(w, &council, &same, ""),
        ),
    ]
}

/// The pages that make a plan.
pub fn pages(w: Words) -> Vec<(String, String)> {
    let council = council();
    let row = PlanRow {
        id: PlanId(Uuid::from_u128(1)),
        slug: "plan-2".to_owned(),
        title: "第2次強化計画".to_owned(),
        generation: Some(2),
        period: None,
        items: 24,
        version: 1,
    };
    let chosen = Chosen {
        start: "plan".to_owned(),
        levels: "4".to_owned(),
        from: "plan-2".to_owned(),
    };
    let first = NewPlanPage::new(w, &council, &[], &Chosen::default());
    let mut refused = NewPlanPage::new(w, &council, &[row], &chosen);
    refused.refused = Some(w.t(key::ERROR_EDIT_NO_TITLE));
    vec![page("plan-new", &first), page("plan-new-refused", &refused)]
}
