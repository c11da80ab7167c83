//! Levels that were read out of prose and do not count yet, each with its number and the words.

use std::fmt::Write as _;

use super::Redaction;
use super::find_status::find_status;
use super::layout::{hanging, wrap};
use super::note::find_words;
use crate::text::visible;
use crate::workspace::{Accepted, Suggestion, Workspace};

/// What stands below the list.
const FOOT: &str = "None of these levels counts before it is taken over: `skiplevel accept N`. Clear numbers, dates and yes \
    or no count by themselves: `skiplevel facts`.";

/// What was read, a block of lines each.
#[must_use]
pub fn suggestions_text(
    workspace: &Workspace,
    suggestions: &[Suggestion],
    redaction: Redaction,
    width: usize,
) -> String {
    if suggestions.is_empty() {
        return "No level was read in prose that is not stated already.\n".to_owned();
    }
    let mut text = String::new();
    for suggestion in suggestions {
        text.push_str(&suggestion_text(workspace, suggestion, redaction, width));
    }
    text.push_str(&wrap(FOOT, width, 0));
    text.push('\n');
    text
}

/// What was taken over, and what was not.
#[must_use]
pub fn accepted_text(workspace: &Workspace, accepted: &Accepted, redaction: Redaction, width: usize) -> String {
    let mut text = String::new();
    for suggestion in &accepted.written {
        text.push_str(&suggestion_text(workspace, suggestion, redaction, width));
    }
    let count = accepted.written.len();
    let fields = if count == 1 { "field was" } else { "fields were" };
    let _ = writeln!(text, "{count} {fields} written; to take one back, delete its line.");
    for (suggestion, why) in &accepted.refused {
        let words = format!("Not written: {} ({}): {why}.", suggestion.number, suggestion.find.signal);
        let _ = writeln!(text, "{}", wrap(&words, width, 2));
    }
    text
}

fn suggestion_text(workspace: &Workspace, suggestion: &Suggestion, redaction: Redaction, width: usize) -> String {
    let find = &suggestion.find;
    let place = workspace.files.place(find.quote);
    let value = find_words(&workspace.files, &workspace.catalogue, find);
    let number = format!("{:>3}  ", suggestion.number);
    let head = format!("{} {value}", find.signal);
    let is_open = redaction == Redaction::None;
    let place = if is_open { format!("{}:{}", visible(&place.path), place.line) } else { String::new() };
    let date = find.fact_date.map(|date| date.to_string()).unwrap_or_default();
    let kind = workspace.trust.of(find.kind).label.clone();
    let parts: Vec<&str> = [place.as_str(), date.as_str(), kind.as_str(), find_status(find)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let mut text = format!("{}\n{}\n", hanging(&number, &head, width), hanging("     ", &parts.join(" · "), width));
    if is_open {
        let quote = visible(find.words(&workspace.files));
        let _ = writeln!(text, "{}", hanging("     ", &format!("“{quote}”"), width));
    }
    text
}
