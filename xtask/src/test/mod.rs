//! `cargo xtask test`: every check and test there is, as CI runs them.

mod back;
pub mod count;
mod links;
mod papers;
mod room;
mod tools;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::{assets, shell, tidy};
use count::Count;

/// Runs everything to the end, whatever fails, and closes with the sum.
pub fn run(words: &[&str]) -> Result<()> {
    let fast = match words {
        [] => false,
        ["--fast"] => true,
        ["--only", name] => return one(name),
        other => bail!("unknown: {}", other.join(" ")),
    };
    let begin = Instant::now();
    let mut sum = Count::default();
    shell::step("What the tests need");
    room::look()?;
    if !fast {
        tools::install()?;
    }
    assets::fetch()?;
    let suites: &[Suite] = if fast { &SUITES[..4] } else { &SUITES };
    for suite in suites {
        shell::step(suite.name);
        let clock = Instant::now();
        let count = (suite.run)().unwrap_or_else(|error| {
            println!("{error:#}");
            Count::one(false)
        });
        println!(
            "── {}: {count} ({:.0} s)",
            suite.name,
            clock.elapsed().as_secs_f64()
        );
        sum += count;
    }
    println!("\nall suites, {:.0} s", begin.elapsed().as_secs_f64());
    println!("{sum}");
    if sum.failed > 0 {
        bail!("not everything passed");
    }
    Ok(())
}

/// A part of the whole that counts for itself.
struct Suite {
    name: &'static str,
    run: fn() -> Result<Count>,
}

const SUITES: [Suite; 6] = [
    Suite {
        name: "format",
        run: || check(&["fmt", "--all", "--check"]),
    },
    Suite {
        name: "tidy",
        run: tidy::check,
    },
    Suite {
        name: "clippy",
        run: clippy,
    },
    Suite {
        name: "Rust tests",
        run: rust,
    },
    Suite {
        name: "papers",
        run: || papers::check(&built()?),
    },
    Suite {
        name: "browser",
        run: browser,
    },
];

/// A cargo command that either passes or fails.
fn check(arguments: &[&str]) -> Result<Count> {
    let (success, _) = shell::follow(room::cargo().args(arguments))?;
    Ok(Count::one(success))
}

fn clippy() -> Result<Count> {
    let selection = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ];
    check(&selection)
}

/// Cargo's own runner: the tests of one binary share a PostgreSQL cluster, which a process for each
/// test could not. The examples in documentation comments run too. No target is selected on purpose:
/// only then does Cargo build `examples/` as the programs that tests start.
fn rust() -> Result<Count> {
    let arguments = ["test", "--workspace", "--locked", "--no-fail-fast"];
    let (success, lines) = shell::follow(room::cargo().args(arguments))?;
    Ok(Count::of_lines(success, &lines))
}

/// One suite alone, by the beginning of its name.
fn one(name: &str) -> Result<()> {
    let suite = SUITES.iter().find(|suite| suite.name.starts_with(name));
    let suite = suite.with_context(|| format!("no suite begins with {name}"))?;
    let count = (suite.run)()?;
    println!("{count}");
    if count.failed > 0 {
        bail!("not everything passed");
    }
    Ok(())
}

/// The program as the tests built it (same profile, same features: nothing is built twice), or the
/// one that `AYUMI_BIN` names.
pub fn built() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("AYUMI_BIN") {
        return Ok(PathBuf::from(named));
    }
    let arguments = ["build", "--workspace", "--bins", "--locked"];
    shell::run(room::cargo().args(arguments))?;
    let name = format!("ayumi{}", std::env::consts::EXE_SUFFIX);
    Ok(shell::target()?.join("debug").join(name))
}

/// The walks in Chromium.
fn browser() -> Result<Count> {
    let folder = shell::root().join("e2e");
    let lock = std::fs::read_to_string(folder.join("package-lock.json")).context("e2e")?;
    let mark = folder.join("node_modules/.fetched-lock.json");
    if std::fs::read_to_string(&mark).unwrap_or_default() != lock {
        shell::run(assets::npm_ci().current_dir(&folder))?;
        std::fs::write(&mark, lock).context("e2e/node_modules")?;
    }
    let mut walks = shell::program("npx");
    walks
        .current_dir(&folder)
        .args(["--no-install", "playwright", "test"]);
    walks.env("AYUMI_BIN", built()?).env("FORCE_COLOR", "0");
    let (success, lines) = shell::follow(&mut walks)?;
    Ok(Count::of_lines(success, &lines))
}
