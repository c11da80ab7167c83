//! GitHub-flavoured Markdown for notes and tickets.

use std::fmt::Write as _;

use super::explain::{Target, explain_text};
use super::standing::more_words;
use super::words::{gate_mark, lean_words, open_words, percent, points, verdict_words, yours_words};
use super::{Redaction, Report, Row};
use crate::rubric::ReadsAs;
use crate::text::visible;

/// Text that Markdown shows as it is.
pub(super) fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Title, rubric and day in one line, and what changed since weights were locked.
pub(super) fn heading_markdown(report: &Report<'_>) -> String {
    let (title, rubric) = (safe(&report.rubric.title), safe(&report.rubric_name()));
    let notice = report.lock_notice().map(|notice| format!("{}\n\n", safe(&notice))).unwrap_or_default();
    let of_view = report.view.left_out(Redaction::None).into_iter();
    let of_view: String = of_view.map(|sentence| format!("{}\n\n", safe(sentence))).collect();
    format!("**{title}** · rubric {rubric} · as of {}\n\n{notice}{of_view}", report.as_of)
}

/// The comparison: roles as columns, best first, then what the gates ask.
#[must_use]
pub fn compare_markdown(report: &Report<'_>) -> String {
    let rows: Vec<&Row<'_>> = report.order().into_iter().map(|at| &report.rows[at]).collect();
    let mut text = heading_markdown(report);
    let mut line = |label: &str, cell: &dyn Fn(&Row<'_>) -> String| {
        let cells: Vec<String> = rows.iter().map(|row| cell(row)).collect();
        let _ = writeln!(text, "| {label} | {} |", cells.join(" | "));
    };
    line("", &|row| format!("**{}**<br>{}", safe(&row.role.company), safe(&row.role.title)));
    line("---", &|_| "---".to_owned());
    if report.rubric.reads_as == ReadsAs::Verdict {
        line("verdict", &|row| format!("**{}**", safe(&verdict_words(&row.card))));
        line("leaning", &|row| lean_words(&row.card));
    } else {
        line("the place is", &|row| verdict_words(&row.card));
    }
    line("score", &|row| {
        let score = row.card.score;
        format!("{} ({} to {})", points(score.best), points(score.low), points(score.high))
    });
    line("evidence", &|row| percent(row.card.coverage));
    line("a seat opens", &|row| open_words(&row.card));
    line("it is yours", &|row| yours_words(&row.card));
    for (at, group) in report.rubric.groups.iter().enumerate() {
        line(&safe(&group.title), &|row| {
            let result = &row.card.groups[at];
            let mark = if result.is_weakest { " (weakest)" } else { "" };
            format!(
                "{} ({} to {}){mark}",
                points(result.score.best),
                points(result.score.low),
                points(result.score.high)
            )
        });
    }
    for (at, gate) in report.rubric.gates.iter().enumerate() {
        line(&format!("gate {}", safe(&gate.id)), &|row| gate_mark(row.card.gates[at].state).to_owned());
    }
    text.push('\n');
    for gate in &report.rubric.gates {
        let _ = writeln!(text, "- {}: {}", safe(&gate.id), safe(&gate.text));
    }
    for sentence in report.standing() {
        let _ = writeln!(text, "\n{}", safe(&sentence));
    }
    text.push_str(&ranks(report));
    text.push_str(&report.locked_markdown());
    for sentence in report.conclusions() {
        let _ = writeln!(text, "\n{}", safe(&sentence));
    }
    text
}

/// The table of ranks; empty where there is none.
fn ranks(report: &Report<'_>) -> String {
    let Some(ranks) = report.ranks(usize::MAX) else { return String::new() };
    let mut text = format!("\n{}\n\n", safe(&ranks.caption));
    let _ = writeln!(text, "| | {} |\n| --- |{}", ranks.header.join(" | "), " ---: |".repeat(ranks.header.len()));
    for (name, cells) in &ranks.rows {
        let _ = writeln!(text, "| {} | {} |", safe(name), cells.join(" | "));
    }
    if ranks.more > 0 {
        let _ = writeln!(text, "\n{}", safe(&more_words(ranks.more)));
    }
    text
}

/// An explanation as a block of plain text.
#[must_use]
pub fn explain_markdown(report: &Report<'_>, row: &Row<'_>, target: &Target<'_>) -> String {
    let text = explain_text(report, row, target, 100).replace("```", "'''");
    format!("```text\n{text}```\n")
}
