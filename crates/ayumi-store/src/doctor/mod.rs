//! Examining a store: each check returns the faults it found, each with a code.
//!
//! Meant for a store opened by [`Store::inspect`]: nothing is repaired here, so that a person
//! decides. A check that cannot be carried out is an `Err`; [`examine`] turns it into a fault.

mod links;
mod record;
mod rows;
mod stored;

use ayumi_core::organisation::CouncilId;
use ayumi_core::record::Fault as LinkFault;

pub use links::{foreign_keys, integrity};
pub use record::{chains, contents};
pub use rows::rows;
pub use stored::{files, space};

use crate::engine;
use crate::error::StoreError;
use crate::migrate;
use crate::settings::Settings;
use crate::store::Store;

/// Something wrong with a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The database does not open; the code of the reason.
    NotOpened {
        /// A code of [`crate::OpenError`].
        code: &'static str,
        /// The reason in full, for the log.
        reason: String,
    },
    /// A check could not be carried out.
    NotChecked {
        /// Which check.
        check: Check,
        /// The reason in full, for the log.
        reason: String,
    },
    /// A step of the schema was not taken: to be opened once by this program.
    OlderSchema {
        /// The first step missing.
        step: String,
    },
    /// The database was written by a newer Ayumi.
    NewerSchema {
        /// The first step this program does not know.
        step: String,
    },
    /// The database reports damage.
    Damage {
        /// In its own words.
        detail: String,
    },
    /// Rows point at rows that are not there.
    BrokenLink {
        /// The table that points.
        table: String,
        /// The table pointed at.
        parent: String,
        /// How many rows.
        rows: u64,
    },
    /// A setting under which a power cut loses what was saved.
    NotDurable {
        /// Which.
        setting: &'static str,
        /// Its value.
        value: String,
    },
    /// The record of a council is broken.
    BrokenChain {
        /// Whose.
        council: CouncilId,
        /// The first wrong entry.
        sequence: u64,
        /// How.
        fault: LinkFault,
    },
    /// The content of an entry does not fit its digests.
    AlteredContent {
        /// Whose.
        council: CouncilId,
        /// The entry.
        sequence: u64,
    },
    /// The rows no longer say what was recorded when they were changed last.
    AlteredRows {
        /// Whose.
        council: CouncilId,
        /// Kind and id, as the record names it (`plan/0198…`).
        object: String,
    },
    /// A file is named by a row and not in the data folder.
    MissingFile {
        /// Its digest.
        sha256: String,
    },
    /// A file is not what it was.
    DamagedFile {
        /// The digest it had.
        sha256: String,
    },
    /// A file no row names. Left by a crash between file and row; does no harm.
    OrphanFile {
        /// Its digest.
        sha256: String,
        /// Its size in bytes.
        size: u64,
    },
    /// The disk is nearly full.
    LittleSpace {
        /// Free bytes.
        free: u64,
        /// Bytes there should be.
        least: u64,
    },
}

impl Fault {
    /// The key of its message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotOpened { code, .. } => code,
            Self::NotChecked { .. } => "doctor-not-checked",
            Self::OlderSchema { .. } => "doctor-older-schema",
            Self::NewerSchema { .. } => "doctor-newer-schema",
            Self::Damage { .. } => "doctor-damage",
            Self::BrokenLink { .. } => "doctor-broken-link",
            Self::NotDurable { .. } => "doctor-not-durable",
            Self::BrokenChain { .. } => "doctor-broken-chain",
            Self::AlteredContent { .. } => "doctor-altered-content",
            Self::AlteredRows { .. } => "doctor-altered-rows",
            Self::MissingFile { .. } => "doctor-missing-file",
            Self::DamagedFile { .. } => "doctor-damaged-file",
            Self::OrphanFile { .. } => "doctor-orphan-file",
            Self::LittleSpace { .. } => "doctor-little-space",
        }
    }

    /// Does it hurt nothing? Such a fault is told and does not fail the examination.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        matches!(self, Self::OrphanFile { .. })
    }
}

/// A check of the examination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The database opens.
    Opens,
    /// Its schema is this program's.
    Schema,
    /// The database finds no damage in itself.
    Integrity,
    /// Every row points at something that is there.
    ForeignKeys,
    /// "Saved" means saved.
    Durability,
    /// Every council's record is a whole chain.
    Chains,
    /// What is kept of the record's contents fits its digests.
    Contents,
    /// The rows say what was recorded when they were changed last.
    Rows,
    /// Every file named is there and is what it was; none lies about unnamed.
    Files,
    /// There is room on the disk.
    Space,
}

