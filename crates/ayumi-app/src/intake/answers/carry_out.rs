//! What each kind of answer changes in a reading. The contract with the recogniser stands at
//! [`Ask`]: what the choices of each kind of question are.

use std::collections::BTreeMap;

use ayumi_core::interchange::{ReadFinding, ReadItem, ReadPlan, Reading};
use ayumi_core::plan::{FiscalYear, Legend, NamedText, find_years, parse_period};
use ayumi_core::review::FindingKind;
use ayumi_document::{Ask, Question, Why};

use super::moves::{level, parent, tree};
use super::spot::{finding_at, item_at, item_of, named, plan_of};

/// Makes the reading say what was chosen; `false` when it cannot.
pub(super) fn carry_out(reading: &mut Reading, asked: &Question, words: &str) -> bool {
    match asked.ask {
        Ask::WhichTitle => head(reading, asked, |plan| plan.title = Some(words.to_owned())),
        Ask::WhichCouncil => head(reading, asked, |plan| {
            plan.organization = Some(words.to_owned());
        }),
        Ask::WhichPeriod => period(reading, asked, words),
        Ask::WhichKind => kind(reading, asked, words),
        Ask::WhichLabel => label(reading, asked, words),
        Ask::WhichMeaning => meaning(reading, asked, words),
        Ask::WhichParent => parent(reading, asked, words),
        Ask::WhichLevel => level(reading, asked, words),
        Ask::WhichColumn => column(reading, asked, words),
        Ask::WhichTree => tree(reading, asked, words),
        Ask::WhichEra => era(reading, asked, words),
        // The file is read again; no reading can be mended into another encoding.
        Ask::WhichEncoding => false,
        // Where two columns were read across each other, every line is mixed.
        Ask::ColumnBorder => false,
    }
}

/// The position of the plan a question is about (`values`: `plan`), the first where it says none.
pub(super) fn part_of(asked: &Question) -> usize {
    let part = asked.values.get("plan").and_then(|part| part.parse().ok());
    part.unwrap_or_default()
}

fn head(reading: &mut Reading, asked: &Question, change: impl FnOnce(&mut ReadPlan)) -> bool {
    plan_of(reading, part_of(asked)).map(change).is_some()
}

fn period(reading: &mut Reading, asked: &Question, words: &str) -> bool {
    let Some(plan) = plan_of(reading, part_of(asked)) else {
        return false;
    };
    let context = plan.period.as_ref().map(|period| period.from);
    let found = parse_period(words, context).map(|found| found.period);
    let Some(mut period) = found.filter(|one| one.to.is_none_or(|to| one.from <= to)) else {
        return false;
    };
    words.trim().clone_into(&mut period.text);
    plan.period = Some(period);
    true
}

fn kind(reading: &mut Reading, asked: &Question, words: &str) -> bool {
    let taken = asked.choices.first().and_then(|words| kind_named(words));
    let Some(kind) = kind_named(words) else {
        return false;
    };
    let text = asked.values.get("value");
    let fits = |finding: &ReadFinding| match text {
        Some(text) => finding.text == *text,
        None => Some(finding.kind) == taken,
    };
    finding_at(reading, asked.at.as_ref(), fits)
        .map(|finding| finding.kind = kind)
        .is_some()
}

/// A kind by its name in the form (`result`).
#[must_use]
pub fn kind_named(words: &str) -> Option<FindingKind> {
    serde_json::from_value(serde_json::Value::from(words)).ok()
}

fn label(reading: &mut Reading, asked: &Question, words: &str) -> bool {
    let taken = asked.choices.first().cloned().unwrap_or_default();
    let fits =
        |item: &ReadItem, _: Option<&ReadItem>| item.label.as_deref().unwrap_or_default() == taken;
    let Some(spot) = item_at(reading, asked.at.as_ref(), fits) else {
        return false;
    };
    let Some(plan) = plan_of(reading, spot.part) else {
        return false;
    };
    item_of(plan, &spot.path)
        .map(|item| item.label = (!words.is_empty()).then(|| words.to_owned()))
        .is_some()
}

