//! `cargo xtask bench`: the figures of `bench/RESULTS.md`, from the release build.

use anyhow::Result;

use crate::{assets, shell};

/// Builds both programs and lets the harness measure.
pub fn run(words: &[&str]) -> Result<()> {
    assets::fetch()?;
    let packages = ["--package", "ayumi", "--package", "ayumi-bench"];
    shell::run(
        shell::cargo()
            .args(["build", "--release", "--locked"])
            .args(packages),
    )?;
    let release = shell::target()?.join("release");
    let mut bench = shell::program(release.join("ayumi-bench"));
    bench.arg("--ayumi").arg(release.join("ayumi")).args(words);
    shell::run(&mut bench)
}
