//! Handlers of the record.

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse};
use ayumi_app::record::{Filter, Record, ShowRecord, TakeRecord, note_taken, show_record};
use ayumi_core::access::Action;
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::parse_day;
use jiff::civil::Date;

use super::pages::{RecordPage, Typed, as_table};
use crate::failure::Failure;
use crate::render::html;
use crate::route::{Answer, Asked, Work};
use crate::shell::CouncilLink;

/// How many entries are on the page.
const SHOWN: u64 = 500;
/// How many are handed out as a table.
const HANDED_OUT: u64 = 1_000_000;

/// The record of a council.
pub async fn show(asked: Asked<ShowRecord>) -> Answer {
    let typed = typed(&asked);
    let (_, record, link) = found(&asked, &typed, SHOWN).await?;
    let page = RecordPage::new(asked.w, &link, &record, typed);
    Ok(Html(html(&page)).into_response())
}

/// The same as a table (CSV, UTF-8 with its mark, so that Excel reads it).
/// The record says that it was taken.
pub async fn table(asked: Asked<TakeRecord>) -> Answer {
    let typed = typed(&asked);
    let (council, record, link) = found(&asked, &typed, HANDED_OUT).await?;
    let unit = asked.app.change(asked.actor.clone(), None).await?;
    let mut unit = unit.coming_from(&asked.network());
    note_taken(&mut unit, council).await?;
    unit.commit().await?;
    let mut response = as_table(asked.w, &record).into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    let name = format!("attachment; filename=\"record-{}.csv\"", link.slug);
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

async fn found<A: Action>(
    asked: &Asked<A>,
    typed: &Typed,
    limit: u64,
) -> Result<(CouncilId, Record, CouncilLink), Failure> {
    let Work {
        unit,
        council,
        link,
        ..
    } = asked.look().await?;
    let permit = unit.permit::<ShowRecord>(Some(council.id))?;
    let filter = Filter {
        action: some(&typed.action),
        actor: None,
        kind: some(&typed.kind),
        from: day(&typed.from).map(|day| day.to_string()),
        // The day itself counts.
        before: day(&typed.to)
            .and_then(|day| day.tomorrow().ok())
            .map(|day| day.to_string()),
    };
    let mut record = show_record(&unit, permit, &filter, limit).await?;
    let who = typed.who.trim();
    if !who.is_empty() {
        record.changes.retain(|(change, said)| {
            let names = [&said.name, &said.title];
            let mut names = names.into_iter().flatten();
            change.actor.contains(who) || names.any(|name| name.contains(who))
        });
    }
    Ok((council.id, record, link))
}

fn typed<A: Action>(asked: &Asked<A>) -> Typed {
    let text = |name: &str| asked.query(name).unwrap_or_default();
    Typed {
        action: text("action"),
        kind: text("kind"),
        who: text("who"),
        from: text("from"),
        to: text("to"),
    }
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn day(said: &str) -> Option<Date> {
    let said = said.trim();
    said.parse().ok().or_else(|| parse_day(said, None)?.day)
}
