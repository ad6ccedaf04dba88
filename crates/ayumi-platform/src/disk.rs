//! What a disk is and promises.

use std::fs::File;
use std::io;
use std::path::Path;

/// File systems on other machines: their locks do not hold, and `fsync` may promise too much.
const NETWORK: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb2",
    "smb3",
    "smbfs",
    "afs",
    "ncpfs",
    "9p",
    "ceph",
    "glusterfs",
    "lustre",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.glusterfs",
    "fuse.s3fs",
    "davfs",
    "fuse.davfs",
];

/// The kind of the network file system `path` lies on; `None` for a local one, or where the
/// system does not tell. A path that is not there yet counts as its nearest existing folder.
#[must_use]
pub fn network_file_system(path: &Path) -> Option<String> {
    let existing = path.ancestors().find_map(|one| {
        let one = if one.as_os_str().is_empty() {
            Path::new(".")
        } else {
            one
        };
        one.canonicalize().ok()
    })?;
    let table = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    let kind = file_system_of(&table, &existing)?;
    NETWORK.contains(&kind.as_str()).then_some(kind)
}

/// The kind of file system `path` lies on, by the system's table of mounts (Linux `mountinfo`):
/// the last mount on the longest folder that holds the path.
fn file_system_of(table: &str, path: &Path) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    for line in table.lines() {
        let Some((before, after)) = line.split_once(" - ") else {
            continue;
        };
        let (Some(folder), Some(kind)) = (before.split(' ').nth(4), after.split(' ').next()) else {
            continue;
        };
        let folder = unescape(folder);
        let longer = best.is_none_or(|(length, _)| length <= folder.len());
        if path.starts_with(&folder) && longer {
            best = Some((folder.len(), kind));
        }
    }
    best.map(|(_, kind)| kind.to_owned())
}

/// Undoes `\040` and its like, by which the table of mounts writes blanks.
fn unescape(folder: &str) -> String {
    ["\\040", "\\011", "\\012", "\\134"]
        .iter()
        .zip([" ", "\t", "\n", "\\"])
        .fold(folder.to_owned(), |text, (code, plain)| {
            text.replace(code, plain)
        })
}

/// Makes the names in a folder durable: after this a file made or renamed in it survives a power
/// cut. Windows has no such call; its file systems keep names in their journal.
///
/// # Errors
/// The system's own.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

/// May others than the owner read this file? `false` where the system does not tell.
#[cfg(unix)]
#[must_use]
pub fn readable_by_others(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(file).is_ok_and(|found| found.permissions().mode() & 0o004 != 0)
}

/// May others than the owner read this file? `false` where the system does not tell.
#[cfg(not(unix))]
#[must_use]
pub fn readable_by_others(_file: &Path) -> bool {
    false
}

/// Free bytes for this user on the disk that holds `path`.
///
/// # Errors
/// The system's own.
pub fn free_space(path: &Path) -> io::Result<u64> {
    fs4::available_space(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:25 / /mnt/share rw,relatime shared:1 - cifs //server/share rw
31 22 0:26 / /mnt/share/local rw - ext4 /dev/vdb rw
32 22 0:27 / /mnt/with\\040blank rw - nfs4 server:/x rw
33 22 0:28 / /over rw - nfs server:/y rw
34 22 0:29 / /over rw - xfs /dev/vdc rw
";

    fn check(path: &str, kind: &str) {
        assert_eq!(
            file_system_of(TABLE, Path::new(path)).as_deref(),
            Some(kind),
            "{path}"
        );
    }

    #[test]
    fn row_113_the_longest_and_last_mount_counts() {
        check("/home/ayumi", "ext4");
        check("/mnt/share", "cifs");
        check("/mnt/share/ayumi", "cifs");
        check("/mnt/shared", "ext4");
        check("/mnt/share/local/a", "ext4");
        check("/mnt/with blank/a", "nfs4");
        check("/over/a", "xfs");
    }

    #[test]
    fn a_temporary_folder_is_local_and_has_room() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(network_file_system(&folder.path().join("not/there")), None);
        assert!(free_space(folder.path()).unwrap() > 0);
        sync_folder(folder.path()).unwrap();
    }
}
