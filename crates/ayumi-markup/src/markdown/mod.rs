//! Markdown (CommonMark with GitHub's tables), both directions.
//!
//! What cannot be kept is what HTML cannot keep (see [`crate::html`]), and the drawing of a figure,
//! which is a file beside the text.

mod escape;
mod inline;
mod read;
mod write;

pub use read::MarkdownReader;
pub use write::MarkdownWriter;

#[cfg(test)]
mod tests;
