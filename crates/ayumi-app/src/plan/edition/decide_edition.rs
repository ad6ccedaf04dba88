//! What is done with a frozen edition: its decisions, its adoption, the slips that came back, to whom
//! it is sent.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::interchange::canonical_bytes;
use ayumi_core::organisation::PostId;
use ayumi_core::plan::edition::{Decision, EditionFile, EditionId};
use ayumi_store::{edition, people};
use serde::Serialize;

use super::{EditionError as E, goes_to};
use crate::Unit;
use crate::guard::{Contents, Given, Subject, same_version};
use crate::plan::{PlanName, id_of};

/// Records a decision on an edition, or adopts it.
pub struct DecideEdition;

impl Action for DecideEdition {
    const NAME: &'static str = "decide-edition";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Plans;
}

/// What is done with an edition.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum EditionStep {
    /// Records a decision.
    Decide {
        /// Which.
        decision: Decision,
    },
    /// Adopts it. From then on it stays as it is.
    Adopt,
    /// Keeps the slip that came back, scanned; its bytes were put into the store.
    Slip {
        /// The file.
        file: EditionFile,
    },
    /// Sends it to posts outside.
    Send {
        /// Which.
        posts: Vec<PostId>,
    },
}

/// Does a step with an edition of a plan of the permit's council.
///
/// # Errors
/// [`E`]; nothing is changed then.
pub async fn decide_edition(
    unit: &mut Unit,
    permit: Permit<DecideEdition>,
    (name, id): (&PlanName, EditionId),
    given: Given,
    step: &EditionStep,
) -> Result<(), E> {
    let council = permit.council().ok_or(E::NotThere)?;
    let plan = id_of(unit.session(), council, name)
        .await
        .map_err(E::Store)?;
    let plan = plan.ok_or(E::NotThere)?;
    let request = (id, given.expected, step);
    let done = unit
        .remembered::<DecideEdition, ()>(council, &request)
        .await;
    if done.map_err(E::Refused)?.is_some() {
        return Ok(());
    }
    let all = edition::of_plan(unit.session(), council, plan).await;
    let before = all.map_err(E::Store)?.into_iter().find(|one| one.id == id);
    let before = before.ok_or(E::NotThere)?;
    same_version(given, before.version).map_err(E::Refused)?;
    let mut after = before.clone();
    let changed = match step {
        EditionStep::Decide { decision } => after.decide(decision.clone()),
        EditionStep::Adopt => after.adopt(),
        EditionStep::Slip { file } => {
            after.keep(file.clone());
            Ok(())
        }
        EditionStep::Send { posts } => {
            let all = people::posts_on(unit.session(), council, unit.day()).await;
            let all = all.map_err(E::Store)?;
            let outside =
                |id: &&PostId| all.iter().any(|post| post.id == **id && goes_to(post.role));
            let posts: Vec<PostId> = posts.iter().filter(outside).copied().collect();
            after.send(&posts, &unit.now_text())
        }
    };
    changed.map_err(E::Fault)?;
    edition::put(unit.session(), council, &after)
        .await
        .map_err(E::Store)?;
    let (before, after) = (canonical_bytes(&before), canonical_bytes(&after));
    let subject = Subject {
        council,
        object: format!("edition/{id}"),
    };
    let contents = Contents {
        before: Some(&before),
        after: Some(&after),
    };
    let recorded = unit.record::<DecideEdition>(&subject, contents, &request, &());
    recorded.await.map_err(E::Store)
}
