//! What a person corrects in a reading: each kind of correction, what refuses it, that it holds in
//! whatever order questions are answered, and that the last one can be taken back.

use ayumi_app::intake::{
    Answer, AnswerError, Answers, Becomes, Below, Correction, CorrectionError, Origin, Step,
    unnamed_depths,
};
use ayumi_core::interchange::{
    Coverage, READING_FORMAT, ReadFinding, ReadItem, ReadPlan, Reading, SourceInfo,
};
use ayumi_core::plan::Legend;
use ayumi_core::review::FindingKind;
use ayumi_document::{Ask, At, Question, SourceKind, Unplaced, Why};
use rstest::rstest;

use crate::answers::item;

fn text(text: &str, line: u32) -> Unplaced {
    Unplaced {
        text: text.to_owned(),
        why: Why::Wording,
        at: Some(At::line(line)),
    }
}

/// Two goals; below the first two measures, below the first of them an action. A finding of the
/// action speaks of the second measure.
fn reading() -> Reading {
    let mut action = item(3, "取り組み", "◇", "サロン", Vec::new());
    action.findings = vec![ReadFinding {
        text: "見守りにつながった。".to_owned(),
        about: vec!["1-2".to_owned()],
        ..ReadFinding::default()
    }];
    let measures = vec![
        item(2, "施策", "(1)", "居場所", vec![action]),
        item(8, "施策", "(2)", "見守り", Vec::new()),
    ];
    Reading {
        format: READING_FORMAT.to_owned(),
        source: SourceInfo {
            name: "a.txt".to_owned(),
            kind: SourceKind::Text,
            sha256: "0".repeat(64),
            characters: 60,
        },
        plan: ReadPlan {
            levels: ["目標", "施策", "取り組み"].map(str::to_owned).to_vec(),
            items: vec![
                item(1, "目標", "1", "つながる", measures),
                item(9, "目標", "2", "ささえる", Vec::new()),
            ],
            ..ReadPlan::default()
        },
        legends: vec![Legend {
            symbol: "○".to_owned(),
            meaning: "実施".to_owned(),
            of: None,
            order: Some(1),
            at: None,
        }],
        repairs: Vec::new(),
        notices: Vec::new(),
        questions: vec![Question {
            at: Some(At::line(8)),
            ask: Ask::WhichParent,
            text: String::new(),
            choices: ["1つながる", "2ささえる"].map(str::to_owned).to_vec(),
            values: std::collections::BTreeMap::new(),
        }],
        more_plans: Vec::new(),
        tables: Vec::new(),
        unplaced: vec![
            text("同じ文", 4),
            text("送迎を試みる", 5),
            text("同じ文", 4),
        ],
        coverage: Coverage {
            characters: 60,
            placed: 48,
            unplaced: 12,
        },
        placed: Vec::new(),
        unplaced_spans: Vec::new(),
    }
}

fn read(position: &str) -> Origin {
    Origin(format!("1:{position}"))
}

fn corrected(corrections: Vec<Correction>) -> Result<Reading, CorrectionError> {
    with_answers(Answers {
        corrections,
        ..Answers::default()
    })
}

fn with_answers(answers: Answers) -> Result<Reading, CorrectionError> {
    let as_made = reading();
    let mut changed = as_made.clone();
    match answers.apply(&mut changed) {
        Ok(_) => Ok(changed),
        Err(AnswerError::Correction(error)) => {
            assert_eq!(changed, as_made, "a refused correction changes nothing");
            Err(error)
        }
        Err(other) => panic!("{other}"),
    }
}

/// The tree in one line: `1つながる[(1)居場所[◇サロン] (2)見守り] 2ささえる`.
fn tree(items: &[ReadItem]) -> String {
    let one = |item: &ReadItem| {
        let below = tree(&item.items);
        let name = format!("{}{}", item.label.as_deref().unwrap_or(""), item.title);
        match below.is_empty() {
            true => name,
            false => format!("{name}[{below}]"),
        }
    };
    items.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn step(position: &str, step: Step) -> Correction {
    Correction::Step {
        item: read(position),
        step,
    }
}

fn put(position: &str, below: Below) -> Correction {
    Correction::Move {
        item: read(position),
        below,
    }
}

#[rstest]
#[case(
    step("1-2", Step::Up),
    "1つながる[(2)見守り (1)居場所[◇サロン]] 2ささえる"
)]
#[case(
    step("1-1", Step::Down),
    "1つながる[(2)見守り (1)居場所[◇サロン]] 2ささえる"
)]
#[case(
    step("1-2", Step::In),
    "1つながる[(1)居場所[◇サロン (2)見守り]] 2ささえる"
)]
#[case(
    step("1-1", Step::Out),
    "1つながる[(2)見守り] (1)居場所[◇サロン] 2ささえる"
)]
#[case(
    put("1-1", Below::Item(read("2"))),
    "1つながる[(2)見守り] 2ささえる[(1)居場所[◇サロン]]"
)]
#[case(
    put("1", Below::Item(read("2"))),
    "2ささえる[1つながる[(1)居場所[◇サロン] (2)見守り]]"
)]
#[case(
    put("1-1-1", Below::Top(0)),
    "1つながる[(1)居場所 (2)見守り] 2ささえる ◇サロン"
)]
fn an_item_goes_where_it_is_put(#[case] correction: Correction, #[case] expected: &str) {
    let changed = corrected(vec![correction]).unwrap();
    assert_eq!(tree(&changed.plan.items), expected);
    let marks: Vec<_> = changed.plan.items.iter().map(|item| &item.marks).collect();
    assert!(
        marks.iter().all(|marks| marks.is_empty()),
        "no name is left behind: {marks:?}"
    );
}

