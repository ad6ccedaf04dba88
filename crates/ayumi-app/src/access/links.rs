//! One-time links: for the first administrator, for who is invited, for who forgot the password.
//! Whoever makes one never learns a password.

use ayumi_core::access::{Action, Actor, Area, Effect, LoginId, Permit};
use ayumi_core::intake::Ids as _;
use ayumi_core::interchange::canonical_bytes;
use ayumi_core::matching::matching_key;
use ayumi_core::organisation::{Council, CouncilId, Kind, PersonId};
use ayumi_locale::key;
use ayumi_store::login::{Login, Purpose, Ticket};
use ayumi_store::{StoreError, login, organisation, people, session};
use jiff::SignedDuration;

use super::claim::{Origin, after};
use super::first::first;
use super::password::{PasswordFault, check_password, hashed};
use super::secret::{kept, token};
use super::sign_in::{SignInError, SignedIn, begin, guess};
use crate::guard::{Contents, Subject};
use crate::organisation::MakeCouncilError;
use crate::{App, Class, Classified, Unit};

/// How long the link of the first administrator holds.
const FIRST: SignedDuration = SignedDuration::from_hours(24);
/// How long an invitation holds: a week, and whoever is away for longer gets another.
pub const INVITATION: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long the link that sets a new password holds.
pub const RESET: SignedDuration = SignedDuration::from_hours(24);
/// Longest name of a login, in characters.
const LONGEST_NAME: usize = 100;

/// Takes a one-time link up.
pub struct Join;

impl Action for Join {
    const NAME: &'static str = "join";
    const EFFECT: Effect = Effect::Own;
    const AREA: Area = Area::Door;
}

/// Looks at what a one-time link leads to.
pub struct ShowLink;

