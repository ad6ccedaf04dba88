//! A plan as a book: `Plan` → `Document`, ready for every writer.
//!
//! [`chapter`] is the review chapter as such chapters are laid out; [`item_pages`] the pages of
//! the web folder; [`workbook`] the sheets. All three hold the plan's own words as typed. What the
//! chapter prints, `ayumi-recognise` reads back to the same plan (see
//! `docs/decisions/0002-published-layout.md`): every field stands once in a place of its own, and
//! whatever stands a second time is for people.

pub mod edition;
mod facts;
pub mod handover;
mod page;
mod records;
mod review;
mod structure;
mod term;
mod tidy;
mod walk;
mod workbook;

use ayumi_core::plan::Plan;
use ayumi_document::{Block, Document, Inline, Run};
use ayumi_locale::{Key, Lang, key};

pub use page::item_pages;
pub use records::{RECORD_COLUMNS, kind_words, way_words};
pub use review::unresolved;
pub use walk::{Position, anchor};
pub use workbook::{data_sheet, workbook};

/// The review chapter of a plan. `date` is the day the draft or edition carries, ISO 8601; it is
/// printed and dates the files, the clock never does.
#[must_use]
pub fn chapter(plan: &Plan, lang: Lang, date: &str) -> Document {
    laid_out(plan, lang, date, false)
}

/// The same as the first page of a web folder: its items lead to their pages
/// (`items/<id>.html`, see [`item_pages`]).
#[must_use]
pub fn web_chapter(plan: &Plan, lang: Lang, date: &str) -> Document {
    laid_out(plan, lang, date, true)
}

fn laid_out(plan: &Plan, lang: Lang, date: &str, web: bool) -> Document {
    let mut blocks = vec![heading(1, None, &plan.title)];
    blocks.push(facts::facts_table(plan, lang, date));
    blocks.push(numbered(2, 1, key::BOOK_OVERVIEW, lang));
    let mut part = 0;
    for (title, text) in [
        (key::BOOK_PHILOSOPHY, &plan.philosophy),
        (key::BOOK_VISION, &plan.vision),
    ] {
        if let Some(text) = text {
            part += 1;
            blocks.push(bracketed(3, part, &lang.text(title)));
            blocks.push(Block::text(text));
        }
    }
    if let Some(table) = structure::structure_table(plan, lang) {
        part += 1;
        blocks.push(bracketed(3, part, &lang.text(key::BOOK_STRUCTURE)));
        blocks.push(Block::Table(table));
    }
    if let Some(table) = facts::legend_table(plan, lang) {
        part += 1;
        blocks.push(bracketed(3, part, &lang.text(key::BOOK_LEGEND)));
        blocks.push(table);
    }
    blocks.push(numbered(2, 2, key::BOOK_REVIEW, lang));
    blocks.extend(review::areas(plan, lang, web));
    if let Some(table) = records::records_table(plan, lang) {
        blocks.push(numbered(2, 3, key::BOOK_RECORDS, lang));
        blocks.push(Block::Table(table));
    }
    document(plan, date, blocks)
}

/// A document about `plan`.
fn document(plan: &Plan, date: &str, blocks: Vec<Block>) -> Document {
    Document {
        title: plan.title.clone(),
        author: plan.organization.clone().unwrap_or_default(),
        language: "ja".to_owned(),
        date: Some(date.to_owned()),
        blocks,
        ..Document::default()
    }
}

/// A heading of plain words.
fn heading(level: u8, id: Option<String>, text: &str) -> Block {
    Block::Heading {
        level,
        id,
        content: words(text),
    }
}

/// `1 計画の概要`
fn numbered(level: u8, number: usize, words: Key, lang: Lang) -> Block {
    heading(level, None, &format!("{number} {}", lang.text(words)))
}

/// `(1) 基本理念`
fn bracketed(level: u8, number: usize, text: &str) -> Block {
    heading(level, None, &format!("({number}) {text}"))
}

/// One plain run.
fn words(text: &str) -> Inline {
    vec![Run::new(text)]
}
