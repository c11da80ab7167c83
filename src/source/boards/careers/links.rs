//! Links of a careers page: to further pages, and to openings.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use scraper::{ElementRef, Html};
use url::Url;

use crate::source::boards::ats::Board;
use crate::source::boards::board::opening;
use crate::source::html::selector;
use crate::source::{Domain, Opening};

static JOBS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?:^|[^a-z])(?:careers?|jobs?|join[- ]?(?:us|our[- ]team)|work[- ](?:with|for|at)[- ]us|open[- ](?:roles|positions)|openings|vacanc(?:y|ies)|(?:we.?re[- ])?hiring|karriere|stellen(?:angebote)?)(?:[^a-z]|$)",
    )
    .expect("a pattern of this file")
});
/// Parts of a path under which jobs are only talked about.
static TALK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:blog|news|press|stories|articles?|podcast|events?|customers?|docs|help|legal)$")
        .expect("a pattern of this file")
});
static HEADS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?is)<(?:title|h1)[^>]*>(.{0,200}?)</(?:title|h1)>").expect("a pattern of this file")
});
/// Words of a link that are no title.
static NO_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:apply(?: now| here)?|view(?: job| role| details)?|learn more|read more|details|more|see (?:job|role|more)|open|→|>)?\W*$")
        .expect("a pattern of this file")
});

/// Whether the title or first heading of a page speaks of jobs.
pub(super) fn is_about_jobs(html: &str) -> bool {
    HEADS.captures_iter(html).any(|head| head.get(1).is_some_and(|words| JOBS.is_match(words.as_str())))
}

/// The pages of the same company that a page links as being about jobs, the plainest first.
pub(super) fn careers_in(domain: &Domain, address: &str, html: &str) -> Vec<String> {
    let (Ok(base), Some(anchors)) = (Url::parse(address), selector("a[href]")) else { return Vec::new() };
    let mut found: Vec<(usize, String)> = Vec::new();
    for anchor in Html::parse_document(html).select(&anchors) {
        let Some(mut url) = anchor.value().attr("href").and_then(|href| base.join(href.trim()).ok()) else { continue };
        url.set_fragment(None);
        let is_own = matches!(url.scheme(), "http" | "https") && Domain::of(url.as_str()).as_ref() == Some(domain);
        let parts: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
        let words = words(anchor);
        let is_named = parts.last().is_some_and(|part| JOBS.is_match(part))
            || parts.is_empty() && url.host_str().is_some_and(|host| JOBS.is_match(host));
        let is_said = words.len() <= 40 && JOBS.is_match(&words);
        if is_own && parts.len() <= 3 && !parts.iter().any(|part| TALK.is_match(part)) && (is_named || is_said) {
            let address = url.to_string();
            if !found.iter().any(|(_, known)| *known == address) {
                found.push((parts.len() + usize::from(!is_named), address));
            }
        }
    }
    found.sort_by_key(|(depth, _)| *depth);
    found.into_iter().map(|(_, address)| address).collect()
}

/// The openings to which a page links at a job board: title by title, each address once.
pub(in crate::source::boards) fn openings_linked_in(html: &str) -> Vec<Opening> {
    let Some(anchors) = selector("a[href]") else { return Vec::new() };
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    for anchor in Html::parse_document(html).select(&anchors) {
        let href = anchor.value().attr("href").unwrap_or_default().trim();
        let href = unarchived(href);
        let href = href.split(['?', '#']).next().unwrap_or_default().trim_end_matches("/apply");
        let title = title_of(anchor);
        if Board::is_of_opening(href) && !NO_TITLE.is_match(&title) {
            titles.entry(href.to_owned()).or_insert(title);
        }
    }
    titles.into_values().map(|title| opening(&title, String::new(), String::new(), String::new)).collect()
}

/// The address behind one that an archive has put before it.
fn unarchived(href: &str) -> &str {
    match href.find("/web/").and_then(|at| href.get(at..)?.find("http").map(|http| at + http)) {
        Some(at) => href.get(at..).unwrap_or(href),
        None => href,
    }
}

/// The heading within a link, or all of its words.
fn title_of(anchor: ElementRef<'_>) -> String {
    let heading = selector("h1, h2, h3, h4, h5, h6").and_then(|headings| anchor.select(&headings).next().map(words));
    heading.unwrap_or_else(|| words(anchor))
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
