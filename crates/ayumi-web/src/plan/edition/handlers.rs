//! Handlers of editions.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect};
use ayumi_app::organisation::handover::write_paper;
use ayumi_app::plan::PlanName;
use ayumi_app::plan::edition::{
    CompareEditions, Compared, DecideEdition, EditionError, EditionStep, FetchEditionFile,
    FreezeEdition, NewEdition, Paper, Seen, ShowEdition, ShowEditions, Side, compare_editions,
    decide_edition, drafted, fetch_edition_file, freeze_edition, keep_file, paper_of, show_edition,
    show_editions,
};
use ayumi_app::{Class, Classified};
use ayumi_core::access::Action;
use ayumi_core::plan::edition::{Body, Decision, EditionFile, EditionId, FileRole};
use ayumi_core::plan::parse_day;
use ayumi_core::text::is_blank;
use ayumi_locale::{Lang, key};
use jiff::civil::Date;

use super::pages::{ComparePage, EditionsPage, TypedDecision};
use super::sent::SentPage;
use crate::address;
use crate::failure::{Failure, status_of};
use crate::fields::{self, Fields};
use crate::publish::disposition::download;
use crate::render::html;
use crate::route::{Answer, Asked};
use crate::shell::CouncilLink;

/// The editions of a plan.
pub async fn show(asked: Asked<ShowEditions>) -> Answer {
    let mut page = page_of(&asked).await?;
    page.shell.flash = match asked.query("done").as_deref() {
        Some("frozen") => Some(asked.w.t(key::WEB_EDITION_FROZEN)),
        Some("decided") => Some(asked.w.t(key::WEB_DECISION_DONE)),
        Some("kept") => Some(asked.w.t(key::WEB_SLIP_DONE)),
        Some("sent") => Some(asked.w.t(key::WEB_SENT_DONE)),
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

/// Freezes the plan as it stands, with the papers that go round.
pub async fn freeze(asked: Asked<FreezeEdition>) -> Answer {
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let name = PlanName::new(asked.param("plan")?);
    let called = fields.get("name").unwrap_or_default().to_owned();
    // The papers are set before anything is held that others wait for.
    let work = asked.look().await?;
    let draft = drafted(&work.unit, &work.permit, &name, &called).await?;
    let day = work.unit.day();
    drop(work);
    let papers = papers(&asked, &draft, day).await?;
    let mut work = asked.change(key).await?;
    let new = NewEdition {
        name: called.clone(),
        papers,
    };
    match freeze_edition(&mut work.unit, work.permit, &name, given, new).await {
        Ok(_) => {
            work.unit.commit().await?;
            Ok(Redirect::to(&own(&asked, &work.link, "frozen")?).into_response())
        }
        Err(error) => {
            drop(work.unit);
            refused(&asked, error, |page| page.name = called).await
        }
    }
}

/// 起案一式 in both forms, put into the store. A form this build cannot write is left out.
async fn papers(
    asked: &Asked<FreezeEdition>,
    draft: &Compared,
    day: Date,
) -> Result<Vec<EditionFile>, Failure> {
    let mut files = Vec::new();
    if is_blank(draft.new.edition.as_ref().map_or("", |one| &one.name)) {
        return Ok(files);
    }
    for (role, format) in [
        (FileRole::ProposalPdf, "pdf"),
        (FileRole::ProposalWord, "docx"),
    ] {
        // What the office puts up is Japanese, whatever language its screen has.
        let document = paper_of(draft, Paper::Proposal, (Lang::Ja, day));
        let name = format!("{}.{format}", document.title);
        let bytes = write_paper(asked.app.formats(), document, format).await;
        if let Some(bytes) = bytes.map_err(unwritten)? {
            let file = keep_file(&asked.app, (role, name), &bytes).await;
            files.push(file.map_err(EditionError::Store)?);
        }
    }
    Ok(files)
}

fn unwritten(reason: String) -> Failure {
    Failure {
        log: Some(reason),
        ..Failure::of(StatusCode::INTERNAL_SERVER_ERROR)
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
    let (fields, file) = match asked.header("content-type") {
        Some(kind) if kind.starts_with("multipart/") => fields::read_with_file(&asked).await?,
        _ => (fields::read(&asked).await?, None),
    };
    let (given, key) = (fields.given()?, fields.key()?);
    // Who may not is told so before a file is kept.
    drop(asked.look().await?);
    let slip = match file {
        Some(file) => {
            let name = (FileRole::Slip, file.name);
            let kept = keep_file(&asked.app, name, &file.bytes).await;
            Some(kept.map_err(EditionError::Store)?)
        }
        None => None,
    };
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
    let Some(step) = step_of(&fields, slip)? else {
        drop(work.unit);
        let mut page = page_of(&asked).await?;
        keep(&mut page);
        let told = match fields.get("step") {
            Some("slip") => key::WEB_SLIP_NONE,
            _ => key::WEB_DECISION_DAY_WRONG,
        };
        page.refused = Some(asked.w.t(told));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html(&page))).into_response());
    };
    match decide_edition(&mut work.unit, work.permit, (&name, id), given, &step).await {
        Ok(()) => {
            work.unit.commit().await?;
            let done = match step {
                EditionStep::Slip { .. } => "kept",
                EditionStep::Send { .. } => "sent",
                _ => "decided",
            };
            Ok(Redirect::to(&own(&asked, &work.link, done)?).into_response())
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

/// What was sent; nothing where a day cannot be read, or no file was chosen.
fn step_of(fields: &Fields, slip: Option<EditionFile>) -> Result<Option<EditionStep>, Failure> {
    let bad = || Failure::of(StatusCode::BAD_REQUEST);
    match fields.get("step").ok_or_else(bad)? {
        "adopt" => Ok(Some(EditionStep::Adopt)),
        "slip" => Ok(slip.map(|file| EditionStep::Slip { file })),
        "send" => {
            let posts = fields.all("post").map(str::parse);
            let posts = posts.collect::<Result<_, _>>().map_err(|_| bad())?;
            Ok(Some(EditionStep::Send { posts }))
        }
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
    proposal(&asked, (FileRole::ProposalPdf, "pdf")).await
}

/// What is put up for decision, as a Word file.
pub async fn proposal_docx(asked: Asked<CompareEditions>) -> Answer {
    proposal(&asked, (FileRole::ProposalWord, "docx")).await
}

/// The paper as it was put up. An edition that was frozen before papers were kept has it set of
/// its frozen contents.
async fn proposal(
    asked: &Asked<CompareEditions>,
    (role, format): (FileRole, &'static str),
) -> Answer {
    let number = number(asked)?;
    let work = asked.look().await?;
    let name = PlanName::new(asked.param("plan")?);
    let permit = work.unit.permit::<ShowEditions>(Some(work.council.id))?;
    let all = show_editions(&work.unit, permit, &name).await?.all;
    let one = all.iter().find(|one| one.number == number);
    let files = &one.ok_or_else(Failure::not_there)?.files;
    if let Some(place) = files.iter().position(|file| file.role == role) {
        let permit = work.unit.permit(Some(work.council.id))?;
        let found = fetch_edition_file(&work.unit, permit, &name, (number, place + 1)).await?;
        return Ok(download(&found.0.name, kind_of(format), found.1));
    }
    drop(work);
    paper(asked, Paper::Proposal, ((None, Some(number)), format)).await
}

/// A file of an edition.
pub async fn file(asked: Asked<FetchEditionFile>) -> Answer {
    let number = number(&asked)?;
    let place = asked.param("page")?.parse();
    let place = place.map_err(|_| Failure::not_there())?;
    let work = asked.look().await?;
    let name = PlanName::new(asked.param("plan")?);
    let found = fetch_edition_file(&work.unit, work.permit, &name, (number, place)).await?;
    // What a slip is was never looked into: it is never shown inside the site.
    Ok(download(&found.0.name, "application/octet-stream", found.1))
}

/// An edition by itself, for whom it was sent to.
pub async fn sent(asked: Asked<ShowEdition>) -> Answer {
    let (seen, link) = seen(&asked).await?;
    Ok(Html(html(&SentPage::new(asked.w, &link, &seen))).into_response())
}

/// The same as a PDF.
pub async fn sent_pdf(asked: Asked<ShowEdition>) -> Answer {
    let (seen, _) = seen(&asked).await?;
    let made = seen.edition.made_at.get(..10);
    let day = made.and_then(|day| day.parse().ok()).unwrap_or_default();
    let side = Side {
        edition: Some(seen.edition),
        plan: seen.plan,
    };
    let compared = Compared {
        council: seen.council,
        slug: side.plan.slug.clone(),
        all: Vec::new(),
        old: side.clone(),
        new: side,
    };
    let document = paper_of(&compared, Paper::Text, (asked.w.0, day));
    let name = format!("{}.pdf", document.title);
    let bytes = write_paper(asked.app.formats(), document, "pdf").await;
    let bytes = bytes.map_err(unwritten)?.ok_or_else(Failure::not_there)?;
    Ok(download(&name, kind_of("pdf"), bytes))
}

async fn seen(asked: &Asked<ShowEdition>) -> Result<(Seen, CouncilLink), Failure> {
    let (unit, council, link) = asked.look_at().await?;
    let id = EditionId(asked.id("edition")?);
    Ok((show_edition(&unit, council.id, id).await?, link))
}

fn kind_of(format: &str) -> &'static str {
    match format {
        "pdf" => "application/pdf",
        _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
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
    let name = format!("{}.{format}", document.title);
    let bytes = write_paper(asked.app.formats(), document, format).await;
    let bytes = bytes.map_err(unwritten)?.ok_or_else(Failure::not_there)?;
    Ok(download(&name, kind_of(format), bytes))
}
