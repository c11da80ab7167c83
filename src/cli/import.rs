//! `import`: reads a page that a person saved, or the export of a service.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail};
use clap::Args;

use super::args::{Common, Format};
use super::collect::{exit_of, no_such_company, shown, source_of};
use super::commands::format;
use super::exit::Exit;
use super::output::answer;
use super::scored::{Session, as_of, today};
use crate::collect::{Line, Visit};
use crate::model::{Answer, Company, Content, Date, Form, Page, Request, SourceState, Taken};
use crate::report::{CompanyNews, News};
use crate::source::{Holds, Reading, Source, Subject, sources};
use crate::text::visible;
use crate::workspace::{CollectLock, Kept, Workspace, slug};

/// How much of a file is looked at to tell what it is.
const START: u64 = 64 * 1024;

const EXAMPLES: &str = "\
Examples:
  skiplevel import board.json --company globex --dry-run
  skiplevel import crunchbase.csv
  skiplevel import 10-k.htm --source sec --company globex --as-of 2026-11-18

Reads a page that you saved (a job board's JSON, a 10-K, a Form D) or an export (Crunchbase, Harmonic, layoffs, ratings, \
events) with the code that `collect` uses, and adds what is new to companies/X.collected.csv. What a file is, is told by \
its contents; --source says it. Rows of a table go to the companies of the workspace by domain, else by name. --as-of is the \
day on which a page was saved, if not today.";

/// Read a saved page or an export, and add dated facts
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Import {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What the file is from; told by its contents when left out
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// The company that the file is about
    #[arg(long, value_name = "COMPANY")]
    company: Option<String>,
    /// Show what would be added, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(common: &Common, arguments: &Import) -> anyhow::Result<Exit> {
    let format = format(common, &[Format::Table, Format::Md, Format::Csv, Format::Json])?;
    let day = as_of(common)?.unwrap_or_else(today);
    let workspace = open(common, arguments.dry_run)?;
    let path = located(common, &arguments.file);
    let (source, label) = recognised(&path, arguments.source.as_deref())?;
    let subjects = subjects(&workspace, source, arguments.company.as_deref(), arguments.dry_run, day)?;
    let page = page(&path, label, day)?;
    let lines: Vec<(Subject, Line)> = subjects.into_iter().map(|subject| read(source, subject, &page)).collect();
    let lock = if arguments.dry_run { None } else { Some(CollectLock::take(&workspace.root)?) };
    let mut kept: Vec<Option<Kept>> = Vec::new();
    for (subject, line) in &lines {
        let observations = &line.reading.observations;
        let keep = |lock: &CollectLock| workspace.keep_collected(&subject.id, observations, lock);
        kept.push(lock.as_ref().map(keep).transpose()?);
    }
    // A table that says nothing about a company is not worth a paragraph, unless it was asked for.
    let is_told = |line: &Line| {
        arguments.company.is_some() || lines.len() == 1 || line.reading.state != SourceState::UnknownEntity
    };
    let told = lines.iter().zip(&kept).filter(|((_, line), _)| is_told(line));
    let companies: Vec<CompanyNews<'_>> = told
        .map(|((subject, line), kept)| CompanyNews {
            id: &subject.id,
            name: &subject.name,
            lines: std::slice::from_ref(line),
            kept: kept.as_ref(),
        })
        .collect();
    let is_empty = companies.is_empty();
    answer(common, format, &shown(common, &News { catalogue: &workspace.catalogue, on: day, companies }, format))?;
    tell_of_others(common, &lines);
    if is_empty {
        bail!("the file names no company of the workspace; each is matched by `domain:` or name in companies/X.md");
    }
    Ok(exit_of(lines.iter().map(|(_, line)| line.reading.state)))
}

/// The workspace; without one, something to look with, when nothing is to be written.
fn open(common: &Common, dry_run: bool) -> anyhow::Result<Workspace> {
    match Session::open(common) {
        Ok(session) => Ok(session.workspace),
        Err(_) if dry_run => Ok(Workspace::empty()),
        Err(error) => Err(error),
    }
}

/// A file from the current folder, else from the folder of `-C`.
fn located(common: &Common, file: &Path) -> PathBuf {
    let inside = common.directory.as_ref().map(|folder| folder.join(file));
    if file.exists() { file.to_path_buf() } else { inside.unwrap_or_else(|| file.to_path_buf()) }
}

/// The source that a file is from, and which of its pages it is.
fn recognised(path: &Path, named: Option<&str>) -> anyhow::Result<(&'static dyn Source, &'static str)> {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(START).read_to_end(&mut start));
    read.with_context(|| format!("cannot read `{}`", visible(&path.to_string_lossy())))?;
    if start.trim_ascii().is_empty() {
        bail!("`{}` is empty", visible(&path.to_string_lossy()));
    }
    let text = String::from_utf8_lossy(&start);
    let text = text.trim_start_matches('\u{feff}');
    if let Some(name) = named {
        let source = source_of(name)?;
        let label = source.recognise(text).or_else(|| source.main_page());
        let label = label.ok_or_else(|| anyhow!("the file does not look like a page of `{name}`"))?;
        return Ok((source, label));
    }
    let fits: Vec<(&'static dyn Source, &'static str)> =
        sources().filter_map(|source| Some((source, source.recognise(text)?))).collect();
    match fits.as_slice() {
        [only] => Ok(*only),
        [] => {
            let names: Vec<&str> = sources().map(|source| source.about().name).collect();
            bail!("nobody knows what this file is; say it with --source NAME\nnames are {}", names.join(", "))
        }
        many => {
            let names: Vec<&str> = many.iter().map(|(source, _)| source.about().name).collect();
            bail!("the file may be from {}; say which with --source NAME", names.join(" or "))
        }
    }
}