impl Check {
    /// The key of its name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Opens => "check-opens",
            Self::Schema => "check-schema",
            Self::Integrity => "check-integrity",
            Self::ForeignKeys => "check-foreign-keys",
            Self::Durability => "check-durability",
            Self::Chains => "check-chains",
            Self::Contents => "check-contents",
            Self::Rows => "check-rows",
            Self::Files => "check-files",
            Self::Space => "check-space",
        }
    }
}

/// Least free space that is no fault: 256 MB, enough for a day of an office.
pub const LEAST_SPACE: u64 = 256 * 1024 * 1024;

/// Carries out all checks, each with what it found; `least_space` is how many bytes must be free
/// ([`LEAST_SPACE`] where nobody says more). Later checks are left out when the database does not
/// open or is of another schema: they would only repeat that.
pub async fn examine(settings: &Settings, least_space: u64) -> Vec<(Check, Vec<Fault>)> {
    let store = match Store::inspect(settings).await {
        Ok(store) => store,
        Err(error) => {
            let fault = Fault::NotOpened {
                code: error.code(),
                reason: in_full(&error),
            };
            return vec![(Check::Opens, vec![fault])];
        }
    };
    let mut found = vec![(Check::Opens, Vec::new())];
    note(&mut found, Check::Schema, schema(&store).await);
    if found.iter().all(|(_, faults)| faults.is_empty()) {
        note(&mut found, Check::Integrity, integrity(&store).await);
        note(&mut found, Check::ForeignKeys, foreign_keys(&store).await);
        note(&mut found, Check::Durability, durability(&store).await);
        note(&mut found, Check::Chains, chains(&store).await);
        note(&mut found, Check::Contents, contents(&store).await);
        note(&mut found, Check::Rows, rows(&store).await);
        note(&mut found, Check::Files, files(&store).await);
        note(&mut found, Check::Space, space(&store, least_space));
    }
    store.close().await;
    found
}

fn note(
    found: &mut Vec<(Check, Vec<Fault>)>,
    check: Check,
    result: Result<Vec<Fault>, StoreError>,
) {
    let faults = result.unwrap_or_else(|error| {
        vec![Fault::NotChecked {
            check,
            reason: in_full(&error),
        }]
    });
    found.push((check, faults));
}

/// An error with its sources in one line.
fn in_full(error: &dyn std::error::Error) -> String {
    let sources = std::iter::successors(error.source(), |error| error.source());
    sources.fold(error.to_string(), |text, source| {
        format!("{text}: {source}")
    })
}

/// The steps of the schema that were taken against those this program knows.
///
/// # Errors
/// [`StoreError`] when the database cannot be asked.
pub async fn schema(store: &Store) -> Result<Vec<Fault>, StoreError> {
    let applied = migrate::applied(store.connection())
        .await
        .map_err(StoreError::database("look at the schema"))?;
    if let Some(step) = migrate::unknown(&applied) {
        return Ok(vec![Fault::NewerSchema {
            step: step.to_owned(),
        }]);
    }
    let missing = migrate::missing(&applied);
    Ok(missing
        .map(|step| Fault::OlderSchema {
            step: step.to_owned(),
        })
        .into_iter()
        .collect())
}

/// The newest step of the schema taken, and the newest this program knows.
///
/// # Errors
/// [`StoreError`] when the database cannot be asked.
pub async fn schema_version(store: &Store) -> Result<(Option<String>, &'static str), StoreError> {
    let applied = migrate::applied(store.connection())
        .await
        .map_err(StoreError::database("look at the schema"))?;
    Ok((applied.last().cloned(), migrate::newest()))
}

/// The settings on which "saved" rests.
///
/// # Errors
/// [`StoreError`] when the database cannot be asked.
pub async fn durability(store: &Store) -> Result<Vec<Fault>, StoreError> {
    let settings = engine::durability(store.connection(), store.engine())
        .await
        .map_err(StoreError::database("look at the settings"))?;
    let weak = settings
        .into_iter()
        .filter(|(name, value)| !engine::is_durable(name, value));
    Ok(weak
        .map(|(setting, value)| Fault::NotDurable { setting, value })
        .collect())
}
