//! Text, Markdown and HTML, read into a [`ayumi_document::Document`] and written from one.
//!
//! A format is one crate, both directions: what a writer here prints, its reader reads back to the
//! same document (see `markdown` and `html` for the little that cannot be kept).

pub mod csv;
pub mod decode;
mod detect;
pub mod html;
mod link;
pub mod markdown;
#[cfg(test)]
mod roundtrip;
#[cfg(test)]
mod show;
mod steps;
pub mod text;

pub use decode::{Decoded, decode};
pub use detect::detect;
pub use html::{HtmlReader, HtmlWriter};
pub use markdown::{MarkdownReader, MarkdownWriter};
pub use text::TextReader;
