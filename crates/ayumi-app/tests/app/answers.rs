//! Every kind of question: what its answer changes in the reading, and what no answer can decide.

use ayumi_app::intake::{Answer, AnswerError, Answers, can_be_chosen, can_be_typed, offered_plans};
use ayumi_core::interchange::{
    Coverage, READING_FORMAT, ReadFinding, ReadItem, ReadPlan, Reading, SourceInfo,
};
use ayumi_core::plan::{FiscalYear, Legend, Period, ScheduleCell, Term};
use ayumi_core::review::FindingKind;
use ayumi_document::{Ask, At, Question, SourceKind, Unplaced, Why};

pub fn item(line: u32, level: &str, label: &str, title: &str, items: Vec<ReadItem>) -> ReadItem {
    ReadItem {
        level: Some(level.to_owned()),
        label: Some(label.to_owned()),
        title: title.to_owned(),
        at: Some(At::line(line)),
        items,
        ..ReadItem::default()
    }
}

fn areas() -> Vec<ReadItem> {
    let finding = |text: &str, kind| ReadFinding {
        text: text.to_owned(),
        kind,
        at: Some(At::line(6)),
        ..ReadFinding::default()
    };
    let mut first = item(5, "強化項目", "①", "担い手", Vec::new());
    first.findings = vec![
        finding("講座を開いた。", FindingKind::Result),
        finding("参加が少ない。", FindingKind::Unclassified),
    ];
    let second = item(5, "強化項目", "②", "財源", Vec::new());
    vec![
        item(2, "重点目標", "A", "ひと", vec![first, second]),
        item(3, "重点目標", "B", "きばん", Vec::new()),
    ]
}

/// Two areas with an item each, both items of one row on line 5; a finding on line 6; a value
/// without a place on line 7.
fn reading(question: Question) -> Reading {
    let other = ReadPlan {
        title: Some("第2次計画".to_owned()),
        items: vec![item(20, "重点目標", "", "別の木", Vec::new())],
        ..ReadPlan::default()
    };
    Reading {
        format: READING_FORMAT.to_owned(),
        source: SourceInfo {
            name: "a.txt".to_owned(),
            kind: SourceKind::Text,
            sha256: "0".repeat(64),
            characters: 100,
        },
        plan: ReadPlan {
            title: Some("第1次計画".to_owned()),
            levels: vec!["重点目標".to_owned(), "強化項目".to_owned()],
            period: Some(Period {
                from: FiscalYear(2017),
                to: Some(FiscalYear(2019)),
                text: "平成29年度から平成31年度".to_owned(),
            }),
            items: areas(),
            ..ReadPlan::default()
        },
        legends: vec![Legend {
            symbol: "○".to_owned(),
            meaning: "実施".to_owned(),
            of: None,
            order: None,
            at: None,
        }],
        repairs: Vec::new(),
        notices: Vec::new(),
        questions: vec![question],
        more_plans: vec![other],
        tables: Vec::new(),
        unplaced: vec![Unplaced {
            text: "年3回".to_owned(),
            why: Why::Unassigned,
            at: Some(At::line(7)),
        }],
        coverage: Coverage {
            characters: 100,
            placed: 97,
            unplaced: 3,
        },
        placed: Vec::new(),
        unplaced_spans: Vec::new(),
    }
}

fn question(ask: Ask, line: u32, choices: &[&str], values: &[(&str, &str)]) -> Question {
    let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Question {
        at: Some(At::line(line)),
        ask,
        text: String::new(),
        choices: choices.iter().map(|one| (*one).to_owned()).collect(),
        values: values.iter().map(pair).collect(),
    }
}

