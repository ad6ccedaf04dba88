//! The kinds of corrections, and what a correction can fail by.

use ayumi_core::review::FindingKind;
use ayumi_locale::key;
use serde::{Deserialize, Serialize};

use crate::{Class, Classified};

/// Names an item for corrections: `1:2-3` = in the first plan of the file the third below the
/// second, as the reading was made; `text-5` = made of the fifth text without a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Origin(pub String);

impl Origin {
    pub(super) fn read(part: usize, position: &str) -> Self {
        Self(format!("{}:{position}", part + 1))
    }

    pub(super) fn text(number: usize) -> Self {
        Self(format!("text-{}", number + 1))
    }
}

/// One step of an item in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Before the one before it.
    Up,
    /// Behind the one behind it.
    Down,
    /// Behind the item it is below.
    Out,
    /// Below the one before it, at its end.
    In,
}

/// Where an item is put.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Below {
    /// At the top of the plan of this position in the file, from 0.
    Top(usize),
    /// Below this item.
    Item(Origin),
}

/// What a text without a place becomes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Becomes {
    /// An item; its words are the title.
    Item,
    /// A finding of the item it is put below, or of the whole plan.
    Finding(FindingKind),
}

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Correction {
    /// Another name for a level.
    Level {
        /// The plan's position in the file, from 0.
        part: usize,
        /// Its name as it is.
        from: String,
        /// Its name as it should be.
        to: String,
    },
    /// A name for a level that has none.
    Depth {
        /// The plan's position in the file, from 0.
        part: usize,
        /// The depth, 1 = the top.
        depth: usize,
        /// Its name.
        name: String,
    },
    /// Label and title of an item.
    Name {
        /// The item.
        item: Origin,
        /// Its label; `None` = none.
        label: Option<String>,
        /// Its title; empty only beside a label.
        title: String,
    },
    /// An item goes one step.
    Step {
        /// The item.
        item: Origin,
        /// Which way.
        step: Step,
    },
    /// An item goes to the end below another one.
    Move {
        /// The item.
        item: Origin,
        /// Where to.
        below: Below,
    },
    /// A text without a place becomes part of the plan.
    Take {
        /// Its position in the reading as made, from 0.
        text: usize,
        /// Where to.
        below: Below,
        /// As what.
        becomes: Becomes,
    },
    /// Another kind of a finding.
    Kind {
        /// Whose finding.
        of: Below,
        /// Which of them, from 0.
        number: usize,
        /// The kind.
        kind: FindingKind,
    },
    /// What a sign means.
    Meaning {
        /// The sign.
        symbol: String,
        /// Of which scale, where the document has several.
        of: Option<String>,
        /// Its meaning.
        meaning: String,
    },
}

/// A correction that cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    /// What is to be corrected is not (or no longer) there.
    #[error("what is to be corrected is not there")]
    Gone,
    /// The item cannot go that way: nothing stands there.
    #[error("the item cannot go that way")]
    NoWay,
    /// An item cannot go below itself.
    #[error("an item cannot go below itself")]
    BelowItself,
    /// Deeper than a plan may be.
    #[error("deeper than a plan may be")]
    TooDeep,
    /// Neither label nor title, or a level without a name.
    #[error("a name is missing")]
    NoName,
    /// Another level has this name.
    #[error("another level has this name")]
    LevelTaken,
}

impl Classified for CorrectionError {
    fn class(&self) -> Class {
        Class::Refused(match self {
            Self::Gone => key::ERROR_CORRECTION_GONE,
            Self::NoWay => key::ERROR_CORRECTION_NO_WAY,
            Self::BelowItself => key::ERROR_CORRECTION_BELOW_ITSELF,
            Self::TooDeep => key::ERROR_CORRECTION_TOO_DEEP,
            Self::NoName => key::ERROR_CORRECTION_NO_NAME,
            Self::LevelTaken => key::ERROR_CORRECTION_LEVEL_TAKEN,
        })
    }
}
