//! Stops a council, and lets it go on.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::interchange::canonical_bytes;
use ayumi_core::organisation::Council;
use ayumi_store::organisation;

use super::{KeepingError as E, the_council};
use crate::Unit;
use crate::guard::{Contents, Given, Subject, same_version};

/// Looks at what can be done with a council as a whole.
pub struct ShowKeeping;

impl Action for ShowKeeping {
    const NAME: &'static str = "show-keeping";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Installation;
}

/// Stops a council, or lets it go on.
pub struct StopCouncil;

impl Action for StopCouncil {
    const NAME: &'static str = "stop-council";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Installation;
}

/// Stops the permit's council: nobody of it comes in from the next request on, and nothing is
/// lost. With `stopped` false it goes on.
///
/// # Errors
/// [`E`].
pub async fn stop_council(
    unit: &mut Unit,
    permit: Permit<StopCouncil>,
    given: Given,
    stopped: bool,
) -> Result<Council, E> {
    let council = the_council(unit, permit.council()).await?;
    let request = (given.expected, stopped);
    let known = unit.remembered::<StopCouncil, ()>(council.id, &request);
    if known.await.map_err(E::Refused)?.is_some() || council.stopped == stopped {
        return Ok(council);
    }
    same_version(given, council.revision).map_err(E::Refused)?;
    let set = organisation::set_stopped(unit.session(), council.id, stopped).await;
    set.map_err(E::Store)?;
    // As it was recorded when it was made: without its revision, which rises with every entry.
    let still = |stopped| Council {
        stopped,
        revision: 0,
        ..council.clone()
    };
    let (before, after) = (still(!stopped), still(stopped));
    let (before, after) = (canonical_bytes(&before), canonical_bytes(&after));
    let contents = Contents {
        before: Some(&before),
        after: Some(&after),
    };
    let subject = Subject {
        council: council.id,
        object: format!("council/{}", council.id),
    };
    let recorded = unit.record::<StopCouncil>(&subject, contents, &request, &());
    recorded.await.map_err(E::Store)?;
    Ok(Council { stopped, ..council })
}
