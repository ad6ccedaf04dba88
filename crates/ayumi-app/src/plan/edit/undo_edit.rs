//! Undoing an edit, as long as nobody changed since what it did.

use ayumi_core::access::{Action, Area, Effect};
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::edit::{Edit, left_version};
use ayumi_store::record;

use super::EditError as E;
use super::claim::claim;
use super::edit_plan::{EditPlan, Edited, FORM, Said, carry_out, give_back};
use super::rights::permit_of;
use crate::Unit;
use crate::guard::{Given, Refused};
use crate::plan::{PlanName, id_of};

/// Undoes an edit of a plan.
pub struct UndoEdit;

impl Action for UndoEdit {
    const NAME: &'static str = "undo-edit";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Plans;
}

/// Undoes the edit that an entry of the record keeps, in a plan of a council. What was undone can
/// be undone again. Refused where somebody changed since what it did.
///
/// # Errors
/// [`E`]; nothing is changed then.
pub async fn undo_edit(
    unit: &mut Unit,
    council: CouncilId,
    name: &PlanName,
    given: Given,
    entry: u64,
) -> Result<Edited, E> {
    let id = id_of(unit.session(), council, name)
        .await
        .map_err(E::Store)?;
    let id = id.ok_or(E::NotThere)?;
    let request = (id, given.expected, entry);
    let done = unit.remembered::<UndoEdit, Edited>(council, &request).await;
    if let Some(done) = done.map_err(E::Refused)? {
        return Ok(done);
    }
    let claimed = claim(unit, council, id).await.map_err(E::Store)?;
    let claimed = claimed.ok_or(E::NotThere)?;
    let kept = record::entry(unit.session(), council, entry).await;
    let (change, content) = kept.map_err(E::Store)?.ok_or(E::NotThere)?;
    let own = [EditPlan::NAME, UndoEdit::NAME].contains(&change.action.as_str());
    if !own || change.object != format!("plan/{id}") {
        return Err(E::NotThere);
    }
    let parsed = content.before.as_deref().zip(content.after.as_deref());
    let parsed = parsed.and_then(|(undo, said)| {
        let undo: Edit = serde_json::from_slice(undo).ok()?;
        let said: Said = serde_json::from_slice(said).ok()?;
        (said.form == FORM).then_some((undo, said))
    });
    let (undo, said) = parsed.ok_or(E::NotThere)?;
    permit_of(unit, council, &claimed.plan, &undo).await?;
    // The page was shown with what the edit did; whoever changed something elsewhere in the plan
    // since then keeps nobody from undoing.
    let shown = said.version..=claimed.version;
    if given.expected.is_some_and(|seen| !shown.contains(&seen)) {
        let current = claimed.version;
        return Err(E::Refused(Refused::Stale { current }));
    }
    if left_version(&claimed.plan, &undo) != said.left {
        return Err(E::ChangedSince);
    }
    let done = carry_out::<UndoEdit>(unit, council, claimed, undo).await?;
    if !said.lost.is_empty() {
        let plan = crate::plan::find(unit.session(), council, &PlanName::from(id)).await;
        let plan = plan.map_err(E::Store)?.ok_or(E::NotThere)?.plan;
        let given = give_back(unit, (council, &plan), &said.lost).await;
        given.map_err(E::Store)?;
    }
    let remembered = unit.remember::<UndoEdit>(council, &request, &done).await;
    remembered.map_err(E::Store)?;
    Ok(done)
}
