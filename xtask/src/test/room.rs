//! Room on the disk: a full one ends a build in the middle, with words of the linker.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Result, bail};

use crate::shell;

/// What building and running everything from nothing takes, and what it takes when most is there
/// already, in mebibytes. Measured (`bench/RESULTS.md`, "Long checks"), with a reserve.
const FROM_NOTHING: u64 = 6_500;
const AGAIN: u64 = 2_000;

/// Whether cargo keeps what it needs to build our crates in part again. A run on a fresh machine
/// builds each of them once: it would only fill the disk.
static KEEPS: OnceLock<bool> = OnceLock::new();

/// Looks before anything is built: enough room, and whether partial builds are kept.
pub fn look() -> Result<()> {
    let target = shell::target()?;
    let kept = has_parts(&target.join("debug/incremental"));
    KEEPS.get_or_init(|| kept);
    let Some(free) = free(&target) else {
        return Ok(());
    };
    println!("{free} MiB are free for {}", target.display());
    enough(free, if kept { AGAIN } else { FROM_NOTHING })
}

/// Cargo for a check or a test, without colours: its lines are read.
pub fn cargo() -> Command {
    let mut command = shell::cargo();
    command.env("CARGO_TERM_COLOR", "never");
    if !KEEPS.get().copied().unwrap_or(true) {
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// Parts of our own crates: xtask's are there as soon as it runs.
fn has_parts(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names = entries.map(|entry| entry.file_name());
    names.any(|name| name.to_string_lossy().starts_with("ayumi_core-"))
}

/// Free mebibytes where the folder is, or will be; `None` where nobody tells.
fn free(folder: &Path) -> Option<u64> {
    let there = |path: &PathBuf| path.exists();
    let folder = folder.ancestors().map(Path::to_path_buf).find(there)?;
    let said = shell::hear(shell::program("df").arg("-Pk").arg(folder)).ok()?;
    available(&said.out)
}

/// The fourth column of the second line of `df -Pk`.
fn available(said: &str) -> Option<u64> {
    let line = said.lines().nth(1)?;
    let blocks: u64 = line.split_whitespace().nth(3)?.parse().ok()?;
    Some(blocks / 1024)
}

fn enough(free: u64, needed: u64) -> Result<()> {
    if free < needed {
        bail!(
            "not enough room on the disk: {free} MiB are free and about {needed} MiB are needed. \
             `cargo clean` frees what earlier builds left; CARGO_TARGET_DIR names another place."
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_before_anything_is_built() {
        let said = "Filesystem 1024-blocks Used Available Capacity Mounted on\n\
                    /dev/vda 264000000 89000000 6000000 93% /\n";
        assert_eq!(available(said), Some(5859));
        assert!(enough(5859, FROM_NOTHING).is_err());
        assert!(enough(5859, AGAIN).is_ok());
        assert_eq!(available("df: nothing there"), None);
    }

    #[test]
    fn only_our_own_parts_count() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("xtask-1abc")).expect("made");
        assert!(!has_parts(folder.path()));
        std::fs::create_dir(folder.path().join("ayumi_core-1abc")).expect("made");
        assert!(has_parts(folder.path()));
        assert!(!has_parts(&folder.path().join("nowhere")));
    }
}
