//! The page that makes a plan.

use askama::Template;
use ayumi_app::plan::PlanRow;
use ayumi_core::plan::edit::Template as Structure;
use ayumi_locale::{Key, key};

use super::Choice;
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// The form of a new plan.
#[derive(Template)]
#[template(path = "plan/new.html")]
pub struct NewPlanPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// Where it is sent.
    pub action: String,
    /// Version and key.
    pub hidden: Hidden,
    /// What was typed, kept on error.
    pub title: String,
    /// What was typed, kept on error.
    pub generation: String,
    /// What was typed, kept on error.
    pub period: String,
    /// The structures.
    pub templates: Vec<Choice>,
    /// It begins with another plan.
    pub from_plan: bool,
    /// How many levels.
    pub levels: Vec<Choice>,
    /// The plans it may begin with.
    pub plans: Vec<Choice>,
    /// Why it was not made.
    pub refused: Option<String>,
}

/// What was chosen.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// The structure, or `plan`.
    pub start: String,
    /// How many levels.
    pub levels: String,
    /// The plan.
    pub from: String,
}

fn words_of(structure: Structure) -> Key {
    match structure {
        Structure::Blank => key::WEB_NEW_PLAN_BLANK,
        Structure::Development => key::WEB_NEW_PLAN_DEVELOPMENT,
        Structure::Activity => key::WEB_NEW_PLAN_ACTIVITY,
        Structure::Implementation => key::WEB_NEW_PLAN_IMPLEMENTATION,
    }
}

impl NewPlanPage {
    /// The form in a council with these plans.
    pub fn new(w: Words, council: &CouncilLink, plans: &[PlanRow], chosen: &Chosen) -> Self {
        let path = format!("{}/new-plan", council.home());
        let shell = Shell::new(w.t(key::WEB_NEW_PLAN), path)
            .in_council(council, Here::Plans)
            .end();
        let structure = match chosen.start.as_str() {
            "" => Structure::Development.name(),
            start => start,
        };
        let templates = Structure::ALL.iter().map(|one| Choice {
            value: one.name().to_owned(),
            words: w.t(words_of(*one)),
            chosen: one.name() == structure,
        });
        let levels = Structure::LEVELS.map(|number| Choice {
            value: number.to_string(),
            words: w.v(key::WEB_NEW_PLAN_LEVEL_COUNT, "count", number),
            chosen: chosen.levels == number.to_string()
                || (chosen.levels.is_empty() && number == 3),
        });
        let plans = plans.iter().rev().map(|row| Choice {
            value: row.slug.clone(),
            words: row.title.clone(),
            chosen: row.slug == chosen.from,
        });
        Self {
            w,
            shell,
            action: format!("{}/plans", council.home()),
            hidden: Hidden::fresh(0),
            title: String::new(),
            generation: String::new(),
            period: String::new(),
            templates: templates.collect(),
            from_plan: structure == "plan",
            levels: levels.collect(),
            plans: plans.collect(),
            refused: None,
        }
    }
}
