//! Accepts an intake: its reading, with the answers carried out, becomes a plan.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::interchange::Reading;
use ayumi_core::plan::PlanId;
use ayumi_locale::key;
use ayumi_store::IntakeId;
use ayumi_store::intake::{Intake, IntakeState};
use ayumi_store::{StoreError, intake as intakes, organisation};
use serde::{Deserialize, Serialize};

use super::answers::AnswerError;
use super::keep::{Choice, KeepError, KeptPlan, Source, keep_chosen, note_added};
use super::open_intake::{OpenIntakeError, Opening, open_intake};
use super::show_intake::{other_organisation, stored};
use crate::guard::{Contents, Given, Subject};
use crate::{Class, Classified, Unit};

/// Accepts an intake.
pub struct AcceptIntake;

impl Action for AcceptIntake {
    const NAME: &'static str = "accept-intake";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Intake;
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
    /// Further plans of the same file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<KeptPlan>,
}

/// Why an intake is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum AcceptIntakeError {
    /// It does not begin: not there, closed, changed meanwhile.
    #[error("opening the intake")]
    Open(#[source] OpenIntakeError),
    /// The document names another organisation, and the person did not confirm it.
    #[error("the document is of {read:?}, not of {council:?}")]
    OtherCouncil {
        /// The council's name.
        council: String,
        /// The organisation read.
        read: String,
    },
    /// A stored answer cannot be carried out.
    #[error("carrying out the answers")]
    Answer(#[source] AnswerError),
    /// What is stored of the intake has another shape.
    #[error("reading what is stored of an intake")]
    Stored(#[source] serde_json::Error),
    /// The plan cannot be kept.
    #[error("keeping the plan")]
    Keep(#[source] KeepError),
    /// The store failed.
    #[error("accepting an intake")]
    Store(#[source] StoreError),
}

impl Classified for AcceptIntakeError {
    fn class(&self) -> Class {
        match self {
            Self::Open(error) => error.class(),
            Self::OtherCouncil { .. } => Class::Refused(key::ERROR_COUNCIL_NOT_CONFIRMED),
            Self::Answer(error) => error.class(),
            Self::Stored(_) => Class::Failed,
            Self::Keep(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// What the person sends with the acceptance.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Acceptance {
    /// Which plans of the file, and what those without a name are called.
    pub choice: Choice,
    /// The person confirmed that a document of another organisation belongs to this council.
    pub although_other: bool,
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
    let request = (id.0, given.expected, &acceptance);
    let opening = open_intake(unit, &permit, id, given, &request).await;
    let intake = match opening.map_err(E::Open)? {
        Opening::Done(done) => return Ok(done),
        Opening::Open(intake) => *intake,
    };
    let (mut reading, answers) = stored(&intake).map_err(E::Stored)?;
    answers.apply(&mut reading).map_err(E::Answer)?;
    refuse_other(unit, &intake, &reading, &acceptance).await?;
    let source = Source {
        council: intake.council,
        file: None,
        sha256: intake.sha256.clone(),
        name: intake.name.clone(),
        encoding: intake.encoding.clone(),
        selection: intake.selection,
        // The person has the reading and the council's plans before them.
        although_again: true,
    };
    let kept = keep_chosen(unit, &source, &reading, &acceptance.choice)
        .await
        .map_err(E::Keep)?;
    let mut plans = kept.iter().map(|(plan, _)| plan.clone());
    let first = plans.next().expect("a choice is never empty");
    let done = Accepted {
        plan: first.plan,
        slug: first.slug,
        unchanged: first.unchanged,
        more: plans.collect(),
    };
    let closed = Intake {
        state: IntakeState::Accepted(done.plan),
        ..intake
    };
    intakes::replace(unit.session(), &closed, closed.version)
        .await
        .map_err(E::Store)?;
    record(unit, &closed, &kept).await.map_err(E::Store)?;
    unit.remember::<AcceptIntake>(closed.council, &request, &done)
        .await
        .map_err(E::Store)?;
    Ok(done)
}

/// A document of another organisation is taken in only when a person says so.
async fn refuse_other(
    unit: &Unit,
    intake: &Intake,
    reading: &Reading,
    acceptance: &Acceptance,
) -> Result<(), AcceptIntakeError> {
    use AcceptIntakeError as E;
    if acceptance.although_other {
        return Ok(());
    }
    let chosen = acceptance.choice.of(reading).map_err(E::Keep)?;
    let council = organisation::by_id(unit.session(), intake.council)
        .await
        .map_err(E::Store)?
        .ok_or(E::Open(OpenIntakeError::NotThere))?;
    match other_organisation(&chosen, &council.name) {
        Some(read) => Err(E::OtherCouncil {
            council: council.name,
            read,
        }),
        None => Ok(()),
    }
}

/// Enters each plan that is new into the record; where none is, that the intake was accepted.
async fn record(
    unit: &mut Unit,
    intake: &Intake,
    kept: &[(KeptPlan, Option<Vec<u8>>)],
) -> Result<(), StoreError> {
    let council = intake.council;
    if note_added::<AcceptIntake>(unit, council, kept).await? > 0 {
        return Ok(());
    }
    let subject = Subject {
        council,
        object: format!("intake/{}", intake.id),
    };
    unit.note::<AcceptIntake>(&subject, Contents::default())
        .await
}
