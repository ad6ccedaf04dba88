//! The handover sheet of a post: what whoever comes next has to know, item by item.

use ayumi_core::organisation::Duty;
use ayumi_core::plan::{Finding, FindingKind, Item, ScheduleCell};
use ayumi_document::{Block, Cell, Document, Row, Scope, Table};
use ayumi_locale::{Key, Lang, key, print};
use jiff::civil::Date;

use crate::heading;
use crate::walk::printed;

/// What is handed over.
pub struct Handed<'a> {
    /// The council's name.
    pub council: &'a str,
    /// The post's title.
    pub post: &'a str,
    /// Its section.
    pub section: Option<&'a str>,
    /// Who holds it: name, first and last day.
    pub holders: &'a [(String, Date, Option<Date>)],
    /// The day of the sheet.
    pub day: Date,
    /// The items it answers for.
    pub duties: Vec<Duty<'a>>,
}

/// Most findings of a kind that are repeated; the chapter has them all.
const FINDINGS: usize = 5;

/// The sheet as a document.
#[must_use]
pub fn sheet(handed: &Handed<'_>, lang: Lang) -> Document {
    let title = lang.format(key::BOOK_HANDOVER, &[("post", handed.post)]);
    let mut blocks = vec![heading(1, None, &title), facts(handed, lang)];
    if handed.duties.is_empty() {
        blocks.push(Block::text(lang.text(key::BOOK_HANDOVER_NOTHING)));
    }
    let mut plan = None;
    for duty in &handed.duties {
        if plan != Some(duty.plan.id) {
            blocks.push(heading(2, None, &duty.plan.title));
            plan = Some(duty.plan.id);
        }
        blocks.push(heading(3, None, &printed(duty.item)));
        blocks.push(table(duty, lang));
    }
    blocks.push(heading(2, None, &lang.text(key::BOOK_HANDOVER_NOTES)));
    let notes = [
        key::BOOK_HANDOVER_PROMISES,
        key::BOOK_HANDOVER_CONTACTS,
        key::BOOK_HANDOVER_OTHER,
    ];
    let rows = notes.map(|note| row(note, "\u{3000}", lang)).to_vec();
    blocks.push(two_columns(rows));
    Document {
        title,
        author: handed.council.to_owned(),
        language: lang.tag().to_owned(),
        date: Some(handed.day.to_string()),
        blocks,
        ..Document::default()
    }
}

fn facts(handed: &Handed<'_>, lang: Lang) -> Block {
    let mut rows = vec![row(key::BOOK_HANDOVER_COUNCIL, handed.council, lang)];
    if let Some(section) = handed.section {
        rows.push(row(key::BOOK_HANDOVER_SECTION, section, lang));
    }
    for (name, from, to) in handed.holders {
        let from = print::day(*from, lang);
        let until = to.map(|to| print::day(to, lang)).unwrap_or_default();
        let values = [("name", &**name), ("from", &*from), ("to", &*until)];
        let held = lang.format(key::BOOK_HANDOVER_HELD, &values);
        rows.push(row(key::BOOK_HANDOVER_HOLDER, &held, lang));
    }
    rows.push(row(key::BOOK_AS_OF, &print::day(handed.day, lang), lang));
    let items = handed.duties.len().to_string();
    rows.push(row(key::BOOK_HANDOVER_ITEMS, &items, lang));
    two_columns(rows)
}

fn table(duty: &Duty<'_>, lang: Lang) -> Block {
    let item = duty.item;
    let mut rows = Vec::new();
    if !duty.above.is_empty() {
        let above: Vec<String> = duty.above.iter().map(|one| printed(one)).collect();
        rows.push(row(key::BOOK_BELONGS_TO, &above.join("\u{3000}"), lang));
    }
    for text in &item.texts {
        rows.push(named_row(&text.name, &text.text));
    }
    if let Some(rating) = last_rating(item, lang) {
        rows.push(row(key::BOOK_HANDOVER_RATING, &rating, lang));
    }
    for (kind, name) in [
        (FindingKind::Result, key::BOOK_HANDOVER_RESULTS),
        (FindingKind::Reflection, key::BOOK_HANDOVER_REFLECTIONS),
        (FindingKind::Note, key::BOOK_HANDOVER_REMARKS),
    ] {
        let of = item.findings.iter().filter(|finding| finding.kind == kind);
        let said: Vec<&Finding> = of.collect();
        let kept = said.len().saturating_sub(FINDINGS);
        let said: Vec<&str> = said[kept..].iter().map(|one| one.text.as_str()).collect();
        if !said.is_empty() {
            rows.push(row(name, &said.join("\n"), lang));
        }
    }
    let next: Vec<String> = duty.next.iter().map(|cell| coming(cell, lang)).collect();
    let next = match next.is_empty() {
        true => lang.text(key::BOOK_HANDOVER_NO_DATES),
        false => next.join("\n"),
    };
    rows.push(row(key::BOOK_HANDOVER_NEXT, &next, lang));
    two_columns(rows)
}

fn last_rating(item: &Item, lang: Lang) -> Option<String> {
    let last = item
        .ratings
        .iter()
        .max_by_key(|rating| rating.term.map(|term| term.year))?;
    let term = last.term.map(|term| print::term(term, lang));
    let parts = [
        term,
        last.stage.clone(),
        Some(last.grade.clone()),
        last.text.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Some(parts.join("\u{3000}"))
}

fn coming(cell: &ScheduleCell, lang: Lang) -> String {
    match cell.term {
        Some(term) => format!("{}\u{3000}{}", print::term(term, lang), cell.text),
        None => cell.text.clone(),
    }
}

fn row(name: Key, value: &str, lang: Lang) -> Row {
    named_row(&lang.text(name), value)
}

fn named_row(name: &str, value: &str) -> Row {
    let head = Cell {
        scope: Some(Scope::Row),
        ..Cell::text(name)
    };
    let blocks = value.lines().map(Block::text).collect();
    let cell = Cell {
        blocks,
        ..Cell::text("")
    };
    Row {
        cells: vec![head, cell],
    }
}

fn two_columns(rows: Vec<Row>) -> Block {
    Block::Table(Table {
        id: None,
        caption: None,
        head_rows: 0,
        widths: vec![1, 4],
        rows,
    })
}
