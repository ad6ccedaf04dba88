//! A store for one test, and what tests do in it again and again.

use ayumi_core::organisation::{Council, CouncilId};
use ayumi_core::plan::Plan;
use ayumi_store::plan::Origin;
use ayumi_store::{Database, Engine, Settings, Store, organisation, plan};
use sea_orm::ConnectionTrait as _;
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::samples;

/// A fresh store, gone with the value.
pub struct House {
    pub store: Store,
    pub settings: Settings,
    pub folder: TempDir,
}

impl House {
    pub async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings::embedded(&folder.path().join("data"));
        Self::at(settings, folder).await
    }

    pub async fn on_postgres() -> Option<Self> {
        let url = ayumi_testkit::postgres::copy(TEMPLATE.get_or_init(template).await.as_ref()?);
        let folder = tempfile::tempdir().unwrap();
        Some(Self::at(on_server(url, &folder), folder).await)
    }

    async fn at(settings: Settings, folder: TempDir) -> Self {
        let store = Store::open(&settings).await.unwrap();
        Self {
            store,
            settings,
            folder,
        }
    }

    /// Adds a council, committed.
    pub async fn council(&self, slug: &str) -> CouncilId {
        let council = Council {
            id: CouncilId(samples::id()),
            slug: slug.to_owned(),
            name: format!("{slug}社協"),
            kind: ayumi_core::organisation::Kind::default(),
            stopped: false,
            revision: 0,
        };
        let s = self.store.write().await.unwrap();
        organisation::insert(&s, &council).await.unwrap();
        s.commit().await.unwrap();
        council.id
    }

    /// Adds a plan, committed.
    pub async fn keep(&self, council: CouncilId, plan: &Plan) {
        let s = self.store.write().await.unwrap();
        plan::insert(&s, council, plan, &origin()).await.unwrap();
        s.commit().await.unwrap();
    }

    /// Does something to the database behind the store's back, with foreign keys off.
    pub async fn meddle(&self, sql: &str) {
        let connection = match &self.settings.database {
            Database::Sqlite(file) => {
                let url = format!("sqlite://{}", file.display());
                sea_orm::Database::connect(url).await.unwrap()
            }
            Database::Postgres { url, .. } => sea_orm::Database::connect(url).await.unwrap(),
        };
        let off = match self.store.engine() {
            Engine::Sqlite => "PRAGMA foreign_keys = OFF; ",
            Engine::Postgres => "SET session_replication_role = replica; ",
        };
        connection
            .execute_unprepared(&format!("{off}{sql}"))
            .await
            .unwrap();
        connection.close().await.unwrap();
    }
}

/// A database with the schema and nothing in it; `None` where PostgreSQL is left out.
static TEMPLATE: OnceCell<Option<String>> = OnceCell::const_new();

async fn template() -> Option<String> {
    let url = ayumi_testkit::postgres::database()?;
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&on_server(url.clone(), &folder)).await.unwrap();
    store.close().await;
    Some(url)
}

/// A store in this database, its files in this folder.
fn on_server(url: String, folder: &TempDir) -> Settings {
    Settings {
        database: Database::Postgres {
            url,
            password_file: None,
        },
        data_dir: folder.path().join("data"),
    }
}

/// An origin without a file.
pub fn origin() -> Origin {
    Origin {
        form_digest: "f".repeat(64),
        ..Origin::default()
    }
}
