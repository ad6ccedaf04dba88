//! The PDF writer's laws: valid, tagged, whole, repeatable, and never stopped by a character.

#![expect(clippy::unwrap_used, reason = "a test helper fails as a test does")]

mod child;
mod glyphs;
mod order;
mod sample;
mod tools;
mod whole;

use std::sync::LazyLock;

use ayumi_document::{Block, Document, Notice};
use ayumi_pdf::{Fonts, PdfWriter};

/// Fonts are looked for once; the tests need those of the Debian package.
static WRITER: LazyLock<PdfWriter> = LazyLock::new(|| {
    PdfWriter::new(Fonts::find(None).expect("install fonts-morisawa-bizud-gothic"))
});

/// The PDF of `document`, and the notices.
fn typeset(document: &Document) -> (Vec<u8>, Vec<Notice>) {
    WRITER
        .typeset(document, "book")
        .expect("publishing does not fail")
}

/// A document of `blocks` under a title.
fn document(blocks: Vec<Block>) -> Document {
    let title = sample::heading(1, "top", "みどり野市の計画");
    let blocks = [vec![title], blocks].concat();
    Document {
        title: "みどり野市の計画".into(),
        language: "ja".into(),
        blocks,
        ..Document::default()
    }
}
