//! Reads the words of both languages, refuses what does not match, writes the constants.
#![expect(
    clippy::print_stdout,
    reason = "cargo listens to what a build script prints"
)]

mod words;

use std::path::Path;
use std::{env, fs, process};

/// The doors: one file each per language.
const DOORS: [&str; 9] = [
    "common", "reading", "cli", "web", "book", "error", "app", "access", "plan",
];

fn main() {
    println!("cargo::rerun-if-changed=words");
    println!("cargo::rerun-if-changed=build");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets the folder of the package");
    let out = env::var("OUT_DIR").expect("cargo sets the folder for generated code");
    let folder = Path::new(&root).join("words");
    let mut faults = Vec::new();
    let mut languages = Vec::new();
    for language in ["ja", "en"] {
        let mut all = words::Words::default();
        for door in DOORS {
            let path = folder.join(language).join(format!("{door}.ftl"));
            let name = format!("words/{language}/{door}.ftl");
            match fs::read_to_string(&path) {
                Ok(text) => faults.extend(all.add(&name, &text)),
                Err(error) => faults.push(format!("{name}: {error}")),
            }
        }
        languages.push(all);
    }
    faults.extend(words::differences(
        ("ja", &languages[0]),
        ("en", &languages[1]),
    ));
    if !faults.is_empty() {
        for fault in faults {
            println!("cargo::error={fault}");
        }
        process::exit(1);
    }
    fs::write(
        Path::new(&out).join("key.rs"),
        words::constants(&languages[0]),
    )
    .expect("the folder for generated code can be written");
    for (language, all) in ["ja", "en"].into_iter().zip(&languages) {
        fs::write(Path::new(&out).join(format!("{language}.ftl")), &all.source)
            .expect("the folder for generated code can be written");
    }
}
