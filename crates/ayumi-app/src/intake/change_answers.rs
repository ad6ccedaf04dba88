//! How the answers and corrections of an intake change: one way for all that a person says of a
//! reading before it is accepted.

use ayumi_core::access::{Action, Permit};
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

/// The answers as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The intake's new version.
    pub version: u64,
}

/// Why the answers are not kept.
#[derive(Debug, thiserror::Error)]
pub enum ChangeAnswersError {
    /// It does not begin: not there, closed, changed meanwhile.
    #[error("opening the intake")]
    Open(#[source] OpenIntakeError),
    /// An answer that cannot be taken, a correction that cannot be made.
    #[error("taking the answers")]
    Answer(#[source] AnswerError),
    /// What is stored of the intake has another shape.
    #[error("reading what is stored of an intake")]
    Stored(#[source] serde_json::Error),
    /// The store failed.
    #[error("keeping answers")]
    Store(#[source] StoreError),
}

impl Classified for ChangeAnswersError {
    fn class(&self) -> Class {
        match self {
            Self::Open(error) => error.class(),
            Self::Answer(error) => error.class(),
            Self::Stored(_) => Class::Failed,
            Self::Store(error) => error.class(),
        }
    }
}

/// Changes what was said of an intake of the permit's council. The reading as made is kept; answers
/// and corrections are carried out whenever it is looked at.
///
/// # Errors
/// See [`ChangeAnswersError`]; nothing is changed then.
pub(super) async fn change_answers<A: Action>(
    unit: &mut Unit,
    permit: &Permit<A>,
    (id, given): (IntakeId, Given),
    said: &impl Serialize,
    change: impl FnOnce(Answers) -> Answers,
) -> Result<Answered, ChangeAnswersError> {
    use ChangeAnswersError as E;
    let request = (id.0, given.expected, said);
    let opening = open_intake(unit, permit, id, given, &request).await;
    let intake = match opening.map_err(E::Open)? {
        Opening::Done(done) => return Ok(done),
        Opening::Open(intake) => *intake,
    };
    let (mut reading, answers) = stored(&intake).map_err(E::Stored)?;
    let before = canonical_bytes(&answers);
    let answers = change(answers);
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
    unit.record::<A>(&subject, contents, &request, &done)
        .await
        .map_err(E::Store)?;
    Ok(done)
}
