//! The items of a plan one by one, each with its place in the tree.

use std::collections::HashMap;

use crate::plan::{Item, ItemId, Plan};

/// An item and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'a> {
    /// The item.
    pub item: &'a Item,
    /// Under which item; `None` = of the first level.
    pub parent: Option<ItemId>,
}

/// All items of a plan, by id and in reading order.
#[derive(Debug)]
pub(super) struct Nodes<'a> {
    plan: &'a Plan,
    by_id: HashMap<ItemId, Node<'a>>,
    positions: HashMap<ItemId, String>,
    /// In reading order.
    pub order: Vec<ItemId>,
}

impl<'a> Nodes<'a> {
    pub(super) fn of(plan: &'a Plan) -> Self {
        let mut nodes = Self {
            plan,
            by_id: HashMap::new(),
            positions: HashMap::new(),
            order: Vec::new(),
        };
        nodes.add(&plan.items, None, "");
        nodes
    }

    fn add(&mut self, items: &'a [Item], parent: Option<ItemId>, above: &str) {
        for (number, item) in (1_usize..).zip(items) {
            let position = match above {
                "" => number.to_string(),
                above => format!("{above}-{number}"),
            };
            self.by_id.insert(item.id, Node { item, parent });
            self.order.push(item.id);
            self.add(&item.items, Some(item.id), &position);
            self.positions.insert(item.id, position);
        }
    }

    pub(super) fn get(&self, id: ItemId) -> Option<Node<'a>> {
        self.by_id.get(&id).copied()
    }

    pub(super) fn has(&self, id: ItemId) -> bool {
        self.by_id.contains_key(&id)
    }

    /// Counted from 1 on every level: `1-2-3`.
    pub(super) fn position(&self, id: ItemId) -> &str {
        self.positions.get(&id).map_or("", String::as_str)
    }

    /// The items below an item, or those of the first level.
    pub(super) fn below(&self, parent: Option<ItemId>) -> &'a [Item] {
        match parent {
            None => &self.plan.items,
            Some(id) => self.get(id).map_or(&[], |node| &node.item.items),
        }
    }
}