#[test]
fn levels_and_what_findings_speak_of_follow_the_item() {
    let changed = corrected(vec![step("1-1", Step::Out)]).unwrap();
    let moved = &changed.plan.items[1];
    assert_eq!(moved.level.as_deref(), Some("目標"));
    assert_eq!(moved.items[0].level.as_deref(), Some("施策"));
    assert_eq!(
        moved.items[0].findings[0].about,
        ["1-1"],
        "見守り is the first now"
    );
}

#[rstest]
#[case(step("1-1", Step::Up), CorrectionError::NoWay)]
#[case(step("2", Step::Down), CorrectionError::NoWay)]
#[case(step("2", Step::Out), CorrectionError::NoWay)]
#[case(step("1", Step::In), CorrectionError::NoWay)]
#[case(step("3", Step::Up), CorrectionError::Gone)]
#[case(put("1", Below::Item(read("1-1"))), CorrectionError::BelowItself)]
#[case(put("1", Below::Item(read("1"))), CorrectionError::BelowItself)]
#[case(put("1", Below::Top(1)), CorrectionError::Gone)]
#[case(Correction::Name { item: read("1"), label: None, title: String::new() }, CorrectionError::NoName)]
#[case(Correction::Level { part: 0, from: "目標".into(), to: "施策".into() }, CorrectionError::LevelTaken)]
#[case(Correction::Level { part: 0, from: "柱".into(), to: "目的".into() }, CorrectionError::Gone)]
#[case(Correction::Take { text: 3, below: Below::Top(0), becomes: Becomes::Item }, CorrectionError::Gone)]
fn what_cannot_be_is_refused(#[case] correction: Correction, #[case] expected: CorrectionError) {
    assert_eq!(corrected(vec![correction]), Err(expected));
}

#[test]
fn a_plan_has_no_more_than_eight_levels() {
    let mut as_made = reading();
    let more = (10..16).map(|line| Unplaced {
        text: format!("文{line}"),
        why: Why::Wording,
        at: Some(At::line(line)),
    });
    as_made.unplaced.extend(more);
    // 1 › 1-1 › 1-1-1 are three; five texts below one another make eight.
    let mut answers = Answers::default();
    for text in 0..5 {
        answers.corrections.push(Correction::Take {
            text,
            below: Below::Item(match text {
                0 => read("1-1-1"),
                text => Origin(format!("text-{text}")),
            }),
            becomes: Becomes::Item,
        });
    }
    assert!(answers.apply(&mut as_made.clone()).is_ok());
    let deeper = [
        Correction::Take {
            text: 5,
            below: Below::Item(Origin("text-5".into())),
            becomes: Becomes::Item,
        },
        put("1", Below::Item(read("2"))),
        put("1-2", Below::Item(Origin("text-5".into()))),
    ];
    for one in deeper {
        let mut more = answers.clone();
        more.corrections.push(one.clone());
        let refused = more.apply(&mut as_made.clone());
        let expected = AnswerError::Correction(CorrectionError::TooDeep);
        assert_eq!(refused, Err(expected), "{one:?}");
    }
}

#[test]
fn names_levels_signs_and_kinds_are_corrected() {
    let changed = corrected(vec![
        Correction::Name {
            item: read("1-1"),
            label: Some("①".into()),
            title: "居場所づくり".into(),
        },
        Correction::Level {
            part: 0,
            from: "施策".into(),
            to: "強化項目".into(),
        },
        Correction::Meaning {
            symbol: "○".into(),
            of: None,
            meaning: "計画どおり".into(),
        },
        Correction::Meaning {
            symbol: "△".into(),
            of: None,
            meaning: "遅れ".into(),
        },
        Correction::Kind {
            of: Below::Item(read("1-1-1")),
            number: 0,
            kind: FindingKind::Result,
        },
    ])
    .unwrap();
    let measure = &changed.plan.items[0].items[0];
    assert_eq!(
        (measure.label.as_deref(), &*measure.title),
        (Some("①"), "居場所づくり")
    );
    assert_eq!(measure.level.as_deref(), Some("強化項目"));
    assert_eq!(changed.plan.levels, ["目標", "強化項目", "取り組み"]);
    assert_eq!(measure.items[0].findings[0].kind, FindingKind::Result);
    let said: Vec<_> = changed
        .legends
        .iter()
        .map(|one| (&*one.symbol, &*one.meaning))
        .collect();
    assert_eq!(said, [("○", "計画どおり"), ("△", "遅れ")]);
    assert_eq!(changed.legends[0].order, Some(1), "its rank stays");
}

