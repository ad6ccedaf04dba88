//! The fields of an item's form.

use ayumi_app::plan::edit::{kind_words, way_words};
use ayumi_core::plan::edit::Fields;
use ayumi_core::plan::{
    Direction, FiscalYear, Group, Indicator, IndicatorKind, Link, Part, Plan, Reported, Standing,
    Term,
};
use ayumi_locale::key;

use super::Choice;
use crate::words::Words;

/// Most years of a plan that have a field for a target.
const MOST_YEARS: i32 = 12;

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A line.
    Line,
    /// So many rows.
    Area(usize),
    /// One of its choices.
    Select,
    /// Any of its choices.
    Checks,
}

/// A field of the form.
#[derive(Clone, Debug)]
pub struct FieldView {
    /// Its name.
    pub name: String,
    /// Its words.
    pub words: String,
    /// What to write there.
    pub support: Option<String>,
    /// How it is filled in.
    pub shape: Shape,
    /// What may be chosen.
    pub choices: Vec<Choice>,
    /// What it says.
    pub value: String,
    /// What somebody else wrote there meanwhile, where that differs.
    pub theirs: Option<String>,
    /// What describes it.
    pub described: String,
}

impl FieldView {
    fn new(name: &str, words: String, shape: Shape, value: String) -> Self {
        Self {
            name: name.to_owned(),
            words,
            support: None,
            shape,
            choices: Vec::new(),
            value,
            theirs: None,
            described: String::new(),
        }
    }

    /// A field with choices; what is chosen is what it says.
    fn choosing(name: &str, words: String, shape: Shape, choices: Vec<Choice>) -> Self {
        let chosen = choices.iter().filter(|one| one.chosen);
        let chosen: Vec<&str> = chosen.map(|one| one.words.as_str()).collect();
        let value = chosen.join("\n");
        Self {
            choices,
            ..Self::new(name, words, shape, value)
        }
    }

    /// The same with a word on what to write there.
    fn told(mut self, support: String) -> Self {
        self.described = format!("{}-support", self.name);
        self.support = Some(support);
        self
    }

    /// How many rows it has; 1 = a line.
    pub fn rows(&self) -> usize {
        match self.shape {
            Shape::Area(rows) => rows,
            _ => 1,
        }
    }

    /// Is one of its choices taken?
    pub fn selects(&self) -> bool {
        self.shape == Shape::Select
    }

    /// May any of its choices be taken?
    pub fn checks(&self) -> bool {
        self.shape == Shape::Checks
    }
}

/// The fields of an item's form, the item's council by its short name.
pub fn fields_of(w: Words, (council, plan): (&str, &Plan), fields: &Fields) -> Vec<FieldView> {
    let label = fields.label.clone().unwrap_or_default();
    let level = fields.level.clone().unwrap_or_default();
    let (marks, sections) = (fields.marks.join("、"), fields.sections.join("\n"));
    let (line, area) = (Shape::Line, Shape::Area);
    let mut all = vec![
        FieldView::new("label", w.t(key::WEB_CORRECT_LABEL), line, label),
        FieldView::new(
            "title",
            w.t(key::WEB_CORRECT_TITLE),
            area(2),
            fields.title.clone(),
        ),
        FieldView::new("level", w.t(key::WEB_EDIT_LEVEL), line, level),
        FieldView::new("marks", w.t(key::WEB_ITEM_MARKS), line, marks)
            .told(w.t(key::WEB_EDIT_MARKS_SUPPORT)),
        FieldView::new("sections", w.t(key::WEB_ITEM_SECTIONS), area(3), sections)
            .told(w.t(key::WEB_EDIT_SECTIONS_SUPPORT)),
        FieldView::new(
            "supporting",
            w.t(key::WEB_ITEM_SUPPORTING),
            area(2),
            fields.standing.supporting.join("\n"),
        )
        .told(w.t(key::WEB_EDIT_SUPPORTING_SUPPORT)),
    ];
    texts(w, fields, &mut all);
    indicators(w, plan, fields, &mut all);
    beside(w, (council, plan), &fields.standing, &mut all);
    all
}

