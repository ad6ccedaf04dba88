//! The record: one entry per change, chained per council. Digests and contents stand apart, so
//! that a content can be erased while the chain stays whole.

use ayumi_core::interchange::canonical_bytes;
use ayumi_core::organisation::CouncilId;
use ayumi_core::record::{
    BrokenLink, Change, Content, Entry, Erasure, Head, Verifier, Who, salted_digest,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::BTreeMap;

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
    /// Who stood behind the post, from where, why.
    pub who: Who,
    /// The class by which the contents are erased: the area they belong to.
    pub class: &'static str,
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
    append_in_turn(s, new, before, after).await
}

/// The same in a session that has written the council's row already and so has its turn: whoever
/// else appends waits for it.
///
/// # Errors
/// See [`append`].
pub async fn append_in_turn(
    s: &Session,
    new: NewEntry,
    before: Option<&[u8]>,
    after: Option<&[u8]>,
) -> Result<Change, StoreError> {
    let end = match head(s, new.council).await? {
        Some(head) => Some(head),
        // Without its head the record goes on behind its last entry; the doctor tells.
        None => last(s, new.council).await?.as_ref().map(Head::from),
    };
    let salt = salt()?;
    let who = match new.who.is_empty() {
        true => None,
        false => Some((said(&new.who), self::salt()?)),
    };
    let digest = |bytes: Option<&[u8]>| bytes.map(|bytes| salted_digest(&salt, bytes));
    let entry = Entry {
        council: new.council,
        at: new.at,
        actor: new.actor,
        who: who
            .as_ref()
            .map(|(who, salt)| salted_digest(salt, who.as_bytes())),
        class: Some(new.class.to_owned()),
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
        who: who.as_ref().map(|(who, _)| who.clone()),
        who_salt: who.map(|(_, salt)| salt),
    };
    let head = record_head::Model {
        council_id: row.council_id,
        entries: row.sequence,
        hash: row.hash.clone(),
    };
    let written = vec![
        batch::inserting::<change::Entity>(row)?,
        batch::inserting::<change_content::Entity>(content)?,
        batch::putting::<record_head::Entity>(head)?,
    ];
    batch::together(s, written).await?;
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

fn salt() -> Result<Vec<u8>, StoreError> {
    let mut salt = vec![0; 32];
    getrandom::fill(&mut salt).map_err(|error| StoreError::Random(error.to_string()))?;
    Ok(salt)
}

fn said(who: &Who) -> String {
    String::from_utf8_lossy(&canonical_bytes(who)).into_owned()
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

/// An entry with its content; `None` when there is no such entry, or its content was erased.
///
/// # Errors
/// [`StoreError`].
pub async fn entry(
    s: &Session,
    council: CouncilId,
    sequence: u64,
) -> Result<Option<(Change, Content)>, StoreError> {
    let Ok(number) = i64::try_from(sequence) else {
        return Ok(None);
    };
    let row = change::Entity::find_by_id((council.0, number))
        .one(s.on())
        .await
        .map_err(StoreError::database("find an entry"))?;
    let content = content(s, council, sequence).await?;
    Ok(row.map(from_row).zip(content))
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
        who: row.who.zip(row.who_salt),
    }))
}

/// Erases contents with their salts, and who stood behind posts; the chain stays whole. To be called
/// in the transaction of the entry that says so ([`ayumi_core::record::ERASE`]).
///
/// # Errors
/// [`StoreError`].
pub async fn erase(s: &Session, council: CouncilId, erased: &Erasure) -> Result<(), StoreError> {
    let contents = "UPDATE change_content SET before = NULL, after = NULL, salt = $3 \
                    WHERE council_id = $1 AND sequence = $2";
    let names = "UPDATE change_content SET who = NULL, who_salt = NULL \
                 WHERE council_id = $1 AND sequence = $2";
    let failed = || StoreError::database("erase a content");
    for sequence in &erased.contents {
        let sequence = table::to_i64("change", *sequence)?;
        let values = [council.0.into(), sequence.into(), Vec::<u8>::new().into()];
        let done = s.on().execute_raw(s.statement(contents, values)).await;
        done.map_err(failed())?;
    }
    for sequence in &erased.names {
        let sequence = table::to_i64("change", *sequence)?;
        let values = [council.0.into(), sequence.into()];
        let done = s.on().execute_raw(s.statement(names, values)).await;
        done.map_err(failed())?;
    }
    Ok(())
}

