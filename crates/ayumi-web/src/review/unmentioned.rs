//! Actions perhaps not mentioned by any finding, each with forms to correct or to confirm it; and
//! those confirmed.

use askama::Template;
use ayumi_core::plan::{Item, ItemId, Plan};
use ayumi_locale::key;

use crate::address;
use crate::chip::{Chip, Tone};
use crate::plan::item::{in_order, path_to};
use crate::plan::tabs::{Tab, Tabs};
use crate::review::finding::{Link, Links, name_of};
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// How many actions are on the page: each has a form of its own.
const SHOWN: usize = 100;

/// The page.
#[derive(Template)]
#[template(path = "review/unmentioned.html")]
pub struct UnmentionedPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The pages of this plan.
    pub tabs: Tabs,
    /// Where corrections are sent to.
    pub action: String,
    /// The actions.
    pub rows: Vec<UnmentionedRow>,
    /// How many there are; the list shows the first of them.
    pub count: usize,
    /// How many actions the plan has.
    pub actions: usize,
    /// Where a confirmation is sent to.
    pub confirm: String,
    /// The actions of which a person confirmed it.
    pub confirmed: Vec<ConfirmedRow>,
    /// The guess.
    pub perhaps: Chip,
    /// The confirmation.
    pub sure: Chip,
    /// What was wrong with the last correction.
    pub refused: Option<String>,
}

/// An action of the list.
pub struct UnmentionedRow {
    /// Version and key of its form.
    pub hidden: Hidden,
    /// Its id.
    pub id: ItemId,
    /// Its name and page.
    pub link: Link,
    /// What stands above it.
    pub above: String,
    /// The findings that may mention it: id and words.
    pub choices: Vec<(String, String)>,
}

/// An action of which a person confirmed that nothing mentions it.
pub struct ConfirmedRow {
    /// Version and key of the form that takes it back.
    pub hidden: Hidden,
    /// Its id.
    pub id: ItemId,
    /// Its name and page.
    pub link: Link,
    /// What stands above it.
    pub above: String,
}

impl UnmentionedPage {
    /// The page of the items `unmentioned`.
    pub fn new(
        w: Words,
        council: &CouncilLink,
        plan: &Plan,
        version: u64,
        unmentioned: &[ItemId],
    ) -> Self {
        let tabs = Tabs::new(w, council, plan, Tab::Unmentioned);
        let own = address::below_plan(&council.slug, &plan.slug, "unmentioned");
        let shell = Shell::new(w.t(key::WEB_UNMENTIONED_TITLE), own.clone())
            .in_council(council, Here::Plans)
            .via(plan.title.clone(), tabs.plan.clone())
            .end();
        let links = Links::new(w, &council.slug, plan);
        let shown = unmentioned.iter().take(SHOWN);
        let rows = shown.filter_map(|id| row(&links, *id, version)).collect();
        let count = unmentioned.len();
        let actions = leaves(&plan.items);
        let perhaps = Chip::new(w, Tone::Warn, key::WEB_UNMENTIONED_PERHAPS);
        let sure = Chip::new(w, Tone::Plain, key::WEB_UNMENTIONED_SURE);
        let confirmed = in_order(&plan.items)
            .into_iter()
            .filter(|id| plan.unmentioned.contains(id))
            .filter_map(|id| confirmed(&links, id, version))
            .collect();
        Self {
            w,
            shell,
            tabs,
            confirm: format!("{own}/confirm"),
            action: own,
            confirmed,
            rows,
            count,
            actions,
            perhaps,
            sure,
            refused: None,
        }
    }
}

impl UnmentionedPage {
    /// How many are not on the page.
    pub fn rest(&self) -> usize {
        self.count - self.rows.len()
    }
}

fn leaves(items: &[Item]) -> usize {
    items
        .iter()
        .map(|item| {
            if item.items.is_empty() {
                1
            } else {
                leaves(&item.items)
            }
        })
        .sum()
}

/// Longest words of a finding in the list of choices.
const CHOICE: usize = 48;

fn row(links: &Links<'_>, id: ItemId, version: u64) -> Option<UnmentionedRow> {
    let plan = links.plan;
    let path = path_to(&plan.items, id)?;
    let (_, above) = path.split_last()?;
    let findings = path
        .iter()
        .rev()
        .flat_map(|item| &item.findings)
        .chain(&plan.overall);
    let choices = findings
        .map(|finding| {
            let mut words: String = finding.text.chars().take(CHOICE).collect();
            if words.len() < finding.text.len() {
                words.push('…');
            }
            (finding.id.to_string(), words)
        })
        .collect();
    Some(UnmentionedRow {
        hidden: Hidden::fresh(version),
        id,
        link: links.to(id)?,
        above: names(above),
        choices,
    })
}

fn confirmed(links: &Links<'_>, id: ItemId, version: u64) -> Option<ConfirmedRow> {
    let path = path_to(&links.plan.items, id)?;
    let (_, above) = path.split_last()?;
    Some(ConfirmedRow {
        hidden: Hidden::fresh(version),
        id,
        link: links.to(id)?,
        above: names(above),
    })
}

fn names(above: &[&Item]) -> String {
    let above: Vec<String> = above.iter().map(|item| name_of(item)).collect();
    above.join(" › ")
}
