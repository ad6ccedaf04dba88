//! Codes of an authenticator (TOTP, RFC 6238): set up, confirmed by a first code, used once each.

use ayumi_core::access::LoginId;
use ayumi_store::{StoreError, factor};
use totp_rs::{Builder, Secret, Totp};
use unicode_normalization::UnicodeNormalization as _;

use super::secret::{fill, kept_of};
use crate::Unit;

/// How long a code holds, in seconds.
const STEP: u64 = 30;
/// How many recovery codes there are.
const RECOVERY: usize = 10;

/// A code as it is compared: full-width digits are digits, blanks and hyphens are none.
pub(super) fn plain(code: &str) -> String {
    let code = code.nfkc().filter(|c| c.is_ascii_alphanumeric());
    code.map(|c| c.to_ascii_lowercase()).collect()
}

/// A new secret, in base 32.
pub(super) fn new_secret() -> Result<String, StoreError> {
    let mut bytes = [0; 20];
    fill(&mut bytes)?;
    Ok(Secret::from(bytes.to_vec()).to_base32())
}

/// The authenticator of a secret; `None` for what is none.
pub(super) fn of(secret: &str, account: &str) -> Option<Totp> {
    // The name of an account stands before a colon in the address an authenticator reads.
    let account: String = account.chars().filter(|c| *c != ':').collect();
    let secret = Secret::try_from_base32(secret).ok()?;
    Builder::new()
        .with_secret(secret)
        .with_step_duration(STEP)
        .with_skew(1)
        .with_account_name(account)
        .with_issuer(Some("Ayumi"))
        .build()
        .ok()
}

/// Is it the code of this moment, and was it not used before? It is used up by this.
pub(super) async fn use_code(unit: &Unit, login: LoginId, code: &str) -> Result<bool, StoreError> {
    let Some(kept) = factor::totp(unit.session(), login).await? else {
        return Ok(false);
    };
    let time = u64::try_from(unit.now().as_second()).unwrap_or_default();
    let step = of(&kept.secret, "").and_then(|totp| totp.check(code, time));
    // `check` tells the step whose code it is.
    match step {
        Some(step) if step > kept.step => {
            let used = factor::Totp {
                step,
                confirmed: true,
                ..kept
            };
            factor::put_totp(unit.session(), &used).await?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// New recovery codes: as they are shown once, and as they are kept.
pub(super) fn recovery(login: LoginId) -> Result<(Vec<String>, Vec<String>), StoreError> {
    // Without letters and digits that are read for one another.
    const LETTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut shown = Vec::with_capacity(RECOVERY);
    for _ in 0..RECOVERY {
        let mut bytes = [0; 16];
        fill(&mut bytes)?;
        let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
        let code: String = bytes.iter().map(letter).collect();
        shown.push(format!(
            "{}-{}-{}-{}",
            &code[..4],
            &code[4..8],
            &code[8..12],
            &code[12..]
        ));
    }
    let kept = shown
        .iter()
        .map(|code| kept_of(&login.to_string(), &plain(code)))
        .collect();
    Ok((shown, kept))
}
