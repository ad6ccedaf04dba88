//! Changes to a file that leave enough of it to be read further.

use std::io::{Cursor, Read};

use fastrand::Rng;
use serde_json::Value;

use crate::pieces::{PIECES, VALUES};

/// How the files of a target are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changer {
    /// Bytes.
    Bytes,
    /// Text with pieces that mean something.
    Text,
    /// A value of a JSON text; now and then the text itself.
    Json,
    /// A part of an Office package; now and then the package itself.
    Package,
}

/// The longest file made, in bytes.
const LONGEST: usize = 1 << 20;

/// A changed copy of `input`. The same numbers make the same changes.
#[must_use]
pub fn changed(changer: Changer, input: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut bytes = input.to_vec();
    match changer {
        Changer::Bytes => many(rng, |rng| change_bytes(&mut bytes, rng)),
        Changer::Text => many(rng, |rng| match rng.u8(0..6) {
            0 => change_bytes(&mut bytes, rng),
            _ => change_text(&mut bytes, rng),
        }),
        Changer::Json => match serde_json::from_slice(&bytes) {
            Ok(mut value) if rng.u8(0..8) > 0 => {
                many(rng, |rng| change_json(&mut value, rng));
                bytes = value.to_string().into_bytes();
            }
            _ => change_text(&mut bytes, rng),
        },
        Changer::Package => match rng.u8(0..12) {
            0 => many(rng, |rng| change_bytes(&mut bytes, rng)),
            _ => match repacked(&bytes, rng) {
                Some(packed) => bytes = packed,
                None => change_bytes(&mut bytes, rng),
            },
        },
    }
    bytes.truncate(LONGEST);
    bytes
}

fn many(rng: &mut Rng, mut change: impl FnMut(&mut Rng)) {
    for _ in 0..rng.usize(1..=6) {
        change(rng);
    }
}

/// A stretch of up to `most` inside something of this length.
fn stretch(rng: &mut Rng, len: usize, most: usize) -> std::ops::Range<usize> {
    let at = rng.usize(0..=len);
    let end = (at + rng.usize(0..=most)).min(len);
    at..end
}

fn change_bytes(bytes: &mut Vec<u8>, rng: &mut Rng) {
    let range = stretch(rng, bytes.len(), 24);
    match rng.u8(0..7) {
        0 => drop(bytes.drain(range)),
        1 => {
            let again = bytes[range.clone()].to_vec();
            bytes.splice(range.end..range.end, again);
        }
        2 => {
            if let Some(byte) = bytes.get_mut(range.start) {
                *byte ^= 1 << rng.u8(0..8);
            }
        }
        3 => bytes[range].fill_with(|| rng.u8(..)),
        4 => drop(bytes.splice(range, number(rng).into_bytes())),
        5 => {
            let piece = PIECES[rng.usize(0..PIECES.len())];
            bytes.splice(range.start..range.start, piece.bytes());
        }
        _ => bytes.truncate(range.start.max(1)),
    }
}

fn number(rng: &mut Rng) -> String {
    VALUES[rng.usize(1..13)].to_owned()
}

/// Changes between characters, lines and tags.
fn change_text(bytes: &mut Vec<u8>, rng: &mut Rng) {
    match rng.u8(0..7) {
        0 => {
            let piece = PIECES[rng.usize(0..PIECES.len())];
            let at = start_of_character(bytes, rng.usize(0..=bytes.len()));
            bytes.splice(at..at, piece.bytes());
        }
        1 => with_parts(bytes, rng, b'\n'),
        2 => with_parts(bytes, rng, b'<'),
        3 => with_parts(bytes, rng, b','),
        4 => change_digits(bytes, rng),
        5 => change_value(bytes, rng),
        _ => {
            // Deep nesting, long runs.
            let range = stretch(rng, bytes.len(), 40);
            let piece = bytes[range.clone()].to_vec();
            let count = rng.usize(1..=64);
            let again: Vec<u8> = piece
                .iter()
                .copied()
                .cycle()
                .take(piece.len() * count)
                .collect();
            bytes.splice(range.end..range.end, again);
        }
    }
}

fn start_of_character(bytes: &[u8], at: usize) -> usize {
    let inside = |at: &usize| bytes.get(*at).is_some_and(|byte| byte & 0xC0 == 0x80);
    (0..=at).rev().find(|at| !inside(at)).unwrap_or(0)
}

