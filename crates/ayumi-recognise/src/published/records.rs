//! The tidy table: one datum in each row.

use ayumi_core::interchange::{Field, ReadFinding, ReadItem, ReadRating};
use ayumi_core::plan::{
    Definition, Direction, FiscalYear, Group, Grouping, Half, Indicator, IndicatorKind, Link,
    NamedText, Part, Reported, Retired, ScheduleCell, TargetChange, Term,
};
use ayumi_core::review::plain_number;
use ayumi_document::{Row, Why};

use super::head::numbers;
use super::review::{path, position};
use super::text::Text;
use super::words::Words;
use super::{Chapter, printed};

/// The cells of a row behind its position and item.
pub(super) struct Datum {
    pub kind: String,
    pub name: Option<String>,
    pub stage: Option<String>,
    pub when: String,
    pub section: Option<String>,
    pub content: Option<String>,
}

impl Chapter<'_> {
    pub(super) fn records(&mut self) -> Option<()> {
        let words = self.words;
        if self.heading_of(2, &words.records).is_none() {
            return Some(());
        }
        let (head, rows) = self.table()?.rows.split_first()?;
        for cell in &head.cells {
            self.leave(Why::TableHead, &Text::of_cell(cell));
        }
        rows.iter().try_for_each(|row| self.record(row))
    }

    fn record(&mut self, row: &Row) -> Option<()> {
        let cells: Vec<_> = row.cells.iter().map(Text::of_cell).collect();
        let [position, item, kind, name, stage, when, section, content] = cells.as_slice() else {
            return None;
        };
        self.leave(Why::Duplicate, position);
        self.leave(Why::Duplicate, item);
        self.leave(Why::TableHead, kind);
        let at = position.value();
        let path = if at.is_empty() {
            Vec::new()
        } else {
            path(&at)?
        };
        if kind.value() == self.words.about {
            return self.about(&path, name, content);
        }
        if kind.value() == self.words.reference {
            return self.leads_to(&path, name, content);
        }
        if kind.value() == self.words.unmentioned {
            return self.unmentioned(content);
        }
        if path.is_empty() && kind.value() == self.words.group {
            return self.grouping(name, content);
        }
        let datum = Datum {
            kind: kind.value(),
            name: name.some(),
            stage: stage.some(),
            when: when.value(),
            section: section.some(),
            content: content.some(),
        };
        let words = self.words;
        let field = take(self.item(&path)?, &datum, words)?;
        for part in [name, stage, when, section, content] {
            if !part.is_blank() {
                self.place(Field::Item(path.clone(), field), part);
            }
        }
        Some(())
    }
}

