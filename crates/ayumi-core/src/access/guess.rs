//! How guessing is slowed: growing waits per account and per network, and never a door that is
//! shut to whoever came in through it before. An office shares one network address, so a network
//! only waits, and a browser that is known counts for itself (the waits are those of Kanidm; the
//! limit of 100 guesses a day is NIST SP 800-63B §5.2.2).

use jiff::{SignedDuration, Timestamp};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::role::named;

named!(
    /// What is counted.
    Guessed {
        /// An account, from browsers nobody knows.
        Account = "account",
        /// An account, from one browser somebody came in with before.
        Device = "device",
        /// All accounts, from one network address, from browsers nobody knows.
        Network = "network",
    }
);

/// Guesses that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guesses {
    /// How many, since the first of them.
    pub failures: u64,
    /// The first of them.
    pub first_at: Timestamp,
    /// The last of them.
    pub last_at: Timestamp,
}

/// The most guesses of an account in a day.
pub const MOST_A_DAY: u64 = 100;
/// How many guesses a network has without waiting: an office in the morning.
const FREE_OF_NETWORK: u64 = 30;

/// How long guesses are counted.
const DAY: SignedDuration = SignedDuration::from_hours(24);

impl Guesses {
    /// The same a while later: after a day all is forgotten.
    #[must_use]
    pub fn at(self, now: Timestamp) -> Self {
        if now.duration_since(self.first_at) < DAY {
            return self;
        }
        Self {
            failures: 0,
            first_at: now,
            last_at: now,
        }
    }

    /// With one guess more.
    #[must_use]
    pub fn and_one(self, now: Timestamp) -> Self {
        Self {
            failures: self.failures + 1,
            first_at: if self.failures == 0 {
                now
            } else {
                self.first_at
            },
            last_at: now,
        }
    }

    /// With one guess less: it was none.
    #[must_use]
    pub fn less_one(self) -> Self {
        Self {
            failures: self.failures.saturating_sub(1),
            ..self
        }
    }

    /// How long the next guess must wait; nothing when it may be made now.
    #[must_use]
    pub fn wait(&self, guessed: Guessed, now: Timestamp) -> Option<SignedDuration> {
        let seconds = match (guessed, self.failures) {
            (_, 0) => return None,
            (Guessed::Network, ..=FREE_OF_NETWORK) => return None,
            (Guessed::Network, ..300) => 1,
            (Guessed::Network, _) => 3,
            (_, ..=2) => 1,
            (_, ..=8) => 3,
            (_, ..=24) => 5,
            (_, ..MOST_A_DAY) => 10,
            (_, _) => {
                let left = DAY - now.duration_since(self.first_at);
                return (left > SignedDuration::ZERO).then_some(left);
            }
        };
        let left = SignedDuration::from_secs(seconds) - now.duration_since(self.last_at);
        (left > SignedDuration::ZERO).then_some(left)
    }
}
