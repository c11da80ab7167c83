//! From a criterion down to its observations: value, source, date, weight, words, place.

use maud::{Markup, html};

use super::chart::{bare_dot_on_range, range_words};
use crate::ledger::{Claim, Heard};
use crate::model::Observation;
use crate::report::sheet::evidence_ids;
use crate::report::value::{place_words, value_words};
use crate::report::words::{capital, percent, plain, points};
use crate::report::{Redaction, Report, Row};
use crate::score::CriterionResult;
use crate::signal::SignalType;
use crate::text::visible;

/// All criteria of a role, group by group; each folds open.
pub(super) fn criteria(report: &Report<'_>, row: &Row<'_>) -> Markup {
    html! {
        @for group in &row.card.groups {
            h4 { (visible(&group.group.title)) }
            @let (known, unknown): (Vec<_>, Vec<_>) = group.criteria.iter().partition(|criterion| is_known(criterion));
            @for criterion in known { (criterion_fold(report, row, criterion)) }
            @if !unknown.is_empty() { (unknown_fold(report, &unknown)) }
        }
    }
}

/// All criteria of a role in a line each, with the ids of their evidence.
pub(super) fn criteria_outline(row: &Row<'_>) -> Markup {
    html! {
        @for group in &row.card.groups {
            h4 { (visible(&group.group.title)) }
            ul { @for result in &group.criteria {
                @let score = result.triple();
                li { (visible(&result.criterion.name)) ": " (points(score.best)) " (" (points(score.low)) "–" (points(score.high)) "), "
                    (percent(result.estimate.trust)) " evidence"
                    @if !result.estimate.heard.is_empty() { " " code { (evidence_ids([&result.estimate])) } } }
            } }
        }
    }
}

/// Whether there is something to show behind a criterion.
fn is_known(result: &CriterionResult<'_>) -> bool {
    !result.estimate.heard.is_empty() || result.criterion.is_derived
}

/// The criteria of a group of which nothing is known: from 0 to 100 each, so a line is enough.
fn unknown_fold(report: &Report<'_>, unknown: &[&CriterionResult<'_>]) -> Markup {
    let names: Vec<String> = unknown.iter().map(|result| visible(&result.criterion.name)).collect();
    html! {
        details class="unknown" {
            summary { "Nothing known yet: " (names.join(", ")) }
            ul { @for result in unknown {
                li { strong { (visible(&result.criterion.name)) } " · from 0 to 100, "
                    (points(100.0 * result.criterion.weight)) " of 100 points"
                    @if let Some(signal) = report.catalogue.get(&result.criterion.signal).filter(|signal| !signal.question.is_empty()) {
                        " · ask " (visible(&signal.ask)) ": “" (visible(&signal.question)) "”"
                    }
                }
            } }
        }
    }
}

fn criterion_fold(report: &Report<'_>, row: &Row<'_>, result: &CriterionResult<'_>) -> Markup {
    let criterion = result.criterion;
    let score = result.triple();
    let estimate = &result.estimate;
    html! {
        details class="criterion" {
            summary {
                span class="name" { (visible(&criterion.name)) }
                span class="drawn" { (bare_dot_on_range(score)) }
                span class="number" { (points(score.best)) span class="aside" { " (" (points(score.low)) "–" (points(score.high)) ")" } }
                span class="aside" { (percent(estimate.trust)) " evidence" }
            }
            p {
                (capital(&range_words(score))) "; " (points(100.0 * criterion.weight)) " of 100 points; "
                (estimate.agreement.word()) ". "
                @if !criterion.why.is_empty() { (visible(criterion.why.trim_end_matches('.'))) "." }
            }
            (observations(report, row, result))
        }
    }
}

