//! Corrects the reading of an intake, or takes the last correction back.

use ayumi_core::access::{Action, Effect, Permit};
use ayumi_core::interchange::canonical_bytes;
use ayumi_store::IntakeId;
use ayumi_store::intake::Intake;
use ayumi_store::{StoreError, intake as intakes};
use serde::Serialize;

use super::answers::{AnswerError, Correction};
use super::open_intake::{OpenIntakeError, Opening, open_intake};
use super::show_intake::stored;
use super::{Answered, Answers};
use crate::guard::{Contents, Given, Subject};
use crate::{Class, Classified, Unit};

/// Corrects what was read.
pub struct CorrectReading;

impl Action for CorrectReading {
    const NAME: &'static str = "correct-reading";
    const EFFECT: Effect = Effect::Change;
}

/// What is done to the corrections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Correct {
    /// More of them, all or none.
    Add(Vec<Correction>),
    /// The last one is taken back.
    TakeBack,
}

/// Why nothing is corrected.
#[derive(Debug, thiserror::Error)]
pub enum CorrectReadingError {
    /// It does not begin: not there, closed, changed meanwhile.
    #[error("opening the intake")]
    Open(#[source] OpenIntakeError),
    /// The correction cannot be made.
    #[error("correcting the reading")]
    Answer(#[source] AnswerError),
    /// What is stored of the intake has another shape.
    #[error("reading what is stored of an intake")]
    Stored(#[source] serde_json::Error),
    /// The store failed.
    #[error("keeping a correction")]
    Store(#[source] StoreError),
}

impl Classified for CorrectReadingError {
    fn class(&self) -> Class {
        match self {
            Self::Open(error) => error.class(),
            Self::Answer(error) => error.class(),
            Self::Stored(_) => Class::Failed,
            Self::Store(error) => error.class(),
        }
    }
}

/// Corrects an intake of the permit's council. The reading as made is kept; the corrections are
/// carried out whenever it is looked at.
///
/// # Errors
/// See [`CorrectReadingError`]; nothing is changed then.
pub async fn correct_reading(
    unit: &mut Unit,
    permit: Permit<CorrectReading>,
    id: IntakeId,
    given: Given,
    correct: Correct,
) -> Result<Answered, CorrectReadingError> {
    use CorrectReadingError as E;
    let request = (id.0, given.expected, &correct);
    let opening = open_intake(unit, &permit, id, given, &request).await;
    let intake = match opening.map_err(E::Open)? {
        Opening::Done(done) => return Ok(done),
        Opening::Open(intake) => *intake,
    };
    let (mut reading, answers) = stored(&intake).map_err(E::Stored)?;
    let before = canonical_bytes(&answers);
    let answers = corrected(answers, &correct);
    answers.apply(&mut reading).map_err(E::Answer)?;
    let after = canonical_bytes(&answers);
    let changed = Intake {
        answers: serde_json::to_value(&answers).map_err(E::Stored)?,
        ..intake
    };
    let version = intakes::replace(unit.session(), &changed, changed.version)
        .await
        .map_err(E::Store)?;
    let done = Answered { version };
    let subject = Subject {
        council: changed.council,
        object: format!("intake/{}", id.0),
    };
    let contents = Contents {
        before: Some(&before),
        after: Some(&after),
    };
    unit.record::<CorrectReading>(&subject, contents, &request, &done)
        .await
        .map_err(E::Store)?;
    Ok(done)
}

fn corrected(mut answers: Answers, correct: &Correct) -> Answers {
    match correct {
        Correct::Add(corrections) => answers.corrections.extend(corrections.iter().cloned()),
        Correct::TakeBack => {
            answers.corrections.pop();
        }
    }
    answers
}
