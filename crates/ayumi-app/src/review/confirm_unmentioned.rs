//! A person confirms that no finding speaks of an item, or takes that back.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::plan::{ItemId, Plan};
use ayumi_core::review::mention::is_surely_mentioned;
use serde::Serialize;

use super::correction::{Corrected, CorrectionError, correct, has_item};
use crate::Unit;
use crate::guard::Given;
use crate::plan::PlanName;

/// Confirms that no finding speaks of an item.
pub struct ConfirmUnmentioned;

impl Action for ConfirmUnmentioned {
    const NAME: &'static str = "confirm-unmentioned";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Plans;
}

/// What a person says about an item.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Silence {
    /// The item.
    pub item: ItemId,
    /// No finding speaks of it; `false` takes it back.
    pub confirmed: bool,
}

/// Notes in a plan of the permit's council that no finding speaks of an item. What the program
/// guesses does not matter; what is linked to the item, or written at it, has to be taken back
/// first.
///
/// # Errors
/// See [`CorrectionError`].
pub async fn confirm_unmentioned(
    unit: &mut Unit,
    permit: Permit<ConfirmUnmentioned>,
    name: &PlanName,
    given: Given,
    silence: Silence,
) -> Result<Corrected, CorrectionError> {
    correct(unit, &permit, (name, given), &silence, |plan| {
        note(plan, silence)
    })
    .await
}

fn note(plan: &mut Plan, silence: Silence) -> Result<(), CorrectionError> {
    if !has_item(&plan.items, silence.item) {
        return Err(CorrectionError::NotThere);
    }
    if silence.confirmed && is_surely_mentioned(plan, silence.item) {
        return Err(CorrectionError::Mentioned);
    }
    plan.unmentioned.retain(|item| *item != silence.item);
    if silence.confirmed {
        plan.unmentioned.push(silence.item);
    }
    Ok(())
}
