//! Second factors: passkeys, codes of an authenticator, recovery codes; and what the first step of
//! a sign-in has to keep for its second one.

use ayumi_core::access::LoginId;
use jiff::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::batch;
use crate::error::StoreError;
use crate::store::Session;
use crate::table::{self, ceremony, passkey, recovery_code, totp};

/// A passkey: its public half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Its credential id, as text.
    pub credential: String,
    /// Whose.
    pub login: LoginId,
    /// What its owner calls it.
    pub name: String,
    /// Public key and counter, as JSON of the library that checks it.
    pub data: String,
    /// When it was made, kept to the microsecond.
    pub created_at: Timestamp,
    /// When it was used last.
    pub used_at: Option<Timestamp>,
}

/// The secret of an authenticator.
#[derive(Clone, PartialEq, Eq)]
pub struct Totp {
    /// Whose.
    pub login: LoginId,
    /// The secret, in base 32.
    pub secret: String,
    /// The last step of a code that was used.
    pub step: u64,
    /// Was a first code given?
    pub confirmed: bool,
}

/// Keeps a passkey as it is now.
///
/// # Errors
/// [`StoreError`].
pub async fn put_passkey(s: &Session, passkey: &Passkey) -> Result<(), StoreError> {
    let row = passkey::Model {
        credential: passkey.credential.clone(),
        login_id: passkey.login.0,
        name: passkey.name.clone(),
        data: passkey.data.clone(),
        created_at: passkey.created_at.as_microsecond(),
        used_at: passkey.used_at.map(|at| at.as_microsecond()),
    };
    batch::put::<passkey::Entity>(s, vec![row]).await
}

/// The passkeys of a login, the oldest first.
///
/// # Errors
/// [`StoreError`].
pub async fn passkeys(s: &Session, login: LoginId) -> Result<Vec<Passkey>, StoreError> {
    let rows = passkey::Entity::find()
        .filter(passkey::Column::LoginId.eq(login.0))
        .order_by_asc(passkey::Column::CreatedAt)
        .order_by_asc(passkey::Column::Credential)
        .all(s.on())
        .await
        .map_err(StoreError::database("list passkeys"))?;
    let passkey = |row: passkey::Model| {
        let used = row.used_at.map(|at| table::to_time("passkey", at));
        Ok(Passkey {
            credential: row.credential,
            login: LoginId(row.login_id),
            name: row.name,
            data: row.data,
            created_at: table::to_time("passkey", row.created_at)?,
            used_at: used.transpose()?,
        })
    };
    rows.into_iter().map(passkey).collect()
}

/// Takes a passkey of a login away; was it there?
///
/// # Errors
/// [`StoreError`].
pub async fn remove_passkey(
    s: &Session,
    login: LoginId,
    credential: &str,
) -> Result<bool, StoreError> {
    let done = passkey::Entity::delete_many()
        .filter(passkey::Column::LoginId.eq(login.0))
        .filter(passkey::Column::Credential.eq(credential))
        .exec(s.on())
        .await
        .map_err(StoreError::database("remove a passkey"))?;
    Ok(done.rows_affected > 0)
}

/// Keeps the secret of an authenticator, in the place of the one before.
///
/// # Errors
/// [`StoreError`].
pub async fn put_totp(s: &Session, new: &Totp) -> Result<(), StoreError> {
    let row = totp::Model {
        login_id: new.login.0,
        secret: new.secret.clone(),
        step: table::to_i64("totp", new.step)?,
        confirmed: i64::from(new.confirmed),
    };
    batch::put::<totp::Entity>(s, vec![row]).await
}

/// The secret of a login's authenticator.
///
/// # Errors
/// [`StoreError`].
pub async fn totp(s: &Session, login: LoginId) -> Result<Option<Totp>, StoreError> {
    let row = totp::Entity::find_by_id(login.0)
        .one(s.on())
        .await
        .map_err(StoreError::database("find an authenticator"))?;
    Ok(row.map(|row| Totp {
        login: LoginId(row.login_id),
        secret: row.secret,
        step: row.step.unsigned_abs(),
        confirmed: row.confirmed != 0,
    }))
}

