//! Years whose era is left out in the headings of columns (27年度, 元年度): the era that the full
//! years of the document leave, else the likelier one, asked (domain/practice.md §6).

use std::collections::BTreeSet;

use ayumi_document::{Ask, At, Notice, Rule, Severity};

use crate::table::role::column;
use crate::text::slice::{Glyph, Slice};
use crate::text::view::{Line, Piece};
use crate::words::{Class, era_mark, exact, group, is, prefix};
use crate::work::Work;
use crate::years::spans;

/// Rows of a table in which headings may stand.
const HEADS: usize = 6;
/// Years this far from those printed in full are not believed.
const NEAR: i32 = 12;

/// An era: its letter, its name as printed, and the year before its first.
#[derive(Clone, Copy, Debug)]
struct Era {
    letter: char,
    name: &'static str,
    base: i32,
}

/// How the numbers are read: numbers from `from` on in `older`, the smaller ones in `newer`.
#[derive(Clone, Copy, Debug)]
struct Reading {
    older: Era,
    newer: Era,
    from: i32,
}

impl Reading {
    fn era(&self, n: i32) -> Era {
        if n >= self.from {
            self.older
        } else {
            self.newer
        }
    }

    fn range(&self, numbers: &BTreeSet<i32>) -> (i32, i32) {
        let years = numbers.iter().map(|n| self.era(*n).base + n);
        let range = years.fold(None, |range: Option<(i32, i32)>, year| {
            Some(range.map_or((year, year), |(a, b)| (a.min(year), b.max(year))))
        });
        range.unwrap_or_default()
    }

    /// 平成27年度～平成29年度
    fn words(&self, numbers: &BTreeSet<i32>) -> String {
        let tail = group("year_tail").first().map_or("", |word| &word.text);
        let one = |n: &i32| format!("{}{n}{tail}", self.era(*n).name);
        let years: Vec<String> = numbers.iter().map(one).collect();
        years.join("・")
    }
}

/// Settles the era of every bare year that heads a column.
pub(crate) fn settle(work: &mut Work, pieces: &mut [Piece]) {
    let mut numbers = BTreeSet::new();
    let mut place: Option<At> = None;
    each_heading(pieces, &mut |line| {
        if let Some((_, n)) = bare(&line.text) {
            numbers.insert(n);
            place = place.take().or_else(|| line.at.clone());
        }
    });
    if numbers.is_empty() {
        return;
    }
    let known = full_years(work, pieces);
    let Some((reading, other)) = choose(&numbers, &known) else {
        return;
    };
    if let Some(other) = other {
        let choices = vec![reading.words(&numbers), other.words(&numbers)];
        work.ask(Ask::WhichEra, place.clone(), choices);
    }
    forget(work, pieces);
    for n in &numbers {
        tell(work, &reading, *n, place.clone());
    }
    each_heading(pieces, &mut |line| {
        if let Some((at, n)) = bare(&line.text) {
            print(&mut line.text, at, reading.era(n).letter);
        }
    });
}

/// Every cell of a heading row, and every line of nothing but years.
fn each_heading(pieces: &mut [Piece], act: &mut dyn FnMut(&mut Line)) {
    for piece in pieces {
        let Piece::Grid(grid) = piece else { continue };
        for row in grid.rows.iter_mut().take(HEADS) {
            for line in row.iter_mut().filter_map(|cell| cell.lines.first_mut()) {
                act(line);
            }
        }
    }
}

/// A bare year at the head of the text, with nothing or a known heading behind it: where its
/// number stands, and the number.
fn bare(text: &Slice) -> Option<(usize, i32)> {
    if text.len() > 20 {
        return None;
    }
    let t = text.folded();
    let start = usize::from(t.first().is_some_and(|c| is(*c, Class::Open)));
    let first = prefix("era_first", t.get(start..)?);
    let (end, n) = match first {
        Some(word) => (start + word.chars.len(), 1),
        None => {
            let digits = t[start..].iter().take_while(|c| c.is_ascii_digit()).count();
            let n: String = t[start..start + digits].iter().collect();
            (start + digits, n.parse().ok().filter(|_| digits <= 2)?)
        }
    };
    let tail = prefix("year_tail", t.get(end..)?).filter(|word| word.chars.len() == 2)?;
    let rest = t[end + tail.chars.len()..]
        .iter()
        .filter(|c| !is(**c, Class::Close));
    let rest: Vec<char> = rest.copied().collect();
    let known = rest.is_empty() || column(&rest).is_some() || exact("month_end", &rest).is_some();
    (known && (1..=64).contains(&n)).then(|| (text.index_after(start), n))
}

