//! Takes what a person chose of a newer version of a document into its plan, in one transaction.

use std::collections::{BTreeSet, HashSet};

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::interchange::{canonical_bytes, form_digest, plan_to_json};
use ayumi_core::newer::merge;
use ayumi_core::plan::{Plan, PlanId};
use ayumi_store::IntakeId;
use ayumi_store::intake::{Intake, IntakeState, replace};
use ayumi_store::plan::{Origin, take_newer as take};
use serde::{Deserialize, Serialize};

use super::newer::{NewerError, Pairing, Three, three};
use super::open_intake::{Opening, open_intake};
use crate::Unit;
use crate::guard::{Contents, Given, Subject, same_version};

/// Takes a newer version of a plan's document in.
pub struct TakeNewer;

impl Action for TakeNewer {
    const NAME: &'static str = "take-newer";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Intake;
}

/// What a person chose.
#[derive(Clone, Debug, Serialize)]
pub struct Taking {
    /// Which plan of the document goes into which plan of the council.
    pub pairing: Pairing,
    /// The version of the plan the person saw; `None` where none was shown.
    pub version: Option<u64>,
    /// The keys of the differences to take over; everything else stays as it is.
    pub keys: BTreeSet<String>,
    /// The person confirmed that a document of another organisation belongs to this council.
    pub although_other: bool,
}

/// The plan after a newer version was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// The plan.
    pub plan: PlanId,
    /// Its short name.
    pub slug: String,
    /// Its new version.
    pub version: u64,
    /// How many differences were taken over.
    pub count: usize,
    /// The file binds further plans, which still wait in the intake.
    pub more: bool,
}

/// Takes the chosen differences into a plan of the permit's council. The document is noted as where
/// the plan comes from now; the one before stays with it. The intake is closed, unless its file
/// binds further plans.
///
/// # Errors
/// See [`NewerError`]; nothing is changed then.
pub async fn take_newer(
    unit: &mut Unit,
    permit: Permit<TakeNewer>,
    id: IntakeId,
    given: Given,
    taking: &Taking,
) -> Result<Taken, NewerError> {
    use NewerError as E;
    let request = (id.0, given.expected, taking);
    let opening = open_intake(unit, &permit, id, given, &request).await;
    let intake = match opening.map_err(E::Open)? {
        Opening::Done(done) => return Ok(done),
        Opening::Open(intake) => *intake,
    };
    let three = three(unit, &intake, &taking.pairing).await?;
    let seen = Given {
        expected: taking.version,
    };
    same_version(seen, three.ours.version).map_err(E::Refused)?;
    if let Some(other) = three.other.clone().filter(|_| !taking.although_other) {
        return Err(E::OtherCouncil(other));
    }
    let chosen: HashSet<String> = taking.keys.iter().cloned().collect();
    let plan = merge(three.versions(), &chosen).map_err(E::Merge)?;
    plan.check().map_err(E::Problem)?;
    let version = keep(unit, &intake, &three, (&plan, taking.pairing.part)).await?;
    let done = Taken {
        plan: plan.id,
        slug: plan.slug,
        version,
        count: taking.keys.len(),
        more: three.offered > 1,
    };
    unit.remember::<TakeNewer>(intake.council, &request, &done)
        .await
        .map_err(E::Store)?;
    if !done.more {
        close(unit, intake, plan.id).await?;
    }
    Ok(done)
}

/// Keeps the plan with where it comes from now, and enters it into the record.
async fn keep(
    unit: &mut Unit,
    intake: &Intake,
    three: &Three,
    (plan, part): (&Plan, usize),
) -> Result<u64, NewerError> {
    use NewerError as E;
    let origin = Origin {
        source_sha256: Some(intake.sha256.clone()),
        source_name: Some(intake.name.clone()),
        form_digest: form_digest(&three.theirs),
        part: u32::try_from(part).unwrap_or(u32::MAX),
        encoding: intake.encoding.clone(),
        selection: intake.selection,
    };
    let form = plan_to_json(&three.theirs).to_string();
    let kept = (plan, three.ours.version);
    let version = take(unit.session(), intake.council, kept, (&origin, form))
        .await
        .map_err(E::Store)?;
    let subject = Subject {
        council: intake.council,
        object: format!("plan/{}", plan.id),
    };
    let [before, after] = [&three.ours.plan, plan].map(|plan| canonical_bytes(&plan_to_json(plan)));
    let contents = Contents {
        before: Some(&before),
        after: Some(&after),
    };
    unit.note::<TakeNewer>(&subject, contents)
        .await
        .map_err(E::Store)?;
    Ok(version)
}

async fn close(unit: &Unit, intake: Intake, plan: PlanId) -> Result<(), NewerError> {
    let closed = Intake {
        state: IntakeState::Accepted(plan),
        ..intake
    };
    replace(unit.session(), &closed, closed.version)
        .await
        .map(drop)
        .map_err(NewerError::Store)
}
