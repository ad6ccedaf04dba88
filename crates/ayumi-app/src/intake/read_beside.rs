//! Reading beside everything else: on a thread of its own, few at a time, so that a large file
//! stalls neither the pages nor whoever wants to write.

use ayumi_core::access::Permit;
use ayumi_core::interchange::Reading;
use ayumi_document::{Document, Refusal};

use super::read_source::{ReadSource, ReadSourceError, document_of, read_source, without_text};
use super::{SourceFile, shown_name};
use crate::Formats;

/// A file with its reading. Only reading makes one, so that a reading always belongs to its file.
#[derive(Clone, Debug)]
pub struct FileRead {
    pub(super) file: SourceFile,
    pub(super) reading: Reading,
}

impl FileRead {
    /// The reading.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        &self.reading
    }
}

/// Reads a file beside everything else. As many files are read at once as the machine has
/// processors to spare; the next ones wait here, holding nothing.
///
/// # Errors
/// As [`read_source`].
pub async fn read_beside(
    formats: &Formats,
    permit: Permit<ReadSource>,
    file: SourceFile,
) -> Result<FileRead, ReadSourceError> {
    beside(formats, permit, file, false).await
}

/// The same for a file that becomes an intake: one of pictures is no refusal there, but a reading
/// without a plan, so that it can be kept as an attachment (`bad-input` 35).
///
/// # Errors
/// As [`read_source`], without [`Refusal::NoText`].
pub async fn read_for_intake(
    formats: &Formats,
    permit: Permit<ReadSource>,
    file: SourceFile,
) -> Result<FileRead, ReadSourceError> {
    beside(formats, permit, file, true).await
}

async fn beside(
    formats: &Formats,
    permit: Permit<ReadSource>,
    file: SourceFile,
    keeps_pictures: bool,
) -> Result<FileRead, ReadSourceError> {
    let name = shown_name(&file.name);
    let turn = formats.turn().await;
    let formats = formats.clone();
    let work = tokio::task::spawn_blocking(move || {
        // The turn ends with the work, also when nobody waits for it any more.
        let _turn = turn;
        let read = read_source(&formats, permit, &file);
        let reading = read.or_else(|error| match error.refusal() {
            Refusal::NoText if keeps_pictures => without_text(&file).ok_or(error),
            _ => Err(error),
        })?;
        Ok(FileRead { file, reading })
    });
    work.await.unwrap_or_else(|error| {
        let refusal = Refusal::Broken {
            detail: error.to_string(),
        };
        Err(ReadSourceError::Refused { name, refusal })
    })
}

/// The document of a stored file, for the page that shows the source beside the reading; `None`
/// when it can no longer be read.
pub async fn document_beside(formats: &Formats, file: SourceFile) -> Option<Document> {
    let formats = formats.clone();
    let work = tokio::task::spawn_blocking(move || document_of(&formats, &file).ok());
    work.await.ok().flatten().map(|(document, _)| document)
}
