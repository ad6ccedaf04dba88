//! One edit of a plan: checked, carried out, written, recorded with what undoes it.

use std::collections::BTreeSet;
use std::sync::Arc;

use ayumi_core::access::{Action, Area, Effect};
use ayumi_core::interchange::canonical_bytes;
use ayumi_core::organisation::{CouncilId, PostId};
use ayumi_core::plan::edit::{Applied, Cut, Edit, EditFault, item_of, left_version};
use ayumi_core::plan::{Item, ItemId, Plan};
use ayumi_core::review::keep_changes;
use ayumi_core::text::is_blank;
use ayumi_store::bin::{self, Binned};
use ayumi_store::{StoreError, comment, handover};
use serde::{Deserialize, Serialize};

use super::claim::{Claimed, claim, write, write_some};
use super::rights::permit_of;
use super::{EditError as E, seen_version};
use crate::Unit;
use crate::guard::{Contents, Given, Subject, same_version};
use crate::plan::{PlanName, id_of};

/// Edits a plan.
pub struct EditPlan;

impl Action for EditPlan {
    const NAME: &'static str = "edit-plan";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Plans;
}

/// The form of what the record keeps of an edit.
pub(super) const FORM: &str = "ayumi/edit@1";

/// A plan after an edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edited {
    /// The plan's version.
    pub version: u64,
    /// The item it was about: a new one, or the one that stays.
    pub item: Option<ItemId>,
    /// The entry of the record that can be undone.
    pub entry: u64,
}

/// What the record keeps of an edit: what was done, and what the item it was about is then. From
/// the last whole plan in the record its edits lead to the plan as it stands: `ayumi doctor` makes
/// them again and compares.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Said {
    pub form: String,
    pub edit: Edit,
    /// What was left behind, as a number, for undoing; `None` where nothing can be changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u64>,
    /// The plan's version afterwards.
    pub version: u64,
    /// Who answered for items that are gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<(ItemId, PostId)>,
}

/// Makes an edit in a plan of a council. The right to it is asked for here: it may rest on the
/// item.
///
/// # Errors
/// [`E`]; nothing is changed then.
pub async fn edit_plan(
    unit: &mut Unit,
    council: CouncilId,
    name: &PlanName,
    given: Given,
    edit: Edit,
) -> Result<Edited, E> {
    let id = id_of(unit.session(), council, name)
        .await
        .map_err(E::Store)?;
    // Who may do nothing here learns so before anything is looked at.
    let id = id.ok_or(E::NotThere)?;
    let request = (id, given.expected, &edit);
    let done = unit.remembered::<EditPlan, Edited>(council, &request).await;
    if let Some(done) = done.map_err(E::Refused)? {
        return Ok(done);
    }
    let claimed = claim(unit, council, id).await.map_err(E::Store)?;
    let claimed = claimed.ok_or(E::NotThere)?;
    permit_of(unit, council, &claimed.plan, &edit).await?;
    if let Some(current) = seen_version(&claimed.plan, claimed.version, &edit) {
        same_version(given, current).map_err(E::Refused)?;
    } else if given.expected.is_some() {
        // It was there when the person saw it.
        return Err(E::Fault(EditFault::Gone));
    }
    titled(&claimed.plan, &edit)?;
    let said = edit.clone();
    let edit = grounded(unit, &claimed.plan, edit);
    let done = carry_out::<EditPlan>(unit, council, claimed, edit).await?;
    let request = (id, given.expected, &said);
    let remembered = unit.remember::<EditPlan>(council, &request, &done).await;
    remembered.map_err(E::Store)?;
    Ok(done)
}

/// What the same sending did before ([`Unit::sent`]): for a door that can make no edit of a form any
/// more because what it asks for stands there already.
///
/// # Errors
/// [`E::Refused`] where the key was used for another sending.
pub async fn edited_before(unit: &Unit, council: CouncilId) -> Result<Option<Edited>, E> {
    let done = unit.remembered::<EditPlan, Edited>(council, &());
    done.await.map_err(E::Refused)
}

