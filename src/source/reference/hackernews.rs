//! Hacker News: how often a company is talked of, and whether it looks for managers in the monthly thread (SOURCES E1).
//!
//! A forum weighs nothing here: there are only remarks, with links for the person to follow. No authors are kept, and
//! no headlines, since those name people.

use serde::Deserialize;
use url::form_urlencoded::byte_serialize;

use crate::model::{Date, Page, Request, SourceKind, SourceState, Trouble, days_between};
use crate::source::html::visible_text;
use crate::source::lenient::{lenient, number, text};
use crate::source::{About, Holds, Reading, Source, Subject, Use, name_key};

/// The search at `hn.algolia.com`.
pub(in crate::source) struct HackerNews;

const STORIES: &str = "stories";
const LINKS: &str = "links";
const THREADS: &str = "threads";
const THREAD: &str = "thread";
const API: &str = "https://hn.algolia.com/api/v1";
/// The same account asks who wants to be hired, too.
const HIRING: &str = "Ask HN: Who is hiring? (";
const DAYS: i64 = 365;
/// Threads that are read, newest first: a quarter of a year.
const MONTHS: usize = 3;

#[derive(Deserialize)]
struct Hits {
    hits: Vec<Hit>,
    #[serde(rename = "nbHits", default, deserialize_with = "number")]
    count: Option<f64>,
}

#[derive(Deserialize)]
struct Hit {
    #[serde(rename = "objectID", default, deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    title: String,
    /// None for questions to the forum.
    #[serde(default, deserialize_with = "text")]
    url: String,
    #[serde(default, deserialize_with = "number")]
    num_comments: Option<f64>,
    #[serde(default, deserialize_with = "text")]
    created_at: String,
}

#[derive(Deserialize)]
struct Thread {
    #[serde(deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    title: String,
    children: Vec<Comment>,
}

#[derive(Deserialize)]
struct Comment {
    #[serde(default, deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    parent_id: String,
    /// None when it was deleted.
    #[serde(default, deserialize_with = "lenient")]
    text: Option<String>,
}

impl Source for HackerNews {
    fn about(&self) -> About {
        About {
            name: "hackernews",
            title: "Hacker News",
            holds: Holds::OneCompany,
            kind: SourceKind::ForumPost,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        if !has_own_words(subject) && subject.domain.is_none() {
            return Reading::not_tried(
                "a name of one word is found everywhere; `domain:` in the company's front matter tells them apart",
            );
        }
        if pages.is_empty() {
            return Reading::wanting(first_wants(subject));
        }
        let mut found = Found::default();
        for page in pages {
            if let Err(trouble) = found.read(subject, page) {
                found.gaps.push(trouble);
            }
        }
        found.reading(subject, pages)
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        let is_list = text.contains("\"hits\"") && (text.contains("\"nbHits\"") || text.contains("\"objectID\""));
        if is_list {
            return Some(if text.contains("author_whoishiring") { THREADS } else { STORIES });
        }
        let has = |word: &str| text.contains(word);
        (has("\"children\"") && has("\"parent_id\"") && has("\"story_id\"")).then_some(THREAD)
    }
}

/// Whether the company's name is unlike a word of everyday language.
fn has_own_words(subject: &Subject) -> bool {
    name_key(&subject.name).contains(' ')
}

fn first_wants(subject: &Subject) -> Vec<Request> {
    let since = seconds(subject.today) - DAYS * 86_400;
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    let search = |label, query: &str, more: &str| {
        let url = format!("{API}/search_by_date?query={}&tags=story{more}", encoded(query));
        Request::json(label, format!("{url}&numericFilters=created_at_i%3E{since}&hitsPerPage=50"))
    };
    let mut wants = Vec::new();
    if has_own_words(subject) {
        wants.push(search(STORIES, &format!("\"{}\"", subject.name.replace('"', "")), ""));
    }
    if let Some(domain) = &subject.domain {
        wants.push(search(LINKS, domain.as_str(), "&restrictSearchableAttributes=url"));
    }
    wants.push(Request::json(THREADS, format!("{API}/search_by_date?tags=story,author_whoishiring&hitsPerPage=50")));
    wants
}

/// The first second of a day.
fn seconds(day: Date) -> i64 {
    days_between(Date::constant(1970, 1, 1), day) * 86_400
}

/// What all pages say together.
#[derive(Default)]
struct Found {
    remarks: Vec<String>,
    threads: Vec<String>,
    gaps: Vec<Trouble>,
    /// Whether a page was read that could have named the company.
    was_looked_at: bool,
    is_named: bool,
}

impl Found {
    fn read(&mut self, subject: &Subject, page: &Page) -> Result<(), Trouble> {
        match page.request.label {
            STORIES | LINKS => self.stories(subject, &page.json()?, page.request.label == LINKS),
            THREADS => {
                let list: Hits = page.json()?;
                let hiring = list.hits.into_iter().filter(|hit| hit.title.starts_with(HIRING));
                let mut threads: Vec<(String, String)> = hiring.map(|hit| (hit.created_at, hit.id)).collect();
                threads.sort_by(|a, b| b.cmp(a));
                let is_number = |id: &String| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
                self.threads = threads.into_iter().map(|(_, id)| id).filter(is_number).take(MONTHS).collect();
            }
            THREAD => self.thread(subject, &page.json()?),
            _ => {}
        }
        Ok(())
    }

