//! Passwords by the rules of ASVS 6.2: long enough, not a common one, no rule of composition, no
//! forced change, taken as typed. Kept as Argon2id with a salt of its own.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use ayumi_locale::key;
use tokio::sync::Semaphore;
use zxcvbn::zxcvbn;

use crate::Class;

/// Fewest characters (ASVS 6.2.1).
pub const SHORTEST: usize = 8;
/// Most characters: far above the 64 that ASVS 6.2.9 asks for, and bounded.
pub const LONGEST: usize = 256;
/// Guesses below which a password is a common one, or made of common words: what an attacker
/// with a list tries first.
const GUESSES: u64 = 1_000_000;

/// The words the estimator does not know: Japanese ones, written for this list.
const WORDS: &str = include_str!("../../words/common_passwords.txt");

/// How many passwords are computed at once: each takes 19 MiB.
static TURNS: Semaphore = Semaphore::const_new(2);

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer than [`SHORTEST`] characters.
    #[error("the password is too short")]
    Short,
    /// More than [`LONGEST`] characters.
    #[error("the password is too long")]
    Long,
    /// A common one, or one made of the own name and the like.
    #[error("the password is easily guessed")]
    Common,
}

impl PasswordFault {
    pub(crate) fn class(self) -> Class {
        Class::Refused(match self {
            Self::Short => key::ERROR_PASSWORD_SHORT,
            Self::Long => key::ERROR_PASSWORD_LONG,
            Self::Common => key::ERROR_PASSWORD_COMMON,
        })
    }
}

/// Checks a new password; `own` are words that others know of its owner.
///
/// # Errors
/// [`PasswordFault`].
pub fn check_password(password: &str, own: &[&str]) -> Result<(), PasswordFault> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(PasswordFault::Short);
    }
    if length > LONGEST {
        return Err(PasswordFault::Long);
    }
    let words = WORDS.lines().filter(|line| !line.starts_with('#'));
    let own = own.iter().copied().filter(|word| !word.is_empty());
    let known: Vec<&str> = words.chain(own).collect();
    match zxcvbn(password, &known).guesses() < GUESSES {
        true => Err(PasswordFault::Common),
        false => Ok(()),
    }
}

/// A password as it is kept. Takes some 30 ms and 19 MiB, beside everything else.
pub(crate) async fn hashed(password: String) -> Option<String> {
    let _turn = TURNS.acquire().await.ok()?;
    let work = move || {
        let hash = Argon2::default().hash_password(password.as_bytes());
        hash.ok().map(|hash| hash.to_string())
    };
    tokio::task::spawn_blocking(work).await.ok().flatten()
}

/// Is it the password that was kept? Where none was kept, as much is computed: how long it takes
/// does not tell who has an account.
pub(crate) async fn is_right(password: String, kept: Option<String>) -> bool {
    let Ok(_turn) = TURNS.acquire().await else {
        return false;
    };
    let work = move || {
        let none = kept.is_none();
        let kept = kept.unwrap_or_else(|| nobodys().to_owned());
        let right = PasswordHash::new(&kept).is_ok_and(|hash| {
            let password = password.as_bytes();
            Argon2::default().verify_password(password, &hash).is_ok()
        });
        right && !none
    };
    tokio::task::spawn_blocking(work).await.unwrap_or(false)
}

/// The password of nobody, with the same cost.
fn nobodys() -> &'static str {
    static NOBODYS: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    NOBODYS.get_or_init(|| {
        let hash = Argon2::default().hash_password(b"nobody has this password");
        hash.map(|hash| hash.to_string()).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::{PasswordFault, check_password};

    fn check(password: &str, expected: Result<(), PasswordFault>) {
        let own = ["yamamoto.h", "緑野市社会福祉協議会"];
        assert_eq!(check_password(password, &own), expected, "{password}");
    }

    #[test]
    fn passwords() {
        check("short1!", Err(PasswordFault::Short));
        check("password", Err(PasswordFault::Common));
        check("Password1", Err(PasswordFault::Common));
        check("12345678", Err(PasswordFault::Common));
        check("qwertyuiop", Err(PasswordFault::Common));
        check("sakura2026", Err(PasswordFault::Common));
        check("Fukushi123", Err(PasswordFault::Common));
        check("shakyo2026", Err(PasswordFault::Common));
        check("ayumiayumi", Err(PasswordFault::Common));
        check("yamamoto.h", Err(PasswordFault::Common));
        check("緑野市社会福祉協議会", Err(PasswordFault::Common));
        // No rule of composition: words of everyday life, many enough.
        check("雨の日の縁側で三匹の猫", Ok(()));
        check("river lantern  umbrella seven", Ok(()));
        check("k7#vQ2!xZp", Ok(()));
        check(&"あ".repeat(257), Err(PasswordFault::Long));
        let long: String = "猫と犬と山と川と".repeat(32);
        assert_eq!(long.chars().count(), 256);
        check(&format!("x9{}", &long[6..]), Ok(()));
    }

    #[tokio::test]
    async fn what_is_kept_is_argon2id_and_no_character_is_cut_off() {
        let password = format!("{}a", "長".repeat(100));
        let kept = super::hashed(password.clone()).await.unwrap();
        assert!(
            kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{kept}"
        );
        assert!(super::is_right(password.clone(), Some(kept.clone())).await);
        let other = format!("{}b", "長".repeat(100));
        assert!(!super::is_right(other, Some(kept)).await);
        assert!(!super::is_right("nobody has this password".to_owned(), None).await);
    }
}
