//! The tidy sheet: one datum in each cell.
//!
//! It follows the State's rule for machine-readable tables (統一ルール 2020): one cell one datum, no
//! merged cells, no layout blanks, the western year beside the era.

use ayumi_core::plan::{Finding, Item, Legend, Part, Plan, ScheduleCell, Term};
use ayumi_document::{Row, Scope, Table};
use ayumi_locale::{Key, Lang, key};

use crate::facts::{head_row, optional};
use crate::records::{Data, Datum};
use crate::term;
use crate::walk::{self, Position, top};

/// The columns of the tidy sheet.
const TIDY_COLUMNS: [Key; 13] = [
    key::BOOK_POSITION,
    key::BOOK_PARENT,
    key::BOOK_LEVEL,
    key::BOOK_LABEL,
    key::BOOK_TITLE,
    key::BOOK_DATUM,
    key::BOOK_NAME,
    key::BOOK_STAGE,
    key::BOOK_TERM,
    key::BOOK_SECTION,
    key::BOOK_MARKER,
    key::BOOK_KIND,
    key::BOOK_CONTENT,
];

/// What a row tells of: an item, or the plan as a whole.
struct Owner<'p> {
    position: Position,
    title: &'p str,
    item: Option<&'p Item>,
}

/// A row for each thing known of the plan, then for each item and for each thing known of it.
pub(crate) fn tidy(plan: &Plan, lang: Lang) -> Table {
    let data = Data::of(plan, lang);
    let mut rows = vec![head_row(&TIDY_COLUMNS.map(|name| lang.text(name)))];
    let whole = Owner {
        position: top(),
        title: &plan.title,
        item: None,
    };
    let own = Datum {
        kind: lang.text(key::BOOK_ITEM),
        ..Datum::default()
    };
    let known = of_plan(plan, lang).into_iter().chain(data.of_plan());
    let known = std::iter::once(own).chain(known);
    rows.extend(known.map(|datum| whole.row(datum, [None, None])));
    rows.extend(whole.findings(&plan.overall, lang));
    walk::for_each(&plan.items, &top(), &mut |position, item| {
        let owner = Owner {
            position: position.clone(),
            title: &item.title,
            item: Some(item),
        };
        let own = Datum {
            kind: lang.text(key::BOOK_ITEM),
            ..Datum::default()
        };
        let known = data.of_item(item, position);
        let all = std::iter::once(own).chain(known);
        rows.extend(all.map(|datum| owner.row(datum, [None, None])));
        rows.extend(owner.findings(&item.findings, lang));
    });
    let widths = vec![4, 4, 5, 4, 10, 5, 5, 5, 5, 5, 3, 5, 20];
    for row in rows.iter_mut().skip(1) {
        if let Some(first) = row.cells.first_mut() {
            first.scope = Some(Scope::Row);
        }
    }
    Table {
        id: None,
        caption: None,
        head_rows: 1,
        widths,
        rows,
    }
}

/// The head of the plan and its signs.
fn of_plan(plan: &Plan, lang: Lang) -> Vec<Datum> {
    let generation = plan.generation.map(|number| {
        let number = number.to_string();
        lang.format(key::BOOK_GENERATION_VALUE, &[("number", &number)])
    });
    let facts = [
        (key::BOOK_ORGANIZATION, plan.organization.as_ref()),
        (key::BOOK_GENERATION, generation.as_ref()),
        (key::BOOK_PHILOSOPHY, plan.philosophy.as_ref()),
        (key::BOOK_VISION, plan.vision.as_ref()),
    ];
    let facts = facts.into_iter().filter_map(|(kind, content)| {
        Some(Datum {
            kind: lang.text(kind),
            content: Some(content?.clone()),
            ..Datum::default()
        })
    });
    let levels = (1_usize..).zip(&plan.levels).map(|(number, level)| Datum {
        kind: lang.text(key::BOOK_DATUM_LEVEL),
        name: Some(number.to_string()),
        content: Some(level.clone()),
        ..Datum::default()
    });
    let signs = plan.legends.iter().flat_map(|legend| sign(legend, lang));
    facts
        .chain(period(plan, lang))
        .chain(levels)
        .chain(signs)
        .collect()
}

/// The period as printed, and its years exactly.
fn period(plan: &Plan, lang: Lang) -> Option<Datum> {
    let period = plan.period.as_ref()?;
    let whole = |year| Term {
        year,
        part: Part::Whole,
    };
    let years = ScheduleCell {
        term: Some(whole(period.from)),
        to: Some(period.to),
        section: None,
        text: String::new(),
    };
    Some(Datum {
        kind: lang.text(key::BOOK_PERIOD),
        term: term::span(&years, lang),
        content: Some(period.text.clone()),
        ..Datum::default()
    })
}

/// A sign with its meaning; its rank, where it has one, in a row of its own.
fn sign(legend: &Legend, lang: Lang) -> Vec<Datum> {
    let datum = |kind: Key, content: String| Datum {
        kind: lang.text(kind),
        name: Some(legend.symbol.clone()),
        stage: legend.of.clone(),
        content: Some(content),
        ..Datum::default()
    };
    let order = legend
        .order
        .map(|order| datum(key::BOOK_LEGEND_ORDER, order.to_string()));
    std::iter::once(datum(key::BOOK_LEGEND, legend.meaning.clone()))
        .chain(order)
        .collect()
}

impl Owner<'_> {
    /// A row for each finding, named by its number among those of its owner.
    fn findings(&self, findings: &[Finding], lang: Lang) -> Vec<Row> {
        let numbered = (1_usize..).zip(findings);
        numbered
            .map(|(number, finding)| {
                let datum = Datum {
                    kind: lang.text(key::BOOK_DATUM_FINDING),
                    name: Some(number.to_string()),
                    content: Some(finding.text.clone()),
                    ..Datum::default()
                };
                let class = lang.text(crate::review::class_of(finding.kind));
                self.row(datum, [finding.marker.clone(), Some(class)])
            })
            .collect()
    }

    fn row(&self, datum: Datum, [marker, class]: [Option<String>; 2]) -> Row {
        let parent = Position(
            self.position
                .0
                .iter()
                .rev()
                .skip(1)
                .rev()
                .copied()
                .collect(),
        );
        let cells = [
            non_empty(self.position.to_string()),
            non_empty(parent.to_string()),
            self.item.and_then(|item| item.level.clone()),
            self.item.and_then(|item| item.label.clone()),
            non_empty(self.title.to_owned()),
            Some(datum.kind),
            datum.name,
            datum.stage,
            non_empty(datum.term),
            datum.section,
            marker,
            class,
            datum.content,
        ];
        Row {
            cells: cells.map(|text| optional(text.as_deref())).into(),
        }
    }
}

fn non_empty(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}
