//! `collect`: asks public sources about the companies of the workspace.

use std::sync::Arc;

use anyhow::{anyhow, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{Common, Format};
use super::commands::format;
use super::exit::Exit;
use super::output::{answer, environment, progress_is_seen, width};
use super::scored::{Session, as_of, today};
use crate::collect::{Collected, Progress, collect, probe};
use crate::http::{Fetcher, Route, Secret, Settings};
use crate::model::SourceState;
use crate::report::{CompanyNews, News, news_csv, news_json, news_markdown, news_text, plan_text};
use crate::source::{Source, Subject, Use, refusal, source_called, sources};
use crate::text::{nearest, visible};
use crate::workspace::{CollectLock, Kept, Workspace};

const EXAMPLES: &str = "\
Examples:
  skiplevel collect --dry-run
  skiplevel collect globex --offline
  skiplevel collect --source greenhouse --source sec --offline

Asks public sources (filings, job boards, archives, registers) about the companies of the workspace and adds what is new \
to companies/X.collected.csv, each fact with its date and address. Nothing of your notes leaves this machine. The company's \
`domain:` in companies/X.md is what everything is matched by; keys such as `greenhouse:`, `cik:` or `wikidata:` pin an \
entry, `not: [\"greenhouse:acme\"]` rules one out. Some services want to know whom to write to: set `contact` in \
skiplevel.toml. docs/sources.md says what is asked of whom.";

/// Ask public sources about companies, and add dated facts
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Collect {
    /// The companies; without any, all of them
    #[arg(value_name = "COMPANY")]
    companies: Vec<String>,
    /// Ask only this source (may be given several times)
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
    /// List every address that would be asked, and ask nothing
    #[arg(long, conflicts_with_all = ["probe", "refresh"])]
    dry_run: bool,
    /// Check one live request a source, and write nothing
    #[arg(long, conflicts_with_all = ["offline", "refresh"])]
    probe: bool,
    /// Use only pages that were fetched before, whatever their age
    #[arg(long, conflicts_with = "refresh")]
    offline: bool,
    /// Fetch anew what was fetched before
    #[arg(long)]
    refresh: bool,
    /// Whom services may write to, instead of `contact` of skiplevel.toml
    #[arg(long, value_name = "E-MAIL|URL")]
    contact: Option<String>,
    /// Send everything to this server instead, in plain HTTP (for tests)
    #[arg(long, value_name = "IP:PORT", hide = true)]
    via: Option<String>,
}

pub(super) fn run(common: &Common, arguments: &Collect) -> anyhow::Result<Exit> {
    let format = format(common, &[Format::Table, Format::Md, Format::Csv, Format::Json])?;
    let session = Session::open(common)?;
    let workspace = &session.workspace;
    let day = as_of(common)?.unwrap_or_else(today);
    let subjects = subjects(workspace, &arguments.companies, day)?;
    let asked = asked_sources(&arguments.source)?;
    let fetcher = Arc::new(Fetcher::new(settings(workspace, arguments)?)?);
    let progress: Arc<dyn Progress> = Arc::new(Bar::new(!common.quiet && progress_is_seen()));
    if arguments.probe {
        let lines = probe(&subjects, &asked, &fetcher, &progress)?;
        let companies = vec![CompanyNews { id: "", name: "One request a source", lines: &lines, kept: None }];
        let news = News { catalogue: &workspace.catalogue, on: day, companies };
        answer(common, format, &shown(common, &news, format))?;
        return Ok(exit_of(lines.iter().map(|line| line.reading.state)));
    }
    // One run at a time writes; a plan only looks.
    let lock = if arguments.dry_run { None } else { Some(CollectLock::take(&workspace.root)?) };
    if lock.is_some() {
        fetcher.tidy();
    }
    let mut found: Vec<(Collected, Option<Kept>)> = Vec::new();
    let mut trouble = None;
    collect(subjects, &asked, &fetcher, &progress, |collected| {
        // Written as soon as a company is complete, so that an interrupted run keeps what it has.
        let kept = lock.as_ref().map(|lock| keep(workspace, &collected, lock)).transpose();
        match kept {
            Ok(kept) => found.push((collected, kept)),
            Err(error) => trouble = trouble.take().or(Some(error)),
        }
    })?;
    found.sort_by(|(a, _), (b, _)| a.subject.id.cmp(&b.subject.id));
    let companies: Vec<CompanyNews<'_>> = found
        .iter()
        .map(|(collected, kept)| CompanyNews {
            id: &collected.subject.id,
            name: &collected.subject.name,
            lines: &collected.lines,
            kept: kept.as_ref(),
        })
        .collect();
    drop(progress);
    let news = News { catalogue: &workspace.catalogue, on: day, companies };
    if arguments.dry_run {
        let text = if format == Format::Table {
            plan_text(&news.companies, width(common))
        } else {
            shown(common, &news, format)
        };
        answer(common, format, &text)?;
        return Ok(Exit::Answered);
    }
    answer(common, format, &shown(common, &news, format))?;
    if let Some(error) = trouble {
        return Err(error.into());
    }
    Ok(exit_of(found.iter().flat_map(|(collected, _)| &collected.lines).map(|line| line.reading.state)))
}

/// The answer in the form asked for.
pub(super) fn shown(common: &Common, news: &News<'_>, format: Format) -> String {
    match format {
        Format::Csv => news_csv(news),
        Format::Md => news_markdown(news),
        Format::Json => news_json(news),
        _ => news_text(news, width(common)),
    }
}

/// 3 when a source that was asked failed.
pub(super) fn exit_of(states: impl IntoIterator<Item = SourceState>) -> Exit {
    let failed =
        |state: SourceState| matches!(state, SourceState::Failed | SourceState::Limited | SourceState::Blocked);
    if states.into_iter().any(failed) { Exit::PartFailed } else { Exit::Answered }
}

/// Writes what was found about a company.
fn keep(
    workspace: &Workspace,
    collected: &Collected,
    lock: &CollectLock,
) -> Result<Kept, crate::workspace::WorkspaceError> {
    let all: Vec<_> = collected.lines.iter().flat_map(|line| line.reading.observations.iter().cloned()).collect();
    workspace.keep_collected(&collected.subject.id, &all, lock)
}

fn subjects(workspace: &Workspace, named: &[String], day: crate::model::Date) -> anyhow::Result<Vec<Subject>> {
    let all = || workspace.companies.iter().map(|known| &known.company);
    if named.is_empty() {
        if workspace.companies.is_empty() {
            bail!("there is no company in `companies/`\nbegin one with: skiplevel new company \"Acme\"");
        }
        return Ok(all().map(|company| Subject::new(company, day)).collect());
    }
    let mut found: Vec<Subject> = Vec::new();
    for name in named {
        let company = workspace.company_called(name).map(|known| &known.company);
        let company = company.ok_or_else(|| no_such_company(workspace, name))?;
        if !found.iter().any(|known| known.id == company.id) {
            found.push(Subject::new(company, day));
        }
    }
    Ok(found)
}

/// The words for a company that the workspace does not have.
pub(super) fn no_such_company(workspace: &Workspace, name: &str) -> anyhow::Error {
    let ids: Vec<&str> = workspace.companies.iter().map(|known| known.company.id.as_str()).collect();
    let hint = match nearest(name, ids.iter().copied()) {
        Some(near) => format!("did you mean `{}`?", visible(near)),
        None => format!("add it with: skiplevel new company {}", crate::text::shell_word(name)),
    };
    anyhow!("there is no company `{}` in `companies/`\n{hint}", visible(name))
}

fn asked_sources(named: &[String]) -> anyhow::Result<Vec<&'static dyn Source>> {
    if named.is_empty() {
        return Ok(sources().filter(|source| source.about().use_ == Use::Always).collect());
    }
    named
        .iter()
        .map(|name| {
            let source = source_of(name)?;
            if source.about().use_ == Use::ByHand {
                bail!("`{name}` is read from files only: skiplevel import FILE --source {name}");
            }
            Ok(source)
        })
        .collect()
}

