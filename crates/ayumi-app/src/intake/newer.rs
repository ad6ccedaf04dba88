//! The three plans of a comparison: what a plan's document said when it was taken in last, the plan
//! as it is kept, and what the document of an intake says (`bad-input` row 87).

use ayumi_core::intake::accept_plan;
use ayumi_core::interchange::{Reading, plan_from_json};
use ayumi_core::newer::{MergeError, Versions, identify};
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::{Plan, PlanId, Problem};
use ayumi_locale::key;
use ayumi_store::intake::Intake;
use ayumi_store::plan::StoredPlan;
use ayumi_store::{Session, StoreError, organisation, plan as plans, record};
use serde::Serialize;

use super::answers::{AnswerError, offered_plans};
use super::keep::problem_class;
use super::open_intake::OpenIntakeError;
use super::show_intake::{OtherCouncil, other_organisation, stored};
use crate::guard::Refused;
use crate::plan::{PlanName, find};
use crate::{Class, Classified, Unit};

/// Which plan of the document is compared with which plan of the council.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pairing {
    /// The plan of the document, counted from 0 over those the file binds.
    pub part: usize,
    /// The council's plan.
    pub plan: PlanName,
}

/// Why a newer version is not compared, or not taken.
#[derive(Debug, thiserror::Error)]
pub enum NewerError {
    /// No such intake, no such plan in it, or no such plan in this council.
    #[error("there is no such intake or plan")]
    NotThere,
    /// The intake does not open: closed, changed meanwhile.
    #[error("opening the intake")]
    Open(#[source] OpenIntakeError),
    /// The version of the plan refuses: somebody changed it meanwhile.
    #[error("checking the version of the plan")]
    Refused(#[source] Refused),
    /// A stored answer cannot be carried out.
    #[error("carrying out the answers")]
    Answer(#[source] AnswerError),
    /// What is stored of the intake has another shape.
    #[error("reading what is stored of an intake")]
    Stored(#[source] serde_json::Error),
    /// The document names another organisation, and the person did not confirm it.
    #[error("the document is of {:?}, not of {:?}", .0.read, .0.council)]
    OtherCouncil(OtherCouncil),
    /// What was chosen cannot be carried out.
    #[error("taking over what was chosen")]
    Merge(#[source] MergeError),
    /// What was chosen would leave no plan Ayumi keeps.
    #[error("the plan cannot be kept")]
    Problem(#[source] Problem),
    /// The store failed.
    #[error("comparing a plan with a newer document")]
    Store(#[source] StoreError),
}

impl Classified for NewerError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Open(error) => error.class(),
            Self::Refused(error) => error.class(),
            Self::Answer(error) => error.class(),
            Self::Stored(_) => Class::Failed,
            Self::OtherCouncil(_) => Class::Refused(key::ERROR_COUNCIL_NOT_CONFIRMED),
            Self::Merge(MergeError::Unknown(_)) => Class::Refused(key::ERROR_NEWER_UNKNOWN),
            Self::Merge(MergeError::Locked(_)) => Class::Refused(key::ERROR_NEWER_LOCKED),
            Self::Merge(MergeError::Circle(_)) => Class::Refused(key::ERROR_NEWER_CIRCLE),
            Self::Problem(problem) => problem_class(problem),
            Self::Store(error) => error.class(),
        }
    }
}

/// A plan of the council beside what its document said and says.
pub(super) struct Three {
    /// What the document said; without items where nobody knows.
    pub base: Plan,
    /// Is it known what the document said?
    pub base_known: bool,
    /// The plan as kept.
    pub ours: StoredPlan,
    /// What the document of the intake says, with the identities of what it continues.
    pub theirs: Plan,
    /// The organisation the document names, where it is another one than the council.
    pub other: Option<OtherCouncil>,
    /// How many plans the file binds.
    pub offered: usize,
}

impl Three {
    /// The plans to be compared.
    pub fn versions(&self) -> Versions<'_> {
        Versions {
            base: &self.base,
            ours: &self.ours.plan,
            theirs: &self.theirs,
        }
    }
}

/// The three plans of an intake of its council.
pub(super) async fn three(
    unit: &mut Unit,
    intake: &Intake,
    pairing: &Pairing,
) -> Result<Three, NewerError> {
    use NewerError as E;
    let council = intake.council;
    let ours = find(unit.session(), council, &pairing.plan)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let (mut reading, answers) = stored(intake).map_err(E::Stored)?;
    answers.apply(&mut reading).map_err(E::Answer)?;
    let other = other_council(unit.session(), council, &reading, pairing.part).await?;
    let offered = offered_plans(&reading);
    let chosen = offered.iter().find(|one| one.part == pairing.part);
    let chosen = chosen.ok_or(E::NotThere)?;
    let newer = accept_plan(chosen.plan, &reading.legends, "", unit);
    let base = base(unit.session(), council, ours.plan.id)
        .await
        .map_err(E::Store)?;
    let base_known = base.is_some();
    let base = base.unwrap_or_else(|| nothing_of(&ours.plan));
    Ok(Three {
        theirs: identify(&newer, &base, &ours.plan),
        offered: offered.len(),
        base,
        base_known,
        ours,
        other,
    })
}

async fn other_council(
    session: &Session,
    council: CouncilId,
    reading: &Reading,
    part: usize,
) -> Result<Option<OtherCouncil>, NewerError> {
    use NewerError as E;
    let council = organisation::by_id(session, council)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let mut offered = offered_plans(reading);
    offered.retain(|one| one.part == part);
    let read = other_organisation(&offered, &council.name);
    Ok(read.map(|read| OtherCouncil {
        read,
        council: council.name,
    }))
}

/// What the document of a plan said when it was taken in last: noted with a newer version, told by
/// the record's first entry before. `None` where that was erased.
async fn base(
    session: &Session,
    council: CouncilId,
    plan: PlanId,
) -> Result<Option<Plan>, StoreError> {
    if let Some(form) = plans::last_form(session, council, plan).await? {
        return Ok(plan_from_json(&form).ok());
    }
    let object = format!("plan/{plan}");
    let Some(first) = record::first_of(session, council, &object).await? else {
        return Ok(None);
    };
    let content = record::content(session, council, first.sequence).await?;
    let text = content.and_then(|content| String::from_utf8(content.after?).ok());
    Ok(text.and_then(|text| plan_from_json(&text).ok()))
}

/// The plan with nothing in it: where nobody knows what the document said, all that differs is in
/// conflict and nothing counts as gone.
fn nothing_of(plan: &Plan) -> Plan {
    Plan::bare(plan.id, plan.slug.clone(), String::new())
}
