//! The comments of a plan.

use std::collections::HashMap;
use std::sync::Arc;

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::plan::comment::Comment;
use ayumi_core::plan::{Item, ItemId};
use ayumi_store::{StoreError, comment};

use super::CommentError as E;
use crate::Unit;
use crate::plan::{PlanName, PlanView, view};

/// Looks at comments.
pub struct ShowComments;

impl Action for ShowComments {
    const NAME: &'static str = "show-comments";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Comments;
}

/// A comment with its item as that is printed now.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// The comment.
    pub comment: Comment,
    /// Label and title; `None` where the item is in the plan no longer.
    pub item: Option<String>,
}

/// The comments of a plan.
#[derive(Clone, Debug)]
pub struct Comments {
    /// The plan.
    pub view: Arc<PlanView>,
    /// Its comments, in the order they were made.
    pub all: Vec<Spoken>,
}

/// The comments of a plan of the permit's council.
///
/// # Errors
/// [`E`].
pub async fn show_comments(
    unit: &Unit,
    permit: Permit<ShowComments>,
    name: &PlanName,
) -> Result<Comments, E> {
    let council = permit.council().ok_or(E::NotThere)?;
    let view = view(unit, council, name).await.map_err(E::Store)?;
    let view = view.ok_or(E::NotThere)?;
    let all = comment::of_plan(unit.session(), council, view.plan.id).await;
    let mut names = HashMap::new();
    printed(&view.plan.items, &mut names);
    let spoken = |comment: Comment| Spoken {
        item: names.get(&comment.item).cloned(),
        comment,
    };
    Ok(Comments {
        all: all.map_err(E::Store)?.into_iter().map(spoken).collect(),
        view,
    })
}

fn printed(items: &[Item], names: &mut HashMap<ItemId, String>) {
    for item in items {
        let words = ayumi_core::plan::printed(item.label.as_deref(), &item.title);
        names.insert(item.id, words);
        printed(&item.items, names);
    }
}

/// The comments on one item, and whether the actor may write there; nothing for whoever may not
/// see comments.
///
/// # Errors
/// [`StoreError`].
pub async fn comments_of(
    unit: &Unit,
    council: ayumi_core::organisation::CouncilId,
    (view, item): (&PlanView, ItemId),
) -> Result<Option<(Vec<Comment>, bool)>, StoreError> {
    if unit.permit::<ShowComments>(Some(council)).is_err() {
        return Ok(None);
    }
    let may = unit.permit::<super::WriteComment>(Some(council)).is_ok();
    let all = comment::of_item(unit.session(), council, (view.plan.id, item)).await?;
    Ok(Some((all, may)))
}
