//! Companies and pages for the tests of public databases.

use std::collections::BTreeMap;

use crate::model::{Company, Date, Page, Request};
use crate::source::Subject;

pub(super) const TODAY: Date = Date::constant(2026, 11, 20);

/// Fenwick Loom, of which nothing is known but name and domain.
pub(super) fn stranger() -> Subject {
    company("Fenwick Loom", Some("fenwickloom.example"), &[])
}

/// Fenwick Loom with an id that a person wrote down.
pub(super) fn pinned(service: &str, id: &str) -> Subject {
    company("Fenwick Loom", Some("fenwickloom.example"), &[(service, id)])
}

pub(super) fn company(name: &str, domain: Option<&str>, ids: &[(&str, &str)]) -> Subject {
    let ids: BTreeMap<String, String> =
        ids.iter().map(|(service, id)| ((*service).to_owned(), (*id).to_owned())).collect();
    let company = Company {
        id: "it".to_owned(),
        name: name.to_owned(),
        domain: domain.map(str::to_owned),
        ids,
        ..Company::default()
    };
    Subject::new(&company, TODAY)
}

/// A good answer.
pub(super) fn page_of(request: Request, text: &str) -> Page {
    Page::of_text(request, text, TODAY)
}

/// A good answer to whatever has this label.
pub(super) fn labelled(label: &'static str, text: &str) -> Page {
    page_of(Request::json(label, format!("https://pages.example/{}", label.replace(' ', "-"))), text)
}

/// An answer with another status.
pub(super) fn refused(label: &'static str, status: u16, text: &str) -> Page {
    let request = Request::json(label, "https://pages.example/refused");
    Page::answered(request, status, text, TODAY)
}
