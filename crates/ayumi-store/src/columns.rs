//! Column matchings: what a person said of the columns of a form of tables.

use ayumi_core::interchange::{ColumnMatching, digest};
use ayumi_core::organisation::CouncilId;
use jiff::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::batch;
use crate::error::StoreError;
use crate::store::Session;
use crate::table::column_matching;

/// What a form is known by: the digest of its columns' keys, 64 hexadecimal digits.
#[must_use]
pub fn form_of(matching: &ColumnMatching) -> String {
    let keys: Vec<&str> = matching.columns.keys().map(String::as_str).collect();
    digest(keys.join("\n").as_bytes())
}

/// Keeps a matching in the place of the one its form has.
///
/// # Errors
/// [`StoreError`].
pub async fn put(
    s: &Session,
    council: CouncilId,
    matching: &ColumnMatching,
    now: Timestamp,
) -> Result<(), StoreError> {
    let columns = serde_json::to_string(&matching.columns)
        .map_err(|error| StoreError::unreadable("column matching", error))?;
    let row = column_matching::Model {
        council_id: council.0,
        form: form_of(matching),
        name: matching.name.clone(),
        columns,
        changed_at: now.as_microsecond(),
    };
    batch::put::<column_matching::Entity>(s, vec![row]).await
}

/// The matchings of a council, the last changed first.
///
/// # Errors
/// [`StoreError`].
pub async fn list(s: &Session, council: CouncilId) -> Result<Vec<ColumnMatching>, StoreError> {
    let rows = column_matching::Entity::find()
        .filter(column_matching::Column::CouncilId.eq(council.0))
        .order_by_desc(column_matching::Column::ChangedAt)
        .order_by_asc(column_matching::Column::Form)
        .all(s.on())
        .await
        .map_err(StoreError::database("list column matchings"))?;
    let matching = |row: column_matching::Model| {
        let columns = serde_json::from_str(&row.columns)
            .map_err(|error| StoreError::unreadable("column matching", error))?;
        Ok(ColumnMatching {
            name: row.name,
            columns,
        })
    };
    rows.into_iter().map(matching).collect()
}

/// Forgets the matching of a form; was there one?
///
/// # Errors
/// [`StoreError`].
pub async fn forget(s: &Session, council: CouncilId, form: &str) -> Result<bool, StoreError> {
    let key = (council.0, form.to_owned());
    let done = column_matching::Entity::delete_by_id(key)
        .exec(s.on())
        .await
        .map_err(StoreError::database("forget a column matching"))?;
    Ok(done.rows_affected > 0)
}
