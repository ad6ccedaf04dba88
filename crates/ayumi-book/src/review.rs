//! The review as such chapters are laid out: for each first-level item (重点項目) a table
//! 強化項目と具体的な取り組み｜成果と反省点, closed by its 達成状況 row; then the whole plan.

use std::collections::HashMap;

use ayumi_core::plan::{Finding, FindingKind, Item, ItemId, Plan};
use ayumi_document::{
    Block, Cell, Inline, ListItem, Notice, Row, Rule, Run, Scope, Severity, Table, Target,
};
use ayumi_locale::{Key, Lang, key};

use crate::bracketed;
use crate::facts::head_row;
use crate::walk::{self, Position, anchor, printed, top};

/// One section for each first-level item, then the overall one. In a `web` folder the items lead
/// to their pages.
pub(crate) fn areas(plan: &Plan, lang: Lang, web: bool) -> Vec<Block> {
    let review = Review {
        lang,
        places: places(&plan.items),
        deep: walk::depth(&plan.items) > 3,
        web,
    };
    let mut blocks = Vec::new();
    for (index, item) in plan.items.iter().enumerate() {
        // A label that says its level (基本目標1) needs no second word for it.
        let label = item.label.as_deref().unwrap_or_default();
        let unsaid = item.level.as_deref().filter(|level| !label.contains(level));
        let level = unsaid.map(|level| format!("{level} ")).unwrap_or_default();
        let mut content = vec![Run::new(format!("({}) {level}", index + 1))];
        content.extend(review.named(item));
        blocks.push(Block::Heading {
            level: 3,
            id: Some(anchor(item.id)),
            content,
        });
        blocks.push(Block::Table(review.area(plan, item, &top().child(index))));
    }
    if !plan.overall.is_empty() {
        let number = plan.items.len() + 1;
        blocks.push(bracketed(3, number, &lang.text(key::BOOK_OVERALL)));
        blocks.extend(review.findings(&plan.overall));
    }
    blocks
}

/// Where each item stands in the review: items below the second level stand with that one.
fn places(items: &[Item]) -> HashMap<ItemId, ItemId> {
    let mut places = HashMap::new();
    for path in walk::paths(items) {
        let place = path.above.get(1).map_or(path.item.id, |second| second.id);
        places.insert(path.item.id, place);
    }
    places
}

/// What all tables of the review share.
pub(crate) struct Review {
    lang: Lang,
    places: HashMap<ItemId, ItemId>,
    deep: bool,
    web: bool,
}

impl Review {
    /// For pages about one item each.
    pub fn of_pages(lang: Lang) -> Self {
        Self {
            lang,
            // Its page references lead to another file and are printed as they are.
            places: HashMap::new(),
            deep: true,
            web: false,
        }
    }

    /// The table of one first-level item.
    fn area(&self, plan: &Plan, item: &Item, position: &Position) -> Table {
        let findings = self.lang.text(key::BOOK_FINDINGS);
        let mut rows = vec![head_row(&[self.left_head(plan), findings])];
        for (index, child) in item.items.iter().enumerate() {
            let position = position.child(index);
            rows.push(self.row(self.second_level_cell(child), &child.findings));
            walk::for_each(&child.items, &position, &mut |position, item| {
                if !item.findings.is_empty() {
                    let mut words = vec![Run::new(format!("（{position}）"))];
                    words.extend(self.named(item));
                    let cell = Cell {
                        blocks: vec![paragraph(words)],
                        ..Cell::default()
                    };
                    rows.push(self.row(cell, &item.findings));
                }
            });
        }
        if !item.findings.is_empty() {
            let head = vec![Run::strong(status_of(item, self.lang))];
            let cell = Cell {
                blocks: vec![paragraph(head)],
                ..Cell::default()
            };
            rows.push(self.row(cell, &item.findings));
        }
        Table {
            id: None,
            caption: None,
            head_rows: 1,
            widths: vec![2, 3],
            rows,
        }
    }

    /// `強化項目と具体的な取り組み`: the names of the levels below the first.
    fn left_head(&self, plan: &Plan) -> String {
        let names = plan
            .levels
            .iter()
            .skip(1)
            .map(String::as_str)
            .collect::<Vec<_>>();
        if names.is_empty() {
            self.lang.text(key::BOOK_ITEM)
        } else {
            names.join(&self.lang.text(key::BOOK_AND))
        }
    }

    fn row(&self, mut left: Cell, findings: &[Finding]) -> Row {
        left.scope = Some(Scope::Row);
        let right = Cell {
            blocks: self.findings(findings),
            ..Cell::default()
        };
        Row {
            cells: vec![left, right],
        }
    }

    /// A second-level item with all that is below it.
    fn second_level_cell(&self, item: &Item) -> Cell {
        let mut name = self.named(item);
        name.iter_mut().for_each(|run| run.strong = true);
        let mut blocks = vec![paragraph(name)];
        if self.deep {
            blocks.extend(self.nested(&item.items));
        } else {
            blocks.extend(item.items.iter().map(|child| paragraph(self.named(child))));
        }
        Cell {
            id: Some(anchor(item.id)),
            blocks,
            ..Cell::default()
        }
    }

