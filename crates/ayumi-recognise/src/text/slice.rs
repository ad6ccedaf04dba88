//! A piece of the visible text that remembers where each of its characters stands.
//!
//! A slice cannot be copied: its characters can be placed once. That is how the coverage law is
//! kept by construction. What has to stand in a second field (〃 = same as above) is an *echo*:
//! characters without a place.

use super::chars::{is_wide, matching_key};
use crate::words::fold;

/// A character as read, and the characters of the source it was made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyph {
    /// As read.
    pub ch: char,
    /// Position of the first source character.
    pub from: u32,
    /// How many source characters; 0 = none (an echo, a joint).
    pub len: u8,
}

/// Characters with their places. Deliberately not `Clone`.
#[derive(Debug, Default)]
pub(crate) struct Slice {
    pub(crate) glyphs: Vec<Glyph>,
}

impl Glyph {
    /// A mark of the reader's own, that nobody sees.
    fn is_mark(&self) -> bool {
        self.len == 0 && crate::words::is_era_mark(self.ch)
    }
}

impl Slice {
    /// Nothing.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// How many characters, blanks included.
    pub(crate) fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// No visible character?
    pub(crate) fn is_blank(&self) -> bool {
        self.glyphs.iter().all(|g| g.ch.is_whitespace())
    }

    /// The character at `i`, folded; a blank behind the end.
    pub(crate) fn at(&self, i: usize) -> char {
        self.glyphs.get(i).map_or(' ', |g| fold(g.ch))
    }

    /// The words as read.
    pub(crate) fn text(&self) -> String {
        self.glyphs
            .iter()
            .filter(|g| !g.is_mark())
            .map(|g| g.ch)
            .collect()
    }

    /// The characters folded, blanks left out.
    pub(crate) fn folded(&self) -> Vec<char> {
        self.glyphs
            .iter()
            .filter(|g| !g.ch.is_whitespace())
            .map(|g| fold(g.ch))
            .collect()
    }

    /// Index of the character behind the first `n` visible ones.
    pub(crate) fn index_after(&self, n: usize) -> usize {
        let mut seen = 0;
        if n == 0 {
            return 0;
        }
        for (i, g) in self.glyphs.iter().enumerate() {
            if !g.ch.is_whitespace() {
                seen += 1;
                if seen == n {
                    return i + 1;
                }
            }
        }
        self.glyphs.len()
    }

    /// Key under which printings meet.
    pub(crate) fn key(&self) -> String {
        matching_key(&self.text())
    }

    /// Cuts at index `i`: this keeps the first part, the rest is returned.
    pub(crate) fn split_off(&mut self, i: usize) -> Slice {
        Slice {
            glyphs: self.glyphs.split_off(i.min(self.glyphs.len())),
        }
    }

    /// Takes the first `i` characters off.
    pub(crate) fn take_front(&mut self, i: usize) -> Slice {
        let rest = self.split_off(i);
        Slice {
            glyphs: std::mem::replace(&mut self.glyphs, rest.glyphs),
        }
    }

    /// The whole, leaving nothing.
    pub(crate) fn take(&mut self) -> Slice {
        std::mem::take(self)
    }

    /// Without blanks at both ends.
    pub(crate) fn trimmed(mut self) -> Slice {
        self.trim();
        self
    }

    /// Takes blanks off both ends.
    pub(crate) fn trim(&mut self) {
        while self.glyphs.last().is_some_and(|g| g.ch.is_whitespace()) {
            self.glyphs.pop();
        }
        let start = self
            .glyphs
            .iter()
            .take_while(|g| g.ch.is_whitespace())
            .count();
        if start > 0 {
            self.glyphs.drain(..start);
        }
    }

    /// Keeps the characters for which `test` holds (index, character); the others are returned.
    pub(crate) fn keep(&mut self, test: &mut dyn FnMut(usize, &Glyph) -> bool) -> Slice {
        let all = std::mem::take(&mut self.glyphs);
        let mut left = Slice::new();
        for (i, glyph) in all.into_iter().enumerate() {
            if test(i, &glyph) {
                self.glyphs.push(glyph);
            } else {
                left.glyphs.push(glyph);
            }
        }
        left
    }

    /// Takes off trailing characters for which `test` holds (folded), and blanks.
    pub(crate) fn trim_end_if(&mut self, test: impl Fn(char) -> bool) {
        while self
            .glyphs
            .last()
            .is_some_and(|g| g.ch.is_whitespace() || test(fold(g.ch)))
        {
            self.glyphs.pop();
        }
    }

    /// Takes off leading characters for which `test` holds (folded), and blanks.
    pub(crate) fn trim_start_if(&mut self, test: impl Fn(char) -> bool) {
        let n = self
            .glyphs
            .iter()
            .take_while(|g| g.ch.is_whitespace() || test(fold(g.ch)))
            .count();
        if n > 0 {
            self.glyphs.drain(..n);
        }
    }

    /// Joins a following line: without a blank where Japanese meets, else with one.
    pub(crate) fn join(&mut self, other: Slice) {
        let (Some(a), Some(b)) = (self.glyphs.last(), other.glyphs.first()) else {
            self.glyphs.extend(other.glyphs);
            return;
        };
        if !is_wide(a.ch) && !is_wide(b.ch) && !a.ch.is_whitespace() {
            self.glyphs.push(Glyph {
                ch: ' ',
                from: a.from,
                len: 0,
            });
        }
        self.glyphs.extend(other.glyphs);
    }

    /// Joins with a blank between.
    pub(crate) fn join_blank(&mut self, other: Slice) {
        if let (Some(a), Some(_)) = (self.glyphs.last(), other.glyphs.first()) {
            self.glyphs.push(Glyph {
                ch: ' ',
                from: a.from,
                len: 0,
            });
        }
        self.glyphs.extend(other.glyphs);
    }

    /// Words without a place, near those of `by`.
    pub(crate) fn made(words: &str, by: &Slice) -> Slice {
        let from = by.glyphs.first().map_or(0, |g| g.from);
        let glyphs = words.chars().map(|ch| Glyph { ch, from, len: 0 }).collect();
        Slice { glyphs }
    }

    /// The characters from `from` to `to`, without a place.
    pub(crate) fn part(&self, from: usize, to: usize) -> Slice {
        let range = self.glyphs.get(from..to).unwrap_or_default();
        let glyphs = range.iter().map(|g| Glyph { len: 0, ..*g }).collect();
        Slice { glyphs }
    }

    /// The same characters without a place.
    pub(crate) fn echo(&self) -> Slice {
        let glyphs = self.glyphs.iter().map(|g| Glyph { len: 0, ..*g }).collect();
        Slice { glyphs }
    }

    /// The value as it stands in the reading: trimmed, runs of blanks as one, a line break inside
    /// Japanese as none.
    pub(crate) fn value(&self) -> String {
        let mut out = String::new();
        let mut blank = None;
        for g in self.glyphs.iter().filter(|g| !g.is_mark()) {
            if g.ch.is_whitespace() {
                blank = blank.or(Some(g.ch));
                continue;
            }
            if let (Some(b), Some(last)) = (blank.take(), out.chars().next_back()) {
                match b {
                    '\n' | '\r' if is_wide(last) || is_wide(g.ch) => {}
                    '\n' | '\r' | '\t' => out.push(' '),
                    other => out.push(other),
                }
            }
            out.push(g.ch);
        }
        out
    }
}
