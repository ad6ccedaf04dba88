//! Handlers of changes of posts, owners, and handover sheets.

use std::collections::BTreeMap;

use axum::response::{Html, IntoResponse, Redirect};
use ayumi_app::organisation::handover::{
    ChangeHandover, HandoverStep, SetOwners, ShowSheet, change_handover, list_handovers,
    set_owners, show_owners, show_sheet, write_paper,
};
use ayumi_app::organisation::people::{ShowOrganisation, show_organisation};
use ayumi_app::plan::{PlanName, ShowPlan};
use ayumi_app::{Class, Classified};
use ayumi_core::access::Action;
use ayumi_core::organisation::{HandoverId, Move, PersonId, PostId};
use ayumi_core::plan::ItemId;
use ayumi_locale::key;

use super::chart_handlers::{Wrong, day};
use super::moves::{HandoverPage, HandoversPage, OwnersPage, SheetPage};
use crate::access::handlers::{refused, unread};
use crate::address;
use crate::failure::Failure;
use crate::fields::{self, Fields};
use crate::publish::disposition::download;
use crate::render::html;
use crate::route::{Answer, Asked};

/// The changes of posts.
pub async fn list(asked: Asked<ShowOrganisation>) -> Answer {
    let work = asked.look().await?;
    let all = list_handovers(&work.unit, &work.permit).await?;
    let chart = show_organisation(&work.unit, work.permit).await?;
    let mut page = HandoversPage::new(asked.w, &work.link, &chart, &all);
    let may = work.unit.permit::<ChangeHandover>(Some(work.council.id));
    page.may_change = may.is_ok();
    page.shell.flash = match asked.query("done").as_deref() {
        Some("dropped") => Some(asked.w.t(key::WEB_HANDOVER_DROPPED)),
        _ => None,
    };
    Ok(Html(html(&page)).into_response())
}

/// The form of a new change.
pub async fn new(asked: Asked<ShowOrganisation>) -> Answer {
    Ok(Html(html(&page_of(&asked, None).await?)).into_response())
}

/// One change.
pub async fn show(asked: Asked<ShowOrganisation>) -> Answer {
    let id = HandoverId(asked.id("id")?);
    let mut page = page_of(&asked, Some(id)).await?;
    page.shell.flash = match asked.query("done").as_deref() {
        Some("prepared") => Some(asked.w.t(key::WEB_HANDOVER_SAVED)),
        Some("set") => Some(asked.w.t(key::WEB_HANDOVER_IS_SET)),
        Some("back") => Some(asked.w.t(key::WEB_HANDOVER_IS_BACK)),
        _ => None,
    };
    Ok(Html(html(&page)).into_response())
}

async fn page_of<A: Action>(
    asked: &Asked<A>,
    id: Option<HandoverId>,
) -> Result<HandoverPage, Failure> {
    let work = asked.look().await?;
    let council = Some(work.council.id);
    let permit = work.unit.permit::<ShowOrganisation>(council)?;
    let all = list_handovers(&work.unit, &permit).await?;
    let one = match id {
        Some(id) => {
            let found = all.iter().find(|one| one.handover.id == id);
            Some(found.ok_or_else(Failure::not_there)?)
        }
        None => None,
    };
    let chart = show_organisation(&work.unit, permit).await?;
    let mut page = HandoverPage::new(asked.w, &work.link, &chart, one);
    page.may_change = work.unit.permit::<ChangeHandover>(council).is_ok();
    Ok(page)
}

/// Prepares, sets, takes back or drops a change.
pub async fn change(asked: Asked<ChangeHandover>) -> Answer {
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let id = match fields.text("id") {
        Some(id) => Some(HandoverId(id.parse().map_err(|_| Failure::not_there())?)),
        None => None,
    };
    let (step, done) = match (fields.get("step"), id) {
        (Some("prepare"), id) => match prepared(&fields, id) {
            Ok(step) => (step, "prepared"),
            Err(Wrong::Day(said)) => {
                let mut page = page_of(&asked, id).await?;
                page.wrong = Some(asked.w.v(key::WEB_DAY_WRONG, "day", said));
                return Ok(unread(html(&page)));
            }
            Err(Wrong::Request) => return Err(Failure::not_there()),
        },
        (Some("set"), Some(id)) => (HandoverStep::Set(id), "set"),
        (Some("take-back"), Some(id)) => (HandoverStep::TakeBack(id), "back"),
        (Some("drop"), Some(id)) => (HandoverStep::Drop(id), "dropped"),
        _ => return Err(Failure::not_there()),
    };
    let mut work = asked.change(key).await?;
    match change_handover(&mut work.unit, work.permit, given, step).await {
        Ok(id) => {
            work.unit.commit().await?;
            let own = address::handovers(&work.link.slug);
            let next = match done {
                "dropped" => format!("{own}?done=dropped"),
                done => format!("{own}/{id}?done={done}"),
            };
            Ok(Redirect::to(&next).into_response())
        }
        Err(error) => {
            drop(work.unit);
            let Class::Refused(words) = error.class() else {
                return Err(error.into());
            };
            let mut page = page_of(&asked, id).await?;
            page.wrong = Some(asked.w.t(words));
            Ok(refused(error.class(), html(&page)))
        }
    }
}

