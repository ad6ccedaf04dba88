//! A private PostgreSQL cluster for tests: on a socket in a temporary folder, made when the first
//! test of a process asks for a database, stopped and removed when the process ends, however it
//! ends. Its durability settings are the server's own; its sorting is Japanese, so that a query
//! which forgets its order is noticed.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// A role that must give [`PASSWORD`]; all others on the socket need none.
pub const ROLE_WITH_PASSWORD: &str = "ayumi_password";
/// The password of [`ROLE_WITH_PASSWORD`].
pub const PASSWORD: &str = "ひみつ: 100%";

/// What to do when the server programs are missing.
const INSTALL: &str = "tests on PostgreSQL need the server programs (initdb, pg_ctl, createdb), \
version 15 or later: Debian and Ubuntu `apt-get install postgresql`, Fedora `dnf install \
postgresql-server`, macOS `brew install postgresql@17`. AYUMI_SKIP_POSTGRES=1 leaves these tests \
out and says so";

/// The address of a new, empty database; `None` when AYUMI_SKIP_POSTGRES=1 leaves it out.
///
/// # Panics
/// When the server programs are missing or the cluster does not start.
#[must_use]
pub fn database() -> Option<String> {
    if std::env::var_os("AYUMI_SKIP_POSTGRES").is_some_and(|value| value == "1") {
        eprintln!("left out: AYUMI_SKIP_POSTGRES=1");
        return None;
    }
    Some(cluster().make("template1"))
}

/// The address of a new database with everything that is in `original`, to which nobody may be
/// connected. A copy takes a tenth of the time in which a schema is made.
///
/// # Panics
/// When there is no such database.
#[must_use]
pub fn copy(original: &str) -> String {
    let address = original.split('?').next().unwrap_or_default();
    let name = address.rsplit('/').next().unwrap_or_default();
    cluster().make(name)
}

/// The one cluster of this process.
fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(Cluster::start)
}

struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    /// Waits for the end of this process, then stops the server and removes the folder. Never
    /// waited for: it outlives us.
    _warden: Child,
}

impl Cluster {
    fn start() -> Self {
        let programs = programs().expect(INSTALL);
        let folder = as_server_user("mktemp")
            .args(["--directory", "--tmpdir", "ayumi-pg-XXXXXX"])
            .output()
            .expect("mktemp is part of every system with PostgreSQL");
        let folder = PathBuf::from(String::from_utf8_lossy(&folder.stdout).trim());
        let warden = warden(&programs, &folder);
        let cluster = Self {
            programs,
            folder,
            _warden: warden,
        };
        let data = cluster.data();
        cluster.run_as_user(
            "initdb",
            &[
                &format!("--pgdata={data}"),
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale-provider=icu",
                "--icu-locale=ja",
                "--no-sync",
            ],
        );
        let access = cluster.folder.join("data/pg_hba.conf");
        let rules = format!("local all {ROLE_WITH_PASSWORD} scram-sha-256\nlocal all all trust\n");
        std::fs::write(access, rules).expect("the folder is ours");
        let socket = cluster.folder.display();
        let options = format!("-c listen_addresses='' -c unix_socket_directories={socket} -N 300");
        let log = cluster.folder.join("log");
        cluster.run_as_user(
            "pg_ctl",
            &[
                &format!("--pgdata={data}"),
                &format!("--log={}", log.display()),
                &format!("--options={options}"),
                "--wait",
                "start",
            ],
        );
        let role =
            format!("CREATE ROLE {ROLE_WITH_PASSWORD} LOGIN SUPERUSER PASSWORD '{PASSWORD}'");
        cluster.run(
            "psql",
            &[
                "--username=postgres",
                "--quiet",
                &format!("--command={role}"),
            ],
        );
        cluster
    }

    /// Makes a database from another one.
    fn make(&self, template: &str) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let template = format!("--template={template}");
        self.run("createdb", &["--username=postgres", &template, &name]);
        let folder = self.folder.display();
        format!("postgres://postgres@localhost/{name}?host={folder}")
    }

    fn data(&self) -> String {
        self.folder.join("data").display().to_string()
    }

    /// Runs a client program.
    fn run(&self, program: &str, arguments: &[&str]) {
        let mut command = Command::new(self.programs.join(program));
        command.arg(format!("--host={}", self.folder.display()));
        finish(command.args(arguments));
    }

    /// Runs a server program, which refuses to be root.
    fn run_as_user(&self, program: &str, arguments: &[&str]) {
        finish(as_server_user(self.programs.join(program)).args(arguments));
    }
}

/// The command, run by the user the server may be run by.
fn as_server_user(program: impl AsRef<Path>) -> Command {
    let program = program.as_ref();
    let user = Command::new("id").arg("-u").output();
    if user.is_ok_and(|user| user.stdout.trim_ascii() == b"0") {
        let mut command = Command::new("runuser");
        command
            .args(["-u", "postgres", "--"])
            .arg(program)
            .current_dir("/");
        command
    } else {
        Command::new(program)
    }
}

fn finish(command: &mut Command) {
    let done = command.stdin(Stdio::null()).output();
    let done = done.unwrap_or_else(|error| panic!("{command:?}: {error}. {INSTALL}"));
    let words = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{command:?}: {words}");
}

/// A shell that lives until the pipe from this process closes, whatever ends the process.
fn warden(programs: &Path, folder: &Path) -> Child {
    let script = "trap '' INT TERM HUP; cat; \"$1/pg_ctl\" --pgdata=\"$2/data\" --mode=immediate \
                  --silent stop; rm -rf \"$2\"";
    as_server_user("sh")
        .args(["-c", script, "warden"])
        .args([programs, folder])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("sh is part of every system with PostgreSQL")
}

/// The folder of the newest server programs.
fn programs() -> Option<PathBuf> {
    let has_server = |folder: &PathBuf| folder.join("initdb").is_file();
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for home in [
        "/usr/lib/postgresql",
        "/usr/pgsql",
        "/opt/homebrew/opt",
        "/usr/local/opt",
    ] {
        for entry in std::fs::read_dir(home).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let version = name.trim_start_matches("postgresql@").parse().unwrap_or(0);
            found.push((version, entry.path().join("bin")));
        }
    }
    found.retain(|(_, folder)| has_server(folder));
    found.sort();
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let newest = found.pop().map(|(_, folder)| folder);
    newest.or_else(|| std::env::split_paths(&on_path).find(has_server))
}
