//! Walls: nothing of one council is seen or changed through another. Every text of council A
//! holds a canary; no answer to council B may hold it.

use std::fmt::Debug;

use ayumi_core::interchange::ColumnMatching;
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::{FindingKind, Plan, PlanId};
use ayumi_core::publish::Format;
use ayumi_store::attachment::Attachment;
use ayumi_store::intake::{Intake, IntakeState};
use ayumi_store::keys::Remembered;
use ayumi_store::plan::Origin;
use ayumi_store::publication::{Publication, PublicationState, PublishedFile};
use ayumi_store::record::NewEntry;
use ayumi_store::{AttachmentId, PublicationId, StoreError};
use ayumi_store::{Session, attachment, columns, files, intake, keys, plan, publication, record};
use jiff::Timestamp;

use crate::house::House;
use crate::samples;

const CANARY: &str = "カナリア7Q";

crate::on_both_engines! {
    nothing_of_one_council_is_seen_by_another,
    nothing_of_one_council_is_changed_by_another,
    no_attachment_and_no_matching_is_changed_by_another_council,
}

/// Everything council A keeps.
struct Kept {
    plan: Plan,
    source: String,
    again: String,
    intake: Intake,
    publication: Publication,
    attachment: Attachment,
}

async fn keep_canaries(house: &House, council: CouncilId) -> Kept {
    let source = files::put(&house.store, CANARY.as_bytes()).await.unwrap();
    let again = format!("{CANARY} again");
    let again = files::put(&house.store, again.as_bytes()).await.unwrap();
    let mut kept = samples::whole("canary-7q");
    kept.title = CANARY.into();
    kept.items[0].title = CANARY.into();
    kept.overall
        .push(samples::finding(FindingKind::Result, CANARY));
    let intake = Intake {
        name: format!("{CANARY}.txt"),
        reading: serde_json::json!({ "title": CANARY }),
        state: IntakeState::Accepted(kept.id),
        ..samples::intake(council, &source)
    };
    let publication = Publication {
        id: PublicationId(samples::id()),
        council,
        plan: kept.id,
        state: PublicationState::Done,
        formats: vec![Format::Md],
        source_digest: "d".repeat(64),
        files: vec![PublishedFile {
            name: format!("{CANARY}.md"),
            sha256: source.clone(),
            size: CANARY.len() as u64,
        }],
        notices: serde_json::json!([]),
        created_at: Timestamp::UNIX_EPOCH,
    };
    let origin = origin_of(&source);
    let s = house.store.write().await.unwrap();
    plan::insert(&s, council, &kept, &origin).await.unwrap();
    let newer = origin_of(&again);
    plan::take_newer(&s, council, (&kept, 1), (&newer, CANARY.to_owned()))
        .await
        .unwrap();
    intake::insert(&s, &intake).await.unwrap();
    let attachment = attachment_of(kept.id, &source);
    attachment::insert(&s, council, &attachment).await.unwrap();
    let (said, then) = (matching(), Timestamp::UNIX_EPOCH);
    columns::put(&s, council, &said, then).await.unwrap();
    publication::insert(&s, &publication).await.unwrap();
    keys::remember(&s, council, "key-7", &remembered())
        .await
        .unwrap();
    let bytes = CANARY.as_bytes();
    record::append(&s, entry(council), Some(bytes), Some(bytes))
        .await
        .unwrap();
    s.commit().await.unwrap();
    Kept {
        plan: kept,
        source,
        again,
        intake,
        publication,
        attachment,
    }
}

fn attachment_of(plan: PlanId, sha256: &str) -> Attachment {
    Attachment {
        id: AttachmentId(samples::id()),
        plan,
        name: format!("{CANARY}.pdf"),
        sha256: sha256.to_owned(),
        size: CANARY.len() as u64,
        added_at: Timestamp::UNIX_EPOCH,
    }
}

fn matching() -> ColumnMatching {
    ColumnMatching {
        name: CANARY.into(),
        columns: [(CANARY.to_owned(), None)].into(),
    }
}

fn origin_of(source: &str) -> Origin {
    Origin {
        source_sha256: Some(source.to_owned()),
        source_name: Some(CANARY.into()),
        form_digest: "e".repeat(64),
        part: 0,
        encoding: Some(CANARY.into()),
        ..Origin::default()
    }
}

fn remembered() -> Remembered {
    Remembered {
        action: "import-plan".into(),
        request_digest: "0".repeat(64),
        response: CANARY.into(),
        created_at: Timestamp::UNIX_EPOCH,
    }
}

fn entry(council: CouncilId) -> NewEntry {
    NewEntry {
        council,
        at: "2026-11-22T09:00:00+09:00".into(),
        actor: "local-operator".into(),
        action: "import-plan".into(),
        object: CANARY.into(),
        who: ayumi_core::record::Who::default(),
        class: "plans",
    }
}

