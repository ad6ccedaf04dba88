//! A folder with nothing in it, and the binary run in it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use ayumi_store::{Settings, Store, files, intake, organisation, plan, publication, record};

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
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let store = Store::inspect(&Settings::embedded(&self.data()))
                .await
                .unwrap();
            let session = store.read().await.unwrap();
            let mut all = String::new();
            for council in organisation::all(&session).await.unwrap() {
                all += &format!("{council:?}\n");
                for row in plan::list(&session, council.id).await.unwrap() {
                    let stored = plan::load(&session, council.id, row.id).await.unwrap();
                    all += &format!("{stored:?}\n");
                }
                all += &format!("{:?}\n", record::chain(&session, council.id).await.unwrap());
                all += &format!("{:?}\n", intake::list(&session, council.id).await.unwrap());
                all += &format!(
                    "{:?}\n",
                    publication::list(&session, council.id).await.unwrap()
                );
            }
            all += &format!("{:?}\n", files::list(&store).await.unwrap());
            drop(session);
            store.close().await;
            ayumi_core::interchange::digest(all.as_bytes())
        })
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
