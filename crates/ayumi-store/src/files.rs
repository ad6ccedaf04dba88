//! Files of the data folder, each under its SHA-256: `files/ab/ab12…`. The bytes are durable
//! before any row names them; a file that is there already is not written again.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use ayumi_core::interchange::digest;
use ayumi_core::organisation::CouncilId;
use jiff::{SignedDuration, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use crate::error::StoreError;
use crate::store::{Session, Store};
use crate::table::{self, file};
use ayumi_platform::disk;

/// A file in the data folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its name: the digest it should have.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Keeps bytes and returns their digest. After this they survive a power cut.
///
/// # Errors
/// [`StoreError::DiskFull`] or [`StoreError::Disk`]; nothing half-written has the name then.
pub async fn put(store: &Store, bytes: &[u8]) -> Result<String, StoreError> {
    let (folder, bytes) = (store.files(), bytes.to_vec());
    blocking(move || put_now(&folder, &bytes)).await
}

/// The bytes of a digest, checked against it.
///
/// # Errors
/// [`StoreError::DamagedFile`] when they are not what they were.
pub async fn get(store: &Store, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(path) = path_of(&store.files(), sha256) else {
        return Ok(None);
    };
    let sha256 = sha256.to_owned();
    blocking(move || match std::fs::read(&path) {
        Ok(bytes) if digest(&bytes) == sha256 => Ok(Some(bytes)),
        Ok(_) => Err(StoreError::DamagedFile { sha256 }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::disk("read a file", path)(error)),
    })
    .await
}

/// The bytes of a digest, if this council holds the file.
///
/// # Errors
/// [`StoreError::DamagedFile`] when they are not what they were.
pub async fn get_of(
    s: &Session,
    council: CouncilId,
    sha256: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    if sha256.contains('\0') {
        return Ok(None);
    }
    let held = file::Entity::find_by_id((council.0, sha256.to_owned()))
        .one(s.on())
        .await
        .map_err(StoreError::database("find a file"))?;
    match held {
        Some(_) => get(s.store(), sha256).await,
        None => Ok(None),
    }
}

/// Every file of the data folder, by digest.
///
/// # Errors
/// [`StoreError::Disk`].
pub async fn list(store: &Store) -> Result<Vec<Stored>, StoreError> {
    let folder = store.files();
    blocking(move || list_now(&folder)).await
}

/// Is the file what its name says?
///
/// # Errors
/// [`StoreError::NoFile`], [`StoreError::DamagedFile`].
pub async fn verify(store: &Store, sha256: &str) -> Result<(), StoreError> {
    match get(store, sha256).await? {
        Some(_) => Ok(()),
        None => Err(StoreError::NoFile {
            sha256: sha256.to_owned(),
        }),
    }
}

/// The size of a file a council holds; 0 when it holds none of this digest.
pub(crate) async fn size_of(
    s: &Session,
    council: CouncilId,
    sha256: &str,
) -> Result<u64, StoreError> {
    let row = file::Entity::find_by_id((council.0, sha256.to_owned()))
        .one(s.on())
        .await
        .map_err(StoreError::database("find a file"))?;
    Ok(row.map_or(0, |row| row.size.unsigned_abs()))
}

/// The files a council holds, by digest.
///
/// # Errors
/// [`StoreError`].
pub async fn held_by(s: &Session, council: CouncilId) -> Result<Vec<Stored>, StoreError> {
    let rows = file::Entity::find()
        .filter(file::Column::CouncilId.eq(council.0))
        .order_by_asc(file::Column::Sha256)
        .all(s.on())
        .await
        .map_err(StoreError::database("list the files of a council"))?;
    let stored = |row: file::Model| Stored {
        sha256: row.sha256,
        size: row.size.unsigned_abs(),
    };
    Ok(rows.into_iter().map(stored).collect())
}

/// Takes those of these files off the disk that no council holds, however young; how many.
///
/// # Errors
/// [`StoreError::Disk`].
pub async fn drop_unheld(store: &Store, digests: &[String]) -> Result<usize, StoreError> {
    // While this session writes, nobody begins to hold one.
    let session = store.write().await?;
    let mut count = 0;
    for sha256 in digests {
        let held = file::Entity::find()
            .filter(file::Column::Sha256.eq(sha256.as_str()))
            .one(session.on())
            .await
            .map_err(StoreError::database("find a file"))?;
        let path = path_of(&store.files(), sha256).filter(|_| held.is_none());
        let Some(path) = path else { continue };
        match std::fs::remove_file(&path) {
            Ok(()) => count += 1,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(StoreError::disk("remove a file", path)(error)),
        }
    }
    Ok(count)
}

/// Notes that a council holds a file. Called by every row that names one.
///
/// # Errors
/// [`StoreError::NoFile`] when the bytes were not put before.
pub(crate) async fn hold(s: &Session, council: CouncilId, sha256: &str) -> Result<u64, StoreError> {
    let nowhere = || StoreError::NoFile {
        sha256: sha256.to_owned(),
    };
    let path = path_of(&s.store().files(), sha256).ok_or_else(nowhere)?;
    let size = std::fs::metadata(&path).map_err(|_| nowhere())?.len();
    let row = file::Model {
        council_id: council.0,
        sha256: sha256.to_owned(),
        size: table::to_i64("file", size)?,
    };
    file::Entity::insert(row.into_active_model())
        .on_conflict(
            OnConflict::columns([file::Column::CouncilId, file::Column::Sha256])
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(s.on())
        .await
        .map_err(StoreError::database("hold a file"))?;
    Ok(size)
}

/// Forgets that a council holds a file, unless one of its rows still names it; was it forgotten?
/// The bytes stay until [`sweep`].
///
/// # Errors
/// [`StoreError`].
pub async fn release(s: &Session, council: CouncilId, sha256: &str) -> Result<bool, StoreError> {
    let mut free = Condition::all();
    for (table, column) in NAMING {
        let query = sea_orm::sea_query::Query::select()
            .expr(Expr::val(1))
            .from(table)
            .and_where(Expr::col((table, "council_id")).eq(council.0))
            .and_where(Expr::col((table, column)).eq(sha256))
            .to_owned();
        free = free.add(Expr::exists(query).not());
    }
    let done = file::Entity::delete_many()
        .filter(file::Column::CouncilId.eq(council.0))
        .filter(file::Column::Sha256.eq(sha256))
        .filter(free)
        .exec(s.on())
        .await
        .map_err(StoreError::database("release a file"))?;
    Ok(done.rows_affected > 0)
}

/// Every column that names a file of the same council.
const NAMING: [(&str, &str); 7] = [
    ("attachment", "sha256"),
    ("earlier_source", "sha256"),
    ("edition", "sha256"),
    ("edition_file", "sha256"),
    ("intake", "sha256"),
    ("plan_origin", "source_sha256"),
    ("publication_file", "sha256"),
];

/// Deletes the bytes that no council holds and that were put more than a day before `now`;
/// how many. Younger ones may be waiting for the row that will name them.
///
/// # Errors
/// [`StoreError::Disk`].
pub async fn sweep(store: &Store, now: Timestamp) -> Result<usize, StoreError> {
    let session = store.write().await?;
    let held: Vec<String> = file::Entity::find()
        .select_only()
        .column(file::Column::Sha256)
        .distinct()
        .into_tuple()
        .all(session.on())
        .await
        .map_err(StoreError::database("find the files held"))?;
    let held: BTreeSet<String> = held.into_iter().collect();
    let (folder, mut count) = (store.files(), 0);
    let before = SystemTime::from(now - SignedDuration::from_hours(24));
    for stored in list(store).await? {
        let Some(path) = path_of(&folder, &stored.sha256) else {
            continue;
        };
        if !held.contains(&stored.sha256) && sweep_now(&path, before)? {
            count += 1;
        }
    }
    Ok(count)
}

fn sweep_now(path: &Path, before: SystemTime) -> Result<bool, StoreError> {
    let put = std::fs::metadata(path).and_then(|data| data.modified());
    let old = put.map_err(StoreError::disk("sweep files", path))? < before;
    if old {
        std::fs::remove_file(path).map_err(StoreError::disk("sweep files", path))?;
    }
    Ok(old)
}

/// Where a digest lies; `None` for what is no digest, so that no name leaves the folder.
pub(crate) fn path_of(folder: &Path, sha256: &str) -> Option<PathBuf> {
    is_digest(sha256).then(|| folder.join(&sha256[..2]).join(sha256))
}

fn is_digest(name: &str) -> bool {
    name.len() == 64
        && name
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn put_now(folder: &Path, bytes: &[u8]) -> Result<String, StoreError> {
    let sha256 = digest(bytes);
    let path = path_of(folder, &sha256).ok_or(StoreError::NoFile {
        sha256: sha256.clone(),
    })?;
    let home = path.parent().unwrap_or(folder);
    // A damaged file is written anew: these bytes are the right ones. A good one may have been
    // renamed by another program that has not yet made the name durable. It counts as put now,
    // so that nobody sweeps it away before a row names it.
    if std::fs::read(&path).is_ok_and(|there| there == bytes) {
        touch(&path).map_err(StoreError::disk("keep a file", &path))?;
        disk::sync_folder(home).map_err(StoreError::disk("keep a file", home))?;
        return Ok(sha256);
    }
    let write = || -> std::io::Result<()> {
        if !home.is_dir() {
            std::fs::create_dir_all(home)?;
            disk::sync_folder(folder)?;
        }
        let mut salt = [0; 8];
        getrandom::fill(&mut salt).map_err(std::io::Error::other)?;
        let name = format!(".{}-{:016x}", std::process::id(), u64::from_ne_bytes(salt));
        let temporary = home.join(name);
        let made = std::fs::File::create_new(&temporary)
            .and_then(|mut file| {
                file.write_all(bytes)?;
                file.sync_all()
            })
            .and_then(|()| std::fs::rename(&temporary, &path));
        if made.is_err() {
            let _ = std::fs::remove_file(&temporary);
        }
        made?;
        disk::sync_folder(home)
    };
    write().map_err(StoreError::disk("keep a file", &path))?;
    Ok(sha256)
}

fn touch(path: &Path) -> std::io::Result<()> {
    let file = std::fs::File::options().write(true).open(path)?;
    file.set_modified(std::time::SystemTime::now())
}

fn list_now(folder: &Path) -> Result<Vec<Stored>, StoreError> {
    let mut found = Vec::new();
    let read = |folder: &Path| -> Result<Vec<std::fs::DirEntry>, StoreError> {
        std::fs::read_dir(folder)
            .and_then(Iterator::collect)
            .map_err(StoreError::disk("list files", folder))
    };
    if !folder.is_dir() {
        return Ok(found);
    }
    for home in read(folder)? {
        if !home.path().is_dir() {
            continue;
        }
        for entry in read(&home.path())? {
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_digest(&name) {
                let size = entry
                    .metadata()
                    .map_err(StoreError::disk("list files", entry.path()))?;
                found.push(Stored {
                    sha256: name,
                    size: size.len(),
                });
            }
        }
    }
    found.sort_by(|one, other| one.sha256.cmp(&other.sha256));
    Ok(found)
}

/// Runs disk work where it does not hold up other requests.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => Err(StoreError::Disk {
            operation: "work on files",
            path: PathBuf::new(),
            source: std::io::Error::other(error),
        }),
    }
}
