//! The review chapter, laid out as such chapters are.

use askama::Template;
use ayumi_core::plan::{Finding, Item, Plan};
use ayumi_locale::key;

use crate::address;
use crate::plan::tabs::{Tab, Tabs};
use crate::review::finding::{FindingView, Link, Links, name_of};
use crate::shell::{CouncilLink, Here, Shell};
use crate::words::Words;

/// The review chapter of a plan.
#[derive(Template)]
#[template(path = "review/chapter.html")]
pub struct ChapterPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The pages of this plan.
    pub tabs: Tabs,
    /// The plan's head.
    pub plan: Plan,
    /// The structure table.
    pub structure: Structure,
    /// One section for each item of the first level.
    pub areas: Vec<Area>,
    /// The page that says where references lead, where the plan has any.
    pub references: Option<String>,
    /// The closing section.
    pub overall: Vec<FindingView>,
    /// The headings of the review tables: 強化項目と具体的な取り組み, in the plan's own words.
    pub subject_head: String,
}

/// The structure table: levels as columns, merged cells downwards.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    /// The names of the levels.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<StructureCell>>,
}

/// A cell of the structure table.
#[derive(Clone, Debug)]
pub struct StructureCell {
    /// The item.
    pub link: Link,
    /// Rows it covers.
    pub rows: usize,
    /// Columns it covers (an item without items below ends its row).
    pub columns: usize,
    /// It heads the cells to its right.
    pub heads: bool,
}

/// The section of an item of the first level.
pub struct Area {
    /// Its anchor.
    pub id: String,
    /// Its level's name.
    pub level: Option<String>,
    /// Its name and page.
    pub link: Link,
    /// One row for each item below it.
    pub rows: Vec<ReviewRow>,
    /// What is said of the area as a whole.
    pub status: Vec<FindingView>,
    /// The heading of that row.
    pub status_head: String,
}

/// A row: what was planned, and what became of it.
pub struct ReviewRow {
    /// The item.
    pub link: Link,
    /// The items below it, with their depth.
    pub below: Vec<(usize, Link)>,
    /// Findings of the item and of all below it.
    pub findings: Vec<FindingView>,
}

impl ChapterPage {
    /// The chapter of `plan`.
    pub fn new(w: Words, council: &CouncilLink, plan: Plan) -> Self {
        let tabs = Tabs::new(w, council, &plan, Tab::Review);
        let own = address::below_plan(&council.slug, &plan.slug, "review");
        let shell = Shell::new(w.v(key::WEB_REVIEW_TITLE, "plan", &plan.title), own)
            .in_council(council, Here::Plans)
            .via(plan.title.clone(), tabs.plan.clone())
            .end();
        let links = Links::new(w, &council.slug, &plan);
        let areas = plan.items.iter().map(|item| area(&links, item)).collect();
        let overall = plan
            .overall
            .iter()
            .map(|one| links.finding(one, &|_| None))
            .collect();
        let structure = structure(&links);
        let subject_head = subject_head(w, &plan);
        let references = has_references(&plan)
            .then(|| address::below_plan(&council.slug, &plan.slug, "references"));
        Self {
            w,
            shell,
            tabs,
            structure,
            areas,
            references,
            overall,
            subject_head,
            plan,
        }
    }
}

/// Does any finding refer to a page or an item?
fn has_references(plan: &Plan) -> bool {
    fn below(items: &[Item]) -> bool {
        items
            .iter()
            .any(|item| refers(&item.findings) || below(&item.items))
    }
    fn refers(findings: &[Finding]) -> bool {
        findings.iter().any(|finding| !finding.refs.is_empty())
    }
    refers(&plan.overall) || below(&plan.items)
}

/// 強化項目と具体的な取り組み: the names of the levels below the first.
fn subject_head(w: Words, plan: &Plan) -> String {
    let below: Vec<&str> = plan.levels.iter().skip(1).map(String::as_str).collect();
    match below.as_slice() {
        [] => w.t(key::WEB_REVIEW_ITEM),
        [one] => (*one).to_owned(),
        [first, second, ..] => w.vs(
            key::WEB_REVIEW_SUBJECT,
            &[("first", first), ("second", second)],
        ),
    }
}

fn structure(links: &Links<'_>) -> Structure {
    fn depth(items: &[Item]) -> usize {
        items
            .iter()
            .map(|item| 1 + depth(&item.items))
            .max()
            .unwrap_or(0)
    }
    let columns = depth(&links.plan.items);
    let unnamed = std::iter::repeat_with(|| links.w.t(key::WEB_LEVEL_UNNAMED));
    let heads = links
        .plan
        .levels
        .iter()
        .cloned()
        .chain(unnamed)
        .take(columns)
        .collect();
    let mut rows = Vec::new();
    for item in &links.plan.items {
        place(links, item, columns, &mut Vec::new(), &mut rows);
    }
    Structure { heads, rows }
}

/// Lays out an item and all below it; `open` are the cells waiting for the row they begin.
fn place(
    links: &Links<'_>,
    item: &Item,
    columns: usize,
    open: &mut Vec<StructureCell>,
    rows: &mut Vec<Vec<StructureCell>>,
) {
    let last = item.items.is_empty();
    open.push(StructureCell {
        link: Link {
            words: name_of(item),
            href: links.item(item.id),
        },
        rows: leaves(item),
        columns: if last { columns } else { 1 },
        heads: !last,
    });
    if last {
        rows.push(std::mem::take(open));
    }
    for child in &item.items {
        place(links, child, columns - 1, open, rows);
    }
}

fn leaves(item: &Item) -> usize {
    item.items.iter().map(leaves).sum::<usize>().max(1)
}

fn area(links: &Links<'_>, item: &Item) -> Area {
    let link = Link {
        words: name_of(item),
        href: links.item(item.id),
    };
    let level = item
        .level
        .clone()
        .or_else(|| links.plan.levels.first().cloned());
    let of = level.clone().unwrap_or_default();
    let status = |item: &Item| -> Vec<FindingView> {
        item.findings
            .iter()
            .map(|one| links.finding(one, &|_| None))
            .collect()
    };
    Area {
        id: format!("area-{}", item.id),
        rows: item.items.iter().map(|child| row(links, child)).collect(),
        status: status(item),
        status_head: links.w.vs(
            key::WEB_REVIEW_STATUS,
            &[("level", &of), ("title", &item.title)],
        ),
        level,
        link,
    }
}

fn row(links: &Links<'_>, item: &Item) -> ReviewRow {
    fn walk(
        links: &Links<'_>,
        item: &Item,
        depth: usize,
        below: &mut Vec<(usize, Link)>,
        findings: &mut Vec<FindingView>,
    ) {
        findings.extend(
            item.findings
                .iter()
                .map(|one| links.finding(one, &|_| None)),
        );
        for child in &item.items {
            below.push((
                depth,
                Link {
                    words: name_of(child),
                    href: links.item(child.id),
                },
            ));
            walk(links, child, depth + 1, below, findings);
        }
    }
    let (mut below, mut findings) = (Vec::new(), Vec::new());
    walk(links, item, 0, &mut below, &mut findings);
    let link = Link {
        words: name_of(item),
        href: links.item(item.id),
    };
    ReviewRow {
        link,
        below,
        findings,
    }
}
