//! The councils of this installation.

use ayumi_core::access::{Action, Effect, Permit};
use ayumi_core::organisation::Council;
use ayumi_store::{StoreError, organisation};

use crate::{Class, Classified, Unit};

/// Looks at the list of councils.
pub struct ListCouncils;

impl Action for ListCouncils {
    const NAME: &'static str = "list-councils";
    const EFFECT: Effect = Effect::Read;
}

/// Why there is no list.
#[derive(Debug, thiserror::Error)]
pub enum ListCouncilsError {
    /// The store failed.
    #[error("listing the councils")]
    Store(#[source] StoreError),
}

impl Classified for ListCouncilsError {
    fn class(&self) -> Class {
        let Self::Store(error) = self;
        error.class()
    }
}

/// All councils, in the order of their slugs.
///
/// # Errors
/// When the store fails.
pub async fn list_councils(
    unit: &Unit,
    _permit: Permit<ListCouncils>,
) -> Result<Vec<Council>, ListCouncilsError> {
    let mut councils = organisation::all(unit.session())
        .await
        .map_err(ListCouncilsError::Store)?;
    councils.sort_by(|one, other| one.slug.cmp(&other.slug));
    Ok(councils)
}