    fn stories(&mut self, subject: &Subject, list: &Hits, is_by_link: bool) {
        self.was_looked_at = true;
        let ours: Vec<&Hit> = list.hits.iter().filter(|hit| is_about(subject, hit)).collect();
        let all = list.count.unwrap_or(list.hits.len() as f64);
        let how = if is_by_link { "link the company's site" } else { "name the company" };
        if all < 1.0 {
            self.remarks.push(format!("no stories {how}"));
            return;
        }
        self.is_named |= !ours.is_empty();
        let least = if all > list.hits.len() as f64 { "at least " } else { "" };
        let days = newest(&ours);
        self.remarks.push(format!("{all} stories found that {how}, {least}{} surely{days}", ours.len()));
        let most = ours.iter().max_by(|a, b| comments(a).total_cmp(&comments(b))).filter(|hit| comments(hit) >= 1.0);
        self.remarks.extend(most.map(|hit| format!("most talked of, {} comments: {}", comments(hit), link(&hit.id))));
        let is_layoff = |hit: &&&Hit| {
            let title = hit.title.to_lowercase();
            ["layoff", "lay off", "lays off", "laid off", "laying off", "job cuts"]
                .iter()
                .any(|word| title.contains(word))
        };
        let layoffs = ours.iter().filter(is_layoff).take(3);
        self.remarks.extend(layoffs.map(|hit| format!("look at {}: its title speaks of layoffs", link(&hit.id))));
    }

    fn thread(&mut self, subject: &Subject, thread: &Thread) {
        self.was_looked_at = true;
        let month = thread.title.strip_prefix(HIRING).and_then(|rest| rest.strip_suffix(')')).unwrap_or("the thread");
        let posts = thread.children.iter().filter(|comment| comment.parent_id == thread.id);
        for (comment, text) in posts.filter_map(|comment| Some((comment, comment.text.as_deref()?))) {
            let Some(head) = head_of_ours(subject, text) else { continue };
            self.is_named = true;
            let jobs: Vec<&str> = head.iter().skip(1).map(String::as_str).filter(|part| leads(part)).collect();
            let what = if jobs.is_empty() { "no managers in its first line".to_owned() } else { jobs.join(" · ") };
            self.remarks.push(format!("\"Who is hiring?\" of {month}: {what}, {}", link(&comment.id)));
        }
    }

