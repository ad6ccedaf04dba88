//! Text with the offset of each character.

use ayumi_document::{At, Block, Cell, Inline, Offset, Span, block::for_each_run};

/// Characters with their offsets in the visible text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    characters: Vec<(char, Offset)>,
    at: Option<At>,
}

impl Text {
    /// The runs of one paragraph.
    pub fn of_inline(content: &Inline) -> Self {
        let mut text = Self::default();
        for run in content {
            text.push(run);
        }
        text
    }

    /// All runs of `blocks`.
    pub fn of_blocks(blocks: &[Block]) -> Self {
        let mut text = Self::default();
        for_each_run(blocks, &mut |run| text.push(run));
        text
    }

    /// All runs of a cell.
    pub fn of_cell(cell: &Cell) -> Self {
        Self::of_blocks(&cell.blocks)
    }

    fn push(&mut self, run: &ayumi_document::Run) {
        if self.at.is_none() {
            self.at.clone_from(&run.at);
        }
        let offsets = run.start..;
        self.characters.extend(run.text.chars().zip(offsets));
    }

    /// Where it begins in the source.
    pub fn at(&self) -> Option<At> {
        self.at.clone()
    }

    /// The words.
    pub fn value(&self) -> String {
        self.characters
            .iter()
            .map(|(character, _)| character)
            .collect()
    }

    /// The words, or nothing when it is blank.
    pub fn some(&self) -> Option<String> {
        (!self.is_blank()).then(|| self.value())
    }

    /// Nothing but blanks?
    pub fn is_blank(&self) -> bool {
        self.characters
            .iter()
            .all(|(character, _)| character.is_whitespace())
    }

    /// The offsets of its non-blank characters, runs joined.
    pub fn spans(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for (character, offset) in &self.characters {
            if character.is_whitespace() {
                continue;
            }
            match spans.last_mut() {
                Some(last) if last.end == *offset => last.end += 1,
                _ => spans.push(*offset..*offset + 1),
            }
        }
        spans
    }

    /// Cuts it behind `count` characters.
    pub fn split(&self, count: usize) -> (Self, Self) {
        let (left, right) = self.characters.split_at(count.min(self.characters.len()));
        let part = |characters: &[(char, Offset)]| Self {
            characters: characters.to_vec(),
            at: self.at.clone(),
        };
        (part(left), part(right))
    }
}
