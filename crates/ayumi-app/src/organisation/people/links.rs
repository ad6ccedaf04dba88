//! Who may come in: invites a person, makes a link anew, stops a person and lets it in again.

use ayumi_core::access::{Action, Area, Effect, Permit, Role};
use ayumi_core::intake::Ids as _;
use ayumi_core::interchange::canonical_bytes;
use ayumi_core::organisation::{
    Council, CouncilId, Hold, Person, PersonId, PostId, Tenure, TenureId,
};
use ayumi_locale::Lang;
use ayumi_store::login::Purpose;
use ayumi_store::people::{self, Member};
use ayumi_store::{login, session};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::OrganisationError as E;
use super::change::{council, keeps_an_administrator, note_all};
use super::steps::{Done, NewPost, give_post, new_post};
use crate::Unit;
use crate::access::{INVITATION, RESET, make_link, role_words};
use crate::guard::{Contents, Given, Subject, same_version};
use crate::organisation::MakeCouncil;

/// Says who may come in.
pub struct Invite;

impl Action for Invite {
    const NAME: &'static str = "invite";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Accounts;
}

/// What is said of who may come in.
#[derive(Clone, Debug, Serialize)]
pub enum InviteStep {
    /// A new person, for a post that is free or a new one.
    New {
        /// The person's name.
        name: String,
        /// A post that is there.
        post: Option<PostId>,
        /// A post to be made.
        new_post: Option<NewPost>,
        /// The first day in it.
        from: Date,
    },
    /// A link for a person that is there: to come in for the first time, or with a new password.
    Link(PersonId),
    /// A person may not come in any more.
    Stop(PersonId),
    /// A person that was stopped may come in again.
    Resume(PersonId),
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invited {
    /// Who.
    pub person: PersonId,
    /// The link's token. Told once: a request that is sent again is not told it.
    #[serde(skip)]
    pub token: Option<String>,
}

/// Says who may come in to the permit's council. The version seen is the council's revision.
///
/// # Errors
/// See [`super::OrganisationError`].
pub async fn invite(
    unit: &mut Unit,
    permit: Permit<Invite>,
    given: Given,
    step: InviteStep,
) -> Result<Invited, E> {
    let id = permit.council().ok_or(E::NotThere)?;
    let request = (given.expected, &step);
    let remembered = unit.remembered::<Invite, Invited>(id, &request);
    if let Some(done) = remembered.await.map_err(E::Refused)? {
        return Ok(done);
    }
    let council = council(unit, id).await?;
    same_version(given, council.revision).map_err(E::Refused)?;
    let done = match step.clone() {
        InviteStep::New {
            name,
            post,
            new_post,
            from,
        } => new_person(unit, &council, &name, (post, new_post, from)).await?,
        InviteStep::Link(person) => {
            let member = member(unit, id, person).await?;
            let subject = Subject {
                council: id,
                object: format!("person/{person}"),
            };
            let noted = unit.note::<Invite>(&subject, Contents::default()).await;
            noted.map_err(E::Store)?;
            Invited {
                person,
                token: Some(make_link_for(unit, id, &member).await?),
            }
        }
        InviteStep::Stop(person) => set_stopped(unit, id, person, true).await?,
        InviteStep::Resume(person) => set_stopped(unit, id, person, false).await?,
    };
    let remember = unit.remember::<Invite>(id, &request, &done);
    remember.await.map_err(E::Store)?;
    Ok(done)
}

/// Invites the first administrator of a council that was made just now: whoever runs the
/// installation makes councils, and nobody of theirs can let people in yet. A council that has
/// people is left alone.
///
/// # Errors
/// See [`super::OrganisationError`]; nothing is there for whoever may not make councils.
pub async fn invite_first(unit: &mut Unit, made: &Council, name: &str) -> Result<Invited, E> {
    unit.permit::<MakeCouncil>(None).map_err(|_| E::NotThere)?;
    let people = people::persons(unit.session(), made.id).await;
    if let Some(first) = people.map_err(E::Store)?.first() {
        return Ok(Invited {
            person: first.person.id,
            token: None,
        });
    }
    let post = NewPost {
        title: Lang::Ja.text(role_words(Role::SystemAdministrator, made.kind)),
        role: Role::SystemAdministrator,
        section: None,
        district: None,
    };
    let from = unit.day();
    new_person(unit, made, name, (None, Some(post), from)).await
}

async fn member(unit: &Unit, council: CouncilId, person: PersonId) -> Result<Member, E> {
    let found = people::person(unit.session(), council, person).await;
    found.map_err(E::Store)?.ok_or(E::NotThere)
}

/// A link for a person: an invitation, or for whoever has a login, to set the password anew.
///
/// # Errors
/// [`super::OrganisationError`]: nothing for a person that is stopped, and no password of a login that
/// is somebody elsewhere too (the operator makes such a link on the server).
pub async fn make_link_for(unit: &Unit, council: CouncilId, member: &Member) -> Result<String, E> {
    if member.person.disabled {
        return Err(E::NotThere);
    }
    let made = match member.login {
        Some(id) => {
            let councils = people::councils_of(unit.session(), id).await;
            let login = login::by_id(unit.session(), id).await.map_err(E::Store)?;
            let alone = councils
                .map_err(E::Store)?
                .iter()
                .all(|one| *one == council);
            if !alone || login.is_none_or(|login| login.operator) {
                return Err(E::Shared);
            }
            make_link(unit, (Purpose::Reset, RESET), None, Some(id)).await
        }
        None => {
            let person = Some((council, member.person.id));
            make_link(unit, (Purpose::Invitation, INVITATION), person, None).await
        }
    };
    made.map_err(E::Store)
}

async fn new_person(
    unit: &mut Unit,
    council: &Council,
    name: &str,
    (post, new, from): (Option<PostId>, Option<NewPost>, Date),
) -> Result<Invited, E> {
    let name = name.trim();
    if name.is_empty() {
        return Err(E::NoName);
    }
    let member = Member {
        person: Person {
            id: PersonId(unit.next()),
            name: name.to_owned(),
            disabled: false,
            version: 1,
        },
        login: None,
    };
    let id = member.person.id;
    let put = people::put_person(unit.session(), council.id, &member).await;
    put.map_err(E::Store)?;
    let mut all = vec![Done {
        object: format!("person/{id}"),
        before: None,
        after: Some(canonical_bytes(&member.person)),
    }];
    let post = match (post, new) {
        (Some(post), _) => post,
        (None, Some(new)) => {
            let (post, done) = new_post(unit, council, &new).await?;
            all.push(done);
            post
        }
        (None, None) => return Err(E::NotThere),
    };
    let tenure = Tenure {
        id: TenureId(unit.next()),
        post,
        person: id,
        hold: Hold::Holder,
        from,
        to: None,
    };
    all.push(give_post(unit, council.id, tenure).await?);
    note_all::<Invite>(unit, council.id, &all).await?;
    let token = make_link_for(unit, council.id, &member).await?;
    Ok(Invited {
        person: id,
        token: Some(token),
    })
}

async fn set_stopped(
    unit: &mut Unit,
    council: CouncilId,
    person: PersonId,
    stopped: bool,
) -> Result<Invited, E> {
    let mut found = member(unit, council, person).await?;
    let before = canonical_bytes(&found.person);
    found.person.disabled = stopped;
    found.person.version += 1;
    let put = people::put_person(unit.session(), council, &found).await;
    put.map_err(E::Store)?;
    let day = unit.day();
    keeps_an_administrator(unit, council, day).await?;
    // The seats are gone with the next request anyway; whoever has no other is out altogether.
    if let (true, Some(login)) = (stopped, found.login) {
        let elsewhere = people::seats(unit.session(), login, unit.day()).await;
        if elsewhere.map_err(E::Store)?.is_empty() {
            let ended = session::end_others(unit.session(), login, None).await;
            ended.map_err(E::Store)?;
        }
    }
    let done = Done {
        object: format!("person/{person}"),
        before: Some(before),
        after: Some(canonical_bytes(&found.person)),
    };
    note_all::<Invite>(unit, council, &[done]).await?;
    Ok(Invited {
        person,
        token: None,
    })
}
