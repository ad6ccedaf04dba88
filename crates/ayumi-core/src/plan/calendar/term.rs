//! Terms: `令和5年度上半期`, `下半期`, `第2四半期`, `本年度`, and years counted in the plan (`3年次`).

use std::ops::Range;

use ayumi_document::Notice;

use super::FiscalYear;
use super::find::find_years;
use super::scan::{Scan, letters};
use crate::plan::{Half, Part, Period, Term};

/// A term found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundTerm {
    /// The characters it takes.
    pub range: Range<usize>,
    /// The term.
    pub term: Term,
    /// What was assumed or is odd. Without a place.
    pub notices: Vec<Notice>,
}

const HALVES: [(&str, Half); 6] = [
    ("上半期", Half::First),
    ("前半期", Half::First),
    ("上期", Half::First),
    ("下半期", Half::Second),
    ("後半期", Half::Second),
    ("下期", Half::Second),
];

/// Finds the first term of a text. A part alone (`上半期`) and `本年度`, `今年度` are parts of
/// `context`; without it they are no term.
#[must_use]
pub fn parse_term(text: &str, context: Option<FiscalYear>) -> Option<FoundTerm> {
    let letters = letters(text);
    let scan = Scan::new(&letters);
    if let Some(found) = find_years(text)
        .into_iter()
        .find(|found| found.year.is_some())
    {
        let year = found.year?;
        let joined = scan.word(found.range.end, "の").unwrap_or(found.range.end);
        let (part, end) = part_at(&scan, joined).unwrap_or((Part::Whole, found.range.end));
        return Some(FoundTerm {
            range: found.range.start..end,
            term: Term { year, part },
            notices: found.notices,
        });
    }
    let year = context?;
    (0..scan.letters.len()).find_map(|from| {
        scan.at(from).filter(|c| !c.is_whitespace())?;
        let this_year = scan.one_of(from, &["本年度", "今年度", "当年度"]);
        let part = part_at(&scan, this_year.unwrap_or(from));
        let (part, end) = part.or(this_year.map(|end| (Part::Whole, end)))?;
        Some(FoundTerm {
            range: from..end,
            term: Term { year, part },
            notices: Vec::new(),
        })
    })
}

/// Finds the first half or quarter of a year a text names (`上半期`, `第2四半期`).
#[must_use]
pub fn find_part(letters: &[char]) -> Option<(Range<usize>, Part)> {
    let scan = Scan::new(letters);
    (0..letters.len()).find_map(|from| part_at(&scan, from).map(|(part, end)| (from..end, part)))
}

fn part_at(scan: &Scan, from: usize) -> Option<(Part, usize)> {
    let at = scan.opens(from).unwrap_or(from);
    let half = HALVES
        .iter()
        .find_map(|(word, half)| scan.word(at, word).map(|end| (Part::Half(*half), end)));
    let (part, end) = half.or_else(|| quarter_at(scan, at))?;
    let closed = if at > from { scan.closes(end)? } else { end };
    Some((part, closed))
}

/// `第2四半期`, `２Ｑ`, `Q2`.
fn quarter_at(scan: &Scan, from: usize) -> Option<(Part, usize)> {
    let quarter = |value: u32| u8::try_from(value).ok().filter(|q| (1..=4).contains(q));
    if let Some(at) = scan.one_of(from, &["第"]).or(Some(from))
        && let Some(count) = scan.number(at, false)
        && let Some(end) = scan.one_of(count.end, &["四半期", "Q", "Ｑ"])
    {
        return quarter(count.value).map(|q| (Part::Quarter(q), end));
    }
    // `第二四半期`: one run of kanji numerals.
    let at = scan.word(from, "第")?;
    let numerals = [
        ("一四半期", 1),
        ("二四半期", 2),
        ("三四半期", 3),
        ("四四半期", 4),
    ];
    numerals
        .iter()
        .find_map(|(word, q)| scan.word(at, word).map(|end| (Part::Quarter(*q), end)))
}

/// The fiscal year a plan counts by itself: `初年度`, `3年次`, `4年目`, `中間年度`, `最終年度`.
#[must_use]
pub fn year_of_plan(text: &str, period: &Period) -> Option<FiscalYear> {
    let letters = letters(text.trim());
    let scan = Scan::new(&letters);
    if scan.one_of(0, &["初年度", "開始年度"]).is_some() {
        return Some(period.from);
    }
    if scan.one_of(0, &["最終年度", "終了年度"]).is_some() {
        return period.to;
    }
    if scan.one_of(0, &["中間年度", "中間年"]).is_some() {
        let length = period.to?.0 - period.from.0;
        // A plan of four years has no middle.
        return (length >= 0 && length % 2 == 0).then_some(FiscalYear(period.from.0 + length / 2));
    }
    let at = scan.word(0, "第").unwrap_or(0);
    let count = scan
        .number(at, false)
        .filter(|count| (1..=50).contains(&count.value))?;
    scan.one_of(count.end, &["年次", "年目", "年度目", "か年目", "カ年目"])?;
    let year = FiscalYear(period.from.0 + i32::try_from(count.value).ok()? - 1);
    period.covers(year).then_some(year)
}
