//! What can go wrong: opening a store, and doing something in it.

use std::io;
use std::path::PathBuf;

use sea_orm::{DbErr, RuntimeErr, SqlErr};

use crate::settings::SettingsError;

/// Why a store was not opened. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is no address of a database.
    #[error("the address of the database is refused")]
    Address(#[source] SettingsError),
    /// The database lies on a network file system, where locks do not hold.
    #[error("{} lies on a network file system ({kind}); locks do not hold there", path.display())]
    NetworkFileSystem {
        /// The file or folder.
        path: PathBuf,
        /// The kind of file system (`nfs4`, `cifs`…).
        kind: String,
    },
    /// A folder could not be made or looked at.
    #[error("the folder {} cannot be used", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The file with the password cannot be read.
    #[error("the password file {} cannot be read", path.display())]
    PasswordFile {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// There is no database, and none was to be made.
    #[error("there is no database at {}", path.display())]
    NoDatabase {
        /// Where.
        path: PathBuf,
    },
    /// No connection.
    #[error("the database cannot be reached")]
    Connect(#[source] DbErr),
    /// It was written by a newer Ayumi.
    #[error("the database was written by a newer Ayumi (it knows {step})")]
    Newer {
        /// The first step of the schema that this program does not know.
        step: String,
    },
    /// The database would answer "saved" before it is.
    #[error("{setting} is {value:?}: a power cut would lose what was saved")]
    NotDurable {
        /// The setting (`synchronous_commit`, `journal_mode`…).
        setting: &'static str,
        /// Its value.
        value: String,
    },
    /// The schema could not be brought up to date; it is as before.
    #[error("the schema could not be brought up to date")]
    Migrate(#[source] DbErr),
}

impl OpenError {
    /// The key of its message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address(error) => error.code(),
            Self::NetworkFileSystem { .. } => "store-network-file-system",
            Self::Folder { .. } => "store-folder",
            Self::PasswordFile { .. } => "store-password-file",
            Self::NoDatabase { .. } => "store-no-database",
            Self::Connect(_) => "store-connect",
            Self::Newer { .. } => "store-newer-schema",
            Self::NotDurable { .. } => "store-not-durable",
            Self::Migrate(_) => "store-migrate",
        }
    }
}

/// Why something was not done in an open store. The transaction is to be dropped.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else changed it first.
    #[error("the version is {current}, not {expected}")]
    Stale {
        /// The version the caller knew.
        expected: u64,
        /// The version stored.
        current: u64,
    },
    /// What was to be replaced is not there.
    #[error("there is no such {what}")]
    Gone {
        /// `plan`, `intake`…
        what: &'static str,
    },
    /// A key (slug, id, idempotency key) is taken.
    #[error("{operation}: the key is taken")]
    Duplicate {
        /// What was being done.
        operation: &'static str,
        /// The database's words.
        #[source]
        source: DbErr,
    },
    /// A row would point at something that is not in this council (or not in this plan).
    #[error("{operation}: something it points at is not there")]
    Dangling {
        /// What was being done.
        operation: &'static str,
        /// The database's words.
        #[source]
        source: DbErr,
    },
    /// A stored rating would be dropped or changed. Ratings are only added.
    #[error("the rating {id} would be dropped or changed")]
    RatingLost {
        /// Which.
        id: uuid::Uuid,
    },
    /// A character no database keeps (U+0000) stands in a text.
    #[error("a text holds the character U+0000")]
    NulCharacter,
    /// The file is not in the data folder.
    #[error("the file {sha256} is not in the data folder")]
    NoFile {
        /// Its digest.
        sha256: String,
    },
    /// A stored file is not what it was.
    #[error("the stored file {sha256} is damaged")]
    DamagedFile {
        /// The digest it had.
        sha256: String,
    },
    /// A stored row is not what this program writes.
    #[error("a stored {what} cannot be understood: {reason}")]
    Unreadable {
        /// Which kind of row.
        what: &'static str,
        /// What does not fit.
        reason: String,
    },
    /// The disk is full.
    #[error("{operation}: the disk is full")]
    DiskFull {
        /// What was being done.
        operation: &'static str,
    },
    /// Another program held the database too long.
    #[error("{operation}: the database is busy")]
    Busy {
        /// What was being done.
        operation: &'static str,
    },
    /// The data folder failed.
    #[error("{operation}: {}", path.display())]
    Disk {
        /// What was being done.
        operation: &'static str,
        /// Where.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The database failed.
    #[error("{operation}: the database failed")]
    Database {
        /// What was being done.
        operation: &'static str,
        /// Why.
        #[source]
        source: DbErr,
    },
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {0}")]
    Random(String),
}

impl StoreError {
    /// The key of its message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Stale { .. } => "store-stale",
            Self::Gone { .. } => "store-gone",
            Self::Duplicate { .. } => "store-duplicate",
            Self::Dangling { .. } => "store-dangling",
            Self::RatingLost { .. } => "store-rating-lost",
            Self::NulCharacter => "store-nul-character",
            Self::NoFile { .. } => "store-no-file",
            Self::DamagedFile { .. } => "store-damaged-file",
            Self::Unreadable { .. } => "store-unreadable",
            Self::DiskFull { .. } => "store-disk-full",
            Self::Busy { .. } => "store-busy",
            Self::Disk { .. } => "store-disk",
            Self::Database { .. } => "store-database",
            Self::Random(_) => "store-random",
        }
    }

    /// Sorts a failure of the database: what a person can act on stands apart.
    pub(crate) fn database(operation: &'static str) -> impl FnOnce(DbErr) -> Self {
        move |source| match source.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Duplicate { operation, source },
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => Self::Dangling { operation, source },
            _ if is_busy(&source) => Self::Busy { operation },
            // SQLITE_FULL; disk_full
            _ if matches!(database_code(&source).as_deref(), Some("13" | "53100")) => {
                Self::DiskFull { operation }
            }
            _ => Self::Database { operation, source },
        }
    }

    /// A failure of the data folder.
    pub(crate) fn disk(
        operation: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Self::DiskFull { operation }
            }
            _ => Self::Disk {
                operation,
                path,
                source,
            },
        }
    }

    /// A row this program would not have written.
    pub(crate) fn unreadable(what: &'static str, reason: impl ToString) -> Self {
        Self::Unreadable {
            what,
            reason: reason.to_string(),
        }
    }
}

/// Was another connection in the way, so that trying again may help?
///
/// `SQLITE_BUSY`, `_RECOVERY`, `_SNAPSHOT`, `SQLITE_LOCKED`; `lock_not_available`, deadlock.
pub(crate) fn is_busy(error: &DbErr) -> bool {
    matches!(
        database_code(error).as_deref(),
        Some("5" | "261" | "517" | "6" | "55P03" | "40P01")
    )
}

/// The database's own code of an error.
fn database_code(error: &DbErr) -> Option<String> {
    let (DbErr::Conn(error) | DbErr::Exec(error) | DbErr::Query(error)) = error else {
        return None;
    };
    let RuntimeErr::SqlxError(error) = error else {
        return None;
    };
    Some(error.as_database_error()?.code()?.into_owned())
}
