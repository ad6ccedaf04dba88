//! From the draft to the reading: values, offsets, and what is left over.

use std::collections::BTreeMap;

use ayumi_core::interchange::{
    Coverage, Field, Placed, READING_FORMAT, ReadFinding, ReadItem, ReadPlan, ReadRating, Reading,
    SourceInfo,
};
use ayumi_core::plan::{FiscalYear, Legend, NamedText, Period, ScheduleCell, Standing};
use ayumi_core::review::{Definition, Indicator, Reported};
use ayumi_document::{Document, Span, Unplaced, Why};

use crate::draft::{Draft, DraftFinding, DraftIndicator, DraftItem, DraftValue, Node};
use crate::findings::{kind_of, references};
use crate::text::slice::Slice;
use crate::words::{Class, fold, is};
use crate::work::Work;

mod organisation;

/// Collects what was placed.
struct Ledger<'a> {
    work: &'a Work,
    used: Vec<bool>,
    placed: Vec<Placed>,
    count: usize,
    /// Which of the further plans is being written.
    more: Option<usize>,
}

impl Ledger<'_> {
    /// Places a slice as a field and gives its value.
    fn place(&mut self, field: Field, slice: &Slice) -> String {
        let value = slice.value();
        let mut positions = Vec::new();
        for glyph in &slice.glyphs {
            if glyph.ch.is_whitespace() {
                continue;
            }
            let from = glyph.from as usize;
            positions.extend(from..from + usize::from(glyph.len));
        }
        for position in &positions {
            let blank = self.work.source.chars[*position].is_whitespace();
            if !blank && !std::mem::replace(&mut self.used[*position], true) {
                self.count += 1;
            }
        }
        if !positions.is_empty() {
            let spans = self.work.source.spans(positions.into_iter());
            let field = self.more.map_or(field, Field::MorePlans);
            self.placed.push(Placed {
                field,
                value: value.clone(),
                spans,
            });
        }
        value
    }

    fn option(&mut self, field: Field, slice: Option<&Slice>) -> Option<String> {
        slice
            .map(|s| self.place(field, s))
            .filter(|value| !value.is_empty())
    }
}

/// Makes the reading.
pub(crate) fn finish(mut work: Work, document: &Document, source: SourceInfo) -> Reading {
    let mut drafts = std::mem::take(&mut work.plans);
    drafts.push(std::mem::take(&mut work.draft));
    let used = vec![false; work.source.chars.len()];
    let mut ledger = Ledger {
        work: &work,
        used,
        placed: Vec::new(),
        count: 0,
        more: None,
    };
    let legends = drafts.last().map(|last| legends(&mut ledger, last));
    let mut plans = plans(&mut ledger, &drafts);
    let mut plan = plans.remove(0);
    if plan.organization.is_none() && work.default_reason.is_none() {
        plan.organization = organisation::named_in_passing(&mut ledger);
    }
    let Ledger {
        used,
        placed,
        count,
        ..
    } = ledger;
    let (mut unplaced, unplaced_spans, left) = leftovers(&work, &used);
    unplaced.extend(document.hidden.iter().cloned());
    let mut notices = document.notices.clone();
    notices.append(&mut work.notices);
    let mut questions = document.questions.clone();
    questions.append(&mut work.questions);
    Reading {
        format: READING_FORMAT.to_owned(),
        source: SourceInfo {
            characters: count + left,
            ..source
        },
        plan,
        legends: legends.unwrap_or_default(),
        repairs: std::mem::take(&mut work.repairs),
        notices,
        questions,
        more_plans: plans,
        tables: std::mem::take(&mut work.forms),
        unplaced,
        coverage: Coverage {
            characters: count + left,
            placed: count,
            unplaced: left,
        },
        placed,
        unplaced_spans,
    }
}

/// The plans of the file. The council named for the first is the council of those that name none.
fn plans(ledger: &mut Ledger<'_>, drafts: &[Draft]) -> Vec<ReadPlan> {
    let mut out: Vec<ReadPlan> = Vec::new();
    for (i, draft) in drafts.iter().enumerate() {
        ledger.more = i.checked_sub(1);
        let mut one = plan(ledger, draft);
        if one.organization.is_none() {
            let first = out.first().and_then(|first| first.organization.clone());
            one.organization = first;
        }
        out.push(one);
    }
    ledger.more = None;
    out
}

