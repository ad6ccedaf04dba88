//! Columns a person matched: kept for the council, used for the next file, forgotten again. And
//! files that are no plan: kept as attachments.

use ayumi_app::intake::{
    Answer, AnswerQuestions, Answers, AttachIntake, ColumnsSaid, FileRead, IntakeId, MatchColumns,
    ReadAs, ReadSource, RereadIntake, ShowIntake, Shown, SourceFile, Upload, answer_questions,
    attach_intake, file_again, file_with_columns, known_columns, match_columns, read_for_intake,
    reread_intake, show_intake, upload,
};
use ayumi_app::plan::{
    FetchAttachment, PlanName, RemoveAttachment, ShowPlan, fetch_attachment, remove_attachment,
    show_plan,
};
use ayumi_app::{Class, Classified, Given};
use ayumi_core::interchange::Meaning;
use ayumi_core::organisation::Council;
use ayumi_core::plan::PlanId;
use ayumi_document::{Pages, Selection};
use ayumi_locale::key;
use ayumi_testkit::sample_plan;

use crate::lab::Lab;

/// A form of an office whose headings no word of the field tells.
const FORM: &str = "やること,だれが,R6のようす,こまった
ふれあいサロン,地域福祉課,毎月ひらいた,担い手が足りない
配食,在宅福祉課,週2回くばった,燃料が高い
";

async fn read(lab: &Lab, council: &Council, file: SourceFile) -> FileRead {
    let unit = lab.look().await;
    let reads = unit.permit::<ReadSource>(Some(council.id)).unwrap();
    let columns = known_columns(&unit, &reads).await.unwrap();
    let file = SourceFile { columns, ..file };
    read_for_intake(lab.app.formats(), reads, file)
        .await
        .unwrap()
}

async fn uploaded(lab: &Lab, council: &Council, name: &str, text: &str) -> IntakeId {
    let file = SourceFile {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
        ..SourceFile::default()
    };
    let read = read(lab, council, file).await;
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<Upload>(Some(council.id)).unwrap();
    let done = upload(&mut unit, permit, Given::version(0), read)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    done.intake
}

async fn shown(lab: &Lab, council: &Council, id: IntakeId) -> Shown {
    let unit = lab.look().await;
    let permit = unit.permit::<ShowIntake>(Some(council.id)).unwrap();
    show_intake(&unit, permit, id).await.unwrap()
}

fn said(name: &str, meanings: &[(&str, Meaning)]) -> ColumnsSaid {
    ColumnsSaid {
        form: 0,
        name: name.to_owned(),
        meanings: meanings
            .iter()
            .map(|(key, meaning)| ((*key).to_owned(), *meaning))
            .collect(),
    }
}

const OF_FORM: [(&str, Meaning); 4] = [
    ("やること", Meaning::Level),
    ("だれが", Meaning::Section),
    ("ようす@", Meaning::Finding),
    ("こまった", Meaning::Reflection),
];

async fn matched(
    lab: &Lab,
    council: &Council,
    (id, version): (IntakeId, u64),
    said: ColumnsSaid,
) -> Result<u64, Class> {
    let unit = lab.look().await;
    let permit = unit.permit::<MatchColumns>(Some(council.id)).unwrap();
    let file = file_with_columns(&unit, &permit, id, &said).await;
    let file = file.map_err(|error| error.class())?;
    let reads = unit.permit::<ReadSource>(Some(council.id)).unwrap();
    drop(unit);
    let read = read_for_intake(lab.app.formats(), reads, file)
        .await
        .unwrap();
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<MatchColumns>(Some(council.id)).unwrap();
    let given = Given::version(version);
    let done = match_columns(&mut unit, permit, id, given, (said, read)).await;
    let done = done.map_err(|error| error.class())?;
    unit.commit().await.unwrap();
    Ok(done.version)
}

#[tokio::test]
async fn columns_are_matched_remembered_and_forgotten() {
    for lab in Lab::both().await {
        let council = lab.with_plan(&sample_plan()).await;
        let id = uploaded(&lab, &council, "様式.csv", FORM).await;
        assert!(
            shown(&lab, &council, id)
                .await
                .reading
                .plan
                .items
                .is_empty()
        );

        let long = said(&"長".repeat(201), &OF_FORM);
        let long = matched(&lab, &council, (id, 1), long).await;
        assert_eq!(long, Err(Class::Refused(key::ERROR_COLUMNS_NO_NAME)));
        let nameless = matched(&lab, &council, (id, 1), said("　", &OF_FORM)).await;
        assert_eq!(nameless, Err(Class::Refused(key::ERROR_COLUMNS_NO_NAME)));
        let strange = said("x", &[("どこにもない", Meaning::Level)]);
        let strange = matched(&lab, &council, (id, 1), strange).await;
        assert_eq!(strange, Err(Class::NotThere));
        let right = said("地域の様式", &OF_FORM);
        let stale = matched(&lab, &council, (id, 7), right.clone()).await;
        assert!(stale.is_err(), "{stale:?}");
        let version = matched(&lab, &council, (id, 1), right).await;
        assert_eq!(version, Ok(2));
        let own = shown(&lab, &council, id).await.reading;
        assert_eq!(own.plan.items[0].sections, ["地域福祉課"]);
        assert_eq!(own.tables[0].matching.as_deref(), Some("地域の様式"));

        // The next year's file of the form, in the same council.
        let next = FORM
            .replace("R6", "令和7年度")
            .replace("配食", "配食サービス");
        let next = next
            .replace(",こまった", ",備え,こまった")
            .replace(",担い手", ",手引き,担い手")
            .replace(",燃料", ",予備,燃料");
        let later = uploaded(&lab, &council, "来年.csv", &next).await;
        let read = shown(&lab, &council, later).await.reading;
        assert_eq!(read.plan.items[1].title, "配食サービス");
        assert_eq!(read.tables[0].matching.as_deref(), Some("地域の様式"));

        // Forgotten, also where the file has a column more: read by its headings again.
        let done = matched(&lab, &council, (later, 1), said("", &[])).await;
        assert_eq!(done, Ok(2));
        let read = shown(&lab, &council, later).await.reading;
        assert!(read.plan.items.is_empty() && read.tables[0].matching.is_none());
        let third = uploaded(&lab, &council, "三年目.csv", &next.replace("7年", "8年")).await;
        let read = shown(&lab, &council, third).await.reading;
        assert!(read.plan.items.is_empty());
        let changes = lab.record(&council).await;
        let object = |change: &&ayumi_core::record::Change| change.action == "match-columns";
        assert_eq!(changes.iter().filter(object).count(), 2);
    }
}

