//! The page of an item: where it stands, what was said of it, what its source prints.

use askama::Template;
use ayumi_app::plan::edit::{kind_words, way_words};
use ayumi_core::plan::prose::{Prose, prose};
use ayumi_core::plan::{
    Definition, FiscalYear, Item, ItemId, NamedText, Part, Plan, Rating, Reported, ScheduleCell,
    TargetChange,
};
use ayumi_document::At;
use ayumi_locale::key;

use super::branch::Branch;
use super::comments::CommentsView;
use super::edit::fields::link_address;
use crate::address;
use crate::intake::source::{SourceLine, anchor_of};
use crate::review::finding::{FindingView, Link, Links, name_of};
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// The page of an item.
#[derive(Template)]
#[template(path = "plan/item.html")]
pub struct ItemPage {
    /// Where it is edited, for whoever may.
    pub edit: Option<String>,
    /// The post that answers for it, with its holders.
    pub owner: Option<String>,
    /// What it goes with: words, address.
    pub links: Vec<(String, Option<String>)>,
    /// That it has ended: last year and reason.
    pub retired: Option<String>,
    /// What is said about it; `None` for whoever may not see.
    pub comments: Option<CommentsView>,
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The item, without what is below it.
    pub item: Item,
    /// Its texts, with their parts.
    pub texts: Vec<(NamedText, Vec<Prose>)>,
    /// The item above.
    pub parent: Option<Link>,
    /// Where a correction of a mention is sent to.
    pub correct: String,
    /// Its findings.
    pub findings: Vec<FindingView>,
    /// Findings above it that speak of it, and how sure that is.
    pub mentions: Vec<Mention>,
    /// A person confirmed that no finding speaks of it.
    pub silent: bool,
    /// Findings elsewhere that refer to it.
    pub referred: Vec<FindingView>,
    /// The items below.
    pub below: Branch,
    /// Its schedule by year.
    pub schedule: Vec<Timed>,
    /// Its indicators.
    pub indicators: Vec<IndicatorView>,
    /// Its ratings.
    pub ratings: Vec<RatingView>,
    /// The lines of the source around it.
    pub source: Vec<SourceLine>,
    /// The name of the source.
    pub source_name: Option<String>,
    /// Where it stands in the source, in words.
    pub place: Option<String>,
    /// The item before it in reading order.
    pub previous: Option<Link>,
    /// The item after it.
    pub next: Option<Link>,
}

/// A finding of an item above that speaks of this one.
pub struct Mention {
    /// The finding.
    pub finding: FindingView,
    /// Confirmed by a person; otherwise "perhaps", because words are shared.
    pub confirmed: bool,
    /// Version and key of the form that takes it back.
    pub hidden: Hidden,
    /// The item or plan it belongs to.
    pub of: Link,
}

/// A value of a term.
pub struct Timed {
    /// When.
    pub when: String,
    /// Whose.
    pub section: Option<String>,
    /// As printed.
    pub text: String,
}

/// An indicator as shown.
pub struct IndicatorView {
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: Option<String>,
    /// What it was before.
    pub baseline: Option<Timed>,
    /// Targets and actuals by term.
    pub values: Vec<IndicatorRow>,
    /// How it is meant, in words.
    pub meant: Vec<String>,
    /// How its targets were changed.
    pub changes: Vec<ChangeRow>,
}

/// A change of a target.
pub struct ChangeRow {
    /// The day.
    pub date: String,
    /// Whose term.
    pub when: String,
    /// What it said.
    pub before: String,
    /// What it says from then on.
    pub after: String,
    /// Why.
    pub reason: String,
    /// By which decision.
    pub decision: String,
}

/// Target and actual of one term.
pub struct IndicatorRow {
    /// When.
    pub when: String,
    /// Aimed at.
    pub target: String,
    /// Reached.
    pub actual: String,
}

/// A rating as shown.
pub struct RatingView {
    /// When.
    pub when: String,
    /// The rating.
    pub rating: Rating,
}

/// What the page shows beside the plan itself.
#[derive(Default)]
pub struct Beside {
    /// Whoever looks may edit it.
    pub may_change: bool,
    /// Findings above the item that perhaps or surely speak of it: id of the finding, confirmed?
    pub mentions: Vec<(ayumi_core::plan::FindingId, bool)>,
    /// The lines of the source.
    pub lines: Vec<SourceLine>,
    /// The post that answers for it, with its holders.
    pub owner: Option<String>,
    /// What is said about it.
    pub comments: Option<CommentsView>,
    /// The plan's version, for a correction.
    pub version: u64,
    /// The source's name.
    pub source_name: Option<String>,
}

