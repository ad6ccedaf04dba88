//! Walking the tree: positions, anchors, leaves, depth.

use std::fmt;

use ayumi_core::plan::{Item, ItemId};

/// The position of an item in its plan, counted from 1 on every level, printed `1-2-3`. It is the
/// short number for telephone and search; labels are never used for that.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position(pub Vec<usize>);

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, number) in self.0.iter().enumerate() {
            let dash = if index == 0 { "" } else { "-" };
            write!(f, "{dash}{number}")?;
        }
        Ok(())
    }
}

impl Position {
    /// The position of the `index`-th child (from 0).
    pub(crate) fn child(&self, index: usize) -> Self {
        let mut path = self.0.clone();
        path.push(index + 1);
        Self(path)
    }
}

/// The address of an item inside a document.
#[must_use]
pub fn anchor(id: ItemId) -> String {
    format!("item-{id}")
}

/// Calls `visit` for every item of `items` in reading order, with its position.
pub(crate) fn for_each<'p>(
    items: &'p [Item],
    above: &Position,
    visit: &mut dyn FnMut(&Position, &'p Item),
) {
    for (index, item) in items.iter().enumerate() {
        let position = above.child(index);
        visit(&position, item);
        for_each(&item.items, &position, visit);
    }
}

/// The position above the first level.
pub(crate) fn top() -> Position {
    Position(Vec::new())
}

/// How many items below (and with) `item` have nothing below them: the rows it covers.
pub(crate) fn rows(item: &Item) -> usize {
    item.items.iter().map(rows).sum::<usize>().max(1)
}

/// How deep the tree is.
pub(crate) fn depth(items: &[Item]) -> usize {
    items
        .iter()
        .map(|item| 1 + depth(&item.items))
        .max()
        .unwrap_or(0)
}

/// An item with what stands above it.
pub(crate) struct Path<'p> {
    pub position: Position,
    /// From the first level down, without the item itself.
    pub above: Vec<&'p Item>,
    pub item: &'p Item,
}

/// Every item of `items` in reading order, with what stands above it.
pub(crate) fn paths(items: &[Item]) -> Vec<Path<'_>> {
    fn walk<'p>(
        items: &'p [Item],
        at: &Position,
        above: &mut Vec<&'p Item>,
        out: &mut Vec<Path<'p>>,
    ) {
        for (index, item) in items.iter().enumerate() {
            let position = at.child(index);
            out.push(Path {
                position: position.clone(),
                above: above.clone(),
                item,
            });
            above.push(item);
            walk(&item.items, &position, above, out);
            above.pop();
        }
    }
    let mut out = Vec::new();
    walk(items, &top(), &mut Vec::new(), &mut out);
    out
}

/// Label and title as printed in one.
pub(crate) fn printed(item: &Item) -> String {
    ayumi_core::plan::printed(item.label.as_deref(), &item.title)
}
