//! The characters of a text, read one after the other: blanks passed over, widths folded.

use super::Era;
use crate::matching::{is_hyphen, is_wave};
use crate::plan::label::{digit, is_kanji_numeral, kanji_number};

/// A text by its characters.
pub(super) struct Scan<'a> {
    pub letters: &'a [char],
}

/// A number and where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    pub value: u32,
    /// How many digits it was printed with; 0 for kanji and 元.
    pub digits: usize,
    pub end: usize,
}

/// The characters of a text.
pub(super) fn letters(text: &str) -> Vec<char> {
    text.chars().collect()
}

impl<'a> Scan<'a> {
    pub fn new(letters: &'a [char]) -> Self {
        Self { letters }
    }

    pub fn at(&self, position: usize) -> Option<char> {
        self.letters.get(position).copied()
    }

    /// May a year or a day begin here? Most characters of a text are told by this alone.
    pub fn may_begin(&self, position: usize) -> bool {
        self.at(position).is_some_and(|c| match c {
            'M' | 'T' | 'S' | 'H' | 'R' | 'Ｍ' | 'Ｔ' | 'Ｓ' | 'Ｈ' | 'Ｒ' => true,
            '明' | '大' | '昭' | '平' | '令' | '元' | '自' | '㋿' | '㍻'..='㍾' => true,
            c => digit(c).is_some() || is_kanji_numeral(c),
        })
    }

    /// The first position from `from` that is no blank. Line breaks are blanks: years are broken
    /// over lines.
    pub fn skip(&self, from: usize) -> usize {
        let rest = self.letters.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|c| c.is_whitespace()).count()
    }

    /// The position behind `word`, blanks before and inside it passed over.
    pub fn word(&self, from: usize, word: &str) -> Option<usize> {
        let mut position = from;
        for c in word.chars() {
            let at = self.skip(position);
            if self.at(at)? != c {
                return None;
            }
            position = at + 1;
        }
        Some(position)
    }

    /// The position behind the first of `words` that stands here.
    pub fn one_of(&self, from: usize, words: &[&str]) -> Option<usize> {
        words.iter().find_map(|word| self.word(from, word))
    }

    /// An opening round bracket.
    pub fn opens(&self, from: usize) -> Option<usize> {
        let at = self.skip(from);
        matches!(self.at(at)?, '(' | '（' | '〔' | '[' | '［').then_some(at + 1)
    }

    /// A closing round bracket.
    pub fn closes(&self, from: usize) -> Option<usize> {
        let at = self.skip(from);
        matches!(self.at(at)?, ')' | '）' | '〕' | ']' | '］').then_some(at + 1)
    }

    /// `〜`, `-`, から: what stands between the first and the last year.
    pub fn until(&self, from: usize) -> Option<usize> {
        if let Some(end) = self.one_of(from, &["から", "より", "至"]) {
            // 自 … から 至 …
            return Some(self.word(end, "至").unwrap_or(end));
        }
        let at = self.skip(from);
        let sign = self.at(at)?;
        let alone = self
            .at(at + 1)
            .is_none_or(|next| !is_hyphen(next) && !is_wave(next));
        let joins = is_wave(sign) || is_hyphen(sign) || matches!(sign, '→' | '⇒');
        (joins && alone).then_some(at + 1)
    }

    /// An Arabic number. `spaced` allows one blank between its digits (letter-spaced lines).
    pub fn arabic(&self, from: usize, spaced: bool) -> Option<Count> {
        let start = self.skip(from);
        let (mut value, mut digits, mut end) = (0u32, 0, start);
        loop {
            let at = if spaced && digits > 0 {
                self.skip(end)
            } else {
                end
            };
            let Some(one) = self.at(at).and_then(digit) else {
                break;
            };
            value = value.checked_mul(10)?.checked_add(one)?;
            digits += 1;
            end = at + 1;
        }
        (1..=8)
            .contains(&digits)
            .then_some(Count { value, digits, end })
    }

    /// A kanji number.
    pub fn kanji(&self, from: usize) -> Option<Count> {
        let start = self.skip(from);
        let rest = self.letters.get(start..)?;
        // No number is longer; a run of a million 一 is not to be read at each of its places.
        let length = rest
            .iter()
            .take(10)
            .take_while(|c| is_kanji_numeral(**c))
            .count();
        let value = kanji_number(&rest[..length].iter().collect::<String>())?;
        Some(Count {
            value,
            digits: 0,
            end: start + length,
        })
    }

    /// A number of any kind, or 元.
    pub fn number(&self, from: usize, spaced: bool) -> Option<Count> {
        let start = self.skip(from);
        if self.at(start) == Some('元') {
            return Some(Count {
                value: 1,
                digits: 0,
                end: start + 1,
            });
        }
        self.arabic(from, spaced).or_else(|| self.kanji(from))
    }

    /// The name, sign or letter of an era: era, where it ends, whether it was letter-spaced.
    pub fn era(&self, from: usize) -> Option<(Era, usize, bool)> {
        let first = self.at(from)?;
        for era in Era::ALL {
            if era.sign() == first {
                return Some((era, from + 1, false));
            }
            if era.name().starts_with(first)
                && let Some(end) = self.word(from, era.name())
            {
                return Some((era, end, end - from > 2));
            }
        }
        let before = from.checked_sub(1).and_then(|at| self.at(at));
        let narrow = match first {
            'Ａ'..='Ｚ' => char::from_u32(u32::from(first) - 0xFEE0)?,
            other => other,
        };
        let number_follows =
            |at: usize| self.at(at).is_some_and(|c| digit(c).is_some() || c == '元');
        let in_word = before.is_some_and(|c| c.is_ascii_alphabetic() || ('Ａ'..='ｚ').contains(&c));
        let letter = Era::ALL.into_iter().find(|era| era.letter() == narrow);
        if let Some(era) = letter.filter(|_| !in_word) {
            let end = self.skip(from + 1);
            return (number_follows(end) && end <= from + 2).then_some((era, end, false));
        }
        // 平31, 令2: only where no other kanji stands before it (公平3).
        let short = Era::ALL
            .into_iter()
            .find(|era| era.name().starts_with(first))?;
        let alone = before.is_none_or(|c| !c.is_alphabetic());
        (alone && number_follows(from + 1)).then_some((short, from + 1, false))
    }

    /// The text of a range, line breaks and the blanks around them taken out.
    pub fn printed(&self, range: std::ops::Range<usize>) -> String {
        let text: String = self.letters[range].iter().collect();
        let mut lines = text.lines();
        let mut printed = lines.next().unwrap_or_default().trim_end().to_owned();
        for line in lines {
            printed.push_str(line.trim());
        }
        printed
    }
}
