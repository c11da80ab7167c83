//! One role for the terminal.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::bar::range_bar;
use super::compare::heading;
use super::layout::{HARD_SPACE, right, table, table_text, widen, wrap};
use super::odds_words::{caution, open_sentence, yours_sentence};
use super::plain::is_plain;
use super::words::{NOTHING_KNOWN, gate_mark, gate_word, lean_words, percent, points, reason_words, verdict_words};
use super::{Report, Row};
use crate::ledger::Agreement;
use crate::rubric::ReadsAs;
use crate::score::{CriterionResult, GroupResult, Triple};
use crate::text::visible;

/// A role's scorecard, at most `width` cells wide.
#[must_use]
pub fn score_text(report: &Report<'_>, row: &Row<'_>, width: usize) -> String {
    let mut text = heading(report, width);
    let _ = writeln!(text, "\n{}", wrap(&row.heading(), width, 2));
    text.push('\n');
    text.push_str(&summary(report, row, width));
    text.push('\n');
    text.push_str(&groups(row, width));
    if !row.card.gates.is_empty() {
        text.push('\n');
        text.push_str(&gates(row, width));
    }
    text.push('\n');
    text.push_str(&odds(report, row, width));
    let _ = writeln!(
        text,
        "\n{}",
        wrap(&format!("Why a number is what it is: skiplevel explain {} CRITERION", row.id()), width, 2)
    );
    text
}

/// The sentences that stand on top: verdict, why, lean, score with range and coverage (METHOD 3, V1, V2).
fn summary(report: &Report<'_>, row: &Row<'_>, width: usize) -> String {
    let card = &row.card;
    let mut text = String::new();
    if report.rubric.reads_as == ReadsAs::Verdict {
        let verdict = format!("Verdict: {}. {}", verdict_words(card), reason_words(card));
        let _ = writeln!(text, "{}", wrap(&verdict, width, 2));
        let lean = match lean_words(card).as_str() {
            NOTHING_KNOWN => "Nothing is known yet: there is no evidence to lean on.".to_owned(),
            lean => format!("If you had to decide today, the evidence favours: {lean}."),
        };
        let _ = writeln!(text, "{}", wrap(&lean, width, 2));
    } else {
        let opinion =
            format!("By this second opinion, the place is {}. It says nothing about openings.", verdict_words(card));
        let _ = writeln!(text, "{}", wrap(&opinion, width, 2));
    }
    let score = card.score;
    let sentence = format!(
        "Score {} ({} to {}), grade {} ({}..{}). {} of it is evidence; the rest is a neutral guess.",
        points(score.best),
        points(score.low),
        points(score.high),
        card.grade.letter(),
        crate::score::Grade::of(score.high).letter(),
        crate::score::Grade::of(score.low).letter(),
        percent(card.coverage),
    );
    let _ = writeln!(text, "{}", wrap(&sentence, width, 2));
    if card.score.best < card.uncapped.best {
        let _ = writeln!(text, "{}", wrap(&limits(row), width, 2));
    }
    text
}

fn limits(row: &Row<'_>) -> String {
    let card = &row.card;
    let caps = card.caps.iter().map(|cap| format!("{} ({})", visible(&cap.id), visible(&cap.text)));
    let mut by: Vec<String> = caps.collect();
    if let Some(group) = card.groups.iter().find(|group| group.is_weakest && by.is_empty()) {
        by.push(format!("the weakest necessary group, {}", visible(&group.group.title).to_lowercase()));
    }
    format!("The sum of all criteria is {}; it is limited by {}.", points(card.uncapped.best), by.join(" and "))
}

fn groups(row: &Row<'_>, width: usize) -> String {
    let names = row.card.criteria().map(|(_, criterion)| visible(&criterion.criterion.name).width() + 2);
    let names = names.max().unwrap_or(0).min(width / 2);
    let cells = width.saturating_sub(names + 38).clamp(7, 15);
    let mut table = table(width);
    let points = if is_plain(width) { "points of 100" } else { "pts" };
    table.set_header(vec!["", points, "score", "range", "evidence", "voices"]);
    for group in &row.card.groups {
        table.add_row(group_cells(group, cells, is_plain(width)));
        for criterion in &group.criteria {
            table.add_row(criterion_cells(criterion, cells, is_plain(width)));
        }
    }
    if is_plain(width) {
        return table_text(table);
    }
    right(&mut table, &[1, 2, 4]);
    widen(&mut table, 0, names);
    let legend = "pts: points of 100 · voices: independent sources; ✓ agree, and not only the company says so; = agree; ≈ differ; \
                  ≠ contradict each other";
    format!("{}\n{}\n", table_text(table), wrap(legend, width, 2))
}

/// A dot on its range, or in a plain answer its ends.
fn range_cell(score: Triple, cells: usize, plain: bool) -> String {
    if plain { format!("{} to {}", points(score.low), points(score.high)) } else { range_bar(score, cells) }
}

fn group_cells(group: &GroupResult<'_>, cells: usize, plain: bool) -> Vec<String> {
    let mark = match (group.is_weakest, plain) {
        (false, _) => "",
        (true, false) => " ◂",
        (true, true) => ", the weakest necessary group",
    };
    vec![
        format!("{}{mark}", visible(&group.group.title).to_uppercase()),
        points(100.0 * group.group.weight),
        points(group.score.best),
        range_cell(group.score, cells, plain),
        percent(group.coverage),
        String::new(),
    ]
}

fn criterion_cells(criterion: &CriterionResult<'_>, cells: usize, plain: bool) -> Vec<String> {
    let estimate = &criterion.estimate;
    let [mark, words] = match estimate.agreement {
        Agreement::Corroborated if estimate.cross_checked => [" ✓", ", agree, and not only the company says so"],
        Agreement::Corroborated => [" =", ", agree"],
        Agreement::Mixed => [" ≈", ", differ"],
        Agreement::Contradicted => [" ≠", ", contradict each other"],
        _ => ["", ""],
    };
    let mark = if plain { words } else { mark };
    let voices = match estimate.heard.len() {
        0 if criterion.criterion.is_derived => "model".to_owned(),
        0 if plain => "none".to_owned(),
        0 => "–".to_owned(),
        many => format!("{many}{mark}"),
    };
    let name = visible(&criterion.criterion.name).replace(' ', &HARD_SPACE.to_string());
    vec![
        format!("{HARD_SPACE}{HARD_SPACE}{name}"),
        points(100.0 * criterion.criterion.weight),
        points(estimate.best),
        range_cell(criterion.triple(), cells, plain),
        percent(estimate.trust),
        voices,
    ]
}

fn gates(row: &Row<'_>, width: usize) -> String {
    let mut text = String::new();
    for gate in &row.card.gates {
        let note = match gate.tests.iter().any(|test| test.needs_outside_voice) {
            true if gate.state == crate::score::GateState::Unknown => {
                " (only the company says so: find another source)"
            }
            _ => "",
        };
        let mark = if is_plain(width) { "gate" } else { gate_mark(gate.state) };
        let line =
            format!("{mark} {} {}: {}{note}", visible(&gate.gate.id), gate_word(gate.state), visible(&gate.gate.text));
        let _ = writeln!(text, "{}", wrap(&line, width, 5));
    }
    text
}

/// The seat model's answer in words (METHOD 3, W1 to W3).
fn odds(report: &Report<'_>, row: &Row<'_>, width: usize) -> String {
    let seat = &row.card.seat;
    let sentences = [open_sentence(report, seat), yours_sentence(report, seat), caution(row)];
    sentences.map(|sentence| format!("{}\n", wrap(&sentence, width, 2))).concat()
}
