//! The councils of this installation.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::organisation::Council;
use ayumi_store::{StoreError, organisation};

use crate::{Class, Classified, Unit};

/// Looks at the list of councils.
pub struct ListCouncils;

impl Action for ListCouncils {
    const NAME: &'static str = "list-councils";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Home;
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

/// The councils the actor may know of, in the order of their slugs: for whoever runs the
/// installation all of them, for everybody else those in which a post is held.
///
/// # Errors
/// When the store fails.
pub async fn list_councils(
    unit: &Unit,
    permit: Permit<ListCouncils>,
) -> Result<Vec<Council>, ListCouncilsError> {
    let mut councils = organisation::all(unit.session())
        .await
        .map_err(ListCouncilsError::Store)?;
    if let Some(who) = permit.actor().identity().filter(|who| !who.operator) {
        councils.retain(|council| who.seats_in(council.id).next().is_some());
    }
    councils.sort_by(|one, other| one.slug.cmp(&other.slug));
    Ok(councils)
}

/// The council of a short name, whoever asks: whether the actor may know of it, the check of the
/// action asked for tells.
///
/// # Errors
/// When the store fails.
pub async fn find_council(unit: &Unit, slug: &str) -> Result<Option<Council>, ListCouncilsError> {
    let found = organisation::by_slug(unit.session(), slug).await;
    found.map_err(ListCouncilsError::Store)
}
