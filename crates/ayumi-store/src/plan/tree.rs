//! From rows back to a plan.

use std::collections::HashMap;
use std::hash::Hash;

use ayumi_core::plan::{
    Finding, FindingId, FindingKind, FiscalYear, Half, Indicator, Item, ItemId, Legend,
    LineageEdge, NamedText, Part, Period, Plan, PlanId, Rating, RatingId, Reference, Reported,
    ScheduleCell, Term,
};
use ayumi_document::At;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::rows::Rows;
use crate::error::StoreError;
use crate::table::{
    finding, finding_about, finding_ref, indicator, item, item_mark, item_section, item_text, plan,
    rating, reported_value, schedule_cell, to_u32,
};

/// The rows of a plan by their owner, each list in its order.
struct Owned {
    items: HashMap<Option<Uuid>, Vec<item::Model>>,
    marks: HashMap<Uuid, Vec<item_mark::Model>>,
    texts: HashMap<Uuid, Vec<item_text::Model>>,
    sections: HashMap<Uuid, Vec<item_section::Model>>,
    cells: HashMap<Uuid, Vec<schedule_cell::Model>>,
    indicators: HashMap<Uuid, Vec<indicator::Model>>,
    values: HashMap<(Uuid, i32), Vec<reported_value::Model>>,
    ratings: HashMap<Uuid, Vec<rating::Model>>,
    findings: HashMap<Option<Uuid>, Vec<finding::Model>>,
    refs: HashMap<Uuid, Vec<finding_ref::Model>>,
    abouts: HashMap<Uuid, Vec<finding_about::Model>>,
}

/// Grows the plan from its head and rows.
pub(super) fn plant(head: plan::Model, rows: Rows) -> Result<Plan, StoreError> {
    let mut owned = Owned {
        items: by(rows.items, |row| row.parent_id),
        marks: by(rows.marks, |row| row.item_id),
        texts: by(rows.texts, |row| row.item_id),
        sections: by(rows.sections, |row| row.item_id),
        cells: by(rows.cells, |row| row.item_id),
        indicators: by(rows.indicators, |row| row.item_id),
        values: by(rows.values, |row| (row.item_id, row.indicator)),
        ratings: by(rows.ratings, |row| row.item_id),
        findings: by(rows.findings, |row| row.item_id),
        refs: by(rows.refs, |row| row.finding_id),
        abouts: by(rows.abouts, |row| row.finding_id),
    };
    let legends = rows.legends.into_iter().map(|row| {
        Ok(Legend {
            symbol: row.symbol,
            meaning: row.meaning,
            of: row.axis,
            order: row.rank.map(|rank| to_u32("legend", rank)).transpose()?,
            at: place(row.place)?,
        })
    });
    let edges = rows.lineage.into_iter().map(|row| LineageEdge {
        from: ItemId(row.from_id),
        to: ItemId(row.to_id),
        verdict: row.verdict,
    });
    let unmentioned = rows.unmentioned.into_iter().map(|row| ItemId(row.item_id));
    Ok(Plan {
        id: PlanId(head.id),
        generation: generation(&head)?,
        period: period(&head),
        slug: head.slug,
        organization: head.organization,
        title: head.title,
        philosophy: head.philosophy,
        vision: head.vision,
        levels: rows.levels.into_iter().map(|row| row.name).collect(),
        groupings: said(head.groupings.as_deref(), "grouping")?,
        numbering: said(head.numbering.as_deref(), "numbering")?,
        items: items(&mut owned, None)?,
        overall: findings(&mut owned, None)?,
        legends: legends.collect::<Result<_, StoreError>>()?,
        lineage: edges.collect(),
        unmentioned: unmentioned.collect(),
    })
}

/// What a column of JSON says; nothing said is nothing there.
fn said<T: Default + DeserializeOwned>(
    text: Option<&str>,
    what: &'static str,
) -> Result<T, StoreError> {
    let read = |text| serde_json::from_str(text).map_err(|e| StoreError::unreadable(what, e));
    text.map_or_else(|| Ok(T::default()), read)
}

/// 第n次 of a head.
pub(super) fn generation(head: &plan::Model) -> Result<Option<u32>, StoreError> {
    head.generation
        .map(|count| to_u32("plan", count))
        .transpose()
}

/// The years of a head.
pub(super) fn period(head: &plan::Model) -> Option<Period> {
    Some(Period {
        from: FiscalYear(head.period_from?),
        to: head.period_to.map(FiscalYear),
        text: head.period_text.clone()?,
    })
}

fn by<K: Eq + Hash, R>(rows: Vec<R>, key: impl Fn(&R) -> K) -> HashMap<K, Vec<R>> {
    let mut owned: HashMap<K, Vec<R>> = HashMap::new();
    for row in rows {
        owned.entry(key(&row)).or_default().push(row);
    }
    owned
}

/// Takes what belongs to an owner.
fn take<K: Eq + Hash, R>(owned: &mut HashMap<K, Vec<R>>, key: &K) -> Vec<R> {
    owned.remove(key).unwrap_or_default()
}

fn items(owned: &mut Owned, parent: Option<Uuid>) -> Result<Vec<Item>, StoreError> {
    take(&mut owned.items, &parent)
        .into_iter()
        .map(|row| item(owned, row))
        .collect()
}

