//! Numbers that a spreadsheet turned into days: `1-2` in a column of numbers becomes `1月2日` there.

use ayumi_document::{Notice, Rule};

use crate::sums::Lines;
use crate::sums::notes::notice;
use crate::sums::sheet::{Sheet, folded};
use crate::words;

/// A column is one of numbers when it has so many of them.
const NUMBERS: usize = 3;

/// Days in columns of numbers, each a warning at its cell.
pub(crate) fn among_numbers(sheet: &Sheet) -> Vec<Notice> {
    let (columns, rows) = (sheet.lines(Lines::Columns), sheet.lines(Lines::Rows));
    let mut notices = Vec::new();
    for column in 0..columns.len() {
        let spots = (0..rows.len()).map(|row| sheet.spot(Lines::Columns, column, row));
        let own: Vec<_> = spots
            .filter(|spot| spot.begins)
            .map(|spot| (spot, folded(&spot.text)))
            .collect();
        let numbers = own.iter().filter(|(_, text)| is_number(text)).count();
        let days: Vec<_> = own.iter().filter(|(_, text)| is_day(text)).collect();
        if numbers >= NUMBERS && days.len() < numbers {
            let told = days
                .into_iter()
                .map(|(spot, _)| notice(Rule::NumberAsDay, spot).with("value", spot.text.clone()));
            notices.extend(told);
        }
    }
    notices
}

/// The digits between the signs that part them; `None` where anything else stands.
fn parts(text: &[char], parting: impl Fn(char) -> bool) -> Option<Vec<usize>> {
    let mut parts = vec![0];
    for c in text {
        if c.is_ascii_digit() {
            *parts.last_mut()? += 1;
        } else if parting(*c) {
            parts.push(0);
        } else {
            return None;
        }
    }
    Some(parts)
}

/// `1-2`, `1-2-3`: short numbers parted by dashes.
fn is_number(text: &[char]) -> bool {
    let found = parts(text, |c| c == '-');
    found.is_some_and(|parts| {
        (2..=3).contains(&parts.len()) && parts.iter().all(|n| (1..=2).contains(n))
    })
}

/// `1月2日`, `2001/2/3`, `2001-2-3`.
pub(crate) fn is_day(text: &[char]) -> bool {
    let sign = |name: &str| {
        words::group(name)
            .first()
            .and_then(|word| word.chars.first().copied())
    };
    let (month, day) = (sign("day.month"), sign("day.day"));
    if let Some((last, rest)) = text.split_last()
        && Some(*last) == day
    {
        let found = parts(rest, |c| Some(c) == month);
        return found
            .is_some_and(|parts| parts.len() == 2 && parts.iter().all(|n| (1..=2).contains(n)));
    }
    let found = parts(text, |c| matches!(c, '/' | '-'));
    found.is_some_and(|parts| {
        parts.len() == 3 && parts[0] == 4 && parts[1..].iter().all(|n| (1..=2).contains(n))
    })
}
