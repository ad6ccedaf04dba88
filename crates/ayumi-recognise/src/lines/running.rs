//! Text made for reading aloud: a list in one line, `1、窓口、b。2、…` (practice §1b V53).

use crate::grade::is_grade;
use crate::text::slice::Slice;
use crate::text::view::{Line, Piece};
use crate::words::{Class, is};

/// Cuts lines that hold a running list into their sentences.
pub(crate) fn cut(pieces: &mut Vec<Piece>) {
    let mut out = Vec::with_capacity(pieces.len());
    for piece in std::mem::take(pieces) {
        match piece {
            Piece::Line(line) if is_running(&line.text) => {
                for (i, text) in sentences(line.text).into_iter().enumerate() {
                    out.push(Piece::Line(Line {
                        text,
                        at: line.at.clone(),
                        gap: line.gap && i == 0,
                        ..Line::default()
                    }));
                }
            }
            other => out.push(other),
        }
    }
    *pieces = out;
}

/// Does the line hold three or more sentences of the shape number, title, grade?
fn is_running(text: &Slice) -> bool {
    let mut found = 0;
    let mut begin = 0;
    for i in 0..text.len() {
        if is(text.at(i), Class::Stop) {
            found += usize::from(rated(text, begin, i));
            begin = i + 1;
        }
    }
    found >= 3
}

/// number、title、grade between two indexes.
fn rated(text: &Slice, begin: usize, end: usize) -> bool {
    let t: Vec<char> = (begin..end)
        .map(|i| text.at(i))
        .filter(|c| !c.is_whitespace())
        .collect();
    let parts: Vec<&[char]> = t.split(|c| is(*c, Class::Comma)).collect();
    let [number, _, .., grade] = parts.as_slice() else {
        return false;
    };
    parts.len() >= 3
        && !number.is_empty()
        && number.iter().all(char::is_ascii_digit)
        && is_grade(grade)
}

/// The sentences of a text; wide gaps part them too.
fn sentences(mut text: Slice) -> Vec<Slice> {
    let mut cuts = Vec::new();
    for i in 1..text.len() {
        let gap = text.at(i - 1).is_whitespace() && i >= 2 && text.at(i - 2).is_whitespace();
        if is(text.at(i - 1), Class::Stop) || (gap && !text.at(i).is_whitespace()) {
            cuts.push(i);
        }
    }
    let mut out = Vec::new();
    for cut in cuts.into_iter().rev() {
        out.push(text.split_off(cut).trimmed());
    }
    out.push(text.trimmed());
    out.reverse();
    out.retain(|s| !s.is_blank());
    out
}
