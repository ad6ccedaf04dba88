//! The actions perhaps not mentioned by any finding (shared bigrams): a hint, never a judgement.

use std::sync::Arc;

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::plan::ItemId;
use ayumi_core::review::mention;
use ayumi_store::StoreError;

use crate::plan::{PlanName, PlanView, view};
use crate::{Class, Classified, Unit};

/// Looks at what no finding mentions.
pub struct ListUnmentioned;

impl Action for ListUnmentioned {
    const NAME: &'static str = "list-unmentioned";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Plans;
}

/// What perhaps no finding mentions.
#[derive(Clone, Debug)]
pub struct Unmentioned {
    /// The plan, with its version for a correction and the items of which a person confirmed it.
    pub view: Arc<PlanView>,
    /// The items nobody confirmed, in reading order.
    pub items: Vec<ItemId>,
}

/// Why there is no list.
#[derive(Debug, thiserror::Error)]
pub enum ListUnmentionedError {
    /// No such plan in this council.
    #[error("there is no such plan")]
    NotThere,
    /// The store failed.
    #[error("listing what no finding mentions")]
    Store(#[source] StoreError),
}

impl Classified for ListUnmentionedError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Store(error) => error.class(),
        }
    }
}

/// The actions of a plan of the permit's council that perhaps no finding mentions.
///
/// # Errors
/// See [`ListUnmentionedError`].
pub async fn list_unmentioned(
    unit: &Unit,
    permit: Permit<ListUnmentioned>,
    name: &PlanName,
) -> Result<Unmentioned, ListUnmentionedError> {
    use ListUnmentionedError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let view = view(unit, council, name)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let items = mention::unmentioned(&view.plan);
    Ok(Unmentioned { view, items })
}
