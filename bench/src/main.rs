//! The figures of `bench/RESULTS.md`: medians and ratios, all taken in one run.
//!
//! `cargo xtask bench [--document FILE]` builds both programs (release) and starts this one.
#![expect(
    clippy::print_stdout,
    reason = "a command line talks on standard output"
)]

mod files;
mod inside;
mod load;
mod server;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// What to measure with.
struct Wish {
    ayumi: PathBuf,
    document: PathBuf,
}

impl Wish {
    fn parse() -> Result<Self> {
        let sample = PathBuf::from("examples/midorino-2.txt");
        let mut wish = Self {
            ayumi: PathBuf::new(),
            document: sample,
        };
        let mut words = std::env::args_os().skip(1);
        while let Some(word) = words.next() {
            match word.to_str() {
                Some("--ayumi") => wish.ayumi = words.next().context("--ayumi PATH")?.into(),
                Some("--document") => {
                    wish.document = words.next().context("--document FILE")?.into();
                }
                _ => bail!("unknown: {}", word.display()),
            }
        }
        if wish.ayumi.as_os_str().is_empty() {
            bail!("--ayumi names the program to measure");
        }
        Ok(wish)
    }
}

/// One line of the report.
struct Figure {
    what: String,
    value: String,
    goal: &'static str,
}

impl Figure {
    fn new(what: impl Into<String>, value: impl Into<String>, goal: &'static str) -> Self {
        Self {
            what: what.into(),
            value: value.into(),
            goal,
        }
    }
}

fn main() -> Result<()> {
    let wish = Wish::parse()?;
    let mut figures = inside::figures(&wish)?;
    figures.extend(files::figures(&wish)?);
    figures.extend(server::figures(&wish)?);
    println!("| what | here | goal |\n|---|---|---|");
    for figure in &figures {
        println!("| {} | {} | {} |", figure.what, figure.value, figure.goal);
    }
    Ok(())
}

/// Runs `work` some times to warm up, then `times` times; the median and the worst.
fn measure(times: usize, mut work: impl FnMut() -> Result<()>) -> Result<(Duration, Duration)> {
    for _ in 0..times / 10 + 1 {
        work()?;
    }
    let mut all = Vec::with_capacity(times);
    for _ in 0..times {
        let begin = Instant::now();
        work()?;
        all.push(begin.elapsed());
    }
    all.sort_unstable();
    let worst = all.last().copied().context("at least one measurement")?;
    Ok((all[all.len() / 2], worst))
}

/// `1.23 ms`.
fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
