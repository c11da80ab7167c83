//! Annual reports: the head count in their text, and where to look when the text does not give it.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::headcount::{Headcount, headcount_in};
use super::registrant::{Registrant, cik_of};
use super::submissions::Filing;
use super::{ANNUAL, EXHIBIT, FACTS, Findings, INDEX, facts, granted};
use crate::model::{Observation, Page, PartialDate, Request, SourceKind, Trouble, Value};
use crate::source::Subject;
use crate::source::filings::prose::{boundary, first_day};
use crate::source::html::visible_text;
use crate::source::reading::page;

const FORMS: &[&str] = &["10-K", "10-K405", "10-KT", "20-F", "40-F"];
/// How much of a report tells which form it is.
const COVER: usize = 20_000;
/// A jump by more than this from one year to the next is more likely a misreading.
const JUMP: f64 = 3.0;
/// The digit of what is likely misread.
const DOUBTFUL: u8 = 5;
/// Whoever does research in the whole company is more than the engineers whom a role could lead: so it counts little.
const ELSEWHERE: u8 = 5;
/// What a department may count.
const ENGINEERS: std::ops::RangeInclusive<f64> = 5.0..=5_000.0;

/// How far the text of one report is known.
enum Told {
    /// A page is wanted first.
    Pending(Request),
    /// Nothing, for a reason.
    Trouble(Trouble),
    /// The report and its exhibit were read, and say nothing.
    Nothing,
    /// Where it stands, in which form, and what.
    Said(String, &'static str, Box<Headcount>),
}

/// The newest report, the one before it for the year's growth, and the company's facts in numbers.
pub(super) fn read(
    subject: &Subject,
    registrant: &Registrant,
    filings: &[Filing],
    pages: &[Page],
    found: &mut Findings,
) {
    let reports = reports(filings);
    let Some(newest) = reports.first() else { return };
    let mut counts = Vec::new();
    for (at, report) in reports.iter().take(2).enumerate() {
        match told(registrant, report, pages) {
            Told::Pending(request) => found.wants.push(request),
            Told::Trouble(trouble) if at == 0 => {
                found.missing.push((format!("no head count from the {} of {}", report.form, report.filed), trouble));
            }
            Told::Nothing if at == 0 => found
                .remarks
                .push(format!("the {} of {} has no sentence that gives the head count", newest.form, newest.filed)),
            Told::Trouble(_) | Told::Nothing => {}
            Told::Said(url, form, said) => counts.push((url, form, said, report.period)),
        }
        // The report before is worth its size only where this one leaves a year's growth open.
        if counts.first().is_none_or(|(_, _, said, _)| said.before.is_some()) {
            break;
        }
    }
    let mut observations = observed(subject, &counts, &mut found.remarks);
    match page(pages, FACTS) {
        None => {
            let url = format!("https://data.sec.gov/api/xbrl/companyfacts/CIK{:010}.json", registrant.cik);
            found.wants.push(Request::json(FACTS, url).for_hours(24).large().identified());
        }
        Some(page) => {
            let mut numbers = Findings::default();
            match facts::read(subject, page, &mut numbers) {
                Ok(_) => {
                    let is_new = |one: &Observation| {
                        !observations.iter().any(|known| known.fact_date == one.fact_date && known.value == one.value)
                    };
                    // A filing is one voice, whether it speaks in words or in numbers.
                    let more: Vec<_> = numbers.observations.into_iter().filter(is_new).collect();
                    observations.extend(more);
                    found.remarks.extend(numbers.remarks);
                }
                Err(trouble) if trouble.state == crate::model::SourceState::UnknownEntity => {}
                Err(trouble) => found.missing.push(("no company facts".to_owned(), trouble)),
            }
        }
    }
    found.observations.extend(observations);
}

/// Annual reports, newest first; corrected ones only where there is no other.
fn reports(filings: &[Filing]) -> Vec<&Filing> {
    let is_report = |filing: &&Filing| FORMS.contains(&filing.plain_form());
    let plain: Vec<&Filing> = filings.iter().filter(is_report).filter(|filing| !filing.is_amendment()).collect();
    if plain.is_empty() { filings.iter().filter(is_report).take(1).collect() } else { plain }
}

fn told(registrant: &Registrant, report: &Filing, pages: &[Page]) -> Told {
    told_or_trouble(registrant, report, pages).unwrap_or_else(Told::Trouble)
}

fn told_or_trouble(registrant: &Registrant, report: &Filing, pages: &[Page]) -> Result<Told, Trouble> {
    let at = |label: &str, url: &str| pages.iter().find(|page| page.request.label == label && page.request.url == url);
    let want = |request: Request| Ok(Told::Pending(request.for_ever().identified()));
    let Some(url) = report.url(registrant.cik) else { return Ok(Told::Nothing) };
    let Some(page) = at(ANNUAL, &url) else { return want(Request::html(ANNUAL, url)) };
    let text = visible_text(&granted(page)?.text()?);
    if let Some(said) = headcount_in(&text) {
        return Ok(Told::Said(url, form_of(&text).unwrap_or(plain(report)), Box::new(said)));
    }
    // Some put the chapter into an exhibit.
    let Some(index_url) = report.url_of(registrant.cik, "index.json") else { return Ok(Told::Nothing) };
    let Some(index) = at(INDEX, &index_url) else { return want(Request::json(INDEX, index_url)) };
    let Some(exhibit) = exhibit_in(index).and_then(|name| report.url_of(registrant.cik, &name)) else {
        return Ok(Told::Nothing);
    };
    let Some(page) = at(EXHIBIT, &exhibit) else { return want(Request::html(EXHIBIT, exhibit)) };
    let said = headcount_in(&visible_text(&granted(page)?.text()?));
    Ok(said.map_or(Told::Nothing, |said| Told::Said(exhibit, plain(report), Box::new(said))))
}

/// The form of a report, all kinds of a 10-K being one.
fn plain(report: &Filing) -> &'static str {
    ["20-F", "40-F"].into_iter().find(|form| *form == report.plain_form()).unwrap_or("10-K")
}

