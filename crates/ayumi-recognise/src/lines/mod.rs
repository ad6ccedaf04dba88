//! Documents of lines: outlines, rated lists, sheets of fields, findings under headings.

pub(crate) mod abbreviations;
pub(crate) mod bars;
pub(crate) mod chains;
pub(crate) mod columns;
pub(crate) mod contents;
pub(crate) mod fields;
pub(crate) mod grades;
pub(crate) mod legends;
pub(crate) mod outline;
pub(crate) mod quoted;
pub(crate) mod running;
pub(crate) mod spaced;
pub(crate) mod years;
