//! What a person corrects in a reading of its own accord, without being asked: names of levels and
//! items, the place of an item in the tree, texts left over, kinds of findings, meanings of signs.
//!
//! An item is named by where the reading had it when it was made ([`Origin`]): that stays true
//! whatever was answered or moved meanwhile, and in whatever order.

use ayumi_core::interchange::{ReadFinding, ReadItem, ReadPlan, Reading};
use ayumi_core::plan::Legend;
use ayumi_document::{At, Unplaced};

use super::correction::{Becomes, Below, Correction, CorrectionError, Origin, Step};
use super::moves::{follow_levels, moved};
use super::spot::{item_of, list_of, plan_of, walk};
/// More levels than this no plan has (`ayumi/reading@1`: 1–8 levels).
const LEVELS: usize = 8;

/// The items and texts of a reading after answers and corrections, by their names for further
/// corrections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// For each plan of the file its items in reading order.
    pub items: Vec<Vec<Origin>>,
    /// The positions in the reading as made of the texts still without a place, in their order.
    pub texts: Vec<usize>,
}

/// Gives every item its name; it rides along as the last of its marks until [`take_names`].
pub(super) fn give_names(reading: &mut Reading) {
    for part in 0..=reading.more_plans.len() {
        if let Some(plan) = plan_of(reading, part) {
            super::moves::each(&mut plan.items, "", &mut |item, position| {
                item.marks.push(Origin::read(part, position).0);
            });
        }
    }
}

/// Takes the names off again; `as_made` is the reading before anything was answered.
pub(super) fn take_names(reading: &mut Reading, as_made: &Reading) -> Origins {
    let mut items = Vec::new();
    for part in 0..=reading.more_plans.len() {
        let mut names = Vec::new();
        if let Some(plan) = plan_of(reading, part) {
            super::moves::each(&mut plan.items, "", &mut |item, _| {
                names.push(Origin(item.marks.pop().unwrap_or_default()));
            });
        }
        items.push(names);
    }
    // What was taken left the order of the rest as it was.
    let mut left = reading.unplaced.iter().peekable();
    let made = as_made.unplaced.iter().enumerate();
    let texts = made
        .filter(|(_, one)| left.next_if_eq(one).is_some())
        .map(|(number, _)| number)
        .collect();
    Origins { items, texts }
}

/// Makes a correction in a reading whose items carry their names.
pub(super) fn correct(
    reading: &mut Reading,
    as_made: &Reading,
    correction: &Correction,
) -> Result<(), CorrectionError> {
    use CorrectionError as E;
    match correction {
        Correction::Level { part, from, to } => {
            let plan = plan_of(reading, *part).ok_or(E::Gone)?;
            rename_level(plan, from, to)
        }
        Correction::Depth { part, depth, name } => {
            let plan = plan_of(reading, *part).ok_or(E::Gone)?;
            name_level(plan, *depth, name)
        }
        Correction::Name { item, label, title } => {
            if title.is_empty() && label.is_none() {
                return Err(E::NoName);
            }
            let item = found(reading, item)?;
            item.label.clone_from(label);
            item.title.clone_from(title);
            Ok(())
        }
        Correction::Step { item, step } => go(reading, item, *step),
        Correction::Move { item, below } => put_below(reading, item, below),
        Correction::Take {
            text,
            below,
            becomes,
        } => take(reading, as_made, *text, (below, becomes)),
        Correction::Kind { of, number, kind } => {
            let findings = match of {
                Below::Top(part) => &mut plan_of(reading, *part).ok_or(E::Gone)?.overall,
                Below::Item(item) => &mut found(reading, item)?.findings,
            };
            findings.get_mut(*number).ok_or(E::Gone)?.kind = *kind;
            Ok(())
        }
        Correction::Meaning {
            symbol,
            of,
            meaning,
        } => {
            say_meaning(&mut reading.legends, symbol, of.as_ref(), meaning);
            Ok(())
        }
    }
}

fn rename_level(plan: &mut ReadPlan, from: &str, to: &str) -> Result<(), CorrectionError> {
    use CorrectionError as E;
    if to.is_empty() {
        return Err(E::NoName);
    }
    if from != to && plan.levels.iter().any(|level| level == to) {
        return Err(E::LevelTaken);
    }
    let level = plan.levels.iter_mut().find(|level| *level == from);
    to.clone_into(level.ok_or(E::Gone)?);
    super::moves::each(&mut plan.items, "", &mut |item, _| {
        if item.level.as_deref() == Some(from) {
            item.level = Some(to.to_owned());
        }
    });
    Ok(())
}

