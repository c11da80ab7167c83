//! Writing: whole files or nothing, never over somebody's work. Settings alone are edited, table by table.

use std::io::{ErrorKind, Write as _};
use std::path::Path;

use super::WorkspaceError;
use super::disk::io;

/// Writes a new file; folders above it are made.
///
/// # Errors
/// [`WorkspaceError::Exists`] when there is one already, also if it appears at the same moment;
/// [`WorkspaceError::Io`] when the disk refuses. Nothing is left behind.
pub fn write_new(path: &Path, text: &str) -> Result<(), WorkspaceError> {
    let file = prepare(path, text.as_bytes())?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Err(WorkspaceError::Exists(path.to_path_buf())),
        Err(error) => Err(io("write", path, error.error)),
    }
}

/// Whether a file is one that the tool reads as somebody's own words: settings, dossiers, signals, rubrics.
#[must_use]
pub(super) fn is_input(path: &Path) -> bool {
    let Ok(path) = path.canonicalize() else { return false };
    let is_workspace = |folder: &Path| folder.join("skiplevel.toml").is_file() || folder.join("roles").is_dir();
    path.ancestors().skip(1).filter(|folder| is_workspace(folder)).any(|root| {
        let within = path.strip_prefix(root).unwrap_or(&path);
        let folders = ["roles", "companies", "rubrics"];
        within == Path::new("skiplevel.toml")
            || within == Path::new("me.md")
            || folders.iter().any(|folder| within.starts_with(folder))
    })
}

/// Whether a folder is one in which dossiers, signals or rubrics of a workspace lie, or lies in one.
#[must_use]
pub(super) fn is_input_folder(folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else { return false };
    folder.ancestors().any(|inner| {
        let is_named = ["roles", "companies", "rubrics"].iter().any(|name| inner.ends_with(name));
        is_named
            && inner.parent().is_some_and(|root| root.join("skiplevel.toml").is_file() || root.join("roles").is_dir())
    })
}

/// Writes a file that the user named for output; an older one is replaced in one step. A device or pipe (`/dev/null`) is
/// written to as it is: it must not be replaced by a file.
///
/// # Errors
/// [`WorkspaceError::Exists`] when it is an input of a workspace, [`WorkspaceError::Io`] when the disk refuses; the older
/// file stays then.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), WorkspaceError> {
    let mut file = Pending::begin(path)?;
    file.write_all(bytes).and_then(|()| file.sync()).map_err(|source| io("write", path, source))?;
    file.finish()
}

/// Whether the path leads to something that is neither file nor folder.
fn is_device(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir())
}

/// A file that is being written under another name; it gets its own name when it is whole, and is gone when it is dropped
/// before.
#[derive(Debug)]
pub struct Pending {
    file: Making,
    path: std::path::PathBuf,
}

#[derive(Debug)]
enum Making {
    Whole(tempfile::NamedTempFile),
    Device(std::fs::File),
}

impl Pending {
    /// Begins a file that the user named for output.
    ///
    /// # Errors
    /// As [`write_atomic`].
    pub fn begin(path: &Path) -> Result<Self, WorkspaceError> {
        if is_input(path) {
            return Err(WorkspaceError::Exists(path.to_path_buf()));
        }
        let file = if is_device(path) {
            let device = std::fs::OpenOptions::new().write(true).open(path);
            Making::Device(device.map_err(|source| io("write", path, source))?)
        } else {
            Making::Whole(prepare(path, &[])?)
        };
        Ok(Self { file, path: path.to_path_buf() })
    }

    /// Gives the file its name; an older one is replaced in one step.
    ///
    /// # Errors
    /// [`WorkspaceError::Io`] when the disk refuses; the older file stays then.
    pub fn finish(self) -> Result<(), WorkspaceError> {
        let path = &self.path;
        match self.file {
            Making::Device(_) => Ok(()),
            Making::Whole(file) => file.persist(path).map(|_| ()).map_err(|error| io("write", path, error.error)),
        }
    }

    /// Waits until the disk has it. Not worth its while for a table of many millions of rows, which can be made again.
    fn sync(&mut self) -> std::io::Result<()> {
        match &self.file {
            Making::Whole(file) => file.as_file().sync_all(),
            Making::Device(_) => Ok(()),
        }
    }

    fn file(&mut self) -> &mut std::fs::File {
        match &mut self.file {
            Making::Whole(file) => file.as_file_mut(),
            Making::Device(device) => device,
        }
    }
}

