//! Tables of contents whose lines end with page numbers, with leaders before them or without
//! (practice §1a V15): they lead to the plan and are none of it.

use ayumi_document::Why;

use crate::kinds::is_contents;
use crate::text::slice::Slice;
use crate::text::view::Piece;
use crate::words::exact;
use crate::work::Work;

/// Fewest lines with page numbers.
const LINES: usize = 3;
/// Lines without a page number that may stand between two with one.
const BETWEEN: usize = 2;

/// Takes the tables of contents out of the lines of a document.
pub(crate) fn take(work: &mut Work, pieces: &mut [Piece]) {
    let mut at = 0;
    while at < pieces.len() {
        if !is_head(&pieces[at]) {
            at += 1;
            continue;
        }
        let end = end_of(pieces, at + 1);
        work.step(end - at);
        if end > at + 1 {
            for piece in &mut pieces[at..end] {
                if let Piece::Line(line) = piece {
                    let text = line.text.take();
                    work.leave(text, Why::TableOfContents);
                }
            }
        }
        at = end.max(at + 1);
    }
}

fn is_head(piece: &Piece) -> bool {
    match piece {
        Piece::Line(line) => exact("contents", &line.text.folded()).is_some(),
        Piece::Grid(_) => false,
    }
}

/// Where the table of contents ends that begins here; the same place where it is none.
fn end_of(pieces: &[Piece], from: usize) -> usize {
    let (mut end, mut found, mut last, mut between) = (from, 0, 0, 0);
    for (at, piece) in pieces.iter().enumerate().skip(from) {
        let Piece::Line(line) = piece else { break };
        match page(&line.text) {
            Some(page) if page >= last => {
                (last, end, between) = (page, at + 1, 0);
                found += 1;
            }
            Some(_) => break,
            None => between += 1,
        }
        if between > BETWEEN {
            break;
        }
    }
    if found >= LINES { end } else { from }
}

/// The page number at the end of a line.
fn page(text: &Slice) -> Option<u32> {
    let len = text.len();
    let digits = (0..len)
        .rev()
        .take_while(|i| text.at(*i).is_ascii_digit())
        .count();
    let start = len - digits;
    if digits == 0 || digits > 3 || start < 3 {
        return None;
    }
    let parted =
        text.at(start - 1).is_whitespace() || is_contents(text) || text.at(start - 1) == 'P';
    let number: String = (start..len).map(|i| text.at(i)).collect();
    number.parse().ok().filter(|_| parted)
}
