//! Who acts: the person at this machine, somebody who signed in, or a visitor nobody knows.

use std::sync::Arc;

use super::role::Role;
use crate::organisation::{CouncilId, PersonId, PostId, SectionId};
use crate::plan::id;

id!(
    /// Identity of a login: global, because one person may hold posts in several councils.
    LoginId
);
id!(
    /// Identity of a session.
    SessionId
);

/// A post a person holds today, with what the access check asks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// In which council.
    pub council: CouncilId,
    /// Who.
    pub person: PersonId,
    /// Which post.
    pub post: PostId,
    /// The post's role.
    pub role: Role,
    /// The post's section.
    pub section: Option<SectionId>,
    /// The post's district, as the council names it.
    pub district: Option<String>,
    /// The person's name, for the frame of a page.
    pub name: String,
    /// The post's title, for the frame of a page.
    pub title: String,
}

/// Somebody who signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// With which login.
    pub login: LoginId,
    /// In which session.
    pub session: SessionId,
    /// Runs the installation (運用者).
    pub operator: bool,
    /// The name of the login, for the frame of a page.
    pub name: String,
    /// The posts held today, of all councils.
    pub seats: Vec<Seat>,
}

impl Identity {
    /// The posts held in a council.
    pub fn seats_in(&self, council: CouncilId) -> impl Iterator<Item = &Seat> {
        self.seats
            .iter()
            .filter(move |seat| seat.council == council)
    }
}

/// Who acts. Signed links and jobs follow.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Actor {
    /// The person at this machine: the command line, or a browser on the loopback address while
    /// there are no accounts.
    LocalOperator,
    /// Somebody who signed in.
    Person(Arc<Identity>),
    /// Nobody who is known.
    Visitor,
}

impl Actor {
    /// The name under which the record of a council keeps the actor: a post stays for ever, the
    /// name of the person stands apart.
    #[must_use]
    pub fn name(&self, seat: Option<&Seat>) -> String {
        match (self, seat) {
            (Self::LocalOperator, _) => "local-operator".to_owned(),
            (Self::Person(who), Some(seat)) if seat.role == Role::Support => {
                format!("operator/{}", who.login)
            }
            (Self::Person(_), Some(seat)) => format!("post/{}", seat.post),
            (Self::Person(who), None) => format!("login/{}", who.login),
            (Self::Visitor, _) => "visitor".to_owned(),
        }
    }

    /// Who signed in.
    #[must_use]
    pub fn identity(&self) -> Option<&Identity> {
        match self {
            Self::Person(identity) => Some(identity),
            Self::LocalOperator | Self::Visitor => None,
        }
    }
}
