//! Bytes of an HTML page to a document.

use ayumi_document::{At, Block, Document, Reader, Refusal, Source, SourceKind, Unplaced};

use super::flow::Flow;
use super::inline::Look;
use super::tree::{DEEPEST, Id, Tree};
use crate::decode::{Decoded, decode};

/// Reads HTML pages.
#[derive(Clone, Copy, Debug, Default)]
pub struct HtmlReader;

impl Reader for HtmlReader {
    fn kinds(&self) -> &'static [SourceKind] {
        &[SourceKind::Html]
    }

    fn read(&self, source: Source<'_>) -> Result<Document, Refusal> {
        let stated = stated_encoding(source.bytes);
        let utf8 = std::str::from_utf8(source.bytes).is_ok();
        let encoding = source.encoding.or(stated.as_deref().filter(|_| !utf8));
        document(decode(Source { encoding, ..source })?)
    }
}

/// The encoding a page names for itself (`<meta charset=…>`), where it is a known one.
fn stated_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    (label != "utf-8" && label != "utf8").then_some(label)
}

fn document(decoded: Decoded) -> Result<Document, Refusal> {
    let tree = Tree::page(&decoded.text).map_err(|_| Refusal::Broken {
        detail: format!("elements nested deeper than {DEEPEST}"),
    })?;
    let mut flow = Flow::new(&tree);
    flow.path = path_to_main(&tree);
    let blocks = flow.blocks(0, &Look::default());
    let mut notices = decoded.notices;
    notices.extend(flow.notice());
    let mut document = Document {
        title: element_words(&tree, "title"),
        author: meta(&tree, "author"),
        language: language(&tree),
        date: Some(meta(&tree, "date")).filter(|date| !date.is_empty()),
        blocks,
        notices,
        questions: decoded.questions,
        hidden: flow.hidden,
        ..Document::default()
    };
    document.number_runs();
    Ok(document)
}

/// The elements from the root to the page's `<main>`.
fn path_to_main(tree: &Tree) -> Vec<Id> {
    let is_main =
        |tree: &Tree, id: Id| tree.name(id) == "main" || tree.attribute(id, "role") == Some("main");
    let Some(main) = tree.first(is_main) else {
        return Vec::new();
    };
    let mut path: Vec<Id> = std::iter::successors(Some(main), |id| tree.parent(*id)).collect();
    path.reverse();
    path
}

fn element_words(tree: &Tree, name: &str) -> String {
    tree.first(|tree, id| tree.name(id) == name)
        .map(|id| tree.words(id))
        .unwrap_or_default()
}

fn meta(tree: &Tree, name: &str) -> String {
    let found = tree.first(|tree, id| {
        tree.name(id) == "meta"
            && tree
                .attribute(id, "name")
                .is_some_and(|n| n.eq_ignore_ascii_case(name))
    });
    found
        .and_then(|id| tree.attribute(id, "content"))
        .unwrap_or_default()
        .to_owned()
}

fn language(tree: &Tree) -> String {
    let html = tree.first(|tree, id| tree.name(id) == "html");
    html.and_then(|id| tree.attribute(id, "lang"))
        .unwrap_or_default()
        .to_owned()
}

/// The blocks of a scrap of HTML inside another text, whose first line is `line`, and what was left
/// out of it. A scrap nested too deep stays a paragraph as it is.
pub(crate) fn fragment(text: &str, line: u32) -> (Vec<Block>, Vec<Unplaced>) {
    let Ok(tree) = Tree::fragment(text, line) else {
        let mut block = Block::text(text);
        if let Block::Paragraph { content, .. } = &mut block {
            content[0].at = Some(At::line(line));
        }
        return (vec![block], Vec::new());
    };
    let mut flow = Flow::new(&tree);
    let blocks = flow.blocks(0, &Look::default());
    (blocks, flow.hidden)
}

/// The value of an attribute of the first tag in `tag`.
pub(crate) fn first_attribute(tag: &str, name: &str) -> Option<String> {
    let tree = Tree::fragment(tag, 1).ok()?;
    let id = tree.first(|tree, id| tree.attribute(id, name).is_some())?;
    tree.attribute(id, name).map(str::to_owned)
}
