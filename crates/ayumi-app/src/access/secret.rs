//! Secrets that are given out once, and what is kept of them.

use ayumi_core::interchange::digest;
use ayumi_store::StoreError;

/// Bytes of randomness in a token: 256 bits (ASVS 7.2.3 asks for 128).
const BYTES: usize = 32;

/// A new token: 64 hexadecimal digits.
pub(crate) fn token() -> Result<String, StoreError> {
    let mut bytes = [0; BYTES];
    fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What is kept of a token: whoever reads the database cannot come in with it. A token has 256
/// random bits, so that a plain SHA-256 tells nothing.
pub(crate) fn kept(token: &str) -> String {
    digest(token.as_bytes())
}

/// The same of a secret too short to stand alone: bound to whose it is.
pub(crate) fn kept_of(whose: &str, secret: &str) -> String {
    digest(format!("{whose}\n{secret}").as_bytes())
}

/// Random bytes.
pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), StoreError> {
    getrandom::fill(bytes).map_err(|error| StoreError::Random(error.to_string()))
}
