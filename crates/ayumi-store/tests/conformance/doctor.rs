//! The doctor finds nothing in a healthy store, and each planted fault by its code.

use ayumi_core::organisation::CouncilId;
use ayumi_store::doctor::{self, Fault};
use ayumi_store::intake::{Intake, IntakeState};
use ayumi_store::record::NewEntry;
use ayumi_store::{Database, Engine, IntakeId};
use ayumi_store::{files, intake, record};
use jiff::Timestamp;

use crate::house::House;
use crate::samples;

crate::on_both_engines! {
    a_healthy_store_has_no_fault,
    a_flipped_byte_of_a_file_is_found,
    a_missing_and_an_orphan_file_are_found,
    a_deleted_entry_is_found,
    an_altered_entry_is_found,
    an_altered_content_is_found,
    an_erased_content_is_no_fault,
    a_broken_link_is_found,
    a_newer_and_an_older_schema_are_found,
    little_space_is_found,
}

/// A store with a plan, a file and three entries of the record.
async fn furnish(house: &House) -> (CouncilId, String) {
    let council = house.council("midorino").await;
    house.keep(council, &samples::whole("second")).await;
    let sha256 = files::put(&house.store, "第2次計画".as_bytes())
        .await
        .unwrap();
    let kept = Intake {
        id: IntakeId(samples::id()),
        council,
        version: 1,
        name: "計画.txt".into(),
        sha256: sha256.clone(),
        encoding: None,
        reading: serde_json::json!({}),
        answers: serde_json::json!({}),
        state: IntakeState::Open,
        created_at: Timestamp::UNIX_EPOCH,
        expires_at: Timestamp::UNIX_EPOCH,
    };
    let s = house.store.write().await.unwrap();
    intake::insert(&s, &kept).await.unwrap();
    for object in ["a", "b", "c"] {
        let entry = NewEntry {
            council,
            at: "2026-11-22T09:00:00+09:00".into(),
            actor: "local-operator".into(),
            action: "upload".into(),
            object: object.into(),
        };
        record::append(&s, entry, None, Some(object.as_bytes()))
            .await
            .unwrap();
    }
    s.commit().await.unwrap();
    (council, sha256)
}

/// The codes of all faults, harmless ones included.
async fn codes(house: &House) -> Vec<&'static str> {
    let found = doctor::examine(&house.settings).await;
    found
        .iter()
        .flat_map(|(_, faults)| faults)
        .map(Fault::code)
        .collect()
}

async fn check(house: &House, expected: &[&str]) {
    assert_eq!(codes(house).await, expected);
}

async fn a_healthy_store_has_no_fault(house: House) {
    furnish(&house).await;
    let found = doctor::examine(&house.settings).await;
    assert_eq!(found.len(), 9, "all checks were carried out");
    check(&house, &[]).await;
}

async fn a_flipped_byte_of_a_file_is_found(house: House) {
    let (_, sha256) = furnish(&house).await;
    let path = house
        .settings
        .data_dir
        .join("files")
        .join(&sha256[..2])
        .join(&sha256);
    let healthy = std::fs::read(&path).unwrap();
    for index in 0..healthy.len() {
        let mut damaged = healthy.clone();
        damaged[index] ^= 1;
        std::fs::write(&path, damaged).unwrap();
        let found = doctor::files(&house.store).await.unwrap();
        assert_eq!(
            found,
            [Fault::DamagedFile {
                sha256: sha256.clone()
            }],
            "byte {index}"
        );
    }
    check(&house, &["doctor-damaged-file"]).await;
}

async fn a_missing_and_an_orphan_file_are_found(house: House) {
    let (_, sha256) = furnish(&house).await;
    let path = house
        .settings
        .data_dir
        .join("files")
        .join(&sha256[..2])
        .join(&sha256);
    std::fs::remove_file(&path).unwrap();
    check(&house, &["doctor-missing-file"]).await;
    files::put(&house.store, "第2次計画".as_bytes())
        .await
        .unwrap();
    let orphan = files::put(&house.store, b"orphan").await.unwrap();
    let found = doctor::files(&house.store).await.unwrap();
    assert_eq!(
        found,
        [Fault::OrphanFile {
            sha256: orphan,
            size: 6
        }]
    );
    assert!(found[0].is_harmless());
}

