//! A tagged file by its own structure: what belongs together is said, what stands where is seen.

use std::collections::HashMap;

use ayumi_document::{At, Block, Cell, Inline, ListItem, Row, Run, Scope, Table, Unplaced, Why};
use kurbo::Rect;

use super::build::{Built, block};
use super::line::{Line, lines, unwrap_paragraph};
use super::page::{Glyph, Sheet};
use super::ruled;
use super::sheet::one;
use super::tags::{Kid, Node, Role, opens_contents, rows_of};

/// Tags that leave out more than one character in this many are not trusted.
const LEFT_OUT: usize = 20;

/// A document by its tags.
#[derive(Debug, Default)]
pub(super) struct Tagged {
    /// Its blocks.
    pub built: Built,
    /// What it marks as not belonging to the text.
    pub hidden: Vec<Unplaced>,
}

/// Builds the document; `None` where the tags do not tell enough.
pub(super) fn build(tree: &Node, sheets: &[(u32, Sheet)]) -> Option<Tagged> {
    if !tree.holds_table() && sheets.iter().any(|(_, sheet)| shows_table(sheet)) {
        return None;
    }
    let mut marks: Marks = HashMap::new();
    let (mut all, mut apart) = (0usize, 0usize);
    for (page, sheet) in sheets {
        for glyph in &sheet.glyphs {
            let seen = !glyph.text.is_whitespace();
            match glyph.mark.filter(|_| !glyph.artifact) {
                Some(mark) => marks.entry((*page, mark)).or_default().push(*glyph),
                // The dots of a list of contents are more than its words in a short book.
                None => apart += usize::from(seen && !is_leader(glyph.text)),
            }
            all += usize::from(seen);
        }
    }
    let mut hand = Hand {
        rules: sheets
            .iter()
            .map(|(page, sheet)| (*page, edges(sheet)))
            .collect(),
        marks,
        out: Tagged::default(),
    };
    let blocks = hand.blocks(&tree.kids, false);
    hand.out.built.blocks = blocks;
    let rest = hand
        .marks
        .values()
        .flatten()
        .filter(|g| !g.text.is_whitespace())
        .count();
    if rest * LEFT_OUT > all || apart * 3 > all {
        return None;
    }
    hand.rest(sheets);
    Some(hand.out)
}

/// The dots between a heading and its page.
fn is_leader(c: char) -> bool {
    matches!(
        c,
        '.' | '\u{B7}' | '\u{2024}' | '\u{2025}' | '\u{2026}' | '\u{30FB}'
    )
}

/// Does a page show a table of rules with words in several cells?
fn shows_table(sheet: &Sheet) -> bool {
    ruled::grids(&sheet.rules, &[]).iter().any(|grid| {
        let filled = grid.boxes.iter().filter(|cell| {
            sheet
                .glyphs
                .iter()
                .any(|glyph| cell.area.contains(glyph.area.center()))
        });
        filled.count() >= 4
    })
}

/// Upright rules of a page and where its words end.
fn edges(sheet: &Sheet) -> (Vec<Rect>, f64) {
    let upright = sheet
        .rules
        .iter()
        .filter(|rule| rule.height() > rule.width());
    let right = sheet
        .glyphs
        .iter()
        .filter(|glyph| !glyph.artifact)
        .map(|glyph| glyph.area.x1);
    (upright.copied().collect(), right.fold(0.0, f64::max))
}

type Marks = HashMap<(u32, i32), Vec<Glyph>>;

struct Hand {
    marks: Marks,
    rules: HashMap<u32, (Vec<Rect>, f64)>,
    out: Tagged,
}

impl Hand {
    /// The blocks of some kids; inside a cell there are no headings.
    fn blocks(&mut self, kids: &[Kid], inside: bool) -> Vec<Block> {
        let mut out = Vec::new();
        let mut loose: Vec<&Kid> = Vec::new();
        for (n, kid) in kids.iter().enumerate() {
            match kid {
                Kid::Marked(..) => loose.push(kid),
                Kid::Node(node) if node.role == Role::Inline && !node.holds_blocks() => {
                    loose.push(kid);
                }
                Kid::Node(node) => {
                    self.loose(&mut loose, &mut out);
                    // The heading of a table of contents goes with it.
                    let before =
                        matches!(node.role, Role::Heading(_)) && opens_contents(kids.get(n + 1));
                    if before {
                        self.leave(node, Why::TableOfContents);
                    } else {
                        self.block(node, inside, &mut out);
                    }
                }
            }
        }
        self.loose(&mut loose, &mut out);
        out
    }

    fn loose(&mut self, kids: &mut Vec<&Kid>, out: &mut Vec<Block>) {
        let kids = std::mem::take(kids);
        if !kids.is_empty() {
            let content = self.words(&kids, false);
            push(out, content, None);
        }
    }

