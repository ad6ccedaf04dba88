//! What kind of outcome an error is. Doors turn it into an HTTP status or an exit code in one
//! place, and into words by its code.

use ayumi_locale::{Key, key};

/// The class of an error of a use case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// There is no such thing (404, exit 66).
    NotThere,
    /// Somebody changed it meanwhile; the current version (412, exit 75).
    Stale(u64),
    /// The content is not what it must be; its words in `error.ftl`, whose
    /// name is the machine's code (422, exit 65).
    Refused(Key),
    /// The actor has no right (403, exit 77).
    Denied,
    /// Nobody is signed in (401, exit 77).
    Unknown,
    /// Asked too often: not before this many seconds (429, exit 75).
    Wait(u64),
    /// Another writer holds the database (503, exit 75).
    Busy,
    /// A place to write cannot be made (507, exit 73).
    CannotCreate,
    /// The machine failed (500, exit 74); its words are for the log.
    Failed,
}

impl Class {
    /// The words for it: what happened and what to do. Their name is the machine's code.
    #[must_use]
    pub fn key(&self) -> Key {
        match self {
            Self::NotThere => key::ERROR_NOT_THERE,
            Self::Stale(_) => key::ERROR_STALE,
            Self::Refused(key) => *key,
            Self::Denied => key::ERROR_DENIED,
            Self::Unknown => key::ERROR_UNKNOWN,
            Self::Wait(_) => key::ERROR_WAIT,
            Self::Busy => key::ERROR_BUSY,
            Self::CannotCreate => key::ERROR_CANNOT_CREATE,
            Self::Failed => key::ERROR_FAILED,
        }
    }
}

/// An error that knows its [`Class`].
pub trait Classified: std::error::Error {
    /// Its class.
    fn class(&self) -> Class;
}

impl Classified for ayumi_store::StoreError {
    fn class(&self) -> Class {
        use ayumi_store::StoreError as E;
        match self {
            E::Stale { current, .. } => Class::Stale(*current),
            E::Gone { .. } | E::NoFile { .. } => Class::NotThere,
            // Two requests took the same key or short name at the same moment: the other one won,
            // and asking again finds its answer.
            E::Busy { .. } | E::Duplicate { .. } => Class::Busy,
            E::DiskFull { .. } => Class::CannotCreate,
            E::RatingLost { .. } => Class::Refused(key::ERROR_RATING_LOST),
            E::NulCharacter => Class::Refused(key::ERROR_NUL_CHARACTER),
            _ => Class::Failed,
        }
    }
}

impl Classified for ayumi_core::access::Denied {
    fn class(&self) -> Class {
        use ayumi_core::access::Denied as E;
        match self {
            E::Unknown { .. } => Class::Unknown,
            E::Hidden { .. } => Class::NotThere,
            E::Forbidden { .. } => Class::Denied,
        }
    }
}
