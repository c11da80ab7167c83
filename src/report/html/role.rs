//! One role: groups, how the score came about, odds, promises, what was learned when, what to ask, and all evidence.

use maud::{Markup, html};

use super::chart::{dot_on_range, step_bar, steps};
use super::evidence::{criteria, criteria_outline, observation, short};
use super::overview::verdict_class;
use crate::analysis::{ClaimStanding, Statement, Step, claims, is_promise, score_waterfall};
use crate::model::Observation;
use crate::report::ask::{effect_words, whom_words};
use crate::report::claims::standing_words;
use crate::report::explain_waterfall::LEAST;
use crate::report::words::{capital, percent, points, verdict_words};
use crate::report::{Report, Row};
use crate::signal::SignalType;
use crate::text::{shell_word, visible};

/// Questions that are shown.
const QUESTIONS: usize = 5;

pub(super) fn section(report: &Report<'_>, row: &Row<'_>, rank: usize, history: &[Step<'_>]) -> Markup {
    let rest = html! {
        (odds(row))
        (promises(report, row))
        (questions(report, row))
        (learned(report, history))
        h3 { "Every criterion and its evidence" }
        (criteria(report, row))
    };
    framed(row, rank, &rest)
}

/// A role in a page of very many statements: its numbers, what to ask, and the ids of its evidence.
pub(super) fn outline(report: &Report<'_>, row: &Row<'_>, rank: usize) -> Markup {
    let rest = html! {
        (odds(row))
        (questions(report, row))
        h3 { "Every criterion" }
        p class="notice" { "There is too much evidence for one page: words, promises and what was learned when are told of the best \
            roles only. For this one: " code { "skiplevel score " (shell_word(&row.role.id)) " --format html -o FILE" } }
        (criteria_outline(row))
    };
    framed(row, rank, &rest)
}

fn framed(row: &Row<'_>, rank: usize, rest: &Markup) -> Markup {
    let id = format!("role-{rank}");
    html! {
        section class="role" id=(id) aria-labelledby={ (id) "-head" } {
            h2 id={ (id) "-head" } { (row.heading())
                " " span class={ "verdict " (verdict_class(row)) } { (verdict_words(&row.card)) } }
            div class="columns" {
                div { (groups(row)) }
                div { (waterfall(row)) }
            }
            (rest)
        }
    }
}

fn groups(row: &Row<'_>) -> Markup {
    html! {
        h3 { "Groups" }
        table class="drawn" {
            thead class="unseen" { tr { th scope="col" { "group" } th scope="col" { "range" } th scope="col" { "score" } } }
            tbody { @for group in &row.card.groups {
                tr {
                    th scope="row" { (visible(&group.group.title))
                        @if group.is_weakest { " " span class="aside" { "◂ weakest" } } }
                    td { (dot_on_range(group.score, "")) }
                    td class="number" { (points(group.score.best)) }
                }
            } }
        }
    }
}

fn waterfall(row: &Row<'_>) -> Markup {
    let card = &row.card;
    let found = score_waterfall(card);
    let mut level = found.baseline;
    let mut bars: Vec<(String, f64, f64)> = vec![("knowing nothing".to_owned(), 0.0, found.baseline)];
    for (group, part) in card.groups.iter().zip(&found.groups) {
        bars.push((visible(&group.group.title), level, level + part.adds));
        level += part.adds;
    }
    if found.limit < -LEAST {
        bars.push(("the limit".to_owned(), level, level + found.limit));
    }
    bars.push(("score".to_owned(), 0.0, found.total));
    html! {
        h3 { "How the score came about" }
        table class="drawn" {
            thead class="unseen" { tr { th scope="col" { "part" } th scope="col" { "from and to" } th scope="col" { "adds" } } }
            tbody { @for (name, from, to) in &bars {
                tr {
                    th scope="row" { (name) }
                    td { (step_bar(*from, *to, &format!("{name}: from {} to {}", points(*from), points(*to)))) }
                    td class="number" { (signed(to - from)) }
                }
            } }
        }
        p class="aside" { "Each group adds what it scores above or below what one would guess knowing nothing, times its weight." }
    }
}

/// `+12.3` or `−4.5`.
fn signed(points: f64) -> String {
    let text = format!("{:.1}", points.abs());
    match text.as_str() {
        "0.0" => text,
        _ if points < 0.0 => format!("−{text}"),
        _ => format!("+{text}"),
    }
}

/// The chance that such a seat is one's own, by horizon.
fn odds(row: &Row<'_>) -> Markup {
    const MONTHS: [u32; 4] = [12, 18, 24, 36];
    let within = |months: u32| row.card.seat.yours_within(f64::from(months) / 12.0);
    html! {
        h3 { "The odds that a seat is yours" }
        table {
            thead { tr { th scope="col" { "within" } th scope="col" { "chance" } th scope="col" { "plausible range" } } }
            tbody { @for months in MONTHS {
                @let found = within(months);
                tr {
                    th scope="row" { (months) " months" }
                    td class="number" { (percent(found.mean)) }
                    td class="number" { (percent(found.p10)) " to " (percent(found.p90)) }
                }
            } }
        }
    }
}

/// What people of the company promised, the worst first, with what speaks against it beside it.
fn promises(report: &Report<'_>, row: &Row<'_>) -> Markup {
    let found = claims(&row.card, report.catalogue, report.trust, is_promise);
    html! {
        h3 { "What was promised" }
        @if found.statements.is_empty() {
            p { "Nobody who speaks for the company has said anything about scope, seats, growth or promotion." }
        } @else {
            ul class="claims" { @for statement in &found.statements { (promise(report, row, statement)) } }
        }
    }
}

fn promise(report: &Report<'_>, row: &Row<'_>, statement: &Statement<'_>) -> Markup {
    let kind = statement.signal.signal_type;
    let class = match statement.standing {
        ClaimStanding::Contradicted | ClaimStanding::Overclaimed | ClaimStanding::TookBack => "bad",
        ClaimStanding::Corroborated | ClaimStanding::InOffer => "good",
        _ => "open",
    };
    let side = |head: &str, others: &[&Observation]| {
        html! {
            @if !others.is_empty() {
                div { strong class="aside" { (head) } ul class="evidence" {
                    @for other in others { li { (short(report, other, kind)) } } } }
            }
        }
    };
    html! {
        li class=(class) {
            p { strong { (visible(&statement.signal.name)) } ": " (standing_words(statement.standing)) }
            div class="columns" {
                div { strong class="aside" { "said" } ul class="evidence" { li { (observation(report, row, statement.observation, kind)) } } }
                (side("against it", &statement.against))
                @if !statement.agreeing.is_empty() {
                    div { strong class="aside" { "the same" } p class="aside" { (voices(report, &statement.agreeing)) } }
                }
            }
        }
    }
}

/// Who says the same, each kind of source once.
fn voices(report: &Report<'_>, observations: &[&Observation]) -> String {
    let mut labels: Vec<&str> = observations.iter().map(|o| report.trust.of(o.kind).label.as_str()).collect();
    labels.dedup();
    labels.join(", ")
}

fn questions(report: &Report<'_>, row: &Row<'_>) -> Markup {
    let all = report.questions(row);
    html! {
        h3 { "Ask next" }
        @if all.is_empty() { p { "Nothing that could be asked would change much." } }
        ol { @for question in all.iter().take(QUESTIONS) {
            li { "“" (visible(&question.signal.question)) "”"
                div class="aside" { (capital(&whom_words(report.trust, question.kind)))
                    @if let Some(effect) = effect_words(report, &row.card, question) { " · " (effect) } }
            }
        } }
    }
}

/// What was learned when, and how the score moved.
fn learned(report: &Report<'_>, history: &[Step<'_>]) -> Markup {
    let moves: Vec<_> = history.iter().map(|step| (step.on, step.score)).collect();
    let told: Vec<(Option<f64>, &Step<'_>)> = history
        .iter()
        .enumerate()
        .map(|(at, step)| (at.checked_sub(1).map(|before| history[before].score.best), step))
        .filter(|(_, step)| !step.learned.is_empty())
        .collect();
    html! {
        h3 { "What was learned when" }
        (steps(&moves))
        @if told.is_empty() { p { "Nothing yet." } }
        @for (before, step) in &told {
            details class="day" {
                summary { time { (step.on) } " · " (count(step.learned.len())) " · score "
                    @if let Some(before) = before { (points(*before)) " → " } (points(step.score.best)) }
                ul class="evidence" { @for learned in &step.learned {
                    li { (signal_name(report, &learned.signal)) ": "
                        (short(report, learned, kind_of(report, &learned.signal))) }
                } }
            }
        }
    }
}

fn count(facts: usize) -> String {
    if facts == 1 { "1 fact".to_owned() } else { format!("{facts} facts") }
}

fn signal_name(report: &Report<'_>, key: &str) -> String {
    visible(report.catalogue.get(key).map_or(key, |signal| signal.name.as_str()))
}

fn kind_of(report: &Report<'_>, key: &str) -> SignalType {
    report.catalogue.get(key).map_or(SignalType::Count, |signal| signal.signal_type)
}
