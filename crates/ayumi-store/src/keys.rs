//! Idempotency keys: what a request with this key was answered.

use ayumi_core::organisation::CouncilId;
use jiff::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::batch;
use crate::error::StoreError;
use crate::store::Session;
use crate::table::{self, idempotency_key};

/// A request that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The action's name.
    pub action: String,
    /// Digest of what was asked: the same key with another request is refused by the caller.
    pub request_digest: String,
    /// What was answered.
    pub response: String,
    /// When, kept to the microsecond.
    pub created_at: Timestamp,
}

/// What was remembered under a key.
///
/// # Errors
/// [`StoreError`].
pub async fn lookup(
    s: &Session,
    council: CouncilId,
    key: &str,
) -> Result<Option<Remembered>, StoreError> {
    if key.contains('\0') {
        return Ok(None);
    }
    let row = idempotency_key::Entity::find_by_id((council.0, key.to_owned()))
        .one(s.on())
        .await
        .map_err(StoreError::database("look up a key"))?;
    row.map(|row| {
        Ok(Remembered {
            action: row.action,
            request_digest: row.request_digest,
            response: row.response,
            created_at: table::to_time("key", row.created_at)?,
        })
    })
    .transpose()
}

/// Remembers what a request was answered, in the transaction that carried it out.
///
/// # Errors
/// [`StoreError::Duplicate`] when the same key was used meanwhile: roll back and look it up.
pub async fn remember(
    s: &Session,
    council: CouncilId,
    key: &str,
    remembered: &Remembered,
) -> Result<(), StoreError> {
    let Remembered {
        action,
        request_digest,
        response,
        created_at,
    } = remembered;
    let row = idempotency_key::Model {
        council_id: council.0,
        key: key.to_owned(),
        action: action.clone(),
        request_digest: request_digest.clone(),
        response: response.clone(),
        created_at: created_at.as_microsecond(),
    };
    batch::insert::<idempotency_key::Entity>(s, vec![row]).await
}

/// Forgets the keys used before a moment; returns how many. A key is promised for 24 hours.
///
/// # Errors
/// [`StoreError`].
pub async fn forget_before(
    s: &Session,
    council: CouncilId,
    moment: Timestamp,
) -> Result<u64, StoreError> {
    let done = idempotency_key::Entity::delete_many()
        .filter(idempotency_key::Column::CouncilId.eq(council.0))
        .filter(idempotency_key::Column::CreatedAt.lt(moment.as_microsecond()))
        .exec(s.on())
        .await
        .map_err(StoreError::database("forget keys"))?;
    Ok(done.rows_affected)
}
