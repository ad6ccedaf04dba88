//! Until when the operator may look into a council that asked for help.

use ayumi_core::organisation::CouncilId;
use jiff::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::batch;
use crate::error::StoreError;
use crate::store::Session;
use crate::table::{self, support_grant};

/// Keeps until when a council grants support; `None` ends it.
///
/// # Errors
/// [`StoreError`].
pub async fn put(
    s: &Session,
    council: CouncilId,
    until: Option<Timestamp>,
) -> Result<(), StoreError> {
    let Some(until) = until else {
        return support_grant::Entity::delete_by_id(council.0)
            .exec(s.on())
            .await
            .map(drop)
            .map_err(StoreError::database("end support"));
    };
    let row = support_grant::Model {
        council_id: council.0,
        until: until.as_microsecond(),
    };
    batch::put::<support_grant::Entity>(s, vec![row]).await
}

/// Until when a council grants support; nothing when it is over.
///
/// # Errors
/// [`StoreError`].
pub async fn of(
    s: &Session,
    council: CouncilId,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let row = support_grant::Entity::find_by_id(council.0)
        .filter(support_grant::Column::Until.gt(now.as_microsecond()))
        .one(s.on())
        .await
        .map_err(StoreError::database("find a grant of support"))?;
    row.map(|row| table::to_time("support", row.until))
        .transpose()
}

/// The councils that grant support now.
///
/// # Errors
/// [`StoreError`].
pub async fn granted(s: &Session, now: Timestamp) -> Result<Vec<CouncilId>, StoreError> {
    let rows = support_grant::Entity::find()
        .filter(support_grant::Column::Until.gt(now.as_microsecond()))
        .all(s.on())
        .await
        .map_err(StoreError::database("list grants of support"))?;
    Ok(rows
        .into_iter()
        .map(|row| CouncilId(row.council_id))
        .collect())
}
