//! Lever job boards, in two regions (SOURCES C3).

use std::sync::LazyLock;

use regex::Regex;
use scraper::{ElementRef, Html};
use serde_json::Value;

use super::board::{
    Count, contradiction, credibility, is_html, is_plain_token, joined, list_at, opening, reading_of, text_at, token,
    under, unknown_board,
};
use crate::model::{Page, Request, SourceKind, SourceState, Trouble};
use crate::source::html::{selector, visible_text};
use crate::source::reading::page;
use crate::source::{About, Holds, Opening, Proof, Reading, Source, Subject, Use, name_key};

/// Boards at `jobs.lever.co` and `jobs.eu.lever.co`.
pub(in crate::source) struct Lever;

const SERVICE: &str = "lever";
const POSTINGS: &str = "postings";
const EU_POSTINGS: &str = "postings (EU)";
/// The board for people: its title is the owner's name.
const BOARD: &str = "board page";

impl Source for Lever {
    fn about(&self) -> About {
        About {
            name: SERVICE,
            title: "Lever job board",
            holds: Holds::OneCompany,
            kind: SourceKind::CompanyRecord,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let board = page(pages, BOARD);
        let read = match (page(pages, POSTINGS), page(pages, EU_POSTINGS), board) {
            (_, Some(eu), _) => read_postings(subject, eu, Region::Eu, board),
            (Some(us), None, _) => match (us.answer(), subject.id(SERVICE).map(|board| Site::of(&board.id))) {
                (Err(trouble), Some(Site { region: None, name })) if trouble.state == SourceState::UnknownEntity => {
                    return Reading::wanting(vec![Region::Eu.request(name)]);
                }
                _ => read_postings(subject, us, Region::Us, board),
            },
            (None, None, Some(board)) => read_board(subject, board),
            (None, None, None) => return first_wants(subject),
        };
        read.unwrap_or_else(Reading::from)
    }

    fn main_page(&self) -> Option<&'static str> {
        Some(POSTINGS)
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        let start = text.trim_start_matches('\u{feff}').trim_start();
        if start.starts_with('[') && text.contains("\"categories\"") && text.contains("\"hostedUrl\"") {
            return Some(POSTINGS);
        }
        (is_board(text) && !super::wayback::is_archived(text)).then_some(BOARD)
    }
}

/// Where a company's data is kept. It is in one of them, never in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Region {
    Us,
    Eu,
}

impl Region {
    fn request(self, name: &str) -> Request {
        let (label, base) = match self {
            Self::Us => (POSTINGS, "https://api.lever.co/v0/postings"),
            Self::Eu => (EU_POSTINGS, "https://api.eu.lever.co/v0/postings"),
        };
        Request::json(label, under(base, name, "?mode=json")).for_hours(6)
    }

    fn board(self, name: &str) -> Request {
        let base = if self == Self::Us { "https://jobs.lever.co" } else { "https://jobs.eu.lever.co" };
        Request::html(BOARD, under(base, name, ""))
    }
}

/// `acme`, `eu:acme` or `us:acme`.
pub(super) struct Site<'t> {
    region: Option<Region>,
    /// The name within its region.
    pub(super) name: &'t str,
}

impl<'t> Site<'t> {
    /// The parts of a token.
    pub(super) fn of(token: &'t str) -> Self {
        match token.split_once(':') {
            Some(("eu" | "EU", name)) => Self { region: Some(Region::Eu), name },
            Some(("us" | "US", name)) => Self { region: Some(Region::Us), name },
            _ => Self { region: None, name: token },
        }
    }

    /// Whether it is kept in Europe, as far as that is said.
    pub(super) fn is_eu(&self) -> bool {
        self.region == Some(Region::Eu)
    }
}

fn is_token(token: &str) -> bool {
    is_plain_token(Site::of(token).name)
}

fn first_wants(subject: &Subject) -> Reading {
    match token(subject, SERVICE, is_token) {
        Ok(board) => {
            let Site { region, name } = Site::of(&board.id);
            Reading::wanting(vec![region.unwrap_or(Region::Us).request(name)])
        }
        Err(trouble) => trouble.into(),
    }
}

