//! The structure a tagged file names: headings, paragraphs, tables, lists, with the marks of the
//! content that belongs to each.

use std::collections::HashMap;

use ayumi_document::Scope;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object};

/// Elements further in are not looked at; no document nests so deep, a file made to harm does.
const DEEPEST: usize = 48;

/// Elements of one file.
const MOST_NODES: usize = 1_000_000;

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading of this level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A table.
    Table,
    /// A group of rows that heads a table.
    Head,
    /// A row.
    Row,
    /// A cell; whether it heads a row or column, if it does.
    Cell(Option<Scope>),
    /// Words above or below a table or picture.
    Caption,
    /// A list.
    List,
    /// An entry of a list.
    Entry,
    /// What is printed before an entry.
    Marker,
    /// A table of contents.
    Contents,
    /// A picture.
    Figure,
    /// Part of a paragraph.
    Inline,
    /// Holds others.
    Group,
}

/// An element.
#[derive(Debug)]
pub(super) struct Node {
    /// What it is.
    pub role: Role,
    /// Columns and rows a cell covers.
    pub spans: (u16, u16),
    /// Words that stand for a picture.
    pub alt: Option<String>,
    /// What it holds, in reading order.
    pub kids: Vec<Kid>,
}

/// What an element holds.
#[derive(Debug)]
pub(super) enum Kid {
    /// An element.
    Node(Node),
    /// Content of a page (from 1) under this mark.
    Marked(u32, i32),
}

impl Node {
    /// Does it hold anything but words?
    pub(super) fn holds_blocks(&self) -> bool {
        self.kids.iter().any(|kid| match kid {
            Kid::Node(node) if matches!(node.role, Role::Inline | Role::Marker) => {
                node.holds_blocks()
            }
            Kid::Node(_) => true,
            Kid::Marked(..) => false,
        })
    }

    /// Does it hold a table, at any depth?
    pub(super) fn holds_table(&self) -> bool {
        self.kids.iter().any(|kid| match kid {
            Kid::Node(node) => node.role == Role::Table || node.holds_table(),
            Kid::Marked(..) => false,
        })
    }
}

/// Does a table of contents begin here?
pub(super) fn opens_contents(kid: Option<&Kid>) -> bool {
    match kid {
        Some(Kid::Node(node)) if node.role == Role::Contents => true,
        Some(Kid::Node(node)) if node.role == Role::Group => opens_contents(node.kids.first()),
        _ => false,
    }
}

/// The rows of a table, each with whether it heads the table, and its captions.
pub(super) fn rows_of<'n>(
    node: &'n Node,
    head: bool,
    rows: &mut Vec<(&'n Node, bool)>,
    captions: &mut Vec<&'n Node>,
) {
    for kid in &node.kids {
        let Kid::Node(node) = kid else { continue };
        match node.role {
            Role::Row => rows.push((node, head)),
            Role::Caption => captions.push(node),
            Role::Head => rows_of(node, true, rows, captions),
            Role::Group => rows_of(node, head, rows, captions),
            _ => {}
        }
    }
}

/// The structure of a file; `None` when it names none.
pub(super) fn tree(pdf: &Pdf) -> Option<Node> {
    let catalogue: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let root: Dict<'_> = catalogue.get("StructTreeRoot")?;
    let pages = pdf.pages().iter().zip(1u32..);
    let pages = pages.filter_map(|(page, number)| Some((page.raw().obj_id()?.obj_number, number)));
    let mut walk = Walk {
        pages: pages.collect(),
        renamed: root.get("RoleMap"),
        left: MOST_NODES,
    };
    let mut node = Node::of(Role::Group);
    walk.kids(&root, None, 0, &mut node.kids);
    (!node.kids.is_empty()).then_some(node)
}

impl Node {
    fn of(role: Role) -> Self {
        Self {
            role,
            spans: (1, 1),
            alt: None,
            kids: Vec::new(),
        }
    }
}

struct Walk<'a> {
    /// Number of each page's object, and of the page.
    pages: HashMap<i32, u32>,
    /// Roles a program named in its own words.
    renamed: Option<Dict<'a>>,
    left: usize,
}

impl<'a> Walk<'a> {
    fn page(&self, dict: &Dict<'a>) -> Option<u32> {
        let page = dict.get_ref("Pg")?;
        self.pages.get(&page.obj_number).copied()
    }

