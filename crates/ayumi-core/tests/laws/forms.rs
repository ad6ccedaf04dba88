//! `ayumi/plan@1`: there and back, canonical bytes, and what counts as the same plan.

use ayumi_core::interchange::{
    PlanFormError, canonical_bytes, form_digest, plan_from_json, plan_to_json, same_plan,
};
use ayumi_core::plan::{Finding, FindingId, Item, ItemId, Plan};
use ayumi_testkit::{Fault, TestIds, plans, sample_plan};
use proptest::prelude::*;
use proptest::test_runner::Config;
use rstest::rstest;
use serde_json::{Value, json};

/// The same value with the keys of every object in reverse order.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(object) => object
            .iter()
            .rev()
            .map(|(key, one)| (key.clone(), reversed(one)))
            .collect(),
        Value::Array(list) => list.iter().map(reversed).collect(),
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(Config::with_cases(64))]

    #[test]
    fn a_plan_comes_back(plan in plans()) {
        let text = plan_to_json(&plan).to_string();
        prop_assert_eq!(plan_from_json(&text), Ok(plan));
    }

    #[test]
    fn canonical_bytes_do_not_know_the_order_of_keys(plan in plans()) {
        let form = plan_to_json(&plan);
        let other = reversed(&form);
        prop_assert_ne!(form.to_string(), other.to_string());
        prop_assert_eq!(canonical_bytes(&form), canonical_bytes(&other));
        prop_assert_eq!(plan_from_json(&other.to_string()), Ok(plan));
    }

    #[test]
    fn ids_slug_and_places_do_not_count(plan in plans()) {
        let mut other = plan.clone();
        let mut ids = TestIds::new();
        (0..7).for_each(|_| { ayumi_core::intake::Ids::next(&mut ids); });
        ids.renumber(&mut other);
        other.slug = "another".to_owned();
        prop_assert!(same_plan(&plan, &other));
        prop_assert_eq!(form_digest(&plan), form_digest(&other));
    }

    #[test]
    fn the_planted_faults_count(plan in plans()) {
        for fault in Fault::ALL {
            if let Some(other) = fault.plant(&plan) {
                prop_assert!(!same_plan(&plan, &other), "{:?}", fault);
                prop_assert_ne!(form_digest(&plan), form_digest(&other));
            }
        }
    }
}

#[test]
fn every_fault_fits_the_sample() {
    let plan = sample_plan();
    for fault in Fault::ALL {
        let other = fault
            .plant(&plan)
            .expect("the sample has a place for every fault");
        assert!(!same_plan(&plan, &other), "{fault:?}");
    }
}

#[test]
fn references_are_compared_by_what_they_lead_to() {
    let plan = sample_plan();
    let to = |position: usize, page: u32| {
        let mut plan = plan.clone();
        let target = plan.items[0].items[position].id;
        let note = &mut plan.items[0].items[0].findings[2];
        note.refs[0].target = Some(target);
        note.refs[0].page = Some(page);
        plan
    };
    assert!(
        same_plan(&to(0, 8), &to(0, 21)),
        "a resolved page is computed anew"
    );
    assert!(!same_plan(&to(0, 8), &to(1, 8)), "another target");
    let mut printed = plan.clone();
    printed.items[0].items[0].findings[2].refs[0].page = Some(9);
    assert!(
        !same_plan(&plan, &printed),
        "an unresolved page is what was printed"
    );
}

#[rstest]
#[case("/mood", |form: &mut Value| form["mood"] = json!("good"))]
#[case("/period/until", |form: &mut Value| form["period"]["until"] = json!(2020))]
#[case("/items/0/owner", |form: &mut Value| form["items"][0]["owner"] = json!("x"))]
#[case("/items/0/items/1/findings/0/mood", |form: &mut Value| {
    form["items"][0]["items"][1]["findings"][0]["mood"] = json!(1);
})]
#[case("/a~1b~0c", |form: &mut Value| form["a/b~c"] = json!(1))]
fn unknown_keys_are_pointed_at(#[case] pointer: &str, #[case] change: fn(&mut Value)) {
    let mut form = plan_to_json(&sample_plan());
    change(&mut form);
    let error = plan_from_json(&form.to_string()).expect_err("made by a newer Ayumi");
    assert_eq!(error, PlanFormError::UnknownKey(pointer.to_owned()));
}

#[rstest]
#[case("", "NotJson")]
#[case("{", "NotJson")]
#[case("[]", "OtherForm")]
#[case(r#"{"format":"ayumi/plan@2"}"#, "OtherForm")]
#[case(r#"{"format":"ayumi/plan@1"}"#, "WrongShape")]
fn what_is_no_plan_is_refused(#[case] text: &str, #[case] expected: &str) {
    let error = plan_from_json(text).expect_err("no plan");
    assert!(format!("{error:?}").starts_with(expected), "{error:?}");
}

#[test]
fn keys_that_say_nothing_may_be_there() {
    let mut form = plan_to_json(&sample_plan());
    form["items"][0]["label"] = Value::Null;
    form["items"][0]["marks"] = json!([]);
    assert_eq!(plan_from_json(&form.to_string()), Ok(sample_plan()));
}

/// Comparing had once looked every text up in a list of all items.
#[test]
fn row_82_twenty_thousand_items_are_compared() {
    let mut plan = sample_plan();
    let mut ids = TestIds::new();
    let mut next = || ayumi_core::intake::Ids::next(&mut ids);
    let template: Item = plan.items[0].items[0].items[0].clone();
    let finding: Finding = plan.items[0].items[0].findings[0].clone();
    plan.items = (0..20_000)
        .map(|number| Item {
            id: ItemId(next()),
            title: format!("取り組み{number}"),
            findings: vec![Finding {
                id: FindingId(next()),
                ..finding.clone()
            }],
            ..template.clone()
        })
        .collect();
    let other: Plan = plan.clone();
    assert!(same_plan(&plan, &other));
}
