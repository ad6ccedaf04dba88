//! Legends whose signs are words in 「」: 進み具合の区分:「順調」予定どおり 「遅れ」予定に届かない.

use ayumi_document::Why;

use crate::draft::DraftLegend;
use crate::text::slice::Slice;
use crate::text::view::Line;
use crate::words::{Class, is, within};
use crate::work::Work;

/// Words longer than these are quoted for another reason.
const LONGEST: (usize, usize) = (10, 24);

/// Takes the legend out of a line; `false` where it holds none.
pub(crate) fn take(work: &mut Work, line: &mut Line) -> bool {
    let found = pairs(&line.text);
    let Some(first) = found.first() else {
        return false;
    };
    if found.len() < 2 || !distinct(&line.text, &found) || !announces(&line.text, first.0) {
        return false;
    }
    let mut legends = Vec::new();
    for (open, close) in found.into_iter().rev() {
        let mut meaning = line.text.split_off(close + 1);
        meaning
            .trim_end_if(|c| is(c, Class::Comma) || is(c, Class::Stop) || matches!(c, '/' | ';'));
        let mark = line.text.split_off(close);
        work.leave(mark, Why::Legend);
        let symbol = line.text.split_off(open + 1);
        legends.push(DraftLegend {
            at: work.place(&symbol),
            symbol,
            meaning: meaning.trimmed(),
            of: None,
            order: None,
        });
        let mark = line.text.split_off(open);
        work.leave(mark, Why::Legend);
    }
    let front = line.text.take();
    work.leave(front, Why::Legend);
    work.draft.legends.extend(legends.into_iter().rev());
    true
}

/// Where each quotation with its meaning opens and closes; nothing where one has no meaning.
fn pairs(text: &Slice) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut open = None;
    for i in 0..text.len() {
        if is(text.at(i), Class::QuoteOpen) {
            open = Some(i);
        } else if is(text.at(i), Class::QuoteClose)
            && let Some(begin) = open.take()
        {
            found.push((begin, i));
        }
    }
    let ends = found
        .iter()
        .skip(1)
        .map(|(open, _)| *open)
        .chain([text.len()]);
    let fits = found.iter().zip(ends).all(|((open, close), end)| {
        let seen =
            |range: std::ops::Range<usize>| range.filter(|i| !text.at(*i).is_whitespace()).count();
        let (symbol, meaning) = (seen(open + 1..*close), seen(close + 1..end));
        (1..=LONGEST.0).contains(&symbol) && (2..=LONGEST.1).contains(&meaning) && parted(text, end)
    });
    if fits { found } else { Vec::new() }
}

/// A blank or comma stands between two meanings: in a sentence words go on.
fn parted(text: &Slice, end: usize) -> bool {
    let Some(before) = end.checked_sub(1).filter(|_| end < text.len()) else {
        return true;
    };
    let c = text.at(before);
    c.is_whitespace() || is(c, Class::Comma) || matches!(c, '/' | ';')
}

fn distinct(text: &Slice, found: &[(usize, usize)]) -> bool {
    let symbol = |(open, close): &(usize, usize)| -> String {
        (open + 1..*close).map(|i| text.at(i)).collect()
    };
    let symbols: Vec<String> = found.iter().map(symbol).collect();
    symbols
        .iter()
        .enumerate()
        .all(|(n, one)| symbols.iter().take(n).all(|other| other != one))
}

/// Do the words before the first quotation say that a legend follows?
fn announces(text: &Slice, first: usize) -> bool {
    let front: Vec<char> = (0..first)
        .map(|i| text.at(i))
        .filter(|c| !c.is_whitespace())
        .collect();
    let front = crate::table::role::unbracket(&front);
    front.len() <= 20 && (within("legend_head", front) || within("field.rating", front))
}
