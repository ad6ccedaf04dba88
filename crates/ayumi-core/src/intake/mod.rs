//! Reading in: what becomes of a reading that a person accepts.

use std::collections::HashMap;

use ayumi_document::Notice;

use crate::interchange::{ReadFinding, ReadItem, ReadPlan, ReadRating, Reading};
use crate::matching::matching_key;
use crate::plan::{Finding, FindingId, Item, ItemId, Legend, Link, Plan, PlanId, Rating, RatingId};

crate::plan::id!(
    /// Identity of an intake: a file that was read and waits for a person.
    IntakeId
);

/// Brings the ids of a new plan. The caller owns clock and randomness.
pub trait Ids {
    /// A fresh UUIDv7.
    fn next(&mut self) -> uuid::Uuid;
}

/// Turns an accepted reading into a plan with ids. Text, order and places are taken over as read.
#[must_use]
pub fn accept(reading: &Reading, slug: &str, ids: &mut dyn Ids) -> Plan {
    accept_plan(&reading.plan, &reading.legends, slug, ids)
}

/// The same for one plan of a reading that holds several; the signs mean the same in all of them.
#[must_use]
pub fn accept_plan(read: &ReadPlan, legends: &[Legend], slug: &str, ids: &mut dyn Ids) -> Plan {
    let id = PlanId(ids.next());
    let mut plan = Plan {
        organization: read.organization.clone(),
        generation: read.generation,
        period: read.period.clone(),
        philosophy: read.philosophy.clone(),
        vision: read.vision.clone(),
        levels: read.levels.clone(),
        groupings: read.groupings.clone(),
        items: read.items.iter().map(|item| item_of(item, ids)).collect(),
        overall: read
            .overall
            .iter()
            .map(|finding| finding_of(finding, ids))
            .collect(),
        legends: legends.to_vec(),
        ..Plan::bare(id, slug.to_owned(), read.title.clone().unwrap_or_default())
    };
    Index::of(&plan).resolve(&mut plan, read);
    plan
}

/// How the items of a plan are named before they have ids that a document could know.
#[derive(Default)]
struct Index {
    /// Counted from 1 on every level: `1-2-3`.
    positions: HashMap<String, ItemId>,
    /// By the matching key of the label; `None` where several items have it.
    labels: HashMap<String, Option<ItemId>>,
    /// By the matching key of what a link to it is called; `None` where several are called so.
    called: HashMap<String, Option<ItemId>>,
}

impl Index {
    fn of(plan: &Plan) -> Self {
        let mut index = Self::default();
        index.add(&plan.items, (&plan.title, ""));
        index
    }

    fn add(&mut self, items: &[Item], (plan, above): (&str, &str)) {
        for (number, item) in (1_usize..).zip(items) {
            let position = if above.is_empty() {
                number.to_string()
            } else {
                format!("{above}-{number}")
            };
            self.add(&item.items, (plan, &position));
            let called = self.called.entry(matching_key(&Link::name_of(plan, item)));
            called.and_modify(|id| *id = None).or_insert(Some(item.id));
            self.positions.insert(position, item.id);
            if let Some(label) = &item.label {
                let named = self.labels.entry(matching_key(label));
                named.and_modify(|id| *id = None).or_insert(Some(item.id));
            }
        }
    }

    /// Gives findings and references the ids of the items they name. What leads nowhere, or to
    /// several items, stays words.
    fn resolve(&self, plan: &mut Plan, read: &ReadPlan) {
        let confirmed = read.unmentioned.iter();
        plan.unmentioned = confirmed
            .filter_map(|at| self.positions.get(at).copied())
            .collect();
        self.point(&mut plan.overall, &read.overall);
        self.point_items(&mut plan.items, &read.items);
        self.link(plan.id, &mut plan.items);
    }

    /// A published plan prints its links as words: what names an item of the plan itself leads to it
    /// again.
    fn link(&self, plan: PlanId, items: &mut [Item]) {
        for item in items {
            for link in &mut item.standing.links {
                let found = self.called.get(&matching_key(&link.text));
                if let Some(Some(found)) = found {
                    (link.plan, link.item) = (Some(plan), Some(*found));
                }
            }
            self.link(plan, &mut item.items);
        }
    }

    fn point_items(&self, items: &mut [Item], read: &[ReadItem]) {
        for (item, read) in items.iter_mut().zip(read) {
            self.point(&mut item.findings, &read.findings);
            self.point_items(&mut item.items, &read.items);
        }
    }

    fn point(&self, findings: &mut [Finding], read: &[ReadFinding]) {
        for (finding, read) in findings.iter_mut().zip(read) {
            let found = read.about.iter().filter_map(|at| self.positions.get(at));
            finding.about = found.copied().collect();
            for (number, reference) in (1_usize..).zip(&mut finding.refs) {
                let by_position = read.leads_to.get(&number);
                let by_position = by_position.and_then(|at| self.positions.get(at).copied());
                let by_label = || {
                    let key = matching_key(reference.label.as_deref()?);
                    *self.labels.get(&key)?
                };
                reference.target = by_position.or_else(by_label);
            }
        }
    }
}

/// What is odd about the plan of a reading without being wrong ([`Plan::notices`]): labels repeated
/// or missing, titles repeated, a reversed period, terms outside it. A recogniser adds these to
/// what it noticed itself.
#[must_use]
pub fn notices(reading: &Reading) -> Vec<Notice> {
    /// A plan that is only looked at needs no identities.
    struct NoIds;

    impl Ids for NoIds {
        fn next(&mut self) -> uuid::Uuid {
            uuid::Uuid::nil()
        }
    }

    accept(reading, "", &mut NoIds).notices()
}

fn item_of(read: &ReadItem, ids: &mut dyn Ids) -> Item {
    Item {
        id: ItemId(ids.next()),
        level: read.level.clone(),
        label: read.label.clone(),
        title: read.title.clone(),
        marks: read.marks.clone(),
        texts: read.texts.clone(),
        sections: read.sections.clone(),
        standing: read.standing.clone(),
        schedule: read.schedule.clone(),
        indicators: read.indicators.clone(),
        ratings: read
            .ratings
            .iter()
            .map(|rating| rating_of(rating, ids))
            .collect(),
        findings: read
            .findings
            .iter()
            .map(|finding| finding_of(finding, ids))
            .collect(),
        items: read.items.iter().map(|item| item_of(item, ids)).collect(),
        at: read.at.clone(),
    }
}

fn finding_of(read: &ReadFinding, ids: &mut dyn Ids) -> Finding {
    Finding {
        id: FindingId(ids.next()),
        kind: read.kind,
        marker: read.marker.clone(),
        text: read.text.clone(),
        refs: read.refs.clone(),
        // Positions become ids when every item has one.
        about: Vec::new(),
        at: read.at.clone(),
    }
}

fn rating_of(read: &ReadRating, ids: &mut dyn Ids) -> Rating {
    Rating {
        id: RatingId(ids.next()),
        stage: read.stage.clone(),
        axis: read.axis.clone(),
        term: read.term,
        section: read.section.clone(),
        grade: read.grade.clone(),
        text: read.text.clone(),
        date: read.date.clone(),
        person: read.person.clone(),
    }
}
