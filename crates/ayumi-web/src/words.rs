//! The words of one page: a language, and how templates ask for a message.

use std::borrow::Borrow;
use std::fmt::Display;

use ayumi_core::plan::{FiscalYear, Period, Term};
use ayumi_document::At;
use ayumi_locale::{Key, Lang, key};

mod print {
    use ayumi_core::plan::{FiscalYear, Period, Term};
    use ayumi_locale::Lang;
    pub fn fiscal_year(y: FiscalYear, _: Lang) -> String {
        y.0.to_string()
    }
    pub fn term(t: Term, _: Lang) -> String {
        t.year.0.to_string()
    }
    pub fn period(p: &Period, _: Lang) -> String {
        p.text.clone()
    }
}

/// The language of a page. Templates call its functions, arguments come by reference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words(pub Lang);

impl Words {
    /// The language's tag for `lang`.
    pub fn code(&self) -> &'static str {
        self.0.tag()
    }

    /// A message without variables.
    pub fn t(&self, key: impl Borrow<Key>) -> String {
        self.0.text(*key.borrow())
    }

    /// A message with one variable.
    pub fn v(&self, key: impl Borrow<Key>, name: &str, value: impl Display) -> String {
        self.0.format(*key.borrow(), &[(name, &value.to_string())])
    }

    /// A message with several variables.
    pub fn vs(&self, key: impl Borrow<Key>, values: &[(&str, &str)]) -> String {
        self.0.format(*key.borrow(), values)
    }

    /// A number with its thousands marked.
    pub fn number(&self, number: impl Display) -> String {
        let digits = number.to_string();
        let mut told = String::new();
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                told.push(',');
            }
            told.push(digit);
        }
        told
    }

    /// A place in a source.
    pub fn place(&self, at: impl Borrow<At>) -> String {
        match at.borrow() {
            At::Line { line } => self.v(key::WEB_PLACE_LINE, "line", line),
            At::Page { page } => self.v(key::WEB_PLACE_PAGE, "page", page),
            At::Cell { sheet, cell } => {
                self.vs(key::WEB_PLACE_CELL, &[("sheet", sheet), ("cell", cell)])
            }
            At::Paragraph { paragraph } => self.v(key::WEB_PLACE_PARAGRAPH, "paragraph", paragraph),
        }
    }

    /// A fiscal year in both eras.
    pub fn year(&self, year: impl Borrow<FiscalYear>) -> String {
        print::fiscal_year(*year.borrow(), self.0)
    }

    /// A term.
    pub fn term(&self, term: impl Borrow<Term>) -> String {
        print::term(*term.borrow(), self.0)
    }

    /// A period in both eras.
    pub fn period(&self, period: impl Borrow<Period>) -> String {
        print::period(period.borrow(), self.0)
    }

    /// A moment of the record (RFC 3339, Japan) as day and minute: `2026-11-22 14:30`.
    pub fn moment(&self, at: &str) -> String {
        at.get(..16).unwrap_or(at).replacen('T', " ", 1)
    }

    /// A size in bytes.
    pub fn size(&self, bytes: impl Borrow<u64>) -> String {
        match *bytes.borrow() {
            bytes @ 0..1024 => format!("{bytes} B"),
            bytes @ 1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
            bytes => format!(
                "{}.{} MB",
                bytes / 1_048_576,
                bytes % 1_048_576 * 10 / 1_048_576
            ),
        }
    }
}
