//! The review of a plan: its chapter as a document, and what no finding mentions.

use ayumi_core::access::{Action, Effect, Permit};
use ayumi_core::plan::ItemId;
use ayumi_document::Document;
use ayumi_locale::Lang;
use ayumi_store::StoreError;

use super::list_unmentioned::unmentioned_of;
use crate::plan::{PlanName, PlanView, changed_day, find};
use crate::{Class, Classified, Unit};

/// Looks at a review.
pub struct ShowReview;

impl Action for ShowReview {
    const NAME: &'static str = "show-review";
    const EFFECT: Effect = Effect::Read;
}

/// A review as it is shown.
#[derive(Clone, Debug)]
pub struct Review {
    /// The plan.
    pub view: PlanView,
    /// The review chapter, as it is published.
    pub chapter: Document,
    /// The actions perhaps not mentioned by any finding.
    pub unmentioned: Vec<ItemId>,
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
    lang: Lang,
) -> Result<Review, ShowReviewError> {
    use ShowReviewError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let stored = find(unit.session(), council, name)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let changed = changed_day(unit.session(), council, stored.plan.id)
        .await
        .map_err(E::Store)?;
    let view = PlanView {
        plan: stored.plan,
        version: stored.version,
        origin: stored.origin,
        changed,
    };
    let chapter = ayumi_book::chapter(&view.plan, lang, &view.changed);
    let unmentioned = unmentioned_of(&view.plan);
    Ok(Review {
        view,
        chapter,
        unmentioned,
    })
}
