//! Which job board an address belongs to.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;
use url::Url;

use super::board::is_plain_token;

/// A board, as an address names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Board {
    /// Key of front matter: `greenhouse`.
    pub(super) service: &'static str,
    /// Its name there: `acme`; `eu:acme` at Lever; `acme/wd5/Careers` at Workday.
    pub(super) token: String,
}

/// Hosts below a service's own domain that are the vendor's, not a customer's.
const VENDOR: &[&str] = &[
    "www",
    "app",
    "api",
    "apply",
    "landing",
    "tt",
    "support",
    "help",
    "embed",
    "jobs",
    "careers",
    "boards",
    "go",
    "get",
    "info",
    "blog",
    "status",
    "docs",
    "developers",
    "developer",
    "resources",
    "cdn",
    "static",
    "assets",
    "auth",
    "login",
    "my",
    "hire",
    "career",
    "partners",
    "community",
    "learn",
    "img",
    "images",
];

/// First parts of a path that name no board.
const NO_BOARD: &[&str] =
    &["embed", "api", "v1", "users", "assets", "static", "favicon.ico", "robots.txt", "wday", "_next"];

impl Board {
    /// The board that an address is of, if it is one.
    pub(super) fn of(address: &str) -> Option<Self> {
        let url = Url::parse(address).ok()?;
        let host = url.host_str()?.trim_end_matches('.').to_ascii_lowercase();
        let path: Vec<String> = url.path_segments()?.map(decoded).filter(|part| !part.is_empty()).collect();
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let labels: Vec<&str> = host.split('.').collect();
        match labels.as_slice() {
            ["boards" | "job-boards", "greenhouse", "io"] | ["boards" | "job-boards", "eu", "greenhouse", "io"] => {
                greenhouse(&url, &path)
            }
            ["boards-api" | "api", "greenhouse", "io"] | ["boards-api" | "api", "eu", "greenhouse", "io"] => {
                after(&path, &["v1", "boards"]).and_then(|token| plain("greenhouse", &token.to_lowercase()))
            }
            ["jobs", "lever", "co"] => plain("lever", path.first()?),
            ["jobs", "eu", "lever", "co"] => lever_eu(path.first()?),
            ["api", "lever", "co"] => plain("lever", after(&path, &["v0", "postings"])?),
            ["api", "eu", "lever", "co"] => lever_eu(after(&path, &["v0", "postings"])?),
            ["jobs", "ashbyhq", "com"] => ashby(path.first()?),
            ["api", "ashbyhq", "com"] => ashby(after(&path, &["posting-api", "job-board"])?),
            ["careers" | "jobs", "smartrecruiters", "com"] => smart(&path),
            ["api", "smartrecruiters", "com"] => plain("smartrecruiters", after(&path, &["v1", "companies"])?),
            ["apply", "workable", "com"] => match after(&path, &["api", "v1", "widget", "accounts"]) {
                Some(account) => plain("workable", account),
                None => plain("workable", path.first()?),
            },
            [name, "recruitee", "com"] => customer("recruitee", name),
            [name, "jobs", "personio", "de" | "com"] => customer("personio", name),
            [name, "teamtailor", "com"] => customer("teamtailor", name),
            [name, "bamboohr", "com"] => customer("bamboohr", name),
            [tenant, instance, "myworkdayjobs", "com"] => workday(tenant, instance, &path),
            _ => None,
        }
    }

    /// Whether an address is of one opening of a board, not of the board.
    pub(super) fn is_of_opening(address: &str) -> bool {
        let Some(board) = Self::of(address) else { return false };
        let Ok(url) = Url::parse(address) else { return false };
        let path: Vec<&str> =
            url.path_segments().map(|path| path.filter(|part| !part.is_empty()).collect()).unwrap_or_default();
        match board.service {
            "greenhouse" => path.windows(2).any(|two| two.first() == Some(&"jobs")),
            "lever" | "ashby" => path.len() >= 2 && path.get(1).is_some_and(|id| id.len() == 36),
            "smartrecruiters" => path.len() >= 2,
            "workable" => path.contains(&"j"),
            "recruitee" => path.first() == Some(&"o") && path.len() >= 2,
            "personio" => path.first() == Some(&"job") && path.len() >= 2,
            "workday" => path.contains(&"job"),
            _ => path.first() == Some(&"jobs") && path.len() >= 2,
        }
    }
}

