//! Handlers of reading in.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect};
use ayumi_app::intake::{
    AcceptIntake, AcceptIntakeError, Acceptance, Answer as QuestionAnswer, AnswerQuestions,
    Answers, AttachIntake, Choice, DiscardIntake, IntakeId, IntakeState as State, KeepError,
    ReadAs, ReadSourceError, RereadIntake, ShowIntake, Shown, Upload, accept_intake,
    answer_questions, attach_intake, discard_intake, document_beside, file_again, known_columns,
    read_for_intake, reread_intake, show_intake, upload,
};
use ayumi_app::organisation::ShowCouncil;
use ayumi_app::plan::{PlanName, ShowPlan, show_plan};
use ayumi_app::{Classified, Given, Key, Unit};
use ayumi_core::access::{Action, Permit};
use ayumi_document::Refusal;
use ayumi_locale::{describe, key};

use super::newer::Offer;
use super::show::{IntakeState, Sent, ShowIntakePage};
use super::source::lines;
use super::upload::UploadPage;
use crate::address;
use crate::failure::{Failure, status_of};
use crate::fields::{self, Fields};
use crate::render::html;
use crate::route::{Answer, Asked, Work};
use crate::shell::CouncilLink;

/// The form that takes a file.
pub async fn new(asked: Asked<ShowCouncil>) -> Answer {
    let work = asked.look().await?;
    let page = UploadPage::new(asked.w, &work.link);
    Ok(Html(html(&page)).into_response())
}

/// Takes a file.
pub async fn upload_file(asked: Asked<Upload>) -> Answer {
    let (fields, file) = fields::read_with_file(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let Some(mut file) = file else {
        let work = asked.look().await?;
        return Ok(refused(&asked, &work.link, None));
    };
    file.encoding = fields.text("encoding");
    let Ok(selection) = fields.selection() else {
        let work = asked.look().await?;
        return Ok(pages_wrong(&asked, &work.link, &fields));
    };
    file.selection = selection;
    // Who is asked for, and whether the file may be read, is settled before the work begins; while
    // it goes on, nothing is held that others wait for.
    let work = asked.look().await?;
    let (council, reads) = (work.link, work.unit.permit(Some(work.council.id))?);
    file.columns = known_columns(&work.unit, &reads).await?;
    drop(work.unit);
    let read = match read_for_intake(asked.app.formats(), reads, file).await {
        Ok(read) => read,
        Err(error) => return Ok(refused(&asked, &council, Some(&error))),
    };
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(key).await?;
    let done = upload(&mut unit, permit, given, read).await?;
    unit.commit().await?;
    let id = done.intake.0.to_string();
    Ok(Redirect::to(&address::intake(&link.slug, &id)).into_response())
}

/// The form again, with the file's name and the reason why it was not taken.
fn refused(
    asked: &Asked<Upload>,
    council: &CouncilLink,
    error: Option<&ReadSourceError>,
) -> axum::response::Response {
    let w = asked.w;
    let mut page = UploadPage::new(w, council);
    page.name = error.map(|error| error.name().to_owned());
    page.refused = Some(match error {
        Some(error) => describe::refusal(error.refusal(), w.0),
        None => w.t(key::WEB_UPLOAD_EMPTY),
    });
    let status = error.map(|error| refusal_status(error.refusal()));
    (
        status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY),
        Html(html(&page)),
    )
        .into_response()
}

/// The form again, where the pages typed are none.
fn pages_wrong(
    asked: &Asked<Upload>,
    council: &CouncilLink,
    fields: &Fields,
) -> axum::response::Response {
    let mut page = UploadPage::new(asked.w, council);
    page.refused = Some(asked.w.t(key::WEB_PAGES_WRONG));
    page.pages = fields.text("pages").unwrap_or_default();
    (StatusCode::UNPROCESSABLE_ENTITY, Html(html(&page))).into_response()
}

/// The status of a refusal.
pub fn refusal_status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::KindNotRead { .. } | Refusal::Macros | Refusal::KindDisagrees { .. } => {
            StatusCode::UNSUPPORTED_MEDIA_TYPE
        }
        Refusal::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// A reading beside its source.
pub async fn show(asked: Asked<ShowIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let mut page = page_of(&asked, id, Sent::default()).await?;
    page.shell.flash = match asked.query("done").as_deref() {
        Some("answers") => Some(asked.w.t(key::WEB_ANSWERS_DONE)),
        Some("corrected") => Some(asked.w.t(key::WEB_CORRECT_DONE)),
        Some("reread") => Some(asked.w.t(key::WEB_REREAD_DONE)),
        Some("columns") => Some(asked.w.t(key::WEB_COLUMNS_DONE)),
        Some("forgotten") => Some(asked.w.t(key::WEB_COLUMNS_FORGOTTEN)),
        _ => None,
    };
    Ok(Html(html(&page)).into_response())
}

