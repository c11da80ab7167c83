//! Looking around in a folder, and reading files with limits.

use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use super::WorkspaceError;
use crate::text::{Code, Diagnostic, Diagnostics, MAX_BYTES};

/// The folder itself or the nearest one above it that is a workspace.
pub(super) fn find_root(start: &Path) -> Result<PathBuf, WorkspaceError> {
    let is_workspace = |folder: &Path| folder.join("skiplevel.toml").is_file() || folder.join("roles").is_dir();
    if is_workspace(start) {
        return Ok(start.to_path_buf());
    }
    let absolute = start.canonicalize().map_err(|source| io("open", start, source))?;
    let found = absolute.ancestors().skip(1).find(|folder| folder.join("skiplevel.toml").is_file());
    found.map(Path::to_path_buf).ok_or_else(|| WorkspaceError::NotAWorkspace(start.to_path_buf()))
}

/// Names of the files of a folder by ending, sorted; files and folders that nobody will read are noted. A missing
/// folder has none; one that cannot be listed is a problem and has none.
pub(super) fn list(root: &Path, folder: &str, endings: &[&str], problems: &mut Diagnostics) -> Vec<String> {
    let entries = std::fs::read_dir(root.join(folder)).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    let entries = match entries {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            let problem = Diagnostic::error(Code::Unreadable, format!("cannot be listed: {}", reason(&error)));
            problems.push(problem.in_path(format!("{folder}/")).help("its files are left out; it must be a folder"));
            return Vec::new();
        }
    };
    let mut names = Vec::new();
    for entry in entries {
        let Ok(name) = entry.file_name().into_string() else {
            let shown = format!("{folder}/{}", entry.file_name().to_string_lossy());
            let problem = Diagnostic::warning(Code::NotLookedAt, "this file's name is not UTF-8, so it is not read");
            problems.push(problem.in_path(shown));
            continue;
        };
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        if endings.iter().any(|ending| name.ends_with(ending)) {
            names.push(name);
        } else {
            let wanted = endings.join(" or ");
            let problem =
                Diagnostic::note(Code::NotLookedAt, format!("not read: only {wanted} files of `{folder}/` are"));
            problems.push(problem.in_path(format!("{folder}/{name}")));
        }
    }
    names.sort();
    names
}

/// The bytes of a file. `None` when it is missing (no problem) or cannot be read (a problem).
pub(super) fn read(path: &Path, shown: &str, problems: &mut Diagnostics) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    // Asked before opening: opening a pipe would wait for somebody to write to it.
    let result = std::fs::metadata(path).and_then(|about| {
        if !about.is_file() {
            let what = if about.is_dir() { ErrorKind::IsADirectory } else { ErrorKind::InvalidInput };
            return Err(std::io::Error::new(what, "is not a file"));
        }
        std::fs::File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)
    });
    match result {
        Ok(_) if bytes.len() as u64 > MAX_BYTES => {
            let limit = MAX_BYTES / 1024 / 1024;
            let problem = Diagnostic::error(Code::TooLarge, format!("larger than {limit} MiB; nothing of it was read"));
            problems.push(problem.in_path(shown).help("split it, or move what is not notes out of the workspace"));
            None
        }
        Ok(_) => Some(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound && !path.is_symlink() => None,
        Err(error) => {
            let problem = Diagnostic::error(Code::Unreadable, format!("cannot be read: {}", reason(&error)));
            problems.push(problem.in_path(shown).help("check its permissions, or the link that leads to it"));
            None
        }
    }
}

/// Words for an error that are the same on every run.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "it is a link to a file that does not exist".to_owned(),
        ErrorKind::PermissionDenied => "no permission".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::NotADirectory => "it is not a folder".to_owned(),
        ErrorKind::InvalidInput => "it is not a file".to_owned(),
        _ => error.to_string().split(" (os error").next().unwrap_or_default().to_lowercase(),
    }
}

pub(super) fn io(doing: &'static str, path: &Path, source: std::io::Error) -> WorkspaceError {
    WorkspaceError::Io { doing, path: path.to_path_buf(), source }
}
