//! What is said of totals that differ: at the total and at its parts, or at the one wrong cell.

use ayumi_core::review::Decimal;
use ayumi_document::{Notice, Rule, Severity};

use crate::sums::Lines;
use crate::sums::sheet::{Holds, Sheet, Spot};
use crate::sums::totals::Differing;

/// The notices about totals. Where a row and a column differ by the same amount, the cell in both
/// is the wrong one, and it alone is named.
pub(crate) fn about_totals(
    sheet: &Sheet,
    mut rows: Vec<Differing>,
    mut columns: Vec<Differing>,
) -> Vec<Notice> {
    let mut notices = Vec::new();
    while let Some((i, j, cell)) = crossing(sheet, &rows, &columns) {
        notices.push(cell);
        rows.remove(i);
        columns.remove(j);
    }
    for (along, all) in [(Lines::Rows, rows), (Lines::Columns, columns)] {
        for one in all {
            notices.extend(both_places(sheet, along, &one));
        }
    }
    notices
}

/// A row's total and a column's total that one cell's change sets right.
fn crossing(
    sheet: &Sheet,
    rows: &[Differing],
    columns: &[Differing],
) -> Option<(usize, usize, Notice)> {
    for (i, down) in rows.iter().enumerate() {
        for (j, aside) in columns.iter().enumerate() {
            // `down` adds rows up at column `down.place`; `aside` columns at row `aside.place`.
            let (y, x) = (aside.place, down.place);
            let (Some(first), Some(second)) = (shift(down, y), shift(aside, x)) else {
                continue;
            };
            let spot = sheet.spot(Lines::Rows, y, x);
            let Holds::Number(value, _) = &spot.holds else {
                continue;
            };
            if first == second {
                let expected = *value + first;
                let notice = notice(Rule::SumCell, spot)
                    .with("value", spot.text.clone())
                    .with("expected", expected.normalize().to_string());
                return Some((i, j, notice));
            }
        }
    }
    None
}

/// By how much the number in `line` would have to change for the total to be right.
fn shift(one: &Differing, line: usize) -> Option<Decimal> {
    if one.line == line {
        Some(one.sum - one.printed)
    } else if one.parts.contains(&line) {
        Some(one.printed - one.sum)
    } else {
        None
    }
}

fn both_places(sheet: &Sheet, along: Lines, one: &Differing) -> Vec<Notice> {
    let total = sheet.spot(along, one.line, one.place);
    let name = &sheet.lines(along)[one.line].text;
    let sum = one.sum.normalize().to_string();
    let mut notices = vec![
        notice(Rule::SumDiffers, total)
            .with("label", name.clone())
            .with("value", total.text.clone())
            .with("sum", sum.clone()),
    ];
    let parts = one.parts.iter();
    let numbers = parts
        .map(|line| sheet.spot(along, *line, one.place))
        .find(|spot| matches!(spot.holds, Holds::Number(..)));
    if let Some(first) = numbers {
        notices.push(
            notice(Rule::SumParts, first)
                .with("label", name.clone())
                .with("value", total.text.clone())
                .with("sum", sum),
        );
    }
    notices
}

/// A warning at a place of the sheet.
pub(crate) fn notice(rule: Rule, spot: &Spot) -> Notice {
    Notice::new(rule, Severity::Warning, spot.at.clone())
}
