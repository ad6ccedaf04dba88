//! Who may make which edit: whoever may change all of a plan may make every one; whoever answers
//! for an item, or whose section does, may write it.

use ayumi_core::access::{Denied, Object, Permit};
use ayumi_core::matching::matching_key;
use ayumi_core::organisation::{CouncilId, holders};
use ayumi_core::plan::edit::{Edit, item_of};
use ayumi_core::plan::{ItemId, Plan};
use ayumi_store::{StoreError, handover, people};

use super::{EditError as E, EditPlan};
use crate::Unit;

/// The permit for an edit of a plan of a council.
pub(super) async fn permit_of(
    unit: &Unit,
    council: CouncilId,
    plan: &Plan,
    edit: &Edit,
) -> Result<Permit<EditPlan>, E> {
    match unit.permit::<EditPlan>(Some(council)) {
        Ok(permit) => return Ok(permit),
        Err(Denied::Forbidden { .. }) => {}
        Err(denied) => return Err(E::Denied(denied)),
    }
    let Edit::Change { item, .. } = edit else {
        let whole = unit.permit::<EditPlan>(Some(council));
        return whole.map_err(E::Denied);
    };
    let object = object_of(unit, council, (plan, *item))
        .await
        .map_err(E::Store)?;
    unit.permit_for(council, &object).map_err(E::Denied)
}

/// May the actor write this item of a plan?
///
/// # Errors
/// [`StoreError`].
pub async fn may_change(
    unit: &Unit,
    council: CouncilId,
    of: (&Plan, ItemId),
) -> Result<bool, StoreError> {
    if unit.permit::<EditPlan>(Some(council)).is_ok() {
        return Ok(true);
    }
    let object = object_of(unit, council, of).await?;
    Ok(unit.permit_for::<EditPlan>(council, &object).is_ok())
}

/// To whom an item belongs: the sections it names, and whoever holds the post that answers for it.
async fn object_of(
    unit: &Unit,
    council: CouncilId,
    (plan, item): (&Plan, ItemId),
) -> Result<Object, StoreError> {
    let (s, day) = (unit.session(), unit.day());
    let owners = handover::owners(s, council, plan.id).await?;
    let posts = people::posts_on(s, council, day).await?;
    let owner = owners.get(&item);
    let post = posts.iter().find(|post| Some(&post.id) == owner);
    let tenures = match post {
        Some(_) => people::tenures(s, council).await?,
        None => Vec::new(),
    };
    let held = post.map(|post| holders(&tenures, post.id, day));
    let named: Vec<String> = item_of(&plan.items, item)
        .map(|item| {
            item.sections
                .iter()
                .map(|name| matching_key(name))
                .collect()
        })
        .unwrap_or_default();
    let mut sections = Vec::new();
    if !named.is_empty() {
        let all = people::sections(s, council).await?;
        let there = all.iter().filter(|one| one.is_on(day));
        let same = there.filter(|one| named.contains(&matching_key(one.name_on(day))));
        sections.extend(same.map(|one| one.id));
    }
    sections.extend(post.and_then(|post| post.section));
    Ok(Object {
        sections,
        persons: held.into_iter().flatten().map(|one| one.person).collect(),
        ..Object::default()
    })
}
