//! The organisation of a council on a day: sections, posts with who holds them, persons.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::organisation::{Council, Person, PersonId, Post, Section, Succession, Tenure};
use ayumi_store::login::Ticket;
use ayumi_store::{StoreError, login, organisation, people, support};
use jiff::civil::Date;

use super::OrganisationError;
use crate::Unit;

/// Looks at the organisation.
pub struct ShowOrganisation;

impl Action for ShowOrganisation {
    const NAME: &'static str = "show-organisation";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Organisation;
}

/// May a person come in?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It can sign in.
    In,
    /// It was invited and has not come yet.
    Invited,
    /// Its invitation has expired.
    Expired,
    /// It was never invited.
    Without,
    /// It may not come in.
    Stopped,
}

/// A person of the council.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The person.
    pub person: Person,
    /// May it come in?
    pub state: State,
}

/// A post with those who hold it.
#[derive(Clone, Debug)]
pub struct PostEntry {
    /// The post.
    pub post: Post,
    /// Its tenures that are not over, the earliest first.
    pub tenures: Vec<Tenure>,
}

/// The organisation on a day.
#[derive(Clone, Debug)]
pub struct Chart {
    /// The council.
    pub council: Council,
    /// The day.
    pub day: Date,
    /// Its sections, those that are no more among them.
    pub sections: Vec<Section>,
    /// How they followed each other.
    pub successions: Vec<Succession>,
    /// Its posts that are there.
    pub posts: Vec<PostEntry>,
    /// Its persons.
    pub persons: Vec<Entry>,
    /// All tenures, those that are over among them.
    pub tenures: Vec<Tenure>,
    /// Until when the operator may look.
    pub support: Option<jiff::Timestamp>,
}

impl Chart {
    /// The name of a person.
    #[must_use]
    pub fn name(&self, person: PersonId) -> &str {
        let found = self.persons.iter().find(|one| one.person.id == person);
        found.map_or("", |one| one.person.name.as_str())
    }
}

/// The organisation of the permit's council today.
///
/// # Errors
/// See [`OrganisationError`].
pub async fn show_organisation(
    unit: &Unit,
    permit: Permit<ShowOrganisation>,
) -> Result<Chart, OrganisationError> {
    use OrganisationError as E;
    let id = permit.council().ok_or(E::NotThere)?;
    let s = unit.session();
    let council = organisation::by_id(s, id).await.map_err(E::Store)?;
    let council = council.ok_or(E::NotThere)?;
    let day = unit.day();
    let tenures = people::tenures(s, id).await.map_err(E::Store)?;
    let posts = people::posts_on(s, id, unit.day())
        .await
        .map_err(E::Store)?;
    let posts = posts
        .into_iter()
        .filter(|post| post.is_on(day))
        .map(|post| {
            let open = |tenure: &&Tenure| tenure.to.is_none_or(|to| day <= to);
            let of = tenures.iter().filter(|tenure| tenure.post == post.id);
            let tenures = of.filter(open).cloned().collect();
            PostEntry { post, tenures }
        })
        .collect();
    Ok(Chart {
        council,
        day,
        sections: people::sections(s, id).await.map_err(E::Store)?,
        successions: people::successions(s, id).await.map_err(E::Store)?,
        posts,
        persons: entries(unit, id).await.map_err(E::Store)?,
        tenures,
        support: support::of(s, id, unit.now()).await.map_err(E::Store)?,
    })
}

async fn entries(
    unit: &Unit,
    council: ayumi_core::organisation::CouncilId,
) -> Result<Vec<Entry>, StoreError> {
    let links = login::invitations(unit.session(), council).await?;
    let members = people::persons(unit.session(), council).await?;
    let entry = |member: people::Member| {
        let id = member.person.id;
        let link = |link: &&Ticket| link.person.is_some_and(|(_, person)| person == id);
        let state = match (member.login, links.iter().find(link)) {
            _ if member.person.disabled => State::Stopped,
            (Some(_), _) => State::In,
            (None, Some(link)) if unit.now() < link.expires_at => State::Invited,
            (None, Some(_)) => State::Expired,
            (None, None) => State::Without,
        };
        Entry {
            person: member.person,
            state,
        }
    };
    Ok(members.into_iter().map(entry).collect())
}
