//! A plan as `ayumi/plan@1`, and its data as CSV.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::interchange::plan_to_json;
use ayumi_locale::{Lang, key};
use ayumi_markup::csv::{self, CsvEncoding, LackingCell};
use ayumi_store::StoreError;

use super::{PlanName, view};
use crate::{Class, Classified, Unit};

/// Exports a plan.
pub struct ExportPlan;

impl Action for ExportPlan {
    const NAME: &'static str = "export-plan";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Plans;
}

/// A plan as it leaves.
#[derive(Clone, Debug)]
pub struct Export {
    /// `ayumi/plan@1`.
    pub form: serde_json::Value,
    /// Its version.
    pub version: u64,
}

/// What a plan is written as, beside its exchange form.
#[derive(Clone, Copy, Debug)]
pub struct ExportAs {
    /// How the bytes are made.
    pub encoding: CsvEncoding,
    /// The language of the columns' names.
    pub lang: Lang,
}

/// Why a plan is not exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportPlanError {
    /// No such plan in this council.
    #[error("there is no such plan")]
    NotThere,
    /// Cells hold characters the encoding lacks; nothing was written.
    #[error("characters the encoding lacks")]
    Lacking(Vec<LackingCell>),
    /// The store failed.
    #[error("exporting a plan")]
    Store(#[source] StoreError),
}

impl Classified for ExportPlanError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Lacking(_) => Class::Refused(key::ERROR_CSV_LACKING),
            Self::Store(error) => error.class(),
        }
    }
}

/// A plan of the permit's council in its exchange form.
///
/// # Errors
/// See [`ExportPlanError`].
pub async fn export_plan(
    unit: &Unit,
    permit: Permit<ExportPlan>,
    name: &PlanName,
) -> Result<Export, ExportPlanError> {
    use ExportPlanError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let view = view(unit, council, name)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    Ok(Export {
        form: plan_to_json(&view.plan),
        version: view.version,
    })
}

/// The data of a plan of the permit's council as CSV: one datum in each cell, as in the workbook's
/// sheet of data.
///
/// # Errors
/// [`ExportPlanError::Lacking`] where the encoding lacks characters; else as [`export_plan`].
pub async fn export_csv(
    unit: &Unit,
    permit: Permit<ExportPlan>,
    name: &PlanName,
    form: ExportAs,
) -> Result<Vec<u8>, ExportPlanError> {
    use ExportPlanError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let view = view(unit, council, name)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let table = ayumi_book::data_sheet(&view.plan, form.lang);
    csv::write(&table, form.encoding).map_err(E::Lacking)
}
