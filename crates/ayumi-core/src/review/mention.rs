//! Which actions are perhaps not mentioned by any finding.
//!
//! A finding stands at an item and speaks of the actions below it. Here its words are compared
//! with their titles by the [`matching_key`]: pairs of kanji (a compound has no borders; with
//! the kana a word is written on with, `集い`), whole
//! words of katakana and letters (they have), pieces of longer hiragana. Only what tells a title
//! from the others counts: not what several actions share, not what the title of an item above
//! already says. The last word of a title is what is done (強化, 改善, 検討) and proves half as
//! much as what it is done to. The result is a hint ("perhaps"); a person corrects it by
//! [`Finding::about`], which always counts.
//!
//! The findings about the plan as a whole name many things in passing; their words prove nothing,
//! only what a person linked to them does.

use std::collections::{BTreeMap, BTreeSet};

use crate::matching::matching_key;
use crate::plan::{Finding, FindingId, Item, ItemId, Plan};

/// A finding that speaks of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The finding.
    pub finding: FindingId,
    /// The action, an item without items below it.
    pub item: ItemId,
    /// Said by a person, not by shared words.
    pub confirmed: bool,
}

/// The actions (items without items below) that no finding of theirs or of an item above seems to
/// mention, in reading order, without those of which a person confirmed it ([`Plan::unmentioned`]).
/// Empty for a plan without any finding: it was not looked back on yet.
#[must_use]
pub fn unmentioned(plan: &Plan) -> Vec<ItemId> {
    let actions = actions(plan);
    let reviewed = !plan.overall.is_empty()
        || actions
            .iter()
            .any(|action| action.above.iter().any(|item| !item.findings.is_empty()));
    if !reviewed {
        return Vec::new();
    }
    let settled: BTreeSet<ItemId> = found(plan, &actions)
        .into_iter()
        .map(|mention| mention.item)
        .chain(plan.unmentioned.iter().copied())
        .collect();
    actions
        .iter()
        .map(|action| action.item)
        .filter(|item| item.findings.is_empty() && !settled.contains(&item.id))
        .map(|item| item.id)
        .collect()
}

/// Does a finding speak of this item without any guess: one of its own, or one a person linked?
#[must_use]
pub fn is_surely_mentioned(plan: &Plan, item: ItemId) -> bool {
    fn walk(items: &[Item], wanted: ItemId) -> bool {
        items.iter().any(|item| {
            (item.id == wanted && !item.findings.is_empty())
                || item.findings.iter().any(|one| one.about.contains(&wanted))
                || walk(&item.items, wanted)
        })
    }
    plan.overall.iter().any(|one| one.about.contains(&item)) || walk(&plan.items, item)
}

/// All findings that speak of an action below them, by a person's word or by shared words. Where
/// a person confirmed that none does, nothing is guessed.
#[must_use]
pub fn mentions(plan: &Plan) -> Vec<Mention> {
    found(plan, &actions(plan))
}

fn found(plan: &Plan, actions: &[Action<'_>]) -> Vec<Mention> {
    let told = confirmed(plan);
    let silent: BTreeSet<ItemId> = plan.unmentioned.iter().copied().collect();
    let shared = Shared::of(actions);
    // A finding high in the tree is asked about by every action below it: it is read once.
    let mut heard: BTreeMap<FindingId, Heard> = BTreeMap::new();
    let mut found = Vec::new();
    for action in actions {
        for finding in told.get(&action.item.id).into_iter().flatten() {
            found.push(Mention {
                finding: *finding,
                item: action.item.id,
                confirmed: true,
            });
        }
        if silent.contains(&action.item.id) {
            continue;
        }
        let marks = shared.marks_of(action);
        let above = action.above.iter().filter(|item| item.id != action.item.id);
        for finding in above.flat_map(|item| &item.findings) {
            let words = heard
                .entry(finding.id)
                .or_insert_with(|| Heard::of(&finding.text));
            if !finding.about.contains(&action.item.id) && marks.are_enough_in(words) {
                found.push(Mention {
                    finding: finding.id,
                    item: action.item.id,
                    confirmed: false,
                });
            }
        }
    }
    found
}

/// What persons said, by item.
fn confirmed(plan: &Plan) -> BTreeMap<ItemId, Vec<FindingId>> {
    fn note(findings: &[Finding], told: &mut BTreeMap<ItemId, Vec<FindingId>>) {
        for finding in findings {
            for item in &finding.about {
                told.entry(*item).or_default().push(finding.id);
            }
        }
    }
    fn walk(items: &[Item], told: &mut BTreeMap<ItemId, Vec<FindingId>>) {
        for item in items {
            note(&item.findings, told);
            walk(&item.items, told);
        }
    }
    let mut told = BTreeMap::new();
    note(&plan.overall, &mut told);
    walk(&plan.items, &mut told);
    told
}

/// An item without items below, with the items above it and itself.
struct Action<'a> {
    item: &'a Item,
    above: Vec<&'a Item>,
}

