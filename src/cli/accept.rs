//! `accept`: takes over as fields the levels that were read out of prose.

use anyhow::{anyhow, bail};
use clap::Args;

use super::args::{Common, Format};
use super::commands::format;
use super::exit::Exit;
use super::output::{answer, width};
use super::scored::Session;
use crate::report::{Redaction, accepted_text, suggestions_text};
use crate::workspace::Suggestion;

const EXAMPLES: &str = "\
Examples:
  skiplevel accept
  skiplevel accept --all --dry-run

Clear numbers, dates, shares and yes or no in the prose of your notes count by themselves (`skiplevel facts` lists them). A level of a scale that was read \
out of words is a judgement and does not: without a number, `accept` lists those levels, with numbers; `accept 3 5-7` takes four of them over. Each becomes a \
field in a block at the end of the section that it is from, with that section's date and voice; your own lines stay as they are. To take it back, delete the \
field. To silence one, put `:: ?` behind its line.";

/// Take over levels that were read out of prose: they become fields, which count
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Accept {
    /// Numbers as `skiplevel accept` and `facts` list them: 3, 5-7
    #[arg(value_name = "N", conflicts_with = "all")]
    numbers: Vec<String>,
    /// All of them
    #[arg(long)]
    all: bool,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(common: &Common, arguments: &Accept) -> anyhow::Result<Exit> {
    format(common, &[Format::Table])?;
    let session = Session::open(common)?;
    session.show_problems(common);
    let workspace = &session.workspace;
    let all = workspace.suggestions();
    let redaction = if common.redact { Redaction::People } else { Redaction::None };
    if arguments.numbers.is_empty() && !arguments.all {
        answer(common, Format::Table, &suggestions_text(workspace, &all, redaction, width(common)))?;
        return Ok(Exit::Answered);
    }
    let chosen = if arguments.all { all.clone() } else { chosen(&all, &arguments.numbers)? };
    if arguments.dry_run {
        let text = suggestions_text(workspace, &chosen, redaction, width(common));
        answer(common, Format::Table, &format!("{text}Nothing was written (--dry-run).\n"))?;
        return Ok(Exit::Answered);
    }
    let accepted = workspace.accept(&chosen)?;
    answer(common, Format::Table, &accepted_text(workspace, &accepted, redaction, width(common)))?;
    Ok(if accepted.refused.is_empty() { Exit::Answered } else { Exit::WorkspaceErrors })
}

/// The suggestions with these numbers, each once, in their order.
fn chosen(all: &[Suggestion], numbers: &[String]) -> anyhow::Result<Vec<Suggestion>> {
    let mut wanted = Vec::new();
    for text in numbers {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| *number > 0);
        let range = number(first).zip(number(last)).filter(|(first, last)| first <= last);
        let (first, last) = range.ok_or_else(|| anyhow!("`{text}` is no number of the list; write 3 or 5-7"))?;
        if last > all.len() {
            let there = match all.len() {
                0 => "no level was read in prose that is not stated already".to_owned(),
                1 => "there is one".to_owned(),
                count => format!("there are {count}"),
            };
            bail!("there is no number {last}: {there}; `skiplevel accept` lists them");
        }
        wanted.extend(first..=last);
    }
    wanted.sort_unstable();
    wanted.dedup();
    Ok(wanted.into_iter().filter_map(|number| all.get(number - 1).cloned()).collect())
}
