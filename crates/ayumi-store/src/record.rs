//! The record: one entry per change, chained per council. Digests and contents stand apart, so
//! that a content can be erased while the chain stays whole.

use ayumi_core::organisation::CouncilId;
use ayumi_core::record::{Change, Entry, Head, salted_digest};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder};

use crate::batch;
use crate::engine::Engine;
use crate::error::StoreError;
use crate::store::Session;
use crate::table::{self, change, change_content, record_head};

/// What the caller knows of a change. The store adds place, salt and digests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// Whose record.
    pub council: CouncilId,
    /// When, RFC 3339 with offset.
    pub at: String,
    /// Who.
    pub actor: String,
    /// What.
    pub action: String,
    /// On what: kind and id.
    pub object: String,
}

/// The erasable part of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// What the digests are salted with.
    pub salt: Vec<u8>,
    /// The bytes before.
    pub before: Option<Vec<u8>>,
    /// The bytes after.
    pub after: Option<Vec<u8>>,
}

impl Content {
    /// Do the bytes fit the digests of their entry?
    #[must_use]
    pub fn fits(&self, change: &Change) -> bool {
        let digest =
            |bytes: &Option<Vec<u8>>| bytes.as_ref().map(|bytes| salted_digest(&self.salt, bytes));
        digest(&self.before) == change.before && digest(&self.after) == change.after
    }
}

/// Appends an entry to its council's chain, behind what the head says, and moves the head. Writers
/// of one council wait for each other here, so that the chain has neither gap nor fork.
///
/// # Errors
/// [`StoreError`]; [`StoreError::Gone`] when there is no such council.
pub async fn append(
    s: &Session,
    new: NewEntry,
    before: Option<&[u8]>,
    after: Option<&[u8]>,
) -> Result<Change, StoreError> {
    wait_for_turn(s, new.council).await?;
    let end = match head(s, new.council).await? {
        Some(head) => Some(head),
        // Without its head the record goes on behind its last entry; the doctor tells.
        None => last(s, new.council).await?.as_ref().map(Head::from),
    };
    let mut salt = vec![0; 32];
    getrandom::fill(&mut salt).map_err(|error| StoreError::Random(error.to_string()))?;
    let digest = |bytes: Option<&[u8]>| bytes.map(|bytes| salted_digest(&salt, bytes));
    let entry = Entry {
        council: new.council,
        at: new.at,
        actor: new.actor,
        action: new.action,
        object: new.object,
        before: digest(before),
        after: digest(after),
    };
    let change = Change::behind(end.as_ref(), entry);
    let row = to_row(&change)?;
    let content = change_content::Model {
        council_id: row.council_id,
        sequence: row.sequence,
        salt,
        before: before.map(<[u8]>::to_vec),
        after: after.map(<[u8]>::to_vec),
    };
    batch::insert::<change::Entity>(s, vec![row]).await?;
    batch::insert::<change_content::Entity>(s, vec![content]).await?;
    move_head(s, &change).await?;
    Ok(change)
}

async fn last(s: &Session, council: CouncilId) -> Result<Option<Change>, StoreError> {
    let row = change::Entity::find()
        .filter(change::Column::CouncilId.eq(council.0))
        .order_by_desc(change::Column::Sequence)
        .one(s.on())
        .await
        .map_err(StoreError::database("find the last entry"))?;
    Ok(row.map(from_row))
}

async fn move_head(s: &Session, last: &Change) -> Result<(), StoreError> {
    let sql = "INSERT INTO record_head (council_id, entries, hash) VALUES ($1, $2, $3) \
               ON CONFLICT (council_id) DO UPDATE \
               SET entries = excluded.entries, hash = excluded.hash";
    let values = [
        last.council.0.into(),
        table::to_i64("change", last.sequence)?.into(),
        last.hash.clone().into(),
    ];
    s.on()
        .execute_raw(s.statement(sql, values))
        .await
        .map(drop)
        .map_err(StoreError::database("move the head of the record"))
}

/// The end of a council's chain as it was written last; `None` before the first entry.
///
/// # Errors
/// [`StoreError`].
pub async fn head(s: &Session, council: CouncilId) -> Result<Option<Head>, StoreError> {
    let row = record_head::Entity::find_by_id(council.0)
        .one(s.on())
        .await
        .map_err(StoreError::database("find the head of the record"))?;
    Ok(row.map(|row| Head {
        entries: row.entries.unsigned_abs(),
        hash: row.hash,
    }))
}

