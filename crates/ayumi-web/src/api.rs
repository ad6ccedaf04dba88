//! The JSON API: the same use cases. `If-Match` is the version, `Idempotency-Key` the key.

pub mod intakes;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ayumi_app::intake::{
    ImportForm, Imported, MAX_BYTES, ReadSource, ReadSourceError, SourceFile, import_form,
    read_beside,
};
use ayumi_app::organisation::{ListCouncils, Settle, list_councils};
use ayumi_app::plan::{ExportPlan, ListPlans, PlanName, export_plan, list_plans};
use ayumi_app::review::{
    ConfirmUnmentioned, CorrectMention, Corrected, Mention, PointReference, Pointing, Silence,
    confirm_unmentioned, correct_mention, point_reference,
};
use ayumi_app::{Classified, Given, Key};
use ayumi_core::access::Action;
use ayumi_core::plan::{FindingId, ItemId};
use ayumi_document::Selection;
use ayumi_locale::describe;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::failure::Failure;
use crate::fields;
use crate::intake::handlers::refusal_status;
use crate::problem::Problem;
use crate::route::{Answer, Asked, Work};
use crate::words::Words;

/// Every plan of every council.
pub async fn list_all(asked: Asked<ListPlans>) -> Answer {
    let (unit, _) = asked.look_around().await?;
    let mut plans = Vec::new();
    for council in list_councils(&unit, unit.permit::<ListCouncils>(None)?).await? {
        let Ok(permit) = unit.permit::<ListPlans>(Some(council.id)) else {
            continue;
        };
        for row in list_plans(&unit, permit).await? {
            plans.push(json!({
                "id": row.id, "slug": row.slug, "title": row.title, "council": council.slug,
                "version": row.version,
            }));
        }
    }
    Ok(Json(json!({ "plans": plans })).into_response())
}

/// A plan as `ayumi/plan@1`, with its version as ETag. A short name that several councils have
/// leads nowhere: ask by the id.
pub async fn export(asked: Asked<ExportPlan>) -> Answer {
    let (unit, _) = asked.look_around().await?;
    let name = PlanName::new(asked.param("plan")?);
    let mut found = Vec::new();
    for council in list_councils(&unit, unit.permit::<ListCouncils>(None)?).await? {
        let Ok(permit) = unit.permit::<ExportPlan>(Some(council.id)) else {
            continue;
        };
        match export_plan(&unit, permit, &name).await {
            Ok(export) => found.push(export),
            Err(error) if error.class() == ayumi_app::Class::NotThere => {}
            Err(error) => return Err(error.into()),
        }
    }
    let (Some(export), true) = (found.pop(), found.is_empty()) else {
        return Err(Failure::not_there());
    };
    let tag = format!("\"{}\"", export.version);
    if asked.header("if-none-match") == Some(&tag) {
        return Ok(tagged(StatusCode::NOT_MODIFIED.into_response(), &tag));
    }
    Ok(tagged(Json(export.form).into_response(), &tag))
}

fn tagged(mut response: Response, tag: &str) -> Response {
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// Reads a file, given as the body; nothing is stored. `?name=` and `?encoding=` say what the
/// bytes do not; `?pages=3-10` and `?hidden=yes` which parts are wanted.
pub async fn read(asked: Asked<ReadSource>) -> Answer {
    let file = file_of(&asked).await?;
    let (unit, permit) = asked.look_around().await?;
    drop(unit);
    let lang = asked.w.0;
    let read = read_beside(asked.app.formats(), permit, file).await;
    let read = read.map_err(|error| file_refused(asked.w, &error))?;
    let mut reading = read.reading().clone();
    describe::reading(&mut reading, lang);
    Ok(Json(reading).into_response())
}

/// The file of a request: its body, and what the query says of it.
async fn file_of<A: Action>(asked: &Asked<A>) -> Result<SourceFile, Failure> {
    let name = asked.query("name").unwrap_or_else(|| "file".to_owned());
    let encoding = asked.query("encoding");
    let pages = asked.query("pages").map(|text| text.parse());
    let selection = Selection {
        pages: pages
            .transpose()
            .map_err(|_| Failure::of(StatusCode::BAD_REQUEST))?,
        hidden: asked.query("hidden").as_deref() == Some("yes"),
    };
    let kind = asked.header("content-type").unwrap_or_default();
    if kind.starts_with("multipart/") || kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Failure::of(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let bytes = fields::whole(asked, MAX_BYTES).await?;
    Ok(SourceFile {
        name,
        bytes,
        encoding,
        selection,
        ..SourceFile::default()
    })
}

/// A file that is not read.
fn file_refused(w: Words, error: &ReadSourceError) -> Failure {
    let refusal = error.refusal();
    let problem = Problem::of(refusal_status(refusal)).coded("file-refused");
    problem.telling(describe::refusal(refusal, w.0)).into()
}

/// Imports an `ayumi/plan@1` into a council.
pub async fn import(asked: Asked<ImportForm>) -> Answer {
    json_body(&asked)?;
    let (given, key) = (given_for_new(&asked)?, key_of(&asked)?);
    let bytes = fields::whole(&asked, MAX_BYTES).await?;
    let slug = asked.param("council")?.to_owned();
    let Work {
        mut unit, permit, ..
    } = asked.change(key).await?;
    let file = SourceFile {
        name: "plan.json".to_owned(),
        bytes,
        ..SourceFile::default()
    };
    let settle = Settle {
        slug: Some(slug),
        although_other: true,
    };
    let imported = import_form(&mut unit, permit, given, &file, &settle).await?;
    unit.commit().await?;
    let status = match imported {
        Imported::Kept { .. } => StatusCode::CREATED,
        _ => StatusCode::OK,
    };
    Ok((status, Json(imported)).into_response())
}

/// What [`correct`] takes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MentionForm {
    finding: FindingId,
    item: ItemId,
    speaks: bool,
}

/// A finding speaks of an item, or does not.
pub async fn correct(asked: Asked<CorrectMention>) -> Answer {
    let (given, key) = (given_of(&asked)?, key_of(&asked)?);
    let form: MentionForm = form_of(&asked).await?;
    let name = PlanName::new(asked.param("plan")?);
    let mention = Mention {
        finding: form.finding,
        item: form.item,
        speaks: form.speaks,
    };
    let Work {
        mut unit, permit, ..
    } = asked.change(key).await?;
    let done = correct_mention(&mut unit, permit, &name, given, mention).await?;
    unit.commit().await?;
    Ok(corrected(done))
}

/// What [`confirm`] takes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SilenceForm {
    item: ItemId,
    confirmed: bool,
}

