//! A document of any shape, made of any bytes: what no reader makes must not harm the recogniser
//! either.

use ayumi_document::{At, Block, Cell, Document, Inline, ListItem, Row, Run, Table};

use crate::pieces::PIECES;

/// The document the bytes tell.
pub(crate) fn document(bytes: &[u8]) -> Document {
    let mut shaper = Shaper { bytes, line: 0 };
    let mut blocks = Vec::new();
    while !shaper.bytes.is_empty() && blocks.len() < 400 {
        blocks.push(shaper.block(0));
    }
    let mut document = Document {
        blocks,
        ..Document::default()
    };
    document.number_runs();
    document
}

struct Shaper<'b> {
    bytes: &'b [u8],
    line: u32,
}

impl Shaper<'_> {
    fn next(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((first, rest)) => {
                self.bytes = rest;
                *first
            }
            None => 0,
        }
    }

    fn block(&mut self, depth: u8) -> Block {
        match self.next() % 8 {
            0 => Block::Heading {
                level: 1 + self.next() % 6,
                id: None,
                content: self.words(),
            },
            1 if depth < 4 => Block::Table(self.table(depth)),
            2 if depth < 4 => {
                let count = self.next() % 6;
                let ordered = count.is_multiple_of(2);
                let item = |shaper: &mut Self| ListItem {
                    marker: None,
                    blocks: vec![shaper.block(depth + 1)],
                };
                let items = (0..count).map(|_| item(self)).collect();
                Block::List { ordered, items }
            }
            3 if self.bytes.len().is_multiple_of(7) => Block::Rule,
            _ => Block::Paragraph {
                gap: self.next().is_multiple_of(2),
                indent: u16::from(self.next() % 8),
                content: self.words(),
            },
        }
    }

    fn table(&mut self, depth: u8) -> Table {
        let (rows, columns) = (self.next() % 12, self.next() % 10);
        let head_rows = usize::from(self.next() % 4);
        let cell = |shaper: &mut Self| {
            let span = shaper.next();
            let wide = |bits: u8| {
                if bits.is_multiple_of(16) {
                    300
                } else {
                    1 + u16::from(bits % 16 == 1)
                }
            };
            Cell {
                col_span: wide(span),
                row_span: wide(span / 16),
                blocks: match span {
                    250.. => vec![shaper.block(depth + 1)],
                    200.. => Vec::new(),
                    _ => vec![Block::Paragraph {
                        content: shaper.words(),
                        gap: false,
                        indent: 0,
                    }],
                },
                ..Cell::default()
            }
        };
        let row = |shaper: &mut Self| Row {
            cells: (0..columns).map(|_| cell(shaper)).collect(),
        };
        Table {
            head_rows,
            rows: (0..rows).map(|_| row(self)).collect(),
            ..Table::default()
        }
    }

    /// Some pieces in one or two runs, on a line of their own.
    fn words(&mut self) -> Inline {
        self.line += u32::from(self.next() % 3);
        let run = |shaper: &mut Self| {
            let count = shaper.next() % 6;
            let piece = |shaper: &mut Self| match shaper.next() {
                byte @ ..=127 => PIECES[usize::from(byte) % PIECES.len()].to_owned(),
                byte => char::from_u32(0x3041 + u32::from(byte) * 7)
                    .map(String::from)
                    .unwrap_or_default(),
            };
            let text: String = (0..count).map(|_| piece(shaper)).collect();
            Run {
                text,
                at: Some(At::line(shaper.line)),
                ..Run::default()
            }
        };
        let count = 1 + self.next() % 2;
        (0..count).map(|_| run(self)).collect()
    }
}
