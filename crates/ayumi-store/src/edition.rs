//! Editions of plans: rows, each with the file that holds its contents.

use std::collections::HashMap;

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::PlanId;
use ayumi_core::plan::edition::{Edition, EditionFile, EditionId, FileRole};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::error::StoreError;
use crate::store::Session;
use crate::table::{self, edition, edition_file};
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
        sent: (!one.sent.is_empty())
            .then(|| serde_json::to_string(&one.sent))
            .transpose()
            .map_err(|error| StoreError::unreadable("edition", error))?,
    };
    batch::put::<edition::Entity>(s, vec![row]).await?;
    let mut files = Vec::with_capacity(one.files.len());
    for (position, file) in (0_i64..).zip(&one.files) {
        files::hold(s, council, &file.sha256).await?;
        files.push(edition_file::Model {
            council_id: council.0,
            edition_id: one.id.0,
            position,
            role: file.role.name().to_owned(),
            name: file.name.clone(),
            sha256: file.sha256.clone(),
            size: table::to_i64("edition", file.size)?,
        });
    }
    match files.is_empty() {
        true => Ok(()),
        false => batch::put::<edition_file::Entity>(s, files).await,
    }
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
    with_files(s, council, rows).await
}

/// An edition by its id.
///
/// # Errors
/// [`StoreError`].
pub async fn by_id(
    s: &Session,
    council: CouncilId,
    id: EditionId,
) -> Result<Option<Edition>, StoreError> {
    let row = edition::Entity::find_by_id((council.0, id.0))
        .one(s.on())
        .await
        .map_err(StoreError::database("find an edition"))?;
    let rows = row.into_iter().collect();
    Ok(with_files(s, council, rows).await?.pop())
}

/// The editions of a council that were sent to somebody, the last one first.
///
/// # Errors
/// [`StoreError`].
pub async fn sent(s: &Session, council: CouncilId) -> Result<Vec<Edition>, StoreError> {
    let rows = edition::Entity::find()
        .filter(edition::Column::CouncilId.eq(council.0))
        .filter(edition::Column::Sent.is_not_null())
        .order_by_desc(edition::Column::MadeAt)
        .order_by_desc(edition::Column::Id)
        .all(s.on())
        .await
        .map_err(StoreError::database("list what was sent"))?;
    with_files(s, council, rows).await
}

async fn with_files(
    s: &Session,
    council: CouncilId,
    rows: Vec<edition::Model>,
) -> Result<Vec<Edition>, StoreError> {
    let mut files: HashMap<Uuid, Vec<EditionFile>> = HashMap::new();
    if !rows.is_empty() {
        let found = edition_file::Entity::find()
            .filter(edition_file::Column::CouncilId.eq(council.0))
            .filter(edition_file::Column::EditionId.is_in(rows.iter().map(|row| row.id)))
            .order_by_asc(edition_file::Column::Position)
            .all(s.on())
            .await
            .map_err(StoreError::database("list files of editions"))?;
        for row in found {
            let role = FileRole::named(&row.role);
            let role = role.ok_or_else(|| StoreError::unreadable("edition", row.role.clone()))?;
            files.entry(row.edition_id).or_default().push(EditionFile {
                role,
                name: row.name,
                sha256: row.sha256,
                size: row.size.unsigned_abs(),
            });
        }
    }
    let edition = |row: edition::Model| {
        let files = files.remove(&row.id).unwrap_or_default();
        from_row(row, files)
    };
    rows.into_iter().map(edition).collect()
}

fn from_row(row: edition::Model, files: Vec<EditionFile>) -> Result<Edition, StoreError> {
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
        files,
        sent: match row.sent {
            Some(sent) => serde_json::from_str(&sent)
                .map_err(|error| StoreError::unreadable("edition", error))?,
            None => Vec::new(),
        },
        version: row.version.unsigned_abs(),
    })
}
