//! A person says where a reference of a finding leads, or takes that back.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::plan::{FindingId, ItemId, Plan};
use serde::Serialize;

use super::correction::{Corrected, CorrectionError, correct, finding_of, has_item};
use crate::Unit;
use crate::guard::Given;
use crate::plan::PlanName;

/// Points references of findings at items.
pub struct PointReference;

impl Action for PointReference {
    const NAME: &'static str = "point-reference";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Plans;
}

/// Where a person says that a reference leads.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Pointing {
    /// The finding.
    pub finding: FindingId,
    /// Which of its references, counted from 1.
    pub number: usize,
    /// The item it leads to; `None` leaves it at the printed words.
    pub target: Option<ItemId>,
}

/// Points a reference in a plan of the permit's council at one of the plan's items. What the
/// source prints (page, label) stays as it is: papers print the target's own page beside it.
///
/// # Errors
/// See [`CorrectionError`].
pub async fn point_reference(
    unit: &mut Unit,
    permit: Permit<PointReference>,
    name: &PlanName,
    given: Given,
    pointing: Pointing,
) -> Result<Corrected, CorrectionError> {
    correct(unit, &permit, (name, given), &pointing, |plan| {
        note(plan, pointing).ok_or(CorrectionError::NotThere)
    })
    .await
}

/// Carries it out; `None` when the finding, the reference or the item is not in the plan.
fn note(plan: &mut Plan, pointing: Pointing) -> Option<()> {
    if let Some(target) = pointing.target
        && !has_item(&plan.items, target)
    {
        return None;
    }
    let finding = finding_of(plan, pointing.finding)?;
    let position = pointing.number.checked_sub(1)?;
    finding.refs.get_mut(position)?.target = pointing.target;
    Some(())
}
