//! Handlers of reading in.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect};
use ayumi_app::intake::{
    AcceptIntake, AcceptIntakeError, Acceptance, AnswerQuestions, Answers, DiscardIntake, IntakeId,
    IntakeState as State, KeepError, RereadIntake, ShowIntake, Shown, Upload, UploadError,
    accept_intake, answer_questions, can_be_answered, discard_intake, reread_intake, show_intake,
    upload,
};
use ayumi_app::organisation::{ShowCouncil, show_council};
use ayumi_app::plan::{PlanName, ShowPlan, show_plan};
use ayumi_app::{Classified, Unit};
use ayumi_core::organisation::CouncilId;
use ayumi_document::Refusal;
use ayumi_locale::{describe, key};

use super::show::{IntakeState, ShowIntakePage};
use super::source::lines;
use super::upload::UploadPage;
use crate::address;
use crate::failure::{Failure, status_of};
use crate::fields::{self, Fields};
use crate::render::html;
use crate::route::{Answer, Asked, Work};
use crate::shell::CouncilLink;
use crate::words::Words;

/// The form that takes a file.
pub async fn new(asked: Asked<ShowCouncil>) -> Answer {
    let work = asked.look().await?;
    let home = show_council(&work.unit, work.permit).await?;
    let page = UploadPage::new(asked.w, &work.link, home.council.revision);
    Ok(Html(html(&page)).into_response())
}

/// Takes a file.
pub async fn upload_file(asked: Asked<Upload>) -> Answer {
    let (fields, file) = fields::read_with_file(&asked).await?;
    let key = fields.key()?;
    let Some(mut file) = file else {
        let work = asked.look().await?;
        return Ok(refused(&asked, &work.link, None));
    };
    file.encoding = fields.text("encoding");
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(key).await?;
    match upload(&mut unit, permit, file).await {
        Ok(done) => {
            unit.commit().await?;
            let id = done.intake.0.to_string();
            Ok(Redirect::to(&address::intake(&link.slug, &id)).into_response())
        }
        Err(UploadError::Read(error)) => Ok(refused(&asked, &link, Some(error.refusal()))),
        Err(error) => Err(error.into()),
    }
}

/// The form again, with the reason why the file was not taken.
fn refused(
    asked: &Asked<Upload>,
    council: &CouncilLink,
    refusal: Option<&Refusal>,
) -> axum::response::Response {
    let w = asked.w;
    let mut page = UploadPage::new(w, council, 0);
    page.refused = Some(match refusal {
        Some(refusal) => describe::refusal(refusal, w.0),
        None => w.t(key::WEB_UPLOAD_EMPTY),
    });
    (
        refusal.map_or(StatusCode::UNPROCESSABLE_ENTITY, refusal_status),
        Html(html(&page)),
    )
        .into_response()
}

