//! Ashby job boards (SOURCES C2). The list of jobs never says whose it is; the board's page does.

use serde_json::Value;

use super::board::{
    Count, contradiction, credibility, first_key, is_html, joined, objects_at, opening, reading_of, text_at, token,
    under, unknown_board,
};
use crate::model::{Page, Request, SourceKind, SourceState, Trouble};
use crate::source::html::visible_text;
use crate::source::reading::page;
use crate::source::{About, Domain, Holds, Identity, Opening, Proof, Reading, Source, Subject, Use};

/// Boards at `jobs.ashbyhq.com`.
pub(in crate::source) struct Ashby;

const SERVICE: &str = "ashby";
const API: &str = "https://api.ashbyhq.com/posting-api/job-board";
const PAGES: &str = "https://jobs.ashbyhq.com";

const JOBS: &str = "jobs";
/// Says whose board it is.
const BOARD: &str = "board page";

impl Source for Ashby {
    fn about(&self) -> About {
        About {
            name: SERVICE,
            title: "Ashby job board",
            holds: Holds::OneCompany,
            kind: SourceKind::CompanyRecord,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let read = match (page(pages, JOBS), page(pages, BOARD)) {
            (Some(jobs), board) => read_jobs(subject, jobs, board),
            (None, Some(board)) => read_board(subject, board),
            (None, None) => {
                return match token(subject, SERVICE, is_token) {
                    Ok(board) => {
                        let url = under(API, &board.id, "?includeCompensation=true");
                        Reading::wanting(vec![Request::json(JOBS, url).for_hours(6)])
                    }
                    Err(trouble) => trouble.into(),
                };
            }
        };
        read.unwrap_or_else(Reading::from)
    }

    fn main_page(&self) -> Option<&'static str> {
        Some(JOBS)
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        let is_list = matches!(first_key(text), Some("jobs" | "apiVersion"))
            && (text.contains("\"isListed\"") || text.contains("\"apiVersion\""));
        if is_list {
            return Some(JOBS);
        }
        (is_board(text) && !super::wayback::is_archived(text)).then_some(BOARD)
    }
}

/// Names may have spaces and capitals.
pub(super) fn is_token(token: &str) -> bool {
    let is_refused = |c: char| c.is_control() || matches!(c, '/' | '\\' | '?' | '#' | '%' | '<' | '>' | '"');
    !token.trim().is_empty()
        && token.len() <= 100
        && !token.contains("..")
        && token != "."
        && !token.contains(is_refused)
}

fn read_jobs(subject: &Subject, page: &Page, board: Option<&Page>) -> Result<Reading, Trouble> {
    let token = subject.id(SERVICE).map(|board| board.id.clone()).unwrap_or_default();
    let answer: Value = page.json().map_err(|trouble| unknown_board(trouble, "Ashby", &token))?;
    let openings = openings_of(&answer)?;
    let proof = subject.id(SERVICE).map(|board| board.proof);
    let mut wants = Vec::new();
    if board.is_none() && proof.is_some_and(|proof| proof != Proof::ByDomain) {
        wants.push(Request::html(BOARD, under(PAGES, &token, "")));
        if proof == Some(Proof::ByName) {
            return Ok(Reading::wanting(wants));
        }
    }
    let owner = board.map(owner_of);
    let whose = match whose(subject, owner.as_ref()) {
        Ok(whose) => whose,
        Err(reading) => return Ok(*reading),
    };
    let count = Count::of_today(page, "ashby board", whose.credibility);
    let reading = reading_of(subject, &openings, &count);
    Ok(Reading { identities: whose.identities, remarks: whose.remarks, wants, ..reading })
}

/// What the board's page says of its owner, and how far that makes the board the company's.
struct Whose {
    credibility: u8,
    identities: Vec<Identity>,
    remarks: Vec<String>,
}

/// The owner that a board's page names.
struct Owner {
    name: String,
    website: Option<Domain>,
    slug: String,
}

