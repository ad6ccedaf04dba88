//! Editing a plan: it stays a plan, loses nothing, and every edit can be undone.

use std::collections::BTreeSet;

use ayumi_core::plan::edit::{
    Edit, EditFault, Fields, Head, Place, Share, Step, copied, item_of, item_version, place_of,
};
use ayumi_core::plan::{FindingId, Item, ItemId, Numbering, Plan, RatingId, renumbered};
use ayumi_testkit::{TestIds, plans, sample_plan};
use proptest::prelude::*;

pub fn ids(items: &[Item]) -> Vec<ItemId> {
    items
        .iter()
        .flat_map(|item| std::iter::once(item.id).chain(ids(&item.items)))
        .collect()
}

/// Everything an item carries that must never be lost, by what it is.
fn carried(plan: &Plan) -> (BTreeSet<FindingId>, BTreeSet<RatingId>, usize, usize) {
    fn walk(items: &[Item], all: &mut (BTreeSet<FindingId>, BTreeSet<RatingId>, usize, usize)) {
        for item in items {
            all.0.extend(item.findings.iter().map(|one| one.id));
            all.1.extend(item.ratings.iter().map(|one| one.id));
            all.2 += item.indicators.len() + item.schedule.len();
            all.3 += item.texts.len();
            walk(&item.items, all);
        }
    }
    let mut all = (BTreeSet::new(), BTreeSet::new(), 0, 0);
    all.0.extend(plan.overall.iter().map(|one| one.id));
    walk(&plan.items, &mut all);
    all
}

/// What a tester does: numbers that choose among what the plan has.
#[derive(Clone, Debug)]
pub struct Wish(u8, usize, usize, usize);

pub fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let wish = (any::<u8>(), any::<usize>(), any::<usize>(), any::<usize>());
    proptest::collection::vec(wish.prop_map(|(a, b, c, d)| Wish(a, b, c, d)), 1..24)
}

pub fn edit_of(plan: &Plan, wish: &Wish, new: &mut TestIds) -> Edit {
    let all = ids(&plan.items);
    let Wish(kind, one, other, at) = *wish;
    let pick = |number: usize| all.get(number % all.len().max(1)).copied();
    let gone = ItemId(uuid::Uuid::from_u128(77));
    let item = pick(one).unwrap_or(gone);
    let parent = pick(other).filter(|_| other % 5 != 0);
    let place = Place { parent, at: at % 9 };
    let fields = Fields {
        title: format!("項目{at}"),
        ..Fields::default()
    };
    use ayumi_core::intake::Ids as _;
    match kind % 9 {
        0 => Edit::Add {
            id: ItemId(new.next()),
            place,
            fields,
        },
        1 => Edit::Change { item, fields },
        2 => Edit::Move {
            item,
            place,
            levels: Vec::new(),
        },
        3 => Edit::Remove { item },
        4 => Edit::Merge {
            into: item,
            from: vec![pick(other).unwrap_or(gone), pick(at).unwrap_or(gone)],
        },
        5 => {
            let old = item_of(&plan.items, item);
            let items = old.map(|old| old.items.iter().map(|one| one.id).step_by(2).collect());
            let findings = old.map(|old| old.findings.iter().map(|one| one.id).collect());
            let shares = vec![Share {
                id: ItemId(new.next()),
                title: "分けた項目".into(),
                items: items.unwrap_or_default(),
                findings: findings.unwrap_or_default(),
            }];
            Edit::Split { item, shares }
        }
        6 => {
            let first = ["①", "(1)", "1-1", "", "◇"][at % 5].to_owned();
            let runs_on = other % 2 == 0;
            let numbering = Some(Numbering { first, runs_on });
            let labels = renumbered(plan, &[None, numbering.clone(), numbering]);
            Edit::Relabel { labels }
        }
        7 => {
            let mut head = Head::of(plan);
            head.title = format!("計画{at}");
            Edit::Head { head }
        }
        _ => {
            let step = [Step::Up, Step::Down, Step::In, Step::Out][other % 4];
            Edit::Step { item, step }
        }
    }
}

