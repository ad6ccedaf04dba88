//! One cell: what it shows, and the value behind.

use ayumi_document::{Rule, Value};

use super::report::{Report, at};
use super::strings;
use super::styles::Look;
use super::{LONGEST_CELL, Shared};
use crate::package::Element;

/// A cell that holds something.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SheetCell {
    pub(super) row: u32,
    pub(super) column: u32,
    /// As shown.
    pub(super) text: String,
    pub(super) value: Option<Value>,
    /// White on white.
    pub(super) white: bool,
}

/// Reads a cell; `None` where it holds nothing.
pub(super) fn read(
    sheet: &str,
    (row, column): (u32, u32),
    cell: &Element,
    shared: &Shared,
    report: &mut Report,
) -> Option<SheetCell> {
    let look = cell.own("s").and_then(|s| s.parse().ok());
    let look = look.and_then(|s| shared.styles.get(s));
    let place = || at(sheet, (row, column));
    let formula = cell.child("f").map(Element::words);
    if let Some(formula) = formula.as_deref().filter(|f| leads_out(f)) {
        report.cell(Rule::OutsideNotFollowed, place(), formula);
        report.hidden(format!("={formula}"), ayumi_document::Why::Formula, place());
    }
    let raw = cell.child("v").map(Element::words);
    let (text, value) = match (cell.own("t").unwrap_or("n"), raw) {
        ("inlineStr", _) => (cell.child("is").map(strings::words)?, None),
        ("s", Some(index)) => match index
            .trim()
            .parse()
            .ok()
            .and_then(|n| shared.strings.get(n))
        {
            Some(text) => (text.to_owned(), None),
            None => {
                report.cell(Rule::StringMissing, place(), index.trim());
                return None;
            }
        },
        ("e", Some(error)) => {
            report.cell(Rule::CellError, place(), &error);
            (error, None)
        }
        ("b", Some(raw)) => (
            if raw.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            None,
        ),
        ("str", Some(raw)) => (strings::unescaped(&raw), None),
        ("d", Some(raw)) => (raw.clone(), Some(Value::Date(raw))),
        (_, Some(raw)) if !raw.trim().is_empty() => number(raw.trim(), look, shared),
        _ => {
            if let Some(formula) = formula.filter(|f| !f.trim().is_empty()) {
                report.cell(Rule::FormulaWithoutValue, place(), &format!("={formula}"));
            }
            return None;
        }
    };
    let text = cut(text, place, report);
    (!text.trim().is_empty()).then(|| SheetCell {
        row,
        column,
        text,
        value,
        white: look.is_some_and(|look| look.white),
    })
}

fn number(raw: &str, look: Option<&Look>, shared: &Shared) -> (String, Option<Value>) {
    let shown = match look {
        Some(look) => look.format.show(raw, shared.from_1904),
        None => super::format::Format::default().show(raw, shared.from_1904),
    };
    (shown.text, shown.value)
}

/// No cell that Excel made is longer.
fn cut(text: String, place: impl Fn() -> ayumi_document::At, report: &mut Report) -> String {
    match text.char_indices().nth(LONGEST_CELL) {
        Some((end, _)) => {
            let length = text.chars().count().to_string();
            report.cell(Rule::CellCut, place(), &length);
            text[..end].to_owned()
        }
        None => text,
    }
}

/// A formula that points at another file or calls a program (`[1]表!A1`, `cmd|'/C calc'!A0`).
fn leads_out(formula: &str) -> bool {
    let mut quoted = false;
    let mut bare = String::new();
    for c in formula.chars() {
        quoted ^= c == '"';
        if !quoted {
            bare.push(c);
        }
    }
    let call = bare.to_ascii_uppercase();
    // `表[列]` is a column of a table in this book; another book stands before a sheet's `!`.
    let book = bare.match_indices('[').any(|(at, _)| {
        bare[at..].contains(']')
            && bare[at..].contains('!')
            && !bare[..at].ends_with(char::is_alphanumeric)
    });
    book || bare.contains("|'")
        || bare.contains("\\\\")
        || call.contains("WEBSERVICE(")
        || call.contains("HYPERLINK(")
}
