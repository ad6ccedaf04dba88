//! `cargo xtask render`: every page and paper from samples, with a fixed clock, to look at.

use std::fs;

use anyhow::{Context, Result};

use crate::{assets, shell, test};

/// Writes everything into ./render.
pub fn run() -> Result<()> {
    let out = shell::root().join("render");
    if out.exists() {
        fs::remove_dir_all(&out).with_context(|| out.display().to_string())?;
    }
    fs::create_dir_all(&out).with_context(|| out.display().to_string())?;
    assets::fetch()?;
    let ayumi = test::built()?;
    shell::run(shell::program(ayumi).arg("render").arg(&out))?;
    println!("Look into {}", out.display());
    Ok(())
}
