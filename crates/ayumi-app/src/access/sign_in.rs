//! Signing in with a name and a password, and with a code where an authenticator is set up.

use ayumi_core::access::{Action, Actor, Area, Effect, LoginId, Permit, SessionId};
use ayumi_core::intake::Ids as _;
use ayumi_core::matching::matching_key;
use ayumi_locale::key;
use ayumi_store::login::Login;
use ayumi_store::{StoreError, factor, login, session};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::claim::{Claim, NoClaim, Origin, after, seconds};
use super::password::is_right;
use super::secret::{kept, kept_of, token};
use super::totp;
use crate::{App, Class, Classified, Unit};

/// How long the second step may take.
pub(super) const SECOND_STEP: SignedDuration = SignedDuration::from_mins(5);

/// Signs in.
pub struct SignIn;

impl Action for SignIn {
    const NAME: &'static str = "sign-in";
    const EFFECT: Effect = Effect::Own;
    const AREA: Area = Area::Door;
}

/// Looks at the page on which one signs in.
pub struct ShowSignIn;

impl Action for ShowSignIn {
    const NAME: &'static str = "show-sign-in";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Door;
}

/// A session that began. Its tokens are told once, to the browser.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The session's token.
    pub token: String,
    /// The token by which the browser is known from now on.
    pub device: String,
}

/// What a right password leads to.
pub enum Entry {
    /// In.
    In(SignedIn),
    /// To a second step: what it has to bring beside the code.
    Code(String),
}

/// Why nobody comes in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Name, password or code are wrong. Which of them is not told.
    #[error("name, password or code are wrong")]
    Wrong,
    /// The first step was too long ago.
    #[error("the first step has expired")]
    Expired,
    /// Too many guesses: not before this many seconds.
    #[error("too many guesses; wait {0} seconds")]
    Wait(u64),
    /// The store failed.
    #[error("signing in")]
    Store(#[source] StoreError),
}

impl Classified for SignInError {
    fn class(&self) -> Class {
        match self {
            Self::Wrong => Class::Refused(key::ERROR_SIGN_IN),
            Self::Expired => Class::Refused(key::ERROR_SIGN_IN_EXPIRED),
            Self::Wait(seconds) => Class::Wait(*seconds),
            Self::Store(error) => error.class(),
        }
    }
}

impl From<NoClaim> for SignInError {
    fn from(no: NoClaim) -> Self {
        match no {
            NoClaim::Wait(wait) => Self::Wait(seconds(wait)),
            NoClaim::Store(error) => Self::Store(error),
        }
    }
}

/// What the second step has to know.
#[derive(Serialize, Deserialize)]
struct FirstStep {
    login: LoginId,
}

/// Signs in with a name and a password.
///
/// # Errors
/// See [`SignInError`].
pub async fn sign_in(
    app: &App,
    _permit: Permit<SignIn>,
    (name, password): (&str, String),
    from: &Origin,
) -> Result<Entry, SignInError> {
    use SignInError as E;
    let (found, claim) = guess(app, name, password, from).await?;
    let Some(login) = found else {
        return Err(E::Wrong);
    };
    let mut unit = app.change(Actor::Visitor, None).await.map_err(E::Store)?;
    claim.was_right(&unit).await.map_err(E::Store)?;
    let second = factor::totp(unit.session(), login.id).await;
    let second = second.map_err(E::Store)?.is_some_and(|totp| totp.confirmed);
    let entry = if second {
        Entry::Code(first_step(&unit, login.id).await.map_err(E::Store)?)
    } else {
        Entry::In(begin(&mut unit, login.id, from).await.map_err(E::Store)?)
    };
    unit.commit().await.map_err(E::Store)?;
    Ok(entry)
}

/// A counted guess at a name and a password: the login, if it was right.
pub(super) async fn guess(
    app: &App,
    name: &str,
    password: String,
    from: &Origin,
) -> Result<(Option<Login>, Claim), SignInError> {
    use SignInError as E;
    let account = matching_key(name);
    let unit = app.look(Actor::Visitor).await.map_err(E::Store)?;
    let found = login::by_key(unit.session(), &account).await;
    let found = found.map_err(E::Store)?;
    let known = known_device(&unit, found.as_ref(), from).await;
    let known = known.map_err(E::Store)?;
    drop(unit);
    let claim = Claim::make(app, &account, from, known.as_deref()).await?;
    let kept = found.as_ref().and_then(|login| login.password.clone());
    let right = is_right(password, kept).await;
    let found = found.filter(|login| right && !login.disabled);
    if found.is_none() {
        tracing::warn!(
            network = from.network,
            known = known.is_some(),
            "sign-in refused"
        );
    }
    Ok((found, claim))
}

