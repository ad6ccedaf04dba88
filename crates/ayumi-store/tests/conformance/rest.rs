//! Councils, intakes, publications and idempotency keys.

use ayumi_core::interchange::{ColumnMatching, Meaning};
use ayumi_core::organisation::{Council, CouncilId};
use ayumi_core::plan::PlanId;
use ayumi_core::publish::Format;
use ayumi_document::{Pages, Selection};
use ayumi_store::attachment::Attachment;
use ayumi_store::intake::{Intake, IntakeState};
use ayumi_store::keys::Remembered;
use ayumi_store::publication::{Publication, PublicationState, PublishedFile};
use ayumi_store::{AttachmentId, IntakeId, PublicationId, StoreError};
use ayumi_store::{attachment, columns, files, intake, keys, organisation, publication};
use jiff::Timestamp;

use crate::house::House;
use crate::samples;

crate::on_both_engines! {
    councils_are_listed_by_slug_in_byte_order,
    a_revision_rises_with_every_change,
    an_intake_is_kept_replaced_and_listed,
    a_column_matching_takes_the_place_of_the_one_before,
    an_attachment_holds_its_file,
    a_publication_is_kept_replaced_and_listed,
    a_key_is_remembered_once,
    an_old_key_is_forgotten,
    editions_are_walled_off_and_numbered_once,
    what_was_taken_out_is_walled_off_and_swept,
}

async fn councils_are_listed_by_slug_in_byte_order(house: House) {
    // A Japanese or English collation would mix cases and skip hyphens.
    for slug in ["b", "a-b", "B", "aa", "a", "Z"] {
        house.council(slug).await;
    }
    let s = house.store.read().await.unwrap();
    let all = organisation::all(&s).await.unwrap();
    let slugs: Vec<&str> = all.iter().map(|council| council.slug.as_str()).collect();
    assert_eq!(slugs, ["B", "Z", "a", "a-b", "aa", "b"]);
    let first = &all[0];
    assert_eq!(
        organisation::by_id(&s, first.id).await.unwrap().as_ref(),
        Some(first)
    );
    assert_eq!(
        organisation::by_slug(&s, "B").await.unwrap().as_ref(),
        Some(first)
    );
    assert_eq!(organisation::by_slug(&s, "A").await.unwrap(), None);
    assert_eq!(
        organisation::by_id(&s, CouncilId(samples::id()))
            .await
            .unwrap(),
        None
    );
}

async fn a_revision_rises_with_every_change(house: House) {
    let council = house.council("midorino").await;
    let s = house.store.write().await.unwrap();
    assert_eq!(organisation::bump(&s, council).await.unwrap(), 1);
    assert_eq!(organisation::bump(&s, council).await.unwrap(), 2);
    let error = organisation::bump(&s, CouncilId(samples::id()))
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Gone { .. }), "{error:?}");
    let twin = Council {
        id: CouncilId(samples::id()),
        slug: "midorino".into(),
        name: "双子".into(),
        kind: ayumi_core::organisation::Kind::default(),
        stopped: false,
        revision: 0,
    };
    let error = organisation::insert(&s, &twin).await.unwrap_err();
    assert!(matches!(error, StoreError::Duplicate { .. }), "{error:?}");
    drop(s);
    let s = house.store.read().await.unwrap();
    assert_eq!(
        organisation::by_id(&s, council)
            .await
            .unwrap()
            .unwrap()
            .revision,
        0
    );
}

async fn intake_of(house: &House, council: CouncilId) -> Intake {
    let sha256 = files::put(&house.store, "計画".as_bytes()).await.unwrap();
    Intake {
        name: "計画 第2次.txt".into(),
        encoding: Some("Shift_JIS".into()),
        selection: Selection {
            pages: Pages::new(3, 10),
            hidden: true,
        },
        reading: serde_json::json!({ "z": [1, null, "a\u{0}b"], "a": 1.5 }),
        created_at: Timestamp::from_microsecond(1_700_000_000_123_456).unwrap(),
        expires_at: Timestamp::from_microsecond(1_800_000_000_000_000).unwrap(),
        ..samples::intake(council, &sha256)
    }
}

