//! The schema, step by step. A step is a file of `migrations/`, written once for both engines
//! with the words of [`dialect`], and never edited after it landed in a release.

use std::fmt::Write as _;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};
use sea_orm_migration::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager};

use crate::engine::Engine;
use crate::error::OpenError;

/// Parts into which PostgreSQL divides a large table, by council.
const PARTITIONS: u32 = 8;
/// Names the lock that lets one program at a time change the schema ("ayumi" in ASCII).
const SCHEMA_LOCK: i64 = 0x61_7975_6d69;

/// Lists the steps: file name without ending, and text.
macro_rules! steps {
    ($($name:literal),* $(,)?) => {
        &[$(Step { name: $name, text: include_str!(concat!("../migrations/", $name, ".sql")) }),*]
    };
}

const STEPS: &[Step] = steps![
    "0001_council",
    "0002_file",
    "0003_plan",
    "0004_item",
    "0005_schedule",
    "0006_indicator",
    "0007_review",
    "0008_legend_lineage",
    "0009_intake",
    "0010_publication",
    "0011_record",
    "0012_idempotency_key",
    "0013_origin_part",
    "0014_unmentioned",
    "0015_record_head",
    "0016_newer",
    "0017_columns",
    "0018_people",
    "0019_handover",
    "0020_council_stopped",
    "0021_bin",
    "0022_edition",
    "0023_standing",
    "0024_numbering",
];

#[derive(Clone, Copy)]
struct Step {
    name: &'static str,
    text: &'static str,
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for sql in dialect(self.text, manager.get_database_backend()) {
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }
}

struct Steps;

impl MigratorTrait for Steps {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        STEPS
            .iter()
            .map(|step| Box::new(*step) as Box<dyn MigrationTrait>)
            .collect()
    }
}

/// The statements of a step in the words of one engine.
fn dialect(text: &str, backend: DbBackend) -> Vec<String> {
    let words: &[(&str, &str)] = match backend {
        DbBackend::Postgres => &[
            ("{uuid}", "UUID"),
            // Sorted and compared by bytes, as SQLite does.
            ("{text}", "TEXT COLLATE \"C\""),
            ("{bigint}", "BIGINT"),
            ("{real}", "DOUBLE PRECISION"),
            ("{bytes}", "BYTEA"),
            ("{small}", ""),
            ("{wide}", ""),
            ("{large}", "PARTITION BY HASH (council_id)"),
            ("{large_wide}", "PARTITION BY HASH (council_id)"),
        ],
        _ => &[
            ("{uuid}", "BLOB"),
            ("{text}", "TEXT"),
            ("{bigint}", "INTEGER"),
            ("{real}", "REAL"),
            ("{bytes}", "BLOB"),
            ("{small}", "STRICT, WITHOUT ROWID"),
            // Rows longer than a fraction of a page are slow in a table without row ids.
            ("{wide}", "STRICT"),
            ("{large}", "STRICT, WITHOUT ROWID"),
            ("{large_wide}", "STRICT"),
        ],
    };
    let plain: String =
        text.lines()
            .filter(|line| !line.starts_with("--"))
            .fold(String::new(), |mut all, line| {
                let _ = writeln!(all, "{line}");
                all
            });
    let mut statements = Vec::new();
    for statement in plain
        .split(';')
        .map(str::trim)
        .filter(|statement| !statement.is_empty())
    {
        let large = statement.ends_with("{large}") || statement.ends_with("{large_wide}");
        let sql = words
            .iter()
            .fold(statement.to_owned(), |sql, (mark, word)| {
                sql.replace(mark, word)
            });
        let table = sql.split(' ').nth(2).unwrap_or_default().to_owned();
        statements.push(sql);
        if large && backend == DbBackend::Postgres {
            statements.extend((0..PARTITIONS).map(|part| {
                format!(
                    "CREATE TABLE {table}_{part} PARTITION OF {table} \
                     FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {part})"
                )
            }));
        }
    }
    statements
}

/// Brings the schema up to date: all steps in one transaction, one program at a time.
pub(crate) async fn up(connection: &DatabaseConnection, engine: Engine) -> Result<(), OpenError> {
    let work = async {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = connection.begin_with_options(options).await?;
        if engine == Engine::Postgres {
            let lock = format!("SELECT pg_advisory_xact_lock({SCHEMA_LOCK})");
            transaction.execute_unprepared(&lock).await?;
        }
        Steps::up(&transaction, None).await?;
        transaction.commit().await
    };
    if applied(connection).await.map_err(OpenError::Connect)?.len() == STEPS.len() {
        return Ok(());
    }
    work.await.map_err(OpenError::Migrate)
}

