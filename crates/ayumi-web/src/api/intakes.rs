//! The intake through the API: a file comes in, is looked at, answered, corrected, read again and
//! accepted. The same use cases as the pages, with the version of the intake as ETag.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ayumi_app::intake::{
    AcceptIntake, Acceptance, Answer as QuestionAnswer, AnswerQuestions, Answered, Answers,
    AttachIntake, Choice, ColumnsSaid, Correct, CorrectReading, Correction, DiscardIntake,
    FileRead, IntakeId, IntakeState, MatchColumns, ReadAs, RereadIntake, ShowIntake, SourceFile,
    Upload, accept_intake, answer_questions, attach_intake, correct_reading, discard_intake,
    file_again, file_with_columns, known_columns, match_columns, read_for_intake, reread_intake,
    show_intake, upload,
};
use ayumi_core::access::Action;
use ayumi_core::interchange::Meaning;
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::PlanId;
use ayumi_document::{Pages, Selection};
use ayumi_locale::describe;
use serde::Deserialize;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

use super::{file_of, file_refused, form_of, given_for_new, given_of, key_of, tagged};
use crate::failure::Failure;
use crate::route::{Answer, Asked, Work};

/// Takes a file, given as the body, into an intake.
pub async fn upload_file(asked: Asked<Upload>) -> Answer {
    let (given, key) = (given_for_new(&asked)?, key_of(&asked)?);
    let mut file = file_of(&asked).await?;
    let work = asked.look().await?;
    let reads = work.unit.permit(Some(work.council.id))?;
    file.columns = known_columns(&work.unit, &reads).await?;
    drop(work.unit);
    let read = read_for_intake(asked.app.formats(), reads, file).await;
    let read = read.map_err(|error| file_refused(asked.w, &error))?;
    let Work {
        mut unit, permit, ..
    } = asked.change(key).await?;
    let done = upload(&mut unit, permit, given, read).await?;
    unit.commit().await?;
    let body = json!({ "intake": done.intake.0, "version": 1 });
    Ok(tagged(
        (StatusCode::CREATED, Json(body)).into_response(),
        "\"1\"",
    ))
}

/// An intake: its state, the answers so far, and the reading with them carried out.
pub async fn show(asked: Asked<ShowIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let work = asked.look().await?;
    let mut shown = show_intake(&work.unit, work.permit, id).await?;
    describe::reading(&mut shown.reading, asked.w.0);
    let (state, plan) = match shown.intake.state {
        IntakeState::Open => ("open", None),
        IntakeState::Accepted(plan) => ("accepted", Some(plan)),
        IntakeState::Discarded => ("discarded", None),
    };
    let body = json!({
        "intake": id.0, "version": shown.intake.version, "state": state, "plan": plan,
        "answers": shown.answers, "reading": shown.reading,
    });
    let tag = format!("\"{}\"", shown.intake.version);
    Ok(tagged(Json(body).into_response(), &tag))
}

/// What [`answer`] takes: question → position of the choice, or words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswersForm {
    given: BTreeMap<usize, QuestionAnswer>,
}

/// Answers the questions; what was answered before is replaced.
pub async fn answer(asked: Asked<AnswerQuestions>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let (given, key) = (given_of(&asked)?, key_of(&asked)?);
    let form: AnswersForm = form_of(&asked).await?;
    let answers = Answers {
        given: form.given,
        ..Answers::default()
    };
    let Work {
        mut unit, permit, ..
    } = asked.change(key).await?;
    let done = answer_questions(&mut unit, permit, id, given, answers).await?;
    unit.commit().await?;
    Ok(answered(&done))
}

/// What [`correct`] takes: corrections to make, or that the last one is taken back.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum CorrectForm {
    Add(Vec<Correction>),
    TakeBack(bool),
}

/// Corrects what was read.
pub async fn correct(asked: Asked<CorrectReading>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let (given, key) = (given_of(&asked)?, key_of(&asked)?);
    let correct = match form_of(&asked).await? {
        CorrectForm::Add(corrections) => Correct::Add(corrections),
        CorrectForm::TakeBack(true) => Correct::TakeBack,
        CorrectForm::TakeBack(false) => return Err(Failure::of(StatusCode::UNPROCESSABLE_ENTITY)),
    };
    let Work {
        mut unit, permit, ..
    } = asked.change(key).await?;
    let done = correct_reading(&mut unit, permit, id, given, correct).await?;
    unit.commit().await?;
    Ok(answered(&done))
}