async fn a_column_matching_takes_the_place_of_the_one_before(house: House) {
    let council = house.council("midorino").await;
    let matching = |name: &str, keys: &[(&str, Option<Meaning>)]| ColumnMatching {
        name: name.into(),
        columns: keys
            .iter()
            .map(|(key, said)| ((*key).into(), *said))
            .collect(),
    };
    let first = matching(
        "様式1",
        &[("やること", Some(Meaning::Level)), ("だれが", None)],
    );
    let other = matching("様式2", &[("やること", Some(Meaning::Level))]);
    let again = matching(
        "様式1改",
        &[("やること", None), ("だれが", Some(Meaning::Section))],
    );
    let s = house.store.write().await.unwrap();
    for (second, one) in [&first, &other, &again].into_iter().enumerate() {
        let now = Timestamp::from_second(second as i64).unwrap();
        columns::put(&s, council, one, now).await.unwrap();
    }
    s.commit().await.unwrap();
    let s = house.store.write().await.unwrap();
    let list = columns::list(&s, council).await.unwrap();
    assert_eq!(
        list,
        [again.clone(), other.clone()],
        "the last changed first"
    );
    assert_eq!(columns::form_of(&first), columns::form_of(&again));
    let form = columns::form_of(&again);
    assert!(columns::forget(&s, council, &form).await.unwrap());
    assert!(!columns::forget(&s, council, &form).await.unwrap());
    assert_eq!(columns::list(&s, council).await.unwrap(), [other]);
}

async fn an_attachment_holds_its_file(house: House) {
    let council = house.council("midorino").await;
    let plan = samples::bare("first");
    house.keep(council, &plan).await;
    let sha256 = files::put(&house.store, b"%PDF-").await.unwrap();
    let given = Attachment {
        id: AttachmentId(samples::id()),
        plan: plan.id,
        name: "計画書（スキャン）.pdf".into(),
        sha256: sha256.clone(),
        size: 5,
        added_at: Timestamp::from_microsecond(1_700_000_000_123_456).unwrap(),
    };
    let s = house.store.write().await.unwrap();
    attachment::insert(&s, council, &given).await.unwrap();
    s.commit().await.unwrap();
    let s = house.store.write().await.unwrap();
    let all = attachment::of_plan(&s, council, plan.id).await.unwrap();
    assert_eq!(all.as_slice(), std::slice::from_ref(&given));
    let one = attachment::load(&s, council, given.id).await.unwrap();
    assert_eq!(one.as_ref(), Some(&given));
    assert!(!files::release(&s, council, &sha256).await.unwrap());
    assert!(attachment::delete(&s, council, &given).await.unwrap());
    assert_eq!(files::get_of(&s, council, &sha256).await.unwrap(), None);
    assert!(!attachment::delete(&s, council, &given).await.unwrap());
    let nowhere = Attachment {
        sha256: "0".repeat(64),
        ..given
    };
    let error = attachment::insert(&s, council, &nowhere).await.unwrap_err();
    assert!(matches!(error, StoreError::NoFile { .. }), "{error:?}");
}

async fn an_intake_is_kept_replaced_and_listed(house: House) {
    let council = house.council("midorino").await;
    let plan = samples::bare("first");
    house.keep(council, &plan).await;
    let mut kept = intake_of(&house, council).await;
    let s = house.store.write().await.unwrap();
    intake::insert(&s, &kept).await.unwrap();
    s.commit().await.unwrap();

    let s = house.store.write().await.unwrap();
    assert_eq!(
        intake::load(&s, council, kept.id).await.unwrap().as_ref(),
        Some(&kept)
    );
    assert_eq!(
        intake::load(&s, council, IntakeId(samples::id()))
            .await
            .unwrap(),
        None
    );
    kept.answers = serde_json::json!({ "line 12": "①" });
    kept.encoding = None;
    kept.state = IntakeState::Accepted(plan.id);
    assert_eq!(intake::replace(&s, &kept, 1).await.unwrap(), 2);
    let error = intake::replace(&s, &kept, 1).await.unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::Stale {
                expected: 1,
                current: 2
            }
        ),
        "{error:?}"
    );
    kept.version = 2;
    assert_eq!(intake::list(&s, council).await.unwrap(), [kept.clone()]);
    kept.state = IntakeState::Discarded;
    assert_eq!(intake::replace(&s, &kept, 2).await.unwrap(), 3);
    s.commit().await.unwrap();

    let s = house.store.write().await.unwrap();
    kept.state = IntakeState::Accepted(PlanId(samples::id()));
    let error = intake::replace(&s, &kept, 3).await.unwrap_err();
    assert!(matches!(error, StoreError::Dangling { .. }), "{error:?}");
}

