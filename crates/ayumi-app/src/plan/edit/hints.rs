//! What a plan may lack, with the posts that answer for its items.

use std::collections::BTreeSet;

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::Plan;
use ayumi_core::plan::lint::{Hint, hints};
use ayumi_store::{StoreError, handover};

use crate::Unit;

/// The hints of a plan of a council, the weightiest first.
///
/// # Errors
/// [`StoreError`].
pub async fn hints_of(
    unit: &Unit,
    council: CouncilId,
    plan: &Plan,
) -> Result<Vec<Hint>, StoreError> {
    let owners = handover::owners(unit.session(), council, plan.id).await?;
    let owned: BTreeSet<_> = owners.into_keys().collect();
    Ok(hints(plan, &owned))
}