/// The status of a refusal.
pub fn refusal_status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::KindNotRead { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Refusal::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// A reading beside its source.
pub async fn show(asked: Asked<ShowIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let work = asked.look().await?;
    let council = work.council.id;
    let shown = show_intake(&work.unit, work.permit, id).await?;
    let mut page = page_of(asked.w, &work.unit, council, &work.link, shown).await?;
    page.shell.flash = match asked.query("done").as_deref() {
        Some("answers") => Some(asked.w.t(key::WEB_ANSWERS_DONE)),
        Some("encoding") => Some(asked.w.t(key::WEB_ENCODING_DONE)),
        _ => None,
    };
    Ok(Html(html(&page)).into_response())
}

async fn page_of(
    w: Words,
    unit: &Unit,
    council: CouncilId,
    link: &CouncilLink,
    shown: Shown,
) -> Result<ShowIntakePage, Failure> {
    let Shown {
        intake,
        mut reading,
        answers,
        document,
    } = shown;
    let accepted = match intake.state {
        State::Accepted(plan) => {
            let permit = unit.permit::<ShowPlan>(Some(council))?;
            show_plan(unit, permit, &PlanName::from(plan))
                .await
                .ok()
                .map(|view| view.plan.slug)
        }
        _ => None,
    };
    let answerable = (0..reading.questions.len())
        .filter(|number| can_be_answered(&reading, &reading.questions[*number]))
        .collect();
    describe::reading(&mut reading, w.0);
    let state = IntakeState {
        id: intake.id.0.to_string(),
        version: intake.version,
        accepted,
        open: intake.state == State::Open,
        encoding: intake.encoding,
        answers: answers.given,
        answerable,
        lines: document.as_ref().map(lines).unwrap_or_default(),
    };
    Ok(ShowIntakePage::new(w, link, &reading, state))
}

/// Keeps answers.
pub async fn answer(asked: Asked<AnswerQuestions>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let fields = fields::read(&asked).await?;
    let given = fields.given()?;
    let answers = Answers {
        given: answers_of(&fields)?,
    };
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(fields.key()?).await?;
    answer_questions(&mut unit, permit, id, given, answers).await?;
    unit.commit().await?;
    Ok(back(&link, id, "?done=answers#questions"))
}

fn back(link: &CouncilLink, id: IntakeId, rest: &str) -> axum::response::Response {
    let own = address::intake(&link.slug, &id.0.to_string());
    Redirect::to(&format!("{own}{rest}")).into_response()
}

/// The answers of the form: fields `q0`, `q1`… with the position of the choice.
fn answers_of(fields: &Fields) -> Result<BTreeMap<usize, usize>, Failure> {
    let bad = || Failure::of(StatusCode::BAD_REQUEST);
    let questions = fields.pairs().filter_map(|(name, value)| {
        let number = name.strip_prefix('q')?.parse::<usize>().ok()?;
        Some((number, value))
    });
    questions
        .map(|(number, value)| Ok((number, value.parse().map_err(|_| bad())?)))
        .collect()
}

/// Reads the file again in another encoding.
pub async fn reread(asked: Asked<RereadIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let fields = fields::read(&asked).await?;
    let given = fields.given()?;
    let encoding = fields.text("encoding");
    if encoding
        .as_deref()
        .is_some_and(|label| !super::encoding::LABELS.contains(&label))
    {
        return Err(Failure::of(StatusCode::BAD_REQUEST));
    }
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(fields.key()?).await?;
    reread_intake(
        &mut unit,
        permit,
        id,
        given,
        encoding.as_deref().unwrap_or_default(),
    )
    .await?;
    unit.commit().await?;
    Ok(back(&link, id, "?done=encoding"))
}

/// Accepts a reading as a plan. What was typed stays when it is refused.
pub async fn accept(asked: Asked<AcceptIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let fields = fields::read(&asked).await?;
    let given = fields.given()?;
    let acceptance = Acceptance {
        title: fields.text("title"),
    };
    let Work {
        mut unit,
        permit,
        link,
        council,
    } = asked.change(fields.key()?).await?;
    match accept_intake(&mut unit, permit, id, given, acceptance).await {
        Ok(done) => {
            unit.commit().await?;
            let told = if done.unchanged {
                "unchanged"
            } else {
                "accepted"
            };
            let own = address::plan(&link.slug, &done.slug);
            Ok(Redirect::to(&format!("{own}?done={told}")).into_response())
        }
        Err(error) if needs_a_title(&error) => {
            let permit = unit.permit::<ShowIntake>(Some(council.id))?;
            let shown = show_intake(&unit, permit, id).await?;
            let mut page = page_of(asked.w, &unit, council.id, &link, shown).await?;
            page.refused = Some(asked.w.t(key::WEB_ACCEPT_TITLE_EMPTY));
            page.title = fields.get("title").unwrap_or_default().to_owned();
            Ok((status_of(error.class()), Html(html(&page))).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn needs_a_title(error: &AcceptIntakeError) -> bool {
    use ayumi_core::plan::Problem;
    matches!(
        error,
        AcceptIntakeError::Keep(KeepError::Problem(Problem::NoTitle))
    )
}

/// Throws a reading away.
pub async fn discard(asked: Asked<DiscardIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let fields = fields::read(&asked).await?;
    let given = fields.given()?;
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(fields.key()?).await?;
    discard_intake(&mut unit, permit, id, given).await?;
    unit.commit().await?;
    Ok(Redirect::to(&link.home()).into_response())
}
