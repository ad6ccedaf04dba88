//! Blocks and runs as Word paragraphs.

use std::collections::BTreeMap;

use ayumi_document::{Block, Document, Figure, Notice, Rule, Run, Severity, Target};
use ayumi_locale::Lang;

use super::contents::{Numbering, bookmark, entries, heading_key};
use super::lists::Lists;
use crate::words::{self, Cleaner};
use crate::xml::Xml;

/// Signs that open an entry in Japanese papers; the lines after the first hang below the words.
const OPENERS: &str = "○〇◯◎●◇◆□■△▲▽▼☆★※・→⇒－ー-–•";

/// A list of contents is worth its place from so many headings on.
const CONTENTS_FROM: usize = 5;

/// The text between the margins, in twentieths of a point: A4 less 27 and 20 mm.
pub(super) const TEXT_WIDTH: usize = 9241;

/// The document being written, with everything that later goes into other parts.
pub(super) struct Body {
    pub(super) xml: Xml,
    pub(super) cleaner: Cleaner,
    pub(super) lists: Lists,
    /// Addresses outside, in order; the n-th has the relationship `link{n}`.
    pub(super) links: Vec<String>,
    /// Drawings, in order.
    pub(super) pictures: Vec<String>,
    pub(super) notices: Vec<Notice>,
    /// Ids something may point at, with the number of their bookmark.
    pub(super) marks: BTreeMap<String, usize>,
    /// The last bookmark set.
    set: usize,
    /// Headings written so far.
    headings: usize,
    pub(super) lang: Lang,
}

/// How a paragraph looks beyond its style.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub(super) style: Option<&'static str>,
    /// Number of the list and depth in it.
    pub(super) list: Option<(usize, usize)>,
    /// Blanks before the first word, in half-width columns.
    pub(super) indent: u16,
    pub(super) hang: bool,
    pub(super) bold: bool,
    pub(super) align: Option<&'static str>,
    pub(super) new_page: bool,
}

impl Body {
    pub(super) fn new(document: &Document) -> Self {
        Self {
            xml: Xml::fragment(),
            cleaner: Cleaner::default(),
            lists: Lists::default(),
            links: Vec::new(),
            pictures: Vec::new(),
            notices: Vec::new(),
            marks: Numbering::default().document(&document.blocks),
            set: 0,
            headings: 0,
            lang: words::lang(document),
        }
    }

    /// All blocks, with the list of contents before the first section.
    pub(super) fn document(&mut self, document: &Document) {
        let blocks = &document.blocks;
        let entries = entries(blocks);
        let opens = |block: &Block| matches!(block, Block::Heading { level, .. } if *level > 1);
        let front = if entries.len() >= CONTENTS_FROM {
            blocks.iter().position(opens)
        } else {
            None
        };
        let (front, rest) = blocks.split_at(front.unwrap_or(0));
        self.blocks(front, Look::default());
        let mut rest = rest;
        if let (false, Some((first, others))) = (front.is_empty(), rest.split_first()) {
            self.contents(&entries);
            let new_page = true;
            self.block(
                first,
                Look {
                    new_page,
                    ..Look::default()
                },
            );
            rest = others;
        }
        self.blocks(rest, Look::default());
    }

    pub(super) fn blocks(&mut self, blocks: &[Block], look: Look) {
        for block in blocks {
            self.block(block, look);
        }
    }

