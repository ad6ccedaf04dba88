//! What can be read two ways: placed the likelier way, and asked.

use std::collections::HashMap;

use ayumi_core::review::FindingKind;
use ayumi_document::{Ask, At, Why};

use crate::draft::{DraftFinding, DraftItem, Node};
use crate::findings::by_words;
use crate::text::slice::Slice;
use crate::words::{Class, is, suffix};
use crate::work::{Work, marker_kind};

/// Most questions of one kind; more would not be answered.
const MOST: usize = 20;

/// A question that will be asked.
type Doubt = (Option<At>, Vec<String>);

/// Asks what the finished draft leaves open.
pub(crate) fn ask(work: &mut Work) {
    titles(work);
    let kinds = kinds(work);
    put(work, Ask::WhichKind, kinds);
    if !parents_first(work).is_empty() {
        by_number(work);
    }
    let parents = [numbered_otherwise(work), parents_first(work)].concat();
    put(work, Ask::WhichParent, parents);
    let trees = trees(work);
    put(work, Ask::WhichTree, trees);
}

fn put(work: &mut Work, ask: Ask, doubts: Vec<Doubt>) {
    for (at, choices) in doubts.into_iter().take(MOST) {
        work.ask(ask, at, choices);
    }
}

/// The plan's title: the line that calls itself a plan; asked where two different ones do.
fn titles(work: &mut Work) {
    let mut lines = std::mem::take(&mut work.titles);
    let is_plan = |slice: &Slice| suffix("plan_word", &slice.folded()).is_some();
    if work.draft.title.is_none() && !lines.is_empty() {
        let best = lines.iter().position(is_plan).unwrap_or(0);
        work.draft.title = Some(lines.remove(best));
    }
    let Some(title) = work.draft.title.as_ref().filter(|title| is_plan(title)) else {
        return leave(work, lines);
    };
    let mut names = vec![title.key()];
    let mut choices = vec![title.value()];
    for line in lines.iter().filter(|line| is_plan(line)) {
        let key = line.key();
        let same = |known: &String| known.ends_with(&key) || key.ends_with(known.as_str());
        if !names.iter().any(same) {
            choices.push(line.value());
            names.push(key);
        }
    }
    let at = work.place(title);
    if choices.len() > 1 {
        work.ask(Ask::WhichTitle, at, choices);
    }
    leave(work, lines);
}

fn leave(work: &mut Work, lines: Vec<Slice>) {
    for line in lines {
        work.leave(line, Why::Heading);
    }
}

/// Findings whose words say the opposite of the column they stand in.
fn kinds(work: &Work) -> Vec<Doubt> {
    let items = work.draft.items.iter().flat_map(|item| &item.findings);
    items
        .chain(&work.draft.overall)
        .filter_map(contradicted)
        .collect()
}

fn contradicted(finding: &DraftFinding) -> Option<Doubt> {
    let said = finding
        .kind
        .filter(|_| marker_kind(finding.marker.as_ref()).is_none())?;
    let words = by_words(&finding.text.value());
    let opposite = matches!(
        (said, words),
        (FindingKind::Result, FindingKind::Reflection)
            | (FindingKind::Reflection, FindingKind::Result)
    );
    // The names of the kinds in the form: the answer is one of them.
    let name = |kind| match kind {
        FindingKind::Result => "result".to_owned(),
        _ => "reflection".to_owned(),
    };
    opposite.then(|| (finding.at.clone(), vec![name(said), name(words)]))
}

/// 2-1 below 1: the number names another parent than the place.
fn numbered_otherwise(work: &Work) -> Vec<Doubt> {
    let items = &work.draft.items;
    let mut out = Vec::new();
    for item in items {
        let Some(parent) = item.parent else { continue };
        let own = numbers(item);
        let above = numbers(&items[parent]);
        if own.len() < 2 || above.is_empty() || own.starts_with(&above) {
            continue;
        }
        let named = siblings(work, parent).iter().find(|other| {
            !numbers(&items[**other]).is_empty() && own.starts_with(&numbers(&items[**other]))
        });
        if let Some(other) = named {
            out.push((item.at.clone(), titles_of(items, [parent, *other])));
        }
    }
    out
}

