//! Lines below an item or a heading: findings, values, parts of a field.

use super::*;

impl Scene<'_> {
    /// Lines under 基本理念, 計画期間, 総合的な達成状況.
    pub(super) fn in_section(
        &mut self,
        work: &mut Work,
        line: &mut Line,
        found: Option<&Label>,
    ) -> bool {
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
    pub(super) fn under_item(
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
        if crate::lines::chains::give_pairs(work, node, &mut line.text) {
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
        let said = self.judged == Some(node) && found.is_none() && ends(&line.text) && !line.gap;
        if found.is_some_and(Label::is_bullet) || said {
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
    pub(super) fn in_field(
        &mut self,
        work: &mut Work,
        line: &mut Line,
        t: &[char],
        column: &Column,
    ) -> bool {
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
            Role::Rating { .. } if ends(&line.text) => self.said(work, node, line),
            Role::Section if is_section(t) || t.len() <= 20 => {
                let text = line.text.take();
                values::sections(work, node, text);
                self.field = None;
                true
            }
            Role::Rating { .. } if grades::alone(t) || crate::grade::is_grade(t) => {
                let text = line.text.take();
                values::rating(work, node, column, text, &mut RowState::default());
                self.field = None;
                self.column_of = Some(node);
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
                self.value_line(work, node, line, column);
                true
            }
            _ => {
                self.field = None;
                false
            }
        }
    }

    /// A sentence where a grade was expected.
    fn said(&mut self, work: &mut Work, node: Node, line: &mut Line) -> bool {
        let text = line.text.take();
        values::findings(work, node, vec![entry(text, line.at.clone())], None);
        self.tail = Tail::Finding(Some(node));
        true
    }

    /// A line of values: more of them may follow where years stand before them.
    fn value_line(&mut self, work: &mut Work, node: Node, line: &mut Line, column: &Column) {
        let text = line.text.take();
        let dated = text.folded().iter().any(char::is_ascii_digit);
        yearly(work, node, column, text, &mut self.state);
        let series = matches!(column.role, Role::Schedule | Role::Target | Role::Actual);
        if !(series && dated) {
            self.field = None;
        }
    }

    /// 評価 / A / B / A: a column read downwards. Whose its grades are cannot be known.
    pub(super) fn scattered(&mut self, work: &mut Work, node: Node, text: Slice, at: Option<At>) {
        if let Some(first) = work.draft.items[node]
            .ratings
            .pop_if(|one| !self.asked && one.text.is_none())
        {
            work.leave(first.grade, Why::OrderUnknown);
        }
        if !std::mem::replace(&mut self.asked, true) {
            work.ask(Ask::WhichColumn, at, Vec::new());
        }
        work.leave(text, Why::OrderUnknown);
    }

    /// A grade alone on a line: a letter judges; a sign is the schedule's where the legend says
    /// what is planned with it.
    pub(super) fn bare_grade(&mut self, work: &mut Work, node: Node, text: Slice) {
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
}
