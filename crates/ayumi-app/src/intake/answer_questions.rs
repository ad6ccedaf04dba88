//! Keeps a person's answers to the questions of a reading.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_store::IntakeId;

use super::Answers;
use super::change_answers::{Answered, ChangeAnswersError, change_answers};
use crate::Unit;
use crate::guard::Given;

/// Answers the questions of an intake.
pub struct AnswerQuestions;

impl Action for AnswerQuestions {
    const NAME: &'static str = "answer-questions";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Intake;
}

/// Replaces the answers of an intake of the permit's council; its corrections stay.
///
/// # Errors
/// See [`ChangeAnswersError`].
pub async fn answer_questions(
    unit: &mut Unit,
    permit: Permit<AnswerQuestions>,
    id: IntakeId,
    given: Given,
    answers: Answers,
) -> Result<Answered, ChangeAnswersError> {
    change_answers(unit, &permit, (id, given), &answers, |known| Answers {
        given: answers.given.clone(),
        ..known
    })
    .await
}
