//! Finding a plan by what a person calls it, and the day it says it was changed.

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::PlanId;
use ayumi_store::plan::StoredPlan;
use ayumi_store::{Session, StoreError, plan as plans, record};

/// What a person calls a plan: its id, or its short name. Never a label or a title.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    let id = match name.0.parse::<PlanId>() {
        Ok(id) => Some(id),
        Err(_) => plans::by_slug(session, council, &name.0).await?,
    };
    match id {
        Some(id) => plans::load(session, council, id).await,
        None => Ok(None),
    }
}

/// The day a plan was last changed, by the council's record (`2026-11-22`). Whatever is published
/// carries this day, so that the same plan always gives the same bytes.
pub(crate) async fn changed_day(
    session: &Session,
    council: CouncilId,
    id: PlanId,
) -> Result<String, StoreError> {
    let object = format!("plan/{id}");
    let chain = record::chain(session, council).await?;
    let last = chain.iter().rev().find(|change| change.object == object);
    let day = last
        .and_then(|change| change.at.get(..10))
        .unwrap_or(UNKNOWN_DAY);
    Ok(day.to_owned())
}

/// Stands where the record knows no change of a plan. A plan is never stored without its change,
/// so this is seen only where `doctor` reports a fault.
const UNKNOWN_DAY: &str = "1970-01-01";
