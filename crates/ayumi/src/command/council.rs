//! `ayumi council`: what whoever runs the installation does with councils as wholes.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use ayumi_app::organisation::keeping::{
    DeleteCouncil, ExportCouncil, ImportCouncil, MAX_ARCHIVE, StopCouncil, clear_away,
    delete_council, export_council, import_council, stop_council,
};
use ayumi_app::{App, Given, Unit};
use ayumi_core::access::Actor;
use ayumi_core::organisation::Council;
use ayumi_locale::{Lang, key};

use super::Ended;
use crate::arguments::{
    Council as Command, CouncilDelete, CouncilExport, CouncilImport, CouncilList, CouncilStop,
    Where,
};
use crate::exit::{Exit, Stop};
use crate::{open, output};

/// Lists, stops, lets go on, writes out, reads back, deletes.
pub async fn run(place: &Where, command: &Command, lang: Lang) -> Ended {
    if let Command::Import(import) = command {
        return read_back(place, import, lang).await;
    }
    let Some(app) = open::existing(place, lang).await? else {
        return Err(Stop::new(Exit::NoInput, lang.text(key::CLI_AUDIT_NOTHING)));
    };
    match command {
        Command::List(list) => all(&app, list, lang).await,
        Command::Stop(one) => stop(&app, (one, true), lang).await,
        Command::Resume(one) => stop(&app, (one, false), lang).await,
        Command::Export(export) => write_out(&app, export, lang).await,
        Command::Delete(delete) => remove(&app, delete, lang).await,
        Command::Import(_) => Ok(Exit::Usage),
    }
}

async fn all(app: &App, list: &CouncilList, lang: Lang) -> Ended {
    let unit = open::look(app, lang).await?;
    let all = open::councils(&unit, None, lang).await?;
    if list.json {
        output::json(&serde_json::json!({ "councils": all }))?;
        return Ok(Exit::Fine);
    }
    let mut text = String::new();
    for council in all {
        let stopped = match council.stopped {
            true => format!("  {}", lang.text(key::CLI_COUNCIL_IS_STOPPED)),
            false => String::new(),
        };
        text += &format!("{}  {}{stopped}\n", council.slug, council.name);
    }
    output::result(&text)?;
    Ok(Exit::Fine)
}

async fn changing(app: &App, slug: &str, lang: Lang) -> Result<(Unit, Council), Stop> {
    let unit = app.change(Actor::LocalOperator, None).await;
    let unit = unit.map_err(|error| Stop::of(&error, lang))?;
    let found = open::councils(&unit, Some(slug), lang).await?.pop();
    let council = found.ok_or_else(|| open::no_such_council(slug, lang))?;
    Ok((unit, council))
}

async fn stop(app: &App, (one, stopped): (&CouncilStop, bool), lang: Lang) -> Ended {
    let (mut unit, council) = changing(app, &one.slug, lang).await?;
    let permit = open::permit::<StopCouncil>(&unit, Some(&council), lang)?;
    let done = stop_council(&mut unit, permit, Given::default(), stopped).await;
    done.map_err(|error| Stop::of(&error, lang))?;
    commit(unit, lang).await?;
    let words = match stopped {
        true => key::CLI_COUNCIL_STOPPED,
        false => key::CLI_COUNCIL_RESUMED,
    };
    say(lang.format(words, &[("council", &council.name)]))
}

async fn write_out(app: &App, export: &CouncilExport, lang: Lang) -> Ended {
    let (mut unit, council) = changing(app, &export.slug, lang).await?;
    let permit = open::permit::<ExportCouncil>(&unit, Some(&council), lang)?;
    let made = export_council(&mut unit, permit).await;
    let made = made.map_err(|error| Stop::of(&error, lang))?;
    keep(&export.archive_out, &made.bytes).map_err(|error| {
        let values = [
            ("path", &*export.archive_out.to_string_lossy()),
            ("reason", &error.to_string()),
        ];
        Stop::new(
            Exit::CannotCreate,
            lang.format(key::CLI_COUNCIL_NOT_WRITTEN, &values),
        )
    })?;
    commit(unit, lang).await?;
    let values = [
        ("council", &*council.name),
        ("entries", &made.entries.to_string()),
        ("files", &made.files.to_string()),
        ("path", &export.archive_out.to_string_lossy()),
    ];
    say(lang.format(key::CLI_COUNCIL_EXPORTED, &values))
}

/// Writes a new file, durable before anything is told; one that is there is not overwritten, and
/// nothing half-written stays.
fn keep(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = std::fs::remove_file(path);
    }
    written
}

async fn read_back(place: &Where, import: &CouncilImport, lang: Lang) -> Ended {
    let refused = |reason: &str| {
        let values = [
            ("path", &*import.archive.to_string_lossy()),
            ("reason", reason),
        ];
        Stop::new(
            Exit::NoInput,
            lang.format(key::CLI_COUNCIL_NOT_READ, &values),
        )
    };
    let size = std::fs::metadata(&import.archive).map_err(|error| refused(&error.to_string()))?;
    if size.len() > MAX_ARCHIVE {
        return Err(Stop::new(
            Exit::BadContent,
            lang.text(key::ERROR_ARCHIVE_NONE),
        ));
    }
    let bytes = std::fs::read(&import.archive).map_err(|error| refused(&error.to_string()))?;
    let app = open::app(place, lang).await?;
    let unit = app.change(Actor::LocalOperator, None).await;
    let mut unit = unit.map_err(|error| Stop::of(&error, lang))?;
    let permit = open::permit::<ImportCouncil>(&unit, None, lang)?;
    let council = import_council(&mut unit, permit, bytes).await;
    let council = council.map_err(|error| Stop::of(&error, lang))?;
    commit(unit, lang).await?;
    say(lang.format(key::CLI_COUNCIL_IMPORTED, &[("council", &council.name)]))
}

async fn remove(app: &App, delete: &CouncilDelete, lang: Lang) -> Ended {
    let (mut unit, council) = changing(app, &delete.slug, lang).await?;
    let permit = open::permit::<DeleteCouncil>(&unit, Some(&council), lang)?;
    let gone = delete_council(&mut unit, permit, Given::default(), &delete.name).await;
    let gone = gone.map_err(|error| Stop::of(&error, lang))?;
    commit(unit, lang).await?;
    let cleared = clear_away(app, &gone).await;
    cleared.map_err(|error| Stop::of(&error, lang))?;
    let values = [
        ("council", &*gone.name),
        ("entries", &gone.entries.to_string()),
        ("head", gone.head.as_deref().unwrap_or("-")),
    ];
    say(lang.format(key::CLI_COUNCIL_DELETED, &values))
}

async fn commit(unit: Unit, lang: Lang) -> Result<(), Stop> {
    unit.commit().await.map_err(|error| Stop::of(&error, lang))
}

fn say(words: String) -> Ended {
    output::result(&format!("{words}\n"))?;
    Ok(Exit::Fine)
}