/// Drops, doubles, swaps or moves what stands between two separators.
fn with_parts(bytes: &mut Vec<u8>, rng: &mut Rng, separator: u8) {
    let mut parts: Vec<Vec<u8>> = bytes
        .split_inclusive(|byte| *byte == separator)
        .map(<[u8]>::to_vec)
        .collect();
    if parts.len() < 2 {
        return;
    }
    let (one, other) = (rng.usize(0..parts.len()), rng.usize(0..parts.len()));
    match rng.u8(0..4) {
        0 => drop(parts.remove(one)),
        1 => parts.insert(other, parts[one].clone()),
        2 => parts.swap(one, other),
        _ => {
            let part = parts.remove(one);
            parts.insert(other.min(parts.len()), part);
        }
    }
    *bytes = parts.concat();
}

/// Another number in the place of one.
fn change_digits(bytes: &mut Vec<u8>, rng: &mut Rng) {
    let from = rng.usize(0..=bytes.len());
    let Some(at) = (from..bytes.len()).find(|at| bytes[*at].is_ascii_digit()) else {
        return;
    };
    let end = (at..bytes.len()).find(|at| !bytes[*at].is_ascii_digit());
    let new = number(rng).into_bytes();
    bytes.splice(at..end.unwrap_or(bytes.len()), new);
}

/// Another value in the place of an attribute's or of a string's.
fn change_value(bytes: &mut Vec<u8>, rng: &mut Rng) {
    let from = rng.usize(0..=bytes.len());
    let quote = |from: usize| (from..bytes.len()).find(|at| bytes[*at] == b'"');
    let Some(open) = quote(from) else { return };
    let Some(close) = quote(open + 1) else { return };
    let new = VALUES[rng.usize(0..VALUES.len())];
    bytes.splice(open + 1..close, new.bytes());
}

/// Goes down to some value and puts another in its place, drops it, doubles it.
fn change_json(value: &mut Value, rng: &mut Rng) {
    let deeper = rng.u8(0..5) > 0;
    match value {
        Value::Array(list) if !list.is_empty() => {
            let at = rng.usize(0..list.len());
            match rng.u8(0..12) {
                0 => drop(list.remove(at)),
                1 => list.insert(at, list[at].clone()),
                _ => change_json(&mut list[at], rng),
            }
        }
        Value::Object(object) if deeper && !object.is_empty() => {
            let at = rng.usize(0..object.len());
            let key = object.keys().nth(at).cloned().unwrap_or_default();
            match rng.u8(0..12) {
                0 => drop(object.remove(&key)),
                _ => change_json(&mut object[&key], rng),
            }
        }
        Value::String(text) => {
            let mut bytes = std::mem::take(text).into_bytes();
            change_text(&mut bytes, rng);
            *text = String::from_utf8_lossy(&bytes).into_owned();
        }
        other => {
            *other = match rng.u8(0..6) {
                0 => Value::Null,
                1 => Value::Array(vec![other.clone()]),
                2 => Value::from(PIECES[rng.usize(0..PIECES.len())]),
                3 => Value::from(rng.i64(..)),
                4 => Value::from(rng.f64()),
                _ => Value::from(rng.i32(-3..3000)),
            };
        }
    }
}

/// The package with one part changed, or a part taken out.
fn repacked(package: &[u8], rng: &mut Rng) -> Option<Vec<u8>> {
    let mut parts = unpacked(package)?;
    // What is read stands in XML, most of it in the largest parts.
    let xml: Vec<usize> = (0..parts.len())
        .filter(|at| parts[*at].0.ends_with("ml"))
        .collect();
    let at = *xml.get(rng.usize(0..xml.len().max(1)))?;
    match rng.u8(0..24) {
        0 => drop(parts.remove(at)),
        1 => {
            let other = parts[xml[rng.usize(0..xml.len())]].1.clone();
            parts[at].1 = other;
        }
        _ => many(rng, |rng| change_text(&mut parts[at].1, rng)),
    }
    parts
        .iter_mut()
        .for_each(|(_, bytes)| bytes.truncate(LONGEST));
    ayumi_office::pack(&parts).ok()
}

/// Names and bytes of the parts of a package; `None` for what is none, or is too large.
#[must_use]
pub fn unpacked(package: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).ok()?;
    let mut parts = Vec::new();
    for index in 0..archive.len().min(64) {
        let mut file = archive.by_index(index).ok()?;
        let name = file.name().ok()?.into_owned();
        let mut bytes = Vec::new();
        file.by_ref()
            .take(LONGEST as u64)
            .read_to_end(&mut bytes)
            .ok()?;
        parts.push((name, bytes));
    }
    Some(parts)
}
