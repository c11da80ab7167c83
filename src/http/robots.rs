//! What sites say in robots.txt (RFC 9309).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use robotxt::Robots as Rules;
use url::Url;

use crate::model::{Page, SourceState};

/// The name that a robots.txt may address.
const PRODUCT: &str = env!("CARGO_PKG_NAME");

/// The rules of the sites of a run.
#[derive(Default)]
pub(super) struct Robots {
    rules: Mutex<BTreeMap<String, Arc<Rules>>>,
}

/// Where a site keeps its robots.txt.
pub(super) fn place(url: &Url) -> Option<Url> {
    robotxt::robots_url(url).ok()
}

impl Robots {
    /// The rules of the site whose robots.txt this page is.
    pub(super) fn rules(&self, place: &Url, page: &Page) -> Arc<Rules> {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        rules.entry(place.to_string()).or_insert_with(|| Arc::new(read(page))).clone()
    }
}

/// A site without a robots.txt allows everything; one whose robots.txt cannot be had allows nothing.
fn read(page: &Page) -> Rules {
    match page.text() {
        Ok(text) => Rules::parse(text.as_bytes(), PRODUCT),
        Err(trouble) => {
            let is_client_error = page.outcome.as_ref().is_ok_and(|answer| (400..500).contains(&answer.status));
            if is_client_error && trouble.state != SourceState::Limited {
                Rules::allow_all()
            } else {
                Rules::disallow_all()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Answer, Date, Form, Request, Taken, Trouble};

    fn page(outcome: Result<(u16, &str), Trouble>) -> Page {
        let request = Request::new("robots", Form::Text, "https://a.example/robots.txt");
        let answer = |(status, text): (u16, &str)| Answer {
            status,
            url: request.url.clone(),
            content_type: None,
            body: Arc::new(text.as_bytes().to_vec()),
        };
        let outcome = outcome.map(answer);
        Page { request, outcome, fetched: Date::constant(2026, 11, 20), taken: Taken::Net }
    }

    fn allows(outcome: Result<(u16, &str), Trouble>, path: &str) -> bool {
        let url = Url::parse("https://a.example/").and_then(|url| url.join(path)).expect("an address");
        read(&page(outcome)).is_url_allowed(&url)
    }

    #[test]
    fn the_longest_rule_wins_and_a_rule_for_this_program_before_one_for_all() {
        let text = "User-agent: *\nDisallow: /careers/internal\nAllow: /careers\nDisallow: /search\n";
        assert!(!allows(Ok((200, text)), "/careers/internal/x"));
        assert!(allows(Ok((200, text)), "/careers/open"));
        assert!(!allows(Ok((200, text)), "/search?q=x"));
        let own = "User-agent: *\nAllow: /\n\nUser-agent: SkipLevel\nDisallow: /jobs\n";
        assert!(!allows(Ok((200, own)), "/jobs/1"));
        assert!(allows(Ok((200, own)), "/"));
        let delay = read(&page(Ok((200, "User-agent: *\nCrawl-delay: 3\nDisallow:\n")))).crawl_delay();
        assert_eq!(delay, Some(std::time::Duration::from_secs(3)));
    }

    #[test]
    fn no_robots_txt_allows_all_and_an_unreadable_one_nothing() {
        assert!(allows(Ok((404, "")), "/jobs"));
        assert!(allows(Ok((403, "")), "/jobs"));
        assert!(!allows(Ok((429, "")), "/jobs"));
        assert!(!allows(Ok((503, "")), "/jobs"));
        assert!(!allows(Err(Trouble::failed("no connection")), "/jobs"));
        assert!(allows(Ok((200, "<html>not a robots.txt</html>")), "/jobs"));
    }
}
