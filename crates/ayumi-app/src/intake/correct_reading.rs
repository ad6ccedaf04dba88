//! Corrects the reading of an intake, or takes the last correction back.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_store::IntakeId;
use serde::Serialize;

use super::Answers;
use super::answers::Correction;
use super::change_answers::{Answered, ChangeAnswersError, change_answers};
use crate::Unit;
use crate::guard::Given;

/// Corrects what was read.
pub struct CorrectReading;

impl Action for CorrectReading {
    const NAME: &'static str = "correct-reading";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Intake;
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

/// Corrects an intake of the permit's council.
///
/// # Errors
/// See [`ChangeAnswersError`]; nothing is changed then.
pub async fn correct_reading(
    unit: &mut Unit,
    permit: Permit<CorrectReading>,
    id: IntakeId,
    given: Given,
    correct: Correct,
) -> Result<Answered, ChangeAnswersError> {
    let change = |answers| corrected(answers, &correct);
    change_answers(unit, &permit, (id, given), &correct, change).await
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
