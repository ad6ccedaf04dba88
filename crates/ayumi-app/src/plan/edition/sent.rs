//! What was sent outside: an edition as those see it who see nothing else of the plan.

use ayumi_core::access::{Action, Area, Denied, Effect, Object, Permit, Role};
use ayumi_core::interchange::plan_from_json;
use ayumi_core::organisation::{Council, CouncilId, Post};
use ayumi_core::plan::Plan;
use ayumi_core::plan::edition::{Edition, EditionId};
use ayumi_store::{StoreError, edition, files, organisation, people};

use super::EditionError as E;
use crate::Unit;

/// Lists what was sent to oneself.
pub struct ListSent;

impl Action for ListSent {
    const NAME: &'static str = "list-sent";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Home;
}

/// Looks at an edition by itself.
pub struct ShowEdition;

impl Action for ShowEdition {
    const NAME: &'static str = "show-edition";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Plans;
}

/// An edition as it is seen from outside: without what is for the office alone.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The council.
    pub council: Council,
    /// The edition.
    pub edition: Edition,
    /// What it says.
    pub plan: Plan,
}

/// May an edition be sent to posts of this role? Those of the council itself see the plan anyway.
#[must_use]
pub fn goes_to(role: Role) -> bool {
    matches!(
        role,
        Role::PlanningCommittee
            | Role::EvaluationCommittee
            | Role::DistrictCouncil
            | Role::CityHall
    )
}

/// The posts to which an edition may be sent today.
///
/// # Errors
/// [`StoreError`].
pub async fn outside_posts(unit: &Unit, council: CouncilId) -> Result<Vec<Post>, StoreError> {
    let posts = people::posts_on(unit.session(), council, unit.day()).await?;
    let outside = posts.into_iter().filter(|post| goes_to(post.role));
    Ok(outside.collect())
}

/// The editions sent to a post that the actor holds in the permit's council, the last one first.
///
/// # Errors
/// [`E`].
pub async fn list_sent(unit: &Unit, permit: Permit<ListSent>) -> Result<Vec<Edition>, E> {
    let council = permit.council().ok_or(E::NotThere)?;
    let Some(identity) = unit.actor().identity() else {
        return Ok(Vec::new());
    };
    let held: Vec<_> = identity.seats_in(council).map(|seat| seat.post).collect();
    let all = edition::sent(unit.session(), council).await;
    let mine = |one: &Edition| one.sent.iter().any(|sent| held.contains(&sent.post));
    Ok(all.map_err(E::Store)?.into_iter().filter(mine).collect())
}

/// An edition of a council, for whoever sees all of its plans and for whom it was sent to. The
/// right is asked for here: it rests on the edition. Whoever has none learns nothing of whether it
/// is there.
///
/// # Errors
/// [`E`].
pub async fn show_edition(unit: &Unit, council: CouncilId, id: EditionId) -> Result<Seen, E> {
    let s = unit.session();
    let found = edition::by_id(s, council, id).await.map_err(E::Store)?;
    match unit.permit::<ShowEdition>(Some(council)) {
        Ok(_) => {}
        Err(Denied::Forbidden { .. }) => {
            let object = found.as_ref().map(|one| object_of(unit, council, one));
            let object = object.unwrap_or_default();
            unit.permit_for::<ShowEdition>(council, &object)
                .map_err(E::Denied)?;
        }
        Err(denied) => return Err(E::Denied(denied)),
    }
    let edition = found.ok_or(E::NotThere)?;
    let bytes = files::get_of(s, council, &edition.sha256).await;
    let bytes = bytes.map_err(E::Store)?.ok_or(E::Unreadable)?;
    let plan = std::str::from_utf8(&bytes).ok();
    let plan = plan.and_then(|text| plan_from_json(text).ok());
    let mut plan = plan.ok_or(E::Unreadable)?;
    plan.keep_public();
    let there = organisation::by_id(s, council).await.map_err(E::Store)?;
    Ok(Seen {
        council: there.ok_or(E::NotThere)?,
        edition,
        plan,
    })
}

/// To whom an edition belongs, as far as the actor is concerned: to the persons of those of its
/// seats that it was sent to; to the city where one of them is the city hall's.
fn object_of(unit: &Unit, council: CouncilId, edition: &Edition) -> Object {
    let identity = unit.actor().identity();
    let seats = identity.into_iter().flat_map(|who| who.seats_in(council));
    let sent = seats.filter(|seat| edition.sent.iter().any(|one| one.post == seat.post));
    let mut object = Object::default();
    for seat in sent {
        object.given_to.push(seat.person);
        object.persons.push(seat.person);
        object.joint |= seat.role == Role::CityHall;
    }
    object
}
