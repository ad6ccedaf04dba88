//! Accepts an intake: its reading, with the answers carried out, becomes a plan.

use ayumi_core::access::{Action, Effect, Permit};
use ayumi_core::intake::accept;
use ayumi_core::interchange::{Reading, form_digest};
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::PlanId;
use ayumi_locale::key;
use ayumi_store::IntakeId;
use ayumi_store::intake::{Intake, IntakeState};
use ayumi_store::plan::Origin;
use ayumi_store::{StoreError, intake as intakes, plan as plans};
use serde::{Deserialize, Serialize};

use super::answers::AnswerError;
use super::keep::{KeepError, free_slug, keep_plan, known_plan};
use super::open_intake::{NotOpen, open_intake};
use super::show_intake::stored;
use crate::guard::{Contents, Given, Refused, Subject};
use crate::{Class, Classified, Unit};

/// Accepts an intake.
pub struct AcceptIntake;

impl Action for AcceptIntake {
    const NAME: &'static str = "accept-intake";
    const EFFECT: Effect = Effect::Change;
}

/// The plan an intake became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The plan.
    pub plan: PlanId,
    /// Its short name.
    pub slug: String,
    /// The plan was here already; nothing was added.
    pub unchanged: bool,
}

/// Why an intake is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum AcceptIntakeError {
    /// No such intake in this council.
    #[error("there is no such intake")]
    NotThere,
    /// It was accepted or discarded.
    #[error("the intake is closed")]
    Closed,
    /// No item was recognised.
    #[error("no item was recognised")]
    NoPlan,
    /// A stored answer cannot be carried out.
    #[error("carrying out the answers")]
    Answer(#[source] AnswerError),
    /// What is stored of the intake has another shape.
    #[error("reading what is stored of an intake")]
    Stored(#[source] serde_json::Error),
    /// The plan cannot be kept.
    #[error("keeping the plan")]
    Keep(#[source] KeepError),
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("accepting an intake")]
    Store(#[source] StoreError),
}

impl From<NotOpen> for AcceptIntakeError {
    fn from(why: NotOpen) -> Self {
        match why {
            NotOpen::NotThere => Self::NotThere,
            NotOpen::Closed => Self::Closed,
            NotOpen::Refused(error) => Self::Refused(error),
            NotOpen::Store(error) => Self::Store(error),
        }
    }
}

impl Classified for AcceptIntakeError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Closed => Class::Refused(key::ERROR_INTAKE_CLOSED),
            Self::NoPlan => Class::Refused(key::ERROR_NOT_A_PLAN),
            Self::Answer(error) => error.class(),
            Self::Stored(_) => Class::Failed,
            Self::Keep(error) => error.class(),
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// What the person sends with the acceptance.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Acceptance {
    /// A title for the plan where the document names none.
    pub title: Option<String>,
}

/// Accepts an intake of the permit's council.
///
/// # Errors
/// See [`AcceptIntakeError`]; nothing is changed then.
pub async fn accept_intake(
    unit: &mut Unit,
    permit: Permit<AcceptIntake>,
    id: IntakeId,
    given: Given,
    acceptance: Acceptance,
) -> Result<Accepted, AcceptIntakeError> {
    use AcceptIntakeError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let request = (id.0, given.expected, &acceptance);
    if let Some(done) = unit
        .remembered::<AcceptIntake, Accepted>(council, &request)
        .await
        .map_err(E::Refused)?
    {
        return Ok(done);
    }
    let intake = open_intake(unit, council, id, given).await?;
    let reading = answered(&intake, &acceptance)?;
    let (done, bytes) = keep(unit, council, &intake, &reading).await?;
    let closed = Intake {
        state: IntakeState::Accepted(done.plan),
        ..intake
    };
    intakes::replace(unit.session(), &closed, closed.version)
        .await
        .map_err(E::Store)?;
    let subject = Subject {
        council,
        object: format!("plan/{}", done.plan),
    };
    let contents = Contents {
        before: None,
        after: bytes.as_deref(),
    };
    unit.record::<AcceptIntake>(&subject, contents, &request, &done)
        .await
        .map_err(E::Store)?;
    Ok(done)
}

/// The stored reading with the stored answers carried out.
fn answered(intake: &Intake, acceptance: &Acceptance) -> Result<Reading, AcceptIntakeError> {
    use AcceptIntakeError as E;
    let (mut reading, answers) = stored(intake).map_err(E::Stored)?;
    answers.apply(&mut reading).map_err(E::Answer)?;
    if reading.plan.items.is_empty() {
        return Err(E::NoPlan);
    }
    if reading.plan.title.is_none() {
        reading.plan.title.clone_from(&acceptance.title);
    }
    Ok(reading)
}

/// Stores the plan of a reading; its canonical bytes, unless it was here already.
async fn keep(
    unit: &mut Unit,
    council: CouncilId,
    intake: &Intake,
    reading: &Reading,
) -> Result<(Accepted, Option<Vec<u8>>), AcceptIntakeError> {
    use AcceptIntakeError as E;
    let mut plan = accept(reading, "", unit);
    let origin = Origin {
        source_sha256: Some(intake.sha256.clone()),
        source_name: Some(intake.name.clone()),
        form_digest: form_digest(&plan),
    };
    if let Some(known) = known_plan(unit, council, &origin).await.map_err(E::Store)? {
        let rows = plans::list(unit.session(), council)
            .await
            .map_err(E::Store)?;
        let slug = rows
            .into_iter()
            .find(|row| row.id == known)
            .map(|row| row.slug);
        let slug = slug.unwrap_or_default();
        return Ok((
            Accepted {
                plan: known,
                slug,
                unchanged: true,
            },
            None,
        ));
    }
    plan.slug = free_slug(unit, council, &plan).await.map_err(E::Store)?;
    let bytes = keep_plan(unit, council, &plan, &origin)
        .await
        .map_err(E::Keep)?;
    Ok((
        Accepted {
            plan: plan.id,
            slug: plan.slug,
            unchanged: false,
        },
        Some(bytes),
    ))
}
