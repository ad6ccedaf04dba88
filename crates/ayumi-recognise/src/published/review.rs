//! The review tables: findings by item. What stands left of them is the second printing.

use std::collections::BTreeMap;

use ayumi_core::interchange::{Field, ReadFinding, ReadItem};
use ayumi_core::plan::FindingKind;
use ayumi_document::{Block, Cell, Notice, Rule, Severity, Table, Why};

use super::text::Text;
use super::{Chapter, printed};

impl Chapter<'_> {
    pub(super) fn review(&mut self) -> Option<()> {
        let words = self.words;
        self.heading_of(2, &words.review)?;
        for index in 0..self.out.plan.items.len() {
            let title = self.heading(3)?;
            let item = &self.out.plan.items[index];
            // The name of its level stands before it; the structure table is what counts.
            if !title.value().ends_with(&printed(item)) {
                return None;
            }
            self.leave(Why::Duplicate, &title);
            let table = self.table()?;
            self.area(index, table)?;
        }
        if self.heading_of(3, &words.overall).is_some() {
            while let Some(Block::Paragraph { content, .. }) = self.peek() {
                self.next += 1;
                self.finding(&[], &Text::of_inline(content));
            }
        }
        Some(())
    }

    /// The table of the `index`-th first-level item.
    fn area(&mut self, index: usize, table: &Table) -> Option<()> {
        let (head, rows) = table.rows.split_first()?;
        for cell in &head.cells {
            self.leave(Why::TableHead, &Text::of_cell(cell));
        }
        let mut next_child = 0;
        for row in rows {
            let [left, right] = row.cells.as_slice() else {
                return None;
            };
            let path = self.owner(index, &mut next_child, left)?;
            for block in &right.blocks {
                let Block::Paragraph { content, .. } = block else {
                    return None;
                };
                self.finding(&path, &Text::of_inline(content));
            }
        }
        Some(())
    }

    /// Whose findings a row holds: the next second-level item, a deeper item named by its
    /// position, or the first-level item itself.
    fn owner(&mut self, index: usize, next_child: &mut usize, left: &Cell) -> Option<Vec<usize>> {
        let text = Text::of_cell(left);
        self.leave(Why::Duplicate, &text);
        let value = text.value();
        let area = &self.out.plan.items[index];
        if let Some(child) = area.items.get(*next_child)
            && value.starts_with(&printed(child))
        {
            let first = tree(child);
            *next_child += 1;
            if value != first {
                let notice = Notice::new(Rule::PrintingsDiffer, Severity::Warning, text.at());
                let notice = notice.with("first", first).with("second", value);
                self.out.notices.push(notice);
            }
            return Some(vec![index, *next_child - 1]);
        }
        if let Some(path) = position(&value) {
            let item = self.item(&path)?;
            return value.ends_with(&printed(item)).then_some(path);
        }
        value.contains(&area.title).then(|| vec![index])
    }

    /// A finding of the item at `path`; an empty path is the plan.
    fn finding(&mut self, path: &[usize], text: &Text) {
        let (marker, tag, words, kind) = self.parts(text);
        let findings = match self.item(path) {
            Some(item) => &mut item.findings,
            None => &mut self.out.plan.overall,
        };
        let number = findings.len();
        findings.push(ReadFinding {
            marker: marker.some(),
            text: words.value(),
            kind,
            refs: crate::findings::references(&words.value(), kind),
            about: Vec::new(),
            leads_to: BTreeMap::new(),
            at: text.at(),
        });
        for (name, part) in [("marker", &marker), ("kind", &tag), ("text", &words)] {
            if !part.is_blank() {
                self.place(Field::Finding(path.to_vec(), number, name), part);
            }
        }
    }

    /// Sign, class in brackets, words.
    fn parts(&self, text: &Text) -> (Text, Text, Text, FindingKind) {
        let value = text.value();
        if let Some((before, rest)) = value.split_once('\u{3010}')
            && let Some((tag, _)) = rest.split_once('\u{3011}')
            && let Some(kind) = self.kind(tag)
        {
            let (marker, rest) = text.split(before.chars().count());
            let (tag, words) = rest.split(tag.chars().count() + 2);
            return (marker, tag, words, kind);
        }
        let (marker, words) = text.split(1);
        (marker, Text::default(), words, FindingKind::Note)
    }

    pub(super) fn kind(&self, tag: &str) -> Option<FindingKind> {
        let words = self.words;
        [
            (&words.result, FindingKind::Result),
            (&words.reflection, FindingKind::Reflection),
            (&words.mixed, FindingKind::Mixed),
            (&words.note, FindingKind::Note),
            (&words.unclassified, FindingKind::Unclassified),
        ]
        .into_iter()
        .find_map(|(word, kind)| (word == tag).then_some(kind))
    }
}

/// An item and all below it as the left cell prints them.
fn tree(item: &ReadItem) -> String {
    let below: String = item.items.iter().map(tree).collect();
    printed(item) + &below
}

/// `（1-2-3）…` → `[0, 1, 2]`
pub(super) fn position(text: &str) -> Option<Vec<usize>> {
    let (inside, _) = text.strip_prefix('\u{ff08}')?.split_once('\u{ff09}')?;
    path(inside)
}

/// `1-2-3` → `[0, 1, 2]`
pub(super) fn path(position: &str) -> Option<Vec<usize>> {
    position
        .split('-')
        .map(|number| number.parse::<usize>().ok()?.checked_sub(1))
        .collect()
}
