//! Word and Excel: a [`Document`](ayumi_document::Document) as a file to go on working with.
//!
//! [`DocxWriter`] writes real heading styles, tables, lists, a list of contents and links, so that
//! a council can edit its chapter. [`XlsxWriter`] makes one sheet of each second-level heading.
//! Both date their files with the document's own date and never with the clock: the same document
//! gives the same bytes. [`DocxReader`] and [`XlsxReader`] read such files, checked first by
//! [`package`].

mod docx;
mod pack;
pub mod package;
mod words;
mod xlsx;
mod xml;

pub use docx::{DocxError, DocxReader, DocxWriter};
pub use pack::pack;
pub use xlsx::{XlsxError, XlsxReader, XlsxWriter};