/// The last change of one thing (`plan/0198…`).
///
/// # Errors
/// [`StoreError`].
pub async fn last_of(
    s: &Session,
    council: CouncilId,
    object: &str,
) -> Result<Option<Change>, StoreError> {
    of_object(s, council, object, Order::Desc).await
}

/// The first change of one thing: how it came to be.
///
/// # Errors
/// [`StoreError`].
pub async fn first_of(
    s: &Session,
    council: CouncilId,
    object: &str,
) -> Result<Option<Change>, StoreError> {
    of_object(s, council, object, Order::Asc).await
}

async fn of_object(
    s: &Session,
    council: CouncilId,
    object: &str,
    order: Order,
) -> Result<Option<Change>, StoreError> {
    if object.contains('\0') {
        return Ok(None);
    }
    let row = change::Entity::find()
        .filter(change::Column::CouncilId.eq(council.0))
        .filter(change::Column::Object.eq(object))
        .order_by(change::Column::Sequence, order)
        .one(s.on())
        .await
        .map_err(StoreError::database("find a change of a thing"))?;
    Ok(row.map(from_row))
}

/// A council's chain, from its first entry.
///
/// # Errors
/// [`StoreError`].
pub async fn chain(s: &Session, council: CouncilId) -> Result<Vec<Change>, StoreError> {
    let rows = change::Entity::find()
        .filter(change::Column::CouncilId.eq(council.0))
        .order_by_asc(change::Column::Sequence)
        .all(s.on())
        .await
        .map_err(StoreError::database("load the record"))?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// The content of an entry; `None` when there is no such entry or its content was erased.
///
/// # Errors
/// [`StoreError`].
pub async fn content(
    s: &Session,
    council: CouncilId,
    sequence: u64,
) -> Result<Option<Content>, StoreError> {
    let Ok(sequence) = i64::try_from(sequence) else {
        return Ok(None);
    };
    let row = change_content::Entity::find_by_id((council.0, sequence))
        .one(s.on())
        .await
        .map_err(StoreError::database("load a content"))?;
    Ok(row.map(|row| Content {
        salt: row.salt,
        before: row.before,
        after: row.after,
    }))
}

/// Erases the content of an entry with its salt; the chain stays whole. Was there one?
///
/// # Errors
/// [`StoreError`].
pub async fn erase(s: &Session, council: CouncilId, sequence: u64) -> Result<bool, StoreError> {
    let Ok(sequence) = i64::try_from(sequence) else {
        return Ok(false);
    };
    let done = change_content::Entity::delete_by_id((council.0, sequence))
        .exec(s.on())
        .await
        .map_err(StoreError::database("erase a content"))?;
    Ok(done.rows_affected > 0)
}

/// On PostgreSQL, holds the council's row until the end of the transaction (SQLite has one
/// writer anyway). `NO KEY UPDATE` lets rows that point at the council be added meanwhile.
async fn wait_for_turn(s: &Session, council: CouncilId) -> Result<(), StoreError> {
    let sql = match s.store().engine() {
        Engine::Sqlite => "SELECT id FROM council WHERE id = $1",
        Engine::Postgres => "SELECT id FROM council WHERE id = $1 FOR NO KEY UPDATE",
    };
    let found = s
        .on()
        .query_one_raw(s.statement(sql, [council.0.into()]))
        .await
        .map_err(StoreError::database("wait for the record"))?;
    found.map(drop).ok_or(StoreError::Gone { what: "council" })
}

fn to_row(change: &Change) -> Result<change::Model, StoreError> {
    Ok(change::Model {
        council_id: change.council.0,
        sequence: table::to_i64("change", change.sequence)?,
        previous: change.previous.clone(),
        at: change.at.clone(),
        actor: change.actor.clone(),
        action: change.action.clone(),
        object: change.object.clone(),
        before: change.before.clone(),
        after: change.after.clone(),
        hash: change.hash.clone(),
    })
}

fn from_row(row: change::Model) -> Change {
    Change {
        council: CouncilId(row.council_id),
        sequence: row.sequence.unsigned_abs(),
        previous: row.previous,
        at: row.at,
        actor: row.actor,
        action: row.action,
        object: row.object,
        before: row.before,
        after: row.after,
        hash: row.hash,
    }
}
