//! Councils as wholes: stopped, written out, read back on either engine, deleted to the last byte.

use ayumi_app::access::{Joining, Origin, actor_of, offer_first};
use ayumi_app::intake::{ReadSource, SourceFile, Upload, read_beside, upload};
use ayumi_app::organisation::keeping::{
    ArchiveFault, DeleteCouncil, ExportCouncil, ImportCouncil, KeepingError, StopCouncil,
    clear_away, delete_council, export_council, import_council, stop_council,
};
use ayumi_app::plan::{ListPlans, list_plans};
use ayumi_app::record::{VerifyRecord, verify_record};
use ayumi_app::{Class, Classified, Given};
use ayumi_core::access::{Actor, check};
use ayumi_core::organisation::{Council, Kind};

use crate::lab::Lab;

const CANARY: &str = "カナリア7Q";

/// A council with a plan, and a file that waits.
async fn council_of(lab: &Lab) -> Council {
    let mut plan = ayumi_testkit::sample_plan();
    plan.title = format!("{CANARY}計画");
    plan.philosophy = Some(CANARY.to_owned());
    let council = lab.with_plan(&plan).await;
    let file = SourceFile {
        name: "計画.txt".to_owned(),
        bytes: format!("{CANARY}計画\n(1) 相談\n①相談の充実 ◇窓口の設置\n").into_bytes(),
        ..SourceFile::default()
    };
    let reads = check::<ReadSource>(&Actor::LocalOperator, None).unwrap();
    let read = read_beside(lab.app.formats(), reads, file).await;
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<Upload>(Some(council.id)).unwrap();
    upload(&mut unit, permit, Given::version(0), read.unwrap())
        .await
        .unwrap();
    unit.commit().await.unwrap();
    council
}

async fn export(lab: &Lab, council: &Council) -> Vec<u8> {
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<ExportCouncil>(Some(council.id)).unwrap();
    let made = export_council(&mut unit, permit).await.unwrap();
    unit.commit().await.unwrap();
    made.bytes
}

async fn import(lab: &Lab, bytes: Vec<u8>) -> Result<Council, KeepingError> {
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<ImportCouncil>(None).unwrap();
    let council = import_council(&mut unit, permit, bytes).await?;
    unit.commit().await.unwrap();
    Ok(council)
}

async fn stop(lab: &Lab, council: &Council, stopped: bool) {
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<StopCouncil>(Some(council.id)).unwrap();
    let given = Given::default();
    let now = stop_council(&mut unit, permit, given, stopped)
        .await
        .unwrap();
    assert_eq!(now.stopped, stopped);
    unit.commit().await.unwrap();
}

async fn delete(lab: &Lab, council: &Council, name: &str) -> Result<(), KeepingError> {
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<DeleteCouncil>(Some(council.id)).unwrap();
    let gone = delete_council(&mut unit, permit, Given::default(), name).await?;
    unit.commit().await.unwrap();
    clear_away(&lab.app, &gone).await.unwrap();
    Ok(())
}

async fn verified(lab: &Lab, council: &Council) -> u64 {
    let unit = lab.look().await;
    let permit = unit.permit::<VerifyRecord>(Some(council.id)).unwrap();
    let found = verify_record(&unit, permit, None).await.unwrap();
    assert_eq!(found.broken, None);
    found.entries
}

/// What goes out of one engine comes back on the other as it was, record and all.
#[tokio::test(flavor = "multi_thread")]
async fn an_archive_comes_back_on_either_engine() {
    for from in Lab::both().await {
        let council = council_of(&from).await;
        let bytes = export(&from, &council).await;
        for to in Lab::both().await {
            let back = import(&to, bytes.clone()).await.unwrap();
            assert_eq!((&back.name, &back.slug), (&council.name, &council.slug));
            assert_eq!(to.plan(back.id).await, from.plan(council.id).await);
            // The entry that says it was written out came after; the one that it is back is new.
            assert_eq!(verified(&to, &back).await, verified(&from, &council).await);
            let again = import(&to, bytes.clone()).await.unwrap_err();
            assert!(matches!(again, KeepingError::HereAlready), "{again}");
        }
    }
}

