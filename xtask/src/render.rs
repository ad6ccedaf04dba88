//! `cargo xtask render`: every page and paper from samples with a fixed day, to look at.

use std::fs;
use std::path::Path;

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
    shell::step("Pages and papers");
    shell::run(shell::program(&ayumi).arg("render").arg(&out))?;
    shell::step("Pictures of the PDFs");
    for entry in fs::read_dir(out.join("papers"))?.flatten() {
        pictures(&entry.path())?;
    }
    println!("\nLook into {}", out.display());
    Ok(())
}

/// The pages of a PDF as pictures, where poppler is installed.
fn pictures(folder: &Path) -> Result<()> {
    if !shell::present("pdftoppm") {
        return Ok(());
    }
    for entry in fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .flatten()
    {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "pdf") {
            let stem = path.with_extension("");
            shell::run(
                shell::program("pdftoppm")
                    .args(["-png", "-r", "70"])
                    .arg(&path)
                    .arg(stem),
            )?;
        }
    }
    Ok(())
}
