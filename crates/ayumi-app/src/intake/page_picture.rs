//! A page of an intake's file as a picture, to be looked at beside what was read from it.

use ayumi_core::access::Permit;
use ayumi_core::organisation::CouncilId;
use ayumi_store::intake::Intake;
use ayumi_store::{IntakeId, StoreError, files, intake as intakes};

use super::read_source::picture_of;
use super::{ShowIntake, ShowIntakeError, SourceFile};
use crate::{Formats, Unit};

/// The file of an intake of the permit's council.
///
/// # Errors
/// [`ShowIntakeError::NotThere`] also where the file is gone.
pub async fn file_of_intake(
    unit: &Unit,
    permit: Permit<ShowIntake>,
    id: IntakeId,
) -> Result<SourceFile, ShowIntakeError> {
    use ShowIntakeError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let intake = intakes::load(unit.session(), council, id)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let file = stored_file(unit, council, &intake).await;
    file.map_err(E::Store)?.ok_or(E::NotThere)
}

/// The file an intake was read from; `None` when it is gone.
pub(super) async fn stored_file(
    unit: &Unit,
    council: CouncilId,
    intake: &Intake,
) -> Result<Option<SourceFile>, StoreError> {
    let bytes = files::get_of(unit.session(), council, &intake.sha256).await?;
    Ok(bytes.map(|bytes| SourceFile {
        name: intake.name.clone(),
        bytes,
        encoding: intake.encoding.clone(),
        selection: intake.selection,
        columns: Vec::new(),
    }))
}

/// The picture of a page (counted from 1) as PNG; `None` where the file has no such page, or the
/// page takes more than a child may take.
pub async fn page_picture(formats: &Formats, file: SourceFile, page: u32) -> Option<Vec<u8>> {
    let turn = formats.look().await;
    let formats = formats.clone();
    let work = tokio::task::spawn_blocking(move || {
        // The turn ends with the work, also when nobody waits for it any more.
        let _turn = turn;
        picture_of(&formats, &file, page).ok().flatten()
    });
    work.await.ok().flatten()
}