fn read_postings(subject: &Subject, page: &Page, region: Region, board: Option<&Page>) -> Result<Reading, Trouble> {
    let known = subject.id(SERVICE);
    let site = known.map(|board| Site::of(&board.id));
    let name = site.as_ref().map(|site| site.name).unwrap_or_default();
    let answer: Value = page.json().map_err(|trouble| unknown_board(trouble, "Lever", name))?;
    let openings = openings_of(&answer)?;
    let named: Vec<String> = board.and_then(|board| owner_of(subject, &board.text().ok()?)).into_iter().collect();
    let mut wants = Vec::new();
    if board.is_none() && known.is_some_and(|board| board.proof != Proof::ByDomain) {
        wants.push(region.board(name));
    }
    let credibility = credibility(subject, SERVICE, &named, openings.len())?;
    let count = Count::of_today(page, "lever board", credibility);
    let mut reading = Reading { wants, ..reading_of(subject, &openings, &count) };
    reading.remarks.extend(contradiction(subject, &named));
    if region == Region::Eu && site.is_some_and(|site| site.region.is_none()) {
        return Ok(reading.remark(format!("the board is kept in Europe; `lever: eu:{name}` saves a request")));
    }
    Ok(reading)
}

/// The openings of a list of postings, live or archived.
pub(super) fn openings_of(answer: &Value) -> Result<Vec<Opening>, Trouble> {
    let unknown = || Trouble::failed("the answer is not of the known shape: no list of postings");
    let postings = answer.as_array().ok_or_else(unknown)?;
    if !postings.iter().all(Value::is_object) {
        return Err(unknown());
    }
    let openings: Vec<Opening> = postings.iter().filter_map(opening_of).collect();
    if openings.is_empty() && !postings.is_empty() { Err(unknown()) } else { Ok(openings) }
}

fn opening_of(posting: &Value) -> Option<Opening> {
    let title = text_at(posting, "text");
    let nothing = Value::Null;
    let categories = posting.get("categories").unwrap_or(&nothing);
    let department = joined([text_at(categories, "department"), text_at(categories, "team")]);
    (!title.is_empty()).then(|| opening(title, department, String::new(), || advert(posting)))
}

/// What is asked of a candidate stands in lists, outside of the description.
fn advert(posting: &Value) -> String {
    let mut parts = vec![text_at(posting, "descriptionPlain").to_owned()];
    for list in list_at(posting, "lists") {
        parts.push(format!("{}: {}", text_at(list, "text"), visible_text(text_at(list, "content"))));
    }
    parts.push(text_at(posting, "additionalPlain").to_owned());
    parts.join(". ")
}

/// Whether a text is a board for people.
pub(super) fn is_board(text: &str) -> bool {
    is_html(text) && text.contains("class=\"posting\"") && text.contains("posting-title")
}

/// The openings of a board for people. `None`: it shows none, which may mean that they could not be fetched.
pub(super) fn openings_of_page(text: &str) -> Option<Vec<Opening>> {
    let page = Html::parse_document(text);
    let all = selector("div.large-category-header, div.posting-category-title, div.posting")?;
    let name = selector("[data-qa=\"posting-name\"], .posting-title h5")?;
    let (mut department, mut team) = (String::new(), String::new());
    let mut openings = Vec::new();
    for element in page.select(&all) {
        let classes: Vec<&str> = element.value().classes().collect();
        if classes.contains(&"large-category-header") {
            department = words(element);
            team.clear();
        } else if classes.contains(&"posting-category-title") {
            team = words(element);
        } else if let Some(title) = element.select(&name).next().map(words).filter(|title| !title.is_empty()) {
            openings.push(opening(&title, joined([department.as_str(), team.as_str()]), String::new(), String::new));
        }
    }
    (!openings.is_empty()).then_some(openings)
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

static TITLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?is)<title[^>]*>([^<]{1,200})</title>").expect("a pattern of this file"));

/// The owner that a board's title names. A title that begins like the company's name, or the other way round, is taken
/// for it: companies write slogans there.
fn owner_of(subject: &Subject, text: &str) -> Option<String> {
    let title = crate::source::html::unescaped(TITLE.captures(text)?.get(1)?.as_str());
    let title = title.trim();
    let (theirs, ours) = (name_key(title), name_key(&subject.name));
    let is_alike = theirs.starts_with(&ours) || !theirs.is_empty() && ours.starts_with(&theirs);
    let is_vendor = theirs.is_empty() || theirs == "lever" || theirs.contains("not found") || theirs.contains("404");
    match (is_vendor, is_alike && !ours.is_empty()) {
        (true, _) => None,
        (false, true) => Some(subject.name.clone()),
        (false, false) => Some(title.to_owned()),
    }
}

