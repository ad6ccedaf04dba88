//! A walk through an XML part: one step at a time, or one element with everything below it.
//!
//! At most 256 elements deep, tags and attributes limited, a document type refused, no entity but
//! the five of XML itself and character references resolved.

use ayumi_document::{Refusal, Suspicion};
use quick_xml::NsReader;
use quick_xml::XmlVersion::Implicit1_0;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;

use super::{broken, suspicious};

/// Elements inside each other.
pub const DEEPEST: usize = 256;
/// Attributes of one element.
const MOST_ATTRIBUTES: usize = 256;
/// Bytes of one tag.
const LONGEST_TAG: usize = 1024 * 1024;
/// Elements of one tree (a paragraph, a list of styles).
const LARGEST_TREE: usize = 400_000;

/// The namespaces that are told apart. Those of strict and transitional files are the same here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ns {
    /// Word's own.
    Word,
    /// Excel's own.
    Sheet,
    /// DrawingML and everything built on it.
    Drawing,
    /// Relations used in parts (`r:id`).
    Relation,
    /// Markup compatibility (`mc:AlternateContent`).
    Choice,
    /// Formulas of mathematics.
    Math,
    /// The old drawings.
    Vml,
    /// Properties of the file (Dublin Core among them).
    Properties,
    /// No namespace.
    #[default]
    None,
    /// Any other.
    Other,
}

/// An element: its own name, attributes, and what stands in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// Its namespace.
    pub ns: Ns,
    /// Its name without prefix.
    pub name: Box<str>,
    attributes: Vec<(Ns, Box<str>, Box<str>)>,
    /// Its content; empty in a [`Step::Open`].
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Words.
    Text(String),
}

/// A step of the walk.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// An element begins.
    Open(Element),
    /// The last one that began ends.
    Close,
    /// Words.
    Text(String),
}

impl Element {
    /// Whether it is that element of Word or Excel.
    #[must_use]
    pub fn is(&self, ns: Ns, name: &str) -> bool {
        self.ns == ns && &*self.name == name
    }

    /// An attribute of the element's own namespace, or of none (as in Excel's parts).
    #[must_use]
    pub fn own(&self, name: &str) -> Option<&str> {
        self.attribute(self.ns, name).or_else(|| self.plain(name))
    }

    /// An attribute without a namespace.
    #[must_use]
    pub fn plain(&self, name: &str) -> Option<&str> {
        self.attribute(Ns::None, name)
    }

    /// An attribute.
    #[must_use]
    pub fn attribute(&self, ns: Ns, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(of, is, _)| *of == ns && &**is == name)
            .map(|(_, _, value)| &**value)
    }

    /// The elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of that name and of its own namespace in it.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|one| one.is(self.ns, name))
    }

    /// The value (`w:val`) of the element of that name in it.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.own("val")
    }

    /// A property that is switched by being there (`<w:b/>`, `<w:b w:val="0"/>`); `None` where it is
    /// not mentioned.
    #[must_use]
    pub fn switch(&self, name: &str) -> Option<bool> {
        let value = self.child(name)?.own("val");
        Some(!matches!(value, Some("0" | "false" | "off" | "none")))
    }

    /// All words in it.
    #[must_use]
    pub fn words(&self) -> String {
        let mut out = String::new();
        self.gather(&mut out);
        out
    }

    fn gather(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Element(element) => element.gather(out),
                Node::Text(text) => out.push_str(text),
            }
        }
    }
}

/// The walk.
pub struct Walk<'x> {
    reader: NsReader<&'x [u8]>,
    part: &'x str,
    depth: usize,
}

