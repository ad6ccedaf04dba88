//! Blocks, tables and runs: the tree itself.

use serde::{Deserialize, Serialize};

use crate::place::{At, Offset, RunArea, Span};
use crate::{Notice, Question, Unplaced};

/// A whole document in reading order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Title for the file's properties and the cover; empty when the source names none.
    pub title: String,
    /// Who publishes it; empty when unknown. Used for file properties and running heads.
    pub author: String,
    /// Language tag (BCP 47). Ayumi's books are `ja`.
    pub language: String,
    /// The day the document states as its own, ISO 8601 (`2026-11-22`). Writers date the file
    /// with it and never with the clock, so that the same input gives the same bytes.
    pub date: Option<String>,
    /// Content in reading order.
    pub blocks: Vec<Block>,
    /// What the reader of the file has to report (bad bytes, stray controls…).
    pub notices: Vec<Notice>,
    /// What the reader has to ask about the file itself (its encoding). Empty in most documents.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// What the reader left out and names: not part of the visible text.
    pub hidden: Vec<Unplaced>,
    /// Where runs stand on their pages, by their offsets; empty where the format has no pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<RunArea>,
}

/// One block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading; `level` 1–6, `id` is the address other places link to.
    Heading {
        /// 1 = the title of the document or chapter.
        level: u8,
        /// Stable address of this place, if something may point at it.
        id: Option<String>,
        /// The words.
        content: Inline,
    },
    /// A paragraph. In plain text every non-blank line is a paragraph of its own; `gap` tells
    /// whether a blank line stood before it.
    Paragraph {
        /// The words.
        content: Inline,
        /// A blank line (or other visible gap) stands before it.
        gap: bool,
        /// Blanks before the first word (indent), in half-width columns.
        indent: u16,
    },
    /// A list.
    List {
        /// Numbered by the format itself.
        ordered: bool,
        /// Its entries.
        items: Vec<ListItem>,
    },
    /// A table.
    Table(Table),
    /// A picture with its words.
    Figure(Figure),
    /// A thematic break (`---`, `<hr>`).
    Rule,
}

/// An entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ListItem {
    /// What the format prints before it (`1.`, `-`); not part of the visible text when the format
    /// makes it by itself.
    pub marker: Option<String>,
    /// Its content: usually one paragraph, then perhaps a nested list.
    pub blocks: Vec<Block>,
}

/// A table of rows. A merged cell stands once, at its upper left; the positions it covers are
/// simply absent from their rows (as in HTML).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Stable address, if something may point at it.
    pub id: Option<String>,
    /// Caption printed above it.
    pub caption: Option<Inline>,
    /// How many of the first rows are headings and repeat on every page.
    pub head_rows: usize,
    /// Relative widths of the columns; empty = even.
    pub widths: Vec<u16>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its cells from left to right, covered positions left out.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Columns it covers (≥ 1).
    pub col_span: u16,
    /// Rows it covers (≥ 1).
    pub row_span: u16,
    /// Heading of a column or of a row, for screen readers.
    pub scope: Option<Scope>,
    /// Stable address of this cell, if something may point at it.
    pub id: Option<String>,
    /// Content.
    pub blocks: Vec<Block>,
    /// The value behind the shown text, where the format knows one (Excel).
    pub value: Option<Value>,
    /// Where the cell stands in the source.
    pub at: Option<At>,
}

impl Default for Cell {
    fn default() -> Self {
        Self {
            col_span: 1,
            row_span: 1,
            scope: None,
            id: None,
            blocks: Vec::new(),
            value: None,
            at: None,
        }
    }
}

/// What a heading cell heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The column below it.
    Column,
    /// The row to its right.
    Row,
}

