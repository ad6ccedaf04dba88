//! What a format has to offer: reading bytes into a [`Document`], writing one into bytes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{At, Document, Notice, Selection};

/// The kind of a source file (`source.kind` of `ayumi/reading@1`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// Comma or tab separated values.
    Csv,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// PDF.
    Pdf,
}

/// A file to read: its name as the user gave it, and its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Source<'a> {
    /// The file's name, for messages and for telling the kind. Never used as a path.
    pub name: &'a str,
    /// The content.
    pub bytes: &'a [u8],
    /// The encoding a person chose, by its label (`shift_jis`), where it was asked.
    pub encoding: Option<&'a str>,
    /// Which parts of it are wanted.
    pub selection: Selection,
}

/// Why a file is not read at all (exit code 65, HTTP 415 or 422).
///
/// The words for people come from `ayumi-locale`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "refusal")]
pub enum Refusal {
    /// A kind this Ayumi does not read yet; `kind` is what the content is (`docx`, `pdf`, `zip`…).
    KindNotRead {
        /// What the content is.
        kind: String,
    },
    /// The name says one kind, the content another.
    KindDisagrees {
        /// Kind by the name.
        named: String,
        /// Kind by the content.
        found: String,
    },
    /// A file with macros.
    Macros,
    /// Locked with a password.
    Encrypted,
    /// Not text in any encoding known here, or text that was decoded wrongly before (mojibake).
    NotText {
        /// Where the first unreadable place stands.
        at: Option<At>,
    },
    /// NUL bytes in the middle of text.
    NulBytes {
        /// Where the first one stands.
        at: Option<At>,
    },
    /// Larger than the limit, in bytes.
    TooLarge {
        /// Size of the file.
        size: u64,
        /// The limit.
        limit: u64,
    },
    /// Reading it took more than a reading may take.
    LimitHit {
        /// More of what.
        limit: LimitHit,
    },
    /// Unpacked, larger than the limit in bytes.
    UnpackedTooLarge {
        /// The limit.
        limit: u64,
    },
    /// More files packed into it than the limit.
    TooManyParts {
        /// How many it names.
        count: u64,
        /// The limit.
        limit: u64,
    },
    /// More pages than the limit.
    TooManyPages {
        /// How many it has.
        count: u64,
        /// The limit.
        limit: u64,
    },
    /// None of the pages that were asked for.
    NoSuchPages {
        /// How many it has.
        count: u64,
    },
    /// Pages of pictures, no characters on any of them.
    NoText,
    /// Made as no program makes it: to harm a reader, or badly damaged.
    Suspicious {
        /// The file inside it, empty where it is the whole.
        part: String,
        /// What tells so.
        sign: Suspicion,
    },
    /// Nothing in it.
    Empty,
    /// Damaged.
    Broken {
        /// What the reader met, in technical words, for the log.
        detail: String,
    },
}

/// What a file wanted too much of while it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LimitHit {
    /// Memory: what is in it unpacks to more than it should.
    Memory,
    /// Time.
    Time,
    /// The reading itself would be too long.
    Answer,
}

/// What makes a packed file suspicious.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Suspicion {
    /// Packed files lie over each other.
    Overlap,
    /// The directory and the headers tell different names or sizes.
    HeadersDisagree,
    /// A name that leads elsewhere (`../`, `C:`).
    PartName,
    /// A link to a file outside.
    Symlink,
    /// A document type, with which entities are made.
    Doctype,
    /// Elements too deep inside each other, or too many.
    Nesting,
    /// Attributes too many or too long.
    Attributes,
}

/// Turns the bytes of one kind of file into a document. Readers do not fail on odd content: they
/// read the best they can and notice. A [`Refusal`] is only for files that are not to be read.
pub trait Reader: Send + Sync {
    /// The kinds this reader takes.
    fn kinds(&self) -> &'static [SourceKind];

    /// Reads a source.
    ///
    /// # Errors
    /// A [`Refusal`] when the file is not what it claims or is not to be read.
    fn read(&self, source: Source<'_>) -> Result<Document, Refusal>;

    /// The picture of a page (counted from 1) as PNG; `None` where files of this kind have no pages,
    /// or this file no such page.
    ///
    /// # Errors
    /// As [`Reader::read`].
    fn picture(&self, _source: Source<'_>, _page: u32) -> Result<Option<Vec<u8>>, Refusal> {
        Ok(None)
    }
}

/// What a writer made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// The files: a path relative to the folder of the publication (`/` as separator), and bytes.
    /// A format of one file has one entry.
    pub files: Vec<(String, Vec<u8>)>,
    /// What had to be changed to print it (missing glyphs…), with the place in the document.
    pub notices: Vec<Notice>,
}

/// Turns a document into the bytes of one format. The same document always gives the same bytes.
pub trait Writer: Send + Sync {
    /// The format's name in commands and addresses: `md`, `html`, `pdf`, `docx`, `xlsx`.
    fn format(&self) -> &'static str;

    /// Writes `document`; `stem` is the file name without its ending.
    ///
    /// # Errors
    /// The machine's reason (the typesetter could not be started…), in technical words.
    fn write(&self, document: &Document, stem: &str) -> Result<Publication, String>;
}
