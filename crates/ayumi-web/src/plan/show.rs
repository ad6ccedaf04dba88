//! The page of a plan.

use askama::Template;
use ayumi_core::plan::{Finding, Item, Plan};
use ayumi_locale::key;

use super::branch::Branch;
use super::picture::picture;
use super::tabs::{Tab, Tabs};
use crate::review::finding::{FindingView, KindCount, Links, tally};
use crate::shell::{CouncilLink, Here, Shell};
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
}

impl ShowPlanPage {
    /// The page of `plan`.
    pub fn new(w: Words, council: &CouncilLink, plan: Plan) -> Self {
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
