//! Prints the reading of a file as JSON: for scoring while the recogniser is built.

use ayumi_core::interchange::SourceInfo;
use ayumi_document::{Reader, SourceKind};

fn main() -> std::process::ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        return 2.into();
    };
    let Ok(bytes) = std::fs::read(&path) else {
        return 66.into();
    };
    let source = ayumi_document::Source {
        name: &path,
        bytes: &bytes,
        encoding: None,
        ..ayumi_document::Source::default()
    };
    let document = match ayumi_markup::TextReader.read(source) {
        Ok(document) => document,
        Err(refusal) => {
            eprintln!("{refusal:?}");
            return 65.into();
        }
    };
    let info = SourceInfo {
        name: path.clone(),
        kind: SourceKind::Text,
        sha256: String::new(),
        characters: document.visible_characters(),
    };
    let reading = ayumi_recognise::recognise(&document, info);
    let json = serde_json::to_string_pretty(&reading).unwrap_or_default();
    use std::io::Write;
    let _ = writeln!(std::io::stdout(), "{json}");
    0.into()
}
