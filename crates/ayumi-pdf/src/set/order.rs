//! Puts blocks in an order that can be typeset without an error.
//!
//! PDF/UA refuses a skipped heading level, a heading without words, an ambiguous address. None of
//! these may stop a council from publishing, so they are set right here.

use std::collections::BTreeSet;

use ayumi_document::{
    At, Block, Document, Figure, Inline, ListItem, Notice, Rule, Run, Scope, Severity, Spot, Table,
    Target, Value,
};

use super::glyphs::{Glyphs, for_each_inner};
use super::page::{Entry, Link, Look, Piece, Place, Sheet, Words, plain};

/// Signs that open an entry in Japanese papers; the lines after the first hang below the words.
const OPENERS: &str = "○〇◯◎●◇◆□■△▲▽▼☆★※・→⇒－ー-–•";

/// Where blocks stand: headings are only headings on the page itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Where {
    Page,
    Inside,
}

/// Takes up one document.
pub(crate) struct Setter<'a> {
    pub(crate) glyphs: Glyphs,
    pub(crate) notices: Vec<Notice>,
    /// Ids something can point at.
    known: BTreeSet<&'a str>,
    /// Ids already given to a place: an address must be unique, the first one keeps it.
    placed: BTreeSet<&'a str>,
    /// Levels, as the document names them, of the headings above the current place.
    above: Vec<u8>,
}

impl<'a> Setter<'a> {
    pub(crate) fn new(document: &'a Document, glyphs: Glyphs) -> Self {
        let mut known = BTreeSet::new();
        for_each_inner(&document.blocks, &mut |block| match block {
            Block::Heading { id, .. } => known.extend(id.as_deref()),
            Block::Figure(figure) => known.extend(figure.id.as_deref()),
            Block::Table(table) => {
                known.extend(table.id.as_deref());
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                known.extend(cells.filter_map(|cell| cell.id.as_deref()));
            }
            _ => {}
        });
        let (placed, above) = (BTreeSet::new(), Vec::new());
        Self {
            glyphs,
            notices: Vec::new(),
            known,
            placed,
            above,
        }
    }

    pub(crate) fn pieces(&mut self, blocks: &'a [Block], place: Where) -> Vec<Piece> {
        blocks
            .iter()
            .filter_map(|block| self.piece(block, place))
            .collect()
    }

