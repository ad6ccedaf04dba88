//! A plan whose document came in a newer version.

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::{Plan, PlanId};
use sea_orm::{ActiveModelTrait, EntityTrait};

use super::{Origin, origin_row, replace};
use crate::batch;
use crate::error::StoreError;
use crate::files;
use crate::store::Session;
use crate::table::{self, earlier_source, plan_origin};

/// A file a plan was read from before a newer version of it was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierSource {
    /// Its digest; the council holds the file.
    pub sha256: String,
    /// Its name as given.
    pub name: Option<String>,
}

/// What the plan's document said when a newer version of it was taken in last (`ayumi/plan@1` with
/// the plan's ids); `None` where none was, and for a plan that is not there.
///
/// # Errors
/// [`StoreError`].
pub async fn last_form(
    s: &Session,
    council: CouncilId,
    plan: PlanId,
) -> Result<Option<String>, StoreError> {
    let row = plan_origin::Entity::find_by_id((council.0, plan.0))
        .one(s.on())
        .await
        .map_err(StoreError::database("find the origin of a plan"))?;
    Ok(row.and_then(|row| row.form))
}

/// Puts `plan` in the place of the stored one as [`replace`] does, and notes that it comes from
/// `origin` now, whose document says `form`. The file it came from before stays with it.
///
/// # Errors
/// Those of [`replace`]; [`StoreError::NoFile`] when the new file was not put before.
pub async fn take_newer(
    s: &Session,
    council: CouncilId,
    (plan, version): (&Plan, u64),
    (origin, form): (&Origin, String),
) -> Result<u64, StoreError> {
    let now = replace(s, council, plan, version).await?;
    let before = batch::of_plan::<plan_origin::Entity>(s, council.0, plan.id.0).await?;
    for earlier in before {
        keep_earlier(s, earlier).await?;
    }
    if let Some(source) = &origin.source_sha256 {
        files::hold(s, council, source).await?;
    }
    let row = origin_row(council, plan.id, origin, Some(form));
    batch::active::<plan_origin::Entity>(row)?
        .reset_all()
        .update(s.on())
        .await
        .map_err(StoreError::database("note the origin of a plan"))?;
    Ok(now)
}

/// Keeps the file of an origin that is replaced.
async fn keep_earlier(s: &Session, origin: plan_origin::Model) -> Result<(), StoreError> {
    let Some(sha256) = origin.source_sha256 else {
        return Ok(());
    };
    let (council_id, plan_id) = (origin.council_id, origin.plan_id);
    let there = batch::of_plan::<earlier_source::Entity>(s, council_id, plan_id).await?;
    let row = earlier_source::Model {
        council_id,
        plan_id,
        number: table::position(there.len() + 1),
        sha256,
        name: origin.source_name,
    };
    batch::insert::<earlier_source::Entity>(s, vec![row]).await
}

/// The files a plan was read from before, the oldest first.
///
/// # Errors
/// [`StoreError`].
pub async fn earlier_sources(
    s: &Session,
    council: CouncilId,
    plan: PlanId,
) -> Result<Vec<EarlierSource>, StoreError> {
    let rows = batch::of_plan::<earlier_source::Entity>(s, council.0, plan.0).await?;
    Ok(rows
        .into_iter()
        .map(|row| EarlierSource {
            sha256: row.sha256,
            name: row.name,
        })
        .collect())
}
