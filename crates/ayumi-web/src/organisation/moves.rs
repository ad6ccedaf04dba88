//! April's change of posts as pages: the list, one change, who answers for which item, and the
//! handover sheet of a post.

use std::collections::BTreeMap;

use askama::Template;
use ayumi_app::organisation::handover::{Owners, Prepared, Warning};
use ayumi_app::organisation::people::Chart;
use ayumi_core::organisation::{Handover, Hold, PersonId, Stage};
use ayumi_core::plan::{Item, printed};
use ayumi_document::{Block, Document, Inline};
use ayumi_locale::key;

use crate::address;
use crate::chip::{Chip, Tone};
use crate::review::finding::Link;
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// The changes of posts.
#[derive(Template)]
#[template(path = "organisation/handovers.html")]
pub struct HandoversPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The changes.
    pub rows: Vec<HandoverRow>,
    /// One may be prepared.
    pub may_change: bool,
    /// The posts, each with its sheet.
    pub sheets: Vec<Link>,
}

/// A change of posts.
#[derive(Clone, Debug)]
pub struct HandoverRow {
    /// Its name and page.
    pub link: Link,
    /// Its day.
    pub day: String,
    /// What became of it.
    pub state: Chip,
    /// How many posts it moves.
    pub moves: usize,
    /// How much it would leave behind.
    pub warnings: usize,
}

fn state(w: Words, one: &Handover, is_open: bool) -> Chip {
    let (tone, words) = match (&one.stage, is_open) {
        (Stage::Prepared, _) => (Tone::Plain, key::WEB_HANDOVER_PREPARED),
        (Stage::Set { .. }, true) => (Tone::Busy, key::WEB_HANDOVER_COMING),
        (Stage::Set { .. }, false) => (Tone::Done, key::WEB_HANDOVER_DONE),
    };
    Chip::new(w, tone, words)
}

impl HandoversPage {
    /// The changes of a council.
    pub fn new(w: Words, council: &CouncilLink, chart: &Chart, all: &[Prepared]) -> Self {
        let own = address::handovers(&council.slug);
        let shell = Shell::new(w.t(key::WEB_HANDOVERS_TITLE), own.clone())
            .in_council(council, Here::Organisation)
            .via(w.t(key::WEB_ORGANISATION_TITLE), council.organisation())
            .end();
        let row = |one: &Prepared| HandoverRow {
            link: Link {
                words: one.handover.name.clone(),
                href: format!("{own}/{}", one.handover.id),
            },
            day: w.day(one.handover.day),
            state: state(w, &one.handover, one.is_open),
            moves: one.handover.moves.len(),
            warnings: one.warnings.len(),
        };
        let sheet = |entry: &ayumi_app::organisation::people::PostEntry| Link {
            words: entry.post.title.clone(),
            href: address::sheet(&council.slug, &entry.post.id.to_string()),
        };
        Self {
            w,
            shell,
            rows: all.iter().map(row).collect(),
            may_change: false,
            sheets: chart.posts.iter().map(sheet).collect(),
        }
    }
}

/// One change of posts.
#[derive(Template)]
#[template(path = "organisation/handover.html")]
pub struct HandoverPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// Where its forms go.
    pub action: String,
    /// Version and key.
    pub hidden: Hidden,
    /// Its id; empty for a new one.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its day as it is typed.
    pub day: String,
    /// What became of it.
    pub state: Option<Chip>,
    /// The posts.
    pub posts: Vec<MoveRow>,
    /// What it would leave behind.
    pub warnings: Vec<String>,
    /// It can be changed.
    pub is_prepared: bool,
    /// It can be taken back.
    pub is_open: bool,
    /// Whoever looks may change it.
    pub may_change: bool,
    /// What is wrong.
    pub wrong: Option<String>,
}

/// A post in a change.
#[derive(Clone, Debug)]
pub struct MoveRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who holds it now.
    pub now: String,
    /// Its sheet.
    pub sheet: String,
    /// The choices: value, words, chosen.
    pub choices: Vec<(String, String, bool)>,
}

