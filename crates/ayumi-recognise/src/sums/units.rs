//! Units that change within one column: yen among thousands of yen, shares written three ways.

use std::collections::BTreeSet;

use ayumi_core::review::Decimal;
use ayumi_document::{Notice, Rule};

use crate::sums::Lines;
use crate::sums::notes::notice;
use crate::sums::sheet::{Holds, Role, Sheet, Spot};
use crate::words;

/// A notice at the first cell of a column whose unit is another than the one before, unless a
/// column of its own gives the units.
pub(crate) fn mixed(sheet: &Sheet, along: Lines) -> Vec<Notice> {
    // A row runs through columns of different things.
    if along == Lines::Rows {
        return Vec::new();
    }
    let lines = sheet.lines(along);
    if lines.iter().any(|line| line.role == Role::Unit) {
        return Vec::new();
    }
    (0..lines.len())
        .filter_map(|line| in_line(sheet, along, line))
        .collect()
}

fn in_line(sheet: &Sheet, along: Lines, line: usize) -> Option<Notice> {
    let spots = (0..sheet.across(along).len()).map(|place| sheet.spot(along, line, place));
    let numbers: Vec<(&Spot, Decimal, String)> = spots
        .filter_map(|spot| match &spot.holds {
            Holds::Number(value, unit) => Some((spot, *value, unit.clone())),
            _ => None,
        })
        .collect();
    let fractions = fractions(&numbers, sheet.lines(along)[line].role);
    let written = |(_, value, unit): &(&Spot, Decimal, String)| -> Option<String> {
        let chars: Vec<char> = unit.chars().collect();
        let money = words::exact("sum.money", &chars).is_some();
        let share = unit == "%" || words::exact("sum.tenth", &chars).is_some();
        if money || share {
            return Some(unit.clone());
        }
        let bare = unit.is_empty() && fractions;
        bare.then(|| {
            let fraction = value.abs() < Decimal::ONE && !value.is_zero();
            if fraction { "0.0" } else { "0" }.to_owned()
        })
    };
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut units: Vec<(String, &Spot)> = Vec::new();
    for one in &numbers {
        if let Some(unit) = written(one)
            && seen.insert(unit.clone())
        {
            units.push((unit, one.0));
        }
    }
    let [(_, first), (_, other), ..] = units.as_slice() else {
        return None;
    };
    Some(
        notice(Rule::UnitsMixed, other)
            .with("first", first.text.clone())
            .with("value", other.text.clone()),
    )
}

/// Are the bare numbers of a column of shares some fractions (0.3) and some hundredths (30)?
fn fractions(numbers: &[(&Spot, Decimal, String)], role: Role) -> bool {
    let shares =
        matches!(role, Role::Share | Role::Rate) || numbers.iter().any(|(_, _, unit)| unit == "%");
    let bare = || numbers.iter().filter(|(_, _, unit)| unit.is_empty());
    let whole = |value: &Decimal| value.fract().is_zero();
    let part = |value: &Decimal| value.abs() < Decimal::ONE && !value.is_zero();
    // 0.5 among 12.3 is half a hundredth, 0.3 among 30 is not.
    let told = bare().all(|(_, value, _)| whole(value) || part(value));
    shares && told && bare().any(|(_, value, _)| part(value))
}
