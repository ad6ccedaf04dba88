//! How long a session lasts.

use jiff::{SignedDuration, Timestamp};

/// The limits of sessions (ASVS 7.3.1, 7.3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Without a request for this long, it ends.
    pub idle: SignedDuration,
    /// After this long, it ends in any case.
    pub absolute: SignedDuration,
}

impl Default for Limits {
    /// Half an hour, and a working day of twelve hours.
    fn default() -> Self {
        Self {
            idle: SignedDuration::from_mins(30),
            absolute: SignedDuration::from_hours(12),
        }
    }
}

impl Limits {
    /// Does a session that began and was used last at these moments still last?
    #[must_use]
    pub fn lasts(&self, created_at: Timestamp, seen_at: Timestamp, now: Timestamp) -> bool {
        now.duration_since(created_at) < self.absolute && now.duration_since(seen_at) < self.idle
    }
}
