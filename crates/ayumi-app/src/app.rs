//! The parts of a running Ayumi, and the units of work made from them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ayumi_core::access::Actor;
use ayumi_document::{Reader, SourceKind, Writer};
use ayumi_store::{Store, StoreError};

use crate::{Key, Unit};

/// Tells the time. Given by the binary (the system's clock) or by a test (a fixed one).
pub type Clock = Arc<dyn Fn() -> jiff::Timestamp + Send + Sync>;

/// The formats this Ayumi reads and writes. Needs no database: reading stores nothing.
#[derive(Clone, Default)]
pub struct Formats {
    readers: Arc<Vec<Box<dyn Reader>>>,
    writers: Arc<Vec<Box<dyn Writer>>>,
}

impl Formats {
    /// The formats of these readers and writers.
    #[must_use]
    pub fn new(readers: Vec<Box<dyn Reader>>, writers: Vec<Box<dyn Writer>>) -> Self {
        Self {
            readers: Arc::new(readers),
            writers: Arc::new(writers),
        }
    }

    /// The reader of a kind; `None` when this Ayumi does not read it.
    #[must_use]
    pub fn reader(&self, kind: SourceKind) -> Option<&dyn Reader> {
        self.readers
            .iter()
            .find(|reader| reader.kinds().contains(&kind))
            .map(AsRef::as_ref)
    }

    /// The writer of a format by its name (`md`, `pdf`…).
    #[must_use]
    pub fn writer(&self, format: &str) -> Option<&dyn Writer> {
        self.writers
            .iter()
            .find(|writer| writer.format() == format)
            .map(AsRef::as_ref)
    }
}

/// What stands outside the database, for `doctor` to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stock {
    /// A font that has Japanese was found; publishing PDF needs one.
    pub font: bool,
}

/// What an [`App`] is made of.
pub struct Parts {
    /// The open store.
    pub store: Store,
    /// Readers and writers.
    pub formats: Formats,
    /// The clock.
    pub clock: Clock,
    /// The data folder (`AYUMI_DATA_DIR`).
    pub data_dir: PathBuf,
}

/// A running Ayumi. Cheap to clone; all clones are the same.
#[derive(Clone)]
pub struct App {
    parts: Arc<Parts>,
}

impl App {
    /// An Ayumi of these parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self {
            parts: Arc::new(parts),
        }
    }

    /// The formats.
    #[must_use]
    pub fn formats(&self) -> &Formats {
        &self.parts.formats
    }

    /// The store, for the file store and the checks. Tables are reached through a [`Unit`] only.
    pub(crate) fn store(&self) -> &Store {
        &self.parts.store
    }

    /// The data folder.
    #[must_use]
    pub fn data_dir(&self) -> &Path {
        &self.parts.data_dir
    }

    /// A unit that only looks.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn look(&self, actor: Actor) -> Result<Unit, StoreError> {
        let session = self.parts.store.read().await?;
        Ok(Unit::new(
            self.clone(),
            session,
            actor,
            (self.parts.clock)(),
            None,
        ))
    }

    /// A unit that changes: one transaction, nothing of it visible before [`Unit::commit`].
    ///
    /// # Errors
    /// When the database does not answer, or is busy for too long.
    pub async fn change(&self, actor: Actor, key: Option<Key>) -> Result<Unit, StoreError> {
        let session = self.parts.store.write().await?;
        Ok(Unit::new(
            self.clone(),
            session,
            actor,
            (self.parts.clock)(),
            key,
        ))
    }
}