/// `bad-input` 114: cut short, one byte changed, of a newer version, no archive at all: refused,
/// and nothing was changed.
#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_archive_changes_nothing() {
    let from = Lab::new().await;
    let council = council_of(&from).await;
    let bytes = export(&from, &council).await;
    let to = Lab::new().await;
    let refused = async |bytes: Vec<u8>, why: &str| {
        let error = import(&to, bytes).await.expect_err(why);
        assert!(
            matches!(error.class(), Class::Refused(_)),
            "{why}: {error:?}"
        );
        assert!(to.councils().await.is_empty(), "{why}");
        error
    };
    for part in [0, 1, 100, bytes.len() / 2, bytes.len() - 1] {
        refused(bytes[..part].to_vec(), "cut short").await;
    }
    let step = bytes.len() / 97;
    let mut found = 0;
    for at in (0..bytes.len()).step_by(step.max(1)) {
        let mut altered = bytes.clone();
        altered[at] ^= 0x20;
        // A byte of the ZIP's own dates or attributes says nothing of the council.
        match import(&to, altered).await {
            Ok(back) => {
                assert_eq!(to.plan(back.id).await, from.plan(council.id).await);
                verified(&to, &back).await;
                stop(&to, &back, true).await;
                delete(&to, &back, &back.name).await.unwrap();
            }
            Err(error) => {
                assert!(
                    matches!(error.class(), Class::Refused(_)),
                    "{at}: {error:?}"
                );
                found += 1;
            }
        }
        assert!(to.councils().await.is_empty(), "{at}");
    }
    // The rest fell into dates and attributes of the ZIP, and came back the same.
    assert!(found > 60, "{found} of 97 alterations found");
    let newer = altered_list(&bytes, r#""ayumi/council@1""#, r#""ayumi/council@2""#);
    let error = refused(newer, "a newer form").await;
    assert!(matches!(error, KeepingError::Archive(ArchiveFault::Newer)));
    let step = ayumi_store::whole::newest_step();
    let newer = altered_list(&bytes, &format!("\"{step}\""), "\"9999_future\"");
    let error = refused(newer, "a newer schema").await;
    assert!(matches!(error, KeepingError::Archive(ArchiveFault::Newer)));
    refused(b"PK\x03\x04 and nothing".to_vec(), "no archive").await;
    refused(altered_row(&bytes), "a row that was rewritten").await;
}

/// The archive with other words in its list.
fn altered_list(bytes: &[u8], old: &str, new: &str) -> Vec<u8> {
    repacked(bytes, |name, part| {
        if name == "council.json" {
            let text = String::from_utf8(std::mem::take(part)).unwrap();
            assert!(text.contains(old), "{text}");
            *part = text.replace(old, new).into_bytes();
        }
    })
}

/// The archive with a plan's title changed, and its digest made to fit: only the record finds it.
fn altered_row(bytes: &[u8]) -> Vec<u8> {
    let mut digests = (String::new(), String::new());
    let altered = repacked(bytes, |name, part| {
        if name == "tables/change.jsonl" {
            let old = ayumi_core::interchange::digest(part);
            let text = String::from_utf8(std::mem::take(part)).unwrap();
            *part = text
                .replacen("local-operator", "somebody-else", 1)
                .into_bytes();
            digests = (old, ayumi_core::interchange::digest(part));
        }
    });
    let size = |bytes: &[u8]| {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        zip.by_name("tables/change.jsonl").unwrap().size()
    };
    let (before, after) = (size(bytes), size(&altered));
    let altered = altered_list(&altered, &digests.0, &digests.1);
    altered_list(
        &altered,
        &format!("\"size\": {before}"),
        &format!("\"size\": {after}"),
    )
}

fn repacked(bytes: &[u8], mut alter: impl FnMut(&str, &mut Vec<u8>)) -> Vec<u8> {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut part = Vec::new();
        file.read_to_end(&mut part).unwrap();
        alter(&name, &mut part);
        parts.push((name, part));
    }
    ayumi_office::pack(&parts).unwrap()
}

/// Deleted means deleted: no row, no file, and on SQLite no byte of it in the database.
#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_council_leaves_nothing() {
    for lab in Lab::both().await {
        let council = council_of(&lab).await;
        let other = lab.other_council("aoba").await;
        assert!(lab.holds(CANARY), "the rig finds it while it is there");
        let early = delete(&lab, &council, &council.name).await.unwrap_err();
        assert!(matches!(early, KeepingError::NotStopped), "{early}");
        stop(&lab, &council, true).await;
        let wrong = delete(&lab, &council, &other.name).await.unwrap_err();
        assert!(matches!(wrong, KeepingError::OtherName), "{wrong}");
        assert!(lab.holds(CANARY));
        delete(&lab, &council, &council.name).await.unwrap();
        let left = lab.councils().await;
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].id, other.id);
        assert!(!lab.holds(CANARY), "something of it is left");
    }
}

/// Whoever is in a council that is stopped is out with the next request, and in again when it
/// goes on.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_comes_into_a_stopped_council() {
    for lab in Lab::both().await {
        let token = offer_first(&lab.app).await.unwrap().unwrap();
        let typed = Joining {
            login: "yamamoto".into(),
            password: "river lantern seven umbrella".into(),
            name: "山本 花子".into(),
            council: Some(("みどり野市社協".into(), Kind::default())),
            secretariat: true,
        };
        let origin = Origin {
            network: "192.0.2.1".into(),
            agent: "test".into(),
            device: None,
        };
        let permit = check(&Actor::Visitor, None).unwrap();
        let joined = ayumi_app::access::join(&lab.app, permit, &token, typed, &origin).await;
        let session = joined.unwrap().unwrap().token;
        let council = lab.councils().await.remove(0);
        let enters = async || {
            let actor = actor_of(&lab.app, &session).await.unwrap();
            let unit = lab.app.look(actor).await.unwrap();
            match unit.permit::<ListPlans>(Some(council.id)) {
                Ok(permit) => list_plans(&unit, permit).await.is_ok(),
                Err(_) => false,
            }
        };
        assert!(enters().await);
        stop(&lab, &council, true).await;
        assert!(!enters().await);
        stop(&lab, &council, false).await;
        assert!(enters().await);
        verified(&lab, &council).await;
    }
}
