//! Who has a plan open for editing just now. Kept in memory: it is of no use tomorrow.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use ayumi_core::access::{Actor, SessionId};
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::{ItemId, PlanId};
use jiff::{SignedDuration, Timestamp};

use crate::Unit;

/// Whoever did not ask for so long has left.
const GONE: SignedDuration = SignedDuration::from_mins(2);
/// Most plans looked after at once.
const MOST: usize = 1_000;

/// Somebody who has the plan open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// The name.
    pub name: String,
    /// The item it has open; `None` = the plan.
    pub item: Option<ItemId>,
}

/// Everybody, by plan and session.
#[derive(Debug, Default)]
pub(crate) struct Presence(Mutex<HashMap<(CouncilId, PlanId), Here>>);

/// Who has one plan open, and when it was asked for last.
type Here = HashMap<SessionId, (Present, Timestamp)>;

impl Presence {
    fn seen(
        &self,
        of: (CouncilId, PlanId),
        (session, present): (SessionId, Present),
        now: Timestamp,
    ) -> Vec<Present> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        let here = all.entry(of).or_default();
        here.retain(|_, (_, at)| now.duration_since(*at) < GONE);
        here.insert(session, (present, now));
        let others = here.iter().filter(|(one, _)| **one != session);
        let mut others: Vec<Present> = others.map(|(_, (one, _))| one.clone()).collect();
        others.sort_by(|one, other| one.name.cmp(&other.name));
        others
    }
}

/// Notes that the actor has a plan (an item of it) open; who else has. Nobody is named while
/// nobody has to sign in.
#[must_use]
pub fn in_plan(
    unit: &Unit,
    council: CouncilId,
    (plan, item): (PlanId, Option<ItemId>),
) -> Vec<Present> {
    let Actor::Person(who) = unit.actor() else {
        return Vec::new();
    };
    let seat = who.seats_in(council).next();
    let name = seat.map_or(&who.name, |seat| &seat.name).clone();
    let present = Present { name, item };
    let presence = unit.app().presence();
    presence.seen((council, plan), (who.session, present), unit.now())
}
