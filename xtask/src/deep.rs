//! `cargo xtask deep`: what takes too long for every day. Prints lines for `bench/RESULTS.md`.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use crate::shell;
use crate::test::count::{Count, before};

/// A long check: what it is, and the command.
struct Long {
    name: String,
    command: Command,
    needs: &'static [&'static str],
}

/// How long each door is fuzzed, in seconds, unless `AYUMI_FUZZ_SECONDS` says otherwise.
const FUZZED: u32 = 900;

/// Where a mutant that no test notices would cost most: years, numbers, rights, and the chain.
const MUTATED: [&str; 5] = [
    "crates/ayumi-core/src/access/**",
    "crates/ayumi-core/src/plan/calendar/**",
    "crates/ayumi-core/src/plan/label/**",
    "crates/ayumi-core/src/plan/numbering.rs",
    "crates/ayumi-core/src/record/**",
];

/// Into how many shares the mutants are dealt.
const SHARES: u32 = 20;

/// Of a hundred mutants that compile, as many must be noticed.
const NOTICED: u64 = 95;

fn fuzzed() -> Result<u32> {
    match std::env::var("AYUMI_FUZZ_SECONDS") {
        Ok(said) => said.parse().context("AYUMI_FUZZ_SECONDS"),
        Err(_) => Ok(FUZZED),
    }
}

fn long() -> Result<Vec<Long>> {
    let mut all = Vec::from(others()?);
    all.push(Long {
        name: "seeds for fuzzing".to_owned(),
        command: cargo(&["run", "-p", "ayumi-fuzz", "--", "seeds", "fuzz/corpus"]),
        needs: &["cargo-fuzz"],
    });
    let seconds = fuzzed()?;
    let time = format!("-max_total_time={seconds}");
    for entry in std::fs::read_dir(shell::root().join("fuzz/fuzz_targets"))? {
        let path = entry?.path();
        let door = path.file_stem().unwrap_or_default().to_string_lossy();
        let run = ["fuzz", "run", "--fuzz-dir", "fuzz", "-s", "none"];
        all.push(Long {
            name: format!("fuzzing led by coverage, {seconds} s: {door}"),
            command: cargo(&[&run[..], &[&door, "--", &time]].concat()),
            needs: &["cargo-fuzz"],
        });
    }
    Ok(all)
}

fn others() -> Result<[Long; 5]> {
    Ok([
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
            name: "mutants of years, numbers, rights and the record (cargo-mutants)".to_owned(),
            command: mutants()?,
            needs: &["cargo-mutants"],
        },
    ])
}

/// A share of the mutants, another one each day, since all of them take hours; or the one that
/// `AYUMI_MUTANTS` names (`0/1`: all).
fn mutants() -> Result<Command> {
    let mut command = cargo(&["mutants", "--package", "ayumi-core", "--jobs", "1"]);
    for files in MUTATED {
        command.args(["--file", files]);
    }
    let share = match std::env::var("AYUMI_MUTANTS") {
        Ok(named) => named,
        Err(_) => {
            let day = shell::hear(shell::program("date").arg("+%j"))?.out;
            let day: u32 = day.trim().parse().context("the day of the year")?;
            format!("{}/{SHARES}", day % SHARES)
        }
    };
    command.args(["--sharding", "round-robin", "--shard", &share]);
    command.env("PROPTEST_CASES", "32");
    // What it writes goes beside what is built, not into the tree.
    command.arg("--output").arg(shell::target()?);
    Ok(command)
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
        let (enough, figure) = verdict(success, &heard);
        failed += u32::from(!enough);
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

/// Whether a check is content, and what it says of itself.
fn verdict(success: bool, heard: &[String]) -> (bool, String) {
    if let Some(mutants) = heard.iter().find(|line| line.contains(" mutants tested")) {
        let (noticed, missed) = (before(mutants, "caught"), before(mutants, "missed"));
        let enough = noticed > 0 && noticed * 100 >= (noticed + missed) * NOTICED;
        return (enough, mutants.trim().to_owned());
    }
    let counted = Count::of_lines(success, heard);
    if counted.passed > 0 {
        return (success, counted.to_string());
    }
    let word = if success { "ok" } else { "FAILED" };
    (success, word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::verdict;

    fn check(success: bool, line: &str, enough: bool, figure: &str) {
        let heard = [line.to_owned()];
        assert_eq!(verdict(success, &heard), (enough, figure.to_owned()));
    }

    #[test]
    fn says_what_was_counted() {
        check(
            true,
            "test result: ok. 3 passed; 0 failed",
            true,
            "3 passed, 0 failed",
        );
        check(true, "licenses ok", true, "ok");
        check(false, "licenses FAILED", false, "FAILED");
    }

    #[test]
    fn nineteen_mutants_of_twenty_are_enough() {
        let few = "41 mutants tested in 3m: 2 missed, 38 caught, 1 unviable";
        check(false, few, true, few);
        let many = "41 mutants tested in 3m: 3 missed, 37 caught, 1 unviable";
        check(false, many, false, many);
        let none = "41 mutants tested in 3m: 41 unviable";
        check(true, none, false, none);
    }
}
