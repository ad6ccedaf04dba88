//! Labels at the head of a line: what they are made of, which style they have, which level they
//! name (domain/layouts.md §B).

mod level;

use crate::text::chars::is_japanese;
use crate::text::slice::Slice;
use crate::words::{Class, exact, is, prefix, value};

/// The style of a label: lines of one style stand on one level.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    /// A level's own name.
    Word(String),
    /// 第1章: the sign behind the number.
    Chapter(char),
    /// Ⅰ
    Roman,
    /// 1.
    DigitDot,
    /// 1, parted by a blank.
    Digit,
    /// 1)
    DigitClose,
    /// 1、
    DigitComma,
    /// (1)
    Paren,
    /// ①
    Circled,
    /// 1-1: how many numbers.
    Dash(u8),
    /// ア
    Kana,
    /// (ア)
    KanaParen,
    /// A:
    Alpha,
    /// (a)
    AlphaParen,
    /// 【1】
    Square,
    /// 一、
    Numeral,
    /// 11111
    Code(u8),
    /// ◇
    Bullet(char),
}

/// A label found at the head of a line. All numbers are indexes of the slice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// Where the label to be kept begins.
    pub start: usize,
    /// Where it ends (`start == end`: nothing is printed but the level's name).
    pub end: usize,
    /// Where the title begins.
    pub rest: usize,
    /// Style.
    pub style: Style,
    /// Number, where it has one.
    pub ordinal: Option<u32>,
    /// The level it names.
    pub word: Option<String>,
}

impl Label {
    /// Is it a glyph that has no number?
    pub(crate) fn is_bullet(&self) -> bool {
        matches!(self.style, Style::Bullet(_))
    }
}

/// The slice as folded signs, blanks as one kind.
pub(crate) fn signs(text: &Slice) -> Vec<char> {
    (0..text.len())
        .map(|i| {
            if text.at(i).is_whitespace() {
                ' '
            } else {
                text.at(i)
            }
        })
        .collect()
}

/// Reads the label at the head of `text`.
pub(crate) fn label(text: &Slice) -> Option<Label> {
    let cut = text.len().min(80);
    let t: Vec<char> = signs(text).into_iter().take(cut).collect();
    let from = blanks(&t, 0);
    level::level_label(&t, from)
        .or_else(|| number_label(&t, from))
        .or_else(|| bullet_label(&t, from))
}

fn blanks(t: &[char], mut i: usize) -> usize {
    while t.get(i) == Some(&' ') {
        i += 1;
    }
    i
}

fn sign(t: &[char], i: usize) -> char {
    t.get(i).copied().unwrap_or(' ')
}

fn bullet_label(t: &[char], from: usize) -> Option<Label> {
    let c = *t.get(from)?;
    if !is(c, Class::Bullet) {
        return None;
    }
    let rest = blanks(t, from + 1);
    // A dash is a bullet only with a blank behind it; a number with a minus is none.
    if matches!(c, '-' | '*') && (rest == from + 1 || t.get(rest) == Some(&c)) {
        return None;
    }
    let style = Style::Bullet(c);
    Some(Label {
        start: from,
        end: from + 1,
        rest,
        style,
        ordinal: None,
        word: None,
    })
}

fn number_label(t: &[char], from: usize) -> Option<Label> {
    let number = number(t, from)?;
    let rest = blanks(t, number.end);
    Some(Label {
        start: from,
        end: number.end,
        rest,
        style: number.style,
        ordinal: number.ordinal,
        word: None,
    })
}

/// A number as a label.
struct Number {
    end: usize,
    style: Style,
    ordinal: Option<u32>,
}

fn number(t: &[char], i: usize) -> Option<Number> {
    enclosed(t, i)
        .or_else(|| bracketed(t, i))
        .or_else(|| chapter(t, i))
        .or_else(|| digits(t, i))
        .or_else(|| letter(t, i))
}

/// ① ⑴ ⒈ Ⅰ and their kin, with a dot or colon behind.
fn enclosed(t: &[char], i: usize) -> Option<Number> {
    let c = *t.get(i)?;
    let (style, ordinal) = match c {
        '\u{2460}'..='\u{2473}' => (Style::Circled, c as u32 - 0x2460 + 1),
        '\u{24EA}' => (Style::Circled, 0),
        '\u{3251}'..='\u{325F}' => (Style::Circled, c as u32 - 0x3251 + 21),
        '\u{32B1}'..='\u{32BF}' => (Style::Circled, c as u32 - 0x32B1 + 36),
        '\u{2776}'..='\u{277F}' => (Style::Circled, c as u32 - 0x2776 + 1),
        '\u{24EB}'..='\u{24F4}' => (Style::Circled, c as u32 - 0x24EB + 11),
        '\u{2474}'..='\u{2487}' => (Style::Paren, c as u32 - 0x2474 + 1),
        '\u{3220}'..='\u{3229}' => (Style::Paren, c as u32 - 0x3220 + 1),
        '\u{2488}'..='\u{249B}' => (Style::DigitDot, c as u32 - 0x2488 + 1),
        '\u{24B6}'..='\u{24CF}' => (Style::Alpha, c as u32 - 0x24B6 + 1),
        '\u{2160}'..='\u{216B}' => (Style::Roman, c as u32 - 0x2160 + 1),
        '\u{2170}'..='\u{217B}' => (Style::Roman, c as u32 - 0x2170 + 1),
        _ => return None,
    };
    Some(Number {
        end: separator(t, i + 1),
        style,
        ordinal: Some(ordinal),
    })
}

