//! Handlers of the installation and of a council.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect};
use ayumi_app::Unit;
use ayumi_app::intake::{ListIntakes, list_intakes};
use ayumi_app::organisation::keeping::ShowKeeping;
use ayumi_app::organisation::people::invite_first;
use ayumi_app::organisation::{
    ListCouncils, MakeCouncil, MakeCouncilError, NewCouncil, ShowCouncil, list_councils,
    make_council, show_council,
};
use ayumi_app::plan::edition::list_sent;
use ayumi_core::access::Action;
use ayumi_core::organisation::{Council, Kind};
use ayumi_core::plan::edition::Edition;
use ayumi_locale::key;

use super::chart::LinkPage;
use super::home::{CouncilEntry, CouncilsPage, HomePage, PlanEntry};
use crate::plan::edition::sent::sent_address;
use crate::render::html;
use crate::review::finding::Link;
use crate::route::{Answer, Asked};
use crate::{address, fields};

/// The first page; with exactly one council, its home.
pub async fn councils(asked: Asked<ListCouncils>) -> Answer {
    let (unit, permit) = asked.look_around().await?;
    let all = list_councils(&unit, permit).await?;
    match all.as_slice() {
        [only] if asked.query("all").is_none() => {
            Ok(Redirect::to(&address::council(&only.slug)).into_response())
        }
        _ => Ok(Html(html(&page_of(&asked, &unit, &all))).into_response()),
    }
}

fn entries<A: Action>(asked: &Asked<A>, unit: &Unit, all: &[Council]) -> Vec<CouncilEntry> {
    let entry = |one: &Council| {
        let enters = unit.permit::<ShowCouncil>(Some(one.id)).is_ok() && !one.stopped;
        let keeps = unit.permit::<ShowKeeping>(Some(one.id)).is_ok();
        CouncilEntry {
            name: one.name.clone(),
            home: enters.then(|| address::council(&one.slug)),
            stopped: one.stopped,
            keeping: (keeps && asked.actor.identity().is_some())
                .then(|| address::keeping(&one.slug)),
        }
    };
    all.iter().map(entry).collect()
}

fn page_of<A: Action>(asked: &Asked<A>, unit: &Unit, all: &[Council]) -> CouncilsPage {
    let mut page = CouncilsPage::new(asked.w, entries(asked, unit, all));
    page.shell.viewer = asked.viewer();
    page.may_make = unit.permit::<MakeCouncil>(None).is_ok();
    page.asks_admin = asked.actor.identity().is_some();
    page
}

/// Makes a council. What was typed stays when it is refused.
pub async fn make(asked: Asked<MakeCouncil>) -> Answer {
    let fields = fields::read(&asked).await?;
    let given = fields.given()?;
    let typed = |name: &str| fields.get(name).unwrap_or_default().to_owned();
    let (mut unit, permit) = asked.change_around(fields.key()?).await?;
    let all = list_councils(&unit, unit.permit(None)?).await?;
    let mut page = page_of(&asked, &unit, &all);
    (page.name, page.slug) = (typed("name"), typed("slug"));
    page.admin = typed("admin");
    let admin = fields.text("admin");
    if page.asks_admin && admin.is_none() {
        page.admin_wrong = Some(asked.w.t(key::ERROR_PERSON_NEEDS_A_NAME));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html(&page))).into_response());
    }
    let new = NewCouncil {
        name: fields.text("name").unwrap_or_default(),
        slug: fields.text("slug"),
        kind: fields.get("kind").and_then(Kind::named).unwrap_or_default(),
    };
    match make_council(&mut unit, permit, given, new).await {
        Ok(council) => {
            let Some(admin) = admin.filter(|_| page.asks_admin) else {
                unit.commit().await?;
                return Ok(Redirect::to(&address::council(&council.slug)).into_response());
            };
            // Whoever runs the installation makes councils and reads none of them.
            let invited = invite_first(&mut unit, &council, &admin).await?;
            unit.commit().await?;
            let origin = asked.door.origin_of(&asked.parts.headers);
            let link = invited.token;
            let link = link.map(|token| format!("{origin}{}", address::join(&token)));
            let page = LinkPage::outside(asked.w, admin, link, asked.viewer());
            Ok(Html(html(&page)).into_response())
        }
        Err(MakeCouncilError::NoName) => {
            page.name_wrong = Some(asked.w.t(key::WEB_PROBLEM_NAME_EMPTY));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html(&page))).into_response())
        }
        Err(MakeCouncilError::NameTaken(_)) => {
            page.name_wrong = Some(asked.w.t(key::ERROR_COUNCIL_NAME_TAKEN));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html(&page))).into_response())
        }
        Err(MakeCouncilError::Slug(_)) => {
            page.slug_wrong = Some(asked.w.t(key::WEB_PROBLEM_SLUG));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html(&page))).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// A council's home.
pub async fn home(asked: Asked<ShowCouncil>) -> Answer {
    let work = asked.look().await?;
    let id = Some(work.council.id);
    let home = show_council(&work.unit, work.permit).await?;
    let plans = home
        .plans
        .into_iter()
        .map(|row| {
            let mut entry = PlanEntry::new(&work.link, &row.slug, row.title);
            entry.generation = row.generation;
            entry.period = row.period;
            entry.items = usize::try_from(row.items).unwrap_or_default();
            entry
        })
        .collect();
    let waiting = match work.unit.permit::<ListIntakes>(id) {
        Ok(permit) => list_intakes(&work.unit, permit).await?,
        Err(_) => Vec::new(),
    };
    let waiting = waiting
        .into_iter()
        .map(|one| {
            let href = address::intake(&work.link.slug, &one.id.0.to_string());
            (
                Link {
                    words: one.name,
                    href,
                },
                asked.w.instant(&one.created_at),
            )
        })
        .collect();
    let mut page = HomePage::new(asked.w, &work.link, plans, waiting);
    page.sees_plans = home.sees_plans;
    let sent = list_sent(&work.unit, work.unit.permit(id)?).await?;
    let row = |one: Edition| {
        let link = Link {
            words: one.name,
            href: sent_address(&work.link.slug, &one.id.to_string()),
        };
        (link, asked.w.moment(&one.made_at))
    };
    page.sent = sent.into_iter().map(row).collect();
    Ok(Html(html(&page)).into_response())
}