fn actions(plan: &Plan) -> Vec<Action<'_>> {
    fn walk<'a>(item: &'a Item, above: &[&'a Item], found: &mut Vec<Action<'a>>) {
        let mut path = above.to_vec();
        path.push(item);
        if item.items.is_empty() {
            found.push(Action { item, above: path });
        } else {
            item.items
                .iter()
                .for_each(|below| walk(below, &path, found));
        }
    }
    let mut found = Vec::new();
    plan.items
        .iter()
        .for_each(|item| walk(item, &[], &mut found));
    found
}

/// How many titles of actions hold each mark.
struct Shared {
    titles: BTreeMap<Mark, usize>,
    most: usize,
}

impl Shared {
    fn of(actions: &[Action<'_>]) -> Self {
        let mut titles = BTreeMap::new();
        for action in actions {
            for mark in marks(&action.item.title).into_keys() {
                *titles.entry(mark).or_insert(0) += 1;
            }
        }
        Self {
            titles,
            most: (actions.len() / 20).max(2),
        }
    }

    /// The marks that tell this action from the others.
    fn marks_of(&self, action: &Action<'_>) -> Marks {
        let all = marks(&action.item.title);
        let said_above: BTreeSet<Mark> = action
            .above
            .iter()
            .filter(|item| item.id != action.item.id)
            .flat_map(|item| marks(&item.title).into_keys())
            .collect();
        let distinctive: BTreeMap<Mark, u32> = all
            .iter()
            .filter(|(mark, _)| {
                !said_above.contains(mark)
                    && self
                        .titles
                        .get(mark)
                        .is_none_or(|count| *count <= self.most)
            })
            .map(|(mark, weight)| (mark.clone(), *weight))
            .collect();
        Marks::new(distinctive, matching_key(&action.item.title))
    }
}

/// What a title is known by.
struct Marks {
    weights: BTreeMap<Mark, u32>,
    whole: String,
}

/// What one word of the thing itself proves.
const WHOLE: u32 = 2;
/// What the last word, the deed, proves.
const HALF: u32 = 1;

impl Marks {
    /// Where a title has nothing but its deed (`課と係の改編`), the deed is all there is.
    fn new(mut weights: BTreeMap<Mark, u32>, whole: String) -> Self {
        if weights.values().all(|weight| *weight == HALF) {
            weights.values_mut().for_each(|weight| *weight = WHOLE);
        }
        Self { weights, whole }
    }

    fn are_enough_in(&self, heard: &Heard) -> bool {
        if !self.whole.is_empty() && heard.key.contains(&self.whole) {
            return true;
        }
        let proved: u32 = self
            .weights
            .iter()
            .filter(|(mark, _)| match mark {
                Mark::Kana(word) => heard.key.contains(word.as_str()),
                other => heard.marks.contains_key(other),
            })
            .map(|(_, weight)| weight)
            .sum();
        proved >= WHOLE
    }
}

/// The words of a finding, made ready to be searched.
struct Heard {
    key: String,
    marks: BTreeMap<Mark, u32>,
}

impl Heard {
    fn of(text: &str) -> Self {
        Self {
            key: matching_key(text),
            marks: marks(text),
        }
    }
}

/// A piece of a title or finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    /// Two neighbouring kanji.
    Pair(String),
    /// A word of katakana or a piece of hiragana: found wherever it stands, so that ボランティア is
    /// found in ボランティアセンター.
    Kana(String),
    /// A word of letters: found only as a word.
    Word(String),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Katakana,
    Hiragana,
    Letters,
    Other,
}

