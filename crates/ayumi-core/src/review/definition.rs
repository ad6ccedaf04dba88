//! How an indicator is meant, and how its targets came to be what they are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Indicator, Reported};
use crate::access::role::named;
use crate::plan::Term;

named!(
    /// What an indicator counts.
    IndicatorKind {
        /// 活動指標: what was done.
        Activity = "activity",
        /// 成果指標: what it brought about.
        Outcome = "outcome",
        /// 投入指標: what was spent on it.
        Input = "input",
    }
);

named!(
    /// Where its values are to go.
    Direction {
        /// More is better.
        Up = "up",
        /// Less is better.
        Down = "down",
        /// As it is.
        Keep = "keep",
    }
);

/// How an indicator is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Definition {
    /// What it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<IndicatorKind>,
    /// Where its values are to go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// There is no value from before the plan, and none is awaited (新規の事業).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_baseline: bool,
    /// Every change of a target, in the order it was made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<TargetChange>,
}

/// A change of a target.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TargetChange {
    /// The day, ISO 8601.
    pub date: String,
    /// Whose term.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// What it said; nothing where there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it says from then on; nothing where it was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// By which decision (`令和8年度第2回理事会`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
}

impl Definition {
    /// Nothing is said.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

/// Why and by which decision something was changed, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// The day, ISO 8601.
    pub date: String,
    /// Why.
    pub reason: Option<String>,
    /// By which decision.
    pub decision: Option<String>,
}

/// Keeps in `new` every change of a target against `old`, behind those kept before: nobody writes
/// that history by hand. An indicator is the same by its name; one that got another name, by its
/// place. The first target of an indicator is no change.
pub fn keep_changes(old: &[Indicator], new: &mut [Indicator], ground: &Ground) {
    let names: Vec<Option<String>> = new.iter().map(|one| one.name.clone()).collect();
    let same = |at: usize, name: &Option<String>| {
        let named = old.iter().find(|old| name.is_some() && old.name == *name);
        let renamed = |old: &&Indicator| old.name.is_none() || !names.contains(&old.name);
        named.or_else(|| old.get(at).filter(renamed))
    };
    for (at, (one, name)) in new.iter_mut().zip(&names).enumerate() {
        let Some(before) = same(at, name) else {
            one.definition.changes.clear();
            continue;
        };
        let kept = &mut one.definition.changes;
        kept.clone_from(&before.definition.changes);
        if !before.targets.is_empty() {
            kept.extend(changed(&before.targets, &one.targets, ground));
        }
    }
}

/// The targets that differ, by their terms.
fn changed(old: &[Reported], new: &[Reported], ground: &Ground) -> Vec<TargetChange> {
    let mut terms: Vec<(Option<Term>, Option<&String>)> = Vec::new();
    for value in old.iter().chain(new) {
        let term = (value.term, value.section.as_ref());
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    let said = |values: &[Reported], (term, section): (Option<Term>, Option<&String>)| {
        let mut of = values
            .iter()
            .filter(|value| (value.term, value.section.as_ref()) == (term, section));
        of.next().map(|value| value.text.clone())
    };
    let change = |term: (Option<Term>, Option<&String>)| {
        let (before, after) = (said(old, term), said(new, term));
        (before != after).then(|| TargetChange {
            date: ground.date.clone(),
            term: term.0,
            before,
            after,
            reason: ground.reason.clone(),
            decision: ground.decision.clone(),
        })
    };
    terms.into_iter().filter_map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indicator(name: Option<&str>, target: &str) -> Indicator {
        Indicator {
            name: name.map(str::to_owned),
            targets: vec![Reported {
                text: target.to_owned(),
                ..Reported::default()
            }],
            ..Indicator::default()
        }
    }

    fn kept(old: &[Indicator], new: &[Indicator]) -> Vec<usize> {
        let mut new = new.to_vec();
        keep_changes(old, &mut new, &Ground::default());
        let counts = new.iter().map(|one| one.definition.changes.len());
        counts.collect()
    }

    #[test]
    fn an_indicator_is_known_by_its_name_else_by_its_place() {
        let old = [indicator(Some("窓口"), "2"), indicator(Some("訪問"), "10")];
        let [one, two] = old.clone();
        assert_eq!(
            kept(&old, &[two.clone(), one.clone()]),
            [0, 0],
            "another order"
        );
        let new = indicator(Some("講座"), "7");
        assert_eq!(kept(&old, &[new.clone(), one, two]), [0, 0, 0], "one more");
        let renamed = indicator(Some("窓口の数"), "3");
        assert_eq!(kept(&old, &[renamed]), [1], "another name and target");
        assert_eq!(kept(&[], &[new]), [0]);
        let nameless = [indicator(None, "1")];
        assert_eq!(kept(&nameless, &[indicator(None, "2")]), [1]);
    }
}