/// The place behind a dot, comma or colon that belongs to a label.
fn separator(t: &[char], i: usize) -> usize {
    match sign(t, i) {
        '.' | ':' if !sign(t, i + 1).is_ascii_digit() => i + 1,
        c if is(c, Class::Comma) => i + 1,
        _ => i,
    }
}

/// (1) 【1】 (ア) (a) (1-2)
fn bracketed(t: &[char], i: usize) -> Option<Number> {
    let open = *t.get(i)?;
    if !is(open, Class::Open) {
        return None;
    }
    let inner = blanks(t, i + 1);
    let (end, inner_style, ordinal) = bare(t, inner)?;
    let close = blanks(t, end);
    if !t.get(close).is_some_and(|c| is(*c, Class::Close)) {
        return None;
    }
    let style = match (open, inner_style) {
        ('(', Style::Kana) => Style::KanaParen,
        ('(', Style::Alpha) => Style::AlphaParen,
        ('(', Style::Dash(n)) => Style::Dash(n),
        ('(', _) => Style::Paren,
        _ => Style::Square,
    };
    Some(Number {
        end: close + 1,
        style,
        ordinal,
    })
}

/// A number without what stands around it.
fn bare(t: &[char], i: usize) -> Option<(usize, Style, Option<u32>)> {
    let c = *t.get(i)?;
    if c.is_ascii_digit() {
        let (end, count, first) = digit_chain(t, i);
        let style = if count > 1 {
            Style::Dash(count)
        } else {
            Style::Digit
        };
        return (end - i <= 6).then_some((end, style, first));
    }
    if let Some(at) = kana_order(c) {
        return Some((i + 1, Style::Kana, Some(at)));
    }
    if let Some(n) = enclosed(t, i) {
        return Some((i + 1, n.style, n.ordinal));
    }
    if c.is_ascii_alphabetic() && !sign(t, i + 1).is_ascii_alphanumeric() {
        let ordinal = c.to_ascii_lowercase() as u32 - 'a' as u32 + 1;
        return Some((i + 1, Style::Alpha, Some(ordinal)));
    }
    let (end, n) = numeral(t, i)?;
    Some((end, Style::Numeral, Some(n)))
}

/// Digits, and further digits behind dashes or dots: end, how many numbers, the last number.
fn digit_chain(t: &[char], i: usize) -> (usize, u8, Option<u32>) {
    let mut end = i;
    let mut count = 0u8;
    let mut last;
    loop {
        let begin = end;
        while sign(t, end).is_ascii_digit() {
            end += 1;
        }
        last = t[begin..end].iter().collect::<String>().parse().ok();
        count = count.saturating_add(1);
        let joined = matches!(sign(t, end), '-' | '.') && sign(t, end + 1).is_ascii_digit();
        if !joined || end - begin > 3 {
            return (end, count, last);
        }
        end += 1;
    }
}

fn kana_order(c: char) -> Option<u32> {
    value("kana", "order")?
        .chars()
        .position(|k| k == c)
        .map(|at| at as u32 + 1)
}

/// A Chinese numeral: end and value.
pub(crate) fn numeral(t: &[char], i: usize) -> Option<(usize, u32)> {
    let mut end = i;
    let (mut sum, mut digit) = (0u32, None::<u32>);
    while let Some(n) = t.get(end).and_then(|c| numeral_value(*c)) {
        // 〇 alone is a sign, no number.
        if n == 0 && end == i {
            return None;
        }
        match n {
            0..=9 => digit = Some(digit.unwrap_or(0).saturating_mul(10).saturating_add(n)),
            20 => sum += 20,
            unit => {
                sum = sum.saturating_add(unit.saturating_mul(digit.take().unwrap_or(1)));
            }
        }
        end += 1;
        if end - i > 6 {
            return None;
        }
    }
    (end > i).then(|| (end, sum.saturating_add(digit.unwrap_or(0))))
}

fn numeral_value(c: char) -> Option<u32> {
    exact("numeral", &[c]).and_then(|word| word.value.parse().ok())
}

