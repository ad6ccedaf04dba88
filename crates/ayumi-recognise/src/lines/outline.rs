//! The walk through a document: which line is a heading, an item, a field, a finding.

mod below;
mod field;
mod heading;
mod item;
pub(crate) mod signs;

use ayumi_document::{Ask, At, Why};

use crate::dated::yearly;
use crate::draft::{DraftFinding, DraftText, NewItem, Node};
use crate::head;
use crate::items::{new_item, with_marks};
use crate::label::{Label, Style, label};
use crate::lines::{abbreviations, chains, fields, grades, years};
use crate::survey::Survey;
use crate::table::entries::{Entry, at_bullets, ends, entry};
use crate::table::role::{Column, Role, When, unbracket};
use crate::table::{self, Context};
use crate::text::slice::Slice;
use crate::text::view::{Grid, Line, Piece};
use crate::values::{self, RowState, close_row, is_section};
use crate::words::{Class, exact, find, is, prefix, within};
use crate::work::Work;

/// Something open: what follows stands below it.
#[derive(Debug)]
pub(crate) struct Open {
    style: Style,
    node: Option<Node>,
    heading: u8,
}

/// What the lines under a heading are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// Nothing special.
    Plain,
    /// 基本理念.
    Philosophy,
    /// 経営ビジョン.
    Vision,
    /// 計画期間.
    Period,
    /// The plan as a whole.
    Overall,
}

/// Width of a line that was broken because it was full, in half-width signs.
const FULL: u16 = 60;

/// What a following line without a label may continue.
#[derive(Clone, Copy, Debug)]
enum Tail {
    None,
    Finding(Option<Node>),
    Title(Node),
}

/// The walk.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub survey: &'a Survey,
    pub stack: Vec<Open>,
    pub section: Section,
    /// Levels that a heading announced.
    pub levels: Vec<String>,
    /// The field whose value stands on the next lines.
    field: Option<Column>,
    /// Text of that field so far.
    text: Slice,
    state: RowState,
    /// An item whose title stands on the next line.
    untitled: Option<Node>,
    /// The years of a heading line, for the values below it.
    years: Vec<i32>,
    /// The half-years of a heading line, for the grades below it.
    halves: Vec<When>,
    /// It was asked whose the grades of a scattered column are.
    asked: bool,
    /// The item that took the first grade below a heading such as 評価 alone.
    column_of: Option<Node>,
    /// Width of the line of the last item.
    width: u16,
    /// A sentence stands below the line being read.
    over_prose: bool,
    /// Styles of the headings that order the chapter.
    ordering: Vec<Style>,
    /// The line read last, where it was no item.
    above: Vec<char>,
    /// The item that a field has just judged: sentences below speak of it.
    judged: Option<Node>,
    /// The grade that stood before the label of the line being read.
    lead: Option<Slice>,
    /// A code waiting for its sheet.
    code: Option<Slice>,
    tail: Tail,
}

/// Walks through all pieces.
pub(crate) fn walk(work: &mut Work, pieces: Vec<Piece>, survey: &Survey) {
    let mut scene = Scene {
        survey,
        stack: Vec::new(),
        section: Section::Plain,
        levels: Vec::new(),
        field: None,
        text: Slice::new(),
        state: RowState::default(),
        untitled: None,
        years: Vec::new(),
        halves: Vec::new(),
        asked: false,
        column_of: None,
        width: 0,
        over_prose: false,
        ordering: Vec::new(),
        above: Vec::new(),
        judged: None,
        lead: None,
        code: None,
        tail: Tail::None,
    };
    let prose: Vec<bool> = pieces.iter().map(is_prose).collect();
    let grids: Vec<bool> = pieces
        .iter()
        .map(|piece| matches!(piece, Piece::Grid(_)))
        .collect();
    for (at, piece) in pieces.into_iter().enumerate() {
        scene.over_prose = prose.get(at + 1).copied().unwrap_or_default();
        match piece {
            Piece::Line(mut line) if survey.title_at == Some(at) => {
                let text = line.text.take();
                scene.sheet(work, text);
            }
            Piece::Line(line) if heading::is_tab(&line) => {
                scene.tab(work, line, grids.get(at + 1).copied().unwrap_or_default());
            }
            Piece::Line(line) => scene.line(work, line),
            Piece::Grid(grid) => scene.grid(work, grid),
        }
    }
    scene.close_field(work);
    scene.close_item(work);
    if let Some(code) = scene.code.take() {
        work.leave(code, Why::Unassigned);
    }
}

