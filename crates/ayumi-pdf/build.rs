//! Looks for fonts to put into the binary: `assets/fonts/*.ttf` of the workspace.
//!
//! The folder is filled by whoever builds (an npm or a Debian package, one copy line) and is not
//! part of the repository. Without it the list is empty. This script never fails for want of a
//! font and never reaches for the network.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let crate_folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let assets = crate_folder.join("../../assets");
    let fonts = assets.join("fonts");
    // A watched path that does not exist makes Cargo run this every time.
    let watched = [&fonts, &assets].into_iter().find(|folder| folder.is_dir());
    let watched = watched.map_or_else(|| crate_folder.join("build.rs"), PathBuf::clone);
    println!("cargo::rerun-if-changed={}", watched.display());

    let mut list = String::from("/// Font files found when this binary was built.\n");
    list.push_str("pub static EMBEDDED: &[&[u8]] = &[\n");
    for file in font_files(&fonts) {
        list.push_str(&format!("    include_bytes!({file:?}),\n"));
    }
    list.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("embedded.rs"), list)
}

/// The font files of a folder, by name; none when there is no such folder.
fn font_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|e| e == "ttf" || e == "otf" || e == "ttc")
        })
        .filter_map(|path| path.canonicalize().ok())
        .collect();
    files.sort();
    files
}
