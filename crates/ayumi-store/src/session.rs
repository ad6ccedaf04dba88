//! Sessions of people who signed in. Of the token only the digest is kept.

use ayumi_core::access::{LoginId, SessionId};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::batch;
use crate::error::StoreError;
use crate::store::Session as Transaction;
use crate::table::{self, session};

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of its token, in hexadecimal digits.
    pub digest: String,
    /// Identity, for the list its owner sees.
    pub id: SessionId,
    /// Whose.
    pub login: LoginId,
    /// When it began, kept to the microsecond.
    pub created_at: Timestamp,
    /// When it was used last, kept to the microsecond.
    pub seen_at: Timestamp,
    /// From which address it began.
    pub network: String,
    /// What the browser calls itself.
    pub agent: String,
}

/// Keeps a session as it is now.
///
/// # Errors
/// [`StoreError`].
pub async fn put(s: &Transaction, session: &Session) -> Result<(), StoreError> {
    let row = session::Model {
        digest: session.digest.clone(),
        id: session.id.0,
        login_id: session.login.0,
        created_at: session.created_at.as_microsecond(),
        seen_at: session.seen_at.as_microsecond(),
        network: session.network.clone(),
        agent: session.agent.clone(),
    };
    batch::put::<session::Entity>(s, vec![row]).await
}

/// The session of this digest.
///
/// # Errors
/// [`StoreError`].
pub async fn by_digest(s: &Transaction, digest: &str) -> Result<Option<Session>, StoreError> {
    let row = session::Entity::find_by_id(digest.to_owned())
        .one(s.on())
        .await
        .map_err(StoreError::database("find a session"))?;
    row.map(from_row).transpose()
}

/// The sessions of a login, the last used first.
///
/// # Errors
/// [`StoreError`].
pub async fn of_login(s: &Transaction, login: LoginId) -> Result<Vec<Session>, StoreError> {
    let rows = session::Entity::find()
        .filter(session::Column::LoginId.eq(login.0))
        .order_by_desc(session::Column::SeenAt)
        .order_by_asc(session::Column::Id)
        .all(s.on())
        .await
        .map_err(StoreError::database("list sessions"))?;
    rows.into_iter().map(from_row).collect()
}

/// Ends a session of a login; was it there?
///
/// # Errors
/// [`StoreError`].
pub async fn end(s: &Transaction, login: LoginId, id: SessionId) -> Result<bool, StoreError> {
    let done = session::Entity::delete_many()
        .filter(session::Column::LoginId.eq(login.0))
        .filter(session::Column::Id.eq(id.0))
        .exec(s.on())
        .await
        .map_err(StoreError::database("end a session"))?;
    Ok(done.rows_affected > 0)
}

/// Ends all sessions of a login but one; returns how many.
///
/// # Errors
/// [`StoreError`].
pub async fn end_others(
    s: &Transaction,
    login: LoginId,
    kept: Option<SessionId>,
) -> Result<u64, StoreError> {
    let mut others = session::Entity::delete_many().filter(session::Column::LoginId.eq(login.0));
    if let Some(kept) = kept {
        others = others.filter(session::Column::Id.ne(kept.0));
    }
    let done = others
        .exec(s.on())
        .await
        .map_err(StoreError::database("end sessions"))?;
    Ok(done.rows_affected)
}

/// Forgets sessions that began before a moment; returns how many.
///
/// # Errors
/// [`StoreError`].
pub async fn forget_before(s: &Transaction, moment: Timestamp) -> Result<u64, StoreError> {
    let done = session::Entity::delete_many()
        .filter(session::Column::CreatedAt.lt(moment.as_microsecond()))
        .exec(s.on())
        .await
        .map_err(StoreError::database("forget sessions"))?;
    Ok(done.rows_affected)
}

fn from_row(row: session::Model) -> Result<Session, StoreError> {
    Ok(Session {
        digest: row.digest,
        id: SessionId(row.id),
        login: LoginId(row.login_id),
        created_at: table::to_time("session", row.created_at)?,
        seen_at: table::to_time("session", row.seen_at)?,
        network: row.network,
        agent: row.agent,
    })
}
