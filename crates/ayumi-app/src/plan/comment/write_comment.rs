//! Says something about an item, settles it, opens it again.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::intake::Ids as _;
use ayumi_core::interchange::canonical_bytes;
use ayumi_core::plan::comment::{Comment, CommentId, Resolved, said};
use ayumi_core::plan::edit::item_of;
use ayumi_core::plan::{ItemId, PlanId};
use ayumi_store::comment;
use serde::Serialize;

use super::CommentError as E;
use crate::Unit;
use crate::guard::{Contents, Given, Subject, nothing_there, same_version};
use crate::plan::{PlanName, view};

/// Writes a comment, settles it or opens it again.
pub struct WriteComment;

impl Action for WriteComment {
    const NAME: &'static str = "write-comment";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Comments;
}

/// What is done.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum CommentStep {
    /// Says something about an item.
    Say {
        /// The words, as typed.
        text: String,
    },
    /// It is settled.
    Resolve {
        /// Which.
        comment: CommentId,
    },
    /// It is not settled after all.
    Reopen {
        /// Which.
        comment: CommentId,
    },
}

/// Does a step about an item of a plan of the permit's council.
///
/// # Errors
/// [`E`]; nothing is changed then.
pub async fn write_comment(
    unit: &mut Unit,
    permit: Permit<WriteComment>,
    (name, item): (&PlanName, ItemId),
    given: Given,
    step: &CommentStep,
) -> Result<(), E> {
    let council = permit.council().ok_or(E::NotThere)?;
    let found = view(unit, council, name).await.map_err(E::Store)?;
    let plan = found.ok_or(E::NotThere)?;
    let request = (plan.plan.id, item, given.expected, step);
    let done = unit.remembered::<WriteComment, ()>(council, &request).await;
    if done.map_err(E::Refused)?.is_some() {
        return Ok(());
    }
    let before = match step {
        CommentStep::Say { .. } => None,
        CommentStep::Resolve { comment: id } | CommentStep::Reopen { comment: id } => {
            let all = comment::of_item(unit.session(), council, (plan.plan.id, item)).await;
            let one = all.map_err(E::Store)?.into_iter().find(|one| one.id == *id);
            Some(one.ok_or(E::NotThere)?)
        }
    };
    match &before {
        Some(before) => same_version(given, before.version).map_err(E::Refused)?,
        None => {
            // Where an item is gone, what was said of it can still be settled.
            item_of(&plan.plan.items, item).ok_or(E::NotThere)?;
            nothing_there(given).map_err(E::Refused)?;
        }
    }
    let after = stepped(unit, &permit, (plan.plan.id, item, step), before.clone())?;
    comment::put(unit.session(), council, &after)
        .await
        .map_err(E::Store)?;
    let subject = Subject {
        council,
        object: format!("comment/{}", after.id),
    };
    let (before, after) = (
        before.as_ref().map(canonical_bytes),
        canonical_bytes(&after),
    );
    let contents = Contents {
        before: before.as_deref(),
        after: Some(&after),
    };
    let recorded = unit.record::<WriteComment>(&subject, contents, &request, &());
    recorded.await.map_err(E::Store)
}

/// The comment as it is after a step.
fn stepped(
    unit: &mut Unit,
    permit: &Permit<WriteComment>,
    (plan, item, step): (PlanId, ItemId, &CommentStep),
    before: Option<Comment>,
) -> Result<Comment, E> {
    let by = permit.council().map(|council| unit.who(council));
    let (by, at) = (by.unwrap_or_default(), unit.now_text());
    if let CommentStep::Say { text } = step {
        said(text).map_err(E::Fault)?;
        return Ok(Comment {
            id: CommentId(unit.next()),
            plan,
            item,
            first_item: item,
            text: text.clone(),
            at,
            by,
            person: permit.seat().map(|seat| seat.person),
            resolved: None,
            version: 1,
        });
    }
    let mut after = before.ok_or(E::NotThere)?;
    after.resolved = matches!(step, CommentStep::Resolve { .. }).then_some(Resolved { at, by });
    after.version += 1;
    Ok(after)
}
