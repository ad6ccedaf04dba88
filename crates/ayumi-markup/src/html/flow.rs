//! Elements to blocks.

use ayumi_document::{
    At, Block, Inline, ListItem, Notice, Rule, Severity, Target, Unplaced, Why, block::for_each_run,
};

use super::inline::{Look, Out};
use super::table;
use super::tree::{Id, Kind, Tree};

/// Reads the elements of one tree.
pub(super) struct Flow<'t> {
    pub(super) tree: &'t Tree,
    /// From the root to `<main>`, where a page has one: what stands beside it is the site's.
    pub(super) path: Vec<Id>,
    pub(super) hidden: Vec<Unplaced>,
    /// Scripts, styles, menus: how many were left out, and where the first one stood.
    left_out: usize,
    first_left_out: Option<At>,
}

impl<'t> Flow<'t> {
    pub(super) fn new(tree: &'t Tree) -> Self {
        Self {
            tree,
            path: Vec::new(),
            hidden: Vec::new(),
            left_out: 0,
            first_left_out: None,
        }
    }

    /// What was left out, as a notice.
    pub(super) fn notice(&self) -> Option<Notice> {
        let at = self.first_left_out.clone();
        (self.left_out > 0).then(|| {
            Notice::new(Rule::SiteFurniture, Severity::Info, at)
                .with("value", self.left_out.to_string())
        })
    }

    /// The blocks below `id`.
    pub(super) fn blocks(&mut self, id: Id, look: &Look) -> Vec<Block> {
        let mut out = Out::default();
        self.children(id, look, &mut out);
        out.end(false);
        out.blocks
    }

    /// The words below `id` as one line of runs; what stands in blocks of its own keeps its words
    /// only, on lines of their own.
    pub(super) fn inline(&mut self, id: Id, look: &Look) -> Inline {
        let mut content: Inline = Vec::new();
        for block in self.blocks(id, look) {
            if let Some(last) = content.last_mut() {
                last.text.push('\n');
            }
            for_each_run(&[block], &mut |run| content.push(run.clone()));
        }
        content
    }

    pub(super) fn children(&mut self, id: Id, look: &Look, out: &mut Out) {
        let tree = self.tree;
        for child in &tree.node(id).children {
            self.node(*child, look, out);
        }
    }

    pub(super) fn node(&mut self, id: Id, look: &Look, out: &mut Out) {
        crate::steps::count(1);
        let tree = self.tree;
        match &tree.node(id).kind {
            Kind::Text { text, lines } => {
                let line_at = |at| {
                    let next = lines.partition_point(|(start, _)| *start <= at);
                    lines[next.saturating_sub(1)].1
                };
                out.words(text, look, &line_at);
            }
            Kind::Element { .. } => {
                if self.beside_main(id) {
                    self.leave_out(id, Why::SiteFurniture);
                } else if let Some(why) = self.unseen(id) {
                    self.leave_out(id, why);
                } else {
                    self.element(id, look, out);
                }
            }
            Kind::Root => self.children(id, look, out),
            Kind::Other => {}
        }
    }

    fn beside_main(&self, id: Id) -> bool {
        let Some(main) = self.path.last() else {
            return false;
        };
        !self.path.contains(&id)
            && self
                .tree
                .parent(id)
                .is_some_and(|parent| parent != *main && self.path.contains(&parent))
    }

    /// Why nobody sees an element, or nobody reads it as part of the document.
    fn unseen(&self, id: Id) -> Option<Why> {
        let name = self.tree.name(id);
        let style = self
            .tree
            .attribute(id, "style")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let style: String = style.split_whitespace().collect();
        if self.tree.attribute(id, "hidden").is_some()
            || style.contains("display:none")
            || style.contains("visibility:hidden")
        {
            return Some(Why::Hidden);
        }
        let role = self.tree.attribute(id, "role").unwrap_or_default();
        match name {
            "script" | "style" | "template" | "noscript" | "iframe" | "object" | "embed"
            | "nav" | "button" | "select" | "input" | "audio" | "video" | "canvas" => {
                Some(Why::SiteFurniture)
            }
            "footer" if !self.inside(id, &["article", "section", "blockquote", "main"]) => {
                Some(Why::SiteFurniture)
            }
            "head" => Some(Why::Hidden),
            "rt" | "rp" => Some(Why::NoField),
            _ if matches!(role, "navigation" | "search" | "contentinfo") => {
                Some(Why::SiteFurniture)
            }
            _ => None,
        }
    }

    fn inside(&self, id: Id, names: &[&str]) -> bool {
        let mut parents = std::iter::successors(self.tree.parent(id), |id| self.tree.parent(*id));
        parents.any(|parent| names.contains(&self.tree.name(parent)))
    }