fn decoded(part: &str) -> String {
    url::form_urlencoded::parse(format!("a={}", part.replace('+', "%2B").replace(['&', '='], "")).as_bytes())
        .next()
        .map_or(Cow::Borrowed(part), |(_, value)| Cow::Owned(value.into_owned()))
        .into_owned()
}

/// The part of a path after this beginning.
fn after<'p>(path: &[&'p str], start: &[&'static str]) -> Option<&'p str> {
    path.strip_prefix(start)?.first().copied()
}

fn plain(service: &'static str, token: &str) -> Option<Board> {
    let is_one = is_plain_token(token) && !NO_BOARD.contains(&token.to_ascii_lowercase().as_str());
    is_one.then(|| Board { service, token: token.to_owned() })
}

fn greenhouse(url: &Url, path: &[&str]) -> Option<Board> {
    let token = if path.first() == Some(&"embed") {
        url.query_pairs().find(|(key, _)| key == "for").map(|(_, token)| token.into_owned())?
    } else {
        (*path.first()?).to_owned()
    };
    plain("greenhouse", &token.to_lowercase())
}

fn lever_eu(name: &str) -> Option<Board> {
    plain("lever", name).map(|board| Board { token: format!("eu:{}", board.token), ..board })
}

fn ashby(name: &str) -> Option<Board> {
    let is_one = super::ashby::is_token(name) && !NO_BOARD.contains(&name) && !name.starts_with('_');
    is_one.then(|| Board { service: "ashby", token: name.to_owned() })
}

fn smart(path: &[&str]) -> Option<Board> {
    let name = match path {
        ["oneclick-ui", "company", name, ..] => name,
        ["oneclick-ui", ..] | ["sr-jobs", ..] => return None,
        [name, ..] => name,
        [] => return None,
    };
    plain("smartrecruiters", name)
}

fn customer(service: &'static str, name: &str) -> Option<Board> {
    if VENDOR.contains(&name) { None } else { plain(service, name) }
}

/// `acme.wd5.myworkdayjobs.com/en-US/Careers` is `acme/wd5/Careers`.
fn workday(tenant: &str, instance: &str, path: &[&str]) -> Option<Board> {
    let number = instance.strip_prefix("wd")?;
    let is_instance = !number.is_empty() && number.len() <= 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_locale = |part: &str| {
        let parts: Vec<&str> = part.split('-').collect();
        matches!(parts.as_slice(), [language, land] if language.len() == 2 && land.len() == 2)
    };
    let site = match path {
        ["wday", "cxs", _, site, ..] => site,
        ["wday", ..] => return None,
        [locale, site, ..] if is_locale(locale) => site,
        [site, ..] if !is_locale(site) => site,
        _ => return None,
    };
    let is_one = is_instance && is_plain_token(tenant) && is_plain_token(site) && !VENDOR.contains(&tenant);
    is_one.then(|| Board { service: "workday", token: format!("{tenant}/{instance}/{site}") })
}

static COMMENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)<!--.*?-->").expect("a pattern of this file"));
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i)(?:https?:)?//[a-z0-9][a-z0-9.-]*\.[a-z]{2,}(?::\d+)?(?:/[^\s"'<>\\`{}|)]*)?"#)
        .expect("a pattern of this file")
});

/// All absolute addresses of a page, wherever they stand: links, frames, scripts, data of scripts. What is commented
/// out is left out.
pub(super) fn addresses(html: &str) -> Vec<String> {
    let plain = COMMENT.replace_all(html, " ").replace("\\/", "/").replace("\\u002F", "/").replace("&amp;", "&");
    let whole = |found: regex::Match<'_>| {
        let text = found.as_str().trim_end_matches(['.', ',', ';', '&']);
        if text.starts_with("//") { format!("https:{text}") } else { text.to_owned() }
    };
    ADDRESS.find_iter(&plain).map(whole).collect()
}

