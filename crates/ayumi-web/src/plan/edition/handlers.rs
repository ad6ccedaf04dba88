//! Handlers of editions.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect};
use ayumi_app::organisation::handover::write_paper;
use ayumi_app::plan::PlanName;
use ayumi_app::plan::edition::{
    CompareEditions, Compared, DecideEdition, EditionError, EditionStep, FreezeEdition, Paper,
    ShowEditions, compare_editions, decide_edition, freeze_edition, paper_of, show_editions,
};
use ayumi_app::{Class, Classified};
use ayumi_core::access::Action;
use ayumi_core::plan::edition::{Body, Decision};
use ayumi_core::plan::parse_day;
use ayumi_locale::key;
use jiff::civil::Date;

use super::pages::{ComparePage, EditionsPage, TypedDecision};
use crate::address;
use crate::failure::{Failure, status_of};
use crate::fields::{self, Fields};
use crate::render::html;
use crate::route::{Answer, Asked};
use crate::shell::CouncilLink;

/// The editions of a plan.
pub async fn show(asked: Asked<ShowEditions>) -> Answer {
    let mut page = page_of(&asked).await?;
    page.shell.flash = match asked.query("done").as_deref() {
        Some("frozen") => Some(asked.w.t(key::WEB_EDITION_FROZEN)),
        Some("decided") => Some(asked.w.t(key::WEB_DECISION_DONE)),
        _ => None,
    };
    Ok(Html(html(&page)).into_response())
}

async fn page_of<A: Action>(asked: &Asked<A>) -> Result<EditionsPage, Failure> {
    let work = asked.look().await?;
    let permit = work.unit.permit::<ShowEditions>(Some(work.council.id))?;
    let name = PlanName::new(asked.param("plan")?);
    let editions = show_editions(&work.unit, permit, &name).await?;
    Ok(EditionsPage::new(asked.w, &work.link, &editions))
}

/// Freezes the plan as it stands.
pub async fn freeze(asked: Asked<FreezeEdition>) -> Answer {
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let mut work = asked.change(key).await?;
    let name = PlanName::new(asked.param("plan")?);
    let called = fields.get("name").unwrap_or_default();
    match freeze_edition(&mut work.unit, work.permit, &name, given, called).await {
        Ok(_) => {
            work.unit.commit().await?;
            Ok(Redirect::to(&own(&asked, &work.link, "frozen")?).into_response())
        }
        Err(error) => {
            drop(work.unit);
            refused(&asked, error, |page| called.clone_into(&mut page.name)).await
        }
    }
}

fn own<A: Action>(asked: &Asked<A>, link: &CouncilLink, done: &str) -> Result<String, Failure> {
    let page = address::below_plan(&link.slug, asked.param("plan")?, "editions");
    Ok(format!("{page}?done={done}"))
}

async fn refused<A: Action>(
    asked: &Asked<A>,
    error: EditionError,
    keep: impl FnOnce(&mut EditionsPage),
) -> Answer {
    let Class::Refused(words) = error.class() else {
        return Err(error.into());
    };
    let mut page = page_of(asked).await?;
    keep(&mut page);
    page.refused = Some(asked.w.t(words));
    Ok((status_of(error.class()), Html(html(&page))).into_response())
}

/// Records a decision, or adopts.
pub async fn decide(asked: Asked<DecideEdition>) -> Answer {
    let number = number(&asked)?;
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let mut work = asked.change(key).await?;
    let name = PlanName::new(asked.param("plan")?);
    let permit = work.unit.permit::<ShowEditions>(Some(work.council.id))?;
    let all = show_editions(&work.unit, permit, &name).await?.all;
    let id = all
        .iter()
        .find(|one| one.number == number)
        .map(|one| one.id);
    let id = id.ok_or_else(Failure::not_there)?;
    let keep = |page: &mut EditionsPage| {
        let row = page.rows.iter_mut().find(|row| row.number == number);
        if let Some(form) = row.and_then(|row| row.form.as_mut()) {
            (form.open, form.typed) = (true, typed(&fields));
        }
    };
    let Some(step) = step_of(&fields)? else {
        drop(work.unit);
        let mut page = page_of(&asked).await?;
        keep(&mut page);
        page.refused = Some(asked.w.t(key::WEB_DECISION_DAY_WRONG));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html(&page))).into_response());
    };
    match decide_edition(&mut work.unit, work.permit, (&name, id), given, &step).await {
        Ok(()) => {
            work.unit.commit().await?;
            Ok(Redirect::to(&own(&asked, &work.link, "decided")?).into_response())
        }
        Err(error) => {
            drop(work.unit);
            refused(&asked, error, keep).await
        }
    }
}

fn number<A: Action>(asked: &Asked<A>) -> Result<u32, Failure> {
    asked
        .param("number")?
        .parse()
        .map_err(|_| Failure::not_there())
}

