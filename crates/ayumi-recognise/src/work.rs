//! The state of one recognition: the draft, the notes to the reader, and why what is left over is
//! left over.

use std::cell::Cell;
use std::sync::Arc;

use ayumi_core::interchange::{ColumnMatching, TableForm};
use ayumi_core::plan::{FiscalYear, Half, Part, Term};
use ayumi_core::review::FindingKind;
use ayumi_document::{Ask, At, Notice, Question, Repair, RepairRule, Rule, Severity, Why};

use crate::draft::{Draft, DraftFinding, DraftLegend, NewItem, Node};
use crate::text::slice::Slice;
use crate::text::view::SourceText;

/// Most items of a plan, most levels, most children of one item (bad-input row 82).
pub(crate) const MAX_CHILDREN: usize = 4_999;

/// One recognition.
#[derive(Debug, Default)]
pub(crate) struct Work {
    /// The text.
    pub source: SourceText,
    /// The plan so far.
    pub draft: Draft,
    /// The plans of the same file that stand before it.
    pub plans: Vec<Draft>,
    /// Repairs made.
    pub repairs: Vec<Repair>,
    /// Notices.
    pub notices: Vec<Notice>,
    /// Questions.
    pub questions: Vec<Question>,
    /// The forms of the tables met.
    pub forms: Vec<TableForm>,
    /// What a person said of the columns of such forms.
    pub matchings: Arc<[ColumnMatching]>,
    /// Reason by position, for what will not be placed.
    reasons: Vec<Option<Why>>,
    /// The reason where none was given.
    pub default_reason: Option<Why>,
    /// Lines above the first item that may be the plan's title.
    pub titles: Vec<Slice>,
    /// The printing being read.
    pub printing: u32,
    /// The year the document speaks of.
    pub year: Option<i32>,
    /// The half of that year it speaks of.
    pub half: Option<u8>,
    /// The council's name was read from a line of its own.
    pub council_alone: bool,
    /// Steps done, for the test of linear work.
    pub steps: Cell<u64>,
    /// A limit was met: said once.
    limited: bool,
}

impl Work {
    /// A fresh one over a text.
    pub(crate) fn new(source: SourceText, repairs: Vec<Repair>) -> Self {
        let reasons = vec![None; source.chars.len()];
        Self {
            source,
            repairs,
            reasons,
            printing: 1,
            ..Self::default()
        }
    }

    /// Begins a further plan of the same file. Legends serve them all.
    pub(crate) fn next_plan(&mut self) {
        let legends = std::mem::take(&mut self.draft.legends);
        let next = Draft::with_legends(legends);
        self.plans.push(std::mem::replace(&mut self.draft, next));
        self.council_alone = false;
        self.printing = 1;
    }

    /// Counts work done.
    pub(crate) fn step(&self, n: usize) {
        self.steps.set(self.steps.get() + n as u64);
    }

    /// Says why these characters stay unplaced, should nothing place them.
    pub(crate) fn reason(&mut self, slice: &Slice, why: Why) {
        self.step(slice.len());
        for glyph in &slice.glyphs {
            let from = glyph.from as usize;
            for slot in self
                .reasons
                .iter_mut()
                .skip(from)
                .take(usize::from(glyph.len))
            {
                *slot = Some(why);
            }
        }
    }

    /// The reason at a position.
    pub(crate) fn reason_at(&self, position: usize) -> Option<Why> {
        self.reasons.get(position).copied().flatten()
    }

    /// Lets go of characters with a reason.
    pub(crate) fn leave(&mut self, slice: Slice, why: Why) {
        self.reason(&slice, why);
    }

    /// Adds a legend; one that says the same again is a second printing.
    pub(crate) fn legend(&mut self, new: DraftLegend) {
        let same = |known: &DraftLegend| {
            known.symbol.key() == new.symbol.key()
                && known.meaning.key() == new.meaning.key()
                && (known.of == new.of || new.of.is_none())
        };
        if self.draft.legends.iter().take(200).any(same) {
            self.leave(new.symbol, Why::Duplicate);
            self.leave(new.meaning, Why::Duplicate);
        } else {
            self.draft.legends.push(new);
        }
    }

