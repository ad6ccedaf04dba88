//! Many rows at once: insert, load and renew the rows of a plan in few statements.

use std::collections::{HashMap, HashSet};

use sea_orm::sea_query::{CommonTableExpression, InsertStatement, OnConflict, WithClause};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait,
    IdenStatic as _, IntoActiveModel, Iterable, ModelTrait, PrimaryKeyToColumn as _, QueryFilter,
    QueryOrder, QueryTrait as _, Value,
};
use uuid::Uuid;

use crate::engine::Engine;
use crate::error::StoreError;
use crate::store::Session;
use crate::table::{Keyed as _, OfPlan};

/// Most rows in one statement.
const BATCH: usize = 500;
/// Rows after which PostgreSQL is told of a table's growth.
const MANY: usize = 200;
/// Most values in one statement: SQLite takes 32,766, PostgreSQL 65,535.
const VALUES: usize = 30_000;

/// Most removed rows named in one statement: SQLite counts each as a level of its condition.
const NAMED: usize = 100;

/// Inserts rows, many in one statement.
pub(crate) async fn insert<E>(s: &Session, rows: Vec<E::Model>) -> Result<(), StoreError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    write::<E>(s, rows, None).await
}

/// Inserts rows, or puts them in the place of those that have their keys.
pub(crate) async fn put<E>(s: &Session, rows: Vec<E::Model>) -> Result<(), StoreError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    write::<E>(s, rows, Some(in_place::<E>())).await
}

/// What has the same key is written over.
fn in_place<E: EntityTrait>() -> OnConflict {
    let key: Vec<E::Column> = E::PrimaryKey::iter().map(|key| key.into_column()).collect();
    let others =
        E::Column::iter().filter(|column| key.iter().all(|key| key.as_str() != column.as_str()));
    OnConflict::columns(key.clone())
        .update_columns(others)
        .to_owned()
}

/// The insertion of a row, for [`together`].
pub(crate) fn inserting<E>(row: E::Model) -> Result<InsertStatement, StoreError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E>,
{
    Ok(statement::<E>(vec![active::<E>(row)?], None))
}

/// The same, in the place of the row that has its key.
pub(crate) fn putting<E>(row: E::Model) -> Result<InsertStatement, StoreError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E>,
{
    Ok(statement::<E>(
        vec![active::<E>(row)?],
        Some(&in_place::<E>()),
    ))
}

fn statement<E>(rows: Vec<E::ActiveModel>, instead: Option<&OnConflict>) -> InsertStatement
where
    E: EntityTrait,
    E::ActiveModel: ActiveModelTrait<Entity = E>,
{
    let mut statement = E::insert_many(rows).into_query();
    if let Some(instead) = instead {
        statement.on_conflict(instead.clone());
    }
    statement
}

/// Carries out insertions into different tables. PostgreSQL is asked once for all: the way to a
/// server takes longer than a row. The embedded database takes them one by one, in their order.
pub(crate) async fn together(s: &Session, mut all: Vec<InsertStatement>) -> Result<(), StoreError> {
    let failed = || StoreError::database("write");
    let last = match s.store().engine() {
        Engine::Postgres if all.len() > 1 => all.pop(),
        _ => None,
    };
    let Some(last) = last else {
        for one in all {
            s.on().execute(&one).await.map_err(failed())?;
        }
        return Ok(());
    };
    let mut with = WithClause::new();
    for (at, one) in all.into_iter().enumerate() {
        let mut part = CommonTableExpression::new();
        with.cte(part.query(one).table_name(format!("part_{at}")).to_owned());
    }
    let whole = with.query(last);
    s.on().execute(&whole).await.map(drop).map_err(failed())
}

async fn write<E>(
    s: &Session,
    rows: Vec<E::Model>,
    instead: Option<OnConflict>,
) -> Result<(), StoreError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    let many = rows.len() > MANY;
    let batch = BATCH.min(VALUES / E::Column::iter().count().max(1));
    let rows = rows
        .into_iter()
        .map(active::<E>)
        .collect::<Result<Vec<_>, _>>()?;
    let (mut rows, mut first) = (rows.into_iter().peekable(), true);
    while rows.peek().is_some() {
        let some = rows.by_ref().take(batch).collect();
        let statement = statement::<E>(some, instead.as_ref());
        let written = s.on().execute(&statement).await;
        written.map_err(StoreError::database("write"))?;
        if many && (first || rows.peek().is_none()) {
            count_anew(s, E::default().table_name()).await?;
        }
        first = false;
    }
    Ok(())
}

