//! Sample plans: one that uses every field, and one of any size.

use ayumi_core::intake::IntakeId;
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::{
    Definition, Direction, Finding, FindingId, FindingKind, FiscalYear, Group, Grouping, Half,
    Indicator, IndicatorKind, Item, ItemId, Legend, LineageEdge, Link, NamedText, Part, Period,
    Plan, PlanId, Rating, RatingId, Reference, Reported, Retired, ScheduleCell, Standing,
    TargetChange, Term,
};
use ayumi_document::At;
use ayumi_store::intake::{Intake, IntakeState};
use jiff::Timestamp;
use uuid::Uuid;

pub fn id() -> Uuid {
    Uuid::now_v7()
}

/// An item with a title and nothing else.
pub fn item(title: &str) -> Item {
    Item {
        title: title.to_owned(),
        ..Item::bare(ItemId(id()))
    }
}

/// A plan with a title and nothing else.
pub fn bare(slug: &str) -> Plan {
    Plan::bare(PlanId(id()), slug.to_owned(), "第1次計画".to_owned())
}

/// An open intake of a file that was put, expired since the first of all days.
pub fn intake(council: CouncilId, sha256: &str) -> Intake {
    Intake {
        id: IntakeId(id()),
        council,
        version: 1,
        name: "計画.txt".into(),
        sha256: sha256.to_owned(),
        encoding: None,
        selection: Default::default(),
        reading: serde_json::json!({}),
        answers: serde_json::json!({}),
        state: IntakeState::Open,
        created_at: Timestamp::UNIX_EPOCH,
        expires_at: Timestamp::UNIX_EPOCH,
    }
}

/// A finding of any kind.
pub fn finding(kind: FindingKind, text: &str) -> Finding {
    Finding {
        id: FindingId(id()),
        kind,
        marker: None,
        text: text.to_owned(),
        refs: Vec::new(),
        about: Vec::new(),
        at: None,
    }
}

fn at_half(year: i32, half: Half) -> Option<Term> {
    Some(Term {
        year: FiscalYear(year),
        part: Part::Half(half),
    })
}

/// A plan with `top` × `below` + `top` items and some findings and cells at each.
pub fn sized(slug: &str, top: usize, below: usize) -> Plan {
    let mut plan = bare(slug);
    plan.levels = vec!["重点項目".into(), "取り組み".into()];
    for index in 0..top {
        let mut area = item(&format!("重点項目 {index}"));
        area.level = Some("重点項目".into());
        for number in 0..below {
            area.items.push(action(number));
        }
        plan.items.push(area);
    }
    plan
}

fn action(number: usize) -> Item {
    let mut action = item(&format!("見守り活動の強化 {number}"));
    action.level = Some("取り組み".into());
    action.label = Some("◇".into());
    action.at = Some(At::line(u32::try_from(number).unwrap() + 1));
    action.sections = vec!["地域福祉課".into()];
    for year in 2017..2020 {
        let term = Some(Term::whole(FiscalYear(year)));
        let text = "実施".to_owned();
        action.schedule.push(ScheduleCell {
            term,
            to: None,
            section: None,
            text,
        });
    }
    action
        .findings
        .push(finding(FindingKind::Result, "見守りの協力者が増えた。"));
    action
}

/// A plan in which every field says something, every list has two entries in an order that no
/// sorting gives, and every variant occurs.
pub fn whole(slug: &str) -> Plan {
    let mut plan = bare(slug);
    plan.organization = Some("みどり野市社会福祉協議会".into());
    plan.title = "第2次強化計画〜𠮷﨑①㈱\n二行目".into();
    plan.generation = Some(2);
    plan.period = Some(Period {
        from: FiscalYear(2017),
        to: None,
        text: "平成29年度から".into(),
    });
    plan.philosophy = Some("誰もが安心して暮らせるまち".into());
    plan.vision = Some(String::new());
    plan.levels = vec!["重点項目".into(), "強化項目".into(), "重点項目".into()];
    plan.groupings = vec![Grouping {
        name: "部門".into(),
        groups: vec!["地域福祉".into(), "在宅福祉".into()],
    }];
    let area = area();
    plan.lineage = ["継続", ""]
        .map(|verdict| LineageEdge {
            from: ItemId(id()),
            to: area.id,
            verdict: verdict.into(),
        })
        .to_vec();
    plan.items = vec![area, item("財源"), item("組織")];
    plan.unmentioned = vec![plan.items[2].id, plan.items[1].id];
    plan.overall = [
        FindingKind::Result,
        FindingKind::Reflection,
        FindingKind::Mixed,
        FindingKind::Note,
        FindingKind::Unclassified,
    ]
    .map(|kind| finding(kind, "全体として"))
    .to_vec();
    plan.legends = legends();
    plan
}

