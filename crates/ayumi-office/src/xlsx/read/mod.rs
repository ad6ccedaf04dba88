//! The Excel reader: cells as they are shown, streamed sheet by sheet.
//!
//! The package checks come first, then the list of sheets, shared strings and styles; then each
//! sheet is walked once. Only cells that hold something are kept, and no more than
//! [`MOST_KEPT`] of them: what a file says of its own size is never believed. Formulas are not
//! evaluated, nothing outside the file is followed.

mod book;
mod cells;
mod era;
mod format;
mod layout;
mod names;
mod place;
mod report;
mod sheet;
mod strings;
mod styles;
mod table;

use ayumi_document::{Document, Reader, Refusal, Rule, Severity, Source, SourceKind};

use crate::package::{Package, photos};
use book::Book;
use report::Report;
use sheet::Limits;
use strings::Strings;
use styles::Styles;

/// Cells that are kept in full, over all sheets; more are only counted.
pub const MOST_KEPT: usize = 100_000;
/// Cells that are counted; the walk ends there.
pub const MOST_COUNTED: usize = 5_000_000;
/// Characters of one cell (Excel's own limit); the rest is cut.
pub const LONGEST_CELL: usize = 32_767;

/// Reads Excel files (`xlsx`).
#[derive(Clone, Copy, Debug, Default)]
pub struct XlsxReader;

impl Reader for XlsxReader {
    fn kinds(&self) -> &'static [SourceKind] {
        &[SourceKind::Xlsx]
    }

    fn read(&self, source: Source<'_>) -> Result<Document, Refusal> {
        read(source.bytes, source.selection.hidden)
    }
}

/// What all sheets of a book share.
struct Shared {
    strings: Strings,
    styles: Styles,
    /// Days are counted from 1904 (old files of a Macintosh).
    from_1904: bool,
    /// What is not shown is read too.
    reads_hidden: bool,
}

fn read(bytes: &[u8], reads_hidden: bool) -> Result<Document, Refusal> {
    let package = Package::open(bytes)?;
    let mut report = Report::default();
    let book = Book::read(&package, &mut report)?;
    let shared = Shared {
        strings: book.part(&package, "sharedStrings", Strings::read)?,
        styles: book.part(&package, "styles", Styles::read)?,
        from_1904: book.from_1904,
        reads_hidden,
    };
    let mut document = Document {
        title: book.title.clone(),
        author: book.author.clone(),
        language: "ja".to_owned(),
        ..Document::default()
    };
    let mut limits = Limits::default();
    let mut sheets = Vec::new();
    for one in &book.sheets {
        let Some(part) = package.text(&one.part)? else {
            report.part_missing(&one.name, &one.part);
            continue;
        };
        let mut read = sheet::read((one, &part.text), &shared, &mut limits, &mut report)?;
        book::beside(&package, one, &mut report)?;
        if one.hidden && !reads_hidden {
            report.sheet_hidden(one, &mut read);
            continue;
        }
        if one.hidden {
            report.count(Rule::HiddenRead, Severity::Warning, read.cells.len());
        }
        sheets.push((one, read));
    }
    let several = sheets
        .iter()
        .filter(|(_, read)| !read.cells.is_empty())
        .count()
        > 1;
    for (one, read) in sheets {
        document
            .blocks
            .extend(layout::blocks(one, read, several, &mut report));
    }
    if limits.beyond() > 0 {
        report.count(Rule::CellLimit, Severity::Error, limits.beyond());
    }
    report.finish(&mut document);
    document.notices.extend(photos::with_place(&package));
    document.number_runs();
    Ok(document)
}
