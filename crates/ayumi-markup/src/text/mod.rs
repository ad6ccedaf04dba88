//! Plain text: every line that is not blank is a paragraph; tables, tags and `**` in it are
//! mark-up.
//!
//! Texts that came out of PDF, Word or web pages keep scraps of mark-up: `<p>` and `<hr/>` inside
//! cells, pipe tables with loose ends, lines of tab or comma separated values. Where such a scrap
//! is not sure, the line stays a paragraph as it is.

mod comma;
mod grid;
mod line;
mod mark;
mod pipe;
mod scrap;
mod tab;
mod values;

use ayumi_document::{At, Block, Document, Reader, Refusal, Source, SourceKind, Unplaced, Why};

use crate::decode::{Decoded, decode};
use crate::detect::detect;
use crate::html::fragment;
use line::Line;
use mark::Place;
use scrap::Part;

/// Reads plain text, and files of comma or tab separated values.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextReader;

impl Reader for TextReader {
    fn kinds(&self) -> &'static [SourceKind] {
        &[SourceKind::Text, SourceKind::Csv]
    }

    fn read(&self, source: Source<'_>) -> Result<Document, Refusal> {
        let decoded = decode(source)?;
        let values = matches!(detect(source.name, source.bytes), Ok(SourceKind::Csv));
        Ok(if values {
            table(decoded)
        } else {
            document(decoded)
        })
    }
}

/// The document of a file of separated values.
fn table(decoded: Decoded) -> Document {
    let mut document = Document {
        notices: decoded.notices,
        questions: decoded.questions,
        ..Document::default()
    };
    values::read(&decoded.text, &mut document);
    document.number_runs();
    document
}

/// The document of a decoded text.
fn document(decoded: Decoded) -> Document {
    let mut document = Document {
        notices: decoded.notices,
        questions: decoded.questions,
        ..Document::default()
    };
    let mut line = 1;
    for part in scrap::parts(&decoded.text) {
        let source = match part {
            Part::Plain(text) => {
                document.blocks.extend(blocks(text, line));
                text
            }
            Part::Table(html) => {
                let (blocks, hidden) = fragment(html, line);
                document.blocks.extend(blocks);
                document.hidden.extend(hidden);
                html
            }
            Part::Comment(text) => {
                let at = Some(At::line(line));
                document.hidden.push(Unplaced {
                    text: text.trim().to_owned(),
                    why: Why::Hidden,
                    at,
                });
                text
            }
        };
        line = line.saturating_add(u32::try_from(source.matches('\n').count()).unwrap_or(u32::MAX));
    }
    document.number_runs();
    document
}

/// The blocks of plain text whose first line has the number `first`.
fn blocks(text: &str, first: u32) -> Vec<Block> {
    let lines = line::split(text, first);
    let mut tables = Tables::default();
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        crate::steps::count(1);
        if let Some((table, next)) = tables.at(text, &lines, at) {
            blocks.extend(table);
            at = next;
        } else {
            paragraphs(&lines[at], &mut blocks);
            at += 1;
        }
    }
    blocks
}

/// Finds tables. It remembers how far a fruitless search went, so that lines are not searched again
/// and again.
#[derive(Debug, Default)]
struct Tables {
    /// No tab table begins before this line.
    tab_from: usize,
    /// No quote that opens before this line closes in time.
    quote_from: usize,
    /// The same for commas, in bytes of the text.
    comma_from: usize,
}

impl Tables {
    /// A table that begins at line `at`, as blocks, and the line after it.
    fn at(&mut self, text: &str, lines: &[Line<'_>], at: usize) -> Option<(Vec<Block>, usize)> {
        tab::table(self, lines, at)
            .or_else(|| pipe::table(lines, at))
            .or_else(|| comma::table(self, text, lines, at))
    }
}

fn paragraphs(line: &Line<'_>, blocks: &mut Vec<Block>) {
    let (indent, words) = line::indent(line.text);
    let mut first = true;
    for mut block in mark::blocks(words, line.number, Place::Line) {
        if let Block::Paragraph {
            gap,
            indent: columns,
            ..
        } = &mut block
        {
            if first {
                (*gap, *columns) = (line.gap, indent);
            }
            first = false;
        }
        blocks.push(block);
    }
}

#[cfg(test)]
mod tests;
