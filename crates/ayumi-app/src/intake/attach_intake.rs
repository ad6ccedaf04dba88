//! Keeps the file of an intake with a plan, unread: a plan book of pictures, a list that is no plan.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::intake::Ids as _;
use ayumi_core::plan::PlanId;
use ayumi_locale::key;
use ayumi_store::attachment::{self, Attachment};
use ayumi_store::intake::{Intake, IntakeState};
use ayumi_store::plan::PlanRow;
use ayumi_store::{AttachmentId, IntakeId, StoreError, intake as intakes, plan as plans};
use uuid::Uuid;

use super::open_intake::{OpenIntakeError, Opening, open_intake};
use crate::guard::{Contents, Given, Subject};
use crate::{Class, Classified, Unit};

/// Keeps a file as an attachment.
pub struct AttachIntake;

impl Action for AttachIntake {
    const NAME: &'static str = "attach-intake";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Intake;
}

/// Why a file is not kept as an attachment.
#[derive(Debug, thiserror::Error)]
pub enum AttachIntakeError {
    /// It does not begin: not there, closed, changed meanwhile.
    #[error("opening the intake")]
    Open(#[source] OpenIntakeError),
    /// The council has no such plan.
    #[error("there is no such plan")]
    NoPlan,
    /// The store failed.
    #[error("keeping an attachment")]
    Store(#[source] StoreError),
}

impl Classified for AttachIntakeError {
    fn class(&self) -> Class {
        match self {
            Self::Open(error) => error.class(),
            Self::NoPlan => Class::Refused(key::ERROR_ATTACH_NO_PLAN),
            Self::Store(error) => error.class(),
        }
    }
}

/// Keeps the file of an intake of the permit's council with a plan of it; the intake is closed.
/// Gives back the plan.
///
/// # Errors
/// See [`AttachIntakeError`]; nothing is changed then.
pub async fn attach_intake(
    unit: &mut Unit,
    permit: Permit<AttachIntake>,
    id: IntakeId,
    given: Given,
    plan: PlanId,
) -> Result<PlanRow, AttachIntakeError> {
    use AttachIntakeError as E;
    let request = (id.0, given.expected, plan.0);
    let council = permit.council().ok_or(E::NoPlan)?;
    let rows = plans::list(unit.session(), council).await;
    let row = rows
        .map_err(E::Store)?
        .into_iter()
        .find(|row| row.id == plan);
    let row = row.ok_or(E::NoPlan)?;
    let opening = open_intake::<_, Uuid>(unit, &permit, id, given, &request).await;
    let intake = match opening.map_err(E::Open)? {
        Opening::Done(_) => return Ok(row),
        Opening::Open(intake) => *intake,
    };
    let attachment = Attachment {
        id: AttachmentId(unit.next()),
        plan,
        name: intake.name.clone(),
        sha256: intake.sha256.clone(),
        size: 0,
        added_at: unit.now(),
    };
    attachment::insert(unit.session(), council, &attachment)
        .await
        .map_err(E::Store)?;
    let closed = Intake {
        state: IntakeState::Accepted(plan),
        ..intake
    };
    intakes::replace(unit.session(), &closed, closed.version)
        .await
        .map_err(E::Store)?;
    let subject = Subject {
        council,
        object: format!("attachment/{}", attachment.id.0),
    };
    let after = attachment.sha256.into_bytes();
    let contents = Contents {
        before: None,
        after: Some(&after),
    };
    unit.record::<AttachIntake>(&subject, contents, &request, &attachment.id.0)
        .await
        .map_err(E::Store)?;
    Ok(row)
}