/// No finding speaks of an item: confirmed by a person, or taken back.
pub async fn confirm(asked: Asked<ConfirmUnmentioned>) -> Answer {
    let (given, key) = (given_of(&asked)?, key_of(&asked)?);
    let form: SilenceForm = form_of(&asked).await?;
    let name = PlanName::new(asked.param("plan")?);
    let silence = Silence {
        item: form.item,
        confirmed: form.confirmed,
    };
    let Work {
        mut unit, permit, ..
    } = asked.change(key).await?;
    let done = confirm_unmentioned(&mut unit, permit, &name, given, silence).await?;
    unit.commit().await?;
    Ok(corrected(done))
}

/// What [`point`] takes. `target` may be null, but is not left out by mistake.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PointingForm {
    finding: FindingId,
    number: usize,
    #[serde(deserialize_with = "Option::deserialize")]
    target: Option<ItemId>,
}

/// A reference of a finding leads to an item, or to none.
pub async fn point(asked: Asked<PointReference>) -> Answer {
    let (given, key) = (given_of(&asked)?, key_of(&asked)?);
    let form: PointingForm = form_of(&asked).await?;
    let name = PlanName::new(asked.param("plan")?);
    let pointing = Pointing {
        finding: form.finding,
        number: form.number,
        target: form.target,
    };
    let Work {
        mut unit, permit, ..
    } = asked.change(key).await?;
    let done = point_reference(&mut unit, permit, &name, given, pointing).await?;
    unit.commit().await?;
    Ok(corrected(done))
}

/// The plan's new version, also as its tag.
fn corrected(done: Corrected) -> Response {
    let tag = format!("\"{}\"", done.version);
    tagged(
        Json(json!({ "version": done.version })).into_response(),
        &tag,
    )
}

/// A small JSON body.
async fn form_of<A: Action, F: DeserializeOwned>(asked: &Asked<A>) -> Result<F, Failure> {
    json_body(asked)?;
    let bytes = fields::whole(asked, 64 * 1024).await?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let status = if error.is_data() {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::BAD_REQUEST
        };
        Failure::from(Problem::of(status).telling(error.to_string()))
    })
}

fn json_body<A: Action>(asked: &Asked<A>) -> Result<(), Failure> {
    let kind = asked.header("content-type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let json = kind == "application/json" || kind.ends_with("+json");
    json.then_some(())
        .ok_or(Failure::of(StatusCode::UNSUPPORTED_MEDIA_TYPE))
}

/// The version in `If-Match`. `*` would match whatever stands there, and so names no version.
fn given_of<A: Action>(asked: &Asked<A>) -> Result<Given, Failure> {
    let tag = asked
        .header("if-match")
        .ok_or(Failure::of(StatusCode::PRECONDITION_REQUIRED))?;
    if tag.trim() == "*" {
        return Err(Failure::any_version());
    }
    let version = tag.trim().trim_matches('"').parse();
    version
        .map(Given::version)
        .map_err(|_| Failure::of(StatusCode::BAD_REQUEST))
}

/// What was seen where something new is made: `If-Match` may be left out.
fn given_for_new<A: Action>(asked: &Asked<A>) -> Result<Given, Failure> {
    match asked.header("if-match") {
        Some(_) => given_of(asked),
        None => Ok(Given::version(0)),
    }
}

/// The key in `Idempotency-Key`.
fn key_of<A: Action>(asked: &Asked<A>) -> Result<Key, Failure> {
    let key = asked
        .header("idempotency-key")
        .ok_or_else(Failure::no_key)?;
    Key::new(key.trim().trim_matches('"')).map_err(|_| Failure::of(StatusCode::BAD_REQUEST))
}