    /// Adds an item, or finds the one this is the second printing of.
    pub(crate) fn item(&mut self, parent: Option<Node>, new: NewItem) -> Option<Node> {
        self.step(8);
        if let Some(node) = self.draft.earlier(parent, &new, self.printing) {
            self.second_printing(node, new);
            return Some(node);
        }
        let siblings = match parent {
            Some(p) => self.draft.items[p].children.len(),
            None => self.draft.roots.len(),
        };
        let depth = parent.map_or(1, |p| self.draft.items[p].depth + 1);
        let full = self.draft.items.len() >= ayumi_core::plan::MAX_ITEMS
            || siblings >= MAX_CHILDREN
            || depth > ayumi_core::plan::MAX_LEVELS;
        if full {
            self.limit(new);
            return None;
        }
        Some(self.draft.add(parent, new, self.printing))
    }

    /// The second printing of a known item.
    pub(crate) fn again(&mut self, node: Node, new: NewItem) -> Node {
        self.step(8);
        self.second_printing(node, new);
        node
    }

    fn limit(&mut self, new: NewItem) {
        if !self.limited {
            self.limited = true;
            self.notices.push(Notice::new(
                Rule::PlanLimit,
                Severity::Warning,
                new.at.clone(),
            ));
        }
        if let Some(label) = new.label {
            self.leave(label, Why::FieldLimit);
        }
        self.leave(new.title, Why::FieldLimit);
    }

    /// The second printing of an item: the better spelling stays, the other is a duplicate.
    fn second_printing(&mut self, node: Node, mut new: NewItem) {
        let printing = self.printing;
        let item = &mut self.draft.items[node];
        item.printing = printing;
        if item.level.is_none() {
            item.level = new.level.take();
        }
        let blanks = |s: &Slice| s.glyphs.iter().filter(|g| g.ch.is_whitespace()).count();
        if blanks(&new.title) < blanks(&item.title) {
            std::mem::swap(&mut item.title, &mut new.title);
            if item.label.is_some() && new.label.is_some() {
                std::mem::swap(&mut item.label, &mut new.label);
            }
        }
        if item.label.is_none() {
            item.label = new.label.take();
        }
        if let Some(label) = new.label {
            let own = item.label.as_ref().filter(|own| own.key() != label.key());
            if let Some(own) = own {
                let whole = |label: &Slice, title: &Slice| label.value() + &title.value();
                let (first, second) = (whole(own, &item.title), whole(&label, &new.title));
                let notice = Notice::new(Rule::PrintingsDiffer, Severity::Info, new.at);
                let notice = notice.with("first", first).with("second", second);
                self.notices.push(notice);
            }
            self.leave(label, Why::Duplicate);
        }
        self.leave(new.title, Why::Duplicate);
    }

    /// Adds findings to an item, or to the whole plan.
    pub(crate) fn finding(&mut self, owner: Option<Node>, finding: DraftFinding) {
        if finding.text.is_blank() {
            if let Some(marker) = finding.marker {
                self.leave(marker, Why::NotUnderstood);
            }
            return;
        }
        match owner {
            Some(node) => self.draft.items[node].findings.push(finding),
            None => self.draft.overall.push(finding),
        }
    }

    /// Asks a person.
    pub(crate) fn ask(&mut self, ask: Ask, at: Option<At>, choices: Vec<String>) {
        self.questions.push(Question {
            at,
            ask,
            text: String::new(),
            choices,
            values: std::collections::BTreeMap::new(),
        });
    }

    /// Lists a repair.
    pub(crate) fn repair(
        &mut self,
        rule: RepairRule,
        before: String,
        after: String,
        at: Option<At>,
    ) {
        self.repairs.push(Repair {
            rule,
            before,
            after,
            at,
        });
    }

    /// Where a slice stands.
    pub(crate) fn place(&self, slice: &Slice) -> Option<At> {
        let first = slice.glyphs.iter().find(|g| g.len > 0)?;
        self.source.place(first.from as usize)
    }
}

/// A term from a year and a half.
pub(crate) fn term(year: Option<i32>, half: Option<u8>) -> Option<Term> {
    let year = FiscalYear(year?);
    let part = match half {
        Some(1) => Part::Half(Half::First),
        Some(quarter @ 11..=14) => Part::Quarter(quarter - 10),
        Some(_) => Part::Half(Half::Second),
        None => Part::Whole,
    };
    Some(Term { year, part })
}

/// The kind a finding's marker tells by itself.
pub(crate) fn marker_kind(marker: Option<&Slice>) -> Option<FindingKind> {
    let c = marker?.folded().first().copied()?;
    crate::words::is(c, crate::words::Class::Note).then_some(FindingKind::Note)
}