fn prepared(fields: &Fields, id: Option<HandoverId>) -> Result<HandoverStep, Wrong> {
    let mut moves = Vec::new();
    for (name, value) in fields.pairs() {
        let Some(post) = name.strip_prefix("post-") else {
            continue;
        };
        let person = match value {
            "stay" => continue,
            "nobody" => None,
            person => Some(PersonId(person.parse()?)),
        };
        moves.push(Move {
            post: PostId(post.parse()?),
            person,
        });
    }
    Ok(HandoverStep::Prepare {
        id,
        name: fields.text("name").unwrap_or_default(),
        day: day(fields, "day")?,
        moves,
    })
}

/// Who answers for which item.
pub async fn owners(asked: Asked<ShowPlan>) -> Answer {
    let slug = asked.param("plan")?.to_owned();
    let work = asked.look().await?;
    let council = Some(work.council.id);
    let owners = show_owners(&work.unit, work.permit, &PlanName::new(&*slug)).await?;
    let mut page = OwnersPage::new(asked.w, &work.link, &owners.plan.slug, &owners);
    page.may_change = work.unit.permit::<SetOwners>(council).is_ok();
    if asked.query("done").is_some() {
        page.shell.flash = Some(asked.w.t(key::WEB_OWNERS_DONE));
    }
    Ok(Html(html(&page)).into_response())
}

/// Says who answers for which item.
pub async fn own(asked: Asked<SetOwners>) -> Answer {
    let slug = asked.param("plan")?.to_owned();
    let fields = fields::read(&asked).await?;
    let (given, key) = (fields.given()?, fields.key()?);
    let mut wanted = BTreeMap::new();
    for (name, value) in fields.pairs() {
        if let Some(item) = name.strip_prefix("item-") {
            let item = ItemId(item.parse().map_err(|_| Failure::not_there())?);
            let post = match value {
                "" => None,
                post => Some(PostId(post.parse().map_err(|_| Failure::not_there())?)),
            };
            wanted.insert(item, post);
        }
    }
    let mut work = asked.change(key).await?;
    let name = PlanName::new(&*slug);
    set_owners(&mut work.unit, work.permit, &name, given, &wanted).await?;
    work.unit.commit().await?;
    let own = address::below_plan(&work.link.slug, &slug, "owners");
    Ok(Redirect::to(&format!("{own}?done=yes")).into_response())
}

/// The handover sheet of a post.
pub async fn sheet(asked: Asked<ShowSheet>) -> Answer {
    let post = PostId(asked.id("post")?);
    let (link, document, _) = document_of(&asked, post).await?;
    let page = SheetPage::new(asked.w, &link, &post.to_string(), &document);
    Ok(Html(html(&page)).into_response())
}

/// The same as a PDF.
pub async fn pdf(asked: Asked<ShowSheet>) -> Answer {
    let post = PostId(asked.id("post")?);
    let (link, document, title) = document_of(&asked, post).await?;
    let bytes = write_paper(asked.app.formats(), document, "pdf").await;
    let bytes = bytes.map_err(|reason| Failure {
        log: Some(reason),
        ..Failure::of(axum::http::StatusCode::INTERNAL_SERVER_ERROR)
    })?;
    let bytes = bytes.ok_or_else(Failure::not_there)?;
    tracing::debug!(council = link.slug, "handover sheet set");
    let name = format!("{title}.pdf");
    Ok(download(&name, "application/pdf", bytes))
}

async fn document_of(
    asked: &Asked<ShowSheet>,
    post: PostId,
) -> Result<(crate::shell::CouncilLink, ayumi_document::Document, String), Failure> {
    let (unit, council, link) = asked.look_at().await?;
    let sheet = match show_sheet(&unit, council.id, post).await? {
        Ok(sheet) => sheet,
        Err(denied) => return Err(denied.into()),
    };
    let document = sheet.document(asked.w.0);
    let title = document.title.clone();
    Ok((link, document, title))
}
