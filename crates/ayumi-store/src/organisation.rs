//! Councils: the tenants.

use ayumi_core::organisation::{Council, CouncilId, Kind};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::batch;
use crate::error::StoreError;
use crate::store::Session;
use crate::table::{self, council};

/// Adds a council.
///
/// # Errors
/// [`StoreError::Duplicate`] when its id or slug is taken.
pub async fn insert(s: &Session, council: &Council) -> Result<(), StoreError> {
    let row = council::Model {
        id: council.id.0,
        slug: council.slug.clone(),
        name: council.name.clone(),
        kind: council.kind.name().to_owned(),
        revision: table::to_i64("revision", council.revision)?,
        stopped: i64::from(council.stopped),
    };
    batch::insert::<council::Entity>(s, vec![row]).await
}

/// All councils, by slug.
///
/// # Errors
/// [`StoreError`].
pub async fn all(s: &Session) -> Result<Vec<Council>, StoreError> {
    let rows = council::Entity::find()
        .order_by_asc(council::Column::Slug)
        .all(s.on())
        .await
        .map_err(StoreError::database("list councils"))?;
    rows.into_iter().map(from_row).collect()
}

/// The council of this id.
///
/// # Errors
/// [`StoreError`].
pub async fn by_id(s: &Session, id: CouncilId) -> Result<Option<Council>, StoreError> {
    let row = council::Entity::find_by_id(id.0).one(s.on()).await;
    row.map_err(StoreError::database("find a council"))?
        .map(from_row)
        .transpose()
}

/// The council of this slug.
///
/// # Errors
/// [`StoreError`].
pub async fn by_slug(s: &Session, slug: &str) -> Result<Option<Council>, StoreError> {
    if slug.contains('\0') {
        return Ok(None);
    }
    let row = council::Entity::find()
        .filter(council::Column::Slug.eq(slug))
        .one(s.on())
        .await
        .map_err(StoreError::database("find a council"))?;
    row.map(from_row).transpose()
}

/// Raises the council's revision and returns it. Feeds ETags: to be called by whatever changes
/// something in the council.
///
/// # Errors
/// [`StoreError::Gone`] when there is no such council.
pub async fn bump(s: &Session, id: CouncilId) -> Result<u64, StoreError> {
    use sea_orm::ConnectionTrait;
    let sql = "UPDATE council SET revision = revision + 1 WHERE id = $1 RETURNING revision";
    let row = s
        .on()
        .query_one_raw(s.statement(sql, [id.0.into()]))
        .await
        .map_err(StoreError::database("raise the revision"))?
        .ok_or(StoreError::Gone { what: "council" })?;
    let revision: i64 = row
        .try_get_by_index(0)
        .map_err(StoreError::database("raise the revision"))?;
    Ok(revision.unsigned_abs())
}

/// Stops a council or lets it go on.
///
/// # Errors
/// [`StoreError::Gone`] when there is no such council.
pub async fn set_stopped(s: &Session, id: CouncilId, stopped: bool) -> Result<(), StoreError> {
    let done = council::Entity::update_many()
        .col_expr(
            council::Column::Stopped,
            sea_orm::sea_query::Expr::value(i64::from(stopped)),
        )
        .filter(council::Column::Id.eq(id.0))
        .exec(s.on())
        .await
        .map_err(StoreError::database("stop a council"))?;
    match done.rows_affected {
        0 => Err(StoreError::Gone { what: "council" }),
        _ => Ok(()),
    }
}

fn from_row(row: council::Model) -> Result<Council, StoreError> {
    let kind = Kind::named(&row.kind).ok_or_else(|| StoreError::unreadable("kind", row.kind))?;
    Ok(Council {
        id: CouncilId(row.id),
        slug: row.slug,
        name: row.name,
        kind,
        stopped: row.stopped != 0,
        revision: row.revision.unsigned_abs(),
    })
}
