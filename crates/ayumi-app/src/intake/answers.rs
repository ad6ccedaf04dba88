//! A person's answers to the questions of a reading, and what they change in it.

use std::collections::BTreeMap;

use ayumi_core::interchange::{ReadFinding, ReadItem, Reading};
use ayumi_core::review::FindingKind;
use ayumi_document::{Ask, At, Question};
use ayumi_locale::key;
use serde::{Deserialize, Serialize};

use crate::{Class, Classified};

/// Which choice a person took for which question, both by position from 0. A question without an
/// entry keeps the reading's own answer, its first choice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// Question → choice.
    pub given: BTreeMap<usize, usize>,
}

/// An answer that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// There is no such question, or it has no such choice.
    #[error("question {question} has no choice {choice}")]
    NoChoice {
        /// The question's position.
        question: usize,
        /// The choice's position.
        choice: usize,
    },
    /// This answer cannot be carried out by itself: the person corrects the plan after accepting.
    #[error("the answer to question {question} has to be carried out by hand")]
    ByHand {
        /// The question's position.
        question: usize,
    },
}

impl Classified for AnswerError {
    fn class(&self) -> Class {
        match self {
            Self::NoChoice { .. } => Class::Refused(key::ERROR_ANSWER_NO_CHOICE),
            Self::ByHand { .. } => Class::Refused(key::ERROR_ANSWER_BY_HAND),
        }
    }
}

impl Answers {
    /// Carries the answers out in a reading. The first choice of a question is what the reading
    /// says already.
    ///
    /// # Errors
    /// [`AnswerError`] for the first answer that cannot be taken; the reading is then unchanged.
    pub fn apply(&self, reading: &mut Reading) -> Result<(), AnswerError> {
        let mut answered = reading.clone();
        for (&question, &choice) in &self.given {
            let none = AnswerError::NoChoice { question, choice };
            let asked = reading
                .questions
                .get(question)
                .ok_or_else(|| none.clone())?;
            let words = asked.choices.get(choice).ok_or(none)?;
            if choice > 0 && !carry_out(&mut answered, asked, words) {
                return Err(AnswerError::ByHand { question });
            }
        }
        *reading = answered;
        Ok(())
    }
}

/// Can this question be answered otherwise than by its first choice?
#[must_use]
pub fn can_be_answered(reading: &Reading, question: &Question) -> bool {
    question
        .choices
        .iter()
        .skip(1)
        .any(|words| carry_out(&mut reading.clone(), question, words))
}

/// Makes the reading say what was chosen; `false` when it cannot.
fn carry_out(reading: &mut Reading, asked: &Question, words: &str) -> bool {
    match asked.ask {
        Ask::WhichTitle => {
            reading.plan.title = Some(words.to_owned());
            true
        }
        Ask::WhichKind => kind_named(words)
            .zip(finding_at(reading, asked.at.as_ref()))
            .map(|(kind, finding)| finding.kind = kind)
            .is_some(),
        Ask::WhichLabel => item_at(&mut reading.plan.items, asked.at.as_ref())
            .map(|item| item.label = Some(words.to_owned()))
            .is_some(),
        Ask::WhichParent => move_below(reading, asked.at.as_ref(), words),
        _ => false,
    }
}

/// A kind by its name in the form (`result`).
fn kind_named(words: &str) -> Option<FindingKind> {
    serde_json::from_value(serde_json::Value::from(words)).ok()
}

fn finding_at<'a>(reading: &'a mut Reading, at: Option<&At>) -> Option<&'a mut ReadFinding> {
    let plan = &mut reading.plan;
    if let Some(position) = plan.overall.iter().position(|one| one.at.as_ref() == at) {
        return plan.overall.get_mut(position);
    }
    finding_below(&mut plan.items, at)
}

fn finding_below<'a>(items: &'a mut [ReadItem], at: Option<&At>) -> Option<&'a mut ReadFinding> {
    items.iter_mut().find_map(|item| {
        let found = item
            .findings
            .iter_mut()
            .find(|finding| finding.at.as_ref() == at);
        found.or_else(|| finding_below(&mut item.items, at))
    })
}

fn item_at<'a>(items: &'a mut [ReadItem], at: Option<&At>) -> Option<&'a mut ReadItem> {
    items.iter_mut().find_map(|item| {
        if item.at.is_some() && item.at.as_ref() == at {
            Some(item)
        } else {
            item_at(&mut item.items, at)
        }
    })
}

/// Moves the item of a place below the item of that title, at its end. Never below itself.
fn move_below(reading: &mut Reading, at: Option<&At>, title: &str) -> bool {
    let mut items = reading.plan.items.clone();
    let Some(moved) = take_out(&mut items, at) else {
        return false;
    };
    let Some(parent) = titled(&mut items, title) else {
        return false;
    };
    parent.items.push(moved);
    reading.plan.items = items;
    true
}

fn take_out(items: &mut Vec<ReadItem>, at: Option<&At>) -> Option<ReadItem> {
    let here = items
        .iter()
        .position(|item| item.at.is_some() && item.at.as_ref() == at);
    match here {
        Some(position) => Some(items.remove(position)),
        None => items
            .iter_mut()
            .find_map(|item| take_out(&mut item.items, at)),
    }
}

fn titled<'a>(items: &'a mut [ReadItem], title: &str) -> Option<&'a mut ReadItem> {
    items.iter_mut().find_map(|item| {
        let printed = item.label.clone().unwrap_or_default() + &item.title;
        if item.title == title || printed == title {
            Some(item)
        } else {
            titled(&mut item.items, title)
        }
    })
}
