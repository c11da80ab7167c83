//! The chances of each role over time, one row a role and horizon (`docs/csv.md`).

use rayon::prelude::*;

use super::sheet::{Sheet, number};
use super::{Report, Row};
use crate::analysis::{HorizonOdds, Odds, Wait, odds};

/// The columns, in order.
pub const ODDS_COLUMNS: [&str; 17] = [
    "role",
    "company",
    "title",
    "as_of",
    "months",
    "in_force",
    "seat_open",
    "seat_open_low",
    "seat_open_high",
    "seat_yours",
    "seat_yours_low",
    "seat_yours_high",
    "seats_today",
    "seats_at_horizon",
    "openings",
    "wait_years",
    "seat_trust",
];

/// The table as CSV, rows by role id, soonest horizon first.
#[must_use]
pub fn odds_csv(report: &Report<'_>) -> String {
    let found: Vec<Odds> = report.rows.par_iter().map(|row| odds(&row.card.seat)).collect();
    let mut sheet = Sheet::new(&ODDS_COLUMNS);
    for (row, odds) in report.rows.iter().zip(&found) {
        for at in &odds.by_horizon {
            sheet.row(cells(report, row, odds, at));
        }
    }
    sheet.finish()
}

fn cells(report: &Report<'_>, row: &Row<'_>, odds: &Odds, at: &HorizonOdds) -> Vec<String> {
    // Counts and the wait belong to the horizon in force.
    let in_force = |cell: String| if at.in_force { cell } else { String::new() };
    let wait = match odds.wait {
        Wait::Years(years) => number(years),
        Wait::HorizonTooShort | Wait::NotExpected => String::new(),
    };
    vec![
        row.id(),
        row.company(),
        row.title(),
        report.as_of.to_string(),
        number(at.months),
        if at.in_force { "yes" } else { "no" }.to_owned(),
        number(at.open.mean),
        number(at.open.p10),
        number(at.open.p90),
        number(at.yours.mean),
        number(at.yours.p10),
        number(at.yours.p90),
        number(odds.seats_today),
        in_force(number(odds.mixed.seats_at_horizon)),
        in_force(number(odds.mixed.openings.total())),
        in_force(wait),
        number(row.card.seat.trust),
    ]
}
