//! Told, not judged: how long a saved edit takes, of a small plan and of a large one, and how large
//! its share of a durable commit of a single row is.

use std::time::Instant;

use ayumi_app::plan::PlanName;
use ayumi_core::access::Actor;
use ayumi_core::plan::edit::{Edit, Fields, Place, Share, Step};
use ayumi_core::plan::{Item, ItemId, Plan, PlanId};
use ayumi_testkit::sample_plan;
use uuid::Uuid;

use crate::editing::Desk;
use crate::lab::Lab;

const ROUNDS: usize = 200;

/// Many such edits, each beside a durable commit of a single row.
async fn told(desk: &Desk<'_>, what: &str, mut edit: impl FnMut(usize) -> Edit) -> String {
    let (mut edits, mut rows) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let edit = edit(round);
        let begin = Instant::now();
        desk.fine(edit).await;
        edits.push(begin.elapsed());
        rows.push(desk.lab.one_row(desk.council.id).await);
    }
    edits.sort_unstable();
    rows.sort_unstable();
    let (edit, row) = (edits[ROUNDS / 2], rows[ROUNDS / 2]);
    format!(
        "  {what}: {edit:?} (99 %: {:?}), a row {row:?}, rate of edits : rows {:.2}",
        edits[ROUNDS * 99 / 100],
        row.as_secs_f64() / edit.as_secs_f64()
    )
}

/// Items of the first level, each with so many below it.
fn sized(top: usize, below: usize) -> Plan {
    let mut plan = sample_plan();
    let leaf = |title: String| Item {
        id: ItemId(Uuid::now_v7()),
        title,
        items: Vec::new(),
        findings: Vec::new(),
        ..plan.items[0].clone()
    };
    let items = (0..top).map(|one| Item {
        items: (0..below)
            .map(|two| leaf(format!("項目{one}-{two}")))
            .collect(),
        ..leaf(format!("項目{one}"))
    });
    plan.items = items.collect();
    (plan.overall, plan.unmentioned) = (Vec::new(), Vec::new());
    plan.id = PlanId(Uuid::now_v7());
    plan.slug = format!("plan-{top}");
    plan
}

fn titled(title: &str) -> Fields {
    Fields {
        title: title.to_owned(),
        ..Fields::default()
    }
}

/// A splitting, then the merging that undoes it by hand.
fn split_and_merged(item: ItemId) -> impl FnMut(usize) -> Edit {
    let mut part = None;
    move |round| match part.filter(|_| round % 2 == 1) {
        Some(part) => Edit::Merge {
            into: item,
            from: vec![part],
        },
        None => {
            let id = ItemId(Uuid::now_v7());
            part = Some(id);
            let share = Share {
                id,
                title: "分けた項目".into(),
                items: Vec::new(),
                findings: Vec::new(),
            };
            Edit::Split {
                item,
                shares: vec![share],
            }
        }
    }
}

async fn figures(desk: &Desk<'_>, plan: &Plan) -> Vec<String> {
    let item = plan.items[1].items[3].clone();
    let id = item.id;
    let written = |round| Edit::Change {
        item: id,
        fields: Fields {
            title: format!("変更{round}"),
            ..Fields::of(&item)
        },
    };
    let mut lines = vec![told(desk, "written", written).await];
    let stepped = |round: usize| Edit::Step {
        item: id,
        step: [Step::Down, Step::Up][round % 2],
    };
    lines.push(told(desk, "moved by a step", stepped).await);
    let added = |_| Edit::Add {
        id: ItemId(Uuid::now_v7()),
        place: Place::end(Some(plan.items[2].id)),
        fields: titled("追加"),
    };
    lines.push(told(desk, "added", added).await);
    let parents = [plan.items[2].id, plan.items[1].id];
    let moved = |round: usize| Edit::Move {
        item: id,
        place: Place::end(Some(parents[round % 2])),
        levels: Vec::new(),
    };
    lines.push(told(desk, "moved below another one", moved).await);
    lines.push(told(desk, "split, merged", split_and_merged(id)).await);
    lines
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures, judges nothing"]
async fn figures_of_an_edit() {
    for lab in Lab::both().await {
        for (top, below) in [(4, 14), (50, 99)] {
            let plan = sized(top, below);
            let council = match lab.councils().await.pop() {
                Some(council) => council,
                None => lab.with_plan(&sample_plan()).await,
            };
            lab.keep(council.id, &plan).await;
            let desk = Desk {
                lab: &lab,
                council,
                plan: PlanName::from(plan.id),
                actor: Actor::LocalOperator,
            };
            println!("{} items", top * (below + 1));
            for line in figures(&desk, &plan).await {
                println!("{line}");
            }
        }
    }
}
