//! `whatif`: what would turn a verdict or an order around, and trying one fact.

use anyhow::{anyhow, bail};
use clap::Args;

use super::args::{Common, Format};
use super::commands::{exit, format};
use super::exit::Exit;
use super::output::{answer, width};
use super::scored::{Asked, Session};
use crate::analysis::{Hypothesis, Reach, RoleWays, Trials, role_ways};
use crate::report::{
    Report, hypothesis_json, hypothesis_markdown, hypothesis_text, whatif_json, whatif_markdown, whatif_text,
};

/// For how many roles the ways are shown when none is named.
const SHOWN: usize = 3;

#[derive(Debug, Args)]
pub(super) struct Whatif {
    /// The role; without it, the three best
    pub(super) role: Option<String>,
    /// Try a fact without touching a file: signal=value, or signal=value@kind for who says it; may be repeated
    #[arg(long, value_name = "SIGNAL=VALUE[@KIND]")]
    pub(super) set: Vec<String>,
    /// The role to change places with; without it, the best other one
    #[arg(long, value_name = "ROLE", conflicts_with = "set")]
    pub(super) against: Option<String>,
}

pub(super) fn run(common: &Common, arguments: &Whatif) -> anyhow::Result<Exit> {
    let format = format(common, &[Format::Table, Format::Md, Format::Json])?;
    let mut session = Session::open(common)?;
    let loaded = session.rubric(common);
    // Places are among all roles, whichever is asked about.
    let roles = session.roles(&[])?;
    let id = |name: &Option<String>| {
        name.as_deref().map(|name| session.role(name).map(|role| role.role.id.clone())).transpose()
    };
    let (asked, against) = (id(&arguments.role)?, id(&arguments.against)?);
    if against.is_some() && asked == against {
        bail!("`--against` names the role itself; name another one");
    }
    session.show_problems(common);
    let Some(loaded) = loaded.filter(|_| !roles.is_empty()) else { return Ok(Exit::WorkspaceErrors) };
    session.report(common, &loaded, &roles, &Asked::default(), |report, _| {
        let scorer = session.scorer(report.rubric);
        let trials = Trials::new(&scorer, report.catalogue, report.trust);
        let text = if arguments.set.is_empty() {
            ways(report, &trials, asked.as_deref(), against.as_deref(), (format, width(common)))
        } else {
            tried(report, &trials, asked.as_deref(), &arguments.set, (format, width(common)))?
        };
        answer(common, format, &text)
    })?;
    Ok(exit(&session))
}

fn ways(
    report: &Report<'_>,
    trials: &Trials<'_, '_>,
    asked: Option<&str>,
    against: Option<&str>,
    (format, width): (Format, usize),
) -> String {
    let number = |id: &str| report.rows.iter().position(|row| row.role.id == id);
    let shown: Vec<usize> = match asked.and_then(number) {
        Some(at) => vec![at],
        None => report.order().into_iter().take(SHOWN).collect(),
    };
    let roles: Vec<_> = report.rows.iter().map(|row| (row.role, &row.card)).collect();
    let against = against.and_then(number);
    let rival = |at: usize| {
        let best = || report.rival(&report.rows[at]).and_then(|rival| number(&rival.role.id));
        against.filter(|other| *other != at).or_else(best)
    };
    let found: Vec<(usize, RoleWays<'_>)> =
        shown.into_iter().map(|at| (at, role_ways(trials, &roles, at, rival(at)))).collect();
    match format {
        Format::Json => whatif_json(report, &found),
        Format::Md => whatif_markdown(report, &found),
        _ => whatif_text(report, &found, width),
    }
}

fn tried(
    report: &Report<'_>,
    trials: &Trials<'_, '_>,
    asked: Option<&str>,
    set: &[String],
    (format, width): (Format, usize),
) -> anyhow::Result<String> {
    let mut hypotheses: Vec<Hypothesis<'_>> = Vec::new();
    for text in set {
        let read =
            Hypothesis::parse(text, report.catalogue, report.trust).map_err(|problem| anyhow!("--set: {problem}"))?;
        if let Some(twice) =
            hypotheses.iter().find(|known| known.signal.key == read.signal.key && known.kind == read.kind)
        {
            bail!("--set: `{}` is set twice for {}\nleave one out", twice.signal.key, twice.kind.key());
        }
        let happens = read.value.event().map(|event| event.date).filter(|_| read.signal.key != "company.shakeup");
        if read.fact_date.or(happens).is_some_and(|date| date.first() > report.as_of) {
            bail!("--set: `{text}` is of a day after {}, so it would not count yet", report.as_of);
        }
        hypotheses.push(read);
    }
    let is_about_you = hypotheses.iter().all(|tried| Reach::of(tried.signal) == Reach::You);
    let shown: Vec<usize> = match asked {
        Some(id) => report.rows.iter().position(|row| row.role.id == id).into_iter().collect(),
        None if report.rows.len() == 1 || is_about_you => report.order(),
        None => bail!(
            "name the role that the fact is about: skiplevel whatif ROLE --set …\nroles are {}",
            report.rows.iter().map(crate::report::Row::id).collect::<Vec<_>>().join(", ")
        ),
    };
    Ok(match format {
        Format::Json => hypothesis_json(report, trials, &shown, &hypotheses),
        Format::Md => hypothesis_markdown(report, trials, &shown, &hypotheses),
        _ => hypothesis_text(report, trials, &shown, &hypotheses, width),
    })
}
