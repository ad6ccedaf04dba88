//! The intake: upload, answers, acceptance; a file imported at once.

use ayumi_app::intake::{
    AcceptIntake, Acceptance, Accepted, Answer, AnswerQuestions, Answers, Choice, Correct,
    CorrectReading, Correction, ImportFile, Imported, IntakeId, ListIntakes, Origin, ReadSource,
    ShowIntake, SourceFile, SweepIntakes, ToImport, Upload, UploadError, accept_intake,
    answer_questions, correct_reading, document_beside, import_file, list_intakes, read_beside,
    read_source, show_intake, sweep_files, sweep_intakes, upload,
};
use ayumi_app::organisation::Settle;
use ayumi_app::plan::{PlanName, ShowPlan, show_plan};
use ayumi_app::{Class, Classified, Given};
use ayumi_core::access::{Actor, check};
use ayumi_core::organisation::Council;
use ayumi_document::Refusal;
use ayumi_locale::key;
use ayumi_testkit::sample_plan;

use crate::lab::Lab;

/// A small review, written for this test.
const REVIEW: &str = "\
あおば町社会福祉協議会
第1次活動計画の振り返り

計画の期間は、令和3年度から令和5年度までとしました。

重点目標	強化項目	具体的な取り組み
ひと	①担い手づくり	◇講座の開催 ◇体験の受入れ
きばん	②財源の確保	◇会員加入の促進

(1) 重点目標 ひと

強化項目と具体的な取り組み	成果と反省点
①担い手づくり ◇講座の開催 ◇体験の受入れ	○講座を毎年開くことができた。
";

fn review() -> SourceFile {
    SourceFile {
        name: "../ふり返り.txt".to_owned(),
        bytes: REVIEW.as_bytes().to_vec(),
        ..SourceFile::default()
    }
}

async fn council(lab: &Lab) -> Council {
    lab.with_plan(&sample_plan()).await
}

async fn uploaded(lab: &Lab, council: &Council, key: &str) -> Result<IntakeId, UploadError> {
    let reads = check::<ReadSource>(&Actor::LocalOperator, None).unwrap();
    let read = read_beside(lab.app.formats(), reads, review()).await;
    let mut unit = lab.change(Some(key)).await;
    let permit = unit.permit::<Upload>(Some(council.id)).unwrap();
    let done = upload(&mut unit, permit, Given::version(0), read.unwrap()).await?;
    unit.commit().await.unwrap();
    Ok(done.intake)
}

/// The name of the plan the sample does not name.
fn named() -> Choice {
    Choice {
        titles: [(0, "名前".to_owned())].into(),
        ..Choice::default()
    }
}

async fn accepted(lab: &Lab, council: &Council, id: IntakeId, version: u64) -> Accepted {
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<AcceptIntake>(Some(council.id)).unwrap();
    let acceptance = Acceptance {
        choice: named(),
        although_other: true,
    };
    let given = Given::version(version);
    let done = accept_intake(&mut unit, permit, id, given, acceptance)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    done
}

#[tokio::test]
async fn upload_answer_accept() {
    for lab in Lab::both().await {
        let council = council(&lab).await;
        let id = uploaded(&lab, &council, "k").await.unwrap();
        assert_eq!(
            uploaded(&lab, &council, "k").await.unwrap(),
            id,
            "one press, one intake"
        );

        let unit = lab.look().await;
        let permit = unit.permit::<ShowIntake>(Some(council.id)).unwrap();
        let shown = show_intake(&unit, permit, id).await.unwrap();
        assert_eq!(shown.intake.name, "ふり返り.txt");
        let document = document_beside(lab.app.formats(), shown.file.unwrap()).await;
        assert!(document.is_some_and(|document| !document.blocks.is_empty()));
        drop(unit);
        assert!(!shown.reading.plan.items.is_empty());

        let mut unit = lab.change(None).await;
        let permit = unit.permit::<AnswerQuestions>(Some(council.id)).unwrap();
        let mut answers = Answers::default();
        answers.given.insert(99, Answer::Choice(0));
        let error = answer_questions(&mut unit, permit, id, Given::version(1), answers).await;
        assert_eq!(
            error.unwrap_err().class(),
            Class::Refused(key::ERROR_ANSWER_NO_CHOICE)
        );
        drop(unit);

        let done = accepted(&lab, &council, id, 1).await;
        assert!(!done.unchanged);
        let unit = lab.look().await;
        let permit = unit.permit::<ListIntakes>(Some(council.id)).unwrap();
        assert!(list_intakes(&unit, permit).await.unwrap().is_empty());

        // The same file through another intake is the same plan.
        let id = uploaded(&lab, &council, "k2").await.unwrap();
        let again = accepted(&lab, &council, id, 1).await;
        assert_eq!(
            again,
            Accepted {
                unchanged: true,
                ..done
            }
        );
    }
}

#[tokio::test]
async fn row_86_the_same_file_twice_changes_nothing() {
    let lab = Lab::new().await;
    let permit = check::<ReadSource>(&Actor::LocalOperator, None).unwrap();
    let reading = read_source(lab.app.formats(), permit, &review()).unwrap();
    let import = async || {
        let mut unit = lab.change(None).await;
        let permit = unit.permit::<ImportFile>(None).unwrap();
        let input = ToImport {
            file: review(),
            reading: reading.clone(),
            answers: Answers::default(),
            settle: Settle {
                slug: Some("aoba".to_owned()),
                although_other: false,
            },
            choice: named(),
            although_again: false,
        };
        let done = import_file(&mut unit, permit, input).await.unwrap();
        unit.commit().await.unwrap();
        done
    };
    let Imported::Kept {
        council,
        council_made,
        plan,
        slug,
        more,
    } = import().await
    else {
        panic!("kept")
    };
    assert!(council_made && more.is_empty());
    assert_eq!(council.slug, "aoba");
    let before = lab.digest().await;
    assert_eq!(import().await, Imported::Unchanged { plan, slug });
    assert_eq!(lab.digest().await, before);
}

