//! Where something stands: in the source as a person finds it, and in the visible text by offset.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A position in the *visible text* of a document, counted in Unicode scalar values from 0.
///
/// The visible text is every run of the document in reading order, mark-up left out. Readers
/// number runs with it; the coverage law ("nothing is lost") is stated in it.
pub type Offset = usize;

/// A half-open range of offsets in the visible text.
pub type Span = Range<Offset>;

/// Where a run stands on its page: its edges in ten-thousandths of the page's width and height, from
/// the upper left of the page as it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Left edge.
    pub left: u16,
    /// Upper edge.
    pub top: u16,
    /// Right edge.
    pub right: u16,
    /// Lower edge.
    pub bottom: u16,
}

impl Area {
    /// A whole page.
    pub const PAGE: u16 = 10_000;

    /// The least area that holds both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// The area of the run that begins at an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunArea {
    /// `Run::start`.
    pub start: Offset,
    /// Where it stands.
    pub area: Area,
}

/// A place in a source file, as a person would look it up (`at` of `ayumi/reading@1`).
///
/// Lines, pages and paragraphs are counted from 1.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(untagged)]
pub enum At {
    /// A line of a text, Markdown or HTML file.
    Line {
        /// Counted from 1.
        line: u32,
    },
    /// A page of a PDF.
    Page {
        /// Counted from 1.
        page: u32,
    },
    /// A cell of a sheet, written as in Excel (`B4`).
    Cell {
        /// The sheet's name as shown on its tab.
        sheet: String,
        /// The cell's address.
        cell: String,
    },
    /// A paragraph of a Word file.
    Paragraph {
        /// Counted from 1.
        paragraph: u32,
    },
}

impl At {
    /// The place "line `line`".
    #[must_use]
    pub fn line(line: u32) -> Self {
        Self::Line { line }
    }
}
