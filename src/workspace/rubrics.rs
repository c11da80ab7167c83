//! The rubric to use: built in, the workspace's own, or a file named on the command line.

use std::path::PathBuf;

use super::{LockState, Workspace, disk};
use crate::rubric::{BUILTIN, Rubric, builtin_text, read_rubric};
use crate::signal::Catalogue;
use crate::text::{Code, Diagnostic, Diagnostics, FileId, Files, nearest};

/// Id of the rubric that is used when nothing else is said.
pub const DEFAULT_RUBRIC: &str = "m2-path";

/// Which rubric is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RubricName {
    /// A built-in or own one.
    Id(String),
    /// A file.
    File(PathBuf),
}

impl RubricName {
    /// A path has a `/` or ends in `.toml`; everything else is an id.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text.contains('/') || text.contains('\\') || text.ends_with(".toml") {
            Self::File(PathBuf::from(text))
        } else {
            Self::Id(text.to_owned())
        }
    }
}

/// A rubric with the file that it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedRubric {
    /// The rubric, with the workspace's own weights.
    pub rubric: Rubric,
    /// Its text.
    pub file: FileId,
    /// Whether it ships with the program.
    pub is_builtin: bool,
    /// Whether the settings replace its group weights.
    pub has_own_weights: bool,
    /// The same rubric with the weights of its own file.
    pub as_filed: Rubric,
    /// Whether it is the one that the workspace uses by itself: only there do own weights apply.
    pub is_standard: bool,
    /// Whether weights were locked, and what changed since.
    pub lock: LockState,
}

impl LoadedRubric {
    /// A rubric as its file has it.
    fn new(rubric: Rubric, file: FileId, is_builtin: bool) -> Self {
        let as_filed = rubric.clone();
        Self {
            rubric,
            file,
            is_builtin,
            has_own_weights: false,
            as_filed,
            is_standard: false,
            lock: LockState::default(),
        }
    }
}

/// A rubric that ships with the program, without any workspace.
#[must_use]
pub fn load_builtin(
    id: &str,
    catalogue: &Catalogue,
    files: &mut Files,
    problems: &mut Diagnostics,
) -> Option<LoadedRubric> {
    let text = builtin_text(id)?;
    let file = files.add(format!("rubrics/{id}.toml"), text);
    let rubric = read_rubric(files, file, catalogue, problems)?;
    Some(LoadedRubric::new(rubric, file, true))
}

impl Workspace {
    /// The rubric asked for, else the one of `skiplevel.toml`, else the default. Problems of other rubrics are not
    /// reported here.
    pub fn rubric(&mut self, asked: Option<&RubricName>, problems: &mut Diagnostics) -> Option<LoadedRubric> {
        // A path in the settings is meant from the workspace's folder, one on the command line from where one stands.
        let of_manifest = self.manifest.rubric.as_deref().map(|name| match RubricName::parse(name) {
            RubricName::File(path) => RubricName::File(self.root.join(path)),
            id @ RubricName::Id(_) => id,
        });
        let standard = of_manifest.unwrap_or_else(|| RubricName::Id(DEFAULT_RUBRIC.to_owned()));
        let name = asked.unwrap_or(&standard);
        let mut loaded = match name {
            RubricName::File(path) => self.rubric_file(path, problems)?,
            RubricName::Id(id) => self.rubric_by_id(id, problems)?,
        };
        if *name == standard {
            loaded.is_standard = true;
            loaded.has_own_weights = self.apply_weights(&mut loaded.rubric, problems);
        }
        loaded.lock = LockState::of(&self.manifest.lock, &loaded.as_filed, &loaded.rubric, &self.trust);
        Some(loaded)
    }

    /// All rubrics: the workspace's own, then the built-in ones that it does not replace.
    pub fn all_rubrics(&mut self, problems: &mut Diagnostics) -> Vec<LoadedRubric> {
        let mut found = Vec::new();
        for name in self.own_rubrics(problems) {
            let Some(file) = self.read(&format!("rubrics/{name}"), problems) else { continue };
            if let Some(rubric) = read_rubric(&self.files, file, &self.catalogue, problems) {
                found.push(LoadedRubric::new(rubric, file, false));
            }
        }
        for (id, _) in BUILTIN {
            if !found.iter().any(|own| own.rubric.id == id) {
                found.extend(load_builtin(id, &self.catalogue, &mut self.files, problems));
            }
        }
        found
    }

