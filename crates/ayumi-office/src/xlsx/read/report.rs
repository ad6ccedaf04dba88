//! What the reader of a book reports: notices with the cell's address, and what it did not read.

use std::collections::BTreeMap;

use ayumi_document::{At, Document, Notice, Rule, Severity, Unplaced, Why};

use super::book::SheetName;
use super::place::address;
use super::sheet::Sheet;

/// Places of one rule that are listed; the rest is counted in one notice more.
const LISTED: usize = 200;
/// Texts not read that are listed; their number is told in any case.
const HIDDEN: usize = 1_000;

/// Collects notices.
#[derive(Debug, Default)]
pub(super) struct Report {
    notices: Vec<Notice>,
    listed: BTreeMap<Rule, usize>,
    more: BTreeMap<Rule, usize>,
    counted: BTreeMap<Rule, (Severity, usize)>,
    hidden: Vec<Unplaced>,
}

/// The place of a cell.
pub(super) fn at(sheet: &str, (row, column): (u32, u32)) -> At {
    At::Cell {
        sheet: sheet.to_owned(),
        cell: address(row, column),
    }
}

impl Report {
    /// Reports `value` in a cell.
    pub(super) fn cell(&mut self, rule: Rule, at: At, value: &str) {
        let listed = self.listed.entry(rule).or_default();
        if *listed == LISTED {
            *self.more.entry(rule).or_default() += 1;
            return;
        }
        *listed += 1;
        let value: String = value.chars().take(80).collect();
        let notice = Notice::new(rule, Severity::Warning, Some(at));
        self.notices.push(notice.with("value", value));
    }

    /// Counts `count` more places of a rule that is told once for the file.
    pub(super) fn count(&mut self, rule: Rule, severity: Severity, count: usize) {
        if count > 0 {
            self.counted.entry(rule).or_insert((severity, 0)).1 += count;
        }
    }

    /// A text that is there and is not read.
    pub(super) fn hidden(&mut self, text: String, why: Why, at: At) {
        if why == Why::Hidden {
            self.count(Rule::HiddenNotRead, Severity::Warning, 1);
        }
        if self.hidden.len() < HIDDEN {
            self.hidden.push(Unplaced {
                text,
                why,
                at: Some(at),
            });
        }
    }

    /// A whole sheet that is not shown.
    pub(super) fn sheet_hidden(&mut self, sheet: &SheetName, read: &mut Sheet) {
        for cell in std::mem::take(&mut read.cells) {
            let place = at(&sheet.name, (cell.row, cell.column));
            self.hidden(cell.text, Why::Hidden, place);
        }
    }

    /// A sheet the book names and does not hold.
    pub(super) fn part_missing(&mut self, sheet: &str, part: &str) {
        let value = if part.is_empty() { sheet } else { part };
        let notice = Notice::new(Rule::PartMissing, Severity::Error, None);
        self.notices.push(notice.with("value", value));
    }

    /// Gives everything to the document.
    pub(super) fn finish(self, document: &mut Document) {
        document.notices.extend(self.notices);
        for (rule, count) in self.more {
            let notice = Notice::new(rule, Severity::Warning, None);
            let notice = notice.with("value", "…").with("more", count.to_string());
            document.notices.push(notice);
        }
        for (rule, (severity, count)) in self.counted {
            let notice = Notice::new(rule, severity, None);
            document
                .notices
                .push(notice.with("value", count.to_string()));
        }
        document.hidden.extend(self.hidden);
    }
}