/// Refuses a database that holds steps this program does not know.
pub(crate) async fn refuse_newer(connection: &DatabaseConnection) -> Result<(), OpenError> {
    let applied = applied(connection).await.map_err(OpenError::Connect)?;
    match unknown(&applied) {
        Some(step) => Err(OpenError::Newer {
            step: step.to_owned(),
        }),
        None => Ok(()),
    }
}

/// The steps a database has taken, oldest first.
pub(crate) async fn applied(connection: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    let backend = connection.get_database_backend();
    if !SchemaManager::new(connection)
        .has_table("seaql_migrations")
        .await?
    {
        return Ok(Vec::new());
    }
    let sql = "SELECT version FROM seaql_migrations ORDER BY version";
    let rows = connection
        .query_all_raw(Statement::from_string(backend, sql))
        .await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// The first step taken that this program does not know.
pub(crate) fn unknown(applied: &[String]) -> Option<&str> {
    applied
        .iter()
        .map(String::as_str)
        .find(|name| STEPS.iter().all(|step| step.name != *name))
}

/// The first step of this program that was not taken.
pub(crate) fn missing(applied: &[String]) -> Option<&'static str> {
    STEPS
        .iter()
        .map(|step| step.name)
        .find(|name| applied.iter().all(|taken| taken != name))
}

/// The newest step of this program.
pub(crate) fn newest() -> &'static str {
    STEPS.last().map_or("", |step| step.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_a_council_begins_its_keys_with_the_council() {
        // What belongs to no council: councils themselves, and how people come in.
        const GLOBAL: [&str; 10] = [
            "council",
            "login",
            "session",
            "ticket",
            "attempt",
            "device",
            "passkey",
            "totp",
            "recovery_code",
            "ceremony",
        ];
        // A login's persons are looked for in all councils.
        const ACROSS: &str = "CREATE INDEX person_by_login ";
        let is_global = |name: &str| GLOBAL.contains(&name);
        for step in STEPS {
            assert!(
                step.text.starts_with("-- "),
                "{} explains itself first",
                step.name
            );
            for statement in dialect(step.text, DbBackend::Sqlite) {
                let flat = statement.split_whitespace().collect::<Vec<_>>().join(" ");
                let made = flat.strip_prefix("CREATE TABLE ");
                let indexed = flat.split_once(" ON ").map(|(_, rest)| rest);
                let table = made.or(indexed).unwrap_or_default();
                let table = table.split([' ', '(']).next().unwrap_or_default();
                if is_global(table) || flat.starts_with(ACROSS) {
                    continue;
                }
                for (index, _) in flat
                    .match_indices(" KEY (")
                    .chain(flat.match_indices("UNIQUE ("))
                {
                    let (_, columns) = flat[index..].split_once('(').unwrap();
                    let to_login = columns.starts_with("login_id) REFERENCES login ");
                    assert!(
                        columns.starts_with("council_id") || to_login,
                        "{}: {columns}",
                        step.name
                    );
                }
                if let Some((_, columns)) = flat
                    .strip_prefix("CREATE")
                    .filter(|s| s.contains("INDEX"))
                    .and_then(|s| s.split_once('('))
                {
                    assert!(
                        columns.starts_with("council_id"),
                        "{}: {columns}",
                        step.name
                    );
                }
            }
        }
    }

    #[test]
    fn a_large_table_is_divided_on_postgresql_only() {
        let text = "-- why\nCREATE TABLE t (\n    a {uuid}\n) {large};\nCREATE INDEX i ON t (a);\n";
        assert_eq!(
            dialect(text, DbBackend::Sqlite),
            [
                "CREATE TABLE t (\n    a BLOB\n) STRICT, WITHOUT ROWID",
                "CREATE INDEX i ON t (a)"
            ]
        );
        let server = dialect(text, DbBackend::Postgres);
        assert_eq!(server.len(), 2 + PARTITIONS as usize);
        assert!(
            server[0].ends_with("PARTITION BY HASH (council_id)"),
            "{}",
            server[0]
        );
        assert!(server[8].ends_with("REMAINDER 7)"), "{}", server[8]);
    }
}