    fn block(&mut self, node: &Node, inside: bool, out: &mut Vec<Block>) {
        let all: Vec<&Kid> = node.kids.iter().collect();
        match node.role {
            Role::Heading(level) if !inside => {
                let content = self.words(&all, true);
                push(out, content, Some(level));
            }
            Role::Paragraph | Role::Heading(_) | Role::Caption | Role::Marker
                if !node.holds_blocks() =>
            {
                let content = self.words(&all, false);
                push(out, content, None);
            }
            Role::Table => {
                let table = self.table(node);
                if table.rows.is_empty() {
                    push(out, table.caption.unwrap_or_default(), None);
                } else {
                    out.push(Block::Table(table));
                }
            }
            Role::List => {
                let items = self.list(node);
                out.extend((!items.is_empty()).then_some(Block::List {
                    ordered: false,
                    items,
                }));
            }
            Role::Contents => self.leave(node, Why::TableOfContents),
            Role::Figure if node.alt.is_some() => {
                self.leave(node, Why::NotUnderstood);
                let text = node.alt.clone().unwrap_or_default();
                let why = Why::NotUnderstood;
                self.out.hidden.push(Unplaced {
                    text,
                    why,
                    at: None,
                });
            }
            _ => {
                let mut inner = self.blocks(&node.kids, inside);
                out.append(&mut inner);
            }
        }
    }

    fn list(&mut self, node: &Node) -> Vec<ListItem> {
        let mut items = Vec::new();
        for kid in &node.kids {
            let Kid::Node(entry) = kid else { continue };
            if entry.role != Role::Entry {
                // A list inside a list without an entry of its own.
                let blocks = self.blocks(std::slice::from_ref(kid), true);
                items.extend((!blocks.is_empty()).then_some(ListItem {
                    marker: None,
                    blocks,
                }));
                continue;
            }
            let is_marker = |kid: &&Kid| matches!(kid, Kid::Node(n) if n.role == Role::Marker);
            // A marker is a label that the page shows: its words come first, as text.
            let marker: Vec<&Kid> = entry.kids.iter().filter(is_marker).collect();
            let label = self.words(&marker, true);
            let mut blocks = Vec::new();
            for kid in entry.kids.iter().filter(|kid| !is_marker(kid)) {
                blocks.append(&mut self.blocks(std::slice::from_ref(kid), true));
            }
            lead(&mut blocks, label);
            items.extend((!blocks.is_empty()).then_some(ListItem {
                marker: None,
                blocks,
            }));
        }
        items
    }

    fn table(&mut self, node: &Node) -> Table {
        let mut table = Table::default();
        let mut rows: Vec<(&Node, bool)> = Vec::new();
        let mut captions: Vec<&Node> = Vec::new();
        rows_of(node, false, &mut rows, &mut captions);
        for caption in captions {
            let content = self.words(&caption.kids.iter().collect::<Vec<_>>(), true);
            table.caption.get_or_insert_default().extend(content);
        }
        table.head_rows = rows.iter().take_while(|(_, head)| *head).count();
        for (row, _) in rows {
            let mut cells = Vec::new();
            for kid in &row.kids {
                if let Kid::Node(cell) = kid
                    && let Role::Cell(scope) = cell.role
                {
                    cells.push(self.cell(cell, scope));
                }
            }
            table.rows.push(Row { cells });
        }
        table
    }

    fn cell(&mut self, node: &Node, scope: Option<Scope>) -> Cell {
        let blocks = self.blocks(&node.kids, true);
        let mut at = None;
        ayumi_document::block::for_each_run(&blocks, &mut |run| {
            if at.is_none() {
                at.clone_from(&run.at);
            }
        });
        Cell {
            col_span: node.spans.0,
            row_span: node.spans.1,
            scope,
            blocks,
            at,
            ..Cell::default()
        }
    }

    /// The characters under some kids, page by page.
    fn glyphs(&mut self, kids: &[&Kid], out: &mut Vec<(u32, Vec<Glyph>)>) {
        for kid in kids {
            match kid {
                Kid::Node(node) => self.glyphs(&node.kids.iter().collect::<Vec<_>>(), out),
                Kid::Marked(page, mark) => {
                    let Some(found) = self.marks.remove(&(*page, *mark)) else {
                        continue;
                    };
                    match out.last_mut() {
                        Some((last, glyphs)) if last == page => glyphs.extend(found),
                        _ => out.push((*page, found)),
                    }
                }
            }
        }
    }