proptest! {
    /// Whatever is done, a plan stays a plan, an edit that is refused changes nothing, and nothing
    /// but a removal takes anything away. Undone one by one, the plan is what it was.
    #[test]
    fn a_plan_stays_a_plan_and_comes_back(plan in plans(), wishes in wishes()) {
        let mut plan = plan;
        // Generated ids are not always different; a plan that is kept has sound ones.
        TestIds::new().renumber(&mut plan);
        prop_assume!(plan.check().is_ok());
        let begin = plan.clone();
        let mut new = TestIds::new();
        for _ in 0..40_000 {
            use ayumi_core::intake::Ids as _;
            new.next();
        }
        let mut undone = Vec::new();
        for wish in &wishes {
            let edit = edit_of(&plan, wish, &mut new);
            let (before, what) = (plan.clone(), edit.clone());
            match edit.apply(&mut plan) {
                Ok(applied) => {
                    prop_assert_eq!(plan.problems(), vec![], "{:?}", what);
                    if !matches!(what, Edit::Remove { .. } | Edit::Change { .. }) {
                        prop_assert!(carried(&plan).0 == carried(&before).0, "{:?}", what);
                        prop_assert!(carried(&plan).2 >= carried(&before).2, "{:?}", what);
                    }
                    prop_assert!(carried(&plan).1 == carried(&before).1, "ratings: {:?}", what);
                    undone.push(applied.undo);
                }
                Err(_) => prop_assert_eq!(&plan, &before, "refused, and yet changed: {:?}", what),
            }
        }
        for undo in undone.into_iter().rev() {
            prop_assert!(undo.apply(&mut plan).is_ok());
        }
        prop_assert_eq!(sorted(plan), sorted(begin));
    }
}

/// Lists that say the same in any order.
fn sorted(mut plan: Plan) -> Plan {
    fn walk(items: &mut [Item]) {
        for item in items {
            for finding in &mut item.findings {
                finding.about.sort();
            }
            walk(&mut item.items);
        }
    }
    plan.unmentioned.sort();
    plan.lineage.sort_by_key(|edge| (edge.to, edge.from));
    for finding in &mut plan.overall {
        finding.about.sort();
    }
    walk(&mut plan.items);
    plan
}

#[test]
fn row_79_an_item_never_stands_below_itself() {
    let mut plan = sample_plan();
    let top = plan.items[0].id;
    let below = plan.items[0].items[0].id;
    for parent in [top, below] {
        let place = Place::end(Some(parent));
        let refused = Edit::Move {
            item: top,
            place,
            levels: Vec::new(),
        }
        .apply(&mut plan);
        assert_eq!(refused.unwrap_err(), EditFault::BelowItself);
    }
    let elsewhere = ItemId(uuid::Uuid::from_u128(9));
    let place = Place::end(Some(elsewhere));
    let refused = Edit::Move {
        item: below,
        place,
        levels: Vec::new(),
    }
    .apply(&mut plan);
    assert_eq!(
        refused.unwrap_err(),
        EditFault::Gone,
        "another plan's parent"
    );
    let merged = Edit::Merge {
        into: below,
        from: vec![top],
    };
    assert_eq!(merged.apply(&mut plan).unwrap_err(), EditFault::BelowItself);
    assert_eq!(plan, sample_plan());
}

#[test]
fn row_94_blanks_are_no_title() {
    let mut plan = sample_plan();
    let item = plan.items[0].id;
    for title in ["", "\u{3000}", "\u{200b}", " \t\n"] {
        let fields = Fields {
            title: title.into(),
            ..Fields::default()
        };
        let refused = Edit::Change { item, fields }.apply(&mut plan);
        assert_eq!(refused.unwrap_err(), EditFault::NoTitle, "{title:?}");
    }
    // なし is a title: somebody typed it.
    let fields = Fields {
        title: "なし".into(),
        ..Fields::default()
    };
    Edit::Change { item, fields }
        .apply(&mut plan)
        .expect("a title");
}

#[test]
fn steps_lead_where_they_say() {
    let mut plan = sample_plan();
    let (first, second) = (plan.items[0].id, plan.items[1].id);
    let go = |plan: &mut Plan, item, step| Edit::Step { item, step }.apply(plan).map(|_| ());
    assert_eq!(go(&mut plan, first, Step::Up), Err(EditFault::NoWay));
    assert_eq!(go(&mut plan, first, Step::Out), Err(EditFault::NoWay));
    assert_eq!(go(&mut plan, first, Step::In), Err(EditFault::NoWay));
    go(&mut plan, first, Step::Down).expect("down");
    assert_eq!(plan.items[1].id, first);
    let level = item_of(&plan.items, first).expect("there").level.clone();
    go(&mut plan, first, Step::In).expect("in");
    let place = place_of(&plan.items, first).expect("there");
    assert_eq!(place.parent, Some(second));
    let deeper = item_of(&plan.items, first).expect("there").level.clone();
    assert_ne!(level, deeper, "the level follows the depth");
    go(&mut plan, first, Step::Out).expect("out");
    assert_eq!(place_of(&plan.items, first).expect("there").parent, None);
    assert_eq!(item_of(&plan.items, first).expect("there").level, level);
}

