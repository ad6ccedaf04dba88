//! Text that was decoded wrongly before it came here (`è©•ä¾¡` for two kanji): its characters are
//! lost, so the file is refused instead of being read as a plan.

use ayumi_document::{At, Refusal};

/// Refuses `text` when it is no text, or text spoilt by an earlier wrong decoding.
pub(crate) fn refuse(text: &str) -> Result<(), Refusal> {
    let count = Count::of(text);
    if count.spoilt() {
        return Err(Refusal::NotText {
            at: Some(At::line(count.first_line.unwrap_or(1))),
        });
    }
    Ok(())
}

#[derive(Debug, Default)]
struct Count {
    /// Characters that are not blank.
    all: usize,
    /// Kana, kanji, full-width forms.
    japanese: usize,
    /// Letters and signs of western code pages, which Japanese text hardly has.
    western: usize,
    /// A lead byte of UTF-8 followed by a trail byte, both shown as western letters.
    pairs: usize,
    /// The kanji that UTF-8 kana become in Shift_JIS (U+7E3A, U+7E67, U+7E5D, U+8B41…).
    shifted: usize,
    /// Half-width katakana, and of them the two marks that EUC-JP kana begin with.
    half_width: usize,
    half_marks: usize,
    /// U+FFFD and control characters.
    lost: usize,
    first_line: Option<u32>,
}

impl Count {
    fn of(text: &str) -> Self {
        let mut count = Self::default();
        let (mut line, mut before) = (1, ' ');
        for c in text.chars() {
            if c == '\n' {
                line += 1;
            }
            count.take(before, c, line);
            before = c;
        }
        count
    }

    fn take(&mut self, before: char, c: char, line: u32) {
        // U+0085 counts as blank for Rust but is a trail byte here.
        if c.is_whitespace() && c != '\u{85}' {
            return;
        }
        self.all += 1;
        let suspect = match c {
            '\u{7E3A}' | '\u{7E67}' | '\u{7E5D}' => {
                self.shifted += 1;
                true
            }
            '\u{FF61}'..='\u{FF9F}' => {
                self.half_width += 1;
                self.half_marks += usize::from(matches!(c, '\u{FF64}' | '\u{FF65}'));
                false
            }
            '\u{3040}'..='\u{9FFF}' | '\u{FF01}'..='\u{FFEE}' | '\u{20000}'..='\u{3FFFF}' => {
                self.japanese += 1;
                false
            }
            '\u{FFFD}' => {
                self.lost += 1;
                true
            }
            _ if western(c) => {
                self.western += 1;
                let pair = lead(before) && !plain_letter(c);
                self.pairs += usize::from(pair);
                pair
            }
            _ if c.is_control() => {
                self.lost += 1;
                true
            }
            _ => false,
        };
        if suspect && self.first_line.is_none() {
            self.first_line = Some(line);
        }
    }

    fn spoilt(&self) -> bool {
        let share = |part: usize, of: usize, percent: usize| part * 100 >= of.max(1) * percent;
        let western_pairs = self.pairs >= 2
            && self.pairs > self.japanese
            && share(self.pairs * 2, self.western, 40);
        let western_soup = self.western >= 8
            && share(self.western, self.all, 25)
            && self.japanese * 4 < self.western;
        let shifted = self.shifted >= 3 && share(self.shifted, self.all, 10);
        let euc_as_shift = self.half_width >= 12
            && share(self.half_width, self.all, 60)
            && share(self.half_marks, self.half_width, 25);
        let lost = self.lost >= 2 && share(self.lost, self.all, 10);
        western_pairs || western_soup || shifted || euc_as_shift || lost
    }
}

/// Characters of Latin-1, Windows-1252 and the PDF encoding outside ASCII.
fn western(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{24F}' | '\u{2C6}' | '\u{2DC}' | '\u{2018}'..='\u{201E}'
        | '\u{2020}'..='\u{2022}' | '\u{2030}' | '\u{2039}' | '\u{203A}' | '\u{20AC}' | '\u{2122}')
        // Signs that Japanese text uses every day.
        && !matches!(c, '\u{A7}' | '\u{B0}' | '\u{B1}' | '\u{B4}' | '\u{B6}' | '\u{D7}' | '\u{F7}' | '\u{201C}' | '\u{201D}' | '\u{2018}' | '\u{2019}')
        || matches!(c, '\u{FB01}' | '\u{FB02}')
}

/// What the first byte of a UTF-8 sequence (0xC2–0xF0) looks like in Latin-1.
fn lead(c: char) -> bool {
    matches!(c, '\u{C2}'..='\u{F0}')
}

/// Letters that also follow an accented letter in real western words.
fn plain_letter(c: char) -> bool {
    matches!(c, '\u{C0}'..='\u{FF}')
}
