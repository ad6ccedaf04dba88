//! Parts against their wholes, rates against target and actual, shares against their total.

use ayumi_core::review::Decimal;
use ayumi_document::{Notice, Rule};

use crate::sums::Lines;
use crate::sums::notes::notice;
use crate::sums::sheet::{Holds, Role, Sheet};
use crate::sums::totals::half_of_last_digit;

/// `うち` lines that are more than the line they are part of, named at both places.
pub(crate) fn parts_above_whole(sheet: &Sheet, along: Lines) -> Vec<Notice> {
    let lines = sheet.lines(along);
    let mut notices = Vec::new();
    for (part, line) in lines.iter().enumerate() {
        if line.role != Role::Part || !line.counts {
            continue;
        }
        let whole = lines[..part]
            .iter()
            .rposition(|other| other.role != Role::Part && other.counts);
        let Some(whole) = whole else { continue };
        let mut compared = 0;
        let mut above = Vec::new();
        for place in 0..sheet.across(along).len() {
            let (own, all) = (
                &sheet.spot(along, part, place),
                &sheet.spot(along, whole, place),
            );
            let (Holds::Number(small, a), Holds::Number(large, b)) = (&own.holds, &all.holds)
            else {
                continue;
            };
            if a != b && !a.is_empty() && !b.is_empty() {
                continue;
            }
            compared += 1;
            if small > large && *large >= Decimal::ZERO {
                above.push((*own, *all));
            }
        }
        // Where it is so more often than not, the line is part of another one.
        if above.len() * 2 <= compared || compared == 1 {
            for (own, all) in above {
                for at in [own, all] {
                    notices.push(
                        notice(Rule::PartAboveWhole, at)
                            .with("value", own.text.clone())
                            .with("whole", all.text.clone()),
                    );
                }
            }
        }
    }
    notices
}

/// Rates of target and actual: a target of 0 has none, and one that differs from the two is named
/// where the others agree with them.
pub(crate) fn of_targets(sheet: &Sheet, along: Lines) -> Vec<Notice> {
    let lines = sheet.lines(along);
    let mut notices = Vec::new();
    for (rate, line) in lines.iter().enumerate() {
        if line.role != Role::Rate {
            continue;
        }
        let before = |role: Role| lines[..rate].iter().rposition(|other| other.role == role);
        let (Some(target), Some(actual)) = (before(Role::Target), before(Role::Actual)) else {
            continue;
        };
        let mut quotients = Vec::new();
        for place in 0..sheet.across(along).len() {
            let whole = sheet.number(along, target, place);
            let spot = sheet.spot(along, rate, place);
            let stated = matches!(spot.holds, Holds::Number(..)) || spot.text.starts_with('#');
            if whole.is_some_and(|whole| whole.is_zero()) && stated {
                for at in [spot, sheet.spot(along, target, place)] {
                    notices.push(notice(Rule::RateUndefined, at).with("value", spot.text.clone()));
                }
                continue;
            }
            quotients.push((place, sheet.number(along, actual, place), whole));
        }
        notices.extend(differing(sheet, along, rate, quotients));
    }
    notices
}

/// Shares of counts whose total is printed.
pub(crate) fn shares(sheet: &Sheet, along: Lines) -> Vec<Notice> {
    let lines = sheet.lines(along);
    let across = sheet.across(along);
    let mut notices = Vec::new();
    for (share, line) in lines.iter().enumerate() {
        if line.role != Role::Share || !line.counts {
            continue;
        }
        let counts = lines[..share].iter().rposition(|other| {
            matches!(other.role, Role::Plain | Role::Total | Role::Actual) && other.counts
        });
        let Some(counts) = counts else { continue };
        let total = (0..across.len()).rev().find_map(|place| {
            let sums = across[place].role == Role::Total;
            sums.then(|| sheet.number(along, counts, place)).flatten()
        });
        let Some(total) = total.filter(|total| *total > Decimal::ZERO) else {
            continue;
        };
        let own = (0..across.len()).filter(|place| across[*place].role == Role::Plain);
        let quotients = own.map(|place| (place, sheet.number(along, counts, place), Some(total)));
        notices.extend(differing(sheet, along, share, quotients.collect()));
    }
    notices
}

/// The quotients of a line that are not what is printed, where more of them are.
fn differing(
    sheet: &Sheet,
    along: Lines,
    line: usize,
    quotients: Vec<(usize, Option<Decimal>, Option<Decimal>)>,
) -> Vec<Notice> {
    let mut agreeing = 0;
    let mut notices = Vec::new();
    for (place, part, whole) in quotients {
        let (Some(part), Some(whole)) = (part, whole.filter(|whole| !whole.is_zero())) else {
            continue;
        };
        let spot = sheet.spot(along, line, place);
        let Holds::Number(printed, unit) = &spot.holds else {
            continue;
        };
        let Some(quotient) = part.checked_div(whole) else {
            continue;
        };
        let ways = match unit.as_str() {
            "" => vec![Decimal::ONE_HUNDRED, Decimal::ONE, Decimal::TEN],
            "%" => vec![Decimal::ONE_HUNDRED],
            _ => vec![Decimal::TEN],
        };
        // Cut off or rounded: within one of the last digit either way.
        let slack = half_of_last_digit(*printed) * Decimal::TWO;
        let is = |scale: &Decimal| (quotient * *scale - *printed).abs() < slack;
        if ways.iter().any(is) {
            agreeing += 1;
        } else {
            let expected = (quotient * ways[0]).round_dp(printed.scale());
            notices.push(
                notice(Rule::RateDiffers, spot)
                    .with("value", spot.text.clone())
                    .with("rate", expected.normalize().to_string()),
            );
        }
    }
    if notices.len() < agreeing {
        notices
    } else {
        Vec::new()
    }
}
