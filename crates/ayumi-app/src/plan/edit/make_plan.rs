//! Makes a plan: of nothing, of a structure the field knows, of another plan.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::intake::Ids as _;
use ayumi_core::interchange::{canonical_bytes, form_digest, plan_to_json};
use ayumi_core::plan::edit::{Edit, EditFault, Head, Template, copied};
use ayumi_core::plan::{Period, Plan, PlanId};
use ayumi_locale::Lang;
use ayumi_store::plan::{self as plans, Origin};
use ayumi_store::{StoreError, organisation};
use serde::{Deserialize, Serialize};

use super::{EditError as E, structure};
use crate::Unit;
use crate::guard::{Contents, Given, Subject, nothing_there};
use crate::organisation::slug_of;
use crate::plan::{PlanName, find};

/// Makes a plan.
pub struct MakePlan;

impl Action for MakePlan {
    const NAME: &'static str = "make-plan";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Plans;
}

/// What a plan begins with.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "with", rename_all = "kebab-case")]
pub enum Start {
    /// A structure with so many levels.
    Template {
        /// Which.
        template: Template,
        /// How many levels ([`Template::LEVELS`]; the blank one may have any number).
        levels: usize,
    },
    /// The structure of another plan of the council.
    Plan {
        /// Which.
        plan: PlanName,
    },
}

/// A plan to be made.
#[derive(Clone, Debug, Serialize)]
pub struct NewPlan {
    /// Its name.
    pub title: String,
    /// Its years.
    pub period: Option<Period>,
    /// 第n次.
    pub generation: Option<u32>,
    /// What it begins with.
    pub start: Start,
    /// The language of the level names.
    #[serde(skip)]
    pub lang: Lang,
}

/// A plan that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The plan.
    pub plan: PlanId,
    /// Its short name.
    pub slug: String,
}

/// Why no plan is made: as for an edit.
pub type MakePlanError = E;

/// Makes a plan in the permit's council.
///
/// # Errors
/// [`E`]; nothing is changed then.
pub async fn make_plan(
    unit: &mut Unit,
    permit: Permit<MakePlan>,
    given: Given,
    new: NewPlan,
) -> Result<Made, E> {
    let council = permit.council().ok_or(E::NotThere)?;
    let request = (given.expected, &new);
    let known = unit.remembered::<MakePlan, Made>(council, &request).await;
    if let Some(made) = known.map_err(E::Refused)? {
        return Ok(made);
    }
    nothing_there(given).map_err(E::Refused)?;
    let s = unit.session();
    let there = organisation::by_id(s, council).await.map_err(E::Store)?;
    let all = plans::list(s, council).await.map_err(E::Store)?;
    let title = new.title.trim().to_owned();
    let slug = slug_of(&title, "plan", |slug| {
        all.iter().any(|one| one.slug == slug)
    });
    let mut plan = Plan::bare(PlanId(unit.next()), slug, title.clone());
    plan.organization = there.map(|council| council.name);
    let mut head = Head {
        title,
        generation: new.generation,
        period: new.period.clone(),
        ..Head::default()
    };
    match &new.start {
        Start::Template { template, levels } => {
            let least = (*template == Template::Blank).then_some(0);
            let range = least.unwrap_or(*Template::LEVELS.start())..=*Template::LEVELS.end();
            if !range.contains(levels) {
                return Err(E::Fault(EditFault::TooDeep));
            }
            head.levels = structure::level_names(*template, *levels, new.lang);
            let usual = structure::usual_numbering(head.levels.len(), new.lang);
            head.numbering = usual.into_iter().map(Some).collect();
        }
        Start::Plan { plan: name } => {
            let other = find(unit.session(), council, name).await;
            let other = other.map_err(E::Store)?.ok_or(E::NotThere)?.plan;
            head.levels.clone_from(&other.levels);
            head.groupings.clone_from(&other.groupings);
            head.numbering.clone_from(&other.numbering);
            (head.philosophy, head.vision) = (other.philosophy.clone(), other.vision.clone());
            (plan.items, plan.lineage) = copied(&other, &mut || unit.next());
        }
    }
    Edit::Head { head }.apply(&mut plan)?;
    keep(unit, council, &plan).await.map_err(E::Store)?;
    let made = Made {
        plan: plan.id,
        slug: plan.slug,
    };
    let remembered = unit.remember::<MakePlan>(council, &request, &made).await;
    remembered.map_err(E::Store)?;
    Ok(made)
}

async fn keep(
    unit: &mut Unit,
    council: ayumi_core::organisation::CouncilId,
    plan: &Plan,
) -> Result<(), StoreError> {
    let origin = Origin {
        form_digest: form_digest(plan),
        ..Origin::default()
    };
    plans::insert(unit.session(), council, plan, &origin).await?;
    let after = canonical_bytes(&plan_to_json(plan));
    let subject = Subject {
        council,
        object: format!("plan/{}", plan.id),
    };
    let contents = Contents {
        before: None,
        after: Some(&after),
    };
    unit.note::<MakePlan>(&subject, contents).await
}
