//! GitHub organisations: what is open, and whether a career ladder is among it (SOURCES E5).
//!
//! Nothing here says how large engineering is, so there are only remarks.

use serde::Deserialize;

use crate::model::{Date, Page, PartialDate, Request, SourceKind, SourceState, Trouble, days_between};
use crate::source::lenient::{lenient, number, text};
use crate::source::reading::page;
use crate::source::{About, Domain, Holds, Proof, Reading, Source, Subject, Use};

/// Organisations at `api.github.com`.
pub(in crate::source) struct GitHub;

const ORG: &str = "org";
const REPOS: &str = "repos";
const MEMBERS: &str = "members";
const ACTIVITY: &str = "activity";
const API: &str = "https://api.github.com";
/// Rows a page.
const PER_PAGE: usize = 100;
/// Pages of repositories, newest first: the rest sleeps.
const MOST_PAGES: usize = 3;
/// A repository that somebody touched in this time is in use.
const RECENT_DAYS: i64 = 90;
/// Words of names under which companies publish their ladders.
const LADDERS: &[&str] = &["ladder", "career", "levels", "leveling", "levelling", "handbook", "progression"];

#[derive(Deserialize)]
struct Org {
    #[serde(deserialize_with = "text")]
    login: String,
    #[serde(default, deserialize_with = "text")]
    name: String,
    #[serde(default, deserialize_with = "text")]
    blog: String,
    #[serde(default, deserialize_with = "lenient")]
    is_verified: bool,
    #[serde(default, deserialize_with = "text")]
    archived_at: String,
    #[serde(rename = "type", default, deserialize_with = "text")]
    kind: String,
}

#[derive(Deserialize)]
struct Repo {
    #[serde(deserialize_with = "text")]
    name: String,
    #[serde(default, deserialize_with = "text")]
    html_url: String,
    #[serde(default, deserialize_with = "lenient")]
    fork: bool,
    #[serde(default, deserialize_with = "lenient")]
    archived: bool,
    #[serde(default, deserialize_with = "text")]
    pushed_at: String,
    #[serde(default, deserialize_with = "number")]
    stargazers_count: Option<f64>,
}

/// Nothing of a member is kept.
#[derive(Deserialize)]
struct Member {}

#[derive(Deserialize)]
struct Week {
    #[serde(deserialize_with = "number")]
    total: Option<f64>,
}

