//! Reads back the chapter and the workbook that `ayumi-book` lays out (docs/decisions/0002-published-layout.md).
//!
//! The layout has one place for every field, so this reading guesses nothing. It is strict: where
//! a document differs from the layout in anything but its second printings, [`read`] gives `None`
//! and the general recogniser reads the document like any other.

mod grid;
mod head;
mod reading;
mod records;
mod review;
mod structure;
mod text;
mod words;
mod workbook;

use ayumi_core::interchange::{Field, Placed, ReadItem, ReadPlan};
use ayumi_core::plan::Legend;
use ayumi_document::{Block, Document, Notice, Span, Why};

use self::text::Text;
use self::words::Words;

/// What was read: the plan, and where every character went.
#[derive(Debug, Default)]
pub struct Published {
    /// The plan.
    pub plan: ReadPlan,
    /// Its legend.
    pub legends: Vec<Legend>,
    /// The fields with their spans.
    pub placed: Vec<Placed>,
    /// The rest, with the reason.
    pub unplaced: Vec<(Why, Vec<Span>)>,
    /// Second printings that differ.
    pub notices: Vec<Notice>,
}

impl Published {
    /// Is every character used for one thing only? In the layout it is. Where a cell was added or its
    /// span changed, the grid shifts and a cell may stand in two columns or for two items.
    fn uses_all_once(&self) -> bool {
        let placed = self.placed.iter().flat_map(|placed| &placed.spans);
        let left = self.unplaced.iter().flat_map(|(_, spans)| spans);
        let mut spans: Vec<&Span> = placed.chain(left).collect();
        spans.sort_unstable_by_key(|span| span.start);
        spans.is_sorted_by(|one, next| one.end <= next.start)
    }
}

/// Reads a published chapter or workbook; `None` when the document is not laid out as one.
#[must_use]
pub fn read(document: &Document) -> Option<Published> {
    Words::all()
        .iter()
        .find_map(|words| Chapter::new(&document.blocks, words).read())
        .or_else(|| workbook::read(document))
        .filter(Published::uses_all_once)
}

/// The blocks of a chapter while they are read, one after the other.
struct Chapter<'d> {
    blocks: &'d [Block],
    next: usize,
    words: &'d Words,
    out: Published,
}

impl<'d> Chapter<'d> {
    fn new(blocks: &'d [Block], words: &'d Words) -> Self {
        Self {
            blocks,
            next: 0,
            words,
            out: Published::default(),
        }
    }

    fn read(mut self) -> Option<Published> {
        self.head()?;
        self.review()?;
        self.records()?;
        (self.next == self.blocks.len()).then_some(self.out)
    }

    /// The next block, without taking it.
    fn peek(&self) -> Option<&'d Block> {
        self.blocks.get(self.next)
    }

    /// Takes a heading of `level`, if one is next.
    fn heading(&mut self, level: u8) -> Option<Text> {
        match self.peek() {
            Some(Block::Heading {
                level: found,
                content,
                ..
            }) if *found == level => {
                self.next += 1;
                Some(Text::of_inline(content))
            }
            _ => None,
        }
    }

    /// Takes a heading of `level` that reads `words` behind its number, if that is next.
    fn heading_of(&mut self, level: u8, words: &str) -> Option<()> {
        let at = self.next;
        let text = self.heading(level)?;
        let plain = text.value();
        if plain.split_once(' ').is_some_and(|(_, rest)| rest == words) {
            self.leave(Why::Heading, &text);
            Some(())
        } else {
            self.next = at;
            None
        }
    }

    /// Takes a table, if one is next.
    fn table(&mut self) -> Option<&'d ayumi_document::Table> {
        match self.peek() {
            Some(Block::Table(table)) => {
                self.next += 1;
                Some(table)
            }
            _ => None,
        }
    }

    /// Keeps `text` as a field and gives its value.
    fn place(&mut self, field: Field, text: &Text) -> String {
        let value = text.value();
        self.out.placed.push(Placed {
            field,
            value: value.clone(),
            spans: text.spans(),
        });
        value
    }

    /// Leaves `text` out, with the reason.
    fn leave(&mut self, why: Why, text: &Text) {
        let spans = text.spans();
        if !spans.is_empty() {
            self.out.unplaced.push((why, spans));
        }
    }

    /// The item at `path` (positions from 0).
    fn item(&mut self, path: &[usize]) -> Option<&mut ReadItem> {
        item_at(&mut self.out.plan.items, path)
    }
}

/// The item at `path` below `items`.
fn item_at<'i>(items: &'i mut [ReadItem], path: &[usize]) -> Option<&'i mut ReadItem> {
    let (first, rest) = path.split_first()?;
    let item = items.get_mut(*first)?;
    if rest.is_empty() {
        Some(item)
    } else {
        item_at(&mut item.items, rest)
    }
}

/// Label and title as printed in one.
fn printed(item: &ReadItem) -> String {
    ayumi_core::plan::printed(item.label.as_deref(), &item.title)
}
