//! `ayumi audit`: is the record whole, and what may be kept no longer.

use ayumi_app::record::{EraseContents, VerifyRecord, Wanted, erase_contents, verify_record};
use ayumi_core::access::{Actor, Area};
use ayumi_core::record::Fault;
use ayumi_locale::{Key, Lang, key};

use super::Ended;
use crate::arguments::{Audit, AuditErase, AuditVerify, Where};
use crate::exit::{Exit, Stop};
use crate::{open, output};

/// Verifies or erases.
pub async fn run(place: &Where, audit: &Audit, lang: Lang) -> Ended {
    match audit {
        Audit::Verify(verify) => verify_all(place, verify, lang).await,
        Audit::Erase(erase) => erase_some(place, erase, lang).await,
    }
}

/// Verifies the record of each council; exit 1 when one is broken.
async fn verify_all(place: &Where, verify: &AuditVerify, lang: Lang) -> Ended {
    let noted = verify.noted.as_deref().map(|text| noted(text, lang));
    let noted = noted.transpose()?;
    let Some(app) = open::existing(place, lang).await? else {
        return Err(Stop::new(Exit::NoInput, lang.text(key::CLI_AUDIT_NOTHING)));
    };
    let unit = open::look(&app, lang).await?;
    let (mut whole, mut told) = (true, Vec::new());
    for council in open::councils(&unit, verify.council.as_deref(), lang).await? {
        let permit = open::permit::<VerifyRecord>(&unit, Some(&council), lang)?;
        let found = verify_record(&unit, permit, noted.as_ref()).await;
        let found = found.map_err(|error| Stop::of(&error, lang))?;
        whole &= found.broken.is_none();
        told.push((council, found));
    }
    if verify.json {
        let rows: Vec<_> = told
            .iter()
            .map(|(council, found)| {
                let broken = found.broken.as_ref().map(|broken| {
                    serde_json::json!({
                        "sequence": broken.sequence, "fault": fault_name(broken.fault),
                    })
                });
                serde_json::json!({
                    "council": council.slug, "entries": found.entries, "head": found.head,
                    "broken": broken,
                })
            })
            .collect();
        output::json(&serde_json::json!({ "whole": whole, "records": rows }))?;
    } else {
        let mut text = String::new();
        for (council, found) in &told {
            let entries = found.entries.to_string();
            let head = found.head.as_deref().unwrap_or("-");
            let mut values = vec![
                ("council", &*council.name),
                ("count", &entries),
                ("head", head),
            ];
            let sequence = found.broken.as_ref().map(|one| one.sequence.to_string());
            let fault = found
                .broken
                .as_ref()
                .map(|one| lang.text(fault_words(one.fault)));
            text += &match (&sequence, &fault) {
                (Some(sequence), Some(fault)) => {
                    values.truncate(1);
                    values.extend([("sequence", &**sequence), ("fault", &**fault)]);
                    lang.format(key::CLI_AUDIT_BROKEN, &values)
                }
                _ => lang.format(key::CLI_AUDIT_WHOLE, &values),
            };
            text.push('\n');
        }
        output::result(&text)?;
    }
    Ok(if whole { Exit::Fine } else { Exit::Found })
}

/// An entry with its hash as somebody noted it down: `120:9f86d081…`.
fn noted(text: &str, lang: Lang) -> Result<(u64, String), Stop> {
    let pair = text.split_once(':').and_then(|(number, hash)| {
        let fits = (8..=64).contains(&hash.len()) && hash.bytes().all(|b| b.is_ascii_hexdigit());
        Some((number.parse().ok()?, hash.to_ascii_lowercase())).filter(|_| fits)
    });
    pair.ok_or_else(|| {
        let words = lang.format(key::CLI_AUDIT_NOTED_WRONG, &[("noted", text)]);
        Stop::new(Exit::Usage, words)
    })
}

fn fault_name(fault: Fault) -> &'static str {
    match fault {
        Fault::Gap => "gap",
        Fault::Previous => "previous",
        Fault::Hash => "hash",
        Fault::End => "end",
        Fault::Content => "content",
        Fault::Missing => "missing",
    }
}

fn fault_words(fault: Fault) -> Key {
    match fault {
        Fault::Gap => key::CLI_AUDIT_GAP,
        Fault::Previous => key::CLI_AUDIT_PREVIOUS,
        Fault::Hash => key::CLI_AUDIT_HASH,
        Fault::End => key::CLI_AUDIT_END,
        Fault::Content => key::CLI_AUDIT_CONTENT,
        Fault::Missing => key::CLI_AUDIT_MISSING,
    }
}

/// Erases contents by class, with an entry that says so.
async fn erase_some(place: &Where, erase: &AuditErase, lang: Lang) -> Ended {
    let class = Area::named(&erase.class).filter(|area| *area != Area::Record);
    let Some(class) = class else {
        let classes: Vec<&str> = Area::ALL.iter().map(|area| area.name()).collect();
        let words = lang.format(
            key::CLI_AUDIT_CLASS_WRONG,
            &[("class", &erase.class), ("classes", &classes.join(", "))],
        );
        return Err(Stop::new(Exit::Usage, words));
    };
    let Some(app) = open::existing(place, lang).await? else {
        return Err(Stop::new(Exit::NoInput, lang.text(key::CLI_AUDIT_NOTHING)));
    };
    let unit = app.change(Actor::LocalOperator, None).await;
    let mut unit = unit.map_err(|error| Stop::of(&error, lang))?;
    let wanted = Wanted {
        class: class.name(),
        before: erase.before,
        names_only: erase.names_only,
    };
    let mut lost = 0;
    for council in open::councils(&unit, erase.council.as_deref(), lang).await? {
        let permit = open::permit::<EraseContents>(&unit, Some(&council), lang)?;
        let erased = erase_contents(&mut unit, permit, wanted).await;
        lost += erased.map_err(|error| Stop::of(&error, lang))?;
    }
    unit.commit()
        .await
        .map_err(|error| Stop::of(&error, lang))?;
    let words = lang.format(key::CLI_AUDIT_ERASED, &[("count", &lost.to_string())]);
    output::result(&format!("{words}\n"))?;
    Ok(Exit::Fine)
}
