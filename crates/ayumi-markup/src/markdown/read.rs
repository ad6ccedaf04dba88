//! Bytes of a Markdown file to a document.

use ayumi_document::{
    At, Block, Cell, Document, Figure, Inline, ListItem, Reader, Refusal, Row, Scope, Source,
    SourceKind, Table, Unplaced, Why, block::for_each_run,
};
use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, Options, parse_document};

use super::inline::Words;
use crate::decode::{Decoded, decode};
use crate::html::fragment;

/// Blocks nested deeper keep their words, not their structure.
const DEEPEST: usize = 64;

/// Reads Markdown.
#[derive(Clone, Copy, Debug, Default)]
pub struct MarkdownReader;

impl Reader for MarkdownReader {
    fn kinds(&self) -> &'static [SourceKind] {
        &[SourceKind::Markdown]
    }

    fn read(&self, source: Source<'_>) -> Result<Document, Refusal> {
        Ok(document(decode(source)?))
    }
}

fn document(decoded: Decoded) -> Document {
    let arena = Arena::new();
    let root = parse_document(&arena, &decoded.text, &options());
    let mut walk = Walk {
        lines: line_starts(&decoded.text),
        source: &decoded.text,
        hidden: Vec::new(),
        tables_stay_open: false,
    };
    let blocks = walk.blocks(root, 0);
    let mut document = Document {
        title: title(&blocks),
        blocks,
        notices: decoded.notices,
        questions: decoded.questions,
        hidden: walk.hidden,
        ..Document::default()
    };
    document.number_runs();
    document
}

/// The dialect that is read: tables, footnotes, front matter, and emphasis that works beside
/// Japanese punctuation.
pub(super) fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.footnotes = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    options.extension.cjk_friendly_emphasis = true;
    options.parse.leave_footnote_definitions = true;
    options
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .collect()
}

/// The first heading of the first level.
fn title(blocks: &[Block]) -> String {
    let heading = blocks
        .iter()
        .find(|block| matches!(block, Block::Heading { level: 1, .. }));
    let mut words = String::new();
    for_each_run(
        heading.map(std::slice::from_ref).unwrap_or_default(),
        &mut |run| {
            words.push_str(&run.text);
        },
    );
    words.trim().replace('\n', " ")
}

struct Walk<'s> {
    source: &'s str,
    /// Where each line of the source begins.
    lines: Vec<usize>,
    hidden: Vec<Unplaced>,
    /// A search for a closing tag of a table found none.
    tables_stay_open: bool,
}

type Node<'a> = &'a AstNode<'a>;

pub(super) fn line(node: Node<'_>) -> u32 {
    u32::try_from(node.data().sourcepos.start.line).unwrap_or(u32::MAX)
}

