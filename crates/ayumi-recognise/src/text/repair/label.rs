//! Repairs of labels: numbers whose first byte was lost, numbers of the private-use area.

use ayumi_document::{Ask, RepairRule};

use crate::text::chars::{is_japanese, is_private};
use crate::text::slice::Slice;
use crate::text::view::{Line, Piece};
use crate::words::{Class, is, prefix, value};
use crate::work::Work;

/// The lines of a document, those in cells too.
fn each_line<'a>(pieces: &'a mut [Piece], visit: &mut dyn FnMut(&'a mut Line)) {
    for piece in pieces {
        match piece {
            Piece::Line(line) => visit(line),
            Piece::Grid(grid) => {
                for line in grid
                    .rows
                    .iter_mut()
                    .flatten()
                    .flat_map(|cell| &mut cell.lines)
                {
                    visit(line);
                }
            }
        }
    }
}

/// ①→@, Ⅰ→T: proposed where they stand at the head of lines in sequence.
pub(super) fn lead_bytes(work: &mut Work, pieces: &mut [Piece]) {
    let tables = [
        ("lead.roman", "roman", false),
        ("lead.circled", "circled", true),
    ];
    for (lost, numbers, inline) in tables {
        let lost: Vec<char> = value(lost, "order").unwrap_or_default().chars().collect();
        let numbers: Vec<char> = value("number", numbers)
            .unwrap_or_default()
            .chars()
            .collect();
        let table = Lost {
            lost,
            numbers,
            inline,
        };
        if table.proven(pieces) {
            table.repair(work, pieces);
        }
    }
}

/// One family of labels that lost their first byte.
struct Lost {
    lost: Vec<char>,
    numbers: Vec<char>,
    /// May also stand inside a line (@ is no letter).
    inline: bool,
}

impl Lost {
    /// Candidates in a line: index of the character, place in the sequence.
    fn candidates(&self, text: &Slice) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        for i in 0..text.len() {
            let Some(n) = text
                .glyphs
                .get(i)
                .and_then(|g| self.lost.iter().position(|c| *c == g.ch))
            else {
                continue;
            };
            let before = if i == 0 { ' ' } else { text.at(i - 1) };
            let after = text.at(i + 1);
            let words = is_japanese(after) || is(after, Class::QuoteOpen);
            let at_head =
                i == 0 && (words || (after.is_whitespace() && is_japanese(text.at(i + 2))));
            let in_label =
                is_japanese(before) && (after == ':' || prefix("chapter", &[after]).is_some());
            let in_text = self.inline && words && (is_japanese(before) || is(before, Class::Comma));
            if at_head || in_label || in_text {
                out.push((i, n));
            }
        }
        out
    }

    /// Is the sequence begun with its first sign and followed by its second?
    fn proven(&self, pieces: &mut [Piece]) -> bool {
        let mut first = false;
        let mut second = false;
        each_line(pieces, &mut |line| {
            if second {
                return;
            }
            for (_, n) in self.candidates(&line.text) {
                first |= n == 0;
                second |= first && n == 1;
            }
        });
        second
    }

    fn repair(&self, work: &mut Work, pieces: &mut [Piece]) {
        let mut highest = 0;
        let mut found = Vec::new();
        each_line(pieces, &mut |line| {
            for (i, n) in self.candidates(&line.text) {
                if n > highest + 1 {
                    continue;
                }
                highest = highest.max(n);
                let (Some(glyph), Some(number)) =
                    (line.text.glyphs.get_mut(i), self.numbers.get(n))
                else {
                    continue;
                };
                let before = glyph.ch.to_string();
                glyph.ch = *number;
                found.push((before, number.to_string(), line.at.clone()));
            }
        });
        if let Some((before, after, at)) = found.first().cloned() {
            work.ask(Ask::WhichLabel, at, vec![after, before]);
        }
        for (before, after, at) in found {
            work.repair(RepairRule::LostLeadByte, before, after, at);
        }
    }
}

/// Circled numbers of the private-use area, proposed by sequence at the head of lines.
pub(super) fn private_numbers(work: &mut Work, pieces: &mut [Piece]) {
    let mut heads: Vec<u32> = Vec::new();
    each_line(pieces, &mut |line| {
        if let Some(g) = line.text.glyphs.first().filter(|g| is_private(g.ch)) {
            heads.push(g.ch as u32);
        }
    });
    let Some(base) = heads.iter().min().copied() else {
        return;
    };
    let rising = heads.len() >= 2
        && heads.contains(&(base + 1))
        && heads.iter().all(|c| (base..base + 20).contains(c));
    if !rising {
        return;
    }
    let numbers: Vec<char> = value("number", "circled")
        .unwrap_or_default()
        .chars()
        .collect();
    let mut found = Vec::new();
    each_line(pieces, &mut |line| {
        let Some(glyph) = line.text.glyphs.first_mut().filter(|g| is_private(g.ch)) else {
            return;
        };
        let Some(number) = numbers.get((glyph.ch as u32 - base) as usize) else {
            return;
        };
        let before = glyph.ch.to_string();
        glyph.ch = *number;
        found.push((before, number.to_string(), line.at.clone()));
    });
    if let Some((before, after, at)) = found.first().cloned() {
        work.ask(Ask::WhichLabel, at, vec![after, before]);
    }
    for (before, after, at) in found {
        work.repair(RepairRule::PrivateNumber, before, after, at);
    }
}
