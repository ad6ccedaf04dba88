//! The PDF reader: characters and rules with their places → lines, tables, blocks.

mod aligned;
mod arrows;
mod build;
mod columns;
mod furniture;
mod joined;
mod line;
mod open;
mod page;
mod picture;
mod ruled;
mod sheet;
mod sieve;
mod tagged;
mod tags;

use std::collections::BTreeMap;

use ayumi_document::{
    Area, At, Document, Notice, Pages, Reader, Refusal, Rule, RunArea, Severity, Source,
    SourceKind, Unplaced, Why,
};
use hayro_interpret::InterpreterCache;
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;

use build::Built;
use furniture::Leaf;
use page::Sheet;

/// Pages read of one file; a larger one is read in ranges ([`ayumi_document::Selection`]).
pub const MOST_PAGES: usize = 2000;

/// Characters of a file that is read by its tags: all its pages are held at once for that. A
/// longer one is read page by page.
const MOST_TAGGED: usize = 500_000;

/// Reads PDF by the places of its characters.
#[derive(Clone, Copy, Debug, Default)]
pub struct PdfReader;

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
    /// Width and height of the page.
    pub on: (f32, f32),
}

impl PlacedRun {
    /// The same as parts of the page.
    fn on_page(&self) -> RunArea {
        let part = |length: f32, whole: f32| {
            let whole = whole.max(1.0);
            let part = length / whole * f32::from(Area::PAGE);
            part.round().clamp(0.0, f32::from(Area::PAGE)) as u16
        };
        RunArea {
            start: self.start,
            area: Area {
                left: part(self.x, self.on.0),
                top: part(self.y, self.on.1),
                right: part(self.x + self.width, self.on.0),
                bottom: part(self.y + self.height, self.on.1),
            },
        }
    }
}

impl PdfReader {
    /// The document, and where each of its runs stands, in their order; of all pages, or of some.
    ///
    /// # Errors
    /// As [`Reader::read`].
    pub fn read_placed(
        bytes: &[u8],
        chosen: Option<Pages>,
    ) -> Result<(Document, Vec<PlacedRun>), Refusal> {
        let pdf = open::open(bytes)?;
        let pages = wanted(&pdf, chosen)?;
        let mut document = Document {
            language: "ja".to_owned(),
            notices: open::parts(&pdf),
            ..Document::default()
        };
        let sizes = pages
            .iter()
            .map(|(number, page)| (*number, page.render_dimensions()));
        let sizes: BTreeMap<u32, (f32, f32)> = sizes.collect();
        let built = built(&pdf, &pages, &mut document)?;
        document.blocks = built.blocks;
        document.number_runs();
        let mut starts = Vec::new();
        ayumi_document::block::for_each_run(&document.blocks, &mut |run| starts.push(run.start));
        let places = starts.into_iter().zip(built.spots);
        let placed = places.map(|(start, (page, area))| PlacedRun {
            start,
            page,
            x: area.x0 as f32,
            y: area.y0 as f32,
            width: area.width() as f32,
            height: area.height() as f32,
            on: sizes.get(&page).copied().unwrap_or_default(),
        });
        let placed = placed.collect();
        Ok((document, placed))
    }
}