impl Walk<'_> {
    fn blocks(&mut self, parent: Node<'_>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut next = parent.first_child();
        while let Some(node) = next {
            crate::steps::count(1);
            next = node.next_sibling();
            if let Some(after) = self.html(node, &mut blocks) {
                next = after;
            } else if depth > DEEPEST {
                blocks.extend(self.flat(node));
            } else {
                self.block(node, depth, &mut blocks);
            }
        }
        blocks
    }

    fn block(&mut self, node: Node<'_>, depth: usize, blocks: &mut Vec<Block>) {
        let value = node.data().value.clone();
        match value {
            NodeValue::Heading(heading) => {
                let (content, id) = self.inline(node);
                if !is_blank(&content) {
                    blocks.push(Block::Heading {
                        level: heading.level,
                        id,
                        content,
                    });
                }
            }
            NodeValue::Paragraph => self.paragraph(node, blocks),
            NodeValue::List(list) => {
                let ordered = list.list_type == ListType::Ordered;
                let items = node
                    .children()
                    .map(|item| self.item(item, ordered, depth))
                    .collect();
                blocks.push(Block::List { ordered, items });
            }
            NodeValue::Table(_) => blocks.push(Block::Table(self.table(node))),
            NodeValue::ThematicBreak => blocks.push(Block::Rule),
            NodeValue::CodeBlock(code) => {
                let first = line(node) + u32::from(code.fenced);
                blocks.extend(lines(&code.literal, first));
            }
            NodeValue::FrontMatter(text) => {
                self.hidden.push(Unplaced {
                    text,
                    why: Why::Hidden,
                    at: Some(At::line(line(node))),
                });
            }
            NodeValue::FootnoteDefinition(note) => {
                let item = ListItem {
                    marker: Some(note.name.clone()),
                    blocks: self.blocks(node, depth + 1),
                };
                blocks.push(Block::List {
                    ordered: false,
                    items: vec![item],
                });
            }
            _ => blocks.extend(self.blocks(node, depth + 1)),
        }
    }

    fn item(&mut self, node: Node<'_>, ordered: bool, depth: usize) -> ListItem {
        let number = match &node.data().value {
            NodeValue::Item(item) if ordered => Some(item.start),
            _ => None,
        };
        let marker = number.map_or_else(|| "-".to_owned(), |number| format!("{number}."));
        ListItem {
            marker: Some(marker),
            blocks: self.blocks(node, depth + 1),
        }
    }

    fn paragraph(&mut self, node: Node<'_>, blocks: &mut Vec<Block>) {
        if let Some(figure) = self.picture(node) {
            blocks.push(Block::Figure(figure));
            return;
        }
        let (content, _) = self.inline(node);
        if !is_blank(&content) {
            blocks.push(Block::Paragraph {
                content,
                gap: true,
                indent: 0,
            });
        }
    }

    /// A picture that is a paragraph of its own.
    fn picture(&mut self, node: Node<'_>) -> Option<Figure> {
        let only = node
            .first_child()
            .filter(|child| child.next_sibling().is_none())?;
        if !matches!(only.data().value, NodeValue::Image(_)) {
            return None;
        }
        let (content, _) = self.inline(only);
        let alt: String = content.iter().map(|run| run.text.as_str()).collect();
        (!alt.trim().is_empty()).then(|| Figure {
            alt,
            ..Figure::default()
        })
    }

    fn table(&mut self, node: Node<'_>) -> Table {
        let mut table = Table::default();
        for row in node.children() {
            let head = matches!(row.data().value, NodeValue::TableRow(true));
            table.head_rows += usize::from(head);
            let cells = row.children().map(|cell| self.cell(cell, head)).collect();
            table.rows.push(Row { cells });
        }
        table
    }

    fn cell(&mut self, node: Node<'_>, head: bool) -> Cell {
        let (content, _) = self.inline(node);
        let mut blocks = Vec::new();
        if !is_blank(&content) {
            blocks.push(Block::Paragraph {
                content,
                gap: false,
                indent: 0,
            });
        }
        Cell {
            scope: head.then_some(Scope::Column),
            blocks,
            at: Some(At::line(line(node))),
            ..Cell::default()
        }
    }

    fn inline(&mut self, node: Node<'_>) -> (Inline, Option<String>) {
        let mut words = Words::default();
        words.children(node, 0);
        self.hidden.append(&mut words.hidden);
        words.finish()
    }

    /// The words below `node` without its structure.
    fn flat(&mut self, node: Node<'_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for inner in node.descendants() {
            let leaf = inner.data().value.contains_inlines();
            if leaf {
                self.paragraph(inner, &mut blocks);
            } else if let NodeValue::CodeBlock(code) = &inner.data().value {
                blocks.extend(lines(&code.literal, line(inner)));
            } else if let NodeValue::HtmlBlock(html) = &inner.data().value {
                blocks.extend(fragment(&html.literal, line(inner)).0);
            }
        }
        blocks
    }

    /// A block of HTML. Markdown ends it at a blank line; a table goes on to its closing tag.
    /// Tells where to go on, or `None` when `node` is no HTML.
    fn html<'a>(&mut self, node: Node<'a>, blocks: &mut Vec<Block>) -> Option<Option<Node<'a>>> {
        let NodeValue::HtmlBlock(html) = &node.data().value else {
            return None;
        };
        let first = line(node);
        let mut next = node.next_sibling();
        let mut text = html.literal.as_str();
        if let Some(last) = self.table_end(node, open_tables(&html.literal)) {
            next = last.next_sibling();
            text = self.between(first, last.data().sourcepos.end.line);
        }
        let (more, hidden) = fragment(text, first);
        blocks.extend(more);
        self.hidden.extend(hidden);
        Some(next)
    }

    /// The block with the tag that closes a table left open in `node`, or the last such tag there is.
    fn table_end<'a>(&mut self, node: Node<'a>, mut open: i64) -> Option<Node<'a>> {
        if open <= 0 || self.tables_stay_open {
            return None;
        }
        let mut last = None;
        for sibling in node.following_siblings().skip(1) {
            crate::steps::count(1);
            let NodeValue::HtmlBlock(html) = &sibling.data().value else {
                continue;
            };
            let more = open_tables(&html.literal);
            open += more;
            if more < 0 {
                last = Some(sibling);
            }
            if open <= 0 {
                break;
            }
        }
        self.tables_stay_open = last.is_none();
        last
    }

    /// The source from one line to another.
    fn between(&self, first: u32, last: usize) -> &str {
        let start = self
            .lines
            .get(first as usize - 1)
            .copied()
            .unwrap_or(self.source.len());
        let end = self.lines.get(last).copied().unwrap_or(self.source.len());
        &self.source[start..end.max(start)]
    }
}

fn open_tables(html: &str) -> i64 {
    let html = html.to_ascii_lowercase();
    html.matches("<table").count() as i64 - html.matches("</table").count() as i64
}

fn is_blank(content: &Inline) -> bool {
    content.iter().all(|run| run.text.trim().is_empty())
}

/// Lines kept as they are: each a paragraph, as in plain text.
fn lines(text: &str, first: u32) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (number, words) in (first..).zip(text.lines()) {
        if !words.trim().is_empty() {
            let mut block = Block::text(words.trim());
            if let Block::Paragraph { content, .. } = &mut block {
                content[0].at = Some(At::line(number));
            }
            blocks.push(block);
        }
    }
    blocks
}
