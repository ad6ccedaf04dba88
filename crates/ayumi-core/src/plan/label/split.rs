//! Cutting a line into its label and the rest.

use unicode_normalization::UnicodeNormalization;

use super::bullet::bullet;
use super::figures::{Number, digit, numbers};
use super::kanji::is_kanji_numeral;
use super::{Figures, Label, Split, Style};
use crate::matching::{is_hyphen, is_wave};

/// Words that count what a bare number before them numbers: `3人`, `5年`, `2つ` are no labels.
const COUNTERS: &str = "人名年月日回つ個件割歳才階丁番位台次世点円千万億時分秒社所カヵヶか箇冊校区市町村\
                        県都道府団体期号度倍種類枚本頭戸軒層％%‰￥〜～~／/,，";
/// What may close a bare number.
const CLOSERS: &str = ".．)）:：、､,，。｡";
/// Brackets a number may stand in.
const BRACKETS: [(char, char); 14] = [
    ('(', ')'),
    ('（', '）'),
    ('[', ']'),
    ('［', '］'),
    ('【', '】'),
    ('〔', '〕'),
    ('〈', '〉'),
    ('<', '>'),
    ('＜', '＞'),
    ('《', '》'),
    ('「', '」'),
    ('『', '』'),
    ('(', '）'),
    ('（', ')'),
];

/// A line that begins with a level's name and a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSplit {
    /// The name, as characters of the line.
    pub name: std::ops::Range<usize>,
    /// The number behind it. `split.range` is the number alone; name and number together are
    /// `name.start..split.range.end`.
    pub split: Split,
}

/// Cuts a line into its label and the rest; `None` when no label stands at its head.
#[must_use]
pub fn split_label(line: &str) -> Option<Split> {
    let text: Vec<char> = line.chars().collect();
    let start = blanks(&text, 0);
    let first = *text.get(start)?;
    if first == '第' {
        return chapter(&text, start);
    }
    let head = Head {
        text: &text,
        start,
        named: false,
    };
    match head.numbered() {
        Some(split) => Some(split),
        None => bullet(&text, start),
    }
}

/// Cuts a line that begins with one of `names` and a number (`基本方針1.`, `推進項目(1)`,
/// `施策の方向A:`). The longest name wins.
#[must_use]
pub fn split_named(line: &str, names: &[&str]) -> Option<NamedSplit> {
    let text: Vec<char> = line.chars().collect();
    let start = blanks(&text, 0);
    let mut fitting: Vec<Vec<char>> = names
        .iter()
        .map(|name| name.chars().collect::<Vec<char>>())
        .filter(|name| !name.is_empty() && text[start..].starts_with(name))
        .collect();
    fitting.sort_by_key(|name| std::cmp::Reverse(name.len()));
    fitting.into_iter().find_map(|name| {
        let end = start + name.len();
        let head = Head {
            text: &text,
            start: blanks(&text, end),
            named: true,
        };
        let split = if text.get(head.start) == Some(&'第') {
            chapter(&text, head.start)
        } else {
            head.numbered()
        };
        split.map(|split| NamedSplit {
            name: start..end,
            split,
        })
    })
}

pub(super) fn blanks(text: &[char], from: usize) -> usize {
    from + text[from.min(text.len())..]
        .iter()
        .take_while(|c| c.is_whitespace())
        .count()
}

/// A label standing for itself, where nothing follows that could prove it (`ア`, `A`, `一`).
pub(super) fn lone(label: &str) -> Option<Label> {
    let text: Vec<char> = label.trim().chars().collect();
    let found = numbers(&text);
    let whole: Vec<Found> = found
        .into_iter()
        .filter(|number| number.length == text.len())
        .map(|number| Found {
            parts: vec![number],
            frame: "#".to_owned(),
            end: text.len(),
        })
        .collect();
    label_of(&whole)
}

/// `基本方針` before `#` in the frame.
pub(super) fn with_frame_before(name: &str, mut label: Label) -> Label {
    let name: String = name.nfkc().filter(|c| !c.is_whitespace()).collect();
    let put = |style: &mut Style| {
        if let Style::Numbered { frame, .. } = style {
            frame.insert_str(0, &name);
        }
    };
    put(&mut label.style);
    if let Some((style, _)) = &mut label.also {
        put(style);
    }
    label
}

/// One way to read the label at the head of a line.
struct Found {
    parts: Vec<Number>,
    frame: String,
    end: usize,
}

