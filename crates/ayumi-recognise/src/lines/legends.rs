//! Legends in lines: `△検討 ○着手・実施 ◎継続`, `A評価・・・目標に届いた`, `a（…）、ねらいどおり。`

use ayumi_document::Why;

use crate::draft::DraftLegend;
use crate::grade::{is_letter, is_sign};
use crate::text::slice::Slice;
use crate::text::view::{GridCell, Line, Piece};
use crate::words::{Class, is, within};
use crate::work::Work;

/// Takes the legends out of the lines of a document.
pub(crate) fn take(work: &mut Work, pieces: &mut [Piece]) {
    for piece in pieces.iter_mut() {
        if let Piece::Grid(grid) = piece {
            grid.rows.iter_mut().for_each(|row| in_row(work, row));
        }
    }
    let mut of: Option<String> = None;
    let mut run: Vec<usize> = Vec::new();
    let mut head: Option<usize> = None;
    for at in 0..=pieces.len() {
        let near = head.is_some_and(|h| at - h <= 8);
        if let Some(Piece::Line(line)) = pieces.get_mut(at)
            && super::quoted::take(work, line)
        {
            flush(work, pieces, &mut run, (of.as_ref(), near));
            continue;
        }
        let shape = match pieces.get(at) {
            Some(Piece::Line(line)) => {
                let t = line.text.folded();
                if heads(&t) {
                    of = axis(&t);
                    head = Some(at);
                }
                shape(&line.text, near)
            }
            _ => Shape::None,
        };
        match shape {
            Shape::Several => {
                flush(work, pieces, &mut run, (of.as_ref(), near));
                if let Some(Piece::Line(line)) = pieces.get_mut(at) {
                    several(work, line, (of.as_ref(), near));
                }
            }
            Shape::One => run.push(at),
            Shape::None => flush(work, pieces, &mut run, (of.as_ref(), near)),
        }
    }
}

/// A row of a table that begins with 凡例.
fn in_row(work: &mut Work, row: &mut [GridCell]) {
    let mut filled = row.iter_mut().filter(|cell| !cell.is_blank());
    let headed = filled.next().is_some_and(|cell| {
        let t = cell.folded();
        t.len() <= 12 && crate::words::find("legend_row", &t).is_some_and(|(at, _)| at == 0)
    });
    if !headed {
        return;
    }
    for line in filled.flat_map(|cell| &mut cell.lines) {
        let found = pairs(&line.text, true);
        if found.len() >= 2 && distinct(&line.text, &found) {
            several(work, line, (None, true));
        }
    }
}

/// Is the line the heading of a legend?
fn heads(t: &[char]) -> bool {
    t.len() <= 24 && within("legend_head", t)
}

/// The axis a heading of a legend names.
fn axis(t: &[char]) -> Option<String> {
    let (_, word) = crate::words::find("axis", t)?;
    Some(word.text.clone())
}

enum Shape {
    One,
    Several,
    None,
}

fn shape(text: &Slice, near: bool) -> Shape {
    let mut found = pairs(text, near);
    let loose = pairs(text, true);
    if loose.len() >= 3 && consecutive(text, &loose) {
        found = loose;
    } else if !(found.len() > 1 && found.iter().all(|one| equated(text, *one)))
        && crate::lines::grades::listed(text)
    {
        return Shape::None;
    }
    let first = found.first().copied();
    let at_head = first.is_some_and(|(start, _, _)| {
        (0..start).all(|i| text.at(i).is_whitespace() || is(text.at(i), Class::Note))
            || headed(text, start)
    });
    match found.len() {
        0 => Shape::None,
        1 if at_head && explained(text, found[0]) && is_mark(text, found[0]) => Shape::Several,
        1 if at_head && explained(text, found[0]) => Shape::One,
        1 => Shape::None,
        _ if at_head && distinct(text, &found) => Shape::Several,
        _ => Shape::None,
    }
}

