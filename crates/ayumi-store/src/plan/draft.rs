//! The draft of a plan while many write in it: one after the other, and only what changed.

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::{Plan, PlanId};
use sea_orm::ConnectionTrait as _;

use super::rows::{self, Rows};
use crate::batch;
use crate::error::StoreError;
use crate::store::Session;
use crate::table::plan;

/// Claims a plan for this session and raises its version: whoever else writes in it waits until
/// this session ends. The version before; `None` when there is no such plan.
///
/// # Errors
/// [`StoreError`].
pub async fn claim(s: &Session, council: CouncilId, id: PlanId) -> Result<Option<u64>, StoreError> {
    let sql = "UPDATE plan SET version = version + 1 WHERE council_id = $1 AND id = $2 \
               RETURNING version";
    let failed = || StoreError::database("claim a plan");
    let row = s
        .on()
        .query_one_raw(s.statement(sql, [council.0.into(), id.0.into()]))
        .await
        .map_err(failed())?;
    let Some(row) = row else { return Ok(None) };
    let version: i64 = row.try_get_by_index(0).map_err(failed())?;
    Ok(Some(version.unsigned_abs().saturating_sub(1)))
}

/// Writes what differs between a claimed plan as it was and as it is to be. A rating may go to
/// another item with what it judges; none may be gone or say something else.
///
/// # Errors
/// [`StoreError::RatingLost`], and those of [`super::insert`].
pub async fn rewrite(
    s: &Session,
    council: CouncilId,
    (before, after): (&Plan, &Plan),
    version: u64,
) -> Result<(), StoreError> {
    let version = crate::table::to_i64("plan", version)?;
    let heads = [before, after].map(|plan| rows::head(council, plan, version));
    if heads[0] != heads[1] {
        let [_, head] = heads;
        batch::put::<plan::Entity>(s, vec![head]).await?;
    }
    let owner = (council.0, after.id.0);
    let (before, after) = (Rows::of(council, before), Rows::of(council, after));
    after.renew_from(before, s, owner).await
}
