//! Samples of changes of posts, owners of items, and handover sheets.

use std::collections::BTreeMap;

use ayumi_app::organisation::handover::{Owners, Prepared, Sheet, Warning};
use ayumi_app::organisation::people::Chart;
use ayumi_core::organisation::{Handover, HandoverId, Move, PersonId, Post, Stage};
use jiff::civil::{Date, date};
use uuid::Uuid;

use super::people::{APRIL, TODAY, chart, of_council};
use super::{council, page};
use crate::organisation::moves::{HandoverPage, HandoversPage, OwnersPage, SheetPage};
use crate::words::Words;

/// Every page of changes of posts.
pub fn pages(w: Words) -> Vec<(String, String)> {
    let mut pages = handovers(w);
    pages.extend(sheets(w));
    pages
}

fn of(chart: &Chart, stage: Stage, day: Date, is_open: bool) -> Prepared {
    Prepared {
        handover: Handover {
            id: HandoverId(Uuid::from_u128(60)),
            name: "令和9年4月の人事異動".to_owned(),
            day,
            moves: vec![
                Move {
                    post: chart.posts[1].post.id,
                    person: Some(PersonId(Uuid::from_u128(40))),
                },
                Move {
                    post: chart.posts[2].post.id,
                    person: None,
                },
            ],
            stage,
            version: 2,
        },
        warnings: vec![
            Warning::Vacant {
                post: chart.posts[2].post.id,
                title: chart.posts[2].post.title.clone(),
                items: 3,
            },
            Warning::WithoutPost {
                name: "佐藤 太郎".to_owned(),
            },
        ],
        is_open,
    }
}

fn handovers(w: Words) -> Vec<(String, String)> {
    let (council, chart) = (council(), chart());
    let set = || Stage::Set {
        ended: Vec::new(),
        begun: Vec::new(),
    };
    let coming = date(2027, 4, 1);
    let prepared = of(&chart, Stage::Prepared, coming, true);
    let waiting = of(&chart, set(), coming, true);
    let done = of(&chart, set(), APRIL, false);
    let mut list = HandoversPage::new(
        w,
        &council,
        &chart,
        &[prepared.clone(), waiting.clone(), done.clone()],
    );
    list.may_change = true;
    vec![
        page("organisation-handovers", &list),
        page(
            "organisation-handovers-empty",
            &HandoversPage::new(w, &council, &chart, &[]),
        ),
        page(
            "organisation-handover-new",
            &HandoverPage::new(w, &council, &chart, None),
        ),
        page(
            "organisation-handover-prepared",
            &HandoverPage::new(w, &council, &chart, Some(&prepared)),
        ),
        page(
            "organisation-handover-set",
            &HandoverPage::new(w, &council, &chart, Some(&waiting)),
        ),
        page(
            "organisation-handover-done",
            &HandoverPage::new(w, &council, &chart, Some(&done)),
        ),
    ]
}

fn sheets(w: Words) -> Vec<(String, String)> {
    let (council, chart) = (council(), chart());
    let plan = super::plans::typical();
    let posts: Vec<Post> = chart.posts.iter().map(|one| one.post.clone()).collect();
    let owners: BTreeMap<_, _> = plan
        .items
        .iter()
        .flat_map(|item| &item.items)
        .map(|item| (item.id, posts[1].id))
        .collect();
    let sheet = Sheet {
        council: of_council(),
        post: posts[1].clone(),
        section: Some("地域共生課".to_owned()),
        day: TODAY,
        holders: vec![("佐藤 太郎".to_owned(), APRIL, None)],
        plans: vec![(plan.clone(), owners.clone())],
    };
    let nothing = Sheet {
        plans: Vec::new(),
        holders: Vec::new(),
        ..sheet.clone()
    };
    let owned = Owners {
        plan,
        version: 3,
        owners,
        posts,
    };
    let mut own = OwnersPage::new(w, &council, "plan", &owned);
    own.may_change = true;
    let of_sheet = |sheet: &Sheet| SheetPage::new(w, &council, "7", &sheet.document(w.0));
    vec![
        page("organisation-owners", &own),
        page(
            "organisation-owners-seen",
            &OwnersPage::new(w, &council, "plan", &owned),
        ),
        page("organisation-sheet", &of_sheet(&sheet)),
        page("organisation-sheet-empty", &of_sheet(&nothing)),
    ]
}
