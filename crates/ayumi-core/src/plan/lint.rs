//! What a plan may lack, as hints: with a place, ranked, never in the way. A verb such as 強化, 支援
//! or 推進 is the genre, and alone no hint.

use std::collections::{BTreeMap, BTreeSet};

use super::label::sequence;
use super::{Item, ItemId, Plan};
use crate::matching::matching_key;
use crate::review::{Direction, Indicator, Reported};

/// So many hints are shown at once.
pub const SHOWN: usize = 10;
/// From this share of all actions on, a lack is told once for the plan.
const MOST: f64 = 0.3;
/// Titles at least so alike are told (pairs of characters, Dice).
const ALIKE: f64 = 0.85;
/// Shorter titles are alike by nature.
const SHORTEST: usize = 6;

/// What a hint is about; the order is their rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lint {
    /// An indicator's target lies before its baseline, or no year stands at one of several.
    TargetYears,
    /// An indicator cannot move: every target is its baseline.
    Stuck,
    /// Two actions say nearly the same.
    Alike,
    /// No section and no post answers for an action.
    NoOwner,
    /// Nothing says how one will see that an action succeeded.
    NoMeasure,
    /// Nothing says when an action is done.
    NoYear,
    /// A label is missing, or stands twice.
    Numbering,
    /// An abbreviation is nowhere explained.
    Abbreviation,
}

/// A hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What it is about.
    pub lint: Lint,
    /// Where; `None` = the plan as a whole.
    pub item: Option<ItemId>,
    /// The words it is about: another item's title, an abbreviation, an indicator.
    pub words: String,
    /// How many actions it is about, of how many.
    pub count: (usize, usize),
}

/// The hints of a plan, the weightiest first. `owned` are the items for which a post answers.
#[must_use]
pub fn hints(plan: &Plan, owned: &BTreeSet<ItemId>) -> Vec<Hint> {
    let mut actions = Vec::new();
    leaves(&plan.items, &mut Vec::new(), &mut actions);
    let mut found = Vec::new();
    let inherits = |action: &Action<'_>, has: Has<'_>| {
        action.above.iter().copied().chain([action.item]).any(has)
    };
    let lacks: [(Lint, Has<'_>); 3] = [
        (Lint::NoOwner, &|item| {
            !item.sections.is_empty() || owned.contains(&item.id)
        }),
        (Lint::NoMeasure, &|item| {
            !item.indicators.is_empty() || item.texts.iter().any(|text| has_number(&text.text))
        }),
        (Lint::NoYear, &|item| {
            let aimed = item.indicators.iter().any(|one| !one.targets.is_empty());
            aimed || !item.schedule.is_empty()
        }),
    ];
    for (lint, has) in lacks {
        let without: Vec<&Action<'_>> = actions.iter().filter(|one| !inherits(one, has)).collect();
        told(lint, &without, actions.len(), &mut found);
    }
    alike(&actions, &mut found);
    indicators(&plan.items, &mut found);
    numbering(&plan.items, &mut found);
    abbreviations(plan, &mut found);
    found.sort_by_key(|hint| hint.lint);
    found
}

/// Does an item have it?
type Has<'a> = &'a dyn Fn(&Item) -> bool;

/// An item without items below it, with those above.
struct Action<'a> {
    item: &'a Item,
    above: Vec<&'a Item>,
}

fn leaves<'a>(items: &'a [Item], above: &mut Vec<&'a Item>, all: &mut Vec<Action<'a>>) {
    // What has ended needs nobody any more.
    let goes_on = |item: &&Item| item.standing.retired.is_none();
    for item in items.iter().filter(goes_on) {
        if item.items.is_empty() {
            let above = above.clone();
            all.push(Action { item, above });
            continue;
        }
        above.push(item);
        leaves(&item.items, above, all);
        above.pop();
    }
}

