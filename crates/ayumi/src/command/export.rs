//! `ayumi export PLAN`: a plan as `ayumi/plan@1`, or its data as CSV.

use ayumi_app::Unit;
use ayumi_app::plan::{ExportAs, ExportPlan, ExportPlanError, PlanName, export_csv, export_plan};
use ayumi_core::access::Permit;
use ayumi_locale::{Lang, key};
use ayumi_markup::csv::{CsvEncoding, LackingCell};

use super::Ended;
use crate::arguments::{Export, Where};
use crate::exit::{Exit, Stop};
use crate::{open, output};

/// So many cells are named.
const SHOWN: usize = 20;

/// Prints the form, or the table.
pub async fn run(place: &Where, export: &Export, lang: Lang) -> Ended {
    let app = open::with_plans(place, &export.plan, lang).await?;
    let unit = open::look(&app, lang).await?;
    let council = export.council.as_deref();
    let (council, row) = open::one_plan(&unit, &export.plan, council, lang).await?;
    let permit = open::permit::<ExportPlan>(&unit, Some(&council), lang)?;
    let name = PlanName::from(row.id);
    if export.csv {
        return table(&unit, permit, &name, export, lang).await;
    }
    let export = export_plan(&unit, permit, &name)
        .await
        .map_err(|error| Stop::of(&error, lang))?;
    output::json(&export.form).map(|()| Exit::Fine)
}

async fn table(
    unit: &Unit,
    permit: Permit<ExportPlan>,
    name: &PlanName,
    export: &Export,
    lang: Lang,
) -> Ended {
    let encoding = match export.csv_encoding.as_str() {
        "shift_jis" => CsvEncoding::ShiftJis {
            replace: export.replace,
        },
        _ => CsvEncoding::Utf8,
    };
    let form = ExportAs { encoding, lang };
    match export_csv(unit, permit, name, form).await {
        Ok(bytes) => output::bytes(&bytes).map(|()| Exit::Fine),
        Err(ExportPlanError::Lacking(cells)) => {
            Err(Stop::new(Exit::BadContent, lacking(&cells, lang)))
        }
        Err(error) => Err(Stop::of(&error, lang)),
    }
}

/// What Shift_JIS lacks, cell by cell, and the two ways out.
fn lacking(cells: &[LackingCell], lang: Lang) -> String {
    let mut lines = vec![lang.text(key::ERROR_CSV_LACKING)];
    lines.extend(cells.iter().take(SHOWN).map(|cell| {
        format!(
            "  {}  {}  ({})",
            cell.cell,
            cell.lacking,
            cell.text.replace('\n', " ")
        )
    }));
    if cells.len() > SHOWN {
        let count = (cells.len() - SHOWN).to_string();
        lines.push("  ".to_owned() + &lang.format(key::CLI_EXPORT_MORE, &[("count", &count)]));
    }
    lines.push(lang.text(key::CLI_EXPORT_LACKING_DO));
    lines.join("\n")
}
