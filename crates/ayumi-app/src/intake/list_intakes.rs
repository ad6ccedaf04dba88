//! The intakes of a council that wait to be accepted.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_store::intake::{Intake, IntakeState};
use ayumi_store::{StoreError, intake as intakes};

use crate::{Class, Classified, Unit};

/// Looks at the list of intakes.
pub struct ListIntakes;

impl Action for ListIntakes {
    const NAME: &'static str = "list-intakes";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Intake;
}

/// Why there is no list.
#[derive(Debug, thiserror::Error)]
pub enum ListIntakesError {
    /// The permit names no council.
    #[error("intakes belong to a council")]
    NoCouncil,
    /// The store failed.
    #[error("listing the intakes")]
    Store(#[source] StoreError),
}

impl Classified for ListIntakesError {
    fn class(&self) -> Class {
        match self {
            Self::NoCouncil => Class::NotThere,
            Self::Store(error) => error.class(),
        }
    }
}

/// The open intakes of the permit's council that have not expired, the newest first.
///
/// # Errors
/// See [`ListIntakesError`].
pub async fn list_intakes(
    unit: &Unit,
    permit: Permit<ListIntakes>,
) -> Result<Vec<Intake>, ListIntakesError> {
    let council = permit.council().ok_or(ListIntakesError::NoCouncil)?;
    let mut all = intakes::list(unit.session(), council)
        .await
        .map_err(ListIntakesError::Store)?;
    all.retain(|intake| intake.state == IntakeState::Open && intake.expires_at > unit.now());
    all.reverse();
    Ok(all)
}