    /// The words under some kids as one text; breaks made by hand are kept unless `joined`.
    fn words(&mut self, kids: &[&Kid], joined: bool) -> Inline {
        let mut found = Vec::new();
        self.glyphs(kids, &mut found);
        let mut all: Vec<(u32, Line, bool)> = Vec::new();
        for (page, glyphs) in found {
            let rows: Vec<Line> = upright_lines(&glyphs).into_iter().map(one).collect();
            let right = self.right(page, &rows);
            let wrapped = unwrap_paragraph(&rows, if joined { 0.0 } else { right });
            let again = all.last().is_some_and(|(_, last, _)| {
                rows.len() == 1 && wrapped.len() == 1 && wrapped.iter().all(|w| w.text == last.text)
            });
            if again {
                // The head of a table, printed again on the next page under the same tag.
                self.hide(&wrapped, page, Why::PageFurniture);
                continue;
            }
            all.extend(
                wrapped
                    .into_iter()
                    .enumerate()
                    .map(|(n, line)| (page, line, n == 0)),
            );
        }
        let mut content = Inline::new();
        for (page, line, first) in all {
            let mut text = line.text.clone();
            if let Some(last) = content.last() {
                // What goes on over a page was one text: the page, not a hand, broke it.
                let glue = if first {
                    super::line::glue(&last.text, &text)
                } else {
                    "\n"
                };
                text.insert_str(0, glue);
            }
            self.out.built.spots.push((page, line.area));
            content.push(Run {
                text,
                at: Some(At::Page { page }),
                strong: line.strong,
                ..Run::default()
            });
        }
        content
    }

    /// How far lines could reach: to the next upright rule, or to where words of the page end.
    fn right(&self, page: u32, rows: &[Line]) -> f64 {
        let Some(area) = rows.iter().map(|row| row.area).reduce(|a, b| a.union(b)) else {
            return 0.0;
        };
        let Some((rules, words)) = self.rules.get(&page) else {
            return area.x1;
        };
        let beside = |rule: &&Rect| {
            rule.x0 >= area.x1 - 1.0 && rule.y0 <= area.center().y && rule.y1 >= area.center().y
        };
        let rule = rules
            .iter()
            .filter(beside)
            .map(|rule| rule.x0)
            .fold(f64::MAX, f64::min);
        let left = |rule: &&Rect| {
            rule.x1 <= area.x0 + 1.0 && rule.y0 <= area.center().y && rule.y1 >= area.center().y
        };
        let border = rules
            .iter()
            .filter(left)
            .map(|rule| rule.x1)
            .fold(f64::MIN, f64::max);
        if rule < f64::MAX {
            let size = rows.iter().map(|row| row.size).fold(0.0, f64::max);
            // The same distance as on the left, where it is no centring.
            rule - (area.x0 - border).clamp(0.0, size)
        } else {
            *words
        }
    }

    fn leave(&mut self, node: &Node, why: Why) {
        let mut found = Vec::new();
        self.glyphs(&node.kids.iter().collect::<Vec<_>>(), &mut found);
        for (page, glyphs) in found {
            let rows: Vec<Line> = lines(&glyphs).into_iter().map(one).collect();
            self.hide(&rows, page, why);
        }
    }

    fn hide(&mut self, rows: &[Line], page: u32, why: Why) {
        self.out.hidden.extend(rows.iter().map(|row| Unplaced {
            text: row.text.clone(),
            why,
            at: Some(At::Page { page }),
        }));
    }

    /// Names what the tags leave out.
    fn rest(&mut self, sheets: &[(u32, Sheet)]) {
        for (page, sheet) in sheets {
            let apart = |glyph: &&Glyph| glyph.artifact || glyph.mark.is_none();
            let furniture: Vec<Glyph> = sheet.glyphs.iter().filter(apart).copied().collect();
            let rows: Vec<Line> = lines(&furniture).into_iter().map(one).collect();
            self.hide(&rows, *page, Why::PageFurniture);
        }
        let mut left: Vec<((u32, i32), Vec<Glyph>)> = self.marks.drain().collect();
        left.sort_by_key(|(mark, _)| *mark);
        for ((page, _), glyphs) in left {
            let rows: Vec<Line> = lines(&glyphs).into_iter().map(one).collect();
            self.hide(&rows, page, Why::NotUnderstood);
        }
    }
}

/// Lines of type that may stand in any direction, in the order of the content where it is turned.
fn upright_lines(glyphs: &[Glyph]) -> Vec<Vec<Line>> {
    let turn = glyphs.first().map_or(0, |glyph| glyph.turn);
    let flat: Vec<Glyph> = glyphs
        .iter()
        .map(|glyph| Glyph {
            area: super::sheet::upright(glyph.area, turn, (0.0, 0.0)),
            ..*glyph
        })
        .collect();
    lines(&flat)
}

fn push(out: &mut Vec<Block>, content: Inline, heading: Option<u8>) {
    if content.is_empty() {
        return;
    }
    out.push(block(heading, content, false, 0));
}

/// Puts the label of an entry before its words.
fn lead(blocks: &mut Vec<Block>, label: Inline) {
    if label.is_empty() {
        return;
    }
    match blocks.first_mut() {
        Some(Block::Paragraph { content, .. }) => {
            content.splice(0..0, label);
        }
        _ => blocks.insert(
            0,
            Block::Paragraph {
                content: label,
                gap: false,
                indent: 0,
            },
        ),
    }
}
