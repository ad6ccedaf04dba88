//! A whole page around the blocks: readable without anything from elsewhere.

use ayumi_document::{Block, Document, Publication, Writer};

use super::write::{attribute, body, text};

/// The look of a page: plain, printable, wide tables scroll by themselves.
const STYLE: &str = include_str!("page.css");

/// Writes HTML: one page that needs nothing beside it.
#[derive(Clone, Copy, Debug, Default)]
pub struct HtmlWriter;

impl Writer for HtmlWriter {
    fn format(&self) -> &'static str {
        "html"
    }

    fn write(&self, document: &Document, stem: &str) -> Result<Publication, String> {
        let page = page(document);
        Ok(Publication {
            files: vec![(format!("{stem}.html"), page.into_bytes())],
            notices: Vec::new(),
        })
    }
}

/// The whole page.
#[must_use]
pub(super) fn page(document: &Document) -> String {
    let language = if document.language.is_empty() {
        "ja"
    } else {
        &document.language
    };
    let mut out = String::from("<!DOCTYPE html>\n<html");
    attribute("lang", language, &mut out);
    out.push_str(">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
    );
    text(&document.title, &mut out);
    out.push_str("</title>\n");
    meta("author", &document.author, &mut out);
    meta(
        "date",
        document.date.as_deref().unwrap_or_default(),
        &mut out,
    );
    out.push_str("<style>\n");
    out.push_str(STYLE);
    out.push_str("</style>\n</head>\n<body>\n");
    let titled = document
        .blocks
        .iter()
        .any(|block| matches!(block, Block::Heading { level: 1, .. }));
    if !titled && !document.title.trim().is_empty() {
        out.push_str("<header><h1>");
        text(&document.title, &mut out);
        out.push_str("</h1></header>\n");
    }
    out.push_str("<main>\n");
    out.push_str(&body(document));
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn meta(name: &str, content: &str, out: &mut String) {
    if !content.is_empty() {
        out.push_str("<meta");
        attribute("name", name, out);
        attribute("content", content, out);
        out.push_str(">\n");
    }
}
