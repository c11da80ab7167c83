//! Greenhouse job boards: one page with all openings (SOURCES C1).

use serde::Deserialize;

use crate::model::{Coverage, Page, Request, SourceKind, Trouble};
use crate::source::html::{unescaped, visible_text};
use crate::source::reading::page;
use crate::source::{About, Holds, Opening, Reading, Source, Subject, Use, mix_of};

/// Boards at `boards-api.greenhouse.io`.
pub(in crate::source) struct Greenhouse;

const JOBS: &str = "jobs";
const ORIGIN: &str = "greenhouse board";

#[derive(Deserialize)]
struct Board {
    jobs: Vec<Job>,
    #[serde(default)]
    meta: Meta,
}

#[derive(Default, Deserialize)]
struct Meta {
    total: Option<usize>,
}

#[derive(Deserialize)]
struct Job {
    title: String,
    /// Of the requisition; none for "general interest" posts.
    internal_job_id: Option<u64>,
    #[serde(default)]
    departments: Vec<Named>,
    #[serde(default)]
    content: String,
    company_name: Option<String>,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    name: String,
}

impl Source for Greenhouse {
    fn about(&self) -> About {
        About {
            name: "greenhouse",
            title: "Greenhouse job board",
            holds: Holds::OneCompany,
            kind: SourceKind::CompanyRecord,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let Some(page) = page(pages, JOBS) else {
            let Some(board) = subject.id("greenhouse") else {
                return Reading::not_tried("no board known; `greenhouse:` in the company's front matter names it");
            };
            let url = format!("https://boards-api.greenhouse.io/v1/boards/{}/jobs?content=true", board.id);
            return Reading::wanting(vec![Request::json(JOBS, url).for_hours(6)]);
        };
        read_jobs(subject, page).unwrap_or_else(Reading::from)
    }

    fn main_page(&self) -> Option<&'static str> {
        Some(JOBS)
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        (text.contains("\"jobs\"") && text.contains("\"internal_job_id\"") || is_empty_board(text)).then_some(JOBS)
    }
}

fn is_empty_board(text: &str) -> bool {
    serde_json::from_str::<Board>(text).is_ok_and(|board| board.jobs.is_empty() && board.meta.total == Some(0))
}

fn read_jobs(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let board: Board = page.json()?;
    if board.meta.total.is_some_and(|total| total != board.jobs.len()) {
        let total = board.meta.total.unwrap_or_default();
        return Err(Trouble::failed(format!("the board says {total} jobs and lists {}", board.jobs.len())));
    }
    let foreign = board.jobs.iter().filter_map(|job| job.company_name.as_deref()).find(|name| !subject.is_called(name));
    let openings: Vec<Opening> = board.jobs.iter().filter_map(opening).collect();
    let state = if openings.is_empty() { Coverage::Zero } else { Coverage::Observed };
    let on = page.fetched.into();
    let observations =
        mix_of(&openings).observe(subject, on, SourceKind::CompanyRecord, ORIGIN, &page.request.url, true);
    let reading = Reading { state, observations, ..Reading::of(state) };
    Ok(match foreign {
        Some(name) => reading.remark(format!("the board calls itself {name}; is it the company's?")),
        None => reading,
    })
}

/// A posting without a requisition is no opening: "general interest".
fn opening(job: &Job) -> Option<Opening> {
    let requisition = job.internal_job_id?;
    Some(Opening {
        title: job.title.trim().to_owned(),
        department: job.departments.iter().map(|department| department.name.as_str()).collect::<Vec<_>>().join(", "),
        requisition: requisition.to_string(),
        text: visible_text(&unescaped(&job.content)),
    })
}
