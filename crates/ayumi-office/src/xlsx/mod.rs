//! Excel. The writer: every second-level heading begins a sheet; the reader is in `read`.
//!
//! A cell that knows its number holds a number; all else is text, also when it begins with `=`,
//! `+`, `-` or `@`: no formula is ever written, so none can be smuggled in.

mod look;
mod read;
mod sheet;

use ayumi_document::{Block, Document, Publication, Writer};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::words::{self, Cleaner};
use look::Looks;
pub use read::XlsxReader;
use sheet::Names;

/// Why no Excel file was made.
#[derive(Debug, thiserror::Error)]
pub enum XlsxError {
    /// Excel's limits (rows, characters in a cell) or the package.
    #[error("xlsx: {0}")]
    Write(#[source] rust_xlsxwriter::XlsxError),
}

/// Writes Excel files (`xlsx`).
#[derive(Clone, Copy, Debug, Default)]
pub struct XlsxWriter;

impl XlsxWriter {
    /// The bytes of the file, and what had to be changed.
    ///
    /// # Errors
    /// [`XlsxError::Write`] when a sheet would be larger than Excel allows.
    pub fn publication(self, document: &Document, stem: &str) -> Result<Publication, XlsxError> {
        let mut cleaner = Cleaner::default();
        let mut workbook = Workbook::new();
        let title = cleaner.clean(&words::title(document, stem), None);
        let author = cleaner.clean(&document.author, None);
        let properties = DocProperties::new().set_title(&title).set_author(&author);
        let date = words::date(document);
        let [year, month, day] = [date.year(), date.month().into(), date.day().into()];
        let [year, month, day] = [year, month, day].map(i16::unsigned_abs);
        let [month, day] = [month, day].map(|n| u8::try_from(n).unwrap_or(1));
        let date = ExcelDateTime::from_ymd(year, month, day).map_err(XlsxError::Write)?;
        workbook.set_properties(&properties.set_creation_datetime(&date));
        let looks = Looks::new();
        let mut names = Names::new(words::lang(document));
        for (name, blocks) in sheets(&document.blocks) {
            let name = names.next(&cleaner.clean(&name, None));
            let mut sheet = sheet::Sheet::new(workbook.add_worksheet(), &looks, &mut cleaner);
            sheet
                .fill(&name, &title, blocks)
                .map_err(XlsxError::Write)?;
        }
        let bytes = workbook.save_to_buffer().map_err(XlsxError::Write)?;
        let files = vec![(format!("{stem}.xlsx"), bytes)];
        Ok(Publication {
            files,
            notices: cleaner.into_notices(),
        })
    }
}

impl Writer for XlsxWriter {
    fn format(&self) -> &'static str {
        "xlsx"
    }

    fn write(&self, document: &Document, stem: &str) -> Result<Publication, String> {
        self.publication(document, stem)
            .map_err(|error| error.to_string())
    }
}

/// Name and blocks of each sheet. What stands before the first second-level heading makes a sheet
/// of its own when there is more than the title.
fn sheets(blocks: &[Block]) -> Vec<(String, &[Block])> {
    let opens = |block: &Block| matches!(block, Block::Heading { level: 2, .. });
    let starts: Vec<usize> = (0..blocks.len()).filter(|&n| opens(&blocks[n])).collect();
    let front = &blocks[..starts.first().copied().unwrap_or(blocks.len())];
    let mut sheets = Vec::new();
    let is_title = |block: &Block| matches!(block, Block::Heading { .. });
    if starts.is_empty() || !front.iter().all(is_title) {
        let name = front
            .iter()
            .find(|block| is_title(block))
            .map_or_else(String::new, heading);
        let skip = usize::from(front.first().is_some_and(is_title));
        sheets.push((name, &front[skip..]));
    }
    for (n, &start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(blocks.len());
        sheets.push((heading(&blocks[start]), &blocks[start + 1..end]));
    }
    sheets
}

fn heading(block: &Block) -> String {
    match block {
        Block::Heading { content, .. } => words::plain(content),
        _ => String::new(),
    }
}
