//! The program as a whole: starting, answering, memory, size; beside a bare axum page.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::{Figure, Wish, load, measure, milliseconds};

const CLIENTS: usize = 4;
const REQUESTS: usize = 1500;

/// A data folder that goes with the measurement.
struct Folder(PathBuf);

impl Folder {
    fn make() -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path =
            std::env::temp_dir().join(format!("ayumi-bench-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).with_context(|| path.display().to_string())?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Everything that needs the binary.
pub fn figures(wish: &Wish) -> Result<Vec<Figure>> {
    let folder = Folder::make()?;
    let mut figures = vec![size(&wish.ayumi)?, whole_process(wish)?];
    import(wish, &folder.0)?;
    let (mut server, port, first) = serve(wish, &folder.0)?;
    let outcome = plan_page(wish, &folder.0, port)
        .and_then(|page| under_load(port, first, server.id(), &page));
    server.kill().context("ending the server")?;
    server.wait().context("ending the server")?;
    figures.extend(outcome?);
    Ok(figures)
}

fn size(ayumi: &Path) -> Result<Figure> {
    let bytes = fs::metadata(ayumi)
        .with_context(|| ayumi.display().to_string())?
        .len();
    Ok(Figure::new(
        "size of the binary",
        format!("{:.1} MiB", mebibytes(bytes)),
        "",
    ))
}

#[expect(clippy::cast_precision_loss, reason = "sizes far below 2^52")]
fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / 1024.0 / 1024.0
}

fn ayumi(wish: &Wish, folder: &Path) -> Command {
    let mut command = Command::new(&wish.ayumi);
    command
        .env("AYUMI_DATA_DIR", folder)
        .env_remove("AYUMI_DATABASE_URL");
    command.stdin(Stdio::null());
    command
}

fn said(command: &mut Command) -> Result<String> {
    let output = command.output().context("starting ayumi")?;
    if !output.status.success() {
        bail!("ayumi: {}", String::from_utf8_lossy(&output.stderr));
    }
    String::from_utf8(output.stdout).context("ayumi's output")
}

fn whole_process(wish: &Wish) -> Result<Figure> {
    let folder = Folder::make()?;
    let (median, worst) = measure(60, || {
        said(
            ayumi(wish, &folder.0)
                .args(["read", "--json"])
                .arg(&wish.document),
        )
        .map(drop)
    })?;
    let value = format!(
        "{} (worst of 60: {})",
        milliseconds(median),
        milliseconds(worst)
    );
    Ok(Figure::new(
        "`ayumi read --json`, whole process",
        value,
        "≤ 60 ms",
    ))
}

fn import(wish: &Wish, folder: &Path) -> Result<()> {
    said(
        ayumi(wish, folder)
            .arg("import")
            .arg(&wish.document)
            .arg("--yes"),
    )
    .map(drop)
}

/// The address of the plan's page: the council's home stands behind the front door.
fn plan_page(wish: &Wish, folder: &Path, port: u16) -> Result<String> {
    let list = said(ayumi(wish, folder).args(["plan", "list", "--json"]))?;
    let list: serde_json::Value = serde_json::from_str(&list).context("plan list")?;
    let slug = list["plans"][0]["slug"].as_str().context("a slug")?;
    let front = load::text(port, "/")?;
    let (_, tail) = front
        .split_once("/c/")
        .context("the front door names no council")?;
    let council: String = tail
        .chars()
        .take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '-')
        .collect();
    Ok(format!("/c/{council}/plans/{slug}"))
}

/// Starts the server; its port, and the time from start to the first whole answer.
fn serve(wish: &Wish, folder: &Path) -> Result<(Child, u16, Duration)> {
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|probe| probe.local_addr())?
        .port();
    let begin = Instant::now();
    let mut command = ayumi(wish, folder);
    command.args(["serve", "--port", &port.to_string()]);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    loop {
        if begin.elapsed() > Duration::from_secs(20) {
            bail!("ayumi serve did not answer within 20 s");
        }
        if let Some(status) = child.try_wait()? {
            bail!("ayumi serve ended: {status}");
        }
        if TcpStream::connect(("127.0.0.1", port)).is_ok() && load::run(port, "/help", 1, 1).is_ok()
        {
            return Ok((child, port, begin.elapsed()));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn under_load(port: u16, first: Duration, process: u32, page: &str) -> Result<Vec<Figure>> {
    let plan = load::run(port, page, CLIENTS, REQUESTS)?;
    let memory = resident(process)?;
    let bare = bare(plan.size)?;
    let ratio = plan.per_second / bare.per_second;
    Ok(vec![
        Figure::new("start to first answer", milliseconds(first), "< 500 ms"),
        Figure::new(
            format!(
                "the plan's page, {CLIENTS} clients, {} KiB",
                plan.size / 1024
            ),
            format!(
                "p50 {}, p99 {}, {:.0}/s",
                milliseconds(plan.p50),
                milliseconds(plan.p99),
                plan.per_second
            ),
            "p99 < 10 ms",
        ),
        Figure::new(
            "a bare axum page of the same size",
            format!(
                "p50 {}, p99 {}, {:.0}/s",
                milliseconds(bare.p50),
                milliseconds(bare.p99),
                bare.per_second
            ),
            "",
        ),
        Figure::new(
            "ratio of the two in requests a second",
            format!("1 : {:.1}", 1.0 / ratio),
            "",
        ),
        Figure::new("memory after the load", memory, "≤ 100 MiB"),
    ])
}

/// The same number of bytes from an axum that does nothing.
fn bare(size: usize) -> Result<load::Load> {
    let body: &'static str = Box::leak("x".repeat(size).into_boxed_str());
    let runtime = tokio::runtime::Runtime::new().context("tokio")?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let port = listener.local_addr()?.port();
    let page = axum::routing::get(move || async move { axum::response::Html(body) });
    let router = axum::Router::new().route("/", page);
    runtime.spawn(async move { axum::serve(listener, router).await });
    load::run(port, "/", CLIENTS, REQUESTS)
}

/// Resident memory now and at most, as Linux tells it.
fn resident(process: u32) -> Result<String> {
    let Ok(file) = fs::File::open(format!("/proc/{process}/status")) else {
        return Ok("not measured (no /proc)".to_owned());
    };
    let mut parts = Vec::new();
    for line in BufReader::new(file).lines() {
        let line = line?;
        for (field, name) in [("VmRSS:", "now"), ("VmHWM:", "at most")] {
            if let Some(value) = line.strip_prefix(field) {
                let kilobytes: u64 = value.trim().trim_end_matches(" kB").parse()?;
                parts.push(format!("{:.0} MiB {name}", mebibytes(kilobytes * 1024)));
            }
        }
    }
    parts.reverse();
    Ok(parts.join(", "))
}
