//! The words of the published chapter, from `words/published.toml`.

use std::sync::OnceLock;

use serde::Deserialize;

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub organization: String,
    pub generation: String,
    pub period: String,
    pub years: String,
    pub as_of: String,
    pub overview: String,
    pub philosophy: String,
    pub vision: String,
    pub structure: String,
    pub legend: String,
    pub number: String,
    pub unnamed_level: String,
    pub review: String,
    pub overall: String,
    pub records: String,
    pub result: String,
    pub reflection: String,
    pub mixed: String,
    pub note: String,
    pub unclassified: String,
    pub level: String,
    pub mark: String,
    pub text: String,
    pub section: String,
    pub schedule: String,
    pub indicator: String,
    pub baseline: String,
    pub target: String,
    pub actual: String,
    pub supporting: String,
    pub group: String,
    pub link: String,
    pub retired: String,
    pub kind: String,
    pub direction: String,
    pub no_baseline: String,
    pub change: String,
    pub change_to: String,
    pub change_reason: String,
    pub change_decision: String,
    pub activity: String,
    pub outcome: String,
    pub input: String,
    pub up: String,
    pub down: String,
    pub keep: String,
    pub rating: String,
    pub rating_text: String,
    pub rating_date: String,
    pub rating_person: String,
    pub about: String,
    pub reference: String,
    pub unmentioned: String,
    pub first_half: String,
    pub second_half: String,
    pub quarter: String,
    pub position: String,
    pub parent: String,
    pub title: String,
    pub datum: String,
    pub item: String,
    pub finding: String,
    pub order: String,
    pub status: String,
}

#[derive(Deserialize)]
struct Languages {
    ja: Words,
    en: Words,
}

impl Words {
    /// Japanese, then English.
    pub fn all() -> &'static [Self; 2] {
        static WORDS: OnceLock<[Words; 2]> = OnceLock::new();
        WORDS.get_or_init(|| {
            let languages: Languages = toml::from_str(include_str!("../../words/published.toml"))
                .expect("published.toml is part of the program and holds every word");
            [languages.ja, languages.en]
        })
    }
}
