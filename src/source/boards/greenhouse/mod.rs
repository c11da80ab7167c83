//! Greenhouse job boards: one page with all openings (SOURCES C1).

mod html;

use serde_json::Value;

use super::board::{
    Count, contradiction, credibility, first_key, id_at, is_plain_token, joined, list_at, objects_at, opening,
    reading_of, text_at, token, unknown_board,
};
use crate::model::{Page, Request, SourceKind, SourceState, Trouble};
use crate::source::html::{unescaped, visible_text};
use crate::source::reading::page;
use crate::source::{About, Holds, Opening, Proof, Reading, Source, Subject, Use};

pub(super) use html::{Style, is_board, read_board};

/// Boards at `boards-api.greenhouse.io`.
pub(in crate::source) struct Greenhouse;

const SERVICE: &str = "greenhouse";
const API: &str = "https://boards-api.greenhouse.io/v1/boards";

const JOBS: &str = "jobs";
/// Says what the board calls its owner.
const BOARD: &str = "board";
const DEPARTMENTS: &str = "departments";
/// Saved by hand.
const HTML: &str = "board page";

impl Source for Greenhouse {
    fn about(&self) -> About {
        About {
            name: SERVICE,
            title: "Greenhouse job board",
            holds: Holds::OneCompany,
            kind: SourceKind::CompanyRecord,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let read = if let Some(jobs) = page(pages, JOBS) {
            read_jobs(subject, jobs, page(pages, BOARD))
        } else if let Some(html) = page(pages, HTML) {
            read_html(subject, html)
        } else if let Some(departments) = page(pages, DEPARTMENTS) {
            read_departments(subject, departments)
        } else if let Some(board) = page(pages, BOARD) {
            name_of(board)
                .map(|name| Reading::of(SourceState::Observed).remark(format!("the board calls its owner {name}")))
        } else {
            return match token(subject, SERVICE, is_token) {
                Ok(board) => {
                    let url = format!("{API}/{}/jobs?content=true", board.id);
                    Reading::wanting(vec![Request::json(JOBS, url).for_hours(6)])
                }
                Err(trouble) => trouble.into(),
            };
        };
        read.unwrap_or_else(Reading::from)
    }

    fn main_page(&self) -> Option<&'static str> {
        Some(JOBS)
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        match first_key(text) {
            Some("departments") if text.contains("\"child_ids\"") => return Some(DEPARTMENTS),
            Some("name") => return is_board_name(text).then_some(BOARD),
            Some("jobs" | "meta") if text.contains("\"internal_job_id\"") || is_empty_board(text) => {
                return Some(JOBS);
            }
            _ => {}
        }
        (is_board(text) && !super::wayback::is_archived(text)).then_some(HTML)
    }
}

fn is_token(token: &str) -> bool {
    is_plain_token(token) && !token.contains('.')
}

/// `{"jobs":[],"meta":{"total":0}}`.
fn is_empty_board(text: &str) -> bool {
    let board = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    let total = board.get("meta").and_then(|meta| meta.get("total")).and_then(Value::as_u64);
    total == Some(0) && board.get("jobs").and_then(Value::as_array).is_some_and(Vec::is_empty)
}

/// `{"name":…,"content":…}`, and nothing else.
fn is_board_name(text: &str) -> bool {
    let board = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    board.as_object().is_some_and(|keys| keys.len() == 2 && keys.contains_key("content"))
}

fn read_jobs(subject: &Subject, page: &Page, board: Option<&Page>) -> Result<Reading, Trouble> {
    let token = subject.id(SERVICE).map(|board| board.id.clone()).unwrap_or_default();
    let answer: Value = page.json().map_err(|trouble| unknown_board(trouble, "Greenhouse", &token))?;
    let listed = openings_of(&answer)?;
    let mut named = listed.named;
    let is_linked = subject.id(SERVICE).is_some_and(|board| board.proof == Proof::ByDomain);
    // Older boards do not say in their jobs whose they are.
    let wants_name = named.is_empty() && !is_linked && subject.id(SERVICE).is_some();
    let mut wants = Vec::new();
    match board.map(name_of) {
        Some(Ok(name)) => named.push(name),
        None if wants_name => wants.push(Request::json(BOARD, format!("{API}/{token}")).for_hours(24)),
        _ => {}
    }
    let credibility = credibility(subject, SERVICE, &named, listed.openings.len())?;
    let count = Count::of_today(page, "greenhouse board", credibility);
    let mut reading = Reading { wants, ..reading_of(subject, &listed.openings, &count) };
    reading.remarks.extend(contradiction(subject, &named));
    Ok(reading)
}

