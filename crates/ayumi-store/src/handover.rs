//! Changes of posts, and which post answers for which item.

use std::collections::BTreeMap;

use ayumi_core::organisation::{CouncilId, Handover, HandoverId, PostId};
use ayumi_core::plan::{ItemId, PlanId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::batch;
use crate::error::StoreError;
use crate::store::Session;
use crate::table::{self, handover, item_owner};

/// Keeps a change of posts as it is now.
///
/// # Errors
/// [`StoreError`].
pub async fn put(s: &Session, council: CouncilId, one: &Handover) -> Result<(), StoreError> {
    let text = |value: Result<String, serde_json::Error>| {
        value.map_err(|error| StoreError::unreadable("handover", error))
    };
    let row = handover::Model {
        council_id: council.0,
        id: one.id.0,
        version: table::to_i64("handover", one.version)?,
        name: one.name.clone(),
        day: one.day.to_string(),
        moves: text(serde_json::to_string(&one.moves))?,
        stage: text(serde_json::to_string(&one.stage))?,
    };
    batch::put::<handover::Entity>(s, vec![row]).await
}

/// The changes of posts of a council, the latest day first.
///
/// # Errors
/// [`StoreError`].
pub async fn list(s: &Session, council: CouncilId) -> Result<Vec<Handover>, StoreError> {
    let rows = handover::Entity::find()
        .filter(handover::Column::CouncilId.eq(council.0))
        .order_by_desc(handover::Column::Day)
        .order_by_asc(handover::Column::Id)
        .all(s.on())
        .await
        .map_err(StoreError::database("list changes of posts"))?;
    rows.into_iter().map(from_row).collect()
}

/// The change of this id.
///
/// # Errors
/// [`StoreError`].
pub async fn load(
    s: &Session,
    council: CouncilId,
    id: HandoverId,
) -> Result<Option<Handover>, StoreError> {
    let row = handover::Entity::find_by_id((council.0, id.0))
        .one(s.on())
        .await
        .map_err(StoreError::database("find a change of posts"))?;
    row.map(from_row).transpose()
}

/// Takes a change away that was only prepared.
///
/// # Errors
/// [`StoreError`].
pub async fn delete(s: &Session, council: CouncilId, id: HandoverId) -> Result<(), StoreError> {
    handover::Entity::delete_by_id((council.0, id.0))
        .exec(s.on())
        .await
        .map(drop)
        .map_err(StoreError::database("delete a change of posts"))
}

fn from_row(row: handover::Model) -> Result<Handover, StoreError> {
    let unreadable = |error: serde_json::Error| StoreError::unreadable("handover", error);
    Ok(Handover {
        id: HandoverId(row.id),
        name: row.name,
        day: row
            .day
            .parse()
            .map_err(|error| StoreError::unreadable("handover", error))?,
        moves: serde_json::from_str(&row.moves).map_err(unreadable)?,
        stage: serde_json::from_str(&row.stage).map_err(unreadable)?,
        version: row.version.unsigned_abs(),
    })
}

/// Lets a post answer for an item; `None` = nobody.
///
/// # Errors
/// [`StoreError::Dangling`] when the council has no such item or post.
pub async fn set_owner(
    s: &Session,
    council: CouncilId,
    (plan, item): (PlanId, ItemId),
    post: Option<PostId>,
) -> Result<(), StoreError> {
    let Some(post) = post else {
        return item_owner::Entity::delete_by_id((council.0, plan.0, item.0))
            .exec(s.on())
            .await
            .map(drop)
            .map_err(StoreError::database("free an item"));
    };
    let row = item_owner::Model {
        council_id: council.0,
        plan_id: plan.0,
        item_id: item.0,
        post_id: post.0,
    };
    batch::put::<item_owner::Entity>(s, vec![row]).await
}

/// Which post answers for which item of a plan.
///
/// # Errors
/// [`StoreError`].
pub async fn owners(
    s: &Session,
    council: CouncilId,
    plan: PlanId,
) -> Result<BTreeMap<ItemId, PostId>, StoreError> {
    let rows = item_owner::Entity::find()
        .filter(item_owner::Column::CouncilId.eq(council.0))
        .filter(item_owner::Column::PlanId.eq(plan.0))
        .all(s.on())
        .await
        .map_err(StoreError::database("list owners"))?;
    let pair = |row: item_owner::Model| (ItemId(row.item_id), PostId(row.post_id));
    Ok(rows.into_iter().map(pair).collect())
}

/// How many items each post of a council answers for.
///
/// # Errors
/// [`StoreError`].
pub async fn burdens(
    s: &Session,
    council: CouncilId,
) -> Result<BTreeMap<PostId, usize>, StoreError> {
    let rows = item_owner::Entity::find()
        .filter(item_owner::Column::CouncilId.eq(council.0))
        .all(s.on())
        .await
        .map_err(StoreError::database("count owners"))?;
    let mut counted = BTreeMap::new();
    for row in rows {
        *counted.entry(PostId(row.post_id)).or_default() += 1;
    }
    Ok(counted)
}
