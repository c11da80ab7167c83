//! `claims`: what people of the company said, and how it stands.

use clap::Args;

use super::args::{Common, Format};
use super::commands::{exit, format};
use super::exit::Exit;
use super::output::{answer, width};
use super::scored::{Asked, Session};
use crate::analysis::{claims as claims_of, is_promise};
use crate::report::{
    ClaimScope, Claiming, ClaimsSection, Report, claims_csv, claims_json, claims_markdown, claims_text,
};

const EXAMPLES: &str = "\
Examples:
  skiplevel claims
  skiplevel claims acme-payments-em --all
  skiplevel claims --format csv -o claims.csv --redact

Each claim is held against what others say and what can be seen: contradicted, overclaimed, taken back, resting on one
voice, mixed, understated, raised, corroborated, or in the offer. The worst come first. Below stand the questions that
several people of the company answered, or one of them in several rounds.";

/// What the company's people promised, who said it, and how it stands
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Claims {
    /// The role; without it, all of them, the best first
    role: Option<String>,
    /// Look at every signal, not only at scope, seats, growth and promotion
    #[arg(long)]
    all: bool,
}

pub(super) fn claims(common: &Common, arguments: &Claims) -> anyhow::Result<Exit> {
    let format = format(common, &[Format::Table, Format::Md, Format::Csv, Format::Json])?;
    let mut session = Session::open(common)?;
    let named: Vec<&str> = arguments.role.as_deref().into_iter().collect();
    let answered = session.report_on(common, &named, &Asked::default(), |report| {
        let scope = if arguments.all { ClaimScope::Everything } else { ClaimScope::Promises };
        let claiming = claiming(report, scope);
        let text = match format {
            Format::Md => claims_markdown(report, &claiming),
            Format::Csv => claims_csv(report, &claiming),
            Format::Json => claims_json(report, &claiming),
            _ => claims_text(report, &claiming, width(common)),
        };
        answer(common, format, &text)
    })?;
    Ok(answered.map_or(Exit::WorkspaceErrors, |()| exit(&session)))
}

/// The claims about all roles of a report, the best role first.
fn claiming<'r, 'a>(report: &'r Report<'a>, scope: ClaimScope) -> Claiming<'r, 'a> {
    let rows = report.order().into_iter().map(|at| &report.rows[at]);
    let sections = rows.map(|row| ClaimsSection {
        row,
        claims: claims_of(&row.card, report.catalogue, report.trust, |signal| {
            scope == ClaimScope::Everything || is_promise(signal)
        }),
    });
    Claiming { sections: sections.collect(), scope }
}