fn plan(ledger: &mut Ledger<'_>, draft: &Draft) -> ReadPlan {
    let organization = ledger.option(Field::Head("organization"), draft.organization.as_ref());
    let title = ledger.option(Field::Head("title"), draft.title.as_ref());
    let period = draft.period.as_ref().map(|period| Period {
        from: FiscalYear(period.from),
        to: period.to.map(FiscalYear),
        text: ledger.place(Field::Head("period"), &period.text),
    });
    let philosophy = ledger.option(Field::Head("philosophy"), draft.philosophy.as_ref());
    let vision = ledger.option(Field::Head("vision"), draft.vision.as_ref());
    for (_, printed) in &draft.levels {
        if let Some(printed) = printed {
            ledger.place(Field::Head("levels"), printed);
        }
    }
    let mut items = Vec::new();
    for (i, root) in draft.roots.iter().enumerate() {
        items.push(item(ledger, draft, *root, vec![i]));
    }
    let overall = findings(ledger, &draft.overall, &[]);
    ReadPlan {
        groupings: Vec::new(),
        organization,
        title,
        generation: draft.generation,
        period,
        philosophy,
        vision,
        levels: draft.levels.iter().map(|(name, _)| name.clone()).collect(),
        items,
        overall,
        unmentioned: Vec::new(),
    }
}

/// An item with what is below it. Depth is at most `MAX_LEVELS`.
fn item(ledger: &mut Ledger<'_>, draft: &Draft, node: Node, path: Vec<usize>) -> ReadItem {
    let one = &draft.items[node];
    let field = |name| Field::Item(path.clone(), name);
    let label = one.label.as_ref().map(|s| ledger.place(field("label"), s));
    let title = ledger.place(field("title"), &one.title);
    let marks = one
        .marks
        .iter()
        .map(|s| ledger.place(field("mark"), s))
        .collect();
    let texts = one
        .texts
        .iter()
        .map(|t| NamedText {
            internal: false,
            name: t.name.clone(),
            text: ledger.place(field("text"), &t.text),
        })
        .collect();
    let sections = one
        .sections
        .iter()
        .map(|s| ledger.place(field("section"), s))
        .collect();
    let schedule = schedule(ledger, one, &path);
    let indicators = one
        .indicators
        .iter()
        .map(|i| indicator(ledger, i, &path))
        .collect();
    let ratings = ratings(ledger, one, &path);
    let findings = findings(ledger, &one.findings, &path);
    let items = below(ledger, draft, one, &path);
    ReadItem {
        standing: Standing::default(),
        level: one.level.clone(),
        label: label
            .filter(|l| !l.is_empty())
            .or_else(|| one.made_label.clone()),
        title,
        marks,
        texts,
        sections,
        schedule,
        indicators,
        ratings,
        findings,
        items,
        at: one.at.clone(),
    }
}

fn below(ledger: &mut Ledger<'_>, draft: &Draft, one: &DraftItem, path: &[usize]) -> Vec<ReadItem> {
    let children = one.children.iter().enumerate();
    children
        .map(|(i, child)| item(ledger, draft, *child, [path, &[i]].concat()))
        .collect()
}

fn schedule(ledger: &mut Ledger<'_>, one: &DraftItem, path: &[usize]) -> Vec<ScheduleCell> {
    let field = Field::Item(path.to_vec(), "schedule");
    one.schedule
        .iter()
        .map(|cell| ScheduleCell {
            term: cell.term,
            to: cell.to,
            section: cell.section.clone(),
            text: ledger.place(field.clone(), &cell.text),
        })
        .collect()
}

fn ratings(ledger: &mut Ledger<'_>, one: &DraftItem, path: &[usize]) -> Vec<ReadRating> {
    let field = |name| Field::Item(path.to_vec(), name);
    one.ratings
        .iter()
        .map(|rating| ReadRating {
            stage: rating.stage.clone(),
            axis: rating.axis.clone(),
            term: rating.term,
            section: rating.section.clone(),
            grade: ledger.place(field("rating"), &rating.grade),
            text: rating
                .text
                .as_ref()
                .map(|t| ledger.place(field("rating-text"), t)),
            at: ledger.work.place(&rating.grade),
            date: None,
            person: None,
        })
        .collect()
}

