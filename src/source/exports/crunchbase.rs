//! The CSV export of Crunchbase: head counts as ranges, the last round (SOURCES H1).

use super::table::{Row, Table, absent, has_columns, range, rows_of};
use crate::model::{Amount, Event, Observation, Page, SourceKind, Trouble, Value};
use crate::source::reading::page;
use crate::source::{About, Holds, Reading, Source, Subject, Use};

/// A person's own export.
pub(in crate::source) struct Crunchbase;

const TABLE: &str = "export";
const ORIGIN: &str = "crunchbase";
/// The most people that a company may have: the upper end of `10001+`.
const MOST: f64 = 3_000_000.0;

impl Source for Crunchbase {
    fn about(&self) -> About {
        About {
            name: "crunchbase",
            title: "export of Crunchbase",
            holds: Holds::ManyCompanies,
            kind: SourceKind::Aggregator,
            use_: Use::ByHand,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let Some(page) = page(pages, TABLE) else { return super::only_files(self.about().name) };
        read(subject, page).unwrap_or_else(Reading::from)
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        has_columns(text, &["organizationname", "organizationnameurl"]).then_some(TABLE)
    }

    fn main_page(&self) -> Option<&'static str> {
        Some(TABLE)
    }
}

fn read(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let table = Table::of(page)?;
    let (rows, others) = rows_of(&table, subject, &["organizationname"], &["website"]);
    let Some(row) = rows.first() else { return Ok(absent("the export", others)) };
    let url = row.get(&["organizationnameurl"]).unwrap_or(&page.request.url);
    let observe =
        |signal: &str, value: Value, on| subject.observe(signal, value, on, SourceKind::Aggregator, ORIGIN, url);
    let mut reading = Reading { others, ..Reading::observed(Vec::new()) };
    if let Some(people) = row.get(&["numberofemployees"]).and_then(|cell| range(cell, MOST)) {
        let note = Some("as Crunchbase has it on the day of the export".to_owned());
        let headcount = observe("company.headcount", people, page.fetched.into());
        reading.observations.push(Observation { note, ..headcount });
    }
    match last_round(row) {
        Some(Ok(event)) => {
            let on = event.date;
            reading.observations.push(observe("company.funding_round", Value::Event(event), on));
        }
        Some(Err(remark)) => reading.remarks.push(remark),
        None => {}
    }
    if let Some(buyer) = row.get(&["acquiredby"]) {
        reading.remarks.push(format!("acquired by {buyer}, says the export, without a date"));
    }
    if let Some(status) = row.get(&["operatingstatus"]).filter(|status| !status.eq_ignore_ascii_case("active")) {
        reading.remarks.push(format!("operating status: {status}"));
    }
    Ok(reading)
}

/// The last round, if it is one that brings new money for shares; else what is to be said of it.
fn last_round(row: &Row<'_>) -> Option<Result<Event, String>> {
    let date = row.date(&["lastfundingdate"])?;
    let label = row.get(&["lastfundingtype"]).map(str::to_owned);
    let is_other = |label: &String| {
        let lower = label.to_lowercase();
        ["debt", "grant", "secondary", "non-equity"].iter().any(|word| lower.contains(word))
    };
    if let Some(label) = label.as_ref().filter(|label| is_other(label)) {
        return Some(Err(format!("the last funding is {label} of {date}; it is no round of shares")));
    }
    let currency = row.get(&["lastfundingamountcurrency"]).filter(|code| code.len() == 3);
    let amount = row.number(&["lastfundingamount"]).zip(currency);
    let amount = amount.map(|(number, unit)| Amount { number, unit: unit.to_uppercase() });
    Some(Ok(Event { date, amount, label }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceState;
    use crate::source::exports::testing::{facts, saved, subject};

    const EXPORT: &str = include_str!("../../../fixtures/pages/crunchbase_export.csv");

    #[test]
    fn head_counts_are_ranges_and_the_last_round_has_its_amount() {
        let reading = Crunchbase.read(&subject("Tallow Robotics", "tallow.example"), &[saved(TABLE, EXPORT)]);
        assert_eq!(
            facts(&reading),
            [
                "company.headcount 51..100 2026-11-20",
                "company.funding_round 2026-09-01 EUR 12500000 Series A 2026-09-01"
            ]
        );
        assert_eq!(reading.others, ["Dune Freight", "Gannet Labs"]);
    }

    #[test]
    fn loans_are_no_rounds_and_dashes_are_nothing() {
        let freight = Crunchbase.read(&subject("Dune Freight", "dunefreight.example"), &[saved(TABLE, EXPORT)]);
        assert_eq!(facts(&freight), ["company.headcount 10001..3000000 2026-11-20"]);
        assert!(
            freight.remarks.iter().any(|remark| remark.contains("Debt Financing of 2022-05")),
            "{:?}",
            freight.remarks
        );
        let labs = Crunchbase.read(&subject("Gannet Labs", "gannet.example"), &[saved(TABLE, EXPORT)]);
        assert_eq!(facts(&labs), [""; 0]);
        assert_eq!(
            labs.remarks,
            ["acquired by Dune Freight, says the export, without a date", "operating status: Closed"]
        );
    }

    #[test]
    fn a_company_that_is_not_in_it_is_unknown_and_no_column_is_needed() {
        let reading = Crunchbase.read(&subject("Other", "other.example"), &[saved(TABLE, EXPORT)]);
        assert_eq!((reading.state, reading.others.len()), (SourceState::UnknownEntity, 3));
        let bare = "Organization Name,Organization Name URL\nTallow Robotics,https://crunchbase.example/tallow\n";
        let reading = Crunchbase.read(&subject("Tallow Robotics", "tallow.example"), &[saved(TABLE, bare)]);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::Observed, 0));
        assert_eq!(Crunchbase.recognise(EXPORT), Some(TABLE));
    }
}
