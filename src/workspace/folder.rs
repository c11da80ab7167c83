//! A folder of files that is written as one: all of them or none.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::WorkspaceError;
use super::disk::io;
use super::write::is_input_folder;

/// More files than this are somebody else's.
const MOST_FILES: usize = 32;
/// Longest file that is read to see whose it is.
const LONGEST_FILE: u64 = 256 * 1024 * 1024;

/// The files of a folder that is to be written, by name; none when there is no folder, or nothing in it.
///
/// # Errors
/// [`WorkspaceError::Occupied`] when it holds something else than a few plain files, or is no folder;
/// [`WorkspaceError::Io`] when it cannot be read.
pub fn files_of_folder(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, WorkspaceError> {
    let occupied = |why: String| WorkspaceError::Occupied { path: folder.to_path_buf(), why };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound && !folder.is_symlink() => return Ok(BTreeMap::new()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => return Err(occupied("is a file".to_owned())),
        Err(error) => return Err(io("read", folder, error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| io("read", folder, error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let about = entry.path().symlink_metadata().map_err(|error| io("read", &entry.path(), error))?;
        if !about.is_file() || about.len() > LONGEST_FILE || names.len() >= MOST_FILES {
            return Err(occupied(format!("holds `{name}` and is no earlier pack")));
        }
        names.push(name);
    }
    let read = |name: String| {
        let path = folder.join(&name);
        let bytes = std::fs::read(&path).map_err(|error| io("read", &path, error))?;
        Ok((name, bytes))
    };
    names.into_iter().map(read).collect()
}

/// Writes a folder with these files in one step: they are written into a new folder beside it, which then takes its place.
/// What stood there before goes; see [`files_of_folder`] first.
///
/// # Errors
/// [`WorkspaceError::Occupied`] inside of a folder that holds dossiers, signals or rubrics; [`WorkspaceError::Io`] when the
/// disk refuses. What stood there before stays then, and nothing is left behind.
pub fn write_folder(folder: &Path, files: &[(&str, &[u8])]) -> Result<(), WorkspaceError> {
    // A link keeps leading where it leads.
    let folder: PathBuf = if folder.exists() {
        folder.canonicalize().map_err(|error| io("write", folder, error))?
    } else {
        folder.components().collect()
    };
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(parent).map_err(|error| io("make the folder", parent, error))?;
    if is_input_folder(parent) || is_input_folder(&folder) {
        let why = "is where dossiers, signals and rubrics are read from".to_owned();
        return Err(WorkspaceError::Occupied { path: folder, why });
    }
    let beside = folder_in(parent).map_err(|error| io("write", &folder, error))?;
    for (name, bytes) in files {
        let path = beside.path().join(name);
        let written = std::fs::File::create(&path).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        // Without the name of the folder beside it, which is another one each time.
        written.map_err(|error| io("write", &folder.join(name), error))?;
    }
    put_in_place(beside, parent, &folder).map_err(|error| io("write", &folder, error))
}

/// Lets a new folder take the place of another; the other comes back if that fails.
fn put_in_place(new: tempfile::TempDir, parent: &Path, folder: &Path) -> std::io::Result<()> {
    if !folder.exists() {
        std::fs::rename(new.path(), folder)?;
        // It has another name now: there is nothing to remove.
        let _ = new.keep();
        return Ok(());
    }
    let old = folder_in(parent)?;
    let aside = old.path().join("before");
    std::fs::rename(folder, &aside)?;
    if let Err(error) = std::fs::rename(new.path(), folder) {
        std::fs::rename(&aside, folder)?;
        return Err(error);
    }
    let _ = new.keep();
    old.close()
}

/// A new folder with the permissions that a folder of this user gets; gone again unless it is kept.
fn folder_in(parent: &Path) -> std::io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".skiplevel-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o777));
    }
    builder.tempdir_in(parent).map_err(|error| error.kind().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut found: Vec<String> = std::fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        found.sort();
        found
    }

    #[test]
    fn a_folder_takes_the_place_of_an_older_one_and_leaves_nothing_behind() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("deep/pack");
        write_folder(&folder, &[("a", b"1"), ("b", b"2")]).expect("written");
        write_folder(&folder, &[("a", b"3")]).expect("written again");
        assert_eq!(files_of_folder(&folder).expect("read"), BTreeMap::from([("a".to_owned(), b"3".to_vec())]));
        assert_eq!(names(&root.path().join("deep")), ["pack"]);
    }

    #[test]
    #[cfg(unix)]
    fn a_folder_that_cannot_be_written_is_left_as_it_was() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("pack");
        write_folder(&folder, &[("a", b"1")]).expect("written");
        // A name with a slash leads into a folder that is not there.
        write_folder(&folder, &[("a", b"2"), ("no/where", b"3")]).expect_err("refused");
        assert_eq!(files_of_folder(&folder).expect("read"), BTreeMap::from([("a".to_owned(), b"1".to_vec())]));
        assert_eq!(names(root.path()), ["pack"]);
    }

    #[test]
    fn a_folder_of_somebody_elses_is_named() {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(root.path().join("inner")).expect("a folder");
        let error = files_of_folder(root.path()).expect_err("occupied");
        assert!(error.to_string().contains("holds `inner`"), "{error}");
        let file = root.path().join("file");
        std::fs::write(&file, "x").expect("a file");
        assert!(files_of_folder(&file).expect_err("occupied").to_string().contains("is a file"));
        assert_eq!(files_of_folder(&root.path().join("new")).expect("nothing there").len(), 0);
    }
}
