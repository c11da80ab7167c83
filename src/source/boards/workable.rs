//! Workable boards: one page with a row for each place of each job (SOURCES C7).

use std::collections::BTreeSet;

use serde::Deserialize;

use super::hosted::{Board, Host};
use crate::model::{Page, Request, SourceKind, Trouble};
use crate::source::html::visible_text;
use crate::source::lenient::text;
use crate::source::reading::page;
use crate::source::{About, Holds, Opening, Reading, Source, Subject, Use};

/// Boards at `apply.workable.com`.
pub(in crate::source) struct Workable;

const JOBS: &str = "jobs";
const ORIGIN: &str = "workable board";
const HOST: Host = Host { service: "workable", title: "Workable", account: "account" };

#[derive(Deserialize)]
struct Account {
    #[serde(default, deserialize_with = "text")]
    name: String,
    jobs: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    #[serde(deserialize_with = "text")]
    title: String,
    #[serde(default, deserialize_with = "text")]
    shortcode: String,
    #[serde(default, deserialize_with = "text")]
    department: String,
    #[serde(default, deserialize_with = "text")]
    function: String,
    #[serde(default, deserialize_with = "text")]
    description: String,
}

impl Source for Workable {
    fn about(&self) -> About {
        About {
            name: HOST.service,
            title: "Workable job board",
            holds: Holds::OneCompany,
            kind: SourceKind::CompanyRecord,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let Some(page) = page(pages, JOBS) else {
            return HOST.first(subject, request);
        };
        read_jobs(subject, page).unwrap_or_else(|trouble| HOST.trouble(trouble, subject))
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        let has_rows = text.contains("\"jobs\"") && text.contains("\"shortcode\"");
        (has_rows || is_empty_board(text)).then_some(JOBS)
    }
}

fn request(id: &str) -> Request {
    Request::json(JOBS, format!("https://apply.workable.com/api/v1/widget/accounts/{id}?details=true")).for_hours(6)
}

/// Only name, description and no jobs.
fn is_empty_board(text: &str) -> bool {
    let Ok(serde_json::Value::Object(board)) = serde_json::from_str(text) else { return false };
    let has_no_jobs = board.get("jobs").and_then(serde_json::Value::as_array).is_some_and(Vec::is_empty);
    has_no_jobs && board.contains_key("name") && board.contains_key("description")
}

fn read_jobs(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let account: Account = page.json()?;
    let openings = openings(&account.jobs);
    let board = Board {
        host: HOST,
        origin: ORIGIN,
        url: &page.request.url,
        on: page.fetched,
        openings: &openings,
        is_complete: true,
        named: &account.name,
        account: "",
        has_own_address: false,
    };
    Ok(board.reading(subject))
}

/// One opening a job, however many places it has rows for, in the order of the page.
fn openings(rows: &[Row]) -> Vec<Opening> {
    let mut seen = BTreeSet::new();
    let mut openings = Vec::new();
    for row in rows {
        if row.shortcode.is_empty() || seen.insert(row.shortcode.as_str()) {
            openings.push(opening(row));
        }
    }
    openings
}

fn opening(row: &Row) -> Opening {
    Opening {
        title: row.title.clone(),
        department: if row.department.is_empty() { row.function.clone() } else { row.department.clone() },
        requisition: row.shortcode.clone(),
        text: visible_text(&row.description),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceState;
    use crate::source::boards::testing::{page_of, pinned, refused, stranger};

    const BOARD: &str = include_str!("../../../fixtures/pages/workable_board.json");

    fn read(text: &str) -> Reading {
        Workable.read(&pinned("workable", "dunlin"), &[page_of(request("dunlin"), text)])
    }

    #[test]
    fn a_job_in_three_places_is_one_opening() {
        let account: Account = serde_json::from_str(BOARD).expect("a board");
        let openings = openings(&account.jobs);
        let seen: Vec<(&str, &str)> = openings.iter().map(|o| (o.title.as_str(), o.department.as_str())).collect();
        assert_eq!(
            seen,
            [("Senior Engineering Manager", "Platform"), ("Director of Engineering", "Engineering"), ("Baker", "")]
        );
        assert_eq!(openings[0].text, "Lead two teams.");
        let reading = read(BOARD);
        assert_eq!((reading.state, reading.remarks.len()), (SourceState::Observed, 0));
        let note = reading.observations.iter().find_map(|o| o.note.as_deref());
        assert_eq!(note, Some("3 postings in all"));
    }

    #[test]
    fn a_board_that_calls_itself_otherwise_is_asked_about() {
        let reading = read(&BOARD.replace("Dunlin Works", "Plover"));
        assert_eq!(reading.remarks, ["the board calls itself Plover; is it the company's?"]);
        let reading =
            Workable.read(&stranger(), &[page_of(request("dunlin"), &BOARD.replace("Dunlin Works", "Plover"))]);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::UnknownEntity, 0));
    }

    #[test]
    fn an_empty_board_has_no_openings() {
        let empty = r#"{"name": "Dunlin Works", "description": null, "jobs": []}"#;
        assert_eq!(read(empty).state, SourceState::Zero);
        assert_eq!(Workable.recognise(empty), Some(JOBS));
        assert_eq!(Workable.read(&stranger(), &[page_of(request("dunlin"), empty)]).state, SourceState::UnknownEntity);
    }

    #[test]
    fn troubles_have_their_state() {
        let state = |status| {
            Workable.read(&pinned("workable", "dunlin"), &[refused(request("dunlin"), status, "<html>")]).state
        };
        assert_eq!(state(404), SourceState::UnknownEntity);
        assert_eq!(state(403), SourceState::Blocked);
        assert_eq!(state(429), SourceState::Limited);
        for text in ["<html>", "{}", &BOARD[..200], ""] {
            assert_eq!(read(text).state, SourceState::Failed, "{text}");
        }
        assert_eq!(Workable.read(&stranger(), &[]).state, SourceState::NotTried);
    }

    #[test]
    fn its_own_texts_are_recognised() {
        assert_eq!(Workable.recognise(BOARD), Some(JOBS));
        assert_eq!(Workable.recognise(r#"{"jobs": [], "meta": {"total": 0}}"#), None);
    }
}
