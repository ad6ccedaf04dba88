//! A bulk change of posts: prepared before, in force from its day, taken back until then.

use std::collections::BTreeSet;

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::intake::Ids as _;
use ayumi_core::interchange::canonical_bytes;
use ayumi_core::organisation::{
    CouncilId, Handover, HandoverFault, HandoverId, Move, Person, PersonId, Post, PostId, Stage,
    TenureId,
};
use ayumi_locale::key;
use ayumi_store::{StoreError, handover, people};
use jiff::civil::Date;
use serde::Serialize;

use super::super::people::{Administration, OrganisationError, ShowOrganisation};
use crate::guard::{Contents, Given, Refused, Subject, nothing_there, same_version};
use crate::{Class, Classified, Unit};

/// Prepares, sets and takes back a change of posts.
pub struct ChangeHandover;

impl Action for ChangeHandover {
    const NAME: &'static str = "change-handover";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Organisation;
}

/// A step.
#[derive(Clone, Debug, Serialize)]
pub enum HandoverStep {
    /// Prepares a new one, or changes one that is prepared.
    Prepare {
        /// Which; `None` = a new one.
        id: Option<HandoverId>,
        /// What it is called.
        name: String,
        /// Its day.
        day: Date,
        /// Who holds which post from then on.
        moves: Vec<Move>,
    },
    /// Lets it hold from its day on.
    Set(HandoverId),
    /// Takes it back; its day has not come.
    TakeBack(HandoverId),
    /// Drops one that is prepared.
    Drop(HandoverId),
}

/// What a change would leave behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A post nobody would hold, and how many items it answers for.
    Vacant {
        /// Which.
        post: PostId,
        /// Its title.
        title: String,
        /// Its items.
        items: usize,
    },
    /// A person who would hold no post any more: it could not come in.
    WithoutPost {
        /// Who.
        name: String,
    },
}

/// A change of posts with what it would leave behind.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The change.
    pub handover: Handover,
    /// What it would leave behind on its day.
    pub warnings: Vec<Warning>,
    /// Its day has not come: it can be taken back.
    pub is_open: bool,
}

