//! Headings: those that announce levels, those that order the document, those about one area.

use super::*;

/// The name of a sheet: books of sheets have no other headings.
pub(super) fn is_tab(line: &Line) -> bool {
    line.heading > 0 && matches!(line.at, Some(ayumi_document::At::Cell { .. }))
}

impl Scene<'_> {
    /// A sheet begins: nothing before it goes on. Its name is an item where it names a level and a
    /// title and a table follows at once; else it orders the book.
    pub(super) fn tab(&mut self, work: &mut Work, mut line: Line, grid: bool) {
        self.close_field(work);
        self.close_item(work);
        self.stack.clear();
        self.levels.clear();
        self.section = Section::Plain;
        self.untitled = None;
        self.tail = Tail::None;
        self.above.clear();
        let found = label(&line.text);
        let titled = found.as_ref().is_some_and(|l| {
            crate::items::level_of(l).is_some() && !rest_of(&line.text, l).is_empty()
        });
        if grid && titled && self.item(work, &mut line, found.as_ref()) {
            return;
        }
        let text = line.text.take();
        work.leave(text, Why::Heading);
    }

    /// A heading that is nothing but names of levels: it announces what follows.
    pub(super) fn announces(
        &mut self,
        work: &mut Work,
        line: &mut Line,
        t: &[char],
        found: Option<&Label>,
    ) -> bool {
        let rest: Vec<char> = match found {
            Some(l) if l.word.is_none() && !l.is_bullet() => rest_of(&line.text, l),
            Some(l) if l.is_bullet() => return self.level_bullet(work, line, l),
            // 【重点目標】 alone.
            Some(l) if l.ordinal.is_none() && rest_of(&line.text, l).is_empty() => {
                if self.inner_heading(work, line, l) {
                    return true;
                }
                t.to_vec()
            }
            Some(_) => return false,
            None => t.to_vec(),
        };
        let bare = unbracket(&rest);
        let names = match crate::table::role::column(bare) {
            // 令和6年度 実施計画 is a title.
            Some(Column { when, .. }) if when.year.is_some() => return false,
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
        // ア 事業, イ 組織: an area that is called like a level.
        let area = found.is_some_and(|l| self.survey.area_styles.contains(&l.style));
        if area && names.iter().all(|name| name.chars().count() <= 2) && names.len() == 1 {
            return false;
        }
        let exactly = names.len() > 1
            || names
                .iter()
                .all(|n| exact("level", &n.chars().collect::<Vec<_>>()).is_some());
        if !exactly || self.survey.sheet {
            return false;
        }
        let formal = found.is_some() || line.heading > 0 || line.gap || bare.len() < rest.len();
        if !formal && self.node().is_some() {
            self.next_level(work, &names);
            let text = line.text.take();
            work.leave(text, Why::TableHead);
            return true;
        }
        self.close_field(work);
        self.close_item(work);
        self.pop_for_heading(line.heading, found);
        self.speaks_of(work, &line.text);
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

    /// 令和6年度 実施計画: the year of a heading above all items.
    fn speaks_of(&self, work: &mut Work, text: &Slice) {
        let t: Vec<char> = text.folded().into_iter().take(60).collect();
        if work.year.is_none() && work.draft.items.is_empty() {
            work.year = head::only_year(&t).filter(|_| find("title_word", &t).is_some());
        }
    }

    /// ◆具体的な取り組み among the fields of an item: what follows are its items.
    fn level_bullet(&mut self, work: &mut Work, line: &mut Line, l: &Label) -> bool {
        let rest = rest_of(&line.text, l);
        if self.node().is_none() || rest.len() < 3 || exact("level", &rest).is_none() {
            return false;
        }
        self.close_field(work);
        self.next_level(work, &[rest.iter().collect()]);
        let text = line.text.take();
        work.leave(text, Why::TableHead);
        true
    }

    /// 【主な取り組み】 below an item of another level: what follows is one level deeper.
    fn inner_heading(&mut self, work: &mut Work, line: &mut Line, l: &Label) -> bool {
        let name = l.word.clone().unwrap_or_default();
        let mut open = self.stack.iter().filter_map(|open| open.node);
        let again = open.any(|node| work.draft.items[node].level.as_ref() == Some(&name));
        if self.node().is_none() || again {
            return false;
        }
        self.close_field(work);
        self.next_level(work, &[name]);
        let text = line.text.take();
        work.leave(text, Why::TableHead);
        true
    }

    /// A level's name alone among items: what follows is of that level, one below the open one.
    fn next_level(&mut self, work: &Work, names: &[String]) {
        let (Some(node), [name]) = (self.node(), names) else {
            return;
        };
        let item = &work.draft.items[node];
        let Some(own) = item.level.clone().filter(|own| own != name) else {
            return;
        };
        self.levels = vec![own; item.depth];
        self.levels.push(name.clone());
    }

    /// A heading that orders the document.
    pub(super) fn heading(
        &mut self,
        work: &mut Work,
        line: &mut Line,
        found: Option<&Label>,
    ) -> bool {
        let numbered = found.is_some_and(|l| l.word.is_some() && l.ordinal.is_some());
        let rest = found.map_or_else(|| line.text.folded(), |l| rest_of(&line.text, l));
        if numbered || rest.len() > 40 || rest.iter().any(|c| is(*c, Class::Stop)) {
            return false;
        }
        if found.is_some_and(Label::is_bullet) && line.heading == 0 {
            return false;
        }
        let chapter = found.is_some_and(|l| matches!(l.style, Style::Chapter(_)));
        let formal = found.is_some() || line.heading > 0 || is(line.text.at(0), Class::Open);
        let sibling = found.is_some_and(|l| {
            self.stack
                .iter()
                .any(|open| open.node.is_some() && open.style == l.style)
        });
        let named = crate::table::role::column(&rest)
            .is_some_and(|c| matches!(c.role, Role::Philosophy | Role::Vision));
        let words = named
            || spans_period(&rest)
            || crate::survey::is_structural(&rest, sibling)
            || within("overall", &rest);
        if self.node().is_some() && grade_field(&line.text) {
            return false;
        }
        if let Some(node) = self.area(work, &rest) {
            self.open_area(work, line, node);
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
        match found {
            Some(_) if chapter => self.ordering.clear(),
            Some(l) => self.ordering.push(l.style.clone()),
            None => {}
        }
        self.open_section(work, line, &rest);
        true
    }

    /// What stands below a heading about one area are its findings.
    fn open_area(&mut self, work: &mut Work, line: &mut Line, node: Node) {
        self.close_field(work);
        self.tail = Tail::None;
        match self.stack.iter().position(|open| open.node == Some(node)) {
            Some(at) => self.stack.truncate(at + 1),
            None => {
                self.stack.clear();
                self.stack.push(Open {
                    style: Style::Chapter(' '),
                    node: Some(node),
                    heading: line.heading,
                });
            }
        }
        self.field = Some(Column {
            role: Role::Finding(None),
            when: When::default(),
        });
        let text = line.text.take();
        work.leave(text, Why::Heading);
    }

    /// What stands below a heading that orders the document belongs to its section.
    fn open_section(&mut self, work: &mut Work, line: &mut Line, rest: &[char]) {
        self.close_field(work);
        self.close_item(work);
        self.speaks_of(work, &line.text);
        self.section = section_of(rest);
        if !self.survey.sheet {
            self.stack.clear();
        }
        self.levels.clear();
        self.tail = Tail::None;
        let mut one = Line {
            text: line.text.take(),
            at: line.at.clone(),
            ..Line::default()
        };
        if self.section == Section::Period && head::period(work, &mut one) {
            self.section = Section::Plain;
        }
        head::names(work, &mut one);
        work.leave(one.text, Why::Heading);
    }

    /// 重点項目の達成状況【事業】 as a heading: the item it is about.
    pub(super) fn area(&self, work: &Work, rest: &[char]) -> Option<Node> {
        let rest = unbracket(rest);
        let (at, word) = find("area_state", rest)?;
        let alone = at + word.chars.len() == rest.len();
        let level =
            crate::words::suffix("level", &rest[..at]).filter(|w| alone && w.chars.len() > 2);
        if let Some(level) = level {
            let mut open = self.stack.iter().filter_map(|open| open.node);
            let own = |node: &Node| work.draft.items[*node].level.as_deref() == Some(&level.text);
            return open.clone().find(own).or_else(|| open.next());
        }
        let tail: String = unbracket(&rest[at + word.chars.len()..]).iter().collect();
        let key = crate::text::chars::matching_key(&tail);
        if key.is_empty() {
            return None;
        }
        work.draft.items.iter().position(|item| item.key == key)
    }

    /// Ends what is open at and below a heading.
    pub(super) fn pop_for_heading(&mut self, heading: u8, found: Option<&Label>) {
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
}

pub(super) fn section_of(rest: &[char]) -> Section {
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

/// Takes the brackets off that enclose a level's label with its title: 【重点目標1 つながる】.
pub(super) fn unwrap(work: &mut Work, text: &mut Slice) {
    let len = text.len();
    let pair = (text.at(0), text.at(len.saturating_sub(1)));
    let marks = is(pair.0, Class::Open) && is(pair.1, Class::Close) && pair.0 != '(';
    if !(5..=60).contains(&len) || !marks || label(text).is_some() {
        return;
    }
    let inner = Slice {
        glyphs: text.glyphs[1..len - 1].to_vec(),
    }
    .echo();
    let titled = label(&inner).is_some_and(|l| l.ordinal.is_some() && l.rest < inner.len());
    if titled {
        let close = text.split_off(len - 1);
        let open = text.take_front(1);
        work.leave(open, Why::Wording);
        work.leave(close, Why::Wording);
    }
}

/// 【総合評価】B: a field with its grade, no heading.
fn grade_field(text: &Slice) -> bool {
    let Some((from, column)) = fields::begins(text) else {
        return false;
    };
    let rating = matches!(column.role, Role::Rating { .. });
    let last: Vec<char> = text.folded();
    let close = last
        .iter()
        .rposition(|c| is(*c, Class::Close) || is(*c, Class::Colon));
    let value = close.map_or(&last[..0], |at| &last[at + 1..]);
    rating && from == 0 && crate::grade::is_grade(value)
}

/// 計画の期間 令和3年度から6年度
fn spans_period(rest: &[char]) -> bool {
    let front = prefix("period", rest).is_some();
    front
        && crate::years::spans(rest)
            .iter()
            .any(|span| span.to.is_some())
}
