//! Roles side by side for the terminal.

use std::fmt::Write as _;

use super::bar::range_bar;
use super::layout::{HARD_SPACE, paragraph, table, table_text, wrap};
use super::plain::is_plain;
use super::standing::ranks_text;
use super::words::{gate_mark, gate_word, lean_words, open_words, percent, points, verdict_words, yours_words};
use super::{Redaction, Report, Row};
use crate::rubric::ReadsAs;
use crate::score::GateState;
use crate::text::visible;

/// Width of the column of labels.
const LABELS: usize = 17;
/// Least width of a role's column.
const COLUMN: usize = 21;

/// The comparison, at most `width` cells wide; more roles than fit go below each other, best first.
#[must_use]
pub fn compare_text(report: &Report<'_>, width: usize) -> String {
    let mut text = heading(report, width);
    let order = report.order();
    let fit = (width.saturating_sub(LABELS) / COLUMN).max(1);
    for chunk in order.chunks(fit) {
        let rows: Vec<&Row<'_>> = chunk.iter().map(|at| &report.rows[*at]).collect();
        text.push('\n');
        let heads = [rows.iter().map(|row| row.company()).collect(), rows.iter().map(|row| row.title()).collect()];
        text.push_str(&profile(report, &rows, &heads, width));
    }
    text.push_str(&report.locked_text(width));
    text.push_str(&legend(report, width));
    text.push_str(&sentences(&report.standing(), width));
    let ranks = ranks_text(report, width);
    if !ranks.is_empty() {
        text.push('\n');
        text.push_str(&ranks);
    }
    text.push_str(&sentences(&report.conclusions(), width));
    text
}

/// Sentences below an empty line; nothing where there are none.
fn sentences(sentences: &[String], width: usize) -> String {
    let lines: Vec<String> = sentences.iter().map(|sentence| wrap(sentence, width, 2) + "\n").collect();
    if lines.is_empty() { String::new() } else { format!("\n{}", lines.concat()) }
}

/// [`heading_line`], and below it what changed since weights were locked.
pub(super) fn heading(report: &Report<'_>, width: usize) -> String {
    let mut text = String::new();
    let of_view = report.view.left_out(Redaction::None).into_iter().map(str::to_owned);
    for line in std::iter::once(heading_line(report)).chain(report.lock_notice()).chain(of_view) {
        paragraph(&mut text, &line, 0, 2, width);
    }
    text
}

/// `Path to managing managers · rubric m2-path v1 (3f2a…) · as of 2026-11-20`.
pub(super) fn heading_line(report: &Report<'_>) -> String {
    let title = visible(&report.rubric.title);
    format!("{title} · rubric {} · as of {}", report.rubric_name(), report.as_of)
}

