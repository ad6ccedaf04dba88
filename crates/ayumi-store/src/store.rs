//! The store and its sessions (transactions).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, IsolationLevel,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait, Value,
};

use crate::engine::{self, Engine, Purpose};
use crate::error::{OpenError, StoreError};
use crate::settings::{Database, Settings};
use ayumi_platform::disk;

use crate::migrate;

/// An open store. Cheap to clone: all clones share the connections.
#[derive(Clone, Debug)]
pub struct Store(Arc<Open>);

#[derive(Debug)]
struct Open {
    engine: Engine,
    settings: Settings,
    readers: DatabaseConnection,
    writer: DatabaseConnection,
}

/// One transaction. Dropped without [`Session::commit`], it leaves no trace.
#[derive(Debug)]
pub struct Session {
    transaction: DatabaseTransaction,
    store: Store,
}

impl Store {
    /// Opens the store: makes what is not there, brings the schema up to date, and refuses a
    /// database that would answer "saved" too early.
    ///
    /// # Errors
    /// [`OpenError`]; nothing was changed then.
    pub async fn open(settings: &Settings) -> Result<Self, OpenError> {
        let Open {
            engine,
            settings,
            readers,
            writer,
        } = match &settings.database {
            Database::Sqlite(file) => {
                refuse_network(file)?;
                make_folder(file.parent().unwrap_or(Path::new("")))?;
                let writer = engine::sqlite(file, Purpose::Write).await?;
                migrate::refuse_newer(&writer).await?;
                refuse_undurable(&writer, Engine::Sqlite).await?;
                migrate::up(&writer, Engine::Sqlite).await?;
                let readers = engine::sqlite(file, Purpose::Read).await?;
                Open {
                    engine: Engine::Sqlite,
                    settings: settings.clone(),
                    readers,
                    writer,
                }
            }
            Database::Postgres { url, password_file } => {
                let pool = engine::postgres(url, password_file.as_deref()).await?;
                migrate::refuse_newer(&pool).await?;
                refuse_undurable(&pool, Engine::Postgres).await?;
                migrate::up(&pool, Engine::Postgres).await?;
                let (engine, settings) = (Engine::Postgres, settings.clone());
                Open {
                    engine,
                    settings,
                    readers: pool.clone(),
                    writer: pool,
                }
            }
        };
        refuse_network(&settings.data_dir)?;
        make_folder(&settings.data_dir.join("files"))?;
        Ok(Self(Arc::new(Open {
            engine,
            settings,
            readers,
            writer,
        })))
    }

    /// Was anything ever kept here? Asked before opening by whoever only looks, or may refuse:
    /// opening makes what is not there.
    ///
    /// # Errors
    /// [`OpenError`] when the server does not answer.
    pub async fn exists(settings: &Settings) -> Result<bool, OpenError> {
        match &settings.database {
            Database::Sqlite(file) => Ok(file.exists()),
            Database::Postgres { url, password_file } => {
                let pool = engine::postgres(url, password_file.as_deref()).await?;
                let applied = migrate::applied(&pool).await;
                pool.get_postgres_connection_pool().close().await;
                Ok(!applied.map_err(OpenError::Connect)?.is_empty())
            }
        }
    }

    /// Opens a store to look at it as it is ([`crate::doctor`]): nothing is made, migrated or
    /// refused. Sessions of it cannot write.
    ///
    /// # Errors
    /// [`OpenError`] when there is no database or no way to it.
    pub async fn inspect(settings: &Settings) -> Result<Self, OpenError> {
        let (engine, pool) = match &settings.database {
            Database::Sqlite(file) => {
                if !file.exists() {
                    return Err(OpenError::NoDatabase { path: file.clone() });
                }
                (
                    Engine::Sqlite,
                    engine::sqlite(file, Purpose::Inspect).await?,
                )
            }
            Database::Postgres { url, password_file } => (
                Engine::Postgres,
                engine::postgres(url, password_file.as_deref()).await?,
            ),
        };
        let settings = settings.clone();
        Ok(Self(Arc::new(Open {
            engine,
            settings,
            readers: pool.clone(),
            writer: pool,
        })))
    }

    /// A transaction that only reads, and sees one moment throughout.
    ///
    /// # Errors
    /// [`StoreError`] when there is no connection.
    pub async fn read(&self) -> Result<Session, StoreError> {
        let options = match self.0.engine {
            Engine::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
                ..TransactionOptions::default()
            },
            Engine::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        self.begin(&self.0.readers, options).await
    }

    /// A transaction that writes. On SQLite it holds the only right to write from its first
    /// moment: a transaction that reads first and writes later failed 635 of 800 times when
    /// eight ran together.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another program keeps the database too long.
    pub async fn write(&self) -> Result<Session, StoreError> {
        let options = match self.0.engine {
            Engine::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            },
            Engine::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::ReadCommitted),
                ..TransactionOptions::default()
            },
        };
        self.begin(&self.0.writer, options).await
    }

    async fn begin(
        &self,
        connection: &DatabaseConnection,
        options: TransactionOptions,
    ) -> Result<Session, StoreError> {
        let transaction = connection
            .begin_with_options(options)
            .await
            .map_err(StoreError::database("begin"))?;
        Ok(Session {
            transaction,
            store: self.clone(),
        })
    }

    /// Closes all connections; on SQLite the write-ahead log is taken into the file.
    pub async fn close(&self) {
        for connection in [&self.0.readers, &self.0.writer] {
            match self.0.engine {
                Engine::Sqlite => connection.get_sqlite_connection_pool().close().await,
                Engine::Postgres => connection.get_postgres_connection_pool().close().await,
            }
        }
    }

    /// Which engine holds the rows.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.0.engine
    }

    /// Where it lies.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// The folder of the stored files.
    pub(crate) fn files(&self) -> PathBuf {
        self.0.settings.data_dir.join("files")
    }

    /// A connection outside any session.
    pub(crate) fn connection(&self) -> &DatabaseConnection {
        &self.0.writer
    }
}

impl Session {
    /// Makes what was written durable. After this returned, a power cut loses nothing of it.
    ///
    /// # Errors
    /// [`StoreError`]; whether it was kept is then known only after looking.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.transaction
            .commit()
            .await
            .map_err(StoreError::database("commit"))
    }

    pub(crate) fn on(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// A statement written by hand; `$1`, `$2`… on both engines.
    pub(crate) fn statement<const N: usize>(&self, sql: &str, values: [Value; N]) -> Statement {
        Statement::from_sql_and_values(self.transaction.get_database_backend(), sql, values)
    }
}

fn refuse_network(path: &Path) -> Result<(), OpenError> {
    match disk::network_file_system(path) {
        Some(kind) => Err(OpenError::NetworkFileSystem {
            path: path.to_owned(),
            kind,
        }),
        None => Ok(()),
    }
}

fn make_folder(folder: &Path) -> Result<(), OpenError> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    std::fs::create_dir_all(folder)
        .and_then(|()| disk::sync_folder(folder.parent().unwrap_or(folder)))
        .map_err(|source| OpenError::Folder {
            path: folder.to_owned(),
            source,
        })
}

async fn refuse_undurable(
    connection: &DatabaseConnection,
    engine: Engine,
) -> Result<(), OpenError> {
    let settings = engine::durability(connection, engine)
        .await
        .map_err(OpenError::Connect)?;
    match settings
        .into_iter()
        .find(|(setting, value)| !engine::is_durable(setting, value))
    {
        Some((setting, value)) => Err(OpenError::NotDurable { setting, value }),
        None => Ok(()),
    }
}
