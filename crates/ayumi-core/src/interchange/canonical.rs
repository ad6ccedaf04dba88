//! Canonical bytes: one plan, one sequence of bytes, one SHA-256.

use sha2::{Digest, Sha256};

/// The canonical JSON of a value: keys sorted by code point, no blanks, no `null` members unless
/// the value itself says so. An edition is these bytes.
///
/// # Panics
/// Never for the types of this crate: all their keys are strings.
#[must_use]
pub fn canonical_bytes<T: serde::Serialize>(value: &T) -> Vec<u8> {
    let mut value = serde_json::to_value(value).expect("our types have string keys only");
    value.sort_all_objects();
    serde_json::to_vec(&value).expect("a JSON value is always written")
}

/// SHA-256 as 64 hexadecimal digits.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
