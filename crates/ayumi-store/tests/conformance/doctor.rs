//! The doctor finds nothing in a healthy store, and each planted fault by its code.

use ayumi_core::interchange::{canonical_bytes, plan_to_json};
use ayumi_core::organisation::CouncilId;
use ayumi_core::record::{ERASE, Erasure};
use ayumi_store::doctor::{self, Fault};
use ayumi_store::record::NewEntry;
use ayumi_store::{Database, Engine};
use ayumi_store::{files, intake, organisation, record};

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
    an_entry_cut_off_at_the_end_is_found,
    a_record_without_its_head_goes_on_and_is_found,
    any_altered_row_of_a_plan_is_found,
    an_altered_council_is_found,
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
    let kept = samples::intake(council, &sha256);
    let s = house.store.write().await.unwrap();
    intake::insert(&s, &kept).await.unwrap();
    s.commit().await.unwrap();
    for object in ["a", "b", "c"] {
        append(house, council, object, object.as_bytes()).await;
    }
    (council, sha256)
}

/// The codes of all faults, harmless ones included.
async fn codes(house: &House) -> Vec<&'static str> {
    let found = doctor::examine(&house.settings, doctor::LEAST_SPACE).await;
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
    let found = doctor::examine(&house.settings, doctor::LEAST_SPACE).await;
    assert_eq!(found.len(), 10, "all checks were carried out");
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
}

async fn an_entry_cut_off_at_the_end_is_found(house: House) {
    let (council, _) = furnish(&house).await;
    // The chain that is left is whole in itself, and every row points at something.
    house
        .meddle("DELETE FROM change_content WHERE sequence = 3")
        .await;
    house.meddle("DELETE FROM change WHERE sequence = 3").await;
    let cut_off = Fault::BrokenChain {
        council,
        sequence: 3,
        fault: ayumi_core::record::Fault::End,
    };
    assert_eq!(doctor::chains(&house.store).await.unwrap(), [cut_off]);
    check(&house, &["doctor-broken-chain"]).await;
    // What is written after that does not cover it up.
    append(&house, council, "d", b"d").await;
    let gap = Fault::BrokenChain {
        council,
        sequence: 4,
        fault: ayumi_core::record::Fault::Gap,
    };
    assert_eq!(doctor::chains(&house.store).await.unwrap(), [gap]);
}

async fn a_record_without_its_head_goes_on_and_is_found(house: House) {
    let (council, _) = furnish(&house).await;
    house.meddle("DELETE FROM record_head").await;
    check(&house, &["doctor-broken-chain"]).await;
    append(&house, council, "d", b"d").await;
    check(&house, &[]).await;
    house
        .meddle("UPDATE record_head SET hash = previous FROM change WHERE sequence = 4")
        .await;
    check(&house, &["doctor-broken-chain"]).await;
}

/// One statement for each table of a plan; each changes no more than a few bytes.
const ALTERED: [&str; 15] = [
    "UPDATE plan SET title = title || '！'",
    "UPDATE level SET name = name || ' '",
    "UPDATE item SET title = title || '。' WHERE label IS NULL",
    "UPDATE item_mark SET mark = mark || '1'",
    "UPDATE item_text SET words = words || '1'",
    "UPDATE item_section SET section = section || '1'",
    "UPDATE schedule_cell SET words = words || '1'",
    "UPDATE indicator SET unit = 'か所目'",
    "UPDATE reported_value SET number = 77",
    "UPDATE rating SET grade = 'Z'",
    "UPDATE finding SET kind = 'note' WHERE kind = 'result'",
    "UPDATE finding_ref SET page = 99",
    "DELETE FROM finding_about",
    "UPDATE legend SET meaning = meaning || '1'",
    "DELETE FROM unmentioned WHERE position = 1",
];

async fn any_altered_row_of_a_plan_is_found(house: House) {
    let (council, _) = furnish(&house).await;
    for (number, sql) in ALTERED.into_iter().enumerate() {
        let plan = samples::whole(&format!("altered-{number}"));
        house.keep(council, &plan).await;
        let object = format!("plan/{}", plan.id);
        append(
            &house,
            council,
            &object,
            &canonical_bytes(&plan_to_json(&plan)),
        )
        .await;
        let found = doctor::rows(&house.store).await.unwrap();
        assert!(!found.iter().any(|fault| names(fault, &object)), "{sql}");
        house.meddle(sql).await;
        let found = doctor::rows(&house.store).await.unwrap();
        assert!(
            found.iter().any(|fault| names(fault, &object)),
            "{sql}: {found:?}"
        );
    }
    let found = codes(&house).await;
    assert!(found.iter().all(|code| *code == "doctor-altered-rows"));
    house.meddle("DELETE FROM plan").await;
    let found = doctor::rows(&house.store).await.unwrap();
    assert_eq!(
        found.len(),
        ALTERED.len(),
        "a plan that is gone is told too"
    );
}

fn names(fault: &Fault, wanted: &str) -> bool {
    matches!(fault, Fault::AlteredRows { object, .. } if object == wanted)
}

async fn an_altered_council_is_found(house: House) {
    let council = house.council("midorino").await;
    let s = house.store.read().await.unwrap();
    let stored = organisation::by_id(&s, council).await.unwrap().unwrap();
    drop(s);
    let object = format!("council/{council}");
    append(&house, council, &object, &canonical_bytes(&stored)).await;
    let s = house.store.write().await.unwrap();
    organisation::bump(&s, council).await.unwrap();
    s.commit().await.unwrap();
    check(&house, &[]).await;
    house
        .meddle("UPDATE council SET name = 'みどり野市社脇'")
        .await;
    check(&house, &["doctor-altered-rows"]).await;
}

async fn append(house: &House, council: CouncilId, object: &str, after: &[u8]) {
    let entry = NewEntry {
        council,
        at: "2026-11-22T09:00:00+09:00".into(),
        actor: "local-operator".into(),
        action: "upload".into(),
        object: object.into(),
        who: ayumi_core::record::Who::default(),
        class: "plans",
    };
    let s = house.store.write().await.unwrap();
    record::append(&s, entry, None, Some(after)).await.unwrap();
    s.commit().await.unwrap();
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
    let erased = Erasure {
        contents: vec![2],
        names: vec![2],
    };
    let s = house.store.write().await.unwrap();
    record::erase(&s, council, &erased).await.unwrap();
    s.commit().await.unwrap();
    // Nothing says yet that it was erased.
    check(&house, &["doctor-altered-content"]).await;
    let entry = NewEntry {
        council,
        at: "2026-11-22T09:00:00+09:00".into(),
        actor: "local-operator".into(),
        action: ERASE.into(),
        object: "class/plans".into(),
        who: ayumi_core::record::Who::default(),
        class: "record",
    };
    let s = house.store.write().await.unwrap();
    let said = canonical_bytes(&erased);
    record::append(&s, entry, None, Some(&said)).await.unwrap();
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
