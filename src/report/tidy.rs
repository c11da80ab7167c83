//! One row a role and criterion, for spreadsheets and statistics (`docs/csv.md`).

use super::Report;
use super::sheet::{Sheet, evidence_ids, number};

/// The columns, in order.
pub const TIDY_COLUMNS: [&str; 15] = [
    "role",
    "company",
    "title",
    "group",
    "criterion",
    "weight",
    "low",
    "best",
    "high",
    "trust",
    "value",
    "agreement",
    "cross_checked",
    "contribution",
    "observations",
];

/// The table as CSV, rows by role id and rubric order.
#[must_use]
pub fn tidy_table(report: &Report<'_>) -> String {
    let mut sheet = Sheet::new(&TIDY_COLUMNS);
    for row in &report.rows {
        for (group, result) in row.card.criteria() {
            let estimate = &result.estimate;
            sheet.row(vec![
                row.id(),
                row.company(),
                row.title(),
                group.group.id.clone(),
                result.criterion.signal.clone(),
                number(result.criterion.weight),
                number(estimate.low),
                number(estimate.best),
                number(estimate.high),
                number(estimate.trust),
                estimate.natural.map(number).unwrap_or_default(),
                estimate.agreement.word().to_owned(),
                if estimate.cross_checked { "yes" } else { "no" }.to_owned(),
                number(result.contribution),
                evidence_ids([estimate]),
            ]);
        }
    }
    sheet.finish()
}
