//! Where the references of the findings lead (`13ページを参照`), each with a form to say it.

use askama::Template;
use ayumi_core::plan::{Finding, FindingId, Item, ItemId, Plan};
use ayumi_locale::key;

use crate::address;
use crate::plan::item::in_order;
use crate::plan::tabs::{Tab, Tabs};
use crate::review::finding::{Link, Links};
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// How many references are on the page.
const SHOWN: usize = 500;

/// The page.
#[derive(Template)]
#[template(path = "review/references.html")]
pub struct ReferencesPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The pages of this plan.
    pub tabs: Tabs,
    /// The references, those that lead nowhere yet first.
    pub rows: Vec<ReferenceRow>,
    /// How many lead nowhere yet.
    pub open: usize,
    /// How many are not on the page.
    pub rest: usize,
    /// The form of the chosen one.
    pub form: Option<PointForm>,
}

/// A reference of the list.
pub struct ReferenceRow {
    /// What the source prints.
    pub printed: String,
    /// The finding's words.
    pub text: String,
    /// The item the finding belongs to, or the plan.
    pub of: Link,
    /// Where it leads.
    pub target: Option<Link>,
    /// The page with its form.
    pub choose: String,
}

/// The form of one reference.
pub struct PointForm {
    /// Version and key.
    pub hidden: Hidden,
    /// Where it is sent to.
    pub action: String,
    /// The finding.
    pub finding: FindingId,
    /// Which of its references, from 1.
    pub number: usize,
    /// What the source prints.
    pub printed: String,
    /// The finding's words.
    pub text: String,
    /// Every item: id, name, the chosen one.
    pub choices: Vec<(String, String, bool)>,
}

/// A reference with the finding it stands in.
struct Found<'a> {
    finding: &'a Finding,
    number: usize,
    of: Link,
    target: Option<ItemId>,
}

impl ReferencesPage {
    /// The page of a plan; `chosen` is the reference whose form is shown.
    pub fn new(
        w: Words,
        council: &CouncilLink,
        plan: &Plan,
        version: u64,
        chosen: Option<(FindingId, usize)>,
    ) -> Self {
        let tabs = Tabs::new(w, council, plan, Tab::Review);
        let own = address::below_plan(&council.slug, &plan.slug, "references");
        let shell = Shell::new(w.t(key::WEB_REFERENCES_TITLE), own.clone())
            .in_council(council, Here::Plans)
            .via(plan.title.clone(), tabs.plan.clone())
            .end();
        let links = Links::new(w, &council.slug, plan);
        let mut found = found_in(&links);
        found.sort_by_key(|one| one.target.is_some());
        let form = chosen.and_then(|(finding, number)| {
            let one = found
                .iter()
                .find(|one| one.finding.id == finding && one.number == number)?;
            Some(form_of(&links, one, &own, version))
        });
        let open = found.iter().filter(|one| one.target.is_none()).count();
        let rows: Vec<_> = found
            .iter()
            .take(SHOWN)
            .map(|one| row(&links, one, &own))
            .collect();
        Self {
            w,
            shell,
            tabs,
            open,
            rest: found.len() - rows.len(),
            rows,
            form,
        }
    }
}

fn found_in<'a>(links: &Links<'a>) -> Vec<Found<'a>> {
    fn walk<'a>(links: &Links<'a>, items: &'a [Item], all: &mut Vec<Found<'a>>) {
        for item in items {
            if let Some(of) = links.to(item.id) {
                gather(&item.findings, &of, all);
            }
            walk(links, &item.items, all);
        }
    }
    let mut all = Vec::new();
    let plan = links.plan;
    walk(links, &plan.items, &mut all);
    let of = Link {
        words: plan.title.clone(),
        href: address::plan(links.council, &plan.slug),
    };
    gather(&plan.overall, &of, &mut all);
    all
}

fn gather<'a>(findings: &'a [Finding], of: &Link, all: &mut Vec<Found<'a>>) {
    for finding in findings {
        for (number, one) in (1..).zip(&finding.refs) {
            all.push(Found {
                finding,
                number,
                of: of.clone(),
                target: one.target,
            });
        }
    }
}

fn row(links: &Links<'_>, one: &Found<'_>, own: &str) -> ReferenceRow {
    ReferenceRow {
        printed: printed(links, one),
        text: one.finding.text.clone(),
        of: one.of.clone(),
        target: one.target.and_then(|id| links.to(id)),
        choose: format!(
            "{own}?finding={}&number={}#point",
            one.finding.id, one.number
        ),
    }
}

fn printed(links: &Links<'_>, one: &Found<'_>) -> String {
    let reference = one.finding.refs.get(one.number - 1);
    reference.map_or_else(String::new, |one| links.printed(one))
}

fn form_of(links: &Links<'_>, one: &Found<'_>, own: &str, version: u64) -> PointForm {
    let choices = in_order(&links.plan.items)
        .into_iter()
        .filter_map(|id| {
            let link = links.to(id)?;
            Some((id.to_string(), link.words, one.target == Some(id)))
        })
        .collect();
    PointForm {
        hidden: Hidden::fresh(version),
        action: own.to_owned(),
        finding: one.finding.id,
        number: one.number,
        printed: printed(links, one),
        text: one.finding.text.clone(),
        choices,
    }
}
