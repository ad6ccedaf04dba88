//! The Word reader: a package to a document.
//!
//! The body is read paragraph by paragraph and row by row, so that no more of it is held twice.
//! What a person sees stands in the blocks, once; what Word hides, doubles or makes by itself is
//! named in `hidden`; what is not read is counted in notices.
//!
//! Notes (footnotes, endnotes) follow the paragraph they are called from, those called from a table
//! follow the table: in the paragraph they would tear its title or sentence apart, at the end of
//! the document nobody would know whose they are.

mod fields;
mod flow;
mod headings;
mod inline;
mod notes;
mod numbering;
mod numerals;
mod out;
mod parts;
mod styles;
mod symbols;
mod table;

use ayumi_document::{Document, Reader, Refusal, Source, SourceKind};

use crate::package::{Package, Step, Walk, broken, photos};
use flow::Body;
use out::Out;
use parts::Parts;

/// Reads Word files (`docx`).
#[derive(Clone, Copy, Debug, Default)]
pub struct DocxReader;

impl Reader for DocxReader {
    fn kinds(&self) -> &'static [SourceKind] {
        &[SourceKind::Docx]
    }

    fn read(&self, source: Source<'_>) -> Result<Document, Refusal> {
        document(source.bytes, source.selection.hidden)
    }
}

fn document(bytes: &[u8], reads_hidden: bool) -> Result<Document, Refusal> {
    let package = Package::open(bytes)?;
    let main = package
        .main_part(&["word/document.xml"])?
        .ok_or_else(|| broken("no document part"))?;
    let text = package
        .text(&main)?
        .ok_or_else(|| broken("no document part"))?;
    let parts = Parts::read(&package, &main)?;
    let title = parts.title.clone();
    let language = parts.language.clone();
    let mut body = Body::new(parts, reads_hidden);
    if text.damaged {
        body.tally.damaged(&main);
    }
    let mut out = Out::default();
    let mut walk = Walk::new(&main, &text.text);
    while let Some(step) = walk.step()? {
        if let Step::Open(open) = step
            && &*open.name == "body"
        {
            body.stream(&mut walk, &mut out)?;
        }
    }
    body.end(&mut out);
    headings::raise(&mut out);
    let mut notices = body.tally.notices();
    notices.extend(photos::with_place(&package));
    let mut document = Document {
        title,
        language,
        blocks: out.blocks,
        notices,
        hidden: body.hidden,
        ..Document::default()
    };
    document.number_runs();
    Ok(document)
}
