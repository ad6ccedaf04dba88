//! The closed world a document is typeset in: one template, one JSON file, some fonts. No file
//! system, no clock, no packages.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// The layout of every book.
const TEMPLATE: &str = include_str!("book.typ");

/// Parsed once. The two ids are interned for good: Typst keeps ids in 16 bits, so a new one for
/// each document would end the process after 65,535 of them.
static MAIN: LazyLock<Source> = LazyLock::new(|| Source::new(file("book.typ"), TEMPLATE.into()));
static CONTENT: LazyLock<FileId> = LazyLock::new(|| file("book.json"));

/// `a11y-extras` gives headings to table rows (`pdf.header-cell`), not only to columns.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain file name is a valid path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// What one typesetting may see.
pub(crate) struct BookWorld {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    content: Bytes,
}

impl BookWorld {
    /// A world with the content of one book as JSON.
    pub(crate) fn new(fonts: Vec<Font>, content: Vec<u8>) -> Self {
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Self {
            book,
            fonts,
            content: Bytes::new(content),
        }
    }
}

impl World for BookWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        MAIN.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == MAIN.id() {
            Ok(MAIN.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *CONTENT {
            Ok(self.content.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
