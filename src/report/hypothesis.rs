//! A role as it is and as it would be with facts that are tried out.

use super::Report;
use super::Row;
use super::compare::profile;
use super::json::document;
use super::json_types::JsonAnswer;
use super::json_whatif::{JsonHypothesis, JsonTried, standing};
use super::page::Page;
use super::whatif::hypothesis_words;
use crate::analysis::{Hypothesis, Standing, Trials, places};
use crate::text::visible;

/// The roles `shown` (numbers of rows) now and then, at most `width` cells wide.
#[must_use]
pub fn hypothesis_text(
    report: &Report<'_>,
    trials: &Trials<'_, '_>,
    shown: &[usize],
    tried: &[Hypothesis<'_>],
    width: usize,
) -> String {
    page(report, trials, shown, tried, width).text(width)
}

/// The same as Markdown.
#[must_use]
pub fn hypothesis_markdown(
    report: &Report<'_>,
    trials: &Trials<'_, '_>,
    shown: &[usize],
    tried: &[Hypothesis<'_>],
) -> String {
    page(report, trials, shown, tried, 100).markdown()
}

fn page(report: &Report<'_>, trials: &Trials<'_, '_>, shown: &[usize], tried: &[Hypothesis<'_>], width: usize) -> Page {
    let mut page = Page::open(report);
    page.gap();
    page.heading("If this were so, and learned today:");
    for hypothesis in tried {
        page.bullet(hypothesis_words(report, hypothesis));
    }
    for at in shown {
        let row = &report.rows[*at];
        page.gap();
        page.heading(format!("{} — {}", row.company(), row.title()));
        let table = trials.scored(&row.card, tried, |card| {
            let then = Row { role: row.role, card: card.clone() };
            let heads = [vec!["now".to_owned(), "then".to_owned()]];
            profile(report, &[row, &then], &heads, width)
        });
        page.preformatted(table);
        let (now, then) = place_of(report, trials, *at, tried);
        page.line(if now == then {
            format!("It stays in place {now} of {}.", report.rows.len())
        } else {
            format!("It goes from place {now} to place {then} of {}.", report.rows.len())
        });
    }
    page.gap();
    page.line("No file was touched.");
    page
}

/// Place of a role now and then, from 1.
fn place_of(report: &Report<'_>, trials: &Trials<'_, '_>, at: usize, tried: &[Hypothesis<'_>]) -> (usize, usize) {
    let roles: Vec<_> = report.rows.iter().map(|row| (row.role, &row.card)).collect();
    (report.rank(&report.rows[at]), places(trials, &roles, at, tried))
}

/// The roles now and then as JSON.
#[must_use]
pub fn hypothesis_json(
    report: &Report<'_>,
    trials: &Trials<'_, '_>,
    shown: &[usize],
    tried: &[Hypothesis<'_>],
) -> String {
    let role = |at: &usize| {
        let row = &report.rows[*at];
        let (rank_now, rank_then) = place_of(report, trials, *at, tried);
        JsonTried {
            role: row.id(),
            now: standing(&Standing::of(&row.card)),
            then: trials.scored(&row.card, tried, |card| standing(&Standing::of(card))),
            rank_now,
            rank_then,
        }
    };
    let set = tried.iter().map(|tried| visible(&tried.argument())).collect();
    document(report, JsonAnswer::Hypothesis(JsonHypothesis { set, roles: shown.iter().map(role).collect() }))
}
