//! Which pages are looked for in the archive, and which of them list all openings.

use url::Url;

use crate::model::{Date, Form, Request};
use crate::source::boards::ats::Board;
use crate::source::boards::board::under;
use crate::source::boards::lever::Site;
use crate::source::{Proof, Subject};

pub(super) const CDX: &str = "captures";
pub(super) const CAPTURE: &str = "capture";

/// Services whose boards are looked for.
pub(super) const SERVICES: [&str; 3] = ["greenhouse", "lever", "ashby"];

/// A kind of page. Kinds count differently, so each is a series of its own; the most exact first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    GreenhouseJson,
    LeverJson,
    AshbyJson,
    /// `boards.greenhouse.io`.
    GreenhousePage,
    /// `job-boards.greenhouse.io`.
    GreenhouseNewPage,
    LeverPage,
    AshbyPage,
    Careers,
}

impl Place {
    /// A capture of such a page.
    pub(super) fn request(self, url: String) -> Request {
        let form = match self {
            Self::GreenhouseJson | Self::LeverJson | Self::AshbyJson => Form::Json,
            _ => Form::Html,
        };
        Request::new(CAPTURE, form, url).for_ever().identified()
    }
}

/// What is known of a company, as far as it matters here.
pub(super) struct Known<'a> {
    pub(super) subject: &'a Subject,
}

impl<'a> Known<'a> {
    /// Boards that are surely the company's.
    fn boards(&self) -> impl Iterator<Item = (&'static str, &'a str)> {
        SERVICES.into_iter().filter_map(|service| {
            let board = self.subject.id(service).filter(|board| board.proof != Proof::ByName)?;
            Some((service, board.id.as_str()))
        })
    }

    /// Questions to the index: for the boards.
    pub(super) fn boards_wanted(&self) -> Vec<Request> {
        self.boards().flat_map(|(service, token)| queries(service, token, self.subject.today)).collect()
    }

    /// Questions to the index: for the company's own careers pages.
    pub(super) fn careers_wanted(&self) -> Vec<Request> {
        let Some(domain) = &self.subject.domain else { return Vec::new() };
        let pages = [format!("{domain}/careers"), format!("{domain}/jobs")];
        pages.iter().map(|page| query(page, None, self.subject.today)).collect()
    }

    /// What kind of list of openings an address is; `None`: none of this company's, or of a part of its openings.
    pub(super) fn place_of(&self, address: &str) -> Option<Place> {
        let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let path: Vec<&str> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
        let leaves_whole = |key: &str| matches!(key, "content" | "mode" | "includeCompensation" | "pay_transparency");
        if url.query_pairs().any(|(key, _)| !leaves_whole(&key)) {
            return None;
        }
        let Some(board) = Board::of(address) else {
            let is_own = self.subject.owns(address);
            return (is_own && matches!(path.as_slice(), ["careers" | "jobs"])).then_some(Place::Careers);
        };
        let is_known = match self.subject.id(board.service) {
            Some(known) => same_board(&board, &known.id),
            None => self.subject.is_vouched,
        };
        let host = url.host_str()?;
        let is_api = host.starts_with("api.") || host.starts_with("boards-api.");
        let place = match (board.service, is_api, path.as_slice()) {
            ("greenhouse", true, ["v1", "boards", _, "jobs"]) => Place::GreenhouseJson,
            ("greenhouse", false, [_]) if host.starts_with("job-boards.") => Place::GreenhouseNewPage,
            ("greenhouse", false, [_]) => Place::GreenhousePage,
            ("lever", true, ["v0", "postings", _]) => Place::LeverJson,
            ("lever", false, [_]) => Place::LeverPage,
            ("ashby", true, [_, _, _]) => Place::AshbyJson,
            ("ashby", false, [_]) => Place::AshbyPage,
            _ => return None,
        };
        is_known.then_some(place)
    }
}

/// Whether a board is the one that is known by this token; the region of a Lever board may be left out there.
fn same_board(board: &Board, known: &str) -> bool {
    let name = |token: &str| Site::of(token).name.to_lowercase();
    board.token.eq_ignore_ascii_case(known)
        || board.service == "lever" && !known.contains(':') && name(&board.token) == name(known)
}

fn queries(service: &str, token: &str, today: Date) -> Vec<Request> {
    let site = Site::of(token);
    // Of another form than any board's: nothing is asked.
    if token.contains(['/', '?', '#', '*', '%']) || token.contains("..") || site.name.trim().is_empty() {
        return Vec::new();
    }
    let name = under("https://x.example", site.name, "").replace("https://x.example/", "");
    let exact = |page: String| query(&page, None, today);
    let all = |page: String| {
        let path = page.split_once('/').map_or("", |(_, path)| path);
        query(&page, Some(&format!(".*{}/?(\\?.*)?", regex::escape(path))), today)
    };
    match service {
        "greenhouse" => vec![
            all(format!("boards-api.greenhouse.io/v1/boards/{name}/jobs")),
            exact(format!("boards.greenhouse.io/{name}")),
            exact(format!("job-boards.greenhouse.io/{name}")),
        ],
        "lever" => {
            let region = if site.is_eu() { ".eu" } else { "" };
            vec![
                all(format!("api{region}.lever.co/v0/postings/{name}")),
                exact(format!("jobs{region}.lever.co/{name}")),
            ]
        }
        "ashby" => vec![
            all(format!("api.ashbyhq.com/posting-api/job-board/{name}")),
            exact(format!("jobs.ashbyhq.com/{name}")),
        ],
        _ => Vec::new(),
    }
}

/// A question to the index: one capture a month of the last two years, those included that say "as before". The
/// question changes once a year, so that the answer can be kept.
fn query(page: &str, pattern: Option<&str>, today: Date) -> Request {
    let from = format!("{}0101", today.year().saturating_sub(2));
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("url", page);
    query.append_pair("matchType", if pattern.is_some() { "prefix" } else { "exact" });
    query.append_pair("output", "json").append_pair("fl", "timestamp,original,mimetype,statuscode,digest,length");
    query.append_pair("from", &from).append_pair("filter", "!statuscode:[345]..");
    if let Some(pattern) = pattern {
        query.append_pair("filter", &format!("original:{pattern}"));
    }
    query.append_pair("collapse", "timestamp:6").append_pair("limit", "150");
    let url = format!("https://web.archive.org/cdx/search/cdx?{}", query.finish());
    Request::json(CDX, url).for_hours(7 * 24).identified()
}
