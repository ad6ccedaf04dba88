//! Reading in: what becomes of a reading that a person accepts.

use std::collections::HashMap;

use ayumi_document::Notice;

use crate::interchange::{ReadFinding, ReadItem, ReadPlan, ReadRating, Reading};
use crate::plan::{Finding, FindingId, Item, ItemId, Plan, PlanId, Rating, RatingId};

/// Brings the ids of a new plan. The caller owns clock and randomness.
pub trait Ids {
    /// A fresh UUIDv7.
    fn next(&mut self) -> uuid::Uuid;
}

/// Turns an accepted reading into a plan with ids. Text, order and places are taken over as read.
#[must_use]
pub fn accept(reading: &Reading, slug: &str, ids: &mut dyn Ids) -> Plan {
    let read = &reading.plan;
    let mut plan = Plan {
        id: PlanId(ids.next()),
        slug: slug.to_owned(),
        organization: read.organization.clone(),
        title: read.title.clone().unwrap_or_default(),
        generation: read.generation,
        period: read.period.clone(),
        philosophy: read.philosophy.clone(),
        vision: read.vision.clone(),
        levels: read.levels.clone(),
        items: read.items.iter().map(|item| item_of(item, ids)).collect(),
        overall: read
            .overall
            .iter()
            .map(|finding| finding_of(finding, ids))
            .collect(),
        legends: reading.legends.clone(),
        lineage: Vec::new(),
    };
    resolve_about(&mut plan, read);
    plan
}

/// Gives the findings the ids of the items whose positions they name. A position that leads nowhere
/// names no item.
fn resolve_about(plan: &mut Plan, read: &ReadPlan) {
    let mut positions = HashMap::new();
    index(&plan.items, "", &mut positions);
    point(&mut plan.overall, &read.overall, &positions);
    point_items(&mut plan.items, &read.items, &positions);
}

/// The position of every item, counted from 1 on every level.
fn index(items: &[Item], above: &str, positions: &mut HashMap<String, ItemId>) {
    for (number, item) in (1_usize..).zip(items) {
        let position = if above.is_empty() {
            number.to_string()
        } else {
            format!("{above}-{number}")
        };
        index(&item.items, &position, positions);
        positions.insert(position, item.id);
    }
}

fn point_items(items: &mut [Item], read: &[ReadItem], positions: &HashMap<String, ItemId>) {
    for (item, read) in items.iter_mut().zip(read) {
        point(&mut item.findings, &read.findings, positions);
        point_items(&mut item.items, &read.items, positions);
    }
}

fn point(findings: &mut [Finding], read: &[ReadFinding], positions: &HashMap<String, ItemId>) {
    for (finding, read) in findings.iter_mut().zip(read) {
        let found = read.about.iter().filter_map(|at| positions.get(at));
        finding.about = found.copied().collect();
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
