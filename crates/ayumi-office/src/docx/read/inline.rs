//! The words of a paragraph.

use std::collections::BTreeMap;

use ayumi_document::{Inline, Run, Target, Why};

use super::fields::{Standing, overlay};
use super::flow::Body;
use super::parts::said;
use super::styles::size;
use super::symbols;
use crate::package::{Element, Ns};

/// What a paragraph holds.
#[derive(Default)]
pub(super) struct Line<'e> {
    pub(super) runs: Inline,
    /// Text boxes that hang on it.
    pub(super) boxes: Vec<&'e Element>,
    pub(super) picture: bool,
    /// Letters by their size in half points.
    pub(super) sizes: BTreeMap<u32, usize>,
    /// Words that are no text of the document, joined by reason.
    pub(super) left_out: Vec<(Why, String)>,
    /// Some words are hidden.
    pub(super) vanished: bool,
}

/// How the words of a run look.
#[derive(Clone, Default)]
struct Look<'e> {
    strong: bool,
    hidden: bool,
    size: u32,
    font: Option<&'e str>,
    target: Option<Target>,
}

impl Body {
    /// The words of `element`, a paragraph of the style `style`.
    pub(super) fn inline<'e>(
        &mut self,
        element: &'e Element,
        style: Option<&str>,
        line: &mut Line<'e>,
    ) {
        let styles = &self.parts.styles;
        let look = Look {
            hidden: styles.hidden(style).unwrap_or(false),
            size: styles.size(style).unwrap_or(styles.usual_size()),
            ..Look::default()
        };
        self.pieces(element, &look, line);
    }

    fn pieces<'e>(&mut self, element: &'e Element, look: &Look<'e>, line: &mut Line<'e>) {
        for piece in element.elements() {
            self.piece(piece, look, line);
        }
    }

    fn piece<'e>(&mut self, piece: &'e Element, look: &Look<'e>, line: &mut Line<'e>) {
        match &*piece.name {
            "r" if piece.ns == Ns::Math => self.push(&piece.words(), look, line),
            "r" => {
                let look = self.look(piece, look);
                self.pieces(piece, &look, line);
            }
            "hyperlink" => {
                let mut look = look.clone();
                let id = piece.attribute(Ns::Relation, "id");
                look.target = id
                    .and_then(|id| self.parts.links.get(id))
                    .map(|address| Target::Url(address.clone()));
                self.pieces(piece, &look, line);
            }
            "fldSimple" => {
                self.fields.begin(piece.own("instr").unwrap_or_default());
                self.outside();
                self.pieces(piece, look, line);
                self.fields.end();
            }
            "del" | "moveFrom" => self.deleted(piece),
            "AlternateContent" => {
                if let Some(chosen) = self.chosen(piece) {
                    self.pieces(chosen, look, line);
                }
            }
            "ruby" => self.ruby(piece, look, line),
            "drawing" | "pict" if look.hidden && !self.reads_hidden => {
                line.vanished = true;
                leave(line, Why::Hidden, &said(piece));
            }
            "drawing" | "pict" => self.drawing(piece, line),
            "object" => self.tally.object(&self.at()),
            "footnoteReference" => self.note("footnotes", piece, look),
            "endnoteReference" => self.note("endnotes", piece, look),
            "commentReference" => {
                let id = piece.own("id").unwrap_or_default();
                self.tally.comment(id, &self.at());
            }
            "fldChar" => {
                if let Some((words, over)) = self.fields.mark(piece).as_deref().and_then(overlay) {
                    self.push(&words, look, line);
                    leave(line, Why::NoField, &over);
                }
                self.outside();
            }
            "instrText" => self.fields.code(&piece.words()),
            "ins" | "moveTo" | "smartTag" | "customXml" | "sdt" | "sdtContent" | "dir" | "bdo" => {
                self.pieces(piece, look, line);
            }
            _ if piece.ns == Ns::Math => self.pieces(piece, look, line),
            _ => self.sign(piece, look, line),
        }
    }

    /// Tells of fields that fetch from outside.
    fn outside(&mut self) {
        for code in self.fields.told_outside() {
            self.tally.outside(code, &self.at());
        }
    }

    /// Words, and what stands for a character.
    fn sign<'e>(&mut self, piece: &'e Element, look: &Look<'e>, line: &mut Line<'e>) {
        match &*piece.name {
            "t" => {
                let words = piece.words();
                match look.font {
                    Some(font) => self.push(&symbols::signs(font, &words), look, line),
                    None => self.push(&words, look, line),
                }
            }
            "tab" | "ptab" => self.push("\t", look, line),
            "br" if matches!(piece.own("type"), None | Some("textWrapping")) => {
                self.push("\n", look, line);
            }
            "cr" => self.push("\n", look, line),
            "noBreakHyphen" => self.push("-", look, line),
            "sym" => {
                let code = piece.own("char").unwrap_or_default();
                let font = piece.own("font").unwrap_or_default();
                if let Ok(code) = u32::from_str_radix(code, 16) {
                    let sign = symbols::sign(font, code).unwrap_or('〓');
                    self.push(sign.encode_utf8(&mut [0; 4]), look, line);
                }
            }
            "delText" => self.deleted(piece),
            _ => {}
        }
    }

    fn look<'e>(&self, run: &'e Element, outer: &Look<'e>) -> Look<'e> {
        let mut look = outer.clone();
        let Some(properties) = run.child("rPr") else {
            return look;
        };
        let styles = &self.parts.styles;
        let style = properties.value("rStyle");
        let by_style = |of: fn(&super::styles::Styles, Option<&str>) -> Option<bool>| {
            style.and_then(|style| of(styles, Some(style)))
        };
        look.strong = properties
            .switch("b")
            .or_else(|| by_style(super::styles::Styles::strong))
            .unwrap_or(outer.strong);
        look.hidden = properties
            .switch("vanish")
            .or_else(|| by_style(super::styles::Styles::hidden))
            .unwrap_or(outer.hidden);
        let by_style = || styles.size(Some(style?));
        look.size = size(properties).or_else(by_style).unwrap_or(outer.size);
        look.font = properties.child("rFonts").and_then(|f| f.own("ascii"));
        look
    }

    /// Words into the line, or out of it by what they are.
    fn push(&mut self, words: &str, look: &Look<'_>, line: &mut Line<'_>) {
        match self.fields.standing() {
            Standing::Code => return,
            Standing::LeftOut(why) => return leave(line, why, words),
            Standing::Shown if look.hidden => {
                line.vanished |= !words.trim().is_empty();
                if !self.reads_hidden {
                    return leave(line, Why::Hidden, words);
                }
            }
            Standing::Shown => {}
        }
        let letters = words.chars().filter(|c| !c.is_whitespace()).count();
        *line.sizes.entry(look.size).or_insert(0) += letters;
        match line.runs.last_mut() {
            Some(last) if last.strong == look.strong && last.target == look.target => {
                last.text.push_str(words);
            }
            _ => line.runs.push(Run {
                text: words.to_owned(),
                at: Some(self.at()),
                strong: look.strong,
                target: look.target.clone(),
                ..Run::default()
            }),
        }
    }

    /// The words below; the reading above them is named.
    fn ruby<'e>(&mut self, ruby: &'e Element, look: &Look<'e>, line: &mut Line<'e>) {
        if let Some(base) = ruby.child("rubyBase") {
            self.pieces(base, look, line);
        }
        if let Some(reading) = ruby.child("rt") {
            leave(line, Why::NoField, &said(reading));
        }
    }

    fn note(&mut self, kind: &str, piece: &Element, look: &Look<'_>) {
        if let Some(id) = piece.own("id").filter(|_| !look.hidden) {
            self.call(kind, id);
        }
    }

    fn shape(&mut self, line: &mut Line<'_>) {
        line.picture = true;
        self.tally.object(&self.at());
    }

    /// A drawing: its text boxes are read, its pictures counted.
    fn drawing<'e>(&mut self, element: &'e Element, line: &mut Line<'e>) {
        for one in element.elements() {
            match (&one.ns, &*one.name) {
                (Ns::Word, "txbxContent") => line.boxes.push(one),
                (Ns::Choice, "AlternateContent") => {
                    if let Some(chosen) = self.chosen(one) {
                        self.drawing(chosen, line);
                    }
                }
                (_, "pic" | "imagedata") => {
                    line.picture = true;
                    self.tally.picture(&self.at());
                }
                // Arrows and lines of a schedule: what they say, no reader knows.
                (_, "wsp") if !holds_words(one) => self.shape(line),
                (Ns::Vml, "line" | "shape" | "rect") if !holds_words(one) && !pictured(one) => {
                    self.shape(line);
                }
                // Charts, diagrams, letters drawn as a picture.
                (Ns::Drawing, "chart" | "relIds") | (Ns::Vml, "textpath") => {
                    line.picture = true;
                    self.tally.object(&self.at());
                }
                _ => self.drawing(one, line),
            }
        }
    }
}

/// Does a shape hold a text box?
fn holds_words(shape: &Element) -> bool {
    shape
        .elements()
        .any(|one| one.is(Ns::Word, "txbxContent") || holds_words(one))
}

/// Does a shape hold a picture, or letters drawn as one?
fn pictured(shape: &Element) -> bool {
    shape
        .elements()
        .any(|one| matches!(&*one.name, "imagedata" | "textpath") || pictured(one))
}

/// Words that are no text of the document.
fn leave(line: &mut Line<'_>, why: Why, words: &str) {
    match line.left_out.last_mut() {
        Some((last, text)) if *last == why && why != Why::NoField => text.push_str(words),
        _ => line.left_out.push((why, words.to_owned())),
    }
}
