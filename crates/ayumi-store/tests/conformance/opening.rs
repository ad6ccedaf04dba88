//! Opening: what is made, and what is refused with which code.

use ayumi_store::{Database, Engine, OpenError, Settings, SettingsError, Store, doctor};
use sea_orm::ConnectionTrait as _;

use crate::house::House;

crate::on_both_engines! {
    a_store_opens_again,
    a_newer_database_is_refused,
    an_older_database_is_brought_up_to_date,
    a_database_that_is_not_there_is_not_made_by_a_look,
}

async fn a_store_opens_again(house: House) {
    house.council("midorino").await;
    house.store.close().await;
    let store = Store::open(&house.settings).await.unwrap();
    let s = store.read().await.unwrap();
    assert_eq!(ayumi_store::organisation::all(&s).await.unwrap().len(), 1);
    let (taken, known) = doctor::schema_version(&store).await.unwrap();
    assert_eq!(taken.as_deref(), Some(known));
}

async fn a_newer_database_is_refused(house: House) {
    house
        .meddle("INSERT INTO seaql_migrations VALUES ('9999_future', 1)")
        .await;
    let error = Store::open(&house.settings).await.unwrap_err();
    assert!(
        matches!(&error, OpenError::Newer { step } if step == "9999_future"),
        "{error:?}"
    );
    assert_eq!(error.code(), "store-newer-schema");
}

async fn an_older_database_is_brought_up_to_date(house: House) {
    house
        .meddle(
            "DROP TABLE idempotency_key; \
             DELETE FROM seaql_migrations WHERE version = '0012_idempotency_key'",
        )
        .await;
    let older = doctor::schema(&house.store).await.unwrap();
    assert_eq!(older[0].code(), "doctor-older-schema");
    let store = Store::open(&house.settings).await.unwrap();
    assert_eq!(doctor::schema(&store).await.unwrap(), []);
}

async fn a_database_that_is_not_there_is_not_made_by_a_look(house: House) {
    let file = house.folder.path().join("nowhere/ayumi.sqlite");
    let settings = match house.store.engine() {
        Engine::Sqlite => Settings::embedded(file.parent().unwrap()),
        Engine::Postgres => Settings {
            database: Database::Postgres {
                url: "postgres://postgres@localhost/x?host=/nowhere".into(),
                password_file: None,
            },
            data_dir: house.folder.path().join("nowhere"),
        },
    };
    let error = Store::inspect(&settings).await.unwrap_err();
    assert!(
        ["store-no-database", "store-connect"].contains(&error.code()),
        "{error:?}"
    );
    let found = doctor::examine(&settings, doctor::LEAST_SPACE).await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1[0].code(), error.code());
    assert!(!file.parent().unwrap().exists());
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::embedded(folder.path());
    let file = folder.path().join("ayumi.sqlite");
    let bytes = "これはデータベースではありません。".repeat(100);
    std::fs::write(&file, &bytes).unwrap();
    let error = Store::open(&settings).await.unwrap_err();
    assert_eq!(error.code(), "store-connect", "{error:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), bytes);
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let settings = Settings::embedded(&folder.path().join("file/data"));
    let error = Store::open(&settings).await.unwrap_err();
    assert_eq!(error.code(), "store-folder", "{error:?}");
}

#[tokio::test]
async fn odd_paths_are_paths() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::embedded(&folder.path().join("計画 100%?mode=ro#1"));
    Store::open(&settings).await.unwrap().close().await;
    assert!(
        folder
            .path()
            .join("計画 100%?mode=ro#1/ayumi.sqlite")
            .is_file()
    );
}

fn server(url: String, password_file: Option<std::path::PathBuf>) -> (Settings, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let data_dir = folder.path().join("data");
    (
        Settings {
            database: Database::Postgres { url, password_file },
            data_dir,
        },
        folder,
    )
}

#[tokio::test]
async fn a_password_comes_from_its_file_only() {
    use ayumi_testkit::postgres::{PASSWORD, ROLE_WITH_PASSWORD, database};
    let Some(url) = database() else { return };
    let url = url.replace("postgres@", &format!("{ROLE_WITH_PASSWORD}@"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("password");

    let (settings, _data) = server(url.clone(), Some(file.clone()));
    let error = Store::open(&settings).await.unwrap_err();
    assert_eq!(error.code(), "store-password-file", "{error:?}");
    std::fs::write(&file, "wrong\n").unwrap();
    let error = Store::open(&settings).await.unwrap_err();
    assert_eq!(error.code(), "store-connect", "{error:?}");
    std::fs::write(&file, format!("{PASSWORD}\n")).unwrap();
    Store::open(&settings).await.unwrap();

    let (settings, _data) = server(url.replace('@', ":secret@"), Some(file));
    let error = Store::open(&settings).await.unwrap_err();
    assert!(
        matches!(error, OpenError::Address(SettingsError::PasswordInUrl)),
        "{error:?}"
    );
    assert!(!format!("{error:?} {error}").contains("secret"));
}

#[tokio::test]
async fn a_server_that_answers_saved_too_early_is_refused() {
    let Some(url) = ayumi_testkit::postgres::database() else {
        return;
    };
    let name = url
        .rsplit('/')
        .nth(usize::from(url.contains("?host=/")))
        .map(str::to_owned);
    let connection = sea_orm::Database::connect(&url).await.unwrap();
    let row = connection
        .query_one_raw(sea_orm::Statement::from_string(
            sea_orm::DbBackend::Postgres,
            "SELECT current_database()::text",
        ))
        .await
        .unwrap();
    let database: String = row.unwrap().try_get_by_index(0).unwrap();
    drop(name);
    let weaken = format!("ALTER DATABASE {database} SET synchronous_commit = off");
    connection.execute_unprepared(&weaken).await.unwrap();
    let (settings, _data) = server(url, None);
    let error = Store::open(&settings).await.unwrap_err();
    assert!(
        matches!(
            &error,
            OpenError::NotDurable {
                setting: "synchronous_commit",
                ..
            }
        ),
        "{error:?}"
    );
    let found = doctor::examine(&settings, doctor::LEAST_SPACE).await;
    assert!(
        found
            .iter()
            .any(|(check, _)| *check == doctor::Check::Schema)
    );
}