fn whose(subject: &Subject, owner: Option<&Result<Owner, Trouble>>) -> Result<Whose, Box<Reading>> {
    let known = subject.id(SERVICE);
    let named: Vec<String> =
        owner.iter().filter_map(|owner| owner.as_ref().ok()).map(|owner| owner.name.clone()).collect();
    let website = owner.and_then(|owner| owner.as_ref().ok()).and_then(|owner| owner.website.as_ref());
    if let (Some(theirs), Some(ours)) = (website, &subject.domain) {
        return whose_by_domain(subject, owner, theirs, ours);
    }
    // Names alone were wrong in a quarter of all cases that somebody checked.
    if let Some(board) = known.filter(|board| board.proof == Proof::ByName) {
        let why = format!("nothing but the name says that the board `{}` is the company's", board.id);
        let candidate = (format!("{SERVICE}: {}", board.id), "the names agree".to_owned());
        return Err(Box::new(Reading { candidates: vec![candidate], ..Reading::unknown(why) }));
    }
    let credibility = credibility(subject, SERVICE, &named, 0).map_err(|trouble| Box::new(trouble.into()))?;
    let mut remarks: Vec<String> = contradiction(subject, &named).into_iter().collect();
    if let (Some(Err(trouble)), true) = (owner, known.is_some()) {
        remarks.push(format!("whose board it is was not checked: {}", trouble.why));
    }
    Ok(Whose { credibility, identities: Vec::new(), remarks })
}

fn whose_by_domain(
    subject: &Subject,
    owner: Option<&Result<Owner, Trouble>>,
    theirs: &Domain,
    ours: &Domain,
) -> Result<Whose, Box<Reading>> {
    let known = subject.id(SERVICE);
    let token = known.map(|board| board.id.clone()).or_else(|| Some(owner?.as_ref().ok()?.slug.clone()));
    let token = token.unwrap_or_default();
    if theirs == ours {
        let how = format!("the board names {ours} as its owner's site");
        let identity = Identity { service: SERVICE.to_owned(), id: token.clone(), proof: Proof::ByDomain, how };
        let identities = if is_token(&token) { vec![identity] } else { Vec::new() };
        return Ok(Whose { credibility: Proof::ByDomain.credibility(), identities, remarks: Vec::new() });
    }
    let is_trusted = subject.is_vouched || known.is_some_and(|board| board.proof != Proof::ByName);
    if !is_trusted {
        return Err(Box::new(Reading::unknown(format!("the board belongs to {theirs}, not to {ours}"))));
    }
    let remark = format!("the board names {theirs} as its owner's site, not {ours}: is it the company's?");
    Ok(Whose { credibility: Proof::Pinned.credibility(), identities: Vec::new(), remarks: vec![remark] })
}

/// The listed openings of a list of jobs, live or archived.
pub(super) fn openings_of(answer: &Value) -> Result<Vec<Opening>, Trouble> {
    let jobs = objects_at(answer, "jobs")?;
    Ok(jobs.iter().filter_map(opening_of).collect())
}

fn opening_of(job: &Value) -> Option<Opening> {
    let is_listed = job.get("isListed").and_then(Value::as_bool) != Some(false);
    let title = text_at(job, "title");
    let department = joined([text_at(job, "department"), text_at(job, "team")]);
    let text = || match text_at(job, "descriptionPlain") {
        "" => visible_text(text_at(job, "descriptionHtml")),
        plain => plain.to_owned(),
    };
    (is_listed && !title.is_empty()).then(|| opening(title, department, String::new(), text))
}

const APP_DATA: &str = "window.__appData";

/// Whether a text is a board's page.
pub(super) fn is_board(text: &str) -> bool {
    is_html(text) && text.contains(APP_DATA)
}