/// The years printed in full anywhere in the document.
fn full_years(work: &Work, pieces: &[Piece]) -> BTreeSet<i32> {
    let mut years = BTreeSet::new();
    let mut look = |line: &Line| {
        let t: Vec<char> = line.text.folded().into_iter().take(400).collect();
        work.step(t.len());
        for span in spans(&t).into_iter().filter(|span| !span.assumed()) {
            years.insert(span.from);
            years.extend(span.to);
        }
    };
    for piece in pieces {
        match piece {
            Piece::Line(line) => look(line),
            Piece::Grid(grid) => {
                let cells = grid.rows.iter().flatten();
                cells.flat_map(|cell| &cell.lines).for_each(&mut look);
            }
        }
    }
    years
}

/// The likelier way to read the numbers, and the other one where it is as good.
fn choose(numbers: &BTreeSet<i32>, known: &BTreeSet<i32>) -> Option<(Reading, Option<Reading>)> {
    let mut ways = ways(numbers);
    let (low, high) = (known.first().copied(), known.last().copied());
    let away = |way: &Reading| -> i32 {
        let (Some(low), Some(high)) = (low, high) else {
            return 0;
        };
        let (from, to) = way.range(numbers);
        (low - to).max(from - high).max(0)
    };
    if !known.is_empty() {
        ways.sort_by_key(|way| away(way));
    }
    let best = *ways.first()?;
    let close = |way: &&Reading| away(way) <= away(&best) + NEAR;
    let other = ways.iter().skip(1).find(close).copied();
    Some((best, other))
}

/// The ways to read the numbers, the likelier first: 20 and more count in 平成, a fall from there to
/// small numbers is the change of the era, small numbers alone are of today.
fn ways(numbers: &BTreeSet<i32>) -> Vec<Reading> {
    let all = |era: Era| Reading {
        older: era,
        newer: era,
        from: 0,
    };
    let (Some(heisei), Some(reiwa), Some(showa)) = (era('H'), era('R'), era('S')) else {
        return Vec::new();
    };
    let (low, high) = (
        numbers.first().copied().unwrap_or_default(),
        numbers.last().copied().unwrap_or_default(),
    );
    if high > 45 {
        return vec![all(showa)];
    }
    if high >= 26 && low <= 8 {
        return vec![Reading {
            older: heisei,
            newer: reiwa,
            from: 20,
        }];
    }
    match high {
        20.. => vec![all(heisei)],
        _ => vec![all(reiwa), all(heisei)],
    }
}

/// The era of a letter: its name in full, and the year before its first.
fn era(letter: char) -> Option<Era> {
    let base = crate::words::value("era", &letter.to_string())?;
    let full = |word: &&crate::words::Word| word.value == base && word.chars.len() == 2;
    let name = group("era").iter().find(full)?;
    Some(Era {
        letter,
        name: name.text.as_str(),
        base: base.parse().ok()?,
    })
}

/// Takes back what was told of these headings before the document as a whole was looked at.
fn forget(work: &mut Work, pieces: &mut [Piece]) {
    let mut headings = BTreeSet::new();
    each_heading(pieces, &mut |line| {
        if bare(&line.text).is_some() {
            headings.insert(line.text.value());
        }
    });
    work.notices.retain(|notice| {
        let value = notice.values.get("value");
        notice.rule != Rule::EraAssumed || value.is_none_or(|value| !headings.contains(value))
    });
}

fn tell(work: &mut Work, reading: &Reading, n: i32, at: Option<At>) {
    let Era { name, base, .. } = reading.era(n);
    let tail = group("year_tail").first().map_or("", |word| &word.text);
    let notice = Notice::new(Rule::EraAssumed, Severity::Info, at)
        .with("value", format!("{n}{tail}"))
        .with("era", name)
        .with("number", n.to_string())
        .with("year", (base + n).to_string());
    work.notices.push(notice);
}

/// Sets the mark of the era before the number: it has no place and prints nothing.
fn print(text: &mut Slice, at: usize, letter: char) {
    let Some((from, ch)) = text.glyphs.get(at).map(|g| g.from).zip(era_mark(letter)) else {
        return;
    };
    text.glyphs.insert(at, Glyph { ch, from, len: 0 });
}
