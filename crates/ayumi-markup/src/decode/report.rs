//! Collects notices with their places; many of one kind are counted, not listed.

use std::collections::BTreeMap;

use ayumi_document::{At, Notice, Rule, Severity};

/// How many places of one rule are listed before the rest is only counted.
const LISTED: usize = 200;

/// Notices on the way.
#[derive(Debug, Default)]
pub(crate) struct Report {
    notices: Vec<Notice>,
    listed: BTreeMap<Rule, usize>,
    more: BTreeMap<Rule, usize>,
}

impl Report {
    /// Reports `value` on `line`; the same value again on the same line is counted with it.
    pub(crate) fn add(&mut self, rule: Rule, line: u32, value: &str) -> Option<&mut Notice> {
        let at = Some(At::line(line));
        let again = self.notices.last().is_some_and(|last| {
            last.rule == rule
                && last.at == at
                && last.values.get("value").is_some_and(|v| v == value)
        });
        if again && let Some(last) = self.notices.last_mut() {
            let count = last
                .values
                .get("count")
                .and_then(|n| n.parse().ok())
                .unwrap_or(1_u32);
            last.values
                .insert("count".to_owned(), (count + 1).to_string());
            return None;
        }
        let listed = self.listed.entry(rule).or_default();
        if *listed == LISTED {
            *self.more.entry(rule).or_default() += 1;
            return None;
        }
        *listed += 1;
        self.notices
            .push(Notice::new(rule, Severity::Warning, at).with("value", value));
        self.notices.last_mut()
    }

    /// The notices, with one more for each rule that had too many.
    pub(crate) fn finish(mut self) -> Vec<Notice> {
        for (rule, count) in self.more {
            let notice = Notice::new(rule, Severity::Warning, None);
            self.notices
                .push(notice.with("value", "…").with("more", count.to_string()));
        }
        self.notices
    }
}

/// Counts lines of a growing text: CRLF, LF and CR each end one.
#[derive(Debug)]
pub(crate) struct Lines {
    seen: usize,
    line: u32,
    after_cr: bool,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            seen: 0,
            line: 1,
            after_cr: false,
        }
    }
}

impl Lines {
    /// The line on which `text` ends so far.
    pub(crate) fn at_end_of(&mut self, text: &str) -> u32 {
        for byte in &text.as_bytes()[self.seen..] {
            match byte {
                b'\r' => self.line += 1,
                b'\n' if !self.after_cr => self.line += 1,
                _ => {}
            }
            self.after_cr = *byte == b'\r';
        }
        self.seen = text.len();
        self.line
    }
}
