//! `facts`: what is known of a role, or what was read in one note.

use std::path::{Path, PathBuf};

use annotate_snippets::Renderer;
use anyhow::{Context as _, anyhow, bail};
use clap::Args;

use super::args::{Common, Format};
use super::commands::{exit, format};
use super::exit::Exit;
use super::output::{answer, problems, width};
use super::scored::{Asked, Session};
use crate::model::{Observation, Scope, Source};
use crate::notes::prose::{Find, read_prose};
use crate::notes::{Context, Dossier, read_dossier};
use crate::report::{
    NoteFacts, Redaction, Report, facts_csv, facts_json, facts_text, finds_text, marked_text, note_csv, note_json,
    note_text,
};
use crate::signal::{Catalogue, Trust};
use crate::text::{Diagnostics, Files};
use crate::workspace::{RoleDossier, Suggestion, Workspace};

/// List what is known: each fact with its source, date, place and what becomes of it
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  skiplevel facts acme-payments-em\n  skiplevel facts --format csv -o facts.csv\n  \
        skiplevel facts --file roles/acme-payments-em.md --show\n\n\
        With --file NOTE.md, one note is read by itself, also outside of a workspace: facts that fields state, and what was\n\
        read in its prose, with the words. `:: ?` behind a line silences it; `skiplevel accept` takes levels over."
)]
pub(super) struct Facts {
    /// The role; without it, all of them
    pub(super) role: Option<String>,
    /// One note (.md), or only the facts of this file
    #[arg(long, value_name = "NOTE.md")]
    pub(super) file: Option<String>,
    /// The note's own lines with what was read in its prose underlined
    #[arg(long, requires = "file", conflicts_with = "role")]
    pub(super) show: bool,
}

const FORMATS: [Format; 3] = [Format::Table, Format::Csv, Format::Json];

pub(super) fn run(common: &Common, arguments: &Facts) -> anyhow::Result<Exit> {
    let note = arguments.file.as_deref().filter(|_| arguments.role.is_none()).and_then(|file| note_path(common, file));
    match note {
        Some((path, name)) => of_note(common, &path, &name, arguments.show),
        None if arguments.show => bail!("`--show` needs a note that is there: --file NOTE.md"),
        None => of_roles(common, arguments.role.as_deref(), arguments.file.as_deref()),
    }
}

/// The note that `--file` names, if it is one: from the folder of `-C`, from the current folder, or from the root of
/// the workspace.
fn note_path(common: &Common, file: &str) -> Option<(PathBuf, String)> {
    if !file.to_lowercase().ends_with(".md") {
        return None;
    }
    let start = common.directory.clone().unwrap_or_else(|| PathBuf::from("."));
    let root = Workspace::settings_of(&start).ok().map(|(workspace, _)| workspace.root);
    let places = [Some(start.join(file)), Some(PathBuf::from(file)), root.map(|root| root.join(file))];
    places.into_iter().flatten().find(|path| path.is_file()).map(|path| (path, file.to_owned()))
}

/// A note by itself. In a workspace its own signals and trust values hold.
fn of_note(common: &Common, path: &Path, name: &str, show: bool) -> anyhow::Result<Exit> {
    let format = format(common, &FORMATS)?;
    let bytes = std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (catalogue, trust) = match Workspace::settings_of(folder) {
        Ok((workspace, _)) => (workspace.catalogue, workspace.trust),
        Err(_) => (Workspace::empty().catalogue, Workspace::empty().trust),
    };
    let mut files = Files::default();
    let mut found = Diagnostics::default();
    let file = files.add_bytes(name, &bytes, &mut found);
    let scope = scope_of(path, files.text(file));
    let context = Context { catalogue: &catalogue, trust: &trust, scope };
    let dossier = read_dossier(&files, file, context, &mut found);
    let finds = read_prose(&files, &dossier.sections, &dossier.observations, context);
    problems(common, &files, &found);
    if show && common.redact {
        bail!("`--show` shows the note itself; it cannot be redacted");
    }
    let note = facts_of(&files, &catalogue, &trust, &dossier, &finds, common);
    let text = match format {
        Format::Csv => note_csv(&note),
        Format::Json => note_json(&note),
        _ if show => marked_text(&note, name, &Renderer::styled().term_width(width(common))),
        _ => note_text(&note, name, width(common)),
    };
    answer(common, format, &text)?;
    Ok(if found.has_errors() { Exit::WorkspaceErrors } else { Exit::Answered })
}

