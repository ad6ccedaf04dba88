//! Editions of plans: rows, each with the file that holds its contents.

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::PlanId;
use ayumi_core::plan::edition::{Edition, EditionId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::error::StoreError;
use crate::store::Session;
use crate::table::{self, edition};
use crate::{batch, files};

/// Keeps an edition as it is now. Its contents were put into [`crate::files`] before.
///
/// # Errors
/// [`StoreError::NoFile`] when they were not; [`StoreError::Dangling`] when there is no such plan;
/// [`StoreError::Duplicate`] when its number is another one's.
pub async fn put(s: &Session, council: CouncilId, one: &Edition) -> Result<(), StoreError> {
    files::hold(s, council, &one.sha256).await?;
    let decisions = serde_json::to_string(&one.decisions)
        .map_err(|error| StoreError::unreadable("edition", error))?;
    let row = edition::Model {
        council_id: council.0,
        id: one.id.0,
        plan_id: one.plan.0,
        number: i64::from(one.number),
        name: one.name.clone(),
        sha256: one.sha256.clone(),
        made_at: one.made_at.clone(),
        decisions,
        adopted: one.adopted.map(|day| day.to_string()),
        version: table::to_i64("edition", one.version)?,
    };
    batch::put::<edition::Entity>(s, vec![row]).await
}

/// The editions of a plan, the last one first.
///
/// # Errors
/// [`StoreError`].
pub async fn of_plan(
    s: &Session,
    council: CouncilId,
    plan: PlanId,
) -> Result<Vec<Edition>, StoreError> {
    let rows = edition::Entity::find()
        .filter(edition::Column::CouncilId.eq(council.0))
        .filter(edition::Column::PlanId.eq(plan.0))
        .order_by_desc(edition::Column::Number)
        .all(s.on())
        .await
        .map_err(StoreError::database("list editions"))?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(row: edition::Model) -> Result<Edition, StoreError> {
    let adopted = row.adopted.map(|day| {
        day.parse()
            .map_err(|error| StoreError::unreadable("edition", error))
    });
    Ok(Edition {
        id: EditionId(row.id),
        plan: PlanId(row.plan_id),
        number: table::to_u32("edition", row.number)?,
        name: row.name,
        sha256: row.sha256,
        made_at: row.made_at,
        decisions: serde_json::from_str(&row.decisions)
            .map_err(|error| StoreError::unreadable("edition", error))?,
        adopted: adopted.transpose()?,
        version: row.version.unsigned_abs(),
    })
}
