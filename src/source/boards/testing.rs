//! Companies and pages for the tests of boards.

use std::collections::BTreeMap;

use crate::model::{Company, Date, Page, Request};
use crate::source::Subject;

const TODAY: Date = Date::constant(2026, 11, 20);

/// Dunlin Works, of which nothing is known but name and domain.
pub(super) fn stranger() -> Subject {
    with_ids(BTreeMap::new())
}

/// Dunlin Works with an id that a person wrote down.
pub(super) fn pinned(service: &str, id: &str) -> Subject {
    with_ids(BTreeMap::from([(service.to_owned(), id.to_owned())]))
}

fn with_ids(ids: BTreeMap<String, String>) -> Subject {
    let company = Company {
        id: "dunlin".to_owned(),
        name: "Dunlin Works".to_owned(),
        domain: Some("dunlin.example".to_owned()),
        ids,
        ..Company::default()
    };
    Subject::new(&company, TODAY)
}

/// A good answer.
pub(super) fn page_of(request: Request, text: &str) -> Page {
    Page::of_text(request, text, TODAY)
}

/// An answer with another status.
pub(super) fn refused(request: Request, status: u16, text: &str) -> Page {
    Page::answered(request, status, text, TODAY)
}
