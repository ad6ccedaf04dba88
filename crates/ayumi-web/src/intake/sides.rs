//! What a plan says of one thing, line by line: one side of a comparison.

use ayumi_core::newer::{Field, Thing};
use ayumi_core::plan::{Finding, FindingId, Item, ItemId, Legend, Plan, Rating};
use ayumi_document::At;
use ayumi_locale::key;

use crate::plan::item::{Timed, indicator, path_to, rated, scheduled};
use crate::review::finding::{kind_mark, name_of};
use crate::words::Words;

/// How many items are listed of one that is new or gone as a whole; the rest is counted.
const LISTED: usize = 30;

/// What `plan` says of `thing`; nothing where it has no such thing.
pub fn side(w: Words, plan: &Plan, thing: Thing) -> Vec<String> {
    match thing {
        Thing::Head(field) => head(w, plan, field),
        Thing::Of(id, field) => item_of(plan, id).map_or_else(Vec::new, |item| match field {
            Field::Parent => vec![parent(w, plan, id)],
            _ => of_item(w, item, field),
        }),
        Thing::Item(id) => item_of(plan, id).map_or_else(Vec::new, |item| whole(w, item)),
        Thing::Finding(of, id) => {
            let found = finding_of(plan, of, id);
            found.map_or_else(Vec::new, |one| vec![finding(w, one)])
        }
        Thing::Rating(of, id) => {
            let item = item_of(plan, of);
            let found = item.and_then(|item| item.ratings.iter().find(|one| one.id == id));
            found.map_or_else(Vec::new, |one| vec![rating(w, one)])
        }
    }
}

/// An item of a plan.
pub fn item_of(plan: &Plan, id: ItemId) -> Option<&Item> {
    path_to(&plan.items, id)?.pop()
}

fn head(w: Words, plan: &Plan, field: Field) -> Vec<String> {
    let one = |text: &Option<String>| text.as_deref().map(text_lines).unwrap_or_default();
    match field {
        Field::Title => text_lines(&plan.title),
        Field::Organization => one(&plan.organization),
        Field::Generation => {
            let words = |number| w.v(key::WEB_PLAN_GENERATION_VALUE, "number", number);
            plan.generation.map(words).into_iter().collect()
        }
        Field::Period => plan.period.iter().map(|period| w.period(period)).collect(),
        Field::Philosophy => one(&plan.philosophy),
        Field::Vision => one(&plan.vision),
        Field::Levels => plan.levels.clone(),
        Field::Legends => plan.legends.iter().map(legend).collect(),
        Field::Order => plan.items.iter().map(name_of).collect(),
        _ => Vec::new(),
    }
}

fn legend(legend: &Legend) -> String {
    match &legend.of {
        Some(of) => format!("{} = {} [{of}]", legend.symbol, legend.meaning),
        None => format!("{} = {}", legend.symbol, legend.meaning),
    }
}

fn of_item(w: Words, item: &Item, field: Field) -> Vec<String> {
    match field {
        Field::Title => text_lines(&item.title),
        Field::Label => item.label.iter().cloned().collect(),
        Field::Level => item.level.iter().cloned().collect(),
        Field::Marks => item.marks.clone(),
        Field::Sections => item.sections.clone(),
        Field::Texts => {
            let text = |one: &ayumi_core::plan::NamedText| {
                let name = (!one.name.is_empty()).then(|| one.name.clone());
                name.into_iter().chain(text_lines(&one.text))
            };
            item.texts.iter().flat_map(text).collect()
        }
        Field::Schedule => {
            let cells = item.schedule.iter();
            cells.map(|cell| timed(&scheduled(w, cell))).collect()
        }
        Field::Indicators => {
            let lines = |one| indicator_lines(w, one);
            item.indicators.iter().flat_map(lines).collect()
        }
        Field::Order => item.items.iter().map(name_of).collect(),
        _ => Vec::new(),
    }
}

fn text_lines(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(str::to_owned).collect()
}

/// When, who, what; without what is empty.
fn timed(one: &Timed) -> String {
    let section = one.section.as_deref().unwrap_or_default();
    joined(&[&one.when, section, &one.text])
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<_> = parts
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect();
    parts.join(" ")
}

fn indicator_lines(w: Words, one: &ayumi_core::plan::Indicator) -> Vec<String> {
    let view = indicator(w, one);
    let unit = view.unit.as_deref();
    let unit = unit.map(|unit| w.v(key::WEB_INDICATOR_UNIT, "unit", unit));
    let mut lines = vec![format!("{}{}", view.name, unit.unwrap_or_default())];
    if let Some(baseline) = &view.baseline {
        let word = w.t(key::WEB_INDICATOR_BASELINE);
        lines.push(joined(&[&word, &timed(baseline)]));
    }
    for row in &view.values {
        let sides = [
            (key::WEB_INDICATOR_TARGET, &row.target),
            (key::WEB_INDICATOR_ACTUAL, &row.actual),
        ];
        let told = sides.into_iter().filter(|(_, text)| !text.is_empty());
        lines.extend(told.map(|(word, text)| joined(&[&row.when, &w.t(word), text])));
    }
    lines
}

/// The item above, or that it stands at the top.
fn parent(w: Words, plan: &Plan, id: ItemId) -> String {
    let path = path_to(&plan.items, id).unwrap_or_default();
    let above = path.len().checked_sub(2).and_then(|place| path.get(place));
    above.map_or_else(|| w.t(key::WEB_NEWER_TOP), |item| name_of(item))
}

/// An item with those below it, one in each line.
fn whole(w: Words, item: &Item) -> Vec<String> {
    fn walk(item: &Item, depth: usize, lines: &mut Vec<String>) {
        lines.push(format!("{}{}", "\u{3000}".repeat(depth), name_of(item)));
        for below in &item.items {
            walk(below, depth + 1, lines);
        }
    }
    let mut lines = Vec::new();
    walk(item, 0, &mut lines);
    if lines.len() > LISTED {
        let rest = lines.len() - LISTED;
        lines.truncate(LISTED);
        lines.push(w.v(key::WEB_AND_MORE, "count", rest));
    }
    lines
}

fn finding_of(plan: &Plan, of: Option<ItemId>, id: FindingId) -> Option<&Finding> {
    let findings = match of {
        None => &plan.overall,
        Some(item) => &item_of(plan, item)?.findings,
    };
    findings.iter().find(|one| one.id == id)
}

fn finding(w: Words, finding: &Finding) -> String {
    let refs = finding.refs.iter().map(|one| match (&one.label, one.page) {
        (Some(label), _) => label.clone(),
        (None, Some(page)) => w.place(At::Page { page }),
        (None, None) => String::new(),
    });
    let refs: Vec<_> = refs.collect();
    let marker = finding.marker.as_deref().unwrap_or_default();
    let kind = kind_mark(w, finding.kind).word;
    joined(&[&kind, marker, &finding.text, &refs.join(" ")])
}

fn rating(w: Words, one: &Rating) -> String {
    let view = rated(w, one);
    let rating = &view.rating;
    joined(&[
        &view.when,
        rating.stage.as_deref().unwrap_or_default(),
        rating.axis.as_deref().unwrap_or_default(),
        &rating.grade,
        rating.text.as_deref().unwrap_or_default(),
    ])
}
