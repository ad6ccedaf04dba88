//! What whoever runs the installation does with councils, reading none of them: stop them, let
//! them go on, write them out whole, read them back, delete them.

mod archive;
mod delete_council;
mod export_council;
mod import_council;
mod stop_council;

pub use archive::{ArchiveFault, MAX_ARCHIVE};
pub use delete_council::{DeleteCouncil, Deleted, clear_away, delete_council};
pub use export_council::{ExportCouncil, Exported, export_council};
pub use import_council::{ImportCouncil, import_council};
pub use stop_council::{ShowKeeping, StopCouncil, stop_council};

use ayumi_core::organisation::{Council, CouncilId};
use ayumi_locale::key;
use ayumi_store::{StoreError, organisation};

use crate::guard::Refused;
use crate::{Class, Classified, Unit};

/// Why a council is not kept so.
#[derive(Debug, thiserror::Error)]
pub enum KeepingError {
    /// The permit names no council, or there is none.
    #[error("there is no such council")]
    NotThere,
    /// A council at work is not deleted: it is stopped first.
    #[error("the council is not stopped")]
    NotStopped,
    /// The name typed is not the council's: another one may have been meant.
    #[error("the name typed is not the council's")]
    OtherName,
    /// What was read is no archive, or is damaged. Nothing was changed.
    #[error("the archive cannot be read back")]
    Archive(#[source] ArchiveFault),
    /// Its record is broken. Nothing was changed.
    #[error("the record in the archive is broken")]
    Broken,
    /// It is here already, or another one has its short name. Nothing was changed.
    #[error("the council, or one of its short name, is here already")]
    HereAlready,
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("keeping a council")]
    Store(#[source] StoreError),
}

impl Classified for KeepingError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::NotStopped => Class::Refused(key::ERROR_COUNCIL_NOT_STOPPED),
            Self::OtherName => Class::Refused(key::ERROR_COUNCIL_OTHER_NAME),
            Self::Archive(ArchiveFault::Newer) => Class::Refused(key::ERROR_ARCHIVE_NEWER),
            Self::Archive(ArchiveFault::None) => Class::Refused(key::ERROR_ARCHIVE_NONE),
            Self::Archive(_) | Self::Broken => Class::Refused(key::ERROR_ARCHIVE_DAMAGED),
            Self::HereAlready => Class::Refused(key::ERROR_COUNCIL_HERE_ALREADY),
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

async fn the_council(unit: &Unit, id: Option<CouncilId>) -> Result<Council, KeepingError> {
    let id = id.ok_or(KeepingError::NotThere)?;
    let found = organisation::by_id(unit.session(), id).await;
    found
        .map_err(KeepingError::Store)?
        .ok_or(KeepingError::NotThere)
}