/// Why it is not done.
#[derive(Debug, thiserror::Error)]
pub enum HandoverError {
    /// The name is empty.
    #[error("a change of posts needs a name")]
    NoName,
    /// No such change, post or person in this council.
    #[error("there is no such change, post or person")]
    NotThere,
    /// Its rules refuse.
    #[error("the change is refused")]
    Fault(#[source] HandoverFault),
    /// The organisation refuses.
    #[error("looking at the organisation")]
    Organisation(#[source] OrganisationError),
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("changing posts")]
    Store(#[source] StoreError),
}

impl Classified for HandoverError {
    fn class(&self) -> Class {
        match self {
            Self::NoName => Class::Refused(key::ERROR_NAME_MISSING),
            Self::NotThere => Class::NotThere,
            Self::Fault(fault) => Class::Refused(match fault {
                HandoverFault::Set => key::ERROR_HANDOVER_SET,
                HandoverFault::Past => key::ERROR_HANDOVER_PAST,
                HandoverFault::Later => key::ERROR_CHANGED_LATER,
                HandoverFault::Ended => key::ERROR_ENDED_BEFORE,
            }),
            Self::Organisation(error) => error.class(),
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// The changes of posts of the permit's council, the latest day first.
///
/// # Errors
/// See [`HandoverError`].
pub async fn list_handovers(
    unit: &Unit,
    permit: &Permit<ShowOrganisation>,
) -> Result<Vec<Prepared>, HandoverError> {
    use HandoverError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let s = unit.session();
    let all = handover::list(s, council).await.map_err(E::Store)?;
    let posts = people::posts(s, council).await.map_err(E::Store)?;
    let tenures = people::tenures(s, council).await.map_err(E::Store)?;
    let persons = people::persons(s, council).await.map_err(E::Store)?;
    let burdens = handover::burdens(s, council).await.map_err(E::Store)?;
    let day = unit.day();
    let prepared = |one: Handover| {
        let after = one.after(&posts, &tenures);
        let mut warnings: Vec<Warning> = after
            .iter()
            .filter(|(_, person)| person.is_none())
            .filter_map(|(id, _)| vacant(&posts, *id, burdens.get(id).copied()))
            .collect();
        let before: BTreeSet<PersonId> = tenures
            .iter()
            .filter(|tenure| tenure.is_on(day))
            .map(|tenure| tenure.person)
            .collect();
        let left = persons
            .iter()
            .map(|member| &member.person)
            .filter(|person| {
                before.contains(&person.id) && !after.values().any(|one| *one == Some(person.id))
            });
        let without = |person: &Person| Warning::WithoutPost {
            name: person.name.clone(),
        };
        warnings.extend(left.map(without));
        Prepared {
            is_open: day < one.day,
            handover: one,
            warnings,
        }
    };
    Ok(all.into_iter().map(prepared).collect())
}

fn vacant(posts: &[Post], id: PostId, items: Option<usize>) -> Option<Warning> {
    let post = posts.iter().find(|post| post.id == id)?;
    Some(Warning::Vacant {
        post: id,
        title: post.title.clone(),
        items: items.unwrap_or_default(),
    })
}

/// Carries a step out in the permit's council. The version seen is that of the change, 0 for a
/// new one.
///
/// # Errors
/// See [`HandoverError`].
pub async fn change_handover(
    unit: &mut Unit,
    permit: Permit<ChangeHandover>,
    given: Given,
    step: HandoverStep,
) -> Result<HandoverId, HandoverError> {
    use HandoverError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let request = (given.expected, &step);
    let remembered = unit.remembered::<ChangeHandover, HandoverId>(council, &request);
    if let Some(done) = remembered.await.map_err(E::Refused)? {
        return Ok(done);
    }
    let administration = Administration::of(unit, council).await;
    let administration = administration.map_err(E::Organisation)?;
    let (before, after) = match step.clone() {
        HandoverStep::Prepare {
            id,
            name,
            day,
            moves,
        } => prepare(unit, council, given, (id, name, day, moves)).await?,
        HandoverStep::Set(id) => {
            let before = found(unit, council, given, id).await?;
            let after = set(unit, council, before.clone()).await?;
            (Some(before), Some(after))
        }
        HandoverStep::TakeBack(id) => {
            let before = found(unit, council, given, id).await?;
            let after = take_back(unit, council, before.clone()).await?;
            (Some(before), Some(after))
        }
        HandoverStep::Drop(id) => {
            let before = found(unit, council, given, id).await?;
            if before.stage != Stage::Prepared {
                return Err(E::Fault(HandoverFault::Set));
            }
            let gone = handover::delete(unit.session(), council, id).await;
            gone.map_err(E::Store)?;
            (Some(before), None)
        }
    };
    let kept = administration.is_kept_or_permitted(unit, council).await;
    kept.map_err(E::Organisation)?;
    let id = after.as_ref().or(before.as_ref()).map(|one| one.id);
    let id = id.ok_or(E::NotThere)?;
    let bytes = |one: &Option<Handover>| one.as_ref().map(canonical_bytes);
    let (before, after) = (bytes(&before), bytes(&after));
    let subject = Subject {
        council,
        object: format!("handover/{id}"),
    };
    let contents = Contents {
        before: before.as_deref(),
        after: after.as_deref(),
    };
    unit.record::<ChangeHandover>(&subject, contents, &request, &id)
        .await
        .map_err(E::Store)?;
    Ok(id)
}

type Pair = (Option<Handover>, Option<Handover>);

async fn found(
    unit: &Unit,
    council: CouncilId,
    given: Given,
    id: HandoverId,
) -> Result<Handover, HandoverError> {
    let found = handover::load(unit.session(), council, id).await;
    let found = found.map_err(HandoverError::Store)?;
    let found = found.ok_or(HandoverError::NotThere)?;
    same_version(given, found.version).map_err(HandoverError::Refused)?;
    Ok(found)
}

async fn prepare(
    unit: &mut Unit,
    council: CouncilId,
    given: Given,
    (id, name, day, moves): (Option<HandoverId>, String, Date, Vec<Move>),
) -> Result<Pair, HandoverError> {
    use HandoverError as E;
    let name = name.trim().to_owned();
    if name.is_empty() {
        return Err(E::NoName);
    }
    let s = unit.session();
    let posts = people::posts(s, council).await.map_err(E::Store)?;
    let persons = people::persons(s, council).await.map_err(E::Store)?;
    for one in &moves {
        let post = posts.iter().any(|post| post.id == one.post);
        let mut known = persons.iter().map(|member| member.person.id);
        let person = one.person.is_none_or(|id| known.any(|known| known == id));
        if !post || !person {
            return Err(E::NotThere);
        }
    }
    let before = match id {
        Some(id) => Some(found(unit, council, given, id).await?),
        None => {
            nothing_there(given).map_err(E::Refused)?;
            None
        }
    };
    if before
        .as_ref()
        .is_some_and(|one| one.stage != Stage::Prepared)
    {
        return Err(E::Fault(HandoverFault::Set));
    }
    let after = Handover {
        id: match &before {
            Some(before) => before.id,
            None => HandoverId(unit.next()),
        },
        name,
        day,
        moves,
        stage: Stage::Prepared,
        version: before.as_ref().map_or(1, |before| before.version + 1),
    };
    let put = handover::put(unit.session(), council, &after).await;
    put.map_err(E::Store)?;
    Ok((before, Some(after)))
}

async fn set(
    unit: &mut Unit,
    council: CouncilId,
    mut one: Handover,
) -> Result<Handover, HandoverError> {
    use HandoverError as E;
    let posts = people::posts(unit.session(), council)
        .await
        .map_err(E::Store)?;
    let tenures = people::tenures(unit.session(), council)
        .await
        .map_err(E::Store)?;
    let written = one.set((&posts, &tenures), || TenureId(unit.next()));
    for tenure in written.map_err(E::Fault)?.tenures {
        let put = people::put_tenure(unit.session(), council, &tenure).await;
        put.map_err(E::Store)?;
    }
    super::super::people::keeps_an_administrator(unit, council, one.day)
        .await
        .map_err(E::Organisation)?;
    let put = handover::put(unit.session(), council, &one).await;
    put.map_err(E::Store)?;
    Ok(one)
}

async fn take_back(
    unit: &Unit,
    council: CouncilId,
    mut one: Handover,
) -> Result<Handover, HandoverError> {
    use HandoverError as E;
    let (ended, begun) = one.take_back(unit.day()).map_err(E::Fault)?;
    for id in begun {
        let gone = people::delete_tenure(unit.session(), council, id).await;
        gone.map_err(E::Store)?;
    }
    for tenure in ended {
        let put = people::put_tenure(unit.session(), council, &tenure).await;
        put.map_err(E::Store)?;
    }
    let put = handover::put(unit.session(), council, &one).await;
    put.map_err(E::Store)?;
    Ok(one)
}