impl Chapter<'_> {
    /// One item that a finding speaks of: the finding by its number among those of its owner (the
    /// item at `path`, or the plan), the item by its position.
    pub(super) fn about(&mut self, path: &[usize], number: &Text, item: &Text) -> Option<()> {
        let index = place(&number.value())?;
        let position = self.named(item)?;
        self.findings(path)?.get_mut(index)?.about.push(position);
        self.leave(Why::TableHead, number);
        self.place(Field::Finding(path.to_vec(), index, "about"), item);
        Some(())
    }

    /// Where a reference leads: `2-1` is the first reference of the second finding.
    pub(super) fn leads_to(&mut self, path: &[usize], number: &Text, item: &Text) -> Option<()> {
        let value = number.value();
        let (finding, reference) = value.split_once('-')?;
        let (index, reference) = (place(finding)?, place(reference)?);
        let position = self.named(item)?;
        let finding = self.findings(path)?.get_mut(index)?;
        finding.refs.get(reference)?;
        finding.leads_to.insert(reference + 1, position);
        self.leave(Why::TableHead, number);
        self.place(Field::Finding(path.to_vec(), index, "leads_to"), item);
        Some(())
    }

    /// An item confirmed as not mentioned.
    pub(super) fn unmentioned(&mut self, item: &Text) -> Option<()> {
        let position = self.named(item)?;
        self.out.plan.unmentioned.push(position);
        self.place(Field::Head("unmentioned"), item);
        Some(())
    }

    /// A group of a grouping across the tree.
    pub(super) fn grouping(&mut self, name: &Text, group: &Text) -> Option<()> {
        let of = name.some()?;
        let all = &mut self.out.plan.groupings;
        let at = all.iter().position(|one| one.name == of);
        let at = at.unwrap_or(all.len());
        if at == all.len() {
            all.push(Grouping {
                name: of,
                groups: Vec::new(),
            });
        }
        all[at].groups.extend(group.some());
        for part in [name, group] {
            if !part.is_blank() {
                self.place(Field::Head("groupings"), part);
            }
        }
        Some(())
    }

    /// The position of the item that a cell names by position, label and title.
    fn named(&mut self, item: &Text) -> Option<String> {
        let target = position(&item.value())?;
        // Paper may draw a blank where a line is wrapped, or lose one.
        let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        if !bare(&item.value()).ends_with(&bare(&printed(self.item(&target)?))) {
            return None;
        }
        let numbers: Vec<String> = target.iter().map(|at| (at + 1).to_string()).collect();
        Some(numbers.join("-"))
    }

    pub(super) fn findings(&mut self, path: &[usize]) -> Option<&mut Vec<ReadFinding>> {
        Some(match path {
            [] => &mut self.out.plan.overall,
            _ => &mut self.item(path)?.findings,
        })
    }
}

/// A number counted from 1, as a place counted from 0.
fn place(number: &str) -> Option<usize> {
    number.parse::<usize>().ok()?.checked_sub(1)
}

/// Gives a datum to its item; the name of the field it became part of.
pub(super) fn take(item: &mut ReadItem, datum: &Datum, words: &Words) -> Option<&'static str> {
    let content = datum.content.clone();
    let kind = datum.kind.as_str();
    if kind == words.level {
        item.level = content;
        return Some("level");
    }
    if kind == words.mark {
        item.marks.push(content?);
        return Some("mark");
    }
    if kind == words.text {
        let name = datum.name.clone().unwrap_or_default();
        item.texts.push(NamedText {
            name,
            text: content.unwrap_or_default(),
            internal: false,
        });
        return Some("text");
    }
    if kind == words.section {
        item.sections.push(content?);
        return Some("section");
    }
    if let Some(field) = standing(item, datum, words) {
        return Some(field);
    }
    if kind == words.schedule {
        item.schedule.push(schedule(datum, words));
        return Some("schedule");
    }
    if kind == words.rating {
        item.ratings.push(ReadRating {
            stage: datum.stage.clone(),
            axis: datum.name.clone(),
            term: term(&datum.when, words),
            section: datum.section.clone(),
            grade: content.unwrap_or_default(),
            ..ReadRating::default()
        });
        return Some("rating");
    }
    if kind == words.rating_text {
        item.ratings.last_mut()?.text = content;
        return Some("rating");
    }
    if kind == words.rating_date {
        item.ratings.last_mut()?.date = content;
        return Some("rating");
    }
    if kind == words.rating_person {
        item.ratings.last_mut()?.person = content;
        return Some("rating");
    }
    indicator(item, datum, words)
}

/// How an item stands beside the tree.
fn standing(item: &mut ReadItem, datum: &Datum, words: &Words) -> Option<&'static str> {
    let (kind, said) = (datum.kind.as_str(), &mut item.standing);
    let content = datum.content.clone().unwrap_or_default();
    if kind == words.supporting {
        said.supporting.push(content);
    } else if kind == words.group {
        said.groups.push(Group {
            of: datum.name.clone().unwrap_or_default(),
            name: content,
        });
    } else if kind == words.link {
        said.links.push(Link {
            plan: None,
            item: None,
            text: content,
        });
    } else if kind == words.retired {
        said.retired = Some(Retired {
            year: term(&datum.when, words).map(|term| term.year),
            reason: content,
        });
    } else {
        return None;
    }
    Some("standing")
}

