//! Sessions: who stands behind a token, and the list its owner sees and ends.

use std::sync::Arc;

use ayumi_core::access::{Action, Actor, Area, Effect, Identity, Permit, Role, Seat, SessionId};
use ayumi_core::organisation::{Kind, PersonId, PostId};
use ayumi_locale::Lang;
use ayumi_store::session::Session;
use ayumi_store::{StoreError, login, people, session, support};
use jiff::{SignedDuration, Timestamp};

use super::role_words;
use super::secret::kept;
use crate::{App, Class, Classified, Unit};

/// How exactly the moment of the last request is kept.
const EXACTLY: SignedDuration = SignedDuration::from_mins(1);

/// Ends the own session.
pub struct SignOut;

impl Action for SignOut {
    const NAME: &'static str = "sign-out";
    const EFFECT: Effect = Effect::Own;
    const AREA: Area = Area::Door;
}

/// Looks at the own account and its sessions.
pub struct ShowAccount;

impl Action for ShowAccount {
    const NAME: &'static str = "show-account";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Own;
}

/// Ends one of the own sessions.
pub struct EndSession;

impl Action for EndSession {
    const NAME: &'static str = "end-session";
    const EFFECT: Effect = Effect::Own;
    const AREA: Area = Area::Own;
}

/// Why something of the own account is not done.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// There is no such thing, or it is another's.
    #[error("there is no such thing")]
    NotThere,
    /// The store failed.
    #[error("looking at an account")]
    Store(#[source] StoreError),
}

impl Classified for AccountError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Store(error) => error.class(),
        }
    }
}

/// Who stands behind a session's token; a visitor when it has ended, when its owner may not come
/// in any more, or when there never was one. Asked with every request, so that what is taken away
/// is gone with the next one.
///
/// # Errors
/// [`StoreError`].
pub async fn actor_of(app: &App, token: &str) -> Result<Actor, StoreError> {
    let unit = app.look(Actor::Visitor).await?;
    let digest = kept(token);
    let Some(found) = session::by_digest(unit.session(), &digest).await? else {
        return Ok(Actor::Visitor);
    };
    let lasts = app
        .limits()
        .lasts(found.created_at, found.seen_at, unit.now());
    let login = login::by_id(unit.session(), found.login).await?;
    let Some(login) = login.filter(|login| lasts && !login.disabled) else {
        return Ok(Actor::Visitor);
    };
    let mut seats = people::seats(unit.session(), login.id, unit.day()).await?;
    if login.operator {
        seats.extend(support_seats(&unit, &login).await?);
    }
    let seen_long_ago = unit.now().duration_since(found.seen_at) > EXACTLY;
    drop(unit);
    if seen_long_ago {
        seen(app, found.clone()).await?;
    }
    Ok(Actor::Person(Arc::new(Identity {
        login: login.id,
        session: found.id,
        operator: login.operator,
        name: login.name,
        seats,
    })))
}

/// What the operator comes in with where a council asked for help. Such a seat has no person and no
/// post of the council: the record names the login.
async fn support_seats(unit: &Unit, login: &login::Login) -> Result<Vec<Seat>, StoreError> {
    let granted = support::granted(unit.session(), unit.now()).await?;
    let seat = |council| Seat {
        council,
        person: PersonId(login.id.0),
        post: PostId(login.id.0),
        role: Role::Support,
        section: None,
        district: None,
        name: login.name.clone(),
        title: Lang::Ja.text(role_words(Role::Support, Kind::default())),
    };
    Ok(granted.into_iter().map(seat).collect())
}

/// Notes that a session was used, unless it was ended meanwhile.
async fn seen(app: &App, found: Session) -> Result<(), StoreError> {
    let unit = app.change(Actor::Visitor, None).await?;
    let still = session::by_digest(unit.session(), &found.digest).await?;
    if still.is_none() {
        return Ok(());
    }
    let used = Session {
        seen_at: unit.now(),
        ..found
    };
    session::put(unit.session(), &used).await?;
    unit.commit().await
}

/// Ends the session of the actor; nothing to end is no error.
///
/// # Errors
/// [`AccountError::Store`].
pub async fn sign_out(unit: &mut Unit, permit: Permit<SignOut>) -> Result<(), AccountError> {
    let Some(who) = permit.actor().identity() else {
        return Ok(());
    };
    let ended = session::end(unit.session(), who.login, who.session).await;
    ended.map(drop).map_err(AccountError::Store)
}

/// The sessions of the actor's login that last, the last used first.
///
/// # Errors
/// [`AccountError`].
pub async fn own_sessions(
    unit: &Unit,
    permit: &Permit<ShowAccount>,
) -> Result<Vec<Session>, AccountError> {
    let who = permit.actor().identity().ok_or(AccountError::NotThere)?;
    let all = session::of_login(unit.session(), who.login).await;
    let mut all = all.map_err(AccountError::Store)?;
    let limits = unit.app().limits();
    all.retain(|one| limits.lasts(one.created_at, one.seen_at, unit.now()));
    Ok(all)
}

/// Ends one of the actor's sessions; `None` ends all but this one.
///
/// # Errors
/// [`AccountError`].
pub async fn end_session(
    unit: &mut Unit,
    permit: Permit<EndSession>,
    which: Option<SessionId>,
) -> Result<(), AccountError> {
    let who = permit.actor().identity().ok_or(AccountError::NotThere)?;
    match which {
        Some(id) => {
            let ended = session::end(unit.session(), who.login, id).await;
            match ended.map_err(AccountError::Store)? {
                true => Ok(()),
                false => Err(AccountError::NotThere),
            }
        }
        None => {
            let ended = session::end_others(unit.session(), who.login, Some(who.session)).await;
            ended.map(drop).map_err(AccountError::Store)
        }
    }
}

/// Forgets sessions, links, guesses and browsers that are over. Once a day.
///
/// # Errors
/// [`StoreError`].
pub async fn sweep_access(app: &App) -> Result<(), StoreError> {
    let unit = app.change(Actor::LocalOperator, None).await?;
    let now = unit.now();
    let before = |time: SignedDuration| now.checked_sub(time).unwrap_or(Timestamp::MIN);
    session::forget_before(unit.session(), before(app.limits().absolute)).await?;
    let (day, year) = (
        SignedDuration::from_hours(24),
        SignedDuration::from_hours(24 * 365),
    );
    login::sweep(unit.session(), now, (before(day), before(year))).await?;
    unit.commit().await
}