/// Checks a council's record as a whole: the chain to its end, every content against its digest,
/// and that nothing is gone that no entry says was erased. How many entries there are, or the
/// first wrong one.
///
/// # Errors
/// [`StoreError`] when the record cannot be read.
pub async fn verify(
    s: &Session,
    council: CouncilId,
) -> Result<Result<u64, BrokenLink>, StoreError> {
    let head = head(s, council).await?;
    Ok(taken(s, council).await?.end(head.as_ref()))
}

/// Everything that is wrong with a council's record.
///
/// # Errors
/// [`StoreError`] when the record cannot be read.
pub async fn faults(s: &Session, council: CouncilId) -> Result<Vec<BrokenLink>, StoreError> {
    let head = head(s, council).await?;
    Ok(taken(s, council).await?.faults(head.as_ref()))
}

async fn taken(s: &Session, council: CouncilId) -> Result<Verifier, StoreError> {
    let mut verifier = Verifier::default();
    // One content at a time: each may hold a whole plan, twice.
    for change in chain(s, council).await? {
        let content = content(s, council, change.sequence).await?;
        verifier.take(&change, content.as_ref());
    }
    Ok(verifier)
}

/// Which entries are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this action.
    pub action: Option<String>,
    /// Of this actor.
    pub actor: Option<String>,
    /// Of things of this kind (`plan`, `person`…).
    pub kind: Option<String>,
    /// From this day on, RFC 3339 as text.
    pub from: Option<String>,
    /// Before this day.
    pub before: Option<String>,
}

/// The entries a filter wants, the newest first, each with who stood behind the post.
///
/// # Errors
/// [`StoreError`].
pub async fn page(
    s: &Session,
    council: CouncilId,
    filter: &Filter,
    limit: u64,
) -> Result<Vec<(Change, Who)>, StoreError> {
    use change::Column;
    let mut rows = change::Entity::find().filter(Column::CouncilId.eq(council.0));
    for (column, value) in [
        (Column::Action, &filter.action),
        (Column::Actor, &filter.actor),
    ] {
        if let Some(value) = value {
            rows = rows.filter(column.eq(value.replace('\0', "")));
        }
    }
    if let Some(kind) = &filter.kind {
        let kind = kind.replace(['\0', '%', '_', '\\'], "");
        rows = rows.filter(Column::Object.like(format!("{kind}/%")));
    }
    if let Some(from) = &filter.from {
        rows = rows.filter(Column::At.gte(from.clone()));
    }
    if let Some(before) = &filter.before {
        rows = rows.filter(Column::At.lt(before.clone()));
    }
    let rows = rows
        .order_by_desc(Column::Sequence)
        .limit(limit)
        .all(s.on())
        .await
        .map_err(StoreError::database("list the record"))?;
    let sequences: Vec<i64> = rows.iter().map(|row| row.sequence).collect();
    let said = change_content::Entity::find()
        .select_only()
        .columns([
            change_content::Column::Sequence,
            change_content::Column::Who,
        ])
        .filter(change_content::Column::CouncilId.eq(council.0))
        .filter(change_content::Column::Sequence.is_in(sequences))
        .into_tuple::<(i64, Option<String>)>()
        .all(s.on())
        .await
        .map_err(StoreError::database("list the record"))?;
    let said: BTreeMap<i64, Who> = said
        .into_iter()
        .filter_map(|(sequence, who)| Some((sequence, serde_json::from_str(&who?).ok()?)))
        .collect();
    let with = |row: change::Model| {
        let who = said.get(&row.sequence).cloned().unwrap_or_default();
        (from_row(row), who)
    };
    Ok(rows.into_iter().map(with).collect())
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
        who: change.who.clone(),
        class: change.class.clone(),
    })
}

fn from_row(row: change::Model) -> Change {
    Change {
        council: CouncilId(row.council_id),
        sequence: row.sequence.unsigned_abs(),
        previous: row.previous,
        at: row.at,
        actor: row.actor,
        who: row.who,
        class: row.class,
        action: row.action,
        object: row.object,
        before: row.before,
        after: row.after,
        hash: row.hash,
    }
}
