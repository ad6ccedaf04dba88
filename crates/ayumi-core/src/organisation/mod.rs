//! Who plans: the council, its sections with their history, its posts, and the persons who hold
//! them for a time.

mod handover;
mod kind;
mod people;
mod section;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use handover::{Duty, Handover, HandoverFault, HandoverId, Move, Stage, Written, duties};
pub use kind::{Kind, Law};
pub use people::{Hold, Person, Post, Tenure, holders, seats_on, vacant};
pub use section::{Named, Section, SectionFault, Succession, Turn, section_on};

use crate::plan::id;

id!(
    /// Identity of a council: the tenant. First in every key of the store.
    CouncilId
);
id!(
    /// Identity of a section.
    SectionId
);
id!(
    /// Identity of a post.
    PostId
);
id!(
    /// Identity of a person in a council.
    PersonId
);
id!(
    /// Identity of a tenure.
    TenureId
);

/// A council (社協, or another public body).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Council {
    /// Identity.
    pub id: CouncilId,
    /// Short name in addresses: ASCII letters, digits and hyphens, unique in the installation.
    pub slug: String,
    /// Its name as printed.
    pub name: String,
    /// What kind of body it is. Left out where it is a social welfare council, as in records made
    /// before there were kinds.
    #[serde(default, skip_serializing_if = "Kind::is_usual")]
    pub kind: Kind,
    /// Is it stopped (停止)? Nobody comes in then; nothing of it is lost.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stopped: bool,
    /// Rises with every change in the council; feeds ETags and caches.
    pub revision: u64,
}
