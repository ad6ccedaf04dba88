//! The generator itself: what it promises, and that it reaches what it is for.

use std::collections::BTreeSet;

use ayumi_core::interchange::{plan_from_json, plan_to_json, same_plan};
use ayumi_core::matching::matching_key;
use ayumi_core::plan::{FindingKind, Item, Plan, parse_period};
use ayumi_testkit::{Fault, plans};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

/// Some plans, the same in every run.
fn some(count: usize) -> Vec<Plan> {
    let mut runner = TestRunner::deterministic();
    let plans = plans();
    (0..count)
        .map(|_| plans.new_tree(&mut runner).expect("a plan").current())
        .collect()
}

fn all_items<'a>(items: &'a [Item], found: &mut Vec<&'a Item>) {
    for item in items {
        found.push(item);
        all_items(&item.items, found);
    }
}

proptest! {
    #![proptest_config(Config::with_cases(64))]

    #[test]
    fn plans_are_sound_and_their_form_comes_back(plan in plans()) {
        let text = plan_to_json(&plan).to_string();
        let back = plan_from_json(&text).expect("our own form");
        prop_assert_eq!(&back, &plan);
        prop_assert!(same_plan(&back, &plan));
        for fault in Fault::ALL {
            if let Some(other) = fault.plant(&plan) {
                prop_assert!(!same_plan(&plan, &other), "{:?} is not seen", fault);
            }
        }
    }

    #[test]
    fn printed_periods_say_their_years(plan in plans()) {
        if let Some(period) = &plan.period {
            let read = parse_period(&period.text, None).expect("a period");
            prop_assert_eq!(&read.period, period);
        }
    }
}

#[test]
fn the_generator_reaches_what_it_is_for() {
    let plans = some(400);
    let mut items = Vec::new();
    plans
        .iter()
        .for_each(|plan| all_items(&plan.items, &mut items));
    for levels in 1..=8 {
        assert!(
            plans.iter().any(|plan| plan.levels.len() == levels),
            "{levels} levels"
        );
    }
    assert!(plans.iter().any(|plan| plan.items.is_empty()));
    assert!(items.iter().any(|item| item.title.chars().count() > 200));
    assert!(items.iter().any(|item| item.label.is_none()));
    for kind in [
        FindingKind::Result,
        FindingKind::Reflection,
        FindingKind::Mixed,
        FindingKind::Note,
        FindingKind::Unclassified,
    ] {
        assert!(
            items
                .iter()
                .any(|item| item.findings.iter().any(|one| one.kind == kind))
        );
    }
    let empty_parent = |plan: &Plan| {
        plan.items.iter().any(|item| item.items.is_empty())
            && plan.items.iter().any(|item| !item.items.is_empty())
    };
    assert!(plans.iter().any(empty_parent));
    for fault in Fault::ALL {
        let fits = plans
            .iter()
            .filter(|plan| fault.plant(plan).is_some())
            .count();
        assert!(fits > 100, "{fault:?} fits {fits} of 400 plans");
    }
}

#[test]
fn no_two_siblings_are_the_same() {
    fn check(items: &[Item]) {
        let keys: BTreeSet<_> = items
            .iter()
            .map(|item| {
                (
                    item.label.as_deref().map(matching_key),
                    matching_key(&item.title),
                )
            })
            .collect();
        assert_eq!(keys.len(), items.len());
        items.iter().for_each(|item| check(&item.items));
    }
    some(200).iter().for_each(|plan| check(&plan.items));
}