#[test]
fn a_text_without_a_place_becomes_an_item_where_it_stands_or_a_finding() {
    let take = |text, below, becomes| Correction::Take {
        text,
        below,
        becomes,
    };
    let changed = corrected(vec![
        take(1, Below::Item(read("1")), Becomes::Item),
        take(
            2,
            Below::Item(read("1-2")),
            Becomes::Finding(FindingKind::Reflection),
        ),
    ])
    .unwrap();
    assert_eq!(
        tree(&changed.plan.items),
        "1つながる[(1)居場所[◇サロン] 送迎を試みる (2)見守り] 2ささえる",
        "line 5 stands between lines 2 and 8"
    );
    let made = &changed.plan.items[0].items[1];
    assert_eq!(
        (made.level.as_deref(), &made.at),
        (Some("施策"), &Some(At::line(5)))
    );
    let finding = &changed.plan.items[0].items[2].findings[0];
    assert_eq!(
        (&*finding.text, finding.kind),
        ("同じ文", FindingKind::Reflection)
    );
    assert_eq!(
        changed.unplaced.len(),
        1,
        "the other one of the same words stays"
    );
    let sums = changed.coverage;
    assert_eq!(
        (sums.placed, sums.unplaced),
        (57, 3),
        "nothing is lost or counted twice"
    );
    let about = &changed.plan.items[0].items[0].items[0].findings[0].about;
    assert_eq!(*about, ["1-3"], "見守り went one down");
}

#[test]
fn corrections_hold_in_whatever_order_questions_are_answered() {
    let rename = Correction::Name {
        item: read("1-2"),
        label: None,
        title: "見守り活動".into(),
    };
    let moved = Answers {
        given: [(0, Answer::Choice(1))].into(),
        corrections: vec![rename],
    };
    let changed = with_answers(moved).unwrap();
    assert_eq!(
        tree(&changed.plan.items),
        "1つながる[(1)居場所[◇サロン]] 2ささえる[見守り活動]"
    );
}

#[test]
fn names_for_further_corrections_follow_what_was_done() {
    let answers = Answers {
        corrections: vec![
            step("1-2", Step::Up),
            Correction::Take {
                text: 0,
                below: Below::Top(0),
                becomes: Becomes::Item,
            },
        ],
        ..Answers::default()
    };
    let origins = answers.apply(&mut reading()).unwrap();
    let names: Vec<_> = origins.items[0].iter().map(|one| one.0.as_str()).collect();
    assert_eq!(names, ["1:1", "1:1-2", "1:1-1", "1:1-1-1", "text-1", "1:2"]);
    assert_eq!(origins.texts, [1, 2]);
}

#[test]
fn levels_without_a_name_are_named_from_the_top() {
    let nameless = || {
        let mut reading = reading();
        reading.plan.levels.clear();
        fn forget(items: &mut [ReadItem]) {
            for item in items {
                item.level = None;
                forget(&mut item.items);
            }
        }
        forget(&mut reading.plan.items);
        reading
    };
    let depth = |depth, name: &str| Correction::Depth {
        part: 0,
        depth,
        name: name.into(),
    };
    let named = |corrections: Vec<Correction>| {
        let mut reading = nameless();
        let answers = Answers {
            corrections,
            ..Answers::default()
        };
        answers.apply(&mut reading).map(|_| reading)
    };
    assert_eq!(unnamed_depths(&nameless().plan), [1, 2, 3]);
    let plan = named(vec![
        depth(3, "取り組み"),
        depth(1, "目標"),
        depth(2, "施策"),
    ])
    .unwrap()
    .plan;
    assert_eq!(plan.levels, ["目標", "施策", "取り組み"]);
    let measure = &plan.items[0].items[0];
    assert_eq!(measure.level.as_deref(), Some("施策"));
    assert_eq!(measure.items[0].level.as_deref(), Some("取り組み"));
    assert!(unnamed_depths(&plan).is_empty());
    for (corrections, expected) in [
        (vec![depth(1, "")], CorrectionError::NoName),
        (vec![depth(4, "目標")], CorrectionError::Gone),
        (
            vec![depth(1, "目標"), depth(1, "柱")],
            CorrectionError::Gone,
        ),
        (
            vec![depth(1, "目標"), depth(2, "目標")],
            CorrectionError::LevelTaken,
        ),
    ] {
        let refused = named(corrections).unwrap_err();
        assert_eq!(refused, AnswerError::Correction(expected));
    }
}
