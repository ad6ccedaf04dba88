//! Pictures: a figure with its caption, or a picture among words.

use ayumi_document::{At, Block, Figure, Unplaced, Why};

use super::flow::Flow;
use super::inline::{Look, Out};
use super::svg;
use super::tree::{Id, Kind};

/// A picture with more nodes around it is taken for one among words.
const AROUND_PICTURE: usize = 8;

impl Flow<'_> {
    /// The picture of a figure that holds nothing but it and a caption.
    pub(super) fn picture(&self, figure: Id) -> Option<Id> {
        let mut found = None;
        let mut open: Vec<Id> = self.tree.node(figure).children.clone();
        while let Some(id) = open.pop() {
            match (self.tree.name(id), &self.tree.node(id).kind) {
                ("figcaption", _) => {}
                ("svg" | "img", _) if found.is_none() => found = Some(id),
                ("svg" | "img" | "table", _) => return None,
                (_, Kind::Text { text, .. }) if !text.trim().is_empty() => return None,
                _ => open.extend(&self.tree.node(id).children),
            }
        }
        found
    }

    pub(super) fn figure(&mut self, id: Id, picture: Id, look: &Look, out: &mut Out) {
        out.end(false);
        let children = self.tree.node(id).children.iter();
        let caption = children
            .copied()
            .find(|child| self.tree.name(*child) == "figcaption");
        let caption = caption.map(|caption| self.inline(caption, look));
        out.blocks.push(Block::Figure(Figure {
            id: self.tree.attribute(id, "id").map(str::to_owned),
            svg: svg::drawing(self.tree, picture),
            alt: svg::words(self.tree, picture),
            caption: caption.filter(|caption| !caption.is_empty()),
        }));
    }

    /// A picture on its own is a figure; one among words is named among what was left out.
    pub(super) fn bare_picture(&mut self, id: Id, out: &mut Out) {
        let alt = svg::words(self.tree, id);
        if alt.trim().is_empty() {
            return;
        }
        let alone = self.tree.parent(id).is_some_and(|parent| {
            let words = |child: &Id| *child != id && !self.tree.words(*child).is_empty();
            let children = &self.tree.node(parent).children;
            children.len() <= AROUND_PICTURE && !children.iter().any(words)
        });
        if alone && out.is_blank() {
            out.end(false);
            let svg = svg::drawing(self.tree, id);
            out.blocks.push(Block::Figure(Figure {
                id: None,
                svg,
                alt,
                caption: None,
            }));
        } else {
            let at = Some(At::line(self.tree.node(id).line));
            self.hidden.push(Unplaced {
                text: alt,
                why: Why::NotUnderstood,
                at,
            });
        }
    }
}
