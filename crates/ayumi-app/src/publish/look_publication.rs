//! Looks how far a publication is.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::plan::PlanId;
use ayumi_store::PublicationId;
use ayumi_store::publication::Publication;
use ayumi_store::{StoreError, publication as publications};

use crate::{Class, Classified, Unit};

/// Looks at a publication.
pub struct LookPublication;

impl Action for LookPublication {
    const NAME: &'static str = "look-publication";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Publications;
}

/// Why a publication is not shown.
#[derive(Debug, thiserror::Error)]
pub enum LookPublicationError {
    /// No such publication in this council.
    #[error("there is no such publication")]
    NotThere,
    /// The store failed.
    #[error("looking at a publication")]
    Store(#[source] StoreError),
}

impl Classified for LookPublicationError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Store(error) => error.class(),
        }
    }
}

/// A publication of the permit's council: its state, and its files once it is done.
///
/// # Errors
/// See [`LookPublicationError`].
pub async fn look_publication(
    unit: &Unit,
    permit: Permit<LookPublication>,
    id: PublicationId,
) -> Result<Publication, LookPublicationError> {
    use LookPublicationError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    publications::load(unit.session(), council, id)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)
}

/// The publications of a plan, the newest first.
///
/// # Errors
/// See [`LookPublicationError`].
pub async fn list_publications(
    unit: &Unit,
    permit: Permit<LookPublication>,
    plan: PlanId,
) -> Result<Vec<Publication>, LookPublicationError> {
    use LookPublicationError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let mut all = publications::list(unit.session(), council)
        .await
        .map_err(E::Store)?;
    all.retain(|publication| publication.plan == plan);
    // UUIDv7: a later id is a later publication.
    all.sort_by_key(|publication| std::cmp::Reverse(publication.id));
    Ok(all)
}
