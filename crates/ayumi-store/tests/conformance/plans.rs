//! Plans: what goes in comes out, in order; a version decides who may replace it.

use ayumi_core::plan::{FindingKind, Item, ItemId, Plan, PlanId, Rating, RatingId};

use ayumi_document::Selection;
use ayumi_store::plan::{EarlierSource, Origin, PlanRow};
use ayumi_store::{Engine, StoreError, doctor, files, plan};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

use crate::house::{House, origin};
use crate::samples;

crate::on_both_engines! {
    a_plan_comes_out_as_it_went_in,
    a_replaced_plan_comes_out_as_it_went_in,
    generated_plans_come_out_as_they_went_in,
    a_small_change_is_a_small_write,
    an_id_stands_once,
    only_the_known_version_is_replaced,
    a_newer_version_is_taken_and_the_earlier_file_stays,
    ratings_are_only_added,
    a_list_has_the_order_of_ids,
    a_plan_is_found_by_slug_origin_and_item,
    a_slug_is_taken_once_in_a_council,
    a_finding_about_a_stranger_is_refused,
    no_text_holds_nul,
    a_large_plan_is_kept_whole,
    a_dropped_session_leaves_no_trace,
}

async fn check(house: &House, given: &Plan) {
    let council = house.council("midorino").await;
    house.keep(council, given).await;
    let s = house.store.read().await.unwrap();
    let stored = plan::load(&s, council, given.id).await.unwrap().unwrap();
    assert_eq!(&stored.plan, given);
    assert_eq!((stored.version, stored.origin), (1, origin()));
}

async fn a_plan_comes_out_as_it_went_in(house: House) {
    check(&house, &samples::whole("second")).await;
}

async fn a_replaced_plan_comes_out_as_it_went_in(house: House) {
    let council = house.council("midorino").await;
    let mut given = samples::whole("second");
    house.keep(council, &given).await;
    given.items.reverse();
    given.items[2].items.swap(0, 1);
    given.levels.reverse();
    given.overall.pop();
    given.title = "改訂版".into();
    given.period = None;
    given.slug = "second-revised".into();
    given.items.push(samples::item("追加"));
    let s = house.store.write().await.unwrap();
    assert_eq!(plan::replace(&s, council, &given, 1).await.unwrap(), 2);
    s.commit().await.unwrap();
    let s = house.store.read().await.unwrap();
    let stored = plan::load(&s, council, given.id).await.unwrap().unwrap();
    assert_eq!(stored.plan, given);
    assert_eq!((stored.version, stored.origin), (2, origin()));
}

/// Each plan goes in, is replaced by the next one, and comes out equal both times.
async fn generated_plans_come_out_as_they_went_in(house: House) {
    let mut runner = TestRunner::deterministic();
    let mut generate = || {
        ayumi_testkit::plans()
            .new_tree(&mut runner)
            .unwrap()
            .current()
    };
    for number in 0..40 {
        let council = house.council(&format!("c-{number}")).await;
        let mut given = generate();
        // A rating stays for good; these plans have nothing to do with each other.
        without_ratings(&mut given.items);
        house.keep(council, &given).await;
        let next = Plan {
            id: given.id,
            ..generate()
        };
        let s = house.store.write().await.unwrap();
        let stored = plan::load(&s, council, given.id).await.unwrap().unwrap();
        assert_eq!(stored.plan, given);
        plan::replace(&s, council, &next, 1).await.unwrap();
        let stored = plan::load(&s, council, given.id).await.unwrap().unwrap();
        assert_eq!(stored.plan, next);
        s.commit().await.unwrap();
    }
    let found = doctor::examine(&house.settings, doctor::LEAST_SPACE).await;
    assert!(
        found.iter().all(|(_, faults)| faults.is_empty()),
        "{found:?}"
    );
}