/// The same edit with every change of a target kept beside it.
fn grounded(unit: &Unit, plan: &Plan, edit: Edit) -> Edit {
    match edit {
        Edit::Change { item, mut fields } => {
            if let Some(old) = item_of(&plan.items, item) {
                keep_changes(&old.indicators, &mut fields.indicators, &unit.ground());
            }
            Edit::Change { item, fields }
        }
        Edit::Several { edits } => Edit::Several {
            edits: edits
                .into_iter()
                .map(|edit| grounded(unit, plan, edit))
                .collect(),
        },
        edit => edit,
    }
}

/// What a person writes has a title; only an item that was read without one may stay without.
fn titled(plan: &Plan, edit: &Edit) -> Result<(), EditFault> {
    match edit {
        Edit::Add { fields, .. } if is_blank(&fields.title) => Err(EditFault::NoTitle),
        Edit::Change { item, fields } if is_blank(&fields.title) => {
            match item_of(&plan.items, *item).is_some_and(|item| is_blank(&item.title)) {
                true => Ok(()),
                false => Err(EditFault::NoTitle),
            }
        }
        Edit::Several { edits } => edits.iter().try_for_each(|edit| titled(plan, edit)),
        _ => Ok(()),
    }
}

/// Carries an edit out on a claimed plan and records it as the action `A`.
pub(super) async fn carry_out<A: Action>(
    unit: &mut Unit,
    council: CouncilId,
    mut claimed: Claimed,
    edit: Edit,
) -> Result<Edited, E> {
    let said = edit.clone();
    let lost = lost_by(unit, council, &claimed.plan, &said).await;
    let lost = lost.map_err(E::Store)?;
    let (after, applied) = match said.touched(&claimed.plan) {
        Some(touched) => {
            let applied = write_some(unit, council, &mut claimed, (&touched, edit)).await?;
            (Arc::clone(&claimed.plan), applied)
        }
        None => write_all(unit, council, &claimed, edit).await?,
    };
    let (pair, to_bin) = ((&said, &applied.undo), A::NAME == EditPlan::NAME);
    let followed = follow(unit, (council, &after), pair, (&lost, to_bin)).await;
    followed.map_err(E::Store)?;
    let version = claimed.version + 1;
    let item = applied.item;
    let entry = Said {
        form: FORM.to_owned(),
        edit: said,
        left: left_version(&after, &applied.undo),
        version,
        lost,
    };
    let (before, after) = (canonical_bytes(&applied.undo), canonical_bytes(&entry));
    let subject = Subject {
        council,
        object: format!("plan/{}", claimed.plan.id),
    };
    let contents = Contents {
        before: Some(&before),
        after: Some(&after),
    };
    let noted = unit.noted::<A>(&subject, contents).await;
    let entry = noted.map_err(E::Store)?;
    Ok(Edited {
        version,
        item,
        entry,
    })
}

/// Makes an edit that may touch all of the plan: the plan as it is then, and what the edit did.
async fn write_all(
    unit: &mut Unit,
    council: CouncilId,
    claimed: &Claimed,
    edit: Edit,
) -> Result<(Arc<Plan>, Applied), E> {
    let patches = matches!(edit, Edit::Patch { .. });
    let mut after = Plan::clone(&claimed.plan);
    let applied = edit.apply(&mut after)?;
    let after = Arc::new(after);
    if patches {
        // What comes back to life has what was said of it back.
        let there = ids(&claimed.plan.items);
        let back: Vec<ItemId> = ids(&after.items).difference(&there).copied().collect();
        let returned = comment::go_back(unit.session(), council, (after.id, &back)).await;
        returned.map_err(E::Store)?;
    }
    let written = write(unit, council, claimed, &after).await;
    written.map_err(E::Store)?;
    Ok((after, applied))
}

/// Who answers for items that will be gone.
async fn lost_by(
    unit: &Unit,
    council: CouncilId,
    plan: &Plan,
    edit: &Edit,
) -> Result<Vec<(ItemId, PostId)>, StoreError> {
    let gone = gone_by(plan, edit);
    if gone.is_empty() {
        return Ok(Vec::new());
    }
    let owners = handover::owners(unit.session(), council, plan.id).await?;
    let mut owners: Vec<(ItemId, PostId)> = owners.into_iter().collect();
    owners.retain(|(item, _)| gone.contains(item));
    Ok(owners)
}

