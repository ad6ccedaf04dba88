//! The parts of a running Ayumi, and the units of work made from them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ayumi_core::access::{Actor, Limits};
use ayumi_document::{Reader, SourceKind, Writer};
use ayumi_store::{Store, StoreError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::intake::apart::Apart;
use crate::plan::Shelf;
use crate::plan::edit::{Drafts, Presence};
use crate::{Key, Unit};

/// Tells the time. Given by the binary (the system's clock) or by a test (a fixed one).
pub type Clock = Arc<dyn Fn() -> jiff::Timestamp + Send + Sync>;

/// The formats this Ayumi reads and writes. Needs no database: reading stores nothing.
#[derive(Clone)]
pub struct Formats {
    readers: Arc<Vec<Box<dyn Reader>>>,
    writers: Arc<Vec<Box<dyn Writer>>>,
    turns: Arc<Semaphore>,
    looks: Arc<Semaphore>,
    apart: Option<Arc<dyn Apart>>,
}

impl Default for Formats {
    fn default() -> Self {
        Self::new(Vec::new(), Vec::new())
    }
}

/// How many files are read at once: one processor is left to the pages.
fn turns() -> usize {
    std::thread::available_parallelism().map_or(1, |count| count.get().saturating_sub(1).max(1))
}

impl Formats {
    /// The formats of these readers and writers.
    #[must_use]
    pub fn new(readers: Vec<Box<dyn Reader>>, writers: Vec<Box<dyn Writer>>) -> Self {
        Self {
            readers: Arc::new(readers),
            writers: Arc::new(writers),
            turns: Arc::new(Semaphore::new(turns())),
            looks: Arc::new(Semaphore::new(1)),
            apart: None,
        }
    }

    /// The same, reading every file in a process of its own.
    #[must_use]
    pub fn reading_apart(mut self, apart: impl Apart + 'static) -> Self {
        self.apart = Some(Arc::new(apart));
        self
    }

    /// The other process that reads, if there is one.
    #[must_use]
    pub fn apart(&self) -> Option<&dyn Apart> {
        self.apart.as_deref()
    }

    /// The same, reading at most `count` files at once.
    #[must_use]
    pub fn reading_at_once(mut self, count: usize) -> Self {
        self.turns = Arc::new(Semaphore::new(count.max(1)));
        self
    }

    /// Waits until a file may be read. `None` never comes: nobody closes the gate.
    pub(crate) async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.turns).acquire_owned().await.ok()
    }

    /// Waits until a page may be drawn: one after the other, and never in the way of a reading.
    pub(crate) async fn look(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.looks).acquire_owned().await.ok()
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
    /// The font with Japanese that publishing PDF needs.
    pub font: FontStock,
    /// How many bytes must be free on the disk.
    pub least_space: u64,
}

/// Is there a font with Japanese?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontStock {
    /// There is one.
    Found,
    /// There is one, but not the one a person put into the data folder: that cannot be used.
    OwnNotUsable,
    /// There is none.
    Missing,
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
    shelf: Arc<Shelf>,
    drafts: Arc<Drafts>,
    presence: Arc<Presence>,
    limits: Limits,
    accounts: Arc<AtomicBool>,
}

impl App {
    /// An Ayumi of these parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self {
            parts: Arc::new(parts),
            shelf: Arc::default(),
            drafts: Arc::default(),
            presence: Arc::default(),
            limits: Limits::default(),
            accounts: Arc::default(),
        }
    }

    /// The same with other limits of its sessions.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// How long sessions last.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Is there any account? From the first one on everybody has to sign in. Accounts are never
    /// deleted, so that one that was seen need not be looked for again.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn has_accounts(&self) -> Result<bool, StoreError> {
        if self.accounts.load(Ordering::Relaxed) {
            return Ok(true);
        }
        let session = self.parts.store.read().await?;
        let any = ayumi_store::login::any(&session).await?;
        self.accounts.store(any, Ordering::Relaxed);
        Ok(any)
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

    /// The plans kept for the next look.
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The plans kept for the next change.
    pub(crate) fn drafts(&self) -> &Drafts {
        &self.drafts
    }

    /// Who has which plan open.
    pub(crate) fn presence(&self) -> &Presence {
        &self.presence
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
        Ok(Unit::new(self.clone(), session, actor, (self.parts.clock)(), None).looking())
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
