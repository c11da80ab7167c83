//! `odds`: the seat model of a role laid open.

use clap::Args;

use super::args::{Common, Format};
use super::commands::{exit, format};
use super::exit::Exit;
use super::output::{answer, width};
use super::scored::{Asked, Session};
use crate::report::{odds_csv, odds_json, odds_markdown, odds_text};
use crate::workspace::LONGEST_HORIZON;

/// Lay the seat model open: seats, openings, rivals, chances over time, what they hang on
///
/// Seats today and at the horizon, openings by cause, rivals, the chance that a seat opens and that it is yours within 12,
/// 18, 24 and 36 months, the courses that the company may take, what is known and what is assumed from which source, what the
/// chance hangs on most, how long the wait would be, and what to ask first.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  skiplevel odds acme-payments-em\n  skiplevel odds acme-payments-em --horizon 36\n  \
        skiplevel odds --format md -o odds.md --redact\n\n\
        Without a role all of them are shown, the best odds first, after an overview. A planning figure, not a forecast: \
        section 10 of docs/method.md says how it comes about."
)]
pub(super) struct Odds {
    /// The role; without it, all of them, the best odds first
    role: Option<String>,
    /// Look so many months ahead, 1 to 120, instead of what skiplevel.toml says (18 unless it says otherwise)
    #[arg(long, value_name = "MONTHS", value_parser = horizon, allow_negative_numbers = true)]
    horizon: Option<f64>,
}

fn horizon(text: &str) -> Result<f64, String> {
    let months = text.parse::<f64>().ok().filter(|months| (1.0..=LONGEST_HORIZON).contains(months));
    months.ok_or_else(|| format!("expected a number of months, 1 to {LONGEST_HORIZON}"))
}

pub(super) fn run(common: &Common, arguments: &Odds) -> anyhow::Result<Exit> {
    let format = format(common, &[Format::Table, Format::Md, Format::Csv, Format::Json])?;
    let mut session = Session::open(common)?;
    if let Some(months) = arguments.horizon {
        session.workspace.manifest.horizon_months = Some(months);
    }
    let named: Vec<&str> = arguments.role.as_deref().into_iter().collect();
    let answered = session.report_on(common, &named, &Asked::default(), |report| {
        let text = match format {
            Format::Md => odds_markdown(report),
            Format::Csv => odds_csv(report),
            Format::Json => odds_json(report),
            _ => odds_text(report, width(common)),
        };
        answer(common, format, &text)
    })?;
    Ok(answered.map_or(Exit::WorkspaceErrors, |()| exit(&session)))
}