fn indicator(ledger: &mut Ledger<'_>, one: &DraftIndicator, path: &[usize]) -> Indicator {
    let field = |name| Field::Item(path.to_vec(), name);
    let name = ledger.option(field("indicator"), one.name.as_ref());
    let unit = ledger.option(field("unit"), one.unit.as_ref());
    let baseline = one
        .baseline
        .as_ref()
        .map(|v| reported(ledger, v, field("baseline")));
    let targets = one
        .targets
        .iter()
        .map(|v| reported(ledger, v, field("target")))
        .collect();
    let actuals = one
        .actuals
        .iter()
        .map(|v| reported(ledger, v, field("actual")))
        .collect();
    Indicator {
        definition: Definition::default(),
        name,
        unit,
        baseline,
        targets,
        actuals,
    }
}

fn reported(ledger: &mut Ledger<'_>, one: &DraftValue, field: Field) -> Reported {
    let text = ledger.place(field, &one.text);
    let number = ayumi_core::review::plain_number(&text);
    Reported {
        term: one.term,
        section: one.section.clone(),
        text,
        number,
    }
}

fn findings(ledger: &mut Ledger<'_>, all: &[DraftFinding], path: &[usize]) -> Vec<ReadFinding> {
    all.iter()
        .enumerate()
        .map(|(i, one)| {
            let marker = ledger.option(
                Field::Finding(path.to_vec(), i, "marker"),
                one.marker.as_ref(),
            );
            let text = ledger.place(Field::Finding(path.to_vec(), i, "text"), &one.text);
            let kind = kind_of(one, &text);
            let refs = references(&text, kind);
            ReadFinding {
                marker,
                text,
                kind,
                refs,
                about: Vec::new(),
                leads_to: BTreeMap::new(),
                at: one.at.clone(),
            }
        })
        .collect()
}

fn legends(ledger: &mut Ledger<'_>, draft: &Draft) -> Vec<Legend> {
    draft
        .legends
        .iter()
        .enumerate()
        .map(|(i, one)| Legend {
            symbol: ledger.place(Field::Legend(i, "symbol"), &one.symbol),
            meaning: ledger.place(Field::Legend(i, "meaning"), &one.meaning),
            of: one.of.clone(),
            order: one.order,
            at: one.at.clone(),
        })
        .collect()
}

/// A bracket or mark that stands around words.
fn is_bracket(c: char) -> bool {
    let c = fold(c);
    [Class::Open, Class::Close, Class::Colon, Class::Comma]
        .iter()
        .any(|class| is(c, *class))
}

/// Everything not placed, line by line and reason by reason.
fn leftovers(work: &Work, used: &[bool]) -> (Vec<Unplaced>, Vec<Vec<Span>>, usize) {
    let mut out: Vec<Unplaced> = Vec::new();
    let mut spans = Vec::new();
    let mut left = 0;
    let mut open: Option<(usize, Why)> = None;
    let mut last = 0;
    let mut positions: Vec<usize> = Vec::new();
    let mut close = |open: &mut Option<(usize, Why)>, positions: &mut Vec<usize>, end: usize| {
        if let Some((start, why)) = open.take() {
            let text: String = work.source.chars[start..end].iter().collect();
            let signs = text.chars().all(|c| c.is_whitespace() || is_bracket(c));
            let why = if signs && why == Why::NotUnderstood {
                Why::Wording
            } else {
                why
            };
            out.push(Unplaced {
                text: text.trim().to_owned(),
                why,
                at: work.source.place(start),
            });
            spans.push(work.source.spans(std::mem::take(positions).into_iter()));
        }
    };
    for (position, c) in work.source.chars.iter().enumerate() {
        if work.source.run_begins(position) || *c == '\n' {
            close(&mut open, &mut positions, last);
        }
        if used[position] {
            close(&mut open, &mut positions, last);
            continue;
        }
        if c.is_whitespace() {
            continue;
        }
        left += 1;
        let why = work
            .reason_at(position)
            .or(work.default_reason)
            .unwrap_or(Why::NotUnderstood);
        match open {
            Some((_, same)) if same == why => {}
            _ => {
                close(&mut open, &mut positions, last);
                open = Some((position, why));
            }
        }
        positions.push(position);
        last = position + 1;
    }
    close(&mut open, &mut positions, last);
    work.step(used.len());
    (out, spans, left)
}
