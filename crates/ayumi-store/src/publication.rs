//! Publications: what was published from what, and the files it made.

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::PlanId;
use ayumi_core::publish::{Format, PublicationId};
use jiff::Timestamp;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;

use crate::batch;
use crate::error::StoreError;
use crate::files;
use crate::store::Session;
use crate::table::{self, publication, publication_file};

/// How far a publication is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicationState {
    /// Being made.
    Running,
    /// Its files are there.
    Done,
    /// It failed; the code of the reason.
    Failed(String),
}

/// A file of a publication; the bytes lie in [`crate::files`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedFile {
    /// Its name for people (`chapter.pdf`, `html/index.html`).
    pub name: String,
    /// Its digest.
    pub sha256: String,
    /// Its size in bytes; taken from the stored file, not from the caller.
    pub size: u64,
}

/// A publication.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// Identity.
    pub id: PublicationId,
    /// Whose.
    pub council: CouncilId,
    /// Of which plan.
    pub plan: PlanId,
    /// How far.
    pub state: PublicationState,
    /// Which formats were asked for.
    pub formats: Vec<Format>,
    /// Digest of the edition or draft it comes from.
    pub source_digest: String,
    /// Its files, in order.
    pub files: Vec<PublishedFile>,
    /// What writers reported.
    pub notices: Value,
    /// When it was started, kept to the microsecond.
    pub created_at: Timestamp,
}

/// Adds a publication.
///
/// # Errors
/// [`StoreError::NoFile`] when a file of it was not put before.
pub async fn insert(s: &Session, publication: &Publication) -> Result<(), StoreError> {
    batch::insert::<publication::Entity>(s, vec![to_row(publication)?]).await?;
    insert_files(s, publication).await
}

/// The publication of this id.
///
/// # Errors
/// [`StoreError`].
pub async fn load(
    s: &Session,
    council: CouncilId,
    id: PublicationId,
) -> Result<Option<Publication>, StoreError> {
    let row = publication::Entity::find_by_id((council.0, id.0))
        .one(s.on())
        .await
        .map_err(StoreError::database("load a publication"))?;
    match row {
        Some(row) => Ok(Some(with_files(s, row).await?)),
        None => Ok(None),
    }
}

/// All publications of a council, oldest first.
///
/// # Errors
/// [`StoreError`].
pub async fn list(s: &Session, council: CouncilId) -> Result<Vec<Publication>, StoreError> {
    let rows = publication::Entity::find()
        .filter(publication::Column::CouncilId.eq(council.0))
        .order_by_asc(publication::Column::Id)
        .all(s.on())
        .await
        .map_err(StoreError::database("list publications"))?;
    let mut all = Vec::new();
    for row in rows {
        all.push(with_files(s, row).await?);
    }
    Ok(all)
}

/// Puts `publication` in the place of the stored one of the same id.
///
/// # Errors
/// [`StoreError::Gone`], [`StoreError::NoFile`].
pub async fn replace(s: &Session, publication: &Publication) -> Result<(), StoreError> {
    let row = to_row(publication)?;
    let done = publication::Entity::update_many()
        .set(batch::active::<publication::Entity>(row.clone())?.reset_all())
        .filter(publication::Column::CouncilId.eq(row.council_id))
        .filter(publication::Column::Id.eq(row.id))
        .exec(s.on())
        .await
        .map_err(StoreError::database("replace a publication"))?;
    if done.rows_affected == 0 {
        return Err(StoreError::Gone {
            what: "publication",
        });
    }
    publication_file::Entity::delete_many()
        .filter(publication_file::Column::CouncilId.eq(row.council_id))
        .filter(publication_file::Column::PublicationId.eq(row.id))
        .exec(s.on())
        .await
        .map_err(StoreError::database("replace a publication"))?;
    insert_files(s, publication).await
}

async fn insert_files(s: &Session, publication: &Publication) -> Result<(), StoreError> {
    let mut rows = Vec::new();
    for (index, made) in publication.files.iter().enumerate() {
        files::hold(s, publication.council, &made.sha256).await?;
        rows.push(publication_file::Model {
            council_id: publication.council.0,
            publication_id: publication.id.0,
            position: table::position(index),
            name: made.name.clone(),
            sha256: made.sha256.clone(),
        });
    }
    batch::insert::<publication_file::Entity>(s, rows).await
}

async fn with_files(s: &Session, row: publication::Model) -> Result<Publication, StoreError> {
    let made = publication_file::Entity::find()
        .filter(publication_file::Column::CouncilId.eq(row.council_id))
        .filter(publication_file::Column::PublicationId.eq(row.id))
        .order_by_asc(publication_file::Column::Position)
        .all(s.on())
        .await
        .map_err(StoreError::database("load a publication"))?;
    let mut files = Vec::new();
    for one in made {
        let size = files::size_of(s, CouncilId(row.council_id), &one.sha256).await?;
        files.push(PublishedFile {
            name: one.name,
            sha256: one.sha256,
            size,
        });
    }
    from_row(row, files)
}

fn to_row(publication: &Publication) -> Result<publication::Model, StoreError> {
    let (state, failure) = match &publication.state {
        PublicationState::Running => ("running", None),
        PublicationState::Done => ("done", None),
        PublicationState::Failed(code) => ("failed", Some(code.clone())),
    };
    let formats: Vec<&str> = publication
        .formats
        .iter()
        .map(|format| format.name())
        .collect();
    Ok(publication::Model {
        council_id: publication.council.0,
        id: publication.id.0,
        plan_id: publication.plan.0,
        state: state.to_owned(),
        failure,
        formats: formats.join(","),
        source_digest: publication.source_digest.clone(),
        notices: publication.notices.to_string(),
        created_at: publication.created_at.as_microsecond(),
    })
}

fn from_row(row: publication::Model, files: Vec<PublishedFile>) -> Result<Publication, StoreError> {
    let unreadable = |reason: String| StoreError::unreadable("publication", reason);
    let state = match (row.state.as_str(), row.failure) {
        ("running", None) => PublicationState::Running,
        ("done", None) => PublicationState::Done,
        ("failed", Some(code)) => PublicationState::Failed(code),
        (other, _) => return Err(unreadable(format!("state {other}"))),
    };
    let formats = row
        .formats
        .split(',')
        .filter(|name| !name.is_empty())
        .map(|name| Format::from_name(name).ok_or_else(|| unreadable(format!("format {name}"))))
        .collect::<Result<_, _>>()?;
    Ok(Publication {
        id: PublicationId(row.id),
        council: CouncilId(row.council_id),
        plan: PlanId(row.plan_id),
        state,
        formats,
        source_digest: row.source_digest,
        files,
        notices: serde_json::from_str(&row.notices)
            .map_err(|error| unreadable(error.to_string()))?,
        created_at: table::to_time("publication", row.created_at)?,
    })
}
