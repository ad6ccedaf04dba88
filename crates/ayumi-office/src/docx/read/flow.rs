//! The body: which element is which block.

use ayumi_document::{At, Inline, Refusal, Unplaced, Why};

use super::fields::Fields;
use super::inline::Line;
use super::notes::Tally;
use super::numbering::Label;
use super::out::{Look, Out};
use super::parts::{Parts, said};
use super::styles::{Indent, Role};
use crate::package::{Element, Step, Walk};

/// The body while it is read.
pub(super) struct Body {
    pub(super) parts: Parts,
    pub(super) tally: Tally,
    pub(super) hidden: Vec<Unplaced>,
    pub(super) fields: Fields,
    /// What is not shown is read too.
    pub(super) reads_hidden: bool,
    /// The paragraph that is read, counted from 1 over the body, its tables and text boxes.
    paragraph: u32,
    /// A note is read: its place is the paragraph that calls it.
    in_note: bool,
    /// A frame of Word's own around a list of contents is open.
    in_contents: bool,
    /// Notes called from what was read last.
    waiting: Vec<Element>,
    /// Words of a paragraph whose end was deleted: they go on in the next.
    carried: Inline,
}

impl Body {
    pub(super) fn new(parts: Parts, reads_hidden: bool) -> Self {
        Self {
            parts,
            tally: Tally::default(),
            hidden: Vec::new(),
            fields: Fields::default(),
            reads_hidden,
            paragraph: 0,
            in_note: false,
            in_contents: false,
            waiting: Vec::new(),
            carried: Inline::new(),
        }
    }

    pub(super) fn at(&self) -> At {
        At::Paragraph {
            paragraph: self.paragraph.max(1),
        }
    }

    /// Everything in the `w:body` that has just begun, a paragraph or table at a time.
    pub(super) fn stream(&mut self, walk: &mut Walk<'_>, out: &mut Out) -> Result<(), Refusal> {
        // What stands around blocks and is open: whether it is a list of contents.
        let mut around: Vec<bool> = Vec::new();
        loop {
            match walk.step()? {
                Some(Step::Open(open)) if is_around(&open.name) => around.push(false),
                Some(Step::Open(open)) => {
                    let element = walk.tree(open)?;
                    if &*element.name == "sdtPr" {
                        if let Some(frame) = around.last_mut() {
                            *frame = holds_contents(&element);
                        }
                        continue;
                    }
                    self.in_contents = around.contains(&true);
                    self.block(&element, out);
                    self.in_contents = false;
                }
                Some(Step::Close) if around.pop().is_none() => return Ok(()),
                Some(Step::Close | Step::Text(_)) => {}
                None => return Ok(()),
            }
        }
    }

    /// What is left when the body ends.
    pub(super) fn end(&mut self, out: &mut Out) {
        self.settle(out);
        self.notes(out);
        for note in self.parts.notes.left() {
            let words = said(&note);
            if !words.is_empty() {
                self.tally.hidden(&self.at());
                self.leave_out(Why::Hidden, &words);
            }
        }
        let furniture = std::mem::take(&mut self.parts.furniture);
        self.hidden
            .extend(furniture.into_iter().map(|text| Unplaced {
                text,
                why: Why::PageFurniture,
                at: None,
            }));
        for part in std::mem::take(&mut self.parts.missing) {
            self.tally.missing(&part);
        }
        self.tally.inner(self.parts.inner);
    }

    /// One block, or what stands around several.
    pub(super) fn block(&mut self, element: &Element, out: &mut Out) {
        match &*element.name {
            "p" => self.paragraph(element, out),
            "tbl" => {
                self.settle(out);
                self.table(element, out);
                self.notes(out);
            }
            "sdt" => {
                let outer = self.in_contents;
                self.in_contents |= element.child("sdtPr").is_some_and(holds_contents);
                if let Some(content) = element.child("sdtContent") {
                    self.each(content, out);
                }
                self.in_contents = outer;
            }
            "AlternateContent" => {
                if let Some(chosen) = self.chosen(element) {
                    self.each(chosen, out);
                }
            }
            "del" | "moveFrom" => self.deleted(element),
            // Another document laid into this one.
            "altChunk" => self.tally.object(&self.at()),
            name if is_around(name) => self.each(element, out),
            _ => {}
        }
    }

    /// A table ends what was carried over: its words are a paragraph, as they stand.
    fn settle(&mut self, out: &mut Out) {
        let carried = std::mem::take(&mut self.carried);
        if !blank(&carried) {
            out.paragraph(carried, 0, Look::default());
        }
    }

    pub(super) fn each(&mut self, element: &Element, out: &mut Out) {
        for inner in element.elements() {
            self.block(inner, out);
        }
    }

    fn paragraph(&mut self, element: &Element, out: &mut Out) {
        if !self.in_note {
            self.paragraph += 1;
        }
        let mut line = Line::default();
        let properties = element.child("pPr");
        let style = properties.and_then(|p| p.value("pStyle"));
        self.inline(element, style, &mut line);
        let Line {
            mut runs,
            boxes,
            picture,
            sizes,
            left_out,
            vanished,
        } = line;
        for (why, text) in left_out {
            self.leave_out(why, &text);
        }
        if vanished && self.reads_hidden {
            self.tally.hidden_read(&self.at());
        } else if vanished {
            self.tally.hidden(&self.at());
        }
        if !self.carried.is_empty() {
            runs = [std::mem::take(&mut self.carried), runs].concat();
        }
        let mark = properties.and_then(|p| p.child("rPr"));
        if mark.is_some_and(|mark| mark.child("del").is_some()) {
            self.carried = runs;
        } else {
            let unseen = mark.is_some_and(|mark| mark.switch("vanish") == Some(true));
            let size = sizes.iter().max_by_key(|(_, letters)| **letters);
            let look = Look {
                size: size.map_or(0, |(size, _)| *size),
                letters: sizes.values().sum(),
            };
            let seen = Seen {
                properties,
                style,
                look,
                uncounted: unseen && blank(&runs),
            };
            if blank(&runs) {
                if !seen.uncounted {
                    self.label(&seen);
                }
                out.blank(picture);
            } else {
                self.place(runs, &seen, out);
            }
        }
        for one in boxes {
            self.each(one, out);
        }
        self.notes(out);
    }

