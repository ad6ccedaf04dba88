//! The own password and second factors: changed by their owner alone, with the password again.

use ayumi_core::access::{Action, Area, Effect, Identity, Permit};
use ayumi_locale::key;
use ayumi_store::factor::{self, Passkey, Totp};
use ayumi_store::login::{self, Login};
use ayumi_store::{StoreError, session};

use super::claim::Origin;
use super::password::{PasswordFault, check_password, hashed};
use super::sessions::ShowAccount;
use super::sign_in::{SignInError, guess};
use super::totp;
use crate::guard::{Contents, Subject};
use crate::{App, Class, Classified, Unit};

/// Changes the own password and second factors.
pub struct ChangeFactors;

impl Action for ChangeFactors {
    const NAME: &'static str = "change-factors";
    const EFFECT: Effect = Effect::Own;
    const AREA: Area = Area::Own;
}

/// What is changed.
#[derive(Clone)]
pub enum FactorStep {
    /// Another password.
    Password(String),
    /// A secret for an authenticator, not yet used.
    StartCodes,
    /// The first code of the authenticator: from now on one is asked for.
    ConfirmCodes(String),
    /// New recovery codes in the place of those left.
    NewRecovery,
    /// No code is asked for any more.
    StopCodes,
    /// A passkey is forgotten, by its credential.
    ForgetPasskey(String),
}

/// What came of it.
#[derive(Clone, PartialEq, Eq)]
pub enum FactorsChanged {
    /// Done.
    Done,
    /// Recovery codes, told once.
    Recovery(Vec<String>),
}

/// Why it is not changed.
#[derive(Debug, thiserror::Error)]
pub enum FactorError {
    /// There is no such thing.
    #[error("there is no such thing")]
    NotThere,
    /// The password is not the own one, or too many guesses.
    #[error("the password is not the own one")]
    SignIn(#[source] SignInError),
    /// The new password is refused.
    #[error("the new password is refused")]
    Password(#[source] PasswordFault),
    /// The code is not the one of this moment.
    #[error("the code is wrong")]
    Code,
    /// The passkey could not be confirmed.
    #[error("the passkey is not confirmed")]
    Passkey,
    /// The store failed.
    #[error("changing the own factors")]
    Store(#[source] StoreError),
}

impl Classified for FactorError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::SignIn(error) => error.class(),
            Self::Password(fault) => fault.class(),
            Self::Code => Class::Refused(key::ERROR_CODE),
            Self::Passkey => Class::Refused(key::ERROR_PASSKEY),
            Self::Store(error) => error.class(),
        }
    }
}

/// The second factors of an account.
#[derive(Clone, Default)]
pub struct Factors {
    /// A code is asked for.
    pub codes: bool,
    /// A secret that waits for its first code: as text, and as the address an authenticator reads.
    pub secret: Option<(String, String)>,
    /// How many recovery codes are left.
    pub recovery: usize,
    /// The passkeys.
    pub passkeys: Vec<Passkey>,
}

/// The second factors of the actor.
///
/// # Errors
/// [`FactorError`].
pub async fn own_factors(
    unit: &Unit,
    permit: &Permit<ShowAccount>,
) -> Result<Factors, FactorError> {
    use FactorError as E;
    let who = permit.actor().identity().ok_or(E::NotThere)?;
    let s = unit.session();
    let kept = factor::totp(s, who.login).await.map_err(E::Store)?;
    let waiting = kept.as_ref().filter(|kept| !kept.confirmed);
    let secret = waiting.and_then(|kept| {
        let address = totp::of(&kept.secret, &who.name)?.to_url().ok()?;
        Some((kept.secret.clone(), address))
    });
    let left = factor::recovery_left(s, who.login).await;
    let passkeys = factor::passkeys(s, who.login).await;
    Ok(Factors {
        codes: kept.is_some_and(|kept| kept.confirmed),
        secret,
        recovery: left.map_err(E::Store)?,
        passkeys: passkeys.map_err(E::Store)?,
    })
}

