//! Throws an intake away.

use ayumi_core::access::{Action, Effect, Permit};
use ayumi_locale::key;
use ayumi_store::IntakeId;
use ayumi_store::intake::{Intake, IntakeState};
use ayumi_store::{StoreError, intake as intakes};

use super::open_intake::{NotOpen, open_intake};
use crate::guard::{Contents, Given, Refused, Subject};
use crate::{Class, Classified, Unit};

/// Discards an intake.
pub struct DiscardIntake;

impl Action for DiscardIntake {
    const NAME: &'static str = "discard-intake";
    const EFFECT: Effect = Effect::Change;
}

/// Why an intake is not thrown away.
#[derive(Debug, thiserror::Error)]
pub enum DiscardIntakeError {
    /// No such intake in this council.
    #[error("there is no such intake")]
    NotThere,
    /// It was accepted or discarded.
    #[error("the intake is closed")]
    Closed,
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("discarding an intake")]
    Store(#[source] StoreError),
}

impl From<NotOpen> for DiscardIntakeError {
    fn from(why: NotOpen) -> Self {
        match why {
            NotOpen::NotThere => Self::NotThere,
            NotOpen::Closed => Self::Closed,
            NotOpen::Refused(error) => Self::Refused(error),
            NotOpen::Store(error) => Self::Store(error),
        }
    }
}

impl Classified for DiscardIntakeError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Closed => Class::Refused(key::ERROR_INTAKE_CLOSED),
            Self::Refused(error) => error.class(),
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
    let council = permit.council().ok_or(E::NotThere)?;
    let request = (id.0, given.expected);
    let done = unit
        .remembered::<DiscardIntake, ()>(council, &request)
        .await;
    if done.map_err(E::Refused)?.is_some() {
        return Ok(());
    }
    let intake = open_intake(unit, council, id, given).await?;
    let before = intake.sha256.clone().into_bytes();
    let closed = Intake {
        state: IntakeState::Discarded,
        ..intake
    };
    intakes::replace(unit.session(), &closed, closed.version)
        .await
        .map_err(E::Store)?;
    let subject = Subject {
        council,
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
