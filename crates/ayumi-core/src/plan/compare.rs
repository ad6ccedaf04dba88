//! How two states of a plan differ, item by item: what a 新旧対照表 says. Items are the same by
//! their id, whatever their label, title or place.

use std::collections::{HashMap, HashSet};

use super::{Item, ItemId, NamedText, Plan, printed};
use crate::review::{Direction, Indicator, Reported};

/// A part of a plan or an item that may differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The plan's name.
    PlanTitle,
    /// Its years.
    Period,
    /// 基本理念.
    Philosophy,
    /// 経営ビジョン.
    Vision,
    /// The names of its levels.
    Levels,
    /// The groupings across it.
    Groupings,
    /// Label and title of an item.
    Name,
    /// Below which item it stands.
    Place,
    /// Where it stands among its siblings, counted from 1.
    Order,
    /// Its level.
    Level,
    /// Its marks.
    Marks,
    /// Its sections.
    Sections,
    /// The sections that support them.
    Supporting,
    /// The groups it is in.
    Groups,
    /// What it goes with.
    Links,
    /// That it has ended.
    Retired,
    /// A text, by its name.
    Text(String),
    /// A text for the office alone, by its name.
    Internal(String),
    /// An indicator, by its name.
    Indicator(String),
    /// What is to happen when.
    Schedule,
}

/// A part that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differs {
    /// Which.
    pub part: Part,
    /// What it said.
    pub old: String,
    /// What it says.
    pub new: String,
}

/// How an item stands in the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Only in the new one.
    Added,
    /// Only in the old one.
    Gone,
    /// In both, and not the same.
    Changed,
}

/// An item, or the plan's head, that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference<'a> {
    /// The item; `None` = the head of the plan.
    pub item: Option<ItemId>,
    /// How.
    pub turn: Turn,
    /// It in the old one.
    pub old: Option<&'a Item>,
    /// It in the new one.
    pub new: Option<&'a Item>,
    /// The parts that differ; all that it says for one that is new or gone.
    pub parts: Vec<Differs>,
}

/// What differs between two states of a plan, in the order of the new one; what is gone stands
/// behind what it stood behind.
#[must_use]
pub fn differences<'a>(old: &'a Plan, new: &'a Plan) -> Vec<Difference<'a>> {
    let (mut was, mut is) = (Vec::new(), Vec::new());
    walk(&old.items, None, &mut was);
    walk(&new.items, None, &mut is);
    let before: HashMap<ItemId, &Spot<'a>> = was.iter().map(|one| (one.item.id, one)).collect();
    let after: HashSet<ItemId> = is.iter().map(|one| one.item.id).collect();
    // What is gone, by the item it stood behind that is still there.
    let mut gone: HashMap<Option<ItemId>, Vec<&Spot<'a>>> = HashMap::new();
    let mut behind = None;
    for one in &was {
        match after.contains(&one.item.id) {
            true => behind = Some(one.item.id),
            false => gone.entry(behind).or_default().push(one),
        }
    }
    let moved = moved(&was, &is);
    let mut found = Vec::new();
    let head = heads(old, new);
    if !head.is_empty() {
        found.push(Difference {
            item: None,
            turn: Turn::Changed,
            old: None,
            new: None,
            parts: head,
        });
    }
    let mut lost = |behind: Option<ItemId>, found: &mut Vec<Difference<'a>>| {
        for one in gone.remove(&behind).unwrap_or_default() {
            found.push(Difference {
                item: Some(one.item.id),
                turn: Turn::Gone,
                old: Some(one.item),
                new: None,
                parts: parts(Some(one), None),
            });
        }
    };
    lost(None, &mut found);
    for one in &is {
        let id = one.item.id;
        let other = before.get(&id).copied();
        let mut parts = parts(other, Some(one));
        parts.extend(moved.get(&id).map(reordered));
        if !parts.is_empty() {
            found.push(Difference {
                item: Some(id),
                turn: if other.is_some() {
                    Turn::Changed
                } else {
                    Turn::Added
                },
                old: other.map(|one| one.item),
                new: Some(one.item),
                parts,
            });
        }
        lost(Some(id), &mut found);
    }
    found
}

/// An item with the one above it.
struct Spot<'a> {
    above: Option<&'a Item>,
    item: &'a Item,
}

