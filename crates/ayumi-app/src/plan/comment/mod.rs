//! Comments on items: said, settled, opened again, listed. None is ever taken away.

mod show_comments;
mod write_comment;

pub use show_comments::{Comments, ShowComments, Spoken, comments_of, show_comments};
pub use write_comment::{CommentStep, WriteComment, write_comment};

use ayumi_core::plan::comment::CommentFault;
use ayumi_locale::key;
use ayumi_store::StoreError;

use crate::guard::Refused;
use crate::{Class, Classified};

/// Why nothing is done with a comment.
#[derive(Debug, thiserror::Error)]
pub enum CommentError {
    /// No such plan, item or comment in this council.
    #[error("there is no such comment")]
    NotThere,
    /// The words are no comment.
    #[error("commenting")]
    Fault(#[source] CommentFault),
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("keeping a comment")]
    Store(#[source] StoreError),
}

impl Classified for CommentError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Fault(CommentFault::Blank) => Class::Refused(key::ERROR_COMMENT_BLANK),
            Self::Fault(CommentFault::TooLong) => Class::Refused(key::ERROR_EDIT_TOO_LONG),
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}
