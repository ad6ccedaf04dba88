//! `ayumi render DIR` (hidden): every page and paper with sample content, to look at. Days and ids
//! are those of the samples, so that two runs differ only where the program does.

use std::fs;
use std::path::Path;

use ayumi_app::publish::papers;
use ayumi_locale::{Lang, key};

use super::Ended;
use crate::arguments::Render;
use crate::exit::{Exit, Stop};
use crate::{open, output};

/// The day all papers carry.
const DAY: &str = "2026-04-01";

/// Writes the pages into `DIR`, the papers below `DIR/papers`.
pub fn run(render: &Render, lang: Lang) -> Ended {
    let pages = ayumi_web::render::all()
        .into_iter()
        .map(|(path, page)| (path, page.into_bytes()));
    let assets = ayumi_web::render::assets()
        .into_iter()
        .map(|(path, bytes)| (format!("assets/{path}"), bytes));
    for (path, bytes) in pages.chain(assets) {
        put(&render.folder, &path, &bytes, lang)?;
    }
    let formats = open::formats(None);
    for (name, plan) in ayumi_web::render::plans() {
        let made = papers(&formats, plan, DAY, Lang::Ja)
            .map_err(|error| Stop::new(Exit::CannotCreate, error.to_string()))?;
        for file in made {
            let path = format!("papers/{name}/{}", file.path);
            put(&render.folder, &path, &file.bytes, lang)?;
        }
    }
    Ok(Exit::Fine)
}

fn put(folder: &Path, path: &str, bytes: &[u8], lang: Lang) -> Result<(), Stop> {
    let target = folder.join(path.trim_start_matches('/'));
    let parent = target.parent().unwrap_or(folder);
    fs::create_dir_all(parent)
        .and_then(|()| fs::write(&target, bytes))
        .map_err(|error| {
            let shown = target.display().to_string();
            let words = lang.format(key::CLI_FILE_NOT_WRITTEN, &[("file", &shown)]);
            Stop::new(Exit::CannotCreate, format!("{words}\n  ({error})"))
        })?;
    output::result(&format!("{}\n", target.display()))?;
    Ok(())
}
