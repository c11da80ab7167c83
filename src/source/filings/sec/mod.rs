//! The SEC's EDGAR: events, head counts and private rounds of companies that file in the United States (SOURCES A1 to A4).

mod annual;
mod events;
mod facts;
mod form_d;
mod headcount;
mod registrant;
mod submissions;
mod tickers;

use crate::model::{Observation, Page, Request, SourceKind, SourceState, Trouble};
use crate::source::reading::page;
use crate::source::{About, Holds, Reading, Source, Subject, Use};

use registrant::Registrant;

/// EDGAR at `sec.gov`.
pub(in crate::source) struct Sec;

const TICKERS: &str = "tickers";
const SUBMISSIONS: &str = "submissions";
const OLDER: &str = "older submissions";
const ANNUAL: &str = "annual report";
const INDEX: &str = "index of an annual report";
const EXHIBIT: &str = "exhibit of an annual report";
const FACTS: &str = "company facts";
const CONCEPT: &str = "company concept";
const FORM_D: &str = "form D";

/// Labels of pages that stand for themselves when a person saved them.
const SAVED: &[&str] = &[OLDER, ANNUAL, FACTS, CONCEPT, FORM_D];

impl Source for Sec {
    fn about(&self) -> About {
        About {
            name: "sec",
            title: "SEC filings (EDGAR)",
            holds: Holds::OneCompany,
            kind: SourceKind::RegulatorFiling,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        if page(pages, SUBMISSIONS).is_none()
            && let Some(saved) = pages.iter().find(|page| SAVED.contains(&page.request.label))
        {
            return read_saved(subject, saved).unwrap_or_else(Reading::from);
        }
        let registrant = match registrant::identify(subject, pages) {
            Ok(registrant) => registrant,
            Err(reading) => return *reading,
        };
        let Some(page) = page(pages, SUBMISSIONS) else {
            let url = format!("https://data.sec.gov/submissions/CIK{:010}.json", registrant.cik);
            let wants = vec![Request::json(SUBMISSIONS, url).for_hours(12).identified()];
            return Reading { identities: registrant.identity().into_iter().collect(), ..Reading::wanting(wants) };
        };
        read_filings(subject, registrant, page, pages).unwrap_or_else(Reading::from)
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        recognise(text)
    }
}

/// What is found while the pages of one company are gone through.
#[derive(Default)]
struct Findings {
    observations: Vec<Observation>,
    remarks: Vec<String>,
    wants: Vec<Request>,
    /// Pages that were in trouble, and what is missing for that.
    missing: Vec<(String, Trouble)>,
}

impl Findings {
    fn into_reading(self, registrant: &Registrant) -> Reading {
        let why: Vec<String> = self.missing.iter().map(|(what, trouble)| format!("{what}: {}", trouble.why)).collect();
        let state = match self.missing.first() {
            _ if !self.observations.is_empty() => SourceState::Observed,
            _ if !self.wants.is_empty() => SourceState::NotTried,
            Some((_, trouble)) => trouble.state,
            None => SourceState::UnknownEntity,
        };
        let why = if why.is_empty() && state == SourceState::UnknownEntity {
            Some("there are filings, and none of them says anything that is scored".to_owned())
        } else {
            (!why.is_empty()).then(|| why.join("; "))
        };
        let observations = self.observations.into_iter().map(|one| registrant.trusted(one)).collect();
        let identities = registrant.identity().into_iter().collect();
        Reading { why, observations, identities, remarks: self.remarks, wants: self.wants, ..Reading::of(state) }
    }
}

fn read_filings(subject: &Subject, registrant: Registrant, page: &Page, pages: &[Page]) -> Result<Reading, Trouble> {
    let known = submissions::read(page).map_err(|trouble| match trouble.state {
        SourceState::UnknownEntity => Trouble::new(trouble.state, format!("the SEC knows no CIK {}", registrant.cik)),
        _ => trouble,
    })?;
    if let Some(theirs) = known.cik
        && theirs != registrant.cik
        && !subject.is_vouched
    {
        return Ok(Reading::unknown(format!("the page is of CIK {theirs}, the company's is {}", registrant.cik)));
    }
    let mut found = Findings::default();
    let registrant = registrant.seen_as(subject, &known, &mut found.remarks);
    events::read(subject, &registrant, &known.filings, &mut found);
    annual::read(subject, &registrant, &known.filings, pages, &mut found);
    form_d::read(subject, &registrant, &known.filings, pages, &mut found);
    Ok(found.into_reading(&registrant))
}

/// A page that a person saved by itself.
fn read_saved(subject: &Subject, saved: &Page) -> Result<Reading, Trouble> {
    let mut found = Findings::default();
    let whose = match saved.request.label {
        FACTS | CONCEPT => facts::read(subject, saved, &mut found)?,
        FORM_D => form_d::read_saved(subject, saved, &mut found)?,
        ANNUAL => annual::read_saved(subject, saved, &mut found)?,
        _ => {
            let filings = submissions::read_older(saved)?;
            let registrant = match registrant::of_saved(subject, None, "") {
                Ok(registrant) => registrant,
                Err(reading) => return Ok(*reading),
            };
            events::read(subject, &registrant, &filings, &mut found);
            return Ok(found.into_reading(&registrant));
        }
    };
    Ok(match registrant::of_saved(subject, whose.0, &whose.1) {
        Ok(registrant) => {
            found.remarks.extend(registrant.contradiction(subject));
            found.into_reading(&registrant)
        }
        Err(reading) => *reading,
    })
}

/// The page, if the SEC did not refuse it. Its two refusals have the same status and mean different things.
fn granted(page: &Page) -> Result<&Page, Trouble> {
    let is_html_for_json = || {
        page.request.form == crate::model::Form::Json
            && page.text().is_ok_and(|text| text.trim_start().starts_with('<'))
    };
    if page.outcome.is_err() || page.answer().is_ok() && !is_html_for_json() {
        return Ok(page);
    }
    let text = page.any_text()?;
    if text.contains("Request Rate Threshold Exceeded") || text.contains("Traffic Limit") {
        let why = "the SEC's limit of requests is exceeded; leave it alone for ten minutes, then run again";
        return Err(Trouble::new(SourceState::Limited, why));
    }
    if text.contains("Undeclared Automated Tool") {
        let why = "the SEC wants to know whom to write to; set `contact` in skiplevel.toml, or give --contact";
        return Err(Trouble::new(SourceState::Blocked, why));
    }
    Ok(page)
}

/// Tells the SEC's pages apart by their shape.
fn recognise(text: &str) -> Option<&'static str> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let has = |words: &[&str]| words.iter().all(|word| text.contains(word));
    if start.starts_with('{') {
        let squeezed: String = start.chars().take(200).filter(|c| !c.is_whitespace()).collect();
        return if squeezed.starts_with("{\"accessionNumber\":[") {
            Some(OLDER)
        } else if has(&["\"cik_str\"", "\"ticker\""]) || squeezed.starts_with("{\"fields\":[\"cik\",") {
            Some(TICKERS)
        } else if has(&["\"cik\"", "\"filings\"", "\"recent\"", "\"accessionNumber\""]) {
            Some(SUBMISSIONS)
        } else if has(&["\"cik\"", "\"taxonomy\"", "\"tag\"", "\"entityName\""]) {
            Some(CONCEPT)
        } else if has(&["\"cik\"", "\"entityName\"", "\"facts\""]) {
            Some(FACTS)
        } else {
            None
        };
    }
    if has(&["<edgarSubmission", "<submissionType>D"]) {
        return Some(FORM_D);
    }
    (start.starts_with('<') && annual::is_report(text)).then_some(ANNUAL)
}

#[cfg(test)]
mod tests;
