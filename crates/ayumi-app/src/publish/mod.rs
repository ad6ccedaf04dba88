//! Publishing the review chapter: into a folder at once, or as start, look, fetch.

mod fetch_file;
mod folder;
mod give_up;
mod look_publication;
mod make;
mod papers;
mod publish_to_folder;
mod start_publication;

pub use ayumi_core::publish::Format;
pub use ayumi_store::PublicationId;
pub use ayumi_store::publication::{Publication, PublicationState, PublishedFile};
pub use fetch_file::{FetchFile, FetchFileError, Fetched, fetch_file};
pub use folder::FolderError;
pub use give_up::{GiveUp, GiveUpError, give_up_interrupted};
pub use look_publication::{
    LookPublication, LookPublicationError, list_publications, look_publication,
};
pub use make::{MadeFile, MakeError};
pub use papers::papers;
pub use publish_to_folder::{
    PublishToFolder, PublishToFolderError, Published, ToFolder, publish_to_folder,
};
pub use start_publication::{
    StartPublication, StartPublicationError, Started, ToPublish, start_publication,
};

/// The words for the code of a failed publication.
#[must_use]
pub fn failure_key(code: &str) -> ayumi_locale::Key {
    match code {
        "failure-interrupted" => ayumi_locale::key::FAILURE_INTERRUPTED,
        "failure-store" => ayumi_locale::key::FAILURE_STORE,
        _ => ayumi_locale::key::FAILURE_WRITER,
    }
}
