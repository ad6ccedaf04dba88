//! Sample plans: typical, longest title, four hundred items, empty, and one of text that would do
//! harm if it were taken for mark-up. All of them are invented; the words of two of them stand in
//! `samples/*.json` as `ayumi/plan@1`.

use ayumi_core::interchange::plan_from_json;
use ayumi_core::plan::{
    Definition, Direction, Finding, FindingId, FiscalYear, Group, Grouping, IndicatorKind, Item,
    ItemId, Legend, Link, NamedText, Plan, PlanId, RatingId, Retired, Standing, TargetChange,
};
use uuid::Uuid;

/// Ids that are the same in every run.
fn id(number: usize) -> Uuid {
    Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0000 + number as u128)
}

fn from_json(text: &str) -> Plan {
    plan_from_json(text).expect("our own samples are in the form; a test reads them")
}

/// A plan as councils have them.
pub fn typical() -> Plan {
    let mut plan = from_json(include_str!("../../samples/typical.json"));
    beside(&mut plan);
    plan
}

/// What stands beside the tree of the typical plan: groupings, supporting sections, links, an item
/// that has ended, a target that was changed, a text for the office alone.
fn beside(plan: &mut Plan) {
    plan.groupings = vec![Grouping {
        name: "部門".to_owned(),
        groups: vec!["地域福祉".to_owned(), "法人運営".to_owned()],
    }];
    let group = |item: &mut Item, name: &str| {
        item.standing.groups.push(Group {
            of: "部門".to_owned(),
            name: name.to_owned(),
        });
    };
    let [services, office, ..] = plan.items.as_mut_slice() else {
        return;
    };
    group(office, "法人運営");
    let Some(care) = services.items.first_mut() else {
        return;
    };
    group(care, "地域福祉");
    if let [first, second, ..] = care.items.as_mut_slice() {
        first.standing.supporting = vec!["総務課".to_owned(), "在宅福祉課".to_owned()];
        first.standing.links = vec![
            Link {
                plan: Some(plan.id),
                item: Some(second.id),
                text: "◇見守り協力店の拡大".to_owned(),
            },
            Link {
                plan: None,
                item: None,
                text: "市地域福祉計画 基本目標2".to_owned(),
            },
        ];
        first.texts.push(NamedText {
            name: "検討の経過".to_owned(),
            text: "空き店舗の家主と交渉中。".to_owned(),
            internal: true,
        });
        second.standing.retired = Some(Retired {
            year: Some(FiscalYear(2018)),
            reason: "市の見守り事業へ引き継いだため".to_owned(),
        });
        for one in &mut first.indicators {
            one.definition = Definition {
                kind: Some(IndicatorKind::Activity),
                direction: Some(Direction::Up),
                no_baseline: false,
                changes: vec![TargetChange {
                    date: "2018-06-20".to_owned(),
                    term: one.targets.first().and_then(|value| value.term),
                    before: Some("2".to_owned()),
                    after: one.targets.first().map(|value| value.text.clone()),
                    reason: Some("相談の件数が見込みを上回ったため".to_owned()),
                    decision: Some("平成30年度第1回理事会".to_owned()),
                }],
            };
        }
    }
}

/// A plan whose words are as long as they get.
pub fn longest() -> Plan {
    from_json(include_str!("../../samples/longest.json"))
}

/// A plan with nothing but a name.
pub fn empty() -> Plan {
    let plan = typical();
    Plan::bare(PlanId(id(1)), "empty".to_owned(), plan.title)
}

/// A plan of four hundred items: the typical one's first two areas, again and again.
pub fn many() -> Plan {
    let plan = typical();
    let mut count = 0;
    let items = (1..=4)
        .map(|area| many_below(&plan.items[0], &[area], &mut count))
        .collect();
    let mut overall = plan.overall;
    for (position, finding) in overall.iter_mut().enumerate() {
        finding.id = FindingId(id(2 + position));
    }
    Plan {
        id: PlanId(id(900)),
        slug: "many".to_owned(),
        items,
        overall,
        ..plan
    }
}

