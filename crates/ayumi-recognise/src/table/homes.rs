//! Whose an indicator is, where a table of indicators stands apart from the items it measures:
//! by the item's number, by its title in the indicator's name, else nobody's, and asked.

use ayumi_document::{Ask, At};

use super::Context;
use super::header::Header;
use super::role::Role;
use crate::draft::Node;
use crate::text::chars::matching_key;
use crate::text::view::{Grid, GridCell};
use crate::work::Work;

/// Shortest words that tell an item.
const TOLD: usize = 3;
/// Most answers offered.
const CHOICES: usize = 12;

/// How sure a row's home is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Home {
    /// By number or whole title.
    Told(Node),
    /// By the first words they share.
    Like(Node),
    /// Nobody's.
    None,
}

/// The item of each body row; `None` = the item the table stands below.
pub(super) fn homes(
    work: &mut Work,
    head: &Header,
    grid: &Grid,
    context: Context,
) -> Option<Vec<Option<Node>>> {
    let has = |test: fn(&Role) -> bool| head.columns.iter().flatten().any(|c| test(&c.role));
    let parent = context.parent?;
    if !has(|role| *role == Role::Indicator) || head.columns.iter().flatten().any(|c| c.is_level())
    {
        return None;
    }
    let rows = grid.rows.get(head.body..).unwrap_or_default();
    work.step(rows.len() * 8);
    let mut found: Vec<Home> = Vec::new();
    for row in rows {
        let home = home(work, head, row).or_else(|| found.last().copied());
        found.push(home.unwrap_or(Home::None));
    }
    let told = |home: &Home| match home {
        Home::Told(node) => Some(*node),
        _ => None,
    };
    let mut owners: Vec<Node> = found.iter().filter_map(told).collect();
    owners.dedup();
    let elsewhere = owners.len() > 1 || owners.iter().any(|node| *node != parent);
    if !elsewhere && !context.general {
        if context.apart && rows.len() > 1 && alone(work, parent) {
            ask(work, rows, Some(parent));
        }
        return None;
    }
    if found.iter().any(|home| !matches!(home, Home::Told(_))) {
        ask(work, rows, None);
    }
    let node = |home: Home| match home {
        Home::Told(node) | Home::Like(node) => Some(node),
        Home::None => None,
    };
    Some(found.into_iter().map(node).collect())
}

/// The home of a row; `None` = the row names nothing and goes on with the one above.
fn home(work: &Work, head: &Header, row: &[GridCell]) -> Option<Home> {
    let words = |role: Role| -> String {
        let own = row.iter().filter(|cell| {
            let column = head.columns.get(cell.col).and_then(Option::as_ref);
            column.is_some_and(|c| c.role == role)
        });
        let text: String = own
            .flat_map(|cell| &cell.lines)
            .map(|l| l.text.text())
            .collect();
        matching_key(&text)
    };
    let (label, name) = (words(Role::Label), words(Role::Indicator));
    if label.is_empty() && name.is_empty() {
        return None;
    }
    let items = &work.draft.items;
    let by_label = items.iter().enumerate().filter(|(_, item)| {
        let own = item.label.as_ref().map(crate::text::slice::Slice::key);
        !label.is_empty() && own.as_deref() == Some(label.as_str())
    });
    if let Some(node) = only(by_label.map(|(node, _)| node)) {
        return Some(Home::Told(node));
    }
    let long = |node: &Node| items[*node].key.chars().count() >= TOLD;
    let within = (0..items.len()).filter(|node| long(node) && name.contains(&items[*node].key));
    if let Some(node) = only(within) {
        return Some(Home::Told(node));
    }
    let alike = |node: &Node| {
        let shared = name
            .chars()
            .zip(items[*node].key.chars())
            .take_while(|(a, b)| a == b);
        shared.count() >= TOLD
    };
    let like = only((0..items.len()).filter(alike));
    Some(like.map_or(Home::None, Home::Like))
}

/// The only one of them.
fn only(mut nodes: impl Iterator<Item = Node>) -> Option<Node> {
    let first = nodes.next()?;
    nodes.next().is_none().then_some(first)
}

/// Has no other item an indicator, and are there others that might?
fn alone(work: &Work, parent: Node) -> bool {
    let items = &work.draft.items;
    let leaves = items.iter().filter(|item| item.children.is_empty()).count();
    leaves > 2
        && items[parent].children.is_empty()
        && items.iter().all(|item| item.indicators.is_empty())
}

fn ask(work: &mut Work, rows: &[Vec<GridCell>], taken: Option<Node>) {
    let at: Option<At> = rows
        .first()
        .and_then(|row| row.first())
        .and_then(|cell| cell.at.clone());
    let items = &work.draft.items;
    let leaves = (0..items.len()).filter(|node| items[*node].children.is_empty());
    let mut nodes: Vec<Node> = taken.into_iter().collect();
    nodes.extend(leaves.filter(|node| Some(*node) != taken));
    let titles = nodes.into_iter().take(CHOICES);
    let choices = titles.map(|node| items[node].title.value()).collect();
    work.ask(Ask::WhichParent, at, choices);
}
