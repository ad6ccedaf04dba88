//! Changes the organisation by one step.

use ayumi_core::access::{Action, Area, Effect, Permit, Role};
use ayumi_core::organisation::{Council, CouncilId, Hold, Post, Tenure};
use ayumi_store::{organisation, people};
use jiff::civil::Date;

use super::OrganisationError as E;
use super::links::Invite;
use super::steps::{Done, Step, carry_out};
use crate::Unit;
use crate::guard::{Contents, Given, Subject, same_version};

/// Changes sections, posts, and who holds them.
pub struct ChangeOrganisation;

impl Action for ChangeOrganisation {
    const NAME: &'static str = "change-organisation";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Organisation;
}

/// Changes the organisation of the permit's council. The version seen is the council's revision:
/// what was seen is the whole chart.
///
/// # Errors
/// See [`super::OrganisationError`].
pub async fn change_organisation(
    unit: &mut Unit,
    permit: Permit<ChangeOrganisation>,
    given: Given,
    step: Step,
) -> Result<(), E> {
    let id = permit.council().ok_or(E::NotThere)?;
    let request = (given.expected, &step);
    let remembered = unit.remembered::<ChangeOrganisation, ()>(id, &request);
    if remembered.await.map_err(E::Refused)?.is_some() {
        return Ok(());
    }
    let council = council(unit, id).await?;
    same_version(given, council.revision).map_err(E::Refused)?;
    let before = Administration::of(unit, id).await?;
    let all = carry_out(unit, &council, &step).await?;
    before.is_kept_or_permitted(unit, id).await?;
    let day = unit.day();
    keeps_an_administrator(unit, id, day).await?;
    note_all::<ChangeOrganisation>(unit, id, &all).await?;
    let remember = unit.remember::<ChangeOrganisation>(id, &request, &());
    remember.await.map_err(E::Store)
}

/// The posts of system administration with all who hold them at any time. Whoever may change the
/// organisation but does not keep the accounts must not make itself an administrator.
#[derive(PartialEq, Eq)]
pub(crate) struct Administration(Vec<(Post, Vec<Tenure>)>);

impl Administration {
    pub(crate) async fn of(unit: &Unit, council: CouncilId) -> Result<Self, E> {
        let s = unit.session();
        let posts = people::posts(s, council).await.map_err(E::Store)?;
        let tenures = people::tenures(s, council).await.map_err(E::Store)?;
        let held = |post: Post| {
            let of = tenures.iter().filter(|one| one.post == post.id);
            let of = of.cloned().collect();
            (post, of)
        };
        let posts = posts.into_iter();
        let own = posts.filter(|post| post.role == Role::SystemAdministrator);
        Ok(Self(own.map(held).collect()))
    }

    /// Is it as it was, or may the actor change it?
    pub(crate) async fn is_kept_or_permitted(
        &self,
        unit: &Unit,
        council: CouncilId,
    ) -> Result<(), E> {
        if unit.permit::<Invite>(Some(council)).is_ok() || *self == Self::of(unit, council).await? {
            return Ok(());
        }
        Err(E::Administration)
    }
}

pub(super) async fn council(unit: &Unit, id: CouncilId) -> Result<Council, E> {
    let found = organisation::by_id(unit.session(), id).await;
    found.map_err(E::Store)?.ok_or(E::NotThere)
}

/// Notes every thing a step changed.
pub(super) async fn note_all<A: Action>(
    unit: &mut Unit,
    council: CouncilId,
    all: &[Done],
) -> Result<(), E> {
    for done in all {
        let subject = Subject {
            council,
            object: done.object.clone(),
        };
        let contents = Contents {
            before: done.before.as_deref(),
            after: done.after.as_deref(),
        };
        let noted = unit.note::<A>(&subject, contents).await;
        noted.map_err(E::Store)?;
    }
    Ok(())
}

/// Somebody must stay who can let people in, unless there never was anybody: a council that is
/// used without accounts.
pub(crate) async fn keeps_an_administrator(
    unit: &Unit,
    council: CouncilId,
    day: Date,
) -> Result<(), E> {
    let s = unit.session();
    let members = people::persons(s, council).await.map_err(E::Store)?;
    if members.iter().all(|member| member.login.is_none()) {
        return Ok(());
    }
    let posts = people::posts(s, council).await.map_err(E::Store)?;
    let tenures = people::tenures(s, council).await.map_err(E::Store)?;
    let may_come_in = |tenure: &ayumi_core::organisation::Tenure| {
        let member = members.iter().find(|one| one.person.id == tenure.person);
        member.is_some_and(|one| one.login.is_some() && !one.person.disabled)
    };
    let open = |tenure: &ayumi_core::organisation::Tenure| {
        tenure.hold == Hold::Holder && tenure.is_on(day) && tenure.to.is_none()
    };
    let kept = posts.iter().any(|post| {
        post.role == Role::SystemAdministrator
            && post.ended.is_none()
            && tenures
                .iter()
                .any(|tenure| tenure.post == post.id && open(tenure) && may_come_in(tenure))
    });
    match kept {
        true => Ok(()),
        false => Err(E::LastAdministrator),
    }
}
