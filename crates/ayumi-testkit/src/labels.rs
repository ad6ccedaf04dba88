//! How documents label their levels: not at all, with a sign, counting, oddly.

use ayumi_core::plan::Item;
use ayumi_core::plan::label::next_label;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::BoxedStrategy;

/// How the items of a level are labelled.
#[derive(Clone, Debug)]
pub enum Scheme {
    /// Each for itself, as generated.
    Free,
    /// Not at all.
    None,
    /// All with one sign.
    Bullet(&'static str),
    /// Counted from a label; running on across parents, or anew below each.
    Counted(&'static str, bool),
    /// Oddly: gaps, repeats, some without.
    Odd(Vec<Option<&'static str>>),
}

const COUNTED: [&str; 20] = [
    "①",
    "⑲",
    "㊾",
    "(1)",
    "（１）",
    "1",
    "1.",
    "１．",
    "1-1",
    "2-1-1",
    "ア",
    "(ア)",
    "Ⅰ",
    "ⅰ",
    "A",
    "第1",
    "基本方針1",
    "一",
    "⑴",
    "041001020",
];
const BULLETS: [&str; 6] = ["◇", "・", "○", "■", "●", "◆"];
const ODD: [&str; 8] = ["①", "①", "③", "(2)", "1-1", "1-1", "❷", "終"];

/// The labels of one level.
pub fn scheme() -> BoxedStrategy<Scheme> {
    prop_oneof![
        4 => Just(Scheme::Free),
        2 => Just(Scheme::None),
        2 => select(BULLETS.to_vec()).prop_map(Scheme::Bullet),
        4 => (select(COUNTED.to_vec()), any::<bool>())
            .prop_map(|(first, runs_on)| Scheme::Counted(first, runs_on)),
        1 => vec(option::of(select(ODD.to_vec())), 3..7).prop_map(Scheme::Odd),
    ]
    .boxed()
}

/// Gives every item the label its level's scheme says.
pub fn label(items: &mut [Item], schemes: &[Scheme]) {
    let mut last: Vec<Option<String>> = vec![None; schemes.len()];
    label_below(items, schemes, &mut last, 0);
}

fn label_below(items: &mut [Item], schemes: &[Scheme], last: &mut [Option<String>], depth: usize) {
    for (position, item) in items.iter_mut().enumerate() {
        item.label = match &schemes[depth] {
            Scheme::Free => item.label.take(),
            Scheme::None => None,
            Scheme::Bullet(sign) => Some((*sign).to_owned()),
            Scheme::Odd(labels) => labels[position % labels.len()].map(str::to_owned),
            Scheme::Counted(first, runs_on) => {
                let goes_on = position > 0 || *runs_on;
                let next = last[depth]
                    .as_deref()
                    .filter(|_| goes_on)
                    .and_then(next_label);
                last[depth] = Some(next.unwrap_or_else(|| (*first).to_owned()));
                last[depth].clone()
            }
        };
        label_below(&mut item.items, schemes, last, depth + 1);
    }
}
