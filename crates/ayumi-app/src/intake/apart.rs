//! Reading in a process of its own: what a stranger's file does to a reader, it does there.
//!
//! The job goes in as one line of JSON and the bytes of the file; the answer is one JSON value.
//! The binary starts the child and wires both ends; everything that is said is here.

use std::time::Duration;

use ayumi_core::interchange::{ColumnMatching, Reading};
use ayumi_document::{Document, Refusal, Selection, SourceKind};
use serde::{Deserialize, Serialize};

use super::SourceFile;
use super::read_source::{document_here, picture_here, reading_here};
use crate::Formats;

/// Longest reading a child may give, in bytes.
pub const MOST_READING: u64 = 16 << 20;

/// Longest document a child may give for the page that shows a source, in bytes.
pub const MOST_DOCUMENT: u64 = 64 << 20;

/// Largest picture a child may give, in bytes.
pub const MOST_PICTURE: u64 = 16 << 20;

/// How long a child may take (bad-input, common rules).
pub const MOST_TIME: Duration = Duration::from_secs(60);

/// Memory a child may write to, in bytes (bad-input, common rules).
pub const MOST_MEMORY: u64 = 256 << 20;

/// Reads files in another process.
pub trait Apart: Send + Sync {
    /// Runs a job and gives the answer of [`answer`], at most `most` bytes long.
    ///
    /// # Errors
    /// [`Refusal::LimitHit`] where the child hit a limit, [`Refusal::Broken`] where it ended
    /// otherwise.
    fn run(&self, job: Vec<u8>, most: u64) -> Result<Vec<u8>, Refusal>;
}

/// What is wanted of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Want {
    Reading,
    Document,
    Picture { page: u32 },
}

/// The line before the bytes.
#[derive(Serialize, Deserialize)]
struct Head {
    want: Want,
    name: String,
    encoding: Option<String>,
    selection: Selection,
    columns: Vec<ColumnMatching>,
}

/// What a child says.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Said<T> {
    Done(T),
    Refused(Refusal),
}

/// The reading of a file, made by `apart`.
pub(super) fn reading(apart: &dyn Apart, file: &SourceFile) -> Result<Reading, Refusal> {
    ask(apart, Want::Reading, file)
}

/// The document of a file and its kind, made by `apart`.
pub(super) fn document(
    apart: &dyn Apart,
    file: &SourceFile,
) -> Result<(Document, SourceKind), Refusal> {
    ask(apart, Want::Document, file)
}

/// The picture of a page of a file, made by `apart`. The answer says whether there is one, in a line
/// of its own; its bytes follow.
pub(super) fn picture(
    apart: &dyn Apart,
    file: &SourceFile,
    page: u32,
) -> Result<Option<Vec<u8>>, Refusal> {
    let mut said = send(apart, Want::Picture { page }, file)?;
    let end = line_end(&said)?;
    let picture = said.split_off(end + 1);
    let there: bool = told(&said[..end])?;
    Ok(there.then_some(picture))
}

fn ask<T: for<'a> Deserialize<'a>>(
    apart: &dyn Apart,
    want: Want,
    file: &SourceFile,
) -> Result<T, Refusal> {
    told(&send(apart, want, file)?)
}

/// What an answer says.
fn told<T: for<'a> Deserialize<'a>>(said: &[u8]) -> Result<T, Refusal> {
    match serde_json::from_slice(said).map_err(broken)? {
        Said::Done(done) => Ok(done),
        Said::Refused(refusal) => Err(refusal),
    }
}

fn line_end(bytes: &[u8]) -> Result<usize, Refusal> {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    end.ok_or_else(|| broken("no head"))
}

fn send(apart: &dyn Apart, want: Want, file: &SourceFile) -> Result<Vec<u8>, Refusal> {
    let head = Head {
        want,
        name: file.name.clone(),
        encoding: file.encoding.clone(),
        selection: file.selection,
        columns: match want {
            Want::Reading => file.columns.clone(),
            Want::Document | Want::Picture { .. } => Vec::new(),
        },
    };
    let mut job = serde_json::to_vec(&head).map_err(broken)?;
    job.push(b'\n');
    job.extend_from_slice(&file.bytes);
    let most = match want {
        Want::Reading => MOST_READING,
        Want::Document => MOST_DOCUMENT,
        Want::Picture { .. } => MOST_PICTURE,
    };
    apart.run(job, most)
}

/// The child's whole work: what it answers to a job.
#[must_use]
pub fn answer(formats: &Formats, job: &[u8]) -> Vec<u8> {
    let said = work(formats, job).and_then(|said| said.map_err(broken));
    // A refusal can always be written; an empty answer would be a broken child.
    said.or_else(|refusal| line(&Said::<()>::Refused(refusal)))
        .unwrap_or_default()
}

fn work(formats: &Formats, job: &[u8]) -> Result<Result<Vec<u8>, serde_json::Error>, Refusal> {
    let end = line_end(job)?;
    let head: Head = serde_json::from_slice(&job[..end]).map_err(broken)?;
    let file = SourceFile {
        name: head.name,
        bytes: job[end + 1..].to_vec(),
        encoding: head.encoding,
        selection: head.selection,
        columns: head.columns,
    };
    Ok(match head.want {
        Want::Reading => serde_json::to_vec(&Said::Done(reading_here(formats, &file)?)),
        Want::Document => serde_json::to_vec(&Said::Done(document_here(formats, &file)?)),
        Want::Picture { page } => {
            let picture = picture_here(formats, &file, page)?;
            line(&Said::Done(picture.is_some())).map(|mut said| {
                said.extend(picture.unwrap_or_default());
                said
            })
        }
    })
}

/// JSON with the end of a line behind it.
fn line<T: Serialize>(said: &T) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(said).map(|mut said| {
        said.push(b'\n');
        said
    })
}

fn broken(error: impl ToString) -> Refusal {
    Refusal::Broken {
        detail: error.to_string(),
    }
}
