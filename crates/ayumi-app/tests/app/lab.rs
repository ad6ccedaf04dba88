//! An app of its own for each test, with a clock that stands still until it is moved.

use std::path::Path;
use std::sync::{Arc, Mutex};

use ayumi_app::intake::{ImportForm, Imported, SourceFile, import_form};
use ayumi_app::organisation::{ListCouncils, Settle, list_councils};
use ayumi_app::{App, Formats, Given, Key, Parts, Unit};
use ayumi_core::access::Actor;
use ayumi_core::interchange::{Reading, canonical_bytes, plan_to_json};
use ayumi_core::organisation::{
    Council, CouncilId, Hold, Person, PersonId, PostId, Tenure, TenureId,
};
use ayumi_core::plan::{Plan, PlanId};
use ayumi_core::record::Change;
use ayumi_document::{Document, Publication, Writer};
use ayumi_store::{Database, IntakeId, Settings, Store, intake, organisation, plan, record};
use ayumi_store::{doctor, people};

/// The moment every test begins: 2026-11-22 09:00 in Japan.
const START: &str = "2026-11-22T00:00:00Z";

pub struct Lab {
    pub app: App,
    store: Store,
    now: Arc<Mutex<jiff::Timestamp>>,
    folder: tempfile::TempDir,
}

/// Writes what it is given, as the debug form prints it: enough to compare.
struct Plain(&'static str);

impl Writer for Plain {
    fn format(&self) -> &'static str {
        self.0
    }

    fn write(&self, document: &Document, stem: &str) -> Result<Publication, String> {
        let files = vec![(
            format!("{stem}.{}", self.0),
            format!("{document:#?}").into_bytes(),
        )];
        Ok(Publication {
            files,
            notices: Vec::new(),
        })
    }
}

/// Fails as a writer of a broken machine would.
struct Failing;

impl Writer for Failing {
    fn format(&self) -> &'static str {
        "pdf"
    }

    fn write(&self, _document: &Document, _stem: &str) -> Result<Publication, String> {
        Err("the typesetter is not to be found".to_owned())
    }
}

