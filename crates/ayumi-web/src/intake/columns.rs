//! What the columns of the tables of a reading hold: chosen by a person, kept for the next file of
//! the form.

use std::collections::BTreeMap;

use askama::Template;
use ayumi_core::interchange::{Meaning, ReadColumn, Reading, TableForm};
use ayumi_locale::{Key, key};

use crate::address;
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// The page.
#[derive(Template)]
#[template(path = "intake/columns.html")]
pub struct ColumnsPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// Where the forms are sent to.
    pub action: String,
    /// The reading.
    pub back: String,
    /// Version and key.
    pub hidden: Hidden,
    /// The forms of tables.
    pub forms: Vec<FormView>,
    /// Why what was sent last was refused.
    pub refused: Option<String>,
}

/// The tables of one form.
pub struct FormView {
    /// Its position in the reading.
    pub number: usize,
    /// What it is called, or could be.
    pub name: String,
    /// The matching it was read with.
    pub matching: Option<String>,
    /// How many tables.
    pub tables: usize,
    /// Where the first begins.
    pub place: Option<String>,
    /// Its columns.
    pub columns: Vec<ColumnView>,
}

/// A column.
pub struct ColumnView {
    /// What a matching knows it by.
    pub key: String,
    /// The heading.
    pub heading: String,
    /// How many columns are called so.
    pub count: usize,
    /// Its first values.
    pub examples: String,
    /// What reading it by its heading gives.
    pub by_heading: String,
    /// What it can be said to hold.
    pub meanings: Vec<MeaningView>,
}

/// What a column can be said to hold.
pub struct MeaningView {
    /// Its code.
    pub value: String,
    /// In words.
    pub words: String,
    /// Is it what a person said?
    pub chosen: bool,
}

impl ColumnsPage {
    /// The page of an intake, with what was typed last.
    pub fn new(
        w: Words,
        council: &CouncilLink,
        (id, version): (&str, u64),
        reading: &Reading,
    ) -> Self {
        let back = address::intake(&council.slug, id);
        let action = format!("{back}/columns");
        let shell = Shell::new(w.t(key::WEB_COLUMNS_TITLE), action.clone())
            .in_council(council, Here::Intake)
            .via(w.t(key::WEB_NAV_INTAKE), address::new_intake(&council.slug))
            .via(reading.source.name.clone(), back.clone())
            .end();
        let forms = reading.tables.iter().enumerate();
        Self {
            w,
            shell,
            action,
            back,
            hidden: Hidden::fresh(version),
            forms: forms.map(|(n, form)| view(w, n, form, reading)).collect(),
            refused: None,
        }
    }
}

impl FormView {
    /// Its number for people.
    pub fn shown(&self) -> usize {
        self.number + 1
    }

    /// Marks what was chosen.
    pub fn choose(&mut self, meanings: &BTreeMap<String, Meaning>) {
        for column in &mut self.columns {
            let said = meanings.get(&column.key).map(|meaning| code(*meaning));
            for one in &mut column.meanings {
                one.chosen = said.as_ref() == Some(&one.value);
            }
        }
    }
}

fn view(w: Words, number: usize, form: &TableForm, reading: &Reading) -> FormView {
    let name = &reading.source.name;
    let stem = name
        .rsplit_once('.')
        .map_or(name.as_str(), |(stem, _)| stem);
    let suggested = match reading.tables.len() {
        1 => stem.to_owned(),
        _ => format!("{stem} {}", number + 1),
    };
    FormView {
        number,
        name: form.matching.clone().unwrap_or(suggested),
        matching: form.matching.clone(),
        tables: form.tables,
        place: form.at.as_ref().map(|at| w.place(at)),
        columns: form.columns.iter().map(|one| column(w, one)).collect(),
    }
}

fn column(w: Words, column: &ReadColumn) -> ColumnView {
    let by_heading = match (column.said, column.taken) {
        (Some(_), _) => w.t(key::WEB_COLUMNS_AUTO),
        (None, Some(taken)) => {
            let taken = w.t(meaning_word(taken));
            w.v(key::WEB_COLUMNS_AUTO_TAKEN, "taken", taken)
        }
        (None, None) => w.t(key::WEB_COLUMNS_AUTO_UNKNOWN),
    };
    let meanings = Meaning::ALL.into_iter().map(|meaning| MeaningView {
        value: code(meaning),
        words: w.t(meaning_word(meaning)),
        chosen: column.said == Some(meaning),
    });
    ColumnView {
        key: column.key.clone(),
        heading: column.heading.clone(),
        count: column.count,
        examples: column.examples.join(" / "),
        by_heading,
        meanings: meanings.collect(),
    }
}

/// The code of a meaning, as forms send it.
pub fn code(meaning: Meaning) -> String {
    let code = serde_json::to_value(meaning).ok();
    let code = code.as_ref().and_then(|code| code.as_str());
    code.unwrap_or_default().to_owned()
}

/// The meaning of a code.
pub fn meaning_named(code: &str) -> Option<Meaning> {
    serde_json::from_value(serde_json::Value::from(code)).ok()
}

fn meaning_word(meaning: Meaning) -> Key {
    match meaning {
        Meaning::Level => key::WEB_MEANING_LEVEL,
        Meaning::Label => key::WEB_MEANING_LABEL,
        Meaning::Section => key::WEB_MEANING_SECTION,
        Meaning::Mark => key::WEB_MEANING_MARK,
        Meaning::Text => key::WEB_MEANING_TEXT,
        Meaning::Schedule => key::WEB_MEANING_SCHEDULE,
        Meaning::Indicator => key::WEB_MEANING_INDICATOR,
        Meaning::Unit => key::WEB_MEANING_UNIT,
        Meaning::Baseline => key::WEB_MEANING_BASELINE,
        Meaning::Target => key::WEB_MEANING_TARGET,
        Meaning::Actual => key::WEB_MEANING_ACTUAL,
        Meaning::Rating => key::WEB_MEANING_RATING,
        Meaning::RatingText => key::WEB_MEANING_RATING_TEXT,
        Meaning::Result => key::WEB_MEANING_RESULT,
        Meaning::Reflection => key::WEB_MEANING_REFLECTION,
        Meaning::Finding => key::WEB_MEANING_FINDING,
        Meaning::Nothing => key::WEB_MEANING_NOTHING,
    }
}