fn item(owned: &mut Owned, row: item::Model) -> Result<Item, StoreError> {
    let id = row.id;
    let texts = take(&mut owned.texts, &id).into_iter();
    let ratings = take(&mut owned.ratings, &id).into_iter();
    Ok(Item {
        id: ItemId(id),
        level: row.level,
        label: row.label,
        title: row.title,
        marks: take(&mut owned.marks, &id)
            .into_iter()
            .map(|row| row.mark)
            .collect(),
        texts: texts
            .map(|row| NamedText {
                name: row.name,
                text: row.words,
                internal: row.internal == Some(1),
            })
            .collect(),
        sections: take(&mut owned.sections, &id)
            .into_iter()
            .map(|row| row.section)
            .collect(),
        standing: said(row.standing.as_deref(), "standing")?,
        schedule: take(&mut owned.cells, &id)
            .into_iter()
            .map(cell)
            .collect::<Result<_, _>>()?,
        indicators: take(&mut owned.indicators, &id)
            .into_iter()
            .map(|row| indicator(owned, row))
            .collect::<Result<_, _>>()?,
        ratings: ratings.map(rating).collect::<Result<_, _>>()?,
        findings: findings(owned, Some(id))?,
        items: items(owned, Some(id))?,
        at: place(row.place)?,
    })
}

fn cell(row: schedule_cell::Model) -> Result<ScheduleCell, StoreError> {
    let to = match (row.until_year, row.until_open) {
        (Some(year), _) => Some(Some(FiscalYear(year))),
        (None, 0) => None,
        (None, _) => Some(None),
    };
    Ok(ScheduleCell {
        term: term(row.year, row.half, row.quarter)?,
        to,
        section: row.section,
        text: row.words,
    })
}

fn indicator(owned: &mut Owned, row: indicator::Model) -> Result<Indicator, StoreError> {
    let mut indicator = Indicator {
        name: row.name,
        unit: row.unit,
        definition: said(row.definition.as_deref(), "definition")?,
        ..Indicator::default()
    };
    for value in take(&mut owned.values, &(row.item_id, row.position)) {
        let reported = Reported {
            term: term(value.year, value.half, value.quarter)?,
            section: value.section,
            text: value.words,
            number: value.number,
        };
        match value.kind.as_str() {
            "baseline" => indicator.baseline = Some(reported),
            "target" => indicator.targets.push(reported),
            "actual" => indicator.actuals.push(reported),
            other => return Err(StoreError::unreadable("value", format!("kind {other}"))),
        }
    }
    Ok(indicator)
}

fn rating(row: rating::Model) -> Result<Rating, StoreError> {
    Ok(Rating {
        id: RatingId(row.id),
        stage: row.stage,
        axis: row.axis,
        term: term(row.year, row.half, row.quarter)?,
        section: row.section,
        grade: row.grade,
        text: row.words,
        date: row.given_on,
        person: row.person,
    })
}

fn findings(owned: &mut Owned, owner: Option<Uuid>) -> Result<Vec<Finding>, StoreError> {
    take(&mut owned.findings, &owner)
        .into_iter()
        .map(|row| finding(owned, row))
        .collect()
}

fn finding(owned: &mut Owned, row: finding::Model) -> Result<Finding, StoreError> {
    let refs = take(&mut owned.refs, &row.id).into_iter().map(|row| {
        Ok(Reference {
            page: row.page.map(|page| to_u32("reference", page)).transpose()?,
            label: row.label,
            target: row.target_id.map(ItemId),
        })
    });
    let abouts = take(&mut owned.abouts, &row.id).into_iter();
    Ok(Finding {
        id: FindingId(row.id),
        kind: kind(&row.kind)?,
        marker: row.marker,
        text: row.words,
        refs: refs.collect::<Result<_, StoreError>>()?,
        about: abouts.map(|row| ItemId(row.item_id)).collect(),
        at: place(row.place)?,
    })
}

fn kind(name: &str) -> Result<FindingKind, StoreError> {
    Ok(match name {
        "result" => FindingKind::Result,
        "reflection" => FindingKind::Reflection,
        "mixed" => FindingKind::Mixed,
        "note" => FindingKind::Note,
        "unclassified" => FindingKind::Unclassified,
        other => return Err(StoreError::unreadable("finding", format!("kind {other}"))),
    })
}

fn term(
    year: Option<i32>,
    half: Option<i32>,
    quarter: Option<i32>,
) -> Result<Option<Term>, StoreError> {
    let Some(year) = year else { return Ok(None) };
    let part = match (half, quarter) {
        (None, None) => Part::Whole,
        (Some(1), None) => Part::Half(Half::First),
        (Some(2), None) => Part::Half(Half::Second),
        (None, Some(quarter @ 1..=4)) => Part::Quarter(quarter.unsigned_abs() as u8),
        other => return Err(StoreError::unreadable("term", format!("{other:?}"))),
    };
    Ok(Some(Term {
        year: FiscalYear(year),
        part,
    }))
}

fn place(text: Option<String>) -> Result<Option<At>, StoreError> {
    text.map(|text| {
        serde_json::from_str(&text).map_err(|error| StoreError::unreadable("place", error))
    })
    .transpose()
}