/// ○…共同募金配分金事業: a sign that marks and does not judge, explained alone.
fn is_mark(text: &Slice, (start, _, meaning): (usize, usize, usize)) -> bool {
    let t: Vec<char> = (meaning..text.len()).map(|i| text.at(i)).collect();
    is_sign(text.at(start)) && t.len() <= 24 && within("mark_sign", &t)
}

/// A, B, C: letters or numbers that follow one another.
fn consecutive(text: &Slice, found: &[(usize, usize, usize)]) -> bool {
    let signs: Vec<u32> = found
        .iter()
        .map(|(start, _, _)| text.at(*start) as u32)
        .collect();
    signs
        .windows(2)
        .all(|w| w[1] == w[0] + 1 || w[0] == w[1] + 1)
}

/// Words before the first sign that announce a legend: 凡例:, 評価基準 …
fn headed(text: &Slice, start: usize) -> bool {
    let t: Vec<char> = (0..start)
        .map(|i| text.at(i))
        .filter(|c| !c.is_whitespace())
        .collect();
    let t = crate::table::role::unbracket(&t);
    t.len() <= 16 && within("legend_head", t)
}

fn distinct(text: &Slice, found: &[(usize, usize, usize)]) -> bool {
    let symbols: Vec<char> = found.iter().map(|(start, _, _)| text.at(*start)).collect();
    symbols
        .iter()
        .enumerate()
        .all(|(i, c)| !symbols[..i].contains(c))
}

/// A colon, leader or 評価 stands between sign and meaning.
fn explained(text: &Slice, (_, sign_end, meaning): (usize, usize, usize)) -> bool {
    (sign_end..meaning).any(|i| !text.at(i).is_whitespace())
}

/// A colon or = stands between sign and meaning.
fn equated(text: &Slice, (_, sign_end, meaning): (usize, usize, usize)) -> bool {
    (sign_end..meaning).any(|i| text.at(i) == '=' || is(text.at(i), Class::Colon))
}

/// Signs with their meanings: where the sign begins and ends, where the meaning begins.
fn pairs(text: &Slice, near: bool) -> Vec<(usize, usize, usize)> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < text.len() {
        match pair_at(text, i, near) {
            Some(pair) => {
                out.push(pair);
                i = pair.2 + 1;
            }
            None => i += 1,
        }
    }
    out
}

fn pair_at(text: &Slice, i: usize, near: bool) -> Option<(usize, usize, usize)> {
    let c = text.at(i);
    let before = if i == 0 { ' ' } else { text.at(i - 1) };
    let parted = before.is_whitespace()
        || is(before, Class::Stop)
        || is(before, Class::Comma)
        || is(before, Class::Note)
        || is(before, Class::Colon)
        || matches!(before, '(' | '/' | ';')
        || is(before, Class::Close);
    let arrow = is(c, Class::Arrow);
    if !parted || !(is_sign(c) || is_letter(c) || c.is_ascii_digit() || arrow) {
        return None;
    }
    let mut end = i + 1;
    if is_sign(text.at(end)) && !text.at(end).is_whitespace() && text.at(end) != '-' && is_letter(c)
    {
        end += 1;
    }
    let tail: Vec<char> = (end..text.len().min(end + 3)).map(|k| text.at(k)).collect();
    let named = crate::words::prefix("grade_tail", &tail);
    let sign_end = end;
    end += named.map_or(0, |word| word.chars.len());
    let mut at = end;
    if text.at(at) == '(' && named.is_none() && is_letter(c) {
        let close = (at..text.len().min(at + 14)).find(|k| text.at(*k) == ')')?;
        at = close + 1;
    }
    let joint = at;
    while at < text.len() && is_joint(text.at(at)) {
        at += 1;
    }
    let joints: Vec<char> = (joint..at)
        .map(|k| text.at(k))
        .filter(|c| !c.is_whitespace())
        .collect();
    let clear = Clear {
        paren: joint > end,
        joints,
        named: named.is_some(),
        near,
    };
    (clear.explains(c) && means(text, at)).then_some((i, sign_end, at))
}

/// What stands between a sign and its meaning.
struct Clear {
    paren: bool,
    joints: Vec<char>,
    named: bool,
    near: bool,
}

