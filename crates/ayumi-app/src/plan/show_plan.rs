//! A plan, whole.

use std::sync::Arc;

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::plan::Plan;
use ayumi_store::StoreError;
use ayumi_store::attachment::Attachment;
use ayumi_store::plan::Origin;

use super::{PlanName, view};
use crate::{Class, Classified, Unit};

/// Looks at a plan.
pub struct ShowPlan;

impl Action for ShowPlan {
    const NAME: &'static str = "show-plan";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Plans;
}

/// A plan as it is shown.
#[derive(Clone, Debug)]
pub struct PlanView {
    /// The plan.
    pub plan: Plan,
    /// Its version, for the next change.
    pub version: u64,
    /// Where it came from.
    pub origin: Origin,
    /// The day it was last changed, ISO 8601.
    pub changed: String,
    /// The files kept with it, the oldest first.
    pub attachments: Vec<Attachment>,
}

/// Why a plan is not shown.
#[derive(Debug, thiserror::Error)]
pub enum ShowPlanError {
    /// No such plan in this council.
    #[error("there is no such plan")]
    NotThere,
    /// The store failed.
    #[error("showing a plan")]
    Store(#[source] StoreError),
}

impl Classified for ShowPlanError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Store(error) => error.class(),
        }
    }
}

/// A plan of the permit's council.
///
/// # Errors
/// See [`ShowPlanError`].
pub async fn show_plan(
    unit: &Unit,
    permit: Permit<ShowPlan>,
    name: &PlanName,
) -> Result<Arc<PlanView>, ShowPlanError> {
    use ShowPlanError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    view(unit, council, name)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)
}