    fn block(&mut self, block: &Block, look: Look) {
        match block {
            // Inside a cell a heading would tear the outline apart.
            Block::Heading { id, content, .. } if look.style.is_some() => {
                self.paragraph(content, Look { bold: true, ..look }, id.as_deref());
            }
            Block::Heading { level, id, content } => {
                let key = heading_key(id.as_deref(), self.headings);
                self.headings += 1;
                let style = Some(heading_style(*level));
                self.paragraph(content, Look { style, ..look }, Some(&key));
            }
            Block::Paragraph {
                content, indent, ..
            } => {
                let first = content.iter().flat_map(|run| run.text.chars()).next();
                let hang = look.list.is_none() && first.is_some_and(|c| OPENERS.contains(c));
                let indent = look.indent.saturating_add(*indent);
                self.paragraph(
                    content,
                    Look {
                        indent,
                        hang,
                        ..look
                    },
                    None,
                );
            }
            Block::List { ordered, items } => {
                let depth = look.list.map_or(0, |(_, depth)| depth + 1);
                let list = self.lists.open(*ordered, items);
                for item in items {
                    let look = Look {
                        style: Some("ListParagraph"),
                        list: Some((list, depth)),
                        ..look
                    };
                    self.item(&item.blocks, look);
                }
            }
            Block::Table(table) => self.table(table, look),
            Block::Figure(figure) => self.figure(figure),
            Block::Rule => self.paragraph(
                &[],
                Look {
                    style: Some("Rule"),
                    ..Look::default()
                },
                None,
            ),
        }
    }

    /// An entry: its first paragraph has the marker, the others stand below it.
    fn item(&mut self, blocks: &[Block], look: Look) {
        let starts_with_words = matches!(blocks.first(), Some(Block::Paragraph { .. }));
        if !starts_with_words {
            self.paragraph(&[], look, None);
        }
        for (n, block) in blocks.iter().enumerate() {
            match block {
                Block::List { .. } => self.block(block, look),
                _ if n == 0 && starts_with_words => self.block(block, look),
                _ => self.block(
                    block,
                    Look {
                        list: None,
                        indent: 2,
                        ..look
                    },
                ),
            }
        }
    }

    /// A paragraph; `id` puts a bookmark around it.
    pub(super) fn paragraph(&mut self, content: &[Run], look: Look, id: Option<&str>) {
        self.xml.open("w:p", &[]);
        self.properties(look);
        let mark = self.open_mark(id);
        for run in content {
            self.run(run, look.bold);
        }
        self.close_mark(mark);
        self.xml.close("w:p");
    }

    pub(super) fn properties(&mut self, look: Look) {
        let xml = &mut self.xml;
        xml.open("w:pPr", &[]);
        if let Some(style) = look.style {
            xml.value("w:pStyle", style);
        }
        if look.new_page {
            xml.empty("w:pageBreakBefore", &[]);
        }
        if let Some((list, depth)) = look.list {
            xml.open("w:numPr", &[]);
            xml.value("w:ilvl", &depth.min(8).to_string());
            xml.value("w:numId", &list.to_string());
            xml.close("w:numPr");
        }
        if look.style.is_none() && !look.hang && look.indent == 0 {
            let first = [("w:firstLineChars", "100"), ("w:firstLine", "210")];
            xml.empty("w:ind", &first);
        } else if look.hang || look.indent > 0 {
            // A half-width column of 10.5 pt type is 105 twentieths of a point.
            let left = usize::from(look.indent.min(80)) * 105 + if look.hang { 210 } else { 0 };
            let hanging = if look.hang { "210" } else { "0" };
            xml.empty(
                "w:ind",
                &[("w:left", &left.to_string()), ("w:hanging", hanging)],
            );
        }
        if let Some(align) = look.align {
            xml.value("w:jc", align);
        }
        xml.close("w:pPr");
    }

    fn run(&mut self, run: &Run, bold: bool) {
        let text = self.cleaner.clean(&run.text, run.at.as_ref());
        let bold = bold || run.strong;
        match &run.target {
            Some(Target::Id(id)) if self.marks.contains_key(id) => {
                let anchor = bookmark(self.marks[id]);
                self.xml
                    .open("w:hyperlink", &[("w:anchor", &anchor), ("w:history", "1")]);
                // Not underlined: a title in a table is first of all a title.
                self.text(&text, bold, false);
                self.xml.close("w:hyperlink");
            }
            Some(Target::PageOf(id)) if self.marks.contains_key(id) => {
                let field = format!(" PAGEREF {} \\h ", bookmark(self.marks[id]));
                self.field(&field, &text, bold);
            }
            Some(Target::PageOf(_)) => {
                let notice = Notice::new(Rule::ReferenceUnresolved, Severity::Info, run.at.clone());
                self.notices.push(notice.with("value", &run.text));
                self.text(&text, bold, false);
            }
            Some(Target::Url(url)) if words::is_web(url) => {
                self.links.push(self.cleaner.clean(url, run.at.as_ref()));
                let id = format!("link{}", self.links.len());
                self.xml
                    .open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
                self.text(&text, bold, true);
                self.xml.close("w:hyperlink");
            }
            _ => self.text(&text, bold, false),
        }
    }