impl HandoverPage {
    /// A change, or the form of a new one.
    pub fn new(w: Words, council: &CouncilLink, chart: &Chart, one: Option<&Prepared>) -> Self {
        let own = address::handovers(&council.slug);
        let title = match one {
            Some(one) => one.handover.name.clone(),
            None => w.t(key::WEB_HANDOVER_NEW),
        };
        let path = match one {
            Some(one) => format!("{own}/{}", one.handover.id),
            None => format!("{own}/new"),
        };
        let shell = Shell::new(title, path)
            .in_council(council, Here::Organisation)
            .via(w.t(key::WEB_ORGANISATION_TITLE), council.organisation())
            .via(w.t(key::WEB_HANDOVERS_TITLE), own.clone())
            .end();
        let handover = one.map(|one| &one.handover);
        Self {
            w,
            shell,
            action: own,
            hidden: Hidden::fresh(handover.map_or(0, |one| one.version)),
            id: handover.map(|one| one.id.to_string()).unwrap_or_default(),
            name: handover.map(|one| one.name.clone()).unwrap_or_default(),
            day: handover.map_or_else(|| april(chart), |one| one.day.to_string()),
            state: one.map(|one| state(w, &one.handover, one.is_open)),
            posts: moves(w, council, chart, handover),
            warnings: one
                .map(|one| warnings(w, &one.warnings))
                .unwrap_or_default(),
            is_prepared: handover.is_none_or(|one| one.stage == Stage::Prepared),
            is_open: one.is_some_and(|one| one.is_open),
            may_change: true,
            wrong: None,
        }
    }
}

/// The next first of April.
fn april(chart: &Chart) -> String {
    let year = ayumi_core::plan::FiscalYear::of_day(chart.day).0 + 1;
    format!("{year}-04-01")
}

fn moves(
    w: Words,
    council: &CouncilLink,
    chart: &Chart,
    handover: Option<&Handover>,
) -> Vec<MoveRow> {
    let named: BTreeMap<_, _> = handover
        .iter()
        .flat_map(|one| one.moves.iter().map(|one| (one.post, one.person)))
        .collect();
    let row = |entry: &ayumi_app::organisation::people::PostEntry| {
        let id = entry.post.id;
        let holder = entry
            .tenures
            .iter()
            .find(|one| one.hold == Hold::Holder && one.is_on(chart.day));
        let chosen: Option<Option<PersonId>> = named.get(&id).copied();
        let mut choices = vec![
            (
                "stay".to_owned(),
                w.t(key::WEB_MOVE_STAYS),
                chosen.is_none(),
            ),
            (
                "nobody".to_owned(),
                w.t(key::WEB_MOVE_NOBODY),
                chosen == Some(None),
            ),
        ];
        let persons = chart.persons.iter().filter(|one| !one.person.disabled);
        choices.extend(persons.map(|one| {
            let own = chosen == Some(Some(one.person.id));
            (one.person.id.to_string(), one.person.name.clone(), own)
        }));
        MoveRow {
            id: id.to_string(),
            title: entry.post.title.clone(),
            now: holder.map_or_else(
                || w.t(key::WEB_MOVE_VACANT),
                |one| chart.name(one.person).to_owned(),
            ),
            sheet: address::sheet(&council.slug, &id.to_string()),
            choices,
        }
    };
    chart.posts.iter().map(row).collect()
}

fn warnings(w: Words, all: &[Warning]) -> Vec<String> {
    let words = |one: &Warning| match one {
        Warning::Vacant { title, items, .. } => {
            let values = [("post", title.as_str()), ("count", &items.to_string())];
            w.vs(key::WEB_WARN_VACANT, &values)
        }
        Warning::WithoutPost { name } => w.v(key::WEB_WARN_WITHOUT_POST, "name", name),
    };
    all.iter().map(words).collect()
}

/// Who answers for which item of a plan.
#[derive(Template)]
#[template(path = "organisation/owners.html")]
pub struct OwnersPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// Where the form goes.
    pub action: String,
    /// Version and key.
    pub hidden: Hidden,
    /// The items.
    pub items: Vec<OwnerRow>,
    /// The posts: id and title.
    pub posts: Vec<(String, String)>,
    /// How many items nobody answers for.
    pub without: usize,
    /// Whoever looks may change it.
    pub may_change: bool,
}

