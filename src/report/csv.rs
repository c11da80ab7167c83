//! One row a role, with stable columns (`docs/csv.md`).

use super::sheet::{Sheet, evidence_ids, number};
use super::{Report, Row};
use crate::batch::csv_columns;
use crate::score::Scorecard;

/// The table as CSV (RFC 4180, UTF-8, rows by id). Cells that a spreadsheet would run as a formula begin with `'`.
#[must_use]
pub fn csv_table(report: &Report<'_>) -> String {
    let mut columns = csv_columns(report.rubric);
    columns.extend(report.rubric.gates.iter().map(|gate| format!("evidence.gate.{}", gate.id)));
    columns.extend(report.rubric.criteria().map(|(_, criterion)| format!("evidence.{}", criterion.signal)));
    let mut sheet = Sheet::new(&columns);
    for row in &report.rows {
        let mut cells = fixed_cells(report, row);
        cells.extend(variable_cells(&row.card));
        sheet.row(cells);
    }
    sheet.finish()
}

fn fixed_cells(report: &Report<'_>, row: &Row<'_>) -> Vec<String> {
    let card = &row.card;
    let place = report.comparison.place(&row.role.id);
    let first = place.and_then(|place| report.comparison.rank_shares[place].first());
    let (open, yours) = (card.seat.sweep.open, card.seat.sweep.yours);
    vec![
        row.id(),
        row.company(),
        row.title(),
        report.stage(row),
        report.as_of.to_string(),
        report.rubric.id.clone(),
        report.rubric_hash.clone(),
        card.verdict.key().to_owned(),
        card.lean.to.word().to_owned(),
        number(card.lean.share),
        card.grade.letter().to_owned(),
        number(card.score.best),
        number(card.score.low),
        number(card.score.high),
        number(card.coverage),
        number(card.cautious),
        number(card.hopeful),
        number(open.mean),
        number(yours.mean),
        number(yours.p10),
        number(yours.p90),
        report.rank(row).to_string(),
        first.map(|share| number(*share)).unwrap_or_default(),
    ]
}

fn variable_cells(card: &Scorecard<'_>) -> Vec<String> {
    let gates = card.gates.iter().map(|gate| gate.state.word().to_owned());
    let groups = card.groups.iter().flat_map(|group| [group.score.best, group.score.low, group.score.high].map(number));
    let criteria = card.criteria().map(|(_, criterion)| number(criterion.estimate.best));
    let of_gates =
        card.gates.iter().map(|gate| evidence_ids(gate.tests.iter().filter_map(|test| test.estimate.as_ref())));
    let of_criteria = card.criteria().map(|(_, criterion)| evidence_ids([&criterion.estimate]));
    gates.chain(groups).chain(criteria).chain(of_gates).chain(of_criteria).collect()
}
