//! What was taken out of a plan, for thirty days.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::interchange::canonical_bytes;
use ayumi_store::bin::{self, Binned};
use ayumi_store::{StoreError, organisation};
use jiff::SignedDuration;

use super::EditError as E;
use crate::Unit;
use crate::guard::{Contents, Subject};
use crate::plan::{PlanName, id_of};

/// So many days it lies there.
pub const BIN_DAYS: i64 = 30;

/// Looks into the bin of a plan.
pub struct ShowBin;

impl Action for ShowBin {
    const NAME: &'static str = "show-bin";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Plans;
}

/// Empties bins.
struct EmptyBin;

impl Action for EmptyBin {
    const NAME: &'static str = "empty-bin";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Plans;
}

/// What of a plan of the permit's council lies in the bin, the last taken out first.
///
/// # Errors
/// [`E`].
pub async fn show_bin(
    unit: &Unit,
    permit: Permit<ShowBin>,
    name: &PlanName,
) -> Result<Vec<Binned>, E> {
    let council = permit.council().ok_or(E::NotThere)?;
    let id = id_of(unit.session(), council, name)
        .await
        .map_err(E::Store)?;
    let id = id.ok_or(E::NotThere)?;
    let found = bin::of_plan(unit.session(), council, id).await;
    found.map_err(E::Store)
}

/// Empties the bins of all councils of what lies there longer than [`BIN_DAYS`]; how many items.
/// Once a day. The record says what went.
///
/// # Errors
/// When the store fails.
pub async fn sweep_bins(unit: &mut Unit) -> Result<usize, StoreError> {
    let time = SignedDuration::from_hours(24 * BIN_DAYS);
    let before = unit.now().checked_sub(time).unwrap_or(unit.now());
    let mut count = 0;
    for council in organisation::all(unit.session()).await? {
        let gone = bin::sweep(unit.session(), council.id, before).await?;
        for (plan, item) in &gone {
            let subject = Subject {
                council: council.id,
                object: format!("bin/{plan}"),
            };
            let said = canonical_bytes(item);
            let contents = Contents {
                before: Some(&said),
                after: None,
            };
            unit.note::<EmptyBin>(&subject, contents).await?;
        }
        count += gone.len();
    }
    Ok(count)
}
