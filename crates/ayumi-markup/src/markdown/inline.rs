//! Words of a paragraph, with their look, from Markdown's inline nodes and the HTML among them.

use ayumi_document::{At, Inline, Unplaced, Why};
use comrak::nodes::{AstNode, NodeLink, NodeValue};

use super::read::line;
use crate::html::{Look, Out};
use crate::link;

/// Emphasis nested deeper keeps its words only.
const DEEPEST: usize = 64;

/// Collects words.
#[derive(Debug)]
pub(super) struct Words {
    out: Out,
    look: Look,
    /// Tags of HTML that are open, with the look before them.
    open: Vec<(String, Look)>,
    /// Inside `<rt>` and the like.
    silent: usize,
    /// The first anchor met: the address of this place.
    id: Option<String>,
    pub(super) hidden: Vec<Unplaced>,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            out: Out::default(),
            look: Look {
                as_typed: true,
                ..Look::default()
            },
            open: Vec::new(),
            silent: 0,
            id: None,
            hidden: Vec::new(),
        }
    }
}

impl Words {
    /// The words and the address of the place they stand at.
    pub(super) fn finish(mut self) -> (Inline, Option<String>) {
        (self.out.take_content(), self.id)
    }

    pub(super) fn children<'a>(&mut self, node: &'a AstNode<'a>, depth: usize) {
        for child in node.children() {
            crate::steps::count(1);
            self.node(child, depth);
        }
    }

    fn node<'a>(&mut self, node: &'a AstNode<'a>, depth: usize) {
        let at = line(node);
        match &node.data().value {
            NodeValue::Text(text) => self.words(text, at),
            NodeValue::Code(code) => self.words(&code.literal, at),
            NodeValue::SoftBreak | NodeValue::LineBreak => self.words("\n", at),
            NodeValue::HtmlInline(tag) => self.tag(tag, at),
            NodeValue::FootnoteReference(note) => self.words(&note.name, at),
            NodeValue::Strong => self.styled(
                node,
                depth,
                Look {
                    strong: true,
                    ..self.look.clone()
                },
            ),
            NodeValue::Link(link) => {
                let look = self.linked(link);
                self.styled(node, depth, look);
            }
            NodeValue::Image(_) => {
                let mut alt = Self::default();
                alt.children(node, depth + 1);
                let text: String = alt.finish().0.into_iter().map(|run| run.text).collect();
                if !text.trim().is_empty() {
                    self.hidden.push(Unplaced {
                        text,
                        why: Why::NotUnderstood,
                        at: Some(At::line(at)),
                    });
                }
            }
            _ if depth > DEEPEST => self.flat(node),
            _ => self.children(node, depth + 1),
        }
    }

    fn flat<'a>(&mut self, node: &'a AstNode<'a>) {
        for inner in node.descendants() {
            match &inner.data().value {
                NodeValue::Text(text) => self.words(text, line(inner)),
                NodeValue::Code(code) => self.words(&code.literal, line(inner)),
                NodeValue::SoftBreak | NodeValue::LineBreak => self.words("\n", line(inner)),
                _ => {}
            }
        }
    }

    fn words(&mut self, text: &str, line: u32) {
        if self.silent > 0 {
            let text = text.trim();
            if !text.is_empty() {
                let at = Some(At::line(line));
                self.hidden.push(Unplaced {
                    text: text.to_owned(),
                    why: Why::NoField,
                    at,
                });
            }
            return;
        }
        self.out.words(text, &self.look, &|_| line);
    }

    fn styled<'a>(&mut self, node: &'a AstNode<'a>, depth: usize, look: Look) {
        let before = std::mem::replace(&mut self.look, look);
        if depth > DEEPEST {
            for child in node.children() {
                self.flat(child);
            }
        } else {
            self.children(node, depth + 1);
        }
        self.look = before;
    }

    fn linked(&self, one: &NodeLink) -> Look {
        let target =
            link::target(&one.url, one.title == "page").or_else(|| self.look.target.clone());
        Look {
            target,
            ..self.look.clone()
        }
    }

    /// A tag of HTML among the words.
    fn tag(&mut self, tag: &str, line: u32) {
        let inside = tag.trim_start_matches('<').trim_end_matches('>');
        let closing = inside.starts_with('/');
        let inside = inside.trim_start_matches('/').trim_end_matches('/');
        let name_end = inside
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(inside.len());
        let name = inside[..name_end].to_ascii_lowercase();
        match (name.as_str(), closing) {
            ("br", _) => self.words("\n", line),
            ("rt" | "rp", false) => self.silent += 1,
            ("rt" | "rp", true) => self.silent = self.silent.saturating_sub(1),
            ("strong" | "b" | "a", true) => self.close(&name),
            ("strong" | "b", false) => {
                let look = Look {
                    strong: true,
                    ..self.look.clone()
                };
                self.open(name, look);
            }
            ("a", false) => self.anchor(tag),
            _ => {}
        }
    }

    fn anchor(&mut self, tag: &str) {
        let look = match attribute(tag, "href") {
            Some(address) => {
                let url = address.to_owned();
                self.linked(&NodeLink {
                    url,
                    title: String::new(),
                })
            }
            None => self.look.clone(),
        };
        if self.id.is_none() {
            self.id = attribute(tag, "id").or_else(|| attribute(tag, "name"));
        }
        self.open("a".to_owned(), look);
    }

    fn open(&mut self, name: String, look: Look) {
        let before = std::mem::replace(&mut self.look, look);
        self.open.push((name, before));
    }

    fn close(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
            self.look = self.open.swap_remove(at).1;
            self.open.truncate(at);
        }
    }
}

/// The value of an attribute of one tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    crate::html::first_attribute(tag, name)
}
