//! What keeps a tree from being a plan, and what is only odd.

use ayumi_core::intake::Ids;
use ayumi_core::plan::{FiscalYear, Item, ItemId, MAX_ITEMS, Plan, Problem, ScheduleCell, Term};
use ayumi_document::Notice;
use ayumi_testkit::{TestIds, plans, sample_plan};
use proptest::prelude::*;
use rstest::rstest;

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(48))]

    #[test]
    fn generated_plans_are_sound(plan in plans()) {
        prop_assert_eq!(plan.problems(), Vec::new());
        prop_assert_eq!(plan.check(), Ok(()));
    }
}

fn leaf(ids: &mut TestIds) -> Item {
    let mut item = sample_plan().items[0].items[0].items[0].clone();
    item.id = ItemId(ids.next());
    item
}

fn numbered_from(start: u64) -> TestIds {
    let mut ids = TestIds::new();
    (0..start).for_each(|_| {
        ids.next();
    });
    ids
}

/// A plan whose tree is `depth` levels deep.
fn deep(depth: usize) -> Plan {
    let mut ids = numbered_from(1000);
    let mut plan = sample_plan();
    plan.levels = Vec::new();
    let mut item = leaf(&mut ids);
    for _ in 1..depth {
        let below = std::mem::replace(&mut item, leaf(&mut ids));
        item.items = vec![below];
    }
    plan.items = vec![item];
    plan
}

#[rstest]
#[case(8, Ok(()))]
#[case(9, Err(Problem::TooDeep(9)))]
#[case(50, Err(Problem::TooDeep(50)))]
fn row_82_levels(#[case] depth: usize, #[case] expected: Result<(), Problem>) {
    assert_eq!(deep(depth).check(), expected);
}

#[rstest]
#[case(MAX_ITEMS, Ok(()))]
#[case(MAX_ITEMS + 1, Err(Problem::TooMany(MAX_ITEMS + 1)))]
fn row_82_items(#[case] count: usize, #[case] expected: Result<(), Problem>) {
    let mut ids = numbered_from(1000);
    let mut plan = sample_plan();
    let template = leaf(&mut ids);
    plan.items = (0..count)
        .map(|_| Item {
            id: ItemId(ids.next()),
            ..template.clone()
        })
        .collect();
    assert_eq!(plan.check(), expected);
}

#[test]
fn a_plan_needs_a_title() {
    let mut plan = sample_plan();
    plan.title = "　".to_owned();
    assert_eq!(plan.problems(), [Problem::NoTitle]);
}

#[test]
fn an_id_stands_once() {
    let mut plan = sample_plan();
    let id = plan.items[0].id;
    plan.items[1].items[0].id = id;
    assert_eq!(plan.problems(), [Problem::RepeatedId(id.0)]);
}

#[test]
fn a_finding_speaks_of_items_of_its_plan() {
    let mut plan = sample_plan();
    let inside = plan.items[1].items[0].items[1].id;
    plan.overall[0].about = vec![inside];
    assert_eq!(plan.check(), Ok(()));
    let outside = ItemId(numbered_from(5000).next());
    plan.overall[0].about.push(outside);
    assert_eq!(plan.problems(), [Problem::UnknownItem(outside)]);
    plan.overall[0].about.clear();
    plan.unmentioned = vec![inside, outside];
    assert_eq!(plan.problems(), [Problem::UnknownItem(outside)]);
}

/// `rule label title` of each notice.
fn told(notices: &[Notice]) -> Vec<String> {
    let value = |notice: &Notice, name: &str| notice.values.get(name).cloned().unwrap_or_default();
    notices
        .iter()
        .map(|notice| {
            let rule = serde_json::to_value(notice.rule).expect("a code");
            let rule = rule.as_str().unwrap_or_default();
            format!("{rule} {}{}", value(notice, "label"), value(notice, "year"))
        })
        .collect()
}

#[rstest]
#[case(&[Some("1-1"), Some("1-2"), Some("1-2"), Some("1-4")], &["label-repeated 1-2", "label-gap 1-4"])]
#[case(&[Some("①"), Some("③"), Some("②")], &["label-gap ③", "label-order ②"])]
#[case(&[Some("◇"), Some("◇"), Some("・")], &[])]
#[case(&[None, None], &[])]
fn row_80_labels_are_noticed_never_refused(
    #[case] labels: &[Option<&str>],
    #[case] expected: &[&str],
) {
    let mut ids = numbered_from(1000);
    let mut plan = sample_plan();
    plan.items = labels
        .iter()
        .enumerate()
        .map(|(number, label)| Item {
            label: label.map(str::to_owned),
            title: format!("取り組みの{number}"),
            ..leaf(&mut ids)
        })
        .collect();
    assert_eq!(plan.check(), Ok(()));
    assert_eq!(told(&plan.notices()), expected);
}

#[rstest]
#[case("見守りサービス", "見守り サーヒ\u{3099}ス", true)]
#[case("（仮称）窓口", "(仮称)窓口", true)]
#[case("サービス", "サ－ビス", true)]
#[case("窓口の開設", "窓口の閉設", false)]
fn row_81_titles_that_differ_in_width_only(
    #[case] one: &str,
    #[case] other: &str,
    #[case] noticed: bool,
) {
    let mut ids = numbered_from(1000);
    let mut plan = sample_plan();
    let item = |title: &str, ids: &mut TestIds| Item {
        title: title.to_owned(),
        ..leaf(ids)
    };
    plan.items = vec![item(one, &mut ids), item(other, &mut ids)];
    let expected: &[&str] = if noticed {
        &["title-repeated ◇"]
    } else {
        &[]
    };
    assert_eq!(told(&plan.notices()), expected);
}

#[test]
fn row_72_terms_outside_the_period() {
    let mut plan = sample_plan();
    let cell = |year| ScheduleCell {
        term: Some(Term::whole(FiscalYear(year))),
        to: None,
        section: None,
        text: "実施".to_owned(),
    };
    plan.items[0].schedule = vec![cell(2016), cell(2017), cell(2019), cell(2021), cell(2021)];
    assert_eq!(told(&plan.notices()), ["term-outside-period 2021"]);
    let period = plan.period.as_mut().expect("the sample has one");
    period.to = Some(FiscalYear(2016));
    assert_eq!(told(&plan.notices())[0], "period-reversed ");
}
