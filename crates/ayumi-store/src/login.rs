//! Logins, one-time links, and guesses that failed. Of passwords an Argon2id string is kept, of
//! links their digest.

use ayumi_core::access::{Guesses, LoginId};
use ayumi_core::organisation::{CouncilId, PersonId};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::batch;
use crate::error::StoreError;
use crate::store::Session;
use crate::table::{self, attempt, device, login, ticket};

/// A login.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// Identity.
    pub id: LoginId,
    /// The name as it was chosen.
    pub name: String,
    /// The name as it is compared; unique.
    pub key: String,
    /// The password as an Argon2id string; `None` = none was set.
    pub password: Option<String>,
    /// Runs the installation (運用者).
    pub operator: bool,
    /// May not come in.
    pub disabled: bool,
    /// When it was made, kept to the microsecond.
    pub created_at: Timestamp,
}

// No password reaches a log, not even hashed.
impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Login")
            .field("id", &self.id)
            .field("operator", &self.operator)
            .finish_non_exhaustive()
    }
}

/// What a one-time link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To make the first administrator.
    First,
    /// To come in as an invited person.
    Invitation,
    /// To set a new password.
    Reset,
}

/// A one-time link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// SHA-256 of its token, in hexadecimal digits.
    pub digest: String,
    /// What it is for.
    pub purpose: Purpose,
    /// Who is invited.
    pub person: Option<(CouncilId, PersonId)>,
    /// Whose password is set anew.
    pub login: Option<LoginId>,
    /// When it holds no more, kept to the microsecond.
    pub expires_at: Timestamp,
}

/// Is there any login?
///
/// # Errors
/// [`StoreError`].
pub async fn any(s: &Session) -> Result<bool, StoreError> {
    let row = login::Entity::find()
        .limit(1)
        .one(s.on())
        .await
        .map_err(StoreError::database("look for logins"))?;
    Ok(row.is_some())
}

/// Keeps a login as it is now.
///
/// # Errors
/// [`StoreError::Duplicate`] when the name is another's.
pub async fn put(s: &Session, login: &Login) -> Result<(), StoreError> {
    let row = login::Model {
        id: login.id.0,
        name: login.name.clone(),
        key: login.key.clone(),
        password: login.password.clone(),
        operator: i64::from(login.operator),
        disabled: i64::from(login.disabled),
        created_at: login.created_at.as_microsecond(),
    };
    batch::put::<login::Entity>(s, vec![row]).await
}

/// The login of this name as it is compared.
///
/// # Errors
/// [`StoreError`].
pub async fn by_key(s: &Session, key: &str) -> Result<Option<Login>, StoreError> {
    if key.contains('\0') {
        return Ok(None);
    }
    let row = login::Entity::find()
        .filter(login::Column::Key.eq(key))
        .one(s.on())
        .await
        .map_err(StoreError::database("find a login"))?;
    row.map(to_login).transpose()
}

/// The login of this id.
///
/// # Errors
/// [`StoreError`].
pub async fn by_id(s: &Session, id: LoginId) -> Result<Option<Login>, StoreError> {
    let row = login::Entity::find_by_id(id.0)
        .one(s.on())
        .await
        .map_err(StoreError::database("find a login"))?;
    row.map(to_login).transpose()
}

fn to_login(row: login::Model) -> Result<Login, StoreError> {
    Ok(Login {
        id: LoginId(row.id),
        name: row.name,
        key: row.key,
        password: row.password,
        operator: row.operator != 0,
        disabled: row.disabled != 0,
        created_at: table::to_time("login", row.created_at)?,
    })
}

/// Keeps a one-time link, in the place of those of the same purpose and person.
///
/// # Errors
/// [`StoreError`].
pub async fn put_ticket(s: &Session, new: &Ticket) -> Result<(), StoreError> {
    let (council, person) = new.person.map_or((None, None), |(council, person)| {
        (Some(council.0), Some(person.0))
    });
    let mut same =
        ticket::Entity::delete_many().filter(ticket::Column::Purpose.eq(purpose_name(new.purpose)));
    if let Some(person) = person {
        same = same
            .filter(ticket::Column::CouncilId.eq(council))
            .filter(ticket::Column::PersonId.eq(person));
    }
    if let Some(login) = new.login {
        same = same.filter(ticket::Column::LoginId.eq(login.0));
    }
    same.exec(s.on())
        .await
        .map_err(StoreError::database("replace a link"))?;
    let row = ticket::Model {
        digest: new.digest.clone(),
        purpose: purpose_name(new.purpose).to_owned(),
        council_id: council,
        person_id: person,
        login_id: new.login.map(|login| login.0),
        expires_at: new.expires_at.as_microsecond(),
    };
    batch::insert::<ticket::Entity>(s, vec![row]).await
}

/// The link of this digest, used up or not yet known to be expired.
///
/// # Errors
/// [`StoreError`].
pub async fn ticket(s: &Session, digest: &str) -> Result<Option<Ticket>, StoreError> {
    let row = ticket::Entity::find_by_id(digest.to_owned())
        .one(s.on())
        .await
        .map_err(StoreError::database("find a link"))?;
    row.map(to_ticket).transpose()
}

