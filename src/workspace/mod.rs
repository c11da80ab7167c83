//! Finds and reads the folder of plain text; writes new files whole or not at all.
//!
//! Reading never fails on what a person wrote: problems are collected, the rest is used. Only the machine (no such
//! folder, no permission for it) ends a run.

mod accept;
mod check;
mod collected;
mod company;
mod disk;
mod folder;
mod lock;
mod manifest;
mod prose;
mod rubrics;
mod settings;
mod signals_csv;
mod template;
mod write;

use std::path::{Path, PathBuf};

use crate::model::{Company, Date, Observation, Role};
use crate::notes::prose::Find;
use crate::notes::{Dossier, FrontMatter, OpenQuestion, Section};
use crate::signal::{Catalogue, Trust, builtin_catalogue, read_signals};
use crate::text::{Diagnostics, FileId, Files};

pub use accept::{Accepted, Suggestion};
pub use check::DateLimit;
pub use collected::{CollectLock, Kept, rows_text};
pub use folder::{files_of_folder, write_folder};
pub use lock::{Lock, LockState, WrittenLock, lock_entries};
pub use manifest::{LONGEST_HORIZON, Manifest, Pay};
pub use rubrics::{DEFAULT_RUBRIC, LoadedRubric, RubricName, load_builtin};
pub use settings::{EditError, points_text, with_table, without_table};
pub use template::{Template, company_template, init_files, question_line, role_template, slug};
pub use write::{Pending, read_settings, replace_settings, write_atomic, write_new};

/// What the machine can refuse.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkspaceError {
    /// No folder with `skiplevel.toml` or `roles/` here or above.
    #[error("`{0}` is not a workspace: neither it nor a folder above it has `skiplevel.toml` or `roles/`")]
    NotAWorkspace(PathBuf),
    /// The disk refused.
    #[error("cannot {doing} `{path}`")]
    Io {
        /// What was tried.
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A file that would be overwritten.
    #[error("`{0}` exists already; nothing was written")]
    Exists(PathBuf),
    /// A folder that is not to be written over.
    #[error("`{path}` {why}; nothing was written")]
    Occupied {
        /// Which.
        path: PathBuf,
        /// Why not, as the end of a sentence.
        why: String,
    },
    /// Another process collects into the same workspace.
    #[error("another run collects into this workspace at the moment (`{0}`); nothing was done")]
    Busy(PathBuf),
    /// A file that somebody else wrote to since it was read.
    #[error("`{0}` was changed by somebody else meanwhile; nothing was written")]
    Changed(PathBuf),
}

/// A company with its facts.
#[derive(Debug, Default)]
pub struct CompanyDossier {
    /// Who it is.
    pub company: Company,
    /// Facts that all its roles share.
    pub observations: Vec<Observation>,
    /// Questions still open in its file.
    pub open: Vec<OpenQuestion>,
    /// The parts of its file.
    pub sections: Vec<Section>,
    /// What was read in its prose and does not count: suggestions, and what is silenced, undated or open-ended.
    pub finds: Vec<Find>,
    /// How likely it is boosted or shaken up, where the file says so.
    pub prospects: Prospects,
}

/// How likely two courses of an organisation are, 0 to 1, where somebody knows better than the method.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Prospects {
    /// Growth is boosted, as after a fresh round.
    pub boost: Option<f64>,
    /// It is shaken up: reorganised, bought, cut down.
    pub shake: Option<f64>,
}

/// A role with its facts.
#[derive(Debug, Default)]
pub struct RoleDossier {
    /// What it is.
    pub role: Role,
    /// Name of its file without ending.
    pub stem: String,
    /// Facts of its own.
    pub observations: Vec<Observation>,
    /// Questions still open in its file.
    pub open: Vec<OpenQuestion>,
    /// The parts of its file.
    pub sections: Vec<Section>,
    /// What was read in its prose and does not count.
    pub finds: Vec<Find>,
    /// How likely its company is boosted or shaken up, where its file says so.
    pub prospects: Prospects,
}