async fn page_of<A: Action>(
    asked: &Asked<A>,
    id: IntakeId,
    sent: Sent,
) -> Result<ShowIntakePage, Failure> {
    let (
        w,
        Work {
            unit,
            link,
            council,
            ..
        },
    ) = (asked.w, asked.look().await?);
    let permit = unit.permit::<ShowIntake>(Some(council.id))?;
    let Shown {
        intake,
        mut reading,
        answers,
        origins,
        ways,
        other,
        plans,
        continues,
        file,
    } = show_intake(&unit, permit, id).await?;
    let permit = unit.permit::<ShowPlan>(Some(council.id))?;
    let accepted = became(&unit, permit, intake.state).await;
    drop(unit);
    let document = match file {
        Some(file) => document_beside(asked.app.formats(), file).await,
        None => None,
    };
    describe::reading(&mut reading, w.0);
    let own = address::intake(&link.slug, &intake.id.0.to_string());
    let state = IntakeState {
        newer: Offer::new(&own, &plans, &continues),
        attach: plans
            .iter()
            .map(|row| (row.id.to_string(), row.title.clone()))
            .collect(),
        selection: intake.selection,
        id: intake.id.0.to_string(),
        version: intake.version,
        accepted,
        open: intake.state == State::Open,
        encoding: intake.encoding,
        answers: answers.given,
        corrections: answers.corrections.len(),
        origins,
        ways,
        other,
        lines: document
            .as_ref()
            .map(|document| lines(w, document))
            .unwrap_or_default(),
    };
    Ok(ShowIntakePage::new(w, &link, &reading, state, sent))
}

/// The short name of the plan an intake became.
async fn became(unit: &Unit, permit: Permit<ShowPlan>, state: State) -> Option<String> {
    let State::Accepted(plan) = state else {
        return None;
    };
    let view = show_plan(unit, permit, &PlanName::from(plan)).await.ok()?;
    Some(view.plan.slug.clone())
}

/// Keeps answers. The answer to the question about the encoding reads the file again.
pub async fn answer(asked: Asked<AnswerQuestions>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let answers = Answers {
        given: answers_of(&fields)?,
        ..Answers::default()
    };
    let work = asked.look().await?;
    let permit = work.unit.permit::<ShowIntake>(Some(work.council.id))?;
    let shown = show_intake(&work.unit, permit, id).await?;
    drop(work.unit);
    if let Some(encoding) = answers.encoding(&shown.reading) {
        let read_as = ReadAs {
            encoding: Some(encoding.to_owned()),
            selection: shown.intake.selection,
        };
        return again(&asked, id, (given, key), read_as).await;
    }
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(key).await?;
    answer_questions(&mut unit, permit, id, given, answers).await?;
    unit.commit().await?;
    Ok(back(&link, id, "?done=answers#questions"))
}

pub(super) fn back(link: &CouncilLink, id: IntakeId, rest: &str) -> axum::response::Response {
    let own = address::intake(&link.slug, &id.0.to_string());
    Redirect::to(&format!("{own}{rest}")).into_response()
}

/// The answers of the form: `q0`, `q1`… with the position of the choice or `typed`; `t0`, `t1`… with
/// the words typed, and `w0`, `w1`… with those typed before. Whoever types without touching the
/// buttons means what was typed.
fn answers_of(fields: &Fields) -> Result<BTreeMap<usize, QuestionAnswer>, Failure> {
    let bad = || Failure::of(StatusCode::BAD_REQUEST);
    let mut answers = BTreeMap::new();
    for (name, value) in fields.pairs() {
        let number = name.strip_prefix('q').and_then(|n| n.parse::<usize>().ok());
        let Some(number) = number else { continue };
        let typed = fields.text(&format!("t{number}"));
        let before = fields.text(&format!("w{number}"));
        let answer = match typed {
            Some(words) if value == "typed" || Some(&words) != before.as_ref() => {
                QuestionAnswer::Typed(words)
            }
            _ if value == "typed" => continue,
            _ => QuestionAnswer::Choice(value.parse().map_err(|_| bad())?),
        };
        answers.insert(number, answer);
    }
    Ok(answers)
}

/// Reads the file again: in another encoding, of other parts.
pub async fn reread(asked: Asked<RereadIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let encoding = fields.text("encoding").unwrap_or_default();
    if !encoding.is_empty() && !super::encoding::LABELS.contains(&encoding.as_str()) {
        return Err(Failure::of(StatusCode::BAD_REQUEST));
    }
    let Ok(selection) = fields.selection() else {
        let sent = Sent {
            refused: Some(asked.w.t(key::WEB_PAGES_WRONG)),
            ..Sent::default()
        };
        let page = page_of(&asked, id, sent).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html(&page))).into_response());
    };
    let read_as = ReadAs {
        encoding: Some(encoding).filter(|label| !label.is_empty()),
        selection,
    };
    again(&asked, id, (given, key), read_as).await
}

