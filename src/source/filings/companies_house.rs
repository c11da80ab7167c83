//! Accounts at the register of companies of the United Kingdom: average number of employees a year (SOURCES F3).

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::xml::{Piece, pieces};
use crate::model::{Form, Observation, Page, PartialDate, Request, SourceKind, SourceState, Trouble, Value};
use crate::source::reading::page;
use crate::source::{About, Holds, Proof, Reading, Source, Subject, Use};

/// The register, which wants a free key.
pub(in crate::source) struct CompaniesHouse;

const SERVICE: &str = "companies_house";
const SEARCH: &str = "search";
const HISTORY: &str = "filing-history";
const DOCUMENT: &str = "document";
const ACCOUNTS: &str = "accounts";
const ORIGIN: &str = "Companies House accounts";
const API: &str = "https://api.company-information.service.gov.uk";
const DOCUMENTS: &str = "https://document-api.company-information.service.gov.uk/document/";
/// Accounts that are looked at: each tells of its year and of the one before.
const MOST_ACCOUNTS: usize = 2;
/// The tag whose prefix differs from year to year.
const EMPLOYEES: &str = "AverageNumberEmployeesDuringPeriod";

impl Source for CompaniesHouse {
    fn about(&self) -> About {
        About {
            name: "companies-house",
            title: "accounts at the UK register",
            holds: Holds::OneCompany,
            kind: SourceKind::RegulatorFiling,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let read = match subject.id(SERVICE) {
            _ if pages.iter().any(|page| page.request.label == ACCOUNTS && pages.len() == 1) => {
                read_pages(subject, pages)
            }
            _ if page(pages, SEARCH).is_some() && pages.len() == 1 => Ok(search(subject, pages)),
            None => Ok(search(subject, pages)),
            Some(identity) if is_number(&identity.id) => match page(pages, HISTORY) {
                None if pages.is_empty() => Ok(Reading::wanting(vec![history(&identity.id)])),
                _ => read_pages(subject, pages),
            },
            Some(identity) => {
                let why =
                    format!("`companies_house: {}` is no company number; eight digits or letters are", identity.id);
                Ok(Reading::unknown(why))
            }
        };
        read.unwrap_or_else(Reading::from)
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        if text.contains("search#companies") {
            Some(SEARCH)
        } else if text.contains("\"filing_history_status\"") {
            Some(HISTORY)
        } else if text.contains("\"significant_date_type\"") && text.contains("\"resources\"") {
            Some(DOCUMENT)
        } else {
            (text.contains("companieshouse.gov.uk") || text.contains("xbrl.frc.org.uk")).then_some(ACCOUNTS)
        }
    }
}

fn is_number(id: &str) -> bool {
    id.len() == 8 && id.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn json(label: &'static str, url: String) -> Request {
    Request::json(label, url).for_hours(24).with_key(SERVICE)
}

fn history(number: &str) -> Request {
    json(HISTORY, format!("{API}/company/{number}/filing-history?category=accounts&items_per_page=25"))
}

/// Looks for the company's number by its name; what is found is for the person to pin.
fn search(subject: &Subject, pages: &[Page]) -> Reading {
    let Some(page) = page(pages, SEARCH) else {
        let looks_british = subject.domain.as_ref().is_some_and(|domain| domain.as_str().ends_with(".uk"));
        if !looks_british {
            let why = "no company number known; `companies_house:` in the company's front matter gives it";
            return Reading::not_tried(why);
        }
        let query: String = url::form_urlencoded::byte_serialize(subject.name.as_bytes()).collect();
        let url = format!("{API}/search/companies?q={query}&items_per_page=20&start_index=0");
        return Reading::wanting(vec![json(SEARCH, url)]);
    };
    found(subject, page).unwrap_or_else(Reading::from)
}

fn found(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let answer: Json = page.json()?;
    let items = answer
        .get("items")
        .and_then(Json::as_array)
        .ok_or_else(|| Trouble::failed("the answer has no list of companies"))?;
    let text = |item: &Json, key: &str| item.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    let mut reading = Reading::unknown("nobody proved which company of the register it is");
    for item in items {
        let (title, number, status) = (text(item, "title"), text(item, "company_number"), text(item, "company_status"));
        if subject.is_called(&title) && is_number(&number) && !subject.rules_out(SERVICE, &number) {
            let place = text(item, "address_snippet");
            reading.candidates.push((format!("companies_house: \"{number}\""), format!("{title}, {status}, {place}")));
        }
    }
    Ok(reading)
}

fn read_pages(subject: &Subject, pages: &[Page]) -> Result<Reading, Trouble> {
    let mut reading = Reading::of(SourceState::UnknownEntity);
    if let Some(history) = page(pages, HISTORY) {
        reading.wants.extend(documents(&history.json()?));
        if reading.wants.is_empty() {
            return Ok(Reading::unknown("the register has no accounts of it that can be fetched"));
        }
    }
    let mut trouble = None;
    let (mut seen, mut on_paper) = (0, 0);
    for document in pages.iter().filter(|page| page.request.label == DOCUMENT) {
        match document.json().map(|answer: Json| content(&answer)) {
            Ok(Some(request)) => reading.wants.push(request),
            Ok(None) => on_paper += 1,
            Err(error) => trouble = Some(error),
        }
    }
    let mut years: BTreeMap<PartialDate, (f64, &Page)> = BTreeMap::new();
    for accounts in pages.iter().filter(|page| page.request.label == ACCOUNTS) {
        seen += 1;
        match accounts.text() {
            // The newest accounts come first, and may correct the year before.
            Ok(text) => employees(&text).into_iter().for_each(|(year, people)| {
                years.entry(year).or_insert((people, accounts));
            }),
            Err(error) => trouble = Some(error),
        }
    }
    let proof = subject.id(SERVICE).map_or(Proof::Pinned, |identity| identity.proof);
    reading.observations =
        years.iter().map(|(year, (people, page))| observe(subject, page, *year, *people, proof)).collect();
    if !reading.observations.is_empty() {
        reading.state = SourceState::Observed;
        reading.why = trouble.map(|trouble| format!("some accounts are missing: {}", trouble.why));
        return Ok(reading);
    }
    if let Some(trouble) = trouble {
        return Err(trouble);
    }
    reading.why = Some(match (seen, on_paper) {
        (0, 0) => "the accounts are not looked at yet".to_owned(),
        (0, _) => "the accounts are there as PDF only".to_owned(),
        _ => "the accounts do not tell how many people are employed".to_owned(),
    });
    Ok(reading)
}

/// The newest accounts that are there as documents.
fn documents(history: &Json) -> Vec<Request> {
    let items = history.get("items").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let link = |item: &Json| Some(item.get("links")?.get("document_metadata")?.as_str()?.to_owned());
    let ours = items.iter().filter_map(link).filter(|url| is_document(url));
    // Every second one: each tells of two years.
    ours.step_by(2).take(MOST_ACCOUNTS).map(|url| json(DOCUMENT, url).for_ever()).collect()
}

fn is_document(url: &str) -> bool {
    let rest = url.strip_prefix(DOCUMENTS).unwrap_or_default();
    !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'/'))
}

