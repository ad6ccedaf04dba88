//! Editing beside others: what an edit touches, what undoing leaves alone, the label that follows, and
//! links that come back.

use std::collections::BTreeMap;

use ayumi_core::intake::{Ids as _, accept_plan};
use ayumi_core::interchange::ReadPlan;
use ayumi_core::plan::edit::{Edit, Fields, Place, Share, item_of, left_version};
use ayumi_core::plan::{Item, ItemId, Link, Numbering, Plan, numbered_lines};
use ayumi_testkit::{TestIds, plans, sample_plan};
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

use crate::editing::{edit_of, ids, wishes};

/// Every item with where it stands.
fn spots(items: &[Item]) -> BTreeMap<ItemId, (Option<ItemId>, usize, Item)> {
    fn walk(
        items: &[Item],
        parent: Option<ItemId>,
        all: &mut BTreeMap<ItemId, (Option<ItemId>, usize, Item)>,
    ) {
        for (at, item) in items.iter().enumerate() {
            all.insert(item.id, (parent, at, item.alone()));
            walk(&item.items, Some(item.id), all);
        }
    }
    let mut all = BTreeMap::new();
    walk(items, None, &mut all);
    all
}

proptest! {
    /// Only what an edit says it touches is written: nothing else may differ.
    #[test]
    fn an_edit_touches_nothing_but_what_it_says(plan in plans(), wishes in wishes()) {
        let mut plan = plan;
        TestIds::new().renumber(&mut plan);
        prop_assume!(plan.check().is_ok());
        let mut new = TestIds::new();
        for _ in 0..40_000 {
            new.next();
        }
        for wish in &wishes {
            let edit = edit_of(&plan, wish, &mut new);
            let (before, touched) = (plan.clone(), edit.touched(&plan));
            let said = edit.clone();
            if edit.apply(&mut plan).is_err() {
                continue;
            }
            let Some(touched) = touched else { continue };
            let (was, is) = (spots(&before.items), spots(&plan.items));
            for id in was.keys().chain(is.keys()).filter(|id| !touched.contains(*id)) {
                prop_assert_eq!(was.get(id), is.get(id), "{:?}", said);
            }
            let bare = |plan: &Plan| Plan { items: Vec::new(), ..plan.clone() };
            prop_assert_eq!(bare(&before), bare(&plan), "{:?}", said);
        }
    }
}

fn named(number: u128, items: Vec<Item>) -> Item {
    Item {
        title: format!("項目{number}"),
        items,
        ..Item::bare(ItemId(Uuid::from_u128(number)))
    }
}

/// Two items, each with ninety below it.
fn wide() -> Plan {
    let below = |from: u128| {
        (from..from + 90)
            .map(|one| named(one, Vec::new()))
            .collect()
    };
    Plan {
        items: vec![named(1, below(100)), named(2, below(200))],
        overall: Vec::new(),
        unmentioned: Vec::new(),
        ..sample_plan()
    }
}

fn id(number: u128) -> ItemId {
    ItemId(Uuid::from_u128(number))
}

fn renamed(plan: &Plan, item: ItemId, title: &str) -> Edit {
    let mut fields = Fields::of(item_of(&plan.items, item).expect("there"));
    title.clone_into(&mut fields.title);
    Edit::Change { item, fields }
}

#[test]
fn a_merging_is_undone_and_done_again_beside_what_others_wrote() {
    let mut plan = wide();
    plan.items[0].items[5].marks = vec!["重点".into()];
    let begin = plan.clone();
    let merge = Edit::Merge {
        into: id(101),
        from: vec![id(105), id(203)],
    };
    let undo = merge.apply(&mut plan).expect("merged").undo;
    let Edit::Patch { patch } = &undo else {
        panic!("a patch");
    };
    assert_eq!(patch.items.len(), 3, "only what was touched is kept");
    let left = left_version(&plan, &undo);
    for edit in [
        renamed(&plan, id(150), "ほかの人の変更"),
        renamed(&plan, id(1), "上の項目の変更"),
    ] {
        edit.apply(&mut plan).expect("changed");
    }
    assert_eq!(left_version(&plan, &undo), left);
    let beside = plan.clone();
    let redo = undo.clone().apply(&mut plan).expect("undone").undo;
    assert_eq!(ids(&plan.items), ids(&begin.items));
    let title = |id| item_of(&plan.items, id).expect("there").title.clone();
    assert_eq!(
        (title(id(150)), title(id(105))),
        ("ほかの人の変更".into(), "項目105".into())
    );
    redo.apply(&mut plan).expect("done again");
    assert_eq!(plan, beside);
    // Whoever writes in the item that stays keeps it from being undone.
    renamed(&plan, id(101), "まとめた後の変更")
        .apply(&mut plan)
        .expect("changed");
    assert_ne!(left_version(&plan, &undo), left);
}

