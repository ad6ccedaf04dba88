//! A writer of XML parts. Everything goes through `quick-xml`, which escapes it.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A part being written.
pub(crate) struct Xml {
    writer: Writer<Vec<u8>>,
}

/// Attributes by name.
pub(crate) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// A part with its declaration.
    pub(crate) fn part() -> Self {
        let mut xml = Self::fragment();
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
        xml.event(Event::Decl(declaration));
        xml
    }

    /// A piece to be put into a part.
    pub(crate) fn fragment() -> Self {
        Self {
            writer: Writer::new(Vec::new()),
        }
    }

    pub(crate) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Start(start));
    }

    pub(crate) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    pub(crate) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.event(Event::Empty(start));
    }

    /// An element with one attribute `w:val`, as Word has so many.
    pub(crate) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// An element that holds nothing but text.
    pub(crate) fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(text)));
        self.close(name);
    }

    /// A piece written before.
    pub(crate) fn append(&mut self, fragment: Self) {
        self.writer.get_mut().extend(fragment.writer.into_inner());
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.writer.into_inner()
    }

    fn event(&mut self, event: Event<'_>) {
        self.writer
            .write_event(event)
            .expect("writing into memory does not fail");
    }
}
