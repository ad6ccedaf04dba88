//! A newer version of the document a plan came from: what differs is shown, what a person chose is
//! taken in one transaction, nothing is deleted unless chosen (`bad-input` row 87).

use std::collections::BTreeSet;

use ayumi_app::intake::{
    AcceptIntake, Acceptance, Choice, CompareNewer, Comparison, IntakeId, IntakeState, NewerError,
    Pairing, ReadSource, ShowIntake, SourceFile, TakeNewer, Taken, Taking, Upload, accept_intake,
    compare_newer, read_beside, show_intake, take_newer, upload,
};
use ayumi_app::organisation::{MakeCouncil, NewCouncil, make_council};
use ayumi_app::plan::{PlanName, ShowPlan, show_plan};
use ayumi_app::{Class, Classified, Given};
use ayumi_core::access::{Actor, check};
use ayumi_core::newer::Sort;
use ayumi_core::organisation::Council;
use ayumi_core::plan::Plan;
use ayumi_locale::key;

use crate::lab::Lab;

const NAME: &str = "みどり野市社会福祉協議会";

/// The document with these actions.
fn document(actions: &[&str]) -> String {
    let actions = actions.join(" ");
    format!(
        "{NAME}\n第3次活動計画の振り返り\n\n重点目標\t強化項目\t具体的な取り組み\n\
         ひと\t①担い手づくり\t{actions}\n"
    )
}

const FIRST: [&str; 2] = ["◇講座の開催", "◇体験の受入れ"];
const SECOND: [&str; 2] = ["◇講座の開催", "◇名簿の整備"];

async fn uploaded(lab: &Lab, council: &Council, (name, text): (&str, &str)) -> IntakeId {
    let reads = check::<ReadSource>(&Actor::LocalOperator, None).unwrap();
    let file = SourceFile {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
        ..SourceFile::default()
    };
    let read = read_beside(lab.app.formats(), reads, file).await.unwrap();
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<Upload>(Some(council.id)).unwrap();
    let done = upload(&mut unit, permit, Given::version(0), read)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    done.intake
}

/// A council whose plan was read from the first document.
async fn with_first(lab: &Lab) -> (Council, PlanName) {
    let mut unit = lab.change(Some("council")).await;
    let permit = unit.permit::<MakeCouncil>(None).unwrap();
    let new = NewCouncil {
        name: NAME.to_owned(),
        kind: ayumi_core::organisation::Kind::default(),
        slug: Some("midorino".to_owned()),
    };
    make_council(&mut unit, permit, Given::version(0), new)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let council = lab.councils().await.remove(0);
    let id = uploaded(lab, &council, ("計画.txt", &document(&FIRST))).await;
    let mut unit = lab.change(Some("accept")).await;
    let permit = unit.permit::<AcceptIntake>(Some(council.id)).unwrap();
    let acceptance = Acceptance {
        choice: Choice::default(),
        although_other: false,
    };
    let done = accept_intake(&mut unit, permit, id, Given::version(1), acceptance).await;
    let slug = done.unwrap().slug;
    unit.commit().await.unwrap();
    (council, PlanName::new(slug))
}

fn first_part(plan: &PlanName) -> Pairing {
    Pairing {
        part: 0,
        plan: plan.clone(),
    }
}

async fn compared(
    lab: &Lab,
    council: &Council,
    (id, plan): (IntakeId, &PlanName),
) -> Result<Comparison, NewerError> {
    let mut unit = lab.look().await;
    let permit = unit.permit::<CompareNewer>(Some(council.id)).unwrap();
    compare_newer(&mut unit, permit, id, &first_part(plan)).await
}

async fn taken(
    lab: &Lab,
    council: &Council,
    (id, key): (IntakeId, &str),
    taking: &Taking,
) -> Result<Taken, NewerError> {
    let mut unit = lab.change(Some(key)).await;
    let permit = unit.permit::<TakeNewer>(Some(council.id)).unwrap();
    let done = take_newer(&mut unit, permit, id, Given::version(1), taking).await?;
    unit.commit().await.unwrap();
    Ok(done)
}

