//! Items in lines: which line is one, and where in the tree it stands.

use super::*;

/// Does a list of the format number its entries with this sign? Word has many ways to count; the
/// letters of other formats are bullets.
fn is_number(c: char, at: Option<&At>) -> bool {
    c.is_ascii_digit() || c.is_alphanumeric() && matches!(at, Some(At::Paragraph { .. }))
}

/// What a line holds beside label and title.
#[derive(Debug)]
struct Parts {
    /// Fields at its end.
    fields: Option<Slice>,
    /// What is planned, by year.
    planned: Option<Slice>,
    /// What is planned, the year joined to the word.
    chain: Option<Slice>,
    /// Sections in brackets at its end, by their short names.
    sections: Option<Slice>,
    /// Grades at its end.
    graded: Vec<(Column, Slice)>,
    /// The title stands in 《》.
    quoted: bool,
}

impl Scene<'_> {
    /// An item.
    pub(super) fn item(&mut self, work: &mut Work, line: &mut Line, found: Option<&Label>) -> bool {
        let Some(level) = self.wants(work, line, found) else {
            return false;
        };
        self.close_field(work);
        self.close_item(work);
        self.tail = Tail::None;
        self.above.clear();
        self.width = line.text.glyphs.iter().fold(line.indent, |sum, glyph| {
            let wide = crate::text::chars::is_wide(glyph.ch);
            sum.saturating_add(if wide { 2 } else { 1 })
        });
        let mut text = line.text.take();
        let parts = self.part(work, &mut text, found);
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
                .filter(|m| m.chars().any(|c| is_number(c, line.at.as_ref())));
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
        if parent.is_none() && work.draft.root_again(&new, work.printing) {
            // The chart, and then the chapter about its items: the tree is printed again.
            work.printing += 1;
        }
        let Some(node) = work.item(parent, new) else {
            return true;
        };
        work.draft.items[node].marks.extend(marks);
        if self.code.is_some() && work.draft.items[node].label.is_none() {
            work.draft.items[node].label = self.code.take();
        }
        self.stack.push(Open {
            style,
            node: Some(node),
            heading: line.heading,
        });
        self.section = Section::Plain;
        self.untitled = pending.then_some(node);
        self.tail = if pending || parts.quoted {
            Tail::None
        } else {
            Tail::Title(node)
        };
        self.give_parts(work, node, parts);
        true
    }

    /// Parts a line: what is not its label and title is taken off.
    fn part(&mut self, work: &mut Work, text: &mut Slice, found: Option<&Label>) -> Parts {
        if let Some(l) = found.filter(|l| l.word.is_none())
            && let Some(inner) = self.inner_level(work, text, l)
        {
            let front = text.take_front(inner);
            work.leave(front, Why::Heading);
        }
        let fields = fields::tail(text).map(|at| text.split_off(at));
        let planned = years::tail(text).map(|at| text.split_off(at));
        let chain = chains::tail(text).map(|at| text.split_off(at));
        let ticked = signs::answers(work, text);
        let mut graded = grades::cut(work, text);
        self.in_halves(&mut graded);
        graded.extend(self.lead.take().or(ticked).map(|grade| (judged(), grade)));
        let sections = abbreviations::at_end(work, text).map(|at| text.split_off(at));
        let enclosed = found.is_none() && crate::survey::enclosed(text);
        let quoted = self.survey.quoted && enclosed;
        if quoted || self.survey.grouped && enclosed {
            let close = text.split_off(text.len() - 1);
            let open = text.take_front(1);
            work.leave(open, Why::Wording);
            work.leave(close, Why::Wording);
        }
        Parts {
            fields,
            planned,
            chain,
            sections,
            graded,
            quoted,
        }
    }

    /// Gives what was taken off a line to its item.
    fn give_parts(&mut self, work: &mut Work, node: Node, parts: Parts) {
        grades::give(work, node, parts.graded);
        if let Some(mut names) = parts.sections {
            let close = names.split_off(names.len() - 1);
            let open = names.take_front(1);
            work.leave(open, Why::Wording);
            work.leave(close, Why::Wording);
            values::sections(work, node, names);
        }
        if let Some(chain) = parts.chain {
            chains::give_all(work, node, chain);
        }
        if let Some(planned) = parts.planned {
            years::give(work, node, planned);
        }
        if parts.quoted {
            self.field = Some(Column {
                role: Role::Finding(None),
                when: When::default(),
            });
        }
        let Some(tail) = parts.fields else { return };
        self.tail = Tail::None;
        for field in fields::split(work, tail, 0) {
            self.close_field(work);
            self.give(work, field.column, field.value);
        }
    }

    /// Ends what does not stand above a new item of this style.
    pub(super) fn pop(&mut self, style: &Style, line: &Line, work: &Work) {
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
    pub(super) fn level_name(
        &self,
        one: &Entry,
        level: Option<String>,
        parent: Option<Node>,
        work: &Work,
    ) -> Option<String> {
        if let Some(word) = one.style.as_ref().and_then(crate::items::level_of) {
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
    pub(super) fn wants(
        &self,
        work: &Work,
        line: &Line,
        found: Option<&Label>,
    ) -> Option<Option<String>> {
        let t = line.text.folded();
        let stop = t.last().is_some_and(|c| is(*c, Class::Stop));
        let Some(l) = found else {
            let group = self.survey.quoted || self.survey.grouped;
            if group && crate::survey::enclosed(&line.text) {
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
        if self.lead.is_some() && !l.is_bullet() {
            return Some(None);
        }
        if l.is_bullet() {
            return self.bullet_item(work, line, l, &rest).then_some(None);
        }
        if grades::listed(&line.text) {
            return Some(None);
        }
        let field = fields::begins(&line.text).is_some_and(|(_, column)| !column.is_level());
        let area = self.survey.area_styles.contains(&l.style) && !self.ordering.contains(&l.style);
        let open = self.node().is_some() || !self.levels.is_empty() || self.survey.outline || area;
        let chapter = matches!(l.style, Style::Chapter(_));
        // 2 財源の確保 between 1 進行管理 and a sentence: one more heading of the chapter.
        let orders = self.node().is_none() && self.over_prose && self.ordering.contains(&l.style);
        // Where goals say what they are (基本目標1), a bare number beside them is no goal.
        let stray = self.node().is_none() && self.levels.is_empty() && self.survey.worded && !area;
        let stray = stray && !matches!(l.style, Style::Dash(_) | Style::Code(_));
        let fits = open
            && !orders
            && !stray
            && !field
            && !chapter
            && !stop
            && self.section == Section::Plain
            && !rest.is_empty();
        fits.then_some(None)
    }

    /// (1) 重点項目 事業: a level's name behind a number. Where it begins.
    pub(super) fn inner_level(&self, work: &Work, text: &Slice, l: &Label) -> Option<usize> {
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
    pub(super) fn named(&self, line: &Line, l: &Label, rest: &[char]) -> bool {
        let word: Vec<char> = l.word.as_deref().unwrap_or_default().chars().collect();
        let often = self
            .survey
            .named
            .iter()
            .any(|w| w.chars().eq(word.iter().copied()));
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
            && (often
                || prefix("level", rest)
                    .is_none_or(|w| w.chars.len() < rest.len() && rest.len() > 6))
            && exact("field.sheet_title", &word).is_none()
    }

    /// A bullet with a name, not a sentence, below an item.
    pub(super) fn bullet_item(&self, work: &Work, line: &Line, l: &Label, rest: &[char]) -> bool {
        let listed = self.survey.listed && grades::listed(&line.text);
        if listed || !self.survey.ticks && crate::survey::has_fields(&line.text) {
            return true;
        }
        if self.node().is_none() && self.levels.is_empty() || self.field.is_some() {
            return false;
        }
        if self.section != Section::Plain
            || matches!(l.style, Style::Bullet(c) if is(c, Class::Note))
        {
            return false;
        }
        if self.says(work, l) || self.survey.reached && judges(work, l) {
            return false;
        }
        let sentence = rest.iter().any(|c| is(*c, Class::Stop)) || crate::survey::is_sentence(rest);
        !sentence && rest.len() <= 60 && fields::begins(&line.text).is_none()
    }

    /// Has this bullet said something about the open item already? Then it goes on doing so.
    fn says(&self, work: &Work, l: &Label) -> bool {
        let Some(node) = self.node() else {
            return false;
        };
        let last = work.draft.items[node].findings.last();
        let marker = last.and_then(|one| one.marker.as_ref());
        marker.is_some_and(|own| matches!(l.style, Style::Bullet(c) if own.folded() == [c]))
    }
}

/// Is the bullet a sign that a legend explains?
fn judges(work: &Work, l: &Label) -> bool {
    let known = |c: char| {
        work.draft
            .legends
            .iter()
            .any(|one| one.symbol.folded() == [c])
    };
    matches!(l.style, Style::Bullet(c) if known(c))
}

/// The column of a grade that no heading names.
fn judged() -> Column {
    Column {
        role: Role::Rating {
            stage: None,
            axis: None,
        },
        when: When::default(),
    }
}

/// The style of an entry; entries of the format's own lists and headings have theirs.
pub(super) fn style_of(one: &Entry, line: &Line) -> Style {
    match &one.style {
        Some(label) => label.style.clone(),
        None if line.list > 0 => Style::Code(100 + line.list),
        None => Style::Code(200 + line.heading),
    }
}

/// Names of levels or fields in more than one place of a line: a row of a sheet, no item.
pub(super) fn several_names(text: &Slice) -> bool {
    let words = values::tokens(text.echo());
    words
        .iter()
        .filter(|w| crate::table::role::column(&w.folded()).is_some())
        .count()
        >= 2
}
