//! `cargo xtask deep`: what takes too long for every day. Prints lines for `bench/RESULTS.md`.

use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::shell;
use crate::test::count::Count;

/// A long check: what it is, and the command.
struct Long {
    name: String,
    command: Command,
    needs: &'static [&'static str],
}

/// How long each is tried, in seconds.
const FUZZED: u32 = 900;

fn long() -> Result<Vec<Long>> {
    let mut all = Vec::from(others());
    all.push(Long {
        name: "seeds for fuzzing".to_owned(),
        command: cargo(&["run", "-p", "ayumi-fuzz", "--", "seeds", "fuzz/corpus"]),
        needs: &["cargo-fuzz"],
    });
    for entry in std::fs::read_dir(shell::root().join("fuzz/fuzz_targets"))? {
        let path = entry?.path();
        let door = path.file_stem().unwrap_or_default().to_string_lossy();
        let time = format!("-max_total_time={FUZZED}");
        let run = ["fuzz", "run", "--fuzz-dir", "fuzz", "-s", "none"];
        all.push(Long {
            name: format!("fuzzing led by coverage: {door}"),
            command: cargo(&[&run[..], &[&door, "--", &time]].concat()),
            needs: &["cargo-fuzz"],
        });
    }
    Ok(all)
}

fn others() -> [Long; 5] {
    [
        Long {
            name: "sixteen clients in one plan over HTTP, 100,000 requests, both engines"
                .to_owned(),
            command: {
                let long = [
                    "rig::long",
                    "--",
                    "--ignored",
                    "--nocapture",
                    "--test-threads",
                    "1",
                ];
                cargo(&[&["test", "-p", "ayumi-web", "--test", "web"][..], &long].concat())
            },
            needs: &[],
        },
        Long {
            name: "crash rig: kills under write, every acknowledged change is there afterwards"
                .to_owned(),
            command: {
                cargo(&[
                    "test",
                    "-p",
                    "ayumi-store",
                    "--test",
                    "crash",
                    "--",
                    "--ignored",
                ])
            },
            needs: &[],
        },
        Long {
            name: "property tests, 4,096 cases each".to_owned(),
            command: {
                let mut command = cargo(&["test", "--workspace", "--locked"]);
                command.env("PROPTEST_CASES", "4096");
                command
            },
            needs: &[],
        },
        Long {
            name: "advisories and duplicates (cargo-deny, off-line)".to_owned(),
            command: cargo(&["deny", "--offline", "check", "bans", "licenses", "sources"]),
            needs: &["cargo-deny"],
        },
        Long {
            name: "mutants of the calendar, labels and record (cargo-mutants)".to_owned(),
            command: cargo(&["mutants", "--package", "ayumi-core", "--jobs", "1"]),
            needs: &["cargo-mutants"],
        },
    ]
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = shell::cargo();
    command.args(arguments).env("CARGO_TERM_COLOR", "never");
    command
}

/// Runs them all and prints a line each.
pub fn run() -> Result<()> {
    let mut lines = Vec::new();
    let mut failed = 0;
    for mut long in long()? {
        shell::step(&long.name);
        if let Some(missing) = long.needs.iter().find(|tool| !shell::present(tool)) {
            lines.push(format!(
                "| {} | not run: {missing} is not installed | |",
                long.name
            ));
            continue;
        }
        let clock = Instant::now();
        let (success, heard) = shell::follow(&mut long.command)?;
        let counted = Count::of_lines(success, &heard);
        let figure = if counted.passed > 0 {
            counted.to_string()
        } else {
            outcome(success)
        };
        failed += u32::from(!success);
        lines.push(format!(
            "| {} | {figure} | {:.0} s |",
            long.name,
            clock.elapsed().as_secs_f64()
        ));
    }
    let day = shell::hear(shell::program("date").arg("+%F"))?;
    println!(
        "\nFor bench/RESULTS.md:\n\n### {}\n\n| check | outcome | time |",
        day.out.trim()
    );
    println!("|---|---|---|\n{}", lines.join("\n"));
    if failed > 0 {
        bail!("{failed} of the long checks failed");
    }
    Ok(())
}

fn outcome(success: bool) -> String {
    if success {
        "ok".to_owned()
    } else {
        "FAILED".to_owned()
    }
}
