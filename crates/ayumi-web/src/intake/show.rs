//! A reading beside its source: what was recognised, what is asked, what has no place.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use ayumi_app::intake::{Answer, Choice, Offered, Origins, OtherCouncil, Ways, offered_plans};
use ayumi_core::interchange::{ReadPlan, Reading};
use ayumi_document::{At, Notice, Question, Repair, Selection, Severity, SourceKind};
use ayumi_locale::{describe, key};

use super::branch::{ReadBranch, Walk};
use super::correct::{LegendView, depths, legends, levels};
use super::encoding::{Encoding, encodings};
use super::newer::Offer;
use super::page::drawn;
use super::source::{SourceLine, anchor_of, anchors_of, marked};
use super::words::kind_word;
use crate::address;
use crate::chip::{Chip, Tone};
use crate::review::finding::MaybeLink;
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
    /// How the file can be read again.
    pub again: Again,
    /// How many forms of tables there are whose columns can be matched.
    pub forms: usize,
    /// The plans the file can be kept with: id and title; offered where it holds no plan.
    pub attach: Vec<(String, String)>,
    /// The plans of the file that can be taken in; one, as a rule.
    pub parts: Vec<PartView>,
    /// That the document is of another organisation, to be confirmed.
    pub other: Option<String>,
    /// The levels of each plan that can be taken in: fields and names.
    pub levels: Vec<(String, String)>,
    /// The depths whose levels have no name: fields and depths.
    pub depths: Vec<(String, usize)>,
    /// What the signs mean.
    pub legends: Vec<LegendView>,
    /// How many corrections were made.
    pub corrections: usize,
    /// The plans it may be a newer version of.
    pub newer: Option<Offer>,
    /// What was sent last.
    pub sent: Sent,
}

/// How a file can be read again.
pub struct Again {
    /// The encodings to choose from; empty for kinds that have none.
    pub encodings: Vec<Encoding>,
    /// The pages read last, for kinds that have pages.
    pub pages: Option<String>,
    /// Is what is hidden read too? For kinds that hide.
    pub hidden: Option<bool>,
}

impl Again {
    fn new(w: Words, kind: SourceKind, state: &IntakeState) -> Self {
        let pages = state.selection.pages.map(|pages| pages.to_string());
        let hides = matches!(kind, SourceKind::Docx | SourceKind::Xlsx);
        Self {
            encodings: encodings(w, kind, state.encoding.as_deref()),
            pages: (kind == SourceKind::Pdf).then(|| pages.unwrap_or_default()),
            hidden: hides.then_some(state.selection.hidden),
        }
    }
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
    /// The words of the source it is about, where the question itself does not say them.
    pub about: Option<String>,
    /// Where.
    pub place: Option<MaybeLink>,
    /// The answers; the one taken is marked.
    pub choices: Vec<(String, bool)>,
    /// Can another answer be chosen?
    pub chosen: bool,
    /// The words typed in place of a choice; `None` where none may be typed.
    pub typed: Option<String>,
    /// What to do where no choice can decide.
    pub advice: Option<String>,
    /// Was it answered?
    pub answered: bool,
}

/// A plan of the file, for the choice of those to take in.
pub struct PartView {
    /// Its position in the file.
    pub part: usize,
    /// Its name, or that it has none.
    pub name: String,
    /// How many items it has.
    pub items: usize,
    /// Will it be taken in?
    pub taken: bool,
    /// The name typed for it; `None` where the document names it.
    pub title: Option<String>,
    /// Its tree as read; `None` for the first, which the page shows whole.
    pub tree: Option<ReadBranch>,
}

impl PartView {
    /// Its number as shown, from 1.
    pub fn number(&self) -> usize {
        self.part + 1
    }

    /// The field in which its name is typed.
    pub fn field(&self) -> String {
        title_field(self.part)
    }
}

