//! `ayumi export PLAN --json`: a plan as `ayumi/plan@1`.

use ayumi_app::plan::{ExportPlan, PlanName, export_plan};
use ayumi_locale::Lang;

use super::Ended;
use crate::arguments::{Export, Where};
use crate::exit::{Exit, Stop};
use crate::{open, output};

/// Prints the form.
pub async fn run(place: &Where, export: &Export, lang: Lang) -> Ended {
    let app = open::with_plans(place, &export.plan, lang).await?;
    let unit = open::look(&app, lang).await?;
    let council = export.council.as_deref();
    let (council, row) = open::one_plan(&unit, &export.plan, council, lang).await?;
    let permit = open::permit::<ExportPlan>(&unit, Some(&council), lang)?;
    let export = export_plan(&unit, permit, &PlanName::from(row.id))
        .await
        .map_err(|error| Stop::of(&error, lang))?;
    output::json(&export.form).map(|()| Exit::Fine)
}