/// How an indicator is meant; `None` where this part says something else of it.
fn meant(definition: &mut Definition, part: &str, (datum, words): (&Datum, &Words)) -> Option<()> {
    let content = datum.content.clone();
    let is = |one: &str| content.as_deref() == Some(one);
    if part == words.kind {
        let kinds = [
            (&words.activity, IndicatorKind::Activity),
            (&words.outcome, IndicatorKind::Outcome),
            (&words.input, IndicatorKind::Input),
        ];
        definition.kind = Some(kinds.iter().find(|(word, _)| is(word))?.1);
    } else if part == words.direction {
        let ways = [
            (&words.up, Direction::Up),
            (&words.down, Direction::Down),
            (&words.keep, Direction::Keep),
        ];
        definition.direction = Some(ways.iter().find(|(word, _)| is(word))?.1);
    } else if part == words.no_baseline {
        definition.no_baseline = true;
    } else if part == words.change {
        definition.changes.push(TargetChange {
            date: datum.name.clone()?,
            term: term(&datum.when, words),
            before: content,
            ..TargetChange::default()
        });
    } else {
        let last = definition.changes.last_mut();
        let field = |last: &mut TargetChange| match part {
            part if part == words.change_to => last.after = content.clone(),
            part if part == words.change_reason => last.reason = content.clone(),
            _ => last.decision = content.clone(),
        };
        let parts = [
            &words.change_to,
            &words.change_reason,
            &words.change_decision,
        ];
        parts.iter().find(|word| **word == part)?;
        last.map(field)?;
    }
    Some(())
}

fn indicator(item: &mut ReadItem, datum: &Datum, words: &Words) -> Option<&'static str> {
    let rest = datum
        .kind
        .strip_prefix(words.indicator.as_str())?
        .trim_start();
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let (number, part) = rest.split_at(digits);
    let (number, part) = (number.parse::<usize>().ok()?, part.trim());
    if part.is_empty() {
        if number != item.indicators.len() + 1 {
            return None;
        }
        item.indicators.push(Indicator {
            name: datum.name.clone(),
            unit: datum.content.clone(),
            ..Indicator::default()
        });
        return Some("indicator");
    }
    let indicator = item.indicators.get_mut(number.checked_sub(1)?)?;
    if meant(&mut indicator.definition, part, (datum, words)).is_some() {
        return Some("indicator");
    }
    let text = datum.content.clone().unwrap_or_default();
    let reported = Reported {
        term: term(&datum.when, words),
        section: datum.section.clone(),
        number: plain_number(&text),
        text,
    };
    if part == words.baseline {
        indicator.baseline = Some(reported);
    } else if part == words.target {
        indicator.targets.push(reported);
    } else if part == words.actual {
        indicator.actuals.push(reported);
    } else {
        return None;
    }
    Some("indicator")
}

pub(super) fn schedule(datum: &Datum, words: &Words) -> ScheduleCell {
    let (from, to) = match datum.when.split_once('\u{ff5e}') {
        None => (datum.when.as_str(), None),
        Some((from, to)) => (from, Some(term(to, words).map(|term| term.year))),
    };
    ScheduleCell {
        term: term(from, words),
        to,
        section: datum.section.clone(),
        text: datum.content.clone().unwrap_or_default(),
    }
}

/// `2018年度 上半期`
fn term(text: &str, words: &Words) -> Option<Term> {
    let numbers = numbers(text);
    let year = FiscalYear(i32::try_from(*numbers.first()?).ok()?);
    let part = if text.contains(&words.first_half) {
        Part::Half(Half::First)
    } else if text.contains(&words.second_half) {
        Part::Half(Half::Second)
    } else if text.contains(&words.quarter) {
        Part::Quarter(u8::try_from(*numbers.get(1)?).ok()?)
    } else {
        Part::Whole
    };
    Some(Term { year, part })
}