/// The companies that a file may be about.
fn subjects(
    workspace: &Workspace,
    source: &dyn Source,
    named: Option<&str>,
    dry_run: bool,
    day: Date,
) -> anyhow::Result<Vec<Subject>> {
    if let Some(name) = named {
        let mut subject = match workspace.company_called(name) {
            Some(known) => Subject::new(&known.company, day),
            None if dry_run => {
                let company = Company { id: slug(name), name: name.to_owned(), ..Company::default() };
                Subject::new(&company, day)
            }
            None => return Err(no_such_company(workspace, name)),
        };
        subject.is_vouched = source.about().holds == Holds::OneCompany;
        return Ok(vec![subject]);
    }
    let all = || workspace.companies.iter().map(|known| Subject::new(&known.company, day));
    match (source.about().holds, workspace.companies.as_slice()) {
        (_, []) => bail!("say whom the file is about: --company NAME"),
        (Holds::OneCompany, [_, _, ..]) => {
            let ids: Vec<&str> = workspace.companies.iter().map(|known| known.company.id.as_str()).collect();
            bail!("say whom the file is about: --company NAME\ncompanies are {}", visible(&ids.join(", ")))
        }
        _ => Ok(all().collect()),
    }
}

fn page(path: &Path, label: &'static str, day: Date) -> anyhow::Result<Page> {
    let size = std::fs::metadata(path)?.len();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let body: Arc<dyn Content> = Arc::new(SavedFile { path: path.to_path_buf(), size });
    let answer = Answer { status: 200, url: name.clone(), content_type: None, body };
    let request = Request::new(label, Form::Text, name);
    Ok(Page { request, outcome: Ok(answer), fetched: day, taken: Taken::File })
}

fn read(source: &dyn Source, subject: Subject, page: &Page) -> (Subject, Line) {
    let reading = Reading { wants: Vec::new(), ..source.read(&subject, std::slice::from_ref(page)) };
    let state = page.answer().map_or_else(|trouble| trouble.state, |_| SourceState::Observed);
    let visits = vec![Visit { url: page.request.url.clone(), taken: Taken::File, state }];
    let line = Line { company: subject.id.clone(), source: source.about(), reading, visits };
    (subject, line)
}

/// Companies of a table that the workspace does not know.
fn tell_of_others(common: &Common, lines: &[(Subject, Line)]) {
    let mut others: Vec<&str> = lines.iter().flat_map(|(_, line)| &line.reading.others).map(String::as_str).collect();
    others.sort_unstable();
    others.dedup();
    let is_known = |name: &&str| lines.iter().any(|(subject, _)| subject.is_called(name));
    others.retain(|name| !is_known(name));
    let (shown, more) = others.split_at(others.len().min(5));
    if shown.is_empty() {
        return;
    }
    let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
    let names = visible(&shown.join(", "));
    super::output::complain(common, &format!("not in the workspace, so left out: {names}{more}\n"));
}

/// A file of the user's, read where it is.
struct SavedFile {
    path: PathBuf,
    size: u64,
}

impl Content for SavedFile {
    fn open(&self) -> std::io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(std::io::BufReader::new(File::open(&self.path)?)))
    }

    fn size(&self) -> u64 {
        self.size
    }
}