#[derive(Deserialize)]
struct Index {
    directory: Directory,
}

#[derive(Deserialize)]
struct Directory {
    #[serde(default)]
    item: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    #[serde(default)]
    name: String,
}

/// The annual report to shareholders among the documents of a filing: exhibit 13.
fn exhibit_in(index: &Page) -> Option<String> {
    static EXHIBIT_13: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?i)ex(?:hibit|x)?[-_.]?0?13.*\.html?$").ok());
    let index: Index = index.json().ok()?;
    let pattern = EXHIBIT_13.as_ref()?;
    index.directory.item.into_iter().map(|item| item.name).find(|name| pattern.is_match(name))
}

type Said = (String, &'static str, Box<Headcount>, Option<PartialDate>);

fn observed(subject: &Subject, counts: &[Said], remarks: &mut Vec<String>) -> Vec<Observation> {
    let newest = counts.first().map(|(_, _, said, _)| said.count);
    let before = counts.first().and_then(|(_, _, said, _)| said.before.map(|(count, _)| count));
    let before = before.or_else(|| counts.get(1).map(|(_, _, said, _)| said.count));
    let is_jump = match (newest, before) {
        (Some(a), Some(b)) => a.max(b) > JUMP * a.min(b),
        _ => false,
    };
    let mut observations = Vec::new();
    for (url, form, said, period) in counts {
        let more = of_report(subject, url, form, said, *period, is_jump, remarks);
        // A report may state last year's number again.
        let is_told = |one: &Observation| {
            observations
                .iter()
                .any(|known: &Observation| (&known.signal, known.fact_date) == (&one.signal, one.fact_date))
        };
        let more: Vec<_> = more.into_iter().filter(|one| !is_told(one)).collect();
        observations.extend(more);
    }
    observations
}

fn of_report(
    subject: &Subject,
    url: &str,
    form: &str,
    said: &Headcount,
    period: Option<PartialDate>,
    is_jump: bool,
    remarks: &mut Vec<String>,
) -> Vec<Observation> {
    let Some(day) = said.day.or(period) else {
        remarks.push(format!("{} people on a day that is not given: “{}”", said.count, said.quote));
        return Vec::new();
    };
    let mut notes = Vec::new();
    if said.day.is_none() {
        notes.push("the sentence names no day; this is the end of the report's year");
    }
    if is_jump {
        notes.push("more than threefold within a year, so likely misread");
    }
    let credibility = if is_jump { DOUBTFUL } else { said.credibility };
    let observe = |signal: &str, count: f64, day: PartialDate, origin: &str, credibility: u8| Observation {
        credibility,
        ..subject.observe(signal, Value::Number(count), day, SourceKind::RegulatorFiling, origin, url)
    };
    let note = (!notes.is_empty()).then(|| notes.join("; "));
    let quoted = |one: Observation| Observation { quote: Some(said.quote.clone()), note: note.clone(), ..one }.sealed();
    let mut observations = vec![quoted(observe("company.headcount", said.count, day, form, credibility))];
    if let Some((count, earlier)) = said.before {
        observations.push(quoted(observe("company.headcount", count, earlier, form, credibility)));
    }
    if let Some((count, quote)) = &said.engineers {
        let note =
            "everybody in research and development, in the whole company; the engineers in reach of a role are fewer";
        if ENGINEERS.contains(count) {
            let origin = format!("{form}, research and development");
            let one = observe("department.eng_headcount", *count, day, &origin, ELSEWHERE);
            observations.push(Observation { quote: Some(quote.clone()), note: Some(note.to_owned()), ..one }.sealed());
        } else {
            remarks.push(format!("{count} people in research and development on {day}: “{quote}”"));
        }
    }
    observations
}

/// What one saved report says, and whose it is.
pub(super) fn read_saved(
    subject: &Subject,
    saved: &Page,
    found: &mut Findings,
) -> Result<(Option<u64>, String), Trouble> {
    let html = granted(saved)?.text()?;
    let text = visible_text(&html);
    let said = headcount_in(&text).ok_or_else(|| Trouble::failed("no sentence of the report gives the head count"))?;
    let form = form_of(&text).unwrap_or("10-K");
    let counts = [(saved.request.url.clone(), form, Box::new(said), year_end(&text))];
    found.observations = observed(subject, &counts, &mut found.remarks);
    let tag = |name: &str| {
        let pattern = Regex::new(&format!(r#"name="dei:{name}"[^>]*>(?:<[^>]*>)*([^<]+)<"#)).ok()?;
        Some(pattern.captures(&html)?.get(1)?.as_str().trim().to_owned())
    };
    let cik = tag("EntityCentralIndexKey").and_then(|cik| cik_of(&cik));
    Ok((cik, tag("EntityRegistrantName").map(|name| crate::source::html::unescaped(&name)).unwrap_or_default()))
}

/// "For the fiscal year ended 31 December 2025", on the cover.
fn year_end(text: &str) -> Option<PartialDate> {
    let cover = text.get(..boundary(text, COVER))?;
    let at = cover.to_ascii_lowercase().find("year ended")?;
    first_day(cover.get(at..boundary(cover, at + 40))?)
}

/// The form that the cover names.
fn form_of(text: &str) -> Option<&'static str> {
    static FORM: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)\bform\s+(10-K|20-F|40-F)").ok());
    let cover = text.get(..boundary(text, COVER))?;
    let named = FORM.as_ref()?.captures(cover)?.get(1)?.as_str().to_uppercase();
    ["10-K", "20-F", "40-F"].into_iter().find(|form| *form == named)
}

/// Whether an HTML text is an annual report: it says so by its tags or on its cover, or it gives a dated head count as
/// such reports do.
pub(super) fn is_report(html: &str) -> bool {
    if html.contains("xbrl.frc.org.uk") || html.contains("companieshouse.gov.uk") {
        return false;
    }
    if html.contains("xbrl.sec.gov/dei/") || html.contains("dei:EntityCentralIndexKey") {
        return true;
    }
    // Filings are documents, not sites.
    if ["<script", "<nav", "<form", "<link"].iter().any(|tag| html.contains(tag)) {
        return false;
    }
    let text = visible_text(html);
    let is_cover = || form_of(&text).is_some() && text.to_lowercase().contains("securities and exchange commission");
    is_cover() || headcount_in(&text).is_some_and(|said| said.credibility == 2 && said.day.is_some())
}
