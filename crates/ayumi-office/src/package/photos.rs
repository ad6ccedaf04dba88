//! Photographs in a package that tell where they were taken.
//!
//! No picture is read or kept; but who passes the file on should know what is in it.

use std::io::Cursor;

use ayumi_document::{Notice, Rule, Severity};
use exif::{In, Tag};

use super::directory::Entry;
use super::{Package, unpack};

/// So much of a photograph holds its data about itself, in bytes.
const HEAD: u64 = 128 * 1024;
/// So many photographs are looked at.
const MOST: usize = 1000;

/// A notice where photographs hold the place they were taken at; `value` = how many.
pub(crate) fn with_place(package: &Package<'_>) -> Option<Notice> {
    let photos = package.entries.iter().filter(|(name, _)| {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        matches!(ending, Some("jpg" | "jpeg" | "jpe" | "tif" | "tiff"))
    });
    let count = photos
        .take(MOST)
        .filter(|(_, entry)| holds_place(package.bytes, entry))
        .count();
    (count > 0).then(|| {
        Notice::new(Rule::PhotoPlace, Severity::Warning, None).with("value", count.to_string())
    })
}

fn holds_place(bytes: &[u8], entry: &Entry) -> bool {
    let mut head = Vec::new();
    // A damaged photograph is nobody's loss here: what was unpacked of it is looked at.
    let _ = unpack::head(bytes, entry, HEAD, &mut head);
    let told = exif::Reader::new().read_from_container(&mut Cursor::new(head));
    told.is_ok_and(|told| {
        [Tag::GPSLatitude, Tag::GPSLongitude, Tag::GPSDestLatitude]
            .iter()
            .any(|tag| told.get_field(*tag, In::PRIMARY).is_some())
    })
}