async fn a_deleted_entry_is_found(house: House) {
    let (council, _) = furnish(&house).await;
    house.meddle("DELETE FROM change WHERE sequence = 2").await;
    let found = doctor::chains(&house.store).await.unwrap();
    assert!(
        matches!(found[..], [Fault::BrokenChain { council: c, sequence: 3, .. }] if c == council),
        "{found:?}"
    );
    check(&house, &["doctor-broken-link", "doctor-broken-chain"]).await;
    // The last entry leaves no gap in the chain; its content betrays it.
    house.meddle("DELETE FROM change WHERE sequence = 3").await;
    check(&house, &["doctor-broken-link"]).await;
}

async fn an_altered_entry_is_found(house: House) {
    furnish(&house).await;
    house
        .meddle("UPDATE change SET actor = 'someone' WHERE sequence = 1")
        .await;
    check(&house, &["doctor-broken-chain"]).await;
}

async fn an_altered_content_is_found(house: House) {
    let (council, _) = furnish(&house).await;
    let sql = match house.store.engine() {
        Engine::Sqlite => "UPDATE change_content SET after = x'62' WHERE sequence = 3",
        Engine::Postgres => "UPDATE change_content SET after = '\\x62' WHERE sequence = 3",
    };
    house.meddle(sql).await;
    let found = doctor::contents(&house.store).await.unwrap();
    assert_eq!(
        found,
        [Fault::AlteredContent {
            council,
            sequence: 3
        }]
    );
    check(&house, &["doctor-altered-content"]).await;
}

async fn an_erased_content_is_no_fault(house: House) {
    let (council, _) = furnish(&house).await;
    let s = house.store.write().await.unwrap();
    record::erase(&s, council, 2).await.unwrap();
    s.commit().await.unwrap();
    check(&house, &[]).await;
}

async fn a_broken_link_is_found(house: House) {
    furnish(&house).await;
    house.meddle("DELETE FROM item WHERE title = '事業'").await;
    let found = doctor::foreign_keys(&house.store).await.unwrap();
    let links = found.iter().map(|fault| match fault {
        Fault::BrokenLink {
            table,
            parent,
            rows,
        } => format!("{table} {parent} {rows}"),
        other => panic!("{other:?}"),
    });
    assert_eq!(links.collect::<Vec<_>>(), ["item item 2", "lineage item 2"]);
    check(&house, &["doctor-broken-link", "doctor-broken-link"]).await;
}

async fn a_newer_and_an_older_schema_are_found(house: House) {
    house
        .meddle("DELETE FROM seaql_migrations WHERE version LIKE '0012%'")
        .await;
    check(&house, &["doctor-older-schema"]).await;
    house
        .meddle("INSERT INTO seaql_migrations VALUES ('9999_future', 1)")
        .await;
    check(&house, &["doctor-newer-schema"]).await;
}

async fn little_space_is_found(house: House) {
    let found = doctor::space(&house.store, u64::MAX).unwrap();
    assert_eq!(found[0].code(), "doctor-little-space");
    assert_eq!(doctor::space(&house.store, 1).unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_page_is_found() {
    let house = House::on_sqlite().await;
    let (council, _) = furnish(&house).await;
    house.keep(council, &samples::sized("large", 10, 20)).await;
    house.store.close().await;
    let Database::Sqlite(file) = &house.settings.database else {
        unreachable!()
    };
    let mut bytes = std::fs::read(file).unwrap();
    // The head of a page far behind the schema: page type and cell count.
    let page = bytes.len() / 4096 / 2 * 4096;
    bytes[page..page + 8].fill(0xff);
    std::fs::write(file, bytes).unwrap();
    let found = codes(&house).await;
    let damage = ["doctor-damage", "doctor-not-checked"];
    assert!(found.iter().any(|code| damage.contains(code)), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_switched_journal_is_found() {
    let house = House::on_sqlite().await;
    furnish(&house).await;
    house.store.close().await;
    house.meddle("PRAGMA journal_mode = DELETE").await;
    check(&house, &["doctor-not-durable"]).await;
}