/// The data that a board's page carries in a script.
fn app_data(text: &str) -> Option<Value> {
    let (_, after) = text.split_once(APP_DATA)?;
    let (_, data) = after.split_once('=')?;
    serde_json::Deserializer::from_str(data).into_iter::<Value>().next()?.ok()
}

fn owner_of(board: &Page) -> Result<Owner, Trouble> {
    let data = app_data(&board.text()?).unwrap_or_default();
    let owner = data.get("organization").map(|owner| Owner {
        name: text_at(owner, "name").to_owned(),
        website: Domain::of(text_at(owner, "publicWebsite")),
        slug: text_at(owner, "hostedJobsPageSlug").to_owned(),
    });
    // Every address there answers, nonsense included.
    owner.filter(|owner| !owner.name.is_empty()).ok_or_else(|| {
        Trouble::new(SourceState::UnknownEntity, "the board's page names no owner; it may be a page of nobody")
    })
}

/// The openings that a board's page carries. `None`: it carries no list.
pub(super) fn openings_of_page(text: &str) -> Option<Vec<Opening>> {
    let data = app_data(text)?;
    let jobs = data.get("jobBoard")?.get("jobPostings")?.as_array()?;
    let opening_of = |job: &Value| {
        let is_listed = job.get("isListed").and_then(Value::as_bool) != Some(false);
        let title = text_at(job, "title");
        let department = joined([text_at(job, "departmentName"), text_at(job, "teamName")]);
        (is_listed && !title.is_empty()).then(|| opening(title, department, String::new(), String::new))
    };
    Some(jobs.iter().filter_map(opening_of).collect())
}

