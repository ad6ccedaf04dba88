//! Publishes a plan into a folder at once (the command line).

use std::path::PathBuf;

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::intake::Ids;
use ayumi_core::publish::Format;
use ayumi_document::Notice;
use ayumi_locale::Lang;
use ayumi_store::StoreError;

use super::folder::{FolderError, put, sweep_pages};
use super::make::{Draft, Made, MakeError, WEB_FOLDER};
use crate::plan::PlanName;
use crate::{Class, Classified, Unit};

/// Publishes into a folder. Changes nothing in the store.
pub struct PublishToFolder;

impl Action for PublishToFolder {
    const NAME: &'static str = "publish-to-folder";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Publications;
}

/// What is to be published where.
#[derive(Clone, Debug)]
pub struct ToFolder {
    /// The plan.
    pub plan: PlanName,
    /// The formats.
    pub formats: Vec<Format>,
    /// The language of the words around the plan's own.
    pub lang: Lang,
    /// The folder; made when it is not there.
    pub folder: PathBuf,
}

/// What was published.
#[derive(Clone, Debug)]
pub struct Published {
    /// The files: path below the folder, and size in bytes.
    pub files: Vec<(String, u64)>,
    /// What had to be changed to print it.
    pub notices: Vec<Notice>,
    /// Digest of the draft it was made of.
    pub source_digest: String,
}

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishToFolderError {
    /// No such plan in this council.
    #[error("there is no such plan")]
    NotThere,
    /// A format could not be made.
    #[error("making the files")]
    Make(#[source] MakeError),
    /// The work was broken off.
    #[error("making the files")]
    Broken(#[source] tokio::task::JoinError),
    /// The folder does not take them.
    #[error("writing into the folder")]
    Folder(#[source] FolderError),
    /// The store failed.
    #[error("publishing a plan")]
    Store(#[source] StoreError),
}

impl Classified for PublishToFolderError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Make(error) => error.class(),
            Self::Broken(_) => Class::Failed,
            Self::Folder(_) => Class::CannotCreate,
            Self::Store(error) => error.class(),
        }
    }
}

/// Makes all files, then puts them into the folder. A format that fails leaves the folder as it
/// was.
///
/// # Errors
/// See [`PublishToFolderError`].
pub async fn publish_to_folder(
    unit: &mut Unit,
    permit: Permit<PublishToFolder>,
    input: ToFolder,
) -> Result<Published, PublishToFolderError> {
    use PublishToFolderError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let (draft, _) = Draft::of(unit, council, &input.plan, input.lang)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let source_digest = draft.digest();
    let formats = unit.app().formats().clone();
    let asked = input.formats.clone();
    let work = move || draft.make(&formats, &asked);
    let Made { files, notices } = tokio::task::spawn_blocking(work)
        .await
        .map_err(E::Broken)?
        .map_err(E::Make)?;
    let stage = unit.next().simple().to_string();
    put(&input.folder, &stage, &files).map_err(E::Folder)?;
    if input.formats.contains(&Format::Html) {
        let pages = format!("{WEB_FOLDER}/items");
        sweep_pages(&input.folder, &pages, &files).map_err(E::Folder)?;
    }
    let files = files
        .into_iter()
        .map(|file| (file.path, file.bytes.len() as u64))
        .collect();
    Ok(Published {
        files,
        notices,
        source_digest,
    })
}
