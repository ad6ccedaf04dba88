//! Where data lies when nobody says where.

use std::ffi::OsString;
use std::path::PathBuf;

/// The data folder when nobody names one; `None` where the system tells no home.
#[must_use]
pub fn default_data_dir() -> Option<PathBuf> {
    if cfg!(windows) {
        return folder("LOCALAPPDATA").map(|base| base.join("Ayumi"));
    }
    if cfg!(target_os = "macos") {
        return folder("HOME").map(|home| home.join("Library/Application Support/Ayumi"));
    }
    folder("XDG_DATA_HOME")
        .filter(|base| base.is_absolute())
        .or_else(|| folder("HOME").map(|home| home.join(".local/share")))
        .map(|base| base.join("ayumi"))
}

fn folder(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .filter(|value: &OsString| !value.is_empty())
        .map(PathBuf::from)
}