fn label_of(found: &[Found]) -> Option<Label> {
    let read = |one: &Found| {
        let figures = one.parts.iter().map(|part| part.figures).collect();
        let ordinals = one.parts.iter().map(|part| part.ordinal).collect();
        (
            Style::Numbered {
                frame: one.frame.clone(),
                figures,
            },
            ordinals,
        )
    };
    let (style, ordinals) = read(found.first()?);
    Some(Label {
        style,
        ordinals,
        also: found.get(1).map(read),
    })
}

/// `第1章`, `第一節`, `第1` before a blank. `第2次`, `第1回` and `第3期` are no labels.
fn chapter(text: &[char], start: usize) -> Option<Split> {
    let at = blanks(text, start + 1);
    let number = *numbers(&text[at..]).first()?;
    let counts = matches!(
        number.figures,
        Figures::Arabic | Figures::Kanji | Figures::RomanUpper | Figures::LatinUpper
    );
    if !counts || number.length > 3 {
        return None;
    }
    let after = at + number.length;
    let unit = blanks(text, after);
    let (frame, end) = match text.get(unit) {
        Some(c) if "章節部編項款目条".contains(*c) => (format!("第#{c}"), unit + 1),
        Some(c) if unit == after && CLOSERS.contains(*c) => ("第#".to_owned(), unit + 1),
        Some(_) if unit > after => ("第#".to_owned(), after),
        None => ("第#".to_owned(), after),
        Some(_) => return None,
    };
    let rest_start = blanks(text, end);
    let label = label_of(&[Found {
        parts: vec![number],
        frame,
        end,
    }])?;
    Some(Split {
        range: start..end,
        label,
        rest_start,
        tight: false,
    })
}

/// The head of a line where a number may stand.
struct Head<'a> {
    text: &'a [char],
    start: usize,
    /// A level's name stands before it: a bare number needs no proof then.
    named: bool,
}

