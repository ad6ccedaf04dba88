//! PDF, both directions.
//!
//! Feature `set`, the writer:
//! - [`PdfWriter`] typesets in this process (tests, the child).
//! - [`ChildPdfWriter`] starts the same binary again with a hidden argument, so that a document
//!   that takes too long or too much memory costs one child and never the server; the binary calls
//!   [`child_main`] first of all when it sees [`CHILD_ARGUMENT`].
//! - [`Fonts`] finds a Japanese font: data folder, binary, system. Nothing is ever downloaded.
//!
//! Feature `read`, the reader: [`PdfReader`]. It never compiles Typst.

#[cfg(feature = "read")]
mod read;
#[cfg(feature = "set")]
mod set;

#[cfg(feature = "read")]
pub use read::{MOST_PAGES, PdfReader, PlacedRun};
#[cfg(feature = "set")]
pub use set::{
    CHILD_ARGUMENT, ChildPdfWriter, Fonts, FontsMissing, Origin, Pdf, PdfError, PdfWriter,
    child_main,
};