/// The field in which the name of a plan is typed.
pub fn title_field(part: usize) -> String {
    format!("title-{part}")
}

/// What was sent with an acceptance that was refused: it stays on the page.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// Why it was refused.
    pub refused: Option<String>,
    /// The plans chosen and the names typed.
    pub choice: Choice,
    /// The tick that another organisation's document belongs here.
    pub although_other: bool,
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
    /// Its number in the reading as made, from 1, for taking it in.
    pub number: Option<usize>,
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
    /// Which parts of the file were read.
    pub selection: Selection,
    /// The council's plans: id and title.
    pub attach: Vec<(String, String)>,
    /// Question → answer.
    pub answers: BTreeMap<usize, Answer>,
    /// How many corrections were made.
    pub corrections: usize,
    /// How items and texts are named in corrections.
    pub origins: Origins,
    /// How each question can be answered.
    pub ways: Vec<Ways>,
    /// The document is of another organisation than the council.
    pub other: Option<OtherCouncil>,
    /// The plans it may be a newer version of.
    pub newer: Option<Offer>,
    /// The source by line.
    pub lines: Vec<SourceLine>,
}

impl ShowIntakePage {
    /// The page of an intake.
    pub fn new(
        w: Words,
        council: &CouncilLink,
        reading: &Reading,
        state: IntakeState,
        sent: Sent,
    ) -> Self {
        let own = address::intake(&council.slug, &state.id);
        let shell = frame(w, council, &own, &reading.source.name);
        let shown = anchors_of(&state.lines);
        let mut walk = Walk::new(w, &shown, &state.origins);
        walk.own = state.open.then(|| own.clone());
        let mut tree = ReadBranch::new(&mut walk, &reading.plan.items, true);
        let items = walk.items.len();
        let place = |at: &Option<At>| at.as_ref().map(|at| place_link(w, at, &shown));
        let parts = parts(reading, &sent.choice, items, &mut walk);
        let source = marked(state.lines.clone(), reading, &walk.items);
        let source = drawn(w, &own, source, &mut tree);
        let questions = questions(w, reading, &state, &shown);
        let overall = &reading.plan.overall;
        let overall = overall.iter().map(|one| walk.finding(one)).collect();
        let notices = reading.notices.iter();
        let notices = notices.map(|one| notice(w, one, place(&one.at)));
        let text = reading.source.kind;
        let again = Again::new(w, text, &state);
        let attach = if parts.is_empty() {
            state.attach
        } else {
            Vec::new()
        };
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
            overall,
            tree,
            questions,
            parts,
            other: state.other.as_ref().map(|other| other_words(w, other)),
            notices: notices.collect(),
            repairs: Listed::of(&reading.repairs, |one| repair(w, one, place(&one.at))),
            unplaced: unplaced(w, reading, &state.origins, place),
            levels: levels(reading),
            depths: depths(reading),
            legends: legends(reading),
            corrections: state.corrections,
            newer: state.newer,
            source,
            again,
            forms: reading.tables.len(),
            attach,
            sent,
        }
    }
}

fn frame(w: Words, council: &CouncilLink, own: &str, name: &str) -> Shell {
    Shell::new(w.v(key::WEB_INTAKE_TITLE, "name", name), own)
        .in_council(council, Here::Intake)
        .via(w.t(key::WEB_NAV_INTAKE), address::new_intake(&council.slug))
        .end()
}

impl ShowIntakePage {
    /// Does the file bind further plans?
    pub fn has_further(&self) -> bool {
        self.parts.iter().any(|part| part.tree.is_some())
    }
}

fn unplaced(
    w: Words,
    reading: &Reading,
    origins: &Origins,
    place: impl Fn(&Option<At>) -> Option<MaybeLink>,
) -> Listed<UnplacedView> {
    let numbers = origins.texts.iter().map(|number| Some(number + 1));
    let numbers = numbers.chain(std::iter::repeat(None));
    let numbered: Vec<_> = reading.unplaced.iter().zip(numbers).collect();
    Listed::of(&numbered, |(one, number)| UnplacedView {
        why: describe::why(one.why, w.0),
        text: one.text.clone(),
        place: place(&one.at),
        number: *number,
    })
}