async fn a_publication_is_kept_replaced_and_listed(house: House) {
    let council = house.council("midorino").await;
    let plan = samples::bare("first");
    house.keep(council, &plan).await;
    let mut kept = Publication {
        id: PublicationId(samples::id()),
        council,
        plan: plan.id,
        state: PublicationState::Running,
        formats: vec![Format::Pdf, Format::Html, Format::Md],
        source_digest: "d".repeat(64),
        files: Vec::new(),
        notices: serde_json::json!([{ "rule": "unresolved-page" }]),
        created_at: Timestamp::from_microsecond(1).unwrap(),
    };
    let s = house.store.write().await.unwrap();
    publication::insert(&s, &kept).await.unwrap();
    s.commit().await.unwrap();
    for (name, bytes) in [
        ("z.pdf", &b"pdf"[..]),
        ("html/index.html", b""),
        ("a.md", b"pdf"),
    ] {
        let sha256 = files::put(&house.store, bytes).await.unwrap();
        kept.files.push(PublishedFile {
            name: name.into(),
            sha256,
            size: bytes.len() as u64,
        });
    }
    for state in [
        PublicationState::Done,
        PublicationState::Failed("no-font".into()),
    ] {
        kept.state = state;
        let s = house.store.write().await.unwrap();
        publication::replace(&s, &kept).await.unwrap();
        s.commit().await.unwrap();
        let s = house.store.read().await.unwrap();
        assert_eq!(
            publication::load(&s, council, kept.id)
                .await
                .unwrap()
                .as_ref(),
            Some(&kept)
        );
        assert_eq!(
            publication::list(&s, council).await.unwrap(),
            [kept.clone()]
        );
    }
    let s = house.store.write().await.unwrap();
    kept.id = PublicationId(samples::id());
    let error = publication::replace(&s, &kept).await.unwrap_err();
    assert!(matches!(error, StoreError::Gone { .. }), "{error:?}");
}

fn remembered(response: &str, micros: i64) -> Remembered {
    Remembered {
        action: "import-plan".into(),
        request_digest: "0".repeat(64),
        response: response.into(),
        created_at: Timestamp::from_microsecond(micros).unwrap(),
    }
}

/// Ten requests with one key at the same time: one is carried out, nine find its answer.
async fn a_key_is_remembered_once(house: House) {
    let council = house.council("midorino").await;
    let requests = (0..10).map(|number| {
        let store = house.store.clone();
        tokio::spawn(async move {
            let s = store.write().await.unwrap();
            if keys::lookup(&s, council, "鍵-1").await.unwrap().is_some() {
                return false;
            }
            match keys::remember(&s, council, "鍵-1", &remembered(&number.to_string(), 5)).await {
                Ok(()) => s.commit().await.is_ok(),
                Err(StoreError::Duplicate { .. }) => false,
                Err(error) => panic!("{error:?}"),
            }
        })
    });
    let mut carried_out = 0;
    for request in requests.collect::<Vec<_>>() {
        carried_out += usize::from(request.await.unwrap());
    }
    assert_eq!(carried_out, 1);
    let s = house.store.read().await.unwrap();
    let found = keys::lookup(&s, council, "鍵-1").await.unwrap().unwrap();
    assert_eq!(found, remembered(&found.response, 5));
    assert_eq!(keys::lookup(&s, council, "鍵-2").await.unwrap(), None);
}