/// The digest of the browser's token, when it is known as one of the login's.
async fn known_device(
    unit: &Unit,
    login: Option<&Login>,
    from: &Origin,
) -> Result<Option<String>, StoreError> {
    let (Some(login), Some(device)) = (login, &from.device) else {
        return Ok(None);
    };
    let digest = kept(device);
    let known = login::knows_device(unit.session(), login.id, &digest).await?;
    Ok(known.then_some(digest))
}

async fn first_step(unit: &Unit, login: LoginId) -> Result<String, StoreError> {
    let pending = token()?;
    let state = serde_json::to_string(&FirstStep { login }).unwrap_or_default();
    let times = (unit.now(), after(unit.now(), SECOND_STEP));
    factor::put_ceremony(unit.session(), &kept(&pending), &state, times).await?;
    Ok(pending)
}

/// Signs in with the code of an authenticator, or a recovery code, after the password was right.
///
/// # Errors
/// See [`SignInError`].
pub async fn give_code(
    app: &App,
    _permit: Permit<SignIn>,
    (pending, code): (&str, &str),
    from: &Origin,
) -> Result<SignedIn, SignInError> {
    use SignInError as E;
    let digest = kept(pending);
    let unit = app.look(Actor::Visitor).await.map_err(E::Store)?;
    let state = factor::ceremony(unit.session(), &digest, unit.now()).await;
    let state = state.map_err(E::Store)?.ok_or(E::Expired)?;
    let first: FirstStep = serde_json::from_str(&state).map_err(|_| E::Expired)?;
    drop(unit);
    // A code has six digits: guesses at it count against the account wherever they come from.
    let account = format!("code {}", first.login);
    let claim = Claim::make(app, &account, from, None).await?;
    let mut unit = app.change(Actor::Visitor, None).await.map_err(E::Store)?;
    let found = login::by_id(unit.session(), first.login).await;
    let login = found.map_err(E::Store)?.filter(|login| !login.disabled);
    let login = login.ok_or(E::Wrong)?;
    if !is_code(&unit, login.id, code).await.map_err(E::Store)? {
        tracing::warn!(network = from.network, "second step refused");
        return Err(E::Wrong);
    }
    let ended = factor::end_ceremony(unit.session(), &digest).await;
    if !ended.map_err(E::Store)? {
        return Err(E::Expired);
    }
    claim.was_right(&unit).await.map_err(E::Store)?;
    let signed = begin(&mut unit, login.id, from).await.map_err(E::Store)?;
    unit.commit().await.map_err(E::Store)?;
    Ok(signed)
}

/// Is it a code that was not used yet? It is used up by this.
async fn is_code(unit: &Unit, login: LoginId, code: &str) -> Result<bool, StoreError> {
    let code = totp::plain(code);
    if totp::use_code(unit, login, &code).await? {
        return Ok(true);
    }
    let digest = kept_of(&login.to_string(), &code);
    factor::use_recovery(unit.session(), login, &digest).await
}

/// Begins a session. Whatever session the browser had before is another one.
pub(super) async fn begin(
    unit: &mut Unit,
    login: LoginId,
    from: &Origin,
) -> Result<SignedIn, StoreError> {
    let signed = SignedIn {
        token: token()?,
        device: match &from.device {
            Some(device) => device.clone(),
            None => token()?,
        },
    };
    let begun = session::Session {
        digest: kept(&signed.token),
        id: SessionId(unit.next()),
        login,
        created_at: unit.now(),
        seen_at: unit.now(),
        network: from.network.clone(),
        agent: from.agent.chars().take(300).collect(),
    };
    session::put(unit.session(), &begun).await?;
    let device = kept(&signed.device);
    login::put_device(unit.session(), login, &device, unit.now()).await?;
    tracing::info!(login = %login, session = %begun.id, "signed in");
    Ok(signed)
}
