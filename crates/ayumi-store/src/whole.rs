//! A council as a whole: all its rows, to be written out, read back, or deleted. What people come
//! in with (logins, sessions, passwords) belongs to no council and never goes along.

use std::collections::HashMap;

use ayumi_core::organisation::CouncilId;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, Iterable,
    PrimaryKeyToColumn as _, QueryFilter, QueryOrder,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::error::StoreError;
use crate::store::{Session, Store};
use crate::{Engine, batch, migrate, people, table};

/// Calls a macro with every table of a council, those that are pointed at first.
macro_rules! of_council {
    ($run:ident) => {
        $run! {
            file, section, section_succession, post, person, tenure, plan, level, plan_origin,
            earlier_source, item, item_mark, item_text, item_section, schedule_cell, indicator,
            reported_value, rating, finding, finding_ref, finding_about, legend, lineage,
            unmentioned, intake, attachment, column_matching, publication, publication_file,
            change, change_content, record_head, item_owner, bin, edition, edition_file, comment, handover, support_grant,
            idempotency_key,
        }
    };
}

/// Of these, what is not written out: answers remembered for a form that was sent twice, and a
/// grant that names an operator of this installation.
const NOT_OUT: [&str; 2] = ["idempotency_key", "support_grant"];

macro_rules! name_all {
    ($($table:ident),* $(,)?) => { &[$(stringify!($table)),*] };
}

/// Every table of a council, those that are pointed at first.
const ALL: &[&str] = of_council!(name_all);

/// The tables that are written out, those that are pointed at first.
pub fn tables() -> impl Iterator<Item = &'static str> {
    ALL.iter().copied().filter(|name| !NOT_OUT.contains(name))
}

/// The last step of the schema: rows written out by this program are of it.
#[must_use]
pub fn newest_step() -> &'static str {
    migrate::newest()
}

/// Does this program know a step of the schema?
#[must_use]
pub fn knows_step(name: &str) -> bool {
    migrate::unknown(&[name.to_owned()]).is_none()
}

/// The rows of a council in one table, in the order of their keys. A person's login is left out:
/// it belongs to this installation.
///
/// # Errors
/// [`StoreError::Gone`] when there is no such table.
pub async fn rows(s: &Session, council: CouncilId, name: &str) -> Result<Vec<Value>, StoreError> {
    macro_rules! load {
        ($($table:ident),* $(,)?) => {
            match name {
                $(stringify!($table) => {
                    let column = table::$table::Column::CouncilId;
                    load::<table::$table::Entity>(s, (column, council.0)).await
                })*
                _ => Err(StoreError::Gone { what: "table" }),
            }
        };
    }
    let mut rows = of_council!(load)?;
    if name == "person" {
        for row in &mut rows {
            row["login_id"] = Value::Null;
        }
    }
    Ok(rows)
}

async fn load<E>(
    s: &Session,
    (column, council): (E::Column, Uuid),
) -> Result<Vec<Value>, StoreError>
where
    E: EntityTrait,
    E::Model: Serialize + Send + Sync,
{
    let wanted = E::find().filter(column.eq(council));
    let rows = E::PrimaryKey::iter()
        .fold(wanted, |wanted, key| wanted.order_by_asc(key.into_column()))
        .all(s.on())
        .await
        .map_err(StoreError::database("write out"))?;
    let value = |row| serde_json::to_value(row).map_err(|e| StoreError::unreadable("row", e));
    rows.into_iter().map(value).collect()
}

/// Puts rows back as they were written out. Every one must be of this council.
///
/// # Errors
/// [`StoreError::Unreadable`] for a row that is none of this table, or another council's.
pub async fn put_rows(
    s: &Session,
    council: CouncilId,
    (name, rows): (&str, Vec<Value>),
) -> Result<(), StoreError> {
    let own = Value::String(council.to_string());
    if rows.iter().any(|row| row["council_id"] != own) {
        return Err(StoreError::unreadable("row", "of another council"));
    }
    let rows = match name {
        "item" => parents_first(rows),
        _ => rows,
    };
    macro_rules! put {
        ($($table:ident),* $(,)?) => {
            match name {
                $(stringify!($table) => put::<table::$table::Entity>(s, rows).await,)*
                _ => Err(StoreError::Gone { what: "table" }),
            }
        };
    }
    of_council!(put)
}

async fn put<E>(s: &Session, rows: Vec<Value>) -> Result<(), StoreError>
where
    E: EntityTrait,
    E::Model: DeserializeOwned + IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    let row = |row| serde_json::from_value(row).map_err(|e| StoreError::unreadable("row", e));
    let rows: Result<Vec<E::Model>, StoreError> = rows.into_iter().map(row).collect();
    batch::insert::<E>(s, rows?).await
}

