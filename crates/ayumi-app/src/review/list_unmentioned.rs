//! The actions perhaps not mentioned by any finding (shared bigrams): a hint, never a judgement.

use ayumi_core::access::{Action, Effect, Permit};
use ayumi_core::plan::{ItemId, Plan};
use ayumi_core::review::mention;
use ayumi_store::StoreError;

use crate::plan::{PlanName, find};
use crate::{Class, Classified, Unit};

/// Looks at what no finding mentions.
pub struct ListUnmentioned;

impl Action for ListUnmentioned {
    const NAME: &'static str = "list-unmentioned";
    const EFFECT: Effect = Effect::Read;
}

/// What perhaps no finding mentions.
#[derive(Clone, Debug)]
pub struct Unmentioned {
    /// The plan.
    pub plan: Plan,
    /// Its version, for a correction.
    pub version: u64,
    /// The items, in reading order.
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
    let stored = find(unit.session(), council, name)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let items = unmentioned_of(&stored.plan);
    Ok(Unmentioned {
        plan: stored.plan,
        version: stored.version,
        items,
    })
}

/// The items by id.
pub(super) fn unmentioned_of(plan: &Plan) -> Vec<ItemId> {
    mention::unmentioned(plan)
}
