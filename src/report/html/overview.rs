//! The first screen: the roles side by side, and how they stand to each other.

use maud::{Markup, html};

use super::chart::{dot_on_range, share_bar};
use crate::report::standing::Ranks;
use crate::report::words::{
    capital, gate_mark, gate_word, lean_words, open_words, percent, points, reason_words, verdict_words, yours_words,
};
use crate::report::{Report, Row};
use crate::rubric::ReadsAs;
use crate::score::Verdict;
use crate::text::visible;

/// How many ranks the table shows.
const RANKS: usize = 6;

pub(super) fn section(report: &Report<'_>, rows: &[&Row<'_>]) -> Markup {
    html! {
        section aria-labelledby="side-by-side" {
            h2 id="side-by-side" { "The roles side by side" }
            div class="cards" id="cards" {
                @for (at, row) in rows.iter().enumerate() { (card(report, row, at + 1)) }
            }
            @for sentence in report.standing() { p { (sentence) } }
            @for sentence in report.conclusions() { p { (sentence) } }
            @if let Some(ranks) = report.ranks(RANKS) { (rank_table(&ranks)) }
            @if !report.rubric.gates.is_empty() { (gate_legend(report)) }
        }
    }
}

/// The word that decides a colour; the word itself is shown, too.
pub(super) fn verdict_class(row: &Row<'_>) -> &'static str {
    match row.card.verdict {
        Verdict::Pursue => "good",
        Verdict::Decline => "bad",
        Verdict::AskMore | Verdict::TossUp => "open",
    }
}

fn card(report: &Report<'_>, row: &Row<'_>, rank: usize) -> Markup {
    let card = &row.card;
    let is_verdict = report.rubric.reads_as == ReadsAs::Verdict;
    html! {
        article class="card" data-at=(rank - 1) {
            h3 { a href={ "#role-" (rank) } { (row.company()) } }
            p class="title" { (row.title()) }
            p { span class={ "verdict " (verdict_class(row)) } { (verdict_words(card)) }
                @if is_verdict { span class="aside" { " leaning " (lean_words(card)) } } }
            p class="score" { span class="big" { (points(card.score.best)) } " "
                span class="aside range-words" { (points(card.score.low)) " to " (points(card.score.high)) } }
            (dot_on_range(card.score, "large"))
            dl {
                div { dt { "evidence" } dd class="level" { span { (percent(card.coverage)) } (share_bar(card.coverage, &format!("{} evidence", percent(card.coverage)))) } }
                div { dt { "a seat opens" } dd { (open_words(card)) } }
                div { dt { "it is yours" } dd { (yours_words(card)) } }
                @if !card.gates.is_empty() {
                    div { dt { "gates" } dd { ul class="gates" {
                        @for gate in &card.gates {
                            li { span aria-hidden="true" { (gate_mark(gate.state)) } " " (visible(&gate.gate.id))
                                span class="unseen" { ": " (gate_word(gate.state)) } }
                        }
                    } } }
                }
                @if !card.caps.is_empty() {
                    div { dt { "limited by" } dd {
                        @for cap in &card.caps { (visible(&cap.id)) " (" (points(cap.limit)) ") " } } }
                }
            }
            p class="aside" { (capital(&reason_words(card))) }
        }
    }
}

fn rank_table(ranks: &Ranks) -> Markup {
    html! {
        div class="wide" role="region" aria-label="How often each role takes a rank" tabindex="0" {
            table {
                caption { (ranks.caption) }
                thead { tr { td {} @for head in &ranks.header { th scope="col" { (head) } } } }
                tbody { @for (name, cells) in &ranks.rows {
                    tr { th scope="row" { (name) } @for cell in cells { td class="number" { (cell) } } }
                } }
            }
        }
        @if ranks.more > 0 { p class="aside" { (ranks.more) " more roles are not in this table." } }
    }
}

fn gate_legend(report: &Report<'_>) -> Markup {
    html! {
        p class="aside" { "Gates: ✓ holds, ✗ does not hold, ? not answered yet, – does not apply." }
        ul class="aside" { @for gate in &report.rubric.gates { li { strong { (visible(&gate.id)) } " " (visible(&gate.text)) } } }
    }
}
