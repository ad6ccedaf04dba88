//! The directory of a ZIP archive, compared with the headers before each entry.
//!
//! Field names and offsets: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.14–4.3.16, 4.5.3.

use std::ops::Range;

use ayumi_document::{Refusal, Suspicion};

use super::{MOST_PARTS, broken, suspicious};

/// One file of the archive, as the directory tells.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    raw_name: Vec<u8>,
    flags: u16,
    /// 0 = stored, 8 = deflated.
    pub(super) method: u16,
    pub(super) crc: u32,
    packed: u64,
    /// Length unpacked.
    pub(super) length: u64,
    header: u64,
    /// Where its packed bytes stand.
    pub(super) data: Range<usize>,
}

const END: &[u8] = b"PK\x05\x06";
const CENTRAL: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";
const END_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";

/// The entries of an archive in the order of their bytes.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Entry>, Refusal> {
    let end = End::find(bytes).ok_or_else(|| broken("no end of central directory"))?;
    if end.entries > MOST_PARTS {
        return Err(Refusal::TooManyParts {
            count: end.entries,
            limit: MOST_PARTS,
        });
    }
    let mut at = position(end.start)?;
    let mut entries = Vec::new();
    for _ in 0..end.entries {
        let (entry, next) = central(bytes, at)?;
        entries.push(entry);
        at = next;
    }
    // More headers than the end tells of would stay unseen.
    if bytes.get(at..at + 4) == Some(CENTRAL) {
        return Err(suspicious("", Suspicion::HeadersDisagree));
    }
    for entry in &mut entries {
        local(bytes, entry)?;
    }
    entries.sort_by_key(|entry| entry.header);
    let mut free = 0;
    for entry in &entries {
        if entry.header < free {
            return Err(suspicious(&entry.name, Suspicion::Overlap));
        }
        free = entry.data.end as u64;
    }
    if free > end.start {
        return Err(suspicious("", Suspicion::Overlap));
    }
    Ok(entries)
}

/// Where the directory stands and how many entries it has.
struct End {
    entries: u64,
    start: u64,
}

impl End {
    /// The last end record whose comment fits into the file.
    fn find(bytes: &[u8]) -> Option<Self> {
        const LENGTH: usize = 22;
        let last = bytes.len().checked_sub(LENGTH)?;
        let first = last.saturating_sub(usize::from(u16::MAX));
        let at = (first..=last)
            .rev()
            .find(|at| bytes[*at..].starts_with(END))?;
        let entries = u64::from(u16_at(bytes, at + 10)?);
        let start = u64::from(u32_at(bytes, at + 16)?);
        let large = entries == u64::from(u16::MAX) || start == u64::from(u32::MAX);
        match (large, at.checked_sub(20)) {
            (true, Some(locator)) if bytes[locator..].starts_with(LOCATOR_64) => {
                let at = usize::try_from(u64_at(bytes, locator + 8)?).ok()?;
                let record = bytes.get(at..)?;
                record.starts_with(END_64).then_some(())?;
                Some(Self {
                    entries: u64_at(record, 32)?,
                    start: u64_at(record, 48)?,
                })
            }
            _ => Some(Self { entries, start }),
        }
    }
}

/// An entry of the directory and where the next one begins.
fn central(bytes: &[u8], at: usize) -> Result<(Entry, usize), Refusal> {
    let cut = || broken("central directory is cut");
    let record = bytes.get(at..).ok_or_else(cut)?;
    if !record.starts_with(CENTRAL) {
        return Err(suspicious("", Suspicion::HeadersDisagree));
    }
    let field = |at| u16_at(record, at).ok_or_else(cut);
    let long = |at| u32_at(record, at).ok_or_else(cut);
    let (name, extra, comment) = (field(28)?, field(30)?, field(32)?);
    let name_end = 46 + usize::from(name);
    let extra_end = name_end + usize::from(extra);
    let raw_name = record.get(46..name_end).ok_or_else(cut)?.to_vec();
    let extra = record.get(name_end..extra_end).ok_or_else(cut)?;
    let sizes = [long(24)?, long(20)?, long(42)?];
    let [length, packed, header] = large_sizes(sizes, extra).ok_or_else(cut)?;
    let shown = String::from_utf8_lossy(&raw_name).replace('\\', "/");
    check_name(&shown)?;
    let made_by_unix = field(4)? >> 8 == 3;
    if made_by_unix && (long(38)? >> 16) & 0o170_000 == 0o120_000 {
        return Err(suspicious(&shown, Suspicion::Symlink));
    }
    let (flags, method) = (field(8)?, field(10)?);
    if flags & 1 != 0 {
        return Err(Refusal::Encrypted);
    }
    if !matches!(method, 0 | 8) {
        return Err(broken(format!("packed by method {method}")));
    }
    let entry = Entry {
        name: shown,
        raw_name,
        flags,
        method,
        crc: long(16)?,
        packed,
        length,
        header,
        data: 0..0,
    };
    Ok((entry, at + extra_end + usize::from(comment)))
}