/// Only what differs is written: moving, correcting and removing leave the rest where it is.
async fn a_small_change_is_a_small_write(house: House) {
    let council = house.council("midorino").await;
    let mut given = samples::sized("large", 4, 14);
    house.keep(council, &given).await;
    given.items[3].items[2].title = "直した題".into();
    given.items[3].items[2].schedule.remove(0);
    given.items.remove(1);
    given.items.swap(0, 2);
    // An item moves below another parent while its old parent goes.
    let mut parent = given.items.remove(0);
    let moved = parent.items.remove(5);
    given.items[0].items.insert(0, moved);
    house.meddle(&refuse_writing_cells(&house)).await;
    let s = house.store.write().await.unwrap();
    plan::replace(&s, council, &given, 1).await.unwrap();
    assert_eq!(
        plan::load(&s, council, given.id)
            .await
            .unwrap()
            .unwrap()
            .plan,
        given
    );
}

/// A trigger that refuses to write any schedule cell but those of the item that lost one.
fn refuse_writing_cells(house: &House) -> String {
    match house.store.engine() {
        Engine::Sqlite => "CREATE TRIGGER small BEFORE INSERT ON schedule_cell \
             WHEN NEW.position = 2 BEGIN SELECT RAISE(ABORT, 'too much'); END"
            .to_owned(),
        Engine::Postgres => "CREATE FUNCTION small() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN IF NEW.position = 2 THEN RAISE 'too much'; END IF; RETURN NEW; END $$; \
             CREATE TRIGGER small BEFORE INSERT ON schedule_cell \
             FOR EACH ROW EXECUTE FUNCTION small()"
            .to_owned(),
    }
}

async fn an_id_stands_once(house: House) {
    let council = house.council("midorino").await;
    let mut given = samples::bare("first");
    given.items = vec![samples::item("一"), samples::item("二")];
    let (other, mut twice) = (samples::whole("other"), given.clone());
    house.keep(council, &given).await;
    house.keep(council, &other).await;
    twice.items[1].id = twice.items[0].id;
    let mut stolen = given.clone();
    stolen.items[1].id = other.items[0].id;
    for bad in [twice, stolen] {
        let s = house.store.write().await.unwrap();
        let error = plan::replace(&s, council, &bad, 1).await.unwrap_err();
        assert!(matches!(error, StoreError::Duplicate { .. }), "{error:?}");
    }
}

async fn only_the_known_version_is_replaced(house: House) {
    let council = house.council("midorino").await;
    let mut given = samples::bare("first");
    house.keep(council, &given).await;
    given.title = "改訂版".into();
    let s = house.store.write().await.unwrap();
    assert_eq!(plan::replace(&s, council, &given, 1).await.unwrap(), 2);
    assert_eq!(plan::replace(&s, council, &given, 2).await.unwrap(), 3);
    s.commit().await.unwrap();

    let s = house.store.write().await.unwrap();
    let error = plan::replace(&s, council, &given, 2).await.unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::Stale {
                expected: 2,
                current: 3
            }
        ),
        "{error:?}"
    );
    assert_eq!(error.code(), "store-stale");
    let stranger = samples::bare("stranger");
    let error = plan::replace(&s, council, &stranger, 1).await.unwrap_err();
    assert!(
        matches!(error, StoreError::Gone { what: "plan" }),
        "{error:?}"
    );
}

async fn a_list_has_the_order_of_ids(house: House) {
    let council = house.council("midorino").await;
    let mut plans: Vec<Plan> = ["b", "a", "ア", "B"].map(samples::bare).to_vec();
    plans[1] = samples::whole("a");
    for plan in plans.iter().rev() {
        house.keep(council, plan).await;
    }
    plans.sort_by_key(|plan| plan.id);
    let expected: Vec<PlanRow> = plans
        .iter()
        .map(|plan| PlanRow {
            id: plan.id,
            slug: plan.slug.clone(),
            title: plan.title.clone(),
            generation: plan.generation,
            period: plan.period.clone(),
            items: if plan.slug == "a" { 8 } else { 0 },
            version: 1,
        })
        .collect();
    let s = house.store.read().await.unwrap();
    assert_eq!(plan::list(&s, council).await.unwrap(), expected);
}

