//! Which of the SEC's registrants the company is (SOURCES 6).

use super::submissions::Submissions;
use super::{TICKERS, granted, tickers};
use crate::model::{Observation, Page, Request};
use crate::source::reading::page;
use crate::source::{Domain, Identity, Proof, Reading, Subject};

/// A registrant, and how it is known to be the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Registrant {
    /// The SEC's number; 0 when only a saved page without any is at hand.
    pub(super) cik: u64,
    /// Its name at the SEC, where that was seen.
    name: String,
    proof: Proof,
    how: String,
    /// Whether a person said that the page is the company's.
    is_vouched: bool,
}

impl Registrant {
    /// For other sources, and for the next run.
    pub(super) fn identity(&self) -> Option<Identity> {
        let (service, id) = ("cik".to_owned(), self.cik.to_string());
        (self.cik > 0).then(|| Identity { service, id, proof: self.proof, how: self.how.clone() })
    }

    /// An observation, trusted no more than the match.
    pub(super) fn trusted(&self, observation: Observation) -> Observation {
        let least = if self.is_vouched { 2 } else { self.proof.credibility() };
        Observation { credibility: observation.credibility.max(least), ..observation }.sealed()
    }

    /// The same, now that its own page is there: equal domains prove more than equal names.
    pub(super) fn seen_as(self, subject: &Subject, known: &Submissions, remarks: &mut Vec<String>) -> Self {
        let mut seen = Self { name: known.name.clone(), ..self };
        if seen.proof == Proof::ByName && subject.owns(&known.website) {
            seen.proof = Proof::ByDomain;
            seen.how = format!("the SEC gives its site as {}", known.website);
        }
        let is_former = known.former.iter().any(|name| subject.is_called(name));
        if !is_former {
            remarks.extend(seen.contradiction(subject));
        }
        if let (Some(theirs), Some(ours)) = (Domain::of(&known.website), &subject.domain)
            && theirs != *ours
        {
            remarks.push(format!("the SEC gives the company's site as {theirs}, not {ours}"));
        }
        seen
    }

    /// What speaks against the match, in words.
    pub(super) fn contradiction(&self, subject: &Subject) -> Option<String> {
        let pinned = subject.id("cik").and_then(|known| cik_of(&known.id));
        if let Some(ours) = pinned.filter(|ours| *ours != self.cik && self.cik > 0) {
            return Some(format!("the page is of CIK {}, the company's is {ours}", self.cik));
        }
        let is_other = !self.name.is_empty() && !subject.is_called(&self.name);
        is_other.then(|| format!("CIK {} is {}; is that the company?", self.cik, self.name))
    }
}

/// The company's registrant: pinned or learned, by its ticker, or by a name that only one registrant has. Else what to
/// do next.
pub(super) fn identify(subject: &Subject, pages: &[Page]) -> Result<Registrant, Box<Reading>> {
    if let Some(pinned) = subject.id("cik") {
        let Some(cik) = cik_of(&pinned.id) else {
            return Err(Box::new(Reading::not_tried(format!("`cik: {}` is not a number of the SEC", pinned.id))));
        };
        return Ok(registrant(cik, "", pinned.proof, &pinned.how));
    }
    if let Some(saved) = page(pages, super::SUBMISSIONS) {
        let known = super::submissions::read(saved).map_err(|trouble| Box::new(Reading::from(trouble)))?;
        if page(pages, TICKERS).is_none() {
            return of_saved(subject, known.cik, &known.name);
        }
    }
    let Some(page) = page(pages, TICKERS) else {
        let url = "https://www.sec.gov/files/company_tickers.json";
        return Err(Box::new(Reading::wanting(vec![Request::json(TICKERS, url).for_hours(24).identified()])));
    };
    let table = granted(page).and_then(tickers::read).map_err(|trouble| Box::new(Reading::from(trouble)))?;
    tickers::find(subject, &table).map(|(row, proof, how)| registrant(row.cik, &row.title, proof, &how))
}

/// The registrant of a page that a person saved; it may name itself. Without a person's word or a pinned number its name
/// must be the company's.
pub(super) fn of_saved(subject: &Subject, cik: Option<u64>, name: &str) -> Result<Registrant, Box<Reading>> {
    let pinned = subject.id("cik").and_then(|known| Some((cik_of(&known.id)?, known)));
    let vouched = |cik| Registrant { is_vouched: true, ..registrant(cik, name, Proof::ByName, "the saved page") };
    match (pinned, cik) {
        (Some((ours, known)), Some(theirs)) if ours == theirs => Ok(registrant(ours, name, known.proof, &known.how)),
        (Some((ours, _)), Some(theirs)) if !subject.is_vouched => {
            Err(Box::new(Reading::unknown(format!("the page is of CIK {theirs}, the company's is {ours}"))))
        }
        (_, Some(theirs)) if subject.rules_out("cik", &theirs.to_string()) => {
            Err(Box::new(Reading::unknown(format!("CIK {theirs} is ruled out by `not`"))))
        }
        (Some((ours, known)), None) if subject.is_vouched => Ok(registrant(ours, name, known.proof, &known.how)),
        _ if subject.is_vouched => Ok(vouched(cik.unwrap_or_default())),
        (_, Some(theirs)) if subject.is_called(name) => {
            Ok(registrant(theirs, name, Proof::ByName, "the name on the saved page"))
        }
        _ if name.is_empty() => Err(Box::new(Reading::unknown("nothing on the page says whose it is"))),
        _ => Err(Box::new(Reading::unknown(format!("the page is of {name}")))),
    }
}

fn registrant(cik: u64, name: &str, proof: Proof, how: &str) -> Registrant {
    Registrant { cik, name: name.to_owned(), proof, how: how.to_owned(), is_vouched: false }
}

/// A number of the SEC, with or without zeros and letters before it.
pub(super) fn cik_of(written: &str) -> Option<u64> {
    let digits = written.trim().trim_start_matches(['C', 'I', 'K', 'c', 'i', 'k']).trim();
    let is_number = !digits.is_empty() && digits.len() <= 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten().filter(|cik| *cik > 0)
}
