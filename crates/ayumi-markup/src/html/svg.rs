//! Drawings: only shapes and words, nothing that runs or loads.

use html5ever::QualName;

use super::tree::{Id, Kind, Tree};
use super::write::{attribute, text};

/// Elements a drawing may have. Everything else is left out with all that is in it.
const ELEMENTS: [&str; 21] = [
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "defs",
    "marker",
    "linearGradient",
    "stop",
    "pattern",
    "clipPath",
    "title",
    "desc",
    "symbol",
    "a",
];

/// Attributes that load or run something, beside all that begin with `on`.
const BANNED: [&str; 3] = ["style", "src", "xmlns"];

/// The drawing written anew from its tree, empty when `id` is no drawing.
pub(super) fn drawing(tree: &Tree, id: Id) -> String {
    let mut out = String::new();
    if tree.name(id) == "svg" {
        element(tree, id, &mut out);
    }
    out
}

/// The words for those who do not see it.
pub(super) fn words(tree: &Tree, id: Id) -> String {
    for name in ["alt", "aria-label"] {
        if let Some(words) = tree.attribute(id, name) {
            return words.to_owned();
        }
    }
    let title = tree
        .node(id)
        .children
        .iter()
        .find(|child| tree.name(**child) == "title");
    title
        .map(|title| raw_text(tree, *title))
        .unwrap_or_default()
}

fn raw_text(tree: &Tree, id: Id) -> String {
    let texts = tree
        .node(id)
        .children
        .iter()
        .filter_map(|child| match &tree.node(*child).kind {
            Kind::Text { text, .. } => Some(text.as_str()),
            _ => None,
        });
    texts.collect()
}

/// A drawing cleaned: parsed, and written anew with the allowed parts only.
#[must_use]
pub(crate) fn cleaned(svg: &str) -> String {
    let Ok(tree) = Tree::fragment(svg, 1) else {
        return String::new();
    };
    tree.first(|tree, id| tree.name(id) == "svg")
        .map(|id| drawing(&tree, id))
        .unwrap_or_default()
}

fn element(tree: &Tree, id: Id, out: &mut String) {
    match &tree.node(id).kind {
        Kind::Text { text: words, .. } => text(words, out),
        Kind::Element { name, attributes } if ELEMENTS.contains(&&*name.local) => {
            let top = &*name.local == "svg";
            out.push('<');
            out.push_str(&name.local);
            if top {
                out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
            }
            for one in attributes {
                if allowed(name, &one.name.local, &one.value)
                    && !(top && one.name.local.starts_with("aria-"))
                {
                    attribute(&one.name.local, &one.value, out);
                }
            }
            out.push('>');
            for child in &tree.node(id).children {
                // The title of the whole drawing is made from the figure's own words.
                if !(top && matches!(tree.name(*child), "title" | "desc")) {
                    element(tree, *child, out);
                }
            }
            out.push_str("</");
            out.push_str(&name.local);
            out.push('>');
        }
        _ => {}
    }
}

fn allowed(element: &QualName, name: &str, value: &str) -> bool {
    if name == "href" {
        return &*element.local == "a" && is_inner(value);
    }
    let outside = value.contains("url(") && !value.contains("url(#");
    !BANNED.contains(&name)
        && name != "role"
        && !name.starts_with("on")
        && !name.contains(':')
        && !name.contains(['"', '\'', '<', '>', '='])
        && !outside
        && !value.to_ascii_lowercase().contains("javascript:")
}

/// A place of the same document or site.
fn is_inner(address: &str) -> bool {
    !address.starts_with("//") && !address.contains([':', '\\'])
}