/// Tells PostgreSQL how large the parts of a table have grown, where it has never looked: it
/// would check each new row that points into the table by walking through a whole plan (0.26 ms
/// instead of 0.04 ms at 5,000 items). On an old database it knows, and nothing is done.
async fn count_anew(s: &Session, table: &str) -> Result<(), StoreError> {
    if s.store().engine() == Engine::Sqlite {
        return Ok(());
    }
    let sql = "SELECT c.relname::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid \
               WHERE i.inhparent = to_regclass($1) AND c.relkind = 'r' AND c.reltuples < 1000 \
               AND pg_relation_size(c.oid) > 16384";
    let failed = || StoreError::database("count rows");
    let parts = s
        .on()
        .query_all_raw(s.statement(sql, [table.into()]))
        .await
        .map_err(failed())?;
    for part in parts {
        let part: String = part.try_get_by_index(0).map_err(failed())?;
        s.on()
            .execute_unprepared(&format!("ANALYZE {part}"))
            .await
            .map_err(failed())?;
    }
    Ok(())
}

/// A row ready to be written. PostgreSQL keeps no U+0000 in a text; SQLite would, and the two
/// would drift apart: refused on both.
pub(crate) fn active<E>(row: E::Model) -> Result<E::ActiveModel, StoreError>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E>,
{
    let row = row.into_active_model();
    let holds_nul = E::Column::iter().any(|column| match row.get(column) {
        ActiveValue::Set(Value::String(Some(text)))
        | ActiveValue::Unchanged(Value::String(Some(text))) => text.contains('\0'),
        _ => false,
    });
    if holds_nul {
        Err(StoreError::NulCharacter)
    } else {
        Ok(row)
    }
}

/// All rows of a plan, in the order of their owner's list.
pub(crate) async fn of_plan<E: OfPlan>(
    s: &Session,
    council: Uuid,
    plan: Uuid,
) -> Result<Vec<E::Model>, StoreError>
where
    E::Model: Send + Sync,
{
    let rows = E::find()
        .filter(E::COUNCIL.eq(council))
        .filter(E::PLAN.eq(plan));
    E::ORDER
        .iter()
        .fold(rows, |rows, column| rows.order_by_asc(*column))
        .all(s.on())
        .await
        .map_err(StoreError::database("load"))
}

/// What changes between two states of a plan's rows in one table.
pub(crate) struct Renewal<E: OfPlan> {
    written: Vec<E::Model>,
    gone: Vec<E::Model>,
}

impl<E: OfPlan> Renewal<E>
where
    E::Model: IntoActiveModel<E::ActiveModel> + PartialEq,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    /// Compares by key and content.
    pub(crate) fn of(old: Vec<E::Model>, new: Vec<E::Model>) -> Result<Self, StoreError> {
        let mut old: HashMap<_, _> = old.into_iter().map(|row| (row.key(), row)).collect();
        let (mut seen, mut written) = (HashSet::new(), Vec::new());
        for row in new {
            if !seen.insert(row.key()) {
                let source = DbErr::Custom("the same key stands twice".to_owned());
                return Err(StoreError::Duplicate {
                    operation: "write",
                    source,
                });
            }
            match old.remove(&row.key()) {
                Some(same) if same == row => {}
                _ => written.push(row),
            }
        }
        Ok(Self {
            written,
            gone: old.into_values().collect(),
        })
    }

    /// Writes what is new or changed. First for the tables that are pointed at.
    pub(crate) async fn write(&mut self, s: &Session) -> Result<(), StoreError> {
        put::<E>(s, std::mem::take(&mut self.written)).await
    }

    /// Removes what is gone. First for the tables that point, and after every writing: what was
    /// moved away from a removed row must not go with it.
    pub(crate) async fn remove(self, s: &Session, owner: (Uuid, Uuid)) -> Result<(), StoreError> {
        let rest: Vec<E::Column> = E::PrimaryKey::iter()
            .map(|key| key.into_column())
            .skip(2)
            .collect();
        for gone in self.gone.chunks(NAMED) {
            let named = gone.iter().fold(Condition::any(), |named, row| {
                let same = rest.iter().map(|column| column.eq(row.get(*column)));
                named.add(same.fold(Condition::all(), Condition::add))
            });
            E::delete_many()
                .filter(E::COUNCIL.eq(owner.0))
                .filter(E::PLAN.eq(owner.1))
                .filter(named)
                .exec(s.on())
                .await
                .map_err(StoreError::database("remove"))?;
        }
        Ok(())
    }
}
