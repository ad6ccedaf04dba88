//! Passkeys (WebAuthn): registered by their owner, and signed in with, without a name and without a
//! password. What the first step asked for is kept here, never in the browser.

use ayumi_core::access::{Action, Actor, Area, Effect, LoginId, Permit};
use ayumi_core::interchange::digest;
use ayumi_store::factor::{self, Passkey as Kept};
use ayumi_store::{StoreError, login};
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::Url;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::claim::{Origin, after};
use super::factors::{FactorError, note_own};
use super::secret::{kept, token};
use super::sign_in::{SECOND_STEP, SignIn, SignInError, SignedIn, begin, guess};
use crate::{App, Unit};

/// Registers a passkey.
pub struct AddPasskey;

impl Action for AddPasskey {
    const NAME: &'static str = "add-passkey";
    const EFFECT: Effect = Effect::Own;
    const AREA: Area = Area::Own;
}

/// The site a passkey is bound to.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its name without a port.
    pub name: String,
    /// Its address (`https://ayumi.example.jp`).
    pub origin: String,
}

impl Site {
    fn checker(&self) -> Option<Webauthn> {
        let origin = Url::parse(&self.origin).ok()?;
        let builder = WebauthnBuilder::new(&self.name, &origin).ok()?;
        builder.rp_name("Ayumi").build().ok()
    }
}

/// What the browser is asked, and what it has to bring back beside its answer.
#[derive(Clone, Debug, Serialize)]
pub struct Challenge {
    /// Brought back as it is.
    pub pending: String,
    /// For `navigator.credentials`.
    pub options: serde_json::Value,
}

async fn keep(unit: &Unit, state: &impl Serialize) -> Result<String, StoreError> {
    let pending = token()?;
    let state = serde_json::to_string(state).unwrap_or_default();
    let times = (unit.now(), after(unit.now(), SECOND_STEP));
    factor::put_ceremony(unit.session(), &kept(&pending), &state, times).await?;
    Ok(pending)
}

/// What the first step left. It is used up by this.
async fn take<S: DeserializeOwned>(unit: &Unit, pending: &str) -> Result<Option<S>, StoreError> {
    let digest = kept(pending);
    let state = factor::ceremony(unit.session(), &digest, unit.now()).await?;
    let ended = factor::end_ceremony(unit.session(), &digest).await?;
    let state = state.filter(|_| ended);
    Ok(state.and_then(|state| serde_json::from_str(&state).ok()))
}

/// Asks the browser for a new passkey of the actor.
///
/// # Errors
/// [`FactorError::NotThere`] where passkeys cannot work.
pub async fn start_passkey(
    app: &App,
    permit: &Permit<AddPasskey>,
    site: &Site,
) -> Result<Challenge, FactorError> {
    use FactorError as E;
    let who = permit.actor().identity().ok_or(E::NotThere)?;
    let checker = site.checker().ok_or(E::NotThere)?;
    let unit = app.change(permit.actor().clone(), None).await;
    let unit = unit.map_err(E::Store)?;
    let all = factor::passkeys(unit.session(), who.login).await;
    let all = all.map_err(E::Store)?;
    let known = all
        .iter()
        .filter_map(of_kept)
        .map(|one| one.cred_id().clone());
    let asked = checker.start_passkey_registration(
        who.login.0,
        &who.name,
        &who.name,
        Some(known.collect()),
    );
    let (options, state) = asked.map_err(|_| E::NotThere)?;
    let pending = keep(&unit, &state).await.map_err(E::Store)?;
    unit.commit().await.map_err(E::Store)?;
    Ok(Challenge {
        pending,
        options: serde_json::to_value(options).unwrap_or_default(),
    })
}

fn of_kept(kept: &Kept) -> Option<Passkey> {
    serde_json::from_str(&kept.data).ok()
}

/// The id of a credential as the store keeps it.
fn id_of(credential: &[u8]) -> String {
    digest(credential)
}

/// What the browser answered when it was asked for a new passkey.
#[derive(Clone)]
pub struct NewPasskey {
    /// What the first step told.
    pub pending: String,
    /// The answer, as JSON.
    pub answer: String,
    /// What its owner calls it.
    pub name: String,
    /// The password, asked for again.
    pub password: String,
}