/// Takes the authenticator of a login away, with the recovery codes; was there one?
///
/// # Errors
/// [`StoreError`].
pub async fn remove_totp(s: &Session, login: LoginId) -> Result<bool, StoreError> {
    put_recovery(s, login, &[]).await?;
    let done = totp::Entity::delete_by_id(login.0)
        .exec(s.on())
        .await
        .map_err(StoreError::database("remove an authenticator"))?;
    Ok(done.rows_affected > 0)
}

/// Keeps the digests of a login's recovery codes, in the place of those before.
///
/// # Errors
/// [`StoreError`].
pub async fn put_recovery(
    s: &Session,
    login: LoginId,
    digests: &[String],
) -> Result<(), StoreError> {
    recovery_code::Entity::delete_many()
        .filter(recovery_code::Column::LoginId.eq(login.0))
        .exec(s.on())
        .await
        .map_err(StoreError::database("replace recovery codes"))?;
    let row = |digest: &String| recovery_code::Model {
        login_id: login.0,
        digest: digest.clone(),
    };
    batch::insert::<recovery_code::Entity>(s, digests.iter().map(row).collect()).await
}

/// How many recovery codes of a login are left.
///
/// # Errors
/// [`StoreError`].
pub async fn recovery_left(s: &Session, login: LoginId) -> Result<usize, StoreError> {
    let rows = recovery_code::Entity::find()
        .filter(recovery_code::Column::LoginId.eq(login.0))
        .all(s.on())
        .await
        .map_err(StoreError::database("count recovery codes"))?;
    Ok(rows.len())
}

/// Uses a recovery code up; was it there?
///
/// # Errors
/// [`StoreError`].
pub async fn use_recovery(s: &Session, login: LoginId, digest: &str) -> Result<bool, StoreError> {
    let done = recovery_code::Entity::delete_by_id((login.0, digest.to_owned()))
        .exec(s.on())
        .await
        .map_err(StoreError::database("use a recovery code up"))?;
    Ok(done.rows_affected > 0)
}

/// Keeps what a second step has to know, and forgets what expired.
///
/// # Errors
/// [`StoreError`].
pub async fn put_ceremony(
    s: &Session,
    digest: &str,
    state: &str,
    (now, expires_at): (Timestamp, Timestamp),
) -> Result<(), StoreError> {
    ceremony::Entity::delete_many()
        .filter(ceremony::Column::ExpiresAt.lt(now.as_microsecond()))
        .exec(s.on())
        .await
        .map_err(StoreError::database("forget first steps"))?;
    let row = ceremony::Model {
        digest: digest.to_owned(),
        state: state.to_owned(),
        expires_at: expires_at.as_microsecond(),
    };
    batch::put::<ceremony::Entity>(s, vec![row]).await
}

/// What a first step left, unless it has expired.
///
/// # Errors
/// [`StoreError`].
pub async fn ceremony(
    s: &Session,
    digest: &str,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let row = ceremony::Entity::find_by_id(digest.to_owned())
        .filter(ceremony::Column::ExpiresAt.gte(now.as_microsecond()))
        .one(s.on())
        .await
        .map_err(StoreError::database("find a first step"))?;
    Ok(row.map(|row| row.state))
}

/// Forgets what a first step left; was it still there? Only one of two second steps sees `true`.
///
/// # Errors
/// [`StoreError`].
pub async fn end_ceremony(s: &Session, digest: &str) -> Result<bool, StoreError> {
    let done = ceremony::Entity::delete_by_id(digest.to_owned())
        .exec(s.on())
        .await
        .map_err(StoreError::database("end a first step"))?;
    Ok(done.rows_affected > 0)
}
