//! Keeps a person's answers to the questions of a reading.

use ayumi_core::access::{Action, Effect, Permit};
use ayumi_core::interchange::canonical_bytes;
use ayumi_locale::key;
use ayumi_store::IntakeId;
use ayumi_store::intake::Intake;
use ayumi_store::{StoreError, intake as intakes};
use serde::{Deserialize, Serialize};

use super::Answers;
use super::answers::AnswerError;
use super::open_intake::{NotOpen, open_intake};
use super::show_intake::stored;
use crate::guard::{Contents, Given, Refused, Subject};
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
    /// No such intake in this council.
    #[error("there is no such intake")]
    NotThere,
    /// It was accepted or discarded.
    #[error("the intake is closed")]
    Closed,
    /// An answer that cannot be taken.
    #[error("taking the answers")]
    Answer(#[source] AnswerError),
    /// What is stored of the intake has another shape.
    #[error("reading what is stored of an intake")]
    Stored(#[source] serde_json::Error),
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("keeping answers")]
    Store(#[source] StoreError),
}

impl From<NotOpen> for AnswerQuestionsError {
    fn from(why: NotOpen) -> Self {
        match why {
            NotOpen::NotThere => Self::NotThere,
            NotOpen::Closed => Self::Closed,
            NotOpen::Refused(error) => Self::Refused(error),
            NotOpen::Store(error) => Self::Store(error),
        }
    }
}

impl Classified for AnswerQuestionsError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Closed => Class::Refused(key::ERROR_INTAKE_CLOSED),
            Self::Answer(error) => error.class(),
            Self::Stored(_) => Class::Failed,
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// Replaces the answers of an intake of the permit's council.
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
    let council = permit.council().ok_or(E::NotThere)?;
    let request = (id.0, given.expected, &answers);
    if let Some(done) = unit
        .remembered::<AnswerQuestions, Answered>(council, &request)
        .await
        .map_err(E::Refused)?
    {
        return Ok(done);
    }
    let intake = open_intake(unit, council, id, given).await?;
    let (mut reading, _) = stored(&intake).map_err(E::Stored)?;
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
        council,
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