/// The source of this name.
pub(super) fn source_of(name: &str) -> anyhow::Result<&'static dyn Source> {
    source_called(name).ok_or_else(|| {
        if let Some(refused) = refusal(name) {
            return anyhow!("{} is not read: {}\n{}", refused.name, refused.why, refused.instead);
        }
        let names: Vec<&str> = sources().map(|source| source.about().name).collect();
        let hint = nearest(name, names.iter().copied())
            .map_or_else(|| format!("sources are {}", names.join(", ")), |near| format!("did you mean `{near}`?"));
        anyhow!("there is no source `{}`\n{hint}", visible(name))
    })
}

fn settings(workspace: &Workspace, arguments: &Collect) -> anyhow::Result<Settings> {
    let keys = [("github", "SKIPLEVEL_GITHUB_KEY"), ("companies_house", "SKIPLEVEL_COMPANIES_HOUSE_KEY")];
    let keys = keys.iter().filter_map(|(service, name)| Some(((*service).to_owned(), Secret::new(environment(name)?))));
    Ok(Settings {
        contact: arguments.contact.clone().or_else(|| workspace.manifest.contact.clone()),
        keys: keys.collect(),
        offline: arguments.offline || arguments.dry_run,
        refresh: arguments.refresh || arguments.probe,
        route: arguments.via.as_deref().map(Route::plain).transpose()?,
        ..Settings::new(workspace.root.join(".skiplevel/pages"))
    })
}

/// One line on stderr: how many pages are there, of how many, and what was asked last.
struct Bar(ProgressBar);

impl Bar {
    fn new(is_seen: bool) -> Self {
        let target = if is_seen { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template("{pos}/{len} pages  {msg}") {
            bar.set_style(style);
        }
        Self(bar)
    }
}

impl Progress for Bar {
    fn asks(&self, company: &str, source: &str, _: &str) {
        self.0.inc_length(1);
        self.0.set_message(format!("{} · {source}", visible(company)));
    }

    fn answered(&self, _: &str, _: &str) {
        self.0.inc(1);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
