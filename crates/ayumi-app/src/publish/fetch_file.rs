//! Fetches a file of a finished publication.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_store::PublicationId;
use ayumi_store::{StoreError, files, publication as publications};

use crate::{Class, Classified, Unit};

/// Fetches a file.
pub struct FetchFile;

impl Action for FetchFile {
    const NAME: &'static str = "fetch-file";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Publications;
}

/// A file of a publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Its path below the publication's folder.
    pub path: String,
    /// SHA-256 of its bytes, for the ETag.
    pub sha256: String,
    /// Its kind for HTTP.
    pub content_type: &'static str,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum FetchFileError {
    /// No such publication in this council, no such file in it, or it is not done yet.
    #[error("there is no such file")]
    NotThere,
    /// The store failed.
    #[error("fetching a file")]
    Store(#[source] StoreError),
}

impl Classified for FetchFileError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Store(error) => error.class(),
        }
    }
}

/// The file of that path. The path is only compared with the publication's list, never opened.
///
/// # Errors
/// See [`FetchFileError`].
pub async fn fetch_file(
    unit: &Unit,
    permit: Permit<FetchFile>,
    id: PublicationId,
    path: &str,
) -> Result<Fetched, FetchFileError> {
    use FetchFileError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let publication = publications::load(unit.session(), council, id)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let file = publication
        .files
        .into_iter()
        .find(|file| file.name == path)
        .ok_or(E::NotThere)?;
    let (path, sha256) = (file.name, file.sha256);
    let bytes = files::get_of(unit.session(), council, &sha256)
        .await
        .map_err(E::Store)?;
    let content_type = content_type(&path);
    Ok(Fetched {
        path,
        sha256,
        content_type,
        bytes: bytes.ok_or(E::NotThere)?,
    })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "zip" => "application/zip",
        "md" => "text/markdown; charset=utf-8",
        _ => "application/octet-stream",
    }
}
