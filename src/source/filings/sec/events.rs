//! What the index of filings says by itself: events that a company must report, and forms that tell a change of state.

use std::collections::BTreeMap;

use super::Findings;
use super::registrant::Registrant;
use super::submissions::Filing;
use crate::model::{Event, Observation, PartialDate, SourceKind, Value};
use crate::source::Subject;

const ORIGIN: &str = "8-K";

/// Forms that say where a company stands, with what they say.
const TELLING: &[(&str, &str)] = &[
    ("S-1", "registered shares for sale to the public"),
    ("F-1", "registered shares for sale to the public"),
    ("424B4", "sold shares to the public"),
    ("15-12G", "ended its registration"),
    ("25", "was taken off an exchange"),
    ("25-NSE", "was taken off an exchange"),
    ("SC TO-T", "is the target of a takeover bid"),
    ("DEFM14A", "asked its shareholders to agree to a merger"),
];

/// Layoffs and acquisitions as observations; changes of officers, impairments and telling forms as remarks.
pub(super) fn read(subject: &Subject, registrant: &Registrant, filings: &[Filing], found: &mut Findings) {
    for (day, filing) in of_item(filings, "2.05") {
        let note = "8-K item 2.05: costs of closing or cutting something; how many people stands in its text only";
        found.observations.push(observe(subject, registrant, "company.layoff", (day, filing), None, note));
    }
    for (day, filing) in of_item(filings, "2.01") {
        let note = "8-K item 2.01: an acquisition or a sale of a part was completed";
        let label = Some("acquisition");
        found.observations.push(observe(subject, registrant, "company.shakeup", (day, filing), label, note));
    }
    let counted = |item: &str, what: &str| {
        let days: Vec<PartialDate> = of_item(filings, item).into_keys().collect();
        let newest = days.last()?;
        Some(format!("{what} (8-K item {item}) {}, last on {newest}", times(days.len())))
    };
    found.remarks.extend(counted("5.02", "officers or directors changed, the index does not say which"));
    found.remarks.extend(counted("2.06", "an asset lost much of its worth"));
    for (form, what) in TELLING {
        if let Some(filing) = filings.iter().find(|filing| filing.form == *form) {
            found.remarks.push(format!("the company {what} (form {form} of {})", filing.filed));
        }
    }
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

/// Filings with this item, one a day: an amendment tells the same event again.
fn of_item<'f>(filings: &'f [Filing], item: &str) -> BTreeMap<PartialDate, &'f Filing> {
    let with_item = filings.iter().filter(|f| f.plain_form() == "8-K" && f.items.iter().any(|known| known == item));
    // Newest first, so that the original stays.
    with_item.filter_map(|filing| Some((filing.period?, filing))).collect()
}

fn observe(
    subject: &Subject,
    registrant: &Registrant,
    signal: &str,
    (day, filing): (PartialDate, &Filing),
    label: Option<&str>,
    note: &str,
) -> Observation {
    let value = Value::Event(Event { date: day, amount: None, label: label.map(str::to_owned) });
    let url = filing.url(registrant.cik).unwrap_or_else(|| "https://www.sec.gov/edgar".to_owned());
    let observation = subject.observe(signal, value, day, SourceKind::RegulatorFiling, ORIGIN, &url);
    Observation { note: Some(note.to_owned()), ..observation }
}
