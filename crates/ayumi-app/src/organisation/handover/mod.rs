//! April's change of posts, who answers for which item, and what a post hands over.

mod change;
mod owners;
mod sheet;

pub use change::{
    ChangeHandover, HandoverError, HandoverStep, Prepared, Warning, change_handover, list_handovers,
};
pub use owners::{Owners, SetOwners, set_owners, show_owners};
pub use sheet::{Sheet, ShowSheet, show_sheet, write_paper};