fn observations(report: &Report<'_>, row: &Row<'_>, result: &CriterionResult<'_>) -> Markup {
    let signal = report.catalogue.get(&result.criterion.signal);
    let kind = signal.map_or(SignalType::Count, |signal| signal.signal_type);
    let mut heard: Vec<&Heard<'_>> = result.estimate.heard.iter().collect();
    heard.sort_by(|a, b| {
        b.voice.weight.total_cmp(&a.voice.weight).then_with(|| a.voice.observation.id.cmp(&b.voice.observation.id))
    });
    let total: f64 = heard.iter().map(|h| h.voice.weight).sum();
    html! {
        @if heard.is_empty() {
            p { "Computed by the model of seats; see the odds above." }
        } @else {
            ul class="evidence" {
                @for h in heard {
                    li { (observation(report, row, h.voice.observation, kind))
                        span class="aside" {
                            " score " (points(h.value)) ", trust " (plain(h.voice.trust)) ", "
                            (percent(if total > 0.0 { h.voice.weight / total } else { 0.0 })) " of the weight"
                            @match h.claim {
                                Some(Claim::Overclaimed) => { " · " strong { "overclaimed: others show less" } }
                                Some(Claim::Understated) => { " · " strong { "understated: others show more" } }
                                None => {}
                            }
                        }
                    }
                }
            }
        }
    }
}

/// One observation in a line: its words and place stand with its criterion.
pub(super) fn short(report: &Report<'_>, observation: &Observation, kind: SignalType) -> Markup {
    let is_named = report.redaction == Redaction::None && !observation.origin.is_empty();
    html! {
        strong { (value_words(report, observation, kind)) }
        @if observation.forward { " (a plan)" }
        " · " (report.trust.of(observation.kind).label) " · " (observation.fact_date)
        @if is_named { " · " (visible(&observation.origin)) }
    }
}

/// One observation with its words and its place.
pub(super) fn observation(report: &Report<'_>, row: &Row<'_>, observation: &Observation, kind: SignalType) -> Markup {
    let entry = report.trust.of(observation.kind);
    let is_open = report.redaction == Redaction::None;
    let parents = observation.parents.iter().filter_map(|id| row.card.observation(id));
    html! {
        strong { (value_words(report, observation, kind)) }
        @if observation.forward { " (a plan)" }
        " · " (entry.label) " · " time { (observation.fact_date) }
        @if is_open && !observation.origin.is_empty() { " · " (visible(&observation.origin)) }
        @if let Some(quote) = report.quote(observation) { blockquote { "“" (quote) "”" } }
        @if let Some(note) = observation.note.as_ref().filter(|_| is_open) { div class="aside" { (visible(note)) } }
        div class="place" { (place(report, observation)) " " code { (observation.id) } }
        @for parent in parents {
            div class="place" {
                "from " (visible(&parent.signal)) " " (visible(&report.value(parent).to_string())) " of " (parent.fact_date)
                " (" (place(report, parent)) ")"
            }
        }
    }
}

/// Where it can be looked up: a link where there is an address that a browser may open.
fn place(report: &Report<'_>, observation: &Observation) -> Markup {
    let is_open = report.redaction == Redaction::None;
    let words = if is_open { place_words(report, observation) } else { String::new() };
    let link = observation.address().filter(|url| is_open && may_link(url));
    html! {
        (words)
        @if let Some(url) = link {
            @if words != visible(url) { " " a href=(url) rel="noopener noreferrer" { (shortened(url)) } }
        }
    }
}

/// Addresses that are safe to open: of the web, without characters that hide or turn text.
pub(in crate::report) fn may_link(url: &str) -> bool {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    is_web && visible(url) == *url && !url.contains(char::is_whitespace)
}

fn shortened(url: &str) -> String {
    let short = url.trim_start_matches("https://").trim_start_matches("http://");
    let cut: String = short.chars().take(60).collect();
    if cut.len() < short.len() { format!("{cut}…") } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert!(may_link("https://acme.example/jobs?id=1&x=2"));
        for hostile in [
            "javascript:alert(1)",
            " https://x",
            "data:text/html,x",
            "https://x\u{202e}y",
            "HTTPS://x y",
            "file:///etc",
        ] {
            assert!(!may_link(hostile), "{hostile}");
        }
    }
}
