//! Finding a plan by what a person calls it, and the day it says it was changed.

use std::sync::Arc;

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::{Plan, PlanId};
use ayumi_store::plan::StoredPlan;
use ayumi_store::{Session, StoreError, attachment, organisation, plan as plans, record};

use super::PlanView;
use crate::Unit;

/// What a person calls a plan: its id, or its short name. Never a label or a title.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PlanName(String);

impl PlanName {
    /// An id or a short name.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl From<PlanId> for PlanName {
    fn from(id: PlanId) -> Self {
        Self(id.to_string())
    }
}

/// The plan of that name in a council.
pub(crate) async fn find(
    session: &Session,
    council: CouncilId,
    name: &PlanName,
) -> Result<Option<StoredPlan>, StoreError> {
    match id_of(session, council, name).await? {
        Some(id) => plans::load(session, council, id).await,
        None => Ok(None),
    }
}

/// The id of the plan of that name in a council. One that is spelt as an id may be no plan's.
pub(crate) async fn id_of(
    session: &Session,
    council: CouncilId,
    name: &PlanName,
) -> Result<Option<PlanId>, StoreError> {
    match name.0.parse::<PlanId>() {
        Ok(id) => Ok(Some(id)),
        Err(_) => plans::by_slug(session, council, &name.0).await,
    }
}

/// The plan of that name in a council with the day of its last change; from the shelf where it was
/// kept at the council's revision.
pub(crate) async fn view(
    unit: &Unit,
    council: CouncilId,
    name: &PlanName,
) -> Result<Option<Arc<PlanView>>, StoreError> {
    let shelf = unit.app().shelf();
    let revision = if unit.only_looks() {
        let council = organisation::by_id(unit.session(), council).await?;
        council.map(|council| council.revision)
    } else {
        None
    };
    let kept = revision.and_then(|revision| shelf.at(council, &name.0, revision));
    if kept.is_some() {
        return Ok(kept);
    }
    let Some(stored) = current(unit, council, name).await? else {
        return Ok(None);
    };
    let changed = changed_day(unit.session(), council, stored.plan.id).await?;
    let attachments = attachment::of_plan(unit.session(), council, stored.plan.id).await?;
    let view = Arc::new(PlanView {
        attachments,
        plan: stored.plan,
        version: stored.version,
        origin: stored.origin,
        changed,
    });
    if let Some(revision) = revision {
        shelf.keep(council, &name.0, revision, &view);
    }
    Ok(Some(view))
}

/// The plan of that name; from what the last change left in memory, where it is still that
/// version.
async fn current(
    unit: &Unit,
    council: CouncilId,
    name: &PlanName,
) -> Result<Option<StoredPlan>, StoreError> {
    let s = unit.session();
    let Some(id) = id_of(s, council, name).await? else {
        return Ok(None);
    };
    let Some((version, origin)) = plans::version_of(s, council, id).await? else {
        return Ok(None);
    };
    let drafts = unit.app().drafts();
    if let Some(plan) = drafts.at(council, id, version) {
        return Ok(Some(StoredPlan {
            plan: Plan::clone(&plan),
            version,
            origin,
        }));
    }
    let stored = plans::load(s, council, id).await?;
    // Who only looks sees what was committed: that may be kept.
    if let Some(stored) = stored.as_ref().filter(|_| unit.only_looks()) {
        drafts.keep(council, stored.version, Arc::new(stored.plan.clone()));
    }
    Ok(stored)
}

/// The day a plan was last changed, by the council's record (`2026-11-22`). Whatever is published
/// carries this day, so that the same plan always gives the same bytes.
async fn changed_day(
    session: &Session,
    council: CouncilId,
    id: PlanId,
) -> Result<String, StoreError> {
    let object = format!("plan/{id}");
    let last = record::last_of(session, council, &object).await?;
    let day = last.as_ref().and_then(|change| change.at.get(..10));
    Ok(day.unwrap_or(UNKNOWN_DAY).to_owned())
}

/// Stands where the record knows no change of a plan. A plan is never stored without its change,
/// so this is seen only where `doctor` reports a fault.
const UNKNOWN_DAY: &str = "1970-01-01";
