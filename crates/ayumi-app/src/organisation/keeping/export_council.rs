//! Writes a council out whole.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::organisation::Council;
use ayumi_store::{files, record, whole};

use super::archive::{Archive, Manifest};
use super::{KeepingError as E, the_council};
use crate::Unit;
use crate::guard::{Contents, Subject};

/// Writes a council out.
pub struct ExportCouncil;

impl Action for ExportCouncil {
    const NAME: &'static str = "export-council";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Installation;
}

/// A council written out.
#[derive(Clone, Debug)]
pub struct Exported {
    /// The council.
    pub council: Council,
    /// The archive (ZIP).
    pub bytes: Vec<u8>,
    /// How many entries its record has.
    pub entries: u64,
    /// How many files go along.
    pub files: usize,
}

/// The permit's council as an archive: rows of every table, record and files, each with its
/// digest. No login and no password goes along. The council reads in its record that it was
/// written out; the archive ends before that entry.
///
/// # Errors
/// [`E`]; a file that is damaged on the disk is one.
pub async fn export_council(unit: &mut Unit, permit: Permit<ExportCouncil>) -> Result<Exported, E> {
    let council = the_council(unit, permit.council()).await?;
    let s = unit.session();
    let mut archive = Archive::default();
    for name in whole::tables() {
        let rows = whole::rows(s, council.id, name).await.map_err(E::Store)?;
        archive.push_table(name, &rows);
    }
    let held = files::held_by(s, council.id).await.map_err(E::Store)?;
    for file in &held {
        let bytes = files::get(unit.app().store(), &file.sha256).await;
        let bytes = bytes.map_err(E::Store)?.ok_or_else(|| {
            let sha256 = file.sha256.clone();
            E::Store(ayumi_store::StoreError::NoFile { sha256 })
        })?;
        archive.push_file(&file.sha256, bytes);
    }
    let head = record::head(s, council.id).await.map_err(E::Store)?;
    let manifest = Manifest::new(&council, unit.now_text(), head.as_ref());
    let bytes = archive.packed(manifest).map_err(E::Archive)?;
    let subject = Subject {
        council: council.id,
        object: format!("council/{}", council.id),
    };
    let noted = unit.note::<ExportCouncil>(&subject, Contents::default());
    noted.await.map_err(E::Store)?;
    Ok(Exported {
        council,
        bytes,
        entries: head.map_or(0, |head| head.entries),
        files: held.len(),
    })
}