/// A lack of few actions is told at each of them, one of many once.
fn told(lint: Lint, without: &[&Action<'_>], all: usize, found: &mut Vec<Hint>) {
    let count = (without.len(), all);
    #[expect(clippy::cast_precision_loss, reason = "plans end at 20,000 items")]
    let many =
        count.0 as f64 > (count.1 as f64 * MOST).max(3.0) || (count.0 == count.1 && count.1 > 1);
    let hint = |item, words| Hint {
        lint,
        item,
        words,
        count,
    };
    match many {
        true => found.push(hint(None, String::new())),
        false => found.extend(
            without
                .iter()
                .map(|one| hint(Some(one.item.id), String::new())),
        ),
    }
}

fn has_number(text: &str) -> bool {
    text.chars()
        .any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

fn pairs(text: &str) -> BTreeMap<(char, char), usize> {
    let letters: Vec<char> = text.chars().collect();
    let mut all = BTreeMap::new();
    for pair in letters.windows(2) {
        *all.entry((pair[0], pair[1])).or_default() += 1;
    }
    all
}

/// Actions that say nearly the same. One that is marked as listed again (再掲, any mark both do not
/// share) says so on purpose.
fn alike(actions: &[Action<'_>], found: &mut Vec<Hint>) {
    let known: Vec<_> = actions
        .iter()
        .map(|one| (one, pairs(&matching_key(&one.item.title))))
        .filter(|(_, pairs)| pairs.values().sum::<usize>() + 1 >= SHORTEST)
        .collect();
    // Two titles that share no pair cannot be alike: only those that share their rarest one are
    // looked at.
    let mut by: BTreeMap<(char, char), Vec<usize>> = BTreeMap::new();
    for (at, (_, pairs)) in known.iter().enumerate() {
        for pair in pairs.keys() {
            by.entry(*pair).or_default().push(at);
        }
    }
    for (at, (one, own)) in known.iter().enumerate() {
        let mut near: BTreeMap<usize, usize> = BTreeMap::new();
        for (pair, count) in own {
            for other in by[pair].iter().filter(|other| **other > at) {
                *near.entry(*other).or_default() += (*count).min(known[*other].1[pair]);
            }
        }
        for (other, shared) in near {
            let (other, theirs) = &known[other];
            let both = own.values().sum::<usize>() + theirs.values().sum::<usize>();
            #[expect(
                clippy::cast_precision_loss,
                reason = "titles have some hundred characters"
            )]
            let dice = 2.0 * shared as f64 / both as f64;
            if dice >= ALIKE && one.item.marks == other.item.marks {
                found.push(Hint {
                    lint: Lint::Alike,
                    item: Some(other.item.id),
                    words: one.item.title.clone(),
                    count: (2, actions.len()),
                });
            }
        }
    }
}

fn indicators(items: &[Item], found: &mut Vec<Hint>) {
    for item in items {
        for one in &item.indicators {
            let hint = |lint| Hint {
                lint,
                item: Some(item.id),
                words: one.name.clone().unwrap_or_default(),
                count: (1, 1),
            };
            if wrong_years(one) {
                found.push(hint(Lint::TargetYears));
            }
            if is_stuck(one) {
                found.push(hint(Lint::Stuck));
            }
        }
        indicators(&item.items, found);
    }
}

/// A target of a year that is not behind the baseline's, or one of several without a year.
fn wrong_years(one: &Indicator) -> bool {
    let base = one.baseline.as_ref().and_then(|value| value.term);
    let early = |value: &Reported| match (base, value.term) {
        (Some(base), Some(term)) => term.year <= base.year,
        _ => false,
    };
    let open = one.targets.len() > 1 && one.targets.iter().any(|value| value.term.is_none());
    open || one.targets.iter().any(early)
}

fn is_stuck(one: &Indicator) -> bool {
    let Some(base) = &one.baseline else {
        return false;
    };
    let same = |value: &Reported| match (base.number, value.number) {
        (Some(base), Some(target)) => (base - target).abs() < f64::EPSILON,
        _ => false,
    };
    let stays = one.definition.direction == Some(Direction::Keep);
    !stays && !one.targets.is_empty() && one.targets.iter().all(same)
}

fn numbering(items: &[Item], found: &mut Vec<Hint>) {
    let row = sequence(items.iter().map(|item| item.label.as_deref()));
    for at in row.repeated.into_iter().chain(row.gaps) {
        found.push(Hint {
            lint: Lint::Numbering,
            item: Some(items[at].id),
            words: items[at].label.clone().unwrap_or_default(),
            count: (1, items.len()),
        });
    }
    for item in items {
        numbering(&item.items, found);
    }
}

/// Words of every day that nobody needs explained.
const KNOWN: [&str; 21] = [
    "SNS", "NPO", "PR", "IT", "ICT", "DX", "SDGS", "HP", "PC", "QA", "OJT", "PDCA", "TV", "DVD",
    "FAX", "TEL", "QR", "AED", "URL", "CM", "DO",
];

/// Capital letters that stand nowhere beside brackets that explain them.
fn abbreviations(plan: &Plan, found: &mut Vec<Hint>) {
    let mut seen: BTreeMap<String, Option<ItemId>> = BTreeMap::new();
    let mut explained = BTreeSet::new();
    let mut look = |text: &str, item: Option<ItemId>| {
        let letters: Vec<char> = text.chars().map(narrow).collect();
        let mut at = 0;
        while at < letters.len() {
            let length = letters[at..]
                .iter()
                .take_while(|c| c.is_ascii_alphabetic())
                .count();
            if length == 0 {
                at += 1;
                continue;
            }
            let word: String = letters[at..at + length].iter().collect();
            let before = at.checked_sub(1).map(|at| letters[at]);
            let behind = letters.get(at + length);
            if (2..=6).contains(&length) && word.chars().all(|c| c.is_ascii_uppercase()) {
                // CSW（コミュニティ…） or コミュニティ…（CSW）
                if behind == Some(&'(') || (before == Some('(') && behind == Some(&')')) {
                    explained.insert(word.clone());
                }
                seen.entry(word).or_insert(item);
            }
            at += length;
        }
    };
    for text in [&plan.philosophy, &plan.vision].into_iter().flatten() {
        look(text, None);
    }
    each_text(&plan.items, &mut look);
    for (word, item) in seen {
        if !explained.contains(&word) && !KNOWN.contains(&word.as_str()) {
            found.push(Hint {
                lint: Lint::Abbreviation,
                item,
                words: word,
                count: (1, 1),
            });
        }
    }
}

fn narrow(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

fn each_text(items: &[Item], look: &mut dyn FnMut(&str, Option<ItemId>)) {
    for item in items {
        look(&item.title, Some(item.id));
        for text in &item.texts {
            look(&text.text, Some(item.id));
        }
        each_text(&item.items, look);
    }
}
