//! Handlers of a plan and its items.

use axum::response::{Html, IntoResponse, Redirect};
use ayumi_app::Unit;
use ayumi_app::plan::comment::comments_of;
use ayumi_app::plan::{ItemView, PlanName, ShowItem, ShowPlan, show_item, show_plan};
use ayumi_core::access::{Action, Permit};
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::{FindingId, Item, ItemId, Plan};
use ayumi_locale::key;

use super::comments::CommentsView;
use super::item::{Beside, ItemPage, path_to};
use super::show::ShowPlanPage;
use crate::address;
use crate::failure::Failure;
use crate::intake::source::{Look, SourceLine};
use crate::render::html;
use crate::route::{Answer, Asked};
use crate::shell::CouncilLink;
use crate::words::Words;

/// A plan. Asked by its id, the answer leads to its short name.
pub async fn show(asked: Asked<ShowPlan>) -> Answer {
    let work = asked.look().await?;
    let name = asked.param("plan")?;
    let view = show_plan(&work.unit, work.permit, &PlanName::new(name)).await?;
    if view.plan.slug != name {
        return Ok(Redirect::to(&address::plan(&work.link.slug, &view.plan.slug)).into_response());
    }
    let page = || ShowPlanPage::new(asked.w, &work.link, view.plan.clone(), &view.attachments);
    let told = match asked.query("done").as_deref() {
        Some("accepted") => key::WEB_ACCEPT_DONE,
        Some("several") => key::WEB_ACCEPT_DONE_MORE,
        Some("newer") => key::WEB_NEWER_DONE,
        Some("newer-more") => key::WEB_NEWER_DONE_MORE,
        Some("unchanged") => key::WEB_ACCEPT_UNCHANGED,
        Some("attached") => key::WEB_ATTACH_DONE,
        Some("removed") => key::WEB_ATTACH_REMOVED,
        _ => return asked.page(&work.council, &work.link, || html(&page())),
    };
    let mut page = page();
    page.shell.flash = Some(asked.w.t(told));
    Ok(Html(html(&page)).into_response())
}

/// An item.
pub async fn item(asked: Asked<ShowItem>) -> Answer {
    let id = ItemId(asked.id("item")?);
    let work = asked.look().await?;
    let here = (&work.unit, work.council.id, &work.link);
    let page = item_page(&asked, here, (work.permit, id)).await?;
    Ok(Html(html(&page)).into_response())
}

/// The page of an item.
pub(super) async fn item_page<A: Action>(
    asked: &Asked<A>,
    (unit, council, link): (&Unit, CouncilId, &CouncilLink),
    (permit, id): (Permit<ShowItem>, ItemId),
) -> Result<ItemPage, Failure> {
    let name = PlanName::new(asked.param("plan")?);
    let view = show_item(unit, permit, &name, id).await?;
    let mut beside = beside(asked.w, &view);
    let comments = comments_of(unit, council, (&view.view, id)).await?;
    let own = address::item(&link.slug, &view.view.plan.slug, id);
    beside.comments = comments.map(|all| CommentsView::new(asked.w, &own, &all));
    let page = ItemPage::new(asked.w, link, &view.view.plan, id, &beside);
    page.ok_or_else(Failure::not_there)
}

fn beside(w: Words, view: &ItemView) -> Beside {
    let mut last = None;
    let line = |one: &ayumi_app::plan::SourceLine| {
        let first = last.as_ref() != Some(&one.at);
        last = Some(one.at.clone());
        SourceLine {
            words: one.text.clone(),
            gap: one.gap,
            look: if one.here { Look::Here } else { Look::Plain },
            ..SourceLine::at(w, &one.at, first)
        }
    };
    Beside {
        mentions: mentions(&view.view.plan, view.item.id),
        lines: view.source.iter().map(line).collect(),
        owner: view
            .owner
            .as_ref()
            .map(|owner| match owner.holders.is_empty() {
                true => owner.title.clone(),
                false => format!("{}（{}）", owner.title, owner.holders.join("・")),
            }),
        may_change: view.may_change,
        comments: None,
        version: view.view.version,
        source_name: view.view.origin.source_name.clone(),
    }
}

/// The findings above an item that speak of it: confirmed by a person, or perhaps.
fn mentions(plan: &Plan, id: ItemId) -> Vec<(FindingId, bool)> {
    let path = path_to(&plan.items, id).unwrap_or_default();
    let above = path
        .split_last()
        .map(|(_, above)| above)
        .unwrap_or_default();
    let all = above
        .iter()
        .flat_map(|item: &&Item| &item.findings)
        .chain(&plan.overall);
    all.filter(|finding| finding.about.contains(&id))
        .map(|finding| (finding.id, true))
        .collect()
}
