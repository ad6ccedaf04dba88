//! What both formats do with words: characters XML cannot hold, titles, dates, links.

use std::collections::BTreeMap;

use ayumi_document::{At, Block, Document, Notice, Rule, Run, Severity};
use ayumi_locale::Lang;

/// Replaces characters that no XML file may hold, and remembers which.
#[derive(Debug, Default)]
pub(crate) struct Cleaner {
    reported: BTreeMap<char, Notice>,
}

impl Cleaner {
    /// `text` as it can be written; line breaks and tabs stay.
    pub(crate) fn clean(&mut self, text: &str, at: Option<&At>) -> String {
        text.chars()
            .filter(|&c| c != '\r')
            .map(|c| if in_xml(c) { c } else { self.replace(c, at) })
            .collect()
    }

    /// 〓 is the printer's sign for a character that is missing.
    fn replace(&mut self, c: char, at: Option<&At>) -> char {
        self.reported.entry(c).or_insert_with(|| {
            Notice::new(Rule::GlyphMissing, Severity::Warning, at.cloned())
                .with("value", c)
                .with("code", format!("U+{:04X}", u32::from(c)))
        });
        '〓'
    }

    pub(crate) fn into_notices(self) -> Vec<Notice> {
        self.reported.into_values().collect()
    }
}

/// XML 1.0, production 2.
fn in_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// The title of the file: its own, else its first heading, else the file's name.
pub(crate) fn title(document: &Document, stem: &str) -> String {
    let heading = document.blocks.iter().find_map(|block| match block {
        Block::Heading { content, .. } => Some(plain(content)),
        _ => None,
    });
    let known = [Some(document.title.clone()), heading]
        .into_iter()
        .flatten();
    known
        .map(|title| title.trim().to_owned())
        .find(|title| !title.is_empty())
        .unwrap_or(stem.to_owned())
}

/// The words of an inline text on one line.
pub(crate) fn plain(content: &[Run]) -> String {
    content
        .iter()
        .map(|run| run.text.replace('\n', " "))
        .collect()
}

/// The day of the document. Without one, the first day of the ZIP calendar, which nobody takes
/// for real; the clock would make other bytes every time.
pub(crate) fn date(document: &Document) -> jiff::civil::Date {
    let day = document
        .date
        .as_deref()
        .and_then(|text| text.get(..10)?.parse().ok());
    let in_office = |day: &jiff::civil::Date| (1980..=9999).contains(&day.year());
    day.filter(in_office)
        .unwrap_or(jiff::civil::date(1980, 1, 1))
}

/// The language for the few words a writer adds (目次).
pub(crate) fn lang(document: &Document) -> Lang {
    document.language.parse().unwrap_or_default()
}

/// Only addresses that open a page or a letter (IPA: no `javascript:`).
pub(crate) fn is_web(url: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}
