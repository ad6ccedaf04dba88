//! The PDF writer: a [`Document`](ayumi_document::Document) becomes PDF/A-2a + PDF/UA-1 by Typst.
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