async fn an_old_key_is_forgotten(house: House) {
    let council = house.council("midorino").await;
    let s = house.store.write().await.unwrap();
    keys::remember(&s, council, "old", &remembered("a", 10))
        .await
        .unwrap();
    keys::remember(&s, council, "new", &remembered("b", 20))
        .await
        .unwrap();
    let moment = Timestamp::from_microsecond(20).unwrap();
    assert_eq!(keys::forget_before(&s, council, moment).await.unwrap(), 1);
    assert_eq!(keys::lookup(&s, council, "old").await.unwrap(), None);
    assert_eq!(
        keys::lookup(&s, council, "new").await.unwrap(),
        Some(remembered("b", 20))
    );
}

async fn what_was_taken_out_is_walled_off_and_swept(house: House) {
    use ayumi_core::plan::edit::{Cut, Place};
    use ayumi_store::bin::{self, Binned};
    let (one, other) = (house.council("midorino").await, house.council("aoba").await);
    let plan = samples::whole("plan");
    house.keep(one, &plan).await;
    let item = plan.items[0].clone();
    let binned = Binned {
        cut: Cut {
            item: item.clone(),
            place: Place::default(),
            about: Vec::new(),
            targets: Vec::new(),
            lineage: Vec::new(),
            unmentioned: vec![item.id],
        },
        items: 3,
        owners: std::collections::BTreeMap::default(),
        removed_at: jiff::Timestamp::UNIX_EPOCH,
        removed_by: "課長".into(),
    };
    let s = house.store.write().await.unwrap();
    bin::put(&s, one, plan.id, &binned).await.unwrap();
    s.commit().await.unwrap();
    let s = house.store.write().await.unwrap();
    assert_eq!(bin::of_plan(&s, one, plan.id).await.unwrap(), [binned]);
    // The other council sees, takes and sweeps nothing of it.
    assert!(bin::of_plan(&s, other, plan.id).await.unwrap().is_empty());
    assert!(!bin::take(&s, other, plan.id, item.id).await.unwrap());
    let now = jiff::Timestamp::from_second(60).unwrap();
    assert!(bin::sweep(&s, other, now).await.unwrap().is_empty());
    let begin = jiff::Timestamp::UNIX_EPOCH;
    assert!(
        bin::sweep(&s, one, begin).await.unwrap().is_empty(),
        "not yet"
    );
    let gone = bin::sweep(&s, one, now).await.unwrap();
    assert_eq!(gone, [(plan.id, item.id)]);
}

async fn editions_are_walled_off_and_numbered_once(house: House) {
    use ayumi_core::plan::edition::{Edition, EditionId};
    use ayumi_store::{StoreError, edition, files};
    let (one, other) = (house.council("midorino").await, house.council("aoba").await);
    let plan = samples::whole("plan");
    house.keep(one, &plan).await;
    let sha256 = files::put(&house.store, "版の内容".as_bytes())
        .await
        .unwrap();
    let first = Edition {
        files: Vec::new(),
        sent: Vec::new(),
        id: EditionId(samples::id()),
        plan: plan.id,
        number: 1,
        name: "素案".into(),
        sha256: sha256.clone(),
        made_at: "2027-03-10T09:00:00+09:00".into(),
        decisions: Vec::new(),
        adopted: None,
        version: 1,
    };
    let s = house.store.write().await.unwrap();
    edition::put(&s, one, &first).await.unwrap();
    s.commit().await.unwrap();
    let s = house.store.write().await.unwrap();
    let kept = edition::of_plan(&s, one, plan.id).await.unwrap();
    assert_eq!(kept, std::slice::from_ref(&first));
    assert!(
        edition::of_plan(&s, other, plan.id)
            .await
            .unwrap()
            .is_empty()
    );
    // The file stays as long as an edition names it.
    assert!(!files::release(&s, one, &sha256).await.unwrap());
    // Another council cannot put one on this plan, and no number is given twice.
    let theirs = edition::put(&s, other, &first).await;
    assert!(
        matches!(theirs, Err(StoreError::Dangling { .. })),
        "{theirs:?}"
    );
    drop(s);
    let s = house.store.write().await.unwrap();
    let twice = Edition {
        id: EditionId(samples::id()),
        ..first
    };
    let twice = edition::put(&s, one, &twice).await;
    assert!(
        matches!(twice, Err(StoreError::Duplicate { .. })),
        "{twice:?}"
    );
}
