//! `ayumi read`: what is recognised in files; nothing is stored.

use std::io::{ErrorKind, Read as _};
use std::path::Path;

use ayumi_app::intake::{ReadSource, SourceFile, read_source};
use ayumi_core::access::{Actor, check};
use ayumi_core::interchange::Reading;
use ayumi_locale::{Lang, describe, key};

use super::Ended;
use crate::arguments::Read;
use crate::exit::{Exit, Stop};
use crate::{open, output, tree};

/// Reads each file; the exit code is the highest.
pub fn run(read: &Read, lang: Lang) -> Ended {
    let mut highest = Exit::Fine;
    let several = read.files.len() > 1;
    for path in &read.files {
        let reading =
            file(path, read.encoding.clone(), lang).and_then(|file| reading_of(&file, lang));
        match reading {
            Ok(reading) if read.json => print_json(&reading, several)?,
            Ok(reading) => output::result(&tree::reading(&reading, lang))?,
            Err(stop) => {
                output::say(&stop.message);
                highest = highest.max(stop.exit);
            }
        }
    }
    Ok(highest)
}

fn print_json(reading: &Reading, several: bool) -> Result<(), Stop> {
    let value = serde_json::to_value(reading).unwrap_or_default();
    if several {
        output::result(&format!("{value}\n"))
    } else {
        output::json(&value)
    }
}

/// The content of a file; `-` is standard input.
pub fn file(path: &Path, encoding: Option<String>, lang: Lang) -> Result<SourceFile, Stop> {
    let (name, bytes) = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map(|_| bytes);
        ("-".to_owned(), read)
    } else {
        let name = path.file_name().unwrap_or(path.as_os_str());
        (name.to_string_lossy().into_owned(), std::fs::read(path))
    };
    let shown = path.display().to_string();
    let bytes = bytes.map_err(|error| {
        let (exit, words) = match error.kind() {
            ErrorKind::NotFound => (Exit::NoInput, key::CLI_NO_SUCH_FILE),
            _ => (Exit::InputOutput, key::CLI_FILE_NOT_READ),
        };
        let message = lang.format(words, &[("file", &shown)]);
        Stop::new(exit, format!("{message}\n  ({error})"))
    })?;
    Ok(SourceFile {
        name,
        bytes,
        encoding,
    })
}

/// The reading of a file, with the words for people filled in.
pub fn reading_of(file: &SourceFile, lang: Lang) -> Result<Reading, Stop> {
    let permit = check::<ReadSource>(&Actor::LocalOperator, None)
        .map_err(|denied| Stop::of(&denied, lang))?;
    let mut reading = read_source(&open::formats(None), permit, file).map_err(|error| {
        let why = describe::refusal(error.refusal(), lang);
        let name = ayumi_app::intake::shown_name(&file.name);
        let values = [("file", name.as_str()), ("why", why.as_str())];
        Stop::new(
            Exit::BadContent,
            lang.format(key::CLI_FILE_REFUSED, &values),
        )
    })?;
    describe::reading(&mut reading, lang);
    Ok(reading)
}
