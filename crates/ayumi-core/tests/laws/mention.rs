//! Actions perhaps not mentioned: the expected lists were set by hand, reading title by title,
//! before the rule was written.

use ayumi_core::intake::Ids;
use ayumi_core::plan::{Finding, FindingId, FindingKind, Item, ItemId, Plan};
use ayumi_core::review::mention::{is_surely_mentioned, mentions, unmentioned};
use ayumi_testkit::{TestIds, sample_plan};
use rstest::rstest;

/// Title, findings, items below.
struct Node(&'static str, &'static [&'static str], &'static [Node]);

const REVIEWED: [Node; 3] = [
    Node(
        "事業",
        &["○進度に遅れが生じたが、方向性は定まった。担い手の育成は次期計画に引き継ぐ。"],
        &[
            Node(
                "見守りの強化",
                &[
                    "○集いの場については、助成の制度を改めて支援を進めた。",
                    "○予定からは遅れたが、(仮称) くらしの窓口を令和2年度から開くことが決まった。",
                ],
                &[
                    Node("（仮称）くらしの窓口の開設", &[], &[]),
                    Node("集いの場づくりの支援", &[], &[]),
                    Node("声かけ協力店の拡大", &[], &[]),
                ],
            ),
            Node(
                "担い手の育成と活動の開発",
                &[
                    "○複数の課による検討を要するものは、既存の活動の統合などの具体策には至らなかった。",
                ],
                &[
                    Node("学生ボランティアの募集", &[], &[]),
                    Node("既存活動の見直し及び新しい活動の検討", &[], &[]),
                ],
            ),
        ],
    ),
    Node(
        "組織",
        &[],
        &[
            Node(
                "事務局の体制強化",
                &[
                    "○職員研修を積極的に行い、新人への助言役も根づいた。",
                    "○課の改編は次期に見直す。",
                ],
                &[
                    Node("課と係の改編", &[], &[]),
                    Node("職員研修の充実", &[], &[]),
                ],
            ),
            Node(
                "広報の充実",
                &["○各課の広報担当者の連携が進み、ＳＮＳでの発信を始めた。"],
                &[
                    Node("SNSの活用", &[], &[]),
                    Node("広報紙のデザインの刷新", &[], &[]),
                ],
            ),
        ],
    ),
    Node(
        "財政",
        &["○会費の収入は減っており、増強が必要である。"],
        &[Node(
            "経営管理の強化",
            &[
                "○収支改善計画に基づき、収支の状況を大きく改善できた。",
                "○費用意識を高める研修を行った。",
            ],
            &[
                Node("会員会費の増強", &[], &[]),
                Node("介護サービス事業の経営改善", &[], &[]),
                Node("収支バランスの適正化", &[], &[]),
                Node("職員の費用意識の向上", &[], &[]),
            ],
        )],
    ),
];

/// Set by hand: nothing in the findings of their parents speaks of these. The closing findings of
/// the plan name ボランティア and 広報 in passing.
const BY_HAND: [&str; 4] = [
    "声かけ協力店の拡大",
    "学生ボランティアの募集",
    "広報紙のデザインの刷新",
    "介護サービス事業の経営改善",
];

fn items(nodes: &[Node], ids: &mut TestIds) -> Vec<Item> {
    nodes
        .iter()
        .map(|Node(title, findings, below)| Item {
            id: ItemId(ids.next()),
            label: None,
            title: (*title).to_owned(),
            findings: findings.iter().map(|text| finding(text, ids)).collect(),
            items: items(below, ids),
            ..sample_plan().items[0].items[0].items[1].clone()
        })
        .collect()
}

fn finding(text: &str, ids: &mut TestIds) -> Finding {
    Finding {
        id: FindingId(ids.next()),
        kind: FindingKind::Unclassified,
        marker: None,
        text: text.to_owned(),
        refs: Vec::new(),
        about: Vec::new(),
        at: None,
    }
}

fn plan(nodes: &[Node]) -> Plan {
    let mut ids = TestIds::new();
    let overall = vec![finding(
        "- 広報の活動とボランティアセンターの機能強化は着実に進みました。",
        &mut ids,
    )];
    Plan {
        items: items(nodes, &mut ids),
        overall,
        ..sample_plan()
    }
}

fn titles(plan: &Plan, ids: &[ItemId]) -> Vec<String> {
    fn walk(items: &[Item], ids: &[ItemId], found: &mut Vec<String>) {
        for item in items {
            if ids.contains(&item.id) {
                found.push(item.title.clone());
            }
            walk(&item.items, ids, found);
        }
    }
    let mut found = Vec::new();
    walk(&plan.items, ids, &mut found);
    found
}

#[test]
fn the_list_is_the_one_set_by_hand() {
    let plan = plan(&REVIEWED);
    assert_eq!(titles(&plan, &unmentioned(&plan)), BY_HAND);
}

#[test]
fn a_person_s_word_counts_more() {
    let mut plan = plan(&REVIEWED);
    let shop = plan.items[0].items[0].items[2].id;
    plan.items[0].items[0].findings[0].about = vec![shop];
    assert_eq!(titles(&plan, &unmentioned(&plan)), BY_HAND[1..]);
    plan.items[0].items[0].findings[0].about.clear();
    plan.overall[0].about = vec![shop];
    assert_eq!(
        titles(&plan, &unmentioned(&plan)),
        BY_HAND[1..],
        "from any place of the plan"
    );
}

#[test]
fn what_a_person_confirmed_is_no_guess_any_more() {
    let mut plan = plan(&REVIEWED);
    let shop = plan.items[0].items[0].items[2].id;
    assert!(!is_surely_mentioned(&plan, shop));
    plan.unmentioned = vec![shop];
    assert_eq!(titles(&plan, &unmentioned(&plan)), BY_HAND[1..]);
    // Where words are shared, the person's word counts too: nothing is guessed there.
    let guessed = mentions(&plan)
        .into_iter()
        .find(|mention| !mention.confirmed)
        .unwrap();
    plan.unmentioned = vec![guessed.item];
    assert!(mentions(&plan).iter().all(|one| one.item != guessed.item));
    plan.items[0].items[0].findings[0].about = vec![shop];
    assert!(is_surely_mentioned(&plan, shop));
}

#[test]
fn what_has_findings_of_its_own_is_mentioned() {
    let mut plan = plan(&REVIEWED);
    let own = plan.items[0].items[0].findings[0].clone();
    plan.items[0].items[0].items[2].findings = vec![own];
    assert_eq!(titles(&plan, &unmentioned(&plan)), BY_HAND[1..]);
}

#[test]
fn a_plan_without_any_finding_has_no_such_list() {
    let mut plan = plan(&REVIEWED);
    fn clear(items: &mut [Item]) {
        for item in items {
            item.findings.clear();
            clear(&mut item.items);
        }
    }
    clear(&mut plan.items);
    plan.overall.clear();
    assert_eq!(unmentioned(&plan), Vec::new());
}

#[test]
fn an_area_nobody_wrote_about_is_listed_whole() {
    let mut plan = plan(&REVIEWED);
    plan.items[2].findings.clear();
    plan.items[2].items[0].findings.clear();
    assert_eq!(titles(&plan, &unmentioned(&plan)).len(), 3 + 4);
}

#[test]
fn mentions_name_the_finding() {
    let plan = plan(&REVIEWED);
    let window = &plan.items[0].items[0];
    let found: Vec<_> = mentions(&plan)
        .into_iter()
        .filter(|one| one.item == window.items[0].id)
        .collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].finding, window.findings[1].id);
    assert!(!found[0].confirmed);
}

