//! What the database itself can tell: damage, and rows that point at nothing.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement};

use super::Fault;
use crate::engine::Engine;
use crate::error::StoreError;
use crate::store::Store;

/// Damage the database finds in itself.
///
/// # Errors
/// [`StoreError`] when it cannot even look.
pub async fn integrity(store: &Store) -> Result<Vec<Fault>, StoreError> {
    let sql = match store.engine() {
        Engine::Sqlite => "PRAGMA integrity_check",
        // Pages whose checksum did not fit when they were read, since the server keeps count.
        Engine::Postgres => {
            "SELECT 'pages with a wrong checksum: ' || checksum_failures FROM pg_stat_database \
             WHERE datname = current_database() AND checksum_failures > 0"
        }
    };
    let rows = ask(store, sql)
        .await
        .map_err(StoreError::database("check integrity"))?;
    let words = rows.iter().map(|row| row.try_get_by_index::<String>(0));
    let words: Vec<String> = words
        .collect::<Result<_, _>>()
        .map_err(StoreError::database("check integrity"))?;
    let damaged = words.into_iter().filter(|detail| detail != "ok");
    Ok(damaged.map(|detail| Fault::Damage { detail }).collect())
}

/// Rows that point at rows that are not there.
///
/// # Errors
/// [`StoreError`] when it cannot even look.
pub async fn foreign_keys(store: &Store) -> Result<Vec<Fault>, StoreError> {
    let found = match store.engine() {
        Engine::Sqlite => sqlite_links(store).await,
        Engine::Postgres => postgres_links(store).await,
    };
    let found = found.map_err(StoreError::database("check foreign keys"))?;
    let links = found.into_iter();
    Ok(links
        .map(|((table, parent), rows)| Fault::BrokenLink {
            table,
            parent,
            rows,
        })
        .collect())
}

type Links = BTreeMap<(String, String), u64>;

async fn sqlite_links(store: &Store) -> Result<Links, DbErr> {
    let mut found = Links::new();
    for row in ask(store, "PRAGMA foreign_key_check").await? {
        *found
            .entry((row.try_get_by_index(0)?, row.try_get_by_index(2)?))
            .or_default() += 1;
    }
    Ok(found)
}

/// PostgreSQL holds its foreign keys for checked; they are counted anew here, because a restore
/// or a careless hand can switch the checks off.
async fn postgres_links(store: &Store) -> Result<Links, DbErr> {
    let keys = "SELECT child.relname::text, parent.relname::text, \
         (SELECT string_agg(format('c.%I IS NOT NULL', a.attname), ' AND ') \
          FROM unnest(k.conkey) AS n JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n), \
         (SELECT string_agg(format('c.%I = p.%I', a.attname, b.attname), ' AND ') \
          FROM unnest(k.conkey, k.confkey) AS n (own, other) \
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n.own \
          JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = n.other) \
         FROM pg_constraint k JOIN pg_class child ON child.oid = k.conrelid \
         JOIN pg_class parent ON parent.oid = k.confrelid \
         WHERE k.contype = 'f' AND k.conparentid = 0 \
         AND k.connamespace = current_schema()::regnamespace";
    let mut found = Links::new();
    for key in ask(store, keys).await? {
        let (child, parent): (String, String) =
            (key.try_get_by_index(0)?, key.try_get_by_index(1)?);
        let (given, same): (String, String) = (key.try_get_by_index(2)?, key.try_get_by_index(3)?);
        let sql = format!(
            "SELECT COUNT(*) FROM {child} c WHERE {given} \
             AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE {same})"
        );
        let count = match ask(store, &sql).await?.first() {
            Some(row) => row.try_get_by_index::<i64>(0)?,
            None => 0,
        };
        if count > 0 {
            *found.entry((child, parent)).or_default() += count.unsigned_abs();
        }
    }
    Ok(found)
}

async fn ask(store: &Store, sql: &str) -> Result<Vec<QueryResult>, DbErr> {
    let connection = store.connection();
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    connection.query_all_raw(statement).await
}
