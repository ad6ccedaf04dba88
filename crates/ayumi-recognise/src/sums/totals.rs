//! Totals against what they add up.

use ayumi_core::review::Decimal;

use crate::sums::Lines;
use crate::sums::sheet::{Holds, Role, Sheet};

/// Totals times lines, up to which a table is added up.
const MOST_STEPS: usize = 1_000_000;
/// Totals that are named of a table; so many are shown at most.
const MOST_NAMED: usize = 200;

/// A total that no way of adding gives.
#[derive(Clone, Debug)]
pub(crate) struct Differing {
    /// The line of the total.
    pub line: usize,
    /// The place in it.
    pub place: usize,
    /// What is printed.
    pub printed: Decimal,
    /// What its parts give.
    pub sum: Decimal,
    /// The lines of its parts.
    pub parts: Vec<usize>,
}

/// What a way of adding gives at one place.
enum Added {
    /// A sum, and how far its rounding can carry it.
    Sum(Decimal, Decimal),
    /// A part is no number, or of another unit.
    Unclear,
}

/// The totals of a direction that differ from their parts, where most of their line agrees.
pub(crate) fn differing(sheet: &Sheet, along: Lines, rounded: bool) -> Vec<Differing> {
    let lines = sheet.lines(along);
    let is_total = |line: &usize| {
        let own = &lines[*line];
        matches!(own.role, Role::Total | Role::Sub) && own.counts
    };
    let totals: Vec<usize> = (0..lines.len()).filter(is_total).collect();
    // Each total looks at all lines: a table of nothing but totals is none that a person adds up.
    if totals.len() * lines.len() > MOST_STEPS {
        return Vec::new();
    }
    let differing = totals
        .into_iter()
        .flat_map(|line| of_line(sheet, along, line, rounded));
    differing.take(MOST_NAMED).collect()
}

fn of_line(sheet: &Sheet, along: Lines, total: usize, rounded: bool) -> Vec<Differing> {
    let ways = ways(sheet, along, total);
    let mut agreeing = 0;
    let mut differing = Vec::new();
    for (place, across) in sheet.across(along).iter().enumerate() {
        // Averages and rates are not added up.
        if matches!(across.role, Role::Rate | Role::Aside | Role::Unit) {
            continue;
        }
        let Holds::Number(printed, unit) = &sheet.spot(along, total, place).holds else {
            continue;
        };
        let loose = rounded || across.role == Role::Share;
        match judge(sheet, along, &ways, place, (*printed, unit, loose)) {
            Verdict::Agrees => agreeing += 1,
            Verdict::Unclear => {}
            Verdict::Differs(sum, parts) => differing.push(Differing {
                line: total,
                place,
                printed: *printed,
                sum,
                parts,
            }),
        }
    }
    // Where most of the line differs, it is no sum of these lines.
    let alone = agreeing == 0 && differing.len() == 1;
    if differing.len() <= agreeing || alone {
        differing
    } else {
        Vec::new()
    }
}

enum Verdict {
    Agrees,
    Unclear,
    Differs(Decimal, Vec<usize>),
}

fn judge(
    sheet: &Sheet,
    along: Lines,
    ways: &[Vec<usize>],
    place: usize,
    (printed, unit, loose): (Decimal, &str, bool),
) -> Verdict {
    let mut first = None;
    for way in ways {
        match add(sheet, along, way, place, unit) {
            Added::Unclear => return Verdict::Unclear,
            Added::Sum(sum, slack) => {
                let slack = if loose { slack } else { Decimal::ZERO };
                if (sum - printed).abs() <= slack {
                    return Verdict::Agrees;
                }
                if first.is_none() && way.len() > 1 {
                    first = Some((sum, way.clone()));
                }
            }
        }
    }
    match first {
        Some((sum, parts)) => Verdict::Differs(sum, parts),
        None => Verdict::Unclear,
    }
}

fn add<'a>(sheet: &'a Sheet, along: Lines, way: &[usize], place: usize, unit: &'a str) -> Added {
    let mut sum = Decimal::ZERO;
    let mut slack = Decimal::ZERO;
    let mut numbers = 0;
    let mut unit = unit;
    for line in way {
        match &sheet.spot(along, *line, place).holds {
            Holds::Number(value, own) if own == unit || own.is_empty() || unit.is_empty() => {
                unit = if unit.is_empty() { own } else { unit };
                sum += *value;
                slack += half_of_last_digit(*value);
                numbers += 1;
            }
            Holds::Nought | Holds::Blank => {}
            Holds::Number(..) | Holds::Text | Holds::Unclear => return Added::Unclear,
        }
    }
    if numbers == 0 {
        return Added::Unclear;
    }
    Added::Sum(sum, slack)
}

/// How far the printed digits of a number may be from the number itself.
pub(crate) fn half_of_last_digit(value: Decimal) -> Decimal {
    Decimal::new(5, value.scale() + 1)
}

/// The sets of lines a total may add up, the likeliest first.
fn ways(sheet: &Sheet, along: Lines, total: usize) -> Vec<Vec<usize>> {
    let above = ways_of(sheet, along, (0..total).collect(), total);
    if above.is_empty() {
        // A total that stands first: what follows it, up to the next total.
        let lines = sheet.lines(along);
        let below = (total + 1..lines.len()).take_while(|line| lines[*line].role != Role::Total);
        return ways_of(sheet, along, below.collect(), total);
    }
    above
}

fn ways_of(sheet: &Sheet, along: Lines, among: Vec<usize>, total: usize) -> Vec<Vec<usize>> {
    let lines = sheet.lines(along);
    let inner = &lines[total].inner;
    let counted: Vec<usize> = among
        .into_iter()
        .filter(|line| lines[*line].counts && (inner.is_empty() || lines[*line].inner == *inner))
        .collect();
    let is = |line: &usize, roles: &[Role]| roles.contains(&lines[*line].role);
    let plain = |all: &[usize]| -> Vec<usize> {
        let sums = [
            Role::Total,
            Role::Sub,
            Role::Part,
            Role::Aside,
            Role::Rate,
            Role::Share,
            Role::Unit,
        ];
        let own = all.iter().filter(|line| !is(line, &sums));
        own.copied().collect()
    };
    let sums = |all: &[usize], role: Role| -> Vec<usize> {
        let own = all.iter().filter(|line| is(line, &[role]));
        own.copied().collect()
    };
    let after = |roles: &[Role]| {
        let last = counted.iter().rposition(|line| is(line, roles));
        &counted[last.map_or(0, |last| last + 1)..]
    };
    let since_any = plain(after(&[Role::Total, Role::Sub]));
    let since_total = after(&[Role::Total]);
    let subs = sums(since_total, Role::Sub);
    let both: Vec<usize> = subs.iter().chain(&since_any).copied().collect();
    let opening = |all: &[usize]| -> Vec<usize> {
        let own = all.iter().filter(|line| lines[**line].opens);
        own.copied().collect()
    };
    let mut ways = vec![since_any, plain(since_total), plain(&counted), subs, both];
    ways.push(sums(&counted, Role::Sub));
    ways.push(sums(&counted, Role::Total));
    for way in [0, 1, 2] {
        ways.push(opening(&ways[way]));
        // A column of running numbers, a row of years.
        ways.push(ways[way].get(1..).unwrap_or_default().to_vec());
    }
    ways.retain(|way| !way.is_empty());
    let mut seen = std::collections::BTreeSet::new();
    ways.retain(|way| seen.insert(way.clone()));
    ways
}