/// What a page of jobs lists.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) openings: Vec<Opening>,
    /// Owners of the jobs, each once.
    pub(super) named: Vec<String>,
}

/// The openings of a page of jobs, live or archived.
pub(super) fn openings_of(answer: &Value) -> Result<Listed, Trouble> {
    let jobs = objects_at(answer, "jobs")?;
    let total = answer.get("meta").and_then(|meta| meta.get("total")).and_then(Value::as_u64);
    if let Some(total) = total.filter(|total| usize::try_from(*total) != Ok(jobs.len())) {
        return Err(Trouble::failed(format!("the board says {total} jobs and lists {}", jobs.len())));
    }
    if jobs.is_empty() && total.is_none() {
        return Err(Trouble::failed("the board lists nothing, and does not say that there is nothing"));
    }
    let mut listed = Listed::default();
    for job in jobs {
        listed.openings.extend(opening_of(job));
        let name = text_at(job, "company_name");
        if !name.is_empty() && !listed.named.iter().any(|known| known == name) {
            listed.named.push(name.to_owned());
        }
    }
    Ok(listed)
}

/// A posting without a requisition is no opening: "general interest".
fn opening_of(job: &Value) -> Option<Opening> {
    let requisition = id_at(job, "internal_job_id")?;
    let title = text_at(job, "title");
    let departments = list_at(job, "departments").iter().map(|department| text_at(department, "name"));
    let department = joined(departments.filter(|name| *name != "No Department"));
    (!title.is_empty()).then(|| opening(title, department, requisition, || advert(text_at(job, "content"))))
}

/// The text of an advert, whose markup is escaped once, and at times twice.
fn advert(content: &str) -> String {
    let once = unescaped(content);
    let html = if once.contains("&lt;") && !once.contains('<') { unescaped(&once) } else { once };
    visible_text(&html)
}

fn name_of(board: &Page) -> Result<String, Trouble> {
    let board: Value = board.json()?;
    let name = text_at(&board, "name");
    if name.is_empty() { Err(Trouble::failed("the board does not say whose it is")) } else { Ok(name.to_owned()) }
}

fn read_html(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let board = read_board(&page.text()?)
        .ok_or_else(|| Trouble::failed("the page shows no openings; a script would have to fetch them"))?;
    let named: Vec<String> = board.name.into_iter().collect();
    let credibility = credibility(subject, SERVICE, &named, board.openings.len())?;
    let origin = match board.style {
        Style::Old => "greenhouse board (old page)",
        Style::New => "greenhouse board (new page)",
    };
    let count = Count { is_complete: board.is_complete, ..Count::of_today(page, origin, credibility) };
    let mut reading = reading_of(subject, &board.openings, &count);
    reading.remarks.extend(contradiction(subject, &named));
    Ok(reading)
}

/// The tree of departments. It does not tell requisitions from postings in several cities, so it is a series of its
/// own.
fn read_departments(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let credibility = credibility(subject, SERVICE, &[], 0)?;
    let answer: Value = page.json()?;
    let openings = openings_of_departments(&answer);
    Ok(reading_of(subject, &openings, &Count::of_today(page, "greenhouse departments", credibility)))
}

fn openings_of_departments(answer: &Value) -> Vec<Opening> {
    let parents: std::collections::BTreeMap<String, &Value> =
        list_at(answer, "departments").iter().filter_map(|one| Some((id_at(one, "id")?, one))).collect();
    let mut seen = std::collections::BTreeSet::new();
    let mut openings = Vec::new();
    let mut left: Vec<(&Value, String)> = Vec::new();
    let above = |one: &Value| id_at(one, "parent_id").and_then(|id| parents.get(&id)).map(|one| text_at(one, "name"));
    left.extend(
        list_at(answer, "departments").iter().rev().map(|one| (one, above(one).unwrap_or_default().to_owned())),
    );
    while let Some((department, above)) = left.pop() {
        let name = text_at(department, "name");
        let path = joined([above.as_str(), name].into_iter().filter(|name| *name != "No Department"));
        for job in list_at(department, "jobs") {
            let title = text_at(job, "title");
            if !title.is_empty() && id_at(job, "id").is_none_or(|id| seen.insert(id)) {
                openings.push(opening(title, path.clone(), String::new(), String::new));
            }
        }
        left.extend(list_at(department, "children").iter().rev().map(|child| (child, path.clone())));
    }
    openings
}

#[cfg(test)]
mod tests;
