//! A server of its own for each test, asked without a socket.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use ayumi_app::intake::{ImportForm, SourceFile, import_form};
use ayumi_app::organisation::Settle;
use ayumi_app::{App, Formats, Given, Parts};
use ayumi_core::access::Actor;
use ayumi_core::interchange::{canonical_bytes, plan_to_json};
use ayumi_core::plan::Plan;
use ayumi_document::{Document, Publication, Reader, Writer};
use ayumi_store::{Settings, Store};
use tower::ServiceExt as _;

/// Writes a line, so that publishing has something to show.
struct Line;

impl Writer for Line {
    fn format(&self) -> &'static str {
        "md"
    }

    fn write(&self, document: &Document, stem: &str) -> Result<Publication, String> {
        let bytes = document.title.clone().into_bytes();
        Ok(Publication {
            files: vec![(format!("{stem}.md"), bytes)],
            notices: Vec::new(),
        })
    }
}

pub struct House {
    pub app: App,
    router: axum::Router,
    store: Store,
    folder: tempfile::TempDir,
}

/// An answer, whole.
pub struct Told {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Told {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The value of the first hidden field of that name.
    pub fn hidden(&self, name: &str) -> &str {
        let start = format!("name=\"{name}\" value=\"");
        let at = self
            .body
            .find(&start)
            .unwrap_or_else(|| panic!("no field {name}"));
        self.body[at + start.len()..].split('"').next().unwrap()
    }
}

impl House {
    pub async fn empty() -> Self {
        Self::reading_by(vec![
            Box::new(ayumi_markup::TextReader),
            Box::new(ayumi_markup::MarkdownReader),
        ])
        .await
    }

    /// Empty, on PostgreSQL; `None` where the environment leaves it out.
    pub async fn on_postgres() -> Option<Self> {
        let url = ayumi_testkit::postgres::database()?;
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings {
            database: ayumi_store::Database::from_url(&url, None).unwrap(),
            data_dir: folder.path().join("data"),
        };
        let store = Store::open(&settings).await.unwrap();
        let app = app_on(store.clone(), vec![Box::new(ayumi_markup::TextReader)]);
        Some(Self {
            router: ayumi_web::router(app.clone()),
            app,
            store,
            folder,
        })
    }

    /// Empty, with these readers.
    pub async fn reading_by(readers: Vec<Box<dyn Reader>>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&folder).await;
        let app = app_on(store.clone(), readers);
        Self {
            router: ayumi_web::router(app.clone()),
            app,
            store,
            folder,
        }
    }

    /// What answers.
    pub fn router(&self) -> axum::Router {
        self.router.clone()
    }

    /// The store below it.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The revision of a council.
    pub async fn revision(&self, slug: &str) -> u64 {
        let s = self.store.read().await.unwrap();
        let found = ayumi_store::organisation::by_slug(&s, slug).await.unwrap();
        found.unwrap().revision
    }

    /// Another program on the same data, as a command line beside this server.
    pub async fn beside(&self) -> App {
        app_on(open(&self.folder).await, Vec::new())
    }

    /// With a council of the slug `council` and a plan.
    pub async fn with(plan: &Plan) -> Self {
        Self::empty().await.and(plan).await
    }

    /// The same with a plan.
    pub async fn and(self, plan: &Plan) -> Self {
        let house = self;
        let mut unit = house.app.change(Actor::LocalOperator, None).await.unwrap();
        let permit = unit.permit::<ImportForm>(None).unwrap();
        let file = SourceFile {
            name: "plan.json".to_owned(),
            bytes: canonical_bytes(&plan_to_json(plan)),
            ..SourceFile::default()
        };
        import_form(
            &mut unit,
            permit,
            Given::default(),
            &file,
            &Settle::default(),
        )
        .await
        .unwrap();
        unit.commit().await.unwrap();
        house
    }

    pub async fn ask(&self, request: Request<Body>) -> Told {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Told {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    pub async fn get(&self, path: &str) -> Told {
        self.ask(get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form as a browser does.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Told {
        self.ask(
            form(path, fields)
                .header("sec-fetch-site", "same-origin")
                .body(encoded(fields))
                .unwrap(),
        )
        .await
    }

    /// Sends a file as a browser does.
    pub async fn send_file(&self, key: &str, name: &str, content: &[u8]) -> Told {
        let text = |value: &str| value.to_owned();
        let fields = [
            ("version", text("0")),
            ("key", text(key)),
            ("encoding", text("")),
        ];
        self.send_parts(&fields, name, content).await
    }

    /// The same with these fields.
    pub async fn send_parts(&self, fields: &[(&str, String)], name: &str, content: &[u8]) -> Told {
        let mut body = Vec::new();
        for (field, value) in fields {
            body.extend(
                format!(
                    "--x\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
                )
                .bytes(),
            );
        }
        body.extend(
            format!(
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
            )
            .bytes(),
        );
        body.extend(content);
        body.extend(b"\r\n--x--\r\n");
        let request = get("/c/council/intakes")
            .method("POST")
            .header("origin", "http://localhost")
            .header("content-type", "multipart/form-data; boundary=x");
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// The names of all files and folders below `files` in the data folder.
    pub fn names_of_files(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![self.folder.path().join("data/files")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                names.push(entry.file_name().into_string().unwrap());
                if entry.path().is_dir() {
                    folders.push(entry.path());
                }
            }
        }
        names
    }

    /// One digest over everything the database and the data folder say.
    pub async fn digest(&self) -> String {
        ayumi_testkit::store::state(&self.store).await.unwrap()
    }
}

async fn open(folder: &tempfile::TempDir) -> Store {
    let settings = Settings::embedded(&folder.path().join("data"));
    Store::open(&settings).await.unwrap()
}

fn app_on(store: Store, readers: Vec<Box<dyn Reader>>) -> App {
    let data_dir = store.settings().data_dir.clone();
    App::new(Parts {
        store,
        formats: Formats::new(readers, vec![Box::new(Line)]),
        clock: Arc::new(|| "2026-11-22T00:00:00Z".parse().unwrap()),
        data_dir,
    })
}

/// A request of this machine.
pub fn get(path: &str) -> axum::http::request::Builder {
    Request::builder().uri(path).header("host", "localhost")
}

/// A form, without a word on where it comes from.
pub fn form(path: &str, _fields: &[(&str, &str)]) -> axum::http::request::Builder {
    get(path)
        .method("POST")
        .header("content-type", "application/x-www-form-urlencoded")
}

pub fn encoded(fields: &[(&str, &str)]) -> Body {
    let pair = |(name, value): &(&str, &str)| {
        let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
        format!("{name}={value}")
    };
    Body::from(fields.iter().map(pair).collect::<Vec<_>>().join("&"))
}
