//! Workday career sites: searches of twenty rows a page, only on request (SOURCES C8).
//!
//! The pages behind these sites are not documented and answer an order that they dislike like one that finds nothing.
//! So an empty answer never means "none", and what is found is a lower bound.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::hosted::{Board, Host, is_token, labelled};
use crate::model::{Page, Request, SourceKind, SourceState, Trouble};
use crate::source::html::visible_text;
use crate::source::lenient::{lenient, text};
use crate::source::{About, Holds, Opening, Reading, Source, Subject, Use, rank_of};

/// Career sites at `*.myworkdayjobs.com`.
pub(in crate::source) struct Workday;

const JOBS: &str = "jobs";
const JOB: &str = "job";
const ORIGIN: &str = "workday site";
const HOST: Host = Host { service: "workday", title: "Workday", account: "tenant/wdN/site" };
/// What is searched for: whole sites of large employers are not needed, and not polite to read.
const SEARCHES: &[&str] = &["engineering manager", "director engineering", "head of engineering", "vp engineering"];
/// Rows a page; the service gives nothing when asked for more.
const LIMIT: usize = 20;
/// Pages a search. Hits become unlike the search text long before.
const MOST_PAGES: usize = 5;
/// Adverts whose text is looked at; one request each.
const MOST_TEXTS: usize = 8;

/// `acme/wd5/External`.
struct Site<'s> {
    tenant: &'s str,
    pod: &'s str,
    name: &'s str,
}

