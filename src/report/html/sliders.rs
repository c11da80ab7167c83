//! Sliders for the weights of the groups. They need the script of the page; without it they are not there.

use maud::{Markup, PreEscaped, html};

use crate::report::words::plain;
use crate::report::{Report, Row};
use crate::score::Triple;
use crate::text::visible;

/// The one script of the page.
pub(super) const SCRIPT: &str = include_str!("sliders.js");

pub(super) fn section(report: &Report<'_>, rows: &[&Row<'_>]) -> Markup {
    if rows.is_empty() || report.rubric.groups.len() < 2 {
        return html! {};
    }
    html! {
        form id="weights" hidden {
            h2 { "What if other things mattered?" }
            p { "Move a weight: the cards above take the scores and the order that the program would give. Verdicts, odds and "
                "everything below stay as they were computed." }
            @if report.lock_notice().is_some() || !report.adjusted.is_empty() {
                p class="notice" { "Your own weights are in force. Set them before offers arrive, and do not bend them to a wish." }
            }
            @for (at, group) in report.rubric.groups.iter().enumerate() {
                label { span { (visible(&group.title)) }
                    input type="range" min="0" max="100" step="1" value=(points_of(report, at)) name=(group.id);
                    output {} }
            }
            p { button type="reset" { "As it was" } " "
                span id="weights-note" class="notice" hidden { "These are not the weights in force." } }
        }
    }
}

/// Points of a group: its weight of 100.
fn points_of(report: &Report<'_>, at: usize) -> String {
    plain(100.0 * report.rubric.groups.get(at).map_or(0.0, |group| group.weight))
}

pub(super) fn script(report: &Report<'_>, rows: &[&Row<'_>]) -> Markup {
    if rows.is_empty() || report.rubric.groups.len() < 2 {
        return html! {};
    }
    let numbers = |triple: Triple| serde_json::json!([triple.low, triple.best, triple.high]);
    let role = |row: &&Row<'_>| {
        let limit = row.card.limit();
        serde_json::json!({
            "id": row.id(),
            "groups": row.card.groups.iter().map(|group| numbers(group.score)).collect::<Vec<_>>(),
            "limit": limit.best.is_finite().then(|| numbers(limit)),
        })
    };
    let points: Vec<f64> =
        (0..report.rubric.groups.len()).filter_map(|at| points_of(report, at).parse().ok()).collect();
    let data = serde_json::json!({ "points": points, "roles": rows.iter().map(role).collect::<Vec<_>>() });
    // Inside of a script element nothing is escaped for HTML, so `<` is written so that it cannot end the element.
    let text = data.to_string().replace('<', "\\u003c");
    html! {
        script type="application/json" id="weights-data" { (PreEscaped(text)) }
        script { (PreEscaped(SCRIPT)) }
    }
}
