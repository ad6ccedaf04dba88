//! Fetches what the build embeds and the repository does not carry: the PDF's typeface and
//! the design tokens. Versions and digests are pinned in `assets/package-lock.json`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::shell;

/// From the npm package to the place where the build looks for it.
const FILES: [(&str, &str); 5] = [
    (
        "@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf",
        "fonts/BIZUDPGothic-Regular.ttf",
    ),
    (
        "@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf",
        "fonts/BIZUDPGothic-Bold.ttf",
    ),
    (
        "@expo-google-fonts/biz-udpgothic/LICENSE_FONT",
        "fonts/LICENSE",
    ),
    (
        "@digital-go-jp/design-tokens/dist/tokens.css",
        "vendor/tokens.css",
    ),
    (
        "@digital-go-jp/design-tokens/LICENSE",
        "vendor/LICENSE-design-tokens",
    ),
];

/// Whether everything lies there, from the versions the lock file names.
fn complete(assets: &Path, lock: &str) -> bool {
    let fetched = fs::read_to_string(assets.join("vendor/fetched-lock.json")).unwrap_or_default();
    fetched == lock && FILES.iter().all(|(_, to)| assets.join(to).is_file())
}

/// Fetches; `false` when npm is not there. Says what is lost then and lets the caller go on.
pub fn fetch() -> Result<bool> {
    let assets = shell::root().join("assets");
    let lock =
        fs::read_to_string(assets.join("package-lock.json")).context("assets/package-lock.json")?;
    if complete(&assets, &lock) {
        return Ok(true);
    }
    if !shell::present("npm") {
        println!(
            "npm (Node.js) is not installed. Going on without it; lost are\n\
             \x20 - the typeface BIZ UDPGothic inside the PDF (a Japanese font of this system is used;\n\
             \x20   Debian: apt-get install fonts-morisawa-bizud-gothic)\n\
             \x20 - the Digital Agency's design tokens (built-in values are used)"
        );
        return Ok(false);
    }
    println!("Fetching typeface and design tokens with npm …");
    shell::run(npm_ci().current_dir(&assets))?;
    for (from, to) in FILES {
        let (from, to) = (assets.join("node_modules").join(from), assets.join(to));
        let folder = to.parent().context("an asset lies in a folder")?;
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        fs::copy(&from, &to).with_context(|| format!("copying {}", from.display()))?;
    }
    fs::write(assets.join("vendor/fetched-lock.json"), lock).context("assets/vendor")?;
    Ok(true)
}

/// `npm ci` without scripts of other people and without talk.
pub fn npm_ci() -> std::process::Command {
    let mut command = shell::program("npm");
    command.args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]);
    command
}
