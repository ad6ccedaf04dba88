//! Editions of a plan: frozen for decision, decided, adopted, compared.

mod compare_editions;
mod decide_edition;
mod files;
mod freeze_edition;
mod paper;
mod sent;
mod show_editions;

pub use ayumi_book::edition::{body_words, name_of, part_words, turn_words};
pub use compare_editions::{CompareEditions, Compared, Side, compare_editions};
pub use decide_edition::{DecideEdition, EditionStep, decide_edition};
pub use files::{FetchEditionFile, fetch_edition_file, keep_file};
pub use freeze_edition::{FreezeEdition, Frozen, NewEdition, drafted, freeze_edition};
pub use paper::{Paper, called, paper_of};
pub use sent::{ListSent, Seen, ShowEdition, goes_to, list_sent, outside_posts, show_edition};
pub use show_editions::{Editions, ShowEditions, show_editions};

use ayumi_core::access::Denied;
use ayumi_core::plan::edition::EditionFault;
use ayumi_locale::key;
use ayumi_store::StoreError;

use crate::guard::Refused;
use crate::{Class, Classified};

/// Why nothing is done with an edition.
#[derive(Debug, thiserror::Error)]
pub enum EditionError {
    /// No such plan or edition in this council.
    #[error("there is no such edition")]
    NotThere,
    /// It needs a name.
    #[error("an edition needs a name")]
    NoName,
    /// The posts held do not allow it.
    #[error("asking for the right")]
    Denied(#[source] Denied),
    /// Nothing changed since the last edition.
    #[error("nothing changed since the last edition")]
    Same,
    /// It does not allow it.
    #[error("changing an edition")]
    Fault(#[source] EditionFault),
    /// What is kept of it cannot be read.
    #[error("what is kept of the edition cannot be read")]
    Unreadable,
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("keeping an edition")]
    Store(#[source] StoreError),
}

impl Classified for EditionError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Denied(denied) => denied.class(),
            Self::NoName => Class::Refused(key::ERROR_EDIT_NO_TITLE),
            Self::Same => Class::Refused(key::ERROR_EDITION_SAME),
            Self::Fault(EditionFault::Adopted) => Class::Refused(key::ERROR_EDITION_ADOPTED),
            Self::Fault(EditionFault::Undecided) => Class::Refused(key::ERROR_EDITION_UNDECIDED),
            Self::Fault(EditionFault::Nobody) => Class::Refused(key::ERROR_EDITION_NOBODY),
            Self::Fault(EditionFault::Days) => Class::Refused(key::ERROR_EDITION_DAYS),
            Self::Unreadable => Class::Failed,
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}
