//! Connections to the two engines, set so that what was answered "saved" is saved.

use std::path::Path;
use std::time::{Duration, Instant};

use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, DbErr, Statement};

use crate::error::{OpenError, is_busy};
use crate::settings::{SettingsError, holds_password};

/// Which database holds the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file beside the program.
    Sqlite,
    /// A server.
    Postgres,
}

/// Readers at the same time on SQLite. Each is a thread; a page needs one for about 1 ms.
const READERS: u32 = 8;
/// Connections to PostgreSQL.
const CONNECTIONS: u32 = 16;
/// How long to wait for another program that writes, or for a free connection.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two tries at a file which another program is just making ready.
const BREATH: Duration = Duration::from_millis(20);

/// What a SQLite connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Writing: one connection, so that writers of this process queue up here and not in SQLite.
    Write,
    /// Reading only.
    Read,
    /// Looking at a database as it is: nothing is made, no mode is changed.
    Inspect,
}

/// Opens a pool on a SQLite file.
pub(crate) async fn sqlite(file: &Path, purpose: Purpose) -> Result<DatabaseConnection, OpenError> {
    // The address is replaced below by the path itself: a path may hold signs an address may not.
    let mut options = ConnectOptions::new("sqlite://ayumi");
    quiet(&mut options)
        .max_connections(if purpose == Purpose::Read { READERS } else { 1 })
        .min_connections(1)
        .test_before_acquire(false);
    let file = file.to_owned();
    options.map_sqlx_sqlite_opts(move |_| sqlite_options(&file, purpose));
    connect_when_free(options).await.map_err(OpenError::Connect)
}

/// Connects, and tries again while another program is just making the file ready.
///
/// SQLite turns a fresh file to WAL under a lock for which it does not wait: whoever comes in that
/// moment is told "busy" at once, whatever the busy timeout (`sqlite3_busy_handler`: the handler
/// is not called where waiting could end in a deadlock).
async fn connect_when_free(options: ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    let start = Instant::now();
    loop {
        match sea_orm::Database::connect(options.clone()).await {
            Err(error) if is_busy(&error) && start.elapsed() < PATIENCE => {
                tokio::time::sleep(BREATH).await;
            }
            answer => return answer,
        }
    }
}

fn sqlite_options(file: &Path, purpose: Purpose) -> SqliteConnectOptions {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(purpose == Purpose::Write)
        .busy_timeout(PATIENCE)
        .foreign_keys(true)
        // FULL: with NORMAL a power cut lost every one of 300 acknowledged commits.
        .synchronous(SqliteSynchronous::Full)
        // macOS keeps a plain fsync in the drive's memory; elsewhere this changes nothing.
        .pragma("fullfsync", "1")
        // What was deleted is overwritten (個人情報保護法 22条).
        .pragma("secure_delete", "1")
        .pragma("trusted_schema", "0")
        // Rows handed over at once; each handing over is a change of threads.
        .row_buffer_size(1_000)
        .statement_cache_capacity(200);
    match purpose {
        Purpose::Write => options.journal_mode(SqliteJournalMode::Wal),
        Purpose::Read | Purpose::Inspect => options.pragma("query_only", "1"),
    }
}

/// Opens a pool on a PostgreSQL server.
pub(crate) async fn postgres(
    url: &str,
    password_file: Option<&Path>,
) -> Result<DatabaseConnection, OpenError> {
    if holds_password(url) {
        return Err(OpenError::Address(SettingsError::PasswordInUrl));
    }
    let password = password_file.map(password).transpose()?;
    let mut options = ConnectOptions::new(url);
    quiet(&mut options)
        .max_connections(CONNECTIONS)
        .min_connections(1)
        .connect_timeout(PATIENCE)
        .test_before_acquire_if_idle_for(Duration::from_secs(5));
    options.map_sqlx_postgres_opts(move |options: PgConnectOptions| {
        let options = options.application_name("ayumi");
        match &password {
            Some(password) => options.password(password),
            None => options,
        }
    });
    sea_orm::Database::connect(options)
        .await
        .map_err(OpenError::Connect)
}

/// The first line of the password file.
fn password(file: &Path) -> Result<String, OpenError> {
    if ayumi_platform::disk::readable_by_others(file) {
        tracing::warn!(file = %file.display(), "the password file is readable by everyone");
    }
    let text = std::fs::read_to_string(file).map_err(|source| OpenError::PasswordFile {
        path: file.to_owned(),
        source,
    })?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// No statement in the log: statements hold what people wrote.
fn quiet(options: &mut ConnectOptions) -> &mut ConnectOptions {
    options
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
}

/// The settings on which "saved" rests, as they are in force on this connection.
pub(crate) async fn durability(
    connection: &DatabaseConnection,
    engine: Engine,
) -> Result<Vec<(&'static str, String)>, DbErr> {
    let asked: &[(&'static str, &str)] = match engine {
        Engine::Sqlite => &[
            ("journal_mode", "PRAGMA journal_mode"),
            ("synchronous", "PRAGMA synchronous"),
            ("foreign_keys", "PRAGMA foreign_keys"),
        ],
        Engine::Postgres => &[
            ("synchronous_commit", "SHOW synchronous_commit"),
            ("fsync", "SHOW fsync"),
            ("full_page_writes", "SHOW full_page_writes"),
        ],
    };
    let mut found = Vec::new();
    for (setting, sql) in asked {
        let statement = Statement::from_string(connection.get_database_backend(), *sql);
        let row = connection.query_one_raw(statement).await?;
        let value = row.map(|row| match row.try_get_by_index::<String>(0) {
            Ok(text) => text,
            Err(_) => row.try_get_by_index::<i32>(0).unwrap_or(-1).to_string(),
        });
        found.push((*setting, value.unwrap_or_default()));
    }
    Ok(found)
}

/// Is this value of a setting good enough to answer "saved"?
pub(crate) fn is_durable(setting: &str, value: &str) -> bool {
    match setting {
        "journal_mode" => value == "wal",
        // 2 = FULL, 3 = EXTRA
        "synchronous" => value == "2" || value == "3",
        "foreign_keys" => value == "1",
        // `local`, `remote_write` and `remote_apply` all wait for this server's own disk.
        "synchronous_commit" => value != "off",
        "fsync" | "full_page_writes" => value == "on",
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_settings_that_survive_a_power_cut_pass() {
        for (setting, value, durable) in [
            ("journal_mode", "wal", true),
            ("journal_mode", "delete", false),
            ("journal_mode", "memory", false),
            ("synchronous", "2", true),
            ("synchronous", "1", false),
            ("synchronous", "0", false),
            ("foreign_keys", "0", false),
            ("synchronous_commit", "on", true),
            ("synchronous_commit", "off", false),
            ("synchronous_commit", "remote_apply", true),
            ("fsync", "off", false),
            ("full_page_writes", "off", false),
        ] {
            assert_eq!(is_durable(setting, value), durable, "{setting} {value}");
        }
    }
}
