//! What a tree must hold to be a plan Ayumi keeps, and what is odd about it without being wrong.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_document::{At, Notice, Rule, Severity};
use uuid::Uuid;

use super::label::sequence;
use super::{Finding, FiscalYear, Item, ItemId, MAX_ITEMS, MAX_LEVELS, Plan, Problem};
use crate::matching::matching_key;

impl Plan {
    /// Everything that keeps this tree from being a plan; empty for a sound one.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut survey = Survey::default();
        survey.ids.push(self.id.0);
        survey.findings(&self.overall);
        survey.items(&self.items, 1);
        let mut problems = Vec::new();
        if self.title.trim().is_empty() {
            problems.push(Problem::NoTitle);
        }
        let levels = survey.depth.max(self.levels.len());
        if levels > MAX_LEVELS {
            problems.push(Problem::TooDeep(levels));
        }
        if survey.known.len() > MAX_ITEMS {
            problems.push(Problem::TooMany(survey.known.len()));
        }
        let mut seen = BTreeSet::new();
        let twice: BTreeSet<Uuid> = survey
            .ids
            .into_iter()
            .filter(|id| !seen.insert(*id))
            .collect();
        problems.extend(twice.into_iter().map(Problem::RepeatedId));
        let named = survey
            .named
            .into_iter()
            .chain(self.lineage.iter().map(|edge| edge.to))
            .chain(self.unmentioned.iter().copied());
        let known: BTreeSet<ItemId> = survey.known.into_iter().collect();
        let unknown: BTreeSet<ItemId> = named.filter(|id| !known.contains(id)).collect();
        problems.extend(unknown.into_iter().map(Problem::UnknownItem));
        problems
    }

    /// The first of [`Plan::problems`].
    ///
    /// # Errors
    /// The problem, when there is one.
    pub fn check(&self) -> Result<(), Problem> {
        self.problems().into_iter().next().map_or(Ok(()), Err)
    }

    /// What is odd and may be right: labels repeated, missing or falling, titles repeated among
    /// siblings, a period that ends before it begins, terms outside the period. Never a refusal.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        if let Some(period) = &self.period
            && let Some(to) = period.to
            && to < period.from
        {
            notices.push(
                Notice::new(Rule::PeriodReversed, Severity::Warning, None)
                    .with("value", period.text.clone())
                    .with("first", period.from.0.to_string())
                    .with("last", to.0.to_string()),
            );
        }
        self.look_at(&self.items, &mut notices);
        notices
    }

    fn look_at(&self, items: &[Item], notices: &mut Vec<Notice>) {
        notices.extend(sibling_notices(items.iter().map(|item| Sibling {
            label: item.label.as_deref(),
            title: &item.title,
            at: item.at.as_ref(),
        })));
        for item in items {
            self.look_at_terms(item, notices);
            self.look_at(&item.items, notices);
        }
    }

    /// One notice for each year of an item that the plan does not cover. The year before the plan
    /// is where baselines and first judgements lie; it is no surprise.
    fn look_at_terms(&self, item: &Item, notices: &mut Vec<Notice>) {
        let Some(period) = &self.period else { return };
        let usual = |year: FiscalYear| period.covers(year) || year.0 + 1 == period.from.0;
        let planned = item.schedule.iter().filter_map(|cell| cell.term);
        let aimed = item
            .indicators
            .iter()
            .flat_map(|one| &one.targets)
            .filter_map(|one| one.term);
        let years: BTreeSet<FiscalYear> = planned.chain(aimed).map(|term| term.year).collect();
        for year in years.into_iter().filter(|year| !usual(*year)) {
            notices.push(
                Notice::new(Rule::TermOutsidePeriod, Severity::Warning, item.at.clone())
                    .with("value", item.title.clone())
                    .with("year", year.0.to_string()),
            );
        }
    }
}

/// Collects ids and depths in one walk.
#[derive(Default)]
struct Survey {
    ids: Vec<Uuid>,
    known: Vec<ItemId>,
    named: Vec<ItemId>,
    depth: usize,
}

impl Survey {
    fn items(&mut self, items: &[Item], depth: usize) {
        if !items.is_empty() {
            self.depth = self.depth.max(depth);
        }
        for item in items {
            self.ids.push(item.id.0);
            self.known.push(item.id);
            self.ids
                .extend(item.ratings.iter().map(|rating| rating.id.0));
            self.findings(&item.findings);
            self.items(&item.items, depth + 1);
        }
    }

    fn findings(&mut self, findings: &[Finding]) {
        for finding in findings {
            self.ids.push(finding.id.0);
            self.named.extend(&finding.about);
            self.named
                .extend(finding.refs.iter().filter_map(|one| one.target));
        }
    }
}

/// An item as its neighbours see it.
#[derive(Clone, Copy, Debug)]
pub struct Sibling<'a> {
    /// Printed label.
    pub label: Option<&'a str>,
    /// Title.
    pub title: &'a str,
    /// Where it stands.
    pub at: Option<&'a At>,
}

/// What is odd about the children of one parent: labels repeated, missing, falling (numbered
/// levels only, bullets never), titles that differ in nothing but width, blanks and long marks.
#[must_use]
pub fn sibling_notices<'a>(siblings: impl IntoIterator<Item = Sibling<'a>>) -> Vec<Notice> {
    let siblings: Vec<Sibling<'a>> = siblings.into_iter().collect();
    let labels = sequence(siblings.iter().map(|one| one.label));
    let notice = |rule, severity, at: usize| {
        let one = siblings[at];
        Notice::new(rule, severity, one.at.cloned())
            .with("label", one.label.unwrap_or_default())
            .with("value", one.title)
    };
    let mut found: Vec<(usize, Notice)> = Vec::new();
    for (rule, severity, places) in [
        (Rule::LabelRepeated, Severity::Warning, labels.repeated),
        (Rule::LabelGap, Severity::Info, labels.gaps),
        (Rule::LabelOrder, Severity::Info, labels.falling),
    ] {
        found.extend(
            places
                .into_iter()
                .map(|at| (at, notice(rule, severity, at))),
        );
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (at, one) in siblings.iter().enumerate() {
        let key = matching_key(one.title);
        if key.is_empty() {
            continue;
        }
        if let Some(first) = seen.get(&key) {
            let told = notice(Rule::TitleRepeated, Severity::Warning, at);
            found.push((at, told.with("first", siblings[*first].title)));
        } else {
            seen.insert(key, at);
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, notice)| notice).collect()
}
