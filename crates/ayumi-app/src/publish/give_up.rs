//! Gives up publications that a stopped server left running. Called once when a server starts:
//! only one server works on a database, so nothing else can be making them.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_store::publication::PublicationState;
use ayumi_store::{StoreError, organisation, publication as publications};

use super::start_publication::{Ending, end_in};
use crate::{Class, Classified, Unit};

/// Gives up what was interrupted.
pub struct GiveUp;

impl Action for GiveUp {
    const NAME: &'static str = "give-up-interrupted";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Installation;
}

/// Why it was not given up.
#[derive(Debug, thiserror::Error)]
pub enum GiveUpError {
    /// The store failed.
    #[error("giving up interrupted publications")]
    Store(#[source] StoreError),
}

impl Classified for GiveUpError {
    fn class(&self) -> Class {
        let Self::Store(error) = self;
        error.class()
    }
}

/// Marks every running publication of every council as failed (interrupted); how many.
///
/// # Errors
/// When the store fails.
pub async fn give_up_interrupted(
    unit: &mut Unit,
    _permit: Permit<GiveUp>,
) -> Result<usize, GiveUpError> {
    use GiveUpError as E;
    let mut count = 0;
    for council in organisation::all(unit.session()).await.map_err(E::Store)? {
        let all = publications::list(unit.session(), council.id)
            .await
            .map_err(E::Store)?;
        for publication in all {
            if matches!(publication.state, PublicationState::Running) {
                let ending = Ending::failed("failure-interrupted");
                end_in(unit, council.id, publication.id, ending)
                    .await
                    .map_err(E::Store)?;
                count += 1;
            }
        }
    }
    Ok(count)
}
