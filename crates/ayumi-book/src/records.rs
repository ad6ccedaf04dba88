//! The tidy table of the chapter: schedule, indicators, ratings, texts, what findings are about –
//! one datum in each row, with the position of its item.

use std::collections::HashMap;

use ayumi_core::plan::{
    Definition, Direction, Finding, Indicator, IndicatorKind, Item, ItemId, Part, Plan, Rating,
    Reported, Standing, Term,
};
use ayumi_document::{Row, Table};
use ayumi_locale::{Key, Lang, key};

use crate::facts::{head_row, optional};
use crate::term;
use crate::walk::{self, Position, printed, top};

/// The columns: position, item, kind, name, stage, term, section, content.
pub const RECORD_COLUMNS: [Key; 8] = [
    key::BOOK_POSITION,
    key::BOOK_ITEM,
    key::BOOK_DATUM,
    key::BOOK_NAME,
    key::BOOK_STAGE,
    key::BOOK_TERM,
    key::BOOK_SECTION,
    key::BOOK_CONTENT,
];

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Datum {
    pub kind: String,
    pub name: Option<String>,
    pub stage: Option<String>,
    pub term: String,
    pub section: Option<String>,
    pub content: Option<String>,
}

/// The table; `None` when there is nothing to tell.
pub(crate) fn records_table(plan: &Plan, lang: Lang) -> Option<Table> {
    let data = Data::of(plan, lang);
    let whole = lang.text(key::BOOK_WHOLE);
    let mut rows: Vec<Row> = data.of_plan().map(|datum| row("", &whole, datum)).collect();
    walk::for_each(&plan.items, &top(), &mut |position, item| {
        let position_text = position.to_string();
        let printed = printed(item);
        for datum in data.of_item(item, position) {
            rows.push(row(&position_text, &printed, datum));
        }
    });
    if rows.is_empty() {
        return None;
    }
    rows.insert(0, head_row(&RECORD_COLUMNS.map(|name| lang.text(name))));
    let widths = vec![2, 6, 3, 3, 3, 3, 3, 6];
    Some(Table {
        id: None,
        caption: None,
        head_rows: 1,
        widths,
        rows,
    })
}

fn row(position: &str, printed: &str, datum: Datum) -> Row {
    let cells = [
        Some(position),
        Some(printed),
        Some(datum.kind.as_str()),
        datum.name.as_deref(),
        datum.stage.as_deref(),
        Some(datum.term.as_str()),
        datum.section.as_deref(),
        datum.content.as_deref(),
    ];
    Row {
        cells: cells
            .map(|text| optional(text.filter(|text| !text.is_empty())))
            .into(),
    }
}

/// What is known of the items of a plan beside structure and findings.
pub(crate) struct Data<'p> {
    plan: &'p Plan,
    lang: Lang,
    /// How an item is named in a cell: `（1-2-3）◇…`.
    names: HashMap<ItemId, String>,
}

impl<'p> Data<'p> {
    /// Of `plan`, with the words of `lang`.
    pub fn of(plan: &'p Plan, lang: Lang) -> Self {
        let mut names = HashMap::new();
        walk::for_each(&plan.items, &top(), &mut |position, item| {
            names.insert(item.id, format!("（{position}）{}", printed(item)));
        });
        Self { plan, lang, names }
    }

    /// Everything about an item that stands neither in the structure nor among the findings.
    pub fn of_item(&self, item: &Item, position: &Position) -> Vec<Datum> {
        let mut data = of_item(self.plan, item, position, self.lang);
        data.extend(self.pointers(&item.findings));
        data
    }

