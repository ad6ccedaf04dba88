//! Plans: the draft as rows, loaded and replaced whole.
//!
//! A plan is a dozen queries whatever its size: one for each table, by council and plan.

mod draft;
mod newer;
mod ratings;
mod rows;
mod tree;

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::{ItemId, Period, Plan, PlanId};
use ayumi_document::Selection;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use std::collections::HashMap;
use uuid::Uuid;

use crate::batch;
use crate::error::StoreError;
use crate::files;
use crate::store::Session;
use crate::table::{self, item, plan, plan_origin};
pub use draft::{ItemRows, claim, rewrite, rewrite_items, rows_of_items};
pub use newer::{EarlierSource, earlier_sources, last_form, take_newer};
use rows::Rows;

/// Where a plan came from. The same file or the same form twice is found by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Digest of the file it was read from; the bytes were put into [`crate::files`] before.
    pub source_sha256: Option<String>,
    /// The file's name as given.
    pub source_name: Option<String>,
    /// SHA-256 of the canonical plan without ids, as it was imported.
    pub form_digest: String,
    /// Which plan of its source it is, from 0: a file may bind several.
    pub part: u32,
    /// The encoding a person chose for the source.
    pub encoding: Option<String>,
    /// Which parts of the source were read.
    pub selection: Selection,
}

/// A plan as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredPlan {
    /// The plan.
    pub plan: Plan,
    /// 1 when inserted, raised by every [`replace`]: what `If-Match` compares.
    pub version: u64,
    /// Where it came from.
    pub origin: Origin,
}

/// A plan in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Identity.
    pub id: PlanId,
    /// Short name in addresses.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// 第n次.
    pub generation: Option<u32>,
    /// Its years.
    pub period: Option<Period>,
    /// How many items at all levels.
    pub items: u64,
    /// Its version.
    pub version: u64,
}

/// Adds a plan with version 1.
///
/// # Errors
/// [`StoreError::Duplicate`] when its id or slug is taken in this council,
/// [`StoreError::NoFile`] when its source was not put before, [`StoreError::Dangling`] when a
/// finding speaks of an item that is not in the plan.
pub async fn insert(
    s: &Session,
    council: CouncilId,
    plan: &Plan,
    origin: &Origin,
) -> Result<(), StoreError> {
    if let Some(source) = &origin.source_sha256 {
        files::hold(s, council, source).await?;
    }
    batch::insert::<plan::Entity>(s, vec![rows::head(council, plan, 1)]).await?;
    let origin = origin_row(council, plan.id, origin, None);
    batch::insert::<plan_origin::Entity>(s, vec![origin]).await?;
    Rows::of(council, plan).insert(s).await
}

fn origin_row(
    council: CouncilId,
    plan: PlanId,
    origin: &Origin,
    form: Option<String>,
) -> plan_origin::Model {
    plan_origin::Model {
        council_id: council.0,
        plan_id: plan.0,
        source_sha256: origin.source_sha256.clone(),
        source_name: origin.source_name.clone(),
        form_digest: origin.form_digest.clone(),
        part: i32::try_from(origin.part).unwrap_or(i32::MAX),
        encoding: origin.encoding.clone(),
        form,
        selection: table::to_selection(origin.selection),
    }
}

/// The plan of this id, whole.
///
/// # Errors
/// [`StoreError`].
pub async fn load(
    s: &Session,
    council: CouncilId,
    id: PlanId,
) -> Result<Option<StoredPlan>, StoreError> {
    let Some((head, origin)) = head_and_origin(s, council, id).await? else {
        return Ok(None);
    };
    let version = head.version.unsigned_abs();
    let rows = Rows::load(s, council, id).await?;
    Ok(Some(StoredPlan {
        plan: tree::plant(head, rows)?,
        version,
        origin,
    }))
}

/// The version of a plan and where it came from, without what it says.
///
/// # Errors
/// [`StoreError`].
pub async fn version_of(
    s: &Session,
    council: CouncilId,
    id: PlanId,
) -> Result<Option<(u64, Origin)>, StoreError> {
    let found = head_and_origin(s, council, id).await?;
    Ok(found.map(|(head, origin)| (head.version.unsigned_abs(), origin)))
}

async fn head_and_origin(
    s: &Session,
    council: CouncilId,
    id: PlanId,
) -> Result<Option<(plan::Model, Origin)>, StoreError> {
    let head = plan::Entity::find_by_id((council.0, id.0))
        .one(s.on())
        .await
        .map_err(StoreError::database("load a plan"))?;
    let Some(head) = head else { return Ok(None) };
    let origin = batch::of_plan::<plan_origin::Entity>(s, council.0, id.0)
        .await?
        .pop();
    let origin = origin.ok_or_else(|| StoreError::unreadable("plan", "it has no origin"))?;
    let origin = Origin {
        source_sha256: origin.source_sha256,
        source_name: origin.source_name,
        form_digest: origin.form_digest,
        part: origin.part.unsigned_abs(),
        encoding: origin.encoding,
        selection: table::from_selection(origin.selection.as_deref())?,
    };
    Ok(Some((head, origin)))
}

/// The plan of this slug.
///
/// # Errors
/// [`StoreError`].
pub async fn by_slug(
    s: &Session,
    council: CouncilId,
    slug: &str,
) -> Result<Option<PlanId>, StoreError> {
    if slug.contains('\0') {
        return Ok(None);
    }
    let found = plan::Entity::find()
        .filter(plan::Column::CouncilId.eq(council.0))
        .filter(plan::Column::Slug.eq(slug))
        .one(s.on())
        .await
        .map_err(StoreError::database("find a plan"))?;
    Ok(found.map(|row| PlanId(row.id)))
}

