//! The data folder: every file named is there and is what it was, and there is room.

use std::collections::BTreeSet;

use sea_orm::EntityTrait;

use super::Fault;
use crate::error::StoreError;
use crate::store::Store;
use crate::table::file;
use ayumi_platform::disk;

/// Files that are missing, damaged or named by no row.
///
/// # Errors
/// [`StoreError`] when rows or folder cannot be read.
pub async fn files(store: &Store) -> Result<Vec<Fault>, StoreError> {
    // The folder first: a file put after this is not taken for an orphan.
    let stored = crate::files::list(store).await?;
    let s = store.read().await?;
    let rows = file::Entity::find()
        .all(s.on())
        .await
        .map_err(StoreError::database("list files"))?;
    let named: BTreeSet<String> = rows.into_iter().map(|row| row.sha256).collect();
    let mut found = Vec::new();
    for sha256 in &named {
        match crate::files::verify(store, sha256).await {
            Ok(()) => {}
            Err(StoreError::NoFile { sha256 }) => found.push(Fault::MissingFile { sha256 }),
            Err(StoreError::DamagedFile { sha256 }) => found.push(Fault::DamagedFile { sha256 }),
            Err(error) => return Err(error),
        }
    }
    for one in stored
        .into_iter()
        .filter(|one| !named.contains(&one.sha256))
    {
        found.push(Fault::OrphanFile {
            sha256: one.sha256,
            size: one.size,
        });
    }
    Ok(found)
}

/// Is there less room than `least` bytes?
///
/// # Errors
/// [`StoreError`] when the disk cannot be asked.
pub fn space(store: &Store, least: u64) -> Result<Vec<Fault>, StoreError> {
    let folder = &store.settings().data_dir;
    let free = disk::free_space(folder).map_err(StoreError::disk("ask the disk", folder))?;
    Ok(if free < least {
        vec![Fault::LittleSpace { free, least }]
    } else {
        Vec::new()
    })
}
