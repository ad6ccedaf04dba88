//! The words of one page: a language, and how templates ask for a message.

use std::borrow::Borrow;
use std::fmt::Display;

use ayumi_core::plan::{FiscalYear, Period, Term};
use ayumi_document::At;
use ayumi_locale::{Key, Lang, describe, print};

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
    pub fn number(&self, number: impl Borrow<usize>) -> String {
        print::number(i64::try_from(*number.borrow()).unwrap_or(i64::MAX))
    }

    /// A place in a source.
    pub fn place(&self, at: impl Borrow<At>) -> String {
        describe::place(at.borrow(), self.0)
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

    /// A day in both eras.
    pub fn day(&self, day: jiff::civil::Date) -> String {
        print::day(day, self.0)
    }

    /// A moment of the record (RFC 3339) as day and minute in Japan.
    pub fn moment(&self, at: &str) -> String {
        at.parse()
            .map_or_else(|_| at.to_owned(), |at| self.instant(&at))
    }

    /// A moment as day and minute in Japan.
    pub fn instant(&self, at: &jiff::Timestamp) -> String {
        print::moment(*at, self.0)
    }

    /// A size in bytes.
    pub fn size(&self, bytes: u64) -> String {
        print::file_size(bytes, self.0)
    }
}