#[test]
fn a_splitting_is_not_undone_over_what_was_added_below_a_part() {
    let mut plan = wide();
    let shares = vec![Share {
        id: id(9),
        title: "分けた項目".into(),
        items: vec![id(100), id(101)],
        findings: Vec::new(),
    }];
    let split = Edit::Split {
        item: id(1),
        shares,
    };
    let undo = split.apply(&mut plan).expect("split").undo;
    let left = left_version(&plan, &undo);
    let add = Edit::Add {
        id: id(10),
        place: Place::end(Some(id(9))),
        fields: Fields {
            title: "後からの項目".into(),
            ..Fields::default()
        },
    };
    add.apply(&mut plan).expect("added");
    assert_ne!(left_version(&plan, &undo), left);
    // And if it were undone all the same, nothing would be lost.
    let before = plan.clone();
    assert!(undo.apply(&mut plan).is_err());
    assert_eq!(plan, before);
}

fn labelled(number: u128, label: &str, items: Vec<Item>) -> Item {
    Item {
        label: Some(label.into()),
        ..named(number, items)
    }
}

#[test]
fn the_label_of_a_new_item_follows() {
    let numbering = |first: &str, runs_on| {
        Some(Numbering {
            first: first.into(),
            runs_on,
        })
    };
    let mut plan = Plan {
        items: vec![
            labelled(
                1,
                "第1章",
                vec![labelled(11, "①", Vec::new()), labelled(12, "②", Vec::new())],
            ),
            labelled(2, "第2章", Vec::new()),
        ],
        ..wide()
    };
    let label = |plan: &Plan, parent| plan.label_below(parent);
    assert_eq!(label(&plan, None).as_deref(), Some("第3章"));
    assert_eq!(label(&plan, Some(id(1))).as_deref(), Some("③"));
    assert_eq!(
        label(&plan, Some(id(2))).as_deref(),
        Some("①"),
        "as its level begins"
    );
    assert_eq!(label(&plan, Some(id(11))), None, "nothing tells");
    plan.numbering = vec![None, numbering("①", true), numbering("1-1", false)];
    assert_eq!(
        label(&plan, Some(id(2))).as_deref(),
        Some("③"),
        "the numbers run on"
    );
    assert_eq!(label(&plan, Some(id(12))).as_deref(), Some("2-1"));
    plan.numbering[1] = numbering("", false);
    assert_eq!(label(&plan, Some(id(2))), None, "a level without labels");
    // What stands tells whether numbers run on.
    plan.numbering.clear();
    plan.items[1].items.push(labelled(21, "③", Vec::new()));
    plan.items.push(labelled(3, "第3章", Vec::new()));
    assert_eq!(plan.numbering_at(1), numbering("①", true));
    assert_eq!(label(&plan, Some(id(3))).as_deref(), Some("④"));
    // A chapter without items tells nothing.
    plan.items[0].items.clear();
    assert_eq!(plan.numbering_at(1), numbering("③", false));
}

#[test]
fn items_added_together_are_numbered_one_after_another() {
    let plan = Plan {
        items: vec![labelled(1, "第1章", vec![labelled(11, "①", Vec::new())])],
        ..wide()
    };
    let add = |number: u128, below: Option<u128>, label: Option<&str>| Edit::Add {
        id: id(number),
        place: Place::end(below.map(id)),
        fields: Fields {
            label: label.map(str::to_owned),
            title: "項目".to_owned(),
            ..Fields::default()
        },
    };
    let check = |label: Option<&str>, expected: &[Option<&str>]| {
        let edits = vec![
            add(12, Some(1), None),
            add(2, None, None),
            add(21, Some(2), label),
            add(22, Some(2), None),
            add(221, Some(22), None),
        ];
        let numbered = numbered_lines(&plan, edits);
        let labels = numbered.iter().map(|edit| match edit {
            Edit::Add { fields, .. } => fields.label.as_deref(),
            _ => panic!("{edit:?}"),
        });
        assert_eq!(labels.collect::<Vec<_>>(), expected);
    };
    let own = [Some("②"), Some("第2章"), Some("①"), Some("②"), None];
    check(None, &own);
    // One label of its own: all stay as they were written.
    check(Some("ア"), &[None, None, Some("ア"), None, None]);
}

#[test]
fn a_link_that_names_an_item_of_the_plan_leads_to_it_again() {
    let plan = sample_plan();
    let target = &plan.items[1];
    let link = |text: &str| Link {
        plan: None,
        item: None,
        text: text.into(),
    };
    let said = |item: &Item| json!({ "title": item.title, "label": item.label });
    let items: Vec<_> = plan.items.iter().map(said).collect();
    let read = json!({ "title": plan.title, "items": items });
    let mut read: ReadPlan = serde_json::from_value(read).expect("a plan that was read");
    read.items[0].standing.links = vec![
        link(&Link::name_of(&plan.title, target)),
        link("市地域福祉計画 基本目標2"),
    ];
    let accepted = accept_plan(&read, &[], "plan", &mut TestIds::new());
    let links = &accepted.items[0].standing.links;
    assert_eq!(links[0].item, Some(accepted.items[1].id));
    assert_eq!(links[0].plan, Some(accepted.id));
    assert_eq!((links[1].plan, links[1].item), (None, None));
}
