//! Two editions of a plan beside each other, or one beside the draft.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::interchange::plan_from_json;
use ayumi_core::organisation::{Council, CouncilId};
use ayumi_core::plan::Plan;
use ayumi_core::plan::edition::Edition;
use ayumi_store::{edition, files, organisation};

use super::EditionError as E;
use crate::Unit;
use crate::plan::{PlanName, view};

/// Compares editions.
pub struct CompareEditions;

impl Action for CompareEditions {
    const NAME: &'static str = "compare-editions";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Plans;
}

/// One of the two.
#[derive(Clone, Debug)]
pub struct Side {
    /// The edition; `None` = the draft as it stands.
    pub edition: Option<Edition>,
    /// The plan as it says.
    pub plan: Plan,
}

/// Two states of a plan.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The council.
    pub council: Council,
    /// The plan's short name.
    pub slug: String,
    /// All its editions, the last one first.
    pub all: Vec<Edition>,
    /// The old one; a plan without anything where there is no edition yet.
    pub old: Side,
    /// The new one.
    pub new: Side,
}

/// Two editions of a plan of the permit's council by their numbers. Without `old` the last adopted
/// one before the new one, else the last one; without `new` the draft.
///
/// # Errors
/// [`E`].
pub async fn compare_editions(
    unit: &Unit,
    permit: Permit<CompareEditions>,
    name: &PlanName,
    (old, new): (Option<u32>, Option<u32>),
) -> Result<Compared, E> {
    let council = permit.council().ok_or(E::NotThere)?;
    let found = view(unit, council, name).await.map_err(E::Store)?;
    let draft = found.ok_or(E::NotThere)?;
    let s = unit.session();
    let all = edition::of_plan(s, council, draft.plan.id)
        .await
        .map_err(E::Store)?;
    let numbered = |number: u32| {
        let found = all.iter().find(|one| one.number == number);
        found.cloned().ok_or(E::NotThere)
    };
    let new = new.map(numbered).transpose()?;
    let earlier = |one: &&Edition| new.as_ref().is_none_or(|new| one.number < new.number);
    let old = match old {
        Some(old) => Some(numbered(old)?),
        None => {
            let mut before = all.iter().filter(earlier);
            let adopted = before.clone().find(|one| one.adopted.is_some());
            adopted.or_else(|| before.next()).cloned()
        }
    };
    let new = match new {
        Some(edition) => side(unit, council, edition).await?,
        None => Side {
            edition: None,
            plan: draft.plan.clone(),
        },
    };
    let old = match old {
        Some(edition) => side(unit, council, edition).await?,
        None => Side {
            edition: None,
            plan: bare(&new.plan),
        },
    };
    let there = organisation::by_id(s, council).await.map_err(E::Store)?;
    Ok(Compared {
        council: there.ok_or(E::NotThere)?,
        slug: draft.plan.slug.clone(),
        all,
        old,
        new,
    })
}

async fn side(unit: &Unit, council: CouncilId, edition: Edition) -> Result<Side, E> {
    let bytes = files::get_of(unit.session(), council, &edition.sha256).await;
    let bytes = bytes.map_err(E::Store)?.ok_or(E::Unreadable)?;
    let plan = std::str::from_utf8(&bytes).ok();
    let plan = plan.and_then(|text| plan_from_json(text).ok());
    Ok(Side {
        edition: Some(edition),
        plan: plan.ok_or(E::Unreadable)?,
    })
}

/// A plan of this name that says nothing.
fn bare(plan: &Plan) -> Plan {
    Plan {
        items: Vec::new(),
        overall: Vec::new(),
        legends: Vec::new(),
        lineage: Vec::new(),
        unmentioned: Vec::new(),
        ..plan.clone()
    }
}
