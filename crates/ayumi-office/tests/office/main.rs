//! The laws of the Word and Excel writers: files that open elsewhere, whole, repeatable.

#![expect(clippy::unwrap_used, reason = "a test helper fails as a test does")]

mod excel;
mod hostile;
mod package;
mod pictures;
mod reading;
#[path = "../../../ayumi-pdf/tests/book/sample.rs"]
mod sample;
mod sheets;
mod soffice;
mod word;

use ayumi_document::{Block, Document};

/// A document of `blocks` under a title.
fn document(blocks: Vec<Block>) -> Document {
    let blocks = [vec![sample::heading(1, "top", "みどり野市の計画")], blocks].concat();
    Document {
        title: "みどり野市の計画".into(),
        language: "ja".into(),
        blocks,
        ..Document::default()
    }
}