/// Gives the items of a depth that have no level one of this name.
fn name_level(plan: &mut ReadPlan, depth: usize, name: &str) -> Result<(), CorrectionError> {
    use CorrectionError as E;
    if name.is_empty() {
        return Err(E::NoName);
    }
    if plan.levels.iter().any(|level| level == name) {
        return Err(E::LevelTaken);
    }
    let (mut above, mut named) = (0, false);
    let levels = &plan.levels;
    super::moves::each(&mut plan.items, "", &mut |item, position| {
        let own = position.split('-').count();
        let known = levels
            .iter()
            .position(|level| Some(level) == item.level.as_ref());
        if let Some(known) = known.filter(|_| own < depth) {
            above = above.max(known + 1);
        }
        if own == depth && item.level.is_none() {
            item.level = Some(name.to_owned());
            named = true;
        }
    });
    if !named {
        return Err(E::Gone);
    }
    plan.levels.insert(above, name.to_owned());
    Ok(())
}

/// The depths (1 = the top) of a plan on which no item has a level.
#[must_use]
pub fn unnamed_depths(plan: &ReadPlan) -> Vec<usize> {
    fn see(items: &[ReadItem], depth: usize, named: &mut Vec<bool>) {
        if !items.is_empty() && named.len() < depth {
            named.push(false);
        }
        for item in items {
            named[depth - 1] |= item.level.is_some();
            see(&item.items, depth + 1, named);
        }
    }
    let mut named = Vec::new();
    see(&plan.items, 1, &mut named);
    let depths = (1..).zip(named).filter(|(_, named)| !named);
    depths.map(|(depth, _)| depth).collect()
}

fn say_meaning(legends: &mut Vec<Legend>, symbol: &str, of: Option<&String>, meaning: &str) {
    let known = legends
        .iter_mut()
        .find(|one| one.symbol == symbol && one.of.as_ref() == of);
    match known {
        Some(legend) => meaning.clone_into(&mut legend.meaning),
        None => legends.push(Legend {
            symbol: symbol.to_owned(),
            meaning: meaning.to_owned(),
            of: of.cloned(),
            order: None,
            at: None,
        }),
    }
}

/// In which plan, and on which way from the top.
fn way_to(reading: &mut Reading, item: &Origin) -> Result<(usize, Vec<usize>), CorrectionError> {
    for part in 0..=reading.more_plans.len() {
        let mut way = None;
        if let Some(plan) = plan_of(reading, part) {
            walk(&plan.items, None, &mut Vec::new(), &mut |one, _, path| {
                if one.marks.last() == Some(&item.0) {
                    way = Some(path.to_vec());
                }
            });
        }
        if let Some(way) = way {
            return Ok((part, way));
        }
    }
    Err(CorrectionError::Gone)
}

fn found<'a>(reading: &'a mut Reading, item: &Origin) -> Result<&'a mut ReadItem, CorrectionError> {
    let (part, way) = way_to(reading, item)?;
    plan_of(reading, part)
        .and_then(|plan| item_of(plan, &way))
        .ok_or(CorrectionError::Gone)
}

/// In which plan, and on which way from the top, stands what something is put below.
fn place_below(
    reading: &mut Reading,
    below: &Below,
) -> Result<(usize, Vec<usize>), CorrectionError> {
    match below {
        Below::Top(part) if *part <= reading.more_plans.len() => Ok((*part, Vec::new())),
        Below::Top(_) => Err(CorrectionError::Gone),
        Below::Item(item) => way_to(reading, item),
    }
}

fn go(reading: &mut Reading, item: &Origin, step: Step) -> Result<(), CorrectionError> {
    use CorrectionError as E;
    let (part, way) = way_to(reading, item)?;
    let (last, above) = way.split_last().ok_or(E::Gone)?;
    let deeper = match step {
        Step::In => 1,
        Step::Out => -1,
        Step::Up | Step::Down => 0,
    };
    if step == Step::In && way.len() + height(found(reading, item)?) > LEVELS {
        return Err(E::TooDeep);
    }
    let done = moved(reading, part, |plan| {
        let Some((list, position)) = list_of(plan, &way) else {
            return false;
        };
        match step {
            Step::Up if position > 0 => list.swap(position, position - 1),
            Step::Down if position + 1 < list.len() => list.swap(position, position + 1),
            Step::In if position > 0 => {
                let mut one = list.remove(position);
                follow_levels(&plan.levels, &mut one, deeper);
                let Some(before) = sibling(&mut plan.items, above, *last - 1) else {
                    return false;
                };
                before.items.push(one);
            }
            Step::Out if !above.is_empty() => {
                let mut one = list.remove(position);
                follow_levels(&plan.levels, &mut one, deeper);
                let Some((list, position)) = list_of(plan, above) else {
                    return false;
                };
                list.insert(position + 1, one);
            }
            _ => return false,
        }
        true
    });
    done.then_some(()).ok_or(E::NoWay)
}

