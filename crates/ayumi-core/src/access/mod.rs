//! Who may do what. A use case asks for a [`Permit`] of its action, and only [`check`] makes one.
//! The rights are data: [`table`].

mod actor;
mod guess;
mod limits;
pub(crate) mod role;
pub mod table;

use std::marker::PhantomData;

pub use actor::{Actor, Identity, LoginId, Seat, SessionId};
pub use guess::{Guessed, Guesses, MOST_A_DAY};
pub use limits::Limits;
pub use role::{Area, Cell, Form, Role, Scope};

use crate::organisation::{CouncilId, PersonId, SectionId};

/// What an action does to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Looks only.
    Read,
    /// Changes something: leaves a [`crate::record::Change`].
    Change,
    /// Changes what is one's own beside all councils: a session, a password, a second factor.
    Own,
}

/// An action a route or a command may ask for. One zero-sized type per use case.
pub trait Action: Send + Sync + 'static {
    /// Its name in the record and in the table of rights (`import-plan`).
    const NAME: &'static str;
    /// What it does.
    const EFFECT: Effect;
    /// What it is about: the column of the table of rights that decides.
    const AREA: Area;
}

/// The proof that the check for `A` was passed. Cannot be made outside this module:
///
/// ```compile_fail,E0451
/// use ayumi_core::access::{Action, Actor, Area, Effect, Permit};
/// struct Look;
/// impl Action for Look {
///     const NAME: &'static str = "look";
///     const EFFECT: Effect = Effect::Read;
///     const AREA: Area = Area::Plans;
/// }
/// let forged = Permit::<Look> {
///     actor: Actor::LocalOperator,
///     council: None,
///     action: std::marker::PhantomData,
/// };
/// ```
#[derive(Debug)]
pub struct Permit<A: Action> {
    actor: Actor,
    seat: Option<Seat>,
    council: Option<CouncilId>,
    action: PhantomData<A>,
}

impl<A: Action> Permit<A> {
    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The post under which the actor acts.
    #[must_use]
    pub fn seat(&self) -> Option<&Seat> {
        self.seat.as_ref()
    }

    /// In which council; `None` for actions on the installation (list or make councils).
    #[must_use]
    pub fn council(&self) -> Option<CouncilId> {
        self.council
    }
}

/// Why somebody may not do something.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Nobody signed in: signing in may help.
    #[error("nobody signed in for {action}")]
    Unknown {
        /// What.
        action: &'static str,
    },
    /// Not a matter of this council's: answered like what does not exist.
    #[error("{action} in a council the actor holds no post in")]
    Hidden {
        /// What.
        action: &'static str,
    },
    /// The posts held do not allow it.
    #[error("the posts held do not allow {action}")]
    Forbidden {
        /// What.
        action: &'static str,
    },
}

/// What a right is asked for: all of an area, or one thing in it with those it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object {
    /// The sections it belongs to.
    pub sections: Vec<SectionId>,
    /// The persons it belongs to: whoever holds its post.
    pub persons: Vec<PersonId>,
    /// The district it belongs to.
    pub district: Option<String>,
    /// The persons it was sent to.
    pub given_to: Vec<PersonId>,
    /// Is it carried out together with the city, or named by an agreement with it?
    pub joint: bool,
}

/// The access check for all of an area: the only maker of permits, with [`check_for`].
///
/// # Errors
/// [`Denied`] when the actor has no right to the action.
pub fn check<A: Action>(actor: &Actor, council: Option<CouncilId>) -> Result<Permit<A>, Denied> {
    decide(actor, council, None)
}

/// The access check for one thing of an area.
///
/// # Errors
/// [`Denied`] when the actor has no right to the action on it.
pub fn check_for<A: Action>(
    actor: &Actor,
    council: CouncilId,
    object: &Object,
) -> Result<Permit<A>, Denied> {
    decide(actor, Some(council), Some(object))
}

fn decide<A: Action>(
    actor: &Actor,
    council: Option<CouncilId>,
    object: Option<&Object>,
) -> Result<Permit<A>, Denied> {
    let action = A::NAME;
    let granted = |seat: Option<&Seat>| {
        Ok(Permit {
            actor: actor.clone(),
            seat: seat.cloned(),
            council,
            action: PhantomData,
        })
    };
    let identity = match actor {
        Actor::LocalOperator => return granted(None),
        Actor::Visitor if A::AREA == Area::Door => return granted(None),
        Actor::Visitor => return Err(Denied::Unknown { action }),
        Actor::Person(identity) => identity,
    };
    let allowed = match (A::AREA, council) {
        (Area::Door | Area::Own, _) => return granted(None),
        // Whoever holds no post in a council does not even learn that it is there.
        (Area::Installation, Some(council)) if !identity.operator => {
            match identity.seats_in(council).next() {
                Some(_) => false,
                None => return Err(Denied::Hidden { action }),
            }
        }
        (Area::Installation, _) => identity.operator,
        // Lists of what is one's own: the use case leaves out what the posts do not allow.
        (Area::Home, None) => true,
        // Looking without naming a council: whoever may somewhere. What of which council is then
        // asked for each by itself.
        (_, None) if A::EFFECT == Effect::Read => {
            match identity.seats.iter().find(|seat| allows::<A>(seat, None)) {
                Some(seat) => return granted(Some(seat)),
                None => false,
            }
        }
        (_, None) => false,
        (area, Some(council)) => {
            let mut seats = identity.seats_in(council).peekable();
            if seats.peek().is_none() && !identity.operator {
                return Err(Denied::Hidden { action });
            }
            match seats.find(|seat| area == Area::Home || allows::<A>(seat, object)) {
                Some(seat) => return granted(Some(seat)),
                None => false,
            }
        }
    };
    match allowed {
        true => granted(None),
        false => Err(Denied::Forbidden { action }),
    }
}

/// Does the table allow the action to the holder of a post?
fn allows<A: Action>(seat: &Seat, object: Option<&Object>) -> bool {
    let cell = table::cell(seat.role, A::AREA);
    let scope = match A::EFFECT {
        Effect::Read if cell.form == Form::Full => cell.see,
        Effect::Read | Effect::Own => Scope::Nothing,
        Effect::Change => cell.change,
    };
    covers(scope, seat, object)
}

fn covers(scope: Scope, seat: &Seat, object: Option<&Object>) -> bool {
    let Some(object) = object else {
        return scope == Scope::All;
    };
    let own = object.persons.contains(&seat.person);
    let of_section = seat
        .section
        .is_some_and(|section| object.sections.contains(&section));
    match scope {
        Scope::Nothing => false,
        Scope::Own => own,
        Scope::OwnStaff | Scope::OwnSection => own || of_section,
        // A project is known by who holds its post, until items have posts of their own.
        Scope::OwnProject => own,
        Scope::OwnDistrict => own || (seat.district.is_some() && seat.district == object.district),
        Scope::Given => object.given_to.contains(&seat.person),
        Scope::Agreed | Scope::Joint => object.joint,
        Scope::All => true,
    }
}
