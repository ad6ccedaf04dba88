//! What a plan may lack, in words.

use ayumi_core::plan::Plan;
use ayumi_core::plan::edit::item_of;
use ayumi_core::plan::lint::{Hint, Lint, SHOWN};
use ayumi_locale::{Key, key};

use super::printed;
use crate::words::Words;

/// A hint on the page.
pub struct HintRow {
    /// What it is.
    pub words: String,
    /// What to do about it.
    pub advice: String,
    /// Where.
    pub place: Option<(String, String)>,
}

/// The first hints, and how many more there are. `items` is the address of the plan's items.
pub fn rows(w: Words, plan: &Plan, hints: &[Hint], items: &str) -> (Vec<HintRow>, usize) {
    let row = |hint: &Hint| {
        let item = hint.item.and_then(|id| item_of(&plan.items, id));
        let (count, all) = (hint.count.0.to_string(), hint.count.1.to_string());
        let values = [("words", &*hint.words), ("count", &*count), ("all", &*all)];
        let (one, many, advice) = words_of(hint.lint);
        HintRow {
            words: w.vs(if hint.item.is_some() { one } else { many }, &values),
            advice: w.t(advice),
            place: item.map(|item| (printed(w, item), format!("{items}/items/{}/edit", item.id))),
        }
    };
    let rows = hints.iter().take(SHOWN).map(row).collect();
    (rows, hints.len().saturating_sub(SHOWN))
}

/// Of one item, of many, and what to do.
fn words_of(lint: Lint) -> (Key, Key, Key) {
    match lint {
        Lint::TargetYears => (
            key::WEB_HINT_TARGET_YEARS,
            key::WEB_HINT_TARGET_YEARS,
            key::WEB_HINT_TARGET_YEARS_DO,
        ),
        Lint::Stuck => (
            key::WEB_HINT_STUCK,
            key::WEB_HINT_STUCK,
            key::WEB_HINT_STUCK_DO,
        ),
        Lint::Alike => (
            key::WEB_HINT_ALIKE,
            key::WEB_HINT_ALIKE,
            key::WEB_HINT_ALIKE_DO,
        ),
        Lint::NoOwner => (
            key::WEB_HINT_NO_OWNER,
            key::WEB_HINT_NO_OWNERS,
            key::WEB_HINT_NO_OWNER_DO,
        ),
        Lint::NoMeasure => (
            key::WEB_HINT_NO_MEASURE,
            key::WEB_HINT_NO_MEASURES,
            key::WEB_HINT_NO_MEASURE_DO,
        ),
        Lint::NoYear => (
            key::WEB_HINT_NO_YEAR,
            key::WEB_HINT_NO_YEARS,
            key::WEB_HINT_NO_YEAR_DO,
        ),
        Lint::Numbering => (
            key::WEB_HINT_NUMBERING,
            key::WEB_HINT_NUMBERING,
            key::WEB_HINT_NUMBERING_DO,
        ),
        Lint::Abbreviation => (
            key::WEB_HINT_ABBREVIATION,
            key::WEB_HINT_ABBREVIATION,
            key::WEB_HINT_ABBREVIATION_DO,
        ),
    }
}
