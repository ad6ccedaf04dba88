//! Generated: how items stand beside the tree, and how indicators are meant.

use ayumi_core::plan::{
    Definition, Direction, FiscalYear, Group, Grouping, IndicatorKind, Link, Retired, Standing,
    TargetChange, Term,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Groupings with their groups.
const GROUPINGS: [(&str, [&str; 3]); 2] = [
    ("部門", ["地域福祉", "在宅福祉", "法人運営"]),
    (
        "SDGs",
        ["1 貧困をなくそう", "3 すべての人に健康と福祉を", "11"],
    ),
];

pub(crate) fn groupings() -> impl Strategy<Value = Vec<Grouping>> {
    let one = |at: usize| {
        let (name, groups) = GROUPINGS[at];
        (1..=groups.len()).prop_map(move |count| Grouping {
            name: name.to_owned(),
            groups: groups[..count]
                .iter()
                .map(|&name| name.to_owned())
                .collect(),
        })
    };
    prop_oneof![
        3 => Just(Vec::new()),
        1 => one(0).prop_map(|one| vec![one]),
        1 => (one(0), one(1)).prop_map(|(one, other)| vec![one, other]),
    ]
}

fn group() -> impl Strategy<Value = Group> {
    (0..GROUPINGS.len(), 0..3_usize).prop_map(|(at, group)| Group {
        of: GROUPINGS[at].0.to_owned(),
        name: GROUPINGS[at].1[group].to_owned(),
    })
}

fn link() -> impl Strategy<Value = Link> {
    select(&["市地域福祉計画 基本目標2", "第1次計画", "◇窓口の開設"][..]).prop_map(|text| Link {
        plan: None,
        item: None,
        text: text.to_owned(),
    })
}

fn retired() -> impl Strategy<Value = Retired> {
    let reason = select(&["", "県の事業へ移った", "利用がなくなった"][..]);
    (option::of(2018_i32..2040), reason).prop_map(|(year, reason)| Retired {
        year: year.map(FiscalYear),
        reason: reason.to_owned(),
    })
}

pub(crate) fn standing() -> impl Strategy<Value = Standing> {
    let said = (
        vec(select(&["総務課", "在宅福祉課"][..]), 0..3),
        vec(group(), 0..3),
        vec(link(), 0..2),
        option::weighted(0.2, retired()),
    );
    let said = said.prop_map(|(supporting, groups, links, retired)| Standing {
        supporting: supporting.into_iter().map(str::to_owned).collect(),
        groups,
        links,
        retired,
    });
    prop_oneof![2 => Just(Standing::default()), 1 => said]
}

pub(crate) fn definition(
    term: impl Strategy<Value = Term> + 'static,
) -> impl Strategy<Value = Definition> {
    let value = || option::of(select(&["3か所", "120", "年1回以上"][..]).prop_map(str::to_owned));
    let words = |words: &'static str| option::of(Just(words.to_owned()));
    let change = (
        select(&["2026-11-29", "2027-04-01"][..]),
        option::of(term),
        (value(), value()),
        words("利用者が増えたため"),
        words("令和8年度第2回理事会"),
    );
    let change = change.prop_map(
        |(date, term, (before, after), reason, decision)| TargetChange {
            date: date.to_owned(),
            term,
            before,
            after,
            reason,
            decision,
        },
    );
    let said = (
        option::of(select(IndicatorKind::ALL)),
        option::of(select(Direction::ALL)),
        any::<bool>(),
        vec(change, 0..3),
    );
    let said = said.prop_map(|(kind, direction, no_baseline, changes)| Definition {
        kind,
        direction,
        no_baseline,
        changes,
    });
    prop_oneof![2 => Just(Definition::default()), 1 => said]
}
