//! A plan by the groupings that cut across its tree.

use askama::Template;
use axum::response::{Html, IntoResponse};
use ayumi_app::plan::{PlanName, ShowPlan, show_plan};
use ayumi_core::plan::{Item, Plan, printed};
use ayumi_locale::key;

use crate::address;
use crate::plan::tabs::{Tab, Tabs};
use crate::render::html;
use crate::review::finding::Link;
use crate::route::{Answer, Asked};
use crate::shell::{CouncilLink, Here, Shell};
use crate::words::Words;

/// A plan by its groupings.
#[derive(Template)]
#[template(path = "plan/groups.html")]
pub struct GroupsPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The pages of this plan.
    pub tabs: Tabs,
    /// The groupings.
    pub groupings: Vec<GroupingView>,
}

/// A grouping as shown.
pub struct GroupingView {
    /// Its name.
    pub name: String,
    /// Its groups with their items.
    pub groups: Vec<(String, Vec<Link>)>,
    /// Actions that are in none of them, nor below an item that is.
    pub rest: Vec<Link>,
}

impl GroupsPage {
    /// The page of a plan.
    pub fn new(w: Words, council: &CouncilLink, plan: &Plan) -> Self {
        let tabs = Tabs::new(w, council, plan, Tab::Groups);
        let own = address::below_plan(&council.slug, &plan.slug, "groups");
        let title = w.v(key::WEB_GROUPS_TITLE, "plan", &plan.title);
        let link = |item: &Item| Link {
            words: printed(item.label.as_deref(), &item.title),
            href: address::item(&council.slug, &plan.slug, item.id),
        };
        let groupings = plan.all_groupings().into_iter().map(|grouping| {
            let groups = grouping.groups.iter().map(|name| {
                let mut found = Vec::new();
                let is = |item: &Item| {
                    let mut groups = item.standing.groups.iter();
                    groups.any(|one| one.of == grouping.name && one.name == *name)
                };
                each(&plan.items, &mut |item| {
                    if is(item) {
                        found.push(link(item));
                    }
                });
                (name.clone(), found)
            });
            let groups = groups.collect();
            let mut rest = Vec::new();
            without(&plan.items, &grouping.name, &mut |item| {
                rest.push(link(item))
            });
            GroupingView {
                name: grouping.name,
                groups,
                rest,
            }
        });
        Self {
            w,
            shell: Shell::new(title, own)
                .in_council(council, Here::Plans)
                .via(plan.title.clone(), tabs.plan.clone())
                .end(),
            groupings: groupings.collect(),
            tabs,
        }
    }
}

fn each<'a>(items: &'a [Item], see: &mut dyn FnMut(&'a Item)) {
    for item in items {
        see(item);
        each(&item.items, see);
    }
}

/// The lowest items of which neither they nor one above them is in a grouping.
fn without<'a>(items: &'a [Item], grouping: &str, see: &mut dyn FnMut(&'a Item)) {
    let outside = |item: &&Item| item.standing.groups.iter().all(|one| one.of != grouping);
    for item in items.iter().filter(outside) {
        match item.items.is_empty() {
            true => see(item),
            false => without(&item.items, grouping, see),
        }
    }
}

/// The page of a plan's groupings.
pub async fn show(asked: Asked<ShowPlan>) -> Answer {
    let work = asked.look().await?;
    let name = PlanName::new(asked.param("plan")?);
    let view = show_plan(&work.unit, work.permit, &name).await?;
    let page = GroupsPage::new(asked.w, &work.link, &view.plan);
    Ok(Html(html(&page)).into_response())
}