/// Groups, links, and whether it has ended.
fn beside(w: Words, (council, plan): (&str, &Plan), standing: &Standing, all: &mut Vec<FieldView>) {
    let mut groups = Vec::new();
    for grouping in plan.all_groupings() {
        for name in grouping.groups {
            let of = grouping.name.clone();
            let group = Group { of, name };
            groups.push(Choice {
                value: format!("{}\t{}", group.of, group.name),
                words: group.to_string(),
                chosen: standing.groups.contains(&group),
            });
        }
    }
    if !groups.is_empty() {
        let words = w.t(key::WEB_ITEM_GROUPS);
        all.push(FieldView::choosing("group", words, Shape::Checks, groups));
    }
    let links = standing.links.iter().map(|link| link_line(council, link));
    let links = links.collect::<Vec<_>>().join("\n");
    all.push(
        FieldView::new("links", w.t(key::WEB_ITEM_LINKS), Shape::Area(2), links)
            .told(w.t(key::WEB_EDIT_LINKS_SUPPORT)),
    );
    all.push(FieldView::choosing(
        "retired",
        w.t(key::WEB_EDIT_RETIRED),
        Shape::Checks,
        vec![Choice {
            value: "yes".to_owned(),
            words: w.t(key::WEB_EDIT_RETIRED_YES),
            chosen: standing.retired.is_some(),
        }],
    ));
    let retired = standing.retired.clone().unwrap_or_default();
    let mut known = years(plan);
    known.extend(retired.year.filter(|year| !known.contains(year)));
    let choice = |year: Option<FiscalYear>| Choice {
        value: year.map(|year| year.0.to_string()).unwrap_or_default(),
        words: year.map_or_else(|| w.t(key::WEB_EDIT_OPEN), |year| w.year(year)),
        chosen: year == retired.year,
    };
    let choices =
        std::iter::once(choice(None)).chain(known.into_iter().map(|one| choice(Some(one))));
    all.push(FieldView::choosing(
        "retired-year",
        w.t(key::WEB_EDIT_RETIRED_YEAR),
        Shape::Select,
        choices.collect(),
    ));
    all.push(FieldView::new(
        "retired-reason",
        w.t(key::WEB_EDIT_RETIRED_REASON),
        Shape::Area(2),
        retired.reason,
    ));
}

/// A link as a line of the form: how it is called, and its address.
fn link_line(council: &str, link: &Link) -> String {
    match link_address(council, link) {
        Some(address) => format!("{} {address}", link.text),
        None => link.text.clone(),
    }
}

/// Where a link leads.
pub fn link_address(council: &str, link: &Link) -> Option<String> {
    let plan = link.plan?.to_string();
    Some(match link.item {
        Some(item) => crate::address::item(council, &plan, item),
        None => crate::address::plan(council, &plan),
    })
}

/// The texts, and an empty one behind them.
fn texts(w: Words, fields: &Fields, all: &mut Vec<FieldView>) {
    let head = |number: usize, value: String| {
        let words = w.v(key::WEB_EDIT_TEXT_NAME, "number", number);
        FieldView::new(&format!("text-{number}-name"), words, Shape::Line, value)
    };
    let internal = |number: usize, chosen: bool| {
        let choice = Choice {
            value: "yes".to_owned(),
            words: w.t(key::WEB_EDIT_INTERNAL_YES),
            chosen,
        };
        let words = w.v(key::WEB_EDIT_INTERNAL, "number", number);
        let name = format!("text-{number}-internal");
        FieldView::choosing(&name, words, Shape::Checks, vec![choice])
    };
    for (number, text) in (1_usize..).zip(&fields.texts) {
        let words = w.v(key::WEB_EDIT_TEXT_OF, "name", &text.name);
        all.push(head(number, text.name.clone()));
        let name = format!("text-{number}");
        let said = text.text.clone();
        all.push(FieldView::new(&name, words, Shape::Area(5), said));
        all.push(internal(number, text.internal));
    }
    let next = fields.texts.len() + 1;
    let words = w.v(key::WEB_EDIT_TEXT_WORDS, "number", next);
    all.push(head(next, String::new()).told(w.t(key::WEB_EDIT_TEXT_SUPPORT)));
    let name = format!("text-{next}");
    all.push(FieldView::new(&name, words, Shape::Area(5), String::new()));
    all.push(internal(next, false));
}

