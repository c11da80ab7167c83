//! Cells that could not be read.

use std::collections::BTreeMap;

use crate::signal::ValueProblem;

/// Longest text of a cell that a report repeats, in characters.
const SHOWN: usize = 80;
/// Problems that a summary shows as examples.
const EXAMPLES: usize = 3;

/// A cell that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellProblem {
    /// What stands there, shortened.
    pub found: String,
    /// What would have been read.
    pub expected: String,
}

impl CellProblem {
    pub(super) fn new(found: &str, expected: &str) -> Self {
        Self { found: shortened(found), expected: expected.to_owned() }
    }

    /// A value that the grammar refused: what it expected, the range that it left, else what it says is wrong.
    pub(super) fn of_value(found: &str, problem: &ValueProblem) -> Self {
        let message = problem.message.as_str();
        let parts = if problem.out_of_range { message.rsplit_once(": ") } else { message.split_once("; expected ") };
        Self::new(found, parts.map_or(message, |(_, expected)| expected))
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A problem with its place. Rows count as in a spreadsheet: the header is row 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableProblem {
    /// Row, from 2.
    pub row: u64,
    /// Name of the column; empty when the whole row is meant.
    pub column: String,
    /// What it is.
    pub problem: CellProblem,
}

/// Where the problems of one row go; nowhere in passes that do not tell them.
pub(super) struct RowProblems<'d>(Option<(u64, &'d mut Vec<TableProblem>)>);

impl<'d> RowProblems<'d> {
    /// Of row number `row` of a block, from 0.
    pub(super) fn of_row(row: u64, told: &'d mut Vec<TableProblem>) -> Self {
        Self(Some((row, told)))
    }

    pub(super) fn untold() -> Self {
        Self(None)
    }

    #[cold]
    pub(super) fn tell(&mut self, column: &str, problem: CellProblem) {
        if let Some((row, told)) = &mut self.0 {
            told.push(TableProblem { row: *row, column: column.to_owned(), problem });
        }
    }
}

/// All problems of a table in short.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProblemSummary {
    /// How many.
    pub count: u64,
    /// How many by column.
    pub by_column: BTreeMap<String, u64>,
    /// The first ones.
    pub examples: Vec<TableProblem>,
}

impl ProblemSummary {
    pub(super) fn add(&mut self, problem: &TableProblem) {
        self.count += 1;
        *self.by_column.entry(problem.column.clone()).or_default() += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push(problem.clone());
        }
    }
}
