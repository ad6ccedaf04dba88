//! The plans of a council.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_store::plan::PlanRow;
use ayumi_store::{StoreError, plan as plans};

use crate::{Class, Classified, Unit};

/// Looks at the list of plans.
pub struct ListPlans;

impl Action for ListPlans {
    const NAME: &'static str = "list-plans";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Plans;
}

/// Why there is no list.
#[derive(Debug, thiserror::Error)]
pub enum ListPlansError {
    /// The permit names no council.
    #[error("plans belong to a council")]
    NoCouncil,
    /// The store failed.
    #[error("listing the plans")]
    Store(#[source] StoreError),
}

impl Classified for ListPlansError {
    fn class(&self) -> Class {
        match self {
            Self::NoCouncil => Class::NotThere,
            Self::Store(error) => error.class(),
        }
    }
}

/// The plans of the permit's council, the latest generation first.
///
/// # Errors
/// See [`ListPlansError`].
pub async fn list_plans(
    unit: &Unit,
    permit: Permit<ListPlans>,
) -> Result<Vec<PlanRow>, ListPlansError> {
    let council = permit.council().ok_or(ListPlansError::NoCouncil)?;
    let mut rows = plans::list(unit.session(), council)
        .await
        .map_err(ListPlansError::Store)?;
    rows.sort_by(|one, other| {
        other
            .generation
            .cmp(&one.generation)
            .then_with(|| one.slug.cmp(&other.slug))
    });
    Ok(rows)
}