impl Clear {
    /// Is it clear that the words explain the sign? A. and 1: are labels of items as well: a
    /// letter or number needs a clear sign, or a heading that announces a legend.
    fn explains(&self, c: char) -> bool {
        if is_sign(c) && c != '-' || self.named {
            return true;
        }
        if is(c, Class::Arrow) {
            return self
                .joints
                .iter()
                .any(|c| *c == '=' || is(*c, Class::Colon));
        }
        let sign = |c: &char| *c == '=' || is(*c, Class::Arrow);
        let strong = self.paren || self.joints.len() >= 2 || self.joints.iter().any(sign);
        let any = !self.joints.is_empty();
        if is_sign(c) {
            any
        } else {
            strong || (self.near && any)
        }
    }
}

/// Do words begin here, or a threshold such as 75%以上?
fn means(text: &Slice, at: usize) -> bool {
    let word = text.at(at);
    if word.is_ascii_digit() {
        let next = text.at(at + 1);
        return at + 2 < text.len() && !next.is_whitespace() && !is(next, Class::Stop);
    }
    crate::text::chars::is_japanese(word) || is(word, Class::QuoteOpen) || is(word, Class::Open)
}

fn is_joint(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, ':' | '=' | '.')
        || is(c, Class::Dot)
        || is(c, Class::Comma)
        || (is(c, Class::Leader) && c != '-')
        || is(c, Class::Arrow)
}

/// One sign a line: a run of two lines or more is a legend.
fn flush(
    work: &mut Work,
    pieces: &mut [Piece],
    run: &mut Vec<usize>,
    (of, near): (Option<&String>, bool),
) {
    let lines = std::mem::take(run);
    let mut signs: Vec<char> = Vec::new();
    for at in &lines {
        if let Some(Piece::Line(line)) = pieces.get(*at)
            && let Some((start, _, _)) = pairs(&line.text, near || lines.len() > 1).first()
        {
            signs.push(line.text.at(*start));
        }
    }
    let distinct = signs
        .iter()
        .enumerate()
        .all(|(i, c)| !signs[..i].contains(c));
    if lines.len() < 2 || !distinct {
        return;
    }
    for at in lines {
        if let Some(Piece::Line(line)) = pieces.get_mut(at) {
            several(work, line, (of, near));
        }
    }
}

/// Takes all signs of a line.
fn several(work: &mut Work, line: &mut Line, (of, near): (Option<&String>, bool)) {
    let mut found = pairs(&line.text, near);
    let loose = pairs(&line.text, true);
    if found.is_empty() || (loose.len() >= 3 && consecutive(&line.text, &loose)) {
        found = loose;
    }
    let of = of.cloned();
    for (start, sign_end, meaning) in found.into_iter().rev() {
        let mut rest = line.text.split_off(meaning);
        let joint = line.text.split_off(sign_end);
        let symbol = line.text.split_off(start);
        line.text.trim();
        rest.trim_end_if(|c| is(c, Class::Comma) || matches!(c, '/' | ';'));
        work.leave(joint, Why::Legend);
        let order = order_of(&symbol);
        let at = work.place(&symbol);
        work.legend(DraftLegend {
            at,
            symbol,
            meaning: rest,
            of: of.clone(),
            order,
        });
    }
    let left = line.text.take();
    work.leave(left, Why::Legend);
    sort(work);
}

/// Legends in the order of the document.
fn sort(work: &mut Work) {
    work.draft
        .legends
        .sort_by_key(|one| one.symbol.glyphs.first().map_or(u32::MAX, |g| g.from));
}

/// The rank that a sign has by itself: A–E from the best. Signs such as ○ have none.
fn order_of(symbol: &Slice) -> Option<u32> {
    let t = symbol.folded();
    match t.as_slice() {
        [c] if matches!(c, 'A'..='E') => Some(*c as u32 - 'A' as u32 + 1),
        [c] if matches!(c, 'a'..='e') => Some(*c as u32 - 'a' as u32 + 1),
        _ => None,
    }
}
