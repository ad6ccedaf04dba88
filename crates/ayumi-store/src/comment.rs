//! Comments on items of plans.

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::comment::{Comment, CommentId, Resolved};
use ayumi_core::plan::{ItemId, PlanId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::batch;
use crate::error::StoreError;
use crate::store::Session;
use crate::table::{self, comment};

/// Keeps a comment as it is now.
///
/// # Errors
/// [`StoreError::Dangling`] when there is no such plan.
pub async fn put(s: &Session, council: CouncilId, one: &Comment) -> Result<(), StoreError> {
    let row = comment::Model {
        council_id: council.0,
        plan_id: one.plan.0,
        id: one.id.0,
        item_id: one.item.0,
        first_item_id: one.first_item.0,
        words: one.text.clone(),
        made_at: one.at.clone(),
        made_by: one.by.clone(),
        person_id: one.person.map(|person| person.0),
        resolved_at: one.resolved.as_ref().map(|one| one.at.clone()),
        resolved_by: one.resolved.as_ref().map(|one| one.by.clone()),
        version: table::to_i64("comment", one.version)?,
    };
    batch::put::<comment::Entity>(s, vec![row]).await
}

/// The comments of a plan, in the order they were made.
///
/// # Errors
/// [`StoreError`].
pub async fn of_plan(
    s: &Session,
    council: CouncilId,
    plan: PlanId,
) -> Result<Vec<Comment>, StoreError> {
    list(s, (council, plan), None).await
}

/// The comments of an item of a plan, in the order they were made.
///
/// # Errors
/// [`StoreError`].
pub async fn of_item(
    s: &Session,
    council: CouncilId,
    (plan, item): (PlanId, ItemId),
) -> Result<Vec<Comment>, StoreError> {
    list(s, (council, plan), Some(item)).await
}

async fn list(
    s: &Session,
    (council, plan): (CouncilId, PlanId),
    item: Option<ItemId>,
) -> Result<Vec<Comment>, StoreError> {
    let mut wanted = comment::Entity::find()
        .filter(comment::Column::CouncilId.eq(council.0))
        .filter(comment::Column::PlanId.eq(plan.0));
    if let Some(item) = item {
        wanted = wanted.filter(comment::Column::ItemId.eq(item.0));
    }
    let rows = wanted
        .order_by_asc(comment::Column::MadeAt)
        .order_by_asc(comment::Column::Id)
        .all(s.on())
        .await
        .map_err(StoreError::database("list comments"))?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// What was said of items goes along when they become one: it stands at `to` from then on.
///
/// # Errors
/// [`StoreError`].
pub async fn follow(
    s: &Session,
    council: CouncilId,
    (plan, from, to): (PlanId, &[ItemId], ItemId),
) -> Result<(), StoreError> {
    comment::Entity::update_many()
        .col_expr(comment::Column::ItemId, Expr::value(to.0))
        .filter(comment::Column::CouncilId.eq(council.0))
        .filter(comment::Column::PlanId.eq(plan.0))
        .filter(comment::Column::ItemId.is_in(from.iter().map(|item| item.0)))
        .exec(s.on())
        .await
        .map_err(StoreError::database("move comments"))?;
    Ok(())
}

/// What was said of items that are there again stands at them again.
///
/// # Errors
/// [`StoreError`].
pub async fn go_back(
    s: &Session,
    council: CouncilId,
    (plan, items): (PlanId, &[ItemId]),
) -> Result<(), StoreError> {
    for item in items {
        comment::Entity::update_many()
            .col_expr(comment::Column::ItemId, Expr::value(item.0))
            .filter(comment::Column::CouncilId.eq(council.0))
            .filter(comment::Column::PlanId.eq(plan.0))
            .filter(comment::Column::FirstItemId.eq(item.0))
            .exec(s.on())
            .await
            .map_err(StoreError::database("move comments back"))?;
    }
    Ok(())
}

fn from_row(row: comment::Model) -> Comment {
    Comment {
        id: CommentId(row.id),
        plan: PlanId(row.plan_id),
        item: ItemId(row.item_id),
        first_item: ItemId(row.first_item_id),
        text: row.words,
        at: row.made_at,
        by: row.made_by,
        person: row.person_id.map(ayumi_core::organisation::PersonId),
        resolved: row.resolved_at.map(|at| Resolved {
            at,
            by: row.resolved_by.unwrap_or_default(),
        }),
        version: row.version.unsigned_abs(),
    }
}