/// A folder, read.
#[derive(Debug)]
pub struct Workspace {
    /// The folder.
    pub root: PathBuf,
    /// Texts read so far, with their places.
    pub files: Files,
    /// Settings.
    pub manifest: Manifest,
    /// Built-in signals and the workspace's own.
    pub catalogue: Catalogue,
    /// Trust values in force.
    pub trust: Trust,
    /// By id.
    pub companies: Vec<CompanyDossier>,
    /// By id.
    pub roles: Vec<RoleDossier>,
    /// Facts about you.
    pub you: Dossier,
    /// What was read in the prose about you and does not count.
    pub your_finds: Vec<Find>,
}

impl Workspace {
    /// Reads the workspace that `start` lies in.
    ///
    /// # Errors
    /// [`WorkspaceError::NotAWorkspace`], or [`WorkspaceError::Io`] when there is no such folder.
    pub fn open(start: &Path) -> Result<(Self, Diagnostics), WorkspaceError> {
        let (mut workspace, mut problems) = Self::settings_of(start)?;
        workspace.read_you(&mut problems);
        workspace.read_companies(&mut problems);
        workspace.read_roles(&mut problems);
        workspace.compare_pay(&mut problems);
        workspace.read_prose();
        Ok((workspace, problems))
    }

    /// The workspace that `start` lies in, without its dossiers: settings, signals and trust values.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn settings_of(start: &Path) -> Result<(Self, Diagnostics), WorkspaceError> {
        let mut problems = Diagnostics::default();
        let mut workspace = Self { root: disk::find_root(start)?, ..Self::empty() };
        workspace.read_settings(&mut problems);
        Ok((workspace, problems))
    }

    /// No folder and no facts: only what is built in.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            root: PathBuf::new(),
            files: Files::default(),
            manifest: Manifest::default(),
            catalogue: builtin_catalogue(),
            trust: Trust::builtin(),
            companies: Vec::new(),
            roles: Vec::new(),
            you: Dossier::default(),
            your_finds: Vec::new(),
        }
    }

    /// Everything that may count for a role: its own facts, its company's, and yours.
    #[must_use]
    pub fn observations_of(&self, role: &RoleDossier) -> Vec<Observation> {
        let company = self.companies.iter().find(|known| known.company.id == role.role.company_id);
        let shared = company.map(|company| company.observations.as_slice()).unwrap_or_default();
        [role.observations.as_slice(), shared, self.you.observations.as_slice()].concat()
    }

    /// What is said about the course of a role's company: in the role's file, else in the company's.
    #[must_use]
    pub fn prospects_of(&self, role: &RoleDossier) -> Prospects {
        let company = self.companies.iter().find(|known| known.company.id == role.role.company_id);
        let shared = company.map(|company| company.prospects).unwrap_or_default();
        Prospects { boost: role.prospects.boost.or(shared.boost), shake: role.prospects.shake.or(shared.shake) }
    }

    /// The day on which things are looked at: the one asked for, else the pinned one, else today.
    #[must_use]
    pub fn as_of(&self, asked: Option<Date>, today: Date) -> Date {
        asked.or(self.manifest.as_of).unwrap_or(today)
    }

    fn read_settings(&mut self, problems: &mut Diagnostics) {
        if let Some(file) = self.read("skiplevel.toml", problems) {
            self.manifest = manifest::read(&self.files, file, &mut self.trust, problems);
        }
        if self.root.join("rubrics/signals.toml").exists()
            && let Some(file) = self.read("rubrics/signals.toml", problems)
        {
            read_signals(&self.files, file, &mut self.catalogue, problems);
        }
    }

    /// Reads one file of the workspace; a missing one is not a problem, an unreadable one is.
    fn read(&mut self, path: &str, problems: &mut Diagnostics) -> Option<FileId> {
        let bytes = disk::read(&self.root.join(path), path, problems)?;
        Some(self.files.add_bytes(path, &bytes, problems))
    }
}

/// Text of a front matter key, or what stands instead.
fn front_text(front: &FrontMatter, key: &str) -> Option<String> {
    front.text(key).map(|text| text.value)
}
