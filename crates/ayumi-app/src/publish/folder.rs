//! Putting files into a folder so that a reader never meets half of one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::MadeFile;

/// Why files were not put into a folder.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct FolderError {
    /// The file or folder it happened at.
    pub path: PathBuf,
    /// What the system says.
    #[source]
    pub source: io::Error,
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> FolderError {
    let path = path.to_owned();
    move |source| FolderError { path, source }
}

/// A folder of files on their way; what is left of it goes when it is dropped.
struct Staging(PathBuf);

impl Drop for Staging {
    fn drop(&mut self) {
        // Best effort: the files in it were never promised to anybody.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Puts files into `folder`: all of them are written and synced in a hidden folder inside it
/// first (the same disk, so that renaming cannot become copying), then moved file by file. When
/// anything fails before the moving, the folder is as it was.
pub(crate) fn put(folder: &Path, stage: &str, files: &[MadeFile]) -> Result<(), FolderError> {
    fs::create_dir_all(folder).map_err(at(folder))?;
    let staging = Staging(folder.join(format!(".ayumi-{stage}")));
    for file in files {
        let path = staging.0.join(&file.path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(at(parent))?;
        let mut written = File::create(&path).map_err(at(&path))?;
        written.write_all(&file.bytes).map_err(at(&path))?;
        written.sync_all().map_err(at(&path))?;
    }
    let mut parents = Vec::new();
    for file in files {
        let target = folder.join(&file.path);
        let parent = target.parent().unwrap_or(folder).to_owned();
        fs::create_dir_all(&parent).map_err(at(&parent))?;
        fs::rename(staging.0.join(&file.path), &target).map_err(at(&target))?;
        if !parents.contains(&parent) {
            parents.push(parent);
        }
    }
    for parent in parents {
        // A folder cannot be synced everywhere (Windows); the files themselves are.
        if let Ok(opened) = File::open(&parent) {
            let _ = opened.sync_all();
        }
    }
    Ok(())
}

/// Takes away the pages of items that are no longer in the plan: a page left behind would stay
/// public. Only files that carry an id for a name are Ayumi's own; everything else is left alone.
pub(crate) fn sweep_pages(
    folder: &Path,
    pages: &str,
    files: &[MadeFile],
) -> Result<(), FolderError> {
    let below = folder.join(pages);
    let Ok(entries) = fs::read_dir(&below) else {
        return Ok(());
    };
    for entry in entries {
        let path = entry.map_err(at(&below))?.path();
        let is_page = path.extension().is_some_and(|ending| ending == "html")
            && path
                .file_stem()
                .and_then(|stem| stem.to_str())
                .is_some_and(|stem| uuid::Uuid::try_parse(stem).is_ok());
        let made = |file: &MadeFile| folder.join(&file.path) == path;
        if is_page && !files.iter().any(made) {
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> MadeFile {
        MadeFile {
            path: path.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn files_stand_in_the_folder_and_nothing_else() {
        let temp = tempfile::tempdir().unwrap();
        let folder = temp.path().join("out");
        put(
            &folder,
            "1",
            &[file("a.md", "one"), file("html/index.html", "two")],
        )
        .unwrap();
        assert_eq!(names(&folder), ["a.md", "html"]);
        put(&folder, "2", &[file("a.md", "three")]).unwrap();
        assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), "three");
    }

    #[test]
    fn pages_of_items_that_are_gone_go_and_nothing_else() {
        let temp = tempfile::tempdir().unwrap();
        let kept = "html/items/01900000-0000-7000-8000-000000000001.html";
        let gone = "html/items/01900000-0000-7000-8000-000000000002.html";
        let own = "html/items/readme.html";
        put(
            temp.path(),
            "1",
            &[kept, gone, own].map(|path| file(path, "old")),
        )
        .unwrap();
        let files = [file(kept, "new")];
        put(temp.path(), "2", &files).unwrap();
        sweep_pages(temp.path(), "html/items", &files).unwrap();
        let left = names(&temp.path().join("html/items"));
        assert_eq!(
            left,
            ["01900000-0000-7000-8000-000000000001.html", "readme.html"]
        );
        sweep_pages(temp.path(), "nowhere", &files).unwrap();
    }

    #[test]
    fn a_folder_in_the_way_leaves_the_old_files() {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("a.md"), "old").unwrap();
        fs::write(temp.path().join("html"), "a file where a folder must be").unwrap();
        let files = [file("html/index.html", "new"), file("a.md", "new")];
        put(temp.path(), "1", &files).unwrap_err();
        assert_eq!(fs::read_to_string(temp.path().join("a.md")).unwrap(), "old");
        assert_eq!(names(temp.path()), ["a.md", "html"]);
    }
}
