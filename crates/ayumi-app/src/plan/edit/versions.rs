//! What a person saw before an edit, as a number.

use ayumi_core::plan::Plan;
use ayumi_core::plan::edit::{Edit, head_version, item_version, left_version};

/// The version that a form for this edit is shown with, and that is compared when it comes back:
/// of the item it writes, of all it takes along, or of the plan's head. `version` is the whole
/// plan's, for what touches all of it. `None` where the item is not in the plan.
#[must_use]
pub fn seen_version(plan: &Plan, version: u64, edit: &Edit) -> Option<u64> {
    match edit {
        Edit::Add { place, .. } => match place.parent {
            Some(parent) => item_version(plan, parent),
            None => Some(head_version(plan)),
        },
        Edit::Restore { .. } => Some(head_version(plan)),
        Edit::Relabel { .. } | Edit::Patch { .. } => Some(version),
        Edit::Several { edits } => edits
            .first()
            .and_then(|edit| seen_version(plan, version, edit)),
        edit => left_version(plan, edit),
    }
}