fn facts_of<'a>(
    files: &'a Files,
    catalogue: &'a Catalogue,
    trust: &'a Trust,
    dossier: &'a Dossier,
    finds: &'a [Find],
    common: &Common,
) -> NoteFacts<'a> {
    let redaction = if common.redact { Redaction::People } else { Redaction::None };
    NoteFacts {
        files,
        catalogue,
        trust,
        observations: &dossier.observations,
        finds,
        suggestions: &[],
        open: &dossier.open,
        redaction,
    }
}

/// Whom a note is about: its place in a workspace says so, else its front matter.
fn scope_of(path: &Path, text: &str) -> Scope {
    let folder = path.parent().and_then(Path::file_name).and_then(|folder| folder.to_str());
    let is_you = path.file_name().is_some_and(|name| name.eq_ignore_ascii_case("me.md"));
    let front = text.lines().skip(1).take_while(|line| line.trim() != "---").take(40);
    let keys: Vec<&str> = front.filter_map(|line| line.split_once(':').map(|(key, _)| key.trim())).collect();
    let says_me = text
        .lines()
        .skip(1)
        .take_while(|line| line.trim() != "---")
        .any(|line| line.split_once(':').is_some_and(|(key, value)| key.trim() == "kind" && value.trim() == "me"));
    match folder {
        _ if is_you || says_me => Scope::You,
        Some("companies") => Scope::Company,
        Some("roles") => Scope::Role,
        _ if keys.contains(&"name") && !keys.contains(&"title") => Scope::Company,
        _ => Scope::Role,
    }
}

fn of_roles(common: &Common, role: Option<&str>, file: Option<&str>) -> anyhow::Result<Exit> {
    let format = format(common, &FORMATS)?;
    let mut session = Session::open(common).map_err(|error| match file {
        Some(file) if file.to_lowercase().ends_with(".md") => {
            anyhow!("there is no note `{}`", crate::text::visible(file))
        }
        _ => error,
    })?;
    let loaded = session.rubric(common);
    let named: Vec<&str> = role.into_iter().collect();
    let roles = session.roles(&named)?;
    session.show_problems(common);
    let Some(loaded) = loaded.filter(|_| !roles.is_empty()) else { return Ok(Exit::WorkspaceErrors) };
    let known =
        |name: &str| session.workspace.files.paths().any(|path| path == name || path.ends_with(&format!("/{name}")));
    if let Some(name) = file.filter(|name| !known(name)) {
        bail!("no file `{}` was read in this workspace", crate::text::visible(name));
    }
    let wanted = |path: &str| file.is_none_or(|file| path == file || path.ends_with(&format!("/{file}")));
    let workspace = &session.workspace;
    let is_wanted = |find: &&Find| wanted(workspace.files.path(find.quote.file));
    let finds: Vec<Vec<Find>> =
        roles.iter().map(|role| workspace.finds_of(role).filter(is_wanted).cloned().collect()).collect();
    // Only people are told the numbers that `accept` takes.
    let suggestions = if format == Format::Table { session.workspace.suggestions() } else { Vec::new() };
    session.report(common, &loaded, &roles, &Asked::default(), |report, observations| {
        let kept: Vec<Vec<Observation>> = observations
            .iter()
            .map(|list| {
                let in_file = |o: &&Observation| match &o.source {
                    Source::File { path, .. } => wanted(path),
                    _ => file.is_none(),
                };
                list.iter().filter(in_file).cloned().collect()
            })
            .collect();
        let text = facts_answer(report, &roles, &kept, &finds, &suggestions, (format, width(common)));
        answer(common, format, &text)
    })?;
    Ok(exit(&session))
}

fn facts_answer(
    report: &Report<'_>,
    roles: &[&RoleDossier],
    observations: &[Vec<Observation>],
    finds: &[Vec<Find>],
    suggestions: &[Suggestion],
    (format, width): (Format, usize),
) -> String {
    let ledgers: Vec<_> = report
        .rows
        .iter()
        .zip(observations)
        .zip(finds)
        .map(|((row, list), finds)| (row, list.as_slice(), finds.as_slice()))
        .collect();
    match format {
        Format::Csv => facts_csv(report, &ledgers),
        Format::Json => facts_json(report, &ledgers),
        _ => {
            let texts = ledgers.iter().zip(roles).map(|((row, list, finds), role)| {
                let note = NoteFacts {
                    files: report.files,
                    catalogue: report.catalogue,
                    trust: report.trust,
                    observations: &[],
                    finds,
                    suggestions,
                    open: &[],
                    redaction: report.redaction,
                };
                facts_text(report, row, list, &role.open, width) + &finds_text(&note, width)
            });
            texts.collect::<Vec<_>>().join("\n")
        }
    }
}