/// What is posted.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Search {
    #[serde(default)]
    applied_facets: serde_json::Map<String, serde_json::Value>,
    limit: usize,
    offset: usize,
    search_text: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Listing {
    /// Right on the first page only.
    #[serde(default, deserialize_with = "lenient")]
    total: usize,
    job_postings: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    /// Rows without a title occur; they are places that are kept free.
    #[serde(default, deserialize_with = "text")]
    title: String,
    #[serde(default, deserialize_with = "text")]
    external_path: String,
    #[serde(default, deserialize_with = "lenient")]
    bullet_fields: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Detail {
    job_posting_info: Info,
    #[serde(default, deserialize_with = "lenient")]
    hiring_organization: Employer,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Info {
    #[serde(deserialize_with = "text")]
    title: String,
    #[serde(default, deserialize_with = "text")]
    job_description: String,
    #[serde(default, deserialize_with = "text")]
    start_date: String,
    #[serde(default, deserialize_with = "text")]
    job_req_id: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Employer {
    #[serde(deserialize_with = "text")]
    name: String,
}

/// An opening, and where its advert is.
struct Found {
    opening: Opening,
    path: String,
}

/// What all pages hold together.
#[derive(Default)]
struct Gathered {
    found: Vec<Found>,
    named: String,
    remarks: Vec<String>,
    missing: Vec<String>,
    /// Searches that go on, and where.
    next: Vec<(String, usize)>,
}

impl Source for Workday {
    fn about(&self) -> About {
        About {
            name: HOST.service,
            title: "Workday career site",
            holds: Holds::OneCompany,
            kind: SourceKind::CompanyRecord,
            use_: Use::OnRequest,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let site = site_of(subject);
        let Some(first) = labelled(pages, JOBS).chain(labelled(pages, JOB)).next() else {
            return match site {
                Ok(site) => Reading::wanting(SEARCHES.iter().map(|search| site.search(search, 0)).collect()),
                Err(reading) => *reading,
            };
        };
        match gather(pages) {
            Ok(gathered) => read_site(subject, pages, first, &gathered, site.ok().as_ref()),
            Err(trouble) => HOST.trouble(trouble, subject),
        }
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        if text.contains("\"jobPostingInfo\"") {
            return Some(JOB);
        }
        text.contains("\"jobPostings\"").then_some(JOBS)
    }
}

fn site_of(subject: &Subject) -> Result<Site<'_>, Box<Reading>> {
    let Some(identity) = subject.id(HOST.service) else {
        let why = "no career site known; `workday:` in the company's front matter names its tenant/wdN/site";
        return Err(Box::new(Reading::not_tried(why)));
    };
    let id = identity.id.as_str();
    Site::parse(id).ok_or_else(|| {
        let why = format!(
            "`workday: {id}` is no tenant/wdN/site; `acme/wd5/External` is, for acme.wd5.myworkdayjobs.com/External"
        );
        Box::new(Reading::not_tried(why))
    })
}

impl<'s> Site<'s> {
    fn parse(id: &'s str) -> Option<Self> {
        let mut parts = id.split('/');
        let (tenant, pod, name) = (parts.next()?, parts.next()?, parts.next()?);
        let number = pod.strip_prefix("wd")?;
        let is_pod = !number.is_empty() && number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit());
        let is_label = !tenant.contains('.') && is_token(tenant);
        // `jobs` and `careers` are good names of a site, though not of an account.
        let is_name = is_token(&format!("x{name}")) && !name.is_empty();
        (parts.next().is_none() && is_pod && is_label && is_name).then_some(Self { tenant, pod, name })
    }

    fn base(&self) -> String {
        let Self { tenant, pod, name } = self;
        format!("https://{tenant}.{pod}.myworkdayjobs.com/wday/cxs/{tenant}/{name}")
    }

    fn search(&self, words: &str, offset: usize) -> Request {
        let search =
            Search { applied_facets: serde_json::Map::new(), limit: LIMIT, offset, search_text: words.to_owned() };
        let body = serde_json::to_string(&search).unwrap_or_default();
        Request::json(JOBS, format!("{}/jobs", self.base())).posting(body).for_hours(6)
    }

    fn advert(&self, path: &str) -> Option<Request> {
        let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'_' | b'.' | b'%' | b',' | b'~');
        let is_path = path.starts_with("/job/") && path.bytes().all(is_plain) && !path.contains("..");
        is_path.then(|| Request::json(JOB, format!("{}{path}", self.base())).for_hours(24 * 7))
    }
}

/// Some employers switch the pages off for programs, with statuses that elsewhere mean a mistake.
fn refusal(page: &Page) -> Option<Trouble> {
    let status = page.outcome.as_ref().ok()?.status;
    matches!(status, 401 | 405 | 422)
        .then(|| Trouble::new(SourceState::Blocked, format!("this employer's site refuses programs ({status})")))
}

fn json<T: serde::de::DeserializeOwned>(page: &Page) -> Result<T, Trouble> {
    refusal(page).map_or_else(|| page.json(), Err)
}

/// Which search a page answers. A file does not say.
fn search_of(page: &Page) -> Option<Search> {
    serde_json::from_str(page.request.body.as_deref()?).ok()
}

fn gather(pages: &[Page]) -> Result<Gathered, Trouble> {
    let mut gathered = Gathered::default();
    let mut seen = BTreeSet::new();
    let mut first_trouble = None;
    let mut has_answer = false;
    let mut totals = std::collections::BTreeMap::new();
    for page in labelled(pages, JOBS) {
        let search = search_of(page);
        let listing: Listing = match json(page) {
            Ok(listing) => listing,
            Err(trouble) => {
                let what = search.map_or("a page".to_owned(), |search| format!("\"{}\"", search.search_text));
                gathered.missing.push(format!("{what}: {}", trouble.why));
                first_trouble.get_or_insert(trouble);
                continue;
            }
        };
        has_answer = true;
        let rows = listing.job_postings.len();
        if let Some(Search { search_text, offset, .. }) = search {
            let total = *totals.entry(search_text.clone()).or_insert(listing.total);
            let end = offset.saturating_add(rows);
            if rows > 0 && end < total && end < MOST_PAGES * LIMIT {
                gathered.next.push((search_text, end));
            }
        }
        let new = listing.job_postings.into_iter().filter_map(found).filter(|found| seen.insert(found.key()));
        gathered.found.extend(new);
    }
    for page in labelled(pages, JOB) {
        match json::<Detail>(page) {
            Ok(detail) => {
                has_answer = true;
                gathered.add(detail);
            }
            // The text of one advert is a bonus.
            Err(trouble) => {
                first_trouble.get_or_insert(trouble);
            }
        }
    }
    match first_trouble {
        Some(trouble) if !has_answer => Err(trouble),
        _ => Ok(gathered),
    }
}

fn found(row: Row) -> Option<Found> {
    let is_requisition = |field: &&String| field.bytes().any(|b| b.is_ascii_digit()) && !field.contains(' ');
    let requisition = row.bullet_fields.iter().find(is_requisition).cloned().unwrap_or_default();
    let opening = Opening { title: row.title, requisition, ..Opening::default() };
    (!opening.title.is_empty()).then_some(Found { opening, path: row.external_path })
}

impl Found {
    /// One job turns up in several searches.
    fn key(&self) -> String {
        let Self { opening, path } = self;
        let name = if path.is_empty() { &opening.title } else { path };
        if opening.requisition.is_empty() { name.clone() } else { opening.requisition.clone() }
    }
}

impl Gathered {
    fn add(&mut self, detail: Detail) {
        let Detail { job_posting_info: info, hiring_organization } = detail;
        self.named = hiring_organization.name;
        if let Ok(since) = info.start_date.parse::<crate::model::PartialDate>() {
            self.remarks.push(format!("{}: advertised since {since}", info.title));
        }
        let text = visible_text(&info.job_description);
        let known = self
            .found
            .iter_mut()
            .find(|found| !info.job_req_id.is_empty() && found.opening.requisition == info.job_req_id);
        if let Some(known) = known {
            known.opening.text = text;
            return;
        }
        let opening = Opening { title: info.title, requisition: info.job_req_id, text, ..Opening::default() };
        self.found.push(Found { opening, path: String::new() });
    }
}

fn read_site(subject: &Subject, pages: &[Page], first: &Page, gathered: &Gathered, site: Option<&Site<'_>>) -> Reading {
    let wants = site.map(|site| wants(site, pages, gathered)).unwrap_or_default();
    let openings: Vec<Opening> = gathered.found.iter().map(|found| found.opening.clone()).collect();
    if openings.is_empty() {
        // Refused searches say more about the site than empty ones.
        let refused = gathered.missing.first().map(|missing| format!("; {missing}")).unwrap_or_default();
        let why = format!("no search found anything; the site answers so, too, when it dislikes the question{refused}");
        return Reading { wants, ..Reading::from(Trouble::failed(why)) };
    }
    let board = Board {
        host: HOST,
        origin: ORIGIN,
        url: &first.request.url,
        on: first.fetched,
        openings: &openings,
        is_complete: false,
        named: &gathered.named,
        account: "",
        has_own_address: false,
    };
    let mut reading = board.reading(subject);
    if reading.state != SourceState::UnknownEntity {
        reading.remarks.extend(gathered.remarks.iter().cloned());
        reading.wants = wants;
        let missing = gathered.missing.iter().map(|missing| format!("; {missing}")).collect::<String>();
        reading.why = Some(format!("{} jobs found by searches, there may be more{missing}", openings.len()));
    }
    reading
}

fn wants(site: &Site<'_>, pages: &[Page], gathered: &Gathered) -> Vec<Request> {
    let is_new = |request: &Request| pages.iter().all(|page| page.request != *request);
    let more: Vec<Request> =
        gathered.next.iter().map(|(words, offset)| site.search(words, *offset)).filter(is_new).collect();
    if !more.is_empty() {
        return more;
    }
    let leads = |found: &&Found| rank_of(&found.opening.title, "").is_some();
    let ranked = gathered.found.iter().filter(leads).filter_map(|found| site.advert(&found.path));
    ranked.take(MOST_TEXTS).filter(is_new).collect()
}

#[cfg(test)]
mod tests;