/// An item with items below it, one of which speaks of the other.
fn area() -> Item {
    let mut deep = rich();
    deep.items = vec![item("ん"), item("あ"), item("")];
    let refer = |page, label: Option<&str>, target| Reference {
        page,
        label: label.map(str::to_owned),
        target,
    };
    let mut sibling = item("い");
    sibling.findings.push(Finding {
        about: vec![deep.id, sibling.id],
        refs: vec![
            refer(Some(13), None, Some(deep.id)),
            refer(None, Some("4-2"), None),
            refer(Some(u32::MAX), None, None),
        ],
        marker: Some("※".into()),
        at: Some(At::Cell {
            sheet: "様式'1".into(),
            cell: "B4".into(),
        }),
        ..finding(FindingKind::Note, "13ページを参照")
    });
    let mut area = item("事業");
    area.at = Some(At::Page { page: 3 });
    area.items = vec![sibling, deep];
    area
}

fn legends() -> Vec<Legend> {
    let known = Legend {
        symbol: "○".into(),
        meaning: "計画どおり".into(),
        of: Some("達成度".into()),
        order: Some(1),
        at: Some(At::line(41)),
    };
    let plain = Legend {
        symbol: "×".into(),
        meaning: "中止".into(),
        of: None,
        order: None,
        at: None,
    };
    vec![known, plain]
}

/// An item that uses every list.
fn rich() -> Item {
    let mut rich = item("（仮称）くらしの窓口の開設");
    rich.level = Some("取り組み".into());
    rich.label = Some("◇".into());
    rich.marks = vec!["新規".into(), "重点".into()];
    rich.texts = vec![
        NamedText {
            internal: false,
            name: "目的".into(),
            text: "相談を受ける".into(),
        },
        NamedText {
            internal: true,
            name: "目的".into(),
            text: String::new(),
        },
    ];
    rich.sections = vec!["総務課".into(), "地域福祉課".into()];
    rich.standing = standing();
    rich.schedule = schedule();
    rich.indicators = indicators();
    rich.ratings = ratings();
    rich.at = Some(At::Paragraph { paragraph: 12 });
    rich
}

fn standing() -> Standing {
    Standing {
        supporting: vec!["在宅福祉課".into()],
        groups: vec![Group {
            of: "部門".into(),
            name: "地域福祉".into(),
        }],
        links: vec![Link {
            plan: Some(PlanId(id())),
            item: None,
            text: "市地域福祉計画".into(),
        }],
        retired: Some(Retired {
            year: Some(FiscalYear(2018)),
            reason: "県の事業へ移った".into(),
        }),
    }
}

fn definition() -> Definition {
    Definition {
        kind: Some(IndicatorKind::Outcome),
        direction: Some(Direction::Up),
        no_baseline: true,
        changes: vec![TargetChange {
            date: "2018-04-01".into(),
            term: Some(Term::whole(FiscalYear(2019))),
            before: Some("2".into()),
            after: Some("3".into()),
            reason: Some("利用が増えた".into()),
            decision: None,
        }],
    }
}

fn schedule() -> Vec<ScheduleCell> {
    let cell = |term, to, section: Option<&str>| ScheduleCell {
        term,
        to,
        section: section.map(str::to_owned),
        text: "実施".to_owned(),
    };
    vec![
        cell(Some(Term::whole(FiscalYear(2019))), Some(None), None),
        cell(
            Some(Term::whole(FiscalYear(2017))),
            Some(Some(FiscalYear(2018))),
            Some("総務課"),
        ),
        cell(at_half(2018, Half::First), None, None),
        cell(at_half(2018, Half::Second), None, None),
        cell(
            Some(Term {
                year: FiscalYear(2018),
                part: Part::Quarter(4),
            }),
            None,
            None,
        ),
        cell(None, None, None),
    ]
}

fn indicators() -> Vec<Indicator> {
    let value = |year, text: &str, number| Reported {
        term: Some(Term::whole(FiscalYear(year))),
        section: None,
        text: text.to_owned(),
        number,
    };
    vec![
        Indicator {
            definition: definition(),
            name: Some("窓口の数".into()),
            unit: Some("か所".into()),
            baseline: Some(value(2016, "0", Some(0.0))),
            targets: vec![value(2019, "3", Some(3.0)), value(2018, "2.5", Some(2.5))],
            actuals: vec![value(2017, "随時", None), Reported::default()],
        },
        Indicator::default(),
    ]
}

fn ratings() -> Vec<Rating> {
    let rating = Rating {
        id: RatingId(id()),
        stage: Some("担当課".into()),
        axis: Some("達成度".into()),
        term: at_half(2017, Half::Second),
        section: Some("総務課".into()),
        grade: "B".into(),
        text: Some("おおむね".into()),
        date: Some("2018-04-01".into()),
        person: Some("課長".into()),
    };
    let plain = Rating {
        id: RatingId(id()),
        stage: None,
        axis: None,
        term: None,
        section: None,
        grade: "A".into(),
        text: None,
        date: None,
        person: None,
    };
    vec![rating, plain]
}