/// 第1章, 第二節, 第1 …
fn chapter(t: &[char], i: usize) -> Option<Number> {
    let head = prefix("chapter_head", t.get(i..)?)?;
    let at = blanks(t, i + head.chars.len());
    let (end, _, ordinal) = bare(t, at)?;
    let tail = blanks(t, end);
    let sign = prefix("chapter", t.get(tail..)?)?;
    let style = Style::Chapter(sign.chars[0]);
    Some(Number {
        end: separator(t, tail + 1),
        style,
        ordinal,
    })
}

fn digits(t: &[char], i: usize) -> Option<Number> {
    if !sign(t, i).is_ascii_digit() {
        return None;
    }
    let (end, count, ordinal) = digit_chain(t, i);
    let next = sign(t, end);
    if count > 1 {
        let fits = next == ' ' || is_japanese(next) || matches!(next, '.' | ':' | ')');
        let end = separator(t, end);
        return (fits && end - i <= 12).then_some(Number {
            end,
            style: Style::Dash(count),
            ordinal,
        });
    }
    let length = end - i;
    let is_code = length >= 4 || (length == 3 && sign(t, i) == '0');
    if is_code {
        let after = sign(t, blanks(t, end));
        let fits = length <= 10 && next == ' ' && (is_japanese(after) || is(after, Class::Open));
        return fits.then_some(Number {
            end,
            style: Style::Code(length as u8),
            ordinal,
        });
    }
    let (end, style) = match next {
        '.' => (end + 1, Style::DigitDot),
        ')' => (end + 1, Style::DigitClose),
        ':' => (end + 1, Style::DigitDot),
        c if is(c, Class::Comma) && !sign(t, end + 1).is_ascii_digit() => {
            (end + 1, Style::DigitComma)
        }
        ' ' => {
            let after = sign(t, blanks(t, end));
            let fits = is_japanese(after)
                || is(after, Class::Open)
                || is(after, Class::QuoteOpen)
                || after.is_ascii_alphabetic();
            if !fits {
                return None;
            }
            (end, Style::Digit)
        }
        _ => return None,
    };
    Some(Number {
        end,
        style,
        ordinal,
    })
}

/// ア. A: I. 一、
fn letter(t: &[char], i: usize) -> Option<Number> {
    let c = *t.get(i)?;
    let next = sign(t, i + 1);
    let parted = matches!(next, '.' | ':' | ')') || is(next, Class::Comma);
    if let Some(ordinal) = kana_order(c) {
        let fits = parted || next == ' ';
        let end = if parted { i + 2 } else { i + 1 };
        return fits.then_some(Number {
            end,
            style: Style::Kana,
            ordinal: Some(ordinal),
        });
    }
    if let Some(roman) = ascii_roman(t, i) {
        return Some(roman);
    }
    if c.is_ascii_alphabetic() {
        let after = sign(t, i + 2);
        let fits = (parted && !after.is_ascii_alphanumeric())
            || (next == ' ' && c.is_ascii_uppercase() && is_japanese(sign(t, blanks(t, i + 1))));
        let end = if parted { i + 2 } else { i + 1 };
        let ordinal = Some(c.to_ascii_lowercase() as u32 - 'a' as u32 + 1);
        return fits.then_some(Number {
            end,
            style: Style::Alpha,
            ordinal,
        });
    }
    let (end, n) = numeral(t, i)?;
    let next = sign(t, end);
    let fits = next == ' ' || next == '.' || is(next, Class::Comma);
    fits.then(|| Number {
        end: separator(t, end),
        style: Style::Numeral,
        ordinal: Some(n),
    })
}

fn ascii_roman(t: &[char], i: usize) -> Option<Number> {
    let digit = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let mut end = i;
    let (mut sum, mut last) = (0u32, 0u32);
    while let Some(n) = t.get(end).and_then(|c| digit(*c)) {
        sum += n;
        if last != 0 && n > last {
            sum = sum.saturating_sub(2 * last);
        }
        last = n;
        end += 1;
    }
    let next = sign(t, end);
    let fits = end > i
        && end - i <= 4
        && (next == '.' || next == ' ')
        && is_japanese(sign(t, blanks(t, end + 1)));
    fits.then(|| Number {
        end: separator(t, end),
        style: Style::Roman,
        ordinal: Some(sum),
    })
}

/// A label such as 4-2 or (3) that begins at `i` and ends before `limit`: as printed.
pub(crate) fn number_at(t: &[char], i: usize, limit: usize) -> Option<String> {
    let starts = t.get(i).is_some_and(|c| c.is_ascii_digit());
    if !starts || (i > 0 && t[i - 1].is_ascii_alphanumeric()) {
        return None;
    }
    let (end, count, _) = digit_chain(t, i);
    (count > 1 && end <= limit).then(|| t[i..end].iter().collect())
}
