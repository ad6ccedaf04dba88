//! Why the organisation is not changed so.

use ayumi_core::organisation::SectionFault;
use ayumi_locale::key;
use ayumi_store::StoreError;

use crate::{Class, Classified, Refused};

/// Why a change of the organisation, or of who may come in, is not made.
#[derive(Debug, thiserror::Error)]
pub enum OrganisationError {
    /// A name of blanks only.
    #[error("a name is missing")]
    NoName,
    /// No such section, post, person or tenure in this council (`bad-input` 85).
    #[error("there is no such thing in this council")]
    NotThere,
    /// It ends before it begins.
    #[error("the last day lies before the first")]
    Days,
    /// Somebody holds the post on these days already.
    #[error("the post is held already")]
    Held,
    /// The post or section is no more on that day.
    #[error("it is no more on that day")]
    Ended,
    /// The section was changed on a later day.
    #[error("it was changed after that day")]
    Later,
    /// Nobody would be left who can let people in.
    #[error("the last administrator cannot be stopped")]
    LastAdministrator,
    /// Posts of system administration are a matter of those who keep the accounts.
    #[error("only system administration changes its own posts")]
    Administration,
    /// The login is somebody in another council too, or runs the installation: a council's own
    /// administrator must not come in there by setting its password.
    #[error("the login is not this council's alone")]
    Shared,
    /// A kind of body whose posts do not have that role.
    #[error("posts of this kind of body do not have that role")]
    Role,
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("changing the organisation")]
    Store(#[source] StoreError),
}

impl Classified for OrganisationError {
    fn class(&self) -> Class {
        match self {
            Self::NoName => Class::Refused(key::ERROR_NAME_MISSING),
            Self::NotThere => Class::NotThere,
            Self::Days => Class::Refused(key::ERROR_DAYS_TURNED),
            Self::Held => Class::Refused(key::ERROR_POST_HELD),
            Self::Ended => Class::Refused(key::ERROR_ENDED_BEFORE),
            Self::Later => Class::Refused(key::ERROR_CHANGED_LATER),
            Self::LastAdministrator => Class::Refused(key::ERROR_LAST_ADMINISTRATOR),
            Self::Administration => Class::Refused(key::ERROR_ADMINISTRATION),
            Self::Shared => Class::Refused(key::ERROR_LOGIN_SHARED),
            Self::Role => Class::Refused(key::ERROR_ROLE),
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

impl From<SectionFault> for OrganisationError {
    fn from(fault: SectionFault) -> Self {
        match fault {
            SectionFault::Ended => Self::Ended,
            SectionFault::Later => Self::Later,
        }
    }
}