async fn kept(lab: &Lab, council: &Council, plan: &PlanName) -> Plan {
    let unit = lab.look().await;
    let permit = unit.permit::<ShowPlan>(Some(council.id)).unwrap();
    let view = show_plan(&unit, permit, plan).await.unwrap();
    view.plan.clone()
}

/// The titles of the actions of a plan.
fn actions(plan: &Plan) -> Vec<String> {
    let measures = plan.items.iter().flat_map(|goal| &goal.items);
    let actions = measures.flat_map(|measure| &measure.items);
    actions.map(|action| action.title.clone()).collect()
}

fn all_but_gone(comparison: &Comparison) -> BTreeSet<String> {
    let taken = comparison.differences.iter();
    let taken = taken.filter(|one| one.sort.is_taken_by_default());
    taken.map(|one| one.key.clone()).collect()
}

#[tokio::test]
async fn row_87_a_newer_document_is_compared_and_what_was_chosen_is_taken() {
    for lab in Lab::both().await {
        let (council, plan) = with_first(&lab).await;
        let before = kept(&lab, &council, &plan).await;
        let id = uploaded(&lab, &council, ("計画 改.txt", &document(&SECOND))).await;
        let seen = compared(&lab, &council, (id, &plan)).await.unwrap();
        assert!(seen.base_known);
        let sorts: Vec<_> = seen.differences.iter().map(|one| one.sort).collect();
        assert_eq!(sorts, [Sort::Added, Sort::Gone]);
        let taking = Taking {
            pairing: first_part(&plan),
            version: Some(seen.version),
            keys: all_but_gone(&seen),
            although_other: false,
        };
        let done = taken(&lab, &council, (id, "take"), &taking).await.unwrap();
        assert_eq!((done.version, done.count, done.more), (2, 1, false));
        let after = kept(&lab, &council, &plan).await;
        let all = ["講座の開催", "体験の受入れ", "名簿の整備"];
        let mut there = actions(&after);
        there.sort();
        let mut all = all.map(str::to_owned);
        all.sort();
        assert_eq!(there, all, "what is gone from the document stays");
        assert_eq!(before.items[0].items[0].id, after.items[0].items[0].id);
        // The same request again gets the same answer and changes nothing.
        let digest = lab.digest().await;
        let again = taken(&lab, &council, (id, "take"), &taking).await.unwrap();
        assert_eq!(again, done);
        assert_eq!(lab.digest().await, digest);
        let (_, origin) = lab.origins(&council).await.remove(0);
        assert_eq!(origin.source_name.as_deref(), Some("計画 改.txt"));
        let last = lab.record(&council).await.pop().unwrap();
        assert_eq!(last.action, "take-newer");
    }
}

#[tokio::test]
async fn what_was_left_out_once_is_not_offered_as_new_again() {
    let lab = Lab::new().await;
    let (council, plan) = with_first(&lab).await;
    let id = uploaded(&lab, &council, ("改.txt", &document(&SECOND))).await;
    let taking = Taking {
        pairing: first_part(&plan),
        version: None,
        keys: BTreeSet::new(),
        although_other: false,
    };
    let done = taken(&lab, &council, (id, "none"), &taking).await.unwrap();
    assert_eq!(done.count, 0);
    let third = ["◇講座の開催", "◇名簿の整備", "◇相談会の開催"];
    let id = uploaded(&lab, &council, ("再改.txt", &document(&third))).await;
    let seen = compared(&lab, &council, (id, &plan)).await.unwrap();
    let sorts: Vec<_> = seen.differences.iter().map(|one| one.sort).collect();
    assert_eq!(sorts, [Sort::Added], "{:?}", seen.differences);
}