#[rstest]
#[case("くらしの窓口の開設", "くらしの 窓口", true)]
#[case("ｻﾛﾝの支援", "サロンには多くの人が来た", true)]
#[case("ICTの活用", "ＩＣＴを使った", true)]
#[case("ICTの活用", "PRICTOの活用", false)]
#[case("相談の充実", "充実した一年だった", false)]
#[case("相談の充実", "相談員を増やした", true)]
#[case("介護及び障害の支援", "会員及び会費を増やした", false)]
fn one_title_and_one_finding(
    #[case] title: &'static str,
    #[case] text: &'static str,
    #[case] mentioned: bool,
) {
    let mut plan = plan(&REVIEWED[..0]);
    let mut ids = TestIds::new();
    let mut parent = items(&[Node("重点", &[], &[])], &mut ids).remove(0);
    let mut leaf = parent.clone();
    leaf.id = ItemId(ids.next());
    leaf.title = title.to_owned();
    parent.items = vec![leaf];
    parent.findings = vec![finding(text, &mut ids)];
    plan.items = vec![parent];
    assert_eq!(unmentioned(&plan).is_empty(), mentioned, "{title} / {text}");
}

/// A finding at the top was once taken apart anew for each of the actions below it.
#[test]
fn row_82_a_plan_of_twenty_thousand_actions() {
    let mut ids = TestIds::new();
    let mut plan = plan(&REVIEWED[..0]);
    let mut area = items(&[Node("事業", &["○集いの場を支援した。"], &[])], &mut ids).remove(0);
    let leaf = area.clone();
    area.findings = (0..10)
        .map(|number| {
            finding(
                &format!("○地区{number}の集いの場について支援を進めた。"),
                &mut ids,
            )
        })
        .collect();
    area.items = (0..19_999)
        .map(|number| Item {
            id: ItemId(ids.next()),
            title: format!("窓口{number}の開設"),
            findings: Vec::new(),
            ..leaf.clone()
        })
        .collect();
    plan.items = vec![area];
    assert_eq!(unmentioned(&plan).len(), 19_999);
}
