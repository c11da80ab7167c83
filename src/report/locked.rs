//! The same roles under two sets of weights: rank, score with its range, evidence and verdict of each.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::layout::{HARD_SPACE, wrap};
use super::markdown::safe;
use super::plain::is_plain;
use super::words::{percent, points, verdict_words};
use super::{Report, Row};
use crate::analysis::ranking;
use crate::rubric::ReadsAs;
use crate::text::visible;
use crate::workspace::LockState;

/// Rank of each row, from 1, in the order of the rows.
pub(super) fn ranks(rows: &[Row<'_>]) -> Vec<usize> {
    let cards: Vec<_> = rows.iter().map(|row| &row.card).collect();
    let mut ranks = vec![0; rows.len()];
    for (rank, row) in ranking(&cards).into_iter().enumerate() {
        ranks[row] = rank + 1;
    }
    ranks
}

/// Cells of one role under one set of weights: rank, score, range, evidence, verdict.
fn cells(row: &Row<'_>, rank: usize) -> [String; 5] {
    let score = row.card.score;
    [
        rank.to_string(),
        points(score.best),
        format!("{} to {}", points(score.low), points(score.high)),
        percent(row.card.coverage),
        verdict_words(&row.card),
    ]
}

/// Names of the roles, in the order of the report, each with its cells under the weights in force and under others.
fn standings(report: &Report<'_>, others: &[Row<'_>]) -> Vec<(String, [[String; 5]; 2])> {
    let (now, then) = (ranks(&report.rows), ranks(others));
    let standing = |at: usize| {
        let (row, other) = (&report.rows[at], others.get(at)?);
        Some((report.name(row), [cells(row, now[at]), cells(other, then[at])]))
    };
    report.order().into_iter().filter_map(standing).collect()
}

/// Heads of the columns.
fn heads(report: &Report<'_>) -> [&'static str; 5] {
    let verdict = if report.rubric.reads_as == ReadsAs::Verdict { "verdict" } else { "the place is" };
    ["rank", "score", "range", "evidence", verdict]
}

/// The roles of the report and the same roles, by id, under other weights; `names` say which is which. The name of a
/// role has a line of its own, as names are long.
pub(super) fn standing_text(report: &Report<'_>, others: &[Row<'_>], names: [&str; 2], width: usize) -> String {
    let line = |name: &str, cells: [&str; 5]| {
        if is_plain(width) {
            let facts = heads(report).into_iter().zip(cells);
            let facts: Vec<String> = facts.map(|(head, cell)| format!("{head} {cell}")).collect();
            return if name.is_empty() { String::new() } else { format!("  {name}: {}\n", facts.join(", ")) };
        }
        let [rank, score, range, evidence, verdict] = cells;
        let line = format!("  {name:<6}  {rank:>4}  {score:>5}  {range:<9}  {evidence:>8}  {verdict}");
        let line = line.replace(HARD_SPACE, " ");
        // Too narrow for columns: the same words, one after the other.
        let line = if line.width() <= width { line } else { format!("  {}", wrap(&line, width - 2, 4)) };
        line + "\n"
    };
    let mut text = line("", heads(report));
    for (role, cells) in standings(report, others) {
        let _ = writeln!(text, "{}", wrap(&role, width, 2));
        for (name, cells) in names.iter().zip(&cells) {
            text.push_str(&line(name, cells.each_ref().map(String::as_str)));
        }
    }
    text
}

/// The same as a table of Markdown.
pub(super) fn standing_markdown(report: &Report<'_>, others: &[Row<'_>], names: [&str; 2]) -> String {
    let mut text = format!("| | | {} |\n|{}\n", heads(report).join(" | "), " --- |".repeat(7));
    for (role, both) in standings(report, others) {
        for ((role, name), cells) in [role.as_str(), ""].iter().zip(names).zip(both) {
            let cells: Vec<String> = cells.iter().map(|cell| safe(cell)).collect();
            let _ = writeln!(text, "| {} | {name} | {} |", safe(role), cells.join(" | "));
        }
    }
    text
}

impl Report<'_> {
    /// What to say where the rubric in force is not what was locked.
    #[must_use]
    pub fn lock_notice(&self) -> Option<String> {
        lock_notice(self.lock)
    }

    /// What the locked weights would make of the roles; empty while nothing changed since.
    pub(super) fn locked_text(&self, width: usize) -> String {
        let Some(intro) = self.locked_intro() else { return String::new() };
        let table = standing_text(self, &self.locked_rows, LOCKED, width);
        format!("\n{}\n{table}", wrap(&intro, width, 2))
    }

    /// The same in Markdown.
    pub(super) fn locked_markdown(&self) -> String {
        let Some(intro) = self.locked_intro() else { return String::new() };
        format!("\n{}\n\n{}", safe(&intro), standing_markdown(self, &self.locked_rows, LOCKED))
    }

    fn locked_intro(&self) -> Option<String> {
        let date = self.lock.lock()?.date;
        (!self.locked_rows.is_empty()).then(|| format!("Now, and under the weights that were locked as of {date}:"))
    }
}

/// Names of the weights in force and of the locked ones.
const LOCKED: [&str; 2] = ["now", "locked"];

/// One sentence when what is in force is not what was locked, or nobody can tell; nothing else may go unsaid.
#[must_use]
pub fn lock_notice(state: &LockState) -> Option<String> {
    let LockState::Locked { lock, is_other_rubric, weights_changed, content_changed, .. } = state else {
        let unreadable = "Weights were locked, but the lock in skiplevel.toml cannot be read: whether they changed \
                          since is not known.";
        return (*state == LockState::Unreadable).then(|| unreadable.to_owned());
    };
    let date = lock.date;
    match (is_other_rubric, weights_changed, content_changed) {
        (true, _, _) => Some(format!(
            "Weights were locked as of {date} for rubric {} v{}; this is another rubric.",
            visible(&lock.rubric),
            lock.version
        )),
        (false, true, false) => Some(format!("Weights changed after they were locked as of {date}.")),
        (false, false, true) => Some(format!(
            "The rubric, its trust values or the lock itself changed after weights were locked as of {date}."
        )),
        (false, true, true) => Some(format!(
            "Weights changed after they were locked as of {date}, and so did the rubric, its trust values or the lock itself."
        )),
        (false, false, false) => None,
    }
}