    /// What is known of the plan as a whole beside its head and its findings.
    pub fn of_plan(&self) -> impl Iterator<Item = Datum> + '_ {
        let confirmed = self.plan.unmentioned.iter().filter_map(|id| {
            Some(Datum {
                kind: self.lang.text(key::BOOK_DATUM_UNMENTIONED),
                content: Some(self.names.get(id)?.clone()),
                ..Datum::default()
            })
        });
        let groupings = self.plan.groupings.iter().flat_map(|one| {
            let group = |name: Option<&String>| Datum {
                kind: self.lang.text(key::BOOK_DATUM_GROUP),
                name: Some(one.name.clone()),
                content: name.cloned(),
                ..Datum::default()
            };
            let empty = one.groups.is_empty().then(|| group(None));
            let all = one.groups.iter().map(move |name| group(Some(name)));
            empty.into_iter().chain(all)
        });
        let pointers = self.pointers(&self.plan.overall);
        groupings.chain(pointers).chain(confirmed)
    }

    /// The items that findings speak of and refer to: the finding by its number among those of its
    /// owner, the reference by its number in the finding (`2-1`).
    pub fn pointers<'d>(&'d self, findings: &'d [Finding]) -> impl Iterator<Item = Datum> + 'd {
        (1_usize..)
            .zip(findings)
            .flat_map(move |(number, finding)| {
                let named = |id: &ItemId| self.names.get(id).cloned();
                let datum = |kind: Key, name: String, content: String| Datum {
                    kind: self.lang.text(kind),
                    name: Some(name),
                    content: Some(content),
                    ..Datum::default()
                };
                let mut data: Vec<Datum> = finding
                    .about
                    .iter()
                    .filter_map(named)
                    .map(|item| datum(key::BOOK_DATUM_ABOUT, number.to_string(), item))
                    .collect();
                data.extend((1_usize..).zip(&finding.refs).filter_map(|(place, one)| {
                    let item = named(one.target.as_ref()?)?;
                    let name = format!("{number}-{place}");
                    Some(datum(key::BOOK_DATUM_REFERENCE, name, item))
                }));
                data
            })
    }
}

fn of_item(plan: &Plan, item: &Item, position: &Position, lang: Lang) -> Vec<Datum> {
    let mut data = Vec::new();
    let datum = |kind: Key| Datum {
        kind: lang.text(kind),
        ..Datum::default()
    };
    let regular = plan.levels.get(position.0.len() - 1);
    if item.level.as_ref() != regular {
        let content = item.level.clone();
        data.push(Datum {
            content,
            ..datum(key::BOOK_DATUM_LEVEL)
        });
    }
    for mark in &item.marks {
        data.push(Datum {
            content: Some(mark.clone()),
            ..datum(key::BOOK_DATUM_MARK)
        });
    }
    for section in &item.sections {
        data.push(Datum {
            content: Some(section.clone()),
            ..datum(key::BOOK_DATUM_SECTION)
        });
    }
    standing_data(&item.standing, lang, &mut data);
    for text in &item.texts {
        data.push(Datum {
            name: Some(text.name.clone()),
            content: Some(text.text.clone()),
            ..datum(key::BOOK_DATUM_TEXT)
        });
    }
    for cell in &item.schedule {
        data.push(Datum {
            term: term::span(cell, lang),
            section: cell.section.clone(),
            content: Some(cell.text.clone()),
            ..datum(key::BOOK_DATUM_SCHEDULE)
        });
    }
    for (index, indicator) in item.indicators.iter().enumerate() {
        indicator_data(index + 1, indicator, lang, &mut data);
    }
    for rating in &item.ratings {
        rating_data(rating, lang, &mut data);
    }
    data
}

/// Supporting sections, groups, what it goes with, and that it has ended.
fn standing_data(standing: &Standing, lang: Lang, data: &mut Vec<Datum>) {
    let said = |kind: Key, name: Option<&str>, content: &str| Datum {
        kind: lang.text(kind),
        name: name.map(str::to_owned),
        content: Some(content.to_owned()),
        ..Datum::default()
    };
    for section in &standing.supporting {
        data.push(said(key::BOOK_DATUM_SUPPORTING, None, section));
    }
    for group in &standing.groups {
        data.push(said(key::BOOK_DATUM_GROUP, Some(&group.of), &group.name));
    }
    for link in &standing.links {
        data.push(said(key::BOOK_DATUM_LINK, None, &link.text));
    }
    if let Some(retired) = &standing.retired {
        let year = retired.year.map(|year| Term {
            year,
            part: Part::Whole,
        });
        data.push(Datum {
            term: term::term(year, lang),
            ..said(key::BOOK_DATUM_RETIRED, None, &retired.reason)
        });
    }
}

