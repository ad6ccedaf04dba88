//! Samples of editing: the tree, an item, two people in one item, the bin, a new plan.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use ayumi_app::plan::comment::{Comments, Spoken};
use ayumi_app::plan::edit::Binned;
use ayumi_app::plan::edition::{Compared, Editions, Seen, Side};
use ayumi_app::plan::{Origin, PlanRow, PlanView};
use ayumi_core::access::Role;
use ayumi_core::organisation::{Post, PostId};
use ayumi_core::plan::comment::{Comment, CommentId, Resolved};
use ayumi_core::plan::edit::{Cut, Fields, Place};
use ayumi_core::plan::edition::{Body, Decision, Edition, EditionFile, EditionId, FileRole, Sent};
use ayumi_core::plan::{Item, ItemId, NamedText, Plan, PlanId};
use ayumi_locale::key;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use uuid::Uuid;

use super::people::of_council;
use super::{council, page};
use crate::plan::comments::{CommentsPage, CommentsView};
use crate::plan::edit::item::EditItemPage;
use crate::plan::edit::new::{Chosen, NewPlanPage};
use crate::plan::edit::tree::{BinPage, EditPage};
use crate::plan::edit::{Done, hints};
use crate::plan::edition::pages::{ComparePage, EditionsPage};
use crate::plan::edition::sent::SentPage;
use crate::plan::groups::GroupsPage;
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
    pages.extend(beside(w, name, plan));
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
        let shown = shown.looked(("midorino", plan), &pasted(below), None);
        page(&named("plan-edit-look"), &shown)
    }));
    pages.extend(EditItemPage::new(w, &council, plan, below.id).map(|shown| {
        let mut shown = shown.typed(("midorino", plan), &typed);
        shown.conflict = true;
        shown.present = vec!["佐藤 太郎".to_owned()];
        page(&named("plan-edit-conflict"), &shown)
    }));
    pages
}

/// An item with a range of a spreadsheet in it.
fn pasted(item: &Item) -> Fields {
    let text = "見守りの回数\n区分\t9年度\t10年度\n訪問\t120回\t150回\n・毎月\n・地区ごと";
    let text = NamedText {
        name: "年次計画".to_owned(),
        text: text.to_owned(),
        internal: false,
    };
    Fields {
        texts: vec![text],
        ..Fields::of(item)
    }
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
        files: vec![EditionFile {
            role: FileRole::Slip,
            name: "起案用紙（決裁ずみ）.pdf".to_owned(),
            sha256: "0".repeat(64),
            size: 123_456,
        }],
        sent: vec![Sent {
            post: PostId(Uuid::from_u128(1)),
            at: "2027-03-11T10:00:00+09:00".to_owned(),
        }],
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

fn titles() -> HashMap<PostId, String> {
    let posts = outside().into_iter();
    posts.map(|post| (post.id, post.title)).collect()
}

/// Posts outside to which an edition may be sent.
fn outside() -> Vec<Post> {
    let post = |number: u128, title: &str, role| Post {
        id: PostId(Uuid::from_u128(number)),
        title: title.to_owned(),
        role,
        section: None,
        district: None,
        ended: None,
        version: 1,
    };
    vec![
        post(1, "策定委員長", Role::PlanningCommittee),
        post(2, "評価委員", Role::EvaluationCommittee),
        post(3, "市役所 地域福祉課長", Role::CityHall),
    ]
}

fn comment(plan: &Plan, number: u128, resolved: bool) -> Comment {
    Comment {
        id: CommentId(Uuid::from_u128(number)),
        plan: plan.id,
        item: ItemId(Uuid::from_u128(number)),
        first_item: ItemId(Uuid::from_u128(number)),
        text: "目標の3か所は、来年度の予算でまかなえますか。\n総務課と相談してください。"
            .to_owned(),
        at: "2026-11-20T10:00:00+09:00".to_owned(),
        by: "地域福祉課長 山本 花子".to_owned(),
        person: None,
        resolved: resolved.then(|| Resolved {
            at: "2026-11-22T10:00:00+09:00".to_owned(),
            by: "計画担当 佐藤 太郎".to_owned(),
        }),
        version: 1,
    }
}

/// Comments on an item, one open and one settled.
pub fn comments(w: Words, plan: &Plan) -> CommentsView {
    let all = vec![comment(plan, 1, false), comment(plan, 2, true)];
    CommentsView::new(w, "/c/midorino/plans/plan/items/1", &(all, true))
}

/// An edition by itself, the groupings of a plan, its comments.
fn beside(w: Words, name: &str, plan: &Plan) -> Vec<(String, String)> {
    let named = |kind: &str| format!("{kind}-{name}");
    let council = council();
    let mut open = plan.clone();
    open.keep_public();
    let seen = Seen {
        council: of_council(),
        edition: edition(plan, 1, None),
        plan: open,
    };
    let said = |number: u128, item: Option<&Item>, resolved: bool| Spoken {
        item: item.map(|item| item.title.clone()),
        comment: comment(plan, number, resolved),
    };
    let first = plan.items.first();
    let comments = |all| Comments {
        view: Arc::new(PlanView {
            plan: plan.clone(),
            version: 3,
            origin: Origin::default(),
            changed: "2026-11-22".to_owned(),
            attachments: Vec::new(),
        }),
        all,
    };
    let some = comments(vec![
        said(1, first, false),
        said(2, first, true),
        said(3, None, false),
    ]);
    vec![
        page(&named("sent"), &SentPage::new(w, &council, &seen)),
        page(&named("groups"), &GroupsPage::new(w, &council, plan)),
        page(
            &named("comments"),
            &CommentsPage::new(w, &council, &some, (true, true)),
        ),
        page(
            &named("comments-none"),
            &CommentsPage::new(w, &council, &comments(Vec::new()), (false, false)),
        ),
    ]
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
        outside: outside(),
        titles: titles(),
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
