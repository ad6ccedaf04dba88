//! Mark-up inside plain text: scraps of HTML tags, entities, and `**` pairs.

use std::borrow::Cow;

use ayumi_document::{At, Block, Inline, Run};

/// What one stretch of a line is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark<'a> {
    /// Words.
    Text(Cow<'a, str>),
    /// A paragraph, cell or entry begins or ends.
    Border,
    /// `<br>`
    Break,
    /// `<hr>`
    Rule,
    /// Bold begins or ends.
    Strong(bool),
    /// Line ends inside a tag.
    Lines(u32),
}

/// Where the words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A line of its own: a `<br>` ends it.
    Line,
    /// A cell: a `<br>` is a line break inside the paragraph.
    Cell,
}

/// Tags that are mark-up in plain text. Anything else in angle brackets is words of the document
/// (`<基本目標>`), and so is every script, picture or link, which are shown as they stand.
const BORDERS: [&str; 27] = [
    "p",
    "div",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "center",
    "section",
    "blockquote",
    "colgroup",
    "col",
];
const LOOKS: [&str; 13] = [
    "span", "i", "em", "u", "s", "small", "sup", "sub", "ruby", "rb", "font", "del", "ins",
];

/// The longest tag that is looked for; longer ones are words.
const LONGEST_TAG: usize = 2000;

/// The blocks of `text`, whose first line has the number `line`.
pub(super) fn blocks(text: &str, line: u32, place: Place) -> Vec<Block> {
    let mut maker = Maker {
        place,
        ..Maker::default()
    };
    maker.line = line;
    for mark in marks(text) {
        maker.take(mark);
    }
    maker.end_paragraph();
    maker.blocks
}

/// Whether `text` begins with a tag that is mark-up.
pub(super) fn begins_with_tag(text: &str) -> bool {
    text.starts_with('<') && tag(text).is_some()
}

#[derive(Debug)]
struct Maker {
    place: Place,
    line: u32,
    strong: bool,
    content: Inline,
    /// The last run has a word already.
    placed: bool,
    bordered: bool,
    blocks: Vec<Block>,
}

impl Default for Maker {
    fn default() -> Self {
        Self {
            place: Place::Line,
            line: 1,
            strong: false,
            content: Vec::new(),
            placed: false,
            bordered: false,
            blocks: Vec::new(),
        }
    }
}

impl Maker {
    fn take(&mut self, mark: Mark<'_>) {
        match mark {
            Mark::Text(words) => self.source_words(&words),
            Mark::Lines(lines) => self.line = self.line.saturating_add(lines),
            Mark::Strong(on) => self.strong = on,
            Mark::Border => {
                self.end_paragraph();
                self.bordered = true;
            }
            Mark::Break if self.place == Place::Cell => self.words("\n"),
            Mark::Break => self.end_paragraph(),
            Mark::Rule => {
                self.end_paragraph();
                self.blocks.push(Block::Rule);
            }
        }
    }

    /// Words of the source: the place of a run is the line of its first word, not of the blanks
    /// before it.
    fn source_words(&mut self, words: &str) {
        crate::steps::count(words.len());
        let blank = words.len() - words.trim_start().len();
        self.line = self.line.saturating_add(line_ends(&words[..blank]));
        self.words(words);
        self.line = self.line.saturating_add(line_ends(&words[blank..]));
    }

    fn words(&mut self, words: &str) {
        let word = !words.trim().is_empty();
        let at = Some(At::line(self.line));
        match self.content.last_mut() {
            Some(last) if last.strong == self.strong => {
                last.text.push_str(words);
                // A run is placed where its first word stands.
                if word && !self.placed {
                    last.at = at;
                    self.placed = true;
                }
            }
            _ => {
                self.placed = word;
                let text = words.to_owned();
                self.content.push(Run {
                    text,
                    at,
                    strong: self.strong,
                    ..Run::default()
                });
            }
        }
    }

    fn end_paragraph(&mut self) {
        let content = trimmed(std::mem::take(&mut self.content));
        if !content.is_empty() {
            let gap = self.bordered && !self.blocks.is_empty();
            self.blocks.push(Block::Paragraph {
                content,
                gap,
                indent: 0,
            });
        }
        self.bordered = false;
    }
}

