//! Repairs of lines: letter-spacing, repeats, words broken over lines, vertical text, labels whose
//! first byte was lost (domain/layouts.md §C).

use std::ops::Range;

use ayumi_document::{RepairRule, Why};

use crate::text::chars::{is_japanese, is_kanji};
use crate::text::slice::Slice;
use crate::text::view::{Line, Piece};
use crate::words::{Class, fold, is, prefix};
use crate::work::Work;

/// Makes all repairs of lines.
pub(crate) fn repair(work: &mut Work, pieces: &mut Vec<Piece>) {
    for piece in pieces.iter_mut() {
        match piece {
            Piece::Line(line) => one(work, line),
            Piece::Grid(grid) => {
                for cell in grid.rows.iter_mut().flatten() {
                    for line in &mut cell.lines {
                        one(work, line);
                    }
                }
            }
        }
    }
    super::label::lead_bytes(work, pieces);
    super::label::private_numbers(work, pieces);
    vertical(work, pieces);
    broken(work, pieces);
}

fn one(work: &mut Work, line: &mut Line) {
    work.step(line.text.len());
    letter_spacing(work, line);
    repeats(work, line);
}

/// 重 点 課 題: runs of single characters parted by single blanks are joined.
fn letter_spacing(work: &mut Work, line: &mut Line) {
    let len = line.text.len();
    let single = |i: usize| {
        let c = line.text.at(i);
        (is_japanese(c) || is(c, Class::Dot) || c.is_ascii_digit())
            && (i == 0 || line.text.at(i - 1).is_whitespace())
            && (i + 1 >= len || line.text.at(i + 1).is_whitespace())
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut i = 0;
    while i < len {
        if !single(i) {
            i += 1;
            continue;
        }
        let start = i;
        let mut end = i;
        let mut count = 1;
        loop {
            let next = (end + 1..len.min(end + 4)).find(|j| !line.text.at(*j).is_whitespace());
            match next {
                Some(j) if single(j) && j > end + 1 => {
                    end = j;
                    count += 1;
                }
                _ => break,
            }
        }
        let whole = start == 0 && end + 1 == len;
        let kanji = (start..=end).any(|j| is_kanji(line.text.at(j)));
        if kanji && (count >= 3 || (count == 2 && whole)) {
            runs.push(start..end + 1);
        }
        i = end + 1;
    }
    if runs.is_empty() {
        return;
    }
    for run in &runs {
        let before = line.text.part(run.start, run.end).text();
        let after = before.chars().filter(|c| !c.is_whitespace()).collect();
        let at = line.at.clone();
        work.repair(RepairRule::LetterSpacing, before, after, at);
    }
    line.text
        .keep(&mut |i, g| !g.ch.is_whitespace() || !within(&runs, i));
}

/// Does one of the ranges, which rise, hold `i`?
fn within(ranges: &[Range<usize>], i: usize) -> bool {
    let after = ranges.partition_point(|range| range.end <= i);
    ranges.get(after).is_some_and(|range| range.contains(&i))
}

/// 進行管理進行管理 → 進行管理; a line that says the same words twice.
fn repeats(work: &mut Work, line: &mut Line) {
    let mut again: Vec<Range<usize>> = Vec::new();
    let mut i = 0;
    while i < line.text.len() {
        let Some((unit, total)) = repeat_at(&line.text, i) else {
            i += 1;
            continue;
        };
        let before = line.text.part(i, i + total).text();
        let kept = line.text.part(i, i + unit).text();
        let at = line.at.clone();
        work.repair(RepairRule::Repeat, before, kept.trim().to_owned(), at);
        again.push(i + unit..i + total);
        i += total;
    }
    if !again.is_empty() {
        let left = line.text.keep(&mut |i, _| !within(&again, i));
        work.leave(left, Why::Duplicate);
    }
    line.text.trim();
}

/// A unit of at least four Japanese characters that stands twice or more, blanks between allowed:
/// its length and the length of all. Only at the head of a word.
fn repeat_at(text: &Slice, i: usize) -> Option<(usize, usize)> {
    let head = i == 0 || text.at(i - 1).is_whitespace();
    if !head || !is_japanese(text.at(i)) {
        return None;
    }
    let longest = (text.len() - i).min(60) / 2;
    for unit in 4..=longest {
        if text.at(i + unit - 1).is_whitespace() {
            break;
        }
        let mut end = i + unit;
        let mut times = 1;
        loop {
            let mut at = end;
            while at < text.len() && text.at(at).is_whitespace() {
                at += 1;
            }
            let same =
                at + unit <= text.len() && (0..unit).all(|k| text.at(i + k) == text.at(at + k));
            if !same {
                break;
            }
            end = at + unit;
            times += 1;
        }
        let closed = end >= text.len() || text.at(end).is_whitespace();
        let sentence = (i..i + unit).any(|k| is(text.at(k), Class::Stop));
        if times >= 2 && closed && !sentence {
            return Some((unit, end - i));
        }
    }
    None
}

/// One character a line, four lines or more: a word printed downwards.
fn vertical(work: &mut Work, pieces: &mut Vec<Piece>) {
    let single = |piece: &Piece| {
        matches!(piece, Piece::Line(line) if line.text.len() == 1
            && line.text.glyphs.iter().all(|g| is_japanese(g.ch) && is_kanji(g.ch) || g.ch == '\u{30FC}'))
    };
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut run: Vec<Line> = Vec::new();
    for piece in std::mem::take(pieces) {
        if single(&piece) {
            if let Piece::Line(line) = piece {
                run.push(line);
            }
            continue;
        }
        flush(work, &mut run, &mut out);
        out.push(piece);
    }
    flush(work, &mut run, &mut out);
    *pieces = out;
}

fn flush(work: &mut Work, run: &mut Vec<Line>, out: &mut Vec<Piece>) {
    let lines = std::mem::take(run);
    if lines.len() < 4 {
        out.extend(lines.into_iter().map(Piece::Line));
        return;
    }
    let mut lines = lines.into_iter();
    let Some(mut first) = lines.next() else {
        return;
    };
    let mut before = first.text.text();
    for line in lines {
        before.push('\n');
        before.push_str(&line.text.text());
        first.text.glyphs.extend(line.text.glyphs);
    }
    work.repair(
        RepairRule::VerticalText,
        before,
        first.text.text(),
        first.at.clone(),
    );
    out.push(Piece::Line(first));
}

/// までの3 / カ年: a number parted from the word that counts.
fn broken(work: &mut Work, pieces: &mut Vec<Piece>) {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in std::mem::take(pieces) {
        let Piece::Line(line) = piece else {
            out.push(piece);
            continue;
        };
        if let Some(Piece::Line(last)) = out.last_mut() {
            let digit = last
                .text
                .glyphs
                .last()
                .is_some_and(|g| fold(g.ch).is_ascii_digit());
            let t = line.text.folded();
            let counts = prefix("span_length", &t);
            if digit
                && !line.gap
                && last.text.len() > 1
                && let Some(word) = counts
            {
                let mut number = String::new();
                for g in last
                    .text
                    .glyphs
                    .iter()
                    .rev()
                    .take_while(|g| fold(g.ch).is_ascii_digit())
                {
                    number.insert(0, g.ch);
                }
                let (before, after) = (
                    format!("{number}\n{}", word.text),
                    format!("{number}{}", word.text),
                );
                work.repair(RepairRule::BrokenWord, before, after, last.at.clone());
                last.text.glyphs.extend(line.text.glyphs);
                continue;
            }
        }
        out.push(Piece::Line(line));
    }
    *pieces = out;
}
