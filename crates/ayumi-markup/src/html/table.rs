//! Tables and definition lists.

use ayumi_document::{At, Block, Cell, Inline, Row, Scope, Table};

use super::flow::Flow;
use super::inline::{Look, Out};
use super::tree::Id;

/// A merged cell covers no more columns or rows than this.
const WIDEST: u16 = 1000;

/// The table of a `<table>` element.
pub(super) fn table(flow: &mut Flow<'_>, id: Id, look: &Look) -> Table {
    let mut parts = Parts::default();
    parts.take(flow, id, look, false);
    let mut table = Table {
        id: flow.tree.attribute(id, "id").map(str::to_owned),
        caption: parts.caption.filter(|caption| !caption.is_empty()),
        head_rows: parts.head_rows,
        widths: parts.widths,
        rows: parts.rows,
    };
    if !parts.has_head {
        table.head_rows = parts.all_heads;
    }
    for cell in table
        .rows
        .iter_mut()
        .take(table.head_rows)
        .flat_map(|row| &mut row.cells)
    {
        cell.scope = cell.scope.or(Some(Scope::Column));
    }
    table
}

#[derive(Debug, Default)]
struct Parts {
    caption: Option<Inline>,
    widths: Vec<u16>,
    rows: Vec<Row>,
    has_head: bool,
    head_rows: usize,
    /// How many of the first rows hold heading cells only.
    all_heads: usize,
}

impl Parts {
    fn take(&mut self, flow: &mut Flow<'_>, id: Id, look: &Look, head: bool) {
        let tree = flow.tree;
        for child in &tree.node(id).children {
            let child = *child;
            match tree.name(child) {
                "caption" => self.caption = Some(flow.inline(child, look)),
                "colgroup" => self.take(flow, child, look, head),
                "col" => self.widths.extend(width(flow, child)),
                "thead" => {
                    self.has_head = true;
                    self.take(flow, child, look, true);
                }
                "tbody" | "tfoot" => self.take(flow, child, look, false),
                "tr" => {
                    let (row, heads) = row(flow, child, look);
                    if heads && self.all_heads == self.rows.len() {
                        self.all_heads += 1;
                    }
                    self.head_rows += usize::from(head);
                    self.rows.push(row);
                }
                _ => {}
            }
        }
    }
}

/// `<col class="w3">`: a width relative to the other columns.
fn width(flow: &Flow<'_>, id: Id) -> Option<u16> {
    let class = flow.tree.attribute(id, "class")?;
    class
        .split_whitespace()
        .find_map(|one| one.strip_prefix('w')?.parse().ok())
}

fn row(flow: &mut Flow<'_>, id: Id, look: &Look) -> (Row, bool) {
    let tree = flow.tree;
    let mut row = Row::default();
    let mut heads = false;
    for child in &tree.node(id).children {
        let child = *child;
        let head = match tree.name(child) {
            "td" => false,
            "th" => true,
            _ => continue,
        };
        heads = head && (heads || row.cells.is_empty());
        let scope = head.then(|| scope(flow, child)).flatten();
        row.cells.push(Cell {
            col_span: span(flow, child, "colspan"),
            row_span: span(flow, child, "rowspan"),
            scope,
            id: tree.attribute(child, "id").map(str::to_owned),
            blocks: flow.blocks(child, look),
            value: None,
            at: Some(At::line(tree.node(child).line)),
        });
    }
    // Without a word on it, a heading cell beside others that are none heads its row.
    if !heads {
        for (cell, child) in row.cells.iter_mut().zip(cells(flow, id)) {
            if flow.tree.name(child) == "th" {
                cell.scope = cell.scope.or(Some(Scope::Row));
            }
        }
    }
    (row, heads)
}

fn cells(flow: &Flow<'_>, id: Id) -> impl Iterator<Item = Id> {
    let tree = flow.tree;
    tree.node(id)
        .children
        .iter()
        .copied()
        .filter(|child| matches!(tree.name(*child), "td" | "th"))
}

fn scope(flow: &Flow<'_>, id: Id) -> Option<Scope> {
    match flow.tree.attribute(id, "scope")? {
        "col" | "colgroup" => Some(Scope::Column),
        "row" | "rowgroup" => Some(Scope::Row),
        _ => None,
    }
}

fn span(flow: &Flow<'_>, id: Id, attribute: &str) -> u16 {
    let span = flow
        .tree
        .attribute(id, attribute)
        .and_then(|span| span.trim().parse::<u64>().ok());
    u16::try_from(span.unwrap_or(1).max(1)).map_or(WIDEST, |span| span.min(WIDEST))
}

/// A definition list is a table of two columns: the term heads its row.
pub(super) fn definitions(flow: &mut Flow<'_>, id: Id, look: &Look) -> Table {
    let mut table = Table::default();
    take_definitions(flow, id, look, &mut table);
    table
}

fn take_definitions(flow: &mut Flow<'_>, id: Id, look: &Look, table: &mut Table) {
    let tree = flow.tree;
    for child in &tree.node(id).children {
        let at = Some(At::line(tree.node(*child).line));
        match tree.name(*child) {
            "dt" => {
                let blocks = flow.blocks(*child, look);
                let term = Cell {
                    scope: Some(Scope::Row),
                    blocks,
                    at,
                    ..Cell::default()
                };
                table.rows.push(Row { cells: vec![term] });
            }
            "dd" => {
                let blocks = flow.blocks(*child, look);
                match table.rows.last_mut() {
                    Some(row) if row.cells.len() > 1 => extend(row, blocks),
                    Some(row) => row.cells.push(Cell {
                        blocks,
                        at,
                        ..Cell::default()
                    }),
                    None => table.rows.push(Row {
                        cells: vec![Cell {
                            blocks,
                            at,
                            ..Cell::default()
                        }],
                    }),
                }
            }
            "div" => take_definitions(flow, *child, look, table),
            _ => stray(flow, *child, look, table),
        }
    }
}

/// Words that stand in the list without being a term or a definition.
fn stray(flow: &mut Flow<'_>, id: Id, look: &Look, table: &mut Table) {
    let mut out = Out::default();
    flow.node(id, look, &mut out);
    out.end(false);
    match table.rows.last_mut() {
        _ if out.blocks.is_empty() => {}
        Some(row) => extend(row, out.blocks),
        None => table.rows.push(Row {
            cells: vec![Cell {
                blocks: out.blocks,
                ..Cell::default()
            }],
        }),
    }
}

fn extend(row: &mut Row, blocks: Vec<Block>) {
    if let Some(cell) = row.cells.last_mut() {
        cell.blocks.extend(blocks);
    }
}
