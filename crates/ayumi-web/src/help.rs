//! The help page.

use askama::Template;
use ayumi_locale::{Key, key};

use crate::review::finding::{KindMark, kind_mark};
use crate::shell::{Here, Shell};
use crate::words::Words;

/// The help page.
#[derive(Template)]
#[template(path = "help/show.html")]
pub struct HelpPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The chapters: anchor, heading, paragraphs.
    pub chapters: Vec<Chapter>,
    /// The marks of findings with what they mean.
    pub kinds: Vec<(KindMark, String)>,
}

/// A chapter of the help.
pub struct Chapter {
    /// Its anchor.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// Its paragraphs.
    pub text: Vec<String>,
}

const CHAPTERS: [(&str, Key, &[Key]); 6] = [
    (
        "read",
        key::WEB_HELP_READ,
        &[key::WEB_HELP_READ_1, key::WEB_HELP_READ_2],
    ),
    (
        "questions",
        key::WEB_HELP_QUESTIONS,
        &[key::WEB_HELP_QUESTIONS_1],
    ),
    (
        "review",
        key::WEB_HELP_REVIEW,
        &[key::WEB_HELP_REVIEW_1, key::WEB_HELP_REVIEW_2],
    ),
    ("publish", key::WEB_HELP_PUBLISH, &[key::WEB_HELP_PUBLISH_1]),
    ("keys", key::WEB_HELP_KEYS, &[key::WEB_HELP_KEYS_1]),
    (
        "safety",
        key::WEB_HELP_SAFETY,
        &[key::WEB_HELP_SAFETY_1, key::WEB_HELP_SAFETY_2],
    ),
];

impl HelpPage {
    /// The help.
    pub fn new(w: Words) -> Self {
        use ayumi_core::plan::FindingKind as Kind;
        let mut shell = Shell::new(w.t(key::WEB_HELP_TITLE), "/help");
        shell.here = Here::Help;
        let chapters = CHAPTERS
            .iter()
            .map(|(id, title, text)| Chapter {
                id,
                title: w.t(title),
                text: text.iter().map(|one| w.t(one)).collect(),
            })
            .collect();
        let kinds = [
            (Kind::Result, key::WEB_HELP_KIND_RESULT),
            (Kind::Reflection, key::WEB_HELP_KIND_REFLECTION),
            (Kind::Mixed, key::WEB_HELP_KIND_MIXED),
            (Kind::Note, key::WEB_HELP_KIND_NOTE),
            (Kind::Unclassified, key::WEB_HELP_KIND_UNCLASSIFIED),
        ];
        let kinds = kinds
            .into_iter()
            .map(|(kind, words)| (kind_mark(w, kind), w.t(words)))
            .collect();
        Self {
            w,
            shell,
            chapters,
            kinds,
        }
    }
}
