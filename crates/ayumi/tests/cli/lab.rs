//! A folder with nothing in it, and the binary run in it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use ayumi_core::organisation::CouncilId;
use ayumi_store::{OpenError, Settings, Store, organisation};

pub struct Lab {
    folder: tempfile::TempDir,
}

/// What a run of the binary left.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// A review written for these tests: two areas, findings, an overall statement.
pub const REVIEW: &str = include_str!("../../../../examples/midorino-2.md");

impl Lab {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The data folder the binary uses here.
    pub fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// Writes a file and returns its path.
    pub fn file(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// The binary with an environment of its own: no language, no terminal, no settings of ours.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ayumi"));
        command
            .args(arguments)
            .env_clear()
            .env("AYUMI_DATA_DIR", self.data())
            .env("LANG", "C")
            .env("TERM", "dumb")
            .current_dir(self.path())
            .stdin(Stdio::null());
        command
    }

    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }

    /// Runs with `input` on standard input.
    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Ran::of(child.wait_with_output().unwrap())
    }

    /// Imports the review and returns its plan's short name.
    pub fn with_plan(&self) -> String {
        let file = self.file("review.md", REVIEW);
        let ran = self.run(&[OsStr::new("import"), file.as_os_str(), OsStr::new("--yes")]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        self.plans()[0]["slug"].as_str().unwrap().to_owned()
    }

    /// `ayumi plan list --json`.
    pub fn plans(&self) -> Vec<serde_json::Value> {
        let ran = self.run(&["plan", "list", "--json"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.json()["plans"].as_array().unwrap().clone()
    }

    /// Everything the database and the data folder say; `nothing` when there is neither.
    pub fn state(&self) -> String {
        if !self.data().exists() {
            return "nothing".to_owned();
        }
        let open = async |settings| Store::inspect(&settings).await;
        self.on_store(open, async |store| {
            ayumi_testkit::store::state(store).await.unwrap()
        })
    }

    /// Puts one more council into the database: the command line makes only the first.
    pub fn council(&self, slug: &str, name: &str) {
        let open = async |settings| Store::open(&settings).await;
        self.on_store(open, async |store| {
            let session = store.write().await.unwrap();
            let mut council = organisation::all(&session).await.unwrap().remove(0);
            council.id = CouncilId(uuid::Uuid::now_v7());
            (council.slug, council.name) = (slug.to_owned(), name.to_owned());
            organisation::insert(&session, &council).await.unwrap();
            session.commit().await.unwrap();
        });
    }

    fn on_store<T>(
        &self,
        open: impl AsyncFnOnce(Settings) -> Result<Store, OpenError>,
        work: impl AsyncFnOnce(&Store) -> T,
    ) -> T {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let settings = Settings::embedded(&self.data());
            let store = open(settings).await.unwrap();
            let done = work(&store).await;
            store.close().await;
            done
        })
    }

    /// Runs at a terminal and types; what was told, and whether it ended well.
    pub fn typed(&self, arguments: &str, typed: &str) -> (String, bool) {
        let line = format!("{} {arguments}", env!("CARGO_BIN_EXE_ayumi"));
        let mut child = Command::new("script")
            .args(["-qec", &line, "/dev/null"])
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("AYUMI_DATA_DIR", self.data())
            .env("LANG", "ja_JP.UTF-8")
            .env("TERM", "dumb")
            .current_dir(self.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(typed.as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        (told, output.status.success())
    }
}

impl Ran {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// The code, and the words it must say.
    #[track_caller]
    pub fn ended(&self, code: i32, words: &str) {
        let said = format!("{}{}", self.stdout, self.stderr);
        assert_eq!(self.code, code, "{said}");
        assert!(said.contains(words), "{words:?} is not in: {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}
