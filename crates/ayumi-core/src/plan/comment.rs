//! Comments on items: what people say to each other while a plan is made. They belong to no edition
//! and are never published.

use serde::{Deserialize, Serialize};

use super::{ItemId, PlanId, id};
use crate::organisation::PersonId;
use crate::text::{MAX_TEXT, is_blank, length};

id!(
    /// Identity of a comment.
    CommentId
);

/// A comment on an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Identity.
    pub id: CommentId,
    /// Of which plan.
    pub plan: PlanId,
    /// At which item it stands.
    pub item: ItemId,
    /// At which item it was made: the same, unless that was merged into another one since.
    pub first_item: ItemId,
    /// The words, as typed.
    pub text: String,
    /// When, RFC 3339.
    pub at: String,
    /// Who, as the page names them: post and name.
    pub by: String,
    /// The person.
    pub person: Option<PersonId>,
    /// It is settled.
    pub resolved: Option<Resolved>,
    /// Rises with every change.
    pub version: u64,
}

/// That a comment is settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// When, RFC 3339.
    pub at: String,
    /// Who said so.
    pub by: String,
}

/// Why words are no comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommentFault {
    /// Blanks only.
    #[error("a comment needs words")]
    Blank,
    /// Longer than a text may be.
    #[error("the comment is too long")]
    TooLong,
}

/// Are these words a comment?
///
/// # Errors
/// [`CommentFault`].
pub fn said(text: &str) -> Result<(), CommentFault> {
    if is_blank(text) {
        return Err(CommentFault::Blank);
    }
    match length(text) > MAX_TEXT {
        true => Err(CommentFault::TooLong),
        false => Ok(()),
    }
}