/// The document itself, if it is there in a form that can be read.
fn content(document: &Json) -> Option<Request> {
    document.get("resources")?.get("application/xhtml+xml")?;
    let url = document.get("links")?.get("document")?.as_str().filter(|url| is_document(url))?;
    Some(Request::new(ACCOUNTS, Form::Html, url).for_ever().with_key(SERVICE))
}

fn observe(subject: &Subject, page: &Page, year: PartialDate, people: f64, proof: Proof) -> Observation {
    let kind = SourceKind::RegulatorFiling;
    let observation =
        subject.observe("company.headcount", Value::Number(people), year, kind, ORIGIN, &page.request.url);
    let note = Some("average of the year that ended then, of the legal entity, not of its group".to_owned());
    Observation { note, credibility: proof.credibility(), ..observation }.sealed()
}

/// Average employees by the end of the period, of accounts in inline XBRL.
fn employees(text: &str) -> Vec<(PartialDate, f64)> {
    let mut ends: BTreeMap<String, PartialDate> = BTreeMap::new();
    let mut split: Vec<String> = Vec::new();
    let mut facts: Vec<(String, f64)> = Vec::new();
    let (mut context, mut in_end, mut words) = (String::new(), false, String::new());
    let mut fact: Option<(String, f64)> = None;
    pieces(text.trim_start_matches('\u{feff}'), |piece| match piece {
        Piece::Open(name, attributes) => {
            let attribute =
                |key: &str| attributes.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone());
            match name.as_str() {
                "context" => context = attribute("id").unwrap_or_default(),
                // A context with a dimension is a part: by department, by sex.
                "explicitMember" | "typedMember" => split.push(context.clone()),
                "endDate" | "instant" => (in_end, words) = (true, String::new()),
                "nonFraction" if attribute("name").is_some_and(|name| name.ends_with(EMPLOYEES)) => {
                    let scale = attribute("scale").and_then(|scale| scale.parse::<i32>().ok()).unwrap_or(0).clamp(0, 9);
                    let sign = if attribute("sign").as_deref() == Some("-") { -1.0 } else { 1.0 };
                    fact = Some((attribute("contextRef").unwrap_or_default(), sign * 10_f64.powi(scale)));
                    words.clear();
                }
                _ => {}
            }
        }
        Piece::Words(more) => words.push_str(&more),
        Piece::Close(name) => match name.as_str() {
            "endDate" | "instant" if in_end => {
                in_end = false;
                if let Ok(end) = words.trim().parse() {
                    ends.insert(context.clone(), end);
                }
            }
            "nonFraction" => {
                if let Some((context, factor)) = fact.take() {
                    let number: String = words.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
                    facts.extend(number.parse::<f64>().ok().map(|number| (context, number * factor)));
                }
            }
            _ => {}
        },
    });
    let dated = facts.into_iter().filter(|(context, people)| !split.contains(context) && *people >= 1.0);
    let mut found: Vec<(PartialDate, f64)> =
        dated.filter_map(|(context, people)| Some((*ends.get(&context)?, people))).collect();
    found.sort_by_key(|(year, _)| std::cmp::Reverse(*year));
    found.dedup_by_key(|(year, _)| *year);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Company, Date};

    const TODAY: Date = Date::constant(2026, 11, 20);
    const HISTORY_PAGE: &str = r#"{"filing_history_status": "filing-history-available", "items": [
        {"date": "2026-08-01", "links": {"document_metadata": "https://document-api.company-information.service.gov.uk/document/NEW"}},
        {"date": "2025-08-01", "links": {"document_metadata": "https://document-api.company-information.service.gov.uk/document/MID"}},
        {"date": "2024-08-01", "links": {"document_metadata": "https://document-api.company-information.service.gov.uk/document/OLD"}},
        {"date": "2018-08-01", "paper_filed": true, "links": {}},
        {"date": "2017-08-01", "links": {"document_metadata": "https://evil.example/document/X"}}]}"#;
    const METADATA: &str = r#"{"significant_date_type": "made-up-date", "links": {"document": "https://document-api.company-information.service.gov.uk/document/NEW/content"},
        "resources": {"application/pdf": {}, "application/xhtml+xml": {}}}"#;
    const PDF: &str = r#"{"links": {"document": "https://document-api.company-information.service.gov.uk/document/OLD/content"}, "resources": {"application/pdf": {}}}"#;
    const IXBRL: &str = include_str!("../../../fixtures/pages/companies_house_accounts.html");

    fn subject(id: Option<&str>) -> Subject {
        let ids = id.map(|id| (SERVICE.to_owned(), id.to_owned())).into_iter().collect();
        let company = Company {
            id: "x".to_owned(),
            name: "Pellwick".to_owned(),
            domain: Some("pellwick.co.uk".to_owned()),
            ids,
            ..Company::default()
        };
        Subject::new(&company, TODAY)
    }

    fn page_of(label: &'static str, url: &str, text: &str) -> Page {
        Page::of_text(json(label, url.to_owned()), text, TODAY)
    }

    #[test]
    fn the_way_leads_from_the_history_to_two_years_of_employees() {
        let subject = subject(Some("SC123456"));
        let first = CompaniesHouse.read(&subject, &[]).wants;
        assert!(first[0].url.ends_with("/company/SC123456/filing-history?category=accounts&items_per_page=25"));
        assert_eq!(first[0].key, Some(SERVICE));
        let mut pages = vec![Page::of_text(first[0].clone(), HISTORY_PAGE, TODAY)];
        let second: Vec<String> =
            CompaniesHouse.read(&subject, &pages).wants.into_iter().map(|want| want.url).collect();
        assert_eq!(second, [format!("{DOCUMENTS}NEW"), format!("{DOCUMENTS}OLD")], "each tells of two years");
        pages.push(page_of(DOCUMENT, &second[0], METADATA));
        pages.push(page_of(DOCUMENT, &second[1], PDF));
        let third = CompaniesHouse.read(&subject, &pages);
        let content = third.wants.last().cloned().expect("the document");
        assert_eq!(content.url, format!("{DOCUMENTS}NEW/content"));
        pages.push(Page::of_text(content, IXBRL, TODAY));
        let reading = CompaniesHouse.read(&subject, &pages);
        let facts: Vec<String> = reading.observations.iter().map(|o| format!("{} {}", o.value, o.fact_date)).collect();
        assert_eq!(
            (reading.state, facts.as_slice()),
            (SourceState::Observed, &["412 2025-03-31".to_owned(), "1466 2026-03-31".to_owned()][..])
        );
    }

    #[test]
    fn parts_dashes_and_spans_are_read_as_they_are_meant() {
        assert_eq!(
            employees(IXBRL).iter().map(|(year, people)| format!("{year} {people}")).collect::<Vec<_>>(),
            ["2026-03-31 1466", "2025-03-31 412"]
        );
        assert_eq!(employees("<html><p>412 people"), []);
        assert_eq!(employees(&IXBRL[..IXBRL.len() / 2]).len(), 0, "cut off before the first number");
    }

    #[test]
    fn accounts_on_paper_are_unknown_and_so_is_no_history() {
        let subject = subject(Some("SC123456"));
        let paper = [page_of(HISTORY, "h", HISTORY_PAGE), page_of(DOCUMENT, "a", PDF), page_of(DOCUMENT, "b", PDF)];
        let reading = CompaniesHouse.read(&subject, &paper);
        assert_eq!(
            (reading.state, reading.why.as_deref()),
            (SourceState::UnknownEntity, Some("the accounts are there as PDF only"))
        );
        let none = CompaniesHouse.read(&subject, &[page_of(HISTORY, "h", "{\"items\": []}")]);
        assert_eq!((none.state, none.wants.len()), (SourceState::UnknownEntity, 0));
    }

    #[test]
    fn a_name_gives_candidates_and_no_facts() {
        let list = r#"{"kind": "search#companies", "items": [
            {"title": "PELLWICK LIMITED", "company_number": "01234567", "company_status": "active", "address_snippet": "Leeds"},
            {"title": "PELLWICK BAKERY LTD", "company_number": "07654321", "company_status": "active"}]}"#;
        let reading = CompaniesHouse.read(&subject(None), &[page_of(SEARCH, "s", list)]);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::UnknownEntity, 0));
        assert_eq!(
            reading.candidates,
            [("companies_house: \"01234567\"".to_owned(), "PELLWICK LIMITED, active, Leeds".to_owned())]
        );
        let bad = CompaniesHouse.read(&subject(Some("12/../34")), &[]);
        assert_eq!((bad.state, bad.wants.len()), (SourceState::UnknownEntity, 0));
    }
}
