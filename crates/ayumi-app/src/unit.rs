//! A unit of work: one transaction, one actor, one moment.

use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;

use ayumi_core::access::{Action, Actor, Denied, Object, Permit, check, check_for};
use ayumi_core::intake::Ids;
use ayumi_core::interchange::{canonical_bytes, digest};
use ayumi_core::organisation::CouncilId;
use ayumi_core::review::Ground;
use ayumi_store::{Session, StoreError};
use serde::Serialize;
use uuid::timestamp::context::ContextV7;

use crate::{App, Key};

/// Japan has one time zone, without summer time, nine hours before UTC.
const JST_HOURS: i8 = 9;

/// So many characters of a reason are kept.
pub const LONGEST_REASON: usize = 1_000;

/// Work that begins once a unit is committed.
type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A transaction with who acts, when, and under which idempotency key.
pub struct Unit {
    app: App,
    session: Session,
    actor: Actor,
    now: jiff::Timestamp,
    key: Option<Key>,
    ids: Mutex<ContextV7>,
    after: Mutex<Vec<Work>>,
    only_looks: bool,
    network: Option<String>,
    reason: Option<String>,
    decision: Option<String>,
    sent: Option<String>,
}

impl Unit {
    pub(crate) fn new(
        app: App,
        session: Session,
        actor: Actor,
        now: jiff::Timestamp,
        key: Option<Key>,
    ) -> Self {
        let ids = Mutex::new(ContextV7::new());
        Self {
            app,
            session,
            actor,
            now,
            key,
            ids,
            after: Mutex::default(),
            only_looks: false,
            network: None,
            reason: None,
            decision: None,
            sent: None,
        }
    }

    /// The same, asked for from a network address.
    #[must_use]
    pub fn coming_from(mut self, network: &str) -> Self {
        self.network = Some(network.to_owned());
        self
    }

    /// The same, for a reason in the person's words; the record keeps it. Longer ones than
    /// [`LONGEST_REASON`] are cut.
    #[must_use]
    pub fn because(mut self, reason: Option<String>) -> Self {
        self.reason = reason.map(|words| words.chars().take(LONGEST_REASON).collect());
        self
    }

    /// The same, by a decision (`令和8年度第2回理事会`), as a person names it.
    #[must_use]
    pub fn decided_by(mut self, decision: Option<String>) -> Self {
        self.decision = decision.map(|words| words.chars().take(LONGEST_REASON).collect());
        self
    }

    /// The same, with what was sent. Where a request is made of what was sent and of what stands
    /// there, only by this is a second sending known: more stands there by then.
    #[must_use]
    pub fn sent(mut self, sent: &impl Serialize) -> Self {
        self.sent = Some(digest(&canonical_bytes(sent)));
        self
    }

    /// What a request is known by when it comes a second time, as a digest.
    pub(crate) fn known_by(&self, request: &impl Serialize) -> String {
        let made = || digest(&canonical_bytes(request));
        self.sent.clone().unwrap_or_else(made)
    }

    /// Why something is changed, by which decision and when, for what keeps it with itself.
    pub(crate) fn ground(&self) -> Ground {
        Ground {
            date: self.day().to_string(),
            reason: self.reason.clone(),
            decision: self.decision.clone(),
        }
    }

    /// Why it was asked for.
    pub(crate) fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// From which network address it was asked for.
    pub(crate) fn network(&self) -> Option<&str> {
        self.network.as_deref()
    }

    /// The same, changing nothing: what it sees was committed.
    pub(crate) fn looking(mut self) -> Self {
        self.only_looks = true;
        self
    }

    /// Does this unit only look?
    pub(crate) fn only_looks(&self) -> bool {
        self.only_looks
    }

    /// The access check for an action of the actor of this unit.
    ///
    /// # Errors
    /// [`Denied`] when the actor has no right to it.
    pub fn permit<A: Action>(&self, council: Option<CouncilId>) -> Result<Permit<A>, Denied> {
        check(&self.actor, council)
    }

    /// The access check for an action on one thing.
    ///
    /// # Errors
    /// [`Denied`] when the actor has no right to it.
    pub fn permit_for<A: Action>(
        &self,
        council: CouncilId,
        object: &Object,
    ) -> Result<Permit<A>, Denied> {
        check_for(&self.actor, council, object)
    }

    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The moment of this unit.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.now
    }

    /// The moment as the record keeps it: RFC 3339 with the offset of Japan.
    #[must_use]
    pub fn now_text(&self) -> String {
        let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(JST_HOURS));
        self.now
            .to_zoned(zone)
            .strftime("%Y-%m-%dT%H:%M:%S%:z")
            .to_string()
    }

    /// The day in Japan.
    #[must_use]
    pub fn day(&self) -> jiff::civil::Date {
        self.now
            .to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(JST_HOURS)))
            .date()
    }

    /// Makes the changes of this unit last, all of them or none.
    ///
    /// # Errors
    /// When the database refuses or is gone; then nothing was changed.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.session.commit().await?;
        let after = self.after.into_inner().unwrap_or_default();
        for work in after {
            tokio::spawn(work);
        }
        Ok(())
    }

    /// Has `work` begin, beside everything else, once this unit is committed; never otherwise.
    pub(crate) fn after_commit(&mut self, work: impl Future<Output = ()> + Send + 'static) {
        if let Ok(after) = self.after.get_mut() {
            after.push(Box::pin(work));
        }
    }

    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    pub(crate) fn key(&self) -> Option<&Key> {
        self.key.as_ref()
    }
}

impl Ids for Unit {
    fn next(&mut self) -> uuid::Uuid {
        let seconds = u64::try_from(self.now.as_second()).unwrap_or_default();
        let nanos = u32::try_from(self.now.subsec_nanosecond()).unwrap_or_default();
        uuid::Uuid::new_v7(uuid::Timestamp::from_unix(&self.ids, seconds, nanos))
    }
}
