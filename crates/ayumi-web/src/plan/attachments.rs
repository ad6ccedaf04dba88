//! Handlers of the files kept with a plan.

use axum::response::{IntoResponse, Redirect};
use ayumi_app::plan::{
    AttachmentId, FetchAttachment, RemoveAttachment, fetch_attachment, remove_attachment,
};

use crate::address;
use crate::fields;
use crate::publish::disposition::download;
use crate::route::{Answer, Asked, Work};

/// A file, to be saved. What it is was never looked into: it is never shown inside the site.
pub async fn fetch(asked: Asked<FetchAttachment>) -> Answer {
    let id = AttachmentId(asked.id("id")?);
    let work = asked.look().await?;
    let (file, bytes) = fetch_attachment(&work.unit, work.permit, id).await?;
    Ok(download(&file.name, "application/octet-stream", bytes))
}

/// Takes a file away from its plan.
pub async fn remove(asked: Asked<RemoveAttachment>) -> Answer {
    let id = AttachmentId(asked.id("id")?);
    let plan = asked.param("plan")?.to_owned();
    let fields = fields::read(&asked).await?;
    let given = fields.given()?;
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(fields.key()?).await?;
    remove_attachment(&mut unit, permit, id, given).await?;
    unit.commit().await?;
    let own = address::plan(&link.slug, &plan);
    Ok(Redirect::to(&format!("{own}?done=removed")).into_response())
}
