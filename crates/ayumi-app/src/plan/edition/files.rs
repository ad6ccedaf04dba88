//! The files of an edition: the papers as they were put up, the slips that came back.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::plan::edition::{EditionFile, FileRole};
use ayumi_store::{StoreError, edition, files};

use super::EditionError as E;
use crate::plan::{PlanName, id_of};
use crate::{App, Unit};

/// Fetches a file of an edition.
pub struct FetchEditionFile;

impl Action for FetchEditionFile {
    const NAME: &'static str = "fetch-edition-file";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Plans;
}

/// Puts the bytes of a file into the store, to be kept with an edition.
///
/// # Errors
/// [`StoreError`].
pub async fn keep_file(
    app: &App,
    (role, name): (FileRole, String),
    bytes: &[u8],
) -> Result<EditionFile, StoreError> {
    Ok(EditionFile {
        role,
        name,
        sha256: files::put(app.store(), bytes).await?,
        size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
    })
}

/// A file of an edition of a plan of the permit's council, by the edition's number and its place
/// among the files, counted from 1.
///
/// # Errors
/// [`E`].
pub async fn fetch_edition_file(
    unit: &Unit,
    permit: Permit<FetchEditionFile>,
    name: &PlanName,
    (number, place): (u32, usize),
) -> Result<(EditionFile, Vec<u8>), E> {
    let council = permit.council().ok_or(E::NotThere)?;
    let s = unit.session();
    let plan = id_of(s, council, name).await.map_err(E::Store)?;
    let plan = plan.ok_or(E::NotThere)?;
    let all = edition::of_plan(s, council, plan).await.map_err(E::Store)?;
    let found = all.into_iter().find(|one| one.number == number);
    let place = place.checked_sub(1).ok_or(E::NotThere)?;
    let file = found.and_then(|one| one.files.into_iter().nth(place));
    let file = file.ok_or(E::NotThere)?;
    let bytes = files::get_of(s, council, &file.sha256).await;
    let bytes = bytes.map_err(E::Store)?.ok_or(E::Unreadable)?;
    Ok((file, bytes))
}
