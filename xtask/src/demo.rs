//! `cargo xtask demo`: from a fresh clone to a page to look at.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::{assets, shell};

/// What was asked for.
struct Wish {
    file: Option<PathBuf>,
    serve: bool,
    port: u16,
}

impl Wish {
    fn parse(words: &[&str]) -> Result<Self> {
        let mut wish = Self {
            file: None,
            serve: true,
            port: 8080,
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--no-serve" => wish.serve = false,
                "--port" => {
                    let port = words.next().context("--port needs a number")?;
                    wish.port = port.parse().with_context(|| format!("--port {port}"))?;
                }
                option if option.starts_with("--") => bail!("unknown option {option}"),
                file if wish.file.is_none() => {
                    let here = std::env::current_dir().context("the current folder")?;
                    let path = here.join(file);
                    if !path.is_file() {
                        bail!("no such file: {}", path.display());
                    }
                    wish.file = Some(path);
                }
                _ => bail!("one file at a time"),
            }
        }
        Ok(wish)
    }
}

/// Build, import, publish, serve.
pub fn run(words: &[&str]) -> Result<()> {
    let wish = Wish::parse(words)?;
    let begin = Instant::now();
    shell::step("1/4 What the build needs");
    check_compiler()?;
    assets::fetch()?;
    shell::step("2/4 Building Ayumi (release; the first time takes about 15 minutes on 2 cores)");
    let ayumi = build()?;
    let demo = Demo::prepare(&wish, ayumi)?;
    shell::step("3/4 Reading in");
    for file in &demo.sources {
        demo.read_in(file)?;
    }
    shell::step("4/4 Publishing (PDF, Word, Excel, web pages, Markdown)");
    demo.publish_all()?;
    println!("\nReady after {:.1} s.", begin.elapsed().as_secs_f64());
    demo.say_what_next(&wish);
    if wish.serve {
        shell::run(
            demo.ayumi()
                .args(["serve", "--port", &wish.port.to_string()]),
        )?;
    }
    Ok(())
}

/// SQLite is C and is built from source.
fn check_compiler() -> Result<()> {
    if !["cc", "gcc", "clang", "cl"]
        .iter()
        .any(|name| shell::present(name))
    {
        bail!("no C compiler found (SQLite is built from source). Debian: apt-get install gcc");
    }
    Ok(())
}

/// The release build, or the program that `AYUMI_BIN` names.
fn build() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("AYUMI_BIN") {
        return Ok(PathBuf::from(named));
    }
    shell::run(shell::cargo().args(["build", "--release", "--locked", "--package", "ayumi"]))?;
    Ok(shell::target()?
        .join("release")
        .join(format!("ayumi{}", std::env::consts::EXE_SUFFIX)))
}

/// The demo's folder, program and documents.
struct Demo {
    ayumi: PathBuf,
    folder: PathBuf,
    sources: Vec<PathBuf>,
}

impl Demo {
    fn prepare(wish: &Wish, ayumi: PathBuf) -> Result<Self> {
        let root = shell::root();
        let (folder, sources) = match &wish.file {
            Some(file) => (root.join("demo/own"), vec![file.clone()]),
            None => {
                let samples = ["examples/midorino-1.md", "examples/midorino-2.txt"];
                (
                    root.join("demo/sample"),
                    samples.map(|sample| root.join(sample)).to_vec(),
                )
            }
        };
        fs::create_dir_all(folder.join("data")).with_context(|| folder.display().to_string())?;
        Ok(Self {
            ayumi,
            folder,
            sources,
        })
    }

    /// Ayumi on the demo's embedded database, whatever the environment says.
    fn ayumi(&self) -> Command {
        let mut command = shell::program(&self.ayumi);
        command
            .env("AYUMI_DATA_DIR", self.folder.join("data"))
            .env_remove("AYUMI_DATABASE_URL");
        command
    }

    /// Imports, and shows the head of the reading and what became of it; the whole reading is what
    /// `ayumi read` prints.
    fn read_in(&self, file: &Path) -> Result<()> {
        let heard = shell::hear(self.ayumi().arg("import").arg(file).arg("--yes"))?;
        if !heard.success {
            bail!("{}", heard.err.trim_end());
        }
        println!("\n{}", short(file));
        let said: Vec<&str> = heard.err.lines().chain(heard.out.lines()).collect();
        for line in said.iter().take_while(|line| !line.trim().is_empty()) {
            println!("  {line}");
        }
        let last = said.iter().rfind(|line| !line.trim().is_empty());
        println!("  …\n  {}", last.unwrap_or(&""));
        Ok(())
    }

    /// Every plan of the demo, published.
    fn publish_all(&self) -> Result<()> {
        let heard = shell::hear(self.ayumi().args(["plan", "list", "--json"]))?;
        if !heard.success {
            bail!("ayumi plan list: {}", heard.err);
        }
        let list: serde_json::Value = serde_json::from_str(&heard.out).context("plan list")?;
        let plans = list["plans"]
            .as_array()
            .context("plan list names no plans")?;
        let slugs: Vec<String> = plans
            .iter()
            .filter_map(|plan| plan["slug"].as_str().map(str::to_owned))
            .collect();
        for slug in &slugs {
            let folder = self.published(slug);
            let to = "pdf,docx,xlsx,html,md";
            let mut publish = self.ayumi();
            let heard = shell::hear(
                publish
                    .args(["publish", slug, "--to", to, "-o"])
                    .arg(&folder),
            )?;
            if !heard.success {
                bail!("{}", heard.err.trim_end());
            }
            println!("{} ({} files)", short(&folder), heard.out.lines().count());
        }
        Ok(())
    }

    fn published(&self, slug: &str) -> PathBuf {
        self.folder.join("published").join(slug)
    }

    fn say_what_next(&self, wish: &Wish) {
        println!(
            "\nTry next\n\
             \x20 - open a plan and click a node of 体系図, then an item: its findings, its source\n\
             \x20 - 取り込む: send a document of your own, see the reading beside its source, accept\n\
             \x20 - 公表する: start, look, fetch\n\
             \x20 - your own document: cargo xtask demo FILE (.docx .xlsx .pdf .csv .txt .md .html)\n\
             \x20 - on the command line: {} read --help",
            short(&self.ayumi)
        );
        if wish.serve {
            println!(
                "\nServing on http://127.0.0.1:{}/  (Ctrl-C stops)",
                wish.port
            );
        }
    }
}

/// A path as one would type it from the repository's top.
fn short(path: &Path) -> String {
    path.strip_prefix(shell::root())
        .unwrap_or(path)
        .display()
        .to_string()
}