#[test]
fn a_refused_file_names_itself_and_the_reason() {
    let permit = check::<ReadSource>(&Actor::LocalOperator, None).unwrap();
    let file = SourceFile {
        name: "a\nb.txt".to_owned(),
        bytes: b"%PDF-1.7".to_vec(),
        ..SourceFile::default()
    };
    let error = read_source(&ayumi_app::Formats::default(), permit, &file).unwrap_err();
    assert_eq!(error.class(), Class::Refused(key::ERROR_FILE_REFUSED));
    assert!(
        matches!(error.refusal(), Refusal::KindDisagrees { .. }),
        "{error:?}"
    );
    assert!(error.to_string().contains("ab.txt"), "{error}");
}

async fn swept(lab: &Lab) -> usize {
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<SweepIntakes>(None).unwrap();
    let count = sweep_intakes(&mut unit, permit).await.unwrap();
    unit.commit().await.unwrap();
    count
}

#[tokio::test]
async fn an_intake_is_deleted_after_its_days_and_its_file_with_it() {
    for lab in Lab::both().await {
        let council = council(&lab).await;
        let id = uploaded(&lab, &council, "press-1").await.unwrap();
        lab.pass_days(29);
        assert_eq!(swept(&lab).await, 0);
        lab.pass_days(1);
        assert_eq!(swept(&lab).await, 1);
        assert_eq!(swept(&lab).await, 0);
        let record = lab.record(&council).await;
        let last = record.last().unwrap();
        assert_eq!(last.action, "sweep-intakes");
        assert_eq!(last.object, format!("intake/{}", id.0));
        // The file itself: put by the real clock, so it is old for a clock 30 days ahead.
        let ahead = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * 30);
        let young = sweep_files(&lab.app, jiff::Timestamp::now()).await.unwrap();
        assert_eq!(young, 0);
        assert_eq!(sweep_files(&lab.app, ahead).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn the_source_of_a_plan_outlives_its_intake() {
    let lab = Lab::new().await;
    let council = council(&lab).await;
    let id = uploaded(&lab, &council, "press-1").await.unwrap();
    accepted(&lab, &council, id, 1).await;
    lab.pass_days(31);
    assert_eq!(swept(&lab).await, 1);
    let ahead = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * 31);
    assert_eq!(sweep_files(&lab.app, ahead).await.unwrap(), 0);
}

async fn corrected(lab: &Lab, council: &Council, id: IntakeId, version: u64, correct: Correct) {
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<CorrectReading>(Some(council.id)).unwrap();
    let given = Given::version(version);
    let done = correct_reading(&mut unit, permit, id, given, correct).await;
    assert_eq!(done.unwrap().version, version + 1);
    unit.commit().await.unwrap();
}

async fn first_title(lab: &Lab, council: &Council, id: IntakeId) -> String {
    let unit = lab.look().await;
    let permit = unit.permit::<ShowIntake>(Some(council.id)).unwrap();
    let shown = show_intake(&unit, permit, id).await.unwrap();
    shown.reading.plan.items[0].title.clone()
}

#[tokio::test]
async fn corrections_are_kept_taken_back_and_become_the_plan() {
    for lab in Lab::both().await {
        let council = council(&lab).await;
        let id = uploaded(&lab, &council, "k").await.unwrap();
        let read = first_title(&lab, &council, id).await;
        let name = |title: &str| Correction::Name {
            item: Origin("1:1".to_owned()),
            label: None,
            title: title.to_owned(),
        };
        let add = |title| Correct::Add(vec![name(title)]);
        corrected(&lab, &council, id, 1, add("ひとづくり")).await;
        corrected(&lab, &council, id, 2, add("まちがい")).await;
        assert_eq!(first_title(&lab, &council, id).await, "まちがい");
        corrected(&lab, &council, id, 3, Correct::TakeBack).await;
        assert_eq!(first_title(&lab, &council, id).await, "ひとづくり");
        assert_ne!(read, "ひとづくり");

        // Answers given later leave the corrections in force.
        let mut unit = lab.change(None).await;
        let permit = unit.permit::<AnswerQuestions>(Some(council.id)).unwrap();
        let answered =
            answer_questions(&mut unit, permit, id, Given::version(4), Answers::default()).await;
        assert_eq!(answered.unwrap().version, 5);
        unit.commit().await.unwrap();

        let mut unit = lab.change(None).await;
        let permit = unit.permit::<CorrectReading>(Some(council.id)).unwrap();
        let gone = Correct::Add(vec![Correction::Name {
            item: Origin("1:77".to_owned()),
            label: None,
            title: "x".to_owned(),
        }]);
        let refused = correct_reading(&mut unit, permit, id, Given::version(5), gone).await;
        assert_eq!(
            refused.unwrap_err().class(),
            Class::Refused(key::ERROR_CORRECTION_GONE)
        );
        drop(unit);

        let done = accepted(&lab, &council, id, 5).await;
        let unit = lab.look().await;
        let permit = unit.permit::<ShowPlan>(Some(council.id)).unwrap();
        let plan = show_plan(&unit, permit, &PlanName::from(done.plan)).await;
        assert_eq!(plan.unwrap().plan.items[0].title, "ひとづくり");
    }
}
