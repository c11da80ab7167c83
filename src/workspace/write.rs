//! Writing: whole files or nothing, never over somebody's work.

use std::io::Write as _;
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
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(WorkspaceError::Exists(path.to_path_buf()))
        }
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

/// Writes a file that the user named for output; an older one is replaced in one step.
///
/// # Errors
/// [`WorkspaceError::Exists`] when it is an input of a workspace, [`WorkspaceError::Io`] when the disk refuses; the older
/// file stays then.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), WorkspaceError> {
    if is_input(path) {
        return Err(WorkspaceError::Exists(path.to_path_buf()));
    }
    let file = prepare(path, bytes)?;
    file.persist(path).map(|_| ()).map_err(|error| io("write", path, error.error))
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
    builder.tempfile_in(folder)
}