/// A board for people that a person saved.
fn read_board(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let text = page.text()?;
    let openings = openings_of_page(&text)
        .ok_or_else(|| Trouble::failed("the page shows no openings; a script would have to fetch them"))?;
    let named: Vec<String> = owner_of(subject, &text).into_iter().collect();
    let credibility = credibility(subject, SERVICE, &named, openings.len())?;
    let mut reading = reading_of(subject, &openings, &Count::of_today(page, "lever board (page)", credibility));
    reading.remarks.extend(contradiction(subject, &named));
    Ok(reading)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ask, ask_all, import, known, lines, quote, subject};
    use super::*;

    const POSTINGS_TEXT: &str = include_str!("../../../fixtures/pages/lever_postings.json");
    const PAGE: &str = include_str!("../../../fixtures/pages/lever_board.html");
    const NONE: &str = "{\"ok\":false,\"error\":\"Document not found\"}";

    fn linked() -> Subject {
        known("lever", "fennelworks", Proof::ByDomain)
    }

    #[test]
    fn openings_and_what_their_lists_say_are_read() {
        let (reading, urls) = ask_all(&Lever, &linked(), |_| (200, POSTINGS_TEXT));
        assert_eq!(urls, ["https://api.lever.co/v0/postings/fennelworks?mode=json"]);
        assert_eq!(
            lines(&reading),
            [
                "open_eng_roles: 3 on 2026-11-20 (lever board)",
                "open_em_roles: 1 on 2026-11-20 (lever board)",
                "open_m2_roles: 1 on 2026-11-20 (lever board)",
            ]
        );
        let above = reading.observations.iter().find(|one| one.signal == "company.open_m2_roles").expect("counted");
        assert!(above.note.as_deref().unwrap_or_default().contains("leads managers"), "{:?}", above.note);
    }

    #[test]
    fn who_is_not_in_america_is_looked_for_in_europe() {
        let reply = |url: &str| if url.contains("api.eu.") { (200, POSTINGS_TEXT) } else { (404, NONE) };
        let (reading, urls) = ask_all(&Lever, &linked(), reply);
        assert_eq!(urls.len(), 2);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::Observed, 3));
        assert!(reading.remarks[0].contains("eu:fennelworks"), "{:?}", reading.remarks);
        let (_, direct) = ask_all(&Lever, &known("lever", "eu:fennelworks", Proof::ByDomain), reply);
        assert_eq!(direct, ["https://api.eu.lever.co/v0/postings/fennelworks?mode=json"]);
        let (nowhere, urls) = ask_all(&Lever, &linked(), |_| (404, NONE));
        assert_eq!((nowhere.state, urls.len()), (SourceState::UnknownEntity, 2));
    }

    #[test]
    fn a_pinned_board_is_checked_by_the_title_of_its_page() {
        let reply = |title: &'static str| {
            move |url: &str| if url.contains("//jobs.") { (200, title) } else { (200, POSTINGS_TEXT) }
        };
        let pinned = subject(&[("lever", "fennelworks")]);
        let same = ask(&Lever, &pinned, reply("<html><title>Fennelworks &amp; friends</title>"));
        assert!(same.remarks.is_empty(), "{:?}", same.remarks);
        let other = ask(&Lever, &pinned, reply("<html><title>Rhubarb</title>"));
        assert!(other.remarks[0].contains("Rhubarb") && other.observations.len() == 3);
        let by_name = ask(&Lever, &known("lever", "fennelworks", Proof::ByName), reply("<title>Rhubarb</title>"));
        assert_eq!((by_name.state, by_name.observations.len()), (SourceState::UnknownEntity, 0));
    }

    #[test]
    fn only_an_empty_list_is_zero() {
        let state = |status, text| {
            let reading = ask(&Lever, &linked(), move |_| (status, text));
            assert!(reading.state == SourceState::Zero || reading.observations.is_empty() && reading.why.is_some());
            reading.state
        };
        assert_eq!(state(200, "[]"), SourceState::Zero);
        assert_eq!(state(200, "<!DOCTYPE html><p>Lever"), SourceState::Failed);
        assert_eq!(state(200, "[1, 2]"), SourceState::Failed);
        assert_eq!(state(200, "[{}]"), SourceState::Failed);
        assert_eq!(state(200, "{\"ok\":true}"), SourceState::Failed);
        assert_eq!(state(200, "[{\"text\":\"Eng"), SourceState::Failed);
        assert_eq!(state(403, ""), SourceState::Blocked);
        assert_eq!(state(429, ""), SourceState::Limited);
    }

    #[test]
    fn a_saved_board_is_read_with_its_departments() {
        let reading = import(&Lever, PAGE);
        assert_eq!(quote(&reading, "company.open_m2_roles"), "Director");
        assert!(lines(&reading)[0].starts_with("open_eng_roles: 2 on"), "{:?}", lines(&reading));
    }

    #[test]
    fn a_token_of_another_form_is_refused() {
        for token in ["", "eu:", "a/b", "..", "eu:../x", "a b", "ap:x:y"] {
            let reading = Lever.read(&subject(&[("lever", token)]), &[]);
            assert!(reading.wants.is_empty() && reading.state == SourceState::UnknownEntity, "{token:?}");
        }
    }
}
