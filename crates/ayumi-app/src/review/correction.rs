//! What every correction of a review has in common: a plan of the version the person saw, changed
//! in one place, with one entry in the record.

use ayumi_core::access::{Action, Permit};
use ayumi_core::interchange::{canonical_bytes, plan_to_json};
use ayumi_core::plan::edit::item_of;
use ayumi_core::plan::{Finding, FindingId, Item, ItemId, Plan};
use ayumi_locale::key;
use ayumi_store::{StoreError, plan as plans};
use serde::{Deserialize, Serialize};

use crate::guard::{Contents, Given, Refused, Subject, same_version};
use crate::plan::{PlanName, find};
use crate::{Class, Classified, Unit};

/// The plan after a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// Its new version.
    pub version: u64,
}

/// Why nothing is corrected.
#[derive(Debug, thiserror::Error)]
pub enum CorrectionError {
    /// No such plan in this council, or no such finding or item in it.
    #[error("there is no such plan, finding or item")]
    NotThere,
    /// A finding of its own, or one a person linked, speaks of the item: both cannot be true.
    #[error("a finding speaks of the item")]
    Mentioned,
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("correcting a review")]
    Store(#[source] StoreError),
}

impl Classified for CorrectionError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Mentioned => Class::Refused(key::ERROR_MENTIONED),
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// Changes a plan of the permit's council; `said` is what the person said, for the key.
pub(super) async fn correct<A: Action>(
    unit: &mut Unit,
    permit: &Permit<A>,
    (name, given): (&PlanName, Given),
    said: &impl Serialize,
    change: impl FnOnce(&mut Plan) -> Result<(), CorrectionError>,
) -> Result<Corrected, CorrectionError> {
    use CorrectionError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let stored = find(unit.session(), council, name)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let request = (stored.plan.id, given.expected, said);
    let done = unit.remembered::<A, Corrected>(council, &request).await;
    if let Some(done) = done.map_err(E::Refused)? {
        return Ok(done);
    }
    same_version(given, stored.version).map_err(E::Refused)?;
    let before = canonical_bytes(&plan_to_json(&stored.plan));
    let mut plan = stored.plan;
    change(&mut plan)?;
    let after = canonical_bytes(&plan_to_json(&plan));
    let version = plans::replace(unit.session(), council, &plan, stored.version)
        .await
        .map_err(E::Store)?;
    let done = Corrected { version };
    let subject = Subject {
        council,
        object: format!("plan/{}", plan.id),
    };
    let contents = Contents {
        before: Some(&before),
        after: Some(&after),
    };
    unit.record::<A>(&subject, contents, &request, &done)
        .await
        .map_err(E::Store)?;
    Ok(done)
}

/// Is the item in the plan?
pub(super) fn has_item(items: &[Item], id: ItemId) -> bool {
    item_of(items, id).is_some()
}

/// The finding of that id, at the plan itself or at any of its items.
pub(super) fn finding_of(plan: &mut Plan, id: FindingId) -> Option<&mut Finding> {
    let overall = plan.overall.iter_mut().find(|finding| finding.id == id);
    overall.or_else(|| finding_in(&mut plan.items, id))
}

fn finding_in(items: &mut [Item], id: FindingId) -> Option<&mut Finding> {
    items.iter_mut().find_map(|item| {
        let found = item.findings.iter_mut().find(|finding| finding.id == id);
        found.or_else(|| finding_in(&mut item.items, id))
    })
}