/// The pages to be read, with their numbers.
fn wanted(pdf: &Pdf, chosen: Option<Pages>) -> Result<Vec<(u32, &Page<'_>)>, Refusal> {
    let all = (1u32..).zip(pdf.pages().iter());
    let wanted = |number: u32| chosen.is_none_or(|some| some.contains(number));
    let pages: Vec<(u32, &Page<'_>)> = all.filter(|(number, _)| wanted(*number)).collect();
    if pages.is_empty() && chosen.is_some() {
        return Err(Refusal::NoSuchPages {
            count: pdf.pages().len() as u64,
        });
    }
    if pages.len() > MOST_PAGES {
        return Err(Refusal::TooManyPages {
            count: pages.len() as u64,
            limit: MOST_PAGES as u64,
        });
    }
    Ok(pages)
}

/// Looks at the pages and builds the blocks: by the tags of the file where they tell enough, by
/// what is seen otherwise.
fn built(pdf: &Pdf, pages: &[(u32, &Page<'_>)], document: &mut Document) -> Result<Built, Refusal> {
    let cache = InterpreterCache::new();
    let mut tree = tags::tree(pdf);
    let mut sheets: Vec<(u32, Sheet)> = Vec::new();
    let mut leaves: Vec<Leaf> = Vec::new();
    let (mut kept, mut signs) = (0usize, 0usize);
    for (number, page) in pages {
        let mut sheet = page::look(page, &cache);
        signs += sheet.glyphs.iter().filter(|glyph| glyph.is_seen()).count();
        report(*number, &mut sheet, document);
        if tree.is_none() {
            leaves.push(leaf(*number, &sheet));
            continue;
        }
        kept += sheet.glyphs.len();
        sheets.push((*number, sheet));
        if kept > MOST_TAGGED {
            tree = None;
            leaves.extend(sheets.drain(..).map(|(number, sheet)| leaf(number, &sheet)));
        }
    }
    if signs == 0 {
        return Err(Refusal::NoText);
    }
    if let Some(tagged) = tree.and_then(|tree| tagged::build(&tree, &sheets)) {
        document.hidden.extend(tagged.hidden);
        return Ok(tagged.built);
    }
    leaves.extend(sheets.iter().map(|(number, sheet)| leaf(*number, sheet)));
    drop(sheets);
    document.hidden.append(&mut furniture::take(&mut leaves));
    let pieces = joined::join(leaves, &mut document.hidden);
    Ok(build::build(&pieces))
}

fn leaf(page: u32, sheet: &Sheet) -> Leaf {
    Leaf {
        page,
        size: sheet.size,
        parts: sheet::parts(sheet),
    }
}

/// Names what of a page is not read as it stands.
fn report(page: u32, sheet: &mut Sheet, document: &mut Document) {
    let at = Some(At::Page { page });
    let mut note = |rule, severity, count: usize| {
        let notice = Notice::new(rule, severity, at.clone());
        let notice = notice.with("value", page::UNKNOWN.to_string());
        document
            .notices
            .push(notice.with("count", count.to_string()));
    };
    let unknown = |glyph: &&page::Glyph| glyph.text == page::UNKNOWN;
    let untold = sheet.glyphs.iter().filter(unknown).count();
    if untold > 0 {
        note(Rule::CharacterUntold, Severity::Warning, untold);
    }
    if sheet.cut {
        note(Rule::PageCut, Severity::Error, 1);
    }
    if sheet.pictures > 0 && !sheet.glyphs.iter().any(page::Glyph::is_seen) {
        note(Rule::PageWithoutText, Severity::Warning, 1);
    }
    if sheet.invisible * 2 > sheet.glyphs.len() {
        note(Rule::InvisibleText, Severity::Info, 1);
    }
    for row in line::lines(&std::mem::take(&mut sheet.outside)) {
        document.hidden.push(Unplaced {
            text: sheet::one(row).text,
            why: Why::Hidden,
            at: at.clone(),
        });
    }
}

impl Reader for PdfReader {
    fn kinds(&self) -> &'static [SourceKind] {
        &[SourceKind::Pdf]
    }

    fn read(&self, source: Source<'_>) -> Result<Document, Refusal> {
        let chosen = source.selection.pages;
        let (mut document, placed) = Self::read_placed(source.bytes, chosen)?;
        document.areas = placed.iter().map(|run| run.on_page()).collect();
        if let Some(pages) = chosen {
            let notice = Notice::new(Rule::PagesChosen, Severity::Warning, None);
            document
                .notices
                .push(notice.with("value", pages.to_string()));
        }
        Ok(document)
    }

    fn picture(&self, source: Source<'_>, page: u32) -> Result<Option<Vec<u8>>, Refusal> {
        picture::draw(&open::open(source.bytes)?, page)
    }
}