#[tokio::test]
async fn answers_fall_when_columns_are_matched_and_the_parts_read_stay() {
    let lab = Lab::new().await;
    let council = lab.with_plan(&sample_plan()).await;
    let text = "項目,担当,5年度,6年度,こまった\n広場の周知,総務課,検討,実施,なし\n朝の集い,地域課,実施,実施,雨\n";
    let id = uploaded(&lab, &council, "表.csv", text).await;
    let asked = shown(&lab, &council, id).await.reading.questions;
    assert!(!asked.is_empty(), "years without an era are asked");
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<AnswerQuestions>(Some(council.id)).unwrap();
    let mut answers = Answers::default();
    answers.given.insert(0, Answer::Choice(1));
    answer_questions(&mut unit, permit, id, Given::version(1), answers)
        .await
        .unwrap();
    unit.commit().await.unwrap();

    let selection = Selection {
        pages: Pages::new(1, 2),
        hidden: true,
    };
    let unit = lab.look().await;
    let permit = unit.permit::<RereadIntake>(Some(council.id)).unwrap();
    let read_as = ReadAs {
        encoding: None,
        selection,
    };
    let file = file_again(&unit, &permit, id, read_as).await.unwrap();
    drop(unit);
    let again = read(&lab, &council, file).await;
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<RereadIntake>(Some(council.id)).unwrap();
    reread_intake(&mut unit, permit, id, Given::version(2), again)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let kept = shown(&lab, &council, id).await;
    assert_eq!(kept.intake.selection, selection);
    assert!(kept.answers.given.is_empty());

    let right = said("表", &[("こまった", Meaning::Reflection)]);
    assert_eq!(matched(&lab, &council, (id, 3), right).await, Ok(4));
    let kept = shown(&lab, &council, id).await;
    assert_eq!(kept.intake.selection, selection);
    assert_eq!(kept.reading.plan.items[1].findings[0].text, "雨");
}

#[tokio::test]
async fn a_file_without_a_plan_is_kept_with_one() {
    for lab in Lab::both().await {
        let given = sample_plan();
        let council = lab.with_plan(&given).await;
        let plan = given.id;
        let id = uploaded(&lab, &council, "お知らせ.txt", "お知らせ\n").await;
        let attach = async |plan: PlanId| {
            let mut unit = lab.change(None).await;
            let permit = unit.permit::<AttachIntake>(Some(council.id)).unwrap();
            let done = attach_intake(&mut unit, permit, id, Given::version(1), plan).await;
            let done = done.map_err(|error| error.class());
            unit.commit().await.unwrap();
            done
        };
        let nowhere = PlanId(uuid::Uuid::from_u128(7));
        let error = attach(nowhere).await.unwrap_err();
        assert_eq!(error, Class::Refused(key::ERROR_ATTACH_NO_PLAN));
        assert_eq!(attach(plan).await.unwrap().id, plan);
        assert!(attach(plan).await.is_err(), "it is closed now");

        let unit = lab.look().await;
        let permit = unit.permit::<ShowPlan>(Some(council.id)).unwrap();
        let name = PlanName::from(plan);
        let view = show_plan(&unit, permit, &name).await.unwrap();
        let [kept] = view.attachments.as_slice() else {
            panic!("{:?}", view.attachments)
        };
        assert_eq!((kept.name.as_str(), kept.size), ("お知らせ.txt", 13));
        let permit = unit.permit::<FetchAttachment>(Some(council.id)).unwrap();
        let (_, bytes) = fetch_attachment(&unit, permit, kept.id).await.unwrap();
        assert_eq!(bytes, "お知らせ\n".as_bytes());
        drop(unit);

        let mut unit = lab.change(None).await;
        let permit = unit.permit::<RemoveAttachment>(Some(council.id)).unwrap();
        let stale = remove_attachment(&mut unit, permit, kept.id, Given::version(5)).await;
        assert!(stale.is_err());
        let permit = unit.permit::<RemoveAttachment>(Some(council.id)).unwrap();
        remove_attachment(&mut unit, permit, kept.id, Given::version(0))
            .await
            .unwrap();
        unit.commit().await.unwrap();
        let unit = lab.look().await;
        let permit = unit.permit::<ShowPlan>(Some(council.id)).unwrap();
        let view = show_plan(&unit, permit, &name).await.unwrap();
        assert!(view.attachments.is_empty());
    }
}
