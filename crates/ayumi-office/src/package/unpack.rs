//! Unpacking one part while counting, and its bytes as text.

use std::cell::Cell;
use std::io::{self, Read};

use ayumi_document::{Refusal, Suspicion};
use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::directory::Entry;
use super::{MOST_UNPACKED, PartText, broken, suspicious};

/// The bytes of `entry`; `unpacked` counts over all parts.
pub(super) fn unpack(
    bytes: &[u8],
    entry: &Entry,
    unpacked: &Cell<u64>,
) -> Result<Vec<u8>, Refusal> {
    let room = MOST_UNPACKED.saturating_sub(unpacked.get());
    let mut out = Vec::new();
    // One byte more than allowed tells that there is more.
    let limit = room.min(entry.length) + 1;
    let read = head(bytes, entry, limit, &mut out);
    let length = out.len() as u64;
    unpacked.set(unpacked.get().saturating_add(length));
    if length > room {
        return Err(Refusal::UnpackedTooLarge {
            limit: MOST_UNPACKED,
        });
    }
    if let Err(error) = read {
        return Err(broken(format!("{}: {error}", entry.name)));
    }
    if length != entry.length {
        return Err(suspicious(&entry.name, Suspicion::HeadersDisagree));
    }
    let mut crc = Crc::new();
    crc.update(&out);
    if crc.sum() != entry.crc {
        return Err(broken(format!("{}: wrong check sum", entry.name)));
    }
    Ok(out)
}

/// Unpacks at most `most` bytes from the beginning of `entry`, as far as it can be unpacked.
pub(super) fn head(bytes: &[u8], entry: &Entry, most: u64, out: &mut Vec<u8>) -> io::Result<usize> {
    let packed = bytes.get(entry.data.clone()).unwrap_or_default();
    if entry.method == 0 {
        packed.take(most).read_to_end(out)
    } else {
        DeflateDecoder::new(packed).take(most).read_to_end(out)
    }
}

/// Bytes of an XML part as text. Sound UTF-8 is not copied: sheets are large.
pub(super) fn text(mut bytes: Vec<u8>) -> PartText {
    let pairs = |rest: &[u8], of: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| of([pair[0], pair[1]]));
        let mut damaged = false;
        let text = char::decode_utf16(units)
            .map(|c| {
                c.unwrap_or_else(|_| {
                    damaged = true;
                    char::REPLACEMENT_CHARACTER
                })
            })
            .collect();
        PartText { text, damaged }
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => return pairs(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return pairs(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, ..] => drop(bytes.drain(..3)),
        _ => {}
    }
    match String::from_utf8(bytes) {
        Ok(text) => PartText {
            text,
            damaged: false,
        },
        Err(error) => PartText {
            text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
            damaged: true,
        },
    }
}
