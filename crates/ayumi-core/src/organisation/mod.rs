//! Who plans: the council. Sections, posts and persons follow with accounts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::plan::id;

id!(
    /// Identity of a council: the tenant. First in every key of the store.
    CouncilId
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
    /// Rises with every change in the council; feeds ETags and caches.
    pub revision: u64,
}