/// The numbers of some roles side by side, below lines of `heads`, which have one cell a role.
pub(super) fn profile(report: &Report<'_>, rows: &[&Row<'_>], heads: &[Vec<String>], width: usize) -> String {
    let plain = is_plain(width);
    let cells = ((width - LABELS) / rows.len().max(1)).saturating_sub(8).clamp(5, 15);
    let mut lines: Vec<(String, Vec<String>)> = heads.iter().map(|head| (String::new(), head.clone())).collect();
    let mut line = |label: &str, cell: &dyn Fn(&Row<'_>) -> String| {
        lines.push((label.to_owned(), rows.iter().map(|row| cell(row)).collect()));
    };
    if report.rubric.reads_as == ReadsAs::Verdict {
        line("verdict", &|row| verdict_words(&row.card));
        line("leaning", &|row| lean_words(&row.card));
    } else {
        line("the place is", &|row| verdict_words(&row.card));
    }
    line("score", &|row| {
        let score = row.card.score;
        let bar = if plain { String::new() } else { format!("{HARD_SPACE}{}", range_bar(score, cells)) };
        format!("{}{bar}", pad(&points(score.best)))
    });
    line("range", &|row| format!("{} to {}", points(row.card.score.low), points(row.card.score.high)));
    line("evidence", &|row| percent(row.card.coverage));
    line("a seat opens", &|row| open_words(&row.card));
    line("it is yours", &|row| yours_words(&row.card));
    let weakest = if plain { ", the weakest" } else { " ◂ weakest" };
    for (at, group) in report.rubric.groups.iter().enumerate() {
        line(&visible(&group.title).to_lowercase(), &|row| {
            let result = &row.card.groups[at];
            let mark = if result.is_weakest { weakest } else { "" };
            format!("{}{mark}", points(result.score.best))
        });
    }
    for (at, gate) in report.rubric.gates.iter().enumerate().filter(|_| plain) {
        line(&format!("gate {}", visible(&gate.id)), &|row| gate_word(row.card.gates[at].state).to_owned());
    }
    if !report.rubric.gates.is_empty() && !plain {
        line("gates", &|row| {
            let marks = row
                .card
                .gates
                .iter()
                .map(|gate| format!("{}{HARD_SPACE}{}", visible(&gate.gate.id), gate_mark(gate.state)));
            marks.collect::<Vec<_>>().join(" ")
        });
    }
    if rows.iter().any(|row| !row.card.caps.is_empty()) {
        line("limited by", &|row| {
            row.card
                .caps
                .iter()
                .map(|cap| format!("{} ({})", visible(&cap.id), points(cap.limit)))
                .collect::<Vec<_>>()
                .join(", ")
        });
    }
    if plain { one_by_one(&lines) } else { side_by_side(lines, width) }
}

/// Labels on the left, a column a role.
fn side_by_side(lines: Vec<(String, Vec<String>)>, width: usize) -> String {
    let mut table = table(width);
    for (label, cells) in lines {
        table.add_row(std::iter::once(label).chain(cells));
    }
    table_text(table)
}

/// Role after role, a label and its fact a line.
fn one_by_one(lines: &[(String, Vec<String>)]) -> String {
    let roles = lines.first().map_or(0, |(_, cells)| cells.len());
    let role = |at: usize| {
        let line =
            |(label, cells): &(String, Vec<String>)| match cells.get(at).map(|cell| cell.replace(HARD_SPACE, " ")) {
                Some(cell) if label.is_empty() => format!("{}\n", cell.trim()),
                Some(cell) if !cell.trim().is_empty() => format!("{label}: {}\n", cell.trim()),
                _ => String::new(),
            };
        lines.iter().map(line).collect::<String>()
    };
    (0..roles).map(role).collect::<Vec<_>>().join("\n")
}

/// A number in three cells.
fn pad(number: &str) -> String {
    format!("{number:<3}").replace(' ', &HARD_SPACE.to_string())
}

/// What the marks mean, and what each open gate asks.
fn legend(report: &Report<'_>, width: usize) -> String {
    let mut text = String::new();
    let states = report.rows.iter().flat_map(|row| row.card.gates.iter().map(|gate| gate.state));
    let states: Vec<GateState> = states.collect();
    let used = [GateState::Pass, GateState::Fail, GateState::Unknown, GateState::NotApplicable];
    let words = ["holds", "does not hold", "not answered yet", "does not apply"];
    let marks = used.iter().zip(words).filter(|(state, _)| states.contains(state));
    let marks: Vec<String> = marks.map(|(state, word)| format!("{} {word}", gate_mark(*state))).collect();
    if !marks.is_empty() {
        let gate = if is_plain(width) { "gate " } else { "" };
        let marks = if is_plain(width) { String::new() } else { marks.join("   ") + "\n" };
        let _ = write!(text, "\n{marks}");
        let colon = if is_plain(width) { ":" } else { " " };
        for known in &report.rubric.gates {
            let line = format!("{gate}{}{colon} {}", visible(&known.id), visible(&known.text));
            let _ = writeln!(text, "{}", wrap(&line, width, 4));
        }
    }
    text
}