#[test]
fn versions_tell_what_was_seen() {
    let mut plan = sample_plan();
    let (one, other) = (plan.items[0].id, plan.items[1].id);
    let seen = item_version(&plan, one);
    let fields = |title: &str| Fields {
        title: title.into(),
        ..Fields::default()
    };
    let change = |item, title| Edit::Change {
        item,
        fields: fields(title),
    };
    change(other, "別").apply(&mut plan).expect("changed");
    assert_eq!(
        item_version(&plan, one),
        seen,
        "another item is another matter"
    );
    change(one, "新しい").apply(&mut plan).expect("changed");
    assert_ne!(item_version(&plan, one), seen);
}

#[test]
fn labels_are_printed_anew_by_choice() {
    let item = |number: u128, items: Vec<Item>| Item {
        id: ItemId(uuid::Uuid::from_u128(number)),
        title: format!("項目{number}"),
        items,
        ..sample_plan().items[0].clone()
    };
    let mut plan = sample_plan();
    let leaf = |number| item(number, Vec::new());
    plan.items = vec![
        item(1, vec![leaf(11), leaf(12)]),
        item(2, vec![leaf(21), leaf(22), leaf(23)]),
    ];
    let mut check = |first: [&str; 2], runs_on: bool, expected: [&str; 7]| {
        let numbering = |first: &str| {
            Some(Numbering {
                first: first.to_owned(),
                runs_on,
            })
        };
        let labels = renumbered(&plan, &first.map(numbering));
        Edit::Relabel { labels }.apply(&mut plan).expect("labels");
        let labels = ids(&plan.items);
        let labels: Vec<&str> = labels
            .iter()
            .map(|id| item_of(&plan.items, *id).expect("there"))
            .map(|item| item.label.as_deref().unwrap_or(""))
            .collect();
        assert_eq!(labels, expected);
    };
    check(["(1)", "①"], false, ["(1)", "①", "②", "(2)", "①", "②", "③"]);
    check(["(1)", "①"], true, ["(1)", "①", "②", "(2)", "③", "④", "⑤"]);
    check(
        ["1", "1-1"],
        false,
        ["1", "1-1", "1-2", "2", "2-1", "2-2", "2-3"],
    );
    check(
        ["１", "１－１"],
        false,
        ["１", "１－１", "１－２", "２", "２－１", "２－２", "２－３"],
    );
    check(
        ["第1章", "◇"],
        false,
        ["第1章", "◇", "◇", "第2章", "◇", "◇", "◇"],
    );
    check(["", ""], false, ["", "", "", "", "", "", ""]);
}

#[test]
fn a_copy_is_a_new_plan_with_a_line_to_the_old_one() {
    use ayumi_core::intake::Ids as _;
    let plan = sample_plan();
    let mut new = TestIds::new();
    for _ in 0..500 {
        new.next();
    }
    let (items, lineage) = copied(&plan, &mut || new.next());
    assert_eq!(ids(&items).len(), ids(&plan.items).len());
    assert_eq!(lineage.len(), ids(&plan.items).len());
    let copy = Plan {
        items,
        overall: Vec::new(),
        lineage,
        ..plan.clone()
    };
    assert_eq!(copy.problems(), vec![]);
    assert!(carried(&copy).0.is_empty() && carried(&copy).1.is_empty());
    let old: BTreeSet<ItemId> = ids(&plan.items).into_iter().collect();
    assert!(ids(&copy.items).iter().all(|id| !old.contains(id)));
}

