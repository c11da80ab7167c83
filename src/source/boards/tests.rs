//! Companies and pages for the tests of this folder.

use crate::model::{Company, Date, Form, Observation, Page, Request, Value};
use crate::source::{Identity, Proof, Reading, Source, Subject};

pub(super) const TODAY: Date = Date::constant(2026, 11, 20);

/// Fennelworks, of which these ids are pinned.
pub(super) fn subject(ids: &[(&str, &str)]) -> Subject {
    let company = Company {
        id: "fennelworks".to_owned(),
        name: "Fennelworks Ltd".to_owned(),
        domain: Some("fennelworks.example".to_owned()),
        ids: ids.iter().map(|(service, id)| ((*service).to_owned(), (*id).to_owned())).collect(),
        ..Company::default()
    };
    Subject::new(&company, TODAY)
}

/// Fennelworks, of which one id is known by this proof.
pub(super) fn known(service: &str, id: &str, proof: Proof) -> Subject {
    let mut subject = subject(&[]);
    subject.learn(&Identity {
        service: service.to_owned(),
        id: id.to_owned(),
        proof,
        how: "a test says so".to_owned(),
    });
    subject
}

/// What came of a request.
pub(super) fn answer(request: Request, status: u16, text: &str) -> Page {
    Page::answered(request, status, text, TODAY)
}

/// Asks a source until it wants nothing more. `reply` says what is at an address.
pub(super) fn ask(source: &dyn Source, subject: &Subject, reply: impl Fn(&str) -> (u16, &'static str)) -> Reading {
    ask_all(source, subject, reply).0
}

/// The same, with the addresses that were asked for.
pub(super) fn ask_all(
    source: &dyn Source,
    subject: &Subject,
    reply: impl Fn(&str) -> (u16, &'static str),
) -> (Reading, Vec<String>) {
    let mut pages: Vec<Page> = Vec::new();
    loop {
        let reading = source.read(subject, &pages);
        if reading.wants.is_empty() {
            return (reading, pages.into_iter().map(|page| page.request.url).collect());
        }
        for want in &reading.wants {
            assert!(!pages.iter().any(|page| page.request.url == want.url), "{} is asked for twice", want.url);
            let (status, text) = reply(&want.url);
            pages.push(answer(want.clone(), status, text));
        }
        assert!(pages.len() < 40, "no end of pages");
    }
}

/// What a source says of a page that a person saved, and said to be Fennelworks'.
pub(super) fn import(source: &dyn Source, text: &str) -> Reading {
    let label = source.recognise(text).expect("recognised");
    let mut subject = subject(&[]);
    subject.is_vouched = true;
    source.read(&subject, &[Page::of_text(Request::new(label, Form::Text, "saved.html"), text, TODAY)])
}

/// `signal: value on date (origin)`, one an observation.
pub(super) fn lines(reading: &Reading) -> Vec<String> {
    let line = |observation: &Observation| {
        let value = match &observation.value {
            Value::Range { low, high } if *high >= 20_000.0 => format!("at least {low}"),
            value => value.to_string(),
        };
        let signal = observation.signal.trim_start_matches("company.");
        format!("{signal}: {value} on {} ({})", observation.fact_date, observation.origin)
    };
    reading.observations.iter().map(line).collect()
}

/// The quote of the observation of a signal.
pub(super) fn quote<'r>(reading: &'r Reading, signal: &str) -> &'r str {
    let found = reading.observations.iter().find(|observation| observation.signal == signal);
    found.and_then(|observation| observation.quote.as_deref()).unwrap_or_default()
}