    /// Whether a rubric that cannot be used calls itself by this id.
    fn claims_id(&self, file: FileId, id: &str) -> bool {
        let names = |line: &str| line.trim_start().starts_with("id") && line.contains(&format!("\"{id}\""));
        self.files.text(file).lines().take_while(|line| !line.starts_with('[')).any(names)
    }

    /// Names of the workspace's rubric files; none without a workspace.
    fn own_rubrics(&self, problems: &mut Diagnostics) -> Vec<String> {
        if self.root.as_os_str().is_empty() {
            return Vec::new();
        }
        let mut names = disk::list(&self.root, "rubrics", &[".toml"], problems);
        names.retain(|name| name != "signals.toml");
        names
    }

    fn rubric_file(&mut self, path: &std::path::Path, problems: &mut Diagnostics) -> Option<LoadedRubric> {
        let shown = path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy().into_owned();
        let before = problems.len();
        let Some(bytes) = disk::read(path, &shown, problems) else {
            if problems.len() == before {
                let problem = Diagnostic::error(Code::UnknownRubric, "there is no such rubric file");
                problems.push(problem.in_path(shown).help("`skiplevel rubric list` shows the rubrics that there are"));
            }
            return None;
        };
        let file = self.files.add_bytes(&shown, &bytes, problems);
        let rubric = read_rubric(&self.files, file, &self.catalogue, problems)?;
        Some(LoadedRubric::new(rubric, file, false))
    }

    fn rubric_by_id(&mut self, id: &str, problems: &mut Diagnostics) -> Option<LoadedRubric> {
        let mut own_problems = Diagnostics::default();
        let names = self.own_rubrics(&mut Diagnostics::default());
        let mut ids: Vec<String> = BUILTIN.iter().map(|(id, _)| (*id).to_owned()).collect();
        for name in &names {
            let stem = name.trim_end_matches(".toml").to_owned();
            let mut problems_here = Diagnostics::default();
            let Some(file) = self.read(&format!("rubrics/{name}"), &mut problems_here) else { continue };
            let rubric = read_rubric(&self.files, file, &self.catalogue, &mut problems_here);
            match rubric {
                Some(rubric) if rubric.id == id => {
                    problems.append(problems_here);
                    return Some(LoadedRubric::new(rubric, file, false));
                }
                Some(rubric) => ids.push(rubric.id),
                None if stem == id || self.claims_id(file, id) => own_problems.append(problems_here),
                None => ids.push(stem),
            }
        }
        if !own_problems.is_empty() {
            problems.append(own_problems);
            return None;
        }
        let built_in = load_builtin(id, &self.catalogue, &mut self.files, problems);
        if built_in.is_none() {
            let near = nearest(id, ids.iter().map(String::as_str));
            let problem = Diagnostic::error(Code::UnknownRubric, format!("there is no rubric `{id}`"));
            problems.push(problem.suggest(near, format!("rubrics are {}", ids.join(", "))));
        }
        built_in
    }

    /// Whether the settings' weights are in force now.
    fn apply_weights(&self, rubric: &mut Rubric, problems: &mut Diagnostics) -> bool {
        let weights = &self.manifest.weights;
        if weights.is_empty() {
            return false;
        }
        for (group, weight) in weights {
            if !rubric.groups.iter().any(|known| known.id == *group) {
                let near = nearest(group, rubric.groups.iter().map(|known| known.id.as_str()));
                let message = format!("rubric `{}` has no group `{group}`", rubric.id);
                let groups: Vec<&str> = rubric.groups.iter().map(|known| known.id.as_str()).collect();
                let problem = Diagnostic::error(Code::BadSetting, message).at(weight.span);
                problems.push(problem.suggest(near, format!("groups are {}", groups.join(", "))));
            }
        }
        match rubric.with_group_weights(&self.manifest.own_points()) {
            Some(own) => {
                *rubric = own;
                true
            }
            None => {
                let at = weights.values().next().map(|weight| weight.span);
                let problem = Diagnostic::error(
                    Code::BadSetting,
                    "all weights are zero; the weights of the rubric's file are used",
                );
                problems.push(at.map_or_else(|| problem.clone(), |at| problem.clone().at(at)));
                false
            }
        }
    }
}
