//! The review of a plan: what its chapter is made of.

use std::sync::Arc;

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_store::StoreError;

use crate::plan::{PlanName, PlanView, view};
use crate::{Class, Classified, Unit};

/// Looks at a review.
pub struct ShowReview;

impl Action for ShowReview {
    const NAME: &'static str = "show-review";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Plans;
}

/// Why a review is not shown.
#[derive(Debug, thiserror::Error)]
pub enum ShowReviewError {
    /// No such plan in this council.
    #[error("there is no such plan")]
    NotThere,
    /// The store failed.
    #[error("showing a review")]
    Store(#[source] StoreError),
}

impl Classified for ShowReviewError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Store(error) => error.class(),
        }
    }
}

/// The review of a plan of the permit's council.
///
/// # Errors
/// See [`ShowReviewError`].
pub async fn show_review(
    unit: &Unit,
    permit: Permit<ShowReview>,
    name: &PlanName,
) -> Result<Arc<PlanView>, ShowReviewError> {
    use ShowReviewError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    view(unit, council, name)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)
}