/// Asks for everything by every door, as `council`; the answers as text.
async fn ask_everything(s: &Session, council: CouncilId, kept: &Kept) -> Vec<String> {
    fn text(answer: impl Debug) -> String {
        format!("{answer:?}")
    }
    let item = kept.plan.items[0].id;
    let of_file = Origin {
        source_sha256: Some(kept.again.clone()),
        form_digest: "0".repeat(64),
        ..Origin::default()
    };
    let of_form = Origin {
        form_digest: "e".repeat(64),
        ..Origin::default()
    };
    vec![
        text(plan::load(s, council, kept.plan.id).await.unwrap()),
        text(plan::by_slug(s, council, &kept.plan.slug).await.unwrap()),
        text(plan::by_origin(s, council, &of_file).await.unwrap()),
        text(plan::by_origin(s, council, &of_form).await.unwrap()),
        text(plan::last_form(s, council, kept.plan.id).await.unwrap()),
        text(
            plan::earlier_sources(s, council, kept.plan.id)
                .await
                .unwrap(),
        ),
        text(attachment::of_plan(s, council, kept.plan.id).await.unwrap()),
        text(
            attachment::load(s, council, kept.attachment.id)
                .await
                .unwrap(),
        ),
        text(columns::list(s, council).await.unwrap()),
        text(record::head(s, council).await.unwrap()),
        text(record::last_of(s, council, CANARY).await.unwrap()),
        text(record::first_of(s, council, CANARY).await.unwrap()),
        text(plan::of_item(s, council, item).await.unwrap()),
        text(plan::list(s, council).await.unwrap()),
        text(intake::load(s, council, kept.intake.id).await.unwrap()),
        text(intake::list(s, council).await.unwrap()),
        text(
            publication::load(s, council, kept.publication.id)
                .await
                .unwrap(),
        ),
        text(publication::list(s, council).await.unwrap()),
        text(keys::lookup(s, council, "key-7").await.unwrap()),
        text(record::chain(s, council).await.unwrap()),
        text(record::content(s, council, 1).await.unwrap()),
        text(files::get_of(s, council, &kept.source).await.unwrap()),
    ]
}

async fn nothing_of_one_council_is_seen_by_another(house: House) {
    let (a, b) = (
        house.council("midorino").await,
        house.council("aozora").await,
    );
    let kept = keep_canaries(&house, a).await;
    let s = house.store.read().await.unwrap();
    for (door, answer) in ask_everything(&s, b, &kept).await.iter().enumerate() {
        assert!(answer == "None" || answer == "[]", "door {door}: {answer}");
    }
    // The same doors show the canary, or its plan, to its owner: the questions are right.
    for (door, answer) in ask_everything(&s, a, &kept).await.iter().enumerate() {
        assert!(answer != "None" && answer != "[]", "door {door} is blind");
    }
}

async fn nothing_of_one_council_is_changed_by_another(house: House) {
    let (a, b) = (
        house.council("midorino").await,
        house.council("aozora").await,
    );
    let kept = keep_canaries(&house, a).await;
    let s = house.store.write().await.unwrap();
    let error = plan::replace(&s, b, &kept.plan, 1).await.unwrap_err();
    assert!(matches!(error, StoreError::Gone { .. }), "{error:?}");
    let newer = origin_of(&kept.source);
    let taken = plan::take_newer(&s, b, (&kept.plan, 2), (&newer, CANARY.to_owned())).await;
    let error = taken.unwrap_err();
    assert!(matches!(error, StoreError::Gone { .. }), "{error:?}");
    let foreign = Intake {
        council: b,
        state: IntakeState::Open,
        ..kept.intake.clone()
    };
    let error = intake::replace(&s, &foreign, 1).await.unwrap_err();
    assert!(matches!(error, StoreError::Gone { .. }), "{error:?}");
    let foreign = Publication {
        council: b,
        ..kept.publication.clone()
    };
    let error = publication::replace(&s, &foreign).await.unwrap_err();
    assert!(!matches!(error, StoreError::Database { .. }), "{error:?}");
    drop(s);
    let s = house.store.write().await.unwrap();
    let all = ayumi_core::record::Erasure {
        contents: vec![1],
        names: vec![1],
    };
    record::erase(&s, b, &all).await.unwrap();
    let content = record::content(&s, a, 1).await.unwrap().unwrap();
    assert!(!content.is_erased());
    let end_of_time = Timestamp::MAX;
    assert_eq!(keys::forget_before(&s, b, end_of_time).await.unwrap(), 0);
    let error = publication::insert(&s, &foreign).await.unwrap_err();
    assert!(matches!(error, StoreError::Dangling { .. }), "{error:?}");
    drop(s);
    let s = house.store.read().await.unwrap();
    assert_eq!(
        plan::load(&s, a, kept.plan.id).await.unwrap().unwrap().plan,
        kept.plan
    );
    assert_eq!(
        intake::load(&s, a, kept.intake.id).await.unwrap().unwrap(),
        kept.intake
    );
    let stored = publication::load(&s, a, kept.publication.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(stored, kept.publication);
    assert!(record::content(&s, a, 1).await.unwrap().is_some());
    assert_eq!(
        keys::lookup(&s, a, "key-7").await.unwrap(),
        Some(remembered())
    );
}

async fn no_attachment_and_no_matching_is_changed_by_another_council(house: House) {
    let (a, b) = (
        house.council("midorino").await,
        house.council("aozora").await,
    );
    let kept = keep_canaries(&house, a).await;
    let s = house.store.write().await.unwrap();
    assert!(!attachment::delete(&s, b, &kept.attachment).await.unwrap());
    let form = columns::form_of(&matching());
    assert!(!columns::forget(&s, b, &form).await.unwrap());
    columns::put(&s, b, &matching(), Timestamp::MAX)
        .await
        .unwrap();
    assert!(columns::forget(&s, b, &form).await.unwrap());
    drop(s);
    let s = house.store.write().await.unwrap();
    let foreign = Attachment {
        id: AttachmentId(samples::id()),
        ..kept.attachment.clone()
    };
    let error = attachment::insert(&s, b, &foreign).await.unwrap_err();
    assert!(matches!(error, StoreError::Dangling { .. }), "{error:?}");
    drop(s);
    let s = house.store.read().await.unwrap();
    assert_eq!(columns::list(&s, a).await.unwrap(), [matching()]);
}
