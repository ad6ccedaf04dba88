//! Sections, posts and persons of a council: who is there, and how it changes on a day.

mod change;
mod links;
mod refused;
mod show;
mod steps;
mod support;

pub(crate) use change::{Administration, keeps_an_administrator};
pub use change::{ChangeOrganisation, change_organisation};
pub use links::{Invite, InviteStep, Invited, invite, invite_first, make_link_for};
pub use refused::OrganisationError;
pub use show::{Chart, Entry, PostEntry, ShowOrganisation, State, show_organisation};
pub use steps::{NewPost, Step};
pub use support::{GrantSupport, MOST_HOURS, SupportLook, grant_support, note_support};
