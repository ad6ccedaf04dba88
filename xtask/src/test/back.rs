//! What was published, imported again: the program itself must find that nothing is new. The law of
//! "the same plan" is the core's (`same_plan`); here it is asked through the front door.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use super::papers::{expect, in_folder, slugs};

/// Imports `file` into a copy of the database below `kept`: no plan may be added. With one word of
/// `text` (the same plan as Markdown) changed, one must be.
pub fn same(ayumi: &Path, kept: &Path, file: &Path, text: &Path) -> Result<()> {
    if adds_a_plan(ayumi, kept, file)? {
        bail!("{} is another plan", file.display());
    }
    let copy = kept.join("changed.md");
    let said = fs::read_to_string(text)?;
    // Behind the class of the first finding.
    fs::write(&copy, said.replacen('】', "】植えた誤り。", 1))?;
    if !adds_a_plan(ayumi, kept, &copy)? {
        bail!("a changed word went unseen");
    }
    Ok(())
}

fn adds_a_plan(ayumi: &Path, kept: &Path, file: &Path) -> Result<bool> {
    let scratch = kept.join("again");
    if scratch.exists() {
        fs::remove_dir_all(&scratch)?;
    }
    copy(&kept.join("data"), &scratch.join("data"))?;
    let before = slugs(ayumi, &scratch)?.len();
    expect(
        in_folder(ayumi, &scratch)
            .arg("import")
            .arg(file)
            .arg("--yes"),
    )?;
    Ok(slugs(ayumi, &scratch)?.len() > before)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