impl ItemPage {
    /// The page of the item `id`; `None` when the plan has no such item.
    pub fn new(
        w: Words,
        council: &CouncilLink,
        plan: &Plan,
        id: ItemId,
        beside: &Beside,
    ) -> Option<Self> {
        let links = Links::new(w, &council.slug, plan);
        let path = path_to(&plan.items, id)?;
        let (item, above) = path.split_last()?;
        let own = links.item(id);
        let mut shell = Shell::new(name_of(item), own.clone())
            .in_council(council, Here::Plans)
            .via(plan.title.clone(), address::plan(&council.slug, &plan.slug));
        for one in above {
            shell = shell.via(name_of(one), links.item(one.id));
        }
        let order = in_order(&plan.items);
        let here = order.iter().position(|one| *one == id)?;
        let near = |position: Option<usize>| {
            position
                .and_then(|position| order.get(position))
                .and_then(|id| links.to(*id))
        };
        let lines = &beside.lines;
        let source = |at: &At| {
            let anchor = anchor_of(at);
            let there = lines.iter().any(|one| one.anchor == anchor);
            there.then(|| format!("#{anchor}"))
        };
        Some(Self {
            w,
            shell: shell.end(),
            correct: address::below_plan(&council.slug, &plan.slug, "unmentioned"),
            parent: above.last().and_then(|one| links.to(one.id)),
            findings: item
                .findings
                .iter()
                .map(|one| links.finding(one, &source))
                .collect(),
            mentions: mentions(&links, above, beside),
            edit: beside.may_change.then(|| format!("{own}/edit")),
            owner: beside.owner.clone(),
            texts: parted(&item.texts),
            links: linked(&council.slug, item),
            retired: ended(w, item),
            comments: beside.comments.clone(),
            silent: plan.unmentioned.contains(&id),
            referred: referring(&links, id),
            below: Branch::new(&links, &item.items, true),
            schedule: item.schedule.iter().map(|one| scheduled(w, one)).collect(),
            indicators: indicators(w, item),
            ratings: item.ratings.iter().map(|one| rated(w, one)).collect(),
            source: lines.clone(),
            source_name: beside.source_name.clone(),
            place: item.at.as_ref().map(|at| w.place(at)),
            previous: near(here.checked_sub(1)),
            next: near(Some(here + 1)),
            item: Item {
                items: Vec::new(),
                ..(*item).clone()
            },
        })
    }
}

fn indicators(w: Words, item: &Item) -> Vec<IndicatorView> {
    item.indicators
        .iter()
        .map(|one| indicator(w, one))
        .collect()
}

/// Texts with their headings, lists and tables.
pub fn parted(texts: &[NamedText]) -> Vec<(NamedText, Vec<Prose>)> {
    let texts = texts.iter();
    texts.map(|one| (one.clone(), prose(&one.text))).collect()
}

/// What an item goes with: words, address.
fn linked(council: &str, item: &Item) -> Vec<(String, Option<String>)> {
    let links = item.standing.links.iter();
    links
        .map(|link| (link.text.clone(), link_address(council, link)))
        .collect()
}

/// The last year of an item that has ended, and why it has.
fn ended(w: Words, item: &Item) -> Option<String> {
    let retired = item.standing.retired.as_ref()?;
    let year = retired.year.map(|year| w.year(year)).unwrap_or_default();
    let said = format!("{year}\u{3000}{}", retired.reason);
    let said = said.trim();
    Some(match said.is_empty() {
        true => w.t(key::WEB_ITEM_RETIRED),
        false => said.to_owned(),
    })
}

/// The items from the top to `id`, the item itself last.
pub fn path_to(items: &[Item], id: ItemId) -> Option<Vec<&Item>> {
    items.iter().find_map(|item| {
        if item.id == id {
            return Some(vec![item]);
        }
        let mut path = path_to(&item.items, id)?;
        path.insert(0, item);
        Some(path)
    })
}

/// All items in reading order.
pub fn in_order(items: &[Item]) -> Vec<ItemId> {
    items
        .iter()
        .flat_map(|item| std::iter::once(item.id).chain(in_order(&item.items)))
        .collect()
}

fn mentions(links: &Links<'_>, above: &[&Item], beside: &Beside) -> Vec<Mention> {
    let plan = links.plan;
    let own = Link {
        words: plan.title.clone(),
        href: address::plan(links.council, &plan.slug),
    };
    let owned = above
        .iter()
        .rev()
        .filter_map(|item| Some((links.to(item.id)?, &item.findings)))
        .chain(std::iter::once((own, &plan.overall)));
    let mut found = Vec::new();
    for (of, findings) in owned {
        for finding in findings {
            let told = beside.mentions.iter().find(|(id, _)| *id == finding.id);
            if let Some((_, confirmed)) = told {
                let finding = links.finding(finding, &|_| None);
                found.push(Mention {
                    finding,
                    confirmed: *confirmed,
                    hidden: Hidden::fresh(beside.version),
                    of: of.clone(),
                });
            }
        }
    }
    found
}

