//! Handlers of the record.

use axum::response::{Html, IntoResponse};
use ayumi_app::record::{ShowRecord, show_record};

use super::pages::RecordPage;
use crate::render::html;
use crate::route::{Answer, Asked};

/// The record of a council.
pub async fn show(asked: Asked<ShowRecord>) -> Answer {
    let work = asked.look().await?;
    let record = show_record(&work.unit, work.permit).await?;
    let broken = record.broken.map(|broken| broken.sequence);
    let page = RecordPage::new(asked.w, &work.link, &record.changes, broken);
    Ok(Html(html(&page)).into_response())
}
