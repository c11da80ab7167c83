//! Comma-separated values, and numbers for machines.

use crate::ledger::Estimate;
use crate::text::{neutral_cell, push_decimal};

/// A number for machines: at most six decimals, no trailing zeros, never `-0`.
pub(super) fn number(x: f64) -> String {
    let mut digits = Vec::with_capacity(12);
    push_decimal(&mut digits, x);
    String::from_utf8_lossy(&digits).into_owned()
}

/// The same number as a number: rounded to six decimals.
pub(super) fn rounded(x: f64) -> f64 {
    let value = (x * 1e6).round() / 1e6;
    if value == 0.0 { 0.0 } else { value }
}

/// Ids of the voices that estimates rest on, each once, with spaces between.
pub(super) fn evidence_ids<'e>(estimates: impl IntoIterator<Item = &'e Estimate<'e>>) -> String {
    let mut ids: Vec<&str> = Vec::new();
    for heard in estimates.into_iter().flat_map(|estimate| &estimate.heard) {
        let id = heard.voice.observation.id.as_str();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.join(" ")
}

/// A CSV table under construction.
pub(super) struct Sheet {
    writer: ::csv::Writer<Vec<u8>>,
}

impl Sheet {
    /// A table with these columns.
    pub(super) fn new<S: AsRef<str>>(columns: &[S]) -> Self {
        let mut sheet = Self::headless();
        sheet.row(columns.iter().map(|column| column.as_ref().to_owned()).collect());
        sheet
    }

    /// Rows without a header.
    pub(super) fn headless() -> Self {
        Self { writer: ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new()) }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: Vec<String>) {
        let cells = cells.into_iter().map(neutral_cell);
        // Writing to memory fails only for rows of unequal length, which the callers rule out.
        let _ = self.writer.write_record(cells.map(String::into_bytes));
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_shown_and_not_run() {
        let mut sheet = Sheet::new(&["a", "b"]);
        sheet.row(vec!["=HYPERLINK(\"x\")".to_owned(), "-1.5".to_owned()]);
        assert_eq!(sheet.finish(), "a,b\r\n\"'=HYPERLINK(\"\"x\"\")\",-1.5\r\n");
    }

    #[test]
    fn numbers_keep_six_decimals() {
        assert_eq!([number(55.462_011_4), number(100.0), number(-0.000_000_1)], ["55.462011", "100", "0"]);
        assert_eq!(rounded(1.0 / 3.0), 0.333_333);
    }
}