/// Findings anywhere in the plan that refer to an item.
fn referring(links: &Links<'_>, id: ItemId) -> Vec<FindingView> {
    fn walk<'a>(items: &'a [Item], all: &mut Vec<&'a ayumi_core::plan::Finding>) {
        for item in items {
            all.extend(&item.findings);
            walk(&item.items, all);
        }
    }
    let mut all: Vec<_> = links.plan.overall.iter().collect();
    walk(&links.plan.items, &mut all);
    all.into_iter()
        .filter(|finding| finding.refs.iter().any(|one| one.target == Some(id)))
        .map(|finding| links.finding(finding, &|_| None))
        .collect()
}

fn when(w: Words, term: Option<&ayumi_core::plan::Term>) -> String {
    term.map(|term| w.term(term)).unwrap_or_default()
}

/// A cell of a schedule as shown.
pub fn scheduled(w: Words, cell: &ScheduleCell) -> Timed {
    let from = when(w, cell.term.as_ref());
    let when = match cell.to {
        None => from,
        Some(None) => w.v(key::WEB_FROM, "from", from),
        Some(Some(to)) => w.vs(key::WEB_FROM_TO, &[("from", &from), ("to", &w.year(to))]),
    };
    Timed {
        when,
        section: cell.section.clone(),
        text: cell.text.clone(),
    }
}

fn reported(w: Words, value: &Reported) -> Timed {
    Timed {
        when: when(w, value.term.as_ref()),
        section: value.section.clone(),
        text: value.text.clone(),
    }
}

/// What an indicator counts, where it is to go, and that it has no baseline.
fn meant(w: Words, definition: &Definition) -> Vec<String> {
    let kind = definition.kind.map(|kind| w.t(kind_words(kind)));
    let way = definition.direction.map(|way| w.t(way_words(way)));
    let none = definition.no_baseline;
    let none = none.then(|| w.t(key::WEB_EDIT_NO_BASELINE_YES));
    kind.into_iter().chain(way).chain(none).collect()
}

fn changes(w: Words, definition: &Definition) -> Vec<ChangeRow> {
    let row = |one: &TargetChange| ChangeRow {
        date: match one.date.parse() {
            Ok(day) => w.day(day),
            Err(_) => one.date.clone(),
        },
        when: when(w, one.term.as_ref()),
        before: one.before.clone().unwrap_or_default(),
        after: one.after.clone().unwrap_or_default(),
        reason: one.reason.clone().unwrap_or_default(),
        decision: one.decision.clone().unwrap_or_default(),
    };
    definition.changes.iter().map(row).collect()
}

/// An indicator as shown.
pub fn indicator(w: Words, one: &ayumi_core::plan::Indicator) -> IndicatorView {
    let sort = |value: &Reported| value.term.map(|term| (term.year, part_order(term.part)));
    let mut terms: Vec<(Option<(FiscalYear, u8)>, String)> = Vec::new();
    for value in one.targets.iter().chain(&one.actuals) {
        let entry = (sort(value), when(w, value.term.as_ref()));
        if !terms.contains(&entry) {
            terms.push(entry);
        }
    }
    terms.sort();
    let of = |values: &[Reported], term: &Option<(FiscalYear, u8)>| {
        let told: Vec<_> = values.iter().filter(|value| sort(value) == *term).collect();
        told.iter()
            .map(|value| match &value.section {
                Some(section) => format!("{section}: {}", value.text),
                None => value.text.clone(),
            })
            .collect::<Vec<_>>()
            .join(" / ")
    };
    let values = terms
        .iter()
        .map(|(term, when)| IndicatorRow {
            when: when.clone(),
            target: of(&one.targets, term),
            actual: of(&one.actuals, term),
        })
        .collect();
    IndicatorView {
        name: one
            .name
            .clone()
            .unwrap_or_else(|| w.t(key::WEB_INDICATOR_UNNAMED)),
        unit: one.unit.clone(),
        baseline: one.baseline.as_ref().map(|value| reported(w, value)),
        values,
        meant: meant(w, &one.definition),
        changes: changes(w, &one.definition),
    }
}

fn part_order(part: Part) -> u8 {
    match part {
        Part::Whole => 9,
        Part::Half(ayumi_core::plan::Half::First) => 1,
        Part::Half(ayumi_core::plan::Half::Second) => 3,
        Part::Quarter(quarter) => quarter,
    }
}

/// A rating as shown.
pub fn rated(w: Words, rating: &Rating) -> RatingView {
    RatingView {
        when: when(w, rating.term.as_ref()),
        rating: rating.clone(),
    }
}
