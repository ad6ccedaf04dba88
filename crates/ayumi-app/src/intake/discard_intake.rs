//! Throws an intake away.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_store::IntakeId;
use ayumi_store::intake::{Intake, IntakeState};
use ayumi_store::{StoreError, intake as intakes};

use super::open_intake::{OpenIntakeError, Opening, open_intake};
use crate::guard::{Contents, Given, Subject};
use crate::{Class, Classified, Unit};

/// Discards an intake.
pub struct DiscardIntake;

impl Action for DiscardIntake {
    const NAME: &'static str = "discard-intake";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Intake;
}

/// Why an intake is not thrown away.
#[derive(Debug, thiserror::Error)]
pub enum DiscardIntakeError {
    /// It does not begin: not there, closed, changed meanwhile.
    #[error("opening the intake")]
    Open(#[source] OpenIntakeError),
    /// The store failed.
    #[error("discarding an intake")]
    Store(#[source] StoreError),
}

impl Classified for DiscardIntakeError {
    fn class(&self) -> Class {
        match self {
            Self::Open(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// Discards an intake of the permit's council.
///
/// # Errors
/// See [`DiscardIntakeError`].
pub async fn discard_intake(
    unit: &mut Unit,
    permit: Permit<DiscardIntake>,
    id: IntakeId,
    given: Given,
) -> Result<(), DiscardIntakeError> {
    use DiscardIntakeError as E;
    let request = (id.0, given.expected);
    let opening = open_intake(unit, &permit, id, given, &request).await;
    let intake = match opening.map_err(E::Open)? {
        Opening::Done(done) => return Ok(done),
        Opening::Open(intake) => *intake,
    };
    let before = intake.sha256.clone().into_bytes();
    let closed = Intake {
        state: IntakeState::Discarded,
        ..intake
    };
    intakes::replace(unit.session(), &closed, closed.version)
        .await
        .map_err(E::Store)?;
    let subject = Subject {
        council: closed.council,
        object: format!("intake/{}", id.0),
    };
    let contents = Contents {
        before: Some(&before),
        after: None,
    };
    unit.record::<DiscardIntake>(&subject, contents, &request, &())
        .await
        .map_err(E::Store)
}
