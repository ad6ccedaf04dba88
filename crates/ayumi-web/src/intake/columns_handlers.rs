//! Handlers of saying what columns hold.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use ayumi_app::Classified;
use ayumi_app::intake::{
    ColumnsSaid, IntakeId, MatchColumns, MatchColumnsError, ShowIntake, file_with_columns,
    match_columns, read_for_intake, show_intake,
};
use ayumi_core::access::Action;
use ayumi_core::interchange::{Meaning, TableForm};
use ayumi_locale::key;

use super::columns::{ColumnsPage, meaning_named};
use super::handlers::back;
use crate::failure::{Failure, status_of};
use crate::fields::{self, Fields};
use crate::render::html;
use crate::route::{Answer, Asked, Work};

/// The tables of a reading with their columns.
pub async fn form(asked: Asked<ShowIntake>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let (page, _) = page_of(&asked, id).await?;
    if page.forms.is_empty() {
        return Err(Failure::not_there());
    }
    Ok(Html(html(&page)).into_response())
}

async fn page_of<A: Action>(
    asked: &Asked<A>,
    id: IntakeId,
) -> Result<(ColumnsPage, Vec<TableForm>), Failure> {
    let work = asked.look().await?;
    let permit = work.unit.permit::<ShowIntake>(Some(work.council.id))?;
    let shown = show_intake(&work.unit, permit, id).await?;
    let own = (id.0.to_string(), shown.intake.version);
    let page = ColumnsPage::new(asked.w, &work.link, (&own.0, own.1), &shown.reading);
    Ok((page, shown.reading.tables))
}

/// Keeps what was said of the columns of a form and reads the file again with it; or forgets it.
pub async fn say(asked: Asked<MatchColumns>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let (page, forms) = page_of(&asked, id).await?;
    let said = said(&fields, &forms)?;
    let done = if said.meanings.is_empty() {
        "?done=forgotten"
    } else {
        "?done=columns"
    };
    let work = asked.look().await?;
    let permit = work.unit.permit::<MatchColumns>(Some(work.council.id))?;
    let file = match file_with_columns(&work.unit, &permit, id, &said).await {
        Ok(file) => file,
        Err(MatchColumnsError::NoName) => return Ok(refused(&asked, page, &said)),
        Err(error) => return Err(error.into()),
    };
    let reads = work.unit.permit(Some(work.council.id))?;
    drop(work.unit);
    let read = read_for_intake(asked.app.formats(), reads, file).await?;
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(key).await?;
    match_columns(&mut unit, permit, id, given, (said, read)).await?;
    unit.commit().await?;
    Ok(back(&link, id, done))
}

/// The page again, with what was chosen.
fn refused(
    asked: &Asked<MatchColumns>,
    mut page: ColumnsPage,
    said: &ColumnsSaid,
) -> axum::response::Response {
    let error = MatchColumnsError::NoName;
    page.refused = Some(asked.w.t(key::ERROR_COLUMNS_NO_NAME));
    if let Some(form) = page.forms.get_mut(said.form) {
        form.name.clear();
        form.choose(&said.meanings);
    }
    (status_of(error.class()), Html(html(&page))).into_response()
}

/// The form's position (`form`), its name, and by the position of each column (`c0`, `c1`…) what it
/// holds.
fn said(fields: &Fields, forms: &[TableForm]) -> Result<ColumnsSaid, Failure> {
    let bad = || Failure::of(StatusCode::BAD_REQUEST);
    let form: usize = fields
        .get("form")
        .and_then(|form| form.parse().ok())
        .ok_or_else(bad)?;
    let name = fields.text("name").unwrap_or_default();
    let mut meanings: BTreeMap<String, Meaning> = BTreeMap::new();
    if fields.get("do") != Some("forget") {
        let columns = &forms.get(form).ok_or_else(Failure::not_there)?.columns;
        for (number, column) in columns.iter().enumerate() {
            let code = fields.get(&format!("c{number}")).unwrap_or_default();
            if !code.is_empty() {
                let meaning = meaning_named(code).ok_or_else(bad)?;
                meanings.insert(column.key.clone(), meaning);
            }
        }
    }
    Ok(ColumnsSaid {
        form,
        name,
        meanings,
    })
}
