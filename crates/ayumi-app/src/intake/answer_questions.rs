//! Keeps a person's answers to the questions of a reading.

use ayumi_core::access::{Action, Effect, Permit};
use ayumi_core::interchange::canonical_bytes;
use ayumi_store::IntakeId;
use ayumi_store::intake::Intake;
use ayumi_store::{StoreError, intake as intakes};
use serde::{Deserialize, Serialize};

use super::Answers;
use super::answers::AnswerError;
use super::open_intake::{OpenIntakeError, Opening, open_intake};
use super::show_intake::stored;
use crate::guard::{Contents, Given, Subject};
use crate::{Class, Classified, Unit};

/// Answers the questions of an intake.
pub struct AnswerQuestions;

impl Action for AnswerQuestions {
    const NAME: &'static str = "answer-questions";
    const EFFECT: Effect = Effect::Change;
}

/// The answers as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The intake's new version.
    pub version: u64,
}

/// Why the answers are not kept.
#[derive(Debug, thiserror::Error)]
pub enum AnswerQuestionsError {
    /// It does not begin: not there, closed, changed meanwhile.
    #[error("opening the intake")]
    Open(#[source] OpenIntakeError),
    /// An answer that cannot be taken.
    #[error("taking the answers")]
    Answer(#[source] AnswerError),
    /// What is stored of the intake has another shape.
    #[error("reading what is stored of an intake")]
    Stored(#[source] serde_json::Error),
    /// The store failed.
    #[error("keeping answers")]
    Store(#[source] StoreError),
}

impl Classified for AnswerQuestionsError {
    fn class(&self) -> Class {
        match self {
            Self::Open(error) => error.class(),
            Self::Answer(error) => error.class(),
            Self::Stored(_) => Class::Failed,
            Self::Store(error) => error.class(),
        }
    }
}

/// Replaces the answers of an intake of the permit's council; its corrections stay.
///
/// # Errors
/// See [`AnswerQuestionsError`].
pub async fn answer_questions(
    unit: &mut Unit,
    permit: Permit<AnswerQuestions>,
    id: IntakeId,
    given: Given,
    answers: Answers,
) -> Result<Answered, AnswerQuestionsError> {
    use AnswerQuestionsError as E;
    let request = (id.0, given.expected, &answers);
    let opening = open_intake(unit, &permit, id, given, &request).await;
    let intake = match opening.map_err(E::Open)? {
        Opening::Done(done) => return Ok(done),
        Opening::Open(intake) => *intake,
    };
    let (mut reading, known) = stored(&intake).map_err(E::Stored)?;
    let answers = Answers {
        given: answers.given.clone(),
        corrections: known.corrections,
    };
    answers.apply(&mut reading).map_err(E::Answer)?;
    let before = canonical_bytes(&intake.answers);
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
    unit.record::<AnswerQuestions>(&subject, contents, &request, &done)
        .await
        .map_err(E::Store)?;
    Ok(done)
}