/// The reading with the answer carried out; the first choice must change nothing.
#[track_caller]
fn answered(question: Question, answer: Answer) -> Result<Reading, AnswerError> {
    let as_read = reading(question);
    let given = |answer| Answers {
        given: [(0, answer)].into(),
        ..Answers::default()
    };
    if !as_read.questions[0].choices.is_empty() {
        let mut same = as_read.clone();
        given(Answer::Choice(0)).apply(&mut same).unwrap();
        assert_eq!(same, as_read, "the first choice is what was read");
    }
    let can_be = match &answer {
        Answer::Choice(_) => can_be_chosen(&as_read, &as_read.questions[0]),
        Answer::Typed(_) => can_be_typed(&as_read.questions[0]),
    };
    let mut changed = as_read.clone();
    let done = given(answer).apply(&mut changed);
    assert_eq!(can_be, done.is_ok(), "the page offers what can be done");
    if done.is_err() {
        assert_eq!(changed, as_read);
    }
    done.map(|_| changed)
}

#[track_caller]
fn check(question: Question, answer: Answer, expected: impl FnOnce(&mut Reading)) {
    let mut wanted = reading(question.clone());
    expected(&mut wanted);
    let changed = answered(question, answer).unwrap();
    assert_eq!(changed, wanted);
}

fn typed(words: &str) -> Answer {
    Answer::Typed(words.to_owned())
}

#[test]
fn the_head_of_the_plan() {
    let title = || question(Ask::WhichTitle, 1, &["第1次計画", "強化計画"], &[]);
    check(title(), Answer::Choice(1), |reading| {
        reading.plan.title = Some("強化計画".to_owned());
    });
    check(title(), typed("発展・強化計画"), |reading| {
        reading.plan.title = Some("発展・強化計画".to_owned());
    });
    let further = question(
        Ask::WhichTitle,
        19,
        &["第2次計画", "二次"],
        &[("plan", "1")],
    );
    check(further, Answer::Choice(1), |reading| {
        reading.more_plans[0].title = Some("二次".to_owned());
    });
    let council = question(Ask::WhichCouncil, 1, &["あ市社協", "い市社協"], &[]);
    check(council, Answer::Choice(1), |reading| {
        reading.plan.organization = Some("い市社協".to_owned());
    });
}

#[test]
fn the_period_chosen_or_typed() {
    let period = || {
        let choices = ["平成29年度から平成31年度", "平成30年度から令和2年度"];
        question(Ask::WhichPeriod, 1, &choices, &[])
    };
    let expect = |text: &'static str, from, to| {
        move |reading: &mut Reading| {
            reading.plan.period = Some(Period {
                from: FiscalYear(from),
                to: Some(FiscalYear(to)),
                text: text.to_owned(),
            });
        }
    };
    check(
        period(),
        Answer::Choice(1),
        expect("平成30年度から令和2年度", 2018, 2020),
    );
    check(
        period(),
        typed("令和3年度から令和7年度まで"),
        expect("令和3年度から令和7年度まで", 2021, 2025),
    );
    for wrong in ["なるべく早く", "令和7年度から令和3年度まで"] {
        let as_read = reading(period());
        let mut changed = as_read.clone();
        let answers = Answers {
            given: [(0, typed(wrong))].into(),
            ..Answers::default()
        };
        assert_eq!(
            answers.apply(&mut changed),
            Err(AnswerError::NotUnderstood { question: 0 })
        );
        assert_eq!(changed, as_read);
    }
}

#[test]
fn of_several_at_one_place_the_one_that_has_what_was_read() {
    let kind = question(Ask::WhichKind, 6, &["unclassified", "reflection"], &[]);
    check(kind, Answer::Choice(1), |reading| {
        let findings = &mut reading.plan.items[0].items[0].findings;
        findings[1].kind = FindingKind::Reflection;
    });
    let told = [("value", "講座を開いた。")];
    let kind = question(Ask::WhichKind, 6, &["result", "mixed"], &told);
    check(kind, Answer::Choice(1), |reading| {
        reading.plan.items[0].items[0].findings[0].kind = FindingKind::Mixed;
    });
    let label = || question(Ask::WhichLabel, 5, &["②", "⑵", ""], &[]);
    check(label(), Answer::Choice(1), |reading| {
        reading.plan.items[0].items[1].label = Some("⑵".to_owned());
    });
    check(label(), Answer::Choice(2), |reading| {
        reading.plan.items[0].items[1].label = None;
    });
    check(label(), typed("(2)"), |reading| {
        reading.plan.items[0].items[1].label = Some("(2)".to_owned());
    });
}