/// The boards that a page links, embeds or loads, each once.
pub(super) fn boards_in(html: &str) -> Vec<Board> {
    let mut boards: Vec<Board> = addresses(html).iter().filter_map(|address| Board::of(address)).collect();
    boards.sort();
    boards.dedup_by(|a, b| a.service == b.service && a.token.eq_ignore_ascii_case(&b.token));
    boards
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board(address: &str) -> String {
        Board::of(address).map_or_else(|| "none".to_owned(), |board| format!("{}: {}", board.service, board.token))
    }

    #[test]
    fn an_address_names_its_board() {
        for (address, expect) in [
            ("https://boards.greenhouse.io/Fennel", "greenhouse: fennel"),
            ("https://job-boards.eu.greenhouse.io/fennel/jobs/12", "greenhouse: fennel"),
            ("https://boards.greenhouse.io/embed/job_board/js?for=fennel", "greenhouse: fennel"),
            ("https://boards.greenhouse.io/embed/job_app?token=1&for=fennel", "greenhouse: fennel"),
            ("https://boards-api.greenhouse.io/v1/boards/fennel/jobs?content=true", "greenhouse: fennel"),
            ("https://jobs.lever.co/fennel/0", "lever: fennel"),
            ("https://jobs.eu.lever.co/fennel", "lever: eu:fennel"),
            ("https://api.eu.lever.co/v0/postings/fennel?mode=json", "lever: eu:fennel"),
            ("https://jobs.ashbyhq.com/Fennel%20works/embed?version=2", "ashby: Fennel works"),
            ("https://careers.smartrecruiters.com/Fennel1", "smartrecruiters: Fennel1"),
            ("https://jobs.smartrecruiters.com/oneclick-ui/company/Fennel1/job/2", "smartrecruiters: Fennel1"),
            ("https://apply.workable.com/fennel/j/AB12/", "workable: fennel"),
            ("https://apply.workable.com/api/v1/widget/accounts/fennel", "workable: fennel"),
            ("https://fennel.recruitee.com/o/x", "recruitee: fennel"),
            ("https://fennel.jobs.personio.de/xml", "personio: fennel"),
            ("https://fennel.wd103.myworkdayjobs.com/en-US/Ext_Careers/job/x", "workday: fennel/wd103/Ext_Careers"),
            ("https://fennel.wd5.myworkdayjobs.com/Careers", "workday: fennel/wd5/Careers"),
            ("https://fennel.wd5.myworkdayjobs.com/wday/cxs/fennel/Careers/jobs", "workday: fennel/wd5/Careers"),
        ] {
            assert_eq!(board(address), expect, "{address}");
        }
    }

    #[test]
    fn pages_of_vendors_are_nobodys_board() {
        for address in [
            "https://www.greenhouse.io/fennel",
            "https://boards.greenhouse.io/",
            "https://boards.greenhouse.io/embed/job_board",
            "https://landing.recruitee.com/",
            "https://tt.teamtailor.com/",
            "https://www.lever.co/fennel",
            "https://jobs.lever.co/",
            "https://jobs.ashbyhq.com/_next/static/x.js",
            "https://jobs.ashbyhq.com/..%2fx",
            "https://fennel.wd5.myworkdayjobs.com/en-US",
            "https://fennel.evil.myworkdayjobs.com/x",
            "https://jobs.lever.co.evil.example/fennel",
            "https://www.workable.com/j/AB",
            "nonsense",
        ] {
            assert_eq!(board(address), "none", "{address}");
        }
    }

    #[test]
    fn addresses_are_found_in_links_frames_and_data_but_not_in_comments() {
        let html = r#"<a href=//jobs.lever.co/one>x</a><!-- <a href="https://jobs.lever.co/old"> -->
            <script>x={"u":"https:\/\/boards.greenhouse.io\/embed\/job_board?for=two\u0026b=1"}</script>
            <iframe src="https://boards.greenhouse.io/embed/job_board?b=1&amp;for=Two"></iframe>"#;
        let found: Vec<String> = boards_in(html).into_iter().map(|board| board.token).collect();
        assert_eq!(found, ["two", "one"]);
    }

    #[test]
    fn an_opening_is_not_its_board() {
        assert!(Board::is_of_opening("https://boards.greenhouse.io/fennel/jobs/12"));
        assert!(!Board::is_of_opening("https://boards.greenhouse.io/fennel"));
        assert!(Board::is_of_opening("https://jobs.lever.co/f/00000000-0000-4000-8000-000000000001"));
        assert!(!Board::is_of_opening("https://fennelworks.example/jobs/1"));
    }
}
