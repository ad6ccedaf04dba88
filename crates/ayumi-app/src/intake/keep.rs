//! Keeping an accepted plan: what accept, import of a file and import of a form have in common.

use ayumi_core::interchange::{canonical_bytes, plan_to_json};
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::{Plan, PlanId, Problem};
use ayumi_locale::key;
use ayumi_store::plan::Origin;
use ayumi_store::{StoreError, plan as plans};

use crate::Unit;
use crate::organisation::slug_of;

/// Why a plan is not kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// No plan Ayumi keeps: no title, too deep, too many items.
    #[error("the plan cannot be kept")]
    Problem(#[source] Problem),
    /// The store failed.
    #[error("keeping the plan")]
    Store(#[source] StoreError),
}

impl crate::Classified for KeepError {
    fn class(&self) -> crate::Class {
        match self {
            Self::Problem(Problem::NoTitle) => crate::Class::Refused(key::ERROR_PLAN_NO_TITLE),
            Self::Problem(Problem::TooDeep(_)) => crate::Class::Refused(key::ERROR_PLAN_TOO_DEEP),
            Self::Problem(Problem::TooMany(_)) => crate::Class::Refused(key::ERROR_PLAN_TOO_MANY),
            Self::Problem(_) => crate::Class::Refused(key::ERROR_PLAN_IDS),
            Self::Store(error) => error.class(),
        }
    }
}

/// The plan of this council that came from the same bytes, or that says the same.
pub(super) async fn known_plan(
    unit: &Unit,
    council: CouncilId,
    origin: &Origin,
) -> Result<Option<PlanId>, StoreError> {
    if let Some(sha256) = &origin.source_sha256
        && let Some(id) = plans::by_origin(unit.session(), council, sha256).await?
    {
        return Ok(Some(id));
    }
    plans::by_origin(unit.session(), council, &origin.form_digest).await
}

/// A short name for a plan that is free in the council.
pub(super) async fn free_slug(
    unit: &Unit,
    council: CouncilId,
    plan: &Plan,
) -> Result<String, StoreError> {
    let rows = plans::list(unit.session(), council).await?;
    let taken = |slug: &str| rows.iter().any(|row| row.slug == slug);
    if !plan.slug.is_empty() && !taken(&plan.slug) {
        return Ok(plan.slug.clone());
    }
    let numbered = plan.generation.map(|number| format!("plan-{number}"));
    Ok(slug_of(
        &plan.title,
        numbered.as_deref().unwrap_or("plan"),
        taken,
    ))
}

/// Stores a plan; returns its canonical bytes for the record.
pub(super) async fn keep_plan(
    unit: &Unit,
    council: CouncilId,
    plan: &Plan,
    origin: &Origin,
) -> Result<Vec<u8>, KeepError> {
    plan.check().map_err(KeepError::Problem)?;
    plans::insert(unit.session(), council, plan, origin)
        .await
        .map_err(KeepError::Store)?;
    Ok(canonical_bytes(&plan_to_json(plan)))
}
