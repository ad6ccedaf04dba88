//! `ayumi read`: what is recognised in files; nothing is stored.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use ayumi_app::intake::{MAX_BYTES, ReadSource, SourceFile, fits, read_source, shown_name};
use ayumi_core::access::{Actor, check};
use ayumi_core::interchange::Reading;
use ayumi_document::{Refusal, Selection};
use ayumi_locale::{Lang, describe, key};

use super::Ended;
use crate::arguments::{self, ReadHow};
use crate::exit::{Exit, Stop};
use crate::{open, output, tree};

/// Reads each file; the exit code is the highest.
pub fn run(read: &arguments::Read, lang: Lang) -> Ended {
    let mut highest = Exit::Fine;
    let several = read.files.len() > 1;
    for path in &read.files {
        let reading = file(path, &read.how, lang).and_then(|file| reading_of(&file, lang));
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
pub fn file(path: &Path, how: &ReadHow, lang: Lang) -> Result<SourceFile, Stop> {
    let (name, bytes) = if path.as_os_str() == "-" {
        ("-".to_owned(), content(std::io::stdin().lock(), None))
    } else {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = name.to_string_lossy().into_owned();
        let opened = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
        // A file too large is refused by its size, before any of it is read.
        if let Ok((size, _)) = opened {
            fits(size).map_err(|refusal| refused(&name, &refusal, lang))?;
        }
        (
            name,
            opened.and_then(|(size, file)| content(file, Some(size))),
        )
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
        encoding: how.encoding.clone(),
        selection: Selection {
            pages: how.pages,
            hidden: how.hidden,
        },
        ..SourceFile::default()
    })
}

/// The reading of a file, with the words for people filled in.
pub fn reading_of(file: &SourceFile, lang: Lang) -> Result<Reading, Stop> {
    let permit = check::<ReadSource>(&Actor::LocalOperator, None)
        .map_err(|denied| Stop::of(&denied, lang))?;
    let mut reading = read_source(&open::formats(None), permit, file)
        .map_err(|error| refused(&file.name, error.refusal(), lang))?;
    describe::reading(&mut reading, lang);
    Ok(reading)
}

/// All bytes of a source, but no more than show that it is too large.
fn content(source: impl Read, size: Option<u64>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(size.map_or(0, |size| size as usize));
    source.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn refused(name: &str, refusal: &Refusal, lang: Lang) -> Stop {
    let (name, why) = (shown_name(name), describe::refusal(refusal, lang));
    let values = [("file", name.as_str()), ("why", why.as_str())];
    Stop::new(
        Exit::BadContent,
        lang.format(key::CLI_FILE_REFUSED, &values),
    )
}