/// The legend of the sign a question names (`values`: `symbol`), or the one at its place. A sign
/// without a legend gets one.
fn meaning(reading: &mut Reading, asked: &Question, words: &str) -> bool {
    let symbol = asked.values.get("symbol");
    let known = reading.legends.iter_mut().find(|legend| match symbol {
        Some(symbol) => legend.symbol == *symbol,
        None => legend.at.is_some() && legend.at == asked.at,
    });
    match (known, symbol) {
        (Some(legend), _) => words.clone_into(&mut legend.meaning),
        (None, Some(symbol)) => reading.legends.push(Legend {
            symbol: symbol.clone(),
            meaning: words.to_owned(),
            of: asked.values.get("of").cloned(),
            order: None,
            at: asked.at.clone(),
        }),
        (None, None) => return false,
    }
    true
}

/// Gives the values at the place, which had none, to the item of that name: under the name of the
/// column (`values`: `column`) where it is known, else as a finding nobody classified.
fn column(reading: &mut Reading, asked: &Question, name: &str) -> bool {
    let part = part_of(asked);
    let Some(path) = plan_of(reading, part).and_then(|plan| named(plan, name)) else {
        return false;
    };
    let waits = |one: &ayumi_document::Unplaced| {
        one.at.is_some()
            && one.at == asked.at
            && matches!(one.why, Why::Unassigned | Why::OrderUnknown)
    };
    let values: Vec<_> = reading.unplaced.extract_if(.., |one| waits(one)).collect();
    if values.is_empty() {
        return false;
    }
    for value in values {
        let visible = value.text.chars().filter(|c| !c.is_whitespace()).count();
        reading.coverage.placed += visible;
        reading.coverage.unplaced = reading.coverage.unplaced.saturating_sub(visible);
        let Some(item) = plan_of(reading, part).and_then(|plan| item_of(plan, &path)) else {
            return false;
        };
        match asked.values.get("column") {
            Some(column) => item.texts.push(NamedText {
                internal: false,
                name: column.clone(),
                text: value.text,
            }),
            None => item.findings.push(ReadFinding {
                text: value.text,
                at: value.at,
                ..ReadFinding::default()
            }),
        }
    }
    true
}

/// The years printed without an era are those of the choice: each year of the first choice, as it
/// was read, becomes the one that stands in its place.
fn era(reading: &mut Reading, asked: &Question, words: &str) -> bool {
    let years = |words: &str| -> Vec<FiscalYear> {
        find_years(words)
            .into_iter()
            .filter_map(|found| found.year)
            .collect()
    };
    let (read, meant) = (years(&asked.choices[0]), years(words));
    if read.is_empty() || read.len() != meant.len() {
        return false;
    }
    let meant: BTreeMap<FiscalYear, FiscalYear> = read.into_iter().zip(meant).collect();
    if let Some(plan) = plan_of(reading, part_of(asked)) {
        plan.items
            .iter_mut()
            .for_each(|item| in_years(item, &meant));
    }
    true
}

/// Puts every term of an item and of those below it into the years meant.
fn in_years(item: &mut ReadItem, meant: &BTreeMap<FiscalYear, FiscalYear>) {
    let put = |year: &mut FiscalYear| {
        if let Some(other) = meant.get(year) {
            *year = *other;
        }
    };
    for cell in &mut item.schedule {
        cell.term.iter_mut().for_each(|term| put(&mut term.year));
        cell.to.iter_mut().flatten().for_each(put);
    }
    for indicator in &mut item.indicators {
        let values = indicator.baseline.iter_mut().chain(&mut indicator.targets);
        for value in values.chain(&mut indicator.actuals) {
            value.term.iter_mut().for_each(|term| put(&mut term.year));
        }
    }
    for rating in &mut item.ratings {
        rating.term.iter_mut().for_each(|term| put(&mut term.year));
    }
    item.items
        .iter_mut()
        .for_each(|below| in_years(below, meant));
}
