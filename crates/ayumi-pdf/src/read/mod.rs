//! The PDF reader: characters and rules with their places → lines, tables, blocks.

mod aligned;
mod build;
mod columns;
mod furniture;
mod joined;
mod line;
mod page;
mod ruled;
mod sheet;
mod tagged;
mod tags;

use std::ops::RangeInclusive;

use ayumi_document::{At, Document, Notice, Reader, Refusal, Rule, Severity, Source, SourceKind};
use hayro_interpret::InterpreterCache;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use furniture::Leaf;
use page::Sheet;

/// Pages read of one file; a larger one is read in ranges ([`PdfReader::with_pages`]).
pub const MOST_PAGES: usize = 2000;

/// Reads PDF by the places of its characters.
#[derive(Clone, Debug, Default)]
pub struct PdfReader {
    pages: Option<RangeInclusive<u32>>,
}

/// Where a run of a document stands on its page, in points from the upper left of the page as it
/// is looked at (turned as the file says).
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct PlacedRun {
    /// Offset of the run in the visible text (`Run::start`).
    pub start: usize,
    /// Page, from 1.
    pub page: u32,
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl PdfReader {
    /// A reader of whole files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same for some pages only, counted from 1.
    #[must_use]
    pub fn with_pages(mut self, pages: RangeInclusive<u32>) -> Self {
        self.pages = Some(pages);
        self
    }

    /// The document, and where each of its runs stands, in their order.
    ///
    /// # Errors
    /// As [`Reader::read`].
    pub fn read_placed(&self, bytes: &[u8]) -> Result<(Document, Vec<PlacedRun>), Refusal> {
        let pdf = Pdf::new(bytes.to_vec()).map_err(refused)?;
        let mut document = Document {
            language: "ja".to_owned(),
            ..Document::default()
        };
        let sheets = self.sheets(&pdf, &mut document.notices);
        let spots = match tags::tree(&pdf).and_then(|tree| tagged::build(&tree, &sheets)) {
            Some(tagged) => {
                document.blocks = tagged.blocks;
                document.hidden = tagged.hidden;
                tagged.spots
            }
            None => {
                let mut leaves = leaves(&sheets);
                document.hidden = furniture::take(&mut leaves);
                let pieces = joined::join(leaves, &mut document.hidden);
                let built = build::build(&pieces);
                document.blocks = built.blocks;
                built.spots
            }
        };
        document.number_runs();
        let mut starts = Vec::new();
        ayumi_document::block::for_each_run(&document.blocks, &mut |run| starts.push(run.start));
        let placed = starts
            .into_iter()
            .zip(spots)
            .map(|(start, (page, area))| PlacedRun {
                start,
                page,
                x: area.x0 as f32,
                y: area.y0 as f32,
                width: area.width() as f32,
                height: area.height() as f32,
            });
        let placed = placed.collect();
        Ok((document, placed))
    }

    fn sheets(&self, pdf: &Pdf, notices: &mut Vec<Notice>) -> Vec<(u32, Sheet)> {
        let cache = InterpreterCache::new();
        let mut sheets = Vec::new();
        for (page, number) in pdf.pages().iter().zip(1u32..) {
            let wanted = |pages: &RangeInclusive<u32>| pages.contains(&number);
            if !self.pages.as_ref().is_none_or(wanted) {
                continue;
            }
            let sheet = page::look(page, &cache);
            let unknown = |glyph: &&page::Glyph| glyph.text == page::UNKNOWN;
            let count = sheet.glyphs.iter().filter(unknown).count();
            if count > 0 {
                let at = Some(At::Page { page: number });
                let notice = Notice::new(Rule::GlyphMissing, Severity::Warning, at);
                notices.push(
                    notice
                        .with("value", page::UNKNOWN.to_string())
                        .with("count", count.to_string()),
                );
            }
            sheets.push((number, sheet));
        }
        sheets
    }
}

fn leaves(sheets: &[(u32, Sheet)]) -> Vec<Leaf> {
    let leaf = |(page, sheet): &(u32, Sheet)| Leaf {
        page: *page,
        size: sheet.size,
        parts: sheet::parts(sheet),
    };
    sheets.iter().map(leaf).collect()
}

impl Reader for PdfReader {
    fn kinds(&self) -> &'static [SourceKind] {
        &[SourceKind::Pdf]
    }

    fn read(&self, source: Source<'_>) -> Result<Document, Refusal> {
        Ok(self.read_placed(source.bytes)?.0)
    }
}

fn refused(error: LoadPdfError) -> Refusal {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refusal::Encrypted,
        other => Refusal::Broken {
            detail: format!("{other:?}"),
        },
    }
}