impl Source for GitHub {
    fn about(&self) -> About {
        About {
            name: "github",
            title: "GitHub organisation",
            holds: Holds::OneCompany,
            kind: SourceKind::CompanyRecord,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let login = match login(subject) {
            Ok(login) => Some(login),
            Err(reading) if pages.is_empty() => return *reading,
            Err(_) => None,
        };
        let Some(first) = pages.first() else {
            return Reading::wanting(login.map(|login| request(ORG, format!("/orgs/{login}"))).into_iter().collect());
        };
        if login.is_none() && !subject.is_vouched && page(pages, ORG).is_none() {
            return Reading::unknown("nothing says whose page this is; `github:` in the front matter names it");
        }
        let mut reading = match read_org(subject, pages) {
            Ok(reading) if reading.state == SourceState::UnknownEntity => return reading,
            Ok(reading) => reading,
            Err(trouble) => return trouble.into(),
        };
        let mut gaps = Vec::new();
        let mut wants = Vec::new();
        let repos = read_repos(pages, &mut gaps);
        reading.remarks.extend(repo_remarks(&repos, subject.today));
        reading.remarks.extend(members_remark(pages, &mut gaps));
        reading.remarks.extend(activity_remark(pages, &mut gaps));
        if let Some(login) = login {
            wants.extend(next_repos(login, pages));
            wants.push(request(MEMBERS, format!("/orgs/{login}/public_members?per_page={PER_PAGE}")));
            if page(pages, REPOS).is_some() {
                wants.extend(busiest(&repos).map(|repo| request(ACTIVITY, activity_path(login, repo))));
            }
        }
        wants.retain(|want| page(pages, want.label).is_none() || want.label == REPOS);
        if pages.iter().all(|page| usable(page).is_err()) {
            return usable(first).err().unwrap_or_else(|| Trouble::failed("no page can be read")).into();
        }
        let why = (!gaps.is_empty()).then(|| format!("not all was read: {}", gaps.join("; ")));
        Reading { why, wants, ..reading }
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        let has = |words: &[&str]| words.iter().all(|word| text.contains(word));
        if has(&["\"full_name\"", "\"pushed_at\"", "\"archived\""]) {
            return Some(REPOS);
        }
        if has(&["\"login\"", "\"public_members_url\""]) {
            return Some(ORG);
        }
        let is_list = text.trim_start_matches('\u{feff}').trim_start().starts_with('[');
        if is_list && has(&["\"login\"", "\"site_admin\""]) {
            return Some(MEMBERS);
        }
        (is_list && has(&["\"total\"", "\"week\"", "\"days\""])).then_some(ACTIVITY)
    }
}

/// The organisation's name, fit to stand in an address.
fn login(subject: &Subject) -> Result<&str, Box<Reading>> {
    let Some(identity) = subject.id("github") else {
        let why = "no organisation known; `github:` in the company's front matter names it";
        return Err(Box::new(Reading::not_tried(why)));
    };
    let id = identity.id.as_str();
    let is_plain = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if is_plain && !id.starts_with('-') && (1..=39).contains(&id.len()) {
        return Ok(id);
    }
    Err(Box::new(Reading::not_tried(format!("`github: {id}` is no organisation; letters, digits and dashes are"))))
}

fn request(label: &'static str, path: String) -> Request {
    Request::json(label, format!("{API}{path}")).with_key("github")
}

fn repos_request(login: &str, number: usize) -> Request {
    request(REPOS, format!("/orgs/{login}/repos?type=public&sort=pushed&per_page={PER_PAGE}&page={number}"))
}

fn activity_path(login: &str, repo: &Repo) -> String {
    format!("/repos/{login}/{}/stats/commit_activity", repo.name)
}

/// Too many requests are refused like forbidden ones, and an answer that is still being computed looks like one.
fn usable(page: &Page) -> Result<(), Trouble> {
    match page.outcome.as_ref().map(|answer| answer.status) {
        Ok(202) => Err(Trouble::failed("GitHub is still computing this; a later run may get it")),
        Ok(403) if page.any_text().is_ok_and(|text| text.to_lowercase().contains("rate limit")) => {
            let how = "too many requests to GitHub in this hour; a free token allows more";
            Err(Trouble::new(SourceState::Limited, how))
        }
        _ => page.answer().map(|_| ()),
    }
}

fn json<T: serde::de::DeserializeOwned>(page: &Page) -> Result<T, Trouble> {
    usable(page)?;
    page.json()
}

fn read_org(subject: &Subject, pages: &[Page]) -> Result<Reading, Trouble> {
    let reading = Reading::of(SourceState::Observed);
    let Some(page) = page(pages, ORG) else { return Ok(reading) };
    let org: Org = match json(page) {
        Err(trouble) if trouble.state == SourceState::UnknownEntity => {
            let why = "GitHub knows no organisation of this name; a person's account is none";
            return Ok(Reading::unknown(why));
        }
        org => org?,
    };
    match org.kind.as_str() {
        "Organization" => {}
        "User" => return Ok(Reading::unknown(format!("{} is a person's account, not an organisation", org.login))),
        _ => return Err(Trouble::failed("the answer is not of the known shape: it is no organisation")),
    }
    if subject.rules_out("github", &org.login) {
        return Ok(Reading::unknown(format!("`not:` rules out github:{}", org.login)));
    }
    let is_own = subject.owns(&org.blog);
    let known = subject.id("github").map(|identity| identity.proof);
    let is_other = !is_own && subject.domain.is_some() && Domain::of(&org.blog).is_some();
    let is_proven = is_own || subject.is_vouched || known.is_some_and(|proof| proof > Proof::ByName || !is_other);
    if !is_proven {
        let speaks = format!("calls itself {}, website {}", org.name, org.blog);
        let mut reading = Reading::unknown("nothing proves that the organisation is the company's");
        reading.candidates.push((format!("github: {}", org.login), speaks));
        return Ok(reading);
    }
    Ok(org_remarks(reading, &org, is_own, is_other, known))
}

fn org_remarks(mut reading: Reading, org: &Org, is_own: bool, is_other: bool, known: Option<Proof>) -> Reading {
    if is_own && known.is_none_or(|proof| proof < Proof::ByDomain) {
        reading.identities.push(crate::source::Identity {
            service: "github".to_owned(),
            id: org.login.clone(),
            proof: Proof::ByDomain,
            how: format!("the organisation gives {} as its website", org.blog),
        });
    }
    if is_other {
        let domain = if org.is_verified { "a website that GitHub verified" } else { "the website" };
        reading.remarks.push(format!("{} has {domain} {}; is it the company's?", org.login, org.blog));
    }
    if !org.archived_at.is_empty() {
        reading.remarks.push("the organisation on GitHub is archived".to_owned());
    }
    reading
}

fn read_repos(pages: &[Page], gaps: &mut Vec<String>) -> Vec<Repo> {
    let mut repos: Vec<Repo> = Vec::new();
    for page in pages.iter().filter(|page| page.request.label == REPOS) {
        match json::<Vec<Repo>>(page) {
            Ok(more) => repos.extend(more),
            Err(trouble) => gaps.push(format!("repositories: {}", trouble.why)),
        }
    }
    repos
}

/// The first page, or the one after a full one.
fn next_repos(login: &str, pages: &[Page]) -> Option<Request> {
    let read: Vec<&Page> = pages.iter().filter(|page| page.request.label == REPOS).collect();
    let is_full = |page: &Page| json::<Vec<Repo>>(page).is_ok_and(|repos| repos.len() >= PER_PAGE);
    let goes_on = read.len() < MOST_PAGES && read.last().is_none_or(|page| is_full(page));
    goes_on.then(|| repos_request(login, read.len() + 1)).filter(|want| read.iter().all(|p| p.request.url != want.url))
}

fn live(repos: &[Repo]) -> impl Iterator<Item = &Repo> {
    repos.iter().filter(|repo| !repo.fork && !repo.archived)
}

fn repo_remarks(repos: &[Repo], today: Date) -> Vec<String> {
    if repos.is_empty() {
        return Vec::new();
    }
    let is_recent = |repo: &&Repo| {
        let day = repo.pushed_at.get(..10).and_then(|day| day.parse::<PartialDate>().ok());
        day.is_some_and(|day| (0..=RECENT_DAYS).contains(&days_between(day.day(), today)))
    };
    let (count, recent) = (live(repos).count(), live(repos).filter(is_recent).count());
    let least = if repos.len() >= MOST_PAGES * PER_PAGE { "at least " } else { "" };
    let mut remarks = vec![format!(
        "{least}{count} live public repositories (no forks, none archived), {recent} of them changed in the last \
         {RECENT_DAYS} days"
    )];
    let is_ladder = |repo: &&Repo| {
        let name = repo.name.to_lowercase();
        LADDERS.iter().any(|word| name.contains(word))
    };
    let ladders = live(repos).filter(is_ladder).take(3);
    remarks.extend(ladders.map(|repo| format!("look at {}: it may hold the career ladder", repo.html_url)));
    remarks
}

/// Members who show themselves: self-selected, a lower bound, and nobody's name is kept.
fn members_remark(pages: &[Page], gaps: &mut Vec<String>) -> Option<String> {
    let count = match json::<Vec<Member>>(page(pages, MEMBERS)?) {
        Ok(members) => members.len(),
        Err(trouble) => {
            gaps.push(format!("members: {}", trouble.why));
            return None;
        }
    };
    let least = if count >= PER_PAGE { "at least " } else { "" };
    Some(format!("{least}{count} people show that they are members; there may be many more"))
}

/// The repository whose pulse is worth a request.
fn busiest(repos: &[Repo]) -> Option<&Repo> {
    let is_plain =
        |repo: &&Repo| repo.name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    let stars = |repo: &&Repo| repo.stargazers_count.unwrap_or_default();
    live(repos).filter(is_plain).max_by(|a, b| stars(a).total_cmp(&stars(b)))
}

fn activity_remark(pages: &[Page], gaps: &mut Vec<String>) -> Option<String> {
    const WEEKS: usize = 4;
    let page = page(pages, ACTIVITY)?;
    let weeks: Vec<Week> = match json(page) {
        Ok(weeks) => weeks,
        Err(trouble) => {
            gaps.push(format!("commits: {}", trouble.why));
            return None;
        }
    };
    let commits: f64 = weeks.iter().rev().take(WEEKS).filter_map(|week| week.total).sum();
    let name =
        page.request.url.split("/repos/").nth(1).and_then(|path| path.split('/').nth(1)).unwrap_or("a repository");
    Some(format!("{commits} commits to {name} in the last {} weeks", weeks.len().min(WEEKS)))
}

#[cfg(test)]
mod tests;
