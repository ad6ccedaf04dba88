//! HTML, both directions.
//!
//! What the writer cannot keep, so that its reader gives it back: control characters other than the
//! tab and the line break; invisible characters (see [`crate::decode()`]); paragraphs, headings and
//! captions of blanks only; the value behind a cell's text; a list's own marks (they are always `-`
//! or a number); the gap and indent that only plain text has; links that run something.

mod flow;
mod inline;
mod page;
mod picture;
mod read;
mod svg;
mod table;
mod tree;
mod write;

pub(crate) use inline::{Look, Out};
pub use page::HtmlWriter;
pub use read::HtmlReader;
pub(crate) use read::{first_attribute, fragment};
pub(crate) use svg::cleaned as clean_drawing;
pub use write::body;
pub(crate) use write::{
    attribute, figure as write_figure, is_blank, merged, number, table as write_table,
};

#[cfg(test)]
mod tests;
