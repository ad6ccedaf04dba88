//! How every change of an intake begins: was it made before under this key, is the intake still
//! open, and has it the version the person saw?

use ayumi_core::access::{Action, Permit};
use ayumi_locale::key;
use ayumi_store::IntakeId;
use ayumi_store::intake::{Intake, IntakeState};
use ayumi_store::{StoreError, intake as intakes};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::SourceFile;
use super::page_picture::stored_file;
use crate::guard::{Given, Refused, same_version};
use crate::{Class, Classified, Unit};

/// Why a change of an intake does not begin.
#[derive(Debug, thiserror::Error)]
pub enum OpenIntakeError {
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
    #[error("loading an intake")]
    Store(#[source] StoreError),
}

impl Classified for OpenIntakeError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Closed => Class::Refused(key::ERROR_INTAKE_CLOSED),
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// How a change begins.
pub(super) enum Opening<R> {
    /// It was made before; this was the answer.
    Done(R),
    /// It may be made.
    Open(Box<Intake>),
}

/// The open intake of that id of the permit's council, if it still has the version the person
/// saw; or the answer given before under the same key.
pub(super) async fn open_intake<A: Action, R: DeserializeOwned>(
    unit: &Unit,
    permit: &Permit<A>,
    id: IntakeId,
    given: Given,
    request: &impl Serialize,
) -> Result<Opening<R>, OpenIntakeError> {
    use OpenIntakeError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let done = unit.remembered::<A, R>(council, request).await;
    if let Some(done) = done.map_err(E::Refused)? {
        return Ok(Opening::Done(done));
    }
    let intake = intakes::load(unit.session(), council, id)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    same_version(given, intake.version).map_err(E::Refused)?;
    match intake.state {
        IntakeState::Open => Ok(Opening::Open(Box::new(intake))),
        IntakeState::Accepted(_) | IntakeState::Discarded => Err(E::Closed),
    }
}

/// An intake of the permit's council with its file, to be read again before a change begins.
pub(super) async fn intake_and_file<A: Action>(
    unit: &Unit,
    permit: &Permit<A>,
    id: IntakeId,
) -> Result<(Intake, SourceFile), OpenIntakeError> {
    use OpenIntakeError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let intake = intakes::load(unit.session(), council, id)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let file = stored_file(unit, council, &intake).await;
    let file = file.map_err(E::Store)?.ok_or(E::NotThere)?;
    Ok((intake, file))
}