#[test]
fn signs() {
    let known = question(Ask::WhichMeaning, 9, &["実施", "継続"], &[("symbol", "○")]);
    check(known, Answer::Choice(1), |reading| {
        reading.legends[0].meaning = "継続".to_owned();
    });
    let values = [("symbol", "終"), ("of", "達成度")];
    let new = question(Ask::WhichMeaning, 9, &[], &values);
    check(new, typed("終了"), |reading| {
        reading.legends.push(Legend {
            symbol: "終".to_owned(),
            meaning: "終了".to_owned(),
            of: Some("達成度".to_owned()),
            order: None,
            at: Some(At::line(9)),
        });
    });
}

#[test]
fn an_item_under_another_parent() {
    let parent = || question(Ask::WhichParent, 5, &["A ひと", "Bきばん", ""], &[]);
    check(parent(), Answer::Choice(1), |reading| {
        let moved = reading.plan.items[0].items.remove(0);
        reading.plan.items[1].items.push(moved);
    });
    check(parent(), Answer::Choice(2), |reading| {
        let moved = reading.plan.items[0].items.remove(0);
        reading.plan.items.push(moved);
    });
    // Below itself or below what is not there: nothing happens.
    for name in ["①担い手", "どこにもない"] {
        let nowhere = question(Ask::WhichParent, 5, &["Aひと", name], &[]);
        let error = answered(nowhere, Answer::Choice(1)).unwrap_err();
        assert_eq!(error, AnswerError::ByHand { question: 0 });
    }
}

#[test]
fn an_item_on_another_level() {
    let out = question(Ask::WhichLevel, 5, &["強化項目", "重点目標"], &[]);
    check(out, Answer::Choice(1), |reading| {
        let mut moved = reading.plan.items[0].items.remove(0);
        moved.level = Some("重点目標".to_owned());
        reading.plan.items.insert(1, moved);
    });
    let down = question(Ask::WhichLevel, 3, &["重点目標", "強化項目"], &[]);
    check(down, Answer::Choice(1), |reading| {
        let mut moved = reading.plan.items.remove(1);
        moved.level = Some("強化項目".to_owned());
        reading.plan.items[0].items.push(moved);
    });
}

#[test]
fn a_value_without_a_place_goes_to_the_item_named() {
    let placed = |reading: &mut Reading| {
        reading.unplaced.clear();
        reading.coverage.placed = 100;
        reading.coverage.unplaced = 0;
    };
    let bare = question(Ask::WhichColumn, 7, &["", "②財源"], &[]);
    check(bare, Answer::Choice(1), |reading| {
        placed(reading);
        let item = &mut reading.plan.items[0].items[1];
        item.findings.push(ReadFinding {
            text: "年3回".to_owned(),
            at: Some(At::line(7)),
            ..ReadFinding::default()
        });
    });
    let named = question(Ask::WhichColumn, 7, &["", "②財源"], &[("column", "回数")]);
    check(named, Answer::Choice(1), |reading| {
        placed(reading);
        let texts = &mut reading.plan.items[0].items[1].texts;
        texts.push(ayumi_core::plan::NamedText {
            internal: false,
            name: "回数".to_owned(),
            text: "年3回".to_owned(),
        });
    });
}

#[test]
fn the_other_tree_and_further_plans() {
    let tree = || question(Ask::WhichTree, 1, &["体系図", "本文"], &[("plan", "1")]);
    check(tree(), Answer::Choice(1), |reading| {
        let other = &mut reading.more_plans[0];
        std::mem::swap(&mut reading.plan.items, &mut other.items);
        std::mem::swap(&mut reading.plan.levels, &mut other.levels);
    });
    let parts = |question| -> Vec<usize> {
        let reading = reading(question);
        offered_plans(&reading).iter().map(|one| one.part).collect()
    };
    assert_eq!(parts(question(Ask::WhichTitle, 1, &[], &[])), [0, 1]);
    assert_eq!(parts(tree()), [0], "the other tree is no plan of its own");
}

