//! A term as the tables print it: exact, western year first.

use ayumi_core::plan::{Half, Part, ScheduleCell, Term};
use ayumi_locale::{Lang, key};

/// `2018年度`, `2018年度 上半期`, `2018年度 第2四半期`; empty when unknown.
pub(crate) fn term(term: Option<Term>, lang: Lang) -> String {
    let Some(term) = term else {
        return String::new();
    };
    let year = year(term.year.0, lang);
    let part = match term.part {
        Part::Whole => return year,
        Part::Half(Half::First) => lang.text(key::BOOK_FIRST_HALF),
        Part::Half(Half::Second) => lang.text(key::BOOK_SECOND_HALF),
        Part::Quarter(number) => lang.format(key::BOOK_QUARTER, &[("number", &number.to_string())]),
    };
    format!("{year} {part}")
}

/// A schedule cell's term with its end: `2018年度～2019年度`, `2018年度～`.
pub(crate) fn span(cell: &ScheduleCell, lang: Lang) -> String {
    let from = term(cell.term, lang);
    match cell.to {
        None => from,
        Some(None) => format!("{from}～"),
        Some(Some(to)) => format!("{from}～{}", year(to.0, lang)),
    }
}

fn year(year: i32, lang: Lang) -> String {
    lang.format(key::BOOK_YEAR, &[("year", &year.to_string())])
}
