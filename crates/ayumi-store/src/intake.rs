//! Intakes: files that were read and wait for a person.

use ayumi_core::intake::IntakeId;
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::PlanId;
use ayumi_document::Selection;
use jiff::Timestamp;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;

use crate::batch;
use crate::error::StoreError;
use crate::files;
use crate::store::Session;
use crate::table::{self, intake};

/// What became of an intake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntakeState {
    /// Waits for answers.
    Open,
    /// Became this plan.
    Accepted(PlanId),
    /// Was thrown away.
    Discarded,
}

/// A file that was uploaded and read.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    /// Identity.
    pub id: IntakeId,
    /// Whose.
    pub council: CouncilId,
    /// 1 when made, raised by every [`replace`].
    pub version: u64,
    /// The file's name as given.
    pub name: String,
    /// Its digest; the bytes were put into [`crate::files`] before.
    pub sha256: String,
    /// The encoding a person chose, if one was asked for.
    pub encoding: Option<String>,
    /// Which parts of the file are read.
    pub selection: Selection,
    /// What was recognised (`ayumi/reading@1`).
    pub reading: Value,
    /// What a person answered.
    pub answers: Value,
    /// What became of it.
    pub state: IntakeState,
    /// When it was made, kept to the microsecond.
    pub created_at: Timestamp,
    /// When it may be thrown away, kept to the microsecond.
    pub expires_at: Timestamp,
}

/// Adds an intake.
///
/// # Errors
/// [`StoreError::NoFile`] when its file was not put before.
pub async fn insert(s: &Session, intake: &Intake) -> Result<(), StoreError> {
    files::hold(s, intake.council, &intake.sha256).await?;
    batch::insert::<intake::Entity>(s, vec![to_row(intake, intake.version)?]).await
}

/// The intake of this id.
///
/// # Errors
/// [`StoreError`].
pub async fn load(
    s: &Session,
    council: CouncilId,
    id: IntakeId,
) -> Result<Option<Intake>, StoreError> {
    let row = intake::Entity::find_by_id((council.0, id.0))
        .one(s.on())
        .await
        .map_err(StoreError::database("load an intake"))?;
    row.map(from_row).transpose()
}

/// Puts `intake` in the place of the stored one, if that has still this version; returns the new
/// version. `intake.version` itself is not looked at.
///
/// # Errors
/// [`StoreError::Stale`], [`StoreError::Gone`].
pub async fn replace(s: &Session, intake: &Intake, version: u64) -> Result<u64, StoreError> {
    let row = to_row(intake, version + 1)?;
    files::hold(s, intake.council, &intake.sha256).await?;
    let fields = batch::active::<intake::Entity>(row.clone())?.reset_all();
    let done = intake::Entity::update_many()
        .set(fields)
        .filter(intake::Column::CouncilId.eq(row.council_id))
        .filter(intake::Column::Id.eq(row.id))
        .filter(intake::Column::Version.eq(table::to_i64("intake", version)?))
        .exec(s.on())
        .await
        .map_err(StoreError::database("replace an intake"))?;
    if done.rows_affected == 1 {
        return Ok(version + 1);
    }
    match load(s, intake.council, intake.id).await? {
        Some(stored) => Err(StoreError::Stale {
            expected: version,
            current: stored.version,
        }),
        None => Err(StoreError::Gone { what: "intake" }),
    }
}

/// All intakes of a council, oldest first.
///
/// # Errors
/// [`StoreError`].
pub async fn list(s: &Session, council: CouncilId) -> Result<Vec<Intake>, StoreError> {
    let rows = intake::Entity::find()
        .filter(intake::Column::CouncilId.eq(council.0))
        .order_by_asc(intake::Column::Id)
        .all(s.on())
        .await
        .map_err(StoreError::database("list intakes"))?;
    rows.into_iter().map(from_row).collect()
}

/// Deletes an intake and releases its file; was it there?
///
/// # Errors
/// [`StoreError`].
pub async fn delete(s: &Session, intake: &Intake) -> Result<bool, StoreError> {
    let done = intake::Entity::delete_by_id((intake.council.0, intake.id.0))
        .exec(s.on())
        .await
        .map_err(StoreError::database("delete an intake"))?;
    files::release(s, intake.council, &intake.sha256).await?;
    Ok(done.rows_affected > 0)
}

fn to_row(intake: &Intake, version: u64) -> Result<intake::Model, StoreError> {
    let (state, plan_id) = match intake.state {
        IntakeState::Open => ("open", None),
        IntakeState::Accepted(plan) => ("accepted", Some(plan.0)),
        IntakeState::Discarded => ("discarded", None),
    };
    Ok(intake::Model {
        council_id: intake.council.0,
        id: intake.id.0,
        version: table::to_i64("intake", version)?,
        name: intake.name.clone(),
        sha256: intake.sha256.clone(),
        encoding: intake.encoding.clone(),
        reading: intake.reading.to_string(),
        answers: intake.answers.to_string(),
        state: state.to_owned(),
        plan_id,
        created_at: intake.created_at.as_microsecond(),
        expires_at: intake.expires_at.as_microsecond(),
        selection: table::to_selection(intake.selection),
    })
}

fn from_row(row: intake::Model) -> Result<Intake, StoreError> {
    let json = |text: &str| {
        serde_json::from_str(text).map_err(|error| StoreError::unreadable("intake", error))
    };
    let state = match (row.state.as_str(), row.plan_id) {
        ("open", None) => IntakeState::Open,
        ("accepted", Some(plan)) => IntakeState::Accepted(PlanId(plan)),
        ("discarded", None) => IntakeState::Discarded,
        (other, _) => return Err(StoreError::unreadable("intake", format!("state {other}"))),
    };
    Ok(Intake {
        id: IntakeId(row.id),
        council: CouncilId(row.council_id),
        version: row.version.unsigned_abs(),
        name: row.name,
        sha256: row.sha256,
        encoding: row.encoding,
        selection: table::from_selection(row.selection.as_deref())?,
        reading: json(&row.reading)?,
        answers: json(&row.answers)?,
        state,
        created_at: table::to_time("intake", row.created_at)?,
        expires_at: table::to_time("intake", row.expires_at)?,
    })
}
