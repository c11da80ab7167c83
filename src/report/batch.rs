//! What `batch` says about a table on stderr, and its list of cells that could not be read.

use super::sheet::Sheet;
use super::standing::with_thousands;
use crate::batch::{Plan, Summary, TableProblem};
use crate::score::Verdict;
use crate::text::visible;

/// Columns of the list of cells that could not be read.
pub const PROBLEM_COLUMNS: [&str; 4] = ["row", "column", "found", "expected"];

/// How the columns of a table were understood.
#[must_use]
pub fn batch_layout(plan: &Plan<'_>, kind_is_said: bool) -> String {
    let mut lines: Vec<String> = plan.layout().remarks.iter().map(|remark| format!("note: {remark}")).collect();
    let (read, idle) = plan.read_columns();
    let others: Vec<&str> = plan.layout().others.iter().map(|other| other.name.as_str()).collect();
    let rubric = plan.rubric_id();
    lines.push(format!("reads {} as signals of {rubric}{}", columns(&read), listed(&read)));
    if !idle.is_empty() {
        lines.push(format!("{rubric} does not look at {}{}", columns(&idle), listed(&idle)));
    }
    if !others.is_empty() {
        lines.push(format!("hands on {}{}", columns(&others), listed(&others)));
    }
    if !kind_is_said {
        let hint = "say where the cells come from: --kind aggregator, or --column-kind COLUMN=KIND";
        lines.push(format!("note: no --kind, so cells count as hearsay of nobody (`unknown`); {hint}"));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

fn columns(names: &[&str]) -> String {
    if names.len() == 1 { "1 column".to_owned() } else { format!("{} columns", names.len()) }
}

/// The first few names.
fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 4;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| visible(name)).collect();
    let more = if names.len() > SHOWN { ", …" } else { "" };
    if shown.is_empty() { String::new() } else { format!(": {}{more}", shown.join(", ")) }
}

/// What became of a table.
#[must_use]
pub fn batch_summary(summary: &Summary, has_list: bool) -> String {
    let rows = usize::try_from(summary.rows).unwrap_or(usize::MAX);
    let word = |verdict: &Verdict| format!("{} {}", with_thousands(summary.of(*verdict) as usize), verdict.key());
    let verdicts: Vec<String> = Verdict::ALL.iter().map(word).collect();
    let noun = if rows == 1 { "row" } else { "rows" };
    let mut text = format!("{} {noun}: {}\n", with_thousands(rows), verdicts.join(", "));
    let problems = &summary.problems;
    if problems.count == 0 {
        return text;
    }
    let by_column: Vec<String> = problems.by_column.iter().map(|(column, count)| in_column(column, *count)).collect();
    let cells = match problems.count {
        1 => "1 cell could not be read and counts as unknown".to_owned(),
        count => format!("{} cells could not be read and count as unknown", with_thousands(count as usize)),
    };
    text.push_str(&format!("{cells}: {}\n", by_column.join(", ")));
    for example in &problems.examples {
        let at = if example.column.is_empty() { String::new() } else { format!(", {}", visible(&example.column)) };
        let found = visible(&example.problem.found);
        text.push_str(&format!("  row {}{at}: found `{found}`; expected {}\n", example.row, example.problem.expected));
    }
    if !has_list && problems.count > problems.examples.len() as u64 {
        text.push_str("  all of them: --errors FILE\n");
    }
    text
}

fn in_column(column: &str, count: u64) -> String {
    let name = if column.is_empty() { "rows of another length".to_owned() } else { visible(column) };
    format!("{name} {}", with_thousands(count as usize))
}

/// The header of the list of cells that could not be read.
#[must_use]
pub fn problem_header() -> String {
    Sheet::new(&PROBLEM_COLUMNS).finish()
}

/// A line of that list.
#[must_use]
pub fn problem_line(problem: &TableProblem) -> String {
    let TableProblem { row, column, problem } = problem;
    let cells = [row.to_string(), visible(column), visible(&problem.found), visible(&problem.expected)];
    let mut sheet = Sheet::headless();
    sheet.row(cells.to_vec());
    sheet.finish()
}
