//! Numbers that Word makes by itself are labels, though no characters of the source.

mod common;

use ayumi_document::{At, Block, Document, ListItem, Run};
use rstest::rstest;

fn paragraph(text: &str, number: u32) -> Block {
    let content = vec![Run {
        at: Some(At::Paragraph { paragraph: number }),
        ..Run::new(text)
    }];
    Block::Paragraph {
        content,
        gap: true,
        indent: 0,
    }
}

/// Two goals named by their level, below each a list whose entries carry `marker`.
fn document(markers: [&str; 2], ordered: bool) -> Document {
    let titles = [["朝のあいさつ", "回覧の工夫"], ["入門講座", "体験の日"]];
    let mut blocks = Vec::new();
    for (goal, titles) in (1..).zip(titles) {
        blocks.push(paragraph(
            &format!("基本目標{goal}　近所をつなぐ{goal}"),
            10 * goal,
        ));
        let entry = |(n, (title, marker)): (u32, (&str, &str))| ListItem {
            marker: Some(marker.to_owned()),
            blocks: vec![paragraph(title, 10 * goal + n)],
        };
        let entries = (1..).zip(titles.into_iter().zip(markers));
        blocks.push(Block::List {
            ordered,
            items: entries.map(entry).collect(),
        });
    }
    let mut document = Document {
        blocks,
        ..Document::default()
    };
    document.number_runs();
    document
}

fn read(markers: [&str; 2], ordered: bool) -> Vec<(Option<String>, String)> {
    let document = document(markers, ordered);
    let reading = ayumi_recognise::recognise(&document, common::info(&document));
    ayumi_testkit::coverage(&document, &reading).expect("nothing is lost");
    let coverage = reading.coverage;
    let seen = document.visible_characters();
    assert_eq!(
        coverage.placed + coverage.unplaced,
        seen,
        "labels are not counted"
    );
    let below = reading.plan.items.into_iter().flat_map(|goal| goal.items);
    below.map(|item| (item.label, item.title)).collect()
}

#[rstest]
#[case(["①", "②"], true)]
#[case(["ア", "イ"], true)]
#[case(["(1)", "(2)"], true)]
#[case(["1-1", "1-2"], true)]
#[case(["a)", "b)"], true)]
#[case(["◇", "◇"], false)]
fn the_marker_is_the_label(#[case] markers: [&str; 2], #[case] ordered: bool) {
    let told = read(markers, ordered);
    let labels: Vec<_> = told.iter().map(|(label, _)| label.as_deref()).collect();
    let [first, second] = markers;
    assert_eq!(labels, [first, second, first, second].map(Some));
    assert_eq!(
        told[0].1, "朝のあいさつ",
        "the marker is no part of the title"
    );
}

#[test]
fn the_letter_word_draws_bullets_with_is_none() {
    let told = read(["o", "o"], false);
    assert!(told.iter().all(|(label, _)| label.is_none()), "{told:?}");
    assert_eq!(told.len(), 4);
}

#[test]
fn a_bare_number_beside_goals_with_names_is_no_goal() {
    let text = "第1章 あらまし\n1 計画をつくる理由\n話し合いで出た困りごとをもとにしました。\n\
        第2章 取組\n基本目標1 つながる\n① 朝のあいさつ\n② 回覧の工夫\n基本目標2 ささえる\n\
        ① 入門講座\n第3章 進め方\n次の順に点検します。\n1. 担当が欄を書く\n2. 委員会で話し合う\n";
    let reading = common::read(text);
    let titles: Vec<_> = reading.plan.items.iter().map(|item| &*item.title).collect();
    assert_eq!(titles, ["つながる", "ささえる"]);
}