    /// A run of text; line breaks become breaks, tabs stay tabs.
    pub(super) fn text(&mut self, text: &str, bold: bool, link: bool) {
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        run_properties(xml, bold, link);
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                xml.empty("w:br", &[]);
            }
            for (m, piece) in line.split('\t').enumerate() {
                if m > 0 {
                    xml.empty("w:tab", &[]);
                }
                if !piece.is_empty() {
                    xml.text("w:t", &[("xml:space", "preserve")], piece);
                }
            }
        }
        xml.close("w:r");
    }

    /// A field with the result it shows until Word works it out.
    pub(super) fn field(&mut self, code: &str, shown: &str, bold: bool) {
        self.mark("begin", bold);
        self.xml.open("w:r", &[]);
        run_properties(&mut self.xml, bold, false);
        self.xml
            .text("w:instrText", &[("xml:space", "preserve")], code);
        self.xml.close("w:r");
        self.mark("separate", bold);
        self.text(shown, bold, false);
        self.mark("end", bold);
    }

    pub(super) fn mark(&mut self, kind: &str, bold: bool) {
        self.xml.open("w:r", &[]);
        run_properties(&mut self.xml, bold, false);
        self.xml.empty("w:fldChar", &[("w:fldCharType", kind)]);
        self.xml.close("w:r");
    }

    fn figure(&mut self, figure: &Figure) {
        self.pictures.push(self.cleaner.clean(&figure.svg, None));
        let alt = self.cleaner.clean(&figure.alt, None);
        self.xml.open("w:p", &[]);
        self.properties(Look {
            style: Some("Figure"),
            ..Look::default()
        });
        let mark = self.open_mark(figure.id.as_deref());
        self.xml.open("w:r", &[]);
        super::picture::drawing(&mut self.xml, self.pictures.len(), &figure.svg, &alt);
        self.xml.close("w:r");
        self.close_mark(mark);
        self.xml.close("w:p");
        if let Some(caption) = &figure.caption {
            let look = Look {
                style: Some("Caption"),
                ..Look::default()
            };
            self.paragraph(caption, look, None);
        }
    }

    /// Opens the bookmark of `id` if this is its first place.
    pub(super) fn open_mark(&mut self, id: Option<&str>) -> Option<usize> {
        // Each number is used once: bookmarks of the same name would hide each other.
        let number = id
            .and_then(|id| self.marks.get(id))
            .copied()
            .filter(|n| *n > self.set)?;
        self.set = number;
        let name = bookmark(number);
        self.xml.empty(
            "w:bookmarkStart",
            &[("w:id", &number.to_string()), ("w:name", &name)],
        );
        Some(number)
    }

    pub(super) fn close_mark(&mut self, mark: Option<usize>) {
        if let Some(number) = mark {
            self.xml
                .empty("w:bookmarkEnd", &[("w:id", &number.to_string())]);
        }
    }
}

fn run_properties(xml: &mut Xml, bold: bool, link: bool) {
    if !bold && !link {
        return;
    }
    xml.open("w:rPr", &[]);
    if link {
        xml.value("w:rStyle", "Hyperlink");
    }
    if bold {
        xml.empty("w:b", &[]);
    }
    xml.close("w:rPr");
}

fn heading_style(level: u8) -> &'static str {
    match level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        4 => "Heading4",
        5 => "Heading5",
        _ => "Heading6",
    }
}