#[tokio::test]
async fn what_cannot_be_taken_changes_nothing() {
    let lab = Lab::new().await;
    let (council, plan) = with_first(&lab).await;
    let id = uploaded(&lab, &council, ("改.txt", &document(&SECOND))).await;
    let digest = lab.digest().await;
    let taking = |version: u64, key: &str| Taking {
        pairing: first_part(&plan),
        version: Some(version),
        keys: BTreeSet::from([key.to_owned()]),
        although_other: false,
    };
    let error = taken(&lab, &council, (id, "a"), &taking(7, "new/1")).await;
    assert_eq!(error.unwrap_err().class(), Class::Stale(1));
    let error = taken(&lab, &council, (id, "b"), &taking(1, "new/99")).await;
    let unknown = Class::Refused(key::ERROR_NEWER_UNKNOWN);
    assert_eq!(error.unwrap_err().class(), unknown);
    let stranger = Taking {
        pairing: first_part(&PlanName::new("nothing")),
        ..taking(1, "new/1")
    };
    let error = taken(&lab, &council, (id, "c"), &stranger).await;
    assert_eq!(error.unwrap_err().class(), Class::NotThere);
    let second = Taking {
        pairing: Pairing {
            part: 1,
            ..first_part(&plan)
        },
        ..taking(1, "new/1")
    };
    let error = taken(&lab, &council, (id, "d"), &second).await;
    assert_eq!(error.unwrap_err().class(), Class::NotThere);
    assert_eq!(lab.digest().await, digest);
}

#[tokio::test]
async fn a_document_of_another_organisation_is_confirmed_first() {
    let lab = Lab::new().await;
    let (council, plan) = with_first(&lab).await;
    let other = document(&SECOND).replace(NAME, "あおぞら町社会福祉協議会");
    let id = uploaded(&lab, &council, ("よその計画.txt", &other)).await;
    let seen = compared(&lab, &council, (id, &plan)).await.unwrap();
    assert!(seen.other.is_some());
    let taking = |although_other: bool| Taking {
        pairing: first_part(&plan),
        version: Some(seen.version),
        keys: all_but_gone(&seen),
        although_other,
    };
    let error = taken(&lab, &council, (id, "a"), &taking(false)).await;
    let not_confirmed = Class::Refused(key::ERROR_COUNCIL_NOT_CONFIRMED);
    assert_eq!(error.unwrap_err().class(), not_confirmed);
    assert!(
        taken(&lab, &council, (id, "b"), &taking(true))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_file_that_binds_several_plans_waits_for_the_others() {
    let lab = Lab::new().await;
    let (council, plan) = with_first(&lab).await;
    let id = uploaded(&lab, &council, ("合本.txt", &document(&SECOND))).await;
    let unit = lab.look().await;
    let permit = unit.permit::<ShowIntake>(Some(council.id)).unwrap();
    let shown = show_intake(&unit, permit, id).await.unwrap();
    assert_eq!(shown.plans.len(), 1);
    let (part, row) = &shown.continues[0];
    assert_eq!((*part, PlanName::new(row.slug.clone())), (0, plan.clone()));
    let mut reading = shown.reading;
    drop(unit);
    reading.more_plans = vec![reading.plan.clone()];
    lab.put_reading(&council, id, &reading).await;
    let taking = Taking {
        pairing: first_part(&plan),
        version: None,
        keys: BTreeSet::new(),
        although_other: false,
    };
    let mut unit = lab.change(Some("part")).await;
    let permit = unit.permit::<TakeNewer>(Some(council.id)).unwrap();
    let given = Given::version(2);
    let done = take_newer(&mut unit, permit, id, given, &taking)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    assert!(done.more);
    let unit = lab.look().await;
    let permit = unit.permit::<ShowIntake>(Some(council.id)).unwrap();
    let shown = show_intake(&unit, permit, id).await.unwrap();
    assert_eq!(shown.intake.state, IntakeState::Open);
}