    /// Label and title; in a web folder a link to the item's page.
    fn named(&self, item: &Item) -> Inline {
        let words = printed(item);
        if words.is_empty() {
            return Vec::new();
        }
        let page = || Target::Beside(format!("items/{}.html", item.id));
        vec![Run {
            target: self.web.then(page),
            ..Run::new(words)
        }]
    }

    fn nested(&self, items: &[Item]) -> Option<Block> {
        if items.is_empty() {
            return None;
        }
        let entries = items
            .iter()
            .map(|item| {
                let mut blocks = vec![paragraph(self.named(item))];
                blocks.extend(self.nested(&item.items));
                ListItem {
                    marker: None,
                    blocks,
                }
            })
            .collect();
        Some(Block::List {
            ordered: false,
            items: entries,
        })
    }

    /// One paragraph for each finding: sign, class in brackets, words.
    pub fn findings(&self, findings: &[Finding]) -> Vec<Block> {
        findings
            .iter()
            .map(|finding| paragraph(self.finding(finding)))
            .collect()
    }

    fn finding(&self, finding: &Finding) -> Inline {
        let mut runs = Vec::new();
        let marker = finding.marker.as_deref().unwrap_or_default();
        let tag = match tag_of(finding) {
            Some(words) => format!("【{}】", self.lang.text(words)),
            None => String::new(),
        };
        if !(marker.is_empty() && tag.is_empty()) {
            runs.push(Run::new(format!("{marker}{tag}")));
        }
        runs.extend(self.with_references(finding));
        runs
    }

    /// The words, with every reference whose item is in the plan made one that leads there: a page
    /// number to its page, a label to its place.
    fn with_references(&self, finding: &Finding) -> Inline {
        let mut runs = Vec::new();
        let mut rest = finding.text.as_str();
        for reference in &finding.refs {
            let place = reference.target.and_then(|id| self.places.get(&id));
            let Some(place) = place.map(|id| anchor(*id)) else {
                continue;
            };
            let (words, target) = match (reference.page, &reference.label) {
                (Some(page), _) => (page.to_string(), Target::PageOf(place)),
                (None, Some(label)) => (label.clone(), Target::Id(place)),
                (None, None) => continue,
            };
            if let Some((before, after)) = rest.split_once(&words) {
                if !before.is_empty() {
                    runs.push(Run::new(before));
                }
                runs.push(Run {
                    target: Some(target),
                    ..Run::new(words)
                });
                rest = after;
            }
        }
        if !rest.is_empty() || runs.is_empty() {
            runs.push(Run::new(rest));
        }
        runs
    }
}

/// The page references of a plan that lead out of it: the words printed are kept, and each is
/// listed with its place.
#[must_use]
pub fn unresolved(plan: &Plan) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut look = |findings: &[Finding]| {
        for finding in findings {
            let open = finding
                .refs
                .iter()
                .any(|one| one.page.is_some() && one.target.is_none());
            if open {
                let at = finding.at.clone();
                let notice = Notice::new(Rule::ReferenceUnresolved, Severity::Info, at);
                notices.push(notice.with("value", &finding.text));
            }
        }
    };
    walk::for_each(&plan.items, &top(), &mut |_, item| look(&item.findings));
    look(&plan.overall);
    notices
}

/// The name of the row that closes an area: `重点項目の達成状況 【事業】`.
pub(crate) fn status_of(item: &Item, lang: Lang) -> String {
    let level = item.level.clone();
    let level = level.unwrap_or_else(|| lang.text(key::BOOK_ITEM));
    let name = lang.format(key::BOOK_STATUS_OF, &[("level", &level)]);
    format!("{name} 【{}】", item.title)
}

/// The class printed before a finding. A ※ note shows its class by its sign alone.
fn tag_of(finding: &Finding) -> Option<Key> {
    match finding.kind {
        FindingKind::Note
            if finding.marker.as_deref() == Some("※") && !finding.text.contains('【') =>
        {
            None
        }
        kind => Some(class_of(kind)),
    }
}

/// The word for a class of findings.
pub(crate) fn class_of(kind: FindingKind) -> Key {
    match kind {
        FindingKind::Result => key::BOOK_KIND_RESULT,
        FindingKind::Reflection => key::BOOK_KIND_REFLECTION,
        FindingKind::Mixed => key::BOOK_KIND_MIXED,
        FindingKind::Note => key::BOOK_KIND_NOTE,
        FindingKind::Unclassified => key::BOOK_KIND_UNCLASSIFIED,
    }
}

pub(crate) fn paragraph(content: Inline) -> Block {
    Block::Paragraph {
        content,
        gap: false,
        indent: 0,
    }
}
