//! A reading beside its source: what was recognised, what is asked, what has no place.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use ayumi_core::interchange::{ReadItem, ReadPlan, Reading};
use ayumi_document::{Ask, At, Notice, Severity};
use ayumi_locale::{describe, key};

use super::branch::{ReadBranch, Walk};
use super::encoding::{Encoding, encodings};
use super::source::{Look, SourceLine};
use super::words::kind_word;
use crate::address;
use crate::chip::{Chip, Tone};
use crate::review::finding::{MaybeLink, kind_mark, line_of};
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// How many repairs and unplaced texts are listed; the rest is counted.
const LISTED: usize = 200;

/// A reading that waits for a person.
#[derive(Template)]
#[template(path = "intake/show.html")]
pub struct ShowIntakePage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The address of this intake.
    pub own: String,
    /// Version and key.
    pub hidden: Hidden,
    /// May it still be accepted?
    pub open: bool,
    /// The plan it became.
    pub accepted: Option<String>,
    /// The kind of file, in words.
    pub kind: String,
    /// Non-blank characters: all, placed, unplaced.
    pub coverage: CoverageView,
    /// How many items were recognised.
    pub items: usize,
    /// The plan's head as read.
    pub plan: ReadPlan,
    /// The tree as read.
    pub tree: ReadBranch,
    /// Findings about the whole: kind, text, place.
    pub overall: Vec<super::branch::ReadFindingView>,
    /// The questions.
    pub questions: Vec<QuestionView>,
    /// What the reader reports.
    pub notices: Vec<NoticeView>,
    /// Repairs.
    pub repairs: Listed<RepairView>,
    /// Texts without a place.
    pub unplaced: Listed<UnplacedView>,
    /// The source by line.
    pub source: Vec<SourceLine>,
    /// The encodings to choose from; empty for kinds that have none.
    pub encodings: Vec<Encoding>,
    /// A message about what was sent last.
    pub refused: Option<String>,
    /// The title typed, kept on error.
    pub title: String,
}

/// The sums of a reading.
#[derive(Clone, Copy, Debug, Default)]
pub struct CoverageView {
    /// All.
    pub characters: usize,
    /// In the plan.
    pub placed: usize,
    /// Not in the plan.
    pub unplaced: usize,
    /// Placed per thousand.
    pub per_mille: usize,
}

impl CoverageView {
    /// The share placed, with one decimal: `96.0`.
    pub fn percent(&self) -> String {
        format!("{}.{}", self.per_mille / 10, self.per_mille % 10)
    }
}

/// A list that may be cut.
pub struct Listed<T> {
    /// The first of them.
    pub shown: Vec<T>,
    /// All of them.
    pub all: usize,
}

impl<T> Listed<T> {
    fn of<S>(list: &[S], view: impl Fn(&S) -> T) -> Self {
        Self {
            shown: list.iter().take(LISTED).map(view).collect(),
            all: list.len(),
        }
    }

    /// How many are not shown.
    pub fn rest(&self) -> usize {
        self.all - self.shown.len()
    }
}

/// A question of the form.
pub struct QuestionView {
    /// Its position in the reading.
    pub number: usize,
    /// What is asked.
    pub text: String,
    /// Where.
    pub place: Option<MaybeLink>,
    /// The answers; the one taken is marked.
    pub choices: Vec<(String, bool)>,
    /// Can the answer be given here?
    pub answerable: bool,
    /// Was it answered?
    pub answered: bool,
}

/// A notice as shown.
pub struct NoticeView {
    /// How much it matters.
    pub severity: Chip,
    /// What it says.
    pub text: String,
    /// Where.
    pub place: Option<MaybeLink>,
}

/// A repair as shown.
pub struct RepairView {
    /// Which rule.
    pub rule: String,
    /// Before and after.
    pub before: String,
    /// After.
    pub after: String,
    /// Where.
    pub place: Option<MaybeLink>,
}

/// A text without a place as shown.
pub struct UnplacedView {
    /// Why.
    pub why: String,
    /// The text.
    pub text: String,
    /// Where.
    pub place: Option<MaybeLink>,
}

/// What the page is made of besides the reading.
pub struct IntakeState {
    /// The intake's id.
    pub id: String,
    /// Its version.
    pub version: u64,
    /// The plan's slug, when it was accepted.
    pub accepted: Option<String>,
    /// May it still be accepted?
    pub open: bool,
    /// The encoding chosen by a person.
    pub encoding: Option<String>,
    /// Question → choice.
    pub answers: BTreeMap<usize, usize>,
    /// Questions whose answer can be carried out here.
    pub answerable: BTreeSet<usize>,
    /// The source by line.
    pub lines: Vec<SourceLine>,
}

