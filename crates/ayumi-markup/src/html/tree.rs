//! The element tree of an HTML text, with the line of every stretch of words.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{
    Attribute, LocalName, Namespace, ParseOpts, Parser, QualName, local_name, ns, parse_document,
    parse_fragment,
};

/// Deeper nesting is no document.
pub(super) const DEEPEST: usize = 256;
/// How much is parsed before the depth is looked at again.
const STEP: usize = 4096;

/// Index of a node.
pub(super) type Id = usize;

/// One node.
#[derive(Debug)]
pub(super) struct Node {
    parent: Option<Id>,
    pub(super) children: Vec<Id>,
    pub(super) kind: Kind,
    /// The line of its beginning.
    pub(super) line: u32,
    depth: usize,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    Root,
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text {
        text: String,
        lines: Vec<(usize, u32)>,
    },
    /// Comments and processing instructions.
    Other,
}

/// The tree.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// Nested deeper than [`DEEPEST`].
#[derive(Debug)]
pub(super) struct TooDeep;

impl Tree {
    /// Parses a whole page.
    pub(super) fn page(text: &str) -> Result<Self, TooDeep> {
        feed(parse_document(Sink::new(1), options()), text)
    }

    /// Parses a part of a body whose first line is `line`.
    pub(super) fn fragment(text: &str, line: u32) -> Result<Self, TooDeep> {
        let body = QualName::new(None, ns!(html), local_name!("body"));
        feed(
            parse_fragment(Sink::new(line), options(), body, Vec::new(), false),
            text,
        )
    }

    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id]
    }

    /// The local name of an element, empty for other nodes.
    pub(super) fn name(&self, id: Id) -> &str {
        match &self.nodes[id].kind {
            Kind::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    pub(super) fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        let Kind::Element { attributes, .. } = &self.nodes[id].kind else {
            return None;
        };
        attributes
            .iter()
            .find(|one| &*one.name.local == wanted)
            .map(|one| &*one.value)
    }

    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        self.nodes[id].parent
    }

    /// The first element of that name in the whole tree.
    pub(super) fn first(&self, wanted: impl Fn(&Self, Id) -> bool) -> Option<Id> {
        (0..self.nodes.len()).find(|id| wanted(self, *id) && self.attached(*id))
    }

    /// The parser moves whole branches about, so the depth is looked at again in the end.
    fn depth(&self) -> usize {
        let mut deepest = 0;
        let mut open = vec![(0, 0)];
        while let Some((id, depth)) = open.pop() {
            deepest = deepest.max(depth);
            open.extend(
                self.nodes[id]
                    .children
                    .iter()
                    .map(|child| (*child, depth + 1)),
            );
        }
        deepest
    }

    fn attached(&self, id: Id) -> bool {
        std::iter::successors(Some(id), |id| self.parent(*id)).last() == Some(0)
    }

    /// All words below `id`, blanks collapsed.
    pub(super) fn words(&self, id: Id) -> String {
        let mut out = String::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if let Kind::Text { text, .. } = &self.nodes[id].kind {
                out.push_str(text);
                out.push(' ');
            }
            open.extend(self.nodes[id].children.iter().rev());
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn options() -> ParseOpts {
    ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    }
}

/// The parser tells the line on which a stretch of words ends, and may cut the stretch afterwards.
/// It gets each line end by itself, so that no stretch has one inside.
fn feed(mut parser: Parser<Sink>, text: &str) -> Result<Tree, TooDeep> {
    for line in text.split_inclusive('\n') {
        let (mut rest, end) = line
            .strip_suffix('\n')
            .map_or((line, ""), |rest| (rest, "\n"));
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.floor_char_boundary(STEP.min(rest.len())));
            parser.process(StrTendril::from_slice(now));
            rest = later;
            if parser.tokenizer.sink.sink.deepest.get() > DEEPEST {
                return Err(TooDeep);
            }
        }
        parser.process(StrTendril::from_slice(end));
    }
    let tree = parser.finish();
    if tree.depth() > DEEPEST {
        Err(TooDeep)
    } else {
        Ok(tree)
    }
}

/// Takes what the parser finds.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    line: Cell<u32>,
    /// Added to the parser's line, which begins at 1.
    before: u32,
    deepest: Cell<usize>,
}