/// The plan that was made from the same part of the same source, or that says the same; the oldest
/// of several.
///
/// # Errors
/// [`StoreError`].
pub async fn by_origin(
    s: &Session,
    council: CouncilId,
    origin: &Origin,
) -> Result<Option<PlanId>, StoreError> {
    let named = [&origin.form_digest]
        .into_iter()
        .chain(&origin.source_sha256);
    if named.into_iter().any(|digest| digest.contains('\0')) {
        return Ok(None);
    }
    let mut same = Condition::any().add(plan_origin::Column::FormDigest.eq(&origin.form_digest));
    if let Some(sha256) = &origin.source_sha256 {
        let part = i32::try_from(origin.part).unwrap_or(i32::MAX);
        // Other pages of the same file are another plan.
        let selection = match table::to_selection(origin.selection) {
            Some(text) => plan_origin::Column::Selection.eq(text),
            None => plan_origin::Column::Selection.is_null(),
        };
        let read_from = Condition::all()
            .add(plan_origin::Column::SourceSha256.eq(sha256))
            .add(plan_origin::Column::Part.eq(part))
            .add(selection);
        same = same.add(read_from);
    }
    let found = plan_origin::Entity::find()
        .filter(plan_origin::Column::CouncilId.eq(council.0))
        .filter(same)
        .order_by_asc(plan_origin::Column::PlanId)
        .one(s.on())
        .await
        .map_err(StoreError::database("find a plan"))?;
    Ok(found.map(|row| PlanId(row.plan_id)))
}

/// The plan an item belongs to.
///
/// # Errors
/// [`StoreError`].
pub async fn of_item(
    s: &Session,
    council: CouncilId,
    item: ItemId,
) -> Result<Option<PlanId>, StoreError> {
    let found = item::Entity::find()
        .filter(item::Column::CouncilId.eq(council.0))
        .filter(item::Column::Id.eq(item.0))
        .one(s.on())
        .await
        .map_err(StoreError::database("find an item"))?;
    Ok(found.map(|row| PlanId(row.plan_id)))
}

/// All plans of a council in the order they were made (ids rise with time).
///
/// # Errors
/// [`StoreError`].
pub async fn list(s: &Session, council: CouncilId) -> Result<Vec<PlanRow>, StoreError> {
    let failed = || StoreError::database("list plans");
    let heads = plan::Entity::find()
        .filter(plan::Column::CouncilId.eq(council.0))
        .order_by_asc(plan::Column::Id)
        .all(s.on())
        .await
        .map_err(failed())?;
    let sql = "SELECT plan_id, COUNT(*) FROM item WHERE council_id = $1 GROUP BY plan_id";
    let counted = s
        .on()
        .query_all_raw(s.statement(sql, [council.0.into()]))
        .await;
    let mut items: HashMap<Uuid, u64> = HashMap::new();
    for row in counted.map_err(failed())? {
        let (id, count): (Uuid, i64) = (
            row.try_get_by_index(0).map_err(failed())?,
            row.try_get_by_index(1).map_err(failed())?,
        );
        items.insert(id, count.unsigned_abs());
    }
    heads
        .into_iter()
        .map(|head| {
            Ok(PlanRow {
                id: PlanId(head.id),
                generation: tree::generation(&head)?,
                period: tree::period(&head),
                items: items.get(&head.id).copied().unwrap_or(0),
                version: head.version.unsigned_abs(),
                slug: head.slug,
                title: head.title,
            })
        })
        .collect()
}

/// Puts `plan` in the place of the stored one of the same id, if that has still this version;
/// returns the new version. Its origin stays.
///
/// # Errors
/// [`StoreError::Stale`], [`StoreError::Gone`], [`StoreError::RatingLost`], and those of
/// [`insert`].
pub async fn replace(
    s: &Session,
    council: CouncilId,
    plan: &Plan,
    version: u64,
) -> Result<u64, StoreError> {
    let mut head = rows::head(council, plan, 0);
    head.version = table::to_i64("plan", version + 1)?;
    draft::wait_for_turn(s, plan.id).await?;
    let done = plan::Entity::update_many()
        .set(batch::active::<plan::Entity>(head)?.reset_all())
        .filter(plan::Column::CouncilId.eq(council.0))
        .filter(plan::Column::Id.eq(plan.id.0))
        .filter(plan::Column::Version.eq(table::to_i64("plan", version)?))
        .exec(s.on())
        .await
        .map_err(StoreError::database("replace a plan"))?;
    if done.rows_affected == 0 {
        return Err(why_not_replaced(s, council, plan.id, version).await?);
    }
    Rows::of(council, plan).renew(s, council, plan.id).await?;
    Ok(version + 1)
}

async fn why_not_replaced(
    s: &Session,
    council: CouncilId,
    id: PlanId,
    expected: u64,
) -> Result<StoreError, StoreError> {
    let stored = plan::Entity::find_by_id((council.0, id.0))
        .one(s.on())
        .await
        .map_err(StoreError::database("replace a plan"))?;
    Ok(match stored {
        Some(head) => StoreError::Stale {
            expected,
            current: head.version.unsigned_abs(),
        },
        None => StoreError::Gone { what: "plan" },
    })
}
