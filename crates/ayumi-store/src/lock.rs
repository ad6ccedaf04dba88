//! One server per database. A command line may write beside it: it takes no such lock.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::{Postgres, Row as _};

use crate::settings::Database;
use crate::store::Store;

/// Names the lock of a server on a PostgreSQL database ("server" in ASCII).
const SERVER_LOCK: i64 = 0x7365_7276_6572;

/// The right to serve a database; given back when dropped, also by a crash.
#[derive(Debug)]
pub struct ServerLock {
    _held: Held,
}

#[derive(Debug)]
enum Held {
    /// The system lets go of it with the file.
    File { _file: File },
    /// The server lets go of it with the connection, which never goes back to the pool.
    Connection {
        _connection: PoolConnection<Postgres>,
    },
}

/// Why the right to serve was not given.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another server has it.
    #[error("another server serves this database ({holder})")]
    Held {
        /// What the other one wrote down: its process number.
        holder: String,
    },
    /// The lock file failed.
    #[error("the lock file {} cannot be used", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The database failed.
    #[error("the lock of the database cannot be used")]
    Database(#[source] sea_orm::sqlx::Error),
}

impl LockError {
    /// The key of its message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Held { .. } => "store-lock-held",
            Self::File { .. } => "store-lock-file",
            Self::Database(_) => "store-lock-database",
        }
    }
}

/// Takes the right to serve this database, or says who has it.
///
/// # Errors
/// [`LockError`].
pub async fn acquire(store: &Store) -> Result<ServerLock, LockError> {
    let held = match &store.settings().database {
        Database::Sqlite(file) => Held::File {
            _file: lock_file(file)?,
        },
        Database::Postgres { .. } => Held::Connection {
            _connection: lock_database(store).await?,
        },
    };
    Ok(ServerLock { _held: held })
}

fn lock_file(database: &Path) -> Result<File, LockError> {
    let mut path = database.as_os_str().to_owned();
    path.push(".lock");
    let path = PathBuf::from(path);
    let failed = |source| LockError::File {
        path: path.clone(),
        source,
    };
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {
            let write = |file: &mut File| {
                file.set_len(0)?;
                file.rewind()?;
                write!(file, "{}", std::process::id())
            };
            write(&mut file).map_err(failed)?;
            Ok(file)
        }
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            let _ = file.read_to_string(&mut holder);
            Err(LockError::Held {
                holder: holder.trim().to_owned(),
            })
        }
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

async fn lock_database(store: &Store) -> Result<PoolConnection<Postgres>, LockError> {
    let pool = store.connection().get_postgres_connection_pool();
    let mut connection = pool.acquire().await.map_err(LockError::Database)?;
    // The lock belongs to the connection: it must end with this value, not return to the pool.
    connection.close_on_drop();
    let taken = sea_orm::sqlx::query("SELECT pg_try_advisory_lock($1)")
        .bind(SERVER_LOCK)
        .fetch_one(&mut *connection)
        .await
        .map_err(LockError::Database)?;
    if taken.try_get(0).map_err(LockError::Database)? {
        return Ok(connection);
    }
    let holder = sea_orm::sqlx::query(
        "SELECT pid::text FROM pg_locks WHERE locktype = 'advisory' AND granted \
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
         AND ((classid::bigint << 32) | objid::bigint) = $1 AND objsubid = 1",
    )
    .bind(SERVER_LOCK)
    .fetch_optional(&mut *connection)
    .await
    .map_err(LockError::Database)?;
    let holder = holder
        .and_then(|row| row.try_get(0).ok())
        .unwrap_or_default();
    Err(LockError::Held { holder })
}