fn walk<'a>(items: &'a [Item], above: Option<&'a Item>, all: &mut Vec<Spot<'a>>) {
    for item in items {
        all.push(Spot { above, item });
        walk(&item.items, Some(item), all);
    }
}

fn reordered((old, new): &(usize, usize)) -> Differs {
    Differs {
        part: Part::Order,
        old: old.to_string(),
        new: new.to_string(),
    }
}

/// The items that stand elsewhere among the same siblings, with both places counted from 1: as few
/// as explain the new order.
fn moved(was: &[Spot<'_>], is: &[Spot<'_>]) -> HashMap<ItemId, (usize, usize)> {
    let rows = |spots: &[Spot<'_>]| {
        let mut rows: HashMap<Option<ItemId>, Vec<ItemId>> = HashMap::new();
        for spot in spots {
            let above = spot.above.map(|item| item.id);
            rows.entry(above).or_default().push(spot.item.id);
        }
        rows
    };
    let (was, is) = (rows(was), rows(is));
    let mut moved = HashMap::new();
    for (above, new) in &is {
        let Some(old) = was.get(above) else { continue };
        let places: HashMap<ItemId, usize> = (1..).zip(old).map(|(at, id)| (*id, at)).collect();
        let both = (1..).zip(new);
        let both: Vec<(usize, usize, ItemId)> = both
            .filter_map(|(at, id)| Some((*places.get(id)?, at, *id)))
            .collect();
        let kept = rising(&both.iter().map(|one| one.0).collect::<Vec<_>>());
        let others = both.iter().zip(kept).filter(|(_, kept)| !kept);
        moved.extend(others.map(|((old, new, id), _)| (*id, (*old, *new))));
    }
    moved
}

/// Which of these numbers make up a longest row that rises.
fn rising(numbers: &[usize]) -> Vec<bool> {
    // For each length the place of the smallest number that ends a row of it.
    let (mut ends, mut before): (Vec<usize>, _) = (Vec::new(), vec![None; numbers.len()]);
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before[at] = length.checked_sub(1).map(|last| ends[last]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut kept = vec![false; numbers.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        kept[at] = true;
        next = before[at];
    }
    kept
}

fn heads(old: &Plan, new: &Plan) -> Vec<Differs> {
    let period = |plan: &Plan| {
        plan.period
            .as_ref()
            .map(|one| one.text.clone())
            .unwrap_or_default()
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let pairs = [
        (Part::PlanTitle, old.title.clone(), new.title.clone()),
        (Part::Period, period(old), period(new)),
        (
            Part::Philosophy,
            text(&old.philosophy),
            text(&new.philosophy),
        ),
        (Part::Vision, text(&old.vision), text(&new.vision)),
        (Part::Levels, old.levels.join("\n"), new.levels.join("\n")),
        (Part::Groupings, groupings(old), groupings(new)),
    ];
    differing(pairs.into())
}

fn groupings(plan: &Plan) -> String {
    let lines = plan.groupings.iter().map(ToString::to_string);
    lines.collect::<Vec<_>>().join("\n")
}

fn groups(item: &Item) -> String {
    let lines = item.standing.groups.iter().map(ToString::to_string);
    lines.collect::<Vec<_>>().join("\n")
}

fn ended(item: &Item) -> String {
    let Some(retired) = &item.standing.retired else {
        return String::new();
    };
    let year = retired.year.map(|year| year.0.to_string());
    format!("{} {}", year.unwrap_or_default(), retired.reason)
        .trim()
        .to_owned()
}

fn differing(pairs: Vec<(Part, String, String)>) -> Vec<Differs> {
    let differs = pairs.into_iter().filter(|(_, old, new)| old != new);
    differs
        .map(|(part, old, new)| Differs { part, old, new })
        .collect()
}

fn parts(old: Option<&Spot<'_>>, new: Option<&Spot<'_>>) -> Vec<Differs> {
    let said = |spot: Option<&Spot<'_>>, of: &dyn Fn(&Item) -> String| {
        spot.map(|spot| of(spot.item)).unwrap_or_default()
    };
    let mut pairs = Vec::new();
    let mut pair = |part: Part, of: &dyn Fn(&Item) -> String| {
        pairs.push((part, said(old, of), said(new, of)));
    };
    pair(Part::Name, &name);
    pair(Part::Level, &|item| item.level.clone().unwrap_or_default());
    pair(Part::Marks, &|item| item.marks.join("、"));
    pair(Part::Sections, &|item| item.sections.join("\n"));
    pair(Part::Supporting, &|item| {
        item.standing.supporting.join("\n")
    });
    pair(Part::Groups, &groups);
    pair(Part::Links, &|item| {
        let links = item.standing.links.iter();
        let links = links.map(|link| link.text.as_str());
        links.collect::<Vec<_>>().join("\n")
    });
    pair(Part::Retired, &ended);
    texts(old, new, &mut pair);
    for title in names_of(old, new, |item| {
        item.indicators.iter().map(titled).collect()
    }) {
        let of = |item: &Item| {
            let all = item.indicators.iter().filter(|one| titled(one) == title);
            all.map(aimed).collect::<Vec<_>>().join("\n")
        };
        pair(Part::Indicator(title.clone()), &of);
    }
    pair(Part::Schedule, &|item| {
        let cells = item.schedule.iter().map(|cell| {
            let year = cell.term.map(|term| term.year.0.to_string());
            format!("{} {}", year.unwrap_or_default(), cell.text)
        });
        cells.collect::<Vec<_>>().join("\n")
    });
    // One that is new or gone stands where it stands; only one that moved is told to.
    if let (Some(old), Some(new)) = (old, new)
        && old.above.map(|one| one.id) != new.above.map(|one| one.id)
    {
        let above = |spot: &Spot<'_>| spot.above.map(name).unwrap_or_default();
        pairs.push((Part::Place, above(old), above(new)));
        // Two parents of one name are two places all the same.
        if above(old) == above(new) {
            let differs = |one: &Spot<'_>| {
                format!(
                    "{} ({})",
                    above(one),
                    one.above.map_or(String::new(), |item| item.id.to_string())
                )
            };
            let last = pairs.len() - 1;
            pairs[last] = (Part::Place, differs(old), differs(new));
        }
    }
    differing(pairs)
}

