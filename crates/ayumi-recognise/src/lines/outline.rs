//! The walk through a document: which line is a heading, an item, a field, a finding.

use ayumi_document::Why;

use crate::draft::{DraftFinding, DraftText, NewItem, Node};
use crate::head;
use crate::items::{new_item, with_marks};
use crate::label::{Label, Style, label};
use crate::lines::{fields, grades, years};
use crate::survey::Survey;
use crate::table::entries::{Entry, at_bullets, ends, entry};
use crate::table::role::{Column, Role, unbracket};
use crate::table::{self, Context};
use crate::text::slice::Slice;
use crate::text::view::{Grid, Line, Piece};
use crate::values::{self, RowState, close_row, is_section, yearly};
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
        code: None,
        tail: Tail::None,
    };
    for (at, piece) in pieces.into_iter().enumerate() {
        match piece {
            Piece::Line(mut line) if survey.title_at == Some(at) => {
                let text = line.text.take();
                scene.sheet(work, text);
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
        };
        table::read(work, grid, context);
        work.printing += 1;
    }

    fn line(&mut self, work: &mut Work, mut line: Line) {
        work.step(line.text.len() + 4);
        let t: Vec<char> = line.text.folded().into_iter().take(400).collect();
        if t.is_empty() {
            return;
        }
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
            self.bare_grade(work, node, text);
            return;
        }
        if self.indicator_line(work, &mut line) {
            return;
        }
        if self.survey.ticks && prefix("tick", &t).is_some() {
            let text = line.text.take();
            work.leave(text, Why::NoField);
            return;
        }
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

    /// 指標① 窓口の数 below an item: the name of an indicator.
    fn indicator_line(&mut self, work: &mut Work, line: &mut Line) -> bool {
        let Some(l) = label(&line.text).filter(|l| l.ordinal.is_some()) else { return false };
        let Some(word) = &l.word else { return false };
        let word: Vec<char> = word.chars().collect();
        let own = |n: &Node| {
            let level = work.draft.items[*n].level.as_deref().unwrap_or_default();
            exact("indicator_word", &level.chars().collect::<Vec<_>>()).is_some()
        };
        if exact("indicator_word", &word).is_none() || self.node().is_none_or(|n| own(&n)) {
            return false;
        }
        self.close_field(work);
        self.close_item(work);
        let mut text = line.text.take();
        let front = text.take_front(l.rest);
        work.leave(front, Why::TableHead);
        self.tail = Tail::None;
        match fields::tail(&text) {
            Some(at) => {
                let rest = text.split_off(at);
                self.state.indicator.name = Some(text.trimmed());
                for field in fields::split(work, rest, 0) {
                    self.give(work, field.column, field.value);
                }
            }
            None => self.state.indicator.name = Some(text.trimmed()),
        }
        true
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
                if ends(&last.text) || fields::begins(&line.text).is_some() {
                    return false;
                }
                let text = line.text.take();
                last.text.join(text);
                true
            }
            Tail::Title(node) => {
                let inner = line.text.glyphs.iter().any(|g| g.ch.is_whitespace());
                let short = t.len() <= 24 && line.indent > 0 && !inner;
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
        if !dashed && !site {
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

    /// A heading that is nothing but names of levels: it announces what follows.
    fn announces(
        &mut self,
        work: &mut Work,
        line: &mut Line,
        t: &[char],
        found: Option<&Label>,
    ) -> bool {
        let rest: Vec<char> = match found {
            Some(l) if l.word.is_none() && !l.is_bullet() => rest_of(&line.text, l),
            Some(_) => return false,
            None => t.to_vec(),
        };
        let bare = unbracket(&rest);
        let names = match crate::table::role::column(bare) {
            Some(Column {
                role: Role::Level(name),
                ..
            }) => vec![name],
            Some(Column {
                role: Role::Levels(names),
                ..
            }) => names,
            _ => return false,
        };
        let exactly = names.len() > 1
            || names
                .iter()
                .all(|n| exact("level", &n.chars().collect::<Vec<_>>()).is_some());
        if !exactly || self.survey.sheet {
            return false;
        }
        let formal = found.is_some() || line.heading > 0 || line.gap || bare.len() < rest.len();
        if !formal && self.node().is_some() {
            let text = line.text.take();
            work.leave(text, Why::TableHead);
            return true;
        }
        self.close_field(work);
        self.close_item(work);
        self.pop_for_heading(line.heading, found);
        for name in &names {
            work.draft.level(name, None);
        }
        self.levels = names;
        self.section = Section::Plain;
        self.tail = Tail::None;
        let text = line.text.take();
        work.leave(text, Why::Heading);
        true
    }

    /// A heading that orders the document.
    fn heading(&mut self, work: &mut Work, line: &mut Line, found: Option<&Label>) -> bool {
        let numbered = found.is_some_and(|l| l.word.is_some() && l.ordinal.is_some());
        let rest = found.map_or_else(|| line.text.folded(), |l| rest_of(&line.text, l));
        if numbered || rest.len() > 40 || rest.iter().any(|c| is(*c, Class::Stop)) {
            return false;
        }
        if found.is_some_and(Label::is_bullet) && line.heading == 0 {
            return false;
        }
        let chapter = found.is_some_and(|l| matches!(l.style, Style::Chapter(_)));
        let formal = found.is_some()
            || line.heading > 0
            || line.text.at(0) == '【'
            || line.text.at(0) == '<';
        let sibling = found.is_some_and(|l| {
            self.stack
                .iter()
                .any(|open| open.node.is_some() && open.style == l.style)
        });
        let named = crate::table::role::column(&rest)
            .is_some_and(|c| matches!(c.role, Role::Philosophy | Role::Vision));
        let words = named
            || crate::survey::is_structural(&rest, sibling)
            || within("overall", &rest);
        let area = self.area(work, &rest);
        if area.is_some() {
            self.close_field(work);
            self.stack.clear();
            self.tail = Tail::None;
            if let Some(Some(node)) = area {
                self.stack.push(Open {
                    style: Style::Chapter(' '),
                    node: Some(node),
                    heading: line.heading,
                });
            }
            self.field = Some(Column {
                role: Role::Finding(None),
                when: Default::default(),
            });
            let text = line.text.take();
            work.leave(text, Why::Heading);
            return true;
        }
        if self.node().is_some()
            && fields::begins(&line.text).is_some()
            && !within("overall", &rest)
            && !chapter
        {
            return false;
        }
        let short = rest.len() <= 14 && line.text.glyphs.iter().all(|g| !g.ch.is_whitespace());
        if !(words && (formal || short)) && !chapter {
            return false;
        }
        if chapter && !words && self.survey.chapters_are_items && found.is_some() {
            return false;
        }
        self.close_field(work);
        self.close_item(work);
        self.section = section_of(&rest);
        if !self.survey.sheet {
            self.stack.clear();
        }
        self.levels.clear();
        self.tail = Tail::None;
        let mut text = line.text.take();
        if self.section == Section::Period {
            let mut one = Line {
                text,
                ..Line::default()
            };
            head::period(work, &mut one);
            text = one.text;
        }
        let mut one = Line {
            text,
            at: line.at.clone(),
            ..Line::default()
        };
        head::names(work, &mut one);
        work.leave(one.text, Why::Heading);
        true
    }

    /// 重点項目の達成状況【事業】 as a heading: the item it is about.
    fn area(&self, work: &Work, rest: &[char]) -> Option<Option<Node>> {
        let (at, word) = find("area_state", rest)?;
        let tail: String = unbracket(&rest[at + word.chars.len()..]).iter().collect();
        let key = crate::text::chars::matching_key(&tail);
        if key.is_empty() {
            return None;
        }
        work.draft
            .items
            .iter()
            .position(|item| item.key == key)
            .map(Some)
    }

    /// Ends what is open at and below a heading.
    fn pop_for_heading(&mut self, heading: u8, found: Option<&Label>) {
        if heading > 0 {
            self.stack
                .retain(|open| open.heading > 0 && open.heading < heading);
        } else if let Some(at) =
            found.and_then(|l| self.stack.iter().position(|open| open.style == l.style))
        {
            self.stack.truncate(at);
        } else {
            self.stack.clear();
        }
    }

    /// An item.
    fn item(&mut self, work: &mut Work, line: &mut Line, found: Option<&Label>) -> bool {
        let Some(level) = self.wants(work, line, found) else {
            return false;
        };
        self.close_field(work);
        self.close_item(work);
        self.tail = Tail::None;
        let mut text = line.text.take();
        if let Some(l) = found.filter(|l| l.word.is_none())
            && let Some(inner) = self.inner_level(work, &text, l)
        {
            let front = text.take_front(inner);
            work.leave(front, Why::Heading);
        }
        let tail = fields::tail(&text).map(|at| text.split_off(at));
        let planned = years::tail(&text).map(|at| text.split_off(at));
        let graded = grades::cut(work, &mut text);
        let quoted = self.survey.quoted && found.is_none() && crate::survey::enclosed(&text);
        if quoted {
            let close = text.split_off(text.len() - 1);
            let open = text.take_front(1);
            work.leave(open, Why::Wording);
            work.leave(close, Why::Wording);
        }
        let mut one = entry(text, line.at.clone());
        if one.text.is_blank() && one.label.is_none() {
            return false;
        }
        let style = style_of(&one, line);
        self.pop(&style, line, work);
        let parent = self.node();
        if one.made.is_none() && one.style.is_none() && line.marker.is_some() {
            one.made = line
                .marker
                .take()
                .filter(|m| m.chars().any(|c| c.is_ascii_digit()));
        }
        let name = self.level_name(&one, level, parent, work);
        let pending = one.text.is_blank();
        let printed = one.word.take();
        let (new, marks) = with_marks(new_item(one, name.as_deref()));
        if let Some(name) = &new.level
            && let Some(again) = work.draft.level(name, printed)
        {
            work.leave(again, Why::Heading);
        }
        let Some(node) = work.item(parent, new) else {
            return true;
        };
        work.draft.items[node].marks.extend(marks);
        if self.code.is_some() && work.draft.items[node].label.is_none() {
            work.draft.items[node].label = self.code.take();
        }
        grades::give(work, node, graded);
        if let Some(planned) = planned {
            years::give(work, node, planned);
        }
        self.stack.push(Open {
            style,
            node: Some(node),
            heading: line.heading,
        });
        self.section = Section::Plain;
        self.untitled = pending.then_some(node);
        if quoted {
            self.field =
                Some(Column { role: Role::Finding(None), when: crate::table::role::When::default() });
        }
        self.tail = if pending || quoted {
            Tail::None
        } else {
            Tail::Title(node)
        };
        if let Some(tail) = tail {
            self.tail = Tail::None;
            for field in fields::split(work, tail, 0) {
                self.close_field(work);
                self.give(work, field.column, field.value);
            }
        }
        true
    }

    /// Ends what does not stand above a new item of this style.
    fn pop(&mut self, style: &Style, line: &Line, work: &Work) {
        if line.heading > 0 {
            let at = self
                .stack
                .iter()
                .position(|o| o.heading == 0 || o.heading >= line.heading);
            self.stack.truncate(at.unwrap_or(self.stack.len()));
            return;
        }
        let same = |open: &Open| match (&open.style, style) {
            (Style::Dash(a), Style::Dash(b)) => a >= b,
            (Style::Code(a), Style::Code(b)) if *a > 100 && *b > 100 => a >= b,
            (Style::Word(a), Style::Word(b)) if a != b => {
                match (work.draft.level_rank(a), work.draft.level_rank(b)) {
                    (Some(a), Some(b)) => a >= b,
                    _ => false,
                }
            }
            (a, b) => a == b,
        };
        if let Some(at) = self.stack.iter().position(same) {
            self.stack.truncate(at);
        }
    }

    /// The level of an item: its own name, the announced one of its depth, the siblings'.
    fn level_name(
        &self,
        one: &Entry,
        level: Option<String>,
        parent: Option<Node>,
        work: &Work,
    ) -> Option<String> {
        if let Some(word) = one.style.as_ref().and_then(|l| l.word.clone()) {
            return Some(word);
        }
        if level.is_some() {
            return level;
        }
        let depth = match parent {
            Some(p) => work.draft.items[p].depth,
            None => 0,
        };
        self.levels.get(depth).cloned()
    }

    /// Is the line an item? `Some(level)` where it is.
    fn wants(&self, work: &Work, line: &Line, found: Option<&Label>) -> Option<Option<String>> {
        let t = line.text.folded();
        let stop = t.last().is_some_and(|c| is(*c, Class::Stop));
        let Some(l) = found else {
            if self.survey.quoted && crate::survey::enclosed(&line.text) {
                return Some(None);
            }
            let heading = line.heading > 0 && self.node().is_some() && t.len() <= 60;
            let listed = line.list > 0
                && !stop
                && t.len() <= 60
                && (self.node().is_some() || !self.levels.is_empty())
                && self.section == Section::Plain
                && self.field.is_none();
            let announced = line.heading > 0 && !self.levels.is_empty() && t.len() <= 60;
            return (heading || announced || listed).then_some(None);
        };
        let rest = rest_of(&line.text, l);
        if !rest.is_empty() && rest.iter().all(|c| prefix("placeholder", &[*c]).is_some()) {
            return None;
        }
        if rest.len() > 90 || (stop && rest.len() > 20 && !grades::listed(&line.text)) {
            return None;
        }
        if l.word.is_some() && l.ordinal.is_some() {
            return (!self.survey.sheet || !several_names(&line.text)).then_some(None);
        }
        if l.word.is_some() {
            return self.named(line, l, &rest).then_some(None);
        }
        if self.inner_level(work, &line.text, l).is_some() {
            return Some(None);
        }
        if l.is_bullet() {
            return self.bullet_item(line, l, &rest).then_some(None);
        }
        if grades::listed(&line.text) {
            return Some(None);
        }
        let field = fields::begins(&line.text).is_some();
        let open = self.node().is_some() || !self.levels.is_empty() || self.survey.outline;
        let chapter = matches!(l.style, Style::Chapter(_)) && !self.survey.chapters_are_items;
        let fits = open
            && !field
            && !chapter
            && !stop
            && self.section == Section::Plain
            && !rest.is_empty();
        fits.then_some(None)
    }

    /// (1) 重点項目 事業: a level's name behind a number. Where it begins.
    fn inner_level(&self, work: &Work, text: &Slice, l: &Label) -> Option<usize> {
        if l.rest >= text.len() || l.rest == 0 {
            return None;
        }
        let tail = Slice {
            glyphs: text.glyphs[l.rest..].to_vec(),
        }
        .echo();
        let inner = label(&tail)?;
        let word = inner.word.as_ref()?;
        let rest = rest_of(&tail, &inner);
        let known = work.draft.level_rank(word).is_some() || self.survey.named.contains(word);
        let other =
            !known && exact("level", &rest).is_some() || rest.is_empty() && inner.ordinal.is_none();
        let joint = prefix("level_joint", &rest).is_some() && inner.ordinal.is_none();
        let loose = l.is_bullet() && inner.ordinal.is_none();
        (!other && !joint && !loose).then_some(l.rest)
    }

    /// A level's name without a number, before a title.
    fn named(&self, line: &Line, l: &Label, rest: &[char]) -> bool {
        let word: Vec<char> = l.word.as_deref().unwrap_or_default().chars().collect();
        let often = self.survey.named.iter().any(|w| w.chars().eq(word.iter().copied()));
        let strong = word.len() >= 4 && (self.node().is_some() || self.survey.ladder);
        let clear = line.heading > 0
            || strong
            || is(line.text.at(0), Class::Open)
            || self
                .survey
                .named
                .iter()
                .any(|w| w.chars().eq(word.iter().copied()));
        clear
            && !rest.is_empty()
            && rest.len() <= 40
            && !self.survey.sheet
            && (often || exact("level", rest).is_none())
            && (often || prefix("level", rest).is_none_or(|w| w.chars.len() < rest.len() && rest.len() > 6))
            && exact("field.sheet_title", &word).is_none()
    }

    /// A bullet with a name, not a sentence, below an item.
    fn bullet_item(&self, line: &Line, l: &Label, rest: &[char]) -> bool {
        if self.node().is_none() && self.levels.is_empty() || self.field.is_some() {
            return false;
        }
        if self.section != Section::Plain
            || matches!(l.style, Style::Bullet(c) if is(c, Class::Note))
        {
            return false;
        }
        let sentence = rest.iter().any(|c| is(*c, Class::Stop)) || crate::survey::is_sentence(rest);
        !sentence && rest.len() <= 60 && fields::begins(&line.text).is_none()
    }

    /// Fields and their values.
    fn fields(&mut self, work: &mut Work, line: &mut Line) -> bool {
        let Some((from, first)) = fields::begins(&line.text) else {
            return false;
        };
        let opens =
            first.role == Role::SheetTitle || first.role == Role::Label && self.survey.sheet;
        if self.node().is_none() && !opens {
            return false;
        }
        let stop = line
            .text
            .folded()
            .last()
            .is_some_and(|c| is(*c, Class::Stop));
        let finding = matches!(
            first.role,
            Role::Finding(_) | Role::Text(_) | Role::RatingText
        );
        if stop && !finding && line.text.len() > 60 {
            return false;
        }
        self.close_field(work);
        self.tail = Tail::None;
        let text = line.text.take();
        for field in fields::split(work, text, from) {
            self.close_field(work);
            self.give(work, field.column, field.value);
        }
        true
    }

    /// Gives a field's value, or waits for it.
    fn give(&mut self, work: &mut Work, column: Column, value: Slice) {
        if column.role == Role::SheetTitle {
            if value.is_blank() {
                self.field = Some(column);
            } else {
                self.sheet(work, value);
            }
            return;
        }
        if column.role == Role::Label && !value.is_blank() {
            self.close_item(work);
            match self.node().filter(|n| work.draft.items[*n].label.is_none()) {
                Some(node) if !self.survey.code_first => work.draft.items[node].label = Some(value),
                _ => self.code = Some(value),
            }
            return;
        }
        if value.is_blank() {
            self.field = (!self.survey.bare_values).then_some(column);
            return;
        }
        let Some(node) = self.node() else {
            work.leave(value, Why::Unassigned);
            return;
        };
        match column.role {
            Role::Target | Role::Actual | Role::Baseline | Role::Schedule => {
                yearly(work, node, &column, value, &mut self.state);
            }
            Role::Finding(kind) => {
                for part in at_bullets(value) {
                    values::findings(work, node, vec![entry(part, None)], kind);
                }
                self.tail = Tail::Finding(Some(node));
                self.field = Some(column);
            }
            Role::Text(_) => {
                self.text = value;
                self.field = Some(column);
            }
            Role::Indicator => {
                self.close_item(work);
                values::apply_slice(work, node, &column, value, &mut self.state);
            }
            _ => values::apply_slice(work, node, &column, value, &mut self.state),
        }
    }

    /// The item a sheet is about.
    pub(crate) fn sheet(&mut self, work: &mut Work, value: Slice) {
        self.close_item(work);
        let style = Style::Code(250);
        if let Some(at) = self.stack.iter().position(|open| open.style == style) {
            self.stack.truncate(at);
        }
        let at = work.place(&value);
        let mut one = entry(value, at);
        if one.label.is_none() {
            one.label = self.code.take();
        }
        let level = crate::words::group("sheet_level")
            .first()
            .map(|w| w.text.clone());
        let (new, marks) = with_marks(new_item(one, level.as_deref()));
        let parent = self.node();
        if let Some(node) = work.item(parent, new) {
            work.draft.items[node].marks.extend(marks);
            self.stack.push(Open {
                style,
                node: Some(node),
                heading: 0,
            });
        }
    }

    /// Lines under 基本理念, 計画期間, 総合的な達成状況.
    fn in_section(&mut self, work: &mut Work, line: &mut Line, found: Option<&Label>) -> bool {
        match self.section {
            Section::Plain => false,
            Section::Philosophy => {
                head::quoted(work, line, false) || head::under_heading(work, line, false)
            }
            Section::Vision => {
                head::quoted(work, line, true) || head::under_heading(work, line, true)
            }
            Section::Period => {
                let done = head::period(work, line);
                if done {
                    self.section = Section::Plain;
                }
                done
            }
            Section::Overall => {
                let sentence = ends(&line.text);
                let bullet = found.is_some_and(Label::is_bullet) || line.list > 0;
                if !bullet && !sentence {
                    return false;
                }
                let text = line.text.take();
                let one = entry(text, line.at.clone());
                let finding = DraftFinding {
                    marker: one.label,
                    text: one.text,
                    kind: None,
                    at: one.at,
                };
                work.finding(None, finding);
                self.tail = Tail::Finding(None);
                true
            }
        }
    }

    /// A line below an item: a finding, a value, a part of a field.
    fn under_item(
        &mut self,
        work: &mut Work,
        line: &mut Line,
        t: &[char],
        found: Option<&Label>,
    ) -> bool {
        if let Some(column) = self.field.clone()
            && self.in_field(work, line, t, &column)
        {
            return true;
        }
        let Some(node) = self.node() else {
            return false;
        };
        if let Some(row) = years::row(&line.text) {
            let text = line.text.take();
            work.leave(text, Why::TableHead);
            self.years = row;
            return true;
        }
        if !self.years.is_empty() && years::fits(&line.text, &self.years) {
            let row = std::mem::take(&mut self.years);
            let text = line.text.take();
            years::give_row(work, node, text, &row);
            self.years = row;
            return true;
        }
        if years::tail(&line.text) == Some(0) {
            let text = line.text.take();
            years::give(work, node, text);
            return true;
        }
        let coded =
            matches!(self.stack.last(), Some(Open { style: Style::Code(n), .. }) if *n < 100);
        if is_section(t)
            && found.is_none()
            && self.survey.bare_values
            && (coded || !self.survey.codes)
        {
            let text = line.text.take();
            self.state.section = (!work.draft.items[node].sections.is_empty()
                || self.survey.bare_values)
                .then(|| text.value());
            values::sections(work, node, text);
            return true;
        }
        if found.is_some_and(Label::is_bullet) {
            let text = line.text.take();
            for part in at_bullets(text) {
                values::findings(work, node, vec![entry(part, line.at.clone())], None);
            }
            self.tail = Tail::Finding(Some(node));
            return true;
        }
        false
    }

    /// The value of a field on the lines below its name.
    fn in_field(&mut self, work: &mut Work, line: &mut Line, t: &[char], column: &Column) -> bool {
        if line.heading > 0 {
            return false;
        }
        if column.role == Role::SheetTitle {
            self.field = None;
            let text = line.text.take();
            self.sheet(work, text);
            return true;
        }
        let Some(node) = self.node() else {
            return false;
        };
        match &column.role {
            Role::Finding(kind) => {
                let text = line.text.take();
                for part in at_bullets(text) {
                    values::findings(work, node, vec![entry(part, line.at.clone())], *kind);
                }
                self.tail = Tail::Finding(Some(node));
                true
            }
            Role::Text(_) => {
                let text = line.text.take();
                self.text.join(text);
                true
            }
            Role::Section if is_section(t) || t.len() <= 20 => {
                let text = line.text.take();
                values::sections(work, node, text);
                self.field = None;
                true
            }
            Role::Rating { .. } if grades::alone(t) || crate::grade::is_grade(t) => {
                let text = line.text.take();
                values::rating(work, node, column, text, &RowState::default());
                self.field = None;
                true
            }
            Role::Target
            | Role::Actual
            | Role::Baseline
            | Role::Schedule
            | Role::RatingText
            | Role::Mark
            | Role::Indicator
            | Role::Unit
                if t.len() <= 60 =>
            {
                let text = line.text.take();
                let dated = text.folded().iter().any(char::is_ascii_digit);
                yearly(work, node, column, text, &mut self.state);
                let many =
                    matches!(column.role, Role::Schedule | Role::Target | Role::Actual) && dated;
                if !many {
                    self.field = None;
                }
                true
            }
            _ => {
                self.field = None;
                false
            }
        }
    }

    /// A grade alone on a line: a letter judges; a sign is the schedule's where the legend says
    /// what is planned with it.
    fn bare_grade(&mut self, work: &mut Work, node: Node, text: Slice) {
        let t = text.folded();
        let letter = t.first().is_some_and(|c| c.is_ascii_alphabetic());
        let planned = work.draft.legends.iter().any(|legend| {
            legend.symbol.folded() == t && within("plan_sign", &legend.meaning.folded())
        });
        let plain = Default::default();
        let column = if planned && !letter {
            Column {
                role: Role::Schedule,
                when: plain,
            }
        } else {
            Column {
                role: Role::Rating {
                    stage: None,
                    axis: None,
                },
                when: plain,
            }
        };
        values::apply_slice(work, node, &column, text, &mut self.state);
    }

    /// Ends the field that is open.
    fn close_field(&mut self, work: &mut Work) {
        let column = self.field.take();
        let text = self.text.take();
        if text.is_blank() {
            return;
        }
        match (column, self.node()) {
            (
                Some(Column {
                    role: Role::Text(name),
                    ..
                }),
                Some(node),
            ) => {
                work.draft.items[node].texts.push(DraftText { name, text });
            }
            _ => work.leave(text, Why::Unassigned),
        }
    }

    /// Ends the indicator of the item that is open.
    fn close_item(&mut self, work: &mut Work) {
        if let Some(node) = self.node() {
            close_row(work, node, &mut self.state);
        }
        self.state = RowState::default();
    }

    /// A line that belongs to no field.
    fn prose(&mut self, work: &mut Work, mut line: Line) {
        let t: Vec<char> = line.text.folded().into_iter().take(400).collect();
        if within("period", &t) || head::is_span(&t) {
            head::period(work, &mut line);
        }
        head::names(work, &mut line);
        if work.year.is_none() && t.len() <= 40 {
            work.year = head::only_year(&t)
                .filter(|_| find("title_word", &t).is_some() || head::is_year(&t));
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

/// The words behind a label, folded.
fn rest_of(text: &Slice, l: &Label) -> Vec<char> {
    (l.rest..text.len())
        .map(|i| text.at(i))
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// Names of levels or fields in more than one place of a line: a row of a sheet, no item.
fn several_names(text: &Slice) -> bool {
    let words = values::tokens(text.echo());
    words
        .iter()
        .filter(|w| crate::table::role::column(&w.folded()).is_some())
        .count()
        >= 2
}

/// The style of an entry; entries of the format's own lists and headings have theirs.
fn style_of(one: &Entry, line: &Line) -> Style {
    match &one.style {
        Some(label) => label.style.clone(),
        None if line.list > 0 => Style::Code(100 + line.list),
        None => Style::Code(200 + line.heading),
    }
}

fn section_of(rest: &[char]) -> Section {
    match crate::table::role::column(rest).map(|c| c.role) {
        Some(Role::Philosophy) => return Section::Philosophy,
        Some(Role::Vision) => return Section::Vision,
        _ => {}
    }
    if within("overall", rest) {
        Section::Overall
    } else if within("philosophy", rest) && within("vision", rest) {
        Section::Plain
    } else if within("philosophy", rest) {
        Section::Philosophy
    } else if within("vision", rest) {
        Section::Vision
    } else if within("period", rest) {
        Section::Period
    } else {
        Section::Plain
    }
}
