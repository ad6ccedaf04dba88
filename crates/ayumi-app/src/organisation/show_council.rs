//! A council's home: itself and its plans.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::organisation::Council;
use ayumi_store::plan::PlanRow;
use ayumi_store::{StoreError, organisation, plan};

use crate::plan::ListPlans;
use crate::{Class, Classified, Unit};

/// Looks at a council's home.
pub struct ShowCouncil;

impl Action for ShowCouncil {
    const NAME: &'static str = "show-council";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Home;
}

/// A council's home.
#[derive(Clone, Debug)]
pub struct Home {
    /// The council.
    pub council: Council,
    /// Its plans, the latest generation first; none for whoever may not see plans.
    pub plans: Vec<PlanRow>,
    /// May the actor see plans?
    pub sees_plans: bool,
}

/// Why there is no home to show.
#[derive(Debug, thiserror::Error)]
pub enum ShowCouncilError {
    /// No such council.
    #[error("there is no such council")]
    NotThere,
    /// The store failed.
    #[error("showing a council")]
    Store(#[source] StoreError),
}

impl Classified for ShowCouncilError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Store(error) => error.class(),
        }
    }
}

/// The home of the permit's council.
///
/// # Errors
/// See [`ShowCouncilError`].
pub async fn show_council(
    unit: &Unit,
    permit: Permit<ShowCouncil>,
) -> Result<Home, ShowCouncilError> {
    let id = permit.council().ok_or(ShowCouncilError::NotThere)?;
    let council = organisation::by_id(unit.session(), id)
        .await
        .map_err(ShowCouncilError::Store)?
        .ok_or(ShowCouncilError::NotThere)?;
    let sees_plans = unit.permit::<ListPlans>(Some(id)).is_ok();
    let mut plans = match sees_plans {
        true => plan::list(unit.session(), id).await,
        false => Ok(Vec::new()),
    }
    .map_err(ShowCouncilError::Store)?;
    plans.sort_by(|one, other| {
        other
            .generation
            .cmp(&one.generation)
            .then_with(|| one.slug.cmp(&other.slug))
    });
    Ok(Home {
        council,
        plans,
        sees_plans,
    })
}
