//! `ayumi render DIR` (hidden): every page with sample content, to look at.

use std::fs;

use ayumi_locale::{Lang, key};

use super::Ended;
use crate::arguments::Render;
use crate::exit::{Exit, Stop};
use crate::output;

/// Writes the pages and what they need.
pub fn run(render: &Render, lang: Lang) -> Ended {
    let pages = ayumi_web::render::all()
        .into_iter()
        .map(|(path, page)| (path, page.into_bytes()))
        .chain(
            ayumi_web::render::assets()
                .into_iter()
                .map(|(path, bytes)| (format!("assets/{path}"), bytes)),
        );
    for (path, bytes) in pages {
        let target = render.folder.join(path.trim_start_matches('/'));
        let parent = target.parent().unwrap_or(&render.folder);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&target, bytes))
            .map_err(|error| {
                let shown = target.display().to_string();
                let words = lang.format(key::CLI_FILE_NOT_WRITTEN, &[("file", &shown)]);
                Stop::new(Exit::CannotCreate, format!("{words}\n  ({error})"))
            })?;
        output::result(&format!("{}\n", target.display()))?;
    }
    Ok(Exit::Fine)
}
