//! The lines of a source as they are shown beside what was read from them.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_app::intake::{SourceRow, source_rows};
use ayumi_core::interchange::{ReadItem, Reading};
use ayumi_document::{Area, At, Document};

use super::page::PagePicture;
use crate::words::Words;

/// A line of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceLine {
    /// Where links lead to; empty where a row before it has the same place.
    pub anchor: String,
    /// The anchor of its place, also where a row before it bears it.
    pub of: String,
    /// Its place as shown beside it: the number of a line, a sheet's cell, a page.
    pub place: String,
    /// Its words, mark-up left out.
    pub words: String,
    /// How it was read.
    pub look: Look,
    /// The items read from it: their anchors on the page and their names.
    pub items: Vec<(String, String)>,
    /// A line or more between the one before and this one is not shown.
    pub gap: bool,
    /// Its page, where it stands on one that can be drawn.
    pub page: Option<u32>,
    /// Where on its page it stands.
    pub area: Option<Area>,
    /// The picture of the page that begins with it.
    pub picture: Option<PagePicture>,
}

/// How a line was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// Nothing is known of it.
    #[default]
    Plain,
    /// Some of it has no place in the plan.
    Unplaced,
    /// It is part of the plan.
    Placed,
    /// An item begins on it.
    Item,
    /// A question is asked about it.
    Asked,
    /// It is the line looked at.
    Here,
}

impl Look {
    /// Its class on the page.
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "is-plain",
            Self::Unplaced => "is-unplaced",
            Self::Placed => "is-placed",
            Self::Item => "is-item",
            Self::Asked => "is-asked",
            Self::Here => "is-here",
        }
    }
}

/// The rows of a document as the page shows them. The place is printed once for those that share it.
pub fn lines(w: Words, document: &Document) -> Vec<SourceLine> {
    let mut lines = Vec::new();
    let mut last: Option<At> = None;
    for row in source_rows(document) {
        let SourceRow {
            at,
            text,
            gap,
            area,
        } = row;
        if let Some(sheet) = sheet_begins(last.as_ref(), &at) {
            lines.push(SourceLine {
                words: sheet.to_owned(),
                gap: true,
                ..SourceLine::default()
            });
        }
        lines.push(SourceLine {
            words: text,
            gap,
            page: match at {
                At::Page { page } if area.is_some() => Some(page),
                _ => None,
            },
            area,
            ..SourceLine::at(w, &at, last.as_ref() != Some(&at))
        });
        last = Some(at);
    }
    lines
}

/// The name of the sheet that begins with a cell.
fn sheet_begins<'a>(last: Option<&At>, at: &'a At) -> Option<&'a str> {
    match (last, at) {
        (Some(At::Cell { sheet: before, .. }), At::Cell { sheet, .. }) if before == sheet => None,
        (_, At::Cell { sheet, .. }) => Some(sheet),
        _ => None,
    }
}

impl SourceLine {
    /// A row without words at a place; `first` = no row before it has this place.
    pub fn at(w: Words, at: &At, first: bool) -> Self {
        let place = match at {
            At::Line { line } => line.to_string(),
            At::Paragraph { paragraph } => paragraph.to_string(),
            At::Cell { cell, .. } => cell.clone(),
            _ if first => w.place(at),
            _ => String::new(),
        };
        Self {
            anchor: if first { anchor_of(at) } else { String::new() },
            of: anchor_of(at),
            place,
            ..Self::default()
        }
    }
}

/// The anchor of a place on the page that shows its source.
pub fn anchor_of(at: &At) -> String {
    match at {
        At::Line { line } => format!("L{line}"),
        At::Paragraph { paragraph } => format!("P{paragraph}"),
        At::Page { page } => format!("page-{page}"),
        At::Cell { sheet, cell } => {
            let sheet: String = sheet
                .chars()
                .map(|c| if c.is_alphanumeric() { c } else { '_' })
                .collect();
            format!("cell-{sheet}-{cell}")
        }
    }
}

/// The anchors of all rows.
pub fn anchors_of(lines: &[SourceLine]) -> BTreeSet<String> {
    let anchors = lines.iter().map(|line| line.anchor.clone());
    anchors.filter(|anchor| !anchor.is_empty()).collect()
}

/// Marks each row by what was read from it; `items` are place, anchor and name of each item.
pub fn marked(
    mut lines: Vec<SourceLine>,
    reading: &Reading,
    items: &[(Option<At>, String, String)],
) -> Vec<SourceLine> {
    let mut looks: BTreeMap<String, Look> = BTreeMap::new();
    let mut mark = |at: &Option<At>, look: Look| {
        if let Some(at) = at {
            let entry = looks.entry(anchor_of(at)).or_default();
            *entry = (*entry).max(look);
        }
    };
    let unplaced = reading.unplaced.iter();
    unplaced.for_each(|one| mark(&one.at, Look::Unplaced));
    mark_findings(&reading.plan.items, &mut mark);
    let overall = reading.plan.overall.iter();
    overall.for_each(|one| mark(&one.at, Look::Placed));
    let questions = reading.questions.iter();
    questions.for_each(|one| mark(&one.at, Look::Asked));
    for line in lines.iter_mut().filter(|line| !line.anchor.is_empty()) {
        line.look = looks.get(&line.anchor).copied().unwrap_or_default();
    }
    for (at, anchor, name) in items {
        let row = at
            .as_ref()
            .and_then(|at| row_of(&lines, &anchor_of(at), name));
        if let Some(line) = row.and_then(|row| lines.get_mut(row)) {
            line.items.push((anchor.clone(), name.clone()));
            line.look = line.look.max(Look::Item);
        }
    }
    lines
}

/// The row an item stands on: of those of its place (the lines of a page) the first that is its name,
/// else the first that is the end of it (its label stands apart) or holds it, else the first of all.
fn row_of(lines: &[SourceLine], of: &str, name: &str) -> Option<usize> {
    let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let own = |line: &SourceLine| line.of == of;
    let first = lines.iter().position(own)?;
    let last = lines.iter().rposition(own)?;
    if first == last {
        return Some(first);
    }
    let name = bare(name);
    let rows: Vec<String> = lines[first..=last]
        .iter()
        .map(|line| {
            if own(line) {
                bare(&line.words)
            } else {
                String::new()
            }
        })
        .collect();
    let whole = rows.iter().position(|words| *words == name);
    let end = |words: &String| words.chars().count() > 1 && name.ends_with(words.as_str());
    let found = whole
        .or_else(|| rows.iter().position(end))
        .or_else(|| rows.iter().position(|words| words.contains(&name)));
    Some(first + found.unwrap_or(0))
}

fn mark_findings(items: &[ReadItem], mark: &mut dyn FnMut(&Option<At>, Look)) {
    for item in items {
        item.findings
            .iter()
            .for_each(|one| mark(&one.at, Look::Placed));
        mark_findings(&item.items, mark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_stands_on_the_row_that_is_its_name() {
        let line = |words: &str| SourceLine {
            of: "page-2".to_owned(),
            words: words.to_owned(),
            ..SourceLine::default()
        };
        let lines = [
            "2ページ",
            "ひとりの困りごとを地域の力に",
            "ひと",
            "身近な 相談",
            "◇声かけ（新規）",
        ];
        let lines = lines.map(line);
        let found = |name: &str| row_of(&lines, "page-2", name);
        assert_eq!(found("ひと"), Some(2));
        assert_eq!(found("① 身近な相談"), Some(3));
        assert_eq!(found("◇声かけ"), Some(4));
        assert_eq!(found("ない"), Some(0));
        assert_eq!(row_of(&lines, "page-3", "ひと"), None);
    }
}