impl Lab {
    /// On SQLite.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings::embedded(&folder.path().join("data"));
        Self::open(folder, settings).await
    }

    /// One on each engine; PostgreSQL is left out only where the environment says so.
    pub async fn both() -> Vec<Self> {
        let mut labs = vec![Self::new().await];
        if let Some(url) = ayumi_testkit::postgres::database() {
            let folder = tempfile::tempdir().unwrap();
            let database = Database::from_url(&url, None).unwrap();
            let settings = Settings {
                database,
                data_dir: folder.path().join("data"),
            };
            labs.push(Self::open(folder, settings).await);
        }
        labs
    }

    async fn open(folder: tempfile::TempDir, settings: Settings) -> Self {
        let store = Store::open(&settings).await.unwrap();
        let now = Arc::new(Mutex::new(START.parse().unwrap()));
        let clock = Arc::clone(&now);
        let app = App::new(Parts {
            store: store.clone(),
            formats: Formats::new(
                vec![Box::new(ayumi_markup::TextReader)],
                vec![
                    Box::new(Plain("md")),
                    Box::new(Plain("html")),
                    Box::new(Failing),
                ],
            ),
            clock: Arc::new(move || *clock.lock().unwrap()),
            data_dir: settings.data_dir,
        });
        Self {
            app,
            store,
            now,
            folder,
        }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Moves the clock.
    pub fn pass_days(&self, days: i64) {
        *self.now.lock().unwrap() += jiff::SignedDuration::from_hours(24 * days);
    }

    /// Moves the clock a little.
    pub fn pass_seconds(&self, seconds: i64) {
        *self.now.lock().unwrap() += jiff::SignedDuration::from_secs(seconds);
    }

    /// The code an authenticator shows now, by the secret that was kept.
    pub async fn code_of(&self, actor: &Actor) -> String {
        let session = self.store.read().await.unwrap();
        let login = actor.identity().unwrap().login;
        let kept = ayumi_store::factor::totp(&session, login).await.unwrap();
        let secret = totp_rs::Secret::try_from_base32(kept.unwrap().secret).unwrap();
        let totp = totp_rs::Builder::new()
            .with_secret(secret)
            .build_noncompliant();
        let now = u64::try_from(self.now.lock().unwrap().as_second()).unwrap();
        totp.generate(now).to_string()
    }

    pub async fn look(&self) -> Unit {
        self.app.look(Actor::LocalOperator).await.unwrap()
    }

    pub async fn change(&self, key: Option<&str>) -> Unit {
        let key = key.map(|key| Key::new(key).unwrap());
        self.app.change(Actor::LocalOperator, key).await.unwrap()
    }

    /// Imports a plan and returns its council.
    pub async fn with_plan(&self, plan: &Plan) -> Council {
        let mut unit = self.change(None).await;
        let permit = unit.permit::<ImportForm>(None).unwrap();
        let file = form_of(plan);
        let done = import_form(
            &mut unit,
            permit,
            Given::default(),
            &file,
            &Settle::default(),
        )
        .await
        .unwrap();
        unit.commit().await.unwrap();
        let Imported::Kept { council, .. } = done else {
            panic!("{done:?}")
        };
        council
    }

    /// Puts another reading into an intake, as a later recogniser might have made it.
    pub async fn put_reading(&self, council: &Council, id: IntakeId, reading: &Reading) {
        let session = self.store.write().await.unwrap();
        let stored = intake::load(&session, council.id, id).await.unwrap();
        let changed = intake::Intake {
            reading: serde_json::to_value(reading).unwrap(),
            ..stored.unwrap()
        };
        intake::replace(&session, &changed, changed.version)
            .await
            .unwrap();
        session.commit().await.unwrap();
    }

    /// Where each plan of a council came from.
    pub async fn origins(&self, council: &Council) -> Vec<(String, plan::Origin)> {
        let session = self.store.read().await.unwrap();
        let mut origins = Vec::new();
        for row in plan::list(&session, council.id).await.unwrap() {
            let stored = plan::load(&session, council.id, row.id).await.unwrap();
            origins.push((row.slug, stored.unwrap().origin));
        }
        origins
    }

    pub async fn councils(&self) -> Vec<Council> {
        let unit = self.look().await;
        let permit = unit.permit::<ListCouncils>(None).unwrap();
        list_councils(&unit, permit).await.unwrap()
    }

    /// The one plan of a council.
    pub async fn plan(&self, council: CouncilId) -> Plan {
        let session = self.store.read().await.unwrap();
        let row = plan::list(&session, council).await.unwrap().remove(0);
        let stored = plan::load(&session, council, row.id).await.unwrap();
        stored.unwrap().plan
    }

    /// A plan of a council.
    pub async fn plan_of(&self, council: CouncilId, id: PlanId) -> Plan {
        let session = self.store.read().await.unwrap();
        let stored = plan::load(&session, council, id).await.unwrap();
        stored.unwrap().plan
    }

    /// Keeps a plan beside every use case.
    pub async fn keep(&self, council: CouncilId, wanted: &Plan) {
        let session = self.store.write().await.unwrap();
        let origin = plan::Origin {
            form_digest: "d".repeat(64),
            ..plan::Origin::default()
        };
        plan::insert(&session, council, wanted, &origin)
            .await
            .unwrap();
        session.commit().await.unwrap();
    }

    /// Writes a plan's first title behind the record's back.
    pub async fn bend(&self, council: CouncilId) {
        let session = self.store.write().await.unwrap();
        let row = plan::list(&session, council).await.unwrap().remove(0);
        let mut stored = plan::load(&session, council, row.id)
            .await
            .unwrap()
            .unwrap();
        stored.plan.items[0].title.push('改');
        plan::replace(&session, council, &stored.plan, stored.version)
            .await
            .unwrap();
        session.commit().await.unwrap();
    }

    /// How long a single row takes to be durable.
    pub async fn one_row(&self, council: CouncilId) -> std::time::Duration {
        let begin = std::time::Instant::now();
        let session = self.store.write().await.unwrap();
        organisation::bump(&session, council).await.unwrap();
        session.commit().await.unwrap();
        begin.elapsed()
    }

    /// Rows that are not what was recorded.
    pub async fn row_faults(&self) -> Vec<doctor::Fault> {
        doctor::rows(&self.store).await.unwrap()
    }

    /// A new person who holds a post.
    pub async fn holds_post(&self, council: &Council, post: PostId) -> PersonId {
        let id = PersonId(uuid::Uuid::now_v7());
        let member = people::Member {
            person: Person {
                id,
                name: "佐藤".to_owned(),
                disabled: false,
                version: 1,
            },
            login: None,
        };
        let tenure = Tenure {
            id: TenureId(uuid::Uuid::now_v7()),
            post,
            person: id,
            hold: Hold::Holder,
            from: jiff::civil::date(2026, 4, 1),
            to: None,
        };
        let session = self.store.write().await.unwrap();
        people::put_person(&session, council.id, &member)
            .await
            .unwrap();
        people::put_tenure(&session, council.id, &tenure)
            .await
            .unwrap();
        session.commit().await.unwrap();
        id
    }

    /// One more council.
    pub async fn other_council(&self, slug: &str) -> Council {
        let council = Council {
            id: CouncilId(uuid::Uuid::now_v7()),
            slug: slug.to_owned(),
            name: format!("{slug}社協"),
            kind: ayumi_core::organisation::Kind::default(),
            stopped: false,
            revision: 0,
        };
        let session = self.store.write().await.unwrap();
        organisation::insert(&session, &council).await.unwrap();
        session.commit().await.unwrap();
        council
    }

    /// Do these words stand in any byte of the data folder: files, and on SQLite the database with
    /// its log?
    pub fn holds(&self, words: &str) -> bool {
        fn walk(folder: &Path, words: &[u8]) -> bool {
            std::fs::read_dir(folder).unwrap().any(|entry| {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => walk(&path, words),
                    false => std::fs::read(&path)
                        .unwrap()
                        .windows(words.len())
                        .any(|window| window == words),
                }
            })
        }
        walk(self.folder(), words.as_bytes())
    }

    /// The record of a council.
    pub async fn record(&self, council: &Council) -> Vec<Change> {
        let session = self.store.read().await.unwrap();
        record::chain(&session, council.id).await.unwrap()
    }

    /// One digest over everything the database and the data folder say.
    pub async fn digest(&self) -> String {
        ayumi_testkit::store::state(&self.store).await.unwrap()
    }
}

/// A plan as an exported file.
pub fn form_of(plan: &Plan) -> SourceFile {
    SourceFile {
        name: "plan.json".to_owned(),
        bytes: canonical_bytes(&plan_to_json(plan)),
        ..SourceFile::default()
    }
}