/// An item with nine or ten items below it, down to the third level.
fn many_below(like: &Item, path: &[usize], count: &mut usize) -> Item {
    *count += 1;
    let own = id(1000 + *count);
    let label: Vec<String> = path.iter().map(usize::to_string).collect();
    let mut findings: Vec<Finding> = like.findings.clone();
    for (position, finding) in findings.iter_mut().enumerate() {
        finding.id = FindingId(id(100_000 + *count * 10 + position));
        finding.about.clear();
        finding.refs.clear();
    }
    let mut ratings = like.ratings.clone();
    for (position, rating) in ratings.iter_mut().enumerate() {
        rating.id = RatingId(id(200_000 + *count * 10 + position));
    }
    let width = if path.len() == 1 { 9 } else { 10 };
    let items = match (like.items.first(), path.len()) {
        (Some(below), 1 | 2) => (1..=width)
            .map(|number| many_below(below, &[path, &[number]].concat(), count))
            .collect(),
        _ => Vec::new(),
    };
    let label = Some(label.join("-"));
    Item {
        id: ItemId(own),
        label,
        findings,
        ratings,
        items,
        ..like.clone()
    }
}

/// A plan whose words would do harm if they were taken for mark-up (`bad-input` 89).
pub fn naughty() -> Plan {
    let words = NAUGHTY.join(" ");
    let mut plan = typical();
    plan.slug = "naughty".to_owned();
    plan.title = NAUGHTY[0].to_owned();
    plan.organization = Some(words.clone());
    plan.philosophy = Some(words.clone());
    plan.vision = Some(words.clone());
    plan.levels = NAUGHTY[..3].iter().map(|one| (*one).to_owned()).collect();
    plan.items.truncate(1);
    plan.legends = vec![Legend {
        symbol: NAUGHTY[0].to_owned(),
        meaning: NAUGHTY[1].to_owned(),
        of: Some(NAUGHTY[2].to_owned()),
        order: None,
        at: None,
    }];
    plan.overall
        .iter_mut()
        .for_each(|finding| spoil(finding, 0));
    spoil_all(&mut plan.items, &mut 0);
    plan
}

fn spoil(finding: &mut Finding, number: usize) {
    finding.text = NAUGHTY[number % NAUGHTY.len()].to_owned();
    finding.marker = Some(NAUGHTY[(number + 1) % NAUGHTY.len()].to_owned());
    finding.about.clear();
    for one in &mut finding.refs {
        (one.label, one.target) = (Some(NAUGHTY[1].to_owned()), None);
    }
}

fn spoil_all(items: &mut [Item], count: &mut usize) {
    for item in items {
        *count += 1;
        let word = |by: usize| NAUGHTY[(*count + by) % NAUGHTY.len()].to_owned();
        (item.title, item.label, item.level) = (NAUGHTY.join(" "), Some(word(1)), Some(word(2)));
        item.marks = vec![word(3), word(4)];
        item.sections = vec![word(5)];
        item.texts = vec![NamedText {
            internal: false,
            name: word(6),
            text: word(7),
        }];
        item.standing = spoilt(&word);
        for cell in &mut item.schedule {
            cell.text = word(8);
        }
        for rating in &mut item.ratings {
            (rating.grade, rating.stage, rating.text) = (word(1), Some(word(2)), Some(word(3)));
        }
        for one in &mut item.indicators {
            (one.name, one.unit) = (Some(word(4)), Some(word(5)));
        }
        item.findings
            .iter_mut()
            .for_each(|finding| spoil(finding, *count));
        spoil_all(&mut item.items, count);
    }
}

fn spoilt(word: &dyn Fn(usize) -> String) -> Standing {
    Standing {
        supporting: vec![word(1)],
        groups: vec![Group {
            of: word(2),
            name: word(3),
        }],
        links: vec![Link {
            plan: None,
            item: None,
            text: word(4),
        }],
        retired: Some(Retired {
            year: None,
            reason: word(5),
        }),
    }
}

/// Texts of `bad-input` 89.
pub const NAUGHTY: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "{{7*7}}",
    "${7*7}",
    "[x](javascript:alert(1))",
    "#import \"x\": #read(\"/etc/passwd\")",
];
