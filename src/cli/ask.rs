//! `ask`: what to ask next, and whom.

use anyhow::{anyhow, bail};
use clap::Args;

use super::args::{Common, Format};
use super::commands::{exit, format};
use super::exit::Exit;
use super::output::{answer, width};
use super::scored::{Asked, Session};
use crate::analysis::{Aim, Inquiry, Respondent, agenda, find_respondent, people, questions_for};
use crate::ledger::Ledger;
use crate::model::{Date, SourceKind};
use crate::report::{AskSection, Asking, Redaction, Report, Row, ask_csv, ask_json, ask_note, ask_text};
use crate::text::visible;

/// How many questions of a role are shown to people.
const SHOWN: usize = 10;
/// The shortest question takes two minutes.
const FEWEST_MINUTES: u32 = 2;
/// A day of talks.
const MOST_MINUTES: u32 = 480;

const EXAMPLES: &str = "\
Examples:
  skiplevel ask
  skiplevel ask acme-payments-em --for \"hiring manager\"
  skiplevel ask acme-payments-em --for \"hiring manager\" --minutes 30
  skiplevel ask acme-payments-em --minutes 45 --format md --on 2026-11-24
  skiplevel ask acme-payments-em --to-rank

Open gates come first, then what is worth most a minute. Who was heard about something is not asked about it again.
--format md writes a note: paste it into the role's dossier and fill in the answers; empty fields stay open questions.
--for takes a kind of source (peer_em_said, \"peer manager\"), a word for one (peer, linkedin), or the name of somebody
who stands in your notes. csv and json list all questions unless --top says otherwise.";

/// What to ask next: the words, whom, how long it takes, what an answer could change
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Ask {
    /// The role; without it, all of them, the best first
    role: Option<String>,
    /// Only what this source or person can be asked
    #[arg(long = "for", value_name = "WHOM")]
    whom: Option<String>,
    /// Plan a conversation of so many minutes
    #[arg(long)]
    minutes: Option<String>,
    /// Show so many questions a role instead of ten
    #[arg(long, value_name = "N", conflicts_with_all = ["all", "minutes"])]
    top: Option<String>,
    /// Show all questions
    #[arg(long, conflicts_with = "minutes")]
    all: bool,
    /// Ask what could change the order of the roles instead of the verdict
    #[arg(long)]
    to_rank: bool,
    /// Day of the conversation, for the headings of --format md; without it, the as-of day
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// What was asked for, read.
struct Wishes {
    minutes: Option<u32>,
    limit: Option<usize>,
    on: Option<Date>,
}

impl Wishes {
    fn read(arguments: &Ask, format: Format) -> anyhow::Result<Self> {
        let top = arguments.top.as_deref().map(how_many).transpose()?;
        let is_for_people = matches!(format, Format::Table | Format::Md);
        Ok(Self {
            minutes: arguments.minutes.as_deref().map(minutes).transpose()?,
            limit: top.or((is_for_people && !arguments.all).then_some(SHOWN)),
            on: arguments.on.as_deref().map(|text| day(text, format)).transpose()?,
        })
    }
}

fn minutes(text: &str) -> anyhow::Result<u32> {
    let minutes = text.parse().ok().filter(|minutes| (FEWEST_MINUTES..=MOST_MINUTES).contains(minutes));
    let expected = format!("expected whole minutes from {FEWEST_MINUTES} to {MOST_MINUTES}, such as 30");
    minutes.ok_or_else(|| anyhow!("`--minutes {}`: {expected}", visible(text)))
}

fn how_many(text: &str) -> anyhow::Result<usize> {
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| anyhow!("`--top {}`: expected a number of questions, 1 or more", visible(text)))
}

/// The day of `--on`.
fn day(text: &str, format: Format) -> anyhow::Result<Date> {
    if format != Format::Md {
        bail!("`--on` dates a note; it goes with --format md");
    }
    text.parse().map_err(|_| anyhow!("`--on {}` is not a day; expected 2026-11-20", visible(text)))
}

pub(super) fn ask(common: &Common, arguments: &Ask) -> anyhow::Result<Exit> {
    let format = format(common, &[Format::Table, Format::Md, Format::Csv, Format::Json])?;
    let wishes = Wishes::read(arguments, format)?;
    let mut session = Session::open(common)?;
    let loaded = session.rubric(common);
    let named: Vec<&str> = arguments.role.as_deref().into_iter().collect();
    let shown: Vec<String> = session.roles(&named)?.iter().map(|role| role.role.id.clone()).collect();
    // An order needs the others, too.
    let roles = session.roles(if arguments.to_rank { &[] } else { &named })?;
    session.show_problems(common);
    let Some(loaded) = loaded.filter(|_| !roles.is_empty()) else { return Ok(Exit::WorkspaceErrors) };
    if arguments.to_rank && roles.len() < 2 {
        bail!("`--to-rank` needs a second role to rank this one against");
    }
    session.report(common, &loaded, &roles, &Asked::default(), |report, _| {
        let asking = asking(report, arguments, &wishes, &shown)?;
        let text = match format {
            Format::Md => ask_note(report, &asking, wishes.on.unwrap_or(report.as_of)),
            Format::Csv => ask_csv(&asking),
            Format::Json => ask_json(report, &asking),
            _ => ask_text(report, &asking, width(common)),
        };
        answer(common, format, &text)
    })?;
    Ok(exit(&session))
}

/// The questions of the roles to show, the best role first.
fn asking<'r, 'a>(
    report: &'r Report<'a>,
    arguments: &Ask,
    wishes: &Wishes,
    shown: &[String],
) -> anyhow::Result<Asking<'r, 'a>> {
    let order = report.order();
    let rows: Vec<&Row<'a>> =
        order.iter().map(|at| &report.rows[*at]).filter(|row| shown.contains(&row.role.id)).collect();
    let ledgers: Vec<&Ledger> = rows.iter().map(|row| row.card.ledger).collect();
    let whom = match &arguments.whom {
        Some(text) => Some(find_respondent(text, report.trust, &ledgers).ok_or_else(|| nobody(report, &rows, text))?),
        None => None,
    };
    // Somebody with a name can be asked about the role of which they have spoken.
    let knows = |row: &&Row<'a>| match &whom {
        Some(Respondent { name: Some(name), .. }) => {
            people(report.trust, &[row.card.ledger]).iter().any(|person| person.name.as_ref() == Some(name))
        }
        _ => true,
    };
    let section = |row| section(report, arguments.to_rank, wishes, whom.as_ref(), row);
    let sections = rows.into_iter().filter(knows).map(section).collect();
    Ok(Asking { sections, whom, limit: wishes.limit, minutes: wishes.minutes })
}

