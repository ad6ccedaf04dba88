//! Which post answers for which item of a plan.

use std::collections::BTreeMap;

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::interchange::canonical_bytes;
use ayumi_core::organisation::{Post, PostId};
use ayumi_core::plan::edit::item_of;
use ayumi_core::plan::{ItemId, Plan};
use ayumi_store::{StoreError, handover, people};

use super::HandoverError;
use crate::Unit;
use crate::guard::{Contents, Given, Subject, same_version};
use crate::plan::{PlanName, ShowPlan};

/// Says which post answers for which item.
pub struct SetOwners;

impl Action for SetOwners {
    const NAME: &'static str = "set-owners";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Plans;
}

/// The owners of a plan's items.
#[derive(Clone, Debug)]
pub struct Owners {
    /// The plan.
    pub plan: Plan,
    /// Its version.
    pub version: u64,
    /// Which post answers for which item.
    pub owners: BTreeMap<ItemId, PostId>,
    /// The posts that are there.
    pub posts: Vec<Post>,
}

/// The owners of the items of a plan of the permit's council.
///
/// # Errors
/// See [`HandoverError`].
pub async fn show_owners(
    unit: &Unit,
    permit: Permit<ShowPlan>,
    name: &PlanName,
) -> Result<Owners, HandoverError> {
    use HandoverError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let found = crate::plan::find(unit.session(), council, name).await;
    let found = found.map_err(E::Store)?.ok_or(E::NotThere)?;
    let owners = handover::owners(unit.session(), council, found.plan.id).await;
    let mut posts = people::posts(unit.session(), council)
        .await
        .map_err(E::Store)?;
    posts.retain(|post| post.is_on(unit.day()));
    Ok(Owners {
        plan: found.plan,
        version: found.version,
        owners: owners.map_err(E::Store)?,
        posts,
    })
}

/// Says for items of a plan of the permit's council which post answers for them, or that none does.
/// Items that are not named keep their owner.
///
/// # Errors
/// See [`HandoverError`].
pub async fn set_owners(
    unit: &mut Unit,
    permit: Permit<SetOwners>,
    name: &PlanName,
    given: Given,
    wanted: &BTreeMap<ItemId, Option<PostId>>,
) -> Result<(), HandoverError> {
    use HandoverError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let said: Vec<(ItemId, Option<PostId>)> = wanted.iter().map(|(a, b)| (*a, *b)).collect();
    let request = (given.expected, name, &said);
    let remembered = unit.remembered::<SetOwners, ()>(council, &request);
    if remembered.await.map_err(E::Refused)?.is_some() {
        return Ok(());
    }
    let found = crate::plan::find(unit.session(), council, name).await;
    let found = found.map_err(E::Store)?.ok_or(E::NotThere)?;
    same_version(given, found.version).map_err(E::Refused)?;
    let plan = found.plan;
    let s = unit.session();
    let before = handover::owners(s, council, plan.id)
        .await
        .map_err(E::Store)?;
    for (item, post) in wanted {
        if item_of(&plan.items, *item).is_none() {
            return Err(E::NotThere);
        }
        if before.get(item) != post.as_ref() {
            let set = handover::set_owner(s, council, (plan.id, *item), *post).await;
            set.map_err(dangling)?;
        }
    }
    let after = handover::owners(s, council, plan.id)
        .await
        .map_err(E::Store)?;
    let (before, after) = (canonical_bytes(&before), canonical_bytes(&after));
    let subject = Subject {
        council,
        // Apart from the plan itself, whose rows are compared with what was recorded of it.
        object: format!("owners/{}", plan.id),
    };
    let contents = Contents {
        before: Some(&before),
        after: Some(&after),
    };
    unit.record::<SetOwners>(&subject, contents, &request, &())
        .await
        .map_err(E::Store)
}

/// A post of another council, or none, is one that is not there (`bad-input` 85).
fn dangling(error: StoreError) -> HandoverError {
    match error {
        StoreError::Dangling { .. } => HandoverError::NotThere,
        error => HandoverError::Store(error),
    }
}
