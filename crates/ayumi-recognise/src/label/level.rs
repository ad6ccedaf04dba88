//! Labels that begin with the name of a level: `基本方針1`, `推進項目(1)`, `(推進項目)1.`, `重点項目 事業`.

use super::{
    Label, Number, Style, blanks, bracketed, digit_chain, enclosed, kana_order, numeral, separator,
    sign,
};
use crate::text::chars::{is_japanese, is_kanji};
use crate::words::{Class, beginning, exact, is, prefix, suffix};

/// A label that begins with the name of a level.
pub(super) fn level_label(t: &[char], from: usize) -> Option<Label> {
    bracketed_level(t, from).or_else(|| plain_level(t, from))
}

/// 【基本目標1】 (推進項目)1. 《施策の方向》1
fn bracketed_level(t: &[char], from: usize) -> Option<Label> {
    if !t.get(from).is_some_and(|c| is(*c, Class::Open)) {
        return None;
    }
    let inner = blanks(t, from + 1);
    let (word, after) = level_word(t, inner)?;
    let inside = number_tail(t, blanks(t, after));
    let close = blanks(t, inside.as_ref().map_or(after, |n| n.end));
    if !t.get(close).is_some_and(|c| is(*c, Class::Close)) {
        return None;
    }
    let style = Style::Word(word.clone());
    if let Some(n) = inside {
        let end = close + 1;
        let (rest, ordinal) = (blanks(t, separator(t, end)), n.ordinal);
        return Some(Label {
            start: from,
            end,
            rest,
            style,
            ordinal,
            word: Some(word),
        });
    }
    let behind = blanks(t, close + 1);
    let outside = number_tail(t, behind);
    if outside.is_none() && exact("level", &word.chars().collect::<Vec<_>>()).is_none() {
        return None;
    }
    let (start, end, ordinal) =
        outside.map_or((behind, behind, None), |n| (behind, n.end, n.ordinal));
    Some(Label {
        start,
        end,
        rest: blanks(t, end),
        style,
        ordinal,
        word: Some(word),
    })
}

/// 基本方針1 推進項目(1) 施策の方向A: 重点項目 事業
fn plain_level(t: &[char], from: usize) -> Option<Label> {
    let (word, after) = level_word(t, from).or_else(|| unknown_level(t, from))?;
    let at = blanks(t, after);
    let style = Style::Word(word.clone());
    let chars: Vec<char> = word.chars().collect();
    let named = exact("level", &chars).is_some();
    if let Some(n) = number_tail(t, at).filter(|_| named || at == after) {
        let bracket = matches!(n.style, Style::Paren | Style::KanaParen | Style::AlphaParen);
        let start = if bracket { at } else { from };
        let rest = blanks(t, n.end);
        return Some(Label {
            start,
            end: n.end,
            rest,
            style,
            ordinal: n.ordinal,
            word: Some(word),
        });
    }
    let next = sign(t, after);
    let colon = next == ':' || is(next, Class::QuoteOpen);
    let parted = (next == ' ' && at < t.len()) || colon;
    if !named || !parted {
        return None;
    }
    let rest = if next == ':' {
        blanks(t, after + 1)
    } else {
        at
    };
    Some(Label {
        start: rest,
        end: rest,
        rest,
        style,
        ordinal: None,
        word: Some(word),
    })
}

/// A number behind a level's name, where a bare number is enough.
fn number_tail(t: &[char], i: usize) -> Option<Number> {
    let plain = |end: usize, style, ordinal| {
        let next = sign(t, end);
        let end = if next == ')' { end } else { separator(t, end) };
        Number {
            end,
            style,
            ordinal,
        }
    };
    enclosed(t, i).or_else(|| bracketed(t, i)).or_else(|| {
        let c = sign(t, i);
        if c.is_ascii_digit() {
            let (end, count, ordinal) = digit_chain(t, i);
            let unit = prefix("counter", t.get(end..).unwrap_or_default()).is_some();
            let style = if count > 1 {
                Style::Dash(count)
            } else {
                Style::DigitDot
            };
            return (!unit && end - i <= 8).then(|| plain(end, style, ordinal));
        }
        let alone = !sign(t, i + 1).is_ascii_alphanumeric();
        if c.is_ascii_uppercase() && alone {
            let ordinal = Some(c as u32 - 'A' as u32 + 1);
            return Some(plain(i + 1, Style::Alpha, ordinal));
        }
        if let Some(ordinal) = kana_order(c).filter(|_| matches!(sign(t, i + 1), ' ' | ':' | '.')) {
            return Some(plain(i + 1, Style::Kana, Some(ordinal)));
        }
        let (end, n) = numeral(t, i)?;
        let next = sign(t, end);
        (next == ' ' || next == '.' || next == ':' || is(next, Class::Close))
            .then(|| plain(end, Style::Numeral, Some(n)))
    })
}

/// A level's name from the words at `i`, blanks inside it allowed: the name and where it ends.
fn level_word(t: &[char], i: usize) -> Option<(String, usize)> {
    let first = *t.get(i)?;
    ["level", "level_numbered"].iter().find_map(|name| {
        beginning(name, first).find_map(|word| {
            word_at(t, i, &word.chars).map(|end| (word.chars.iter().collect(), end))
        })
    })
}

/// Where the word ends if it stands at `i`, blanks inside it allowed.
fn word_at(t: &[char], i: usize, word: &[char]) -> Option<usize> {
    let mut at = i;
    for (n, c) in word.iter().enumerate() {
        if n > 0 {
            at = blanks(t, at);
        }
        if t.get(at) != Some(c) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// A name no list knows, but that ends like a level's name and has a number behind it.
fn unknown_level(t: &[char], i: usize) -> Option<(String, usize)> {
    let run = t[i..]
        .iter()
        .take(12)
        .take_while(|c| is_japanese(**c))
        .count();
    let word = &t[i..i + run];
    if run < 2 || !word.iter().any(|c| is_kanji(*c)) {
        return None;
    }
    suffix("level_suffix", word)?;
    if exact("level_never", word).is_some() || suffix("level_never", word).is_some() {
        return None;
    }
    number_tail(t, i + run)?;
    Some((word.iter().collect(), i + run))
}
