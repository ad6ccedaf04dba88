//! Blocks on the way.

use ayumi_document::{Block, Inline, ListItem};

use super::numbering::Label;

/// How a paragraph looks, for telling headings that have no heading's style.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// Size of most of its letters, in half points.
    pub(super) size: u32,
    /// Its letters, blanks left out.
    pub(super) letters: usize,
}

/// The blocks of the body, of a cell or of a note, in reading order.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) blocks: Vec<Block>,
    /// Of paragraphs among the blocks, by their index.
    pub(super) looks: Vec<(usize, Look)>,
    /// Inside a table: a heading is a line like others, and notes wait for the table's end.
    pub(super) in_cell: bool,
    /// An empty paragraph stands before what comes next.
    gap: bool,
    /// The last block is a caption, which belongs to a table that follows.
    caption: bool,
    /// The last paragraph held a picture: a caption behind it is the picture's.
    picture: bool,
}

impl Out {
    /// For the content of a cell.
    pub(super) fn cell() -> Self {
        Self {
            in_cell: true,
            ..Self::default()
        }
    }

    /// An empty paragraph.
    pub(super) fn blank(&mut self, picture: bool) {
        self.gap = true;
        self.picture |= picture;
    }

    pub(super) fn heading(&mut self, level: u8, content: Inline, label: Option<Label>) {
        let id = None;
        let heading = Block::Heading { level, id, content };
        match label {
            // A heading with a number of Word's own: the number is its marker.
            Some(label) => self.push(Block::List {
                ordered: label.ordered,
                items: vec![ListItem {
                    marker: Some(label.text),
                    blocks: vec![heading],
                }],
            }),
            None => self.push(heading),
        }
    }

    pub(super) fn paragraph(&mut self, content: Inline, indent: u16, look: Look) {
        // Outside of tables every paragraph is set apart from the next by itself; inside of them
        // lines are often broken by hand.
        let gap = self.gap || !self.in_cell;
        self.looks.push((self.blocks.len(), look));
        self.push(Block::Paragraph {
            content,
            gap,
            indent,
        });
    }

    /// The words of a table or picture.
    pub(super) fn caption(&mut self, content: Inline) {
        let of_picture = self.picture;
        self.paragraph(content, 0, Look::default());
        self.caption = !of_picture;
    }

    /// A paragraph of a list.
    pub(super) fn item(&mut self, label: Label, content: Inline) {
        let paragraph = Block::Paragraph {
            content,
            gap: false,
            indent: 0,
        };
        let item = ListItem {
            marker: Some(label.text),
            blocks: vec![paragraph],
        };
        let place = place(&mut self.blocks, label.level);
        match place.last_mut() {
            Some(Block::List { ordered, items })
                if *ordered == label.ordered && !is_heading(items) =>
            {
                items.push(item);
            }
            _ => place.push(Block::List {
                ordered: label.ordered,
                items: vec![item],
            }),
        }
        self.settle();
    }

    /// A table; the caption that stands before it is its own.
    pub(super) fn table(&mut self, mut table: ayumi_document::Table) {
        if self.caption
            && let Some(Block::Paragraph { content, .. }) = self
                .blocks
                .pop_if(|last| matches!(last, Block::Paragraph { .. }))
        {
            self.looks.pop();
            table.caption = Some(content);
        }
        self.push(Block::Table(table));
    }

    pub(super) fn push(&mut self, block: Block) {
        self.blocks.push(block);
        self.settle();
    }

    fn settle(&mut self) {
        self.gap = false;
        self.caption = false;
        self.picture = false;
    }
}

/// Where an entry of a list of this depth belongs: in the last entry of the list above it.
fn place(blocks: &mut Vec<Block>, depth: usize) -> &mut Vec<Block> {
    let inside =
        depth > 0 && matches!(blocks.last(), Some(Block::List { items, .. }) if !is_heading(items));
    if !inside {
        return blocks;
    }
    let at = blocks.len() - 1;
    let Block::List { items, .. } = &mut blocks[at] else {
        unreachable!("the last block is a list");
    };
    let last = items.len() - 1;
    place(&mut items[last].blocks, depth - 1)
}

/// A numbered heading stands in a list of its own.
fn is_heading(items: &[ListItem]) -> bool {
    items
        .last()
        .is_none_or(|item| matches!(item.blocks.first(), Some(Block::Heading { .. })))
}