/// The invitations of a council that were not taken up.
///
/// # Errors
/// [`StoreError`].
pub async fn invitations(s: &Session, council: CouncilId) -> Result<Vec<Ticket>, StoreError> {
    let rows = ticket::Entity::find()
        .filter(ticket::Column::CouncilId.eq(council.0))
        .filter(ticket::Column::Purpose.eq(purpose_name(Purpose::Invitation)))
        .all(s.on())
        .await
        .map_err(StoreError::database("list links"))?;
    rows.into_iter().map(to_ticket).collect()
}

/// Uses a link up; was it still there?
///
/// # Errors
/// [`StoreError`].
pub async fn use_ticket(s: &Session, digest: &str) -> Result<bool, StoreError> {
    let done = ticket::Entity::delete_by_id(digest.to_owned())
        .exec(s.on())
        .await
        .map_err(StoreError::database("use a link up"))?;
    Ok(done.rows_affected > 0)
}

fn to_ticket(row: ticket::Model) -> Result<Ticket, StoreError> {
    let purpose = match row.purpose.as_str() {
        "first" => Purpose::First,
        "invitation" => Purpose::Invitation,
        _ => Purpose::Reset,
    };
    let person = row.council_id.zip(row.person_id);
    Ok(Ticket {
        digest: row.digest,
        purpose,
        person: person.map(|(council, person)| (CouncilId(council), PersonId(person))),
        login: row.login_id.map(LoginId),
        expires_at: table::to_time("ticket", row.expires_at)?,
    })
}

fn purpose_name(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::First => "first",
        Purpose::Invitation => "invitation",
        Purpose::Reset => "reset",
    }
}

/// The guesses of or at a subject. Whoever asks for the same subject meanwhile waits until the end
/// of this transaction, so that guesses sent at once are counted one by one.
///
/// # Errors
/// [`StoreError`].
pub async fn guesses(s: &Session, subject: &str, now: Timestamp) -> Result<Guesses, StoreError> {
    let failed = || StoreError::database("count guesses");
    let sql = "INSERT INTO attempt (subject, failures, first_at, last_at) VALUES ($1, 0, $2, $2) \
               ON CONFLICT (subject) DO UPDATE SET failures = attempt.failures \
               RETURNING failures, first_at, last_at";
    let values = [subject.into(), now.as_microsecond().into()];
    let row = s.on().query_one_raw(s.statement(sql, values)).await;
    let row = row
        .map_err(failed())?
        .ok_or(StoreError::Gone { what: "attempt" })?;
    let number = |index| row.try_get_by_index::<i64>(index).map_err(failed());
    Ok(Guesses {
        failures: number(0)?.unsigned_abs(),
        first_at: table::to_time("attempt", number(1)?)?,
        last_at: table::to_time("attempt", number(2)?)?,
    })
}

/// Keeps the guesses of or at a subject; `None` forgets them.
///
/// # Errors
/// [`StoreError`].
pub async fn put_guesses(
    s: &Session,
    subject: &str,
    guesses: Option<Guesses>,
) -> Result<(), StoreError> {
    let Some(guesses) = guesses else {
        return attempt::Entity::delete_by_id(subject.to_owned())
            .exec(s.on())
            .await
            .map(drop)
            .map_err(StoreError::database("forget guesses"));
    };
    let row = attempt::Model {
        subject: subject.to_owned(),
        failures: table::to_i64("attempt", guesses.failures)?,
        first_at: guesses.first_at.as_microsecond(),
        last_at: guesses.last_at.as_microsecond(),
    };
    batch::put::<attempt::Entity>(s, vec![row]).await
}

/// Is the browser of this digest known as one of the login's?
///
/// # Errors
/// [`StoreError`].
pub async fn knows_device(s: &Session, login: LoginId, digest: &str) -> Result<bool, StoreError> {
    let row = device::Entity::find_by_id(digest.to_owned())
        .one(s.on())
        .await
        .map_err(StoreError::database("find a browser"))?;
    Ok(row.is_some_and(|row| row.login_id == login.0))
}

/// Knows a browser as one of the login's.
///
/// # Errors
/// [`StoreError`].
pub async fn put_device(
    s: &Session,
    login: LoginId,
    digest: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let row = device::Model {
        digest: digest.to_owned(),
        login_id: login.0,
        seen_at: now.as_microsecond(),
    };
    batch::put::<device::Entity>(s, vec![row]).await
}

/// Forgets what is over: guesses begun before `guesses`, links that have expired, browsers nobody used
/// since `devices`.
///
/// # Errors
/// [`StoreError`].
pub async fn sweep(
    s: &Session,
    now: Timestamp,
    (guesses, devices): (Timestamp, Timestamp),
) -> Result<(), StoreError> {
    let failed = || StoreError::database("forget what is over");
    attempt::Entity::delete_many()
        .filter(attempt::Column::FirstAt.lt(guesses.as_microsecond()))
        .exec(s.on())
        .await
        .map_err(failed())?;
    ticket::Entity::delete_many()
        .filter(ticket::Column::ExpiresAt.lt(now.as_microsecond()))
        .exec(s.on())
        .await
        .map_err(failed())?;
    device::Entity::delete_many()
        .filter(device::Column::SeenAt.lt(devices.as_microsecond()))
        .exec(s.on())
        .await
        .map(drop)
        .map_err(failed())
}
