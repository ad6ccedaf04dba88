//! The editions of a plan.

use std::collections::HashMap;
use std::sync::Arc;

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::organisation::{Council, Post, PostId};
use ayumi_core::plan::edition::Edition;
use ayumi_store::{edition, organisation, people};

use super::{EditionError as E, outside_posts};
use crate::Unit;
use crate::plan::{PlanName, PlanView, view};

/// Looks at the editions of a plan.
pub struct ShowEditions;

impl Action for ShowEditions {
    const NAME: &'static str = "show-editions";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Plans;
}

/// The editions of a plan, with the plan as it stands.
#[derive(Clone, Debug)]
pub struct Editions {
    /// The council.
    pub council: Council,
    /// The plan.
    pub view: Arc<PlanView>,
    /// Its editions, the last one first.
    pub all: Vec<Edition>,
    /// The posts to which they may be sent today.
    pub outside: Vec<Post>,
    /// What the posts they were sent to are called.
    pub titles: HashMap<PostId, String>,
}

/// The editions of a plan of the permit's council.
///
/// # Errors
/// [`E`].
pub async fn show_editions(
    unit: &Unit,
    permit: Permit<ShowEditions>,
    name: &PlanName,
) -> Result<Editions, E> {
    let council = permit.council().ok_or(E::NotThere)?;
    let found = view(unit, council, name).await.map_err(E::Store)?;
    let view = found.ok_or(E::NotThere)?;
    let s = unit.session();
    let all = edition::of_plan(s, council, view.plan.id)
        .await
        .map_err(E::Store)?;
    let outside = outside_posts(unit, council).await.map_err(E::Store)?;
    let posts = people::posts(s, council).await.map_err(E::Store)?;
    let titles = posts.into_iter().map(|post| (post.id, post.title));
    let council = organisation::by_id(s, council).await.map_err(E::Store)?;
    Ok(Editions {
        council: council.ok_or(E::NotThere)?,
        view,
        all,
        outside,
        titles: titles.collect(),
    })
}
