//! A file that binds several plans: which of them are taken in, each once; what is kept of where
//! they came from; a document of another organisation.

use std::collections::BTreeSet;

use ayumi_app::intake::{
    AcceptIntake, AcceptIntakeError, Acceptance, Accepted, Answers, Choice, ImportFile,
    ImportFileError, Imported, IntakeId, ReadSource, ShowIntake, SourceFile, ToImport, Upload,
    accept_intake, import_file, read_beside, read_source, show_intake, upload,
};
use ayumi_app::organisation::Settle;
use ayumi_app::plan::{PlanName, ShowItem, show_item};
use ayumi_app::{Class, Classified, Given};
use ayumi_core::access::{Actor, check};
use ayumi_core::interchange::Reading;
use ayumi_core::organisation::Council;
use ayumi_locale::key;
use ayumi_testkit::sample_plan;

use crate::lab::Lab;

const REVIEW: &str = "\
みどり野市社会福祉協議会
第3次活動計画の振り返り

重点目標	強化項目	具体的な取り組み
ひと	①担い手づくり	◇講座の開催 ◇体験の受入れ
";

fn file(encoding: Option<&str>, bytes: Vec<u8>) -> SourceFile {
    SourceFile {
        name: "合本.txt".to_owned(),
        bytes,
        encoding: encoding.map(str::to_owned),
        ..SourceFile::default()
    }
}

/// The reading of the sample with a second plan behind the first, which has no name.
fn bound(lab: &Lab) -> Reading {
    let permit = check::<ReadSource>(&Actor::LocalOperator, None).unwrap();
    let file = file(None, REVIEW.as_bytes().to_vec());
    let mut reading = read_source(lab.app.formats(), permit, &file).unwrap();
    let mut second = reading.plan.clone();
    second.title = None;
    second.items[0].title = "きばん".to_owned();
    reading.more_plans = vec![second];
    reading
}

async fn uploaded(lab: &Lab, council: &Council, key: &str) -> IntakeId {
    let reads = check::<ReadSource>(&Actor::LocalOperator, None).unwrap();
    let file = file(None, REVIEW.as_bytes().to_vec());
    let read = read_beside(lab.app.formats(), reads, file).await.unwrap();
    let mut unit = lab.change(Some(key)).await;
    let permit = unit.permit::<Upload>(Some(council.id)).unwrap();
    let done = upload(&mut unit, permit, Given::version(0), read)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    lab.put_reading(council, done.intake, &bound(lab)).await;
    done.intake
}

async fn accept(
    lab: &Lab,
    council: &Council,
    id: IntakeId,
    acceptance: &Acceptance,
) -> Result<Accepted, AcceptIntakeError> {
    let mut unit = lab.change(Some("accept")).await;
    let permit = unit.permit::<AcceptIntake>(Some(council.id)).unwrap();
    let given = Given::version(2);
    let done = accept_intake(&mut unit, permit, id, given, acceptance.clone()).await?;
    unit.commit().await.unwrap();
    Ok(done)
}

fn choice(plans: Option<&[usize]>, titles: &[(usize, &str)]) -> Acceptance {
    let title = |(part, title): &(usize, &str)| (*part, (*title).to_owned());
    Acceptance {
        choice: Choice {
            plans: plans.map(|plans| plans.iter().copied().collect::<BTreeSet<_>>()),
            titles: titles.iter().map(title).collect(),
        },
        although_other: false,
    }
}

#[tokio::test]
async fn the_plans_chosen_are_taken_in_each_once() {
    for lab in Lab::both().await {
        let council = lab.with_plan(&sample_plan()).await;
        let id = uploaded(&lab, &council, "k").await;
        let before = lab.digest().await;
        for (acceptance, expected) in [
            (choice(Some(&[]), &[]), key::ERROR_PLAN_NONE_CHOSEN),
            (choice(Some(&[9]), &[]), key::ERROR_PLAN_NONE_CHOSEN),
            (choice(None, &[]), key::ERROR_PLAN_NO_TITLE),
        ] {
            let error = accept(&lab, &council, id, &acceptance).await.unwrap_err();
            assert_eq!(error.class(), Class::Refused(expected), "{acceptance:?}");
            assert_eq!(lab.digest().await, before);
        }
        // Only the second one, then the same file again with both.
        let second = choice(Some(&[1]), &[(1, "別の計画")]);
        let done = accept(&lab, &council, id, &second).await.unwrap();
        assert!(!done.unchanged && done.more.is_empty());
        let record = lab.record(&council).await;
        let object = format!("plan/{}", done.plan);
        assert_eq!(record.last().unwrap().object, object);

        let reading = bound(&lab);
        let import = async |plans: Option<&[usize]>| {
            let mut unit = lab.change(None).await;
            let permit = unit.permit::<ImportFile>(None).unwrap();
            let input = ToImport {
                although_again: false,
                file: file(None, REVIEW.as_bytes().to_vec()),
                reading: reading.clone(),
                answers: Answers::default(),
                settle: Settle::default(),
                choice: choice(plans, &[(1, "別の計画")]).choice,
            };
            let done = import_file(&mut unit, permit, input).await?;
            unit.commit().await.unwrap();
            Ok::<_, ImportFileError>(done)
        };
        let both = import(None).await.unwrap();
        let Imported::Kept { plan, more, .. } = both else {
            panic!("{both:?}")
        };
        assert_eq!((more.len(), more[0].unchanged), (1, true));
        assert_eq!(more[0].plan, done.plan);
        let objects: Vec<_> = lab.record(&council).await;
        assert_eq!(objects.last().unwrap().object, format!("plan/{plan}"));

        let before = lab.digest().await;
        for plans in [None, Some(&[0][..]), Some(&[1][..])] {
            let again = import(plans).await.unwrap();
            assert!(matches!(again, Imported::Unchanged { .. }), "{again:?}");
        }
        assert_eq!(lab.digest().await, before, "nothing twice");
        let parts: BTreeSet<_> = lab
            .origins(&council)
            .await
            .into_iter()
            .filter(|(_, origin)| origin.source_sha256.is_some())
            .map(|(_, origin)| origin.part)
            .collect();
        assert_eq!(parts, [0, 1].into());
    }
}

