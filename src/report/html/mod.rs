//! The report as one HTML file: no request, readable without scripts, in print and in the dark.
//!
//! Text is escaped by `maud` wherever it goes in. The policy in the head allows the one style sheet and the one script by
//! their hashes, and nothing else.

mod chart;
mod evidence;
mod overview;
mod role;
mod sliders;

pub(super) use evidence::may_link;

use base64::Engine as _;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use super::{Report, Row};
use crate::analysis::timeline;
use crate::model::Observation;
use crate::score::{Scorer, Settings};
use crate::text::visible;
use rayon::prelude::*;

const STYLE: &str = include_str!("style.css");

/// About how many bytes of a page may go to statements, so that a browser opens it at once and it can be mailed.
const ROOM: usize = 750_000;
/// What a statement takes besides its words: marks, numbers, and its line in what was learned when.
const OF_A_STATEMENT: usize = 400;

/// Points of the sweep for earlier days: what moved is told to the point, not to a tenth.
const COARSE: usize = 64;

/// The report, ending in a line end. The same report gives the same bytes.
#[must_use]
pub fn html_report(report: &Report<'_>) -> String {
    let rows: Vec<&Row<'_>> = report.order().into_iter().map(|at| &report.rows[at]).collect();
    let settings = Settings { horizon_years: report.horizon_months / 12.0, sweep_points: COARSE };
    let scorer = Scorer::new(report.rubric, report.catalogue, settings);
    let told = told_in_full(&rows);
    let section = |(at, row): (usize, &&Row<'_>)| {
        let section = if at < told {
            role::section(report, row, at + 1, &timeline(&row.card, &scorer))
        } else {
            role::outline(report, row, at + 1)
        };
        section.into_string()
    };
    let sections: Vec<String> = rows.par_iter().enumerate().map(section).collect();
    let title = visible(&report.rubric.title);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ "skiplevel " (env!("CARGO_PKG_VERSION")) };
                title { (title) " · " (report.as_of) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (chart::shared_shapes())
                header {
                    h1 { (title) }
                    p { "Rubric " (report.rubric_name()) " · as of " time { (report.as_of) } " · looking "
                        (super::words::plain(report.horizon_months)) " months ahead" }
                    @if let Some(notice) = report.lock_notice() { p class="notice" { (notice) } }
                    @for sentence in report.left_out() { p class="aside" { (sentence) } }
                }
                main {
                    (overview::section(report, &rows))
                    (sliders::section(report, &rows))
                    @for section in &sections { (PreEscaped(section)) }
                }
                (foot(report))
                (sliders::script(report, &rows))
            }
        }
    };
    page.into_string() + "\n"
}

/// How many roles are told with every statement, the best first: as many as there is room for, one at least. The others
/// keep their numbers and the ids of their evidence.
fn told_in_full(rows: &[&Row<'_>]) -> usize {
    let words = |observation: &Observation| {
        let said = |text: &Option<String>| text.as_deref().map_or(0, str::len);
        // What was promised is told twice.
        OF_A_STATEMENT + 2 * (said(&observation.quote) + said(&observation.note))
    };
    let mut taken = 0;
    let fits = |row: &&&Row<'_>| {
        taken += row.card.ledger.iter().map(words).sum::<usize>();
        taken <= ROOM
    };
    rows.iter().take_while(fits).count().max(1)
}

fn foot(report: &Report<'_>) -> Markup {
    html! {
        footer {
            p { "Unknown is a range, never a zero. Every number leads to the evidence below it. "
                "Trust in a statement falls with its age, and company voices count as one chorus." }
            p { "Rubric hash " code { (report.rubric_hash) } }
        }
    }
}

/// Nothing may be loaded or run but this style sheet and this script.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(sliders::SCRIPT)
    )
}

fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(digest))
}