    /// Puts a paragraph's words where they belong.
    fn place(&mut self, runs: Inline, seen: &Seen<'_>, out: &mut Out) {
        let role = self.role(seen);
        let label = self.label(seen).filter(|label| !label.text.is_empty());
        match role {
            Role::Contents => {
                let text: String = runs.iter().map(|run| run.text.as_str()).collect();
                self.leave_out(Why::TableOfContents, &text);
            }
            Role::Heading(level) if !out.in_cell && !self.in_note => {
                out.heading(level, runs, label);
            }
            Role::Caption if !out.in_cell => out.caption(runs),
            _ => match label {
                Some(label) => out.item(label, runs),
                None => {
                    let own = seen.properties.and_then(Indent::of);
                    let indent = own.or_else(|| self.parts.styles.indent(seen.style));
                    let indent = indent.map_or(0, Indent::columns);
                    out.paragraph(runs, indent, seen.look);
                }
            },
        }
    }

    fn role(&self, seen: &Seen<'_>) -> Role {
        let by_style = self.parts.styles.role(seen.style);
        if self.in_contents || by_style == Role::Contents {
            return Role::Contents;
        }
        let outline = seen.properties.and_then(|p| p.value("outlineLvl"));
        match outline.and_then(|level| level.parse::<u8>().ok()) {
            Some(level @ 0..=8) => Role::Heading((level + 1).min(6)),
            Some(_) => Role::Text,
            None => by_style,
        }
    }

    /// The label Word prints before a paragraph; counts it.
    fn label(&mut self, seen: &Seen<'_>) -> Option<Label> {
        let Parts {
            styles, numbering, ..
        } = &mut self.parts;
        let own = seen.properties.and_then(|p| p.child("numPr"));
        let number = |name| own?.value(name)?.parse::<u32>().ok();
        let by_style = styles.numbering(seen.style);
        let list = number("numId").or_else(|| by_style?.0)?;
        if list == 0 || !numbering.has(list) {
            return None;
        }
        let level = number("ilvl").map(|level| level as usize);
        let level = level
            .or_else(|| numbering.level_of_style(list, by_style?.2, styles))
            .or_else(|| by_style?.1)
            .unwrap_or(0);
        numbering.next(list, level, styles)
    }

    /// A note that is called here is read behind the paragraph or table.
    pub(super) fn call(&mut self, kind: &str, id: &str) {
        self.waiting.extend(self.parts.notes.call(kind, id));
    }

    fn notes(&mut self, out: &mut Out) {
        if out.in_cell || self.in_note {
            return;
        }
        self.in_note = true;
        // A note may call another; each is called once, so this ends.
        while !self.waiting.is_empty() {
            for note in std::mem::take(&mut self.waiting) {
                self.each(&note, out);
            }
        }
        self.in_note = false;
    }

    /// Names words that are not read.
    pub(super) fn leave_out(&mut self, why: Why, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.hidden.push(Unplaced {
                text: text.to_owned(),
                why,
                at: Some(self.at()),
            });
        }
    }

    /// Counts a deletion. Its words are not named: what was taken out is not to be spread.
    pub(super) fn deleted(&mut self, element: &Element) {
        if !element.words().trim().is_empty() {
            self.tally.deletion(&self.at());
        }
    }

    /// The copy to be read of several; the words of another are named.
    pub(super) fn chosen<'e>(&mut self, choice: &'e Element) -> Option<&'e Element> {
        let mut copies: Vec<_> = choice
            .elements()
            .filter(|e| matches!(&*e.name, "Choice" | "Fallback"))
            .map(|copy| (copy, said(copy)))
            .collect();
        // A copy without words is taken only where none has words.
        let at = copies.iter().position(|(_, words)| !words.is_empty());
        if copies.is_empty() {
            return None;
        }
        let (chosen, _) = copies.remove(at.unwrap_or(0));
        for (_, words) in copies {
            self.leave_out(Why::FallbackCopy, &words);
        }
        Some(chosen)
    }
}

/// A paragraph's properties.
struct Seen<'e> {
    properties: Option<&'e Element>,
    style: Option<&'e str>,
    look: Look,
    /// Nobody sees it, so Word does not count it.
    uncounted: bool,
}

/// Elements that only stand around blocks.
fn is_around(name: &str) -> bool {
    matches!(
        name,
        "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" | "footnote" | "endnote"
    )
}

/// Word's frame around a list of contents (`w:sdtPr`).
fn holds_contents(properties: &Element) -> bool {
    ["docPartObj", "docPartList"]
        .iter()
        .filter_map(|kind| properties.child(kind)?.value("docPartGallery"))
        .any(|gallery| gallery == "Table of Contents")
}

pub(super) fn blank(runs: &Inline) -> bool {
    runs.iter()
        .all(|run| run.text.chars().all(char::is_whitespace))
}