    fn kids(&mut self, dict: &Dict<'a>, page: Option<u32>, depth: usize, out: &mut Vec<Kid>) {
        match dict.get::<Object<'a>>("K") {
            Some(Object::Array(kids)) => {
                for kid in kids.iter::<Object<'a>>() {
                    self.kid(kid, page, depth, out);
                }
            }
            Some(kid) => self.kid(kid, page, depth, out),
            None => {}
        }
    }

    fn kid(&mut self, kid: Object<'a>, page: Option<u32>, depth: usize, out: &mut Vec<Kid>) {
        let Some(left) = self.left.checked_sub(1).filter(|_| depth < DEEPEST) else {
            return;
        };
        self.left = left;
        match kid {
            Object::Number(mark) => {
                out.extend(page.map(|page| Kid::Marked(page, mark.as_f64() as i32)))
            }
            Object::Dict(dict) => {
                let page = self.page(&dict).or(page);
                if let Some(name) = dict.get::<Name<'a>>("S") {
                    out.push(Kid::Node(self.node(&dict, &name, page, depth)));
                } else if let (Some(mark), Some(page)) = (dict.get::<i32>("MCID"), page) {
                    out.push(Kid::Marked(page, mark));
                }
            }
            _ => {}
        }
    }

    fn node(&mut self, dict: &Dict<'a>, name: &Name<'a>, page: Option<u32>, depth: usize) -> Node {
        let attributes = attributes(dict);
        let number = |key: &str| {
            let found = attributes.iter().find_map(|a| a.get::<i32>(key));
            found
                .and_then(|n| u16::try_from(n).ok())
                .unwrap_or(1)
                .max(1)
        };
        let scope = attributes.iter().find_map(|a| a.get::<Name<'a>>("Scope"));
        let mut role = self.role(name);
        if let (Role::Cell(Some(own)), Some(scope)) = (&mut role, scope)
            && scope.as_str() == "Row"
        {
            *own = Scope::Row;
        }
        let mut node = Node {
            spans: (number("ColSpan"), number("RowSpan")),
            alt: dict
                .get::<hayro_syntax::object::String<'a>>("Alt")
                .map(|alt| words(alt.as_bytes())),
            ..Node::of(role)
        };
        self.kids(dict, page, depth + 1, &mut node.kids);
        node
    }

    fn role(&self, name: &Name<'a>) -> Role {
        let mut name = name.clone();
        // A name may stand for another that stands for a third.
        for _ in 0..4 {
            let Some(next) = self
                .renamed
                .as_ref()
                .and_then(|map| map.get::<Name<'a>>(name.as_str()))
            else {
                break;
            };
            name = next;
        }
        role(name.as_str())
    }
}

fn role(name: &str) -> Role {
    match name {
        "H" | "Title" | "H1" => Role::Heading(1),
        "H2" => Role::Heading(2),
        "H3" => Role::Heading(3),
        "H4" => Role::Heading(4),
        "H5" => Role::Heading(5),
        "H6" => Role::Heading(6),
        "P" => Role::Paragraph,
        "Table" => Role::Table,
        "THead" => Role::Head,
        "TR" => Role::Row,
        "TH" => Role::Cell(Some(Scope::Column)),
        "TD" => Role::Cell(None),
        "Caption" => Role::Caption,
        "L" => Role::List,
        "LI" => Role::Entry,
        "Lbl" => Role::Marker,
        "TOC" => Role::Contents,
        "Figure" | "Formula" => Role::Figure,
        "Span" | "Link" | "Reference" | "Strong" | "Em" | "Quote" | "Code" | "Annot" | "Sub" => {
            Role::Inline
        }
        _ => Role::Group,
    }
}

/// The attributes of an element, one dictionary for each owner.
fn attributes<'a>(dict: &Dict<'a>) -> Vec<Dict<'a>> {
    match dict.get::<Object<'a>>("A") {
        Some(Object::Dict(one)) => vec![one],
        Some(Object::Array(all)) => Array::iter::<Object<'a>>(&all)
            .filter_map(|one| match one {
                Object::Dict(dict) => Some(dict),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// A text string of the file: UTF-16 with its mark, else one byte a character.
fn words(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(wide) => {
            let units = wide.chunks_exact(2).map(|pair| match pair {
                [a, b] => u16::from_be_bytes([*a, *b]),
                _ => 0,
            });
            char::decode_utf16(units)
                .map(|c| c.unwrap_or('\u{3013}'))
                .collect()
        }
        None => String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
            .into_owned(),
    }
}
