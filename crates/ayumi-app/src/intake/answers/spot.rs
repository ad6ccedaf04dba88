//! Finding what a question is about: by its place, and by what the reading took there.

use ayumi_core::interchange::{ReadFinding, ReadItem, ReadPlan, Reading};
use ayumi_document::At;

/// An item of a reading: in which of its plans, and on which way from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// The plan's position in the file, from 0.
    pub part: usize,
    /// Positions from the top.
    pub path: Vec<usize>,
}

/// The plans of a reading by their position in the file.
pub(super) fn plan_of(reading: &mut Reading, part: usize) -> Option<&mut ReadPlan> {
    match part.checked_sub(1) {
        None => Some(&mut reading.plan),
        Some(further) => reading.more_plans.get_mut(further),
    }
}

/// The item a question is about. Several items may stand at one place (a row of a table): it is
/// the one for which `fits` says that the reading took the question's first choice, else the
/// first.
pub(super) fn item_at(
    reading: &Reading,
    at: Option<&At>,
    fits: impl Fn(&ReadItem, Option<&ReadItem>) -> bool,
) -> Option<Spot> {
    let at = at?;
    let mut first = None;
    let plans = std::iter::once(&reading.plan).chain(&reading.more_plans);
    for (part, plan) in plans.enumerate() {
        let mut here = Vec::new();
        walk(
            &plan.items,
            None,
            &mut Vec::new(),
            &mut |item, above, path| {
                if item.at.as_ref() == Some(at) {
                    here.push((path.to_vec(), fits(item, above)));
                }
            },
        );
        if let Some((path, _)) = here.iter().find(|(_, fits)| *fits) {
            return Some(Spot {
                part,
                path: path.clone(),
            });
        }
        let found = here.into_iter().next();
        first = first.or(found.map(|(path, _)| Spot { part, path }));
    }
    first
}

/// The way to the first item printed as `name`: its title, or label and title.
pub(super) fn named(plan: &ReadPlan, name: &str) -> Option<Vec<usize>> {
    let mut found = None;
    walk(&plan.items, None, &mut Vec::new(), &mut |item, _, path| {
        if found.is_none() && is_named(item, name) {
            found = Some(path.to_vec());
        }
    });
    found
}

/// Is this item printed as `name`? Blanks between label and title do not count.
pub(super) fn is_named(item: &ReadItem, name: &str) -> bool {
    let plain = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let printed = item.label.clone().unwrap_or_default() + &item.title;
    !name.is_empty() && (item.title == name || plain(&printed) == plain(name))
}

/// Sees an item, the one above it, and the way to it.
pub(super) type See<'a> = &'a mut dyn FnMut(&ReadItem, Option<&ReadItem>, &[usize]);

pub(super) fn walk<'a>(
    items: &'a [ReadItem],
    above: Option<&'a ReadItem>,
    path: &mut Vec<usize>,
    see: See<'_>,
) {
    for (position, item) in items.iter().enumerate() {
        path.push(position);
        see(item, above, path);
        walk(&item.items, Some(item), path, see);
        path.pop();
    }
}

/// The list an item stands in, and its position there.
pub(super) fn list_of<'a>(
    plan: &'a mut ReadPlan,
    path: &[usize],
) -> Option<(&'a mut Vec<ReadItem>, usize)> {
    let (last, above) = path.split_last()?;
    let mut list = &mut plan.items;
    for position in above {
        list = &mut list.get_mut(*position)?.items;
    }
    (*last < list.len()).then_some((list, *last))
}

/// The item at the end of a way.
pub(super) fn item_of<'a>(plan: &'a mut ReadPlan, path: &[usize]) -> Option<&'a mut ReadItem> {
    let (list, position) = list_of(plan, path)?;
    list.get_mut(position)
}

/// The finding a question is about: of those at its place the one that `fits`, else the first.
pub(super) fn finding_at<'a>(
    reading: &'a mut Reading,
    at: Option<&At>,
    fits: impl Fn(&ReadFinding) -> bool,
) -> Option<&'a mut ReadFinding> {
    let at = at?;
    let mut here = Vec::new();
    let plans = std::iter::once(&mut reading.plan).chain(&mut reading.more_plans);
    for plan in plans {
        gather(&mut plan.items, at, &mut here);
        here.extend(
            plan.overall
                .iter_mut()
                .filter(|one| one.at.as_ref() == Some(at)),
        );
    }
    let position = here.iter().position(|one| fits(one)).unwrap_or(0);
    here.into_iter().nth(position)
}

fn gather<'a>(items: &'a mut [ReadItem], at: &At, here: &mut Vec<&'a mut ReadFinding>) {
    for item in items {
        let findings = item.findings.iter_mut();
        here.extend(findings.filter(|one| one.at.as_ref() == Some(at)));
        gather(&mut item.items, at, here);
    }
}
