//! The commands that write files: new ones only.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::args::{Common, New, NewWhat};
use super::exit::Exit;
use super::output::complain;
use super::scored::Session;
use crate::rubric::Rubric;
use crate::signal::{Catalogue, builtin_catalogue};
use crate::text::{Diagnostics, Files, nearest, shell_word, visible};
use crate::workspace::{
    Template, WorkspaceError, company_template, init_files, load_builtin, role_template, slug, write_new,
};

pub(super) fn init(common: &Common, directory: Option<&Path>) -> anyhow::Result<Exit> {
    let base = common.directory.clone().unwrap_or_else(|| PathBuf::from("."));
    let root = directory.map_or(base.clone(), |directory| base.join(directory));
    let catalogue = builtin_catalogue();
    let rubric = builtin_rubric(common.rubric.as_deref().unwrap_or("m2-path"), &catalogue)?;
    if root.join("skiplevel.toml").exists() {
        bail!("`{}` is a workspace already; nothing was written", root.display());
    }
    for template in init_files(&rubric, &catalogue) {
        match write_new(&root.join(&template.path), &template.text) {
            Ok(()) => complain(common, &format!("wrote {}\n", shown(&root.join(&template.path)))),
            Err(WorkspaceError::Exists(path)) => complain(common, &format!("kept {} as it is\n", shown(&path))),
            Err(error) => return Err(error.into()),
        }
    }
    for folder in ["roles", "companies"] {
        std::fs::create_dir_all(root.join(folder))?;
    }
    let step_in = directory.map(|directory| format!("  cd {}\n", shown(directory))).unwrap_or_default();
    complain(
        common,
        &format!(
            "\nNext:\n{step_in}  skiplevel new company \"Acme\"\n  skiplevel new role Acme \"Engineering Manager, Payments\"\n"
        ),
    );
    Ok(Exit::Answered)
}

fn builtin_rubric(id: &str, catalogue: &Catalogue) -> anyhow::Result<Rubric> {
    let loaded = load_builtin(id, catalogue, &mut Files::default(), &mut Diagnostics::default());
    match loaded {
        Some(loaded) => Ok(loaded.rubric),
        None => bail!("there is no built-in rubric `{id}`; `skiplevel rubric list` shows them"),
    }
}

pub(super) fn new(common: &Common, new: &New) -> anyhow::Result<Exit> {
    let mut session = Session::open(common)?;
    session.problems = Diagnostics::default();
    let Some(loaded) = session.rubric(common) else {
        session.show_problems(common);
        return Ok(Exit::WorkspaceErrors);
    };
    let workspace = &session.workspace;
    let (template, has_company) = match &new.what {
        NewWhat::Company { name } => {
            refuse_blank("company name", name)?;
            if let Some(known) = workspace.company_called(name) {
                bail!(
                    "{} is a company here already, companies/{}.md; nothing was written\nto add a role there: skiplevel new role {} \"Job title\"",
                    visible(name),
                    visible(&known.company.id),
                    shell_word(&known.company.id)
                );
            }
            (company_template(name, &loaded.rubric, &workspace.catalogue), true)
        }
        NewWhat::Role { company, title } => {
            refuse_blank("company name", company)?;
            refuse_blank("title", title)?;
            let known = workspace.company_called(company).or_else(|| workspace.company_called(&slug(company)));
            let is_known = known.is_some();
            (role_template(company, title, &loaded.rubric, &workspace.catalogue), is_known)
        }
    };
    write(common, &workspace.root, &template)?;
    if let (NewWhat::Role { company, .. }, false) = (&new.what, has_company) {
        let near = nearest(company, workspace.companies.iter().map(|known| known.company.name.as_str()));
        let near = near.map(|near| format!("; did you mean {}?", visible(near))).unwrap_or_default();
        let command = format!("skiplevel new company {}", shell_word(company));
        complain(common, &format!("there is no file for the company yet{near}\n{command}\n"));
    }
    Ok(Exit::Answered)
}

/// A path that is safe to print.
fn shown(path: &Path) -> String {
    crate::text::visible(&path.to_string_lossy())
}

fn refuse_blank(what: &str, text: &str) -> anyhow::Result<()> {
    if text.trim().is_empty() || text.chars().any(char::is_control) {
        bail!("the {what} must have letters and stand on one line");
    }
    Ok(())
}

fn write(common: &Common, root: &Path, template: &Template) -> anyhow::Result<()> {
    let path = root.join(&template.path);
    write_new(&path, &template.text)?;
    complain(common, &format!("wrote {}: its questions are the ones to ask; fill in what you learn\n", shown(&path)));
    Ok(())
}
