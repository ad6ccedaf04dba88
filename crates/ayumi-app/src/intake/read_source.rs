//! Reads a file: bytes → kind → document → reading. Stores nothing and needs no database.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::interchange::{
    ColumnMatching, Coverage, READING_FORMAT, ReadPlan, Reading, digest,
};
use ayumi_document::{
    Document, Notice, Reader, Refusal, Rule, Selection, Severity, Source, SourceKind,
};

use super::{apart, kind_of, shown_name};
use crate::{Class, Classified, Formats};
use ayumi_locale::key;

/// Largest file read, in bytes (the limit `bad-input` sets for what unpacks to 100 MB is 50 MB for
/// office files; a text of a plan book is below 4 MB).
pub const MAX_BYTES: usize = 50 * 1024 * 1024;

/// Reads a file without keeping anything.
pub struct ReadSource;

impl Action for ReadSource {
    const NAME: &'static str = "read-source";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Intake;
}

/// A file as a person gave it.
#[derive(Clone, Debug, Default)]
pub struct SourceFile {
    /// Its name; never used as a path.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The encoding a person chose, by its label.
    pub encoding: Option<String>,
    /// Which parts of it are read.
    pub selection: Selection,
    /// What is known of the columns of its tables.
    pub columns: Vec<ColumnMatching>,
}

/// Why there is no reading.
#[derive(Debug, thiserror::Error)]
pub enum ReadSourceError {
    /// The file is not what it claims, or is not to be read.
    #[error("the file {name:?} is not read: {refusal:?}")]
    Refused {
        /// The file's name, cleaned.
        name: String,
        /// Why.
        refusal: Refusal,
    },
}

impl ReadSourceError {
    /// The file's name, cleaned.
    #[must_use]
    pub fn name(&self) -> &str {
        let Self::Refused { name, .. } = self;
        name
    }

    /// Why the file is not read; the words come from `ayumi_locale::describe::refusal`.
    #[must_use]
    pub fn refusal(&self) -> &Refusal {
        let Self::Refused { refusal, .. } = self;
        refusal
    }
}

impl Classified for ReadSourceError {
    fn class(&self) -> Class {
        Class::Refused(key::ERROR_FILE_REFUSED)
    }
}

/// Reads a file, in a process of its own where there is one ([`Formats::apart`]).
///
/// # Errors
/// [`ReadSourceError::Refused`] when the file is not to be read at all. Odd content is no error:
/// it is in the reading's notices.
pub fn read_source(
    formats: &Formats,
    _permit: Permit<ReadSource>,
    file: &SourceFile,
) -> Result<Reading, ReadSourceError> {
    let read = small_enough(file).and_then(|()| match formats.apart() {
        Some(apart) => apart::reading(apart, file),
        None => reading_here(formats, file),
    });
    read.map_err(|refusal| refused(file, refusal))
}

/// Reads a file as far as its document: for the page that shows the source beside the reading.
///
/// # Errors
/// As [`read_source`].
pub(crate) fn document_of(
    formats: &Formats,
    file: &SourceFile,
) -> Result<(Document, SourceKind), ReadSourceError> {
    let read = small_enough(file).and_then(|()| match formats.apart() {
        Some(apart) => apart::document(apart, file),
        None => document_here(formats, file),
    });
    read.map_err(|refusal| refused(file, refusal))
}

/// The picture of a page of a file; `None` where it has no such page.
///
/// # Errors
/// As [`read_source`].
pub(super) fn picture_of(
    formats: &Formats,
    file: &SourceFile,
    page: u32,
) -> Result<Option<Vec<u8>>, Refusal> {
    match formats.apart() {
        Some(apart) => apart::picture(apart, file, page),
        None => picture_here(formats, file, page),
    }
}

fn refused(file: &SourceFile, refusal: Refusal) -> ReadSourceError {
    ReadSourceError::Refused {
        name: shown_name(&file.name),
        refusal,
    }
}

fn small_enough(file: &SourceFile) -> Result<(), Refusal> {
    fits(file.bytes.len() as u64)
}

/// Whether a file of that many bytes is read at all: to be asked before its bytes are.
///
/// # Errors
/// [`Refusal::TooLarge`] above [`MAX_BYTES`].
pub fn fits(size: u64) -> Result<(), Refusal> {
    let limit = MAX_BYTES as u64;
    if size > limit {
        return Err(Refusal::TooLarge { size, limit });
    }
    Ok(())
}

/// The reading of a file, made in this process.
pub(super) fn reading_here(formats: &Formats, file: &SourceFile) -> Result<Reading, Refusal> {
    let (document, kind) = document_here(formats, file)?;
    let source = info(file, kind, &document);
    let columns = &file.columns;
    Ok(ayumi_recognise::recognise_with(&document, source, columns))
}

/// What is said of a file of pictures, which can only be kept: a reading without any plan.
pub(super) fn without_text(file: &SourceFile) -> Option<Reading> {
    let kind = kind_of(&file.name, &file.bytes).ok()?;
    Some(Reading {
        format: READING_FORMAT.to_owned(),
        source: info(file, kind, &Document::default()),
        plan: ReadPlan::default(),
        legends: Vec::new(),
        repairs: Vec::new(),
        notices: vec![Notice::new(Rule::NoText, Severity::Error, None)],
        questions: Vec::new(),
        more_plans: Vec::new(),
        tables: Vec::new(),
        unplaced: Vec::new(),
        coverage: Coverage::default(),
        placed: Vec::new(),
        unplaced_spans: Vec::new(),
    })
}

/// The document of a file and its kind, made in this process.
pub(super) fn document_here(
    formats: &Formats,
    file: &SourceFile,
) -> Result<(Document, SourceKind), Refusal> {
    let (reader, kind) = reader_of(formats, file)?;
    reader.read(source(file)).map(|document| (document, kind))
}

/// The picture of a page of a file, made in this process.
pub(super) fn picture_here(
    formats: &Formats,
    file: &SourceFile,
    page: u32,
) -> Result<Option<Vec<u8>>, Refusal> {
    let (reader, _) = reader_of(formats, file)?;
    reader.picture(source(file), page)
}

fn source(file: &SourceFile) -> Source<'_> {
    Source {
        name: &file.name,
        bytes: &file.bytes,
        encoding: file.encoding.as_deref(),
        selection: file.selection,
    }
}

fn reader_of<'f>(
    formats: &'f Formats,
    file: &SourceFile,
) -> Result<(&'f dyn Reader, SourceKind), Refusal> {
    let kind = kind_of(&file.name, &file.bytes)?;
    let reader = formats.reader(kind).ok_or_else(|| {
        let kind = serde_json::to_value(kind).ok();
        let kind = kind.as_ref().and_then(|name| name.as_str());
        Refusal::KindNotRead {
            kind: kind.unwrap_or_default().to_owned(),
        }
    })?;
    Ok((reader, kind))
}

fn info(
    file: &SourceFile,
    kind: SourceKind,
    document: &Document,
) -> ayumi_core::interchange::SourceInfo {
    ayumi_core::interchange::SourceInfo {
        name: shown_name(&file.name),
        kind,
        sha256: digest(&file.bytes),
        characters: document.visible_characters(),
    }
}
