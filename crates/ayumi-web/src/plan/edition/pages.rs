//! The pages of editions.

use askama::Template;
use ayumi_app::plan::edition::{
    Compared, Editions, body_words, called, name_of, part_words, turn_words,
};
use ayumi_core::organisation::PostId;
use ayumi_core::plan::compare::differences;
use ayumi_core::plan::edition::{Body, Decision, Edition, FileRole};
use ayumi_locale::key;

use crate::address;
use crate::chip::{Chip, Tone};
use crate::plan::tabs::{Tab, Tabs};
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// The editions of a plan.
#[derive(Template)]
#[template(path = "plan/editions.html")]
pub struct EditionsPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The pages of this plan.
    pub tabs: Tabs,
    /// Where two are compared.
    pub compare: String,
    /// Whoever looks may freeze and decide.
    pub may_change: bool,
    /// Version and key of a new one.
    pub hidden: Hidden,
    /// What was typed, kept on error.
    pub name: String,
    /// The editions, the last one first.
    pub rows: Vec<EditionRow>,
    /// Who may decide: value and words.
    pub bodies: Vec<(&'static str, String)>,
    /// Why something was not done.
    pub refused: Option<String>,
}

/// An edition.
pub struct EditionRow {
    /// Its number.
    pub number: u32,
    /// Number and name.
    pub title: String,
    /// Is it adopted?
    pub state: Chip,
    /// When it was frozen.
    pub made: String,
    /// The digest of its contents.
    pub sha256: String,
    /// Its papers, without their endings.
    pub proposal: String,
    /// How it differs from the one before.
    pub compare: String,
    /// What was decided.
    pub decisions: Vec<DecisionRow>,
    /// The slips that came back: name, address.
    pub slips: Vec<(String, String)>,
    /// To whom it was sent, and when.
    pub sent: Vec<(String, String)>,
    /// To whom it may still be sent: post, title.
    pub outside: Vec<(String, String)>,
    /// Version and key of a slip or a sending; `None` for whoever may do neither.
    pub hand: Option<[Hidden; 2]>,
    /// Where forms are sent.
    pub action: String,
    /// The form of a decision; `None` once it is adopted, or for whoever may not.
    pub form: Option<DecisionForm>,
}

/// A decision.
pub struct DecisionRow {
    /// Who decided.
    pub body: String,
    /// When.
    pub decided: String,
    /// 文書番号.
    pub number: String,
    /// 施行日.
    pub effective: String,
    /// 保存年限.
    pub kept: String,
    /// What else was said.
    pub note: String,
}

/// The form of a decision.
#[derive(Default)]
pub struct DecisionForm {
    /// Version and key.
    pub hidden: Hidden,
    /// It is open.
    pub open: bool,
    /// What was typed, kept on error.
    pub typed: TypedDecision,
}

/// What was typed of a decision.
#[derive(Clone, Debug, Default)]
pub struct TypedDecision {
    /// 起案日.
    pub drafted: String,
    /// 決裁日.
    pub decided: String,
    /// 施行日.
    pub effective: String,
    /// 文書番号.
    pub number: String,
    /// 保存年限.
    pub kept: String,
    /// What else was said.
    pub note: String,
}

impl EditionsPage {
    /// The editions of a plan.
    pub fn new(w: Words, council: &CouncilLink, editions: &Editions) -> Self {
        let plan = &editions.view.plan;
        let tabs = Tabs::new(w, council, plan, Tab::Editions);
        let below = |page: &str| address::below_plan(&council.slug, &plan.slug, page);
        let title = w.v(key::WEB_EDITIONS_TITLE, "plan", &plan.title);
        let shell = Shell::new(title, below("editions"))
            .in_council(council, Here::Plans)
            .via(plan.title.clone(), tabs.plan.clone())
            .end();
        let may = council.may.edit;
        let rows = editions.all.iter();
        let rows = rows.map(|one| row(w, (editions, one), (&below, may)));
        Self {
            w,
            shell,
            tabs,
            compare: below("compare"),
            may_change: may,
            hidden: Hidden::fresh(editions.view.version),
            name: String::new(),
            rows: rows.collect(),
            bodies: Body::of(editions.council.kind)
                .into_iter()
                .map(|body| (body.name(), w.t(body_words(body))))
                .collect(),
            refused: None,
        }
    }
}