/// Changes the actor's own factors; the password is asked for again.
///
/// # Errors
/// See [`FactorError`].
pub async fn change_factors(
    app: &App,
    permit: Permit<ChangeFactors>,
    password: String,
    step: FactorStep,
    from: &Origin,
) -> Result<FactorsChanged, FactorError> {
    use FactorError as E;
    let actor = permit.actor().clone();
    let who = actor.identity().ok_or(E::NotThere)?;
    let (found, claim) = guess(app, &who.name, password, from)
        .await
        .map_err(E::SignIn)?;
    let own = found.filter(|login| login.id == who.login);
    let login = own.ok_or(E::SignIn(SignInError::Wrong))?;
    let fresh = match &step {
        FactorStep::Password(new) => {
            let mut known = vec![login.name.as_str()];
            known.extend(who.seats.iter().map(|seat| seat.name.as_str()));
            check_password(new, &known).map_err(E::Password)?;
            hashed(new.clone()).await
        }
        _ => None,
    };
    let unit = app.change(actor.clone(), None).await.map_err(E::Store)?;
    let mut unit = unit.coming_from(&from.network);
    claim.was_right(&unit).await.map_err(E::Store)?;
    let done = carry_out(&unit, who, (login, fresh), step).await?;
    note_own(&mut unit, who).await.map_err(E::Store)?;
    unit.commit().await.map_err(E::Store)?;
    Ok(done)
}

async fn carry_out(
    unit: &Unit,
    who: &Identity,
    (login, password): (Login, Option<String>),
    step: FactorStep,
) -> Result<FactorsChanged, FactorError> {
    use FactorError as E;
    let s = unit.session();
    match step {
        FactorStep::Password(_) => {
            let changed = Login { password, ..login };
            login::put(s, &changed).await.map_err(E::Store)?;
            // Whoever else is in with the old one is not any more.
            let ended = session::end_others(s, who.login, Some(who.session)).await;
            ended.map_err(E::Store)?;
        }
        FactorStep::StartCodes => {
            let secret = totp::new_secret().map_err(E::Store)?;
            let kept = factor::totp(s, who.login).await.map_err(E::Store)?;
            if kept.is_some_and(|kept| kept.confirmed) {
                return Err(E::NotThere);
            }
            let new = Totp {
                login: who.login,
                secret,
                step: 0,
                confirmed: false,
            };
            factor::put_totp(s, &new).await.map_err(E::Store)?;
        }
        FactorStep::ConfirmCodes(code) => {
            let used = totp::use_code(unit, who.login, &totp::plain(&code)).await;
            if !used.map_err(E::Store)? {
                return Err(E::Code);
            }
            return new_recovery(unit, who).await;
        }
        FactorStep::NewRecovery => return new_recovery(unit, who).await,
        FactorStep::StopCodes => {
            factor::remove_totp(s, who.login).await.map_err(E::Store)?;
        }
        FactorStep::ForgetPasskey(credential) => {
            let gone = factor::remove_passkey(s, who.login, &credential).await;
            if !gone.map_err(E::Store)? {
                return Err(E::NotThere);
            }
        }
    }
    Ok(FactorsChanged::Done)
}

async fn new_recovery(unit: &Unit, who: &Identity) -> Result<FactorsChanged, FactorError> {
    use FactorError as E;
    let (shown, kept) = totp::recovery(who.login).map_err(E::Store)?;
    let put = factor::put_recovery(unit.session(), who.login, &kept).await;
    put.map_err(E::Store)?;
    Ok(FactorsChanged::Recovery(shown))
}

/// Notes in every council in which the actor holds a post that the own factors were changed.
pub(super) async fn note_own(unit: &mut Unit, who: &Identity) -> Result<(), StoreError> {
    let mut noted = std::collections::BTreeSet::new();
    for seat in &who.seats {
        if noted.insert((seat.council, seat.person)) {
            let subject = Subject {
                council: seat.council,
                object: format!("person/{}", seat.person),
            };
            unit.note::<ChangeFactors>(&subject, Contents::default())
                .await?;
        }
    }
    Ok(())
}