fn sibling<'a>(
    items: &'a mut Vec<ReadItem>,
    above: &[usize],
    position: usize,
) -> Option<&'a mut ReadItem> {
    let mut list = items;
    for one in above {
        list = &mut list.get_mut(*one)?.items;
    }
    list.get_mut(position)
}

/// How many levels an item and those below it take.
fn height(item: &ReadItem) -> usize {
    1 + item.items.iter().map(height).max().unwrap_or(0)
}

fn put_below(reading: &mut Reading, item: &Origin, below: &Below) -> Result<(), CorrectionError> {
    use CorrectionError as E;
    let (part, way) = way_to(reading, item)?;
    let (other, target) = place_below(reading, below)?;
    if part != other {
        // Findings name items by their position in their own plan.
        return Err(E::NoWay);
    }
    if target.starts_with(&way) {
        return Err(E::BelowItself);
    }
    if target.len() + height(found(reading, item)?) > LEVELS {
        return Err(E::TooDeep);
    }
    let deeper =
        isize::try_from(target.len() + 1).unwrap_or(0) - isize::try_from(way.len()).unwrap_or(0);
    let parent = match below {
        Below::Top(_) => None,
        Below::Item(parent) => Some(parent),
    };
    let done = moved(reading, part, |plan| {
        let Some((list, position)) = list_of(plan, &way) else {
            return false;
        };
        let mut one = list.remove(position);
        follow_levels(&plan.levels, &mut one, deeper);
        // Found again: taking the item out may have moved its new parent up.
        match parent {
            None => plan.items.push(one),
            Some(parent) => match named(&mut plan.items, parent) {
                Some(parent) => parent.items.push(one),
                None => return false,
            },
        }
        true
    });
    done.then_some(()).ok_or(E::Gone)
}

/// While items move, their positions ride behind their names.
fn named<'a>(items: &'a mut [ReadItem], name: &Origin) -> Option<&'a mut ReadItem> {
    for item in items {
        if item.marks.contains(&name.0) {
            return Some(item);
        }
        if let Some(found) = named(&mut item.items, name) {
            return Some(found);
        }
    }
    None
}

fn take(
    reading: &mut Reading,
    as_made: &Reading,
    text: usize,
    (below, becomes): (&Below, &Becomes),
) -> Result<(), CorrectionError> {
    use CorrectionError as E;
    let wanted = as_made.unplaced.get(text).ok_or(E::Gone)?;
    let waiting = reading.unplaced.iter().position(|one| one == wanted);
    let waiting = waiting.ok_or(E::Gone)?;
    let (part, way) = place_below(reading, below)?;
    if *becomes == Becomes::Item && way.len() + 1 > LEVELS {
        return Err(E::TooDeep);
    }
    let plan = plan_of(reading, part).ok_or(E::Gone)?;
    let taken = wanted.clone();
    match becomes {
        Becomes::Item => {
            let mut item = item_made_of(&taken);
            item.level = plan.levels.get(way.len()).cloned();
            item.marks.push(Origin::text(text).0);
            put_in_order(reading, (part, &way), item)?;
        }
        Becomes::Finding(kind) => {
            let findings = match item_of(plan, &way) {
                Some(item) => &mut item.findings,
                None => &mut plan.overall,
            };
            findings.push(ReadFinding {
                text: taken.text.clone(),
                kind: *kind,
                at: taken.at.clone(),
                ..ReadFinding::default()
            });
        }
    }
    reading.unplaced.remove(waiting);
    let visible = taken.text.chars().filter(|c| !c.is_whitespace()).count();
    reading.coverage.placed += visible;
    reading.coverage.unplaced = reading.coverage.unplaced.saturating_sub(visible);
    Ok(())
}

fn item_made_of(text: &Unplaced) -> ReadItem {
    ReadItem {
        title: text.text.clone(),
        at: text.at.clone(),
        ..ReadItem::default()
    }
}

/// Puts an item where it stands in the source among those it goes to; at the end where the source
/// has no order to tell.
fn put_in_order(
    reading: &mut Reading,
    (part, way): (usize, &[usize]),
    item: ReadItem,
) -> Result<(), CorrectionError> {
    let mut item = Some(item);
    let done = moved(reading, part, |plan| {
        let list = if way.is_empty() {
            &mut plan.items
        } else if let Some(parent) = item_of(plan, way) {
            &mut parent.items
        } else {
            return false;
        };
        let Some(mut item) = item.take() else {
            return false;
        };
        // Below the name stands, for the time of the move, the position it had: none.
        item.marks.push(String::new());
        let before = |one: &ReadItem| match (&one.at, &item.at) {
            (Some(At::Cell { .. }), _) | (None, _) | (_, None) => true,
            (Some(one), Some(own)) => one <= own,
        };
        let position = list.iter().rposition(before).map_or(0, |last| last + 1);
        list.insert(position, item);
        true
    });
    done.then_some(()).ok_or(CorrectionError::Gone)
}