/// A sentence without a label.
fn is_prose(piece: &Piece) -> bool {
    match piece {
        Piece::Line(line) => ends(&line.text) && label(&line.text).is_none(),
        Piece::Grid(_) => false,
    }
}

impl Scene<'_> {
    /// The item the walk stands at.
    fn node(&self) -> Option<Node> {
        self.stack.iter().rev().find_map(|open| open.node)
    }

    fn grid(&mut self, work: &mut Work, grid: Grid) {
        let indicators = matches!(
            &self.field,
            Some(Column {
                role: Role::Indicator,
                ..
            })
        );
        self.close_field(work);
        self.tail = Tail::None;
        self.untitled = None;
        let context = Context {
            parent: self.node(),
            indicators,
            reached: self.survey.reached,
            apart: !self.above.is_empty(),
            general: within("indicator_general", &self.above),
        };
        table::read(work, grid, context);
        work.printing += 1;
    }

    fn line(&mut self, work: &mut Work, mut line: Line) {
        work.step(line.text.len() + 4);
        heading::unwrap(work, &mut line.text);
        let t: Vec<char> = line.text.folded().into_iter().take(400).collect();
        if t.is_empty() {
            return;
        }
        self.above.clone_from(&t);
        if self.continues(work, &mut line, &t) || self.furniture(work, &mut line, &t) {
            return;
        }
        if self.title_line(work, &mut line, &t) {
            return;
        }
        if line.text.len() < 400 && head::statement(work, &mut line) {
            self.tail = Tail::None;
            return;
        }
        if let Some(node) = self
            .node()
            .filter(|_| grades::alone(&t) && self.field.is_none())
        {
            let text = line.text.take();
            if self.column_of == Some(node) {
                self.scattered(work, node, text, line.at);
            } else {
                self.bare_grade(work, node, text);
            }
            return;
        }
        if self.field.is_none() {
            self.column_of = None;
        }
        if self.indicator_line(work, &mut line) || self.half_line(work, &mut line) {
            return;
        }
        if self.survey.ticks && prefix("tick", &t).is_some() {
            let text = line.text.take();
            work.leave(text, Why::NoField);
            return;
        }
        self.lead = self.leading_grade(work, &mut line.text);
        let found = label(&line.text);
        if self.announces(work, &mut line, &t, found.as_ref())
            || self.heading(work, &mut line, found.as_ref())
            || self.item(work, &mut line, found.as_ref())
        {
            return;
        }
        if self.fields(work, &mut line)
            || self.in_section(work, &mut line, found.as_ref())
            || self.under_item(work, &mut line, &t, found.as_ref())
        {
            return;
        }
        self.prose(work, line);
    }

    /// A line that goes on with the one before.
    fn continues(&mut self, work: &mut Work, line: &mut Line, t: &[char]) -> bool {
        let tail = self.tail;
        if line.gap || line.heading > 0 || line.list > 0 || label(&line.text).is_some() {
            return false;
        }
        match tail {
            Tail::Finding(owner) => {
                let list = match owner {
                    Some(node) => &mut work.draft.items[node].findings,
                    None => &mut work.draft.overall,
                };
                let Some(last) = list.last_mut() else {
                    return false;
                };
                if ends(&last.text) || fields::begins(&line.text).is_some() || named(t) {
                    return false;
                }
                let text = line.text.take();
                last.text.join(text);
                true
            }
            Tail::Title(node) => {
                let inner = line.text.glyphs.iter().any(|g| g.ch.is_whitespace());
                // A line filled to its end was broken there; else an indent shows that it goes on.
                let short = t.len() <= 24 && (line.indent > 0 || self.width >= FULL) && !inner;
                let plain = fields::begins(&line.text).is_none()
                    && !is_section(t)
                    && !grades::alone(t)
                    && !t.iter().any(|c| is(*c, Class::Stop));
                if !short || !plain || work.draft.items[node].title.len() < 18 {
                    return false;
                }
                let text = line.text.take();
                work.draft.items[node].title.join(text);
                true
            }
            Tail::None => false,
        }
    }

    /// Page numbers and the furniture of sites.
    fn furniture(&mut self, work: &mut Work, line: &mut Line, t: &[char]) -> bool {
        let bare = t.iter().all(|c| c.is_ascii_digit() || *c == '-');
        let dashed = bare && t.len() >= 3 && t[0] == '-' && t[t.len() - 1] == '-';
        let site = t.len() < 60 && find("site", t).is_some_and(|(at, _)| at == 0);
        let number = t.len() <= 3 && t.iter().all(char::is_ascii_digit);
        let page = number && self.field.is_none() && self.years.is_empty() && !self.survey.sheet;
        if !dashed && !site && !page {
            return false;
        }
        let why = if site {
            Why::SiteFurniture
        } else {
            Why::PageFurniture
        };
        let text = line.text.take();
        work.leave(text, why);
        true
    }

    /// The line below a label that stands alone is its title.
    fn title_line(&mut self, work: &mut Work, line: &mut Line, t: &[char]) -> bool {
        let Some(node) = self.untitled.take() else {
            return false;
        };
        let plain = label(&line.text).is_none() && fields::begins(&line.text).is_none();
        if t.len() > 40 || !plain || t.iter().any(|c| is(*c, Class::Stop)) {
            return false;
        }
        let title = line.text.take();
        let new = NewItem {
            title,
            ..NewItem::default()
        };
        let (new, marks) = with_marks(new);
        let item = &mut work.draft.items[node];
        item.title = new.title;
        item.marks.extend(marks);
        item.key = item.title.key();
        true
    }

    /// A line that belongs to no field.
    fn prose(&mut self, work: &mut Work, mut line: Line) {
        let t: Vec<char> = line.text.folded().into_iter().take(400).collect();
        if work.draft.items.is_empty() && head::tells_all(work, &mut line, &t) {
            self.tail = Tail::None;
            return;
        }
        if within("period", &t) || head::is_span(&t) {
            head::period(work, &mut line);
        }
        head::names(work, &mut line);
        let above = work.draft.items.is_empty() && line.heading <= 1;
        if work.year.is_none() && t.len() <= 40 {
            work.year = head::only_year(&t).filter(|_| {
                let titled = find("title_word", &t).or_else(|| find("looks_back", &t));
                titled.is_some() || head::is_year(&t)
            });
            let half = crate::years::half(&t).filter(|_| work.year.is_some());
            work.half = half.map(|(_, _, half)| half);
        }
        if above && label(&line.text).is_none() {
            head::kind_of_plan(work, &mut line);
        }
        if above && label(&line.text).is_none() && crate::doubts::is_title_line(&line.text.folded())
        {
            work.titles.push(line.text);
            self.tail = Tail::None;
            return;
        }
        let why = if ends(&line.text) {
            Why::Wording
        } else {
            Why::NotUnderstood
        };
        let why = if line.heading > 0 { Why::Heading } else { why };
        work.leave(line.text, why);
        self.tail = Tail::None;
    }
}

/// 〔次年度〕…: a name in brackets at the head of a line.
fn named(t: &[char]) -> bool {
    let open = t.first().is_some_and(|c| is(*c, Class::Open) && *c != '(');
    open && t.iter().take(14).any(|c| is(*c, Class::Close))
}

/// The words behind a label, folded.
fn rest_of(text: &Slice, l: &Label) -> Vec<char> {
    (l.rest..text.len())
        .map(|i| text.at(i))
        .filter(|c| !c.is_whitespace())
        .collect()
}
