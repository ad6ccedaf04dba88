//! Finding an intake that may still be changed: what the changing use cases have in common.

use ayumi_core::organisation::CouncilId;
use ayumi_store::IntakeId;
use ayumi_store::intake::{Intake, IntakeState};
use ayumi_store::{StoreError, intake as intakes};

use crate::Unit;
use crate::guard::{Given, Refused, same_version};

/// Why there is no intake to change.
pub(super) enum NotOpen {
    NotThere,
    Closed,
    Refused(Refused),
    Store(StoreError),
}

/// The open intake of that id, if it still has the version the person saw.
pub(super) async fn open_intake(
    unit: &Unit,
    council: CouncilId,
    id: IntakeId,
    given: Given,
) -> Result<Intake, NotOpen> {
    let intake = intakes::load(unit.session(), council, id)
        .await
        .map_err(NotOpen::Store)?
        .ok_or(NotOpen::NotThere)?;
    same_version(given, intake.version).map_err(NotOpen::Refused)?;
    match intake.state {
        IntakeState::Open => Ok(intake),
        IntakeState::Accepted(_) | IntakeState::Discarded => Err(NotOpen::Closed),
    }
}
