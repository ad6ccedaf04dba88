//! A person says that a finding speaks of an item, or takes that back.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::plan::{FindingId, ItemId, Plan};
use serde::Serialize;

use super::correction::{Corrected, CorrectionError, correct, finding_of, has_item};
use crate::Unit;
use crate::guard::Given;
use crate::plan::PlanName;

/// Corrects what findings speak of.
pub struct CorrectMention;

impl Action for CorrectMention {
    const NAME: &'static str = "correct-mention";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Plans;
}

/// What a person says about a finding and an item.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Mention {
    /// The finding.
    pub finding: FindingId,
    /// The item.
    pub item: ItemId,
    /// The finding speaks of the item; `false` takes it back.
    pub speaks: bool,
}

/// Notes in a plan of the permit's council that a finding speaks of an item. Whoever says so no
/// longer says that none does.
///
/// # Errors
/// See [`CorrectionError`].
pub async fn correct_mention(
    unit: &mut Unit,
    permit: Permit<CorrectMention>,
    name: &PlanName,
    given: Given,
    mention: Mention,
) -> Result<Corrected, CorrectionError> {
    correct(unit, &permit, (name, given), &mention, |plan| {
        note(plan, mention).ok_or(CorrectionError::NotThere)
    })
    .await
}

/// Carries the correction out; `None` when the finding or the item is not in the plan.
fn note(plan: &mut Plan, mention: Mention) -> Option<()> {
    if !has_item(&plan.items, mention.item) {
        return None;
    }
    let finding = finding_of(plan, mention.finding)?;
    finding.about.retain(|item| *item != mention.item);
    if mention.speaks {
        finding.about.push(mention.item);
        plan.unmentioned.retain(|item| *item != mention.item);
    }
    Some(())
}
