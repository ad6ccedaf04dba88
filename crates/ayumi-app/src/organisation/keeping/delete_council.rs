//! Deletes a council for good.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::matching::matching_key;
use ayumi_store::{StoreError, files, record, whole};

use super::{KeepingError as E, the_council};
use crate::guard::{Given, same_version};
use crate::{App, Unit};

/// Deletes a council.
pub struct DeleteCouncil;

impl Action for DeleteCouncil {
    const NAME: &'static str = "delete-council";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Installation;
}

/// A council that is no more.
#[derive(Clone, Debug)]
pub struct Deleted {
    /// Its name.
    pub name: String,
    /// How many entries its record had.
    pub entries: u64,
    /// The hash of the last one: an archive written out before can be known by it.
    pub head: Option<String>,
    files: Vec<String>,
}

/// Deletes the permit's council with everything that is its own. It must be stopped, and its name
/// typed. Nothing of it is left to record it in: the answer says what is gone. Afterwards
/// [`clear_away`] is to be called, once the unit is committed.
///
/// # Errors
/// [`E`].
pub async fn delete_council(
    unit: &mut Unit,
    permit: Permit<DeleteCouncil>,
    given: Given,
    typed: &str,
) -> Result<Deleted, E> {
    let council = the_council(unit, permit.council()).await?;
    same_version(given, council.revision).map_err(E::Refused)?;
    if !council.stopped {
        return Err(E::NotStopped);
    }
    if matching_key(typed) != matching_key(&council.name) {
        return Err(E::OtherName);
    }
    let s = unit.session();
    let head = record::head(s, council.id).await.map_err(E::Store)?;
    let files = files::held_by(s, council.id).await.map_err(E::Store)?;
    whole::delete(s, council.id).await.map_err(E::Store)?;
    tracing::warn!(council = %council.id, entries = head.as_ref().map_or(0, |h| h.entries), "deleted");
    Ok(Deleted {
        name: council.name,
        entries: head.as_ref().map_or(0, |head| head.entries),
        head: head.map(|head| head.hash),
        files: files.into_iter().map(|file| file.sha256).collect(),
    })
}

/// Takes the bytes of a deleted council off the disk: its files that no other council holds, and
/// what is left in the free parts of the database. How many files.
///
/// # Errors
/// [`StoreError`]; the council is deleted all the same, and the daily sweep takes the files.
pub async fn clear_away(app: &App, deleted: &Deleted) -> Result<usize, StoreError> {
    let gone = files::drop_unheld(app.store(), &deleted.files).await?;
    whole::scour(app.store()).await?;
    Ok(gone)
}
