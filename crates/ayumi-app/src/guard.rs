//! The one check for version and key that every changing use case goes through, and the one
//! place where its change enters the record.

use ayumi_core::access::{Action, Seat, check};
use ayumi_core::organisation::CouncilId;
use ayumi_core::record::Who;
use ayumi_locale::key;
use ayumi_store::{StoreError, keys, organisation, record};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Class, Classified, Unit};

/// An idempotency key: brought by a form (hidden field `key`) or by the API (`Idempotency-Key`).
/// A second request with the same key and the same content gets the first one's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

/// A key that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an idempotency key has 1 to 128 visible ASCII characters")]
pub struct KeyError;

impl Key {
    /// Longest key taken.
    pub const MAX: usize = 128;

    /// A key of 1 to [`Key::MAX`] visible ASCII characters.
    ///
    /// # Errors
    /// [`KeyError`] for anything else.
    pub fn new(text: &str) -> Result<Self, KeyError> {
        let fits = (1..=Self::MAX).contains(&text.len());
        if fits && text.bytes().all(|byte| byte.is_ascii_graphic()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(KeyError)
        }
    }

    /// Its characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a person knew when asking for a change: the version seen (hidden field `version`,
/// `If-Match`), 0 where nothing stood there. `None` where nothing was shown (the command line).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The version the person saw.
    pub expected: Option<u64>,
}

impl Given {
    /// The version seen.
    #[must_use]
    pub fn version(version: u64) -> Self {
        Self {
            expected: Some(version),
        }
    }
}

/// Why a change is not made.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Somebody changed it since.
    #[error("it was changed meanwhile; its version is now {current}")]
    Stale {
        /// The version it has now.
        current: u64,
    },
    /// The key was used for another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The store failed.
    #[error("looking up version and key")]
    Store(#[source] StoreError),
    /// A remembered answer has another shape: written by another version of Ayumi.
    #[error("reading a remembered answer")]
    Remembered(#[source] serde_json::Error),
}

impl Classified for Refused {
    fn class(&self) -> Class {
        match self {
            Self::Stale { current } => Class::Stale(*current),
            Self::KeyReused => Class::Refused(key::ERROR_KEY_REUSED),
            Self::Store(error) => error.class(),
            Self::Remembered(_) => Class::Failed,
        }
    }
}

/// What a change is about.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    /// Whose record.
    pub council: CouncilId,
    /// Kind and id: `plan/0198…`.
    pub object: String,
}

/// The contents before and after, for the record.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Contents<'a> {
    pub before: Option<&'a [u8]>,
    pub after: Option<&'a [u8]>,
}

impl Unit {
    /// The answer remembered under this unit's key, if it was used for the same request before.
    ///
    /// # Errors
    /// [`Refused::KeyReused`] when it was used for another one.
    pub(crate) async fn remembered<A: Action, R: DeserializeOwned>(
        &self,
        council: CouncilId,
        request: &impl Serialize,
    ) -> Result<Option<R>, Refused> {
        let Some(key) = self.key() else {
            return Ok(None);
        };
        let found = keys::lookup(self.session(), council, key.as_str()).await;
        let Some(found) = found.map_err(Refused::Store)? else {
            return Ok(None);
        };
        if found.action != A::NAME || found.request_digest != self.known_by(request) {
            return Err(Refused::KeyReused);
        }
        serde_json::from_str(&found.response)
            .map(Some)
            .map_err(Refused::Remembered)
    }

    /// Records the one change of this use case, raises the council's revision and remembers the
    /// answer under the key.
    pub(crate) async fn record<A: Action>(
        &mut self,
        subject: &Subject,
        contents: Contents<'_>,
        request: &impl Serialize,
        response: &impl Serialize,
    ) -> Result<(), StoreError> {
        self.note::<A>(subject, contents).await?;
        self.remember::<A>(subject.council, request, response).await
    }

    /// Remembers the answer under the key, if there is one.
    pub(crate) async fn remember<A: Action>(
        &mut self,
        council: CouncilId,
        request: &impl Serialize,
        response: &impl Serialize,
    ) -> Result<(), StoreError> {
        let Some(key) = self.key() else { return Ok(()) };
        let remembered = keys::Remembered {
            action: A::NAME.to_owned(),
            request_digest: self.known_by(request),
            response: serde_json::to_string(response).unwrap_or_default(),
            created_at: self.now(),
        };
        keys::remember(self.session(), council, key.as_str(), &remembered).await
    }

    /// Records a change without an answer: a step inside another use case, whose key it must not
    /// use up.
    pub(crate) async fn note<A: Action>(
        &mut self,
        subject: &Subject,
        contents: Contents<'_>,
    ) -> Result<(), StoreError> {
        self.noted::<A>(subject, contents).await.map(drop)
    }

    /// The same; the number of the entry.
    pub(crate) async fn noted<A: Action>(
        &mut self,
        subject: &Subject,
        contents: Contents<'_>,
    ) -> Result<u64, StoreError> {
        organisation::bump(self.session(), subject.council).await?;
        let seat = self.seat_for::<A>(subject.council);
        let entry = record::NewEntry {
            council: subject.council,
            at: self.now_text(),
            actor: self.actor().name(seat.as_ref()),
            action: A::NAME.to_owned(),
            object: subject.object.clone(),
            who: Who {
                person: seat.as_ref().map(|seat| seat.person.to_string()),
                name: seat.as_ref().map(|seat| seat.name.clone()),
                title: seat.as_ref().map(|seat| seat.title.clone()),
                network: self.network().map(str::to_owned),
                reason: self.reason().map(str::to_owned),
            },
            class: A::AREA.name(),
        };
        // The revision was raised in this session: it has its turn.
        let (before, after) = (contents.before, contents.after);
        let change = record::append_in_turn(self.session(), entry, before, after);
        change.await.map(|change| change.sequence)
    }
}

impl Unit {
    /// Who acts in a council, as a page names it: the post, with whoever holds it; nothing while
    /// nobody has to sign in.
    pub(crate) fn who(&self, council: CouncilId) -> String {
        let identity = self.actor().identity();
        let seat = identity.and_then(|who| who.seats_in(council).next());
        match (seat, identity) {
            (Some(seat), _) => format!("{} {}", seat.title, seat.name),
            (None, Some(who)) => who.name.clone(),
            (None, None) => String::new(),
        }
    }

    /// The post under which the actor does this in a council: the one whose role allows it, else
    /// any it holds there.
    fn seat_for<A: Action>(&self, council: CouncilId) -> Option<Seat> {
        let allowed = check::<A>(self.actor(), Some(council)).ok();
        let seat = allowed.and_then(|permit| permit.seat().cloned());
        seat.or_else(|| self.actor().identity()?.seats_in(council).next().cloned())
    }
}

/// Is the version seen still the current one? Nothing expected means nothing was shown (the
/// command line), and the change is made on what stands there now.
pub(crate) fn same_version(given: Given, current: u64) -> Result<(), Refused> {
    match given.expected {
        Some(expected) if expected != current => Err(Refused::Stale { current }),
        _ => Ok(()),
    }
}

/// Whoever makes something new saw that nothing stood there.
pub(crate) fn nothing_there(given: Given) -> Result<(), Refused> {
    same_version(given, 0)
}
