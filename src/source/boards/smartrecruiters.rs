//! SmartRecruiters postings, a hundred a page (SOURCES C4).
//!
//! A company that the service does not know looks like one without openings, so an empty list counts as "none" only
//! where the id is proven.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::hosted::{Board, Host, labelled, titles};
use crate::model::{Page, Request, SourceKind};
use crate::source::html::visible_text;
use crate::source::lenient::{lenient, text};
use crate::source::{About, Holds, Opening, Reading, Source, Subject, Use, rank_of};

/// Postings at `api.smartrecruiters.com`.
pub(in crate::source) struct SmartRecruiters;

const POSTINGS: &str = "postings";
const POSTING: &str = "posting";
const ORIGIN: &str = "smartrecruiters board";
const HOST: Host = Host { service: "smartrecruiters", title: "SmartRecruiters", account: "company id" };
const API: &str = "https://api.smartrecruiters.com/v1/companies";
/// Pages of a list; the largest employers have a few thousand postings.
const MOST_PAGES: usize = 40;
/// Adverts whose text is looked at; one request each.
const MOST_TEXTS: usize = 12;

#[derive(Deserialize)]
struct Listing {
    #[serde(default)]
    offset: usize,
    #[serde(rename = "totalFound")]
    total: usize,
    content: Vec<Posting>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Posting {
    #[serde(deserialize_with = "text")]
    id: String,
    #[serde(deserialize_with = "text")]
    name: String,
    #[serde(default, deserialize_with = "text")]
    ref_number: String,
    #[serde(default, deserialize_with = "lenient")]
    company: Employer,
    /// An empty object where there is none.
    #[serde(default, deserialize_with = "lenient")]
    department: Label,
    #[serde(default, deserialize_with = "lenient")]
    function: Label,
    #[serde(default, deserialize_with = "lenient")]
    experience_level: Label,
    /// Only on the page of one posting.
    #[serde(default, deserialize_with = "lenient")]
    job_ad: Advert,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Employer {
    #[serde(deserialize_with = "text")]
    identifier: String,
    #[serde(deserialize_with = "text")]
    name: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Label {
    #[serde(deserialize_with = "text")]
    id: String,
    #[serde(deserialize_with = "text")]
    label: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Advert {
    #[serde(deserialize_with = "lenient")]
    sections: BTreeMap<String, Section>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Section {
    #[serde(deserialize_with = "text")]
    text: String,
}

/// What all pages of a board hold together.
#[derive(Default)]
struct Gathered {
    postings: Vec<Posting>,
    /// Rows read, those seen twice included.
    rows: usize,
    total: usize,
    /// Where the next page begins, if there should be one.
    next: Option<usize>,
    missing: Option<String>,
}

impl Source for SmartRecruiters {
    fn about(&self) -> About {
        About {
            name: HOST.service,
            title: "SmartRecruiters job board",
            holds: Holds::OneCompany,
            kind: SourceKind::CompanyRecord,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let Some(first) = labelled(pages, POSTINGS).chain(labelled(pages, POSTING)).next() else {
            return match HOST.account(subject) {
                Ok(id) => Reading::wanting(vec![list_request(id, 0)]),
                Err(reading) => *reading,
            };
        };
        match gather(pages) {
            Ok(gathered) => read_board(subject, pages, first, gathered),
            Err(trouble) => HOST.trouble(trouble, subject),
        }
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        if text.contains("\"totalFound\"") && text.contains("\"content\"") {
            return Some(POSTINGS);
        }
        (text.contains("\"jobAd\"") && text.contains("\"jobAdId\"")).then_some(POSTING)
    }
}

fn list_request(id: &str, offset: usize) -> Request {
    Request::json(POSTINGS, format!("{API}/{id}/postings?limit=100&offset={offset}")).for_hours(6)
}

fn posting_request(id: &str, posting: &str) -> Request {
    Request::json(POSTING, format!("{API}/{id}/postings/{posting}")).for_hours(24 * 7)
}

fn gather(pages: &[Page]) -> Result<Gathered, crate::model::Trouble> {
    let mut gathered = Gathered::default();
    for (at, page) in labelled(pages, POSTINGS).enumerate() {
        let listing: Listing = match page.json() {
            Ok(listing) => listing,
            Err(trouble) if at == 0 => return Err(trouble),
            Err(trouble) => {
                gathered.missing = Some(trouble.why);
                gathered.next = None;
                break;
            }
        };
        gathered.total = gathered.total.max(listing.total);
        gathered.rows += listing.content.len();
        let end = listing.offset.saturating_add(listing.content.len());
        let goes_on = !listing.content.is_empty() && end < gathered.total && at + 1 < MOST_PAGES;
        gathered.next = goes_on.then_some(end);
        add(&mut gathered.postings, listing.content);
    }
    for page in labelled(pages, POSTING) {
        match page.json::<Posting>() {
            Ok(posting) => add(&mut gathered.postings, vec![posting]),
            Err(trouble) if gathered.postings.is_empty() && gathered.total == 0 => return Err(trouble),
            // The text of one advert is a bonus.
            Err(_) => {}
        }
    }
    Ok(gathered)
}

/// A list that grows while it is read shows a posting twice; the page of a posting brings its text.
fn add(postings: &mut Vec<Posting>, more: Vec<Posting>) {
    for posting in more {
        match postings.iter_mut().find(|known| known.id == posting.id) {
            Some(known) if known.job_ad.sections.is_empty() => known.job_ad = posting.job_ad,
            Some(_) => {}
            None => postings.push(posting),
        }
    }
}

fn read_board(subject: &Subject, pages: &[Page], first: &Page, gathered: Gathered) -> Reading {
    let openings: Vec<Opening> = gathered.postings.iter().map(opening).collect();
    let employer = gathered.postings.first().map(|posting| &posting.company);
    let has_list = labelled(pages, POSTINGS).next().is_some();
    let board = Board {
        host: HOST,
        origin: ORIGIN,
        url: &first.request.url,
        on: first.fetched,
        openings: &openings,
        is_complete: has_list && gathered.rows >= gathered.total,
        named: employer.map_or("", |employer| &employer.name),
        account: employer.map_or("", |employer| &employer.identifier),
        has_own_address: false,
    };
    let mut reading = board.reading(subject);
    if reading.state == crate::model::SourceState::UnknownEntity {
        return reading;
    }
    reading.remarks.extend(high_levels(&gathered.postings));
    if !board.is_complete && has_list {
        let missing = gathered.missing.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        reading.why = Some(format!("read {} of {} postings{missing}", gathered.rows, gathered.total));
    }
    if let Ok(id) = HOST.account(subject) {
        reading.wants = wants(id, pages, &gathered);
    }
    reading
}

fn wants(id: &str, pages: &[Page], gathered: &Gathered) -> Vec<Request> {
    let is_new = |request: &Request| pages.iter().all(|page| page.request.url != request.url);
    if let Some(offset) = gathered.next {
        return Some(list_request(id, offset)).filter(is_new).into_iter().collect();
    }
    let leads = |posting: &&Posting| rank_of(&posting.name, &department(posting)).is_some();
    let ranked = gathered.postings.iter().filter(leads).filter(|posting| super::hosted::is_token(&posting.id));
    ranked.take(MOST_TEXTS).map(|posting| posting_request(id, &posting.id)).filter(is_new).collect()
}

fn department(posting: &Posting) -> String {
    let Posting { department, function, .. } = posting;
    if department.label.is_empty() { function.label.clone() } else { department.label.clone() }
}

fn opening(posting: &Posting) -> Opening {
    let sections = posting.job_ad.sections.values().map(|section| visible_text(&section.text));
    Opening {
        title: posting.name.clone(),
        department: department(posting),
        requisition: if posting.ref_number.is_empty() { posting.id.clone() } else { posting.ref_number.clone() },
        text: sections.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "),
    }
}

/// The level that the employer ticked is worth a look, and too loosely used to count.
fn high_levels(postings: &[Posting]) -> Option<String> {
    let is_high = |posting: &&Posting| matches!(posting.experience_level.id.as_str(), "director" | "executive");
    let is_technical = |posting: &&Posting| {
        matches!(posting.function.id.as_str(), "engineering" | "information_technology" | "research" | "")
    };
    let mut found: Vec<&str> = postings.iter().filter(is_high).filter(is_technical).map(|p| p.name.as_str()).collect();
    found.sort_unstable();
    found.dedup();
    (!found.is_empty()).then(|| format!("marked as director or executive on the board: {}", titles(&found)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceState;
    use crate::source::boards::testing::{page_of, pinned, refused, stranger};

    const LIST: &str = include_str!("../../../fixtures/pages/smartrecruiters_postings.json");
    const NEXT: &str = include_str!("../../../fixtures/pages/smartrecruiters_postings_2.json");
    const NONE: &str = include_str!("../../../fixtures/pages/smartrecruiters_none.json");
    const DETAIL: &str = include_str!("../../../fixtures/pages/smartrecruiters_posting.json");

    fn list(text: &str, offset: usize) -> Page {
        page_of(list_request("DunlinWorks", offset), text)
    }

    #[test]
    fn a_list_is_read_page_by_page() {
        let subject = pinned("smartrecruiters", "DunlinWorks");
        let first = SmartRecruiters.read(&subject, &[]);
        assert_eq!(first.wants, [list_request("DunlinWorks", 0)]);
        let part = SmartRecruiters.read(&subject, &[list(LIST, 0)]);
        assert_eq!(part.state, SourceState::Observed);
        assert_eq!(part.why.as_deref(), Some("read 3 of 4 postings"));
        assert_eq!(part.wants, [list_request("DunlinWorks", 3)]);
        let whole = SmartRecruiters.read(&subject, &[list(LIST, 0), list(NEXT, 3)]);
        assert_eq!((whole.state, whole.why), (SourceState::Observed, None));
        assert_eq!(whole.wants, ["880001", "880002"].map(|id| posting_request("DunlinWorks", id)));
        let counts: Vec<String> = whole.observations.iter().map(|o| format!("{} {}", o.signal, o.value)).collect();
        assert_eq!(counts, ["company.open_eng_roles 3", "company.open_em_roles 1", "company.open_m2_roles 1"]);
        assert!(whole.observations.iter().all(|o| o.value.ends().is_none()));
    }

    #[test]
    fn openings_have_a_department_or_a_function_and_the_requisition() {
        let gathered = gather(&[list(LIST, 0), list(NEXT, 3)]).expect("two pages");
        let openings: Vec<Opening> = gathered.postings.iter().map(opening).collect();
        let seen = |at: usize| {
            (openings[at].title.as_str(), openings[at].department.as_str(), openings[at].requisition.as_str())
        };
        assert_eq!(seen(0), ("Director of Platform Engineering", "Technology", "REF10K"));
        assert_eq!(seen(1), ("Engineering Manager", "Engineering", "REF11K"));
        assert_eq!(seen(2), ("Warehouse Lead", "Operations", "880003"));
        assert_eq!(openings.len(), 4);
    }

    #[test]
    fn the_level_on_the_board_is_a_remark() {
        let reading = SmartRecruiters.read(&pinned("smartrecruiters", "DunlinWorks"), &[list(LIST, 0)]);
        let remark = "marked as director or executive on the board: Director of Platform Engineering";
        assert_eq!(reading.remarks, [remark]);
    }

    #[test]
    fn none_is_zero_only_for_a_proven_id() {
        let none = [list(NONE, 0)];
        assert_eq!(SmartRecruiters.read(&pinned("smartrecruiters", "DunlinWorks"), &none).state, SourceState::Zero);
        let mut guessed = stranger();
        guessed.learn(&crate::source::Identity {
            service: "smartrecruiters".to_owned(),
            id: "DunlinWorks".to_owned(),
            proof: crate::source::Proof::ByName,
            how: String::new(),
        });
        let reading = SmartRecruiters.read(&guessed, &none);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::UnknownEntity, 0));
        assert_eq!(SmartRecruiters.read(&stranger(), &none).state, SourceState::UnknownEntity);
    }

    #[test]
    fn a_saved_page_of_another_company_is_a_candidate() {
        let mut other = stranger();
        other.name = "Somebody Else".to_owned();
        let reading = SmartRecruiters.read(&other, &[list(LIST, 0)]);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::UnknownEntity, 0));
        assert_eq!(
            reading.candidates,
            [("smartrecruiters: DunlinWorks".to_owned(), "calls itself Dunlin Works, 3 jobs".to_owned())]
        );
        other.is_vouched = true;
        let reading = SmartRecruiters.read(&other, &[list(LIST, 0)]);
        assert_eq!(reading.state, SourceState::Observed);
        assert_eq!(
            reading.remarks.first().map(String::as_str),
            Some("the board calls itself Dunlin Works; is it the company's?")
        );
    }

    #[test]
    fn the_text_of_an_advert_joins_its_posting() {
        let detail = page_of(posting_request("DunlinWorks", "880001"), DETAIL);
        let gathered = gather(&[list(LIST, 0), detail.clone()]).expect("a list and an advert");
        assert_eq!(gathered.postings.len(), 3);
        assert!(opening(&gathered.postings[0]).text.contains("You manage three managers"));
        let alone = SmartRecruiters.read(&pinned("smartrecruiters", "DunlinWorks"), &[detail]);
        assert_eq!((alone.state, alone.why), (SourceState::Observed, None));
    }

    #[test]
    fn troubles_have_their_state() {
        let subject = pinned("smartrecruiters", "DunlinWorks");
        let state = |page: Page| SmartRecruiters.read(&subject, &[page]).state;
        assert_eq!(state(refused(list_request("DunlinWorks", 0), 403, "<html>")), SourceState::Blocked);
        assert_eq!(state(refused(list_request("DunlinWorks", 0), 429, "")), SourceState::Limited);
        assert_eq!(state(refused(list_request("DunlinWorks", 0), 404, "")), SourceState::UnknownEntity);
        assert_eq!(state(list("<!doctype html><p>Hello", 0)), SourceState::Failed);
        assert_eq!(state(list(&LIST[..200], 0)), SourceState::Failed);
        let late = refused(list_request("DunlinWorks", 3), 500, "");
        let reading = SmartRecruiters.read(&subject, &[list(LIST, 0), late]);
        assert_eq!(reading.state, SourceState::Observed);
        assert_eq!(reading.why.as_deref(), Some("read 3 of 4 postings: the server answered 500"));
        assert!(reading.observations.iter().all(|o| o.value.ends().is_some()));
        assert!(reading.wants.iter().all(|want| want.label == POSTING));
    }

    #[test]
    fn an_id_that_is_none_is_refused_before_anything_is_asked() {
        for id in ["../admin", "a/b", "a?b", "www", ""] {
            let reading = SmartRecruiters.read(&pinned("smartrecruiters", id), &[]);
            assert_eq!((reading.state, reading.wants.len()), (SourceState::NotTried, 0), "{id}");
        }
    }

    #[test]
    fn its_own_texts_are_recognised() {
        for text in [LIST, NEXT, NONE] {
            assert_eq!(SmartRecruiters.recognise(text), Some(POSTINGS));
        }
        assert_eq!(SmartRecruiters.recognise(DETAIL), Some(POSTING));
    }
}