    fn reading(self, subject: &Subject, pages: &[Page]) -> Reading {
        let thread = |id: &String| Request::json(THREAD, format!("{API}/items/{id}"));
        let is_new = |want: &Request| pages.iter().all(|page| page.request.url != want.url);
        let wants: Vec<Request> = self.threads.iter().map(thread).filter(is_new).collect();
        if !self.was_looked_at
            && wants.is_empty()
            && let Some(trouble) = self.gaps.first()
        {
            return trouble.clone().into();
        }
        let is_none = self.was_looked_at && !self.is_named && wants.is_empty() && self.gaps.is_empty();
        let mut reading = Reading::of(if is_none { SourceState::Zero } else { SourceState::Observed });
        if is_none {
            let has_searched = pages.iter().any(|page| matches!(page.request.label, STORIES | LINKS));
            let when = if has_searched { "in a year" } else { "in this thread" };
            reading.why = Some(format!("nobody named {} {when}", subject.name));
        } else if let Some(trouble) = self.gaps.first() {
            reading.why = Some(format!("not all was read: {}", trouble.why));
        }
        Reading { remarks: self.remarks, wants, ..reading }
    }
}

fn comments(hit: &Hit) -> f64 {
    hit.num_comments.unwrap_or_default()
}

fn link(id: &str) -> String {
    format!("https://news.ycombinator.com/item?id={id}")
}

fn newest(hits: &[&Hit]) -> String {
    let newest = hits.iter().filter_map(|hit| hit.created_at.get(..10)).max();
    newest.map_or_else(String::new, |day| format!(", the newest of {day}"))
}

/// The search finds near misses: a story is the company's when it links its site or holds its whole name.
fn is_about(subject: &Subject, hit: &Hit) -> bool {
    if subject.owns(&hit.url) {
        return true;
    }
    let title = format!(" {} ", name_key(&hit.title.replace(['(', ')'], " ")));
    let names = std::iter::once(&subject.name).chain(&subject.aliases).map(|name| name_key(name));
    names.filter(|name| name.contains(' ')).any(|name| title.contains(&format!(" {name} ")))
}

/// The parts of the first line of a post, when it is the company's: by its name if that is more than a word, else by a
/// link to its site.
fn head_of_ours(subject: &Subject, text: &str) -> Option<Vec<String>> {
    let first = text.split("<p>").next().unwrap_or_default();
    let head: Vec<String> = visible_text(first).split('|').map(|part| part.trim().to_owned()).collect();
    let company = head.first()?;
    let links_us = |text: &str| subject.domain.is_some() && addresses(text).any(|address| subject.owns(&address));
    let is_called = subject.is_called(company);
    // A link further down may lead to a customer.
    let is_linked = links_us(company) || is_called && links_us(text);
    (is_linked || is_called && name_key(company).contains(' ')).then_some(head)
}

/// Whatever looks like an address in a post.
fn addresses(text: &str) -> impl Iterator<Item = String> {
    let plain = crate::source::html::unescaped(text);
    let words: Vec<String> = plain
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '(' | ')' | '|' | ','))
        .filter(|word| word.starts_with("http") || word.contains('.') && !word.contains('@'))
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