fn row(
    w: Words,
    (editions, one): (&Editions, &Edition),
    (below, may): (&dyn Fn(&str) -> String, bool),
) -> EditionRow {
    let own = below(&format!("editions/{}", one.number));
    let number = one.number.to_string();
    let values = [("number", &*number), ("name", &*one.name)];
    let slips = (1_usize..).zip(&one.files);
    let slips = slips.filter(|(_, file)| file.role == FileRole::Slip);
    let title = |post: &PostId| editions.titles.get(post).cloned().unwrap_or_default();
    let sent = one.sent.iter();
    let open = editions.outside.iter();
    let open = open.filter(|post| one.sent.iter().all(|sent| sent.post != post.id));
    EditionRow {
        slips: slips
            .map(|(place, file)| (file.name.clone(), format!("{own}/files/{place}")))
            .collect(),
        sent: sent
            .map(|one| (title(&one.post), w.moment(&one.at)))
            .collect(),
        outside: open
            .map(|post| (post.id.to_string(), post.title.clone()))
            .collect(),
        hand: may.then(|| [Hidden::fresh(one.version), Hidden::fresh(one.version)]),
        number: one.number,
        title: w.vs(key::BOOK_EDITION_CALLED, &values),
        state: match one.adopted {
            Some(_) => Chip::new(w, Tone::Done, key::WEB_EDITION_ADOPTED),
            None => Chip::new(w, Tone::Busy, key::WEB_EDITION_OPEN),
        },
        made: w.moment(&one.made_at),
        sha256: one.sha256.clone(),
        proposal: format!("{own}/proposal"),
        compare: format!("{}?new={}", below("compare"), one.number),
        decisions: one.decisions.iter().map(|one| decision(w, one)).collect(),
        action: format!("{own}/decide"),
        form: (may && one.adopted.is_none()).then(|| DecisionForm {
            hidden: Hidden::fresh(one.version),
            ..DecisionForm::default()
        }),
    }
}

fn decision(w: Words, one: &Decision) -> DecisionRow {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    DecisionRow {
        body: w.t(body_words(one.body)),
        decided: w.day(one.decided),
        number: text(&one.number),
        effective: one.effective.map(|day| w.day(day)).unwrap_or_default(),
        kept: text(&one.kept),
        note: text(&one.note),
    }
}

/// Two states of a plan beside each other.
#[derive(Template)]
#[template(path = "plan/compare.html")]
pub struct ComparePage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// Where the choice is sent.
    pub action: String,
    /// The editions to choose from: value, words, is the old one, is the new one.
    pub choices: Vec<(String, String, bool, bool)>,
    /// How the old one is called.
    pub old: String,
    /// How the new one is called.
    pub new: String,
    /// How many items differ.
    pub told: String,
    /// The papers, without their endings.
    pub paper: String,
    /// The choice, for the papers.
    pub query: String,
    /// What differs.
    pub rows: Vec<CompareRow>,
}

/// A part that differs.
pub struct CompareRow {
    /// The item, before the first of its parts.
    pub item: Option<String>,
    /// How many parts of it differ.
    pub parts: usize,
    /// Which part.
    pub part: String,
    /// What it said.
    pub old: String,
    /// What it says.
    pub new: String,
    /// How.
    pub turn: String,
}

impl ComparePage {
    /// The page of two states.
    pub fn new(w: Words, council: &CouncilLink, compared: &Compared, query: &str) -> Self {
        let plan = &compared.new.plan;
        let below = |page: &str| address::below_plan(&council.slug, &compared.slug, page);
        let title = w.v(key::BOOK_COMPARISON, "plan", &plan.title);
        let shell = Shell::new(title, format!("{}{query}", below("compare")))
            .in_council(council, Here::Plans)
            .via(
                plan.title.clone(),
                address::plan(&council.slug, &compared.slug),
            )
            .via(w.t(key::WEB_TAB_EDITIONS), below("editions"))
            .end();
        let number = |edition: &Option<Edition>| edition.as_ref().map(|one| one.number);
        let (old, new) = (number(&compared.old.edition), number(&compared.new.edition));
        let choices = compared.all.iter().map(|one| {
            let number = one.number.to_string();
            let values = [("number", &*number), ("name", &*one.name)];
            let words = w.vs(key::BOOK_EDITION_CALLED, &values);
            let is = |other| other == Some(one.number);
            (number.clone(), words, is(old), is(new))
        });
        let found = differences(&compared.old.plan, &compared.new.plan);
        let mut rows = Vec::new();
        for one in &found {
            for (at, part) in one.parts.iter().enumerate() {
                rows.push(CompareRow {
                    item: (at == 0).then(|| name_of(one, w.0)),
                    parts: one.parts.len(),
                    part: part_words(&part.part, w.0),
                    old: part.old.clone(),
                    new: part.new.clone(),
                    turn: w.t(turn_words(one.turn)),
                });
            }
        }
        Self {
            w,
            shell,
            action: below("compare"),
            choices: choices.collect(),
            old: called(&compared.old, w.0),
            new: called(&compared.new, w.0),
            told: w.v(key::WEB_COMPARE_COUNT, "count", found.len()),
            paper: below("compare"),
            query: query.to_owned(),
            rows,
        }
    }
}
