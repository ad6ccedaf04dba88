//! What was taken out of plans and may come back.

use std::collections::BTreeMap;

use ayumi_core::organisation::{CouncilId, PostId};
use ayumi_core::plan::edit::Cut;
use ayumi_core::plan::{ItemId, PlanId};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::batch;
use crate::error::StoreError;
use crate::store::Session;
use crate::table::{self, bin};

/// An item in the bin.
#[derive(Clone, Debug, PartialEq)]
pub struct Binned {
    /// The item with all below it, and what pointed at it.
    pub cut: Cut,
    /// How many items these are.
    pub items: u64,
    /// Which post answered for which of them.
    pub owners: BTreeMap<ItemId, PostId>,
    /// When it was taken out.
    pub removed_at: Timestamp,
    /// Who took it out, by post or name.
    pub removed_by: String,
}

/// Puts an item into the bin.
///
/// # Errors
/// [`StoreError::Dangling`] when there is no such plan in the council.
pub async fn put(
    s: &Session,
    council: CouncilId,
    plan: PlanId,
    one: &Binned,
) -> Result<(), StoreError> {
    let text = |value: Result<String, serde_json::Error>| {
        value.map_err(|error| StoreError::unreadable("bin", error))
    };
    let owners: Vec<_> = one.owners.iter().collect();
    let row = bin::Model {
        council_id: council.0,
        plan_id: plan.0,
        item_id: one.cut.item.id.0,
        title: one.cut.item.title.clone(),
        items: table::to_i64("bin", one.items)?,
        cut: text(serde_json::to_string(&one.cut))?,
        owners: text(serde_json::to_string(&owners))?,
        removed_at: one.removed_at.as_microsecond(),
        removed_by: one.removed_by.clone(),
    };
    batch::put::<bin::Entity>(s, vec![row]).await
}

/// What of a plan lies in the bin, the last taken out first.
///
/// # Errors
/// [`StoreError`].
pub async fn of_plan(
    s: &Session,
    council: CouncilId,
    plan: PlanId,
) -> Result<Vec<Binned>, StoreError> {
    let rows = bin::Entity::find()
        .filter(bin::Column::CouncilId.eq(council.0))
        .filter(bin::Column::PlanId.eq(plan.0))
        .order_by_desc(bin::Column::RemovedAt)
        .order_by_desc(bin::Column::ItemId)
        .all(s.on())
        .await
        .map_err(StoreError::database("look into the bin"))?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(row: bin::Model) -> Result<Binned, StoreError> {
    let unreadable = |error| StoreError::unreadable("bin", error);
    let owners: Vec<(ItemId, PostId)> = serde_json::from_str(&row.owners).map_err(unreadable)?;
    Ok(Binned {
        cut: serde_json::from_str(&row.cut).map_err(unreadable)?,
        items: row.items.unsigned_abs(),
        owners: owners.into_iter().collect(),
        removed_at: table::to_time("bin", row.removed_at)?,
        removed_by: row.removed_by,
    })
}

/// Takes an item out of the bin for good: it came back, or its time is over. Was it there?
///
/// # Errors
/// [`StoreError`].
pub async fn take(
    s: &Session,
    council: CouncilId,
    plan: PlanId,
    item: ItemId,
) -> Result<bool, StoreError> {
    let done = bin::Entity::delete_by_id((council.0, plan.0, item.0))
        .exec(s.on())
        .await
        .map_err(StoreError::database("empty the bin"))?;
    Ok(done.rows_affected > 0)
}

/// Empties the bin of a council of what was taken out before a moment; what it was.
///
/// # Errors
/// [`StoreError`].
pub async fn sweep(
    s: &Session,
    council: CouncilId,
    before: Timestamp,
) -> Result<Vec<(PlanId, ItemId)>, StoreError> {
    let old = bin::Entity::find()
        .filter(bin::Column::CouncilId.eq(council.0))
        .filter(bin::Column::RemovedAt.lt(before.as_microsecond()))
        .all(s.on())
        .await
        .map_err(StoreError::database("look into the bin"))?;
    let mut gone = Vec::with_capacity(old.len());
    for row in old {
        let (plan, item) = (PlanId(row.plan_id), ItemId(row.item_id));
        take(s, council, plan, item).await?;
        gone.push((plan, item));
    }
    Ok(gone)
}
