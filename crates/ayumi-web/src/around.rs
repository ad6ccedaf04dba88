//! What belongs to no word: help, assets, health.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use ayumi_app::check::Doctor;
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

/// The help page.
pub async fn help(asked: Asked<ShowHelp>) -> Answer {
    Ok(Html(html(&HelpPage::new(asked.w))).into_response())
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
pub async fn ready(asked: Asked<Doctor>) -> Answer {
    let (unit, _) = asked.look_around().await?;
    let permit = unit.permit::<ayumi_app::organisation::ListCouncils>(None)?;
    let all = ayumi_app::organisation::list_councils(&unit, permit).await;
    match all {
        Ok(_) => Ok(Json(serde_json::json!({ "ready": true })).into_response()),
        Err(error) => Err(Failure {
            log: Some(error.to_string()),
            ..Failure::of(StatusCode::SERVICE_UNAVAILABLE)
        }),
    }
}
