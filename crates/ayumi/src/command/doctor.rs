//! `ayumi doctor`: examines the installation.

use std::path::Path;

use ayumi_app::check::{Doctor as Action, Examined, doctor, fault_words, subject_words};
use ayumi_app::{FontStock, Stock};
use ayumi_core::access::{Actor, check};
use ayumi_locale::{Lang, key};
use ayumi_pdf::{Fonts, Origin};

use ayumi_store::doctor::LEAST_SPACE;

use super::Ended;
use crate::arguments::{Doctor, Where};
use crate::exit::{Exit, Stop};
use crate::{output, settings};

/// Carries out all checks; exit 1 when one finds a fault.
pub async fn run(place: &Where, command: &Doctor, lang: Lang) -> Ended {
    let settings = settings::settings(place, lang)?;
    let permit =
        check::<Action>(&Actor::LocalOperator, None).map_err(|denied| Stop::of(&denied, lang))?;
    let stock = Stock {
        font: font(&settings.data_dir),
        least_space: command
            .least_free
            .map_or(LEAST_SPACE, |megabytes| megabytes.saturating_mul(MEGABYTE)),
    };
    let examined = doctor(permit, &settings, stock).await;
    let well = examined.iter().all(Examined::is_well);
    if command.json {
        output::json(&as_json(&examined, well, lang))?;
    } else {
        output::result(&as_table(&examined, well, lang))?;
    }
    Ok(if well { Exit::Fine } else { Exit::Found })
}

const MEGABYTE: u64 = 1024 * 1024;

/// The font PDF is set with. Whoever puts one into the data folder means that one: if another is
/// taken in its place, that is told.
fn font(data_dir: &Path) -> FontStock {
    let own =
        std::fs::read_dir(data_dir.join("fonts")).is_ok_and(|mut files| files.next().is_some());
    match Fonts::find(Some(data_dir)) {
        Ok(found) if own && found.origin() != Origin::DataFolder => FontStock::OwnNotUsable,
        Ok(_) => FontStock::Found,
        Err(_) => FontStock::Missing,
    }
}

fn as_json(examined: &[Examined], well: bool, lang: Lang) -> serde_json::Value {
    let checks: Vec<_> = examined
        .iter()
        .map(|one| {
            let findings: Vec<_> = one
                .findings
                .iter()
                .map(|finding| {
                    serde_json::json!({
                        "code": finding.code(),
                        "harmless": finding.is_harmless(),
                        "text": fault_words(lang, finding),
                    })
                })
                .collect();
            serde_json::json!({
                "check": one.subject.code(),
                "well": one.is_well(),
                "findings": findings,
            })
        })
        .collect();
    serde_json::json!({ "well": well, "checks": checks })
}

fn as_table(examined: &[Examined], well: bool, lang: Lang) -> String {
    let mut table = String::new();
    for one in examined {
        let state = if one.is_well() {
            key::CLI_DOCTOR_WELL
        } else {
            key::CLI_DOCTOR_FAULT
        };
        table += &format!(
            "{}  {}\n",
            lang.text(state),
            subject_words(lang, one.subject)
        );
        for finding in &one.findings {
            table += &format!("      {}\n", fault_words(lang, finding));
        }
    }
    let sum = if well {
        key::CLI_DOCTOR_ALL_WELL
    } else {
        key::CLI_DOCTOR_FAULTS
    };
    table + &lang.text(sum) + "\n"
}
