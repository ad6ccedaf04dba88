//! `cargo xtask deep`: what takes too long for every day. Prints lines for `bench/RESULTS.md`.

use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::shell;
use crate::test::count::Count;

/// A long check: what it is, and the command.
struct Long {
    name: &'static str,
    command: fn() -> Command,
    needs: &'static [&'static str],
}

const LONG: [Long; 4] = [
    Long {
        name: "crash rig: kills under write, every acknowledged change is there afterwards",
        command: || {
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
        name: "property tests, 4,096 cases each",
        command: || {
            let mut command = cargo(&["test", "--workspace", "--locked"]);
            command.env("PROPTEST_CASES", "4096");
            command
        },
        needs: &[],
    },
    Long {
        name: "advisories and duplicates (cargo-deny, off-line)",
        command: || cargo(&["deny", "--offline", "check", "bans", "licenses", "sources"]),
        needs: &["cargo-deny"],
    },
    Long {
        name: "mutants of the calendar, labels and record (cargo-mutants)",
        command: || cargo(&["mutants", "--package", "ayumi-core", "--jobs", "1"]),
        needs: &["cargo-mutants"],
    },
];

fn cargo(arguments: &[&str]) -> Command {
    let mut command = shell::cargo();
    command.args(arguments).env("CARGO_TERM_COLOR", "never");
    command
}

/// Runs them all and prints a line each.
pub fn run() -> Result<()> {
    let mut lines = Vec::new();
    let mut failed = 0;
    for long in &LONG {
        shell::step(long.name);
        if let Some(missing) = long.needs.iter().find(|tool| !shell::present(tool)) {
            lines.push(format!(
                "| {} | not run: {missing} is not installed | |",
                long.name
            ));
            continue;
        }
        let clock = Instant::now();
        let (success, heard) = shell::follow(&mut (long.command)())?;
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