#[test]
fn an_item_that_is_printed_below_two_parents() {
    let choices = ["ひと > 担い手", "きばん > 担い手"];
    let tree = question(Ask::WhichTree, 5, &choices, &[]);
    check(tree, Answer::Choice(1), |reading| {
        let moved = reading.plan.items[0].items.remove(0);
        reading.plan.items[1].items.push(moved);
    });
    let kinds = question(Ask::WhichTree, 1, &["活動計画", "強化計画"], &[]);
    let error = answered(kinds, Answer::Choice(1)).unwrap_err();
    assert_eq!(error, AnswerError::ByHand { question: 0 });
}

#[test]
fn findings_follow_the_items_they_speak_of() {
    let parent = question(Ask::WhichParent, 5, &["ひと", "きばん"], &[]);
    let mut as_read = reading(parent);
    let finding = &mut as_read.plan.items[0].items[0].findings[0];
    finding.about = ["1-1", "1-2", "2"].map(str::to_owned).to_vec();
    let answers = Answers {
        given: [(0, Answer::Choice(1))].into(),
        ..Answers::default()
    };
    answers.apply(&mut as_read).unwrap();
    let moved = &as_read.plan.items[1].items[0];
    assert_eq!((moved.title.as_str(), moved.marks.len()), ("担い手", 0));
    assert_eq!(moved.findings[0].about, ["2-1", "1-1", "2"]);
}

#[test]
fn years_without_their_era() {
    let choices = ["平成27年度・平成28年度", "令和27年度・令和28年度"];
    let era = question(Ask::WhichEra, 5, &choices, &[]);
    let mut as_read = reading(era);
    let cell = |year, to: Option<i32>| ScheduleCell {
        term: Some(Term::whole(FiscalYear(year))),
        to: to.map(|to| Some(FiscalYear(to))),
        section: None,
        text: "実施".to_owned(),
    };
    as_read.plan.items[0].items[0].schedule = vec![cell(2015, Some(2016)), cell(2017, None)];
    let answers = Answers {
        given: [(0, Answer::Choice(1))].into(),
        ..Answers::default()
    };
    assert!(can_be_chosen(&as_read, &as_read.questions[0]));
    answers.apply(&mut as_read).unwrap();
    let expected = [cell(2045, Some(2046)), cell(2017, None)];
    assert_eq!(as_read.plan.items[0].items[0].schedule, expected);
}

#[test]
fn what_no_choice_decides() {
    let border = question(Ask::ColumnBorder, 5, &["10", "12"], &[]);
    let error = answered(border, Answer::Choice(1)).unwrap_err();
    assert_eq!(error, AnswerError::ByHand { question: 0 });
    let encoding = question(Ask::WhichEncoding, 1, &["utf-8", "shift_jis"], &[]);
    let asked = reading(encoding);
    assert!(can_be_chosen(&asked, &asked.questions[0]));
    let encoding = |choice| {
        let answers = Answers {
            given: [(0, Answer::Choice(choice))].into(),
            ..Answers::default()
        };
        answers.encoding(&asked).map(str::to_owned)
    };
    assert_eq!(encoding(0), None);
    assert_eq!(encoding(1).as_deref(), Some("shift_jis"));
    for (answer, position) in [
        (Answer::Choice(7), 0),
        (typed("x"), 0),
        (Answer::Choice(0), 3),
    ] {
        let mut as_read = reading(question(Ask::WhichKind, 6, &["result"], &[]));
        let given = Answers {
            given: [(position, answer)].into(),
            ..Answers::default()
        };
        let error = given.apply(&mut as_read).unwrap_err();
        assert_eq!(error, AnswerError::NoChoice { question: position });
    }
}

#[test]
fn answers_keep_their_form() {
    let answers = Answers {
        given: [(0, Answer::Choice(1)), (3, typed("令和3年度"))].into(),
        ..Answers::default()
    };
    let json = serde_json::to_value(&answers).unwrap();
    let expected = serde_json::json!({ "given": { "0": 1, "3": "令和3年度" } });
    assert_eq!(json, expected);
    assert_eq!(serde_json::from_value::<Answers>(json).unwrap(), answers);
}