/// 1, 2 and then 1-1, 1-2, 2-1: where all parents stand first, the numbers say whose they are.
fn by_number(work: &mut Work) {
    let items = &work.draft.items;
    let Some(last) = work.draft.roots.last().copied() else {
        return;
    };
    let named = |child: &Node| {
        let own = numbers(&items[*child]);
        let mut all = work.draft.roots.iter().filter(|root| {
            let above = numbers(&items[**root]);
            own.len() > 1 && !above.is_empty() && own.starts_with(&above)
        });
        all.next().copied().filter(|_| all.next().is_none())
    };
    let children = items[last].children.clone();
    let Some(parents) = children.iter().map(named).collect::<Option<Vec<Node>>>() else {
        return;
    };
    work.draft.items[last].children.clear();
    for (child, parent) in children.into_iter().zip(parents) {
        work.draft.items[child].parent = Some(parent);
        work.draft.items[parent].children.push(child);
    }
}

/// The numbers of a label: 2-1 = [2, 1].
fn numbers(item: &DraftItem) -> Vec<u32> {
    let label = item.label.as_ref().map(Slice::folded).unwrap_or_default();
    let digits: String = label
        .iter()
        .map(|c| if c.is_ascii_digit() { *c } else { ' ' })
        .collect();
    let parts = digits.split_whitespace();
    parts.filter_map(|part| part.parse().ok()).collect()
}

fn siblings(work: &Work, node: Node) -> &[Node] {
    match work.draft.items[node].parent {
        Some(parent) => &work.draft.items[parent].children,
        None => &work.draft.roots,
    }
}

fn titles_of(items: &[DraftItem], nodes: impl IntoIterator<Item = Node>) -> Vec<String> {
    let all = nodes.into_iter();
    all.map(|node| items[node].title.value()).collect()
}

/// All parents stand first, and what may belong to any of them stands below the last.
fn parents_first(work: &Work) -> Vec<Doubt> {
    let items = &work.draft.items;
    let roots = &work.draft.roots;
    let Some((last, before)) = roots.split_last().filter(|(_, before)| !before.is_empty()) else {
        return Vec::new();
    };
    let bare = |node: &Node| items[*node].children.is_empty() && is_bare(&items[*node]);
    let several = items[*last].children.len() > before.len();
    let level = items[*last].level.is_some();
    let same = before
        .iter()
        .all(|node| items[*node].level == items[*last].level);
    if !(several && level && same && before.iter().all(bare)) {
        return Vec::new();
    }
    let mut nodes = vec![*last];
    nodes.extend(before);
    let choices = titles_of(items, nodes);
    let children = items[*last].children.iter();
    children
        .map(|child| (items[*child].at.clone(), choices.clone()))
        .collect()
}

/// Has the item nothing but its title?
fn is_bare(item: &DraftItem) -> bool {
    item.findings.is_empty()
        && item.ratings.is_empty()
        && item.schedule.is_empty()
        && item.indicators.is_empty()
        && item.sections.is_empty()
        && item.texts.is_empty()
}

/// An item that an earlier printing of the tree has below another parent.
fn trees(work: &Work) -> Vec<Doubt> {
    let items = &work.draft.items;
    let mut by_key: HashMap<(&str, usize), Node> = HashMap::new();
    let mut out = Vec::new();
    for (node, item) in items.iter().enumerate() {
        if item.key.is_empty() {
            continue;
        }
        let Some(first) = by_key.insert((item.key.as_str(), item.depth), node) else {
            continue;
        };
        let one = &items[first];
        let (Some(a), Some(b)) = (one.parent, item.parent) else {
            continue;
        };
        let printed_again = items[a].printing > one.printing && one.printing < item.printing;
        if a != b && printed_again && is_bare(one) {
            let path =
                |parent: Node| format!("{} > {}", items[parent].title.value(), item.title.value());
            out.push((item.at.clone(), vec![path(b), path(a)]));
        }
    }
    out
}

/// May the line be a title of the document? It ends with a word of titles and says nothing else.
pub(crate) fn is_title_line(t: &[char]) -> bool {
    // 評価書（上半期・下半期）
    let bare = t
        .iter()
        .position(|c| *c == '(')
        .filter(|at| *at > 4 && t.ends_with(&[')']));
    (5..=40).contains(&t.len())
        && suffix("title_word", &t[..bare.unwrap_or(t.len())]).is_some()
        && !t
            .iter()
            .any(|c| is(*c, Class::Stop) || is(*c, Class::Comma))
        && ["level", "field.schedule", "field.target", "field.text"]
            .iter()
            .all(|name| crate::words::exact(name, t).is_none())
}