impl Sink {
    fn new(first_line: u32) -> Self {
        let root = Node {
            parent: None,
            children: Vec::new(),
            kind: Kind::Root,
            line: first_line,
            depth: 0,
        };
        Self {
            nodes: RefCell::new(vec![root]),
            line: Cell::new(first_line),
            before: first_line - 1,
            deepest: Cell::new(0),
        }
    }

    fn make(&self, kind: Kind) -> Id {
        crate::steps::count(1);
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            parent: None,
            children: Vec::new(),
            kind,
            line: self.line.get(),
            depth: 0,
        });
        nodes.len() - 1
    }

    /// Puts `child` among the children of `parent`, before the one at `index`.
    fn insert(&self, parent: Id, index: usize, child: NodeOrText<Id>) {
        match child {
            NodeOrText::AppendNode(id) => {
                self.remove_from_parent(&id);
                let mut nodes = self.nodes.borrow_mut();
                let depth = nodes[parent].depth + 1;
                self.deepest.set(self.deepest.get().max(depth));
                let index = index.min(nodes[parent].children.len());
                nodes[id].parent = Some(parent);
                nodes[id].depth = depth;
                nodes[parent].children.insert(index, id);
            }
            NodeOrText::AppendText(words) => self.insert_text(parent, index, &words),
        }
    }

    /// The parser tells the line on which words end.
    fn insert_text(&self, parent: Id, index: usize, words: &str) {
        crate::steps::count(words.len());
        let ends = u32::try_from(words.matches('\n').count()).unwrap_or(u32::MAX);
        let first = self.line.get().saturating_sub(ends).max(self.before + 1);
        let before = match index {
            0 => None,
            index => self.nodes.borrow()[parent].children.get(index - 1).copied(),
        };
        if let Some(id) = before
            && let Kind::Text { text, lines } = &mut self.nodes.borrow_mut()[id].kind
        {
            note_lines(lines, text.len(), words, first);
            text.push_str(words);
            return;
        }
        let mut lines = Vec::new();
        note_lines(&mut lines, 0, words, first);
        let id = self.make(Kind::Text {
            text: words.to_owned(),
            lines,
        });
        self.insert(parent, index, NodeOrText::AppendNode(id));
    }

    fn place(&self, id: Id) -> Option<(Id, usize)> {
        let nodes = self.nodes.borrow();
        let parent = nodes[id].parent?;
        Some((
            parent,
            nodes[parent]
                .children
                .iter()
                .rposition(|child| *child == id)?,
        ))
    }
}

/// Notes where each line of `words` begins, the first one at byte `at` on line `line`.
fn note_lines(lines: &mut Vec<(usize, u32)>, at: usize, words: &str, line: u32) {
    if lines.last().is_none_or(|(_, last)| *last != line) {
        lines.push((at, line));
    }
    for (end, next) in words.match_indices('\n').zip(line + 1..) {
        lines.push((at + end.0 + 1, next));
    }
}

/// A borrowed name.
#[derive(Debug)]
struct Name<'a>(Ref<'a, QualName>);

impl html5ever::interface::ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Tree {
        Tree {
            nodes: self.nodes.into_inner(),
        }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name<'a> {
        Name(Ref::map(self.nodes.borrow(), |nodes| {
            match &nodes[*target].kind {
                Kind::Element { name, .. } => name,
                _ => unreachable!("the parser asks only elements for their name"),
            }
        }))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        self.make(Kind::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.make(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.make(Kind::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let end = self.nodes.borrow()[*parent].children.len();
        self.insert(*parent, end, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.nodes.borrow()[*element].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        if let NodeOrText::AppendNode(id) = &child {
            self.remove_from_parent(id);
        }
        if let Some((parent, index)) = self.place(*sibling) {
            self.insert(parent, index, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, more: Vec<Attribute>) {
        if let Kind::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target].kind {
            for attribute in more {
                if attributes.iter().all(|one| one.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        if let Some((parent, index)) = self.place(*target) {
            let mut nodes = self.nodes.borrow_mut();
            nodes[parent].children.remove(index);
            nodes[*target].parent = None;
        }
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[*node].children);
        let mut nodes = self.nodes.borrow_mut();
        for child in children {
            nodes[child].parent = Some(*new_parent);
            nodes[*new_parent].children.push(child);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(
            u32::try_from(line)
                .unwrap_or(u32::MAX)
                .saturating_add(self.before),
        );
    }
}