/// What [`reread`] takes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RereadForm {
    #[serde(default)]
    encoding: Option<String>,
    #[serde(default)]
    pages: Option<Pages>,
    #[serde(default)]
    hidden: bool,
}

/// Reads the file again: in another encoding, of other parts.
pub async fn reread(asked: Asked<RereadIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let (given, key) = (given_of(&asked)?, key_of(&asked)?);
    let form: RereadForm = form_of(&asked).await?;
    let read_as = ReadAs {
        encoding: form.encoding,
        selection: Selection {
            pages: form.pages,
            hidden: form.hidden,
        },
    };
    let work = asked.look().await?;
    let file = file_again(&work.unit, &work.permit, id, read_as).await?;
    let council = work.council.id;
    let read = again(&asked, work, council, file).await?;
    let Work {
        mut unit, permit, ..
    } = asked.change(key).await?;
    let done = reread_intake(&mut unit, permit, id, given, read).await?;
    unit.commit().await?;
    Ok(answered(&done))
}

/// What [`columns`] takes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnsForm {
    form: usize,
    #[serde(default)]
    name: String,
    #[serde(default)]
    meanings: BTreeMap<String, Meaning>,
}

/// Says what the columns of a form of tables hold, or forgets it where nothing is said.
pub async fn columns(asked: Asked<MatchColumns>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let (given, key) = (given_of(&asked)?, key_of(&asked)?);
    let form: ColumnsForm = form_of(&asked).await?;
    let said = ColumnsSaid {
        form: form.form,
        name: form.name,
        meanings: form.meanings,
    };
    let work = asked.look().await?;
    let file = file_with_columns(&work.unit, &work.permit, id, &said).await?;
    let council = work.council.id;
    let read = again(&asked, work, council, file).await?;
    let Work {
        mut unit, permit, ..
    } = asked.change(key).await?;
    let done = match_columns(&mut unit, permit, id, given, (said, read)).await?;
    unit.commit().await?;
    Ok(answered(&done))
}

/// Reads a file while nothing is held.
async fn again<A: Action>(
    asked: &Asked<A>,
    work: Work<A>,
    council: CouncilId,
    file: SourceFile,
) -> Result<FileRead, Failure> {
    let reads = work.unit.permit(Some(council))?;
    drop(work);
    let read = read_for_intake(asked.app.formats(), reads, file).await;
    read.map_err(|error| file_refused(asked.w, &error))
}

/// What [`accept`] takes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceptForm {
    #[serde(default)]
    plans: Option<BTreeSet<usize>>,
    #[serde(default)]
    titles: BTreeMap<usize, String>,
    #[serde(default)]
    although_other: bool,
}

/// Accepts the reading: the plans chosen of it.
pub async fn accept(asked: Asked<AcceptIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let (given, key) = (given_of(&asked)?, key_of(&asked)?);
    let form: AcceptForm = form_of(&asked).await?;
    let acceptance = Acceptance {
        choice: Choice {
            plans: form.plans,
            titles: form.titles,
        },
        although_other: form.although_other,
    };
    let Work {
        mut unit, permit, ..
    } = asked.change(key).await?;
    let done = accept_intake(&mut unit, permit, id, given, acceptance).await?;
    unit.commit().await?;
    Ok((StatusCode::CREATED, Json(done)).into_response())
}

/// What [`attach`] takes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AttachForm {
    plan: PlanId,
}

/// Keeps the file with a plan, unread.
pub async fn attach(asked: Asked<AttachIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let (given, key) = (given_of(&asked)?, key_of(&asked)?);
    let form: AttachForm = form_of(&asked).await?;
    let Work {
        mut unit, permit, ..
    } = asked.change(key).await?;
    let row = attach_intake(&mut unit, permit, id, given, form.plan).await?;
    unit.commit().await?;
    Ok(Json(json!({ "plan": row.id, "slug": row.slug })).into_response())
}

/// Throws the intake away.
pub async fn discard(asked: Asked<DiscardIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let (given, key) = (given_of(&asked)?, key_of(&asked)?);
    let Work {
        mut unit, permit, ..
    } = asked.change(key).await?;
    discard_intake(&mut unit, permit, id, given).await?;
    unit.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn answered(done: &Answered) -> Response {
    let tag = format!("\"{}\"", done.version);
    tagged(
        Json(json!({ "version": done.version })).into_response(),
        &tag,
    )
}
