//! The table of rights as a page.

use askama::Template;
use axum::response::{Html, IntoResponse};
use ayumi_app::access::{Row, ShowTable, area_words, kind_words, privacy_words, rows};
use ayumi_core::access::table::COLUMNS;
use ayumi_core::organisation::Kind;
use ayumi_locale::key;

use crate::render::html;
use crate::route::{Answer, Asked};
use crate::shell::Shell;
use crate::words::Words;

/// The table of rights.
#[derive(Template)]
#[template(path = "access/table.html")]
pub struct TablePage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The kinds of organisation: name, words, shown.
    pub kinds: Vec<(&'static str, String, bool)>,
    /// What the columns are called.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What the law asks to be told.
    pub privacy: String,
}

impl TablePage {
    /// The table for a kind of organisation.
    pub fn new(w: Words, kind: Kind) -> Self {
        let one = |one: &Kind| (one.name(), w.t(kind_words(*one)), *one == kind);
        Self {
            w,
            shell: Shell::new(w.t(key::WEB_ACCESS_TITLE), "/access"),
            kinds: Kind::ALL.iter().map(one).collect(),
            columns: COLUMNS.iter().map(|area| w.t(area_words(*area))).collect(),
            rows: rows(kind, w.0),
            privacy: w.t(privacy_words(kind)),
        }
    }
}

/// The table of rights.
pub async fn show(asked: Asked<ShowTable>) -> Answer {
    let kind = asked.query("kind").and_then(|kind| Kind::named(&kind));
    let mut page = TablePage::new(asked.w, kind.unwrap_or_default());
    page.shell.viewer = asked.viewer();
    Ok(Html(html(&page)).into_response())
}