fn line_ends(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

/// Blanks at the ends of a paragraph are no part of it.
fn trimmed(mut content: Inline) -> Inline {
    while let Some(first) = content.first_mut() {
        if first.text.trim().is_empty() {
            content.remove(0);
            continue;
        }
        first
            .text
            .drain(..first.text.len() - first.text.trim_start().len());
        break;
    }
    while let Some(last) = content.last_mut() {
        if last.text.trim().is_empty() {
            content.pop();
            continue;
        }
        last.text.truncate(last.text.trim_end().len());
        break;
    }
    content
}

/// The marks of `text` in order.
pub(super) fn marks(text: &str) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    let mut scan = Scan {
        text,
        words: 0,
        strong_until: None,
        no_pair_after: usize::MAX,
    };
    let mut at = 0;
    while let Some(found) = text[at..].find(['<', '&', '*']) {
        crate::steps::count(found + 1);
        at += found;
        at = match text.as_bytes()[at] {
            b'<' => scan.tag(at, &mut marks),
            b'&' => scan.entity(at, &mut marks),
            _ => scan.stars(at, &mut marks),
        };
    }
    scan.flush(text.len(), &mut marks);
    marks
}

struct Scan<'a> {
    text: &'a str,
    /// Where the words not yet given out begin.
    words: usize,
    /// Where the `**` stands that closes the open one.
    strong_until: Option<usize>,
    /// From here on no `**` is left to pair with.
    no_pair_after: usize,
}

impl<'a> Scan<'a> {
    fn flush(&mut self, to: usize, marks: &mut Vec<Mark<'a>>) {
        if self.words < to {
            marks.push(Mark::Text(Cow::Borrowed(&self.text[self.words..to])));
        }
    }

    fn tag(&mut self, at: usize, marks: &mut Vec<Mark<'a>>) -> usize {
        let Some((mark, length)) = tag(&self.text[at..]) else {
            return at + 1;
        };
        self.flush(at, marks);
        marks.extend(mark);
        let lines = line_ends(&self.text[at..at + length]);
        if lines > 0 {
            marks.push(Mark::Lines(lines));
        }
        self.words = at + length;
        self.words
    }

    fn entity(&mut self, at: usize, marks: &mut Vec<Mark<'a>>) -> usize {
        let Some((c, length)) = entity(&self.text[at..]) else {
            return at + 1;
        };
        self.flush(at, marks);
        marks.push(Mark::Text(Cow::Owned(c.to_string())));
        self.words = at + length;
        self.words
    }

    fn stars(&mut self, at: usize, marks: &mut Vec<Mark<'a>>) -> usize {
        if !self.text[at..].starts_with("**") {
            return at + 1;
        }
        if self.strong_until == Some(at) {
            self.flush(at, marks);
            marks.push(Mark::Strong(false));
            self.strong_until = None;
            self.words = at + 2;
            return self.words;
        }
        if self.strong_until.is_some() || at >= self.no_pair_after {
            return at + 2;
        }
        let Some(length) = self.text[at + 2..].find("**") else {
            self.no_pair_after = at;
            return at + 2;
        };
        let inside = &self.text[at + 2..at + 2 + length];
        if inside.is_empty() || inside != inside.trim() || inside.contains(['<', '\n', '\t']) {
            return at + 2;
        }
        self.flush(at, marks);
        marks.push(Mark::Strong(true));
        self.strong_until = Some(at + 2 + length);
        self.words = at + 2;
        self.words
    }
}

/// A tag at the beginning of `text`: what it means (`None` = nothing seen), and its length.
fn tag(text: &str) -> Option<(Option<Mark<'static>>, usize)> {
    let end = text
        .bytes()
        .take(LONGEST_TAG)
        .position(|byte| byte == b'>')?;
    let inside = &text[1..end];
    if inside.contains('<') {
        return None;
    }
    let closing = inside.starts_with('/');
    let inside = inside.trim_start_matches('/').trim_end_matches('/');
    let name_end = inside
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(name_end);
    if !(attributes.is_empty() || attributes.starts_with([' ', '\n', '\t'])) {
        return None;
    }
    if !attributes.trim().is_empty() && (closing || !attributes.contains('=')) {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let mark = match name.as_str() {
        "br" => Some(Mark::Break),
        "hr" => Some(Mark::Rule),
        "b" | "strong" => Some(Mark::Strong(!closing)),
        name if BORDERS.contains(&name) => Some(Mark::Border),
        name if LOOKS.contains(&name) => None,
        _ => return None,
    };
    Some((mark, end + 1))
}

/// An entity at the beginning of `text`, and its length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let c = match &text[1..end] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| crate::decode::unseen(None, *c, None).is_none())?
        }
    };
    Some((c, end + 1))
}