impl std::io::Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file().flush()
    }
}

/// The bytes of `skiplevel.toml` in this folder; `None` when there is none.
///
/// # Errors
/// [`WorkspaceError::Io`] when it is there and cannot be read.
pub fn read_settings(root: &Path) -> Result<Option<Vec<u8>>, WorkspaceError> {
    let path = root.join("skiplevel.toml");
    match std::fs::read(&path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound && !path.is_symlink() => Ok(None),
        Err(error) => Err(io("read", &path, error)),
    }
}

/// Writes `skiplevel.toml` in this folder in one step, if it still is what was read: `before`, or missing.
///
/// # Errors
/// [`WorkspaceError::Changed`] when it is something else by now, [`WorkspaceError::Io`] when it may not be written or the
/// disk refuses. The older file stays then.
pub fn replace_settings(root: &Path, before: Option<&[u8]>, text: &str) -> Result<(), WorkspaceError> {
    let path = root.join("skiplevel.toml");
    if read_settings(root)?.as_deref() != before {
        return Err(WorkspaceError::Changed(path));
    }
    match before {
        None => write_new(&path, text),
        Some(before) => replace_if_same(&path, before, text.as_bytes()),
    }
}

/// Replaces a file of somebody's own in one step, if it still is what was read. A link keeps leading to the file that it
/// leads to, and the file keeps its permissions.
///
/// # Errors
/// [`WorkspaceError::Changed`] when it is something else by now, [`WorkspaceError::Io`] when it may not be written or the
/// disk refuses. The older file stays then.
pub(super) fn replace_if_same(path: &Path, before: &[u8], text: &[u8]) -> Result<(), WorkspaceError> {
    let target = path.canonicalize().map_err(|source| io("write", path, source))?;
    if std::fs::read(&target).map_err(|source| io("read", path, source))? != before {
        return Err(WorkspaceError::Changed(path.to_path_buf()));
    }
    let permissions = std::fs::metadata(&target).map_err(|source| io("write", path, source))?.permissions();
    // A rename would go around the permission that the owner took away.
    if permissions.readonly() {
        return Err(io("write", path, ErrorKind::PermissionDenied.into()));
    }
    let file = prepare(&target, text)?;
    file.as_file().set_permissions(permissions).map_err(|source| io("write", path, source))?;
    file.persist(&target).map(|_| ()).map_err(|error| io("write", path, error.error))
}

fn prepare(path: &Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile, WorkspaceError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder).map_err(|source| io("make the folder", folder, source))?;
    let written = tempfile_in(folder).and_then(|mut file| {
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        Ok(file)
    });
    written.map_err(|source| io("write", path, source))
}

/// A temporary file with the permissions that a new file of this user gets.
fn tempfile_in(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".skiplevel-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder).map_err(|error| match error.kind() {
        // Without the name of the temporary file, which is another one each time and nobody's business.
        kind @ (ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => kind.into(),
        _ => error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_is_written_to_and_not_replaced() {
        use std::os::unix::fs::FileTypeExt as _;
        // A link, so that a failure costs the link.
        let folder = tempfile::tempdir().expect("a folder");
        let link = folder.path().join("nowhere");
        std::os::unix::fs::symlink("/dev/null", &link).expect("a link");
        write_atomic(&link, b"text").expect("written");
        let about = std::fs::metadata(&link).expect("still there");
        assert!(about.file_type().is_char_device());
    }

    #[test]
    fn settings_that_changed_meanwhile_are_not_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let (root, path) = (folder.path(), folder.path().join("skiplevel.toml"));
        let refused = |before: Option<&[u8]>| {
            let error = replace_settings(root, before, "mine").expect_err("refused");
            matches!(error, WorkspaceError::Changed(_))
        };
        assert!(refused(Some(b"gone by now")));
        replace_settings(root, None, "first").expect("a new file");
        assert!(refused(None) && refused(Some(b"other")));
        assert_eq!(std::fs::read(&path).ok().as_deref(), Some(&b"first"[..]));
        replace_settings(root, Some(b"first"), "second").expect("the same as was read");
        assert_eq!(read_settings(root).ok().flatten().as_deref(), Some(&b"second"[..]));
        let names = std::fs::read_dir(root).expect("a folder").count();
        assert_eq!(names, 1, "nothing is left behind");
    }
}