impl Action for ShowLink {
    const NAME: &'static str = "show-link";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Door;
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invitation {
    /// The first administrator, of these councils; without any, one is made.
    First {
        /// The councils there are.
        councils: Vec<Council>,
    },
    /// A person of a council.
    Person {
        /// The council.
        council: Council,
        /// The person's name.
        name: String,
    },
    /// A new password for a login.
    Reset {
        /// The login's name.
        name: String,
    },
}

/// What is typed when a link is taken up.
#[derive(Clone, Default)]
pub struct Joining {
    /// The name to sign in with; not for a reset.
    pub login: String,
    /// The new password.
    pub password: String,
    /// The first administrator's own name.
    pub name: String,
    /// The first council's name and kind, where there is none yet.
    pub council: Option<(String, Kind)>,
    /// The first administrator does the secretariat's work too.
    pub secretariat: bool,
}

/// Why a link is not taken up.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// There is no such link: it was used, it expired, or it never was.
    #[error("there is no such link")]
    NotThere,
    /// The name to sign in with is empty or too long.
    #[error("the name cannot be used")]
    Name,
    /// The name is taken, and the password is not its owner's.
    #[error("the name is taken")]
    Taken,
    /// The person's name is empty.
    #[error("a person needs a name")]
    NoName,
    /// The password is refused.
    #[error("the password is refused")]
    Password(#[source] PasswordFault),
    /// The council is not made.
    #[error("making the first council")]
    Council(#[source] MakeCouncilError),
    /// Name and password of another council's login are looked at, and were not right.
    #[error("looking at the login")]
    SignIn(#[source] SignInError),
    /// The store failed.
    #[error("taking a link up")]
    Store(#[source] StoreError),
}

impl Classified for JoinError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Name => Class::Refused(key::ERROR_LOGIN_NAME),
            Self::Taken => Class::Refused(key::ERROR_LOGIN_TAKEN),
            Self::NoName => Class::Refused(key::ERROR_PERSON_NEEDS_A_NAME),
            Self::Password(fault) => fault.class(),
            Self::Council(error) => error.class(),
            Self::SignIn(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// A link for the first administrator, in the place of the one before; `None` once there is any
/// login.
///
/// # Errors
/// [`StoreError`].
pub async fn offer_first(app: &App) -> Result<Option<String>, StoreError> {
    let unit = app.change(Actor::LocalOperator, None).await?;
    if login::any(unit.session()).await? {
        return Ok(None);
    }
    let link = make_link(&unit, (Purpose::First, FIRST), None, None).await?;
    unit.commit().await?;
    Ok(Some(link))
}

/// A link that sets the password of a login anew, for the person at this machine; `None` where
/// there is no such login.
///
/// # Errors
/// [`StoreError`].
pub async fn rescue(app: &App, name: &str) -> Result<Option<String>, StoreError> {
    let unit = app.change(Actor::LocalOperator, None).await?;
    let Some(found) = login::by_key(unit.session(), &matching_key(name)).await? else {
        return Ok(None);
    };
    let link = make_link(&unit, (Purpose::Reset, RESET), None, Some(found.id)).await?;
    unit.commit().await?;
    Ok(Some(link))
}

/// Makes a link; its token is told once.
pub(crate) async fn make_link(
    unit: &Unit,
    (purpose, time): (Purpose, SignedDuration),
    person: Option<(CouncilId, PersonId)>,
    login: Option<LoginId>,
) -> Result<String, StoreError> {
    let token = token()?;
    let ticket = Ticket {
        digest: kept(&token),
        purpose,
        person,
        login,
        expires_at: after(unit.now(), time),
    };
    login::put_ticket(unit.session(), &ticket).await?;
    Ok(token)
}

/// What a link leads to.
///
/// # Errors
/// [`JoinError::NotThere`] for a link that holds no more.
pub async fn show_link(
    unit: &Unit,
    _permit: Permit<ShowLink>,
    token: &str,
) -> Result<Invitation, JoinError> {
    let ticket = holding(unit, token).await?;
    leads_to(unit, &ticket).await
}

async fn holding(unit: &Unit, token: &str) -> Result<Ticket, JoinError> {
    let found = login::ticket(unit.session(), &kept(token)).await;
    let holds = |ticket: &Ticket| unit.now() < ticket.expires_at;
    let found = found.map_err(JoinError::Store)?.filter(holds);
    found.ok_or(JoinError::NotThere)
}

async fn leads_to(unit: &Unit, ticket: &Ticket) -> Result<Invitation, JoinError> {
    use JoinError as E;
    let s = unit.session();
    match (ticket.purpose, ticket.person, ticket.login) {
        (Purpose::First, ..) if !login::any(s).await.map_err(E::Store)? => {
            let councils = organisation::all(s).await.map_err(E::Store)?;
            Ok(Invitation::First { councils })
        }
        (Purpose::Invitation, Some((council, person)), _) => {
            let of = organisation::by_id(s, council).await.map_err(E::Store)?;
            let member = people::person(s, council, person).await.map_err(E::Store)?;
            let open = member.filter(|one| one.login.is_none() && !one.person.disabled);
            match of.zip(open) {
                Some((council, member)) => Ok(Invitation::Person {
                    council,
                    name: member.person.name,
                }),
                None => Err(E::NotThere),
            }
        }
        (Purpose::Reset, _, Some(id)) => {
            let found = login::by_id(s, id).await.map_err(E::Store)?;
            let name = found.ok_or(E::NotThere)?.name;
            Ok(Invitation::Reset { name })
        }
        _ => Err(E::NotThere),
    }
}

/// Takes a link up: makes the login, or sets its password anew, and signs in.
///
/// # Errors
/// See [`JoinError`].
pub async fn join(
    app: &App,
    _permit: Permit<Join>,
    token: &str,
    typed: Joining,
    from: &Origin,
) -> Result<Option<SignedIn>, JoinError> {
    use JoinError as E;
    let unit = app.look(Actor::Visitor).await.map_err(E::Store)?;
    let ticket = holding(&unit, token).await?;
    let leads = leads_to(&unit, &ticket).await?;
    drop(unit);
    let known = known_login(app, &leads, &typed, from).await?;
    let password = match &known {
        Some(login) => login.password.clone(),
        None => {
            let own = own_words(&leads, &typed);
            let own: Vec<&str> = own.iter().map(String::as_str).collect();
            check_password(&typed.password, &own).map_err(E::Password)?;
            hashed(typed.password.clone()).await
        }
    };
    let unit = app.change(Actor::Visitor, None).await.map_err(E::Store)?;
    let mut unit = unit.coming_from(&from.network);
    // Whoever was faster has used the link up.
    let used = login::use_ticket(unit.session(), &ticket.digest).await;
    if !used.map_err(E::Store)? {
        return Err(E::NotThere);
    }
    let login = match (leads, ticket.login) {
        (Invitation::Reset { .. }, Some(id)) => reset(&unit, id, password).await?,
        (Invitation::Reset { .. }, None) => return Err(E::NotThere),
        (Invitation::Person { .. }, _) => {
            let (council, person) = ticket.person.ok_or(E::NotThere)?;
            let login = match known {
                Some(login) => login.id,
                None => new_login(&mut unit, &typed.login, password, false).await?,
            };
            attach(&mut unit, council, person, login).await?;
            login
        }
        (Invitation::First { councils }, _) => {
            let login = new_login(&mut unit, &typed.login, password, true).await?;
            first(&mut unit, login, councils, &typed).await?;
            login
        }
    };
    // With a second factor, a new password alone does not let anybody in.
    let second = ayumi_store::factor::totp(unit.session(), login).await;
    let second = second.map_err(E::Store)?.is_some_and(|totp| totp.confirmed);
    let signed = match second {
        true => None,
        false => Some(begin(&mut unit, login, from).await.map_err(E::Store)?),
    };
    unit.commit().await.map_err(E::Store)?;
    Ok(signed)
}

/// An invited person may hold a login already, of another council: name and password prove it.
async fn known_login(
    app: &App,
    leads: &Invitation,
    typed: &Joining,
    from: &Origin,
) -> Result<Option<Login>, JoinError> {
    use JoinError as E;
    if matches!(leads, Invitation::Reset { .. }) {
        return Ok(None);
    }
    let name = typed.login.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(E::Name);
    }
    let unit = app.look(Actor::Visitor).await.map_err(E::Store)?;
    let taken = login::by_key(unit.session(), &matching_key(name)).await;
    let taken = taken.map_err(E::Store)?.is_some();
    drop(unit);
    if !taken {
        return Ok(None);
    }
    let (found, claim) = guess(app, name, typed.password.clone(), from)
        .await
        .map_err(E::SignIn)?;
    let Some(found) = found else {
        return Err(E::Taken);
    };
    let unit = app.change(Actor::Visitor, None).await.map_err(E::Store)?;
    claim.was_right(&unit).await.map_err(E::Store)?;
    unit.commit().await.map_err(E::Store)?;
    Ok(Some(found))
}

fn own_words(leads: &Invitation, typed: &Joining) -> Vec<String> {
    let mut own = vec![typed.login.clone(), typed.name.clone()];
    match leads {
        Invitation::First { councils } => own.extend(councils.iter().map(|one| one.name.clone())),
        Invitation::Person { council, name } => own.extend([council.name.clone(), name.clone()]),
        Invitation::Reset { name } => own.push(name.clone()),
    }
    own
}

async fn new_login(
    unit: &mut Unit,
    name: &str,
    password: Option<String>,
    operator: bool,
) -> Result<LoginId, JoinError> {
    let name = name.trim();
    let login = Login {
        id: LoginId(unit.next()),
        name: name.to_owned(),
        key: matching_key(name),
        password,
        operator,
        disabled: false,
        created_at: unit.now(),
    };
    match login::put(unit.session(), &login).await {
        Ok(()) => Ok(login.id),
        Err(StoreError::Duplicate { .. }) => Err(JoinError::Taken),
        Err(error) => Err(JoinError::Store(error)),
    }
}

/// A new password; whoever was signed in has to sign in with it. Second factors stay.
async fn reset(unit: &Unit, id: LoginId, password: Option<String>) -> Result<LoginId, JoinError> {
    use JoinError as E;
    let found = login::by_id(unit.session(), id).await.map_err(E::Store)?;
    let changed = Login {
        password,
        ..found.ok_or(E::NotThere)?
    };
    login::put(unit.session(), &changed)
        .await
        .map_err(E::Store)?;
    let ended = session::end_others(unit.session(), id, None).await;
    ended.map_err(E::Store)?;
    Ok(id)
}

/// Lets a person come in with a login.
async fn attach(
    unit: &mut Unit,
    council: CouncilId,
    person: PersonId,
    login: LoginId,
) -> Result<(), JoinError> {
    use JoinError as E;
    let found = people::person(unit.session(), council, person).await;
    let found = found.map_err(E::Store)?.ok_or(E::NotThere)?;
    let before = canonical_bytes(&found.person);
    let mut member = found;
    member.login = Some(login);
    member.person.version += 1;
    match people::put_person(unit.session(), council, &member).await {
        Ok(()) => {}
        // The login is another person's of this council already.
        Err(StoreError::Duplicate { .. }) => return Err(E::Taken),
        Err(error) => return Err(E::Store(error)),
    }
    let after = canonical_bytes(&member.person);
    let contents = Contents {
        before: Some(&before),
        after: Some(&after),
    };
    let subject = Subject {
        council,
        object: format!("person/{person}"),
    };
    unit.note::<Join>(&subject, contents)
        .await
        .map_err(E::Store)
}