impl ShowIntakePage {
    /// The page of an intake.
    pub fn new(w: Words, council: &CouncilLink, reading: &Reading, state: IntakeState) -> Self {
        let own = address::intake(&council.slug, &state.id);
        let shell = Shell::new(
            w.v(key::WEB_INTAKE_TITLE, "name", &reading.source.name),
            &own,
        )
        .in_council(council, Here::Intake)
        .via(w.t(key::WEB_NAV_INTAKE), address::new_intake(&council.slug))
        .end();
        let shown: BTreeSet<u32> = state.lines.iter().map(|line| line.line).collect();
        let mut walk = Walk::new(w, &shown);
        let tree = ReadBranch::new(&mut walk, &reading.plan.items, true);
        let items = walk.items.len();
        let place = |at: &Option<At>| at.as_ref().map(|at| place_link(w, at, &shown));
        let source = marked(state.lines.clone(), reading, &walk.items);
        let text = reading.source.kind;
        Self {
            w,
            shell,
            own,
            hidden: Hidden::fresh(state.version),
            open: state.open,
            accepted: state
                .accepted
                .map(|slug| address::plan(&council.slug, &slug)),
            kind: kind_word(w, text),
            coverage: coverage(reading),
            items,
            plan: ReadPlan {
                items: Vec::new(),
                ..reading.plan.clone()
            },
            overall: reading
                .plan
                .overall
                .iter()
                .map(|one| walk.finding(one))
                .collect(),
            tree,
            questions: questions(w, reading, &state.answers, &state.answerable, &shown),
            notices: reading
                .notices
                .iter()
                .map(|one| notice(w, one, place(&one.at)))
                .collect(),
            repairs: Listed::of(&reading.repairs, |one| RepairView {
                rule: describe::repair(one.rule, w.0),
                before: one.before.clone(),
                after: one.after.clone(),
                place: place(&one.at),
            }),
            unplaced: Listed::of(&reading.unplaced, |one| UnplacedView {
                why: describe::why(one.why, w.0),
                text: one.text.clone(),
                place: place(&one.at),
            }),
            source,
            encodings: encodings(w, state.encoding.as_deref()),
            refused: None,
            title: reading.plan.title.clone().unwrap_or_default(),
        }
    }
}

/// A place as a link into the source shown beside, where it has such a line.
pub fn place_link(w: Words, at: &At, shown: &BTreeSet<u32>) -> MaybeLink {
    let line = line_of(at).filter(|line| shown.contains(line));
    MaybeLink {
        words: w.place(at),
        href: line.map(|line| format!("#L{line}")),
    }
}

fn coverage(reading: &Reading) -> CoverageView {
    let sums = reading.coverage;
    CoverageView {
        characters: sums.characters,
        placed: sums.placed,
        unplaced: sums.unplaced,
        per_mille: (sums.placed * 1000)
            .checked_div(sums.characters)
            .unwrap_or(0),
    }
}

fn notice(w: Words, notice: &Notice, place: Option<MaybeLink>) -> NoticeView {
    let (tone, word) = match notice.severity {
        Severity::Info => (Tone::Plain, key::WEB_SEVERITY_INFO),
        Severity::Warning => (Tone::Warn, key::WEB_SEVERITY_WARNING),
        Severity::Error => (Tone::Error, key::WEB_SEVERITY_ERROR),
    };
    NoticeView {
        severity: Chip::new(w, tone, word),
        text: notice.text.clone(),
        place,
    }
}

fn questions(
    w: Words,
    reading: &Reading,
    answers: &BTreeMap<usize, usize>,
    answerable: &BTreeSet<usize>,
    shown: &BTreeSet<u32>,
) -> Vec<QuestionView> {
    let view = |(number, question): (usize, &ayumi_document::Question)| {
        let taken = answers.get(&number).copied().unwrap_or(0);
        let choices = question
            .choices
            .iter()
            .enumerate()
            .map(|(position, words)| (choice_words(w, question.ask, words), position == taken))
            .collect();
        QuestionView {
            number,
            text: question.text.clone(),
            place: question.at.as_ref().map(|at| place_link(w, at, shown)),
            choices,
            answerable: answerable.contains(&number),
            answered: answers.contains_key(&number),
        }
    };
    reading.questions.iter().enumerate().map(view).collect()
}

/// Kinds of findings are codes in the reading; everything else is the source's own words.
fn choice_words(w: Words, ask: Ask, words: &str) -> String {
    let kind = (ask == Ask::WhichKind)
        .then(|| serde_json::from_value(serde_json::Value::from(words)).ok())
        .flatten();
    kind.map_or_else(|| words.to_owned(), |kind| kind_mark(w, kind).word)
}

/// Marks each line by what was read from it.
fn marked(
    mut lines: Vec<SourceLine>,
    reading: &Reading,
    items: &[(Option<u32>, String, String)],
) -> Vec<SourceLine> {
    let mut looks: BTreeMap<u32, Look> = BTreeMap::new();
    let mut mark = |at: &Option<At>, look: Look| {
        if let Some(line) = at.as_ref().and_then(line_of) {
            let entry = looks.entry(line).or_default();
            *entry = (*entry).max(look);
        }
    };
    reading
        .unplaced
        .iter()
        .for_each(|one| mark(&one.at, Look::Unplaced));
    mark_findings(&reading.plan.items, &mut mark);
    reading
        .plan
        .overall
        .iter()
        .for_each(|one| mark(&one.at, Look::Placed));
    reading
        .questions
        .iter()
        .for_each(|one| mark(&one.at, Look::Asked));
    let mut anchors: BTreeMap<u32, Vec<(String, String)>> = BTreeMap::new();
    for (line, anchor, name) in items {
        if let Some(line) = line {
            anchors
                .entry(*line)
                .or_default()
                .push((anchor.clone(), name.clone()));
        }
    }
    for line in &mut lines {
        line.items = anchors.remove(&line.line).unwrap_or_default();
        line.look = looks.get(&line.line).copied().unwrap_or_default();
        if !line.items.is_empty() {
            line.look = line.look.max(Look::Item);
        }
    }
    lines
}

fn mark_findings(items: &[ReadItem], mark: &mut dyn FnMut(&Option<At>, Look)) {
    for item in items {
        item.findings
            .iter()
            .for_each(|one| mark(&one.at, Look::Placed));
        mark_findings(&item.items, mark);
    }
}