/// How an indicator is meant, and how its targets were changed.
fn definition_data(number: &str, definition: &Definition, lang: Lang, data: &mut Vec<Datum>) {
    let kind = |words: Key| lang.format(words, &[("number", number)]);
    let mut said = |words: Key, content: Option<String>| {
        data.push(Datum {
            kind: kind(words),
            content,
            ..Datum::default()
        });
    };
    if let Some(one) = definition.kind {
        said(key::BOOK_DATUM_KIND, Some(lang.text(kind_words(one))));
    }
    if let Some(one) = definition.direction {
        said(key::BOOK_DATUM_DIRECTION, Some(lang.text(way_words(one))));
    }
    if definition.no_baseline {
        said(key::BOOK_DATUM_NO_BASELINE, None);
    }
    for change in &definition.changes {
        data.push(Datum {
            kind: kind(key::BOOK_DATUM_CHANGE),
            name: Some(change.date.clone()),
            term: term::term(change.term, lang),
            content: change.before.clone(),
            ..Datum::default()
        });
        let more = [
            (key::BOOK_DATUM_CHANGE_TO, &change.after),
            (key::BOOK_DATUM_CHANGE_REASON, &change.reason),
            (key::BOOK_DATUM_CHANGE_DECISION, &change.decision),
        ];
        for (words, content) in more.into_iter().filter(|(_, content)| content.is_some()) {
            data.push(Datum {
                kind: kind(words),
                content: content.clone(),
                ..Datum::default()
            });
        }
    }
}

/// The words for what an indicator counts.
#[must_use]
pub fn kind_words(kind: IndicatorKind) -> Key {
    match kind {
        IndicatorKind::Activity => key::BOOK_INDICATOR_ACTIVITY,
        IndicatorKind::Outcome => key::BOOK_INDICATOR_OUTCOME,
        IndicatorKind::Input => key::BOOK_INDICATOR_INPUT,
    }
}

/// The words for where its values are to go.
#[must_use]
pub fn way_words(direction: Direction) -> Key {
    match direction {
        Direction::Up => key::BOOK_DIRECTION_UP,
        Direction::Down => key::BOOK_DIRECTION_DOWN,
        Direction::Keep => key::BOOK_DIRECTION_KEEP,
    }
}

fn indicator_data(number: usize, indicator: &Indicator, lang: Lang, data: &mut Vec<Datum>) {
    let number = number.to_string();
    let kind = |words: Key| lang.format(words, &[("number", &number)]);
    data.push(Datum {
        kind: kind(key::BOOK_DATUM_INDICATOR),
        name: indicator.name.clone(),
        content: indicator.unit.clone(),
        ..Datum::default()
    });
    let mut value = |words: Key, reported: &Reported| {
        data.push(Datum {
            kind: kind(words),
            term: term::term(reported.term, lang),
            section: reported.section.clone(),
            content: Some(reported.text.clone()),
            ..Datum::default()
        });
    };
    indicator
        .baseline
        .iter()
        .for_each(|one| value(key::BOOK_DATUM_BASELINE, one));
    indicator
        .targets
        .iter()
        .for_each(|one| value(key::BOOK_DATUM_TARGET, one));
    indicator
        .actuals
        .iter()
        .for_each(|one| value(key::BOOK_DATUM_ACTUAL, one));
    definition_data(&number, &indicator.definition, lang, data);
}

fn rating_data(rating: &Rating, lang: Lang, data: &mut Vec<Datum>) {
    data.push(Datum {
        kind: lang.text(key::BOOK_DATUM_RATING),
        name: rating.axis.clone(),
        stage: rating.stage.clone(),
        term: term::term(rating.term, lang),
        section: rating.section.clone(),
        content: Some(rating.grade.clone()),
    });
    let more = [
        (key::BOOK_DATUM_RATING_TEXT, &rating.text),
        (key::BOOK_DATUM_RATING_DATE, &rating.date),
        (key::BOOK_DATUM_RATING_PERSON, &rating.person),
    ];
    for (kind, content) in more {
        if content.is_some() {
            let kind = lang.text(kind);
            data.push(Datum {
                kind,
                content: content.clone(),
                ..Datum::default()
            });
        }
    }
}