#[tokio::test]
async fn both_at_once_are_two_entries_of_the_record() {
    for lab in Lab::both().await {
        let council = lab.with_plan(&sample_plan()).await;
        let id = uploaded(&lab, &council, "k").await;
        let all = choice(None, &[(1, "別の計画")]);
        let done = accept(&lab, &council, id, &all).await.unwrap();
        assert_eq!(done.more.len(), 1);
        let after = lab.digest().await;
        let again = accept(&lab, &council, id, &all).await.unwrap();
        assert_eq!((again, lab.digest().await), (done.clone(), after));
        let record = lab.record(&council).await;
        let objects: Vec<_> = record
            .iter()
            .filter(|change| change.action == "accept-intake")
            .map(|change| change.object.clone())
            .collect();
        let plans = [done.plan, done.more[0].plan];
        assert_eq!(objects, plans.map(|plan| format!("plan/{plan}")));
    }
}

#[tokio::test]
async fn a_document_of_another_organisation_has_to_be_confirmed() {
    let lab = Lab::new().await;
    let mut other = sample_plan();
    other.organization = Some("あおば町社会福祉協議会".to_owned());
    let council = lab.with_plan(&other).await;
    let id = uploaded(&lab, &council, "k").await;
    let unit = lab.look().await;
    let permit = unit.permit::<ShowIntake>(Some(council.id)).unwrap();
    let shown = show_intake(&unit, permit, id).await.unwrap();
    let named = shown.other.unwrap();
    assert_eq!(named.read, "みどり野市社会福祉協議会");
    assert_eq!(named.council, council.name);
    drop(unit);
    let before = lab.digest().await;
    let mut acceptance = choice(Some(&[0]), &[]);
    let error = accept(&lab, &council, id, &acceptance).await.unwrap_err();
    let expected = Class::Refused(key::ERROR_COUNCIL_NOT_CONFIRMED);
    assert_eq!(error.class(), expected);
    assert_eq!(lab.digest().await, before);
    acceptance.although_other = true;
    accept(&lab, &council, id, &acceptance).await.unwrap();
}

#[tokio::test]
async fn row_41_the_encoding_chosen_is_kept_with_the_source() {
    // UTF-16 without its mark: taken for something else unless a person says so.
    let mut bytes = Vec::new();
    for line in REVIEW.lines() {
        bytes.extend(line.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.extend(b"\n\0");
    }
    for lab in Lab::both().await {
        let council = lab.with_plan(&sample_plan()).await;
        let chosen = file(Some("utf-16le"), bytes.clone());
        let permit = check::<ReadSource>(&Actor::LocalOperator, None).unwrap();
        let reading = read_source(lab.app.formats(), permit, &chosen).unwrap();
        let mut unit = lab.change(None).await;
        let permit = unit.permit::<ImportFile>(None).unwrap();
        let input = ToImport {
            although_again: false,
            file: chosen,
            reading,
            answers: Answers::default(),
            settle: Settle::default(),
            choice: choice(None, &[(0, "第3次")]).choice,
        };
        let done = import_file(&mut unit, permit, input).await.unwrap();
        unit.commit().await.unwrap();
        let Imported::Kept { plan, .. } = done else {
            panic!("{done:?}")
        };
        let origins = lab.origins(&council).await;
        let kept = origins.iter().find_map(|(_, one)| one.encoding.as_deref());
        assert_eq!(kept, Some("utf-16le"));

        // The page of an item reads the source again, in that encoding.
        let unit = lab.look().await;
        let name = PlanName::from(plan);
        let permit = unit.permit(Some(council.id)).unwrap();
        let view = ayumi_app::plan::show_plan(&unit, permit, &name)
            .await
            .unwrap();
        let item = view.plan.items[0].id;
        let permit = unit.permit::<ShowItem>(Some(council.id)).unwrap();
        let shown = show_item(&unit, permit, &name, item).await.unwrap();
        assert!(
            shown
                .source
                .iter()
                .any(|line| line.text.contains("担い手づくり")),
            "{:?}",
            shown.source
        );
    }
}
