//! The page of a plan.

use askama::Template;
use ayumi_app::plan::Attachment;
use ayumi_core::plan::{Finding, Item, Plan};
use ayumi_locale::key;

use super::branch::Branch;
use super::picture::picture;
use super::tabs::{Tab, Tabs};
use crate::review::finding::{FindingView, KindCount, Links, tally};
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// The page of a plan: what it promises, its tree, what became of it.
#[derive(Template)]
#[template(path = "plan/show.html")]
pub struct ShowPlanPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The pages of this plan.
    pub tabs: Tabs,
    /// The plan.
    pub plan: Plan,
    /// Levels with the number of items on each.
    pub levels: Vec<(String, usize)>,
    /// The picture.
    pub picture: Option<String>,
    /// The tree as a list.
    pub tree: Branch,
    /// Findings about the whole.
    pub overall: Vec<FindingView>,
    /// All findings by kind.
    pub tally: Vec<KindCount>,
    /// How many items there are.
    pub items: usize,
    /// The files kept with it.
    pub attachments: Vec<AttachmentView>,
}

/// A file kept with a plan.
pub struct AttachmentView {
    /// Its name.
    pub name: String,
    /// Its size, in words.
    pub size: String,
    /// Its address.
    pub href: String,
    /// Version and key for taking it away; it never changes, so that there is no version.
    pub hidden: Hidden,
}

impl ShowPlanPage {
    /// The page of `plan`.
    pub fn new(w: Words, council: &CouncilLink, plan: Plan, kept: &[Attachment]) -> Self {
        let tabs = Tabs::new(w, council, &plan, Tab::Plan);
        let shell = Shell::new(plan.title.clone(), tabs.plan.clone())
            .in_council(council, Here::Plans)
            .end();
        let links = Links::new(w, &council.slug, &plan);
        let overall = plan
            .overall
            .iter()
            .map(|one| links.finding(one, &|_| None))
            .collect();
        let mut findings = Vec::new();
        let mut levels = Vec::new();
        gather(&plan.items, 0, &mut levels, &mut findings);
        findings.extend(&plan.overall);
        let tally = tally(w, findings);
        let named = plan
            .levels
            .iter()
            .cloned()
            .chain(std::iter::repeat_with(|| w.t(key::WEB_LEVEL_UNNAMED)))
            .zip(levels.iter().copied())
            .collect();
        let (picture, tree) = (picture(&links), Branch::new(&links, &plan.items, true));
        let items = levels.iter().sum();
        let attachments = kept.iter().map(|one| AttachmentView {
            name: one.name.clone(),
            size: w.size(one.size),
            href: format!("{}/attachments/{}", tabs.plan, one.id.0),
            hidden: Hidden::fresh(0),
        });
        let attachments = attachments.collect();
        Self {
            w,
            shell,
            tabs,
            levels: named,
            picture,
            tree,
            overall,
            tally,
            items,
            attachments,
            plan,
        }
    }
}

fn gather<'a>(
    items: &'a [Item],
    depth: usize,
    levels: &mut Vec<usize>,
    findings: &mut Vec<&'a Finding>,
) {
    for item in items {
        if levels.len() == depth {
            levels.push(0);
        }
        levels[depth] += 1;
        findings.extend(&item.findings);
        gather(&item.items, depth + 1, levels, findings);
    }
}
