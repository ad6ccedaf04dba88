//! Editing plans: a new one, every change of one, what is undone, what was taken out and comes
//! back, and who else is in it.

mod bin;
mod claim;
mod edit_plan;
mod hints;
mod lines;
mod links;
mod make_plan;
mod presence;
mod rights;
mod structure;
mod undo_edit;
mod versions;

pub use ayumi_book::{kind_words, way_words};
pub use ayumi_store::bin::Binned;
pub use bin::{BIN_DAYS, ShowBin, show_bin, sweep_bins};
pub(crate) use claim::Drafts;
pub use edit_plan::{EditPlan, Edited, edit_plan, edited_before};
pub use hints::hints_of;
pub use lines::{MOST_LINES, items_of_lines};
pub use links::links_of;
pub use make_plan::{Made, MakePlan, MakePlanError, NewPlan, Start, make_plan};
pub(crate) use presence::Presence;
pub use presence::{Present, in_plan};
pub use rights::may_change;
pub use structure::{level_names, usual_numbering};
pub use undo_edit::{UndoEdit, undo_edit};
pub use versions::seen_version;

use ayumi_core::access::Denied;
use ayumi_core::plan::edit::EditFault;
use ayumi_locale::{Key, key};
use ayumi_store::StoreError;

use crate::guard::Refused;
use crate::{Class, Classified};

/// Why a plan is not edited. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// No such plan in this council, nothing in the bin, no such edit to undo.
    #[error("there is no such plan")]
    NotThere,
    /// The posts held do not allow it.
    #[error("asking for the right")]
    Denied(#[source] Denied),
    /// The edit does not fit the plan.
    #[error("editing")]
    Fault(#[source] EditFault),
    /// Something it would undo was changed since.
    #[error("what it did was changed since")]
    ChangedSince,
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("editing a plan")]
    Store(#[source] StoreError),
}

impl From<EditFault> for EditError {
    fn from(fault: EditFault) -> Self {
        Self::Fault(fault)
    }
}

impl Classified for EditError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Denied(denied) => denied.class(),
            Self::Fault(fault) => Class::Refused(fault_words(fault)),
            Self::ChangedSince => Class::Refused(key::ERROR_EDIT_CHANGED_SINCE),
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// The words for what does not fit.
fn fault_words(fault: &EditFault) -> Key {
    match fault {
        EditFault::Gone => key::ERROR_EDIT_GONE,
        EditFault::NoTitle => key::ERROR_EDIT_NO_TITLE,
        EditFault::TooLong => key::ERROR_EDIT_TOO_LONG,
        EditFault::BelowItself => key::ERROR_EDIT_BELOW_ITSELF,
        EditFault::NoWay => key::ERROR_EDIT_NO_WAY,
        EditFault::TooDeep => key::ERROR_EDIT_TOO_DEEP,
        EditFault::TooMany => key::ERROR_EDIT_TOO_MANY,
        EditFault::Rated => key::ERROR_EDIT_RATED,
        EditFault::Here => key::ERROR_EDIT_HERE,
        EditFault::Levels => key::ERROR_EDIT_LEVELS,
        EditFault::Years => key::ERROR_ANSWER_NOT_UNDERSTOOD,
        EditFault::Nothing => key::ERROR_EDIT_NOTHING,
    }
}
