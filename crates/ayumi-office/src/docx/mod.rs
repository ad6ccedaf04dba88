//! Word: the reader in [`read`], the writer here.
//!
//! Written by ourselves: docx-rs 0.4.22 knows no repeated heading rows, no language and no title
//! in the file's properties, numbers paragraphs through a counter of the whole process and orders
//! links by a hash map, so that two runs differ.

mod body;
mod contents;
mod lists;
mod parts;
mod picture;
mod read;
mod table;

use ayumi_document::{Document, Publication, Writer};

use crate::pack;
use body::Body;
pub use read::DocxReader;

/// Why no Word file was made.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// The package could not be put together.
    #[error("docx: the package could not be put together: {0}")]
    Pack(#[source] zip::result::ZipError),
}

/// Writes Word files (`docx`).
#[derive(Clone, Copy, Debug, Default)]
pub struct DocxWriter;

impl DocxWriter {
    /// The bytes of the file, and what had to be changed.
    ///
    /// # Errors
    /// [`DocxError::Pack`] when the ZIP writer fails.
    pub fn publication(self, document: &Document, stem: &str) -> Result<Publication, DocxError> {
        let mut body = Body::new(document);
        body.document(document);
        let (parts, notices) = parts::all(document, stem, body);
        let bytes = pack::pack(&parts).map_err(DocxError::Pack)?;
        Ok(Publication {
            files: vec![(format!("{stem}.docx"), bytes)],
            notices,
        })
    }
}

impl Writer for DocxWriter {
    fn format(&self) -> &'static str {
        "docx"
    }

    fn write(&self, document: &Document, stem: &str) -> Result<Publication, String> {
        self.publication(document, stem)
            .map_err(|error| error.to_string())
    }
}