async fn a_plan_is_found_by_slug_origin_and_item(house: House) {
    let council = house.council("midorino").await;
    let source = files::put(&house.store, "第1次計画".as_bytes())
        .await
        .unwrap();
    let given = samples::whole("second");
    let form = "a".repeat(64);
    let from = Origin {
        source_sha256: Some(source.clone()),
        source_name: Some("計画.txt".into()),
        form_digest: form.clone(),
        part: 1,
        encoding: Some("shift_jis".into()),
        selection: Selection {
            hidden: true,
            ..Selection::default()
        },
    };
    let s = house.store.write().await.unwrap();
    plan::insert(&s, council, &given, &from).await.unwrap();
    let later = samples::bare("later");
    plan::insert(&s, council, &later, &from).await.unwrap();
    s.commit().await.unwrap();

    let s = house.store.read().await.unwrap();
    let here = Some(given.id);
    for (slug, expected) in [("second", here), ("SECOND", None), ("se\0cond", None)] {
        let found = plan::by_slug(&s, council, slug).await.unwrap();
        assert_eq!(found, expected, "{slug}");
    }
    let other = "b".repeat(64);
    for (sha256, part, hidden, form_digest, expected) in [
        (Some(&source), 1, true, &other, here),
        (Some(&source), 1, false, &other, None),
        (Some(&source), 0, true, &other, None),
        (Some(&source), 0, true, &form, here),
        (None, 1, true, &form, here),
        (Some(&other), 1, true, &other, None),
    ] {
        let asked = Origin {
            source_sha256: sha256.cloned(),
            part,
            form_digest: form_digest.clone(),
            selection: Selection {
                hidden,
                ..Selection::default()
            },
            ..Origin::default()
        };
        let found = plan::by_origin(&s, council, &asked).await.unwrap();
        assert_eq!(found, expected, "{asked:?}");
    }
    let (item, nobody) = (given.items[0].items[1].id, samples::id());
    for (item, expected) in [(item, here), (ItemId(nobody), None)] {
        let found = plan::of_item(&s, council, item).await.unwrap();
        assert_eq!(found, expected, "{item}");
    }
    assert_eq!(plan::load(&s, council, PlanId(nobody)).await.unwrap(), None);
    let stored = plan::load(&s, council, given.id).await.unwrap().unwrap();
    assert_eq!(stored.origin, from);
}

async fn a_slug_is_taken_once_in_a_council(house: House) {
    let (one, other) = (
        house.council("midorino").await,
        house.council("aozora").await,
    );
    house.keep(one, &samples::bare("first")).await;
    house.keep(other, &samples::bare("first")).await;
    let s = house.store.write().await.unwrap();
    let error = plan::insert(&s, one, &samples::bare("first"), &origin())
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Duplicate { .. }), "{error:?}");
}

async fn a_finding_about_a_stranger_is_refused(house: House) {
    let council = house.council("midorino").await;
    let other = samples::whole("other");
    house.keep(council, &other).await;
    let mut given = samples::bare("first");
    let mut finding = samples::finding(FindingKind::Result, "よその項目");
    finding.about = vec![other.items[0].id];
    given.overall.push(finding);
    let s = house.store.write().await.unwrap();
    let error = plan::insert(&s, council, &given, &origin())
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Dangling { .. }), "{error:?}");
}

async fn no_text_holds_nul(house: House) {
    let council = house.council("midorino").await;
    for field in 0..4 {
        let mut given = samples::whole("second");
        match field {
            0 => given.title.push('\0'),
            1 => given.items[0].title.push('\0'),
            2 => given.overall[0].text.push('\0'),
            _ => given.levels[0].push('\0'),
        }
        let s = house.store.write().await.unwrap();
        let error = plan::insert(&s, council, &given, &origin())
            .await
            .unwrap_err();
        assert!(
            matches!(error, StoreError::NulCharacter),
            "field {field}: {error:?}"
        );
    }
}

async fn a_large_plan_is_kept_whole(house: House) {
    check(&house, &samples::sized("large", 50, 99)).await;
}

async fn a_dropped_session_leaves_no_trace(house: House) {
    let council = house.council("midorino").await;
    let given = samples::whole("second");
    let s = house.store.write().await.unwrap();
    plan::insert(&s, council, &given, &origin()).await.unwrap();
    assert!(plan::load(&s, council, given.id).await.unwrap().is_some());
    drop(s);
    let s = house.store.read().await.unwrap();
    assert_eq!(plan::load(&s, council, given.id).await.unwrap(), None);
    assert_eq!(plan::list(&s, council).await.unwrap(), []);
    // and the right to write is free again
    house.keep(council, &given).await;
}