/// A board's page that a person saved.
fn read_board(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let owner = owner_of(page)?;
    let remark = format!("the board calls its owner {}", owner.name);
    let whose = match whose(subject, Some(&Ok(owner))) {
        Ok(whose) => whose,
        Err(reading) => return Ok(*reading),
    };
    let reading = match openings_of_page(&page.text()?) {
        Some(openings) => {
            reading_of(subject, &openings, &Count::of_today(page, "ashby board (page)", whose.credibility))
        }
        None => Reading::of(SourceState::Observed).because("the page says whose board it is, and lists no openings"),
    };
    let reading = Reading { identities: whose.identities, remarks: whose.remarks, ..reading };
    Ok(if reading.remarks.is_empty() { reading.remark(remark) } else { reading })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{answer, ask, ask_all, import, known, lines, quote, subject};
    use super::*;

    const JOBS_TEXT: &str = include_str!("../../../fixtures/pages/ashby_jobs.json");
    const PAGE: &str = include_str!("../../../fixtures/pages/ashby_board_page.html");
    const SHELL: &str =
        "<!DOCTYPE html><title>Jobs</title><script>window.__appData = {\"organization\":null};</script>";
    const FOREIGN: &str = "<!DOCTYPE html><title>Fennelworks Jobs</title><script>window.__appData = \
        {\"organization\":{\"name\":\"Fennelworks\",\"publicWebsite\":\"https://www.fennel-works.example/\"}}</script>";

    fn pinned() -> Subject {
        subject(&[("ashby", "Fennel works")])
    }

    fn replies(page: &'static str) -> impl Fn(&str) -> (u16, &'static str) {
        move |url| if url.contains("posting-api") { (200, JOBS_TEXT) } else { (200, page) }
    }

    #[test]
    fn a_pinned_board_is_checked_by_its_page() {
        let (reading, urls) = ask_all(&Ashby, &pinned(), replies(PAGE));
        assert_eq!(
            urls,
            [
                "https://api.ashbyhq.com/posting-api/job-board/Fennel%20works?includeCompensation=true",
                "https://jobs.ashbyhq.com/Fennel%20works"
            ]
        );
        assert_eq!(reading.state, SourceState::Observed);
        assert_eq!(
            lines(&reading),
            [
                "open_eng_roles: 3 on 2026-11-20 (ashby board)",
                "open_em_roles: 1 on 2026-11-20 (ashby board)",
                "open_m2_roles: 1 on 2026-11-20 (ashby board)",
            ]
        );
        assert_eq!(quote(&reading, "company.open_m2_roles"), "Director of Engineering 🚀");
        let note = reading.observations.iter().find_map(|one| one.note.clone().filter(|note| note.contains("leads")));
        assert_eq!(note.as_deref(), Some("leads managers, says the advert: Director of Engineering 🚀"));
        assert_eq!(reading.identities.len(), 1);
        assert!(reading.remarks.is_empty(), "{:?}", reading.remarks);
    }

    #[test]
    fn a_board_that_names_another_site_is_said_to() {
        let reading = ask(&Ashby, &pinned(), replies(FOREIGN));
        assert_eq!(reading.state, SourceState::Observed);
        assert!(reading.remarks[0].contains("fennel-works.example"), "{:?}", reading.remarks);
        let shell = ask(&Ashby, &pinned(), replies(SHELL));
        assert!(shell.remarks[0].contains("names no owner"), "{:?}", shell.remarks);
    }

    #[test]
    fn agreeing_names_prove_nothing_here() {
        let by_name = known("ashby", "fennelworks", Proof::ByName);
        for page in [FOREIGN, SHELL] {
            let reading = ask(&Ashby, &by_name, replies(page));
            assert_eq!((reading.state, reading.observations.len()), (SourceState::UnknownEntity, 0));
        }
        let proven = ask(&Ashby, &by_name, replies(PAGE));
        assert_eq!(proven.state, SourceState::Observed);
        assert_eq!(proven.identities[0].proof, Proof::ByDomain);
    }

    #[test]
    fn a_board_that_the_companys_site_links_needs_no_second_page() {
        let (reading, urls) = ask_all(&Ashby, &known("ashby", "fennelworks", Proof::ByDomain), |_| {
            (200, "{\"jobs\":[],\"apiVersion\":\"1\"}")
        });
        assert_eq!((reading.state, urls.len()), (SourceState::Zero, 1));
    }

    #[test]
    fn what_is_no_board_is_no_zero() {
        let state = |status, text| {
            let reading = ask(&Ashby, &known("ashby", "fennelworks", Proof::ByDomain), move |_| (status, text));
            assert!(reading.observations.is_empty() && reading.why.is_some());
            reading.state
        };
        assert_eq!(state(404, "Not Found"), SourceState::UnknownEntity);
        assert_eq!(state(403, ""), SourceState::Blocked);
        assert_eq!(state(200, ""), SourceState::Failed);
        assert_eq!(state(200, "<html>"), SourceState::Failed);
        assert_eq!(state(200, "{\"jobs\":[{\"id\":\"1"), SourceState::Failed);
        assert_eq!(state(200, "null"), SourceState::Failed);
        assert_eq!(state(200, "{\"jobs\":[1]}"), SourceState::Failed);
    }

    #[test]
    fn a_token_of_another_form_is_refused() {
        for token in ["", " ", "..", "a/b", "a?b", "a#b", "a%2fb", "a\nb"] {
            let reading = Ashby.read(&subject(&[("ashby", token)]), &[]);
            assert!(reading.wants.is_empty() && reading.state == SourceState::UnknownEntity, "{token:?}");
        }
    }

    #[test]
    fn saved_pages_are_read_alone() {
        let list = import(&Ashby, JOBS_TEXT);
        assert_eq!(list.observations.len(), 3);
        let page = import(&Ashby, PAGE);
        assert_eq!(quote(&page, "company.open_em_roles"), "Engineering Manager");
        assert_eq!(page.identities[0].id, "Fennel works");
        let stranger = subject(&[]);
        let foreign = Ashby.read(&stranger, &[answer(Request::html(BOARD, "saved.html"), 200, FOREIGN)]);
        assert_eq!((foreign.state, foreign.observations.len()), (SourceState::UnknownEntity, 0));
    }
}
