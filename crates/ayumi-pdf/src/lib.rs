//! The PDF writer: a [`Document`](ayumi_document::Document) becomes PDF/A-2a + PDF/UA-1 by Typst.
//!
//! - [`PdfWriter`] typesets in this process (tests, the child).
//! - [`ChildPdfWriter`] starts the same binary again with a hidden argument, so that a document
//!   that takes too long or too much memory costs one child and never the server; the binary calls
//!   [`child_main`] first of all when it sees [`CHILD_ARGUMENT`].
//! - [`Fonts`] finds a Japanese font: data folder, binary, system. Nothing is ever downloaded.
//!
//! The layout is one template, `book.typ`. It gets its content as JSON through a virtual file, so
//! no word of a user is ever read as Typst code.

mod child;
mod fonts;
mod glyphs;
mod order;
mod page;
mod typeset;
mod world;

pub use child::{CHILD_ARGUMENT, ChildPdfWriter, child_main};
pub use fonts::{Fonts, FontsMissing, Origin};
pub use typeset::{Pdf, PdfError, PdfWriter};
