//! The table of basic facts, and the table of signs.

use ayumi_core::plan::{Period, Plan};
use ayumi_document::{Block, Cell, Row, Scope, Table};
use ayumi_locale::print::{self, YearStyle};
use ayumi_locale::{Key, Lang, key};

use crate::words;

/// Who, which number, which years, as of when.
pub(crate) fn facts_table(plan: &Plan, lang: Lang, date: &str) -> Block {
    let mut rows = Vec::new();
    let mut fact = |name: Key, value: String| {
        let head = Cell {
            scope: Some(Scope::Row),
            ..Cell::text(lang.text(name))
        };
        rows.push(Row {
            cells: vec![head, Cell::text(value)],
        });
    };
    if let Some(organization) = &plan.organization {
        fact(key::BOOK_ORGANIZATION, organization.clone());
    }
    if let Some(generation) = plan.generation {
        let number = generation.to_string();
        fact(
            key::BOOK_GENERATION,
            lang.format(key::BOOK_GENERATION_VALUE, &[("number", &number)]),
        );
    }
    if let Some(period) = &plan.period {
        fact(key::BOOK_PERIOD, period.text.clone());
        fact(key::BOOK_YEARS, years(period, lang));
    }
    fact(key::BOOK_AS_OF, day(date, lang));
    Block::Table(Table {
        id: None,
        caption: Some(words(&lang.text(key::BOOK_FACTS))),
        head_rows: 0,
        widths: vec![1, 4],
        rows,
    })
}

/// `2017年度から2019年度まで（平成29年度から令和元年度まで）`: the western years are the exact ones.
fn years(period: &Period, lang: Lang) -> String {
    let from = period.from.0.to_string();
    let western = match period.to {
        Some(to) => lang.format(
            key::BOOK_YEARS_VALUE,
            &[("from", &from), ("to", &to.0.to_string())],
        ),
        None => lang.format(key::BOOK_YEARS_OPEN, &[("from", &from)]),
    };
    let era = print::period_in(YearStyle::Era, period, lang);
    western + &lang.format(key::BOOK_YEARS_BOTH, &[("text", &era)])
}

/// The day in both eras; a text that is no day is printed as given.
fn day(date: &str, lang: Lang) -> String {
    date.parse()
        .map_or_else(|_| date.to_owned(), |day| print::day(day, lang))
}

/// What the signs mean, if the plan says so.
pub(crate) fn legend_table(plan: &Plan, lang: Lang) -> Option<Block> {
    if plan.legends.is_empty() {
        return None;
    }
    let names = [
        key::BOOK_SYMBOL,
        key::BOOK_MEANING,
        key::BOOK_LEGEND_OF,
        key::BOOK_LEGEND_ORDER,
    ];
    let mut rows = vec![head_row(&names.map(|name| lang.text(name)))];
    rows.extend(plan.legends.iter().map(|legend| Row {
        cells: vec![
            Cell::text(&legend.symbol),
            Cell::text(&legend.meaning),
            optional(legend.of.as_deref()),
            optional(legend.order.map(|order| order.to_string()).as_deref()),
        ],
    }));
    Some(Block::Table(Table {
        id: None,
        caption: None,
        head_rows: 1,
        widths: vec![1, 5, 2, 1],
        rows,
    }))
}

/// A row of column headings.
pub(crate) fn head_row(names: &[String]) -> Row {
    let cells = names
        .iter()
        .map(|name| Cell {
            scope: Some(Scope::Column),
            ..Cell::text(name)
        })
        .collect();
    Row { cells }
}

/// A cell that may be empty.
pub(crate) fn optional(text: Option<&str>) -> Cell {
    text.map_or_else(Cell::default, Cell::text)
}
