//! The list of contents, and the bookmarks that it and all links inside lead to.

use std::collections::BTreeMap;

use ayumi_document::{Block, Run};
use ayumi_locale::key;

use super::body::{Body, Look};
use crate::words;

impl Body {
    /// The list of contents: a field of Word's own, filled already, in the frame that gives it
    /// Word's "update" button.
    pub(super) fn contents(&mut self, entries: &[Entry]) {
        let entries: Vec<_> = entries
            .iter()
            .filter(|entry| (2..=3).contains(&entry.level))
            .collect();
        self.xml.open("w:sdt", &[]);
        self.xml.open("w:sdtPr", &[]);
        self.xml.open("w:docPartObj", &[]);
        self.xml.value("w:docPartGallery", "Table of Contents");
        self.xml.empty("w:docPartUnique", &[]);
        self.xml.close("w:docPartObj");
        self.xml.close("w:sdtPr");
        self.xml.open("w:sdtContent", &[]);
        let title = Run::new(self.lang.text(key::BOOK_CONTENTS));
        self.paragraph(
            &[title],
            Look {
                style: Some("TOCHeading"),
                ..Look::default()
            },
            None,
        );
        for (n, entry) in entries.iter().enumerate() {
            self.xml.open("w:p", &[]);
            let style = if entry.level == 2 { "TOC2" } else { "TOC3" };
            self.properties(Look {
                style: Some(style),
                ..Look::default()
            });
            if n == 0 {
                self.field_start(" TOC \\o \"2-3\" \\h \\z \\u ");
            }
            self.entry(entry);
            if n + 1 == entries.len() {
                self.mark("end", false);
            }
            self.xml.close("w:p");
        }
        self.xml.close("w:sdtContent");
        self.xml.close("w:sdt");
    }

    fn field_start(&mut self, code: &str) {
        self.mark("begin", false);
        self.xml.open("w:r", &[]);
        self.xml
            .text("w:instrText", &[("xml:space", "preserve")], code);
        self.xml.close("w:r");
        self.mark("separate", false);
    }

    /// A line of the contents. Its page is not known before Word has set the text.
    fn entry(&mut self, entry: &Entry) {
        let words = self.cleaner.clean(&entry.words, None);
        let mark = self.marks[&entry.key];
        self.xml.open(
            "w:hyperlink",
            &[("w:anchor", &bookmark(mark)), ("w:history", "1")],
        );
        self.text(&format!("{words}\t"), false, false);
        self.field(&format!(" PAGEREF {} \\h ", bookmark(mark)), "", false);
        self.xml.close("w:hyperlink");
    }
}

/// A heading of the document itself, for the list of contents.
pub(super) struct Entry {
    pub(super) level: u8,
    pub(super) words: String,
    pub(super) key: String,
}

pub(super) fn entries(blocks: &[Block]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for block in blocks {
        if let Block::Heading { level, id, content } = block {
            let key = heading_key(id.as_deref(), entries.len());
            entries.push(Entry {
                level: *level,
                words: words::plain(content),
                key,
            });
        }
    }
    entries
}

/// What a heading is found by: its id, or the how-manyth it is.
pub(super) fn heading_key(id: Option<&str>, ordinal: usize) -> String {
    id.filter(|id| !id.is_empty())
        .map_or_else(|| format!("\0{ordinal}"), ToOwned::to_owned)
}

/// Numbers every place something may point at, in reading order. Word allows letters, digits and
/// 40 characters in a bookmark's name, so the ids themselves cannot be the names.
#[derive(Default)]
pub(super) struct Numbering {
    marks: BTreeMap<String, usize>,
    headings: usize,
}

impl Numbering {
    pub(super) fn document(mut self, blocks: &[Block]) -> BTreeMap<String, usize> {
        for block in blocks {
            if let Block::Heading { id, .. } = block {
                self.add(Some(heading_key(id.as_deref(), self.headings)));
                self.headings += 1;
            } else {
                self.inner(std::slice::from_ref(block));
            }
        }
        self.marks
    }

    fn inner(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { id, .. } => self.add(id.clone()),
                Block::Figure(figure) => self.add(figure.id.clone()),
                Block::List { items, .. } => items.iter().for_each(|item| self.inner(&item.blocks)),
                Block::Table(table) => {
                    self.add(table.id.clone());
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        self.add(cell.id.clone());
                        self.inner(&cell.blocks);
                    }
                }
                Block::Paragraph { .. } | Block::Rule => {}
            }
        }
    }

    fn add(&mut self, id: Option<String>) {
        let next = self.marks.len() + 1;
        if let Some(id) = id.filter(|id| !id.is_empty()) {
            self.marks.entry(id).or_insert(next);
        }
    }
}

pub(super) fn bookmark(number: usize) -> String {
    format!("_Toc{number:08}")
}
