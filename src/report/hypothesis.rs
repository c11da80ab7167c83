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
        page.heading(row.heading());
        let (table, then, seat) = trials.scored(&row.card, tried, |card| {
            let then = Row { role: row.role, card: card.clone() };
            let heads = [vec!["now".to_owned(), "then".to_owned()]];
            (profile(report, &[row, &then], &heads, width), Standing::of(card), card.seat.sweep)
        });
        page.preformatted(table);
        let now = Standing::of(&row.card);
        if then == now && seat == row.card.seat.sweep {
            page.line(nothing_words(report, trials, row, tried));
            continue;
        }
        page.line(format!(
            "Cautious score (two thirds best, one third low): {:.1} now, {:.1} then.",
            now.cautious, then.cautious
        ));
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

/// Why facts that were tried change nothing.
fn nothing_words(report: &Report<'_>, trials: &Trials<'_, '_>, row: &Row<'_>, tried: &[Hypothesis<'_>]) -> String {
    let looks_at = trials.signals(&row.card);
    let unread: Vec<&str> = tried
        .iter()
        .map(|tried| tried.signal.key.as_str())
        .filter(|key| {
            looks_at.iter().all(|signal| signal.key != *key && !signal.inputs.iter().any(|input| input == key))
        })
        .collect();
    if unread.is_empty() {
        return "This changes nothing: what is known outweighs or already says it.".to_owned();
    }
    format!(
        "This changes nothing: rubric {} gives {} no weight, no gate asks for it, and the seat model does not read it.",
        visible(&report.rubric.id),
        unread.join(" and ")
    )
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
