//! Handlers of taking a newer version of a document in.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect};
use ayumi_app::intake::{
    CompareNewer, IntakeId, NewerError, Pairing, TakeNewer, Taking, compare_newer, take_newer,
};
use ayumi_app::plan::PlanName;
use ayumi_app::{Class, Classified};
use ayumi_core::access::Action;

use super::newer::{NewerPage, Sent};
use crate::address;
use crate::failure::{Failure, status_of};
use crate::fields::{self, Fields};
use crate::render::html;
use crate::route::{Answer, Asked, Work};

/// What a newer document changes in a plan (`plan`, `part`).
pub async fn compare(asked: Asked<CompareNewer>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let plan = asked.query("plan").ok_or_else(Failure::not_there)?;
    let pairing = Pairing {
        part: part(asked.query("part").as_deref())?,
        plan: PlanName::new(plan),
    };
    let page = page_of(&asked, id, &pairing, Sent::default()).await?;
    Ok(Html(html(&page)).into_response())
}

fn part(text: Option<&str>) -> Result<usize, Failure> {
    let text = text.unwrap_or("0");
    text.parse().map_err(|_| Failure::not_there())
}

async fn page_of<A: Action>(
    asked: &Asked<A>,
    id: IntakeId,
    pairing: &Pairing,
    sent: Sent,
) -> Result<NewerPage, Failure> {
    let mut work = asked.look().await?;
    let permit = work.unit.permit::<CompareNewer>(Some(work.council.id))?;
    let comparison = compare_newer(&mut work.unit, permit, id, pairing).await?;
    Ok(NewerPage::new(
        asked.w,
        &work.link,
        &comparison,
        pairing.part,
        sent,
    ))
}

/// Takes what was ticked.
pub async fn take(asked: Asked<TakeNewer>) -> Answer {
    let id = IntakeId(asked.id("id")?);
    let fields = fields::read(&asked).await?;
    let given = fields.given()?;
    let taking = taking(&fields)?;
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(fields.key()?).await?;
    match take_newer(&mut unit, permit, id, given, &taking).await {
        Ok(done) => {
            unit.commit().await?;
            let told = if done.more { "newer-more" } else { "newer" };
            let own = address::plan(&link.slug, &done.slug);
            Ok(Redirect::to(&format!("{own}?done={told}")).into_response())
        }
        Err(error) => {
            drop(unit);
            refused(&asked, id, taking, error).await
        }
    }
}

fn taking(fields: &Fields) -> Result<Taking, Failure> {
    let bad = || Failure::of(StatusCode::BAD_REQUEST);
    let version = fields
        .get("plan_version")
        .ok_or(Failure::of(StatusCode::PRECONDITION_REQUIRED))?;
    Ok(Taking {
        pairing: Pairing {
            part: part(fields.get("part"))?,
            plan: PlanName::new(fields.text("plan").ok_or_else(bad)?),
        },
        version: Some(version.parse().map_err(|_| bad())?),
        keys: fields.all("take").map(str::to_owned).collect(),
        although_other: fields.get("although_other") == Some("yes"),
    })
}

/// What can be mended is said on the same page; what was ticked stays.
async fn refused(
    asked: &Asked<TakeNewer>,
    id: IntakeId,
    taking: Taking,
    error: NewerError,
) -> Answer {
    let Class::Refused(words) = error.class() else {
        return Err(error.into());
    };
    let sent = Sent {
        refused: Some(asked.w.t(words)),
        keys: Some(taking.keys),
        although_other: taking.although_other,
    };
    // Where the intake itself is closed, there is no page to say it on.
    let Ok(page) = page_of(asked, id, &taking.pairing, sent).await else {
        return Err(error.into());
    };
    Ok((status_of(error.class()), Html(html(&page))).into_response())
}
