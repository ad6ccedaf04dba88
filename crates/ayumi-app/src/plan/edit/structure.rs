//! The structures a plan may begin with: the names of their levels as the field calls them
//! (`practice.md` §2: 川口, 長崎, 鹿屋, 幕別, 泉大津).

use ayumi_core::plan::Numbering;
use ayumi_core::plan::edit::Template;
use ayumi_locale::{Key, Lang, key};

/// The names of the levels of a structure, from the top. Of a deeper one all, of a flatter one
/// those that every such plan has.
#[must_use]
pub fn level_names(template: Template, levels: usize, lang: Lang) -> Vec<String> {
    let all: [Key; 6] = match template {
        Template::Blank => return Vec::new(),
        Template::Development => [
            key::PLAN_LEVEL_GOAL,
            key::PLAN_LEVEL_FOCUS,
            key::PLAN_LEVEL_STRENGTHENED,
            key::PLAN_LEVEL_ACTION,
            key::PLAN_LEVEL_TASK,
            key::PLAN_LEVEL_STEP,
        ],
        Template::Activity => [
            key::PLAN_LEVEL_BASIC_GOAL,
            key::PLAN_LEVEL_DIRECTION,
            key::PLAN_LEVEL_MEASURE,
            key::PLAN_LEVEL_ACTIVITY,
            key::PLAN_LEVEL_DETAIL,
            key::PLAN_LEVEL_STEP,
        ],
        Template::Implementation => [
            key::PLAN_LEVEL_POLICY,
            key::PLAN_LEVEL_BASIC_PLAN,
            key::PLAN_LEVEL_MEASURE,
            key::PLAN_LEVEL_PROJECT,
            key::PLAN_LEVEL_DETAIL,
            key::PLAN_LEVEL_STEP,
        ],
    };
    let order: &[usize] = match (template, levels) {
        // A strengthening plan of three levels begins with its areas.
        (Template::Development, 3) => &[1, 2, 3],
        (_, 3) => &[0, 2, 3],
        (_, 4) => &[0, 1, 2, 3],
        (_, 5) => &[0, 1, 2, 3, 4],
        _ => &[0, 1, 2, 3, 4, 5],
    };
    order.iter().map(|at| lang.text(all[*at])).collect()
}

/// How each level of a plan of so many levels is usually numbered.
#[must_use]
pub fn usual_numbering(levels: usize, lang: Lang) -> Vec<Numbering> {
    let signs = lang.text(key::PLAN_LEVEL_SIGNS);
    let from = usize::from(levels <= 3);
    let signs = signs.split_whitespace().skip(from).take(levels);
    let numbering = |first: &str| Numbering {
        first: first.to_owned(),
        runs_on: false,
    };
    signs.map(numbering).collect()
}