fn script(c: char) -> Script {
    match c {
        'ァ'..='ヺ' | '-' => Script::Katakana,
        'ぁ'..='ゖ' => Script::Hiragana,
        '々' | '〆' => Script::Kanji,
        c if c.is_ascii_digit() => Script::Other,
        c if c.is_ascii_alphabetic() => Script::Letters,
        c if c.is_alphabetic() => Script::Kanji,
        _ => Script::Other,
    }
}

/// Hiragana that only joins words.
const JOINING: [&str; 12] = [
    "について",
    "における",
    "による",
    "ための",
    "おける",
    "とした",
    "として",
    "かかる",
    "および",
    "ならびに",
    "などの",
    "に向けた",
];

/// The marks of a text with their weights.
fn marks(text: &str) -> BTreeMap<Mark, u32> {
    let key = matching_key(text);
    let letters: Vec<char> = key.chars().collect();
    let mut runs: Vec<(Script, String)> = Vec::new();
    for c in letters {
        let script = script(c);
        match runs.last_mut() {
            Some((last, run)) if *last == script => run.push(c),
            _ => runs.push((script, c.to_string())),
        }
    }
    let deed = runs
        .iter()
        .rposition(|(script, _)| *script == Script::Kanji);
    let mut found: BTreeMap<Mark, u32> = BTreeMap::new();
    for pair in runs.windows(2) {
        found.extend(inflected(&pair[0], &pair[1]).map(|word| (Mark::Pair(word), WHOLE)));
    }
    for (position, (script, run)) in runs.iter().enumerate() {
        let last = Some(position) == deed && runs.len() - position <= 2;
        for (mark, ends) in pieces(*script, run) {
            let weight = if last && ends { HALF } else { WHOLE };
            let kept = found.entry(mark).or_insert(weight);
            *kept = weight.max(*kept);
        }
    }
    found
}

/// Signs of hiragana that join words and begin none.
const PARTICLES: [char; 10] = ['の', 'を', 'に', 'が', 'は', 'と', 'で', 'も', 'や', 'へ'];

/// Words of kanji and kana that only join others.
const JOINING_PAIRS: [&str; 12] = [
    "及び", "並び", "又は", "係る", "関す", "対す", "基づ", "通じ", "伴う", "向け", "図る", "行う",
];

/// The last kanji of a word and the kana it is written on with (`集い`, `見守り`).
fn inflected(one: &(Script, String), next: &(Script, String)) -> Option<String> {
    let (Script::Kanji, Script::Hiragana) = (one.0, next.0) else {
        return None;
    };
    let kana = next
        .1
        .chars()
        .next()
        .filter(|kana| !PARTICLES.contains(kana))?;
    let kanji = one.1.chars().last()?;
    Some(format!("{kanji}{kana}")).filter(|word| !JOINING_PAIRS.contains(&word.as_str()))
}

/// The marks of one run, each with whether it ends the run.
fn pieces(script: Script, run: &str) -> Vec<(Mark, bool)> {
    let letters: Vec<char> = run.chars().collect();
    let windows = |size: usize| {
        let count = letters.len().saturating_sub(size - 1);
        let at = letters
            .windows(size)
            .map(|piece| piece.iter().collect::<String>());
        at.enumerate()
            .map(move |(position, piece)| (piece, position + 1 == count))
            .collect::<Vec<_>>()
    };
    match script {
        Script::Kanji => windows(2)
            .into_iter()
            .map(|(piece, ends)| (Mark::Pair(piece), ends))
            .collect(),
        Script::Katakana => {
            let word = run.trim_start_matches('-');
            let long = word.chars().count() > 1;
            if long {
                vec![(Mark::Kana(word.to_owned()), true)]
            } else {
                Vec::new()
            }
        }
        Script::Letters => vec![(Mark::Word(run.to_owned()), true)],
        Script::Hiragana => {
            let joined = JOINING
                .iter()
                .fold(run.to_owned(), |run, word| run.replace(word, ""));
            let piece = joined.trim_matches(PARTICLES);
            let long = piece.chars().count() > 2;
            if long {
                vec![(Mark::Kana(piece.to_owned()), true)]
            } else {
                Vec::new()
            }
        }
        Script::Other => Vec::new(),
    }
}