/// Raises the versions of a council's plans: a server that remembers plans by their version must
/// not take what was read back for what it knew before.
///
/// # Errors
/// [`StoreError`].
pub async fn renew_versions(s: &Session, council: CouncilId, by: u64) -> Result<(), StoreError> {
    let sql = "UPDATE plan SET version = version + $2 WHERE council_id = $1";
    let values = [council.0.into(), table::to_i64("plan", by)?.into()];
    let done = s.on().execute_raw(s.statement(sql, values)).await;
    done.map(drop)
        .map_err(StoreError::database("read a council back"))
}

/// Items point at their parents; both engines look when a statement ends, and a statement holds
/// only some hundred rows. Rows whose way up ends nowhere keep their place: the database refuses
/// them.
fn parents_first(mut rows: Vec<Value>) -> Vec<Value> {
    let parents: HashMap<(String, String), String> = rows
        .iter()
        .filter_map(|row| {
            let parent = row["parent_id"].as_str()?.to_owned();
            Some((named(row), parent))
        })
        .collect();
    let depth = |row: &Value| {
        let (plan, mut id) = named(row);
        let mut depth = 0;
        while let Some(parent) = parents.get(&(plan.clone(), id)) {
            (id, depth) = (parent.clone(), depth + 1);
            if depth > parents.len() {
                break;
            }
        }
        depth
    };
    rows.sort_by_cached_key(depth);
    rows
}

fn named(row: &Value) -> (String, String) {
    (
        row["plan_id"].to_string(),
        row["id"].as_str().unwrap_or_default().to_owned(),
    )
}

/// Deletes a council with everything that is its own: rows, record, and the logins whose only
/// persons were here. Its files lose their holder; the next sweep takes them.
///
/// # Errors
/// [`StoreError::Gone`] when there is no such council.
pub async fn delete(s: &Session, council: CouncilId) -> Result<(), StoreError> {
    let persons = people::persons(s, council).await?;
    run(s, "DELETE FROM ticket WHERE council_id = $1", council.0).await?;
    for name in ALL.iter().rev() {
        run(
            s,
            &format!("DELETE FROM {name} WHERE council_id = $1"),
            council.0,
        )
        .await?;
    }
    for login in persons.into_iter().filter_map(|one| one.login) {
        let alone = "DELETE FROM ticket WHERE login_id = $1 AND NOT EXISTS \
                     (SELECT 1 FROM person WHERE login_id = $1)";
        run(s, alone, login.0).await?;
        let alone = "DELETE FROM login WHERE id = $1 AND operator = 0 AND NOT EXISTS \
                     (SELECT 1 FROM person WHERE login_id = $1)";
        run(s, alone, login.0).await?;
    }
    match run(s, "DELETE FROM council WHERE id = $1", council.0).await? {
        0 => Err(StoreError::Gone { what: "council" }),
        _ => Ok(()),
    }
}

async fn run(s: &Session, sql: &str, id: Uuid) -> Result<u64, StoreError> {
    let done = s.on().execute_raw(s.statement(sql, [id.into()])).await;
    done.map(|done| done.rows_affected())
        .map_err(StoreError::database("delete a council"))
}

/// Takes what was deleted out of the database file and its log as well (個人情報保護法 22条).
/// PostgreSQL does so by itself when its autovacuum comes by.
///
/// # Errors
/// [`StoreError`] when somebody else is using the database just now.
pub async fn scour(store: &Store) -> Result<(), StoreError> {
    if store.engine() == Engine::Sqlite {
        for sql in ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"] {
            let done = store.connection().execute_unprepared(sql).await;
            done.map_err(StoreError::database("take out what was deleted"))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table made later must not be forgotten: every table of the schema with a council in its
    /// key stands in the list.
    #[test]
    fn every_table_of_a_council_is_listed() {
        let folder = format!("{}/migrations", env!("CARGO_MANIFEST_DIR"));
        let mut found = Vec::new();
        for file in std::fs::read_dir(folder).expect("the steps") {
            let text = std::fs::read_to_string(file.expect("a step").path()).expect("a step");
            for part in text.split("CREATE TABLE ").skip(1) {
                let (name, rest) = part.split_once(' ').expect("a name");
                let columns = rest.split(';').next().unwrap_or_default();
                let one = "council_id {uuid} NOT NULL PRIMARY KEY";
                if ["PRIMARY KEY (council_id", one]
                    .iter()
                    .any(|key| columns.contains(key))
                {
                    found.push(name.to_owned());
                }
            }
        }
        found.sort();
        let mut all: Vec<&str> = ALL.to_vec();
        all.sort_unstable();
        assert_eq!(found, all);
    }

    #[test]
    fn parents_come_first() {
        let row = |id: &str, parent: Option<&str>| serde_json::json!({"plan_id": "p", "id": id, "parent_id": parent});
        let rows = vec![row("c", Some("b")), row("b", Some("a")), row("a", None)];
        let sorted = parents_first(rows);
        let order: Vec<&str> = sorted.iter().filter_map(|row| row["id"].as_str()).collect();
        assert_eq!(order, ["a", "b", "c"]);
        // A ring ends as well.
        let ring = vec![row("x", Some("y")), row("y", Some("x"))];
        assert_eq!(parents_first(ring).len(), 2);
    }
}