/// Reads the file of an intake again: looked up, read while nothing is held, then kept.
async fn again<A: Action>(
    asked: &Asked<A>,
    id: IntakeId,
    (given, key): (Given, Key),
    read_as: ReadAs,
) -> Answer {
    let work = asked.look().await?;
    let permit = work.unit.permit::<RereadIntake>(Some(work.council.id))?;
    let file = file_again(&work.unit, &permit, id, read_as).await?;
    let reads = work.unit.permit(Some(work.council.id))?;
    drop(work.unit);
    let read = match read_for_intake(asked.app.formats(), reads, file).await {
        Ok(read) => read,
        Err(error) => return not_again(asked, id, &error).await,
    };
    let Work {
        mut unit,
        council,
        link,
        ..
    } = asked.change(key).await?;
    let permit = unit.permit::<RereadIntake>(Some(council.id))?;
    reread_intake(&mut unit, permit, id, given, read).await?;
    unit.commit().await?;
    Ok(back(&link, id, "?done=reread"))
}

/// The reading as it was, with the reason why the file was not read again.
async fn not_again<A: Action>(asked: &Asked<A>, id: IntakeId, error: &ReadSourceError) -> Answer {
    let sent = Sent {
        refused: Some(describe::refusal(error.refusal(), asked.w.0)),
        ..Sent::default()
    };
    let page = page_of(asked, id, sent).await?;
    Ok((refusal_status(error.refusal()), Html(html(&page))).into_response())
}

/// Accepts a reading: the plans chosen of it. What was typed stays when it is refused.
pub async fn accept(asked: Asked<AcceptIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let fields = fields::read(&asked).await?;
    let given = fields.given()?;
    let acceptance = Acceptance {
        choice: choice_of(&fields),
        although_other: fields.get("although_other") == Some("yes"),
    };
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(fields.key()?).await?;
    match accept_intake(&mut unit, permit, id, given, acceptance.clone()).await {
        Ok(done) => {
            unit.commit().await?;
            let told = match (done.unchanged, done.more.is_empty()) {
                (_, false) => "several",
                (true, true) => "unchanged",
                (false, true) => "accepted",
            };
            let own = address::plan(&link.slug, &done.slug);
            Ok(Redirect::to(&format!("{own}?done={told}")).into_response())
        }
        Err(error) => {
            drop(unit);
            let Some(words) = to_be_mended(&error) else {
                return Err(error.into());
            };
            let sent = Sent {
                refused: Some(asked.w.t(words)),
                choice: acceptance.choice,
                although_other: acceptance.although_other,
            };
            let page = page_of(&asked, id, sent).await?;
            Ok((status_of(error.class()), Html(html(&page))).into_response())
        }
    }
}

/// The plans ticked, where the form offered several, and the names typed.
fn choice_of(fields: &Fields) -> Choice {
    let plans = fields.get("several").map(|_| {
        let ticked = fields.all("part");
        ticked.filter_map(|part| part.parse().ok()).collect()
    });
    let titles = fields.pairs().filter_map(|(name, _)| {
        let part = name.strip_prefix("title-")?.parse().ok()?;
        Some((part, fields.text(name)?))
    });
    Choice {
        plans,
        titles: titles.collect(),
    }
}

/// The words for what a person can mend on the same page.
fn to_be_mended(error: &AcceptIntakeError) -> Option<ayumi_locale::Key> {
    use ayumi_core::plan::Problem;
    match error {
        AcceptIntakeError::Keep(KeepError::Problem(Problem::NoTitle)) => {
            Some(key::WEB_ACCEPT_TITLE_EMPTY)
        }
        AcceptIntakeError::Keep(KeepError::NoneChosen) => Some(key::ERROR_PLAN_NONE_CHOSEN),
        AcceptIntakeError::OtherCouncil { .. } => Some(key::ERROR_COUNCIL_NOT_CONFIRMED),
        _ => None,
    }
}

/// Keeps the file with a plan, unread.
pub async fn attach(asked: Asked<AttachIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let fields = fields::read(&asked).await?;
    let given = fields.given()?;
    let plan = fields.get("plan").and_then(|plan| plan.parse().ok());
    let plan = plan.ok_or(Failure::of(StatusCode::BAD_REQUEST))?;
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(fields.key()?).await?;
    let row = attach_intake(&mut unit, permit, id, given, plan).await?;
    unit.commit().await?;
    let own = address::plan(&link.slug, &row.slug);
    Ok(Redirect::to(&format!("{own}?done=attached#attachments")).into_response())
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