/// A typed value of a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A number as its decimal text (no binary rounding), with the unit printed beside it.
    Number {
        /// Decimal text, `-` for minus, `.` for the point.
        decimal: String,
        /// `人`, `千円`, `%`… as printed.
        unit: Option<String>,
    },
    /// A day, ISO 8601.
    Date(String),
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Stable address, if something may point at it.
    pub id: Option<String>,
    /// The drawing.
    pub svg: String,
    /// Words for those who do not see it; never empty in what we publish.
    pub alt: String,
    /// Caption printed below it.
    pub caption: Option<Inline>,
}

/// Runs of text one after the other.
pub type Inline = Vec<Run>;

/// A run of text of one look, with its place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The words as the source has them, mark-up taken off. May hold line breaks (`\n`).
    pub text: String,
    /// Offset of the first character in the visible text. Written documents leave it 0.
    pub start: Offset,
    /// Where the run begins in the source.
    pub at: Option<At>,
    /// Emphasised (bold).
    pub strong: bool,
    /// Where it points, if it is a link or a page reference.
    pub target: Option<Target>,
}

/// What a run points at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A block, cell or table of the same document by its `id`.
    Id(String),
    /// The page on which a block of that `id` stands. Writers with pages print its number in
    /// place of the run's text; all others print the text as it is.
    PageOf(String),
    /// An address outside. Never fetched.
    Url(String),
    /// Another file of the same publication, as a relative path with `/` (`items/x.html`). Markdown
    /// and HTML link to it, in PDF and Word the words stand alone; no reader gives it.
    Beside(String),
}

impl Run {
    /// A run for a document that is to be written.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// The same, emphasised.
    #[must_use]
    pub fn strong(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            strong: true,
            ..Self::default()
        }
    }

    /// The offsets this run covers in the visible text.
    #[must_use]
    pub fn span(&self) -> Span {
        self.start..self.start + self.text.chars().count()
    }
}

impl Block {
    /// A paragraph of one plain run.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Paragraph {
            content: vec![Run::new(text)],
            gap: false,
            indent: 0,
        }
    }
}

impl Cell {
    /// A cell of one plain paragraph.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            blocks: vec![Block::text(text)],
            ..Self::default()
        }
    }
}

/// Calls `visit` for every run of `blocks` in reading order (captions before their table's rows).
pub fn for_each_run<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Run)) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content, .. } => {
                content.iter().for_each(&mut *visit);
            }
            Block::List { items, .. } => {
                for item in items {
                    for_each_run(&item.blocks, visit);
                }
            }
            Block::Table(table) => {
                table.caption.iter().flatten().for_each(&mut *visit);
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    for_each_run(&cell.blocks, visit);
                }
            }
            Block::Figure(figure) => figure.caption.iter().flatten().for_each(&mut *visit),
            Block::Rule => {}
        }
    }
}

/// The same for changing them, in the same order.
pub fn for_each_run_mut(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Run)) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content, .. } => {
                content.iter_mut().for_each(&mut *visit);
            }
            Block::List { items, .. } => {
                for item in items {
                    for_each_run_mut(&mut item.blocks, visit);
                }
            }
            Block::Table(table) => {
                table.caption.iter_mut().flatten().for_each(&mut *visit);
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    for_each_run_mut(&mut cell.blocks, visit);
                }
            }
            Block::Figure(figure) => figure.caption.iter_mut().flatten().for_each(&mut *visit),
            Block::Rule => {}
        }
    }
}

impl Document {
    /// Gives every run its offset in the visible text: the characters of all runs before it.
    /// A reader calls it once, when its blocks stand in their final order.
    pub fn number_runs(&mut self) {
        let mut next = 0;
        for_each_run_mut(&mut self.blocks, &mut |run| {
            run.start = next;
            next += run.text.chars().count();
        });
    }

    /// How many characters a person sees: the non-blank characters of all runs
    /// (`source.characters` of `ayumi/reading@1`).
    #[must_use]
    pub fn visible_characters(&self) -> usize {
        let mut count = 0;
        for_each_run(&self.blocks, &mut |run| {
            count += run.text.chars().filter(|c| !c.is_whitespace()).count();
        });
        count
    }
}
