//! An edition by itself: what those see to whom it was sent, and nothing else of the plan.

use askama::Template;
use ayumi_app::plan::edition::Seen;
use ayumi_core::plan::prose::{Prose, prose};
use ayumi_core::plan::{Item, Plan, printed};
use ayumi_locale::key;

use crate::plan::edit::marked;
use crate::shell::{CouncilLink, Here, Shell};
use crate::words::Words;

/// An edition by itself.
#[derive(Template)]
#[template(path = "plan/sent.html")]
pub struct SentPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// Number and name of the edition.
    pub called: String,
    /// When it was frozen.
    pub made: String,
    /// Its years.
    pub period: Option<String>,
    /// The same as a PDF.
    pub pdf: String,
    /// What it says.
    pub plan: Plan,
    /// Its items in reading order.
    pub rows: Vec<SentRow>,
}

/// An item of it.
pub struct SentRow {
    /// How deep it stands, from 1.
    pub depth: usize,
    /// The name of its level.
    pub level: Option<String>,
    /// Label and title.
    pub name: String,
    /// What it says: name and words.
    pub facts: Vec<(String, Vec<Prose>)>,
}

impl SentPage {
    /// The page of an edition.
    pub fn new(w: Words, council: &CouncilLink, seen: &Seen) -> Self {
        let own = sent_address(&council.slug, &seen.edition.id.to_string());
        let number = seen.edition.number.to_string();
        let values = [("number", &*number), ("name", &*seen.edition.name)];
        let mut rows = Vec::new();
        rows_of(w, (&seen.plan.items, 1), &mut rows);
        Self {
            w,
            shell: Shell::new(seen.plan.title.clone(), own.clone())
                .in_council(council, Here::Plans)
                .end(),
            called: w.vs(key::BOOK_EDITION_CALLED, &values),
            made: w.moment(&seen.edition.made_at),
            period: seen.plan.period.as_ref().map(|one| one.text.clone()),
            pdf: format!("{own}/plan.pdf"),
            plan: Plan {
                items: Vec::new(),
                ..seen.plan.clone()
            },
            rows,
        }
    }
}

/// Where an edition stands by itself.
pub fn sent_address(council: &str, edition: &str) -> String {
    format!("/c/{council}/sent/{edition}")
}

fn rows_of(w: Words, (items, depth): (&[Item], usize), rows: &mut Vec<SentRow>) {
    for item in items {
        let mut facts = Vec::new();
        let mut fact = |words: String, said: String| {
            if !said.is_empty() {
                facts.push((words, prose(&said)));
            }
        };
        fact(w.t(key::WEB_ITEM_MARKS), marked(w, item).join("、"));
        fact(w.t(key::WEB_ITEM_SECTIONS), item.sections.join("、"));
        let supporting = item.standing.supporting.join("、");
        fact(w.t(key::WEB_ITEM_SUPPORTING), supporting);
        for text in &item.texts {
            fact(text.name.clone(), text.text.clone());
        }
        for one in &item.indicators {
            let name = one.name.clone().unwrap_or_default();
            let values = one.baseline.iter().chain(&one.targets).map(|value| {
                let year = value.term.map(|term| w.term(term));
                format!("{} {}", year.unwrap_or_default(), value.text)
            });
            let values: Vec<String> = values.collect();
            fact(name, values.join("\n"));
        }
        rows.push(SentRow {
            depth: depth.min(8),
            level: item.level.clone(),
            name: printed(item.label.as_deref(), &item.title),
            facts,
        });
        rows_of(w, (&item.items, depth + 1), rows);
    }
}
