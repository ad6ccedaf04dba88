//! A plan claimed for one change, and kept for the next one.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::edit::{Applied, Edit};
use ayumi_core::plan::{ItemId, Plan, PlanId};
use ayumi_store::{StoreError, plan as plans};

use super::EditError;
use crate::Unit;

/// Most plans kept; a plan of 60 items takes some 100 KB.
const MOST: usize = 64;

/// Plans as they were at a version, so that a change does not read a whole plan to write a row of
/// it. A version is given once: it rises in the transaction of every change, and only what was
/// committed is kept here.
#[derive(Debug, Default)]
pub(crate) struct Drafts(Mutex<HashMap<Name, (u64, Arc<Plan>)>>);

/// Which plan of which council.
type Name = (CouncilId, PlanId);

impl Drafts {
    /// The plan at this version.
    pub(crate) fn at(&self, council: CouncilId, id: PlanId, version: u64) -> Option<Arc<Plan>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, plan) = kept.get(&(council, id))?;
        (*at == version).then(|| Arc::clone(plan))
    }

    /// Keeps a plan no longer: whoever claimed it changes it in its place.
    pub(crate) fn forget(&self, council: CouncilId, id: PlanId) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.remove(&(council, id));
    }

    /// Keeps a plan that was committed, unless a later one is kept.
    pub(crate) fn keep(&self, council: CouncilId, version: u64, plan: Arc<Plan>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        let name = (council, plan.id);
        if kept.get(&name).is_none_or(|(at, _)| *at < version) {
            kept.insert(name, (version, plan));
        }
    }
}

/// A plan claimed by this unit: nobody else writes in it until the unit ends.
pub(super) struct Claimed {
    /// The plan as it is.
    pub plan: Arc<Plan>,
    /// Its version.
    pub version: u64,
}

/// Claims a plan; `None` when there is none.
pub(super) async fn claim(
    unit: &Unit,
    council: CouncilId,
    id: PlanId,
) -> Result<Option<Claimed>, StoreError> {
    let Some(version) = plans::claim(unit.session(), council, id).await? else {
        return Ok(None);
    };
    if let Some(plan) = unit.app().drafts().at(council, id, version) {
        return Ok(Some(Claimed { plan, version }));
    }
    let stored = plans::load(unit.session(), council, id).await?;
    Ok(stored.map(|stored| Claimed {
        plan: Arc::new(stored.plan),
        version,
    }))
}

/// Writes a claimed plan as it is to be; kept for the next change once it is committed.
pub(super) async fn write(
    unit: &mut Unit,
    council: CouncilId,
    claimed: &Claimed,
    after: &Arc<Plan>,
) -> Result<(), StoreError> {
    let version = claimed.version + 1;
    let pair = (&*claimed.plan, &**after);
    plans::rewrite(unit.session(), council, pair, version).await?;
    keep(unit, council, (version, after));
    Ok(())
}

/// Makes an edit that touches some items and nothing besides: in the plan itself, without a copy of
/// it, and only in the rows of those items.
pub(super) async fn write_some(
    unit: &mut Unit,
    council: CouncilId,
    claimed: &mut Claimed,
    (touched, edit): (&BTreeSet<ItemId>, Edit),
) -> Result<Applied, EditError> {
    let id = claimed.plan.id;
    let before = plans::rows_of_items(council, &claimed.plan, touched);
    // If anything goes wrong from here on, the plan is read again.
    unit.app().drafts().forget(council, id);
    let applied = edit.apply(Arc::make_mut(&mut claimed.plan))?;
    let after = plans::rows_of_items(council, &claimed.plan, touched);
    let written = plans::rewrite_items(unit.session(), council, id, (before, after)).await;
    written.map_err(EditError::Store)?;
    let plan = Arc::clone(&claimed.plan);
    keep(unit, council, (claimed.version + 1, &plan));
    Ok(applied)
}

/// Keeps a plan for the next change, once it is committed.
fn keep(unit: &mut Unit, council: CouncilId, (version, after): (u64, &Arc<Plan>)) {
    let app = unit.app().clone();
    let after = Arc::clone(after);
    unit.after_commit(async move { app.drafts().keep(council, version, after) });
}