    fn leave_out(&mut self, id: Id, why: Why) {
        let tree = self.tree;
        let name = tree.name(id);
        if name == "head" {
            let code = |child: &&Id| matches!(tree.name(**child), "script" | "style");
            for child in tree.node(id).children.iter().filter(code) {
                self.leave_out(*child, Why::SiteFurniture);
            }
        }
        if matches!(name, "head" | "rp") {
            return;
        }
        let at = Some(At::line(self.tree.node(id).line));
        let code = matches!(name, "script" | "style");
        let text = if code {
            format!("<{name}>")
        } else {
            self.tree.words(id)
        };
        if why == Why::SiteFurniture {
            self.left_out += 1;
            self.first_left_out = self.first_left_out.take().or_else(|| at.clone());
        }
        if !text.is_empty() {
            self.hidden.push(Unplaced { text, why, at });
        }
    }

    fn element(&mut self, id: Id, look: &Look, out: &mut Out) {
        let look = &self.look(id, look);
        match self.tree.name(id) {
            "br" => out.line_break(look, self.tree.node(id).line),
            "hr" => {
                out.end(false);
                out.blocks.push(Block::Rule);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(id, look, out),
            "ul" | "ol" | "menu" => self.list(id, look, out),
            "dl" => {
                out.end(false);
                let table = table::definitions(self, id, look);
                out.blocks.push(Block::Table(table));
            }
            "table" => {
                out.end(false);
                let table = table::table(self, id, look);
                out.blocks.push(Block::Table(table));
            }
            "figure" => match self.picture(id) {
                Some(picture) => self.figure(id, picture, look, out),
                None => self.block(id, look, out, false),
            },
            "svg" | "img" => self.bare_picture(id, out),
            "p" => self.block(id, look, out, true),
            name if is_block(name) => self.block(id, look, out, false),
            _ => self.children(id, look, out),
        }
    }

    fn block(&mut self, id: Id, look: &Look, out: &mut Out, gap: bool) {
        out.end(false);
        self.children(id, look, out);
        out.end(gap);
    }

    /// The look inside `id`.
    fn look(&self, id: Id, look: &Look) -> Look {
        let mut look = look.clone();
        match self.tree.name(id) {
            "b" | "strong" => look.strong = true,
            "pre" | "textarea" | "listing" => look.as_typed = true,
            "a" => look.target = self.target(id).or(look.target),
            _ => {}
        }
        let class = self.tree.attribute(id, "class").unwrap_or_default();
        let style = self.tree.attribute(id, "style").unwrap_or_default();
        if class.split_whitespace().any(|one| one == "as-typed")
            || style.contains("white-space:pre")
        {
            look.as_typed = true;
        }
        look
    }

    fn target(&self, id: Id) -> Option<Target> {
        let address = self.tree.attribute(id, "href")?;
        let page = self
            .tree
            .attribute(id, "class")
            .is_some_and(|class| class == "page");
        crate::link::target(address, page)
    }

    fn heading(&mut self, id: Id, look: &Look, out: &mut Out) {
        out.end(false);
        let level = self.tree.name(id).as_bytes()[1] - b'0';
        let content = self.inline(id, look);
        if !content.is_empty() {
            let id = self.tree.attribute(id, "id").map(str::to_owned);
            out.blocks.push(Block::Heading { level, id, content });
        }
    }

    fn list(&mut self, id: Id, look: &Look, out: &mut Out) {
        out.end(false);
        let ordered = self.tree.name(id) == "ol";
        let mut number = self.number(id, "start").unwrap_or(1);
        let mut items = Vec::new();
        let tree = self.tree;
        for child in &tree.node(id).children {
            if self.tree.name(*child) != "li" {
                self.stray_entry(*child, look, &mut items);
                continue;
            }
            if self.unseen(*child).is_some() {
                self.node(*child, look, out);
                continue;
            }
            number = self.number(*child, "value").unwrap_or(number);
            let marker = if ordered {
                format!("{number}.")
            } else {
                "-".to_owned()
            };
            number = number.saturating_add(1);
            items.push(ListItem {
                marker: Some(marker),
                blocks: self.blocks(*child, look),
            });
        }
        out.blocks.push(Block::List { ordered, items });
    }

    /// Words or a list that stand in a list without an entry of their own.
    fn stray_entry(&mut self, id: Id, look: &Look, items: &mut Vec<ListItem>) {
        let mut out = Out::default();
        self.node(id, look, &mut out);
        out.end(false);
        if out.blocks.is_empty() {
            return;
        }
        match items.last_mut() {
            Some(last) => last.blocks.extend(out.blocks),
            None => items.push(ListItem {
                marker: None,
                blocks: out.blocks,
            }),
        }
    }

    fn number(&self, id: Id, attribute: &str) -> Option<i64> {
        self.tree.attribute(id, attribute)?.trim().parse().ok()
    }
}

/// Elements that stand on lines of their own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "body"
            | "main"
            | "header"
            | "footer"
            | "article"
            | "section"
            | "aside"
            | "div"
            | "center"
            | "address"
            | "blockquote"
            | "details"
            | "summary"
            | "fieldset"
            | "legend"
            | "form"
            | "figure"
            | "figcaption"
            | "pre"
            | "li"
            | "dt"
            | "dd"
            | "hgroup"
            | "listing"
            | "textarea"
            | "dialog"
            | "search"
            | "caption"
            | "tr"
            | "td"
            | "th"
            | "tbody"
            | "thead"
            | "tfoot"
            | "option"
    )
}
