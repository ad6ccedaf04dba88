//! Every guess is counted before it is looked at, so that guesses sent at once are counted one by
//! one; a right one gives its count back.

use ayumi_core::access::{Actor, Guessed, Guesses};
use ayumi_store::{StoreError, login};
use jiff::{SignedDuration, Timestamp};

use super::secret::kept_of;
use crate::App;

/// Where a guess comes from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The network address.
    pub network: String,
    /// What the browser calls itself.
    pub agent: String,
    /// The token of a browser that is known.
    pub device: Option<String>,
}

/// A guess that was counted.
pub(super) struct Claim {
    subjects: Vec<(Guessed, String)>,
}

/// Why no guess may be made.
pub(super) enum NoClaim {
    /// Not before this long.
    Wait(SignedDuration),
    /// The store failed.
    Store(StoreError),
}

impl Claim {
    /// Counts a guess at an account, by the key of its name, from a browser that is known as one
    /// of its own or not.
    pub(super) async fn make(
        app: &App,
        account: &str,
        from: &Origin,
        known: Option<&str>,
    ) -> Result<Self, NoClaim> {
        let subjects = match known {
            Some(device) => vec![(Guessed::Device, device)],
            None => vec![
                (Guessed::Account, account),
                (Guessed::Network, from.network.as_str()),
            ],
        };
        let subjects: Vec<_> = subjects
            .into_iter()
            .map(|(guessed, of)| (guessed, kept_of(guessed.name(), of)))
            .collect();
        let unit = app
            .change(Actor::Visitor, None)
            .await
            .map_err(NoClaim::Store)?;
        let now = unit.now();
        for (guessed, subject) in &subjects {
            let guesses = login::guesses(unit.session(), subject, now).await;
            let guesses = guesses.map_err(NoClaim::Store)?.at(now);
            if let Some(wait) = guesses.wait(*guessed, now) {
                return Err(NoClaim::Wait(wait));
            }
            put(&unit, subject, guesses.and_one(now)).await?;
        }
        unit.commit().await.map_err(NoClaim::Store)?;
        Ok(Self { subjects })
    }

    /// Gives the count back: it was no guess.
    pub(super) async fn was_right(&self, unit: &crate::Unit) -> Result<(), StoreError> {
        for (_, subject) in &self.subjects {
            let now = unit.now();
            let guesses = login::guesses(unit.session(), subject, now).await?;
            let left = guesses.less_one();
            let left = (left.failures > 0).then_some(left);
            login::put_guesses(unit.session(), subject, left).await?;
        }
        Ok(())
    }
}

async fn put(unit: &crate::Unit, subject: &str, guesses: Guesses) -> Result<(), NoClaim> {
    let kept = login::put_guesses(unit.session(), subject, Some(guesses)).await;
    kept.map_err(NoClaim::Store)
}

/// Whole seconds of a wait, at least one.
pub(super) fn seconds(wait: SignedDuration) -> u64 {
    u64::try_from(wait.as_secs()).unwrap_or_default() + 1
}

/// The moment a link or a first step holds no more.
pub(super) fn after(now: Timestamp, time: SignedDuration) -> Timestamp {
    now.checked_add(time).unwrap_or(Timestamp::MAX)
}
