//! Fields of items in lines, with their values.

use super::*;

impl Scene<'_> {
    /// Fields and their values.
    pub(super) fn fields(&mut self, work: &mut Work, line: &mut Line) -> bool {
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
    pub(super) fn give(&mut self, work: &mut Work, column: Column, value: Slice) {
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
            let staged = matches!(&column.role, Role::Rating { stage: Some(_), .. });
            self.field = (staged || !self.survey.bare_values).then_some(column);
            return;
        }
        let Some(node) = self.node() else {
            work.leave(value, Why::Unassigned);
            return;
        };
        if matches!(column.role, Role::Rating { .. }) {
            self.judged = Some(node);
        }
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

    /// Ends the field that is open.
    pub(super) fn close_field(&mut self, work: &mut Work) {
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
    pub(super) fn close_item(&mut self, work: &mut Work) {
        if let Some(node) = self.node() {
            close_row(work, node, &mut self.state);
        }
        self.state = RowState::default();
    }

    /// 指標① 窓口の数 below an item: the name of an indicator.
    pub(super) fn indicator_line(&mut self, work: &mut Work, line: &mut Line) -> bool {
        let Some(l) = label(&line.text).filter(|l| l.ordinal.is_some()) else {
            return false;
        };
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
}
