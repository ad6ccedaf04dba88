//! A council as a whole, for whoever runs the installation: stop it, let it go on, and how to write
//! it out or delete it.

use askama::Template;
use axum::response::{Html, IntoResponse, Redirect};
use ayumi_app::organisation::keeping::{ShowKeeping, StopCouncil, stop_council};
use ayumi_core::organisation::Council;
use ayumi_locale::key;

use crate::render::html;
use crate::route::{Answer, Asked};
use crate::shell::{Hidden, Shell, Viewer};
use crate::words::Words;
use crate::{address, fields};

/// What can be done with a council as a whole.
#[derive(Template)]
#[template(path = "organisation/keeping.html")]
pub struct KeepingPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// Its short name.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Is it stopped?
    pub stopped: bool,
    /// Where the form goes.
    pub action: String,
    /// Version and key.
    pub hidden: Hidden,
}

impl KeepingPage {
    /// The page of a council.
    pub fn new(w: Words, council: &Council, viewer: Option<Viewer>) -> Self {
        let path = address::keeping(&council.slug);
        let title = w.v(key::WEB_KEEPING_TITLE, "council", &council.name);
        Self {
            w,
            action: format!("{path}/stop"),
            shell: Shell::new(title, path).seen_by(viewer),
            slug: council.slug.clone(),
            name: council.name.clone(),
            stopped: council.stopped,
            hidden: Hidden::fresh(council.revision),
        }
    }
}

/// The page.
pub async fn show(asked: Asked<ShowKeeping>) -> Answer {
    let work = asked.look().await?;
    let page = KeepingPage::new(asked.w, &work.council, asked.viewer());
    Ok(Html(html(&page)).into_response())
}

/// Stops the council, or lets it go on.
pub async fn stop(asked: Asked<StopCouncil>) -> Answer {
    let fields = fields::read(&asked).await?;
    let mut work = asked.change(fields.key()?).await?;
    let stopped = fields.get("stopped") == Some("yes");
    stop_council(&mut work.unit, work.permit, fields.given()?, stopped).await?;
    work.unit.commit().await?;
    Ok(Redirect::to(&address::keeping(&work.council.slug)).into_response())
}
