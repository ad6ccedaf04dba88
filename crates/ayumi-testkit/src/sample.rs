//! An invented plan, small enough to look at: みどり野市社協's second plan.

use ayumi_core::intake::Ids;
use ayumi_core::plan::{
    Finding, FindingId, FindingKind, FiscalYear, Item, ItemId, Period, Plan, PlanId, Reference,
};

use crate::TestIds;

/// The sample: three levels, two areas, findings of every kind, a note with a page reference.
#[must_use]
pub fn sample_plan() -> Plan {
    let mut plan = Plan {
        organization: Some("みどり野市社会福祉協議会".to_owned()),
        generation: Some(2),
        period: Some(Period {
            from: FiscalYear(2017),
            to: Some(FiscalYear(2019)),
            text: "平成29年度から平成31年度（令和元年度）までの3カ年".to_owned(),
        }),
        philosophy: Some("ともに気づき、ともに支えるまちをつくる".to_owned()),
        vision: Some("一人ひとりの声から始める社協になります".to_owned()),
        levels: ["重点項目", "強化項目", "具体的な取り組み"]
            .map(str::to_owned)
            .to_vec(),
        items: vec![services(), money()],
        overall: vec![
            finding(
                FindingKind::Result,
                "-",
                "見守りの取り組みは着実に広がりました。",
            ),
            finding(
                FindingKind::Reflection,
                "-",
                "複数の課にまたがる取り組みは遅れが目立ちました。",
            ),
        ],
        ..Plan::bare(
            PlanId(TestIds::new().next()),
            "plan-2".to_owned(),
            "第2次強化計画".to_owned(),
        )
    };
    name_levels(&mut plan.items, &plan.levels.clone(), 0);
    TestIds::new().renumber(&mut plan);
    plan
}

fn services() -> Item {
    let mut care = item(Some("①"), "相談と見守りの強化");
    care.findings = vec![
        finding(
            FindingKind::Result,
            "○",
            "くらしの窓口を開設し、相談が増えました。",
        ),
        finding(
            FindingKind::Reflection,
            "○",
            "見守り協力店の周知が十分ではありませんでした。",
        ),
        Finding {
            refs: vec![Reference {
                page: Some(8),
                ..Reference::default()
            }],
            ..finding(
                FindingKind::Note,
                "※",
                "見守り協力店については8ページを参照。",
            )
        },
    ];
    care.items = vec![
        item(Some("◇"), "（仮称）くらしの窓口の開設"),
        item(Some("◇"), "見守り協力店の拡大"),
    ];
    care.items[0].marks = vec!["新規".to_owned()];
    care.items[0].sections = vec!["地域福祉課".to_owned()];
    let mut people = item(Some("②"), "担い手の育成");
    people.findings = vec![finding(
        FindingKind::Mixed,
        "○",
        "養成講座は開きましたが、登録は伸びませんでした。",
    )];
    people.items = vec![
        item(Some("◇"), "協力員養成講座の開催"),
        item(Some("◇"), "福祉教育の充実"),
    ];
    let mut area = item(None, "事業");
    area.items = vec![care, people];
    area
}

fn money() -> Item {
    let mut members = item(Some("③"), "自主財源の確保");
    members.findings = vec![finding(
        FindingKind::Result,
        "○",
        "会員会費の口座振替を始めることができました。",
    )];
    members.items = vec![
        item(Some("◇"), "会員会費の納入方法の見直し"),
        item(Some("◇"), "寄附の受け方の検討"),
    ];
    let mut area = item(None, "財政");
    area.items = vec![members];
    area
}

fn item(label: Option<&str>, title: &str) -> Item {
    Item {
        label: label.map(str::to_owned),
        title: title.to_owned(),
        ..Item::bare(ItemId(TestIds::new().next()))
    }
}

fn finding(kind: FindingKind, marker: &str, text: &str) -> Finding {
    Finding {
        id: FindingId(TestIds::new().next()),
        kind,
        marker: Some(marker.to_owned()),
        text: text.to_owned(),
        refs: Vec::new(),
        about: Vec::new(),
        at: None,
    }
}

fn name_levels(items: &mut [Item], levels: &[String], depth: usize) {
    for item in items {
        item.level = levels.get(depth).cloned();
        name_levels(&mut item.items, levels, depth + 1);
    }
}
