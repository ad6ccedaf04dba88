//! The bytes in one encoding: good stretches become text, each bad byte is reported.

use ayumi_document::Rule;
use encoding_rs::{DecoderResult, Encoding, SHIFT_JIS};

use super::report::{Lines, Report};

/// Decodes `bytes`; bad bytes are left out and reported with line, offset and hexadecimal value.
pub(crate) fn text(encoding: &'static Encoding, bytes: &[u8], report: &mut Report) -> String {
    let mut out = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut lines = Lines::default();
    walk(encoding, bytes, &mut |piece| match piece {
        Piece::Text(text) => out.push_str(text),
        Piece::Bad { offset, byte } => {
            let line = lines.at_end_of(&out);
            if let Some(notice) = report.add(Rule::BadByte, line, &format!("{byte:02X}")) {
                notice
                    .values
                    .insert("offset".to_owned(), offset.to_string());
            }
        }
    });
    out
}

/// A stretch of text, or a byte that is none.
pub(crate) enum Piece<'a> {
    /// Text.
    Text(&'a str),
    /// A byte that is no text in this encoding.
    Bad {
        /// Counted from the first byte.
        offset: usize,
        /// The byte.
        byte: u8,
    },
}

/// Visits `bytes` as pieces, in order.
pub(crate) fn walk(encoding: &'static Encoding, bytes: &[u8], visit: &mut dyn FnMut(Piece<'_>)) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = vec![0; 8192];
    let mut start = 0;
    loop {
        // The web's Shift_JIS reads 0x80 as a control character; in a council's file it is damage.
        let stray = (encoding == SHIFT_JIS)
            .then(|| stray_80(bytes, start))
            .flatten();
        let end = stray.unwrap_or(bytes.len());
        let mut read = start;
        loop {
            let last = end == bytes.len();
            let (result, used, written) =
                decoder.decode_to_utf8_without_replacement(&bytes[read..end], &mut buffer, last);
            read += used;
            let piece = std::str::from_utf8(&buffer[..written]).expect("the decoder writes UTF-8");
            if !piece.is_empty() {
                visit(Piece::Text(piece));
            }
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(length, after) => {
                    let to = read.saturating_sub(usize::from(after));
                    let from = to.saturating_sub(usize::from(length));
                    for (offset, &byte) in bytes.iter().enumerate().take(to).skip(from) {
                        visit(Piece::Bad { offset, byte });
                    }
                }
            }
        }
        let Some(stray) = stray else { return };
        visit(Piece::Bad {
            offset: stray,
            byte: 0x80,
        });
        start = stray + 1;
    }
}

/// The next 0x80 that is not the second half of a character.
fn stray_80(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(&byte) = bytes.get(at) {
        match byte {
            0x80 => return Some(at),
            0x81..=0x9F | 0xE0..=0xFC
                if bytes
                    .get(at + 1)
                    .is_some_and(|b| matches!(b, 0x40..=0x7E | 0x80..=0xFC)) =>
            {
                at += 2;
            }
            _ => at += 1,
        }
    }
    None
}
