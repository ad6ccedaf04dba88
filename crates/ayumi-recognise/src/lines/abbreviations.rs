//! Names of sections that are printed short, and the legend that explains them:
//! `担当課の略称：総＝総務課 地＝地域福祉課` (practice §1b V51).

use ayumi_document::Why;

use crate::draft::DraftLegend;
use crate::table::role::column;
use crate::text::chars::is_japanese;
use crate::text::slice::Slice;
use crate::text::view::{Line, Piece};
use crate::values::is_section;
use crate::words::{Class, find, is};
use crate::work::Work;

/// Longest line of such a legend, and longest short name.
const LINE: usize = 300;
const SHORT: usize = 3;

/// A short name in a line: where it begins and ends, where the full name begins and ends.
type Pair = (usize, usize, usize, usize);

/// Takes such legends out of the lines of a document.
pub(crate) fn take(work: &mut Work, pieces: &mut [Piece]) {
    for piece in pieces {
        let Piece::Line(line) = piece else { continue };
        if line.text.len() > LINE {
            continue;
        }
        work.step(line.text.len());
        let found = pairs(&line.text);
        let t = line.text.folded();
        let announced = find("field.section", &t).is_some() || find("short_name", &t).is_some();
        let only = found.first().is_some_and(|pair| pair.0 == 0);
        if found.len() >= 2 || found.len() == 1 && announced && !only {
            put(work, line, found);
        }
    }
}

fn put(work: &mut Work, line: &mut Line, found: Vec<Pair>) {
    let t = line.text.folded();
    let of = find("field.section", &t).map(|(_, word)| word.text.clone());
    let mut legends = Vec::new();
    for (start, end, name, stop) in found.into_iter().rev() {
        let rest = line.text.split_off(stop);
        let meaning = line.text.split_off(name);
        let joint = line.text.split_off(end);
        let symbol = line.text.split_off(start);
        work.leave(rest, Why::Legend);
        work.leave(joint, Why::Legend);
        legends.push(DraftLegend {
            at: work.place(&symbol),
            symbol: symbol.trimmed(),
            meaning: meaning.trimmed(),
            of: of.clone(),
            order: None,
        });
    }
    legends.reverse();
    work.draft.legends.extend(legends);
    let left = line.text.take();
    work.leave(left, Why::Legend);
}

/// All pairs of a line.
fn pairs(text: &Slice) -> Vec<Pair> {
    let mut out: Vec<Pair> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match pair_at(text, at) {
            Some(pair) => {
                out.push(pair);
                at = pair.3;
            }
            None => at += 1,
        }
    }
    let distinct = |(i, pair): (usize, &Pair)| {
        let words = |pair: &Pair| (pair.0..pair.1).map(|i| text.at(i)).collect::<Vec<char>>();
        !out[..i].iter().any(|other| words(other) == words(pair))
    };
    let clear = out.iter().enumerate().all(distinct);
    // Most short names are made of signs of the full ones; else they are something else.
    let made = |pair: &&Pair| {
        let word = |from: usize, to: usize| (from..to).map(|i| text.at(i)).collect::<Vec<char>>();
        within_order(&word(pair.0, pair.1), &word(pair.2, pair.3))
    };
    let clear = clear && out.iter().filter(made).count() * 2 >= out.len();
    if clear { out } else { Vec::new() }
}

fn pair_at(text: &Slice, start: usize) -> Option<Pair> {
    let before = if start == 0 { ' ' } else { text.at(start - 1) };
    if !(parts(before) || is_joint(before) || is(before, Class::Open)) {
        return None;
    }
    let end = (start..text.len().min(start + SHORT + 1)).find(|i| !is_japanese(text.at(*i)))?;
    let mut name = end;
    while name < text.len() && (is_joint(text.at(name)) || text.at(name).is_whitespace()) {
        name += 1;
    }
    let joined = (end..name).any(|i| is_joint(text.at(i)));
    if end == start || !joined || name - end > 6 {
        return None;
    }
    let stop = (name..text.len())
        .find(|i| parts(text.at(*i)) || is(text.at(*i), Class::Close))
        .unwrap_or(text.len());
    let full: Vec<char> = (name..stop).map(|i| text.at(i)).collect();
    let word: Vec<char> = (start..end).map(|i| text.at(i)).collect();
    let short = word.len() < full.len();
    let named = column(&word).is_some() || full.iter().any(|c| is_joint(*c));
    (short && !named && is_section(&full)).then_some((start, end, name, stop))
}

/// Do the signs of the short name stand in the full one, in their order?
fn within_order(short: &[char], full: &[char]) -> bool {
    let mut rest = full.iter();
    short.iter().all(|c| rest.any(|own| own == c))
}

fn is_joint(c: char) -> bool {
    matches!(c, ':' | '=') || is(c, Class::Leader) && c != '-' || is(c, Class::Arrow)
}

fn parts(c: char) -> bool {
    c.is_whitespace()
        || is(c, Class::Comma)
        || is(c, Class::Stop)
        || is(c, Class::Note)
        || matches!(c, '/' | ';')
}

/// Is the text a short name that a legend explains?
pub(crate) fn is_short(work: &Work, t: &[char]) -> bool {
    (1..=SHORT).contains(&t.len())
        && work
            .draft
            .legends
            .iter()
            .any(|legend| legend.symbol.folded() == t && is_section(&legend.meaning.folded()))
}

/// Several short names without a sign between them (`相在`): how many signs the first has.
pub(crate) fn first_of_several(work: &Work, t: &[char]) -> Option<usize> {
    if t.len() < 2 || t.len() > 12 || is_short(work, t) {
        return None;
    }
    let whole = t.iter().all(|c| is_short(work, &[*c]));
    whole.then_some(1)
}

/// Short names in brackets at the end of a title: `サロンの支援（地・総）`. Where the bracket opens.
pub(crate) fn at_end(work: &Work, title: &Slice) -> Option<usize> {
    let len = title.len();
    if work.draft.legends.is_empty() || len < 4 || !is(title.at(len - 1), Class::Close) {
        return None;
    }
    let open = (1..len - 1)
        .rev()
        .take(14)
        .find(|i| is(title.at(*i), Class::Open))?;
    let inner: Vec<char> = (open + 1..len - 1).map(|i| title.at(i)).collect();
    let sign = |c: &char| is(*c, Class::Dot) || is(*c, Class::Comma) || c.is_whitespace();
    let mut names = inner.split(sign).filter(|part| !part.is_empty()).peekable();
    let known = |part: &[char]| is_short(work, part) || first_of_several(work, part).is_some();
    (names.peek().is_some() && names.all(known)).then_some(open)
}
