//! Lines of a form to what an item goes with: words, the address of an item or a plan of this
//! council, or both.

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::edit::item_of;
use ayumi_core::plan::{ItemId, Link};
use ayumi_core::text::is_blank_sign;
use ayumi_store::StoreError;

use crate::Unit;
use crate::plan::{PlanName, ShowPlan, view};

/// Most links of an item.
const MOST: usize = 100;

/// What the lines lead to. An address that leads to nothing the actor may see here stays words.
///
/// # Errors
/// [`StoreError`].
pub async fn links_of(
    unit: &Unit,
    council: CouncilId,
    lines: &str,
) -> Result<Vec<Link>, StoreError> {
    let sees = unit.permit::<ShowPlan>(Some(council)).is_ok();
    let mut links = Vec::new();
    let lines = lines.lines().map(|line| line.trim_matches(is_blank_sign));
    for line in lines.filter(|line| !line.is_empty()).take(MOST) {
        let plain = Link {
            plan: None,
            item: None,
            text: line.to_owned(),
        };
        let link = match address_in(line).filter(|_| sees) {
            Some(found) => followed(unit, council, found).await?,
            None => None,
        };
        links.push(link.unwrap_or(plain));
    }
    Ok(links)
}

/// An address in a line.
struct Found<'a> {
    /// The words before it.
    words: &'a str,
    plan: &'a str,
    item: Option<ItemId>,
}

/// `◇窓口の開設 https://…/c/midorino/plans/plan-2/items/0190…`
fn address_in(line: &str) -> Option<Found<'_>> {
    let (before, rest) = line.split_once("/plans/")?;
    let start = before.rfind(is_blank_sign).map_or(0, |at| {
        at + before[at..].chars().next().map_or(1, char::len_utf8)
    });
    if !before[start..].contains("/c/") {
        return None;
    }
    let end = |c: char| matches!(c, '/' | '?' | '#') || is_blank_sign(c);
    let plan = rest.split(end).next().filter(|plan| !plan.is_empty())?;
    let item = rest[plan.len()..].strip_prefix("/items/");
    let item = item.and_then(|item| item.split(end).next()?.parse().ok());
    Some(Found {
        words: before[..start].trim_matches(is_blank_sign),
        plan,
        item,
    })
}

async fn followed(
    unit: &Unit,
    council: CouncilId,
    found: Found<'_>,
) -> Result<Option<Link>, StoreError> {
    let view = view(unit, council, &PlanName::new(found.plan)).await?;
    let Some(view) = view else { return Ok(None) };
    let item = found.item.and_then(|id| item_of(&view.plan.items, id));
    if found.item.is_some() && item.is_none() {
        return Ok(None);
    }
    let called = match item {
        Some(item) => Link::name_of(&view.plan.title, item),
        None => view.plan.title.clone(),
    };
    let said = (!found.words.is_empty()).then(|| found.words.to_owned());
    Ok(Some(Link {
        plan: Some(view.plan.id),
        item: item.map(|item| item.id),
        text: said.unwrap_or(called),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_with_the_words_before_them() {
        let id = "0190d3b0-0000-7000-8000-000000000001";
        let line = format!("◇窓口 https://ayumi.example/c/midori/plans/plan-2/items/{id}/edit?x#y");
        let found = address_in(&line).unwrap();
        assert_eq!((found.words, found.plan), ("◇窓口", "plan-2"));
        assert_eq!(found.item, id.parse().ok());
        let found = address_in("/c/midori/plans/plan-1").unwrap();
        assert_eq!((found.words, found.plan, found.item), ("", "plan-1", None));
        for none in [
            "市地域福祉計画 基本目標2",
            "see /plans/",
            "/c/midori/plans/",
            "a /plans/b",
        ] {
            assert!(address_in(none).is_none(), "{none}");
        }
    }
}
