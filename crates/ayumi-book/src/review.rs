//! The review as such chapters are laid out: for each first-level item (重点項目) a table
//! 強化項目と具体的な取り組み｜成果と反省点, closed by its 達成状況 row; then the whole plan.

use std::collections::BTreeSet;

use ayumi_core::plan::{Finding, FindingKind, Item, ItemId, Plan};
use ayumi_document::{Block, Cell, Inline, ListItem, Row, Run, Scope, Table, Target};
use ayumi_locale::{Key, Lang, key};

use crate::facts::head_row;
use crate::walk::{self, Position, anchor, printed, top};
use crate::{bracketed, heading};

/// One section for each first-level item, then the overall one.
pub(crate) fn areas(plan: &Plan, lang: Lang) -> Vec<Block> {
    let review = Review {
        lang,
        known: ids(&plan.items),
        deep: walk::depth(&plan.items) > 3,
    };
    let mut blocks = Vec::new();
    for (index, item) in plan.items.iter().enumerate() {
        let level = item
            .level
            .as_deref()
            .map(|level| format!("{level} "))
            .unwrap_or_default();
        let title = format!("({}) {level}{}", index + 1, printed(item));
        blocks.push(heading(3, Some(anchor(item.id)), &title));
        blocks.push(Block::Table(review.area(plan, item, &top().child(index))));
    }
    if !plan.overall.is_empty() {
        let number = plan.items.len() + 1;
        blocks.push(bracketed(3, number, &lang.text(key::BOOK_OVERALL)));
        blocks.extend(review.findings(&plan.overall));
    }
    blocks
}

/// The ids of all items: what a reference may resolve to.
fn ids(items: &[Item]) -> BTreeSet<ItemId> {
    let mut known = BTreeSet::new();
    walk::for_each(items, &top(), &mut |_, item| {
        known.insert(item.id);
    });
    known
}

/// What all tables of the review share.
pub(crate) struct Review {
    lang: Lang,
    known: BTreeSet<ItemId>,
    deep: bool,
}

impl Review {
    /// For a page about one item of `plan`.
    pub fn of(plan: &Plan, lang: Lang) -> Self {
        Self {
            lang,
            known: ids(&plan.items),
            deep: true,
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
                    let text = format!("（{position}）{}", printed(item));
                    rows.push(self.row(Cell::text(text), &item.findings));
                }
            });
        }
        if !item.findings.is_empty() {
            let level = item.level.as_deref().unwrap_or_default();
            let name = self.lang.format(key::BOOK_STATUS_OF, &[("level", level)]);
            let head = vec![Run::strong(format!("{name} 【{}】", item.title))];
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
        let mut blocks = vec![paragraph(vec![Run::strong(printed(item))])];
        if self.deep {
            blocks.extend(nested(&item.items));
        } else {
            blocks.extend(item.items.iter().map(|child| Block::text(printed(child))));
        }
        Cell {
            id: Some(anchor(item.id)),
            blocks,
            ..Cell::default()
        }
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

    /// The words, with every page number whose item is in the plan made a reference to its page.
    fn with_references(&self, finding: &Finding) -> Inline {
        let mut runs = Vec::new();
        let mut rest = finding.text.as_str();
        for reference in &finding.refs {
            let (Some(page), Some(target)) = (reference.page, reference.target) else {
                continue;
            };
            if !self.known.contains(&target) {
                continue;
            }
            let number = page.to_string();
            if let Some((before, after)) = rest.split_once(&number) {
                if !before.is_empty() {
                    runs.push(Run::new(before));
                }
                runs.push(Run {
                    target: Some(Target::PageOf(anchor(target))),
                    ..Run::new(number)
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

fn nested(items: &[Item]) -> Option<Block> {
    if items.is_empty() {
        return None;
    }
    let entries = items
        .iter()
        .map(|item| {
            let mut blocks = vec![Block::text(printed(item))];
            blocks.extend(nested(&item.items));
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

pub(crate) fn paragraph(content: Inline) -> Block {
    Block::Paragraph {
        content,
        gap: false,
        indent: 0,
    }
}