/// Registers the passkey the browser made.
///
/// # Errors
/// See [`FactorError`].
pub async fn add_passkey(
    app: &App,
    permit: Permit<AddPasskey>,
    site: &Site,
    new: NewPasskey,
    from: &Origin,
) -> Result<(), FactorError> {
    use FactorError as E;
    let actor = permit.actor().clone();
    let who = actor.identity().ok_or(E::NotThere)?;
    let checker = site.checker().ok_or(E::NotThere)?;
    let answer: RegisterPublicKeyCredential =
        serde_json::from_str(&new.answer).map_err(|_| E::Passkey)?;
    let (found, claim) = guess(app, &who.name, new.password, from)
        .await
        .map_err(E::SignIn)?;
    if found.is_none_or(|login| login.id != who.login) {
        return Err(E::SignIn(SignInError::Wrong));
    }
    let unit = app.change(actor.clone(), None).await.map_err(E::Store)?;
    let mut unit = unit.coming_from(&from.network);
    claim.was_right(&unit).await.map_err(E::Store)?;
    let state: Option<PasskeyRegistration> = take(&unit, &new.pending).await.map_err(E::Store)?;
    let state = state.ok_or(E::Passkey)?;
    let made = checker.finish_passkey_registration(&answer, &state);
    let made = made.map_err(|_| E::Passkey)?;
    let name: String = new.name.trim().chars().take(60).collect();
    let passkey = Kept {
        credential: id_of(made.cred_id().as_ref()),
        login: who.login,
        name,
        data: serde_json::to_string(&made).unwrap_or_default(),
        created_at: unit.now(),
        used_at: None,
    };
    let put = factor::put_passkey(unit.session(), &passkey).await;
    put.map_err(E::Store)?;
    note_own(&mut unit, who).await.map_err(E::Store)?;
    unit.commit().await.map_err(E::Store)
}

/// Asks the browser for any passkey of this site.
///
/// # Errors
/// [`SignInError::Expired`] where passkeys cannot work.
pub async fn ask_passkey(
    app: &App,
    _permit: Permit<SignIn>,
    site: &Site,
) -> Result<Challenge, SignInError> {
    use SignInError as E;
    let checker = site.checker().ok_or(E::Expired)?;
    let asked = checker.start_discoverable_authentication();
    let (options, state) = asked.map_err(|_| E::Expired)?;
    let unit = app.change(Actor::Visitor, None).await.map_err(E::Store)?;
    let pending = keep(&unit, &state).await.map_err(E::Store)?;
    unit.commit().await.map_err(E::Store)?;
    Ok(Challenge {
        pending,
        options: serde_json::to_value(options).unwrap_or_default(),
    })
}

/// Signs in with a passkey. It is something one has, unlocked by something one is or knows: no
/// code is asked for beside it.
///
/// # Errors
/// See [`SignInError`].
pub async fn use_passkey(
    app: &App,
    _permit: Permit<SignIn>,
    site: &Site,
    (pending, answer): (&str, &str),
    from: &Origin,
) -> Result<SignedIn, SignInError> {
    use SignInError as E;
    let checker = site.checker().ok_or(E::Expired)?;
    let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|_| E::Wrong)?;
    let mut unit = app.change(Actor::Visitor, None).await.map_err(E::Store)?;
    let state: Option<DiscoverableAuthentication> = take(&unit, pending).await.map_err(E::Store)?;
    let state = state.ok_or(E::Expired)?;
    let named = checker.identify_discoverable_authentication(&answer);
    let (user, credential) = named.map_err(|_| E::Wrong)?;
    let (owner, credential) = (LoginId(user), id_of(credential));
    let all = factor::passkeys(unit.session(), owner).await;
    let all = all.map_err(E::Store)?;
    let known = all.into_iter().find(|one| one.credential == credential);
    let login = login::by_id(unit.session(), owner)
        .await
        .map_err(E::Store)?;
    let (Some(mut known), Some(login)) = (known, login.filter(|login| !login.disabled)) else {
        return Err(E::Wrong);
    };
    let mut passkey = of_kept(&known).ok_or(E::Wrong)?;
    let key = DiscoverableKey::from(&passkey);
    let used = checker.finish_discoverable_authentication_v2(&answer, state, &key);
    let Ok(used) = used else {
        tracing::warn!(network = from.network, "passkey refused");
        return Err(E::Wrong);
    };
    passkey.update_credential(&used);
    known.data = serde_json::to_string(&passkey).unwrap_or_default();
    known.used_at = Some(unit.now());
    let put = factor::put_passkey(unit.session(), &known).await;
    put.map_err(E::Store)?;
    let signed = begin(&mut unit, login.id, from).await.map_err(E::Store)?;
    unit.commit().await.map_err(E::Store)?;
    Ok(signed)
}