/// A place as a link into the source shown beside, where it has such a row.
pub fn place_link(w: Words, at: &At, shown: &BTreeSet<String>) -> MaybeLink {
    let anchor = Some(anchor_of(at)).filter(|anchor| shown.contains(anchor));
    MaybeLink {
        words: w.place(at),
        href: anchor.map(|anchor| format!("#{anchor}")),
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

fn repair(w: Words, repair: &Repair, place: Option<MaybeLink>) -> RepairView {
    RepairView {
        rule: describe::repair(repair.rule, w.0),
        before: repair.before.clone(),
        after: repair.after.clone(),
        place,
    }
}

/// That the document is of another organisation, to be confirmed.
pub fn other_words(w: Words, other: &OtherCouncil) -> String {
    let values = [("read", other.read.as_str()), ("council", &other.council)];
    w.vs(key::WEB_ACCEPT_OTHER, &values)
}

/// Several findings may stand at one place: their words tell which is meant.
fn about(question: &Question) -> Option<String> {
    let kind = question.ask == ayumi_document::Ask::WhichKind;
    kind.then(|| question.values.get("value").cloned())?
}

fn questions(
    w: Words,
    reading: &Reading,
    state: &IntakeState,
    shown: &BTreeSet<String>,
) -> Vec<QuestionView> {
    let view = |(number, question): (usize, &Question)| {
        let ways = state.ways.get(number).copied().unwrap_or_default();
        let answer = state.answers.get(&number);
        let taken = match answer {
            Some(Answer::Choice(position)) => Some(*position),
            Some(Answer::Typed(_)) => None,
            None => Some(0),
        };
        let choices = question.choices.iter().enumerate();
        let words = |words: &str| describe::choice(question.ask, words, w.0);
        let typed = match answer {
            Some(Answer::Typed(words)) => words.clone(),
            _ => String::new(),
        };
        QuestionView {
            number,
            about: about(question),
            text: question.text.clone(),
            place: question.at.as_ref().map(|at| place_link(w, at, shown)),
            choices: choices
                .map(|(position, one)| (words(one), taken == Some(position)))
                .collect(),
            chosen: ways.chosen,
            typed: ways.typed.then_some(typed),
            advice: (!ways.chosen && !ways.typed).then(|| describe::advice(question.ask, w.0)),
            answered: answer.is_some(),
        }
    };
    reading.questions.iter().enumerate().map(view).collect()
}

/// The plans of the file as they are chosen; `first` = how many items the first one has, whose tree
/// was walked before.
fn parts(reading: &Reading, choice: &Choice, first: usize, walk: &mut Walk<'_>) -> Vec<PartView> {
    let view = |one: Offered<'_>| {
        let (w, before) = (walk.w, walk.items.len());
        let tree = (one.part > 0).then(|| {
            walk.begin(one.part);
            ReadBranch::new(walk, &one.plan.items, true)
        });
        let number = one.part + 1;
        let unnamed = || w.v(key::WEB_ACCEPT_PLAN_UNNAMED, "number", number);
        let untitled = one.plan.title.is_none();
        let taken = |plans: &BTreeSet<usize>| plans.contains(&one.part);
        PartView {
            part: one.part,
            name: one.plan.title.clone().unwrap_or_else(unnamed),
            items: if tree.is_some() {
                walk.items.len() - before
            } else {
                first
            },
            taken: choice.plans.as_ref().is_none_or(taken),
            title: untitled.then(|| choice.titles.get(&one.part).cloned().unwrap_or_default()),
            tree,
        }
    };
    offered_plans(reading).into_iter().map(view).collect()
}
