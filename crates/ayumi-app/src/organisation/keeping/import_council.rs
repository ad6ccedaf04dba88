//! Reads a council back that was written out.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::organisation::Council;
use ayumi_store::{StoreError, files, organisation, record, whole};

use super::KeepingError as E;
use super::archive;
use crate::Unit;
use crate::guard::{Contents, Subject};

/// Reads a council back.
pub struct ImportCouncil;

impl Action for ImportCouncil {
    const NAME: &'static str = "import-council";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Installation;
}

/// Puts the council of an archive back as it was, on either engine. Refused before anything is
/// changed: what is damaged, what a newer Ayumi wrote, a council that is here, a record that is
/// broken. Its people have no logins here: they are invited anew.
///
/// # Errors
/// [`E`].
pub async fn import_council(
    unit: &mut Unit,
    _permit: Permit<ImportCouncil>,
    bytes: Vec<u8>,
) -> Result<Council, E> {
    let known: Vec<&str> = whole::tables().collect();
    let read = tokio::task::spawn_blocking(move || archive::read(bytes));
    let read = read
        .await
        .map_err(|_| E::Archive(archive::ArchiveFault::Damaged))?;
    let read = read.map_err(E::Archive)?;
    let council = read.council;
    let all = organisation::all(unit.session()).await.map_err(E::Store)?;
    let here = |one: &Council| one.id == council.id || one.slug == council.slug;
    if all.iter().any(here) {
        return Err(E::HereAlready);
    }
    for (sha256, bytes) in read.files {
        let put = files::put(unit.app().store(), &bytes)
            .await
            .map_err(E::Store)?;
        if put != sha256 {
            return Err(E::Archive(archive::ArchiveFault::Damaged));
        }
    }
    let s = unit.session();
    organisation::insert(s, &council).await.map_err(E::Store)?;
    let mut tables = read.tables;
    for name in known {
        let Some(at) = tables.iter().position(|(table, _)| table == name) else {
            continue;
        };
        let table = tables.swap_remove(at);
        let put = whole::put_rows(s, council.id, (&table.0, table.1)).await;
        put.map_err(of_row)?;
    }
    if !tables.is_empty() {
        return Err(E::Archive(archive::ArchiveFault::Newer));
    }
    let moment = u64::try_from(unit.now().as_second()).unwrap_or_default();
    whole::renew_versions(s, council.id, moment)
        .await
        .map_err(E::Store)?;
    let whole = record::verify(s, council.id).await.map_err(E::Store)?;
    let head = record::head(s, council.id).await.map_err(E::Store)?;
    if whole.is_err() || head != read.head {
        return Err(E::Broken);
    }
    let subject = Subject {
        council: council.id,
        object: format!("council/{}", council.id),
    };
    let noted = unit.note::<ImportCouncil>(&subject, Contents::default());
    noted.await.map_err(E::Store)?;
    Ok(council)
}

/// Rows the database refuses were not written by Ayumi.
fn of_row(error: StoreError) -> E {
    match error {
        StoreError::Unreadable { .. }
        | StoreError::Dangling { .. }
        | StoreError::Duplicate { .. }
        | StoreError::NoFile { .. } => E::Archive(archive::ArchiveFault::Damaged),
        other => E::Store(other),
    }
}