impl Head<'_> {
    fn numbered(&self) -> Option<Split> {
        let found = self.readings(self.start);
        let (mut kept, mut tight) = (Vec::new(), false);
        for one in found {
            if let Some((closed, touching)) = self.close(one) {
                tight |= touching && kept.is_empty();
                kept.push(closed);
            }
        }
        let label = label_of(&kept)?;
        let end = kept.first()?.end;
        Some(Split {
            range: self.start..end,
            label,
            rest_start: blanks(self.text, end),
            tight,
        })
    }

    /// All ways to read the numbers at `at`, each with all its parts (`1-(2)-①`).
    fn readings(&self, at: usize) -> Vec<Found> {
        let mut found = self.unit(at);
        for one in &mut found {
            while let Some(joint) = self.joint(one.end) {
                let Some(next) = self.unit(one.end + 1).into_iter().next() else {
                    break;
                };
                if next.frame == "#" && next.parts[0].figures == Figures::Kanji {
                    break;
                }
                one.frame.push(joint);
                one.frame.push_str(&next.frame);
                one.parts.extend(next.parts);
                one.end = next.end;
            }
        }
        found
    }

    /// The sign that joins two numbers of one label, if one stands at `at`.
    fn joint(&self, at: usize) -> Option<char> {
        let c = *self.text.get(at)?;
        let next = *self.text.get(at + 1)?;
        match c {
            c if is_hyphen(c) => Some('-'),
            '.' | '．' if digit(next).is_some() => Some('.'),
            _ => None,
        }
    }

    /// A number at `at`, bare or with its brackets, inside which several may be joined (`(5-3)`).
    fn unit(&self, at: usize) -> Vec<Found> {
        let Some(&first) = self.text.get(at) else {
            return Vec::new();
        };
        if !BRACKETS.iter().any(|(open, _)| *open == first) {
            let plain = numbers(&self.text[at..]).into_iter();
            return plain
                .map(|number| Found {
                    parts: vec![number],
                    frame: "#".to_owned(),
                    end: at + number.length,
                })
                .collect();
        }
        let inner = blanks(self.text, at + 1);
        if self
            .text
            .get(inner)
            .is_none_or(|c| BRACKETS.iter().any(|(open, _)| open == c))
        {
            return Vec::new();
        }
        let mut found = self.readings(inner);
        found.retain_mut(|one| {
            let close = blanks(self.text, one.end);
            let closing = self.text.get(close).copied().unwrap_or_default();
            one.frame = format!("{}{}{}", folded(first), one.frame, folded(closing));
            one.end = close + 1;
            let year_like = one
                .parts
                .iter()
                .any(|part| part.figures == Figures::Arabic && part.length > 3);
            BRACKETS.contains(&(first, closing)) && !year_like
        });
        found
    }

    /// Ends a bare number: with a closing sign, a blank, or (`tight`) by touching the rest.
    fn close(&self, mut one: Found) -> Option<(Found, bool)> {
        let text = self.text;
        let last = *one.parts.last()?;
        let next = text.get(one.end).copied();
        let proved = self.proves_itself(&one);
        if one.parts.len() > 1 && one.parts.iter().any(|part| part.length > 3) {
            return None;
        }
        let Some(c) = next else {
            return (proved || self.named || last.figures == Figures::Arabic)
                .then_some((one, false));
        };
        if is_wave(c) || (proved && self.lists_more(&one, c)) {
            return None;
        }
        if proved {
            if matches!(c, '.' | '．' | ':' | '：') {
                one.end += 1;
                one.frame.push(folded(c));
            }
            return Some((one, false));
        }
        let year_like = last.figures == Figures::Arabic && last.length == 4;
        if year_like || c == '-' {
            return None;
        }
        if CLOSERS.contains(c) {
            let after = text.get(one.end + 1).copied().unwrap_or(' ');
            let number_goes_on = digit(after).is_some() && !matches!(c, ')' | '）')
                || last.figures == Figures::Kanji && is_kanji_numeral(after)
                || matches!(c, '.' | ',' | '，') && after.is_ascii_alphabetic();
            one.end += 1;
            one.frame.push(folded(c));
            return (!number_goes_on).then_some((one, false));
        }
        if c.is_whitespace() {
            return self.blank_proves(&one).then_some((one, false));
        }
        let countable = COUNTERS.contains(c) || c.is_ascii_alphanumeric() || digit(c).is_some();
        let bare = last.figures == Figures::Arabic && last.length <= 3 || self.named;
        let rest_begins = c.is_alphanumeric() || BRACKETS.iter().any(|(open, _)| *open == c);
        let kana_goes_on = is_kana(last.figures) && !BRACKETS.iter().any(|(open, _)| *open == c);
        (bare && !countable && rest_begins && !kana_goes_on).then_some((one, !self.named))
    }

    /// Signs and brackets are labels whatever follows; so are Roman signs.
    fn proves_itself(&self, one: &Found) -> bool {
        let Some(last) = one.parts.last() else {
            return false;
        };
        let sign = !matches!(
            last.figures,
            Figures::Arabic
                | Figures::Kanji
                | Figures::RomanUpper
                | Figures::RomanLower
                | Figures::LatinUpper
                | Figures::LatinLower
        ) && !is_kana(last.figures);
        let roman = matches!(self.text[one.end - 1], 'Ⅰ'..='ⅿ');
        sign || roman
            || one
                .frame
                .ends_with([')', ']', '】', '〕', '〉', '>', '》', '」', '』'])
    }

    /// `①②について`, `①・②`, `(1)(2)の`: numbers that are spoken of, not counted with.
    fn lists_more(&self, one: &Found, c: char) -> bool {
        let at = one.end + usize::from(matches!(c, '・' | '、' | ',' | '，' | '及' | 'と' | '～'));
        let own = one.parts.last().map(|part| part.figures);
        self.unit(at).into_iter().any(|next| {
            Some(next.parts[0].figures) == own
                && next.frame == one.frame
                && (next.frame != "#" || own != Some(Figures::Arabic))
        })
    }

    /// Does a blank behind this bare number make it a label?
    fn blank_proves(&self, one: &Found) -> bool {
        let Some(last) = one.parts.last() else {
            return false;
        };
        let rest = &self.text[blanks(self.text, one.end)..];
        let Some(first) = rest.first() else {
            return true;
        };
        match last.figures {
            // `5 人`, `29 年度`: a counter set apart.
            Figures::Arabic => {
                let counter = "人名年月日回件歳円千％%".contains(*first);
                !(counter
                    && rest
                        .get(1)
                        .is_none_or(|c| !c.is_alphanumeric() || *c == '度'))
            }
            // `A plan`, `I am`.
            Figures::LatinUpper | Figures::LatinLower => !first.is_ascii_alphabetic(),
            Figures::RomanUpper | Figures::RomanLower => {
                last.length > 1 || !first.is_ascii_alphabetic()
            }
            // `ア ウ ト リ ー チ`, `一 人`: letter-spaced words.
            _ => !rest.get(1).is_some_and(|c| c.is_whitespace()) && rest.len() > 1,
        }
    }
}

fn is_kana(figures: Figures) -> bool {
    matches!(
        figures,
        Figures::Katakana | Figures::Iroha | Figures::Hiragana
    )
}

fn folded(c: char) -> char {
    match c {
        '､' | ',' | '，' => '、',
        '｡' => '。',
        other => std::iter::once(other).nfkc().next().unwrap_or(other),
    }
}