fn without_ratings(items: &mut [Item]) {
    for item in items {
        item.ratings.clear();
        without_ratings(&mut item.items);
    }
}

/// The ratings of the first item that has some.
fn rated(items: &mut [Item]) -> Option<&mut Vec<Rating>> {
    items.iter_mut().find_map(|item| {
        if item.ratings.is_empty() {
            rated(&mut item.items)
        } else {
            Some(&mut item.ratings)
        }
    })
}

async fn a_newer_version_is_taken_and_the_earlier_file_stays(house: House) {
    let council = house.council("midorino").await;
    let first = files::put(&house.store, b"first").await.unwrap();
    let second = files::put(&house.store, b"second").await.unwrap();
    let of_file = |sha256: &str, name: &str| Origin {
        source_sha256: Some(sha256.to_owned()),
        source_name: Some(name.to_owned()),
        ..origin()
    };
    let mut given = samples::bare("first");
    let s = house.store.write().await.unwrap();
    let before = of_file(&first, "計画.docx");
    plan::insert(&s, council, &given, &before).await.unwrap();
    assert_eq!(plan::last_form(&s, council, given.id).await.unwrap(), None);
    s.commit().await.unwrap();

    given.title = "第1次計画（改訂版）".into();
    let newer = of_file(&second, "計画 改訂版.docx");
    let form = "{\"title\":\"第1次計画（改訂版）\"}";
    let s = house.store.write().await.unwrap();
    let take = |version| {
        let form = form.to_owned();
        plan::take_newer(&s, council, (&given, version), (&newer, form))
    };
    let error = take(2).await.unwrap_err();
    assert_eq!(error.code(), "store-stale");
    assert_eq!(take(1).await.unwrap(), 2);
    s.commit().await.unwrap();

    let s = house.store.read().await.unwrap();
    let stored = plan::load(&s, council, given.id).await.unwrap().unwrap();
    assert_eq!((stored.plan, stored.origin), (given.clone(), newer));
    let said = plan::last_form(&s, council, given.id).await.unwrap();
    assert_eq!(said.as_deref(), Some(form));
    let earlier = plan::earlier_sources(&s, council, given.id).await.unwrap();
    let kept = EarlierSource {
        sha256: first.clone(),
        name: Some("計画.docx".into()),
    };
    assert_eq!(earlier, [kept]);
    for sha256 in [first, second] {
        let file = files::get_of(&s, council, &sha256).await.unwrap();
        assert!(file.is_some(), "{sha256} is held");
    }
}

async fn ratings_are_only_added(house: House) {
    let council = house.council("midorino").await;
    let given = samples::whole("second");
    house.keep(council, &given).await;
    let change = |change: fn(&mut Vec<Rating>)| {
        let mut next = given.clone();
        change(rated(&mut next.items).unwrap());
        next
    };
    // The same stage, axis and term again: beside the first one, whatever the order.
    let second = change(|ratings| {
        let again = Rating {
            id: RatingId(samples::id()),
            grade: "A".into(),
            ..ratings[0].clone()
        };
        ratings.insert(0, again);
    });
    let s = house.store.write().await.unwrap();
    plan::replace(&s, council, &second, 1).await.unwrap();
    s.commit().await.unwrap();
    let s = house.store.read().await.unwrap();
    let stored = plan::load(&s, council, given.id).await.unwrap().unwrap();
    assert_eq!(stored.plan, second);
    drop(s);
    let lost: [fn(&mut Vec<Rating>); 6] = [
        Vec::clear,
        |ratings| ratings[0].grade = "C".into(),
        |ratings| ratings[0].stage = Some("評価委員会".into()),
        |ratings| ratings[0].axis = None,
        |ratings| ratings[0].term = None,
        |ratings| ratings[0].person = None,
    ];
    for one in lost {
        let s = house.store.write().await.unwrap();
        let error = plan::replace(&s, council, &change(one), 2)
            .await
            .unwrap_err();
        assert_eq!(error.code(), "store-rating-lost", "{error:?}");
        drop(s);
        let s = house.store.read().await.unwrap();
        let stored = plan::load(&s, council, given.id).await.unwrap().unwrap();
        assert_eq!((stored.plan, stored.version), (second.clone(), 2));
    }
}
