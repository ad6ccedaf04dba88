//! Handlers of publishing: start, look, fetch.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use ayumi_app::plan::{PlanName, ShowPlan, show_plan};
use ayumi_app::publish::{
    FetchFile, Format, LookPublication, Publication, PublicationId, PublicationState,
    StartPublication, ToPublish, failure_key, fetch_file, list_publications, look_publication,
    start_publication,
};
use ayumi_core::plan::Plan;
use ayumi_document::Notice;
use ayumi_locale::{describe, key};

use super::disposition::attachment;
use super::pages::{LookPage, Looked, Progress, StartPage, state_chip};
use crate::address;
use crate::failure::Failure;
use crate::fields;
use crate::render::html;
use crate::review::finding::Link;
use crate::route::{Answer, Asked, Work};
use crate::words::Words;

/// The form that starts a publication.
pub async fn form(asked: Asked<ShowPlan>) -> Answer {
    let work = asked.look().await?;
    let page = start_page(&asked, work).await?;
    Ok(Html(html(&page)).into_response())
}

async fn start_page(asked: &Asked<ShowPlan>, work: Work<ShowPlan>) -> Result<StartPage, Failure> {
    let Work {
        unit,
        permit,
        council,
        link,
    } = work;
    let view = show_plan(&unit, permit, &PlanName::new(asked.param("plan")?)).await?;
    let permit = unit.permit::<LookPublication>(Some(council.id))?;
    let made = list_publications(&unit, permit, view.plan.id).await?;
    let made = made
        .into_iter()
        .map(|one| {
            let href = address::publication(&link.slug, &one.id.0.to_string());
            let words = asked.w.instant(&one.created_at);
            (
                Link { words, href },
                state_chip(asked.w, progress(&one.state)),
            )
        })
        .collect();
    Ok(StartPage::new(
        asked.w,
        &link,
        &view.plan,
        view.version,
        made,
    ))
}

fn progress(state: &PublicationState) -> Progress {
    match state {
        PublicationState::Running => Progress::Running,
        PublicationState::Done => Progress::Done,
        PublicationState::Failed(_) => Progress::Failed,
    }
}

/// Starts a publication.
pub async fn start(asked: Asked<StartPublication>) -> Answer {
    let fields = fields::read(&asked).await?;
    let given = fields.given()?;
    let key = fields.key()?;
    let formats: Option<Vec<Format>> = fields.all("format").map(Format::from_name).collect();
    let formats = formats.ok_or(Failure::of(StatusCode::BAD_REQUEST))?;
    let plan = PlanName::new(asked.param("plan")?);
    if formats.is_empty() {
        return no_format(&asked, &plan).await;
    }
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(key).await?;
    let wanted = ToPublish {
        plan,
        given,
        formats,
        lang: asked.w.0,
    };
    let started = start_publication(&mut unit, permit, wanted).await?;
    unit.commit().await?;
    let id = started.publication.0.to_string();
    Ok(Redirect::to(&address::publication(&link.slug, &id)).into_response())
}

/// The form again: no format was ticked.
async fn no_format(asked: &Asked<StartPublication>, plan: &PlanName) -> Answer {
    let work = asked.look().await?;
    let permit = work.unit.permit::<ShowPlan>(Some(work.council.id))?;
    let view = show_plan(&work.unit, permit, plan).await?;
    let mut page = StartPage::new(asked.w, &work.link, &view.plan, view.version, Vec::new());
    page.formats
        .iter_mut()
        .for_each(|format| format.ticked = false);
    page.refused = Some(asked.w.t(key::WEB_PUBLISH_NO_FORMAT));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html(&page))).into_response())
}

/// How far a publication is.
pub async fn look(asked: Asked<LookPublication>) -> Answer {
    let id = PublicationId(asked.id("id")?);
    let work = asked.look().await?;
    let publication = look_publication(&work.unit, work.permit, id).await?;
    let permit = work.unit.permit::<ShowPlan>(Some(work.council.id))?;
    let view = show_plan(&work.unit, permit, &PlanName::from(publication.plan)).await?;
    let Plan { slug, title, .. } = &view.plan;
    let looked = looked(asked.w, publication);
    let page = LookPage::new(asked.w, &work.link, (slug, title), looked);
    Ok(Html(html(&page)).into_response())
}

fn looked(w: Words, publication: Publication) -> Looked {
    let mut notices: Vec<Notice> = serde_json::from_value(publication.notices).unwrap_or_default();
    notices
        .iter_mut()
        .for_each(|notice| describe::notice(notice, w.0));
    let failure = match &publication.state {
        PublicationState::Failed(code) => Some(w.t(failure_key(code))),
        _ => None,
    };
    Looked {
        id: publication.id.0.to_string(),
        progress: progress(&publication.state),
        moment: w.instant(&publication.created_at),
        formats: publication.formats,
        files: publication
            .files
            .into_iter()
            .map(|file| (file.name, file.sha256, file.size))
            .collect(),
        notices: notices.into_iter().map(|notice| notice.text).collect(),
        failure,
        source_digest: publication.source_digest,
    }
}

/// A file of a publication, as a download.
pub async fn fetch(asked: Asked<FetchFile>) -> Answer {
    let id = PublicationId(asked.id("id")?);
    let number: usize = asked
        .param("number")?
        .parse()
        .map_err(|_| Failure::not_there())?;
    let work = asked.look().await?;
    let permit = work.unit.permit::<LookPublication>(Some(work.council.id))?;
    let publication = look_publication(&work.unit, permit, id).await?;
    let file = number
        .checked_sub(1)
        .and_then(|position| publication.files.get(position));
    let name = file.ok_or_else(Failure::not_there)?.name.clone();
    let file = fetch_file(&work.unit, work.permit, id, &name).await?;
    let tag = format!("\"{}\"", file.sha256);
    if asked.header("if-none-match") == Some(&tag) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    let shown = file.path.rsplit('/').next().unwrap_or(&file.path);
    let mut response = Response::new(file.bytes.into());
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(file.content_type),
    );
    for (name, value) in [
        (header::CONTENT_DISPOSITION, attachment(shown)),
        (header::ETAG, tag),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    // A file of a publication never changes under its address.
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
    Ok(response)
}
