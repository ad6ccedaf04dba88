//! Hints on a plan: each is found where it was planted, and a sound plan has none.

use std::collections::BTreeSet;

use ayumi_core::plan::lint::{Hint, Lint, hints};
use ayumi_core::plan::{
    Definition, FiscalYear, Indicator, Item, ItemId, NamedText, Part, Plan, Reported, ScheduleCell,
    Term,
};
use ayumi_testkit::sample_plan;

fn value(year: i32, text: &str) -> Reported {
    Reported {
        term: Some(Term {
            year: FiscalYear(year),
            part: Part::Whole,
        }),
        section: None,
        text: text.into(),
        number: text.parse().ok(),
    }
}

fn action(number: u128, title: &str) -> Item {
    Item {
        label: Some(format!("({number})")),
        title: title.into(),
        sections: vec!["地域福祉課".into()],
        schedule: vec![ScheduleCell {
            term: value(2027, "").term,
            to: None,
            section: None,
            text: "実施".into(),
        }],
        indicators: vec![Indicator {
            name: Some("相談件数".into()),
            unit: Some("件".into()),
            baseline: Some(value(2025, "100")),
            targets: vec![value(2028, "150")],
            actuals: Vec::new(),
            definition: Definition::default(),
        }],
        ..Item::bare(ItemId(uuid::Uuid::from_u128(number)))
    }
}

/// 強化, 支援 and 推進 alone are no hint.
fn sound() -> Plan {
    let titles = [
        "総合相談体制の強化",
        "ボランティア活動への支援",
        "福祉教育の推進",
        "財源の確保",
        "広報の充実",
        "見守り活動の推進",
        "CSW（コミュニティソーシャルワーカー）の配置",
    ];
    Plan {
        items: (1..)
            .zip(titles)
            .map(|(number, title)| action(number, title))
            .collect(),
        overall: Vec::new(),
        unmentioned: Vec::new(),
        lineage: Vec::new(),
        ..sample_plan()
    }
}

fn check(plant: impl Fn(&mut Plan), lint: Lint, at: Option<usize>) {
    let mut plan = sound();
    plant(&mut plan);
    let found = hints(&plan, &BTreeSet::new());
    let item = at.map(|at| plan.items[at].id);
    let told: Vec<(Lint, Option<ItemId>)> = found.iter().map(|one| (one.lint, one.item)).collect();
    assert_eq!(told, [(lint, item)], "{found:?}");
}

#[test]
fn a_sound_plan_has_no_hint() {
    assert_eq!(hints(&sound(), &BTreeSet::new()), Vec::<Hint>::new());
}

#[test]
fn what_is_planted_is_found() {
    check(
        |plan| plan.items[2].sections.clear(),
        Lint::NoOwner,
        Some(2),
    );
    check(
        |plan| {
            plan.items[2].schedule.clear();
            plan.items[2].indicators[0].targets.clear();
        },
        Lint::NoYear,
        Some(2),
    );
}

#[test]
fn each_lack_has_its_hint() {
    check(
        |plan| plan.items[3].indicators.clear(),
        Lint::NoMeasure,
        Some(3),
    );
    check(
        |plan| plan.items[4].title = "総合相談体制の強化。".into(),
        Lint::Alike,
        Some(4),
    );
    check(
        |plan| plan.items[6].label = Some("(9)".into()),
        Lint::Numbering,
        Some(6),
    );
    check(
        |plan| {
            let name = "目的".to_owned();
            let text = "ABCの考え方による".to_owned();
            plan.items[1].texts.push(NamedText {
                internal: false,
                name,
                text,
            });
        },
        Lint::Abbreviation,
        Some(1),
    );
    // A number in a text is a way to tell success.
    let mut plan = sound();
    plan.items[3].indicators.clear();
    let text = "年3回以上開催する".to_owned();
    plan.items[3].texts.push(NamedText {
        internal: false,
        name: "内容".into(),
        text,
    });
    assert_eq!(hints(&plan, &BTreeSet::new()), Vec::<Hint>::new());
}

/// Without a base year, a target before the base, several targets of which one has no year.
#[test]
fn row_84_targets_and_baselines() {
    let one = |plan: &mut Plan| plan.items[0].indicators[0].clone();
    check(
        |plan| plan.items[0].indicators[0].targets = vec![value(2024, "150")],
        Lint::TargetYears,
        Some(0),
    );
    check(
        |plan| {
            let mut open = value(2028, "150");
            open.term = None;
            plan.items[0].indicators[0].targets = vec![open, value(2027, "120")];
        },
        Lint::TargetYears,
        Some(0),
    );
    check(
        |plan| plan.items[0].indicators[0].targets = vec![value(2028, "100")],
        Lint::Stuck,
        Some(0),
    );
    // No base year is no fault by itself: councils write "現状なし".
    let mut plan = sound();
    let mut without = one(&mut plan);
    without.baseline = None;
    plan.items[0].indicators[0] = without;
    assert_eq!(hints(&plan, &BTreeSet::new()), Vec::<Hint>::new());
}

/// A lack of many is told once.
#[test]
fn what_all_lack_is_told_once() {
    let mut plan = sound();
    for item in &mut plan.items {
        item.sections.clear();
    }
    let found = hints(&plan, &BTreeSet::new());
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].lint, found[0].item, found[0].count),
        (Lint::NoOwner, None, (7, 7))
    );
    // Posts answer as well as sections.
    let owned = plan.items.iter().map(|item| item.id).collect();
    assert_eq!(hints(&plan, &owned), Vec::<Hint>::new());
}
