//! Greenhouse boards as HTML: what archives keep, and people save.

use std::sync::LazyLock;

use regex::Regex;
use scraper::{ElementRef, Html, Node};

use crate::source::Opening;
use crate::source::boards::board::{is_html, opening};
use crate::source::html::selector;

/// So many rows a page of a new board has at most.
const ROWS: usize = 50;

/// Which of the two kinds of page it is. They count differently, and are two series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source::boards) enum Style {
    /// `boards.greenhouse.io`: everything on one page.
    Old,
    /// `job-boards.greenhouse.io`: pages of fifty.
    New,
}

/// A page of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source::boards) struct HtmlBoard {
    pub(in crate::source::boards) style: Style,
    pub(in crate::source::boards) openings: Vec<Opening>,
    /// Whether there is no further page.
    pub(in crate::source::boards) is_complete: bool,
    /// What the board calls its owner.
    pub(in crate::source::boards) name: Option<String>,
}

static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:jobs|careers|current openings|open positions) at (.+?)\s*$")
        .expect("a pattern of this file")
});
static TOTAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*(\d{1,3}(?:,\d{3})*|\d+) jobs?\s*$").expect("a pattern of this file"));

/// Whether a text is such a page.
pub(in crate::source::boards) fn is_board(text: &str) -> bool {
    is_html(text) && style_of(text).is_some()
}

fn style_of(text: &str) -> Option<Style> {
    if text.contains("class=\"job-post") {
        Some(Style::New)
    } else if text.contains("class=\"opening\"") && (text.contains("data-mapped") || text.contains("department_id")) {
        Some(Style::Old)
    } else {
        None
    }
}

/// Reads a page. `None`: it shows no openings, which may also mean that a script would have to fetch them.
pub(in crate::source::boards) fn read_board(text: &str) -> Option<HtmlBoard> {
    let style = style_of(text)?;
    let page = Html::parse_document(text);
    let openings = match style {
        Style::Old => rows(&page, "h2, h3, h4, h5, div.opening", "div.opening", "a"),
        Style::New => rows(&page, "h2, h3, h4, tr.job-post", "tr.job-post", "p.body--medium"),
    };
    if openings.is_empty() {
        return None;
    }
    let is_complete = style == Style::Old || openings.len() < ROWS || total(&page) == Some(openings.len());
    Some(HtmlBoard { style, openings, is_complete, name: name(&page) })
}

/// Rows with their titles, under the heading that stands last before each.
fn rows(page: &Html, all: &'static str, row: &'static str, title: &'static str) -> Vec<Opening> {
    let (Some(all), Some(row), Some(title)) = (selector(all), selector(row), selector(title)) else {
        return Vec::new();
    };
    let mut department = String::new();
    let mut openings = Vec::new();
    for element in page.select(&all) {
        if !row.matches(&element) {
            department = words(element);
        } else if let Some(title) = element.select(&title).next() {
            let title = words(title);
            if !title.is_empty() {
                openings.push(opening(&title, department.clone(), String::new(), String::new));
            }
        }
    }
    openings
}

/// The words of an element, without labels such as "New".
fn words(element: ElementRef<'_>) -> String {
    let is_label = |node: &ego_tree::NodeRef<'_, Node>| {
        node.value().as_element().is_some_and(|element| element.classes().any(|class| class.starts_with("tag-")))
    };
    let texts = element.descendants().filter(|node| !node.ancestors().take(6).any(|node| is_label(&node)));
    let text: String = texts.filter_map(|node| node.value().as_text().map(|text| text.to_string())).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number of jobs that a heading states.
fn total(page: &Html) -> Option<usize> {
    let headings = selector("h1, h2, h3")?;
    page.select(&headings).find_map(|heading| {
        let text = words(heading);
        TOTAL.captures(&text)?.get(1)?.as_str().replace(',', "").parse().ok()
    })
}

fn name(page: &Html) -> Option<String> {
    let titles = selector("title")?;
    let title = words(page.select(&titles).next()?);
    Some(TITLE.captures(&title)?.get(1)?.as_str().to_owned())
}