impl<'x> Walk<'x> {
    /// A walk through `text`; `part` is its name for messages.
    #[must_use]
    pub fn new(part: &'x str, text: &'x str) -> Self {
        let mut reader = NsReader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            part,
            depth: 0,
        }
    }

    /// The next step; `None` at the end of the part.
    ///
    /// # Errors
    /// [`Refusal::Suspicious`] for a document type, elements too deep, attributes beyond the
    /// limits; [`Refusal::Broken`] for what is no XML.
    pub fn step(&mut self) -> Result<Option<Step>, Refusal> {
        loop {
            let event = self
                .reader
                .read_event()
                .map_err(|error| self.wrong(&error))?;
            return Ok(Some(match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(suspicious(self.part, Suspicion::Nesting));
                    }
                    Step::Open(self.element(&start)?)
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Step::Close
                }
                Event::Text(text) => Step::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Step::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => Step::Text(resolved(&reference)),
                Event::DocType(_) => return Err(suspicious(self.part, Suspicion::Doctype)),
                Event::Eof if self.depth > 0 => {
                    return Err(broken(format!("{}: ends too early", self.part)));
                }
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            }));
        }
    }

    /// `open` with everything in it, up to its end.
    ///
    /// # Errors
    /// As [`Walk::step`]; [`Refusal::Suspicious`] for more elements than any paragraph has.
    pub fn tree(&mut self, open: Element) -> Result<Element, Refusal> {
        let mut above = Vec::new();
        let mut here = open;
        let mut count = 0;
        loop {
            match self.step()? {
                Some(Step::Open(element)) => {
                    count += 1;
                    if count > LARGEST_TREE {
                        return Err(suspicious(self.part, Suspicion::Nesting));
                    }
                    above.push(std::mem::replace(&mut here, element));
                }
                Some(Step::Text(text)) => match here.children.last_mut() {
                    Some(Node::Text(last)) => last.push_str(&text),
                    _ => here.children.push(Node::Text(text)),
                },
                Some(Step::Close) => match above.pop() {
                    Some(outer) => {
                        let inner = std::mem::replace(&mut here, outer);
                        here.children.push(Node::Element(inner));
                    }
                    None => return Ok(here),
                },
                None => return Err(broken(format!("{}: ends too early", self.part))),
            }
        }
    }

    /// Goes past everything in the element that began last.
    ///
    /// # Errors
    /// As [`Walk::step`].
    pub fn skip(&mut self) -> Result<(), Refusal> {
        let outside = self.depth - 1;
        while self.depth > outside {
            if self.step()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn element(&self, start: &BytesStart<'_>) -> Result<Element, Refusal> {
        let beyond = || suspicious(self.part, Suspicion::Attributes);
        if start.len() > LONGEST_TAG {
            return Err(beyond());
        }
        let resolver = self.reader.resolver();
        let (ns, local) = resolver.resolve_element(start.name());
        let mut element = Element {
            ns: namespace(&ns),
            name: local.as_ref().into(),
            ..Element::default()
        };
        for attribute in start.attributes().with_checks(false) {
            let Ok(attribute) = attribute else { continue };
            // The reader itself limits how many namespaces are open at once.
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            if element.attributes.len() == MOST_ATTRIBUTES {
                return Err(beyond());
            }
            let (ns, local) = resolver.resolve_attribute(attribute.key);
            let value = attribute
                .normalized_value(Implicit1_0)
                .unwrap_or(attribute.value.clone());
            element
                .attributes
                .push((namespace(&ns), local.as_ref().into(), (*value).into()));
        }
        Ok(element)
    }

    fn wrong(&self, error: &quick_xml::Error) -> Refusal {
        match error {
            quick_xml::Error::Namespace(_) => suspicious(self.part, Suspicion::Attributes),
            error => broken(format!("{}: {error}", self.part)),
        }
    }
}

/// A character reference or one of XML's five; anything else stays as it is written.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    let name: &str = reference;
    match quick_xml::escape::resolve_xml_entity(name) {
        Some(text) => text.to_owned(),
        None => format!("&{name};"),
    }
}

fn namespace(found: &ResolveResult<'_>) -> Ns {
    let uri = match found {
        ResolveResult::Bound(namespace) => namespace.as_ref(),
        ResolveResult::Unbound => return Ns::None,
        ResolveResult::Unknown(_) => return Ns::Other,
    };
    match uri {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Ns::Word,
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        | "http://purl.oclc.org/ooxml/spreadsheetml/main" => Ns::Sheet,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Ns::Relation,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Ns::Math,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Ns::Choice,
        "urn:schemas-microsoft-com:vml" => Ns::Vml,
        "http://purl.org/dc/elements/1.1/"
        | "http://purl.org/dc/terms/"
        | "http://schemas.openxmlformats.org/package/2006/metadata/core-properties" => {
            Ns::Properties
        }
        uri if uri.starts_with("http://schemas.openxmlformats.org/drawingml/")
            || uri.starts_with("http://purl.oclc.org/ooxml/drawingml/")
            || uri.starts_with("http://schemas.microsoft.com/office/word/2010/wordprocessing")
            || uri.starts_with("http://schemas.microsoft.com/office/drawing/") =>
        {
            Ns::Drawing
        }
        _ => Ns::Other,
    }
}
