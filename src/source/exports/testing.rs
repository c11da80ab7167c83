//! What the tests of exports share.

use crate::model::{Company, Date, Form, Page, Request};
use crate::source::{Reading, Subject};

const TODAY: Date = Date::constant(2026, 11, 20);

pub(super) fn subject(name: &str, domain: &str) -> Subject {
    let id = name.to_lowercase().replace(' ', "-");
    let company = Company { id, name: name.to_owned(), domain: Some(domain.to_owned()), ..Company::default() };
    Subject::new(&company, TODAY)
}

pub(super) fn saved(label: &'static str, text: &str) -> Page {
    Page::of_text(Request::new(label, Form::Text, "saved"), text, TODAY)
}

/// Signal, value and day of each observation.
pub(super) fn facts(reading: &Reading) -> Vec<String> {
    reading.observations.iter().map(|o| format!("{} {} {}", o.signal, o.value, o.fact_date)).collect()
}