fn typed(fields: &Fields) -> TypedDecision {
    let typed = |name: &str| fields.get(name).unwrap_or_default().to_owned();
    TypedDecision {
        drafted: typed("drafted"),
        decided: typed("decided"),
        effective: typed("effective"),
        number: typed("number"),
        kept: typed("kept"),
        note: typed("note"),
    }
}

/// What was sent; nothing where a day cannot be read.
fn step_of(fields: &Fields) -> Result<Option<EditionStep>, Failure> {
    let bad = || Failure::of(StatusCode::BAD_REQUEST);
    match fields.get("step").ok_or_else(bad)? {
        "adopt" => Ok(Some(EditionStep::Adopt)),
        "decide" => {
            let body = fields.get("body").and_then(Body::named).ok_or_else(bad)?;
            let (Some(drafted), Some(Some(decided)), Some(effective)) = (
                day(fields, "drafted"),
                day(fields, "decided"),
                day(fields, "effective"),
            ) else {
                return Ok(None);
            };
            let decision = Decision {
                body,
                number: fields.text("number"),
                drafted,
                decided,
                effective,
                kept: fields.text("kept"),
                note: fields.text("note"),
            };
            Ok(Some(EditionStep::Decide { decision }))
        }
        _ => Err(bad()),
    }
}

/// A day as typed, in either era; `None` = it cannot be read.
fn day(fields: &Fields, name: &str) -> Option<Option<Date>> {
    let Some(said) = fields.text(name) else {
        return Some(None);
    };
    let day: Option<Date> = said.parse().ok();
    day.or_else(|| parse_day(&said, None)?.day).map(Some)
}

/// Two editions beside each other.
pub async fn compare(asked: Asked<CompareEditions>) -> Answer {
    let (compared, link) = compared(&asked, chosen(&asked)).await?;
    let query = asked.parts.uri.query().map(|query| format!("?{query}"));
    let query = query
        .filter(|_| asked.query("lang").is_none())
        .unwrap_or_default();
    let page = ComparePage::new(asked.w, &link, &compared, &query);
    Ok(Html(html(&page)).into_response())
}

fn chosen(asked: &Asked<CompareEditions>) -> (Option<u32>, Option<u32>) {
    let number = |name: &str| asked.query(name).and_then(|number| number.parse().ok());
    (number("old"), number("new"))
}

async fn compared(
    asked: &Asked<CompareEditions>,
    chosen: (Option<u32>, Option<u32>),
) -> Result<(Compared, CouncilLink), Failure> {
    let work = asked.look().await?;
    let name = PlanName::new(asked.param("plan")?);
    let compared = compare_editions(&work.unit, work.permit, &name, chosen).await?;
    Ok((compared, work.link))
}

/// The comparison as a PDF.
pub async fn compare_pdf(asked: Asked<CompareEditions>) -> Answer {
    let chosen = chosen(&asked);
    paper(&asked, Paper::Comparison, (chosen, "pdf")).await
}

/// The comparison as a Word file.
pub async fn compare_docx(asked: Asked<CompareEditions>) -> Answer {
    let chosen = chosen(&asked);
    paper(&asked, Paper::Comparison, (chosen, "docx")).await
}

/// What is put up for decision, as a PDF.
pub async fn proposal_pdf(asked: Asked<CompareEditions>) -> Answer {
    let number = number(&asked)?;
    paper(&asked, Paper::Proposal, ((None, Some(number)), "pdf")).await
}

/// What is put up for decision, as a Word file.
pub async fn proposal_docx(asked: Asked<CompareEditions>) -> Answer {
    let number = number(&asked)?;
    paper(&asked, Paper::Proposal, ((None, Some(number)), "docx")).await
}

type Numbers = (Option<u32>, Option<u32>);

async fn paper(
    asked: &Asked<CompareEditions>,
    paper: Paper,
    (numbers, format): (Numbers, &'static str),
) -> Answer {
    let (compared, _) = compared(asked, numbers).await?;
    // What is frozen carries the day on which it was frozen: the same paper, however often.
    let made = compared
        .new
        .edition
        .as_ref()
        .and_then(|one| one.made_at.get(..10)?.parse().ok());
    let unit = asked.app.look(asked.actor.clone()).await?;
    let day = made.unwrap_or_else(|| unit.day());
    let document = paper_of(&compared, paper, (asked.w.0, day));
    let title = document.title.clone();
    let bytes = write_paper(asked.app.formats(), document, format).await;
    let bytes = bytes.map_err(|reason| Failure {
        log: Some(reason),
        ..Failure::of(StatusCode::INTERNAL_SERVER_ERROR)
    })?;
    let mut response = bytes.ok_or_else(Failure::not_there)?.into_response();
    let kind = match format {
        "pdf" => "application/pdf",
        _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let name = crate::publish::disposition::attachment(&format!("{title}.{format}"));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
