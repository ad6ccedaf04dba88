//! What belongs to no word: help, assets, health.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use ayumi_core::access::{Action, Area, Effect};

use crate::help::HelpPage;
use crate::render::html;
use crate::route::{Answer, Asked};
use crate::{assets, failure::Failure};

/// Looks at the help.
pub struct ShowHelp;

impl Action for ShowHelp {
    const NAME: &'static str = "show-help";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Door;
}

/// Fetches a style sheet, script or picture.
pub struct FetchAsset;

impl Action for FetchAsset {
    const NAME: &'static str = "fetch-asset";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Door;
}

/// Asks whether the server lives.
pub struct Alive;

impl Action for Alive {
    const NAME: &'static str = "alive";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Door;
}

/// Asks whether the database answers. Anybody may: whoever watches the server has no account.
pub struct Ready;

impl Action for Ready {
    const NAME: &'static str = "ready";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Door;
}

/// The help page.
pub async fn help(asked: Asked<ShowHelp>) -> Answer {
    let mut page = HelpPage::new(asked.w);
    page.shell.viewer = asked.viewer();
    Ok(Html(html(&page)).into_response())
}

/// A file of the pages.
pub async fn asset(asked: Asked<FetchAsset>) -> Answer {
    Ok(assets::answer(asked.param("name")?))
}

/// The server lives.
pub async fn alive(_asked: Asked<Alive>) -> Answer {
    Ok("ok\n".into_response())
}

/// The database answers.
pub async fn ready(asked: Asked<Ready>) -> Answer {
    let unit = asked.app.look(asked.actor.clone()).await?;
    match ayumi_app::organisation::find_council(&unit, "-").await {
        Ok(_) => Ok(Json(serde_json::json!({ "ready": true })).into_response()),
        Err(error) => Err(Failure {
            log: Some(error.to_string()),
            ..Failure::of(StatusCode::SERVICE_UNAVAILABLE)
        }),
    }
}