/// Sizes that do not fit into 32 bits stand in the extra field, in this order.
fn large_sizes(sizes: [u32; 3], extra: &[u8]) -> Option<[u64; 3]> {
    let mut large = extra_field(extra, 1).unwrap_or_default();
    let mut out = [0; 3];
    for (size, out) in sizes.iter().zip(&mut out) {
        *out = if *size == u32::MAX {
            let value = u64_at(large, 0)?;
            large = &large[8..];
            value
        } else {
            u64::from(*size)
        };
    }
    Some(out)
}

fn extra_field(mut extra: &[u8], wanted: u16) -> Option<&[u8]> {
    while let (Some(id), Some(length)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let end = 4 + usize::from(length);
        let field = extra.get(4..end)?;
        if id == wanted {
            return Some(field);
        }
        extra = &extra[end..];
    }
    None
}

/// Names are no paths here, but one that leads elsewhere was made to harm.
fn check_name(name: &str) -> Result<(), Refusal> {
    let drive = name.as_bytes().get(1) == Some(&b':');
    let climbs = name.split('/').any(|step| step == "..");
    if name.is_empty() || name.starts_with('/') || drive || climbs || name.contains('\0') {
        return Err(suspicious(name, Suspicion::PartName));
    }
    Ok(())
}

/// Compares the header before an entry's bytes with the directory, and finds the bytes.
fn local(bytes: &[u8], entry: &mut Entry) -> Result<(), Refusal> {
    let disagree = || suspicious(&entry.name, Suspicion::HeadersDisagree);
    let at = position(entry.header)?;
    let record = bytes.get(at..).ok_or_else(disagree)?;
    let field = |at| u16_at(record, at).ok_or_else(disagree);
    let long = |at| u32_at(record, at).ok_or_else(disagree);
    let name_end = 30 + usize::from(field(26)?);
    let extra_end = name_end + usize::from(field(28)?);
    let extra = record.get(name_end..extra_end).ok_or_else(disagree)?;
    let [length, packed, _] = large_sizes([long(22)?, long(18)?, 0], extra).ok_or_else(disagree)?;
    // Bit 3: sizes and sum were not known yet and follow the bytes; the header may hold 0 for them.
    let later = entry.flags & 8 != 0;
    let same = |here: u64, there: u64| here == there || (later && here == 0);
    if !record.starts_with(LOCAL)
        || record.get(30..name_end) != Some(&entry.raw_name)
        || field(8)? != entry.method
        || (field(6)? ^ entry.flags) & 9 != 0
        || !same(length, entry.length)
        || !same(packed, entry.packed)
        || !same(u64::from(long(14)?), u64::from(entry.crc))
    {
        return Err(disagree());
    }
    let start = at + extra_end;
    let end = usize::try_from(entry.packed)
        .ok()
        .and_then(|packed| start.checked_add(packed))
        .filter(|end| *end <= bytes.len())
        .ok_or_else(disagree)?;
    entry.data = start..end;
    Ok(())
}

fn position(at: u64) -> Result<usize, Refusal> {
    usize::try_from(at)
        .ok()
        .filter(|at| *at < usize::MAX / 2)
        .ok_or_else(|| suspicious("", Suspicion::HeadersDisagree))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let field = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(field.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let field = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(field.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    let field = bytes.get(at..at.checked_add(8)?)?;
    Some(u64::from_le_bytes(field.try_into().ok()?))
}
