//! Handlers of looking back.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect};
use ayumi_app::plan::PlanName;
use ayumi_app::review::{
    ConfirmUnmentioned, CorrectMention, ListUnmentioned, Mention, PointReference, Pointing,
    ShowReview, Silence, confirm_unmentioned, correct_mention, list_unmentioned, point_reference,
    show_review,
};
use ayumi_core::access::Action;
use ayumi_core::plan::{FindingId, ItemId};
use ayumi_locale::key;

use super::chapter::ChapterPage;
use super::references::ReferencesPage;
use super::unmentioned::UnmentionedPage;
use crate::address;
use crate::failure::Failure;
use crate::fields;
use crate::render::html;
use crate::route::{Answer, Asked, Work};

/// The review chapter.
pub async fn chapter(asked: Asked<ShowReview>) -> Answer {
    let work = asked.look().await?;
    let name = PlanName::new(asked.param("plan")?);
    let view = show_review(&work.unit, work.permit, &name).await?;
    asked.page(&work.council, &work.link, || {
        html(&ChapterPage::new(asked.w, &work.link, view.plan.clone()))
    })
}

/// What perhaps no finding mentions.
pub async fn unmentioned(asked: Asked<ListUnmentioned>) -> Answer {
    let name = asked.param("plan")?.to_owned();
    let mut page = page_of(&asked, &name).await?;
    page.shell.flash = match asked.query("done").as_deref() {
        Some("corrected") => Some(asked.w.t(key::WEB_UNMENTIONED_DONE)),
        Some("confirmed") => Some(asked.w.t(key::WEB_UNMENTIONED_CONFIRM_DONE)),
        Some("taken-back") => Some(asked.w.t(key::WEB_UNMENTIONED_TAKE_BACK_DONE)),
        _ => None,
    };
    Ok(Html(html(&page)).into_response())
}

async fn page_of<A: Action>(asked: &Asked<A>, name: &str) -> Result<UnmentionedPage, Failure> {
    let work = asked.look().await?;
    let permit = work.unit.permit::<ListUnmentioned>(Some(work.council.id))?;
    let found = list_unmentioned(&work.unit, permit, &PlanName::new(name)).await?;
    let view = &found.view;
    Ok(UnmentionedPage::new(
        asked.w,
        &work.link,
        &view.plan,
        view.version,
        &found.items,
    ))
}

/// No finding mentions an item: confirmed, or taken back.
pub async fn confirm(asked: Asked<ConfirmUnmentioned>) -> Answer {
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let name = asked.param("plan")?.to_owned();
    let item = fields.get("item").unwrap_or_default().parse();
    let silence = Silence {
        item: item.map_err(|_| Failure::of(StatusCode::BAD_REQUEST))?,
        confirmed: fields.get("confirmed") != Some("no"),
    };
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(key).await?;
    let plan = PlanName::new(name.as_str());
    confirm_unmentioned(&mut unit, permit, &plan, given, silence).await?;
    unit.commit().await?;
    let own = address::below_plan(&link.slug, &name, "unmentioned");
    let done = if silence.confirmed {
        "confirmed"
    } else {
        "taken-back"
    };
    Ok(Redirect::to(&format!("{own}?done={done}")).into_response())
}

/// A finding mentions an item.
pub async fn correct(asked: Asked<CorrectMention>) -> Answer {
    let fields = fields::read(&asked).await?;
    let given = fields.given()?;
    let key = fields.key()?;
    let name = asked.param("plan")?.to_owned();
    let bad = || Failure::of(StatusCode::BAD_REQUEST);
    let item: ItemId = fields
        .get("item")
        .unwrap_or_default()
        .parse()
        .map_err(|_| bad())?;
    let Some(finding) = fields.text("finding") else {
        return choose_one(&asked, &name).await;
    };
    let finding: FindingId = finding.parse().map_err(|_| bad())?;
    let mention = Mention {
        finding,
        item,
        speaks: fields.get("speaks") != Some("no"),
    };
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(key).await?;
    correct_mention(
        &mut unit,
        permit,
        &PlanName::new(name.as_str()),
        given,
        mention,
    )
    .await?;
    unit.commit().await?;
    let own = address::below_plan(&link.slug, &name, "unmentioned");
    Ok(Redirect::to(&format!("{own}?done=corrected")).into_response())
}

/// The list again: no finding was chosen.
async fn choose_one(asked: &Asked<CorrectMention>, name: &str) -> Answer {
    let mut page = page_of(asked, name).await?;
    page.refused = Some(asked.w.t(key::WEB_UNMENTIONED_CHOOSE_ONE));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html(&page))).into_response())
}

/// Where the references lead; `?finding=&number=` shows the form of one.
pub async fn references(asked: Asked<ShowReview>) -> Answer {
    let work = asked.look().await?;
    let name = PlanName::new(asked.param("plan")?);
    let view = show_review(&work.unit, work.permit, &name).await?;
    let bad = || Failure::of(StatusCode::BAD_REQUEST);
    let chosen = match (asked.query("finding"), asked.query("number")) {
        (Some(finding), Some(number)) => Some((
            finding.parse().map_err(|_| bad())?,
            number.parse().map_err(|_| bad())?,
        )),
        _ => None,
    };
    let mut page = ReferencesPage::new(asked.w, &work.link, &view.plan, view.version, chosen);
    if chosen.is_some() && page.form.is_none() {
        return Err(Failure::not_there());
    }
    page.shell.flash = (asked.query("done").is_some()).then(|| asked.w.t(key::WEB_REFERENCES_DONE));
    Ok(Html(html(&page)).into_response())
}

/// A reference leads to an item, or to none.
pub async fn point(asked: Asked<PointReference>) -> Answer {
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let name = asked.param("plan")?.to_owned();
    let bad = || Failure::of(StatusCode::BAD_REQUEST);
    let said = |field| fields.get(field).unwrap_or_default();
    let target = match fields.text("target") {
        Some(target) => Some(target.parse().map_err(|_| bad())?),
        None => None,
    };
    let pointing = Pointing {
        finding: said("finding").parse().map_err(|_| bad())?,
        number: said("number").parse().map_err(|_| bad())?,
        target,
    };
    let Work {
        mut unit,
        permit,
        link,
        ..
    } = asked.change(key).await?;
    let plan = PlanName::new(name.as_str());
    point_reference(&mut unit, permit, &plan, given, pointing).await?;
    unit.commit().await?;
    let own = address::below_plan(&link.slug, &name, "references");
    Ok(Redirect::to(&format!("{own}?done=1")).into_response())
}
