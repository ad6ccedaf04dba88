//! The tree of a plan as a nested list: the text beside the picture.

use askama::Template;
use ayumi_core::plan::Item;
use ayumi_locale::key;

use super::edit::marked;
use crate::review::finding::{KindCount, Links, tally};
use crate::words::Words;

/// Items under one parent.
#[derive(Clone, Debug, Template)]
#[template(path = "plan/branch.html")]
pub struct Branch {
    /// The language.
    pub w: Words,
    /// The top of the tree?
    pub top: bool,
    /// The items.
    pub nodes: Vec<Node>,
}

/// An item of the list.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its page.
    pub href: String,
    /// The name of its level.
    pub level: Option<String>,
    /// Its printed label.
    pub label: Option<String>,
    /// Its title.
    pub title: String,
    /// 新規 and the like.
    pub marks: Vec<String>,
    /// Its findings by kind.
    pub tally: Vec<KindCount>,
    /// The items below.
    pub children: Branch,
}

impl Branch {
    /// The list of these items and all below them.
    pub fn new(links: &Links<'_>, items: &[Item], top: bool) -> Self {
        let node = |item: &Item| Node {
            href: links.item(item.id),
            level: item.level.clone(),
            label: item.label.clone(),
            title: item.title.clone(),
            marks: marked(links.w, item),
            tally: tally(links.w, &item.findings),
            children: Self::new(links, &item.items, false),
        };
        let mut nodes: Vec<Node> = items.iter().map(node).collect();
        // The level is named once, before the first of its row.
        for position in (1..items.len()).rev() {
            if items[position].level == items[position - 1].level {
                nodes[position].level = None;
            }
        }
        Self {
            w: links.w,
            top,
            nodes,
        }
    }
}