/// Whether a part of a first line names a job in management.
fn leads(part: &str) -> bool {
    let part = format!(" {} ", part.to_lowercase());
    let words = ["manager", "director", "head of", "vp ", "vice president", " cto ", " em "];
    part.len() <= 160 && words.iter().any(|word| part.contains(word)) && !part.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::reference::testing::{company, labelled, refused, stranger};

    const STORY_LIST: &str = include_str!("../../../fixtures/pages/hackernews_stories.json");
    const NO_STORIES: &str = include_str!("../../../fixtures/pages/hackernews_none.json");
    const THREAD_LIST: &str = include_str!("../../../fixtures/pages/hackernews_threads.json");
    const MONTH: &str = include_str!("../../../fixtures/pages/hackernews_thread.json");

    fn month(id: &str) -> Page {
        crate::source::reference::testing::page_of(Request::json(THREAD, format!("{API}/items/{id}")), MONTH)
    }

    #[test]
    fn a_phrase_and_a_site_are_searched_for_in_the_last_year() {
        let wants = HackerNews.read(&stranger(), &[]).wants;
        let labels: Vec<&str> = wants.iter().map(|want| want.label).collect();
        assert_eq!(labels, [STORIES, LINKS, THREADS]);
        let url = "https://hn.algolia.com/api/v1/search_by_date?query=%22Fenwick+Loom%22&tags=story\
                   &numericFilters=created_at_i%3E1763596800&hitsPerPage=50";
        assert_eq!(wants.first().map(|want| want.url.as_str()), Some(url));
    }

    #[test]
    fn a_single_word_needs_the_domain() {
        let reading = HackerNews.read(&company("Linear", None, &[]), &[]);
        assert_eq!((reading.state, reading.wants.len()), (SourceState::NotTried, 0));
        let wants = HackerNews.read(&company("Linear", Some("linear.example"), &[]), &[]).wants;
        assert!(wants.iter().all(|want| want.label != STORIES));
    }

    #[test]
    fn stories_are_counted_without_headlines_or_authors() {
        let reading = HackerNews.read(&stranger(), &[labelled(STORIES, STORY_LIST)]);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::Observed, 0));
        let remarks = [
            "4 stories found that name the company, 2 surely, the newest of 2026-10-02",
            "most talked of, 77 comments: https://news.ycombinator.com/item?id=5001",
            "look at https://news.ycombinator.com/item?id=5001: its title speaks of layoffs",
        ];
        assert_eq!(reading.remarks, remarks);
        assert!(!format!("{reading:?}").contains("somebody"));
    }

    #[test]
    fn the_newest_hiring_threads_are_wanted() {
        let reading = HackerNews.read(&stranger(), &[labelled(THREADS, THREAD_LIST)]);
        let urls: Vec<&str> = reading.wants.iter().map(|want| want.url.as_str()).collect();
        let wanted = [7003, 7002, 7001].map(|id| format!("https://hn.algolia.com/api/v1/items/{id}"));
        assert_eq!(urls, wanted);
        let pages = [labelled(THREADS, THREAD_LIST), month("7003"), month("7002"), month("7001")];
        assert_eq!(HackerNews.read(&stranger(), &pages).wants, []);
    }

    #[test]
    fn only_posts_of_the_company_itself_count() {
        let reading = HackerNews.read(&stranger(), &[month("7003")]);
        let remark = "\"Who is hiring?\" of November 2026: Director of Engineering, EM (Payments), \
                      https://news.ycombinator.com/item?id=8001";
        assert_eq!(reading.remarks, [remark]);
        let linked = HackerNews.read(&company("Marsh", Some("marsh.example"), &[]), &[month("7003")]);
        let remark = "\"Who is hiring?\" of November 2026: no managers in its first line, \
                      https://news.ycombinator.com/item?id=8002";
        assert_eq!(linked.remarks, [remark]);
        let word = HackerNews.read(&company("Marsh", Some("other.example"), &[]), &[month("7003")]);
        assert_eq!((word.state, word.remarks.len()), (SourceState::Zero, 0));
        assert_eq!(word.why.as_deref(), Some("nobody named Marsh in this thread"));
        let customer = HackerNews.read(&company("Loom", Some("loom.example"), &[]), &[month("7003")]);
        assert_eq!((customer.state, customer.remarks.len()), (SourceState::Zero, 0));
    }

    #[test]
    fn nobody_talking_is_said() {
        let reading = HackerNews.read(&stranger(), &[labelled(STORIES, NO_STORIES)]);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::Zero, 0));
        assert_eq!(reading.remarks, ["no stories name the company"]);
    }

    #[test]
    fn troubles_have_their_state() {
        let state = |page: Page| HackerNews.read(&stranger(), &[page]).state;
        assert_eq!(state(refused(STORIES, 429, "")), SourceState::Limited);
        assert_eq!(state(refused(STORIES, 403, "")), SourceState::Blocked);
        for text in ["<html>", "{}", "", "[]", &STORY_LIST[..80]] {
            assert_eq!(state(labelled(STORIES, text)), SourceState::Failed, "{text}");
        }
        let reading = HackerNews.read(&stranger(), &[labelled(STORIES, STORY_LIST), refused(LINKS, 500, "")]);
        assert_eq!(reading.state, SourceState::Observed);
        assert_eq!(reading.why.as_deref(), Some("not all was read: the server answered 500"));
    }

    #[test]
    fn its_own_texts_are_recognised() {
        let texts = [(STORY_LIST, STORIES), (NO_STORIES, STORIES), (THREAD_LIST, THREADS), (MONTH, THREAD)];
        for (text, label) in texts {
            assert_eq!(HackerNews.recognise(text), Some(label));
        }
        assert_eq!(HackerNews.recognise(r#"{"hits": {"total": {}}}"#), None);
    }
}
