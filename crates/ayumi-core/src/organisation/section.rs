//! Sections (課) and what becomes of them: renamed, merged, split on a day. A section is never
//! deleted: what it was responsible for keeps its name of that time.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SectionId;

/// A name a section has from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Named {
    /// The first day of the name.
    #[schemars(with = "String")]
    pub from: Date,
    /// The name.
    pub name: String,
}

/// A section with its names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Identity.
    pub id: SectionId,
    /// Its names, in the order of their days; never empty.
    pub names: Vec<Named>,
    /// The day from which it is no more.
    #[schemars(with = "Option<String>")]
    pub ended: Option<Date>,
    /// Rises with every change.
    pub version: u64,
}

/// How sections follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// Several become one.
    Merged,
    /// One becomes several.
    Split,
}

/// That one section goes on in another from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Succession {
    /// The section before.
    pub from: SectionId,
    /// The section after.
    pub to: SectionId,
    /// The first day of the new one.
    #[schemars(with = "String")]
    pub day: Date,
    /// How.
    pub turn: Turn,
}

/// Why a section is not changed so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SectionFault {
    /// It is no more on that day.
    #[error("the section is no more on that day")]
    Ended,
    /// It has a later name already, or began later.
    #[error("the section was changed after that day")]
    Later,
}

impl Section {
    /// A section from a day on.
    #[must_use]
    pub fn new(id: SectionId, name: String, from: Date) -> Self {
        Self {
            id,
            names: vec![Named { from, name }],
            ended: None,
            version: 1,
        }
    }

    /// Its name on a day; the first one before it began.
    #[must_use]
    pub fn name_on(&self, day: Date) -> &str {
        let named = self.names.iter().rev().find(|named| named.from <= day);
        named
            .or(self.names.first())
            .map_or("", |named| named.name.as_str())
    }

    /// Is it there on a day?
    #[must_use]
    pub fn is_on(&self, day: Date) -> bool {
        let begun = self.names.first().is_some_and(|named| named.from <= day);
        begun && self.ended.is_none_or(|ended| day < ended)
    }

    /// Another name from a day on; the same day twice corrects the name.
    ///
    /// # Errors
    /// [`SectionFault`].
    pub fn rename(&mut self, name: String, day: Date) -> Result<(), SectionFault> {
        self.may_change(day)?;
        match self.names.last_mut() {
            Some(last) if last.from == day => last.name = name,
            _ => self.names.push(Named { from: day, name }),
        }
        Ok(())
    }

    /// No more from a day on.
    ///
    /// # Errors
    /// [`SectionFault`].
    pub fn end(&mut self, day: Date) -> Result<(), SectionFault> {
        self.may_change(day)?;
        self.ended = Some(day);
        Ok(())
    }

    fn may_change(&self, day: Date) -> Result<(), SectionFault> {
        if self.ended.is_some_and(|ended| ended <= day) {
            return Err(SectionFault::Ended);
        }
        match self.names.last() {
            Some(last) if last.from > day => Err(SectionFault::Later),
            _ => Ok(()),
        }
    }
}

/// The section that a section has become on a day. Of a split one, the part named first: whoever
/// belongs to another part is moved there by hand.
#[must_use]
pub fn section_on(section: SectionId, successions: &[Succession], day: Date) -> SectionId {
    let mut now = section;
    // A succession leads to a section made later: the way ends. Rows that lead in a ring, which
    // nothing here writes, must not hold it up.
    for _ in 0..=successions.len() {
        let next = successions
            .iter()
            .filter(|one| one.from == now && one.day <= day)
            .map(|one| one.to)
            .min();
        match next {
            Some(next) => now = next,
            None => break,
        }
    }
    now
}
