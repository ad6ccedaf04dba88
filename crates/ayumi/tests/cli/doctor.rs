//! `ayumi doctor` finds what is planted, one fault at a time.

use std::fs;

use sea_orm::{ConnectionTrait as _, Database, Statement};

use crate::lab::Lab;

/// Carries out statements on the database file, past every rule of the store.
fn tamper(lab: &Lab, statements: &[&str]) {
    let url = format!("sqlite://{}", lab.data().join("ayumi.sqlite").display());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let database = Database::connect(url).await.unwrap();
        for statement in statements {
            database.execute_unprepared(statement).await.unwrap();
        }
        database.close().await.unwrap();
    });
}

/// Plants a fault and looks for its code and its check; everything was well before.
#[track_caller]
fn check(plant: impl FnOnce(&Lab), expected: (&str, &str)) {
    check_with(&[], plant, expected);
}

/// The same with more arguments.
#[track_caller]
fn check_with(arguments: &[&str], plant: impl FnOnce(&Lab), expected: (&str, &str)) {
    let doctor = [&["doctor"], arguments].concat();
    let lab = Lab::new();
    lab.with_plan();
    lab.run(&["doctor"]).ended(0, "すべて正常です");
    plant(&lab);
    let ran = lab.run(&[&doctor[..], &["--json"]].concat());
    assert_eq!(ran.code, 1, "{}{}", ran.stdout, ran.stderr);
    let found: Vec<(String, String)> = ran.json()["checks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|check| check["well"] == false)
        .flat_map(|check| {
            let name = check["check"].as_str().unwrap().to_owned();
            let findings = check["findings"].as_array().unwrap().clone();
            findings
                .into_iter()
                .map(move |finding| (name.clone(), finding["code"].as_str().unwrap().to_owned()))
        })
        .collect();
    let expected = (expected.0.to_owned(), expected.1.to_owned());
    assert!(
        found.contains(&expected),
        "{expected:?} is not in {found:?}"
    );
    lab.run(&doctor).ended(1, "異常");
}

#[test]
fn all_is_well_and_says_so_in_both_languages() {
    let lab = Lab::new();
    lab.with_plan();
    lab.run(&["doctor"]).ended(0, "停電への備え");
    lab.run(&["doctor", "--lang", "en"]).ended(0, "All is well");
    assert_eq!(lab.run(&["doctor", "--json"]).json()["well"], true);
}

#[test]
fn opens() {
    check(
        |lab| fs::remove_file(lab.data().join("ayumi.sqlite")).unwrap(),
        ("check-opens", "store-no-database"),
    );
}

#[test]
fn schema_version() {
    check(
        |lab| {
            tamper(
                lab,
                &["INSERT INTO seaql_migrations VALUES ('m9999_later', 0)"],
            )
        },
        ("check-schema", "doctor-newer-schema"),
    );
}

/// The first page of an index, counted from 1.
fn page_of(lab: &Lab, index: &str) -> usize {
    let url = format!("sqlite://{}", lab.data().join("ayumi.sqlite").display());
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let database = Database::connect(url).await.unwrap();
        let sql = format!("SELECT rootpage FROM sqlite_master WHERE name = '{index}'");
        let backend = database.get_database_backend();
        let row = database.query_one_raw(Statement::from_string(backend, sql));
        let page: i64 = row.await.unwrap().unwrap().try_get_by_index(0).unwrap();
        database.close().await.unwrap();
        usize::try_from(page).unwrap()
    })
}

#[test]
fn integrity() {
    check(
        |lab| {
            // An index page: the file still opens.
            let page = (page_of(lab, "item_of_parent") - 1) * 4096;
            let path = lab.data().join("ayumi.sqlite");
            let mut bytes = fs::read(&path).unwrap();
            bytes[page + 8..page + 600].fill(0x5a);
            fs::write(&path, bytes).unwrap();
        },
        ("check-integrity", "doctor-damage"),
    );
}

#[test]
fn foreign_keys() {
    check(
        |lab| tamper(lab, &["PRAGMA foreign_keys=OFF", "DELETE FROM file"]),
        ("check-foreign-keys", "doctor-broken-link"),
    );
}

#[test]
fn durability() {
    check(
        |lab| tamper(lab, &["PRAGMA journal_mode=DELETE"]),
        ("check-durability", "doctor-not-durable"),
    );
}

#[test]
fn record_without_gap() {
    check(
        |lab| {
            let statements = [
                "PRAGMA foreign_keys=OFF",
                "DELETE FROM change_content WHERE sequence = 1",
                "DELETE FROM change WHERE sequence = 1",
            ];
            tamper(lab, &statements);
        },
        ("check-chains", "doctor-broken-chain"),
    );
}

#[test]
fn contents_of_the_record() {
    check(
        |lab| tamper(lab, &["UPDATE change_content SET after = x'00'"]),
        ("check-contents", "doctor-altered-content"),
    );
}

fn stored_file(lab: &Lab) -> std::path::PathBuf {
    let home = fs::read_dir(lab.data().join("files"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    fs::read_dir(home).unwrap().next().unwrap().unwrap().path()
}

#[test]
fn file_digests() {
    check(
        |lab| fs::write(stored_file(lab), "other").unwrap(),
        ("check-files", "doctor-damaged-file"),
    );
    check(
        |lab| fs::remove_file(stored_file(lab)).unwrap(),
        ("check-files", "doctor-missing-file"),
    );
}

#[test]
fn fonts() {
    let plant = |lab: &Lab| {
        fs::create_dir(lab.data().join("fonts")).unwrap();
        fs::write(lab.data().join("fonts/mine.ttf"), "no font").unwrap();
    };
    check(plant, ("check-fonts", "doctor-font-not-usable"));
}

#[test]
fn free_space() {
    let more_than_any_disk = ["--least-free", "999999999999"];
    let expected = ("check-space", "doctor-little-space");
    check_with(&more_than_any_disk, |_| {}, expected);
}

#[test]
fn the_end_of_the_record() {
    check(
        |lab| {
            let statements = [
                "DELETE FROM change_content WHERE sequence = (SELECT MAX(sequence) FROM change)",
                "DELETE FROM change WHERE sequence = (SELECT MAX(sequence) FROM change)",
            ];
            tamper(lab, &statements);
        },
        ("check-chains", "doctor-broken-chain"),
    );
}

#[test]
fn what_the_rows_say() {
    check(
        |lab| {
            let flipped = "UPDATE item SET title = replace(title, '相談', '相該')";
            tamper(lab, &[flipped]);
        },
        ("check-rows", "doctor-altered-rows"),
    );
    check(
        |lab| tamper(lab, &["UPDATE council SET name = name || '?'"]),
        ("check-rows", "doctor-altered-rows"),
    );
}
