//! Companies and pages for the tests of this folder.

use std::collections::BTreeMap;

use crate::model::{Company, Date, Page, Request, Value};
use crate::source::{Reading, Subject};

pub(super) const TODAY: Date = Date::constant(2026, 11, 20);

/// A company of this name, with pinned ids.
pub(super) fn subject(name: &str, domain: Option<&str>, ids: &[(&str, &str)]) -> Subject {
    let ids: BTreeMap<String, String> =
        ids.iter().map(|(service, id)| ((*service).to_owned(), (*id).to_owned())).collect();
    let company = Company { name: name.to_owned(), domain: domain.map(str::to_owned), ids, ..Company::default() };
    Subject::new(&company, TODAY)
}

/// An answer to a request.
pub(super) fn answered(request: Request, status: u16, text: &str) -> Page {
    Page::answered(request, status, text, TODAY)
}

/// A page that a person saved.
pub(super) fn saved(label: &'static str, text: &str) -> Page {
    Page::of_text(Request::html(label, "saved/page"), text, TODAY)
}

/// Asks a source until it wants nothing more; `serve` answers each address with a status and a text. Panics when it asks
/// for a page twice, or for too many.
pub(super) fn collect(
    source: &dyn crate::source::Source,
    subject: &Subject,
    serve: impl Fn(&str) -> (u16, &'static str),
) -> (Reading, Vec<String>) {
    let mut pages: Vec<Page> = Vec::new();
    loop {
        let reading = source.read(subject, &pages);
        if reading.wants.is_empty() {
            return (reading, pages.into_iter().map(|page| page.request.url).collect());
        }
        for request in reading.wants {
            assert!(!pages.iter().any(|page| page.request.url == request.url), "asks twice for {}", request.url);
            let (status, text) = serve(&request.url);
            pages.push(answered(request, status, text));
        }
        assert!(pages.len() < 30, "asks without end");
    }
}

/// What was observed, a line each: signal, value, date, credibility.
pub(super) fn told(reading: &Reading) -> Vec<String> {
    let line = |one: &crate::model::Observation| {
        let date = match &one.value {
            Value::Event(_) => String::new(),
            _ => format!(" on {}", one.fact_date),
        };
        format!("{} {}{date} ({})", one.signal, one.value, one.credibility)
    };
    reading.observations.iter().map(line).collect()
}
