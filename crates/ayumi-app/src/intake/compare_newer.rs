//! Compares the document of an intake with a plan the council has.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::newer::{Difference, compare};
use ayumi_core::plan::Plan;
use ayumi_store::IntakeId;
use ayumi_store::intake::{Intake, IntakeState, load};

use super::newer::{NewerError, Pairing, Three, three};
use super::open_intake::OpenIntakeError;
use super::show_intake::OtherCouncil;
use crate::Unit;

/// Looks at what a newer document changes.
pub struct CompareNewer;

impl Action for CompareNewer {
    const NAME: &'static str = "compare-newer";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Intake;
}

/// A plan beside the newer version of its document.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The intake: name of the file, version.
    pub intake: Intake,
    /// What the document said before.
    pub base: Plan,
    /// Is it known what the document said before? Where not, whatever differs is a conflict.
    pub base_known: bool,
    /// The plan as kept.
    pub ours: Plan,
    /// Its version.
    pub version: u64,
    /// What the newer document says.
    pub theirs: Plan,
    /// What differs, in the order of the newer document.
    pub differences: Vec<Difference>,
    /// The organisation the document names, where it is another one than the council.
    pub other: Option<OtherCouncil>,
}

/// What the document of an open intake of the permit's council changes in a plan of it.
///
/// # Errors
/// See [`NewerError`].
pub async fn compare_newer(
    unit: &mut Unit,
    permit: Permit<CompareNewer>,
    id: IntakeId,
    pairing: &Pairing,
) -> Result<Comparison, NewerError> {
    use NewerError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let intake = load(unit.session(), council, id)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    if intake.state != IntakeState::Open {
        return Err(E::Open(OpenIntakeError::Closed));
    }
    let three = three(unit, &intake, pairing).await?;
    let differences = compare(three.versions());
    let Three {
        base,
        base_known,
        ours,
        theirs,
        other,
        ..
    } = three;
    Ok(Comparison {
        intake,
        base,
        base_known,
        ours: ours.plan,
        version: ours.version,
        theirs,
        differences,
        other,
    })
}
