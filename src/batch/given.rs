//! The seat model's two probabilities where a table brings them along: worked out before, perhaps by somebody else.

use super::cell::{is_blank, number, utf8};
use super::layout::{Layout, SignalColumn};
use super::problem::{CellProblem, RowProblems};
use super::scan::Field;
use crate::score::SEAT_OPEN;
use crate::seat::{Quantiles, Sweep};

/// Derived signal: the chance that a seat is yours.
const SEAT_YOURS: &str = "seat.p_yours";

/// Columns of the two probabilities, with their ends in `.low` and `.high`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GivenSeats {
    open: Option<SignalColumn>,
    yours: Option<SignalColumn>,
    /// The answer where a row says nothing.
    nothing: Sweep,
}

impl GivenSeats {
    /// The columns, if there are any.
    pub(super) fn of(layout: &Layout, nothing: Sweep) -> Option<Self> {
        let column = |key: &str| layout.signals.iter().find(|column| column.signal == key).cloned();
        let (open, yours) = (column(SEAT_OPEN), column(SEAT_YOURS));
        (open.is_some() || yours.is_some()).then_some(Self { open, yours, nothing })
    }

    /// The columns with their names in a query, and what is answered where a row says nothing.
    pub(super) fn parts(&self) -> [(Option<&SignalColumn>, &'static str, Quantiles); 2] {
        [(self.open.as_ref(), "seat_open", self.nothing.open), (self.yours.as_ref(), "seat_yours", self.nothing.yours)]
    }

    /// Whether a column is one of them.
    pub(super) fn reads(&self, key: &str) -> bool {
        [&self.open, &self.yours].into_iter().flatten().any(|column| column.signal == key)
    }

    /// What a row says.
    pub(super) fn answer(&self, fields: &[Field], records: &[u8], problems: &mut RowProblems<'_>) -> Sweep {
        let mut quantiles = |column: &Option<SignalColumn>, nothing: Quantiles| {
            let Some(column) = column else { return nothing };
            let read = |at: Option<usize>| match at.and_then(|at| fields.get(at)) {
                Some(field) => probability(&field.content(records)),
                None => Ok(None),
            };
            let parts = read(Some(column.value)).and_then(|mean| Ok((mean, read(column.low)?, read(column.high)?)));
            match parts {
                Ok((Some(mean), low, high)) => {
                    Quantiles { mean, p10: low.unwrap_or(mean), p50: mean, p90: high.unwrap_or(mean) }
                }
                Ok((None, ..)) => nothing,
                Err(problem) => {
                    problems.tell(&column.name, problem);
                    nothing
                }
            }
        };
        Sweep { open: quantiles(&self.open, self.nothing.open), yours: quantiles(&self.yours, self.nothing.yours) }
    }
}

fn probability(text: &[u8]) -> Result<Option<f64>, CellProblem> {
    if text.is_empty() {
        return Ok(None);
    }
    match number(text).filter(|p| (0.0..=1.0).contains(p)) {
        Some(p) => Ok(Some(p)),
        None if is_blank(text) => Ok(None),
        None => Err(CellProblem::new(utf8(text)?, "a probability from 0 to 1")),
    }
}