/// The years of a plan for which something may be aimed at.
pub fn years(plan: &Plan) -> Vec<FiscalYear> {
    let Some(period) = &plan.period else {
        return Vec::new();
    };
    let last = period.to.map_or(period.from.0 + 4, |year| year.0);
    let last = last.min(period.from.0 + MOST_YEARS - 1);
    (period.from.0..=last).map(FiscalYear).collect()
}

/// A value that has a field: of a whole year, of no section.
pub fn is_plain(value: &Reported, year: FiscalYear) -> bool {
    let whole = Term {
        year,
        part: Part::Whole,
    };
    value.section.is_none() && value.term == Some(whole)
}

fn indicators(w: Words, plan: &Plan, fields: &Fields, all: &mut Vec<FieldView>) {
    let empty = Indicator::default();
    let with_blank = fields.indicators.iter().chain([&empty]);
    for (number, one) in (1_usize..).zip(with_blank) {
        let words = |key| w.v(key, "number", number);
        let named = |name: &str| format!("indicator-{number}-{name}");
        let mut push = |name: &str, words: String, value: Option<String>| {
            let value = value.unwrap_or_default();
            all.push(FieldView::new(&named(name), words, Shape::Line, value));
        };
        push(
            "name",
            words(key::WEB_EDIT_INDICATOR_NAME),
            one.name.clone(),
        );
        push(
            "unit",
            words(key::WEB_EDIT_INDICATOR_UNIT),
            one.unit.clone(),
        );
        let baseline = one.baseline.as_ref().map(|value| value.text.clone());
        push(
            "baseline",
            words(key::WEB_EDIT_INDICATOR_BASELINE),
            baseline,
        );
        all.extend(meant(w, number, one));
        for year in years(plan) {
            let target = one.targets.iter().find(|value| is_plain(value, year));
            let values = [("number", &*number.to_string()), ("year", &w.year(year))];
            all.push(FieldView::new(
                &named(&format!("target-{}", year.0)),
                w.vs(key::WEB_EDIT_INDICATOR_TARGET, &values),
                Shape::Line,
                target.map(|value| value.text.clone()).unwrap_or_default(),
            ));
        }
    }
}

/// How an indicator is meant.
fn meant(w: Words, number: usize, one: &Indicator) -> [FieldView; 3] {
    let named = |name: &str| format!("indicator-{number}-{name}");
    let words = |key| w.v(key, "number", number);
    let open = |chosen: bool| Choice {
        value: String::new(),
        words: w.t(key::WEB_EDIT_OPEN),
        chosen,
    };
    let definition = &one.definition;
    let kinds = IndicatorKind::ALL.iter().map(|kind| Choice {
        value: kind.name().to_owned(),
        words: w.t(kind_words(*kind)),
        chosen: definition.kind == Some(*kind),
    });
    let ways = Direction::ALL.iter().map(|way| Choice {
        value: way.name().to_owned(),
        words: w.t(way_words(*way)),
        chosen: definition.direction == Some(*way),
    });
    let none = Choice {
        value: "yes".to_owned(),
        words: w.t(key::WEB_EDIT_NO_BASELINE_YES),
        chosen: definition.no_baseline,
    };
    let kinds = std::iter::once(open(definition.kind.is_none())).chain(kinds);
    let ways = std::iter::once(open(definition.direction.is_none())).chain(ways);
    [
        FieldView::choosing(
            &named("no-baseline"),
            words(key::WEB_EDIT_NO_BASELINE),
            Shape::Checks,
            vec![none],
        ),
        FieldView::choosing(
            &named("kind"),
            words(key::WEB_EDIT_INDICATOR_KIND),
            Shape::Select,
            kinds.collect(),
        ),
        FieldView::choosing(
            &named("direction"),
            words(key::WEB_EDIT_INDICATOR_DIRECTION),
            Shape::Select,
            ways.collect(),
        ),
    ]
}