fn section<'r, 'a>(
    report: &'r Report<'a>,
    to_rank: bool,
    wishes: &Wishes,
    whom: Option<&Respondent>,
    row: &'r Row<'a>,
) -> AskSection<'r, 'a> {
    let rival = report.rival(row).filter(|_| to_rank);
    let inquiry = Inquiry {
        aim: rival.map_or(Aim::Verdict, |rival| Aim::Order { rival: rival.card.score.best }),
        askable: whom.map(|whom| whom.kinds.as_slice()),
    };
    AskSection { row, agenda: agenda(&row.card, report.catalogue, report.trust, &inquiry, wishes.minutes), rival }
}

/// Nobody is called like this; who can be asked instead.
fn nobody(report: &Report<'_>, rows: &[&Row<'_>], text: &str) -> anyhow::Error {
    let mut kinds: Vec<SourceKind> = Vec::new();
    for row in rows {
        let questions = questions_for(&row.card, report.catalogue, report.trust, &Inquiry::default());
        kinds.extend(questions.iter().map(|question| question.kind));
    }
    kinds.sort();
    kinds.dedup();
    let labels: Vec<&str> = kinds.iter().map(|kind| report.trust.of(*kind).label.as_str()).collect();
    let ledgers: Vec<&Ledger> = rows.iter().map(|row| row.card.ledger).collect();
    let names: Vec<String> = match report.redaction {
        Redaction::None => people(report.trust, &ledgers).into_iter().filter_map(|person| person.name).collect(),
        Redaction::People => Vec::new(),
    };
    let by_name = if names.is_empty() { String::new() } else { format!("\nby name: {}", names.join(", ")) };
    anyhow!("nobody here is called `{}`\nthere are questions for: {}{by_name}", visible(text), labels.join("; "))
}
