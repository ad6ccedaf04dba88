//! Who may do what. A use case asks for a [`Permit`] of its action, and only [`check`] makes one.

use std::marker::PhantomData;

use crate::organisation::CouncilId;

/// Who acts. Posts, signed links and jobs follow with accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Actor {
    /// The person at this machine: the command line, or a browser on the loopback address.
    LocalOperator,
}

impl Actor {
    /// The name under which the record keeps the actor.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::LocalOperator => "local-operator",
        }
    }
}

/// What an action does to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Looks only.
    Read,
    /// Changes something: leaves a [`crate::record::Change`].
    Change,
}

/// An action a route or a command may ask for. One zero-sized type per use case.
pub trait Action: Send + Sync + 'static {
    /// Its name in the record and in the table of rights (`import-plan`).
    const NAME: &'static str;
    /// What it does.
    const EFFECT: Effect;
}

/// The proof that the check for `A` was passed. Cannot be made outside this module:
///
/// ```compile_fail,E0451
/// use ayumi_core::access::{Action, Actor, Effect, Permit};
/// struct Look;
/// impl Action for Look {
///     const NAME: &'static str = "look";
///     const EFFECT: Effect = Effect::Read;
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
    council: Option<CouncilId>,
    action: PhantomData<A>,
}

impl<A: Action> Permit<A> {
    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// In which council; `None` for actions on the installation (list or make councils).
    #[must_use]
    pub fn council(&self) -> Option<CouncilId> {
        self.council
    }
}

/// The actor may not do this.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{actor} may not {action}")]
pub struct Denied {
    /// Who.
    pub actor: &'static str,
    /// What.
    pub action: &'static str,
}

/// The access check: the only maker of permits. Until there are accounts, the local operator may
/// do everything; the loopback rule of `ayumi-web` keeps all others out.
///
/// # Errors
/// [`Denied`] when the actor has no right to the action.
pub fn check<A: Action>(actor: &Actor, council: Option<CouncilId>) -> Result<Permit<A>, Denied> {
    match actor {
        Actor::LocalOperator => Ok(Permit {
            actor: actor.clone(),
            council,
            action: PhantomData,
        }),
    }
}