/// An item.
#[derive(Clone, Debug)]
pub struct OwnerRow {
    /// Its id.
    pub id: String,
    /// Label and title.
    pub title: String,
    /// How deep it stands, from 1.
    pub depth: usize,
    /// The post that answers for it.
    pub post: String,
    /// The post's title.
    pub post_title: String,
    /// The sections in charge, as printed.
    pub sections: String,
}

impl OwnersPage {
    /// The owners of a plan.
    pub fn new(w: Words, council: &CouncilLink, slug: &str, owners: &Owners) -> Self {
        let own = address::below_plan(&council.slug, slug, "owners");
        let shell = Shell::new(w.t(key::WEB_OWNERS_TITLE), own.clone())
            .in_council(council, Here::Plans)
            .via(
                owners.plan.title.clone(),
                address::plan(&council.slug, slug),
            )
            .end();
        let mut items = Vec::new();
        rows(&owners.plan.items, 1, owners, &mut items);
        Self {
            w,
            shell,
            action: own,
            hidden: Hidden::fresh(owners.version),
            without: items.iter().filter(|one| one.post.is_empty()).count(),
            items,
            posts: owners
                .posts
                .iter()
                .map(|post| (post.id.to_string(), post.title.clone()))
                .collect(),
            may_change: false,
        }
    }
}

fn rows(items: &[Item], depth: usize, owners: &Owners, all: &mut Vec<OwnerRow>) {
    for item in items {
        let post = owners.owners.get(&item.id);
        let title = post.and_then(|id| owners.posts.iter().find(|one| one.id == *id));
        all.push(OwnerRow {
            id: item.id.to_string(),
            title: printed(item.label.as_deref(), &item.title),
            depth,
            post: post.map(ToString::to_string).unwrap_or_default(),
            post_title: title.map(|one| one.title.clone()).unwrap_or_default(),
            sections: item.sections.join("、"),
        });
        rows(&item.items, depth + 1, owners, all);
    }
}

/// The handover sheet of a post.
#[derive(Template)]
#[template(path = "organisation/sheet.html")]
pub struct SheetPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// What stands in it, in its order.
    pub parts: Vec<Part>,
    /// The same as a PDF.
    pub pdf: String,
}

/// A part of a sheet.
#[derive(Clone, Debug)]
pub enum Part {
    /// A heading of a plan.
    Plan(String),
    /// A heading of an item.
    Item(String),
    /// A paragraph.
    Text(String),
    /// Names and what is said under them.
    Fields(Vec<(String, Vec<String>)>),
}

impl SheetPage {
    /// The page of a sheet: what its document says, so that page and PDF never differ.
    pub fn new(w: Words, council: &CouncilLink, post: &str, document: &Document) -> Self {
        let own = address::sheet(&council.slug, post);
        let shell = Shell::new(document.title.clone(), own.clone())
            .in_council(council, Here::Organisation)
            .via(w.t(key::WEB_ORGANISATION_TITLE), council.organisation())
            .end();
        Self {
            w,
            shell,
            parts: document.blocks.iter().filter_map(part).collect(),
            pdf: format!("{own}.pdf"),
        }
    }
}

fn part(block: &Block) -> Option<Part> {
    match block {
        // The page has its own first heading.
        Block::Heading { level: 1, .. } => None,
        Block::Heading {
            level: 2, content, ..
        } => Some(Part::Plan(said(content))),
        Block::Heading { content, .. } => Some(Part::Item(said(content))),
        Block::Paragraph { content, .. } => Some(Part::Text(said(content))),
        Block::Table(table) => {
            let row = |row: &ayumi_document::Row| {
                let mut cells = row.cells.iter();
                let name = cells.next().map(|cell| lines(&cell.blocks).join(" "));
                let value = cells.next().map(|cell| lines(&cell.blocks));
                (name.unwrap_or_default(), value.unwrap_or_default())
            };
            Some(Part::Fields(table.rows.iter().map(row).collect()))
        }
        _ => None,
    }
}

fn lines(blocks: &[Block]) -> Vec<String> {
    let line = |block: &Block| match block {
        Block::Paragraph { content, .. } => Some(said(content)),
        _ => None,
    };
    blocks.iter().filter_map(line).collect()
}

fn said(content: &Inline) -> String {
    content.iter().map(|run| run.text.as_str()).collect()
}