/// What an item says in a part.
type Says<'a> = &'a dyn Fn(&Item) -> String;

/// The texts by their names, those for the office alone behind the others.
fn texts(old: Option<&Spot<'_>>, new: Option<&Spot<'_>>, pair: &mut dyn FnMut(Part, Says<'_>)) {
    for internal in [false, true] {
        let is = |text: &&NamedText| text.internal == internal;
        for title in names_of(old, new, |item| {
            let texts = item.texts.iter().filter(is);
            texts.map(|text| text.name.clone()).collect()
        }) {
            let of = |item: &Item| {
                let texts = item.texts.iter().filter(is);
                let texts = texts.filter(|text| text.name == title);
                texts
                    .map(|text| text.text.as_str())
                    .collect::<Vec<_>>()
                    .join("\n")
            };
            let part = match internal {
                false => Part::Text(title.clone()),
                true => Part::Internal(title.clone()),
            };
            pair(part, &of);
        }
    }
}

fn name(item: &Item) -> String {
    printed(item.label.as_deref(), &item.title)
}

fn titled(indicator: &Indicator) -> String {
    indicator.name.clone().unwrap_or_default()
}

fn names_of(
    old: Option<&Spot<'_>>,
    new: Option<&Spot<'_>>,
    of: impl Fn(&Item) -> Vec<String>,
) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for spot in [new, old].into_iter().flatten() {
        for name in of(spot.item) {
            if !all.contains(&name) {
                all.push(name);
            }
        }
    }
    all
}

/// What is aimed at: baseline and targets by year. What was reached belongs to the review.
fn aimed(indicator: &Indicator) -> String {
    let value = |value: &Reported| {
        let year = value.term.map(|term| term.year.0.to_string());
        format!("{} {}", year.unwrap_or_default(), value.text)
            .trim()
            .to_owned()
    };
    let values = indicator.baseline.iter().chain(&indicator.targets);
    let mut lines: Vec<String> = values.map(value).collect();
    lines.extend(indicator.unit.clone());
    let way = indicator.definition.direction.map(|way| match way {
        Direction::Up => "↑",
        Direction::Down => "↓",
        Direction::Keep => "→",
    });
    lines.extend(way.map(str::to_owned));
    lines.join("\n")
}
