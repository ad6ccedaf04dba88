//! The neutral tree of blocks that every reader makes and every writer prints.
//!
//! A [`Document`] is what stands between a file and a plan: headings, paragraphs, lists, tables,
//! figures. Readers turn bytes into it, the recogniser turns it into a reading, the book turns a
//! plan into it, and writers turn it into Markdown, HTML, Word, Excel or PDF. It knows nothing of
//! plans.

pub mod block;
pub mod grid;
pub mod notice;
pub mod place;
pub mod port;
mod selection;

pub use block::{
    Block, Cell, Document, Figure, Inline, ListItem, Row, Run, Scope, Table, Target, Value,
};
pub use grid::{Grid, Spot};
pub use notice::{Ask, Notice, Question, Repair, RepairRule, Rule, Severity, Unplaced, Why};
pub use place::{Area, At, Offset, RunArea, Span};
pub use port::{LimitHit, Publication, Reader, Refusal, Source, SourceKind, Suspicion, Writer};
pub use selection::{Pages, PagesError, Selection};
