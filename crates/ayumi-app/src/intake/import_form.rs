//! Imports an `ayumi/plan@1`: the same plan with the same ids.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::interchange::{
    PlanFormError, canonical_bytes, digest, form_digest, plan_from_json, plan_to_json,
};
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::Plan;
use ayumi_locale::key;
use ayumi_store::plan::Origin;
use ayumi_store::{StoreError, plan as plans};

use super::import_file::unchanged;
use super::keep::{KeepError, keep_one};
use super::{Imported, SourceFile, shown_name};
use crate::guard::{Contents, Given, Refused, Subject, nothing_there};
use crate::organisation::{Settle, SettleError, settle_council};
use crate::{Class, Classified, Unit};

/// Imports an `ayumi/plan@1`.
pub struct ImportForm;

impl Action for ImportForm {
    const NAME: &'static str = "import-form";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Intake;
}

/// Why a form is not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportFormError {
    /// Not UTF-8.
    #[error("the form is not UTF-8")]
    NotUtf8,
    /// No `ayumi/plan@1` this Ayumi takes.
    #[error("the form is not taken")]
    Form(#[source] PlanFormError),
    /// A plan with this id is here and says something else: nothing is overwritten.
    #[error("the plan {0:?} is here already and differs")]
    Differs(String),
    /// No council to import into.
    #[error("settling the council")]
    Council(#[source] SettleError),
    /// The plan cannot be kept.
    #[error("keeping the plan")]
    Keep(#[source] KeepError),
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("importing a form")]
    Store(#[source] StoreError),
}

impl Classified for ImportFormError {
    fn class(&self) -> Class {
        match self {
            Self::NotUtf8 => Class::Refused(key::ERROR_FORM_NOT_UTF8),
            Self::Form(PlanFormError::UnknownKey(_)) => Class::Refused(key::ERROR_FORM_NEWER),
            Self::Form(PlanFormError::OtherForm(_)) => Class::Refused(key::ERROR_FORM_OTHER),
            Self::Form(_) => Class::Refused(key::ERROR_FORM_BROKEN),
            Self::Differs(_) => Class::Refused(key::ERROR_PLAN_DIFFERS),
            Self::Council(error) => error.class(),
            Self::Keep(error) => error.class(),
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// Reads the plan of a form without keeping anything: what is refused whatever is kept already.
///
/// # Errors
/// [`ImportFormError::NotUtf8`] or [`ImportFormError::Form`], and [`ImportFormError::Keep`] for
/// a form of no plan Ayumi keeps.
pub fn read_form(bytes: &[u8]) -> Result<Plan, ImportFormError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ImportFormError::NotUtf8)?;
    let plan =
        plan_from_json(text.trim_start_matches('\u{feff}')).map_err(ImportFormError::Form)?;
    plan.check()
        .map_err(|problem| ImportFormError::Keep(KeepError::Problem(problem)))?;
    Ok(plan)
}

/// Imports the plan of a form into a council. What is in already changes nothing.
///
/// # Errors
/// See [`ImportFormError`]; nothing is changed then.
pub async fn import_form(
    unit: &mut Unit,
    _permit: Permit<ImportForm>,
    given: Given,
    file: &SourceFile,
    settle: &Settle,
) -> Result<Imported, ImportFormError> {
    use ImportFormError as E;
    let plan = read_form(&file.bytes)?;
    let settled = settle_council(unit, settle, plan.organization.as_deref())
        .await
        .map_err(E::Council)?;
    let council = settled.council;
    let sha256 = digest(&file.bytes);
    let request = (given.expected, &sha256);
    if let Some(done) = unit
        .remembered::<ImportForm, Imported>(council.id, &request)
        .await
        .map_err(E::Refused)?
    {
        return Ok(done);
    }
    nothing_there(given).map_err(E::Refused)?;
    if let Some(unchanged) = there_already(unit, council.id, &plan).await? {
        return Ok(unchanged);
    }
    let origin = Origin {
        source_sha256: None,
        source_name: Some(shown_name(&file.name)),
        form_digest: form_digest(&plan),
        ..Origin::default()
    };
    let (kept, bytes) = keep_one(unit, council.id, plan, &origin, None)
        .await
        .map_err(E::Keep)?;
    let Some(bytes) = bytes else {
        return Ok(unchanged(kept));
    };
    let subject = Subject {
        council: council.id,
        object: format!("plan/{}", kept.plan),
    };
    let done = Imported::Kept {
        council,
        council_made: settled.made,
        plan: kept.plan,
        slug: kept.slug,
        more: Vec::new(),
    };
    let contents = Contents {
        before: None,
        after: Some(&bytes),
    };
    unit.record::<ImportForm>(&subject, contents, &request, &done)
        .await
        .map_err(E::Store)?;
    Ok(done)
}

/// The answer for a plan whose id is here already; another content under it is refused.
async fn there_already(
    unit: &Unit,
    council: CouncilId,
    plan: &Plan,
) -> Result<Option<Imported>, ImportFormError> {
    use ImportFormError as E;
    let stored = plans::load(unit.session(), council, plan.id).await;
    match stored.map_err(E::Store)? {
        None => Ok(None),
        Some(stored) if says_the_same(&stored.plan, plan) => Ok(Some(Imported::Unchanged {
            plan: plan.id,
            slug: stored.plan.slug,
        })),
        Some(stored) => Err(E::Differs(stored.plan.slug)),
    }
}

/// Equal but for the short name, which the installation may have changed.
fn says_the_same(stored: &Plan, given: &Plan) -> bool {
    let given = Plan {
        slug: stored.slug.clone(),
        ..given.clone()
    };
    canonical_bytes(&plan_to_json(stored)) == canonical_bytes(&plan_to_json(&given))
}
