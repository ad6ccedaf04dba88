//! Which encoding: a person's choice, a byte order mark, or what the bytes allow.

use ayumi_document::{At, Refusal, Source};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::bytes::{Piece, walk};

/// The encoding taken, and what else it could be.
pub(crate) struct Choice<'a> {
    pub(crate) encoding: &'static Encoding,
    /// Other encodings in which the file is valid too; empty when it is sure.
    pub(crate) others: Vec<String>,
    /// The bytes without the byte order mark.
    pub(crate) content: &'a [u8],
}

/// Chooses the encoding of `source`.
pub(crate) fn choose(source: Source<'_>) -> Result<Choice<'_>, Refusal> {
    let bytes = source.bytes;
    if let Some((marked, length)) = Encoding::for_bom(bytes) {
        return Ok(Choice::sure(marked, &bytes[length..]));
    }
    let chosen = source
        .encoding
        .and_then(|label| Encoding::for_label(label.as_bytes()));
    let wide = chosen.is_some_and(|e| e == UTF_16LE || e == UTF_16BE);
    if !wide && let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Refusal::NulBytes {
            at: Some(At::line(line_of(&bytes[..at]))),
        });
    }
    if let Some(chosen) = chosen {
        return Ok(Choice::sure(chosen, bytes));
    }
    if escapes(bytes) {
        return Ok(Choice::sure(ISO_2022_JP, bytes));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(valid_utf8(text)),
        Err(_) => legacy(bytes),
    }
}

impl<'a> Choice<'a> {
    fn sure(encoding: &'static Encoding, content: &'a [u8]) -> Self {
        Self {
            encoding,
            others: Vec::new(),
            content,
        }
    }

    fn unsure(encoding: &'static Encoding, other: &'static Encoding, content: &'a [u8]) -> Self {
        Self {
            encoding,
            others: vec![other.name().to_ascii_lowercase()],
            content,
        }
    }
}

fn line_of(bytes: &[u8]) -> u32 {
    let ends = bytes.iter().enumerate().filter(|(at, byte)| {
        **byte == b'\n' || (**byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
    });
    u32::try_from(ends.count())
        .unwrap_or(u32::MAX)
        .saturating_add(1)
}

/// ISO-2022-JP: seven bits, and the escape sequences that switch to kanji.
fn escapes(bytes: &[u8]) -> bool {
    bytes.is_ascii()
        && bytes
            .windows(3)
            .any(|w| w[0] == 0x1B && w[1] == b'$' && w[2].is_ascii_graphic())
}

/// Two-byte sequences of UTF-8 are also pairs of half-width katakana in Shift_JIS. Only a text
/// that has nothing else outside ASCII can be either.
fn valid_utf8(text: &str) -> Choice<'_> {
    let bytes = text.as_bytes();
    let only_pairs = !text.is_ascii() && text.chars().all(|c| u32::from(c) < 0x800);
    if !only_pairs {
        return Choice::sure(UTF_8, bytes);
    }
    let shifted = Score::of(SHIFT_JIS, bytes);
    if shifted.bad > 0 || shifted.half_width < shifted.wide() {
        return Choice::sure(UTF_8, bytes);
    }
    let in_words = bytes
        .windows(2)
        .any(|w| w[0].is_ascii_alphabetic() && w[1] >= 0x80);
    if in_words {
        Choice::unsure(UTF_8, SHIFT_JIS, bytes)
    } else {
        Choice::unsure(SHIFT_JIS, UTF_8, bytes)
    }
}

/// Not valid UTF-8: UTF-8 with a few bad bytes, or one of the two older Japanese encodings.
fn legacy(bytes: &[u8]) -> Result<Choice<'_>, Refusal> {
    let modern = Score::of(UTF_8, bytes);
    if modern.bad * 4 <= modern.wide() {
        return Ok(Choice::sure(UTF_8, bytes));
    }
    let (shift, euc) = (Score::of(SHIFT_JIS, bytes), Score::of(EUC_JP, bytes));
    let (best, encoding) = if euc.better_than(&shift) {
        (&euc, EUC_JP)
    } else {
        (&shift, SHIFT_JIS)
    };
    if best.bad * 5 > best.wide().max(1) {
        // Hardly anything but ASCII and a few odd bytes: they are reported one by one.
        if modern.bad == 1 || modern.bad * 20 <= bytes.len() {
            return Ok(Choice::sure(UTF_8, bytes));
        }
        return Err(Refusal::NotText {
            at: Some(At::line(first_bad_line(encoding, bytes))),
        });
    }
    if shift.bad == 0 && euc.bad == 0 && !euc.surely_kana() && !shift.surely_kana() {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        return Ok(
            if detector.guess(Some(b"jp"), Utf8Detection::Deny) == EUC_JP {
                Choice::unsure(EUC_JP, SHIFT_JIS, bytes)
            } else {
                Choice::unsure(SHIFT_JIS, EUC_JP, bytes)
            },
        );
    }
    Ok(Choice::sure(encoding, bytes))
}

fn first_bad_line(encoding: &'static Encoding, bytes: &[u8]) -> u32 {
    let mut first = bytes.len();
    walk(encoding, bytes, &mut |piece| {
        if let Piece::Bad { offset, .. } = piece {
            first = first.min(offset);
        }
    });
    line_of(&bytes[..first])
}

/// How a file looks in one encoding.
#[derive(Debug, Default)]
struct Score {
    bad: usize,
    /// Kana and punctuation of full width: the mark of a Japanese text.
    kana: usize,
    half_width: usize,
    other: usize,
}

impl Score {
    fn of(encoding: &'static Encoding, bytes: &[u8]) -> Self {
        let mut score = Self::default();
        walk(encoding, bytes, &mut |piece| match piece {
            Piece::Bad { .. } => score.bad += 1,
            Piece::Text(text) => {
                for c in text.chars().filter(|c| !c.is_ascii()) {
                    match c {
                        '\u{3000}'..='\u{30FF}' => score.kana += 1,
                        '\u{FF61}'..='\u{FF9F}' => score.half_width += 1,
                        _ => score.other += 1,
                    }
                }
            }
        });
        score
    }

    /// Characters outside ASCII.
    fn wide(&self) -> usize {
        self.kana + self.half_width + self.other
    }

    fn surely_kana(&self) -> bool {
        self.kana >= 4 && self.kana * 6 >= self.wide() && self.half_width * 2 < self.wide()
    }

    fn better_than(&self, other: &Self) -> bool {
        // Shares are compared crosswise, without division.
        let bad = self.bad * other.wide().max(1);
        let their_bad = other.bad * self.wide().max(1);
        match bad.cmp(&their_bad) {
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Greater => false,
            std::cmp::Ordering::Equal => {
                self.kana * other.wide().max(1) > other.kana * self.wide().max(1)
            }
        }
    }
}