/// The items that an edit takes away; what is below one that is merged stays.
fn gone_by(plan: &Plan, edit: &Edit) -> BTreeSet<ItemId> {
    match edit {
        Edit::Remove { item } => item_of(&plan.items, *item)
            .map(|item| ids(std::slice::from_ref(item)))
            .unwrap_or_default(),
        Edit::Merge { into, from } => from.iter().copied().filter(|id| id != into).collect(),
        Edit::Patch { patch } => patch.gone.iter().copied().collect(),
        Edit::Several { edits } => edits.iter().flat_map(|edit| gone_by(plan, edit)).collect(),
        _ => BTreeSet::new(),
    }
}

fn ids(items: &[Item]) -> BTreeSet<ItemId> {
    let below = |item: &Item| ids(&item.items).into_iter().chain([item.id]);
    items.iter().flat_map(below).collect()
}

/// What goes along with an edit outside the plan itself: the bin, and who answers for items.
async fn follow(
    unit: &Unit,
    (council, plan): (CouncilId, &Plan),
    (edit, undo): (&Edit, &Edit),
    (lost, to_bin): (&[(ItemId, PostId)], bool),
) -> Result<(), StoreError> {
    let s = unit.session();
    match (edit, undo) {
        (Edit::Several { edits }, Edit::Several { edits: undos }) => {
            for pair in edits.iter().zip(undos.iter().rev()) {
                Box::pin(follow(unit, (council, plan), pair, (lost, to_bin))).await?;
            }
        }
        // What is undone can be done again by itself; it needs no bin.
        (Edit::Remove { .. }, Edit::Restore { cut }) if to_bin => {
            let under = ids(std::slice::from_ref(&cut.item));
            let owned = lost.iter().filter(|(item, _)| under.contains(item));
            let one = Binned {
                items: u64::try_from(under.len()).unwrap_or(1),
                owners: owned.copied().collect(),
                removed_at: unit.now(),
                removed_by: unit.who(council),
                cut: Cut::clone(cut),
            };
            bin::put(s, council, plan.id, &one).await?;
        }
        (Edit::Restore { cut }, _) => {
            let binned = bin::of_plan(s, council, plan.id).await?;
            let one = binned
                .into_iter()
                .find(|one| one.cut.item.id == cut.item.id);
            bin::take(s, council, plan.id, cut.item.id).await?;
            let owners = one.map(|one| one.owners).unwrap_or_default();
            let owners: Vec<(ItemId, PostId)> = owners.into_iter().collect();
            give_back(unit, (council, plan), &owners).await?;
        }
        (Edit::Merge { into, from }, _) => {
            inherit(unit, (council, plan), (*into, from), lost).await?;
        }
        (Edit::Patch { patch }, _) => {
            if let Some(stays) = patch.stays {
                inherit(unit, (council, plan), (stays, &patch.gone), lost).await?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// What was said of items that are gone goes to the one that stays, and whoever answered for one of
/// them answers for it where nobody did.
async fn inherit(
    unit: &Unit,
    (council, plan): (CouncilId, &Plan),
    (stays, gone): (ItemId, &[ItemId]),
    lost: &[(ItemId, PostId)],
) -> Result<(), StoreError> {
    comment::follow(unit.session(), council, (plan.id, gone, stays)).await?;
    let heir = lost.iter().find(|(item, _)| gone.contains(item));
    let heir = heir.map(|(_, post)| (stays, *post));
    give_back(unit, (council, plan), heir.as_slice()).await
}

/// Items that are there and have no owner get theirs back.
pub(super) async fn give_back(
    unit: &Unit,
    (council, plan): (CouncilId, &Plan),
    owners: &[(ItemId, PostId)],
) -> Result<(), StoreError> {
    if owners.is_empty() {
        return Ok(());
    }
    let s = unit.session();
    let now = handover::owners(s, council, plan.id).await?;
    for (item, post) in owners {
        if !now.contains_key(item) && item_of(&plan.items, *item).is_some() {
            handover::set_owner(s, council, (plan.id, *item), Some(*post)).await?;
        }
    }
    Ok(())
}