#[test]
fn what_differs_is_told_in_its_place() {
    use ayumi_core::plan::compare::{Part, Turn, differences};
    let old = sample_plan();
    assert_eq!(differences(&old, &old), vec![]);
    let mut new = old.clone();
    let list = &old.items[0].items;
    let (one, two) = (list[0].id, list[1].id);
    let fields = Fields {
        title: "新しい言葉".into(),
        ..Fields::of(&list[1])
    };
    let added = ItemId(uuid::Uuid::from_u128(5));
    let edits = vec![
        Edit::Change { item: two, fields },
        Edit::Remove { item: one },
        Edit::Add {
            id: added,
            place: Place::end(None),
            fields: Fields {
                title: "加えた項目".into(),
                ..Fields::default()
            },
        },
    ];
    Edit::Several { edits }.apply(&mut new).expect("edits");
    let found = differences(&old, &new);
    let turns: Vec<_> = found.iter().map(|one| (one.item, one.turn)).collect();
    assert!(turns.contains(&(Some(one), Turn::Gone)));
    assert!(turns.contains(&(Some(two), Turn::Changed)));
    assert_eq!(turns.last(), Some(&(Some(added), Turn::Added)));
    let at = |id| turns.iter().position(|(item, _)| *item == Some(id));
    assert!(at(one) < at(two), "what is gone stands where it stood");
    let changed = found
        .iter()
        .find(|one| one.item == Some(two))
        .expect("told");
    assert_eq!(changed.parts.len(), 1);
    assert_eq!(changed.parts[0].part, Part::Name);
    assert!(changed.parts[0].new.ends_with("新しい言葉"));
    // Moved, and nothing else.
    let mut moved = old.clone();
    let place = Place::end(Some(old.items[1].id));
    let levels = vec![(two, list[1].level.clone())];
    let item = two;
    Edit::Move {
        item,
        place,
        levels,
    }
    .apply(&mut moved)
    .expect("moved");
    let found = differences(&old, &moved);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].parts[0].part, Part::Place);
}

#[test]
fn an_adopted_edition_stays_as_it_is() {
    use ayumi_core::plan::PlanId;
    use ayumi_core::plan::edition::{Body, Decision, Edition, EditionFault, EditionId};
    use jiff::civil::date;
    let mut edition = Edition {
        files: Vec::new(),
        sent: Vec::new(),
        id: EditionId(uuid::Uuid::nil()),
        plan: PlanId(uuid::Uuid::nil()),
        number: 1,
        name: "案".into(),
        sha256: "d".repeat(64),
        made_at: "2026-11-29T09:00:00+09:00".into(),
        decisions: Vec::new(),
        adopted: None,
        version: 1,
    };
    assert_eq!(edition.adopt(), Err(EditionFault::Undecided));
    let decision = |decided, effective| Decision {
        body: Body::Board,
        number: Some("み社協第12号".into()),
        drafted: None,
        decided,
        effective,
        kept: Some("永年".into()),
        note: None,
    };
    let early = decision(date(2027, 3, 25), Some(date(2027, 3, 1)));
    assert_eq!(edition.decide(early), Err(EditionFault::Days));
    edition
        .decide(decision(date(2027, 3, 10), None))
        .expect("decided");
    let last = decision(date(2027, 3, 25), Some(date(2027, 4, 1)));
    edition.decide(last.clone()).expect("decided");
    edition.adopt().expect("adopted");
    assert_eq!(edition.adopted, Some(date(2027, 3, 25)));
    assert_eq!(edition.decide(last), Err(EditionFault::Adopted));
    assert_eq!(edition.adopt(), Err(EditionFault::Adopted));
}

/// Of siblings in another order only those are told that must have moved, with both places.
#[test]
fn the_order_of_siblings_is_compared() {
    use ayumi_core::plan::compare::{Part, differences};
    let mut old = sample_plan();
    let like = old.items[0].clone();
    old.items = (1..=5)
        .map(|number| Item {
            id: ItemId(uuid::Uuid::from_u128(number)),
            items: Vec::new(),
            ..like.clone()
        })
        .collect();
    let told = |order: &[usize]| {
        let mut new = old.clone();
        new.items = order.iter().map(|at| old.items[at - 1].clone()).collect();
        let found = differences(&old, &new);
        let found = found.iter().filter_map(|one| {
            let part = one.parts.iter().find(|part| part.part == Part::Order)?;
            Some((one.item?.0.as_u128(), part.old.clone(), part.new.clone()))
        });
        found.collect::<Vec<_>>()
    };
    let moved = |item: u128, old: &str, new: &str| (item, old.to_owned(), new.to_owned());
    assert_eq!(told(&[1, 2, 3, 4, 5]), []);
    assert_eq!(told(&[5, 1, 2, 3, 4]), [moved(5, "5", "1")]);
    assert_eq!(told(&[2, 3, 4, 1, 5]), [moved(1, "1", "4")]);
    assert_eq!(told(&[1, 3, 5]), [], "what is gone moves nobody");
    assert_eq!(told(&[2, 1, 4, 3]).len(), 2);
}
