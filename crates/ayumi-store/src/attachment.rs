//! Attachments: files kept with a plan that are not read (a plan book that is pictures only).

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::PlanId;
use jiff::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::batch;
use crate::error::StoreError;
use crate::files;
use crate::store::Session;
use crate::table::{self, attachment};

/// Names an attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AttachmentId(pub Uuid);

/// A file kept with a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Identity.
    pub id: AttachmentId,
    /// Of which plan.
    pub plan: PlanId,
    /// The file's name as given.
    pub name: String,
    /// Its digest; the bytes were put into [`crate::files`] before.
    pub sha256: String,
    /// Its size in bytes; taken from the stored file, not from the caller.
    pub size: u64,
    /// When it was added, kept to the microsecond.
    pub added_at: Timestamp,
}

/// Adds an attachment.
///
/// # Errors
/// [`StoreError::NoFile`] when its file was not put before, [`StoreError::Dangling`] when the
/// council has no such plan.
pub async fn insert(
    s: &Session,
    council: CouncilId,
    attachment: &Attachment,
) -> Result<(), StoreError> {
    files::hold(s, council, &attachment.sha256).await?;
    let row = attachment::Model {
        council_id: council.0,
        id: attachment.id.0,
        plan_id: attachment.plan.0,
        name: attachment.name.clone(),
        sha256: attachment.sha256.clone(),
        added_at: attachment.added_at.as_microsecond(),
    };
    batch::insert::<attachment::Entity>(s, vec![row]).await
}

/// The attachments of a plan, the oldest first.
///
/// # Errors
/// [`StoreError`].
pub async fn of_plan(
    s: &Session,
    council: CouncilId,
    plan: PlanId,
) -> Result<Vec<Attachment>, StoreError> {
    let rows = attachment::Entity::find()
        .filter(attachment::Column::CouncilId.eq(council.0))
        .filter(attachment::Column::PlanId.eq(plan.0))
        .order_by_asc(attachment::Column::AddedAt)
        .order_by_asc(attachment::Column::Id)
        .all(s.on())
        .await
        .map_err(StoreError::database("list attachments"))?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        all.push(from_row(s, row).await?);
    }
    Ok(all)
}

/// The attachment of this id.
///
/// # Errors
/// [`StoreError`].
pub async fn load(
    s: &Session,
    council: CouncilId,
    id: AttachmentId,
) -> Result<Option<Attachment>, StoreError> {
    let row = attachment::Entity::find_by_id((council.0, id.0))
        .one(s.on())
        .await
        .map_err(StoreError::database("load an attachment"))?;
    match row {
        Some(row) => from_row(s, row).await.map(Some),
        None => Ok(None),
    }
}

/// Takes an attachment away and releases its file; was it there?
///
/// # Errors
/// [`StoreError`].
pub async fn delete(
    s: &Session,
    council: CouncilId,
    attachment: &Attachment,
) -> Result<bool, StoreError> {
    let done = attachment::Entity::delete_by_id((council.0, attachment.id.0))
        .exec(s.on())
        .await
        .map_err(StoreError::database("delete an attachment"))?;
    files::release(s, council, &attachment.sha256).await?;
    Ok(done.rows_affected > 0)
}

async fn from_row(s: &Session, row: attachment::Model) -> Result<Attachment, StoreError> {
    let size = files::size_of(s, CouncilId(row.council_id), &row.sha256).await?;
    Ok(Attachment {
        id: AttachmentId(row.id),
        plan: PlanId(row.plan_id),
        name: row.name,
        sha256: row.sha256,
        size,
        added_at: table::to_time("attachment", row.added_at)?,
    })
}