    fn piece(&mut self, block: &'a Block, place: Where) -> Option<Piece> {
        match block {
            Block::Heading { level, id, content } => self.heading(*level, id, content, place),
            Block::Paragraph {
                content, indent, ..
            } => {
                let words = self.words(content);
                let first = words.iter().flat_map(|words| words.text.chars()).next()?;
                let hang = OPENERS.contains(first);
                Some(Piece::Paragraph {
                    words,
                    indent: *indent,
                    hang,
                })
            }
            Block::List { ordered, items } => {
                let entry = |(n, item)| self.entry(item, *ordered, n);
                Some(Piece::List {
                    items: items.iter().enumerate().map(entry).collect(),
                })
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => Some(self.figure(figure)),
            Block::Rule => Some(Piece::Rule),
        }
    }

    /// A heading one level at most below the one above it.
    fn heading(
        &mut self,
        level: u8,
        id: &'a Option<String>,
        content: &'a Inline,
        place: Where,
    ) -> Option<Piece> {
        let label = self.label(id.as_deref());
        let mut words = self.words(content);
        if words.iter().all(|words| words.text.trim().is_empty()) {
            return label.map(|label| Piece::Anchor { label });
        }
        // Headings are printed again in the contents and the running head: no links in them.
        words.iter_mut().for_each(|words| words.link = None);
        if place == Where::Inside {
            words.iter_mut().for_each(|words| words.strong = true);
            return Some(Piece::Paragraph {
                words,
                indent: 0,
                hang: false,
            });
        }
        self.above.retain(|&above| above < level);
        self.above.push(level);
        Some(Piece::Heading {
            level: self.above.len(),
            label,
            words,
        })
    }

    fn entry(&mut self, item: &'a ListItem, ordered: bool, n: usize) -> Entry {
        let own = item
            .marker
            .as_deref()
            .map(str::trim)
            .filter(|m| !matches!(*m, "" | "-" | "*" | "+"));
        let marker = match own {
            Some(own) => self.glyphs.clean(own, None),
            None if ordered => format!("{}.", n + 1),
            None => "・".to_owned(),
        };
        Entry {
            marker,
            pieces: self.pieces(&item.blocks, Where::Inside),
        }
    }

    fn figure(&mut self, figure: &'a Figure) -> Piece {
        let caption = self.words(figure.caption.as_deref().unwrap_or_default());
        let said = [
            figure.alt.clone(),
            plain(figure.caption.as_deref().unwrap_or_default()),
        ];
        let alt = said.into_iter().find(|words| !words.trim().is_empty());
        Piece::Figure {
            label: self.label(figure.id.as_deref()),
            svg: self.glyphs.clean(&figure.svg, None),
            alt: alt.unwrap_or_else(|| "―".to_owned()),
            caption,
        }
    }

    fn table(&mut self, table: &'a Table) -> Option<Piece> {
        let label = self.label(table.id.as_deref());
        let caption = self.words(table.caption.as_deref().unwrap_or_default());
        let grid = table.grid();
        if grid.columns == 0 {
            return label.map(|label| Piece::Anchor { label });
        }
        let closing: BTreeSet<usize> = grid.closing_rows().into_iter().collect();
        let row_heads = grid.shows_row_heads();
        let (mut head, mut body) = (Vec::new(), Vec::new());
        for y in 0..grid.rows {
            let short = grid.is_short(y);
            for spot in grid.row(y) {
                let look = match spot.cell.and_then(|cell| cell.scope) {
                    _ if y < grid.head_rows => Look::Head,
                    Some(Scope::Column) => Look::Side,
                    Some(Scope::Row) if row_heads => Look::Side,
                    _ if closing.contains(&y) => Look::Closing,
                    _ => Look::Plain,
                };
                let whole = short && spot.height == 1;
                let rows = if y < grid.head_rows {
                    &mut head
                } else {
                    &mut body
                };
                rows.push(Place {
                    look,
                    whole,
                    ..self.place(*spot)
                });
            }
        }
        Some(Piece::Table(Sheet {
            label,
            caption,
            widths: grid.widths(),
            head,
            body,
        }))
    }

    fn place(&mut self, spot: Spot<'a>) -> Place {
        let cell = spot.cell;
        Place {
            x: spot.x,
            y: spot.y,
            width: spot.width,
            height: spot.height,
            look: Look::Plain,
            scope: cell.and_then(|c| c.scope),
            number: matches!(
                cell.and_then(|c| c.value.as_ref()),
                Some(Value::Number { .. })
            ),
            whole: false,
            label: self.label(cell.and_then(|c| c.id.as_deref())),
            pieces: self.pieces(cell.map_or(&[], |c| &c.blocks), Where::Inside),
        }
    }

    fn words(&mut self, content: &'a [Run]) -> Vec<Words> {
        content
            .iter()
            .filter(|run| !run.text.is_empty())
            .map(|run| self.run(run))
            .collect()
    }

    fn run(&mut self, run: &'a Run) -> Words {
        let link = match &run.target {
            Some(Target::Id(id)) if self.known.contains(id.as_str()) => Some(Link::Place(to(id))),
            Some(Target::PageOf(id)) if self.known.contains(id.as_str()) => {
                Some(Link::Page(to(id)))
            }
            Some(Target::PageOf(_)) => {
                self.notices.push(unresolved(&run.text, run.at.as_ref()));
                None
            }
            Some(Target::Url(url)) if is_web(url) => Some(Link::Url(url.clone())),
            _ => None,
        };
        Words {
            text: self.glyphs.clean(&run.text, run.at.as_ref()),
            strong: run.strong,
            link,
        }
    }

    fn label(&mut self, id: Option<&'a str>) -> Option<String> {
        let id = id.filter(|id| !id.is_empty())?;
        self.placed.insert(id).then(|| to(id))
    }
}

/// The label of an id. The prefix keeps a user's id off every name of the template.
fn to(id: &str) -> String {
    format!("to-{id}")
}

/// Only addresses that open a page or a letter (IPA: no `javascript:`).
fn is_web(url: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}

/// A page reference that leads out of the document keeps its printed words.
fn unresolved(words: &str, at: Option<&At>) -> Notice {
    Notice::new(Rule::ReferenceUnresolved, Severity::Info, at.cloned()).with("value", words)
}
