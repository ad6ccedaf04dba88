//! A person's answers to the questions of a reading, and what they change in it.

mod carry_out;
mod correct;
mod correction;
mod moves;
mod spot;

use std::collections::{BTreeMap, BTreeSet};

use ayumi_core::interchange::{ReadPlan, Reading};
use ayumi_document::{Ask, Question};
use ayumi_locale::key;
use serde::{Deserialize, Serialize};

use crate::{Class, Classified};
use carry_out::carry_out;
pub use carry_out::kind_named;
pub use correct::{Origins, unnamed_depths};
pub use correction::{Becomes, Below, Correction, CorrectionError, Origin, Step};

/// What a person answered to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// One of the choices, by position from 0.
    Choice(usize),
    /// Words of the person's own, where no choice is right.
    Typed(String),
}

/// Which answer a person gave to which question, by position from 0. A question without an entry
/// keeps the reading's own answer, its first choice. Corrections are made after the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// Question → answer.
    pub given: BTreeMap<usize, Answer>,
    /// What the person corrected, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

/// An answer that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// There is no such question, or it has no such choice.
    #[error("question {question} has no such choice")]
    NoChoice {
        /// The question's position.
        question: usize,
    },
    /// This answer cannot be carried out by itself: the document has to be corrected.
    #[error("the answer to question {question} has to be carried out by hand")]
    ByHand {
        /// The question's position.
        question: usize,
    },
    /// The words typed do not say what was asked for (a period without years).
    #[error("the words typed for question {question} are not understood")]
    NotUnderstood {
        /// The question's position.
        question: usize,
    },
    /// A correction that cannot be made.
    #[error("making a correction")]
    Correction(#[source] CorrectionError),
}

impl Classified for AnswerError {
    fn class(&self) -> Class {
        match self {
            Self::NoChoice { .. } => Class::Refused(key::ERROR_ANSWER_NO_CHOICE),
            Self::ByHand { .. } => Class::Refused(key::ERROR_ANSWER_BY_HAND),
            Self::NotUnderstood { .. } => Class::Refused(key::ERROR_ANSWER_NOT_UNDERSTOOD),
            Self::Correction(error) => error.class(),
        }
    }
}

impl Answers {
    /// Carries the answers out in a reading, then the corrections. The first choice of a question
    /// is what the reading says already. Gives back how the items are named in further corrections.
    ///
    /// # Errors
    /// [`AnswerError`] for the first answer that cannot be taken; the reading is then unchanged.
    pub fn apply(&self, reading: &mut Reading) -> Result<Origins, AnswerError> {
        let mut answered = reading.clone();
        correct::give_names(&mut answered);
        for (&number, answer) in &self.given {
            let none = AnswerError::NoChoice { question: number };
            let asked = reading.questions.get(number).ok_or_else(|| none.clone())?;
            let words = match answer {
                Answer::Choice(0) if !asked.choices.is_empty() => continue,
                Answer::Choice(position) => asked.choices.get(*position).ok_or(none)?,
                Answer::Typed(words) if can_be_typed(asked) => words,
                Answer::Typed(_) => return Err(none),
            };
            if !carry_out(&mut answered, asked, words) {
                return Err(match answer {
                    Answer::Choice(_) => AnswerError::ByHand { question: number },
                    Answer::Typed(_) => AnswerError::NotUnderstood { question: number },
                });
            }
        }
        for one in &self.corrections {
            correct::correct(&mut answered, reading, one).map_err(AnswerError::Correction)?;
        }
        let origins = correct::take_names(&mut answered, reading);
        *reading = answered;
        Ok(origins)
    }

    /// The encoding these answers ask for: the file is then read again, and the other questions
    /// are asked anew.
    #[must_use]
    pub fn encoding<'a>(&self, reading: &'a Reading) -> Option<&'a str> {
        self.given.iter().find_map(|(number, answer)| {
            let asked = reading.questions.get(*number)?;
            match answer {
                Answer::Choice(position) if *position > 0 && asked.ask == Ask::WhichEncoding => {
                    asked.choices.get(*position).map(String::as_str)
                }
                _ => None,
            }
        })
    }
}

/// How a question can be answered otherwise than by what was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// By another choice.
    pub chosen: bool,
    /// In words of the person's own.
    pub typed: bool,
}

/// How each question of a reading, as it was made, can be answered.
#[must_use]
pub fn ways(reading: &Reading) -> Vec<Ways> {
    let way = |question: &Question| Ways {
        chosen: can_be_chosen(reading, question),
        typed: can_be_typed(question),
    };
    reading.questions.iter().map(way).collect()
}

/// Can this question be answered by another choice than its first one?
#[must_use]
pub fn can_be_chosen(reading: &Reading, question: &Question) -> bool {
    if question.ask == Ask::WhichEncoding {
        return question.choices.len() > 1;
    }
    let mut others = question.choices.iter().skip(1);
    others.any(|words| carry_out(&mut reading.clone(), question, words))
}

/// Can this question be answered in words of the person's own?
#[must_use]
pub fn can_be_typed(question: &Question) -> bool {
    matches!(
        question.ask,
        Ask::WhichTitle | Ask::WhichPeriod | Ask::WhichLabel | Ask::WhichMeaning
    )
}

/// A plan of the file that can be taken in.
#[derive(Clone, Copy, Debug)]
pub struct Offered<'a> {
    /// Its position in the file, from 0.
    pub part: usize,
    /// The plan as read.
    pub plan: &'a ReadPlan,
}

/// The plans of a file that can be taken in, each by its position: a file may bind several. The
/// other tree of a question about two trees is no plan of its own.
#[must_use]
pub fn offered_plans(reading: &Reading) -> Vec<Offered<'_>> {
    let other_trees: BTreeSet<usize> = reading
        .questions
        .iter()
        .filter(|question| question.ask == Ask::WhichTree)
        .filter_map(moves::other_tree)
        .collect();
    std::iter::once(&reading.plan)
        .chain(&reading.more_plans)
        .enumerate()
        .filter(|(part, plan)| !plan.items.is_empty() && !other_trees.contains(part))
        .map(|(part, plan)| Offered { part, plan })
        .collect()
}
